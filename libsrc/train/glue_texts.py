"""The texts that glue.py learns from, and the points made in them. Only sources that may be shipped: see SOURCES.md."""
import hashlib
import json
import random
import re
from collections import defaultdict
from typing import NamedTuple

QUOTES = ["aads_fr", "clic", "litbank", "openboek_nl"]
LICENCES = {"aads_fr": "MIT", "clic": "MIT", "litbank": "CC BY 4.0", "openboek_nl": "CC BY 4.0", "languages": "Apache-2.0",
            "wcxb": "CC BY 4.0"}
# Whose sentences begin with a capital.
CASED = set("af ca cs cy da de en es et eu fi fr hr hu id is it lt lv nb nl pl pt ro sk sl sq sv tr ru uk bg mk el sr be".split())
CYRILLIC_GREEK = set("ru uk bg mk el sr be".split())
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


# ---- texts as they are ----

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


# ---- points made ----

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
