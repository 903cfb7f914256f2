#!/usr/bin/env python3
"""Compiles and runs the whole C programs of man pages and Markdown files.

usage: check_examples.py --cc CC --include FOLDER --library FILE PAGE...

A program of Markdown has to print the text block that follows it, where one does.
"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
ESCAPES = {r"\(lq": "“", r"\(rq": "”", r"\-": "-", r"\\": "\\"}


def man_programs(text):
    for m in re.finditer(r"^\.EX\n(.*?)^\.EE$", text, re.M | re.S):
        yield re.sub(r"\\(?:\(..|.)", lambda e: ESCAPES[e[0]], m[1]), None


def markdown_programs(text):
    blocks = FENCE.findall(text)
    for i, (language, body) in enumerate(blocks):
        if language == "c":
            follows = next((b for kind, b in blocks[i + 1 :] if kind in ("text", "c")), None)
            is_output = follows and next(kind for kind, _ in blocks[i + 1 :] if kind in ("text", "c")) == "text"
            yield body, follows if is_output else None


def run_program(source, options):
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program"
        folder_of_library = Path(options.library).resolve().parent
        subprocess.run([options.cc, "-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-x", "c", "-", "-I", options.include,
                        "-o", program, f"-L{folder_of_library}", "-lquoth", f"-Wl,-rpath,{folder_of_library}"],
                       input=source, text=True, check=True)
        return subprocess.run([program], capture_output=True, text=True, check=True).stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cc", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("page", type=Path, nargs="+")
    options = parser.parse_args()
    failed = 0
    for page in options.page:
        text = page.read_text(encoding="utf-8")
        found = markdown_programs(text) if page.suffix == ".md" else man_programs(text)
        programs = [(source, output) for source, output in found if "int main(" in source]
        failed |= not programs
        print(f"{page.name}: {len(programs)} program" + "s" * (len(programs) != 1))
        for source, output in programs:
            said = run_program(source, options)
            if not said or output is not None and said != output:
                print(f"{page.name}: the program prints\n{said}\nnot\n{output}")
                failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
