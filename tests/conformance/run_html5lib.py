#!/usr/bin/env python3
"""Runs the cases of html5lib-tests (tokenizer, tree construction, encoding), and checks the source offsets of text on real pages.

usage: run_html5lib.py TOOL [tokenizer | tree | encoding | parse | offsets] [--show N]

TOOL is html5lib_tool. The cases are not part of the repository: QUOTH_DATA names the folder that holds html/html5lib/ and
html/wcxb/; without it, ../shared/data beside the repository is looked at. Without them the test is skipped (exit status 77).
"""
import argparse
import gzip
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
STATES = {"Data state": "data", "RCDATA state": "rcdata", "RAWTEXT state": "rawtext", "Script data state": "script",
          "PLAINTEXT state": "plaintext", "CDATA section state": "cdata"}
MIN_SAME_TEXT = 1588  # of the 1,592 cases without fragment and with scripting off
MIN_SAME_TREE = 1588  # the four others copy the chosen option into <selectedcontent>, which would give text twice
SECTIONS = {"data", "errors", "new-errors", "document-fragment", "script-off", "script-on", "document", "encoding"}
EVERY = 15  # of the pages
BOM = b"\xef\xbb\xbf"
SURROGATE = re.compile("[\ud800-\udfff]")

sys.dont_write_bytecode = True


def data_folder():
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data") / "html" / "html5lib"


def ask(tool, cases):
    """cases: (kind, argument, bytes). Returns the answers, parsed."""
    request = b"".join(f"{kind} {argument or '-'} {len(data)}\n".encode() + data for kind, argument, data in cases)
    run = subprocess.run([tool], input=request, stdout=subprocess.PIPE, check=True)
    # Not splitlines(), which knows more line ends than JSON.
    return [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]


def unescaped(value):
    """The second round of \\uHHHH that doubleEscaped asks for."""
    if isinstance(value, str):
        return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), value)
    if isinstance(value, list):
        return [unescaped(v) for v in value]
    if isinstance(value, dict):
        return {unescaped(k): unescaped(v) for k, v in value.items()}
    return value


def decoded(value):
    """Surrogates joined to characters; alone they are no text, decoding makes them U+FFFD."""
    if isinstance(value, str):
        joined = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return SURROGATE.sub("\ufffd", joined)
    if isinstance(value, list):
        return [decoded(v) for v in value]
    if isinstance(value, dict):
        return {decoded(k): decoded(v) for k, v in value.items()}
    return value


def coalesced(tokens):
    out = []
    for token in tokens:
        if token[0] == "Character" and out and out[-1][0] == "Character":
            out[-1] = ["Character", out[-1][1] + token[1]]
        else:
            out.append(list(token))
    return out


def coerced(tokens):
    """What the standard allows tools to do whose trees are XML's, which xmlViolation.test expects."""
    out = []
    for token in tokens:
        if token[0] == "Character":
            token = ["Character", re.sub("[\ufffe\uffff]", "\ufffd", token[1]).replace("\f", " ")]
        if token[0] == "Comment":
            token = ["Comment", token[1].replace("--", "- -") + (" " if token[1].endswith("-") else "")]
        out.append(token)
    return out


