#!/usr/bin/env bash
# Builds and runs the programs against an installed tree with its CMake package: together, and by each component alone.
# usage: check_cmake.sh PREFIX CC CXX [FLAG…]
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
prefix=$1 cc=$2 cxx=$3
shift 3

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

step "quoth::quoth and quoth::static"
quietly cmake -S "$here/cmake" -B "$scratch/both" -G Ninja -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" \
    -DCMAKE_C_FLAGS="$*" -DCMAKE_CXX_FLAGS="$*" -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$scratch/both"
run_programs "$scratch/both" ""
run_programs "$scratch/both" _static

# found VERSION COMPONENTS: what is given, or the message of the refusal, as one line.
found() {
    local components
    components=$(mktemp -d -p "$scratch")
    cmake -S "$here/components" -B "$components" -DCMAKE_PREFIX_PATH="$prefix" -DQUOTH_WANTED="$1" -DQUOTH_COMPONENTS="$2" 2>&1 |
        tr -s ' \n' '  ' || true
}

step "components"
expect 'given: quoth::quoth .*given: quoth::static' "$(found 0.1 "")"
expect 'given: quoth::static' "$(found 0.1 static)"
expect 'Could NOT\|could not\|NOT FOUND\|missing' "$(found 0.1 other)"
export PKG_CONFIG_LIBDIR=$scratch
expect 'quoth::static needs pkg-config and icu-uc' "$(found 0.1 static)"
expect 'given: quoth::quoth' "$(found 0.1 shared)"
expect 'given: quoth::quoth' "$(found 0.1 "")"

step "another version"
expect 'version: 0.1' "$(found 9.0 "")"
