#!/usr/bin/env python3
"""Learns which marked strings are whose words, and what is reported, from annotated texts.

usage: reported.py PROGRAM CORPORA WORK MODEL [--research]

PROGRAM is train_reported, WORK a folder for what lies between, MODEL the file that is written. With --research all training sets
are learned from, without it only those whose weights may be shipped. How sure to be is learned from models of five folds, each
text answered by the one that did not see it; what they reach is printed.
"""
import argparse
import array
import json
import math
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from passages import read_passages

SHIPPED = ["webarticles.train", "litbank.train"]
RESEARCH = ["polnear.train", "riqua_cofenet.train"]
CASES = Path(__file__).resolve().parents[2] / "tests" / "cases" / "reported"

KINDS = {"direct": 0, "mixed": 1, "title": 2, "scare": 3, "term": 4, "other": 5}
NOT_DIRECT = 0b111110
NONE, CONTENT, CONTENT_MORE, CONTENT_LAST, CUE, CUE_MORE, SOURCE, SOURCE_MORE = range(8)
FOLDS = 5
FEATURES = 4  # QH_SPEECH_FEATURES


class Text:
    """An annotated text, its offsets in bytes."""

    def __init__(self, line, name):
        self.set, self.line, self.text = name, line, line["text"]
        self.bytes = self.text.encode()
        self.at = array.array("I", [0])
        size = 0
        for c in self.text:
            size += 1 if c < "\x80" else 2 if c < "\u0800" else 3 if c < "\uffff" else 4
            self.at.append(size)

    def span(self, span):
        return self.at[span[0]], self.at[span[1]]

    def spans(self, spans):
        return [self.span(s) for s in spans or []]

    def quotes(self, kind=None):
        return [q for q in self.line["quotes"] if kind in (None, q["type"])]


def read_sets(corpora, names):
    texts = []
    for name in names:
        with open(corpora / "quotes" / f"{name}.jsonl", encoding="utf-8") as file:
            texts += [Text(json.loads(line), name.split(".")[0]) for line in file]
    return texts


def own_texts(split):
    return [Text(line, "passages") for line in read_passages(CASES, split)]


def write_features(program, texts, work, model=None):
    """Leaves `marks` and `words` and their features in the folder `work`."""
    run_over(texts, [program, "features", f"{work}/"] + ([str(model)] if model else []))


def run_over(texts, command):
    data = b"".join(struct.pack("<I", len(t.bytes)) + t.bytes for t in texts)
    subprocess.run([str(word) for word in command], input=data, check=True)


def chains(path):
    """[(text, [(start, end), …])]"""
    numbers = array.array("I", Path(path).read_bytes())
    out, i = [], 0
    while i < len(numbers):
        text, count = numbers[i], numbers[i + 1]
        out.append((text, [(numbers[k], numbers[k + 1]) for k in range(i + 2, i + 2 + 2 * count, 2)]))
        i += 2 + 2 * count
    return out


# ---- marked strings ----

def iou(a, b):
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inside) / (max(a[1], b[1]) - min(a[0], b[0]))


def touches(span, spans):
    return any(s < span[1] and span[0] < e for s, e in spans)


def mark_mask(text, span):
    """The kinds that a marked string may be, as bits, and its weight; weight 0 where the annotation does not tell."""
    def has(spans):
        return any(iou(span, s) > 0.7 for s in text.spans(spans))

    direct = [s for q in text.quotes("direct") for s in q["spans"]]
    if has(direct):
        return 1 << KINDS["direct"], 1.0
    if text.set == "litbank":
        return NOT_DIRECT, 0.0 if touches(span, text.spans(direct)) else 0.5
    if touches(span, text.spans(direct)):
        return NOT_DIRECT, 0.0
    for other in text.line.get("nonquotes", []):
        if has([other["span"]]):
            return 1 << KINDS[other["why"]], 1.0
    for q in text.quotes("mixed"):
        if has(q["spans"]) or (text.line.get("mixed") != "fragment" and touches(span, text.spans(q["spans"]))):
            return 1 << KINDS["mixed"], 1.0
    return NOT_DIRECT, 0.0


# ---- reported speech ----

ANY = 0b11111111
COMPLEMENTIZERS = (b"that ", b"whether ", b"if ")


