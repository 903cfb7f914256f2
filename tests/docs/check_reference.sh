#!/usr/bin/env bash
# Makes the reference: Doxygen takes every public symbol, parameter and field without documentation for an error.
# usage: check_reference.sh DOXYFILE REFERENCE
set -euo pipefail
command -v doxygen >/dev/null || {
    echo "skipped: Doxygen is not installed"
    exit 77
}
mkdir -p "$2"
doxygen "$1"
page=$2/html/index.html
grep -q '<title>.*Using libquoth' "$page" || {
    echo "the guide is not the main page: $page"
    exit 1
}
