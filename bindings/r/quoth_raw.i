/* Routines for .Call below R/quoth.R: external pointers for handles, strings and raw vectors for bytes, lists for records, conditions. */
%module quoth

%{
#include <string.h>

#include "records.h"

/* In UTF-8. R's strings hold no NUL: its picture U+2400, one character too, stands for it. */
static SEXP string_of(const char *bytes, size_t size) {
    static const char NUL[] = "\xE2\x90\x80";
    size_t nuls = 0, at = 0;
    for (size_t i = 0; i < size; i++)
        nuls += !bytes[i];
    if (size + 2 * nuls > INT_MAX)
        Rf_error("a text of 2 GiB and more is no string of R");
    if (!nuls)
        return Rf_mkCharLenCE(size ? bytes : "", (int)size, CE_UTF8);
    char *shown = R_alloc(size + 2 * nuls, 1);
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            shown[at++] = bytes[i];
        else {
            memcpy(shown + at, NUL, 3);
            at += 3;
        }
    return Rf_mkCharLenCE(shown, (int)at, CE_UTF8);
}

static SEXP text_of(const char *bytes, size_t size) {
    SEXP string = PROTECT(string_of(bytes, size)), text = Rf_ScalarString(string);
    UNPROTECT(1);
    return text;
}

static SEXP text_or_null(const char *text) { return text ? text_of(text, strlen(text)) : R_NilValue; }

static SEXP named(SEXP list, int at, const char *name, SEXP value) {
    SET_VECTOR_ELT(list, at, value);
    SET_STRING_ELT(Rf_getAttrib(list, R_NamesSymbol), at, Rf_mkChar(name));
    return list;
}

static SEXP list_of(R_xlen_t size) {
    SEXP list = PROTECT(Rf_allocVector(VECSXP, size));
    SEXP names = PROTECT(Rf_allocVector(STRSXP, size));
    Rf_setAttrib(list, R_NamesSymbol, names);
    UNPROTECT(2);
    return list;
}

/* What .Call returns instead of a value: R/quoth.R signals it. */
static SEXP failure_of(const quoth_error *err) {
    SEXP failure = PROTECT(list_of(3));
    named(failure, 0, "message", text_of(err->message, strlen(err->message)));
    named(failure, 1, "status", Rf_mkString(quoth_status_name(err->code)));
    named(failure, 2, "offset", Rf_ScalarReal((double)err->offset));
    Rf_setAttrib(failure, R_ClassSymbol, Rf_mkString("quoth_failure"));
    UNPROTECT(1);
    return failure;
}

/* Values stand on R's protection stack, in the order in which they are made; of open records how many fields they have. */
typedef struct value_stack {
    SEXP values[16];
    int fields[16]; /* -1: no record */
    int count;
} value_stack;

static void *push(void *state, SEXP value, int fields) {
    value_stack *stack = state;
    PROTECT(value);
    stack->values[stack->count] = value;
    stack->fields[stack->count++] = fields;
    return state;
}

/* The value on top, off the stack; protected until the caller has put it somewhere. */
static SEXP pop(value_stack *stack) {
    SEXP value = stack->values[--stack->count];
    int fields = stack->fields[stack->count];
    if (fields >= 0) {
        UNPROTECT(1);
        value = PROTECT(Rf_xlengthgets(value, fields)); /* with its names */
    }
    return value;
}

static void *push_none(void *state) { return push(state, R_NilValue, -1); }
static void *push_integer(void *state, int64_t value) {
    return push(state, value > INT_MAX ? Rf_ScalarReal((double)value) : Rf_ScalarInteger((int)value), -1);
}
static void *push_number(void *state, double value) { return push(state, Rf_ScalarReal(value), -1); }
static void *push_flag(void *state, int value) { return push(state, Rf_ScalarLogical(value), -1); }
static void *push_text(void *state, const char *bytes, size_t size) { return push(state, text_of(bytes, size), -1); }
static void *push_list(void *state, size_t count) { return push(state, Rf_allocVector(VECSXP, (R_xlen_t)count), -1); }
static void *push_record(void *state) { return push(state, list_of(32), 0); }

static void *push_span(void *state, int64_t start, int64_t end) {
    SEXP span = PROTECT(Rf_allocVector(INTSXP, 2));
    INTEGER(span)[0] = (int)start;
    INTEGER(span)[1] = (int)end;
    UNPROTECT(1);
    return push(state, span, -1);
}

static void append_value(void *state, void *list, size_t index, void *value) {
    value_stack *stack = state;
    (void)list, (void)value;
    SEXP item = pop(stack);
    SET_VECTOR_ELT(stack->values[stack->count - 1], (R_xlen_t)index, item);
    UNPROTECT(1);
}

static void set_value(void *state, void *record, const char *name, void *value) {
    value_stack *stack = state;
    (void)record, (void)value;
    SEXP item = pop(stack);
    int *fields = &stack->fields[stack->count - 1];
    if (*fields < Rf_length(stack->values[stack->count - 1])) /* no row has more, nor a block as many scripts */
        named(stack->values[stack->count - 1], (*fields)++, name, item);
    UNPROTECT(1);
}

static const flat_builder BUILDER = {NULL, push_none, push_integer, push_number, push_flag, push_text, push_list, push_record,
                                     append_value, set_value, push_span, QUOTH_UNIT_CODE_POINT, 1, 1, 0};

/* Of a raw vector, or of a string in UTF-8; 0 for what is neither. NULL is none. */
static int read_bytes(SEXP value, const void **bytes, size_t *size) {
    *bytes = NULL;
    *size = 0;
    if (TYPEOF(value) == RAWSXP) {
        *bytes = RAW(value);
        *size = (size_t)XLENGTH(value);
        return 1;
    }
    if (TYPEOF(value) != STRSXP || XLENGTH(value) != 1 || STRING_ELT(value, 0) == NA_STRING)
        return value == R_NilValue;
    *bytes = Rf_translateCharUTF8(STRING_ELT(value, 0));
    *size = strlen(*bytes);
    return 1;
}

static void release_document(SEXP pointer) {
    quoth_document_release(R_ExternalPtrAddr(pointer));
    R_ClearExternalPtr(pointer);
}

static void release_engine(SEXP pointer) {
    quoth_engine_release(R_ExternalPtrAddr(pointer));
    R_ClearExternalPtr(pointer);
}

static SEXP handle_of(void *address, const char *type, R_CFinalizer_t release) {
    SEXP pointer = PROTECT(R_MakeExternalPtr(address, Rf_install(type), R_NilValue));
    R_RegisterCFinalizerEx(pointer, release, TRUE);
    UNPROTECT(1);
    return pointer;
}

static void *address_of(SEXP pointer, const char *type) {
    if (TYPEOF(pointer) != EXTPTRSXP || R_ExternalPtrTag(pointer) != Rf_install(type) || !R_ExternalPtrAddr(pointer))
        Rf_error("a %s is needed, of this session", type);
    return R_ExternalPtrAddr(pointer);
}
%}

