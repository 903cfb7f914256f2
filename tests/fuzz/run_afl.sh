#!/usr/bin/env bash
# Fuzzes each target for so many seconds by AFL++ in persistent mode, one after another; ./dev fuzz --afl builds them first.
# usage: run_afl.sh FOLDER SECONDS [TARGET...]
# What is found lies in FOLDER/afl/TARGET/default/crashes and hangs, the figures in FOLDER/afl/TARGET/default/fuzzer_stats.
# The targets' own mutators and leaks are left to run.sh. Exit status 1 when something was found.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(cd "$1" && pwd) seconds=$2
shift 2
(($#)) || set -- $(cd "$here/corpus" && echo *)

export AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=1
export ASAN_OPTIONS=abort_on_error=1:symbolize=0:detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1

status=0
for target; do
    out=$folder/afl/$target
    mkdir -p "$out" "$folder/log"
    afl-fuzz -i "$here/corpus/$target" -o "$out" -x "$here/dictionaries/$target.dict" -m none -t 10000 -G 8192 -V "$seconds" \
        -- "$folder/tests/fuzz/fuzz_$target" >>"$folder/log/afl-$target" 2>&1 || { status=1; printf '%s: FAILED\n' "$target"; continue; }
    awk -v target="$target" -F' *: ' '{ of[$1] = $2 }
        END { print target ": " of["execs_done"] " executions, " of["run_time"] " s, " of["edges_found"] " of " of["total_edges"] \
                    " edges, " of["corpus_count"] " inputs, " of["saved_crashes"] " crashes, " of["saved_hangs"] " hangs"
              exit of["saved_crashes"] + of["saved_hangs"] > 0 }' "$out/default/fuzzer_stats" || status=1
done
exit "$status"
