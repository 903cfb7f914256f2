#!/usr/bin/env python3
"""Speed from bytes to blocks with metadata, beside trafilatura and resiliparse, and the memory it takes.

usage: extraction_speed.py BENCH_EXTRACTION_SPEED [--alone | --instructions] [--every N]

Every page goes to each engine in turn, all of them on one core, so that whatever else the machine does falls on all alike. The peers
are measured where this Python has them: pip install trafilatura==2.3.1 resiliparse==2.0.1 lxml_html_clean.

--alone         quoth only: MB/s and a hash of the JSON of all pages.
--instructions  quoth only: instructions a byte as valgrind counts them, which no other work on the machine changes.
--every N       each N-th page only.

The pages are not part of the repository: QUOTH_DATA names the folder that holds html/wcxb/ and html/segments/; without it,
../shared/data beside the repository is looked at. Without them it is skipped (exit status 77).
"""
import argparse
import gzip
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKIPPED = 77
LARGE = 1_000_000
sys.path.pop(0)  # html.py beside this file would stand in for Python's html


def frame(page):
    return len(page).to_bytes(4, "little") + page


class Quoth:
    """One process of the bench, which answers page by page."""

    def __init__(self, path):
        self.bench = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, page):
        self.bench.stdin.write(frame(page))
        self.bench.stdin.flush()
        _, blocks, everything, grown, hashed = self.bench.stdout.readline().split()
        return float(blocks), float(everything), int(grown), hashed

    def close(self):
        self.bench.stdin.close()
        self.bench.stdout.close()
        self.bench.wait()


def peers():
    found = {}
    try:
        import trafilatura
        found[f"trafilatura {trafilatura.__version__}, extract with metadata"] = lambda page: trafilatura.extract(
            page, with_metadata=True)
    except ImportError:
        print("trafilatura is not here")
    try:
        from importlib.metadata import version
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import detect_encoding
        from resiliparse.parse.html import HTMLTree
        found[f"resiliparse {version('resiliparse')}, main content"] = lambda page: extract_plain_text(
            HTMLTree.parse_from_bytes(page, detect_encoding(page)), main_content=True)
    except ImportError:
        print("resiliparse is not here")
    return found


def seconds_of(extract, page):
    start = time.process_time()
    extract(page)
    return time.process_time() - start


def memory(path, pages):
    """Largest resident memory for each byte of the input; a process for each page, since memory once taken is kept."""
    ratios = []
    for page in pages:
        quoth = Quoth(path)
        ratios.append(quoth(page)[2] * 1024 / len(page))
        quoth.close()
    return sorted(ratios)


def report(name, pages, seconds):
    size = sum(map(len, pages))
    print(f"{name}: {len(pages):,} pages, {size / 1e6:,.1f} MB")
    blocks = seconds["quoth, blocks and metadata"]
    for engine, taken in seconds.items():
        print(f"  {engine}: {size / taken / 1e6:.1f} MB/s, quoth's blocks {taken / blocks:.2f} times as fast")


def measure(path, pages, engines):
    quoth, hashes = Quoth(path), hashlib.sha256()
    seconds = dict.fromkeys(["quoth, blocks and metadata", "quoth, all layers", *engines], 0.0)
    for page in pages:
        blocks, everything, _, hashed = quoth(page)
        seconds["quoth, blocks and metadata"] += blocks
        seconds["quoth, all layers"] += everything
        hashes.update(hashed)
        for name, extract in engines.items():
            seconds[name] += seconds_of(extract, page)
    quoth.close()
    return seconds, hashes.hexdigest()[:16]


def count(path, pages):
    """Instructions of a run that parses the pages."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", path, "--blocks"],
                             input=b"".join(map(frame, pages)), capture_output=True, check=True)
    return int(re.search(rb"Collected : ([0-9]+)", run.stderr)[1])


def report_instructions(name, path, pages):
    size = sum(map(len, pages))
    instructions = count(path, pages) - count(path, [])
    print(f"{name}: {len(pages):,} pages, {size / 1e6:,.1f} MB, {instructions / size:.1f} instructions a byte")


def one_core():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    root = Path(__file__).resolve().parents[2]
    data = Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data") / "html"
    if not (data / "wcxb").exists():
        print(f"skipped: {data} is not here (set QUOTH_DATA to the folder that holds html/)")
        return SKIPPED
    one_core()
    engines = {} if options.alone or options.instructions else peers()
    large = []
    for name in ("wcxb", "segments"):
        pages = [gzip.decompress(path.read_bytes()) for path in sorted((data / name / "html").glob("*.gz"))[::options.every]]
        if options.instructions:
            report_instructions(name, options.bench, pages)
            continue
        seconds, hashed = measure(options.bench, pages, engines)
        report(name, pages, seconds)
        print(f"  JSON of all: {hashed}")
        large += [page for page in pages if len(page) >= LARGE]
    ratios = memory(options.bench, large)
    if ratios:
        print(f"resident bytes for each input byte, {len(ratios)} pages of {LARGE:,} bytes and more: "
              f"median {ratios[len(ratios) // 2]:.2f}, most {ratios[-1]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
