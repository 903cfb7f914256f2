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
configure() {
    local out=$1
    shift
    cmake -S "$here/cmake" -B "$scratch/$out" -G Ninja -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_PREFIX_PATH="$prefix" "$@"
}

step "quoth::quoth and quoth::static"
quietly configure both -DCMAKE_C_FLAGS="$*" -DCMAKE_CXX_FLAGS="$*"
quietly cmake --build "$scratch/both"
run_programs "$scratch/both" ""
run_programs "$scratch/both" _static

step "components"
quietly configure static -DQUOTH_COMPONENTS=static
if configure other -DQUOTH_COMPONENTS=other >"$scratch/log" 2>&1; then
    die "a component that does not exist is found"
fi
if PKG_CONFIG_LIBDIR=$scratch configure alone -DQUOTH_COMPONENTS=static >"$scratch/log" 2>&1; then
    die "the archive is given without what it needs"
fi
expect 'quoth::static needs pkg-config' "$(tr -s ' \n' '  ' <"$scratch/log")"
PKG_CONFIG_LIBDIR=$scratch quietly configure shared -DQUOTH_COMPONENTS=shared

step "another version"
if configure version -DQUOTH_WANTED=9.0 >"$scratch/log" 2>&1; then
    die "a version that is not installed is found"
fi
