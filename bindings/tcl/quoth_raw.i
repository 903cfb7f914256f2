/* The raw commands below quoth.tcl: byte arrays for bytes, dicts for records, errors with an error code. */
%module quoth_raw

%{
#include <string.h>

#include "records.h"

#if TCL_MAJOR_VERSION < 9
typedef int Tcl_Size;
enum { UNIT = QUOTH_UNIT_UTF16 };
#else
enum { UNIT = QUOTH_UNIT_CODE_POINT };
#endif

/* Tcl writes NUL and what lies beyond the first plane in its own way. */
static Tcl_Obj *new_text(const char *bytes, size_t size) {
    Tcl_DString text;
    Tcl_Encoding utf8 = Tcl_GetEncoding(NULL, "utf-8");
    Tcl_ExternalToUtfDString(utf8, bytes ? bytes : "", (Tcl_Size)size, &text);
    Tcl_Obj *result = Tcl_NewStringObj(Tcl_DStringValue(&text), Tcl_DStringLength(&text));
    Tcl_DStringFree(&text);
    Tcl_FreeEncoding(utf8);
    return result;
}

static Tcl_Obj *new_string(const char *string) { return string ? new_text(string, strlen(string)) : Tcl_NewObj(); }

/* try … trap {QUOTH CHARSET} … */
static void set_failure(Tcl_Interp *interp, const quoth_error *err) {
    const char *status = quoth_status_name(err->code);
    static const char PREFIX[] = "QUOTH_ERROR_";
    if (!strncmp(status, PREFIX, sizeof PREFIX - 1))
        status += sizeof PREFIX - 1;
    Tcl_Obj *code[] = {Tcl_NewStringObj("QUOTH", -1), Tcl_NewStringObj(status, -1), Tcl_NewWideIntObj((Tcl_WideInt)err->offset)};
    Tcl_SetObjErrorCode(interp, Tcl_NewListObj(3, code));
    Tcl_SetObjResult(interp, new_string(err->message));
}

static void *make_none(void *state) { return (void)state, Tcl_NewObj(); }
static void *make_integer(void *state, int64_t value) { return (void)state, Tcl_NewWideIntObj(value); }
static void *make_number(void *state, double value) { return (void)state, Tcl_NewDoubleObj(value); }
static void *make_flag(void *state, int value) { return (void)state, Tcl_NewBooleanObj(value); }
static void *make_text(void *state, const char *bytes, size_t size) { return (void)state, new_text(bytes, size); }
static void *make_list(void *state, size_t count) { return (void)state, (void)count, Tcl_NewListObj(0, NULL); }
static void *make_record(void *state) { return (void)state, Tcl_NewDictObj(); }

static void append_value(void *state, void *list, size_t index, void *value) {
    (void)state, (void)index;
    Tcl_ListObjAppendElement(NULL, list, value);
}

static void set_value(void *state, void *record, const char *name, void *value) {
    (void)state;
    Tcl_DictObjPut(NULL, record, Tcl_NewStringObj(name, -1), value);
}

static const flat_builder BUILDER = {NULL, make_none, make_integer, make_number, make_flag, make_text, make_list, make_record,
                                     append_value, set_value, NULL, UNIT, 0, 1};
%}

%typemap(in) (const void *bytes, size_t size) {
    Tcl_Size length;
    $1 = Tcl_GetByteArrayFromObj($input, &length);
    $2 = (size_t)length;
}
/* UTF-8 as a byte array; the empty one is none. */
%typemap(in) const char * (Tcl_DString string) {
    Tcl_Size length;
    const char *bytes = (const char *)Tcl_GetByteArrayFromObj($input, &length);
    Tcl_DStringInit(&string);
    Tcl_DStringAppend(&string, bytes, length);
    $1 = length ? Tcl_DStringValue(&string) : NULL;
    if (strlen(Tcl_DStringValue(&string)) != (size_t)length) {
        Tcl_SetObjResult(interp, Tcl_NewStringObj("embedded NUL", -1));
        Tcl_SetErrorCode(interp, "QUOTH", "ARGUMENT", "0", NULL);
        SWIG_fail;
    }
}
%typemap(arginit) const char * { memset(&string$argnum, 0, sizeof string$argnum); }
%typemap(freearg) const char * {
    if (string$argnum.string)
        Tcl_DStringFree(&string$argnum);
}
%typemap(out) const char * { Tcl_SetObjResult(interp, new_string($1)); }

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK) {
        set_failure(interp, $1);
        SWIG_fail;
    }
}

%typemap(in, numinputs=0) const flat_builder *builder { $1 = (flat_builder *)&BUILDER; }
%typemap(out) void *flat_build { Tcl_SetObjResult(interp, $1 ? (Tcl_Obj *)$1 : Tcl_NewObj()); }

%typemap(out) flat_text, flat_owned { Tcl_SetObjResult(interp, new_text($1.bytes, $1.size)); }
%typemap(out) flat_blob { Tcl_SetObjResult(interp, Tcl_NewByteArrayObj((const unsigned char *)$1.bytes, (Tcl_Size)$1.size)); }
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }
%typemap(out) quoth_span {
    Tcl_Obj *span[] = {Tcl_NewWideIntObj((Tcl_WideInt)$1.start), Tcl_NewWideIntObj((Tcl_WideInt)$1.end)};
    Tcl_SetObjResult(interp, Tcl_NewListObj(2, span));
}
%typemap(out) quoth_language_guess {
    Tcl_Obj *guess[] = {new_string($1.language), Tcl_NewDoubleObj($1.confidence)};
    Tcl_SetObjResult(interp, Tcl_NewListObj(2, guess));
}

/* Handles are values; who has one deletes it. */
%typemap(out) quoth_engine *, quoth_document * { Tcl_SetObjResult(interp, SWIG_NewPointerObj($1, $descriptor, 0)); }

%include "../quoth.i"
