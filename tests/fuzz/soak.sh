#!/usr/bin/env bash
# An hour of real pages and texts through two threads, where QUOTH_TEST_ALL is set: no difference between rounds, and memory stays
# where it was after the second. QUOTH_SOAK_SECONDS is another time.
# usage: soak.sh SOAK ROOT
set -euo pipefail

program=$1 data=${QUOTH_DATA:-$2/../shared/data}
[[ ${QUOTH_TEST_ALL:-} ]] || { echo "skipped: takes an hour, with ./dev test --all only"; exit 77; }
[[ -d $data/html && -d $data/quotes ]] || { echo "skipped: no corpora at $data"; exit 77; }

mapfile -d '' files < <(find "$data/html" "$data/quotes" \( -name '*.html' -o -name '*.html.gz' -o -name '*.jsonl' \) -print0 | sort -z)
rounds=$(mktemp)
trap 'rm -f "$rounds"' EXIT
"$program" "${QUOTH_SOAK_SECONDS:-3600}" 2 "${files[@]}" | tee "$rounds"

# The first rounds fill what allocators keep; a leak of one byte in a thousand that are read would be 500 KB a round.
awk '/ KB resident/ { match($0, /[0-9]+ KB resident/); now = substr($0, RSTART) + 0; round++; if (round == 2) second = now; if (now > most) most = now }
    END { if (round < 2) exit; print "resident: " second " KB after the second round, " now " after the last, " most " at most"
          if (now > 1.25 * second) { print "memory grows"; exit 1 } }' "$rounds"
