missing() {
    command -v perl >/dev/null || echo perl
    perl -MConfig -e 'exit !-e "$Config{archlibexp}/CORE/perl.h"' || echo libperl-dev
}

build() {
    perl Makefile.PL INSTALL_BASE="$folder/tree"
    make
}

program() { perl -Mblib="$folder/package/blib" -CS "$@"; }

unit_tests() { make test; }

cases() { program "$here/tests/cases.pl" "$@"; }
