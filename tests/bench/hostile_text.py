#!/usr/bin/env python3
"""Holds the reader of plain text to linear time on input made against it.

usage: hostile_text.py QUOTH

Each pattern is repeated to a quarter and to a whole megabyte; the larger one may take eight times as long, where a quadratic step would
take sixteen. What looks slow is measured again, as other programs can slow one of two measurements: the least of a few is kept.
"""
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = 8.0
LEAST_SECONDS = 0.4  # below, the start of the process and chance decide
TRIES = 5
HEAD = "# a\n## b\n[a](b)\n"
PATTERNS = [("", ">"), ("", ">\n"), ("", "> a\n"), ("", "> > a\n"), ("", "#"), ("", "# a\n"), ("", "|"), ("", "|a|b|\n|--|--|\n"),
            ("", "- a\n"), ("", "--\n"), ("", "---\n"), ("", "a\n"), (HEAD, "~~~\n```\n"), (HEAD, "<!-- a\n"), (HEAD, "<!-- a\n>>>\n"),
            (HEAD, "[^a\n"), (HEAD, "  - a\n"), (HEAD, "a\n"), ("", "Q: a\n"), ("", "Jo Do: a.\nAb Cd: b.\n"), ("", "\fa\n"), ("", "("),
            ("", "Ab ((((: (((((\n"), ("", "From: a\nTo: b\n"), ("From: a\nTo: b\n\n", "--\na\n\n"), ("", "a\nb:\n> c\n"),
            ("", "-----a-----\nFrom: a\nTo: b\n"), ("", "00:01.000 --> 00:02.000\n<v A>\n"), ("", "**"), ("", "**a\n"),
            ("", "*** END OF\n")]


def seconds(quoth, path):
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = used()
    subprocess.run([quoth, "blocks", path], stdout=subprocess.DEVNULL, check=True, timeout=120)
    return used() - before


def times_of(quoth, path, text):
    times = [float("inf")] * 2
    for _ in range(TRIES):
        for i, size in enumerate((250_000, 1_000_000)):
            path.write_text(text(size), encoding="utf-8")
            times[i] = min(times[i], seconds(quoth, path))
        if not is_slow(times):
            break
    return times


def is_slow(times):
    return times[1] > LEAST_SECONDS and times[1] > MOST * times[0]


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    good = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input.txt"
        for start, pattern in PATTERNS:
            times = times_of(sys.argv[1], path, lambda size: start + pattern * (size // len(pattern)))
            good &= not is_slow(times)
            print(f"{times[0]:.2f} s, {times[1]:.2f} s{'  NOT LINEAR' if is_slow(times) else ''}  {start + pattern!r}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
