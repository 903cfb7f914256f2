#!/usr/bin/env bash
# usage: check_report.sh QUOTH NODE_FOLDER SOURCE     (exit status 77: set_up.sh could not make the folder)
set -euo pipefail
[[ -e $2/stamp ]] || {
    echo "skipped: no $2"
    exit 77
}
exec node "$(dirname "${BASH_SOURCE[0]}")/check_report.mjs" "$@"
