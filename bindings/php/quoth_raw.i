/* The extension below src/: functions quoth_…, objects for handles, strings for bytes, arrays for records, exceptions for failures. */
%module quoth

%{
#include <string.h>

#include "records.h"

/* Quoth\QuothException is a class of src/. */
static void raise_failure(const quoth_error *err) {
    const char *status = quoth_status_name(err->code);
    zend_string *name = zend_string_init("Quoth\\QuothException", strlen("Quoth\\QuothException"), 0);
    zend_class_entry *type = zend_lookup_class(name);
    zend_string_release(name);
    zend_object *error = zend_throw_exception(type, err->message, err->code);
    if (!type)
        return;
    zend_update_property_string(type, error, "status", strlen("status"), status);
    zend_update_property_long(type, error, "offset", strlen("offset"), (zend_long)err->offset);
}

/* Values stand on a stack: a record in a list in a record in a list, and what goes into them. */
typedef struct value_stack {
    zval values[16];
    int count;
} value_stack;

static zval *push(void *state) {
    value_stack *stack = state;
    return &stack->values[stack->count++];
}

static void *push_none(void *state) { ZVAL_NULL(push(state)); return state; }
static void *push_integer(void *state, int64_t value) { ZVAL_LONG(push(state), (zend_long)value); return state; }
static void *push_number(void *state, double value) { ZVAL_DOUBLE(push(state), value); return state; }
static void *push_flag(void *state, int value) { ZVAL_BOOL(push(state), value); return state; }
static void *push_text(void *state, const char *bytes, size_t size) { ZVAL_STRINGL(push(state), bytes, size); return state; }
static void *push_list(void *state, size_t count) { array_init_size(push(state), (uint32_t)count); return state; }
static void *push_record(void *state) { array_init(push(state)); return state; }

static void append_value(void *state, void *list, size_t index, void *value) {
    value_stack *stack = state;
    (void)list, (void)index, (void)value;
    stack->count--;
    add_next_index_zval(&stack->values[stack->count - 1], &stack->values[stack->count]);
}

static void set_value(void *state, void *record, const char *name, void *value) {
    value_stack *stack = state;
    (void)record, (void)value;
    stack->count--;
    add_assoc_zval(&stack->values[stack->count - 1], name, &stack->values[stack->count]);
}

static const flat_builder BUILDER = {NULL, push_none, push_integer, push_number, push_flag, push_text, push_list, push_record,
                                     append_value, set_value, NULL, QUOTH_UNIT_BYTE, 0, 0, 1};

/* Null for NULL; fails for what is no string. */
static int read_bytes(const zval *value, const char **bytes, size_t *size) {
    *bytes = Z_TYPE_P(value) == IS_STRING ? Z_STRVAL_P(value) : NULL;
    *size = Z_TYPE_P(value) == IS_STRING ? Z_STRLEN_P(value) : 0;
    if (Z_TYPE_P(value) == IS_STRING || Z_TYPE_P(value) == IS_NULL)
        return 1;
    zend_type_error("a string is needed, not %s", zend_zval_type_name(value));
    return 0;
}
%}

%typemap(in, phptype="?string") (const void *bytes, size_t size) {
    if (!read_bytes(&$input, (const char **)&$1, &$2))
        return;
}

/* A string that C reads up to its NUL must not hold another one. */
%typemap(in, phptype="?string") const char * (size_t size) {
    if (!read_bytes(&$input, (const char **)&$1, &size))
        return;
    if ($1 && strlen($1) != size) {
        zend_value_error("embedded NUL");
        return;
    }
}
%typemap(freearg) const char * "";
%typemap(out, phptype="?string") const char * {
    if ($1)
        RETVAL_STRING($1);
    else
        RETVAL_NULL();
}

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK)
        raise_failure($1);
}

%typemap(in, numinputs=0) const flat_builder *builder (flat_builder builder, value_stack stack) {
    stack.count = 0;
    builder = BUILDER;
    builder.state = &stack;
    $1 = &builder;
}
%typemap(out, phptype="?array") void *flat_build {
    if ($1)
        RETVAL_COPY_VALUE(&((value_stack *)$1)->values[0]);
    else
        RETVAL_NULL();
}

%typemap(out, phptype="string") flat_text, flat_owned, flat_blob { RETVAL_STRINGL($1.bytes ? $1.bytes : "", $1.size); }
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }
%typemap(out, phptype="array") quoth_span {
    array_init(return_value);
    add_next_index_long(return_value, (zend_long)$1.start);
    add_next_index_long(return_value, (zend_long)$1.end);
}
%typemap(out, phptype="array") quoth_language_guess {
    array_init(return_value);
    add_next_index_string(return_value, $1.language ? $1.language : "und");
    add_next_index_double(return_value, $1.confidence);
}

%include "../quoth.i"
