#!/usr/bin/env python3
"""What each language's binding costs beyond C: its packages as the tests have built them, one after another, and C before and behind.

usage: overhead.py BUILD [PAGE]     BUILD is a build folder after `ctest`; PAGE is tests/cases/sample.txt where none is named

Least time of ten rounds, of a parse of nothing (what a call costs), of the page, and of the page with the texts of all quotations read.
"""
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = {"lua": "overhead.lua", "ruby": "overhead.rb", "perl": "overhead.pl", "tcl": "overhead.tcl", "java": "Overhead.java",
            "node": "overhead.mjs", "r": "overhead.R", "php": "overhead.php", "go": "overhead.go"}


def measured(*command):
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return [int(n) for n in run.stdout.split()] if run.returncode == 0 else None


def main():
    build = Path(sys.argv[1]).resolve()
    page = Path(sys.argv[2] if len(sys.argv) > 2 else HERE.parents[1] / "tests/cases/sample.txt").resolve()
    quoth = build / "bindings/cli/quoth"
    in_c = lambda: measured(build / "tests/bench/bench_bindings", page)
    c = in_c()
    rows = {"python": measured(build / "python/tests/bin/python", HERE / "overhead/overhead.py", page)}
    for language, program in PROGRAMS.items():
        rows[language] = measured(HERE / "check.sh", "run", language, build, quoth, HERE / "overhead" / program, page)
    c = [min(a, b) for a, b in zip(c, in_c())]
    print(f"{page.name}, {page.stat().st_size} bytes; C: {c[0]} ns, {c[1] / 1e6:.2f} ms, {c[2] / 1e6:.2f} ms")
    print("| language | a call, µs more than C | parse, times C | with all quotations, times C |")
    print("|---|---|---|---|")
    for language, row in rows.items():
        cells = f"{(row[0] - c[0]) / 1000:.1f} | {row[1] / c[1]:.3f} | {row[2] / c[2]:.3f}" if row else "not here | |"
        print(f"| {language} | {cells} |")


if __name__ == "__main__":
    main()
