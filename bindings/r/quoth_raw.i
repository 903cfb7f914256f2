/* Routines for .Call below R/quoth.R: external pointers for handles, strings and raw vectors for bytes, lists for records, conditions. */
%module quoth

%include "frame.i"

%{
#include <string.h>

#include "records.h"

static SEXP text_of(const char *bytes, size_t size) {
    SEXP string = PROTECT(frame_string(bytes, size)), text = Rf_ScalarString(string);
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

/* Columns instead of records. */
%ignore flat_build;
%ignore flat_document_packed;
%ignore flat_field_name;
%ignore flat_field_kind;
%ignore flat_field_value_name;

%include "../quoth.i"

%typemap(in) SEXP "$1 = $input;"
%typemap(out) SEXP "$result = $1;"
SEXP frame(const quoth_document *doc, int32_t table, quoth_error *err);
SEXP slices(const quoth_document *doc, SEXP starts, SEXP ends);