def tokenizer_cases(folder):
    """(name, kind, last start tag, input, expected, whether to coerce)"""
    for path in sorted((folder / "tokenizer").glob("*.test")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for test in data.get("tests") or data.get("xmlViolationTests") or []:
            given, expected = test["input"], test["output"]
            if test.get("doubleEscaped"):
                given, expected = unescaped(given), unescaped(expected)
            for state in test.get("initialStates") or ["Data state"]:
                yield (f"{path.name}: {test['description']}", STATES[state], test.get("lastStartTag"), decoded(given),
                       decoded(expected), "xmlViolationTests" in data)


def run_tokenizer(tool, folder, show):
    cases = list(tokenizer_cases(folder))
    answers = ask(tool, [(kind, last, given.encode()) for _, kind, last, given, _, _ in cases])
    good = 0
    for (name, kind, _, given, expected, coerce), answer in zip(cases, answers, strict=True):
        found = coalesced(coerced(answer) if coerce else answer)
        if found == coalesced(expected):
            good += 1
        elif (show := show - 1) >= 0:
            print(f"  {name} ({kind})\n    input    {given!r}\n    expected {expected!r}\n    found    {found!r}")
    print(f"tokenizer: {good} of {len(cases)} cases, tokens equal")
    return good == len(cases)


def sections(path):
    """The cases of a .dat file: {section: text}."""
    case, name = {}, None
    for line in path.read_bytes().decode("utf-8", "surrogateescape").split("\n"):
        if line == "#data":
            if case:
                yield case
            case, name = {}, None
        if line.startswith("#") and line[1:] in SECTIONS:
            name = line[1:]
            case[name] = []
        elif name:
            case[name].append(line)
    if case:
        yield case


def document_of(case):
    lines = case["document"]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return "\n".join(lines)


def texts_of(document):
    """The text nodes of a dump, in its order."""
    lines = re.split(r'\n(?=\| )', document)
    texts = (re.fullmatch(r'\|\s+"(.*)"', line, re.S) for line in lines)
    return "".join(m[1] for m in texts if m)


def run_tree(tool, folder, show):
    cases = []
    for path in sorted((folder / "tree-construction").glob("*.dat")):
        for case in sections(path):
            if "document-fragment" not in case and "script-on" not in case:
                cases.append((path.name, "\n".join(case["data"]), document_of(case)))
    answers = ask(tool, [("tree", None, data.encode()) for _, data, _ in cases])
    same_tree = same_text = 0
    for (name, data, expected), found in zip(cases, answers, strict=True):
        found = found.strip("\n")
        same_tree += found == expected
        same_text += texts_of(found) == texts_of(expected)
        if found != expected and (show := show - 1) >= 0:
            print(f"  {name}\n{data}\n    expected\n{expected}\n    found\n{found}")
    print(f"tree construction: {same_text} of {len(cases)} cases with the same text in the same order, {same_tree} trees equal")
    return same_text >= MIN_SAME_TEXT and same_tree >= MIN_SAME_TREE


def encoding_cases(folder):
    """(file, bytes, expected), without those whose declaration a script writes."""
    for path in sorted((folder / "encoding").rglob("*.dat")):
        if path.parent.name != "scripted":
            for part in re.split(rb"^#data\n", path.read_bytes(), flags=re.M)[1:]:
                data, _, encoding = part.partition(b"\n#encoding\n")
                yield path.name, data, encoding.split(b"\n")[0].decode().lower()


def run_encoding(tool, folder, show):
    """Without the cases that the byte order mark decides, which is text/decode.c's."""
    cases = [case for case in encoding_cases(folder) if not case[1].startswith(BOM)]
    good = 0
    for (name, data, expected), found in zip(cases, ask(tool, [("charset", None, data) for _, data, _ in cases]), strict=True):
        # Where nothing is declared, these cases expect windows-1252.
        found = found or "windows-1252"
        good += found == expected
        if found != expected and (show := show - 1) >= 0:
            print(f"  {name}: expected {expected}, found {found}: {data!r}")
    print(f"encoding: {good} of {len(cases)} cases")
    return good == len(cases)


def characters_beyond_ascii(data):
    """-1 where the bytes are no UTF-8."""
    try:
        return sum(c > "\x7f" for c in data.decode("utf-8"))
    except UnicodeDecodeError:
        return -1


def believed(data, label):
    """Where the bytes are UTF-8 beyond chance, no other label is believed (text/decode.h); the cases have one such page."""
    return "utf-8" if data.startswith(BOM) or characters_beyond_ascii(data) >= 10 else label


def run_parse(tool, folder, show):
    """The same cases through quoth_parse(). Where nothing is declared, the bytes tell: UTF-8 and not windows-1252 when they are it."""
    cases = list(encoding_cases(folder))
    declared = ask(tool, [("charset", None, data) for _, data, _ in cases])
    found = ask(tool, [("parse", None, data) for _, data, _ in cases])
    moved = ask(tool, [("parse", "windows-1251", data) for _, data, _ in cases])
    good = 0
    for (name, data, expected), label, answer, other in zip(cases, declared, found, moved, strict=True):
        if not label and characters_beyond_ascii(data) >= 0:
            expected = "utf-8"
        right = answer == believed(data, expected) and other == believed(data, "windows-1251")
        good += right
        if not right and (show := show - 1) >= 0:
            print(f"  {name}: expected {expected}, found {answer}, with windows-1251 declared {other}: {data!r}")
    print(f"encoding through quoth_parse(): {good} of {len(cases)} cases")
    return good == len(cases)


def is_meant(source, text):
    """Whether `text` is what the source bytes stand for: a line end, a NUL, a reference."""
    if source in ("\r", "\0"):
        return text == ("\n" if source == "\r" else "\ufffd")
    return source.startswith("&") and (text == html.unescape(source) or text == "\ufffd")


def offset_breach(source, pieces):
    """What is wrong with the pieces of a page, or None: they overlap, or a piece is not what its source says."""
    end = 0
    for piece in sorted(pieces):
        if piece[0] < end or piece[1] <= piece[0]:
            return f"{piece} overlaps what ends at {end} or is empty"
        end = piece[1]
        part = source[piece[0]:end]
        if piece[2] is None and (b"\r" in part or b"\0" in part):
            return f"{piece} is verbatim and holds {part!r}"
        if piece[2] is not None and not is_meant(part.decode(), piece[2]):
            return f"{piece} stands for {part!r}"
    return None


def run_offsets(tool, folder, show):
    paths = sorted((folder.parent / "wcxb" / "html").glob("*.html.gz"))[::EVERY]
    good = 0
    for path in paths:
        source = gzip.decompress(path.read_bytes()).decode("utf-8", "replace").encode()
        [pieces] = ask(tool, [("pieces", None, source)])
        breach = offset_breach(source, pieces)
        good += not breach
        if breach and (show := show - 1) >= 0:
            print(f"  {path.name}: {breach}")
    print(f"offsets: {good} of {len(paths)} pages, every piece of text is its source")
    return good == len(paths)


RUNS = {"offsets": run_offsets, "tokenizer": run_tokenizer, "tree": run_tree, "encoding": run_encoding, "parse": run_parse}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("tool")
    parser.add_argument("which", nargs="*", default=list(RUNS))
    parser.add_argument("--show", type=int, default=5, help="failures to print of each kind")
    options = parser.parse_args()
    folder = data_folder()
    if not folder.is_dir():
        print(f"skipped: {folder} is not here (set QUOTH_DATA to the folder that holds html/html5lib/)")
        return SKIPPED
    good = [RUNS[which](options.tool, folder, options.show) for which in options.which]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
