missing() {
    command -v lua5.4 >/dev/null || echo lua5.4
    command -v luarocks >/dev/null || echo luarocks
    [[ -e /usr/include/lua5.4/lua.h ]] || echo liblua5.4-dev
}

build() { luarocks --lua-version 5.4 --tree "$folder/tree" make "QUOTH_DIR=$prefix" CFLAGS="-O1 -fPIC"; }

program() {
    LUA_PATH="$folder/tree/share/lua/5.4/?.lua" LUA_CPATH="$folder/tree/lib/lua/5.4/?.so" lua5.4 "$@"
}

unit_tests() { program tests/test_quoth.lua; }

cases() { program "$here/tests/cases.lua" "$@"; }
