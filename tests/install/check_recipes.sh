#!/usr/bin/env bash
# The recipes of Conan, vcpkg and Homebrew: their versions and files. With conan on the path, its package is made, used and removed.
# usage: check_recipes.sh SOURCE PYTHON [FOLDER]      FOLDER is for an installed tree as vcpkg would have it
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
recipes=$1/pkgconfig python=$2

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
version=$(sed -n 's/^project(quoth VERSION \([0-9.]*\) .*/\1/p' "$1/CMakeLists.txt")

step "vcpkg"
"$python" - "$recipes/vcpkg/vcpkg.json" "$version" <<'END'
import json, sys
port = json.load(open(sys.argv[1], encoding="utf-8"))
assert port["version"] == sys.argv[2], port["version"]
assert {"icu", "utf8proc", "zlib", "zstd"} <= {d if isinstance(d, str) else d["name"] for d in port["dependencies"]}
END
# vcpkg's own functions do what the commands below do; the rest of the port is run as it is.
cat >"$scratch/port.cmake" <<'END'
cmake_minimum_required(VERSION 3.25)
set(FEATURES tools)
set(CURRENT_PACKAGES_DIR ${PACKAGE})
function(vcpkg_check_features)
endfunction()
function(vcpkg_find_acquire_program name)
  set(${name} pkg-config PARENT_SCOPE)
endfunction()
function(vcpkg_cmake_configure)
endfunction()
function(vcpkg_cmake_install)
endfunction()
function(vcpkg_cmake_config_fixup)
  file(RENAME ${PACKAGE}/lib/cmake/quoth ${PACKAGE}/share/quoth)
  file(GLOB files ${PACKAGE}/share/quoth/*.cmake)
  foreach(file ${files})
    file(READ ${file} text)
    string(REPLACE "/../../../" "/../../" text "${text}")
    string(REPLACE [[
get_filename_component(_IMPORT_PREFIX "${_IMPORT_PREFIX}" PATH)
get_filename_component(_IMPORT_PREFIX "${_IMPORT_PREFIX}" PATH)
]] [[
get_filename_component(_IMPORT_PREFIX "${_IMPORT_PREFIX}" PATH)
]] text "${text}")
    file(WRITE ${file} "${text}")
  endforeach()
endfunction()
function(vcpkg_fixup_pkgconfig)
endfunction()
function(vcpkg_copy_tools)
endfunction()
function(vcpkg_install_copyright)
  file(INSTALL ${SOURCE_PATH}/LICENSE DESTINATION ${PACKAGE}/share/quoth)
endfunction()
include(${PORT}/portfile.cmake)
END
for linkage in static dynamic; do
    cp -R "$3" "$scratch/$linkage"
    cmake -DPACKAGE="$scratch/$linkage" -DPORT="$recipes/vcpkg" -DVCPKG_LIBRARY_LINKAGE=$linkage -P "$scratch/port.cmake" >/dev/null
    said=$(cmake -S "$here/components" -B "$scratch/found-$linkage" -DCMAKE_PREFIX_PATH="$scratch/$linkage" -DQUOTH_WANTED=0.1)
    expect 'given: quoth::quoth' "$said"
    [[ $linkage == static || $said != *quoth::static* ]] || die "the archive is in a package of shared libraries"
done

step "Homebrew"
! command -v ruby >/dev/null || ruby -c "$recipes/homebrew/quoth.rb" >/dev/null

step "Conan"
"$python" -c 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())' "$recipes/conan/conanfile.py"
if command -v conan >/dev/null; then
    export CONAN_HOME=$scratch/conan
    quietly conan profile detect
    for shared in False True; do
        said=$(conan create "$recipes/conan" --no-remote -o 'quoth/*:system_libraries=True' -o "quoth/*:shared=$shared" \
            -c tools.cmake.cmake_layout:test_folder="$scratch/test" 2>&1)
        expect "quoth/$version" "$said"
        expect '^Mara Lindqvist: ' "$said"
    done
fi
