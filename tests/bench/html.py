#!/usr/bin/env python3
"""Measures the HTML parser on real pages in memory.

usage: html.py HTML_BENCH [RUNS]

The pages are not part of the repository: QUOTH_DATA names the folder that holds html/wcxb/; without it, ../shared/data beside the
repository is looked at. Without them the test is skipped (exit status 77).
"""
import gzip
import os
import subprocess
import sys
from pathlib import Path

SKIPPED = 77


def main():
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data") / "html" / "wcxb" / "html"
    paths = sorted(folder.glob("*.html.gz"))
    if not paths:
        print(f"skipped: {folder} is not here (set QUOTH_DATA to the folder that holds html/wcxb/)")
        return SKIPPED
    with subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE) as bench:
        for path in paths:
            page = gzip.decompress(path.read_bytes()).decode("utf-8", "replace").encode()
            bench.stdin.write(len(page).to_bytes(4, "little") + page)
        bench.stdin.close()
    return bench.returncode


if __name__ == "__main__":
    sys.exit(main())
