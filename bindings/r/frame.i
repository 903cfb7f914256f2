/* Lists of a document as the columns of data frames, and the texts of stretches. */
%{
#include "records.h"

#include <limits.h>
#include <string.h>

#include "layout.h"

/* A packed table: see quoth_document_pack() in quoth/table.h. */
typedef struct packed {
    const char *bytes;
    R_xlen_t rows;
    int64_t stride, first; /* in bytes */
} packed;

static int64_t word_at(const packed *p, int64_t at) {
    int64_t word;
    memcpy(&word, p->bytes + at, sizeof word);
    return word;
}

static double number_at(const packed *p, int64_t at) {
    double number;
    memcpy(&number, p->bytes + at, sizeof number);
    return number;
}

static int integer_of(int64_t value) { return value < 0 ? NA_INTEGER : (int)value; }

/* In UTF-8. R's strings hold no NUL: its picture U+2400, one character too, stands for it. */
static SEXP frame_string(const char *bytes, size_t size) {
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

static SEXP code_at(const packed *p, int64_t at) {
    const char *code = p->bytes + at, *end = memchr(code, '\0', 8);
    return Rf_mkCharLenCE(code, end ? (int)(end - code) : 8, CE_UTF8);
}

static SEXP text_at(const packed *p, int64_t at) {
    int64_t place = word_at(p, at);
    return place < 0 ? NA_STRING : frame_string(p->bytes + place, (size_t)word_at(p, at + 8));
}

/* The first and the last one; NULL for none. */
static SEXP span_of(int64_t start, int64_t end) {
    if (start < 0)
        return R_NilValue;
    SEXP span = Rf_allocVector(INTSXP, 2);
    INTEGER(span)[0] = (int)start;
    INTEGER(span)[1] = (int)end;
    return span;
}

static SEXP spans_at(const packed *p, int64_t place, int64_t count) {
    SEXP spans = PROTECT(Rf_allocVector(VECSXP, count));
    for (int64_t i = 0; i < count; i++)
        SET_VECTOR_ELT(spans, i, span_of(word_at(p, place + 16 * i) + 1, word_at(p, place + 16 * i + 8)));
    UNPROTECT(1);
    return spans;
}

static SEXP shares_at(const packed *p, int64_t place, int64_t count) {
    SEXP shares = PROTECT(Rf_allocVector(REALSXP, count)), names = PROTECT(Rf_allocVector(STRSXP, count));
    for (int64_t i = 0; i < count; i++) {
        SET_STRING_ELT(names, i, code_at(p, place + 24 * i));
        REAL(shares)[i] = number_at(p, place + 24 * i + 16);
    }
    Rf_setAttrib(shares, R_NamesSymbol, names);
    UNPROTECT(2);
    return shares;
}

static SEXP items_at(const packed *p, flat_kind kind, int64_t at) {
    int64_t place = word_at(p, at), count = word_at(p, at + 8);
    if (kind == FLAT_SPAN)
        return span_of(place < 0 ? place : place + 1, count);
    if (kind == FLAT_BYTES)
        return span_of(place, count);
    if (kind == FLAT_SPANS)
        return spans_at(p, place, count);
    if (kind == FLAT_SHARES)
        return shares_at(p, place, count);
    SEXP items = PROTECT(Rf_allocVector(STRSXP, count));
    for (int64_t i = 0; i < count; i++)
        SET_STRING_ELT(items, i, kind == FLAT_CODES ? code_at(p, place + 8 * i) : text_at(p, place + 16 * i));
    UNPROTECT(1);
    return items;
}

static SEXP name_of(const flat_field *field, int64_t value) {
    const char *name = field->value_name((int32_t)value);
    return name ? Rf_mkChar(name) : NA_STRING;
}

static SEXPTYPE type_of(flat_kind kind) {
    switch (kind) {
    case FLAT_FLAG:
        return LGLSXP;
    case FLAT_NUMBER:
        return REALSXP;
    case FLAT_ENUMERATOR:
    case FLAT_TEXT:
    case FLAT_CODE:
        return STRSXP;
    case FLAT_SPAN:
    case FLAT_BYTES:
    case FLAT_CODES:
    case FLAT_SPANS:
    case FLAT_TEXTS:
    case FLAT_SHARES:
        return VECSXP;
    default:
        return INTSXP;
    }
}

/* Row `i` of a column; the value is at `at`. */
static void set_row(SEXP column, R_xlen_t i, const packed *p, const flat_field *field, int64_t at) {
    flat_kind kind = field->kind;
    int64_t value = word_at(p, at);
    switch (TYPEOF(column)) {
    case LGLSXP:
        LOGICAL(column)[i] = value != 0;
        break;
    case REALSXP:
        REAL(column)[i] = number_at(p, at);
        break;
    case STRSXP:
        SET_STRING_ELT(column, i,
                       kind == FLAT_ENUMERATOR ? name_of(field, value)
                       : kind == FLAT_CODE     ? code_at(p, at)
                                               : text_at(p, at));
        break;
    case VECSXP:
        SET_VECTOR_ELT(column, i, items_at(p, kind, at));
        break;
    default:
        INTEGER(column)[i] = integer_of(value);
        /* The first one is 1. */
        if ((kind == FLAT_START || kind == FLAT_INDEX) && value >= 0)
            INTEGER(column)[i]++;
    }
}

static SEXP column_of(const packed *p, const flat_field *field, int64_t offset) {
    SEXP column = PROTECT(Rf_allocVector(type_of(field->kind), p->rows));
    for (R_xlen_t i = 0; i < p->rows; i++)
        set_row(column, i, p, field, p->first + i * p->stride + offset);
    if (TYPEOF(column) == VECSXP)
        Rf_setAttrib(column, R_ClassSymbol, Rf_mkString("AsIs"));
    UNPROTECT(1);
    return column;
}

static SEXP columns_of(const packed *p, const flat_field *fields) {
    R_xlen_t count = 0;
    while (fields[count].name)
        count++;
    SEXP columns = PROTECT(Rf_allocVector(VECSXP, count)), names = PROTECT(Rf_allocVector(STRSXP, count));
    int64_t offset = 0;
    for (R_xlen_t i = 0; i < count; offset += flat_words(fields[i].kind) * 8, i++) {
        SET_STRING_ELT(names, i, Rf_mkChar(fields[i].name));
        SET_VECTOR_ELT(columns, i, column_of(p, &fields[i], offset));
    }
    Rf_setAttrib(columns, R_NamesSymbol, names);
    UNPROTECT(2);
    return columns;
}

/* Named; offsets are characters from 1, ends included. */
static SEXP frame(const quoth_document *doc, int32_t table, quoth_error *err) {
    size_t size = 0;
    if (quoth_document_pack(doc, table, QUOTH_UNIT_CODE_POINT, NULL, 0, &size, err) != QUOTH_OK)
        return R_NilValue;
    /* A vector of R: freed also where R runs out of memory and leaves this function. */
    SEXP memory = PROTECT(Rf_allocVector(REALSXP, (R_xlen_t)(size / 8 + 1)));
    quoth_document_pack(doc, table, QUOTH_UNIT_CODE_POINT, REAL(memory), size, &size, err);
    packed p = {(const char *)REAL(memory), 0, 0, 0};
    p.rows = (R_xlen_t)word_at(&p, 8);
    p.stride = word_at(&p, 16) * 8;
    p.first = word_at(&p, 24);
    SEXP list = columns_of(&p, flat_layout(table));
    UNPROTECT(1);
    return list;
}

/* Of stretches, two integer vectors of first and last characters; NA for NA. */
static SEXP slices(const quoth_document *doc, SEXP starts, SEXP ends) {
    if (TYPEOF(starts) != INTSXP || TYPEOF(ends) != INTSXP || XLENGTH(starts) != XLENGTH(ends))
        Rf_error("two integer vectors of one length are needed");
    const char *text = quoth_document_text(doc, NULL);
    SEXP list = PROTECT(Rf_allocVector(STRSXP, XLENGTH(starts)));
    for (R_xlen_t i = 0; i < XLENGTH(starts); i++) {
        int first = INTEGER(starts)[i], last = INTEGER(ends)[i];
        if (first == NA_INTEGER || last == NA_INTEGER) {
            SET_STRING_ELT(list, i, NA_STRING);
            continue;
        }
        size_t from = quoth_document_byte(doc, (size_t)(first < 1 ? 0 : first - 1), QUOTH_UNIT_CODE_POINT);
        size_t to = quoth_document_byte(doc, (size_t)(last < 0 ? 0 : last), QUOTH_UNIT_CODE_POINT);
        SET_STRING_ELT(list, i, frame_string(text + from, to < from ? 0 : to - from));
    }
    UNPROTECT(1);
    return list;
}
%}
