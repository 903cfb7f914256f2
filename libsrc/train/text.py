#!/usr/bin/env python3
"""Trains the model of texts that were copied from pages: which lines are main content, and what the lines are.

usage: text.py DATA TRAIN_TEXT FOLDER MODEL [--folds]

DATA holds html/wcxb and quotes. TRAIN_TEXT (text.c) writes pages as texts in several styles and computes labels, columns and tokens
by the library's own code; what is made on the way is kept in FOLDER. Main texts of the pages and novels are learned from as well:
texts in which all is main content. Writes MODEL. With --folds also FOLDER/fold-0.model to fold-4.model and folds.json: the model of
a fold has seen no page of that fold, in whatever style, so that tests/bench/text.py can score the five of them on all pages.

Each stage learns from what the stages before it say about texts that they have not seen (three inner folds).
"""
import argparse
import json
import struct
import subprocess
import textwrap
from pathlib import Path

import numpy as np

from main import CONTEXT, COLUMNS, FOLDS, Trees, unpack, write_model

FEATURES = 1          # QH_TEXT_FEATURES
STYLES = 6            # TT_STYLES
CLEAN = 16            # number of the first style that is made here
CLEAN_WEIGHT = 1
LINE = 1              # a line weighs as much as so many words, beside its own
UNSCORED = 3          # of so many texts one
SIZE = COLUMNS + 39            # the column of the context that says how much main content there is: it would tell pages, not lines, apart
INNER = 3
SCORES = [(0, 0), (56, -1), (62, 1), (68, -2), (70, 2)]  # columns that hold the words' score of a line, and of which line
ENGLISH = 1           # the column that says whether the words' scores hold
# QH_TEXT_KINDS, and which kinds of pages count as them
KINDS = [[2], [5, 7, 9, 20], [6], [0], [8], [13], [14, 16], [17], [18], [19]]
EITHER, NO_MAIN = 3, 5  # main content has the kinds before NO_MAIN, what is none those from EITHER on
ONE = dict(trees=150, num_leaves=24, learning_rate=.09, lambda_l2=5., min_sum_hessian_in_leaf=1.5)
TWO = dict(trees=100, num_leaves=16, learning_rate=.07, lambda_l2=10., min_sum_hessian_in_leaf=2.5)
KIND = dict(trees=14, num_leaves=12, learning_rate=.2, lambda_l2=5., min_sum_hessian_in_leaf=2.)
NOVELS = {"litbank": 40, "clic": 40, "openboek_nl": 40, "aads_fr": 40}  # excerpts of each


# ---- texts ----

def clean_document(page, style, text):
    body = text.encode()
    head = struct.pack("<6I", page, CLEAN + style, len(text.split()), CLEAN_WEIGHT, len(body), 1)
    return head + body + struct.pack("<4I", 0, len(body), 5, 255)


def wrapped(text):
    return "\n\n".join(textwrap.fill(line, 72) for line in text.split("\n") if line.strip())


def novels(data):
    for name, most in NOVELS.items():
        lines = (json.loads(line) for line in open(data / "quotes" / f"{name}.train.jsonl", encoding="utf-8"))
        texts = [row["text"] for row in lines if row.get("corpus") != "fr-litbank"]
        for i in range(most):
            text = texts[i % len(texts)]
            start = i // len(texts) * 8000
            if len(text) > start + 500:
                yield text[start:start + 8000]


def read_document(source):
    """The numbers of tt_document, its bytes and its pieces; None at the end."""
    head = source.read(24)
    if not head:
        return None
    numbers = list(struct.unpack("<6I", head))
    body = source.read(numbers[4])
    return numbers, body, np.frombuffer(source.read(16 * numbers[5]), "<u4").reshape(-1, 4)


def joined(one, other):
    """Two pages as one, which has two articles then: what comes later is main content as well."""
    (page, style, gold, usable, size, count), body, pieces = one
    moved = other[2] + np.array([size, size, 0, 0], "<u4")
    numbers = [page, style, gold + other[0][2], usable * other[0][3], size + other[0][4], count + other[0][5]]
    return numbers, body + other[1], np.concatenate([pieces, moved.astype("<u4")])


