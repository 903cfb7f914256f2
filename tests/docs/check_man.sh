#!/usr/bin/env bash
# The man pages are clean, and tell of every option of the command and of every status.
# usage: check_man.sh FOLDER HEADERS [COMMAND]
set -euo pipefail
pages=$1 headers=$2 command=${3:-}

die() {
    printf '%s\n' "$*"
    exit 1
}

for tool in man groff; do
    command -v "$tool" >/dev/null || {
        echo "skipped: $tool is not installed (packages man-db, groff-base)"
        exit 77
    }
done

for page in "$pages"/quoth.1 "$pages"/libquoth.3; do
    [[ -e $page || $page == */quoth.1 && -z $command ]] || die "no $page"
    [[ -e $page ]] || continue
    warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [[ -z $warnings ]] || die "$page: $warnings"
done

statuses=$(grep -oh 'QUOTH_ERROR_[A-Z_]* *=' "$headers/base.h" | grep -o '[A-Z_]*' | LC_ALL=C sort)
told=$(grep -oh '^\.B QUOTH_ERROR_[A-Z_]*' "$pages/libquoth.3" | cut -c 4- | LC_ALL=C sort)
diff <(echo "$statuses") <(echo "$told") || die "libquoth.3 and base.h differ in their statuses"
for header in "$headers"/*.h; do
    header=$(basename "$header")
    [[ $header == quoth.h ]] || grep -q "<quoth/$header>" "$pages/libquoth.3" || die "libquoth.3 does not name $header"
done

[[ -n $command ]] || exit 0
options() { grep -oE -- '--[a-z][a-z-]*[a-z]' | LC_ALL=C sort -u; }
diff <("$command" --help | options) <(sed 's/\\-/-/g' "$pages/quoth.1" | options) || die "quoth --help and quoth.1 differ in their options"
