#!/usr/bin/env bash
# Fuzzes each target for so many seconds, one after another or, with QUOTH_FUZZ_JOBS, so many at once; ./dev fuzz builds them first.
# usage: run.sh FOLDER SECONDS [TARGET...]
# What is found lies in FOLDER/found/TARGET/, what was learned in FOLDER/corpus/TARGET/, what libFuzzer says in FOLDER/log/TARGET.
# Exit status 1 when something was found.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(cd "$1" && pwd) seconds=$2
shift 2
(($#)) || set -- $(cd "$here/corpus" && echo *)

# One target; what libFuzzer learned is one line.
fuzz() {
    local target=$1 status=0
    mkdir -p "$folder"/{corpus,found}/"$target" "$folder/log"
    # A leak that is made on purpose costs more than it tells: replay.c's runs under the asan preset look for leaks.
    if ! "$folder/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2000 -max_len=8192 -entropic=0 \
        -dict="$here/dictionaries/$target.dict" -artifact_prefix="$folder/found/$target/" -print_final_stats=1 \
        "$folder/corpus/$target" "$here/corpus/$target" >>"$folder/log/$target" 2>&1; then
        status=1
        printf '%s: FOUND\n' "$target"
        grep -aE 'does not hold|ERROR|runtime error|Test unit written' "$folder/log/$target" | tail -n 4
    fi
    grep -a 'cov:' "$folder/log/$target" | tail -n 1 | sed "s/^/$target: /"
    return "$status"
}

export here folder seconds
export -f fuzz
printf '%s\0' "$@" | xargs -0 -n 1 -P "${QUOTH_FUZZ_JOBS:-1}" bash -c 'set -euo pipefail; fuzz "$1"' fuzz