def cropped(document, random):
    """Of what is no main content only what is near to it: what simpler programs leave, short pages."""
    numbers, body, pieces = document
    kept = [False] * len(pieces)
    for order in (range(len(pieces)), reversed(range(len(pieces)))):
        left = 0
        for i in order:
            left = random.randint(9) if pieces[i][3] >= 128 else left - 1
            kept[i] |= left >= 0 and (left > 0 or pieces[i][3] >= 128)
    text, moved = b"", []
    for (start, end, kind, main), keep, after in zip(pieces.tolist(), kept, [*pieces[1:, 0].tolist(), len(body)]):
        if keep:
            moved.append((len(text), len(text) + end - start, kind, main))
            text += body[start:after]
    numbers = [*numbers[:4], len(text), len(moved)]
    return numbers, text, np.array(moved, "<u4").reshape(-1, 4)


def packed(document):
    numbers, body, pieces = document
    return struct.pack("<6I", *numbers) + body + pieces.tobytes()


def write_documents(data, folder, flattened, fold):
    """Each page in one style, cropped in another, joined with a page of the same fold in a third; and clean texts."""
    gold = [json.loads(line) for line in open(data / "html" / "wcxb" / "gold.jsonl", encoding="utf-8")]
    waiting, random = {}, np.random.RandomState(7)
    with open(flattened, "rb") as source, open(folder / "learned", "wb") as out:
        while document := read_document(source):
            page, style = document[0][:2]
            place = (style + page) % STYLES
            if place == 0:
                out.write(packed(document))
            if place == 2:
                out.write(packed(cropped(document, random)))
            if place != 1:
                continue
            other = waiting.pop((fold[page], style), None)
            if other:
                out.write(packed(joined(other, document)))
            else:
                waiting[fold[page], style] = document
        for page, row in enumerate(gold):
            text = row["main"]
            out.write(clean_document(page, page % 2, wrapped(text) if page % 2 else text))
        for number, text in enumerate(novels(data)):
            out.write(clean_document(len(gold) + number, 2, text))


