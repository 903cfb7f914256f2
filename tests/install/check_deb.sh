#!/usr/bin/env bash
# Builds the Debian packages, lets lintian look at them, and installs, uses and removes them with apt. That happens on a copy of the
# running system in an overlay of its own, so the machine stays as it is.
# usage: check_deb.sh SOURCE
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # chroot, in a session that has none of root's folders
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# What is done inside the overlay. Arguments: the folder with packages and programs.
inside() {
    local folder=$1
    cd "$folder"
    export DEBIAN_FRONTEND=noninteractive
    present() { find /usr /etc -xdev ! -path '/etc/ld.so.cache' | LC_ALL=C sort; }
    present >before
    step "install"
    quietly apt-get install -qq -y --no-install-recommends ./libquoth0_*.deb ./libquoth-dev_*.deb ./quoth_*.deb
    step "use"
    [[ $(pkg-config --variable=includedir quoth) == /usr/include ]] || die "quoth.pc does not name /usr/include"
    cc -std=c11 who_said_what.c -o who_said_what $(pkg-config --cflags --libs quoth)
    expect '^Mara Lindqvist: ' "$(./who_said_what texts/interview.txt)"
    expect '^Mara Lindqvist ' "$(quoth quotes texts/interview.txt)"
    expect 'given: quoth::static' "$(cmake -S components -B found -DQUOTH_WANTED=0.1 -DCMAKE_LIBRARY_ARCHITECTURE="$(cc -print-multiarch)")"
    if [[ $(echo ./python3-quoth_*.deb) != *\** ]]; then
        step "Python"
        quietly apt-get install -qq -y --no-install-recommends ./python3-quoth_*.deb
        expect '^Mara Lindqvist$' "$(/usr/bin/python3 -c 'import quoth, pathlib
for speaker in quoth.parse(pathlib.Path("texts/interview.txt")).speakers: print(speaker)')"
        quietly apt-get purge -qq -y python3-quoth
    fi
    man --where quoth libquoth >/dev/null || die "the man pages are not found"
    step "remove"
    quietly apt-get purge -qq -y quoth libquoth-dev libquoth0
    present >after
    diff before after || die "not all was removed"
}
if [[ $1 == --inside ]]; then
    inside "$2"
    exit
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

step "build"
status=0
DEB_BUILD_OPTIONS='parallel=2 noautodbgsym' quietly "$1/pkgconfig/build_deb.sh" "$scratch/debs" || status=$?
((status != 77)) || skip "the tools are not installed (packages dpkg-dev, debhelper)"
((status == 0)) || die "the packages cannot be built"
for package in libquoth0 libquoth-dev quoth; do
    [[ $(echo "$scratch/debs/${package}_"*.deb) != *\** ]] || die "no package $package"
done

# What quoth.pc asks for has to come with the package.
depends=$(dpkg-deb --field "$scratch"/debs/libquoth-dev_*.deb Depends)
dpkg-deb --extract "$scratch"/debs/libquoth-dev_*.deb "$scratch/dev"
for module in $(sed -n 's/^Requires.private: //p' "$scratch"/dev/usr/lib/*/pkgconfig/quoth.pc); do
    package=$(dpkg --search "*/pkgconfig/$module.pc" | sed 's/:.*//;q')
    expect "$package" "$depends"
done

step "lintian"
if command -v lintian >/dev/null; then
    lintian --allow-root --fail-on error,warning "$scratch"/debs/*.changes
else
    echo "not installed: not looked at"
fi

if ((EUID != 0)) || ! unshare --mount true 2>/dev/null; then
    echo "no root: not installed with apt"
    exit 0
fi
system=$scratch/system
mkdir "$system"
# shellcheck disable=SC2016
unshare --mount bash -euc '
    system=$1 here=$2 debs=$3
    mount -t tmpfs tmpfs "$system"
    mkdir "$system/upper" "$system/work" "$system/root"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$system/upper,workdir=$system/work" "$system/root" 2>/dev/null || exit 99
    mount -t proc proc "$system/root/proc"
    mount --rbind /dev "$system/root/dev"
    mkdir -p "$system/root/quoth"
    cp -R "$here"/. "$debs"/. "$system/root/quoth"
    chroot "$system/root" /quoth/check_deb.sh --inside /quoth
' - "$system" "$here" "$scratch/debs" || status=$?
((status != 99)) || echo "no overlay can be mounted: not installed with apt"
((status == 0 || status == 99)) || exit "$status"