%typemap(in) (const void *bytes, size_t size) {
    if (!read_bytes($input, (const void **)&$1, &$2))
        Rf_error("a string or a raw vector is needed");
}
%typemap(in) const char * (size_t size) {
    if (!read_bytes($input, (const void **)&$1, &size) || ($1 && strlen($1) != size))
        Rf_error("a string is needed");
}
%typemap(freearg) const char * "";
%typemap(out) const char * "$result = text_or_null($1);"

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
/* What an argout typemap gives would come in a list beside the result. */
%typemap(freearg) quoth_error *err {
    if ($1->code != QUOTH_OK)
        r_ans = failure_of($1);
}

%typemap(in, numinputs=0) const flat_builder *builder (flat_builder builder, value_stack stack) {
    stack.count = 0;
    builder = BUILDER;
    builder.state = &stack;
    $1 = &builder;
}
%typemap(out) void *flat_build {
    $result = R_NilValue;
    if ($1) {
        $result = ((value_stack *)$1)->values[0];
        UNPROTECT(1);
    }
}

%typemap(in) const quoth_engine *, quoth_engine * "$1 = address_of($input, \"quoth_engine\");"
%typemap(in) const quoth_document *, quoth_document * "$1 = address_of($input, \"quoth_document\");"
%typemap(out) quoth_engine * "$result = $1 ? handle_of($1, \"quoth_engine\", release_engine) : R_NilValue;"
%typemap(out) quoth_document * "$result = $1 ? handle_of($1, \"quoth_document\", release_document) : R_NilValue;"

%typemap(in) size_t, int32_t, uint32_t, int64_t "$1 = ($1_ltype)Rf_asReal($input);"
%typemap(out) size_t, int32_t "$result = Rf_ScalarReal((double)$1);"
%typemap(out) flat_text, flat_owned "$result = text_of($1.bytes, $1.size);"
%typemap(out) flat_blob {
    $result = Rf_allocVector(RAWSXP, (R_xlen_t)$1.size);
    if ($1.size)
        memcpy(RAW($result), $1.bytes, $1.size);
}
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }
%typemap(out) quoth_span {
    $result = Rf_allocVector(REALSXP, 2);
    REAL($result)[0] = (double)$1.start;
    REAL($result)[1] = (double)$1.end;
}
%typemap(out) quoth_language_guess {
    PROTECT($result = list_of(2));
    named($result, 0, "language", text_or_null($1.language ? $1.language : "und"));
    named($result, 1, "confidence", Rf_ScalarReal($1.confidence));
    UNPROTECT(1);
}

/* R/quoth.R does not need them. */
%ignore flat_document_packed;
%ignore flat_field_value_name;

%include "../quoth.i"
