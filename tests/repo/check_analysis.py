#!/usr/bin/env python3
"""What static analysis says of the library and the command, against what is known to be false.

usage: check_analysis.py TOOL ROOT BUILD

  cppcheck    warnings, performance, portability
  clang-tidy  the checks of .clang-tidy; the analyzer's among them, which take minutes, where QUOTH_TEST_ALL is set
  gcc         -fanalyzer

Prints each finding that KNOWN does not hold, and each of KNOWN that is no longer found; exit status 1 when there is one. Each
version finds other things, so other versions than those of VERSIONS are not asked: exit status 77.
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

VERSIONS = {"cppcheck": r"Cppcheck 2\.10\b", "clang-tidy": r"LLVM version 14\.", "gcc": r"\bgcc\b.* 12\.\d"}
FINDING = re.compile(r"^(?P<path>[^\s:]+):(?P<line>\d+):(?:\d+:)? (?:warning|error|performance|portability): .*\[(?P<check>[^\]]+)\]$", re.M)

# (tool, file, check): why it is no mistake. Each was looked at by hand.
KNOWN = {
    ("cppcheck", "libsrc/script/language_table.c", "uninitvar"): "look_up() fills what is read behind it",
    ("cppcheck", "libsrc/document/html_metadata_words.c", "uninitvar"): "split_word() fills what is read behind it",
    ("cppcheck", "libsrc/document/wrap.c", "internalAstError"): "does not parse a compound literal of two macros",
    ("gcc", "libsrc/document/archive_files.c", "-Wanalyzer-file-leak"): "the archive owns the file and closes it",
    ("gcc", "libsrc/document/archive_files.c", "-Wanalyzer-malloc-leak"): "the same file",
    ("gcc", "libsrc/document/html_adoption.c", "-Wanalyzer-null-dereference"): "an element on the stack has its node",
    ("gcc", "libsrc/model/trees.c", "-Wanalyzer-use-of-uninitialized-value"): "nodes lead to later ones: filled from the last",
    ("gcc", "libsrc/model/trees_portable.c", "-Wanalyzer-use-of-uninitialized-value"): "the same, of a loaded model that was checked",
}


def commands(root, build):
    """(source, compiler's arguments, folder) of the library and the command, the training programs apart."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = os.path.relpath(entry["file"], root)
        if re.match(r"libsrc/(?!train/)|bindings/cli/", source):
            yield source, shlex.split(entry["command"]), entry["directory"]


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options).stdout


def run_cppcheck(root, build, jobs):
    folders = ["-I", "include", "-I", "libsrc", "libsrc", "bindings/cli", "-i", "libsrc/train"]
    return [run(["cppcheck", "--quiet", "--enable=warning,performance,portability", "--std=c11", f"-j{jobs}",
                 "--template={file}:{line}:{column}: {severity}: {message} [{id}]", *folders], cwd=root)]


def run_clang_tidy(root, build, jobs):
    checks = [] if os.environ.get("QUOTH_TEST_ALL") else ["--checks=-clang-analyzer-*"]
    sources = sorted({source for source, _, _ in commands(root, build)})
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(lambda some: run(["clang-tidy", "-p", build, "--quiet", *checks, *some], cwd=root),
                             [sources[i : i + 8] for i in range(0, len(sources), 8)]))


def run_gcc(root, build, jobs):
    def analyse(entry):
        _, arguments, folder = entry
        kept = [a for a in arguments[1 : arguments.index("-o")] if a not in ("-Werror", "-O2", "-g")]
        return run(["gcc", *kept, "-O1", "-fanalyzer", "-c", "-o", os.devnull, arguments[-1]], cwd=folder)

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(analyse, commands(root, build)))


def findings(root, outputs):
    """(file, line, check) -> what was said."""
    found = {}
    for match in (m for output in outputs for m in FINDING.finditer(output)):
        path = os.path.relpath(root / match["path"], root)
        for check in match["check"].removesuffix(",-warnings-as-errors").split(","):
            if not check.startswith("CWE-"):
                found[path, int(match["line"]), check] = match[0]
    return found


def main():
    tool, root, build = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
    if not shutil.which(tool) or not re.search(VERSIONS[tool], run([tool, "--version"])):
        print(f"skipped: needs {tool}, {VERSIONS[tool]}")
        return 77
    runs = {"cppcheck": run_cppcheck, "clang-tidy": run_clang_tidy, "gcc": run_gcc}
    found = findings(root, runs[tool](root, build, os.cpu_count() or 1))
    known = {key[1:] for key in KNOWN if key[0] == tool}
    new = [said for (path, _, check), said in sorted(found.items()) if (path, check) not in known]
    gone = sorted(known - {(path, check) for path, _, check in found})
    for said in new:
        print(said)
    for path, check in gone:
        print(f"{path}: {check} is not found any more: take it out of KNOWN")
    print(f"{tool}: {len(found)} findings, {len(new)} new")
    return 1 if new or gone else 0


if __name__ == "__main__":
    sys.exit(main())
