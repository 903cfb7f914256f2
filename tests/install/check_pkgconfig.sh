#!/usr/bin/env bash
# Builds and runs the programs against an installed tree with pkg-config and plain compilers, shared and static. The shared ones
# stay in the folder PROGRAMS.
# usage: check_pkgconfig.sh PREFIX LIBDIR PROGRAMS CC CXX [FLAG…]
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
prefix=$1 libdir=$2 programs=$3 cc=$4 cxx=$5
shift 5
flags=(-g -Wall -Wextra -pedantic -Werror "$@")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PKG_CONFIG_PATH=$prefix/$libdir/pkgconfig

compile() {
    local out=$1 program
    shift
    mkdir -p "$out"
    for program in who_said_what count_scripts quotes_of; do
        "$cc" -std=c11 "${flags[@]}" "$here/$program.c" -o "$out/$program" "$@" -pthread
    done
    "$cxx" -std=c++17 "${flags[@]}" "$here/speaking_time.cpp" -o "$out/speaking_time" "$@"
}

step "quoth.pc"
! command -v pkgconf >/dev/null || pkgconf --validate quoth
[[ $(realpath "$(pkg-config --variable=includedir quoth)") == "$(realpath "$prefix/include")" ]] || die "quoth.pc does not move with its tree"
[[ $(pkg-config --libs quoth) != *icu* ]] || die "private libraries are given to who links the shared library"
static_libs=$(pkg-config --static --libs quoth)
for needed in $(readelf -d "$prefix/$libdir/libquoth.so" | sed -n 's/.*NEEDED.*\[lib\(.*\)\.so.*/\1/p' | grep -vE '^(c|gcc_s|[atlu]b*san)$'); do
    expect " -l$needed\( \|$\)" "$static_libs "
done

step "shared"
read -ra shared < <(pkg-config --cflags --libs quoth)
compile "$programs" "${shared[@]}" -Wl,-rpath,"$prefix/$libdir"
run_programs "$programs" ""

step "static"
read -ra static < <(pkg-config --static --cflags --libs quoth | sed 's/-lquoth/-l:libquoth.a/')
compile "$scratch/static" "${static[@]}"
if readelf -d "$scratch/static/who_said_what" | grep -q 'NEEDED.*libquoth'; then
    die "the static program needs libquoth.so"
fi
run_programs "$scratch/static" ""

step "loaded at run time"
# Compiled against the headers only.
read -ra cflags < <(pkg-config --cflags quoth)
"$cc" -std=c11 "${flags[@]}" "${cflags[@]}" "$here/load_at_run_time.c" -o "$programs/load_at_run_time" -ldl
expect '"name":"Mara Lindqvist"' "$(LD_LIBRARY_PATH=$prefix/$libdir "$programs/load_at_run_time" "$here/texts/interview.txt")"
if ! ldconfig -p 2>/dev/null | grep -q libquoth; then
    expect '^without quoth: ' "$("$programs/load_at_run_time" "$here/texts/interview.txt")"
fi
