/* The raw addon below index.js: externals for handles, buffers for bytes, objects for records, errors with a code for failures. */
%module quoth_raw

%{
#include <cstdlib>
#include <cstring>

extern "C" {
#include "records.h"
}

/* What the garbage collector is told that a document or engine weighs, in multiples of the input. */
enum { WEIGHT = 8 };

struct Handle {
    void *object;
    void (*release)(void *object);
    int64_t weight;
};

static void release_engine(void *engine) { quoth_engine_release(static_cast<quoth_engine *>(engine)); }
static void release_document(void *doc) { quoth_document_release(static_cast<quoth_document *>(doc)); }

static void close_handle(napi_env env, Handle *handle) {
    int64_t weight;
    if (!handle->object)
        return;
    handle->release(handle->object);
    handle->object = nullptr;
    napi_adjust_external_memory(env, -handle->weight, &weight);
}

static void finalize_handle(napi_env env, void *data, void *) {
    close_handle(env, static_cast<Handle *>(data));
    delete static_cast<Handle *>(data);
}

static napi_value new_handle(napi_env env, void *object, void (*release)(void *), int64_t weight) {
    napi_value external = nullptr;
    int64_t all;
    if (!object)
        return nullptr;
    Handle *handle = new Handle{object, release, weight};
    napi_create_external(env, handle, finalize_handle, nullptr, &external);
    napi_adjust_external_memory(env, weight, &all);
    return external;
}

static Handle *handle_of(const Napi::Value &value) {
    return value.IsExternal() ? value.As<Napi::External<Handle>>().Data() : nullptr;
}

static void *object_of(const Napi::Value &value, void (*release)(void *)) {
    Handle *handle = handle_of(value);
    return handle && handle->release == release ? handle->object : nullptr;
}

static void raise_failure(Napi::Env env, const quoth_error *err) {
    Napi::Error error = Napi::Error::New(env, err->message);
    error.Set("code", Napi::String::New(env, quoth_status_name(err->code)));
    error.Set("offset", Napi::Number::New(env, static_cast<double>(err->offset)));
    error.ThrowAsJavaScriptException();
}

static Napi::Value new_string(Napi::Env env, const char *string) {
    return string ? Napi::String::New(env, string).As<Napi::Value>() : env.Null();
}

static napi_env env_of(void *state) { return static_cast<napi_env>(state); }

static napi_value value_of(void *value) { return static_cast<napi_value>(value); }

static void *new_none(void *state) {
    napi_value value = nullptr;
    napi_get_null(env_of(state), &value);
    return value;
}

static void *new_integer(void *state, int64_t integer) {
    napi_value value = nullptr;
    napi_create_int64(env_of(state), integer, &value);
    return value;
}

static void *new_number(void *state, double number) {
    napi_value value = nullptr;
    napi_create_double(env_of(state), number, &value);
    return value;
}

static void *new_flag(void *state, int flag) {
    napi_value value = nullptr;
    napi_get_boolean(env_of(state), flag != 0, &value);
    return value;
}

static void *new_text(void *state, const char *bytes, size_t size) {
    napi_value value = nullptr;
    napi_create_string_utf8(env_of(state), bytes, size, &value);
    return value;
}

static void *new_list(void *state, size_t count) {
    napi_value value = nullptr;
    napi_create_array_with_length(env_of(state), count, &value);
    return value;
}

static void *new_record(void *state) {
    napi_value value = nullptr;
    napi_create_object(env_of(state), &value);
    return value;
}

static void append_value(void *state, void *list, size_t index, void *value) {
    napi_set_element(env_of(state), value_of(list), static_cast<uint32_t>(index), value_of(value));
}

static void set_value(void *state, void *record, const char *name, void *value) {
    napi_set_named_property(env_of(state), value_of(record), name, value_of(value));
}

static const flat_builder BUILDER = {nullptr,    new_none,     new_integer, new_number, new_flag,         new_text, new_list,
                                     new_record, append_value, set_value,   nullptr,    QUOTH_UNIT_UTF16, 0,        0,        1};
%}

%typemap(in) (const void *bytes, size_t size) {
    $1 = nullptr;
    $2 = 0;
    if ($input.IsTypedArray()) {
        Napi::Uint8Array array = $input.As<Napi::Uint8Array>();
        $1 = array.Data();
        $2 = array.ByteLength();
    } else if (!$input.IsNull() && !$input.IsUndefined()) {
        SWIG_exception_fail(SWIG_TypeError, "bytes are needed");
    }
}

/* A string that C reads up to its NUL must not hold another one. */
%typemap(in) const char * (std::string copy) {
    $1 = nullptr;
    if (!$input.IsNull() && !$input.IsUndefined()) {
        if (!$input.IsString())
            SWIG_exception_fail(SWIG_TypeError, "a string is needed");
        copy = $input.As<Napi::String>().Utf8Value();
        if (copy.find('\0') != std::string::npos)
            SWIG_exception_fail(SWIG_TypeError, "embedded NUL");
        $1 = const_cast<char *>(copy.c_str());
    }
}
%typemap(freearg) const char * "";
%typemap(out) const char * { $result = new_string(env, $1); }

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK) {
        raise_failure(env, $1);
        SWIG_fail;
    }
}

%define HANDLE(TYPE, RELEASE)
%typemap(in) TYPE {
    $1 = ($1_ltype)object_of($input, RELEASE);
    if (!$1)
        SWIG_exception_fail(SWIG_TypeError, "it is closed");
}
%enddef
HANDLE(const quoth_engine *, release_engine)
HANDLE(quoth_document *, release_document)
HANDLE(const quoth_document *, release_document)
%typemap(out) quoth_engine * { $result = Napi::Value(env, new_handle(env, $1, release_engine, 1 << 16)); }
%typemap(out) quoth_document * { $result = Napi::Value(env, new_handle(env, $1, release_document, weight_of($1))); }
%typemap(newfree) quoth_engine *, quoth_document * "";

%typemap(in, numinputs=0) const flat_builder *builder (flat_builder builder) {
    builder = BUILDER;
    builder.state = static_cast<napi_env>(env);
    $1 = &builder;
}
%typemap(out) void *flat_build { $result = Napi::Value(env, value_of($1)); }

%typemap(out) flat_text, flat_owned { $result = Napi::Value(env, value_of(new_text(env, $1.bytes ? $1.bytes : "", $1.size))); }
%typemap(out) flat_blob { $result = Napi::Buffer<char>::Copy(env, $1.bytes ? $1.bytes : "", $1.size); }
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }
%typemap(out) quoth_span {
    Napi::Array span = Napi::Array::New(env, 2);
    span.Set(0U, Napi::Number::New(env, static_cast<double>($1.start)));
    span.Set(1U, Napi::Number::New(env, static_cast<double>($1.end)));
    $result = span;
}
%typemap(out) quoth_language_guess {
    Napi::Object guess = Napi::Object::New(env);
    guess.Set("language", new_string(env, $1.language));
    guess.Set("confidence", Napi::Number::New(env, $1.confidence));
    $result = guess;
}

%{
static int64_t weight_of(const quoth_document *doc) {
    return doc ? static_cast<int64_t>(quoth_document_source(doc)->bytes) * WEIGHT + (1 << 12) : 0;
}
%}

%include "../quoth.i"

/* Frees an engine or document before the collector does. */
%typemap(in) Handle *handle { $1 = handle_of($input); }
%typemap(in, numinputs=0) napi_env env { $1 = env; }
%inline %{
static void close(napi_env env, Handle *handle) {
    if (handle)
        close_handle(env, handle);
}
%}
