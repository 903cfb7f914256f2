#!/usr/bin/env bash
# Configures the source with directories that distributions give, relative and absolute, and reads quoth.pc.
# usage: check_directories.sh SOURCE
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source=$1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# pc_says LIBDIR INCLUDEDIR: configured with these directories below /opt/quoth, quoth.pc names them.
pc_says() {
    step "$1, $2"
    quietly cmake -S "$source" -B "$scratch/build" -G Ninja -DQUOTH_TESTS=OFF -DQUOTH_CLI=OFF -DCMAKE_INSTALL_PREFIX=/opt/quoth \
        -DCMAKE_INSTALL_LIBDIR="$1" -DCMAKE_INSTALL_INCLUDEDIR="$2"
    local libdir=$1 includedir=$2 place
    [[ $libdir == /* ]] || libdir=/opt/quoth/$libdir
    [[ $includedir == /* ]] || includedir=/opt/quoth/$includedir
    # The file counts from its own place, so it has to lie where it would be installed.
    place=$scratch/root$libdir/pkgconfig
    mkdir -p "$place"
    cp "$scratch/build/pkgconfig/quoth.pc" "$place"
    ! command -v pkgconf >/dev/null || pkgconf --validate "$place/quoth.pc"
    names "$place" libdir "$libdir"
    names "$place" includedir "$includedir"
}

names() {
    local said
    said=$(realpath -m "$(PKG_CONFIG_PATH=$1 pkg-config --variable="$2" quoth)")
    [[ ${said#"$scratch/root"} == "$3" ]] || die "$2 is $said, not $3"
}

pc_says lib include
pc_says lib/x86_64-linux-gnu include/of/quoth
pc_says /usr/local/lib64 /usr/local/include
pc_says lib64 /usr/local/include
pc_says /usr/local/lib64 include
