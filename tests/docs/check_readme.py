#!/usr/bin/env python3
"""What README.md shows of the command is what the command prints. usage: check_readme.py QUOTH ROOT

The page of --help stands there as it is. Of other outputs, which begin with a line "$ quoth …" or follow "`quoth FILE` prints this", lines may
be left out where … stands.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```text\n(.*?)^```$", re.M | re.S)
ISOLATES = {0x2068: None, 0x2069: None}  # nobody sees them
PRINTS = re.compile(r"`quoth ([^`]+)` prints this[^\n]*\n\n```text\n(.*?)^```$", re.M | re.S)


def run(quoth, root, *arguments):
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    done = subprocess.run([quoth, *arguments], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, env=environment)
    return [line.translate(ISOLATES).rstrip() for line in done.stdout.splitlines()]


def missing(shown, printed):
    """The first shown line that is not printed where it should be, or None."""
    at, free = 0, False
    for line in shown:
        if line == "…":
            free = True
            continue
        where = next((i for i in range(at, len(printed)) if printed[i] == line), None)
        if where is None or (where > at and not free):
            return line
        at, free = where + 1, False
    return None if free or at == len(printed) else "the end"


def main():
    quoth, root = sys.argv[1], Path(sys.argv[2])
    text = (root / "README.md").read_text(encoding="utf-8")
    checks = [(["--help"], next(b for b in BLOCK.findall(text) if b.startswith("usage: quoth")))]
    checks += [(m[1].split(), m[2]) for m in PRINTS.finditer(text)]
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ quoth ", block, flags=re.M)[1:]:
            arguments, _, output = part.partition("\n")
            checks.append((arguments.split(), output.rstrip("\n") + "\n"))
    failed = 0
    for arguments, shown in checks:
        wrong = missing(shown.splitlines(), run(quoth, root, *arguments))
        print("quoth", *arguments, "" if wrong is None else f": README.md differs at {wrong!r}")
        failed |= wrong is not None
    return failed


if __name__ == "__main__":
    sys.exit(main())
