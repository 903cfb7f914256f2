#!/usr/bin/env python3
"""Fits how likely a quotation is right as a whole: found, with these bounds, of this speaker.

usage: confidence.py TRAIN_SPEAKERS DATA WEIGHTS [--report]

DATA holds quotes/; the scorer is in tools/ beside it and says what is right. TRAIN_SPEAKERS (speakers.c) runs the library, by the
models that are built in, over the development sets, which these have not seen. Writes WEIGHTS, a header, from sets whose licence lets
them be shipped. With --report the calibration error where each document is left out in turn, and of sets that nothing is fitted to.
"""
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from speakers import Text, pack

DIRECT, ALL = {0}, {0, 1, 2}
SETS = {"webarticles.dev": ALL, "litbank.dev": DIRECT}  # with the types that are annotated in each
UNSEEN = {"polnear.dev": ALL, "clic.dev": DIRECT}
TYPES = ["direct", "mixed", "indirect"]
COLUMNS, UNIT = 20, 1024  # as in confidence.h
PENALTY = 4.


def load_scorer(data):
    spec = importlib.util.spec_from_file_location("score_quotes", Path(data).parent / "tools" / "score_quotes.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


class Answer:
    def __init__(self, line, text, raw):
        head, parts, quoted = line.split("|")
        numbers = [int(n) for n in head.split()[1:]]
        point = lambda at: int(np.searchsorted(text.starts, at))
        pairs = lambda n: [[point(a), point(b)] for a, b in zip(n[::2], n[1::2])]
        self.type = numbers[0]
        self.columns = np.array(numbers[5:5 + COLUMNS], float) / UNIT
        mention, name = pairs(numbers[1:5])
        self.quote = {"spans": pairs([int(n) for n in parts.split()]), "quoted": pairs([int(n) for n in quoted.split()]),
                      "type": TYPES[self.type], "speaker_span": mention if mention[0] < mention[1] else None,
                      "speaker_id": raw[name[0]:name[1]] or None}
        self.right = None


def judge(scorer, document, answers):
    """As the scorer counts for its calibration error: found, and the speaker right where that is known."""
    index, names = scorer.Doc(document["text"]), scorer.Names(document)
    fragments = document.get("mixed") == "fragment"
    gold = scorer.units(index, document["quotes"], fragments)
    units = scorer.units(index, [a.quote for a in answers], fragments)
    matched = scorer.match(gold, units)
    good, known = {}, {id(a.quote): a for a in answers}
    for i, (j, _) in matched.items():
        said = names.judge(gold[i][2], units[j][2])["any"]
        good[j] = said is None or bool(said)
    soft, used = index.tokens(document.get("optional") or []), {j for j, _ in matched.values()}
    for j, (_, tokens, quote) in enumerate(units):
        if j in used or len(tokens & soft) < .5 * len(tokens):
            answer = known[id(quote)]
            answer.right = good.get(j, False) if answer.right is None else answer.right and good.get(j, False)


def read_set(tool, data, name, types, scorer):
    documents = [json.loads(line) for line in open(Path(data) / "quotes" / (name + ".jsonl"), encoding="utf-8")]
    texts = [Text(d["text"]) for d in documents]
    out = subprocess.run([tool, "answers", "/dev/null"], input=b"".join(pack(d, t, "") for d, t in zip(documents, texts)),
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    groups = []
    for document, text, lines in zip(documents, texts, out.split("D\n")[1:]):
        answers = [Answer(line, text, document["text"]) for line in lines.splitlines()]
        judge(scorer, document, answers)
        groups.append([a for a in answers if a.right is not None and a.type in types])
    return groups


def fit(rows, right):
    """Logistic regression by Newton's method; the first column, which is always 1, is not held down."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = .1
    for _ in range(30):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - p) - penalty * weights
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(penalty)
        weights += np.linalg.solve(curve, slope)
    return weights


def expand(answer):
    """Shared weights and, held down again, what the type has more or less of each."""
    row = np.zeros(COLUMNS * 4)
    row[:COLUMNS] = answer.columns
    row[COLUMNS * (1 + answer.type):COLUMNS * (2 + answer.type)] = answer.columns
    return row


def learn(answers):
    weights = fit(np.array([expand(a) for a in answers]), np.array([a.right for a in answers], float))
    return [weights[:COLUMNS] + weights[COLUMNS * (1 + t):COLUMNS * (2 + t)] for t in range(3)]


def calibration(answers, sure):
    bins = np.minimum(9, (10 * sure).astype(int))
    right = np.array([a.right for a in answers])
    error = sum(abs(sure[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(sure)
    top = sure >= .9
    return f"{len(sure)} quotations, error {error:.3f}, right at 0.9 and more: {right[top].sum()} of {top.sum()}"


def apply(weights, answers):
    return np.array([1 / (1 + np.exp(-a.columns @ weights[a.type])) for a in answers])


def report(groups, tool, data, scorer):
    for name in SETS:
        answers, sure = [], []
        for g in groups[name]:
            rest = [a for n in SETS for h in groups[n] if h is not g for a in h]
            if g:
                answers += g
                sure.append(apply(learn(rest), g))
        print(f"{name}, each document left out: {calibration(answers, np.concatenate(sure))}")
    weights = learn([a for n in SETS for g in groups[n] for a in g])
    for name, types in UNSEEN.items():
        answers = [a for g in read_set(tool, data, name, types, scorer) for a in g]
        print(f"{name}, unseen: {calibration(answers, apply(weights, answers))}")


HEADER = """/* Generated by libsrc/train/confidence.py from quotes/{sets} of the corpora (SOURCES.md); do not edit. */
#ifndef QH_QUOTE_CONFIDENCE_WEIGHTS_H
#define QH_QUOTE_CONFIDENCE_WEIGHTS_H

#include "quote/confidence.h"

/* clang-format off */
static const int16_t sure_weights[3][QH_SURE_COLUMNS] = {{
{rows}
}};
/* clang-format on */

#endif
"""


def main():
    tool, data, target = sys.argv[1:4]
    scorer = load_scorer(data)
    groups = {name: read_set(tool, data, name, types, scorer) for name, types in SETS.items()}
    weights = learn([a for n in SETS for g in groups[n] for a in g])
    rows = ["    {" + ", ".join(str(int(round(w * UNIT))) for w in row) + "}," for row in weights]
    Path(target).write_text(HEADER.format(sets=" and ".join(SETS), rows="\n".join(rows)))
    if "--report" in sys.argv:
        report(groups, tool, data, scorer)


if __name__ == "__main__":
    main()
