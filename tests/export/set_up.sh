#!/usr/bin/env bash
# The Python packages that read what quoth writes, in a virtual environment of the build folder.
# usage: set_up.sh PYTHON VENV     (exit status 77: they cannot be had here)
set -euo pipefail
python=$1 venv=$2
packages=(lxml==6.1.3 rdflib==7.6.0 pyshacl==0.40.1 dkpro-cassis==0.12.0 markdown-it-py==4.3.0 jsonschema==4.26.0 pybrat==0.1.7
    html5lib==1.1)
alone=(trafilatura==2.3.1) # for the DTD of TEI that it carries

stamp="${packages[*]} ${alone[*]}"
[[ -e $venv/stamp && $(<"$venv/stamp") == "$stamp" ]] && exit 0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "$python" -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check "${packages[@]}" &&
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "${alone[@]}"; } >"$log" 2>&1; then
    tail -n 3 "$log"
    echo "skipped: the packages that read the exports cannot be installed"
    exit 77
fi
echo "$stamp" >"$venv/stamp"
