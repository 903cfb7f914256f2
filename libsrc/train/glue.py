#!/usr/bin/env python3
"""Learns how the signs of a joint (script/signs.h) speak for and against two texts stuck together there.

usage: glue.py DATA SIGNS [--write ../script/glue_weights.inc] [--look FILE]

DATA is the folder of the corpora, SIGNS the program made of glue_signs.c. Prints what the weights do on the texts they were fitted to
and on others. --write makes the C file that script/typography.c includes. --look writes the joints that look like points and that
nobody made, to be read: the keys of those that are points belong into glue_points.txt, beside this file.

Texts as they are hold joints that are none; points are made by taking out the white space between sentences, paragraphs, titles,
captions and headings. Each joint counts twice: in its text, and in its line alone. Needs numpy.
"""
import argparse
import hashlib
import json
import random
import re
import subprocess
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

QUOTES = ["aads_fr", "clic", "litbank", "openboek_nl"]
LICENCES = {"aads_fr": "MIT", "clic": "MIT", "litbank": "CC BY 4.0", "openboek_nl": "CC BY 4.0", "languages": "Apache-2.0",
            "wcxb": "CC BY 4.0"}
# Whose sentences begin with a capital.
CASED = set("af ca cs cy da de en es et eu fi fr hr hu id is it lt lv nb nl pl pt ro sk sl sq sv tr ru uk bg mk el sr be".split())
CYRILLIC_GREEK = set("ru uk bg mk el sr be".split())
KINDS = ["WORD", "STOP", "CLOSED", "DIGIT", "CAPITALS"]
STOP, CLOSED = 1, 2
PRIOR = 100e-6  # points a word
SHARES = [0.45, 0.35, 0.05, 0.10, 0.05]  # of the kinds
RIDGE = 0.3
LOUDEST = 10  # joints of one text count as so many at most
LEAST = 7  # sixteenths: 0.6
UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁЇІЄҐΑ-ΩΆΈΉΊΌΎΏ"
SENTENCE_END = re.compile(rf"(?<=[^\W\d_]{{3}})[.!?…]+[”\"»’)]*( +)(?=[“\"«„‘(]?[{UPPER}])")
BLANK_LINES = re.compile(r"\n\s*\n")
PERSON = re.compile(rf"[{UPPER}][a-zà-ÿ]{{2,}} [{UPPER}][a-zà-ÿ]{{2,}}(?=\W)")
LISTED = re.compile(r"[*#>|\-\\\[]|\d")


class Text(NamedTuple):
    source: str
    work: str
    language: str
    held_back: bool
    text: str
    title: str = ""


class Row(NamedTuple):
    """A joint; `made` says how, when it is a point."""
    made: str
    text: Text
    alone: bool
    kind: int
    signs: int
    is_name: bool
    key: str
    context: str


# ---- texts ----

def half_of(work):
    return hashlib.md5(work.encode()).digest()[0] % 2 == 1


def quote_texts(data, source):
    for part in ("train", "dev"):
        for line in (data / "quotes" / f"{source}.{part}.jsonl").open(encoding="utf-8"):
            d = json.loads(line)
            if d.get("corpus") == "fr-litbank":  # share-alike
                continue
            work = d.get("work") or re.split(r"__|_\d", d["id"])[0]
            yield Text(source, work, d["lang"], part == "dev" or half_of(work), d["text"])


def web_texts(data):
    for line in (data / "html" / "wcxb" / "gold.jsonl").open(encoding="utf-8"):
        d = json.loads(line)
        if d.get("main"):
            yield Text("wcxb", d["id"], "en", half_of(d["id"]), d["main"], (d.get("title") or "").strip())


def language_texts(data):
    """Texts of five paragraphs of four sentences."""
    for part in ("train", "dev"):
        sentences = defaultdict(list)
        for line in (data / "languages" / f"{part}.tsv").open(encoding="utf-8"):
            language, kind, text = line.rstrip("\n").split("\t")[:3]
            if kind == "sentences":
                sentences[language].append(text)
        for language, all_of_it in sentences.items():
            for i in range(0, len(all_of_it) - 19, 20):
                text = "\n\n".join(" ".join(all_of_it[j:j + 4]) for j in range(i, i + 20, 4))
                yield Text("languages", f"{language}/{part}/{i}", language, part == "dev", text)


