#!/usr/bin/env python3
"""Learns how the signs of a joint (script/signs.h) speak for and against two texts stuck together there.

usage: glue.py DATA SIGNS [--write ../script/glue_weights.inc] [--look FILE]

DATA is the folder of the corpora, SIGNS the program made of glue_signs.c. Prints what the weights do on the texts they were fitted
to and on others. --write makes the C file that script/typography.c includes. --look writes the joints that look like points and that
nobody made, to be read: the keys of those that are points belong into glue_points.txt, beside this file.

Texts as they are hold joints that are none; points are made by taking out the white space between sentences, paragraphs, titles,
captions and headings. Each joint counts twice: in its text, and in its line alone. Needs numpy.
"""
import argparse
import hashlib
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from glue_texts import CASED, LICENCES, glued, texts_of

KINDS = ["WORD", "STOP", "CLOSED", "DIGIT", "CAPITALS"]
STOP, CLOSED = 1, 2
PRIOR = 100e-6  # points a word
SHARES = [0.45, 0.35, 0.05, 0.10, 0.05]  # of the kinds
RIDGE = 0.1
LOUDEST = 10  # joints of one text count as so many at most
LEAST = 7  # sixteenths: 0.6


class Row(NamedTuple):
    """A joint; `made` says how, when it is a point."""
    made: str
    text: NamedTuple  # of glue_texts.py
    alone: bool
    kind: int
    signs: int
    is_name: bool
    key: str
    context: str


# ---- joints ----

def joints_of(program, texts):
    """Of each text its joints, (offset, kind, signs, is a name)."""
    fed = b"".join(b"%d\n" % len(t) + t for t in texts)
    out = subprocess.run([program], input=fed, stdout=subprocess.PIPE, check=True).stdout.decode()
    for line in out.splitlines():
        f = line.split()[1:]
        yield [(int(f[i]), int(f[i + 1]), int(f[i + 2], 16), f[i + 3] == "1") for i in range(0, len(f), 4)]


def context_of(text, at):
    before, after = text[max(0, at - 60):at].decode(errors="ignore"), text[at:at + 60].decode(errors="ignore")
    key = re.sub(r"\s+", " ", f"{before[-12:]}|{after[:12]}")
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest(), f"{before}|{after}"


def line_bounds(text, at):
    end = text.find(b"\n", at)
    return text.rfind(b"\n", 0, at) + 1, len(text) if end < 0 else end


def rows_of(program, jobs):
    """Jobs are (text, bytes, points, alone); where there are no points, all joints are told."""
    for (t, data, points, alone), joints in zip(jobs, joints_of(program, [job[1] for job in jobs])):
        for at, kind, signs, is_name in joints:
            if not points or at in points:
                yield Row(points.get(at, ""), t, alone, kind, signs, is_name, *context_of(data, at)), at


def both_views(program, jobs):
    """In its text, and in its line alone."""
    lines = []
    for t, data, points, _ in jobs:
        for at, name in points.items():
            start, end = line_bounds(data, at)
            lines.append((t, data[start:end], {at - start: name}, True))
    plain = [job for job in jobs if not job[2]]
    for job, joints in zip(plain, joints_of(program, [job[1] for job in plain])):
        for start, end in sorted({line_bounds(job[1], joint[0]) for joint in joints}):
            lines.append((job[0], job[1][start:end], {}, True))
    return [row for row, _ in rows_of(program, jobs)] + [row for row, _ in rows_of(program, lines)]


# ---- fitting ----

def matrix_of(rows, signs):
    bits = np.array([r.signs for r in rows], dtype=np.uint64).reshape(-1, 1)
    on = (bits >> np.arange(signs, dtype=np.uint64)) & np.uint64(1)
    return np.hstack([np.ones((len(rows), 1)), on.astype(float)])


def weights_of_rows(rows, kind, words):
    """So that points are as frequent as PRIOR says, and no text of names is louder than others."""
    points = sum(1 for r in rows if r.made)
    joints = Counter((r.text.source, r.text.work, r.alone) for r in rows if not r.made)
    point = PRIOR * 2 * words * SHARES[kind] / max(points, 1)
    return np.array([point if r.made else min(1, LOUDEST / joints[r.text.source, r.text.work, r.alone]) for r in rows])


def fit(rows, kind, words, signs):
    """Logistic regression by Newton's method: a base and a weight a sign."""
    rows = [r for r in rows if not r.is_name and (r.kind == kind or (kind == CLOSED and r.kind == STOP and not r.made))]
    x, y, w = matrix_of(rows, signs), np.array([bool(r.made) for r in rows], float), weights_of_rows(rows, kind, words)
    b, ridge = np.zeros(signs + 1), np.full(signs + 1, RIDGE)
    ridge[0] = 1e-3
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        step = np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (w * (y - p)) - ridge * b)
        b += step
        if abs(step).max() < 1e-6:
            break
    return np.clip(np.round(b * 16), -127, 127).astype(int)


