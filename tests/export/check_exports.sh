#!/usr/bin/env bash
# usage: check_exports.sh VENV QUOTH FORMAT     (exit status 77: set_up.sh could not make the environment)
set -euo pipefail
[[ -e $1/stamp ]] || {
    echo "skipped: no $1"
    exit 77
}
exec "$1/bin/python" "$(dirname "${BASH_SOURCE[0]}")/check_exports.py" "$2" "$3"
