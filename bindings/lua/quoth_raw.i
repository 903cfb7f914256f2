/* The raw module below quoth.lua: userdata for handles, strings for bytes, tables for records, errors for failures. */
%module quoth_raw

%{
#include <string.h>

#include "records.h"

/* Errors are tables with a message, so that they can be told apart; their metatable makes them read as strings. */
static const char FAILURE[] = "quoth.Error";

static int failure_to_string(lua_State *L) {
    lua_getfield(L, 1, "message");
    return 1;
}

static void push_failure_metatable(lua_State *L) {
    if (luaL_newmetatable(L, FAILURE)) {
        lua_pushcfunction(L, failure_to_string);
        lua_setfield(L, -2, "__tostring");
    }
}

static void push_failure(lua_State *L, const quoth_error *err) {
    lua_createtable(L, 0, 3);
    lua_pushstring(L, quoth_status_name(err->code));
    lua_setfield(L, -2, "status");
    lua_pushstring(L, err->message);
    lua_setfield(L, -2, "message");
    lua_pushinteger(L, (lua_Integer)err->offset);
    lua_setfield(L, -2, "offset");
    push_failure_metatable(L);
    lua_setmetatable(L, -2);
}

/* Values stand on the stack: the pointers say nothing. */
static void *push_none(void *L) { return lua_pushnil(L), L; }
static void *push_integer(void *L, int64_t value) { return lua_pushinteger(L, value), L; }
static void *push_number(void *L, double value) { return lua_pushnumber(L, value), L; }
static void *push_flag(void *L, int value) { return lua_pushboolean(L, value), L; }
static void *push_text(void *L, const char *bytes, size_t size) { return lua_pushlstring(L, bytes, size), L; }

static void *push_list(void *L, size_t count) {
    luaL_checkstack(L, 8, NULL);
    return lua_createtable(L, (int)count, 0), L;
}

static void *push_record(void *L) {
    luaL_checkstack(L, 8, NULL);
    return lua_createtable(L, 0, 16), L;
}

static void append_value(void *L, void *list, size_t index, void *value) {
    (void)list, (void)value;
    lua_rawseti(L, -2, (lua_Integer)index + 1);
}

static void set_value(void *L, void *record, const char *name, void *value) {
    (void)record, (void)value;
    lua_setfield(L, -2, name);
}

static const flat_builder BUILDER = {NULL, push_none, push_integer, push_number, push_flag, push_text, push_list, push_record,
                                     append_value, set_value, NULL, 0, 1, 1};
%}

%typemap(in, checkfn="SWIG_lua_isnilstring") (const void *bytes, size_t size) {
    $2 = 0;
    $1 = (void *)lua_tolstring(L, $input, &$2);
}

/* A string that C reads up to its NUL must not hold another one. */
%typemap(in, checkfn="SWIG_lua_isnilstring") const char * (size_t size) {
    $1 = (char *)lua_tolstring(L, $input, &size);
    if ($1 && strlen($1) != size) {
        lua_pushstring(L, "embedded NUL");
        SWIG_fail;
    }
}
%typemap(out) const char * { lua_pushstring(L, $1); SWIG_arg++; }

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK) {
        push_failure(L, $1);
        SWIG_fail;
    }
}

%typemap(in, numinputs=0) const flat_builder *builder (flat_builder builder) {
    builder = BUILDER;
    builder.state = L;
    $1 = &builder;
}
%typemap(out) void *flat_build "SWIG_arg++;"

%typemap(out) flat_text { lua_pushlstring(L, $1.bytes, $1.size); SWIG_arg++; }
%typemap(out) flat_owned, flat_blob { lua_pushlstring(L, $1.bytes ? $1.bytes : "", $1.size); SWIG_arg++; }
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }
%typemap(out) quoth_span { lua_pushinteger(L, (lua_Integer)$1.start); lua_pushinteger(L, (lua_Integer)$1.end); SWIG_arg += 2; }
%typemap(out) quoth_language_guess { lua_pushstring(L, $1.language); lua_pushnumber(L, $1.confidence); SWIG_arg += 2; }

%include "../quoth.i"

/* For errors that the layer above finds. */
%init %{
    push_failure_metatable(L);
    lua_setfield(L, -2, "error_metatable");
%}
