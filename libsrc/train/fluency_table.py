#!/usr/bin/env python3
"""Writes text/fluency_tables.c: how often characters beyond ASCII, and pairs with one, occur in text of all languages.

usage: python3 libsrc/train/fluency_table.py CORPORA > libsrc/text/fluency_tables.c

CORPORA is the folder that holds languages/train.tsv. Learned are its lines of all languages in one pool, those characters only that
some encoding older than Unicode can carry, and the Chinese lines once more in traditional characters, by ICU's uconv. Costs are negative logarithms in eighths of a natural unit, at most 255.
"""
import collections
import math
import subprocess
import sys
import unicodedata
from pathlib import Path

LEGACY = """cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp862 cp864 cp865 cp866 cp869 cp874 cp932 cp949 cp950 cp1125 cp1250
    cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 big5hkscs euc_jp gbk johab koi8_r koi8_t koi8_u ptcp154 mac_roman
    mac_latin2 mac_turkish mac_greek mac_cyrillic mac_iceland mac_croatian mac_romanian iso8859_2 iso8859_3 iso8859_4 iso8859_5
    iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16""".split()
BELIEF = 5  # how many occurrences the single characters are worth beside the pairs
WORTH = 3  # a pair whose cost differs by less from what its characters say is left out

# Typography is rarer in the lines than elsewhere: so much of what the plain signs have is counted for theirs as well.
TYPOGRAPHY = {"'": "’‘", '"': "“”„«»", "-": "–—", ".": "…", " ": "\u00a0"}
TYPOGRAPHY_SHARE = 0.03
SIGNS = "\u00a0©®«»“”„‘’–—…•·°€£§№¿¡、。，「」『』《》（）！？：；・"
MANY_WEIGHT = 8  # of ideographs and syllables: three of 75 languages have too little of the lines
SIGN_SHARE = 2e-5
LEVEL_SHARE = 3e-6  # of the ideographs and syllables that a standard counts among the frequent ones


def symbol(c):
    """What is counted as one: letters without case, digits, line ends and spaces."""
    if c in "\n\r\t":
        return " "
    if c.isascii():
        return "0" if c.isdigit() else c.lower()
    return c.lower() if len(c.lower()) == 1 else c


def is_many(c):
    """Ideographs and Hangul: too many for pairs."""
    return 0x3400 <= ord(c) < 0xA000 or 0xAC00 <= ord(c) < 0xD7A4


def is_legacy(c):
    for codec in LEGACY:
        try:
            c.encode(codec)
            return True
        except UnicodeEncodeError:
            continue
    return False


def count(lines):
    pairs, singles, before = collections.Counter(), collections.Counter(), collections.Counter()
    for line in lines:
        symbols = [symbol(c) for c in f" {line} "]
        for a, b in zip(symbols, symbols[1:]):
            singles[b] += 1
            before[a] += 1
            if not is_many(a) and not is_many(b):
                pairs[a, b] += 1
    add_typography(pairs, singles, before)
    return pairs, singles, before


def add_typography(pairs, singles, before):
    for (a, b), n in list(pairs.items()):
        for first in TYPOGRAPHY.get(a, ""):
            pairs[first, b] += TYPOGRAPHY_SHARE * n
            before[first] += TYPOGRAPHY_SHARE * n
        for second in TYPOGRAPHY.get(b, ""):
            pairs[a, second] += TYPOGRAPHY_SHARE * n
            singles[second] += TYPOGRAPHY_SHARE * n


def cost(share):
    return min(255, round(-8 * math.log(share)))


def levels():
    """The first level of Big5, GB 2312 and JIS X 0208, and the syllables of KS X 1001."""
    rows = [("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))), ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
            ("euc_jp", range(0xB0, 0xD0), range(0xA1, 0xFF)), ("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF))]
    return {bytes([lead, tail]).decode(codec, "ignore") for codec, leads, tails in rows for lead in leads for tail in tails} - {""}


def rest(c):
    """The share of a character that never occurs; text/fluency.c has the same for those that are in no table."""
    if is_many(c):
        return 1e-6
    return 3e-7 if unicodedata.category(c)[0] == "L" else 1e-6


def shares(singles):
    total = sum(singles.values())
    least = dict.fromkeys(levels(), LEVEL_SHARE) | dict.fromkeys(SIGNS, SIGN_SHARE)
    wanted = sorted(c for c in set(singles) | set(least) if c.isascii() or is_legacy(c))
    return {c: max(singles[c] * (MANY_WEIGHT if is_many(c) else 1) / total + rest(c), least.get(c, 0)) for c in wanted}


def rows(share, pairs, before):
    """For each character: its pairs with the ones behind it, as (number, cost)."""
    numbers = {c: i for i, c in enumerate(share)}
    out = [[] for _ in share]
    for (a, b), n in pairs.items():
        if a not in numbers or b not in numbers or (a.isascii() and b.isascii()):
            continue
        total = before[a] + BELIEF
        seen = cost((n + BELIEF * share[b]) / total)
        if abs(seen - cost(BELIEF * share[b] / total)) >= WORTH:
            out[numbers[a]].append((numbers[b], seen))
    return [sorted(row) for row in out]


def write(name, kind, values):
    print(f"\nconst {kind} qh_fluency_{name}[{len(values)}] = {{")
    for i in range(0, len(values), 24):
        print("    " + ",".join(str(v) for v in values[i:i + 24]) + ",")
    print("};")


def traditional(lines):
    command = ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Hans-Hant"]
    return subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=True).stdout.decode().split("\n")


def read_lines(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]
    return [row[2] for row in rows] + traditional([row[2] for row in rows if row[0] == "zh"])


def main():
    lines = read_lines(Path(sys.argv[1]) / "languages" / "train.tsv")
    pairs, singles, before = count(lines)
    share = shares(singles)
    table = rows(share, pairs, before)
    starts = [sum(map(len, table[:i])) for i in range(len(table) + 1)]
    print("/* Generated by libsrc/train/fluency_table.py from languages/train.tsv of the corpora (pemistahl/lingua, Apache-2.0); do not")
    print("   edit. */")
    print('#include "text/fluency_tables.h"\n\n/* clang-format off */')
    print(f"const uint16_t qh_fluency_count = {len(share)};")
    write("points", "uint16_t", [ord(c) for c in share])
    write("single", "uint8_t", [cost(s) for s in share.values()])
    write("behind", "uint8_t", [cost(BELIEF / (before[c] + BELIEF)) for c in share])
    write("starts", "uint16_t", starts)
    write("seconds", "uint16_t", [b for row in table for b, _ in row])
    write("pairs", "uint8_t", [n for row in table for _, n in row])


if __name__ == "__main__":
    main()
