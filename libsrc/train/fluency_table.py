#!/usr/bin/env python3
"""Writes text/fluency_tables.c: how often characters beyond ASCII, and pairs with one, occur in text of all languages.

usage: python3 libsrc/train/fluency_table.py CORPORA > libsrc/text/fluency_tables.c

CORPORA is the folder that holds languages/train.tsv. Learned are its lines of all languages in one pool, those characters only that
some encoding older than Unicode can carry. Costs are negative logarithms in eighths of a natural unit, at most 255.
"""
import collections
import math
import sys
import unicodedata
from pathlib import Path

LEGACY = """cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp862 cp864 cp865 cp866 cp869 cp874 cp932 cp949 cp950 cp1125 cp1250
    cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 big5hkscs euc_jp gbk johab koi8_r koi8_t koi8_u ptcp154 mac_roman
    mac_latin2 mac_turkish mac_greek mac_cyrillic mac_iceland mac_croatian mac_romanian iso8859_2 iso8859_3 iso8859_4 iso8859_5
    iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16""".split()
BELIEF = 5  # how many occurrences the single characters are worth beside the pairs
WORTH = 3  # a pair whose cost differs by less from what its characters say is left out

# Signs and characters of running text that are rare in the lines: the more common ideographs and syllables, typography.
COMMON = """
    的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经
    么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全
    三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常
    先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件
    计管期市直资命山金指许统区保至队形社便空决治展马科司五基书非则听界达光放强即难权思完设式色路记南品住告类求据程北边该交规万取
    格望领共确传师观清今切院让带导争运這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰
    頭體見產話內給門兒東聲員論處義幾認條氣題別變總電數報結務場計資許統區隊決馬書則聽達強難權設記類據邊該規萬領確傳師觀讓帶導爭運
    あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもゃやゅゆょよら
    りるれろわをんアィイウェエオカガキクグケゲコゴサザシジスズセソタダチッツテデトドナニネノハバパヒビピフブプヘベペホボポマミム
    メモャヤュユョヨラリルレロワンー気言語食이다는에의가을로고하은지를기한도서사자있인대어과나그리수시들해일으제정보전부아스장구
    상니만라여원면게동주관안었것될우업국조년성민공개러위비신중화오마세연선학식용문경실발치소영모생당미않등방때내교진무히금회물명
    유행체할출분없간산재계입와
""".split()
SIGNS = "\u00a0©®«»“”„‘’–—…•·°€£§№¿¡、。，「」『』《》（）！？：；・"
COMMON_SHARE = 2e-5


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
    return pairs, singles, before


def cost(share):
    return min(255, round(-8 * math.log(share)))


def rest(c):
    """The share of a character that never occurs; text/fluency.c has the same for those that are in no table."""
    if is_many(c):
        return 3e-6 if ord(c) < 0xAC00 else 1e-5
    return 3e-7 if unicodedata.category(c)[0] == "L" else 1e-6


def shares(singles):
    total = sum(singles.values())
    common = set("".join(COMMON) + SIGNS)
    wanted = sorted(c for c in set(singles) | common if c.isascii() or is_legacy(c))
    return {c: max(singles[c] / total + rest(c), COMMON_SHARE if c in common else 0) for c in wanted}


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


def main():
    path = Path(sys.argv[1]) / "languages" / "train.tsv"
    lines = [line.split("\t")[2] for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]
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
