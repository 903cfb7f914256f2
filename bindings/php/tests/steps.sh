missing() {
    command -v php >/dev/null || echo php8.2-cli
    command -v phpize >/dev/null || echo php8.2-dev
}

build() {
    cd ext
    phpize
    ./configure --quiet
    make
}

program() { php -d include_path="$folder/package" -d extension="$folder/package/ext/modules/quoth.so" -d zend.assertions=1 -d display_errors=stderr "$@"; }

unit_tests() { program tests/test_quoth.php; }

cases() { program "$here/tests/cases.php" "$@"; }