class Data:
    """What TRAIN_TEXT says about all lines, with a target and a weight for each."""

    def __init__(self, program, folder):
        self.program, self.folder, self.prefix = program, folder, str(folder / "text")
        self.run("features", folder / "learned", self.prefix)
        docs = self.read("docs", "<u4").reshape(-1, 6)
        lines = self.read("lines", "<u4").reshape(-1, 4)
        self.rows = self.read("rows", "u1").reshape(-1, COLUMNS)
        self.doc = np.repeat(np.arange(len(docs)), docs[:, 2])
        self.page, self.style = docs[self.doc, 0].astype(int), docs[self.doc, 1]
        self.words = lines[:, 0] + LINE
        self.target = lines[:, 1] / 255
        self.weight = np.minimum(self.words / (docs[:, 3] + 60.)[self.doc], 1) * docs[self.doc, 4]
        self.kind = np.full(len(lines), -1)
        for number, kinds in enumerate(KINDS):
            self.kind[np.isin(lines[:, 2], kinds)] = number
        self.main = self.target >= .5
        self.kind[np.where(self.main, self.kind >= NO_MAIN, self.kind < EITHER)] = -1
        self.kind[self.style >= CLEAN] = -1
        # Some of the texts are read as if their language had no weights.
        self.scored = (self.rows[:, ENGLISH] > 0) & (self.doc % UNSCORED > 0)
        self.rows[~self.scored, ENGLISH] = 0

    def run(self, *arguments):
        subprocess.run([self.program, *map(str, arguments)], check=True)

    def read(self, suffix, kind):
        return np.fromfile(f"{self.prefix}.{suffix}", kind)

    def token_weights(self, chosen):
        """Weights learned from these lines, and the score of every line as the column that the library makes of it."""
        learned = np.zeros((len(self.target), 2), "<f4")
        rows = np.nonzero(chosen & (self.rows[:, ENGLISH] > 0))[0]
        learned[rows, 0] = self.target[rows]
        learned[rows, 1] = np.sqrt(np.minimum(self.weight[rows], .5) * 4)
        learned.tofile(self.prefix + ".targets")
        self.run("weights", self.prefix, self.prefix + ".targets")
        scores = self.read("scores", "<i4")
        return Path(self.prefix + ".weights").read_bytes(), np.clip((scores + 256) // 2, 1, 255).astype(np.uint8)

    def put_scores(self, table, column, chosen):
        """The scores of the chosen lines, and of their neighbours in the same text."""
        mine = np.nonzero(chosen & self.scored)[0]
        for place, offset in SCORES:
            other = np.clip(mine + offset, 0, len(column) - 1)
            table[mine, place] = np.where(self.doc[other] == self.doc[mine], column[other], 0)

    def context(self, logits):
        logits.astype("<i4").tofile(self.prefix + ".first")
        self.run("context", self.folder / "learned", self.prefix + ".first", self.prefix)
        return self.read("context", "u1").reshape(-1, CONTEXT)


# ---- training ----

def thinned(weights, rows, least, seed=3):
    """All heavy lines, and of the light ones as many as weigh as much together."""
    chance = np.minimum(1, weights[rows] / least)
    taken = np.random.RandomState(seed).rand(len(rows)) < chance
    return rows[taken], weights[rows][taken] / chance[taken]


def train_kinds(data, wide, rows):
    """Trees of each kind, told from the others that it can be taken for: what is main content is decided before."""
    trees = []
    for number in range(len(KINDS)):
        half = np.where(data.main[rows], number < NO_MAIN, number >= EITHER)
        mine = rows[(data.kind[rows] >= 0) & half]
        weights = np.sqrt(data.weight)
        some, weight = thinned(weights, mine, .25)
        trees.append(Trees(wide[some], (data.kind[some] == number).astype(float), weight, **KIND))
    return trees


def fit(data, pages, path, seed=5):
    chosen = np.full(data.page.max() + 1, -1)
    chosen[pages] = np.random.RandomState(seed).permutation(len(pages)) % INNER
    part = chosen[data.page]
    rows = np.nonzero((part >= 0) & (data.weight > 0))[0]
    table = np.array(data.rows)
    for f in range(INNER):
        _, column = data.token_weights((part >= 0) & (part != f))
        data.put_scores(table, column, part == f)
    weights, column = data.token_weights(part >= 0)
    logits = np.zeros(len(part), np.int64)
    for f in range(INNER):
        some, weight = thinned(data.weight, rows[part[rows] != f], .04)
        logits[part == f] = Trees(table[some], data.target[some], weight, **ONE).logits(table[part == f])
    some, weight = thinned(data.weight, rows, .04)
    one = Trees(table[some], data.target[some], weight, **ONE)
    wide = np.concatenate([table, data.context(logits)], 1)
    wide[:, SIZE] = 0
    two = Trees(wide[some], data.target[some], weight, **TWO)
    kinds = train_kinds(data, wide, rows)
    sections = [(b"bias", weights[:4]), (b"word", weights[4:]), (b"one ", one.pack()), (b"two ", two.pack())]
    sections += [(b"kin%c" % (ord("0") + k), trees.pack()) for k, trees in enumerate(kinds)]
    write_model(path, sections, FEATURES)
    print(f"{path.name}: {path.stat().st_size} bytes, of {len(some)} of {len(rows)} lines", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    names = unpack(options.data, options.folder)
    flattened = options.folder / "documents"
    if not flattened.exists() or flattened.stat().st_mtime < Path(options.program).stat().st_mtime:
        subprocess.run([options.program, "flatten", options.folder / "list", flattened], check=True)
    fold = np.random.RandomState(11).permutation(len(names)) % FOLDS
    write_documents(options.data, options.folder, flattened, fold)
    data = Data(options.program, options.folder)
    pages = np.arange(data.page.max() + 1)
    if options.folds:
        (options.folder / "folds.json").write_text(json.dumps(dict(zip(names, map(int, fold)))), encoding="utf-8")
        of = np.concatenate([fold, pages[len(names):] % FOLDS])
        for f in range(FOLDS):
            fit(data, np.nonzero(of != f)[0], options.folder / f"fold-{f}.model")
    fit(data, pages, options.model)


if __name__ == "__main__":
    main()
