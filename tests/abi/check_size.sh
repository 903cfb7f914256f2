#!/usr/bin/env bash
# The stripped shared library, without the model of languages that is part of it, stays below 1 MiB.
# usage: check_size.sh NM STRIP LIBRARY
set -euo pipefail
nm=$1 strip=$2 library=$3

stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
model=$("$nm" -S "$library" | awk '$3 ~ /^[rR]$/ && $4 == "model" { print $2 }')
[[ $model =~ ^[0-9a-f]+$ ]] || {
    echo "no single table named model in $library"
    exit 1
}
"$strip" -o "$stripped" "$library"
bytes=$(($(wc -c <"$stripped") - 16#$model))
echo "$bytes bytes without the model, which has $((16#$model))"
((bytes < 1 << 20))
