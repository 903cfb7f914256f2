#!/usr/bin/env python3
"""Main text of pages with a known answer: writes what quoth says, for a scorer to judge.

usage: extraction.py wcxb|segments EXTRACTION_BENCH FOLDER-OR-MODEL OUT.jsonl

wcxb      FOLDER of `./dev train main --folds`: each page is read with the model that has not seen its fold.
segments  MODEL, no page of which was trained on: libsrc/document/main.model.

With RUNS in the environment, so many more runs are timed.

OUT has a line for each page, {"id", "main"}. The pages are not part of the repository: QUOTH_DATA names the folder that holds
html/; without it, ../shared/data beside the repository is looked at. Without them it is skipped (exit status 77).
"""
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

SKIPPED = 77


def page_of(folder, name):
    for path in (folder / "html" / f"{name}.html.gz", folder / "html" / f"{name}.gz"):
        if path.exists():
            return gzip.decompress(path.read_bytes())
    raise SystemExit(f"{folder}: no page {name}")


def main_texts(bench, model, pages):
    asked = b"".join(len(page).to_bytes(4, "little") + page for page in pages)
    answer = subprocess.run([bench, str(model), *os.environ.get("RUNS", "").split()], input=asked, stdout=subprocess.PIPE,
                            check=True).stdout
    at = 0
    while at < len(answer):
        size = int.from_bytes(answer[at:at + 4], "little")
        yield answer[at + 4:at + 4 + size].decode()
        at += 4 + size


def models_of(task, where):
    """Each model, and which pages it is to read."""
    if task == "segments":
        return [(where, lambda name: True)]
    folds = json.loads((where / "folds.json").read_text(encoding="utf-8"))
    return [(where / f"fold-{f}.model", lambda name, f=f: folds[name] == f) for f in sorted(set(folds.values()))]


def main():
    task, bench, where, out = sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4]
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data") / "html" / task
    if not folder.exists():
        print(f"skipped: {folder} is not here (set QUOTH_DATA to the folder that holds html/)")
        return SKIPPED
    names = [json.loads(line)["id"] for line in open(folder / "gold.jsonl", encoding="utf-8")]
    with open(out, "w", encoding="utf-8") as lines:
        for model, mine in models_of(task, where):
            chosen = [name for name in names if mine(name)]
            for name, text in zip(chosen, main_texts(bench, model, [page_of(folder, name) for name in chosen]), strict=True):
                lines.write(json.dumps({"id": name, "main": text}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
