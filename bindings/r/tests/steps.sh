export R_LIBS=$folder/lib LC_ALL=C.UTF-8 # R reads programs in the encoding of the locale

missing() { command -v R >/dev/null || echo r-base-dev; }

build() {
    mkdir -p "$folder/lib"
    R CMD INSTALL --library="$folder/lib" .
}

program() { Rscript --vanilla "$@"; }

unit_tests() { program tests/test_quoth.R; }

cases() { program "$here/tests/cases.R" "$@"; }
