#!/usr/bin/env python3
"""Learns how sure a value of a page's metadata is, from who gives it and what the page is like.

usage: metadata.py PROGRAM DATA [--write FILE] [--dump FILE]

PROGRAM is train_metadata, DATA the folder with html/wcxb/. For title, author, date and address the pages have answers, and a logistic
model is fitted to them; the other fields have none and get the prior of their sources. What is printed is of pages that were not
learned from (five folds by page). --write makes libsrc/document/html_metadata_weights.inc.
"""
import argparse
import collections
import gzip
import json
import math
import re
import subprocess
from pathlib import Path

FIELDS = ["title", "author", "date", "modified", "site", "language", "url", "description"]
SOURCES, PAGE_SIGNS, SIGNS = 34, 23, 22
COLUMNS = SOURCES + PAGE_SIGNS + SIGNS
BIAS = SOURCES + PAGE_SIGNS
FOLDS, STEPS, RIDGE = 5, 25, 1.0
WITHOUT_DATE = 0.195  # share of pages without a date that may be given one
# Log odds of the sources of fields that the pages have no answers for: by how often they are one another's copies.
PRIORS = {
    "modified": {0: 2.5, 1: 2.0, 2: 2.2, 3: 1.0, 4: 1.0, 5: 1.8, 6: 2.2, 8: 1.0, 11: 1.0, 18: 2.0, 19: 0.8, 20: -0.5, 22: 0.5, 23: 0.5,
                 24: -1.0, 27: 0.5},
    "site": {0: 2.0, 1: 1.0, 2: 1.8, 3: -1.0, 4: 1.0, 5: 2.8, 8: 1.0, 9: 1.5, 11: 1.0, 15: 0.0, 28: -1.0},
    "language": {0: 1.0, 2: 1.0, 5: 1.5, 8: 1.5, 11: 1.5, 29: 2.0},
    "description": {0: 1.5, 1: 1.0, 2: 1.5, 3: 1.2, 4: 0.5, 5: 2.2, 7: 2.0, 8: 1.0, 11: 2.5},
}
THRESHOLDS = {"modified": 0.5, "site": 0.45, "language": 0.5, "description": 0.5}


def fold(value):
    return " ".join(str(value or "").casefold().split())


def is_right(field, value, gold):
    if field == "url":
        return value.rstrip("/").split("://")[-1] == gold.rstrip("/").split("://")[-1]
    return fold(value) == fold(gold)


def read(program, data):
    """The pages' answers, and by page and field the values with their columns."""
    with open(data / "gold.jsonl", encoding="utf-8") as lines:
        gold = [{k: row.get(k) for k in ("id", "title", "author", "date", "url")} for row in map(json.loads, lines)]
    frames = []
    for row in gold:
        page = gzip.decompress((data / "html" / f"{row['id']}.html.gz").read_bytes())
        frames.append(len(page).to_bytes(4, "little") + page)
    out = subprocess.run([program], input=b"".join(frames), stdout=subprocess.PIPE, check=True).stdout.decode()
    values = collections.defaultdict(list)
    for line in out.split("\n"):
        if line:
            page, field, value, _, columns = line.split("\t")
            values[int(page), field].append((value, [int(c) for c in columns.split()]))
    return gold, values


# ---- logistic regression by Newton's method ----

def solve(matrix, vector):
    """Gauss elimination of a symmetric positive definite system."""
    n = len(vector)
    rows = [matrix[i][:] + [vector[i]] for i in range(n)]
    for i in range(n):
        pivot = rows[i][i]
        for k in range(i + 1, n):
            factor = rows[k][i] / pivot
            if factor:
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (rows[i][n] - sum(rows[i][k] * out[k] for k in range(i + 1, n))) / rows[i][i]
    return out


def probability(weights, columns):
    total = max(-20.0, min(20.0, sum(weights[c] for c in columns)))
    return 1 / (1 + math.exp(-total))


def fit(examples):
    """Examples are (columns, right). Columns that never occur keep a weight of 0."""
    weights = [0.0] * COLUMNS
    for _ in range(STEPS):
        gradient = [-(0.01 if i == BIAS else RIDGE) * w for i, w in enumerate(weights)]
        hessian = [[0.0] * COLUMNS for _ in range(COLUMNS)]
        for i in range(COLUMNS):
            hessian[i][i] = 0.01 if i == BIAS else RIDGE
        for columns, right in examples:
            p = probability(weights, columns)
            slope = p * (1 - p)
            for a in columns:
                gradient[a] += right - p
                row = hessian[a]
                for b in columns:
                    row[b] += slope
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(abs(s) for s in step) < 1e-3:
            break
    return weights


# ---- measuring ----

def best_of(weights, values):
    return max(((probability(weights, columns), value) for value, columns in values), default=(0.0, None), key=lambda x: x[0])


def examples_of(gold, values, field, pages):
    return [(columns, float(bool(gold[page][field]) and is_right(field, value, gold[page][field])))
            for page in pages for value, columns in values[page, field]]


