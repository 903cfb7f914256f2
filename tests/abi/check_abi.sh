#!/usr/bin/env bash
# Compares the shared library with the ABI that is promised: anything but additions fails.
# usage: check_abi.sh LIBRARY DUMP            compare (exit status 77: cannot be compared here)
#        check_abi.sh --update LIBRARY DUMP   write the dump anew
set -euo pipefail

suppressions=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/quoth.suppr

skip() {
    printf 'skipped: %s\n' "$1"
    exit 77
}

# Nothing of the machine it was made on: no folders, no places in source files, no versions of other libraries.
dump() {
    abidw --exported-interfaces-only --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed "$1" |
        sed "/<abi-instr /s|path='[^']*/\([^/']*/[^/']*\)'|path='\1'|"
}

architecture() { sed -n "s/.* architecture='\([^']*\)'.*/\1/p" | head -n 1; }

for tool in abidw abidiff readelf; do
    command -v "$tool" >/dev/null || skip "$tool is not installed (packages abigail-tools, binutils)"
done

if [[ $1 == --update ]]; then
    dump "$2" >"$3"
    exit
fi
library=$1 promise=$2

[[ -s $promise ]] || { printf 'no ABI dump %s: make one with --update\n' "$promise"; exit 1; }
[[ $(readelf --wide --sections "$library") == *.debug_info* ]] || skip "$library has no debug information (-g)"

now=$(mktemp)
trap 'rm -f "$now"' EXIT
dump "$library" >"$now"
[[ $(architecture <"$promise") == "$(architecture <"$now")" ]] || skip "$promise is for another architecture"

# Sizes and offsets are those of the architecture; the numbers of enumerators, which no signature mentions, are in numbers.c.
abidiff --suppressions "$suppressions" --no-added-syms "$promise" "$now"
