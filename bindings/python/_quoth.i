/* The private module below the package: capsules for handles, buffers for bytes, exceptions for failures. */
%module(package="quoth") _quoth

%begin %{
#define PY_SSIZE_T_CLEAN
%}

%{
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "flat.h"

/* Who reads bytes: text as UTF-8, anything with a contiguous buffer as it is, None as nothing. */
typedef struct input_bytes {
    Py_buffer view; /* obj is NULL for text and None */
    const void *bytes;
    size_t size;
} input_bytes;

static int read_bytes(PyObject *object, input_bytes *in) {
    in->view.obj = NULL;
    in->bytes = NULL;
    in->size = 0;
    if (object == Py_None)
        return 1;
    if (PyUnicode_Check(object)) {
        Py_ssize_t size;
        in->bytes = PyUnicode_AsUTF8AndSize(object, &size);
        in->size = in->bytes ? (size_t)size : 0;
        return in->bytes != NULL;
    }
    if (PyObject_GetBuffer(object, &in->view, PyBUF_SIMPLE))
        return 0;
    in->bytes = in->view.buf;
    in->size = (size_t)in->view.len;
    return 1;
}

static void free_bytes(input_bytes *in) {
    if (in->view.obj)
        PyBuffer_Release(&in->view);
}

/* A string that C reads up to its NUL must not hold another one. */
static int read_string(PyObject *object, const char **out) {
    Py_ssize_t size;
    *out = NULL;
    if (object == Py_None)
        return 1;
    if (!PyUnicode_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "a string or None is needed");
        return 0;
    }
    *out = PyUnicode_AsUTF8AndSize(object, &size);
    if (*out && strlen(*out) != (size_t)size) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return 0;
    }
    return *out != NULL;
}

/* quoth.errors knows which exception a status is. */
static void raise_failure(const quoth_error *err) {
    PyObject *module = PyImport_ImportModule("quoth.errors");
    PyObject *failure = module ? PyObject_CallMethod(module, "from_status", "(iny)", (int)err->code, (Py_ssize_t)err->offset,
                                                     err->message) : NULL;
    if (failure)
        PyErr_SetObject((PyObject *)Py_TYPE(failure), failure);
    Py_XDECREF(failure);
    Py_XDECREF(module);
}

/* Ctrl-C, or the button of a notebook, ends a long parse: ten times a second Python is asked for signals, on its main thread. */
typedef long long nanoseconds;

static nanoseconds now(void) {
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

enum { BETWEEN_SIGNALS = 100000000 };

static int interrupted(void *user) {
    nanoseconds *next = user;
    if (now() < *next)
        return 0;
    PyGILState_STATE state = PyGILState_Ensure();
    int raised = PyErr_CheckSignals();
    PyGILState_Release(state);
    *next = now() + BETWEEN_SIGNALS;
    return raised;
}

static const char ENGINE[] = "quoth.engine", DOCUMENT[] = "quoth.document", ARCHIVE[] = "quoth.archive";

static void release_engine(PyObject *capsule) { quoth_engine_release(PyCapsule_GetPointer(capsule, ENGINE)); }
static void release_document(PyObject *capsule) { quoth_document_release(PyCapsule_GetPointer(capsule, DOCUMENT)); }

static void close_archive(PyObject *capsule) { quoth_archive_close(PyCapsule_GetPointer(capsule, ARCHIVE)); }

/* Headers of records may hold any bytes. */
static PyObject *new_string(const void *string) {
    return string ? PyUnicode_DecodeUTF8(string, (Py_ssize_t)strlen(string), "replace") : Py_NewRef(Py_None);
}

/* What it says of itself stands as quoth_record_input() has it, so that it can be parsed. */
static PyObject *new_record(const quoth_record *record) {
    if (!record)
        return Py_NewRef(Py_None);
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_record_input(record, &input);
    PyObject *(*string)(const void *) = new_string;
    return Py_BuildValue("(y#O&O&O&O&O&O&O&O&LLi)", record->bytes, (Py_ssize_t)record->size, string, record->name, string, record->type,
                         string, record->id, string, record->url, string, record->date, string, input.media_type, string,
                         input.charset, string, record->truncated, (long long)record->offset, (long long)record->length,
                         (int)record->http_status);
}

/* Capsules of Arrow: whoever reads one moves its struct away and leaves `release` NULL. */
static const char STREAM[] = "arrow_array_stream", SCHEMA[] = "arrow_schema", ARRAY[] = "arrow_array";

static void release_stream(PyObject *capsule) {
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, STREAM);
    if (stream->release)
        stream->release(stream);
    free(stream);
}

static void release_schema(PyObject *capsule) {
    struct ArrowSchema *schema = PyCapsule_GetPointer(capsule, SCHEMA);
    if (schema->release)
        schema->release(schema);
    free(schema);
}

static void release_array(PyObject *capsule) {
    struct ArrowArray *array = PyCapsule_GetPointer(capsule, ARRAY);
    if (array->release)
        array->release(array);
    free(array);
}

