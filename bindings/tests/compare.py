#!/usr/bin/env python3
"""Compares what a binding gives as records of its language with the JSON of the quoth command, for all inputs of tests/cases.

usage: compare.py LANGUAGE QUOTH CASES COMMAND…     COMMAND gets paths and prints one JSON document a line

Offsets are led from the command's code points to the language's convention here, without the library. Beside the fields of its
records the binding gives the `text` of those that have one, sliced by the language itself; quotes also `cue_text` and `speaker_text`.
"""
import json
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

# Unit of offsets, what the first one is, whether the last is included.
CONVENTIONS = {
    "lua": ("byte", 1, True), "ruby": ("codepoint", 0, False), "perl": ("codepoint", 0, False), "tcl": ("utf16", 0, True),
    "java": ("utf16", 0, False), "node": ("utf16", 0, False), "r": ("codepoint", 1, True), "php": ("byte", 0, False),
    "go": ("byte", 0, False),
}
WIDTH = {"byte": lambda c: len(c.encode()), "codepoint": lambda c: 1, "utf16": lambda c: len(c.encode("utf-16-le")) // 2}
LISTS = ["blocks", "scripts", "quotes", "speakers", "articles", "glue", "marks"]
SPANS = {"speaker_head", "dateline", "byline", "cue", "speaker_mention"}
SPAN_LISTS = {"parts", "quoted", "mentions"}
INDICES = {
    "blocks": {"article", "parent", "turn", "duplicate_of", "excerpt_of", "row", "column"},
    "quotes": {"speaker", "addressee", "parent", "block"}, "articles": {"title"},
}
RENAMED = {("quotes", "speaker"): "speaker_index", ("quotes", "addressee"): "addressee_index", ("quotes", "parent"): "parent_index",
           ("articles", "title"): "title_index"}
# "id" is the place in the list; quotations have no source in the packed table.
LEFT_OUT = {("quotes", "id"), ("speakers", "id"), ("quotes", "source")}


class Expected:
    def __init__(self, document, language):
        unit, self.first, inclusive = CONVENTIONS[language]
        self.document, self.text = document, document["text"]
        self.units = list(accumulate(map(WIDTH[unit], self.text), initial=0))
        self.last = self.first - inclusive

    def start(self, offset):
        return self.units[offset] + self.first

    def span(self, span):
        return span and [self.start(span[0]), self.units[span[1]] + self.last]

    def cut(self, span):
        return span and self.text[span[0]:span[1]]

    def field(self, name, key, value):
        if value is None:
            return 0 if key == "level" else None
        if key in ("start", "at"):
            return self.start(value)
        if key == "end":
            return self.units[value] + self.last
        if key in SPANS:
            return self.span(value)
        if key in SPAN_LISTS:
            return [self.span(span) for span in value]
        return value + self.first if key in INDICES.get(name, ()) else value

    def record(self, name, record):
        fields = {RENAMED.get((name, key), key): self.field(name, key, value) for key, value in record.items()
                  if (name, key) not in LEFT_OUT}
        if "start" in record and "end" in record:
            fields["text"] = self.cut([record["start"], record["end"]])
        if name == "quotes":
            fields["text"] = " ".join(map(self.cut, record["parts"]))
            fields["cue_text"], fields["speaker_text"] = self.cut(record["cue"]), self.cut(record["speaker_mention"])
        return fields


def same(expected, actual):
    if isinstance(expected, float):
        return isinstance(actual, (int, float)) and abs(expected - actual) < 1e-4
    if isinstance(expected, dict):
        actual = actual or {}
        return expected.keys() == actual.keys() and all(same(expected[key], actual[key]) for key in expected)
    # Languages whose empty list and empty record are one.
    return expected == actual or (expected == [] and actual == {})


def differences(expected, actual):
    if expected.text != actual["text"]:
        yield "text"
    for key in ("type", "charset", "bytes", "repaired"):
        if expected.document["source"][key] != actual["source"].get(key):
            yield f"source.{key}: {actual['source'].get(key)!r}"
    for key, value in expected.document["metadata"].items():
        if value != actual["metadata"].get(key):
            yield f"metadata.{key}: {value!r}, not {actual['metadata'].get(key)!r}"
    for name in LISTS:
        if len(expected.document[name]) != len(actual[name]):
            yield f"{len(actual[name])} {name}"
        for i, (one, other) in enumerate(zip(expected.document[name], actual[name])):
            for key, value in expected.record(name, one).items():
                if not same(value, other.get(key)):
                    yield f"{name}[{i}].{key}: {value!r}, not {other.get(key)!r}"


def lines(command, paths):
    run = subprocess.run([*command, *paths], stdout=subprocess.PIPE)
    if run.returncode:
        sys.exit(f"{' '.join(command)}: exit status {run.returncode}")
    return [json.loads(line) for line in run.stdout.decode().split("\n") if line]


def main():
    language, quoth, cases, *command = sys.argv[1:]
    paths = sorted(str(p) for p in Path(cases).rglob("*") if p.is_file() and p.parent != Path(cases) and p.suffix != ".expect")
    paths.append(str(Path(cases) / "sample.txt"))
    wanted, got = lines([quoth, "--format", "jsonl"], paths), lines(command, paths)
    assert len(wanted) == len(got) == len(paths) > 50, (len(wanted), len(got), len(paths))
    bad = 0
    for path, one, other in zip(paths, wanted, got):
        found = list(differences(Expected(one, language), other))
        bad += bool(found)
        for difference in found[:5]:
            print(f"{path}: {difference}")
    print(f"{len(paths) - bad} of {len(paths)} documents as the command has them")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
