#!/usr/bin/env bash
# What the flags of a release come to: relocations read-only from the start, no stack and no page that is both written and executed,
# return addresses guarded, landing pads for indirect jumps, checked copies, and no call that reads the environment or starts programs.
# usage: check_hardening.sh PREFIX LIBDIR PROCESSOR
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
library=$1/$2/libquoth.so archive=$1/$2/libquoth.a command=$1/bin/quoth

command -v readelf >/dev/null && command -v nm >/dev/null || skip "no binutils"
readelf -hW "$library" >/dev/null 2>&1 || skip "no ELF"

for file in "$library" "$command"; do
    step "$(basename "$file")"
    headers=$(readelf -lW "$file") dynamic=$(readelf -dW "$file")
    expect 'GNU_RELRO' "$headers"
    expect 'BIND_NOW' "$dynamic"
    grep -qE 'GNU_STACK .* RW +0x' <<<"$headers" || die "the stack of $file may be executed"
    ! grep -qE '^ +LOAD .* (RWE|WE) ' <<<"$headers" || die "$file has pages that are written and executed"
    ! grep -qE 'TEXTREL|RPATH|RUNPATH' <<<"$dynamic" || die "$file has relocations of code or a path of its own"
done
expect 'PIE' "$(readelf -dW "$command")"

step "guards"
needs=$(nm -D --undefined-only "$library")
expect '__stack_chk_fail' "$needs"
expect '__memcpy_chk' "$needs"
if [[ $3 == x86_64 ]]; then
    # Every object of ours: the whole is marked where the C library's are, too.
    objects=$(ar t "$archive" | wc -l)
    marked=$(readelf -nW "$archive" | grep -c 'IBT, SHSTK')
    ((marked == objects)) || die "$marked of $objects objects have landing pads"
fi

step "what the library never asks for"
for name in getenv secure_getenv setlocale socket connect system popen fork execve posix_spawn dlopen mprotect gets tmpnam; do
    ! grep -qE " $name(@|\$)" <<<"$needs" || die "the library calls $name()"
done
