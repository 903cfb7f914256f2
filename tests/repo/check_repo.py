#!/usr/bin/env python3
"""Rules that the repository keeps.

usage: check_repo.py CHECK ROOT [--cc CC] [--cxx CXX]

  includes   who may include what (the folder order of libsrc/, third-party headers, what bindings see)
  folders    which folders stand at the top
  headers    each public header compiles alone: C11, C17, C++17, pedantic
  comments   each public function says its cost, its threads and since when it is there
  lengths    no source file is longer than 600 lines, generated tables apart
  markers    nothing is left to be done

Prints one line a breach; exit status 1 when there is one.
"""
import argparse
import fnmatch
import re
import subprocess
import sys
from pathlib import Path

ORDER = ["base", "text", "model", "script", "linguistics", "document", "quote", "api", "export"]
ONLY_BASE = {"export": {"base", "export"}}
TOP = {"libsrc", "include", "bindings", "tests", "pkgconfig"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
UNICODE_HEADERS = re.compile(r"^(unicode/|utf8proc)")
COMPRESSION_HEADERS = re.compile(r"^(zlib|zstd)\b")
MAX_LINES = 600
GENERATED = re.compile(r"tables?\b|generated|_data\b")
MARKERS = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
SOURCE_SUFFIXES = {".c", ".h", ".py", ".sh", ".cmake", ".in", ".json", ".md", ".i", ".map"}


def files(root, *folders, suffixes=(".c", ".h")):
    for folder in folders:
        yield from sorted(p for p in (root / folder).rglob("*") if p.suffix in suffixes and p.is_file())


def includes_of(path):
    text = path.read_text(encoding="utf-8")
    for m in INCLUDE.finditer(text):
        yield text.count("\n", 0, m.start()) + 1, m[1], m[2]


def allowed_folders(folder):
    return ONLY_BASE.get(folder) or set(ORDER[: ORDER.index(folder) + 1])


def third_party_breach(relative, header):
    folder = relative.parts[1] if relative.parts[0] == "libsrc" else relative.parts[0]
    if UNICODE_HEADERS.match(header) and folder not in ("text", "script", "linguistics"):
        return "ICU and utf8proc headers are for text/, script/ and linguistics/"
    if COMPRESSION_HEADERS.match(header) and not re.fullmatch(r"libsrc/document/archive\w*\.c", relative.as_posix()):
        return "zlib and zstd headers are for document/archive*.c"
    return None


def library_breach(root, relative, quote, header):
    """A file of libsrc/FOLDER that includes `header`."""
    if quote == "<":
        return None
    folder, target = relative.parts[1], header.split("/")[0]
    if "/" not in header:
        return None if (root / relative.parent / header).is_file() else "no such file in this folder"
    if target not in ORDER:
        return f"{target}/ is no folder of the library"
    if target not in allowed_folders(folder):
        return f"{folder}/ may not use {target}/"
    return None if (root / "libsrc" / header).is_file() else "no such file"


def client_breach(root, relative, quote, header):
    """A file of bindings/, which sees nothing but include/ and itself."""
    if quote == "<":
        return None
    return None if (root / relative.parent / header).is_file() else "bindings see include/ and their own folder only"


def public_breach(root, relative, quote, header):
    """A public header, which includes public headers and the C standard library only."""
    if quote == '"':
        return 'public headers include in the form <quoth/…>'
    if header.startswith("quoth/"):
        return None if (root / "include" / header).is_file() else "no such file"
    return None if re.fullmatch(r"std[a-z]+\.h", header) else "no third-party header in a public one"


def check_includes(root, _):
    rules = {"libsrc": library_breach, "bindings": client_breach, "include": public_breach}
    for top, rule in rules.items():
        for path in files(root, top):
            relative = path.relative_to(root)
            if relative.parts[:2] == ("libsrc", "train"):
                continue
            if top == "libsrc" and relative.parts[1] not in ORDER:
                yield f"{relative}: no folder of the library"
                continue
            for line, quote, header in includes_of(path):
                breach = third_party_breach(relative, header) or rule(root, relative, quote, header)
                if breach:
                    yield f"{relative}:{line}: {header}: {breach}"


def ignored_patterns(root):
    ignore = root / ".gitignore"
    lines = ignore.read_text(encoding="utf-8").split() if ignore.is_file() else []
    return [line.strip("/") for line in lines]


def check_folders(root, _):
    ignored = ignored_patterns(root)
    for path in sorted(root.iterdir()):
        hidden = path.name.startswith(".") or any(fnmatch.fnmatch(path.name, p) for p in ignored)
        if path.is_dir() and not hidden and path.name not in TOP:
            yield f"{path.name}/: only {', '.join(sorted(TOP))} stand at the top"


def check_headers(root, options):
    languages = [(options.cc, "c", "c11"), (options.cc, "c", "c17"), (options.cxx, "c++", "c++17")]
    for path in files(root, "include", suffixes=(".h",)):
        for compiler, language, standard in languages:
            command = [compiler, "-x", language, f"-std={standard}", "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only",
                       "-I", str(root / "include"), "-"]
            source = f"#include <{path.relative_to(root / 'include').as_posix()}>\n"
            run = subprocess.run(command, input=source, capture_output=True, text=True)
            if run.returncode:
                yield f"{path.relative_to(root)} as {standard}:\n{run.stderr}"


def check_comments(root, _):
    function = re.compile(r"^QUOTH_API\b[^;{]*?\b(quoth_\w+)\s*\(", re.M)
    for path in files(root, "include", suffixes=(".h",)):
        text = path.read_text(encoding="utf-8")
        for m in function.finditer(text):
            before = text[: m.start()].rstrip()
            comment = before[before.rfind("/**"):] if before.endswith("*/") and "/**" in before else ""
            missing = [word for word in ("Since:", "Threads:", "Cost:") if word not in comment]
            if missing:
                yield f"{path.relative_to(root)}: {m[1]}: the comment lacks {' '.join(missing)}"


def check_lengths(root, _):
    for path in files(root, "libsrc", "include", "bindings", "tests"):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MAX_LINES and not GENERATED.search(path.stem):
            yield f"{path.relative_to(root)}: {lines} lines, more than {MAX_LINES}"


def sources(root):
    yield from (p for p in files(root, *sorted(TOP), suffixes=SOURCE_SUFFIXES))
    yield from (p for p in sorted(root.rglob("CMakeLists.txt")) if p.relative_to(root).parts[0] in TOP | {"CMakeLists.txt"})
    yield from (p for p in (root / "dev", root / "README.md", root / ".ci" / "run") if p.is_file())


def check_markers(root, _):
    for path in sources(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if MARKERS.search(line):
                yield f"{path.relative_to(root)}:{number}: {line.strip()}"


CHECKS = {"includes": check_includes, "folders": check_folders, "headers": check_headers,
          "comments": check_comments, "lengths": check_lengths, "markers": check_markers}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("check", choices=CHECKS)
    parser.add_argument("root", type=Path)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--cxx", default="c++")
    options = parser.parse_args()
    breaches = list(CHECKS[options.check](options.root.resolve(), options))
    for breach in breaches:
        print(breach)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