def scores(rows, columns):
    """In sixteenths, as typography.c adds them up; names have the lowest."""
    x = matrix_of(rows, len(columns[0]) - 1)
    sums = (x * np.array([columns[r.kind] for r in rows])).sum(axis=1)
    return np.where([r.is_name for r in rows], -999, sums)


# ---- telling ----

def print_classes(rows, sums, made):
    """Recall of the points made, most of which have the shape of a joint."""
    found, shaped = Counter(), Counter()
    for r, s in zip(rows, sums):
        if r.made and not r.alone:
            shaped[r.made] += 1
            found[r.made] += s >= LEAST
    for name, count in made.most_common():
        print(f"  {name:22} {found[name]:6} of {count:6} {found[name] / count:6.3f}   {shaped[name] / count:.3f} are joints")


def print_false(rows, sums, words):
    false = Counter(r.text.source for r, s in zip(rows, sums) if not r.made and not r.alone and s >= LEAST)
    for source, count in words.items():
        print(f"  {source:22} {false[source]:6} in {count:8} words {1e6 * false[source] / count:6.1f} a million")


def print_calibration(rows, sums, words):
    """How many of 100 reported are right when points are as frequent as PRIOR says."""
    made = Counter(r.kind for r in rows if r.made and not r.alone)
    weigh = np.array([PRIOR * words * SHARES[r.kind] / made[r.kind] if r.made else 1 for r in rows])
    sure, point = 1 / (1 + np.exp(-np.maximum(sums, -99) / 16)), np.array([bool(r.made) for r in rows])
    for low, high in ((0.6, 0.8), (0.8, 0.95), (0.95, 1)):
        inside = (sums >= LEAST) & (sure >= low) & (sure < high)
        right, total = weigh[inside & point].sum(), weigh[inside].sum()
        mean = (weigh * sure)[inside].sum() / max(total, 1e-9)
        print(f"  reported with {low} to {high}: {100 * right / max(total, 1e-9):.1f} of 100 are right, {100 * mean:.1f} expected")


def report(rows, columns, made, words):
    for held_back in (False, True):
        some = [r for r in rows if r.text.held_back == held_back]
        sums = scores(some, columns)
        print("held back" if held_back else "fitted to")
        print_classes(some, sums, made[held_back])
        print_false(some, sums, words[held_back])
        print_calibration(some, sums, sum(words[held_back].values()))


def look(path, rows, columns):
    suspects = {r.key: (s, r) for r, s in zip(rows, scores(rows, columns)) if not r.made and s > -16}
    with path.open("w", encoding="utf-8") as out:
        for s, r in sorted(suspects.values(), key=lambda item: -item[0]):
            print(r.key, f"{s / 16:+.2f}", KINDS[r.kind], r.text.source, repr(r.context), sep="\t", file=out)


def write(path, columns, names):
    sources = ",\n   ".join(f"{s} ({l})" for s, l in sorted(LICENCES.items()))
    rows = [f"/* Generated by libsrc/train/glue.py; do not edit. Learned from\n   {sources}. */",
            f"enum {{ LEAST = {LEAST} }}; /* of a sum that is reported */", "",
            f"static const int8_t base[QH_JOINT_KINDS] = {{{', '.join(str(c[0]) for c in columns)}}};", "",
            "static const int8_t weights[QH_SIGNS][QH_JOINT_KINDS] = {"]
    for i, name in enumerate(names, 1):
        if any(c[i] for c in columns):
            rows.append(f"    [{name}] = {{{', '.join(str(c[i]) for c in columns)}}},")
    path.write_text("\n".join([*rows, "};", ""]), encoding="utf-8")


def sign_names():
    header = (Path(__file__).resolve().parents[1] / "script" / "signs.h").read_text(encoding="utf-8")
    enum = re.search(r"enum qh_sign \{(.*?)\} qh_sign", header, re.S)[1]
    return re.findall(r"^\s*(QH_\w+)", enum, re.M)[:-1]


def gather(data, program):
    """The rows; how many points of each class were made, and words by source: of what is fitted to, and of what is held back."""
    jobs, made, words = [], (Counter(), Counter()), (Counter(), Counter())
    for t in texts_of(data):
        jobs.append((t, t.text.encode(), {}, False))
        words[t.held_back][t.source] += len(t.text.split())
        if t.source != "languages" or t.language in CASED:
            jobs += [(t, text.encode(), points, False) for text, points in glued(t)]
    for t, _, points, _ in jobs:
        made[t.held_back].update(points.values())
    return both_views(program, jobs), made, words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("signs")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--look", type=Path)
    options = parser.parse_args()
    names = sign_names()
    true_points = set((Path(__file__).resolve().parent / "glue_points.txt").read_text(encoding="utf-8").split())
    rows, made, words = gather(options.data, options.signs)
    rows = [r for r in rows if r.made or r.key not in true_points]
    fitted = [r for r in rows if not r.text.held_back]
    columns = [fit(fitted, kind, sum(words[False].values()), len(names)) for kind in range(len(KINDS))]
    report(rows, columns, made, words)
    if options.look:
        look(options.look, rows, columns)
    if options.write:
        write(options.write, columns, names)


if __name__ == "__main__":
    main()
