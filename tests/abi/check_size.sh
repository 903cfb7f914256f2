#!/usr/bin/env bash
# The stripped shared library, without the models that are part of it, stays below 1 MiB. What is trained is a model: the tables named
# model, and those of text/fluency_tables.c.
# usage: check_size.sh NM STRIP LIBRARY
set -euo pipefail
nm=$1 strip=$2 library=$3

stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
models=0
for size in $("$nm" -S "$library" | awk '$3 ~ /^[rR]$/ && $4 ~ /^(model|qh_fluency_.*)$/ { print $2 }'); do
    models=$((models + 16#$size))
done
((models)) || {
    echo "no table named model in $library"
    exit 1
}
"$strip" -o "$stripped" "$library"
bytes=$(($(wc -c <"$stripped") - models))
echo "$bytes bytes without the models, which have $models"
((bytes < 1 << 20))
