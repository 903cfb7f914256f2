#!/usr/bin/env python3
"""Accuracy of language identification on the development lines: macro average over the languages, each text by itself.

usage: languages.py QUOTH

Prints the figures by kind and the languages that are told worst, each with what they are taken for; fails below the bars, which are
a little below what was reached. QUOTH_DATA, or ../shared/data beside the repository, holds the lines; without them it exits with 77.
"""
import collections
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BARS = {"single-words": 0.790, "word-pairs": 0.930, "sentences": 0.980}
CLOSE = {"hr": "bs", "sr": "bs", "ms": "id", "nn": "nb", "da": "nb"}


def find_lines():
    root = Path(os.environ.get("QUOTH_DATA") or Path(__file__).resolve().parents[2].parent / "shared" / "data")
    path = root / "languages" / "dev.tsv"
    if not path.is_file():
        print(f"skipped: no {path}; QUOTH_DATA names the folder of the corpora")
        sys.exit(77)
    return [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


def ask(quoth, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        file.flush()
        run = subprocess.run([quoth, "language", "--type", "corpus", "--format", "corpus", file.name], capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.decode("utf-8").rstrip("\n").split("\n")]


def macro(rows, same):
    tally = collections.defaultdict(list)
    for language, answer in rows:
        tally[language].append(same(language, answer["language"]))
    return {language: sum(right) / len(right) for language, right in tally.items()}


def calibration(rows):
    """Expected calibration error over ten bins of confidence."""
    bins = collections.defaultdict(list)
    for language, answer in rows:
        bins[min(9, int(answer["confidence"] * 10))].append((answer["confidence"], answer["language"] == language))
    return sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins.values()) / len(rows)


def show(kind, rows):
    exact = macro(rows, lambda a, b: a == b)
    close = macro(rows, lambda a, b: CLOSE.get(a, a) == CLOSE.get(b, b))
    value = sum(exact.values()) / len(exact)
    und = sum(answer["language"] in (None, "und") for _, answer in rows) / len(rows)
    print(f"{kind}: {value:.3f} over {len(exact)} languages (bar {BARS[kind]}), close ones merged {sum(close.values()) / len(close):.3f}, "
          f"und {und:.3f}, calibration error {calibration(rows):.3f}")
    for language in sorted(exact, key=exact.get)[:5]:
        taken = collections.Counter(str(a["language"]) for x, a in rows if x == language and a["language"] != language)
        print(f"  {language} {exact[language]:.2f}: " + ", ".join(f"{x} {n}" for x, n in taken.most_common(4)))
    return value >= BARS[kind]


def main(quoth):
    lines = find_lines()
    answers = ask(quoth, [text for _, _, text in lines])
    good = [show(kind, [(line[0], answer) for line, answer in zip(lines, answers) if line[1] == kind]) for kind in BARS]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
