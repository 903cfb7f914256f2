export R_LIBS=$folder/lib

missing() { command -v R >/dev/null || echo r-base-dev; }

build() {
    mkdir -p "$folder/lib"
    R CMD INSTALL --library="$folder/lib" .
}

program() { Rscript --vanilla "$@"; }

unit_tests() { program tests/test_quoth.R; }

cases() { program "$here/tests/cases.R" "$@"; }
