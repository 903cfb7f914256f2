#!/usr/bin/env python3
"""Measures turns and speaker heads on transcripts, and false turns on texts that are none.

usage: transcripts.py QUOTH [--misses N] [--no-false] [--bar F1]

Gold is the markup of the transcripts (`**Name:**` in front of each turn); the plain form is the same text without it, so that nothing
of the markup is seen there. A head is right when its span is; a turn when its head is and all its paragraphs are. False turns are
turns found in the main text of web pages of which no reader would say that people speak in turns in it, and in novels.

The data is not part of the repository: QUOTH_DATA names its folder; without it, ../shared/data beside the repository is looked at.
Without transcripts/ there the test is skipped (exit status 77).
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
HEAD = re.compile(r"^\*\*([^*\n]{1,60}?)\s*(?::\s*\*\*|\*\*:)[ \t]*", re.M)
TURNS_PER_PAGE = 2  # a page with that many heads in its gold main text is taken for a transcript and left out


def data_folder():
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data")


def paragraphs(text, start, end):
    """Spans of the lines that are not blank."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match.group()
        if line.strip():
            left = start + match.start() + len(line) - len(line.lstrip())
            yield left, start + match.start() + len(line.rstrip())


def gold_of(text):
    """Heads, and turns as (head, spans of paragraphs), of the text with its markup."""
    found = list(HEAD.finditer(text))
    turns = []
    for match, following in zip(found, found[1:] + [None]):
        end = following.start() if following else len(text)
        turns.append((match.span(1), tuple(paragraphs(text, match.start(), end))))
    return turns


def plain_of(text, turns):
    """The text without the markup of its heads, and the turns' spans in it."""
    removed = []
    for match in HEAD.finditer(text):
        removed += [m.start() + match.start() for m in re.finditer(r"\*", match.group())]
    gone = set(removed)
    place, count = [], 0
    for i in range(len(text) + 1):
        place.append(i - count)
        count += i in gone
    plain = "".join(c for i, c in enumerate(text) if i not in gone)

    def moved(span):
        return place[span[0]], place[span[1]]

    return plain, [(moved(head), tuple(map(moved, parts))) for head, parts in turns]


def turns_of(document):
    """The same of what the command answered."""
    blocks, turns, of_block = document["blocks"], [], {}
    for i, block in enumerate(blocks):
        if block["kind"] != "turn":
            continue
        span = (block["start"], block["end"])
        if block["turn"] is None:
            of_block[i] = len(turns)
            turns.append((tuple(block["speaker_head"] or ()), [span]))
        else:
            turns[of_block[block["turn"]]][1].append(span)
    return [(head, tuple(parts)) for head, parts in turns]


def parse_all(quoth, folder):
    files = sorted(Path(folder).iterdir())
    run = subprocess.run([quoth, "--format", "jsonl", *files], stdout=subprocess.PIPE, check=True)
    for line in run.stdout.splitlines():
        document = json.loads(line)
        yield document["source"]["name"], document


class Tally:
    def __init__(self):
        self.right = self.gold = self.found = 0

    def add(self, gold, found):
        self.right += len(set(gold) & set(found))
        self.gold += len(gold)
        self.found += len(found)

    def f1(self):
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0

    def __str__(self):
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        return f"{precision:.4f} / {recall:.4f} / {self.f1():.4f}  ({self.gold} gold)"


def show_misses(name, document, gold, found, limit):
    text = document["text"]
    for sign, spans in (("-", set(gold) - set(found)), ("+", set(found) - set(gold))):
        for span in sorted(spans)[:limit]:
            print(f"  {sign} {Path(name).name} {span}: {text[span[0]:span[0] + 90]!r}")


def measure_form(quoth, texts, misses):
    """Head and turn tallies; `texts` is name -> (text, turns)."""
    heads, turns = Tally(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, _) in texts.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        for name, document in parse_all(quoth, folder):
            gold, found = texts[Path(name).name][1], turns_of(document)
            heads.add([h for h, _ in gold], [h for h, _ in found])
            turns.add(gold, found)
            if misses:
                show_misses(name, document, [h for h, _ in gold], [h for h, _ in found if h], misses)
    return heads, turns


def looks_like_talk(text):
    """Do at least two heads come back in the text? Then it may well be a transcript or an interview."""
    heads = re.findall(r"^\W{0,3}([A-Z][\w.'’ -]{0,40}?)\W{0,2}:\W", text, re.M)
    return sum(heads.count(head) > TURNS_PER_PAGE for head in set(heads)) >= 2


def false_turns(quoth, label, texts, misses):
    turns = words = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        for name, document in parse_all(quoth, folder):
            found = turns_of(document)
            turns += len(found)
            words += len(document["text"].split())
            for head, parts in found[:misses]:
                start, end = parts[0]
                print(f"  + {Path(name).name}: {document['text'][start:min(end, start + 90)]!r}")
    print(f"{label}: {len(texts)} texts, {words} words, {turns} turns, {1e6 * turns / max(words, 1):.1f} per million words")


def web_texts(data):
    path = data / "html" / "wcxb" / "gold.jsonl"
    if not path.is_file():
        return {}
    with open(path, encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    return {str(p["id"]): p["main"] for p in pages if p["main"].strip() and not looks_like_talk(p["main"])}


def novel_texts(data):
    texts = {}
    for path in sorted((data / "quotes").glob("litbank.*.jsonl")) + sorted((data / "quotes").glob("clic.*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            for i, line in enumerate(lines):
                texts[f"{path.stem}.{i}"] = json.loads(line)["text"]
    return texts


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("quoth")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--no-false", action="store_true")
    parser.add_argument("--bar", type=float, default=0.99)
    options = parser.parse_args()
    data = data_folder()
    files = sorted((data / "transcripts").glob("*.md"))
    if not files:
        print(f"skipped: {data / 'transcripts'} is not here (set QUOTH_DATA to the folder that holds transcripts/)")
        return SKIPPED
    marked = {}
    for path in files:
        text = path.read_text(encoding="utf-8")
        marked[path.name] = (text, gold_of(text))
    plain = {Path(name).stem + ".txt": plain_of(*form) for name, form in marked.items()}
    good = True
    for label, texts in (("**Name:**", marked), ("Name:", plain)):
        heads, turns = measure_form(options.quoth, texts, options.misses)
        print(f"{label}  heads P / R / F1 {heads}\n{label}  turns P / R / F1 {turns}")
        good &= heads.f1() >= options.bar and turns.f1() >= options.bar
    if not options.no_false:
        false_turns(options.quoth, "web pages", web_texts(data), options.misses)
        false_turns(options.quoth, "novels", novel_texts(data), options.misses)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
