#!/usr/bin/env python3
"""Writes tables.h, tables.c and trie_tables.c beside this file: the Unicode properties that script/ needs.

usage: python3 libsrc/script/generate.py

Needs fonttools (Script, Script_Extensions), unicodedata2 (category, bidi class, mirrored, name) and regex (Grapheme_Cluster_Break)
from PyPI, all of the same Unicode version. Bidi_Paired_Bracket, which none of them carries, is derived from categories and names;
tests/unit/test_properties.c compares everything with ICU and utf8proc.
"""
import re
import sys
from collections import Counter
from pathlib import Path

import regex
import unicodedata2 as ucd
from fontTools.unicodedata import ScriptExtensions, Scripts, script, script_extension

CODE_POINTS = 0x110000
LEAF, MIDDLE = 16, 32  # code points of a leaf, leaves of a middle block: least memory of all sizes tried
SET_WORDS = 3
FIRST = ["Zyyy", "Zinh", "Zzzz"]
AGGREGATES = {"Hanb": "Han_With_Bopomofo", "Hrkt": "Katakana_Or_Hiragana", "Jpan": "Japanese", "Kore": "Korean"}

OPENS, CLOSES, LTR, RTL, LETTER, SIMPLE, MARK, DIGIT = (1 << i for i in range(8))

# Directed quotation marks; “ and ‘ close „ and ‚ too. What matches what is properties.c's to say.
QUOTES = {0xAB: OPENS, 0xBB: CLOSES, 0x2018: OPENS | CLOSES, 0x2019: CLOSES, 0x201A: OPENS, 0x201C: OPENS | CLOSES, 0x201D: CLOSES,
          0x201E: OPENS, 0x2039: OPENS, 0x203A: CLOSES, 0x301D: OPENS, 0x301E: CLOSES, 0x301F: CLOSES}

# Grapheme_Cluster_Break of what lets a cluster end on both sides, next to its like. CR is missing: it holds LF.
APART = ("Other", "Control", "LF", "LV", "LVT")
ONCE_JOINED = {0x11A3A}  # in older versions, utf8proc's perhaps


def code_points_of(pattern):
    return {ord(c) for c in regex.findall(pattern, "".join(map(chr, range(CODE_POINTS))))}


def unicode_version():
    """The version that the packages are of; regex does not tell its own, but no two versions assign the same characters."""
    versions = {ucd.unidata_version}
    for module, name in ((Scripts, "Scripts"), (ScriptExtensions, "ScriptExtensions")):
        text = Path(module.__file__).read_text(encoding="utf-8")
        versions.add(re.search(rf"^# {name}-([0-9.]+)\.txt", text, re.M)[1])
    if code_points_of(r"\p{Cn}") != {c for c in range(CODE_POINTS) if ucd.category(chr(c)) == "Cn"}:
        versions.add("another one (regex)")
    if len(versions) != 1:
        sys.exit(f"the packages are of different Unicode versions: {', '.join(sorted(versions))}")
    return versions.pop()


def other_side(name):
    """The name of the bracket that an opening one is closed by."""
    name = name.replace("GYON", "GYAS") if "GYON" in name else re.sub("^OGHAM", "OGHAM REVERSED", name).replace("LEFT", "RIGHT")
    return re.sub("LESS|GREATER", lambda m: "GREATER" if m[0] == "LESS" else "LESS", name)


def bracket_pairs():
    """{code point: number of its pair}: mirrored neutrals of category Ps and Pe whose names differ in the side only. U+2329 and
    U+232A share the number of U+3008 and U+3009, to which they are canonically equivalent."""
    candidates = [c for c in range(CODE_POINTS) if ucd.category(chr(c)) in ("Ps", "Pe") and ucd.mirrored(chr(c))
                  and ucd.bidirectional(chr(c)) == "ON"]
    closers = {ucd.name(chr(c)): c for c in candidates if ucd.category(chr(c)) == "Pe"}
    pairs, number = {}, {}
    for c in candidates:
        closer = closers.get(other_side(ucd.name(chr(c)))) if ucd.category(chr(c)) == "Ps" else None
        if closer is not None:
            pairs[c] = pairs[closer] = number.setdefault(ucd.normalize("NFC", chr(c)), len(number) + 1)
    return pairs, len(number)


def simple_characters():
    """Between two of them there is always a bound of grapheme clusters. What is not assigned may join some day."""
    return code_points_of("|".join(rf"\p{{GCB={value}}}" for value in APART)) - code_points_of(r"\p{Cn}|\p{Cs}") - ONCE_JOINED


def record_of(c, codes, sets, pairs, simple):
    """The row of qh_property_rows[] for a code point: script, flags, set, other."""
    category, bidi, flags, other = ucd.category(chr(c)), ucd.bidirectional(chr(c)), 0, 0
    if c in pairs:
        flags, other = (OPENS if category == "Ps" else CLOSES), pairs[c]
    flags |= QUOTES.get(c, 0)
    flags |= (LTR if bidi == "L" else RTL if bidi in ("R", "AL") else 0)
    flags |= (LETTER if category[0] == "L" else MARK if category[0] == "M" else 0)
    flags |= SIMPLE if c in simple else 0
    if category == "Nd":
        flags, other = flags | DIGIT, ucd.decimal(chr(c))
    extensions = frozenset(codes[s] for s in script_extension(chr(c)))
    own = codes[script(chr(c))]
    index = own if extensions == {own} else sets.setdefault(extensions, len(codes) + len(sets))
    return own, flags, index, other


