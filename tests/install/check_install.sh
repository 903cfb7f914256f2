#!/usr/bin/env bash
# Installs a build into a scratch prefix, moves it, and builds and runs the consumer programs against it in every supported way.
# usage: check_install.sh BUILD_DIR LIBDIR CC [CFLAG…]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$1 libdir=$2 cc=$3
shift 3
flags=(-std=c11 -Wall -Wextra -pedantic -Werror "$@")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/moved

step() { printf '== %s\n' "$*"; }

# expect PATTERN OUTPUT
expect() {
    grep -q "$1" <<<"$2" || {
        printf 'no "%s" in:\n%s\n' "$1" "$2"
        exit 1
    }
}

run_programs() {
    local said scripts
    said=$("$1/who_said_what$2" "$here/interview.txt")
    expect '^Mara Lindqvist: .*We will sail in any weather' "$said"
    expect 'They stay as they are' "$said"
    scripts=$("$1/count_scripts$2" <"$here/interview.txt")
    expect '^Latn' "$scripts"
    expect '^Arab.*right to left' "$scripts"
    printf '%s\n%s\n' "$said" "$scripts"
}

compile() {
    local out=$1 program
    shift
    mkdir -p "$out"
    for program in who_said_what count_scripts; do
        "$cc" "${flags[@]}" "$here/$program.c" -o "$out/$program" "$@"
    done
}

step "install, then move the tree"
cmake --install "$build" --prefix "$scratch/installed" >/dev/null
mv "$scratch/installed" "$prefix"

export PKG_CONFIG_PATH=$prefix/$libdir/pkgconfig
step "pkg-config, shared"
read -ra shared < <(pkg-config --cflags --libs quoth)
compile "$scratch/shared" "${shared[@]}" -Wl,-rpath,"$prefix/$libdir"
run_programs "$scratch/shared" ""

step "pkg-config, static"
# A folder with nothing but the archive makes -lquoth mean the archive.
mkdir "$scratch/archive"
cp "$prefix/$libdir/libquoth.a" "$scratch/archive"
read -ra static < <(pkg-config --static --cflags --libs quoth)
compile "$scratch/static" -L"$scratch/archive" "${static[@]}"
run_programs "$scratch/static" ""

step "CMake package"
cmake -S "$here/consumer" -B "$scratch/consumer" -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="$*" -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
cmake --build "$scratch/consumer" >/dev/null
run_programs "$scratch/consumer" ""
run_programs "$scratch/consumer" _static

if [[ -x $prefix/bin/quoth ]]; then
    step "the command"
    "$prefix/bin/quoth" --version
    expect '"quotes"' "$("$prefix/bin/quoth" --format json "$here/interview.txt")"
fi
