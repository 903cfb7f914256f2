#!/usr/bin/env bash
# Runs the test of threads under ThreadSanitizer, in a build of its own that later runs use again.
# usage: check_tsan.sh SOURCE FOLDER CC
set -euo pipefail

quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    ((status == 0)) || cat "$log"
    rm -f "$log"
    return "$status"
}

probe=$(mktemp)
trap 'rm -f "$probe"' EXIT
if ! { echo 'int main(void) { return 0; }' | "$3" -fsanitize=thread -x c - -o "$probe" && "$probe"; } >/dev/null 2>&1; then
    echo "skipped: no ThreadSanitizer here"
    exit 77
fi

quietly cmake -S "$1" -B "$2" -G Ninja -DCMAKE_C_COMPILER="$3" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG="-O1 -g" \
    -DQUOTH_SANITIZE=thread -DQUOTH_CLI=OFF
quietly cmake --build "$2" --target api_test_threads --parallel 2
TSAN_OPTIONS=halt_on_error=1 "$2/tests/api/api_test_threads"