def split(values, size, ids):
    """Cuts values into blocks of `size`; ids collects the different ones. Returns the block numbers."""
    return [ids.setdefault(tuple(values[i:i + size]), len(ids)) for i in range(0, len(values), size)]


def direction_of(codes, rows):
    """Scripts whose letters are right to left, more than not."""
    balance = Counter()
    for own, flags, _, _ in rows:
        if flags & LETTER:
            balance[own] += bool(flags & RTL) - bool(flags & LTR)
    return {code for code, number in codes.items() if balance[number] > 0}


def filled(items, separator=", ", width=132):
    """The items in lines, none cut in two."""
    lines, line = [], "   "
    for item in items:
        piece = item + separator.rstrip()
        gap = " " if line == "   " or separator != "," else ""
        if len(line) + len(gap) + len(piece) > width:
            lines.append(line)
            line, gap = "   ", " "
        line += gap + piece
    return "\n".join(lines + [line]).rstrip(",")


def array(declaration, items):
    """Rows keep their spaces, numbers go without."""
    return f"{declaration} = {{\n{filled(items, ', ' if ' ' in items[0] else ',')}}};\n"


def set_literal(members):
    words = [sum(1 << (s & 63) for s in members if s >> 6 == w) for w in range(SET_WORDS)]
    return "{{" + ",".join(f"0x{w:X}" if w > 9 else str(w) for w in words) + "}}"


def header(codes, counts, stamp, version):
    special = {"Zyyy": "COMMON = 0", "Zinh": "INHERITED", "Zzzz": "UNKNOWN"}
    enumerators = ["QH_SCRIPT_" + special.get(code, code.upper()) for code in codes] + ["QH_SCRIPT_COUNT"]
    sizes = [f"{name} = {value}" for name, value in counts.items()]
    return f"""{stamp}#ifndef QH_SCRIPT_TABLES_H
#define QH_SCRIPT_TABLES_H

#define QH_UNICODE_VERSION "{version}"

/* clang-format off */
/* Common, Inherited and Unknown, the scripts by their codes, and the combinations of ISO 15924 that no character has. */
enum {{
{filled(enumerators)}
}};

enum {{
{filled(sizes)}
}};
/* clang-format on */

#endif
"""


def info_table(codes, names, rtl):
    rows = [f'{{"{code}", "{names[code]}", {int(code in rtl)}}}' for code in codes]
    return array("const qh_script_info qh_script_infos[QH_SCRIPT_COUNT]", rows)


def main():
    version = unicode_version()
    stamp = f"/* Generated by libsrc/script/generate.py from Unicode {version}; do not edit. */\n"
    names = dict(Scripts.NAMES) | AGGREGATES
    used = {script(chr(c)) for c in range(CODE_POINTS)}
    order = FIRST + sorted(used - set(FIRST)) + sorted(AGGREGATES)
    codes = {code: i for i, code in enumerate(order)}
    if len(order) > 64 * SET_WORDS:
        sys.exit("more scripts than SET_WORDS hold")
    pairs, pair_count = bracket_pairs()
    sets = {}
    simple = simple_characters()
    rows = [record_of(c, codes, sets, pairs, simple) for c in range(CODE_POINTS)]
    none = (codes["Zzzz"], 0, codes["Zzzz"], 0)
    ids = {row: i for i, (row, _) in enumerate(Counter(rows + [none] * CODE_POINTS).most_common())}
    leaves, middles = {}, {}
    tops = split(split([ids[row] for row in rows], LEAF, leaves), MIDDLE, middles)
    beyond = split(split([ids[none]] * LEAF * MIDDLE, LEAF, leaves), MIDDLE, middles)
    counts = {"QH_TRIE_LEAF": LEAF, "QH_TRIE_MIDDLE": MIDDLE, "QH_TRIE_TOPS": len(tops), "QH_BRACKET_PAIRS": pair_count,
              "QH_SCRIPT_SETS": len(order) + len(sets), "QH_SCRIPT_SET_WORDS": SET_WORDS,
              "QH_SCRIPTS_MOST": max(map(len, sets))}
    here = Path(__file__).resolve().parent
    (here / "tables.h").write_text(header(codes, counts, stamp, ".".join(version.split(".")[:2])), encoding="utf-8")
    include = '#include "script/properties.h"\n\n/* clang-format off */\n'
    all_sets = [set_literal([i]) for i in range(len(order))] + [set_literal(s) for s in sets]
    row_items = [f"{{{own},{flags},{index},{other}}}" for own, flags, index, other in ids]
    (here / "tables.c").write_text(stamp + include + "\n".join([
        info_table(codes, names, direction_of(codes, rows)),
        array("const qh_script_set qh_script_sets[QH_SCRIPT_SETS]", all_sets),
        array("const qh_properties qh_property_rows[]", row_items),
        array("const uint8_t qh_trie_tops[QH_TRIE_TOPS + 1]", list(map(str, tops + beyond))),
        array("const uint16_t qh_trie_middles[]", [str(n) for block in middles for n in block])]), encoding="utf-8")
    (here / "trie_tables.c").write_text(
        stamp + include + array("const uint16_t qh_trie_leaves[]", [str(n) for block in leaves for n in block]), encoding="utf-8")
    size = len(ids) * 6 + len(all_sets) * 8 * SET_WORDS + len(tops) + 1 + 2 * (len(middles) * MIDDLE + len(leaves) * LEAF)
    print(f"Unicode {version}: {len(order)} scripts, {len(all_sets)} sets, {len(ids)} rows, {len(leaves)} leaves, "
          f"{pair_count} bracket pairs, {size} bytes")


if __name__ == "__main__":
    main()
