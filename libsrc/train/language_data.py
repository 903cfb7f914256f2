#!/usr/bin/env python3
"""Gathers what the language model is trained from, beside the training lines: see SOURCES.md.

usage: language_data.py TRAIN.tsv OUT

Writes OUT/lines.tsv (language, kind, text: the training lines, lines of kind "single-words" and "sentences" for languages that these
lack, and words of kind "made") and OUT/counts.tsv (language, letters, how often). "_" is the edge of a word.
"""
import bisect
import collections
import importlib.util
import itertools
import json
import random
import re
import sys
from multiprocessing import Pool
from pathlib import Path

MADE = 40000  # words a language
ORDERS = ["unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"]
RARE = 1e-7
LONGEST = 26
LOCALES = {"ckb": "ckb", "kmr": "ku", "ps": "ps", "ne": "ne"}  # by the names that CLDR has
LETTERS_OF_ONE = {"ja", "zh"}  # for these only counts of single letters are there


def folder_of(package, name):
    spec = importlib.util.find_spec(package)
    if spec is None:
        sys.exit(f"language_data.py: the package {name} is missing: pip install {name}")
    return Path(spec.origin).parent


def frequencies(models, language):
    """How likely each run of one to five letters is, and what follows which."""
    import brotli

    likely, follows, total = {}, {}, 0
    for n, name in enumerate(ORDERS):
        path = models / language / f"{name}.json.br"
        if not path.exists():
            continue
        after = collections.defaultdict(list)
        for fraction, grams in json.loads(brotli.decompress(path.read_bytes()))["ngrams"].items():
            top, bottom = map(int, fraction.split("/"))
            if n == 0:
                total = max(total, bottom)
            for gram in grams.split():
                likely[gram] = top / bottom * (likely[gram[:-1]] if n else 1)
                if n > 1:
                    after[gram[:-1]].append((gram[-1], top / bottom))
        for before, choices in after.items():
            follows[before] = [c for c, _ in choices], list(itertools.accumulate(p for _, p in choices))
    return likely, follows, total


def edges(likely):
    """A run of letters that occurs more often than with one more letter before (behind) it begins (ends) words."""
    before, behind = collections.Counter(), collections.Counter()
    for gram, p in likely.items():
        if len(gram) > 1:
            before[gram[1:]] += p
            behind[gram[:-1]] += p
    return {g: p - before[g] for g, p in likely.items()}, {g: p - behind[g] for g, p in likely.items()}


def write_counts(language, likely, total, first, last):
    rare = max(RARE, 1.5 / total)
    with open(f"{OUT}/{language}.counts", "w", encoding="utf-8") as out:
        for gram, p in likely.items():
            if len(gram) == 1 or (len(gram) in (3, 4) and p >= RARE):
                out.write(f"{language}\t{gram}\t{p * total:.1f}\n")
            if len(gram) not in (2, 3):
                continue
            if first[gram] >= rare:
                out.write(f"{language}\t_{gram}\t{first[gram] * total:.1f}\n")
            if last[gram] >= rare:
                out.write(f"{language}\t{gram}_\t{last[gram] * total:.1f}\n")


def make_word(chance, starts, weights, follows):
    """A word as the counts would have it; what is missing to one among the followers is the end of the word."""
    word = starts[bisect.bisect(weights, chance.random() * weights[-1])]
    while len(word) < LONGEST:
        letters, sums = follows.get(word[-4:], ([], [0]))
        x = chance.random()
        if x >= sums[-1]:
            return word
        word += letters[bisect.bisect(sums, x)]
    return None


def write_words(language, follows, total, first):
    starts = [g for g, p in first.items() if len(g) == 3 and p > 1.5 / total]
    weights = list(itertools.accumulate(first[g] for g in starts))
    chance, seen = random.Random(language), set()
    with open(f"{OUT}/{language}.made", "w", encoding="utf-8") as out:
        for _ in range(8 * MADE):
            word = make_word(chance, starts, weights, follows)
            if word and len(word) > 3 and word not in seen:
                seen.add(word)
                out.write(f"{language}\tmade\t{word}\n")
            if len(seen) == MADE:
                break


