#!/usr/bin/env bash
# Builds and runs the programs against an installed tree with Meson, which pip puts into a folder of the build.
# usage: check_meson.sh PREFIX LIBDIR CC CXX PYTHON
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
prefix=$1 libdir=$2 cc=$3 cxx=$4 python=$5

venv=$prefix-python
if [[ ! -x $venv/bin/meson ]]; then
    "$python" -m venv "$venv" >/dev/null 2>&1 || skip "no Python environment can be made (package python3-venv)"
    "$venv/bin/pip" install --quiet --disable-pip-version-check meson >/dev/null 2>&1 || skip "pip cannot get Meson"
fi
command -v ninja >/dev/null || skip "Ninja is not installed"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
CC=$cc CXX=$cxx PKG_CONFIG_PATH=$prefix/$libdir/pkgconfig quietly "$venv/bin/meson" setup "$scratch/build" "$here/meson"
quietly "$venv/bin/meson" compile -C "$scratch/build"
for program in who_said_what speaking_time; do
    readelf -d "$scratch/build/$program" | grep -q 'NEEDED.*libquoth' || die "$program does not need libquoth.so"
    ! readelf -d "$scratch/build/${program}_static" | grep -q 'NEEDED.*libquoth' || die "${program}_static needs libquoth.so"
done
run_programs "$scratch/build" ""
run_programs "$scratch/build" _static
