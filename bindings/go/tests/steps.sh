export GOFLAGS=-mod=mod GOPROXY=off GOTOOLCHAIN=local GOCACHE="$folder/cache"

missing() {
    command -v go >/dev/null || echo golang-go
}

build() {
    local unformatted
    unformatted=$(gofmt -l .)
    [[ -z $unformatted ]] || { printf 'not as gofmt has it: %s\n' "$unformatted" && return 1; }
    go vet . && go build .
}

# In a module of its own, as users have theirs; in a folder of its own, as tests run side by side.
program() {
    local main status=0
    main=$(mktemp -d "$folder/program.XXXXXX")
    cp "$1" "$main/main.go"
    printf 'module example\n\ngo 1.19\n\nrequire quoth v0.0.0\n\nreplace quoth => %s\n' "$folder/package" >"$main/go.mod"
    (cd "$main" && go build -o program .)
    "$main/program" "${@:2}" || status=$?
    rm -r "$main"
    return "$status"
}

unit_tests() { go test -count=1 .; }

cases() { program "$here/tests/cases.go" "$@"; }
