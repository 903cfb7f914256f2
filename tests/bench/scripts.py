#!/usr/bin/env python3
"""Measures script runs beside other engines, on texts of the data folder.

usage: scripts.py BENCH_SCRIPTS

BENCH_SCRIPTS is the program of that target (cmake --build BUILD --target bench_scripts). The texts are not part of the repository:
QUOTH_DATA names the folder that holds them; without it, ../shared/data beside the repository is looked at. Each is made to at least
4 MB by repeating. Without them nothing is measured (exit status 77).
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
LEAST_BYTES = 4 << 20
LANGUAGES = {"Cyrillic": "ru uk bg sr be mk kk", "Arabic": "ar fa ur", "CJK": "zh ja ko", "Greek": "el", "Hebrew": "he",
             "Devanagari": "hi mr", "Thai": "th"}


def data_folder():
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data")


def corpus_texts(paths):
    for path in sorted(paths):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def sentences(path):
    by_language = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            language, kind, text = line.rstrip("\n").split("\t")
            if kind == "sentences":
                by_language.setdefault(language, []).append(text)
    return by_language


def paragraphs(lines, size):
    return "\n\n".join(" ".join(lines[i:i + size]) for i in range(0, len(lines), size)) + "\n"


def texts(data):
    random.seed(1)
    by_language = sentences(data / "languages" / "train.tsv")
    news = "\n\n".join(corpus_texts((data / "quotes").glob("webarticles.*.jsonl")))
    everything = [s for lines in by_language.values() for s in lines]
    random.shuffle(everything)
    yield "Latin news", news
    yield "ASCII", news.encode("ascii", "ignore").decode()
    yield "page", (data / "page" / "news-compilation.txt").read_text(encoding="utf-8")
    yield "mixed", paragraphs(everything, 5)
    words = " ".join(everything).split()
    random.shuffle(words)
    yield "words", paragraphs(words, 60)
    for name, languages in LANGUAGES.items():
        lines = [s for language in languages.split() for s in by_language.get(language, [])]
        random.shuffle(lines)
        yield name, paragraphs(lines, 5)


def main(program):
    data = data_folder()
    if not (data / "languages" / "train.tsv").is_file():
        print(f"no texts in {data}: set QUOTH_DATA")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        arguments = []
        for name, text in texts(data):
            raw = text.encode()
            if not raw:
                continue
            path = Path(folder) / f"{name}.txt"
            path.write_bytes(raw * -(-LEAST_BYTES // len(raw)))
            arguments += [name, str(path)]
        return subprocess.run([program, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
