#!/usr/bin/env python3
"""Main text and kinds of lines of pages that were flattened to plain text, and what clean texts lose.

usage: text.py TEXT_BLOCKS FOLDER MODEL [--pages EVERY]

FOLDER is that of `./dev train text --folds`: each page, in each of six styles, is read with the model that has not seen its fold.
MODEL, that of the library, reads texts of quotes/ that were not learned from, in which all is main content.

For each style: F1 of words beside everything kept. For each kind: F1 over lines, against what the markup and the gold text say.
The texts are not part of the repository: QUOTH_DATA names the folder that holds html/ and quotes/; without it, ../shared/data beside
the repository is looked at. Without them it is skipped (exit status 77).
"""
import argparse
import collections
import json
import os
import re
import statistics
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

SKIPPED = 77
STYLES = ["lines", "spaced", "copied", "wrapped", "markdown", "ragged"]
KINDS = {0: "title", 2: "heading", 5: "paragraph", 6: "list item", 8: "caption", 13: "related", 14: "link", 17: "comment",
         18: "navigation", 19: "boilerplate"}
CLEAN = ["litbank", "clic", "openboek_nl", "aads_fr", "frlitbank", "german_news", "redewiedergabe_de", "polnear", "pdnc",
         "webarticles"]


def documents(path):
    with open(path, "rb") as source:
        while head := source.read(24):
            page, style, _, usable, size, count = struct.unpack("<6I", head)
            text = source.read(size)
            yield page, style, usable, text, list(struct.iter_unpack("<4I", source.read(16 * count)))


def blocks_of(bench, model, texts):
    asked = b"".join(struct.pack("<I", len(text)) + text for text in texts)
    answer = subprocess.run([bench, str(model)], input=asked, stdout=subprocess.PIPE, check=True).stdout
    at = 0
    while at < len(answer):
        count = struct.unpack_from("<I", answer, at)[0]
        yield list(struct.iter_unpack("<4I", answer[at + 4:at + 4 + 16 * count]))
        at += 4 + 16 * count


def words(text):
    return re.findall(r"\w+", text.lower())


def word_f1(gold, predicted):
    g, p = collections.Counter(gold), collections.Counter(predicted)
    common = sum((g & p).values())
    return 2 * common / (len(gold) + len(predicted)) if gold or predicted else 1.0


def main_text(text, blocks):
    return "\n".join(text[start:end].decode(errors="replace") for start, end, _, main in blocks if main)


def kind_at(spans, places):
    """The kind of the span that holds each place, or None; both in order."""
    at, found = 0, []
    for place in places:
        while at < len(spans) and spans[at][1] <= place:
            at += 1
        found.append(spans[at][2] if at < len(spans) and spans[at][0] <= place else None)
    return found


class Kinds:
    def __init__(self):
        self.gold, self.found, self.right, self.kept = (collections.Counter() for _ in range(4))

    def add(self, pieces, blocks):
        middles = [(start + end) // 2 for start, end, *_ in pieces]
        for (_, _, kind, _), mine in zip(pieces, kind_at(blocks, middles)):
            self.gold[kind] += 1
            self.right[kind] += kind == mine
        middles = [(start + end) // 2 for start, end, *_ in blocks]
        for (_, _, mine, _), kind in zip(blocks, kind_at(pieces, middles)):
            self.found[mine] += 1
            self.kept[mine] += kind == mine

    def f1(self, kind):
        recall = self.right[kind] / max(1, self.gold[kind])
        precision = self.kept[kind] / max(1, self.found[kind])
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def score_pages(bench, folder, gold, every):
    folds = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
    asked = collections.defaultdict(list)
    for page, style, usable, text, pieces in documents(folder / "documents"):
        if page % every == 0:
            asked[folds[gold[page]["id"]]].append((page, style, usable, text, pieces))
    f1, everything, types = (collections.defaultdict(list) for _ in range(3))
    kinds = Kinds()
    for fold, pages in sorted(asked.items()):
        answers = blocks_of(bench, folder / f"fold-{fold}.model", [text for _, _, _, text, _ in pages])
        for (page, style, usable, text, pieces), blocks in zip(pages, answers, strict=True):
            wanted = words(gold[page]["main"])
            f1[style].append(word_f1(wanted, words(main_text(text, blocks))))
            everything[style].append(word_f1(wanted, words(text.decode())))
            types[gold[page]["page_type"]].append(f1[style][-1])
            if usable:
                kinds.add(pieces, blocks)
    for style, name in enumerate(STYLES):
        print(f"{name}: mean {statistics.mean(f1[style]):.4f}, median {statistics.median(f1[style]):.4f}; "
              f"everything kept {statistics.mean(everything[style]):.4f}")
    print(", ".join(f"{name} {statistics.mean(of):.3f}" for name, of in sorted(types.items())))
    for kind, name in KINDS.items():
        print("{}: precision {:.3f}, recall {:.3f}, F1 {:.3f} of {}".format(name, *kinds.f1(kind), kinds.gold[kind]))


def score_clean(bench, model, data, gold):
    texts = {name: [json.loads(line)["text"] for line in open(data / "quotes" / f"{name}.dev.jsonl", encoding="utf-8")]
             for name in CLEAN}
    texts["main text of pages"] = [row["main"] for row in gold[::3]]
    texts["the same, wrapped"] = ["\n\n".join(textwrap.fill(line, 72) for line in text.split("\n") if line.strip())
                                  for text in texts["main text of pages"]]
    for name, of in texts.items():
        all_words = lost = touched = 0
        for text, blocks in zip([t.encode() for t in of], blocks_of(bench, model, [t.encode() for t in of]), strict=True):
            gone = sum(len(words(text[start:end].decode(errors="replace"))) for start, end, _, main in blocks if not main)
            all_words += len(words(text.decode()))
            lost += gone
            touched += gone > 0
        print(f"{name}: {lost} of {all_words} words not main, in {touched} of {len(of)} texts")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("bench")
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--pages", type=int, default=1, help="only each n-th page")
    options = parser.parse_args()
    data = Path(os.environ.get("QUOTH_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
    if not data.exists() or not (options.folder / "folds.json").exists():
        print(f"skipped: {data} or the folds in {options.folder} are not here")
        return SKIPPED
    gold = [json.loads(line) for line in open(data / "html" / "wcxb" / "gold.jsonl", encoding="utf-8")]
    score_pages(options.bench, options.folder, gold, options.pages)
    score_clean(options.bench, options.model, data, gold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
