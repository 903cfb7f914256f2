#!/usr/bin/env bash
# Runs the programs that check_pkgconfig.sh built under valgrind: no wrong access, nothing leaked, also where an input is refused.
# usage: check_valgrind.sh PREFIX LIBDIR PROGRAMS
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
programs=$3

command -v valgrind >/dev/null || skip "valgrind is not installed"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LD_LIBRARY_PATH=$1/$2

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

head -c 4096 "$programs/who_said_what" >"$scratch/program"

checked 0 "$programs/who_said_what" "$here/texts/interview.txt"
checked 1 "$programs/who_said_what" "$scratch/program"
checked 0 "$programs/count_scripts" <"$here/texts/interview.txt"
checked 0 "$programs/quotes_of" Lindqvist "$here/texts"
checked 0 "$programs/speaking_time" "$here"/texts/*.txt
checked 1 "$programs/speaking_time" "$scratch/program"
checked 0 "$programs/load_at_run_time" "$here/texts/interview.txt"
