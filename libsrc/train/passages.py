#!/usr/bin/env python3
"""Turns the annotated passages of tests/cases/reported into corpus lines.

usage: passages.py FOLDER train|test|all     one JSON line a passage on standard output

A file holds passages, each below "== name"; every fourth of a file is for testing. [D direct] [I indirect] [M mixed] [C cue]
[S source] are speech, [T title] [X scare] [E term] [O other] marked strings that are nobody's. A digit behind the letter keeps one
content apart from its neighbours: [I1 …]. Content goes with the nearest cue, a cue with the nearest source of its sentence; two
unnumbered contents with a cue between them, and none before, are one. tests/cases/reported/GUIDELINES.md says what counts.
"""
import json
import re
import sys
from pathlib import Path

REASONS = {"T": "title", "X": "scare", "E": "term", "O": "other"}
KINDS = {"D": "direct", "I": "indirect", "M": "mixed"}
OPENING = re.compile(r"\[([DIMCSTXEO])(\d?) ")
SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s+(?=[“‘\"'(]?[A-Z])|\n")
MARKS = "“”‘’\"'«»"


class Passage:
    def __init__(self, name, marked):
        self.name, self.text, self.spans = name, "", []
        stack = []
        at = 0
        while at < len(marked):
            opening = OPENING.match(marked, at)
            if opening:
                stack.append((opening[1], opening[2], len(self.text)))
                at = opening.end()
            elif marked[at] == "]":
                letter, digit, start = stack.pop()
                self.spans.append((start, len(self.text), letter, digit))
                at += 1
            else:
                self.text += marked[at]
                at += 1
        if stack:
            raise SystemExit(f"{name}: a bracket is left open")
        self.spans.sort(key=lambda s: (s[0], -s[1]))

    def of(self, letters):
        return [s for s in self.spans if s[2] in letters]

    def parted(self, a, b):
        """Ends a sentence between the two spans? A direct quote may begin the sentence after."""
        low, high = min(a[1], b[1]), max(a[0], b[0])
        later = max(a, b)
        return bool(SENTENCE_END.search(self.text, low, high + (0 if later[2] == "D" else 2))) if low < high else False

    def nearest(self, span, letter):
        """The nearest of the sentence, of the same digit before others; a digit alone reaches beyond the sentence."""
        gap = lambda s: max(s[0] - span[1], span[0] - s[1], 0) + (0.5 if s[0] > span[0] else 0)
        near = [s for s in self.of(letter) if not self.parted(s, span)]
        alike = lambda those: [s for s in those if s[3] == span[3]]
        far = alike(self.of(letter)) if span[3] else []
        return min(alike(near) or near or far, key=gap, default=None)

    def contents(self):
        """[[span, …]]: the parts of each quotation."""
        out = []
        for s in self.of("DIM"):
            outer = [o for o in self.of("I") if o != s and o[0] <= s[0] and s[1] <= o[1]]
            if s[2] == "M" and outer:
                continue
            if out and s[2] == "I" and out[-1][-1][2] == "I" and not s[3] and not out[-1][-1][3]:
                last = out[-1][-1]
                cue = self.nearest(last, "C")
                if cue and last[1] <= cue[0] and cue[1] <= s[0] and not self.parted(last, s):
                    out[-1].append(s)
                    continue
            out.append([s])
        return out

    def quoted(self, part):
        inner = [s for s in self.of("M") if part[0] <= s[0] and s[1] <= part[1]]
        return [[s[0], s[1]] for s in inner]

    def quote(self, parts):
        first = parts[0]
        quoted = [q for part in parts for q in self.quoted(part)] if first[2] != "D" else [[s[0], s[1]] for s in parts]
        kind = "mixed" if quoted and first[2] != "D" else KINDS[first[2]]
        cue = self.nearest(first, "C")
        source = cue and self.nearest(cue, "S")
        return {"spans": [[s[0], s[1]] for s in parts], "type": kind, "quoted": quoted, "cue": cue and [cue[0], cue[1]],
                "speaker_span": source and [source[0], source[1]], "speaker_id": None}

    def line(self):
        marks = [{"span": [s[0], s[1]], "why": REASONS[s[2]]} for s in self.of("TXEO") if self.text[s[0]] in MARKS]
        return {"id": f"passages/{self.name}", "lang": "en", "text": self.text, "quotes": [self.quote(c) for c in self.contents()],
                "nonquotes": marks, "entities": []}


def read_file(path):
    passages, name, lines = [], None, []
    for line in path.read_text(encoding="utf-8").splitlines() + ["== "]:
        if line.startswith("== "):
            if name:
                passages.append(Passage(name, "\n".join(lines).strip()))
            name, lines = line[3:].strip(), []
        elif name:
            lines.append(line)
    return passages


def read_passages(folder, split):
    """Corpus lines of the split: train, test or all."""
    lines = []
    for path in sorted(Path(folder).glob("passages_*.txt")):
        for i, passage in enumerate(read_file(path)):
            if split == "all" or (split == "test") == (i % 4 == 3):
                lines.append(passage.line())
    return lines


if __name__ == "__main__":
    for line in read_passages(sys.argv[1], sys.argv[2]):
        print(json.dumps(line, ensure_ascii=False))
