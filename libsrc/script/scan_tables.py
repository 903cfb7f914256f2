#!/usr/bin/env python3
"""Writes scan_tables.c: for each script that vectors pass over, which bytes are its own.

usage: python3 libsrc/script/scan_tables.py > libsrc/script/scan_tables.c

A stretch may be passed over when all in it belongs to the script, or joins any run without a thought: nothing that opens a pair, no
mark of another script; where a pair is open, no closing bracket and no line end either. Characters are told by pairs of bytes:
allowed are pairs of a lead byte and its second, denied are pairs of a second and a third byte. tests/unit/test_scan.c holds each
table to the properties, character by character.
"""
import string
import sys

LETTERS = string.ascii_letters.encode()
OPENERS, CLOSERS, LINE_ENDS = b"([{", b")]}", b"\n\v\f\r"
ALL = range(0x80, 0xC0)


def pairs(firsts, seconds):
    return {(a, b) for a in firsts for b in seconds}


def block(first, last):
    return range(first, last + 1)


# General punctuation (E2 80): joiners, openers; what a pair that is open has to know of.
DASHES = {(0xE2, 0x80)}
DASHES_DENIED = pairs([0x80], [0x98, 0x9A, 0x9C, 0x9E, 0xB9])
DASHES_DENIED_OPEN = pairs([0x80], [0x99, 0x9D, 0xBA, 0xA8, 0xA9])
NO_BREAK_SPACE = pairs([0xC2], block(0xA0, 0xA9))

# script: (allowed, denied, denied where a pair is open)
SCRIPTS = {
    "LATN": (pairs(block(0xC3, 0xCA), ALL) | pairs([0xC2], set(block(0xA0, 0xBF)) - {0xAB, 0xBB}) | pairs([0xE1], block(0xB8, 0xBB))
             | DASHES, DASHES_DENIED, DASHES_DENIED_OPEN),
    "GREK": (pairs([0xCE], ALL) | pairs([0xCF], set(ALL) - set(block(0xA2, 0xAF))) | pairs([0xE1], block(0xBC, 0xBF))
             | DASHES, DASHES_DENIED, DASHES_DENIED_OPEN),
    "CYRL": (pairs(block(0xD0, 0xD3), ALL) | NO_BREAK_SPACE | DASHES, DASHES_DENIED, DASHES_DENIED_OPEN),
    "ARMN": (pairs([0xD4], block(0xB1, 0xBF)) | pairs([0xD5], ALL) | pairs([0xD6], block(0x80, 0x8F)), set(), set()),
    "HEBR": (pairs([0xD6], block(0x91, 0xBF)) | pairs([0xD7], ALL) | DASHES, DASHES_DENIED, DASHES_DENIED_OPEN),
    "ARAB": (pairs(block(0xD8, 0xDB), ALL) | NO_BREAK_SPACE | DASHES, DASHES_DENIED, DASHES_DENIED_OPEN),
    "DEVA": (pairs([0xE0], [0xA4, 0xA5]) | DASHES, pairs([0xA5], [0x93, 0x94]) | DASHES_DENIED, DASHES_DENIED_OPEN),
    "GEOR": (pairs([0xE1], [0x82, 0x83]), pairs([0x82], block(0x80, 0x9F)), set()),
    "HANI": (pairs(block(0xE4, 0xE9), ALL) | {(0xE3, 0x80), (0xEF, 0xBC)},
             pairs([0x80], block(0x88, 0xBF)) | pairs([0xBC], [0x88, 0x89, *block(0xA0, 0xBF)]), set()),
    "HANG": (pairs([0xEA], block(0xB0, 0xBF)) | pairs([0xEB, 0xEC], ALL) | pairs([0xED], block(0x80, 0x9E)), set(), set()),
}
# Scripts of whole blocks of three bytes.
BLOCKS = {"BENG": (0xE0, 0xA6, 0xA7), "GURU": (0xE0, 0xA8, 0xA9), "GUJR": (0xE0, 0xAA, 0xAB), "ORYA": (0xE0, 0xAC, 0xAD),
          "TAML": (0xE0, 0xAE, 0xAF), "TELU": (0xE0, 0xB0, 0xB1), "KNDA": (0xE0, 0xB2, 0xB3), "MLYM": (0xE0, 0xB4, 0xB5),
          "SINH": (0xE0, 0xB6, 0xB7), "THAI": (0xE0, 0xB8, 0xB9), "LAOO": (0xE0, 0xBA, 0xBB), "TIBT": (0xE0, 0xBC, 0xBF),
          "MYMR": (0xE1, 0x80, 0x81), "ETHI": (0xE1, 0x88, 0x8D), "KHMR": (0xE1, 0x9E, 0x9F)}
for name, (lead, first, last) in BLOCKS.items():
    dashes = (DASHES, DASHES_DENIED, DASHES_DENIED_OPEN) if first != 0x80 else (set(), set(), set())
    SCRIPTS[name] = (pairs([lead], block(first, last)) | dashes[0], dashes[1], dashes[2])