def odds(p):
    return math.log(max(p, 1e-9) / max(1 - p, 1e-9))


def rescale(gold, field, answers):
    """Platt's two numbers: the best of several values is less often right than its own odds say."""
    slope, shift = 1.0, 0.0
    points = [(odds(p), float(bool(gold[i][field]) and is_right(field, value, gold[i][field])))
              for i, (p, value) in answers.items() if value is not None]
    for _ in range(STEPS):
        g, h = [0.0, 0.0], [[1e-6, 0.0], [0.0, 1e-6]]
        for x, right in points:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * x + shift))))
            for a, u in enumerate((x, 1.0)):
                g[a] += (right - p) * u
                for b, v in enumerate((x, 1.0)):
                    h[a][b] += p * (1 - p) * u * v
        step = solve(h, g)
        slope, shift = slope + step[0], shift + step[1]
    return slope, shift


def rescaled(p, slope, shift):
    return 1 / (1 + math.exp(-(slope * odds(p) + shift)))


def cross_validated(gold, values, field):
    """Answers of models that did not see the page, and what rescales them; the scale of a fold comes from the others too."""
    raw = {}
    for k in range(FOLDS):
        weights = fit(examples_of(gold, values, field, [i for i in range(len(gold)) if i % FOLDS != k]))
        raw.update({i: best_of(weights, values[i, field]) for i in range(len(gold)) if i % FOLDS == k})
    answers = {}
    for k in range(FOLDS):
        scale = rescale(gold, field, {i: a for i, a in raw.items() if i % FOLDS != k})
        answers.update({i: (rescaled(p, *scale) if value is not None else 0.0, value)
                        for i, (p, value) in raw.items() if i % FOLDS == k})
    return answers, rescale(gold, field, raw)


def threshold_of(gold, field, answers):
    """Dates: so that few pages without one are given one. Others: half sure, or surer than not answering is worth."""
    if field == "date":
        without = sorted((answers[i][0] for i, row in enumerate(gold) if not row["date"]), reverse=True)
        return without[int(len(without) * WITHOUT_DATE)]
    return {"title": 0.1, "author": 0.3, "url": 0.1}[field]


def report(gold, field, answers, threshold):
    known = [i for i, row in enumerate(gold) if row[field]]
    right = sum(answers[i][0] >= threshold and is_right(field, answers[i][1], gold[i][field]) for i in known)
    spurious = sum(not gold[i][field] and answers[i][0] >= threshold for i in answers)
    bins = collections.defaultdict(list)
    for i, (p, value) in answers.items():
        if p >= threshold:
            bins[min(9, int(p * 10))].append((p, bool(gold[i][field]) and is_right(field, value, gold[i][field])))
    total = sum(map(len, bins.values()))
    ece = sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, total)
    print(f"{field:12} right {right / len(known):.4f} of {len(known)}, spurious {spurious} of {len(gold) - len(known)}, "
          f"threshold {threshold:.3f}, ECE {ece:.4f} over {total} answers")


def prior(field):
    weights = [0.0] * COLUMNS
    for source, odds in PRIORS[field].items():
        weights[source] = odds
    return weights


def write(path, weights, thresholds):
    with open(path, "w", encoding="utf-8") as out:
        out.write("/* Made by libsrc/train/metadata.py from html/wcxb (CC BY 4.0); do not edit. */\n/* clang-format off */\n")
        out.write("static const float qh_fact_weights[QH_METADATA_FIELDS][QH_FACT_COLUMNS] = {\n")
        for field in FIELDS:
            numbers = [f"{w:.3f}f" for w in weights[field]]
            lines = [", ".join(numbers[i:i + 14]) for i in range(0, len(numbers), 14)]
            out.write(f"    [QUOTH_METADATA_{field.upper()}] = {{" + ",\n        ".join(lines) + "},\n")
        out.write("};\n\nstatic const float qh_fact_thresholds[QH_METADATA_FIELDS] = {\n")
        for field in FIELDS:
            out.write(f"    [QUOTH_METADATA_{field.upper()}] = {thresholds[field]:.3f}f,\n")
        out.write("};\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--dump", type=Path)
    args = parser.parse_args()
    gold, values = read(args.program, args.data / "html" / "wcxb")
    weights = {field: prior(field) for field in PRIORS}
    thresholds = dict(THRESHOLDS)
    dump = {}
    for field in ("title", "author", "date", "url"):
        answers, (slope, shift) = cross_validated(gold, values, field)
        thresholds[field] = threshold_of(gold, field, answers)
        report(gold, field, answers, thresholds[field])
        dump[field] = answers
        if args.write:
            weights[field] = [slope * w for w in fit(examples_of(gold, values, field, range(len(gold))))]
            weights[field][BIAS] += shift
    if args.dump:
        args.dump.write_text(json.dumps([gold, {f"{p} {f}": v for (p, f), v in values.items()}, dump]))
    if args.write:
        write(args.write, weights, thresholds)


if __name__ == "__main__":
    main()
