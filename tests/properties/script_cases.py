#!/usr/bin/env python3
"""Holds the quoth command to other engines' script-run cases.

usage: script_cases.py QUOTH

Every case must come out as that engine's authors expect, but for those listed here, which differ by a choice that
libsrc/script/script.h states; those must differ in just that way. The cases are not part of the repository: QUOTH_DATA names the
folder that holds scripts/; without it, ../shared/data beside the repository is looked at. Without them the test is skipped (77).
Hiragana and Katakana are one here, and so are Inherited and Common, since some of the engines do not tell them apart.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
COUNTS = {"raqm": 48, "sheenbidi_script_locator": 9, "sheenbidi_script_run_iterator": 8, "icu_cucdtst": 2, "pango_itemize": 4,
          "pango_testscript": 1, "blink_run_segmenter": 22, "blink_script_run_iterator": 86}
FOLD = {"Kana": "Hira", "Hrkt": "Hira", "Zinh": "Zyyy"}

# What several scripts share and no letter decides: Blink takes the first by its number, we the likeliest.
PLACEHOLDERS = {"Bopo": "Hani", "Beng": "Deva"}
PLACEHOLDER = "no placeholder for characters of several scripts"
FULL_WIDTH = "full-width brackets have no Script_Extensions: Common, joining what precedes"
DEPTH = "brackets of one kind pair at any depth"
EXCEPTIONS = {
    "CJKConsecutiveParens4": PLACEHOLDER, "CJKConsecutiveParens6": PLACEHOLDER, "CJKConsecutiveParens8": PLACEHOLDER,
    "CJKConsecutiveParens10": PLACEHOLDER, "CJKConsecutiveParensLatin1": PLACEHOLDER, "CJKConsecutiveParensLatin2": FULL_WIDTH,
    "CJKConsecutiveParensLatin3": FULL_WIDTH, "HanDottedCircleUdatta": PLACEHOLDER, "HanSpaceUdatta": PLACEHOLDER,
    "Match32MostRecentBrackets": DEPTH, "JapaneseMixedScript U+3001": PLACEHOLDER, "JapaneseMixedScript U+3003": PLACEHOLDER,
}
# Where it is not a matter of names: what comes out, as (end, script) of each run.
OURS = {
    "CJKConsecutiveParensLatin2": [(1, "Hani"), (5, "Latn"), (6, "Hani")],
    "CJKConsecutiveParensLatin3": [(1, "Hani"), (3, "Latn"), (4, "Hani"), (5, "Latn"), (6, "Hani")],
    "Match32MostRecentBrackets": [(8, "Hani"), (47, "Latn"), (51, "Hani"), (82, "Latn"), (83, "Hani"), (87, "Latn"), (90, "Hani")],
}


def data_folder():
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data")


def merged(runs, names=None):
    out = []
    for begin, end, script in runs:
        script = FOLD.get(script, script)
        script = (names or {}).get(script, script)
        if out and out[-1][2] == script and out[-1][1] == begin:
            out[-1][1] = end
        elif end > begin:
            out.append([begin, end, script])
    return out


def runs_of(quoth, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
        file.flush()
        done = subprocess.run([quoth, "scripts", "--type", "corpus", "--format", "corpus", file.name], stdout=subprocess.PIPE, check=True)
    return [json.loads(line)["runs"] for line in done.stdout.decode().split("\n") if line.strip()]


def name_of(case):
    text = case["text"]
    return case["name"] + (f" U+{ord(text):04X}" if len(text) == 1 else "")


def differs_as_listed(name, mine, expected):
    """Whether a case that does not come out does so for the reason that is listed."""
    if name not in EXCEPTIONS:
        return False
    return [(r[1], r[2]) for r in mine] == OURS[name] if name in OURS else mine == merged(expected, PLACEHOLDERS)


def main(quoth):
    folder = data_folder() / "scripts"
    if not folder.is_dir():
        print(f"no cases in {folder}: set QUOTH_DATA")
        return SKIPPED
    breaches, listed = 0, set()
    for source, count in COUNTS.items():
        with open(folder / f"{source}.jsonl", encoding="utf-8") as lines:
            cases = [c for c in map(json.loads, lines) if c.get("runs") is not None and c.get("text") is not None]
        right = 0
        for case, mine in zip(cases, runs_of(quoth, [c["text"] for c in cases])):
            mine, expected, name = merged(mine), merged(r[:3] for r in case["runs"]), name_of(case)
            if mine == expected:
                right += 1
            elif source == "blink_script_run_iterator" and differs_as_listed(name, mine, expected):
                listed.add(name)
            else:
                breaches += 1
                print(f"{source} {name}: {mine}, expected {expected}")
        print(f"{source}: {right} of {len(cases)}")
        breaches += len(cases) != count
    for name in sorted(set(EXCEPTIONS) - listed):
        breaches += 1
        print(f"{name} comes out as expected and is no exception")
    print(f"{len(listed)} of blink_script_run_iterator by choice: {', '.join(sorted(listed))}")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