def trimmed(data, span):
    """Reported content without the complementizer in front and the stop behind."""
    start, end = span
    for word in COMPLEMENTIZERS[:1]:
        if data[start:start + len(word)].lower() == word:
            start += len(word)
    while end > start and data[end - 1:end] in (b".", b",", b" ", b"\n"):
        end -= 1
    return start, end


class Tagger:
    """The tags of a text's bytes, as its annotation has them."""

    def __init__(self, text):
        self.text = text
        self.direct = [s for q in text.quotes("direct") for s in text.spans(q["spans"])]
        self.unknown = text.spans(text.line.get("optional"))
        fragments = text.line.get("mixed") == "fragment"
        self.doubtful = [s for q in text.quotes("mixed") for s in text.spans(q["spans"])] if fragments else []
        self.contents, self.cues, self.sources = [], [], []
        for q in text.quotes():
            if q["type"] != "direct" and not (fragments and q["type"] == "mixed"):
                self.contents += [trimmed(text.bytes, s) for s in text.spans(q["spans"])]
            if q.get("cue"):
                self.cues.append(text.span(q["cue"]))
            if q.get("speaker_span"):
                self.sources.append(text.span(q["speaker_span"]))
        self.contents.sort(key=lambda s: (s[0] - s[1]))

    def tags(self, positions):
        """-> (weight, masks)"""
        low, high = positions[0][0], positions[-1][1]
        near = lambda spans: [s for s in spans if s[0] < high and low < s[1]]
        contents, cues, sources = near(self.contents), near(self.cues), near(self.sources)
        unknown, direct = near(self.unknown), near(self.direct)
        kinds = []
        for start, end in positions:
            inside = ((kind, s) for kind, spans in ((CONTENT, contents), (CUE, cues), (SOURCE, sources)) for s in spans
                      if s[0] <= start and end <= s[1])
            kinds.append(next(inside, (NONE, None)))
        tags = []
        for i, (kind, span) in enumerate(kinds):
            begins, ends = i == 0 or kinds[i - 1] != kinds[i], i + 1 == len(kinds) or kinds[i + 1] != kinds[i]
            tag = kind if begins or kind == NONE else kind + 1
            if kind == CONTENT and ends:
                tag = NONE if begins else CONTENT_LAST
            loose = kind == NONE and (touches(positions[i], unknown) or touches(positions[i], direct))
            tags.append(ANY if loose else 1 << tag)
        return (0.0 if near(self.doubtful) else 1.0), bytes(tags)


def cue_words(texts):
    """Words that are cues often enough, beside those of the lexicon: verbs and nouns of the texts that are learned from."""
    seen, all_words = {}, {}
    for text in texts:
        for word in re.findall(r"[a-z’'-]+", text.text.lower()):
            all_words[word] = all_words.get(word, 0) + 1
        for q in text.quotes():
            if q.get("cue"):
                for word in re.findall(r"[a-z’'-]+", text.text[slice(*q["cue"])].lower()):
                    seen[word] = seen.get(word, 0) + 1
    return {w for w, n in seen.items() if n >= 0.15 * all_words.get(w, 1)}


def feature(template, a, b):
    """qh_chain_feature()"""
    mask = 0xFFFFFFFF
    value = (a ^ template * 0x9E3779B1 & mask) * 0x85EBCA6B & mask
    value = (value ^ value >> 15 ^ b * 0xC2B2AE35 & mask) * 0x27D4EB2F & mask
    return (value ^ value >> 13) * 0x9E3779B1 & mask


