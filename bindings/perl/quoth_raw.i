/* The raw module below lib/Text/Quoth.pm: objects for handles, strings for bytes, hashes for records, objects that are thrown. */
%module "Text::Quoth::Raw"

%{
#include <string.h>

#include "records.h"

/* Text::Quoth::Error is a hash. */
static void raise_failure(pTHX_ const quoth_error *err) {
    HV *failure = newHV();
    (void)hv_stores(failure, "status", newSVpv(quoth_status_name(err->code), 0));
    (void)hv_stores(failure, "message", newSVpvn_utf8(err->message, strlen(err->message), 1));
    (void)hv_stores(failure, "offset", newSVuv(err->offset));
    croak_sv(sv_2mortal(sv_bless(newRV_noinc((SV *)failure), gv_stashpv("Text::Quoth::Error", GV_ADD))));
}

/* A string that C reads up to its NUL must not hold another one. */
static const char *read_string(pTHX_ SV *value) {
    if (!SvOK(value))
        return NULL;
    STRLEN size;
    const char *string = SvPVutf8(value, size);
    if (strlen(string) != size)
        croak("embedded NUL");
    return string;
}

static SV *new_characters(pTHX_ const char *bytes, size_t size) { return newSVpvn_utf8(bytes ? bytes : "", size, 1); }

static SV *new_string(pTHX_ const char *string) { return string ? new_characters(aTHX_ string, strlen(string)) : newSV(0); }

static void *new_none(void *state) {
    dTHX;
    return (void)state, newSV(0);
}

static void *new_integer(void *state, int64_t value) {
    dTHX;
    return (void)state, newSViv((IV)value);
}

static void *new_number(void *state, double value) {
    dTHX;
    return (void)state, newSVnv(value);
}

static void *new_flag(void *state, int value) {
    dTHX;
    return (void)state, newSVsv(boolSV(value));
}

static void *new_text(void *state, const char *bytes, size_t size) {
    dTHX;
    return (void)state, new_characters(aTHX_ bytes, size);
}

static void *new_list(void *state, size_t count) {
    dTHX;
    AV *list = newAV();
    if (count)
        av_extend(list, (SSize_t)count - 1);
    return (void)state, newRV_noinc((SV *)list);
}

static void *new_record(void *state) {
    dTHX;
    return (void)state, newRV_noinc((SV *)newHV());
}

static void append_value(void *state, void *list, size_t index, void *value) {
    dTHX;
    (void)state, (void)index;
    av_push((AV *)SvRV((SV *)list), value);
}

static void set_value(void *state, void *record, const char *name, void *value) {
    dTHX;
    (void)state;
    (void)hv_store((HV *)SvRV((SV *)record), name, (I32)strlen(name), value, 0);
}

static const flat_builder BUILDER = {NULL, new_none, new_integer, new_number, new_flag, new_text, new_list, new_record,
                                     append_value, set_value, NULL, QUOTH_UNIT_CODE_POINT, 0, 0};
%}

/* Octets: text is encoded by the layer above. */
%typemap(in) (const void *bytes, size_t size) {
    STRLEN length = 0;
    $1 = SvOK($input) ? SvPVbyte($input, length) : NULL;
    $2 = length;
}
%typemap(in) const char * { $1 = (char *)read_string(aTHX_ $input); }
%typemap(freearg) const char * "";
%typemap(out) const char * { $result = sv_2mortal(new_string(aTHX_ $1)); argvi++; }

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK)
        raise_failure(aTHX_ $1);
}

%typemap(in, numinputs=0) const flat_builder *builder { $1 = (flat_builder *)&BUILDER; }
%typemap(out) void *flat_build { $result = $1 ? sv_2mortal((SV *)$1) : &PL_sv_undef; argvi++; }

%typemap(out) flat_text { $result = sv_2mortal(new_characters(aTHX_ $1.bytes, $1.size)); argvi++; }
%typemap(out) flat_owned { $result = sv_2mortal(new_characters(aTHX_ $1.bytes, $1.size)); argvi++; }
%typemap(out) flat_blob { $result = sv_2mortal(newSVpvn($1.bytes ? $1.bytes : "", $1.size)); argvi++; }
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }
%typemap(out) quoth_span {
    EXTEND(SP, 2);
    ST(argvi) = sv_2mortal(newSVuv($1.start)); argvi++;
    ST(argvi) = sv_2mortal(newSVuv($1.end)); argvi++;
}
%typemap(out) quoth_language_guess {
    EXTEND(SP, 2);
    ST(argvi) = sv_2mortal(new_string(aTHX_ $1.language)); argvi++;
    ST(argvi) = sv_2mortal(newSVnv($1.confidence)); argvi++;
}

%include "../quoth.i"
