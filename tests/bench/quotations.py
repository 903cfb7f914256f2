#!/usr/bin/env python3
"""Quotations of many languages in texts of our own, annotated in the text itself.

usage: quotations.py QUOTH [--errors|--test] [FILE…]
Files of tests/bench/quotations/ where none is named; with --test those of quotations/test/, at whose errors nobody looks.

{Speaker|text} is a direct quotation or a piece of one, {~Speaker|text} a reported one. A piece is found when what quoth found shares
half or more of their characters, punctuation left aside (IoU); its speaker is right when one name is made of words of the other.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

PIECE = re.compile(r"\{(~?)([^|{}]+)\|([^{}]+)\}")


def read(path):
    """The text without its annotations, and (start, end, reported, speaker) of each piece."""
    marked, text, pieces, at = path.read_text(encoding="utf-8"), "", [], 0
    for match in PIECE.finditer(marked):
        text += marked[at:match.start()]
        pieces.append((len(text), len(text) + len(match[3]), bool(match[1]), match[2]))
        text += match[3]
        at = match.end()
    return text + marked[at:], pieces


def letters(text, start, end):
    return {i for i in range(start, end) if text[i].isalnum()}


def names_agree(gold, found):
    gold, found = gold.casefold().split(), (found or "").casefold().split()
    joined = "".join(gold), "".join(found)
    return bool(found) and (set(gold) <= set(found) or set(found) <= set(gold) or joined[0] in joined[1] or joined[1] in joined[0])


def answers(quoth, text, language):
    line = json.dumps({"id": "x", "text": text, "lang": language}) + "\n"
    run = subprocess.run([quoth, "quotes", "--type", "corpus", "--format", "corpus", "-"], input=line.encode(), capture_output=True, check=True)
    return json.loads(run.stdout)["quotes"]


def score(quoth, path, errors):
    text, pieces = read(path)
    found = [(letters(text, *span), q) for q in answers(quoth, text, path.stem) for span in q["spans"]]
    free, counts = list(found), {False: [0, 0, 0], True: [0, 0, 0]}
    for start, end, reported, speaker in pieces:
        gold = letters(text, start, end)
        best = max(free, key=lambda f: len(f[0] & gold) / len(f[0] | gold or {0}), default=None)
        hit = best is not None and 2 * len(best[0] & gold) >= len(best[0] | gold)
        right = hit and names_agree(speaker, best[1].get("speaker_id"))
        counts[reported][0] += 1
        counts[reported][1] += hit
        counts[reported][2] += right
        if hit:
            free.remove(best)
        if errors and not right:
            print(f"  {path.stem}: {speaker}: {text[start:end]}  ->  {best[1].get('speaker_id') if hit else 'not found'}")
    if errors:
        for _, q in free:
            print(f"  {path.stem}: too many: {[text[s:e] for s, e in q['spans']]}")
    return counts, len(free)


def main():
    arguments = [a for a in sys.argv[1:] if a not in ("--errors", "--test")]
    if not arguments:
        raise SystemExit(__doc__)
    folder = Path(__file__).parent / "quotations" / ("test" if "--test" in sys.argv else ".")
    files = [Path(a) for a in arguments[1:]] or sorted(folder.glob("*.txt"))
    print("| language | direct | found | with speaker | reported | found | with speaker | too many |")
    print("|---|---|---|---|---|---|---|---|")
    total = [0] * 7
    for path in files:
        counts, more = score(arguments[0], path, "--errors" in sys.argv)
        row = counts[False] + counts[True] + [more]
        total = [a + b for a, b in zip(total, row)]
        print("| " + " | ".join(map(str, [path.stem] + row)) + " |")
    print("| " + " | ".join(map(str, ["all"] + total)) + " |")


if __name__ == "__main__":
    main()