def cue_bits(words):
    bits = bytearray(1 << 13)
    for word in words:
        value = 0x811C9DC5
        for c in word.replace("’", "'"):
            value = (value ^ ord(c)) * 0x01000193 & 0xFFFFFFFF
        found = feature(0, value, 0)
        for bit in (found >> 16, found & 0xFFFF):
            bits[bit // 8] |= 1 << bit % 8
    return bytes(bits)


# ---- learning ----

def write_masks(path, rows):
    """rows: [(weight, bytes of masks)]"""
    Path(path).write_bytes(b"".join(struct.pack("<If", len(masks), weight) + masks for weight, masks in rows))


class Learner:
    """One chain model: its chains, what they may be, and the settings."""

    def __init__(self, program, work, name, texts, rows, bits, tags, epochs, l2, bias):
        self.program, self.name, self.texts, self.rows = program, str(work / name), texts, rows
        self.settings = [str(v) for v in (bits, tags, epochs, l2, bias)]
        self.chains = chains(f"{self.name}")

    def learn(self, out, without=None):
        """-> (section, paths, margins): of all texts, or of those not in fold `without`."""
        rows = [(0.0 if without is not None and text % FOLDS == without else weight, masks)
                for (text, _), (weight, masks) in zip(self.chains, self.rows)]
        write_masks(f"{out}.masks", rows)
        run = subprocess.run([self.program, "learn", f"{self.name}.features", f"{out}.masks", out] + self.settings, check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        print(out, run.stderr.strip().splitlines()[-1], file=sys.stderr)
        paths, at = [], 0
        data = Path(f"{out}.paths").read_bytes()
        for _, positions in self.chains:
            paths.append(data[at:at + len(positions)])
            at += len(positions)
        return Path(f"{out}.section").read_bytes(), paths, array.array("i", Path(f"{out}.margins").read_bytes())

    def held_out(self):
        """(path, margin, unit) of each chain by a model that did not learn from its text."""
        answers = [None] * len(self.chains)
        for fold in range(FOLDS):
            _, paths, margins = self.learn(f"{self.name}.fold", fold)
            for i, (text, _) in enumerate(self.chains):
                if text % FOLDS == fold:
                    answers[i] = paths[i], margins[i]
        return answers


def fit(pairs):
    """The line (slope, offset) of model/logistic.h by which scores become log odds of being right, by Newton's method."""
    a, b = 0.0, 0.0
    scale = max((abs(score) for score, _ in pairs), default=1) or 1
    for _ in range(50):
        g = [0.0, 0.0]
        h = [1e-3, 0.0, 1e-3]
        for score, right in pairs:
            x = score / scale
            p = 1 / (1 + math.exp(-max(-30, min(30, a * x + b))))
            g[0] += (right - p) * x
            g[1] += right - p
            w = p * (1 - p)
            h = [h[0] + w * x * x, h[1] + w * x, h[2] + w]
        d = h[0] * h[2] - h[1] * h[1]
        a += (h[2] * g[0] - h[1] * g[1]) / d
        b += (h[0] * g[1] - h[1] * g[0]) / d
    return round(a / scale * 1024 * 65536), round(b * 1024)


def write_model(path, sections, version):
    """A file of model/model.h."""
    at = (32 + 16 * len(sections) + 63) // 64 * 64
    table, body = b"", b""
    for tag, data in sections:
        table += struct.pack("<4sIII", tag.encode(), at + len(body), len(data), 0)
        body += data + b"\0" * (-len(data) % 64)
    size = at + len(body)
    head = struct.pack("<8sIIII", b"QHMODEL\0", 1, version, size, len(sections))
    rest = struct.pack("<I", 0) + table + b"\0" * (at - 32 - len(table)) + body
    crc = zlib.crc32(rest, zlib.crc32(head))
    Path(path).write_bytes(head + struct.pack("<I", crc) + rest)


def mark_learner(program, work, texts):
    rows = []
    for text, positions in chains(work / "marks"):
        mask, weight = mark_mask(texts[text], positions[0])
        rows.append((weight, bytes([mask])))
    return Learner(program, work, "marks", texts, rows, 12, 6, 12, 1e-4, 0)


def word_learner(program, work, texts):
    taggers, rows = {}, []
    for text, positions in chains(work / "words"):
        tagger = taggers.setdefault(text, Tagger(texts[text]) if text not in taggers else None)
        rows.append(tagger.tags(positions))
    return Learner(program, work, "words", texts, rows, 17, 8, 10, 1e-5, 5.5)


def spans_of(tags):
    """Content of a path."""
    out, start = [], None
    for i, tag in enumerate(tags):
        if tag == CONTENT:
            start = i
        elif tag == CONTENT_LAST and start is not None:
            out.append((start, i + 1))
    return out


def single(mask):
    return mask.bit_length() - 1 if mask and not mask & (mask - 1) else NONE


def judge_marks(learner):
    """Pairs of score and rightness for direct and mixed, and what of the strings that are nobody's is found."""
    pairs, counts = {0: [], 1: []}, [0, 0, 0]
    for (weight, mask), (path, margin), (text, _) in zip(learner.rows, learner.held_out(), learner.chains):
        if not weight:
            continue
        if path[0] in pairs:
            pairs[path[0]].append((margin, int(mask[0] >> path[0] & 1)))
        if learner.texts[text].set != "litbank":
            gold, found = not mask[0] & 3, path[0] > 1
            counts = [counts[0] + (gold and found), counts[1] + gold, counts[2] + found]
    print("not speech: P %.3f R %.3f F1 %.3f of %d" % (counts[0] / counts[2], counts[0] / counts[1], 2 * counts[0] / (counts[1] + counts[2]), counts[1]))
    return pairs


def link_learner(program, work, texts, words):
    """Of all content that the words' chains found in texts they did not learn from: what of it is right."""
    answers = words.held_out()
    (work / "held.paths").write_bytes(b"".join(path for path, _ in answers))
    (work / "held.margins").write_bytes(array.array("i", [margin for _, margin in answers]).tobytes())
    run_over(texts, [program, "links", f"{work}/", work / "marks.model", work / "held.paths", work / "held.margins"])
    taggers, rows = {}, []
    for text, positions in chains(work / "links"):
        tagger = taggers.setdefault(text, Tagger(texts[text]) if text not in taggers else None)
        doubtful = touches(positions[0], tagger.unknown + tagger.doubtful + tagger.direct)  # most texts are silent on a report in a turn
        right = any(iou(positions[0], s) >= 0.5 for s in tagger.contents)
        rows.append((0.0 if doubtful and not right else 1.0, bytes([1 << right])))
    return Learner(program, work, "links", texts, rows, 12, 2, 12, 1e-4, 0)


def judge_links(links):
    """Pairs of score and rightness, the score from which on content is believed: the best mean of the sets' F1."""
    pairs, gold = [], {}
    for text in links.texts:
        gold[text.set] = gold.get(text.set, 0) + len([q for q in Tagger(text).contents])
    scored = []
    for (weight, mask), (path, margin), (text, _) in zip(links.rows, links.held_out(), links.chains):
        if weight:
            scored.append((margin if path[0] == 1 else -margin, mask[0] == 2, links.texts[text].set))
    pairs = [(score, int(right)) for score, right, _ in scored]
    scored.sort(reverse=True)
    best, right, found = (0, 0), dict.fromkeys(gold, 0), dict.fromkeys(gold, 0)
    for score, good, of in scored:
        right[of] += good
        found[of] += 1
        best = max(best, (sum(2 * right[name] / (gold[name] + found[name]) for name in gold), score))
    for name in gold:
        found = [good for score, good, of in scored if of == name and score >= best[1]]
        p, r = sum(found) / max(1, len(found)), sum(found) / max(1, gold[name])
        print("content in %s: P %.3f R %.3f F1 %.3f of %d; all candidates R %.3f" % (
            name, p, r, 2 * p * r / max(1e-9, p + r), gold[name], sum(good for _, good, of in scored if of == name) / max(1, gold[name])))
    return pairs, best[1]


def empty_section():
    return struct.pack("<I", 1) + bytes(10 * 8 * 2) + bytes(8 << 1)


def write(path, marks, words, links, cues, sure, least):
    write_model(path, [("mark", marks), ("word", words), ("link", links), ("cues", cues),
                       ("sure", struct.pack("<7i", *sum(sure, ()), least))], FEATURES)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--research", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    names = SHIPPED + (RESEARCH if options.research else [])
    texts = read_sets(options.corpora, names) + own_texts("train")
    # Novels have their speeches marked but not what is reported, and no research set says whose speech a marked string is not.
    of_marks = [t for t in texts if t.set in ("webarticles", "litbank", "passages")]
    of_words = [t for t in texts if t.set != "litbank"]
    program, work = options.program, options.work
    write_features(program, of_marks, work)
    marks = mark_learner(program, work, of_marks)
    lines = judge_marks(marks)
    section, _, _ = marks.learn(str(work / "mark"))
    bits = cue_bits(cue_words(of_words))
    write(work / "marks.model", section, empty_section(), empty_section(), bits, [(1, 0)] * 3, 0)
    write_features(program, of_words, work, work / "marks.model")
    words = word_learner(program, work, of_words)
    word_section, _, _ = words.learn(str(work / "word"))
    links = link_learner(program, work, of_words, words)
    pairs, least = judge_links(links)
    link_section, _, _ = links.learn(str(work / "link"))
    write(options.model, section, word_section, link_section, bits, [fit(lines[0]), fit(lines[1]), fit(pairs)], least)



if __name__ == "__main__":
    main()
