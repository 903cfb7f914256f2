#!/usr/bin/env python3
"""What each language's binding costs beyond C: its packages as the tests have built them, and C, one after another.

usage: overhead.py BUILD [PAGE]     BUILD is a build folder after `ctest`; PAGE is tests/cases/sample.txt where none is named

Least times of three sweeps of many rounds, processor time but for Tcl: of a parse of nothing (what a call costs), of the page, of the page with the texts of all
quotations read, and of a field (the confidence) of one of its quotations, in a loop over all of a document that was read before.
"""
import subprocess
import sys
from pathlib import Path

SWEEPS = 3
HERE = Path(__file__).resolve().parent
PROGRAMS = {"lua": "overhead.lua", "ruby": "overhead.rb", "perl": "overhead.pl", "tcl": "overhead.tcl", "java": "Overhead.java",
            "node": "overhead.mjs", "r": "overhead.R", "php": "overhead.php", "go": "overhead.go"}


def measured(*command):
    if not Path(command[0]).exists():
        return None
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return [float(n) for n in run.stdout.split()] if run.returncode == 0 else None


def commands(build, page):
    yield "C", [build / "tests/bench/bench_bindings", page]
    yield "python", [build / "python/bare/bin/python", HERE / "overhead/overhead.py", page]
    for language, program in PROGRAMS.items():
        yield language, [HERE / "check.sh", "run", language, build, build / "bindings/cli/quoth", HERE / "overhead" / program, page]


def main():
    build = Path(sys.argv[1]).resolve()
    page = Path(sys.argv[2] if len(sys.argv) > 2 else HERE.parents[1] / "tests/cases/sample.txt").resolve()
    sweeps = [{name: measured(*command) for name, command in commands(build, page)} for _ in range(SWEEPS)]
    rows = {name: list(map(min, *(s[name] for s in sweeps))) for name, row in sweeps[0].items() if all(s[name] for s in sweeps)}
    c = rows.pop("C")
    print(f"{page.name}, {page.stat().st_size} bytes; C: {c[0]:.0f} ns, {c[1] / 1e6:.2f} ms, {c[2] / 1e6:.2f} ms, {c[3]:.0f} ns")
    print("| language | a call, µs more than C | parse, times C | with the texts of all quotations, times C | a field, ns |")
    print("|---|---|---|---|---|")
    for language, row in rows.items():
        print(f"| {language} | {(row[0] - c[0]) / 1000:.1f} | {row[1] / c[1]:.3f} | {row[2] / c[2]:.3f} | {row[3]:.0f} |")
    for language in sweeps[0].keys() - rows.keys() - {"C"}:
        print(f"not here: {language}")


if __name__ == "__main__":
    main()