static PyObject *new_arrow_pair(flat_arrow *arrow) {
    struct ArrowSchema *schema = malloc(sizeof *schema);
    struct ArrowArray *array = malloc(sizeof *array);
    PyObject *first = NULL, *second = NULL, *pair = NULL;
    if (schema && array) {
        *schema = arrow->schema;
        *array = arrow->array;
        first = PyCapsule_New(schema, SCHEMA, release_schema);
        second = PyCapsule_New(array, ARRAY, release_array);
        pair = first && second ? PyTuple_Pack(2, first, second) : NULL;
    } else
        PyErr_NoMemory();
    if (!first) {
        arrow->schema.release(&arrow->schema);
        free(schema);
    }
    if (!second) {
        arrow->array.release(&arrow->array);
        free(array);
    }
    Py_XDECREF(first);
    Py_XDECREF(second);
    free(arrow);
    return pair;
}

static PyObject *new_capsule(void *handle, const char *name, PyCapsule_Destructor destructor) {
    return handle ? PyCapsule_New(handle, name, destructor) : Py_NewRef(Py_None);
}
%}

%typemap(in) (const void *bytes, size_t size) (input_bytes in) {
    if (!read_bytes($input, &in))
        SWIG_fail;
    $1 = (void *)in.bytes;
    $2 = in.size;
}
%typemap(arginit) (const void *bytes, size_t size) { in$argnum.view.obj = NULL; }
%typemap(freearg) (const void *bytes, size_t size) { free_bytes(&in$argnum); }

%typemap(in) (void *out, size_t room) (Py_buffer view) {
    if ($input != Py_None && PyObject_GetBuffer($input, &view, PyBUF_WRITABLE))
        SWIG_fail;
    $1 = $input == Py_None ? NULL : view.buf;
    $2 = $input == Py_None ? 0 : (size_t)view.len;
}
%typemap(arginit) (void *out, size_t room) { view$argnum.obj = NULL; }
%typemap(freearg) (void *out, size_t room) {
    if (view$argnum.obj)
        PyBuffer_Release(&view$argnum);
}

%typemap(in) const char * {
    if (!read_string($input, (const char **)&$1))
        SWIG_fail;
}
%typemap(freearg) const char * "";
%typemap(out) const char * { $result = $1 ? PyUnicode_FromString($1) : Py_NewRef(Py_None); }

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK) {
        Py_XDECREF($result);
        if (!PyErr_Occurred())
            raise_failure($1);
        SWIG_fail;
    }
}

%typemap(in, numinputs=0) const flat_cancel *cancel (flat_cancel cancel, nanoseconds next) {
    next = now() + BETWEEN_SIGNALS;
    cancel.asked = interrupted;
    cancel.user = &next;
    $1 = &cancel;
}

%typemap(in) quoth_engine *, const quoth_engine * {
    $1 = PyCapsule_GetPointer($input, ENGINE);
    if (!$1)
        SWIG_fail;
}
%typemap(in) quoth_document *, const quoth_document * {
    $1 = PyCapsule_GetPointer($input, DOCUMENT);
    if (!$1)
        SWIG_fail;
}
%typemap(out) quoth_engine * { $result = new_capsule($1, ENGINE, release_engine); }
%typemap(out) quoth_document * { $result = new_capsule($1, DOCUMENT, release_document); }
%typemap(in) quoth_archive *, const quoth_archive * {
    $1 = PyCapsule_GetPointer($input, ARCHIVE);
    if (!$1)
        SWIG_fail;
}
%typemap(out) quoth_archive * { $result = new_capsule($1, ARCHIVE, close_archive); }
%typemap(out) const quoth_record * { $result = new_record($1); }
%typemap(out) struct ArrowArrayStream * { $result = new_capsule($1, STREAM, release_stream); }
%typemap(out) flat_arrow * { $result = $1 ? new_arrow_pair($1) : Py_NewRef(Py_None); }
%typemap(newfree) quoth_engine *, quoth_document *, quoth_archive * "";

%typemap(out) flat_text { $result = PyUnicode_DecodeUTF8($1.bytes, (Py_ssize_t)$1.size, "strict"); }
%typemap(out) flat_owned { $result = PyUnicode_DecodeUTF8($1.bytes, (Py_ssize_t)$1.size, "strict"); }
%typemap(out) flat_blob { $result = PyBytes_FromStringAndSize($1.bytes, (Py_ssize_t)$1.size); }
%typemap(newfree) flat_blob { free($1.bytes); }
%typemap(newfree) flat_owned { free($1.bytes); }
%typemap(out) quoth_span { $result = Py_BuildValue("(nn)", (Py_ssize_t)$1.start, (Py_ssize_t)$1.end); }
%typemap(out) quoth_language_guess { $result = Py_BuildValue("(zd)", $1.language, $1.confidence); }

%include "../quoth.i"
