#!/usr/bin/env bash
# Compares what the shared library exports with the list of the public functions.
# usage: check_exports.sh NM LIBRARY EXPORTS
set -euo pipefail
nm=$1 library=$2 exports=$3

# Version nodes are absolute symbols (A); everything else that is exported has to be in the list.
"$nm" -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort | diff "$exports" -