# Scripts whose stretches are too short for vectors, but which have blocks of their own.
SHORT = {"HIRA": {(0xE3, 0x81)}, "KANA": {(0xE3, 0x83)}}


def single_tables(allowed):
    """Two tables by high and low nibble that have a bit in common exactly for the bytes: rows of the same columns share a bit."""
    columns = {}
    for byte in allowed:
        columns.setdefault(byte >> 4, set()).add(byte & 15)
    rows_of = {}
    for row, its_columns in columns.items():
        rows_of.setdefault(frozenset(its_columns), []).append(row)
    assert len(rows_of) <= 8
    high, low = [0] * 16, [0] * 16
    for bit, (its_columns, rows) in enumerate(sorted(rows_of.items(), key=lambda x: x[1])):
        for row in rows:
            high[row] |= 1 << bit
        for column in its_columns:
            low[column] |= 1 << bit
    return high, low


def products(byte_pairs):
    """The pairs as [(first bytes, high nibbles of the second, low nibbles of the second)]; the first bytes have one high nibble."""
    rows = {}
    for a, b in byte_pairs:
        rows.setdefault((a, b >> 4), set()).add(b & 15)
    by_first = {}
    for (a, row), columns in rows.items():
        by_first.setdefault(a, {}).setdefault(frozenset(columns), set()).add(row)
    classes = {}
    for a, by_columns in by_first.items():
        for columns, its_rows in by_columns.items():
            classes.setdefault((a >> 4, frozenset(its_rows), columns), set()).add(a)
    return sorted((sorted(firsts), sorted(its_rows), sorted(columns)) for (_, its_rows, columns), firsts in classes.items())


def pair_tables(allowed, denied):
    """Tables by the nibbles of a byte and of the next that all have a bit in common at the pairs, and which bits allow."""
    classes = products(allowed)
    allowing = (1 << len(classes)) - 1
    classes += products(denied)
    assert len(classes) <= 8, len(classes)
    tables = [[0] * 16 for _ in range(4)]
    for bit, (firsts, rows, columns) in enumerate(classes):
        for a in firsts:
            tables[0][a >> 4] |= 1 << bit
            tables[1][a & 15] |= 1 << bit
        for row in rows:
            tables[2][row] |= 1 << bit
        for column in columns:
            tables[3][column] |= 1 << bit
    return [*tables, [allowing] * 16]


def tables_of(script, is_open):
    allowed, denied, denied_open = SCRIPTS[script]
    stops = OPENERS + (CLOSERS + LINE_ENDS if is_open else b"") + (b"" if script == "LATN" else LETTERS)
    single = [b for b in range(0x80) if b not in stops] + list(ALL)
    return [*single_tables(single), *pair_tables(allowed, denied | (denied_open if is_open else set()))]


def own_blocks():
    """{block of 64 code points: its script}, where all of the block may be passed over."""
    blocks = {}
    for script, (allowed, denied, denied_open) in SCRIPTS.items():
        mixed = {second for second, _ in denied | denied_open}
        for lead in {a for a, _ in allowed}:
            seconds = {b for a, b in allowed if a == lead}
            if lead < 0xE0 and len(seconds) == 64:
                blocks[lead & 0x1F] = script
            elif lead >= 0xE0:
                blocks.update({(lead & 0x0F) << 6 | second & 0x3F: script for second in seconds - mixed})
    for script, allowed in SHORT.items():
        blocks.update({(lead & 0x0F) << 6 | second & 0x3F: script for lead, second in allowed})
    return blocks


def main():
    out = sys.stdout
    out.write("/* Generated by libsrc/script/scan_tables.py; do not edit. */\n#include \"script/scan.h\"\n\n/* clang-format off */\n")
    out.write("static const qh_scan_table tables[] = {\n")
    for script in SCRIPTS:
        out.write("    {QH_SCRIPT_%s, {\n" % script)
        for is_open in (False, True):
            out.write("        {\n")
            for table in tables_of(script, is_open):
                out.write("            {" + ", ".join("0x%02X" % x for x in table) + "},\n")
            out.write("        },\n")
        out.write("    }},\n")
    blocks = own_blocks()
    out.write("};\n\nconst uint8_t qh_scan_blocks[QH_SCAN_BLOCKS] = {\n")
    out.write("".join(f"    [0x{block:03X}] = QH_SCRIPT_{blocks[block]},\n" for block in sorted(blocks)))
    out.write("};\n\nconst qh_scan_table *qh_scan_table_of(qh_script script) {\n    static const uint8_t numbers[QH_SCRIPT_COUNT] = {\n")
    out.write("".join(f"        [QH_SCRIPT_{script}] = {number},\n" for number, script in enumerate(SCRIPTS, 1)))
    out.write("    };\n    return numbers[script] ? &tables[numbers[script] - 1] : NULL;\n}\n")


if __name__ == "__main__":
    main()
