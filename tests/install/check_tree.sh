#!/usr/bin/env bash
# Installs a build, takes it away again, installs it anew and moves it: PREFIX is the tree that the other checks use.
# usage: check_tree.sh BUILD_DIR PREFIX LIBDIR
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
build=$1 prefix=$2 libdir=$3

scratch=$(mktemp -d)
# What the developer installed from this build stays in the build's memory.
mkdir "$scratch/manifests"
cp "$build"/install_manifest*.txt "$scratch/manifests" 2>/dev/null || true
restore() {
    rm -f "$build"/install_manifest*.txt
    cp "$scratch"/manifests/*.txt "$build" 2>/dev/null || true
    rm -rf "$scratch"
}
trap restore EXIT
rm -f "$build"/install_manifest*.txt

files() { (cd "$1" && find . ! -type d | LC_ALL=C sort | sed 's|^\./||'); }

step "DESTDIR"
stage=$scratch/stage
DESTDIR=$stage quietly cmake --install "$build" --prefix /opt/quoth
expect '^opt/quoth/include/quoth/quoth.h$' "$(files "$stage")"
expect "^opt/quoth/$libdir/libquoth.so.0$" "$(files "$stage")"
[[ ! -e /opt/quoth ]] || die "files are outside DESTDIR"
if grep -rlF -e "$stage" -e "$build" "$stage/opt/quoth/$libdir/pkgconfig" "$stage/opt/quoth/$libdir/cmake"; then
    die "folders of the build are in the installed files"
fi

step "uninstall"
echo mine >"$stage/opt/quoth/include/quoth/local.h"
echo mine >"$stage/opt/quoth/$libdir/libother.a"
DESTDIR=$stage quietly cmake --build "$build" --target uninstall
[[ $(files "$stage") == "$(printf '%s\n' opt/quoth/include/quoth/local.h "opt/quoth/$libdir/libother.a")" ]] ||
    die "left after uninstall:" "$(files "$stage")"
[[ ! -e $stage/opt/quoth/$libdir/cmake/quoth ]] || die "uninstall leaves a folder of its own"
if DESTDIR=$stage quietly cmake --build "$build" --target uninstall >"$scratch/again"; then
    die "a second uninstall finds something"
fi
expect 'nothing is installed' "$(tr -s ' \n' '  ' <"$scratch/again")"

step "components"
for component in runtime development command; do
    quietly cmake --install "$build" --prefix "$scratch/$component" --component "quoth_$component"
done
[[ $(files "$scratch/runtime" | grep -v '\.so\.') == "" ]] || die "not only the shared library is in runtime:" "$(files "$scratch/runtime")"
expect "^$libdir/libquoth.so$" "$(files "$scratch/development")"
expect "^$libdir/libquoth.a$" "$(files "$scratch/development")"

step "install, then move the tree"
quietly cmake --install "$build" --prefix "$scratch/installed"
[[ $(files "$scratch/installed") == "$(for component in runtime development command; do files "$scratch/$component"; done | LC_ALL=C sort)" ]] ||
    die "a file is in no component or in two"
rm -rf "$prefix"
mkdir -p "$(dirname "$prefix")"
mv "$scratch/installed" "$prefix"
if [[ -x $prefix/bin/quoth ]]; then
    "$prefix/bin/quoth" --version
    expect '"quotes"' "$("$prefix/bin/quoth" --format json "$here/texts/interview.txt")"
fi