def texts_of(data):
    found = [t for source in QUOTES for t in quote_texts(data, source)]
    found += [*web_texts(data), *language_texts(data)]
    return [t._replace(text=t.text.replace("\0", " ")) for t in found]


# ---- points ----

def class_of(before, after):
    last = before[-1]
    if not after[:1].isalpha():
        return "stop, then a mark" if last in ".!?…" else "other"
    if last in ".!?…":
        return "stop"
    if last in "”\"»’'":
        return "stop and quote" if before[-2:-1] in set(".!?…,") else "quote"
    if last in ")]":
        return "bracket"
    if last.isdigit():
        return "figure"
    if last.isupper():
        return "capitals"
    if last.islower() and after[0].isupper():
        return "word" if after[1:2].islower() else "word, then one letter"
    return "other"


def without(text, cuts):
    """The text without the stretches `cuts`, and its points: offset in bytes -> class."""
    out, points, last, size = [], {}, 0, 0
    for start, end in sorted(cuts):
        out.append(text[last:start])
        size += len(out[-1].encode())
        points[size] = class_of(text[max(0, start - 3):start], text[end:end + 3])
        last = end
    return "".join(out) + text[last:], points


def paragraph_cuts(text):
    """Between a paragraph and the next; behind a heading."""
    behind_stop, behind_heading = [], []
    for m in BLANK_LINES.finditer(text):
        start, end = m.span()
        left, right = text[:start].rsplit("\n", 1)[-1], text[end:end + 400].split("\n", 1)[0]
        if len(left.split()) >= 2 and len(right.split()) >= 3 and not LISTED.match(right.strip()):
            ended = class_of(text[max(0, start - 3):start], text[end:end + 3]).startswith("stop")
            (behind_stop if ended else behind_heading).append((start, end))
    return behind_stop, behind_heading


def with_caption(text, rng):
    """A name that the text has, in front of a paragraph: (text, cut), or None."""
    names = list(dict.fromkeys(PERSON.findall(text)))
    starts = [m.end() for m in BLANK_LINES.finditer(text)
              if text[m.end():m.end() + 1].isupper() and len(text[m.end():m.end() + 300].split("\n")[0].split()) > 6]
    if not names or not starts:
        return None
    at, caption = rng.choice(starts), rng.choice(["Photo: ", "By ", "", "Picture of ", ""]) + rng.choice(names)
    return text[:at] + caption + " " + text[at:], (at + len(caption), at + len(caption) + 1)


def glued(t):
    """Texts with points, made of one."""
    rng, text = random.Random(t.work + t.text[:40]), t.text
    sentences = [m.span(1) for m in SENTENCE_END.finditer(text)]
    for cuts, most in ((sentences, 3), *zip(paragraph_cuts(text), (2, 3))):
        if cuts:
            yield without(text, rng.sample(cuts, min(len(cuts), most)))
    if t.title and len(text) > 100 and text[0].isalpha():
        yield without(f"{t.title}\n\n{text}", [(len(t.title), len(t.title) + 2)])
    captioned = with_caption(text, rng) if t.language not in CYRILLIC_GREEK else None
    if captioned:
        yield without(captioned[0], [captioned[1]])
    if sentences:
        start, end = rng.choice(sentences)
        if text[start - 1] == ".":  # a headline has none
            yield without(text[:start - 1] + text[start:], [(start - 1, end - 1)])


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
    sources = ", ".join(f"{s} ({l})" for s, l in sorted(LICENCES.items()))
    rows = [f"/* Generated by libsrc/train/glue.py from {sources}. */",
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
    """The rows, how many points of each class were made, and words by source, these two of what is fitted to and what is held back."""
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
