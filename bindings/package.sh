#!/usr/bin/env bash
# Makes the source package of a language: its folder, the C code that the languages share, and what SWIG writes, so that users need no
# SWIG. Needs SWIG 4.5 (pip install swig).
# usage: package.sh LANGUAGE FOLDER
set -euo pipefail

bindings=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
language=$1 folder=$2

# Of bindings/LANGUAGE/package.conf: options of SWIG; the interface, empty for who calls C by other means; folders in the package of C
# code and of what SWIG writes in the language itself; what of that is not needed.
swig_options=() interface='' sources=src generated=. discarded=()
source "$bindings/$language/package.conf"

mkdir -p "$folder"
cp -R "$bindings/$language/." "$folder"
rm -f "$folder/package.conf" "$folder/tests/steps.sh"
[[ -z $interface ]] || rm -f "$folder/$interface"
mkdir -p "$folder/$sources" "$folder/$generated"
cp "$bindings"/{flat,flat_input,records,layout}.{c,h} "$bindings/arrow_abi.h" "$folder/$sources"
cp "$bindings/../LICENSE" "$folder"
[[ -z $interface ]] || "${SWIG:-swig}" "${swig_options[@]}" -Wall -Werror "-I$bindings" "-I$bindings/../include" -outdir "$folder/$generated" \
    -o "$folder/$sources/quoth_wrap.${wrapper_suffix:-c}" "$bindings/$language/$interface"
for file in "${discarded[@]}"; do rm "$folder/$file"; done
