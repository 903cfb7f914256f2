#!/usr/bin/env bash
# The browser driver and the accessibility checker, from npm, into a folder of the build.
# usage: set_up.sh FOLDER     (exit status 77: they, or a browser, cannot be had here)
set -euo pipefail
folder=$1
packages=(playwright-core@1.65.1 axe-core@4.14.1)

for tool in node npm chromium; do
    command -v "$tool" >/dev/null || {
        echo "skipped: $tool is not installed"
        exit 77
    }
done
[[ -e $folder/stamp && $(<"$folder/stamp") == "${packages[*]}" ]] && exit 0
mkdir -p "$folder"
if ! npm install --silent --no-audit --no-fund --prefix "$folder" "${packages[@]}" >"$folder/log" 2>&1; then
    tail -n 3 "$folder/log"
    echo "skipped: ${packages[*]} cannot be installed"
    exit 77
fi
echo "${packages[*]}" >"$folder/stamp"
