#!/usr/bin/env bash
# Builds a copy of the source anew, in another folder, time zone and language and by another mask, and compares it with a build that
# is there, byte by byte.
# usage: check_reproducible.sh SOURCE BUILD_DIR FILE…      FILE is one of BUILD_DIR
set -euo pipefail
source=$1 build=$2
shift 2

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
copy=$scratch/some/other/folder
mkdir -p "$copy"
(cd "$source" && tar -c --exclude='./build*' --exclude=./.git .) | tar -x -C "$copy"

options=()
while IFS= read -r line; do
    options+=("-D$line")
done < <(grep -E '^(QUOTH_(WERROR|CLI|CLI_SHARED)|CMAKE_(BUILD_TYPE|C_COMPILER|C_FLAGS[A-Z_]*)):' "$build/CMakeCache.txt")

umask 077
export TZ=Asia/Kathmandu LC_ALL=C
cmake -S "$copy" -B "$scratch/build" -G Ninja "${options[@]}" -DQUOTH_TESTS=OFF >"$scratch/log" 2>&1 &&
    cmake --build "$scratch/build" --parallel 2 >"$scratch/log" 2>&1 || {
    cat "$scratch/log"
    exit 1
}
for path; do
    file=${path#"$build"/}
    cmp "$path" "$scratch/build/$file" || {
        echo "two builds differ in $file (is $build newer than the source?)"
        exit 1
    }
    echo "the same: $file"
done