def model_of(task):
    models, language = task
    likely, follows, total = frequencies(models, language)
    first, last = edges(likely)
    if language in LETTERS_OF_ONE:
        first = last = collections.Counter()
    write_counts(language, likely, total, first, last)
    if language not in LETTERS_OF_ONE:
        write_words(language, follows, total, first)


def locale_lines(language):
    from babel import Locale

    locale = Locale.parse(LOCALES[language])
    names = [n for table in (locale.languages, locale.territories, locale.scripts, locale.currencies) for n in table.values()]
    for width in ("wide", "abbreviated"):
        names += list(locale.months["format"][width].values()) + list(locale.days["format"][width].values())
    return names


def message_lines(django, language):
    lines = []
    for path in sorted(django.glob(f"**/locale/{language}/LC_MESSAGES/*.po")):
        for entry in path.read_text(encoding="utf-8").split("\n\n")[1:]:
            text = "".join(re.findall(r'^(?:msgstr(?:\[\d\])?\s+)?"(.*)"$', entry[entry.find("msgstr"):], re.M))
            text = re.sub(r"%\(\w+\)\w|%\w|\{\w*\}|<[^>]*>|\\\w|https?:\S+", " ", text)
            lines.append(re.sub(r"\b[A-Za-z][\w.-]*", " ", text) if language != "kmr" else text)
    return lines


def extra_lines():
    """For languages without training lines: names, messages, frequent words."""
    import stopwordsiso

    django = folder_of("django", "django")
    for row in (Path(__file__).parent / "language_words.tsv").read_text(encoding="utf-8").splitlines():
        language, words = row.split("\t")
        words = words.split()
        if language == "ckb":
            words += sorted(stopwordsiso.stopwords("ku"))
        yield from ((language, "single-words", w) for w in words for _ in range(3))
        yield from ((language, "word-pairs", f"{a} {b}") for a, b in zip(words, words[1:]))
        names = locale_lines(language)
        yield from ((language, "word-pairs", n) for n in names)
        texts = [t for t in message_lines(django, language) if len(t.split()) > 2]
        yield from ((language, "sentences", t.strip()) for t in texts)
        chance = random.Random(language)
        for _ in range(300):
            yield language, "sentences", " ".join(chance.choice(words + names) for _ in range(8))


def main(train, out):
    global OUT
    OUT = out
    Path(out).mkdir(parents=True, exist_ok=True)
    if not Path(train).is_file():
        sys.exit(f"language_data.py: no training lines at {train}")
    for package, name in (("brotli", "brotli"), ("babel", "babel"), ("stopwordsiso", "stopwordsiso")):
        folder_of(package, name)
    models = folder_of("lingua", "lingua-language-detector==1.4.2") / "language-models"
    if not models.is_dir():
        sys.exit("language_data.py: this lingua-language-detector has no language-models folder; 1.4.2 has: pip install lingua-language-detector==1.4.2")
    lines = Path(train).read_text(encoding="utf-8").splitlines()
    languages = sorted({line.split("\t")[0] for line in lines})
    languages = [x for x in languages if (models / x).is_dir() and x not in ALONE]
    with Pool(2) as pool:
        pool.map(model_of, [(models, x) for x in languages], chunksize=1)
    with open(f"{out}/counts.tsv", "w", encoding="utf-8") as counts:
        for x in languages:
            counts.write(Path(f"{out}/{x}.counts").read_text(encoding="utf-8"))
    with open(f"{out}/lines.tsv", "w", encoding="utf-8") as all_lines:
        all_lines.writelines(line + "\n" for line in lines)
        all_lines.writelines("\t".join((a, b, re.sub(r"\s+", " ", c))) + "\n" for a, b, c in extra_lines())
        for x in languages:
            made = Path(f"{out}/{x}.made")
            all_lines.write(made.read_text(encoding="utf-8") if made.exists() else "")


ALONE = {"bn", "el", "gu", "he", "hy", "ka", "ko", "pa", "ta", "te", "th"}  # the script tells the language
OUT = "."

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
