# What the checks of the installed library share; sourced.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

step() { printf '== %s\n' "$*"; }

die() {
    printf '%s\n' "$*"
    exit 1
}

skip() {
    printf 'skipped: %s\n' "$*"
    exit 77
}

# expect PATTERN OUTPUT
expect() { grep -q -- "$1" <<<"$2" || die "no \"$1\" in:"$'\n'"$2"; }

# Runs a command silently; what it printed is shown only when it fails.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    ((status == 0)) || cat "$log"
    rm -f "$log"
    return "$status"
}

# run_programs FOLDER SUFFIX: all programs of a folder, and what they are to say.
run_programs() {
    local said
    said=$("$1/who_said_what$2" "$here/texts/interview.txt")
    expect '^Mara Lindqvist: .*We will sail in any weather' "$said"
    expect 'They stay as they are' "$said"
    said=$("$1/count_scripts$2" <"$here/texts/interview.txt")
    expect '^Latn' "$said"
    expect '^Arab.*right to left' "$said"
    said=$("$1/quotes_of$2" Lindqvist "$here/texts")
    expect '^interview.txt: .*We will sail in any weather' "$said"
    expect '^harbour.txt: .*ice' "$said"
    [[ $said != *"one new road"* ]] || die "words of somebody else in:"$'\n'"$said"
    said=$("$1/speaking_time$2" "$here"/texts/*.txt)
    expect '^ *[1-9][0-9]*  Mara Lindqvist$' "$said"
    printf '%s: who_said_what count_scripts quotes_of speaking_time\n' "$1"
}
