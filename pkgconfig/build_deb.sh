#!/usr/bin/env bash
# Builds the Debian packages libquoth0, libquoth-dev, quoth and, where there are swig, dh-python and python3-dev, python3-quoth.
# usage: build_deb.sh FOLDER [--check]     what is built goes to FOLDER; --check runs the tests as well
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
check=${2:-}

for tool in dpkg-buildpackage dh; do
    command -v "$tool" >/dev/null || {
        echo "build_deb.sh: $tool is not installed (packages dpkg-dev, debhelper)" >&2
        exit 77
    }
done

version=$(sed -n 's/^project(quoth VERSION \([0-9.]*\) .*/\1/p' "$root/CMakeLists.txt")
packaged=$(dpkg-parsechangelog -l "$root/pkgconfig/debian/changelog" -S Version)
[[ ${packaged%-*} == "$version" ]] || {
    echo "build_deb.sh: the changelog is of $packaged, the project of $version" >&2
    exit 1
}
SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l "$root/pkgconfig/debian/changelog" -S Timestamp)
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source=$work/quoth-$version
mkdir "$source"
# What git tracks or would: no builds.
git -C "$root" ls-files -z --cached --others --exclude-standard | sort -z |
    while IFS= read -rd '' file; do [[ ! -e $root/$file ]] || printf '%s\0' "$file"; done |
    tar -C "$root" --null --files-from=- -c | tar -C "$source" -x
tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw -c "quoth-$version" |
    gzip -n >"$work/quoth_$version.orig.tar.gz"
cp -R "$source/pkgconfig/debian" "$source/debian"

if [[ $check != --check ]]; then
    export DEB_BUILD_OPTIONS="nocheck ${DEB_BUILD_OPTIONS:-}" DEB_BUILD_PROFILES="nocheck ${DEB_BUILD_PROFILES:-}"
fi
if ! { dpkg-query -W -f='${db:Status-Status}\n' swig dh-python python3-dev 2>/dev/null | grep -c '^installed$' | grep -qx 3; }; then
    echo "build_deb.sh: python3-quoth is left out: swig, dh-python or python3-dev is not installed" >&2
    export DEB_BUILD_PROFILES="nopython ${DEB_BUILD_PROFILES:-}"
fi
(cd "$source" && dpkg-buildpackage --no-sign --build=full)
rm -rf "$source"
cp "$work"/* "$out"
