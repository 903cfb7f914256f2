#!/usr/bin/env bash
# Runs the programs on an installed tree under valgrind: no wrong access, nothing leaked, also where an input is refused.
# usage: check_valgrind.sh PREFIX LIBDIR CC CXX
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
prefix=$1 libdir=$2 cc=$3 cxx=$4

command -v valgrind >/dev/null || skip "valgrind is not installed"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PKG_CONFIG_PATH=$prefix/$libdir/pkgconfig LD_LIBRARY_PATH=$prefix/$libdir
read -ra flags < <(pkg-config --cflags --libs quoth)

# checked STATUS PROGRAM [ARGUMENT…]
checked() {
    local want=$1 status=0
    shift
    step "$(basename "$1")"
    # What the loader itself keeps for dlopen() is reachable until the end and no leak.
    valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,indirect,possible --error-exitcode=99 \
        "$@" >"$scratch/out" 2>"$scratch/err" || status=$?
    ((status == want)) || die "exit status $status, not $want:"$'\n'"$(cat "$scratch/err")"
    [[ $want != 0 || -s $scratch/out ]] || die "no output"
}

for program in who_said_what count_scripts quotes_of load_at_run_time; do
    "$cc" -g -std=c11 "$here/$program.c" -o "$scratch/$program" "${flags[@]}" -pthread -ldl
done
"$cxx" -g -std=c++17 "$here/speaking_time.cpp" -o "$scratch/speaking_time" "${flags[@]}"
head -c 4096 "$scratch/who_said_what" >"$scratch/program"

checked 0 "$scratch/who_said_what" "$here/texts/interview.txt"
checked 1 "$scratch/who_said_what" "$scratch/program"
checked 0 "$scratch/count_scripts" <"$here/texts/interview.txt"
checked 0 "$scratch/quotes_of" Lindqvist "$here/texts"
checked 0 "$scratch/speaking_time" "$here"/texts/*.txt
checked 1 "$scratch/speaking_time" "$scratch/program"
checked 0 "$scratch/load_at_run_time" "$here/texts/interview.txt"
