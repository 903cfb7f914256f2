/* The raw module below lib/quoth.rb: objects for handles, strings for bytes, hashes for records, exceptions for failures. */
%module "quoth::raw"

%{
#include <string.h>

#include <ruby.h>
#include <ruby/encoding.h>

#include "records.h"

/* Quoth::Error knows which of its subclasses a status is. */
static void raise_failure(const quoth_error *err) {
    VALUE message = rb_utf8_str_new_cstr(err->message);
    VALUE offset = SIZET2NUM(err->offset);
    rb_exc_raise(rb_funcall(rb_path2class("Quoth::Error"), rb_intern("from_status"), 3, rb_str_new_cstr(quoth_status_name(err->code)),
                            message, offset));
}

static VALUE new_string(const char *string) { return string ? rb_utf8_str_new_cstr(string) : Qnil; }

static void *value_of(VALUE value) { return (void *)value; }

static void *new_none(void *state) { return (void)state, value_of(Qnil); }
static void *new_integer(void *state, int64_t value) { return (void)state, value_of(LL2NUM(value)); }
static void *new_number(void *state, double value) { return (void)state, value_of(DBL2NUM(value)); }
static void *new_flag(void *state, int value) { return (void)state, value_of(value ? Qtrue : Qfalse); }
static void *new_list(void *state, size_t count) { return (void)state, value_of(rb_ary_new_capa((long)count)); }
static void *new_record(void *state) { return (void)state, value_of(rb_hash_new()); }

static void *new_text(void *state, const char *bytes, size_t size) {
    return (void)state, value_of(rb_obj_freeze(rb_utf8_str_new(bytes, (long)size)));
}

static void *new_range(void *state, int64_t start, int64_t end) {
    return (void)state, value_of(rb_range_new(LL2NUM(start), LL2NUM(end), 1));
}

static void append_value(void *state, void *list, size_t index, void *value) {
    (void)state, (void)index;
    rb_ary_push((VALUE)list, (VALUE)value);
}

static void set_value(void *state, void *record, const char *name, void *value) {
    (void)state;
    rb_hash_aset((VALUE)record, ID2SYM(rb_intern(name)), (VALUE)value);
}

static const flat_builder BUILDER = {NULL, new_none, new_integer, new_number, new_flag, new_text, new_list, new_record,
                                     append_value, set_value, new_range, QUOTH_UNIT_CODE_POINT, 0, 0};
%}

%typemap(in) (const void *bytes, size_t size) {
    if (!NIL_P($input))
        StringValue($input);
    $1 = NIL_P($input) ? NULL : RSTRING_PTR($input);
    $2 = NIL_P($input) ? 0 : (size_t)RSTRING_LEN($input);
}
/* A string that C reads up to its NUL must not hold another one: Ruby raises ArgumentError. */
%typemap(in) const char * { $1 = NIL_P($input) ? NULL : StringValueCStr($input); }
%typemap(freearg) const char * "";
%typemap(out) const char * { $result = new_string($1); }

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK)
        raise_failure($1);
}

%typemap(in, numinputs=0) const flat_builder *builder { $1 = (flat_builder *)&BUILDER; }
%typemap(out) void *flat_build { $result = (VALUE)$1; }

%typemap(out) flat_text { $result = rb_utf8_str_new($1.bytes, (long)$1.size); }
%typemap(out) flat_owned { $result = rb_utf8_str_new($1.bytes, (long)$1.size); }
%typemap(out) flat_blob { $result = rb_str_new($1.bytes, (long)$1.size); }
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }
%typemap(out) quoth_span { $result = rb_range_new(SIZET2NUM($1.start), SIZET2NUM($1.end), 1); }
%typemap(out) quoth_language_guess { $result = rb_assoc_new(new_string($1.language), DBL2NUM($1.confidence)); }

%include "../quoth.i"
