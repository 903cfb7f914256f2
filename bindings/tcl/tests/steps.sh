missing() {
    command -v tclsh8.6 >/dev/null || echo tcl8.6
    pkg-config --exists tcl || echo tcl8.6-dev
}

build() { make && make install PREFIX="$folder/tree"; }

program() { TCLLIBPATH="$folder/tree/lib/tcltk" tclsh8.6 -encoding utf-8 "$@"; }

unit_tests() { program tests/quoth.test; }

cases() { program "$here/tests/cases.tcl" "$@"; }
