#!/usr/bin/env python3
"""Metadata of real pages: how often title, author and date are right, how often one is invented, and how sure quoth was.

usage: metadata.py QUOTH              the command, on all pages; fails below the bars
       metadata.py QUOTH --every N    a sample, which says only that nothing breaks
       metadata.py --folds PROGRAM    cross-validated: PROGRAM is train_metadata, no page is answered by weights that saw it

The shipped weights are learned from the pages of html/wcxb, so the first figures flatter there by about a point; those of
html/segments do not, no page of it was learned from. QUOTH_DATA, or ../shared/data beside the repository, holds the pages; without
them it exits with 77.
"""
import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ("title", "author", "date")
BARS = {"title": 0.75, "author": 0.70, "date": 0.87}
SPURIOUS_DATES = 0.20


def data_folder():
    folder = Path(os.environ.get("QUOTH_DATA") or ROOT.parent / "shared" / "data") / "html"
    if not (folder / "wcxb" / "gold.jsonl").is_file():
        print(f"skipped: no {folder / 'wcxb'}; QUOTH_DATA names the folder of the corpora")
        sys.exit(77)
    return folder


def fold(value):
    return " ".join(str(value or "").casefold().split())


def ask(quoth, corpus, every):
    """The gold of a corpus and quoth's answers, page by page."""
    with open(corpus / "gold.jsonl", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][::every]
    index = {path.name.removesuffix(".gz").removesuffix(".html"): path for path in (corpus / "html").glob("*.gz")}
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, row in enumerate(gold):
            path = index.get(row["id"].removesuffix(".html"))
            if path:
                names.append(f"{i}.html")
                (Path(folder) / names[-1]).write_bytes(gzip.decompress(path.read_bytes()))
        run = subprocess.run([quoth, "--format", "jsonl", *names], cwd=folder, capture_output=True, check=True)
        for line in run.stdout.decode("utf-8").rstrip("\n").split("\n"):
            document = json.loads(line)
            answers.append((gold[int(Path(document["source"]["name"]).stem)], document["metadata"], document["metadata_origin"]))
    return answers


def error_of_confidence(points):
    """Expected calibration error over ten bins."""
    bins = collections.defaultdict(list)
    for confidence, right in points:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    return sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(points))


def measure(answers):
    figures = {}
    for field in FIELDS:
        known = [(row, got) for row, got, _ in answers if row.get(field)]
        unknown = [got for row, got, _ in answers if not row.get(field)]
        points = [(origin[field]["confidence"], bool(row.get(field)) and fold(row[field]) == fold(got[field]))
                  for row, got, origin in answers if field in origin]
        right = sum(fold(row[field]) == fold(got[field]) for row, got in known) / max(1, len(known))
        spurious = sum(bool(got[field]) for got in unknown)
        figures[field] = right, spurious / max(1, len(unknown))
        print(f"  {field:7} right {right:.4f} of {len(known)}, spurious {spurious} of {len(unknown)}, ECE {error_of_confidence(points):.4f}")
    return figures


def main():
    folder = data_folder()
    if sys.argv[1] == "--folds":
        return subprocess.run([sys.executable, ROOT / "libsrc" / "train" / "metadata.py", sys.argv[2], folder.parent]).returncode
    quoth = str(Path(sys.argv[1]).resolve())
    every = int(sys.argv[3]) if sys.argv[2:3] == ["--every"] else 1
    print("html/wcxb, weights learned from it")
    figures = measure(ask(quoth, folder / "wcxb", every))
    if (folder / "segments" / "gold.jsonl").is_file():
        print("html/segments, never learned from")
        measure(ask(quoth, folder / "segments", every))
    if every > 1:
        return 0
    missed = [field for field in FIELDS if figures[field][0] < BARS[field]]
    if figures["date"][1] > SPURIOUS_DATES:
        missed.append("spurious dates")
    print(f"below the bar: {', '.join(missed)}" if missed else "all bars reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
