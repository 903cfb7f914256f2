#!/usr/bin/env bash
# A language's package, made, built and tested as users have it: from its source package, on an installed library.
# Exit status 77: the language, or the network, is not there.
# usage: check.sh tools BUILD PYTHON                 SWIG from PyPI, the library installed below BUILD/bindings
#        check.sh STEP LANGUAGE BUILD QUOTH          STEP is one of
#   package   makes and builds the source package
#   tests     the language's own tests
#   cases     the inputs of tests/cases, compared with the JSON of the command QUOTH
#   examples  the program of the README, and examples/
set -euo pipefail

step=$1
bindings=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
self=$bindings/tests/check.sh

skip() {
    printf 'skipped: %s\n' "$1"
    exit 77
}

tools() {
    local build=$1 python=$2 venv=$1/bindings/tools
    [[ -x $venv/bin/swig ]] || {
        "$python" -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 15 'swig==4.5.*' || skip "PyPI cannot be reached"
    }
    cmake --install "$build" --prefix "$build/bindings/prefix" >/dev/null
}

if [[ $step == tools ]]; then
    tools "$2" "$3"
    exit
fi

language=$2 build=$3 quoth=$4
here=$bindings/$language root=$build/bindings prefix=$build/bindings/prefix folder=$build/bindings/$language
library=$(dirname "$(find "$prefix" -name libquoth.so)")
export SWIG=$root/tools/bin/swig PKG_CONFIG_PATH=$library/pkgconfig LD_LIBRARY_PATH=$library

# Of the language, all run in the folder of its package:
#   missing            names what is not installed
#   build              builds the package in place, or below `$folder`
#   unit_tests         runs its tests
#   program FILE ARG…  runs a program that uses the package
#   cases FILE…        prints each file's document as a line of JSON
source "$here/tests/steps.sh"

absent=$(missing | paste -sd ' ')
[[ -z $absent ]] || skip "not installed: $absent"

if [[ $step == package ]]; then
    rm -rf "$folder"
    "$bindings/package.sh" "$language" "$folder/package"
    "$self" build "$language" "$build" "$quoth" >"$folder/log" 2>&1 || {
        status=$?
        cat "$folder/log"
        exit "$status"
    }
    touch "$folder/built"
    exit
fi

[[ $step == build || -e $folder/built ]] || skip "no package was built"
cd "$folder/package"
case $step in
    build) build ;;
    tests) unit_tests ;;
    cases) python3 "$bindings/tests/compare.py" "$language" "$quoth" "$bindings/../tests/cases" "$self" run-cases "$language" "$build" "$quoth" ;;
    run-cases) cases "${@:5}" ;;
    examples) python3 "$bindings/tests/examples.py" "$language" "$bindings/README.md" "$folder/examples" "$self" run "$language" "$build" "$quoth" ;;
    run) program "${@:5}" ;;
esac
