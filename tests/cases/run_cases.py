#!/usr/bin/env python3
"""Runs the quoth command over the cases of one area and compares what it finds with what they expect.

usage: run_cases.py QUOTH AREA_DIR [NAME…]            check all cases, or those named
       run_cases.py QUOTH AREA_DIR --update NAME…     rewrite their expectations from the actual output

A case is NAME.txt, NAME.html or NAME.md (the input, bytes as they are) and NAME.expect, one line an expectation:

  only quotes marks                       these lists must be complete (naming a list without a line for it: it must be empty)
  block KIND "text"                       every block, in order
  cell ROW | COLUMN | th or td | text     every cell of a table, in order
  item LEVEL | PARENT | text              every item of a list, in order; PARENT is the block that it belongs to
  main KIND | text                        every block of main content, in order
  quote TYPE | SPEAKER | CUE | text       SPEAKER is the canonical name; parts are joined by " // "
  mark REASON text                        marked string that is nobody's speech
  glue KIND before|after                  the texts that touch, as much of either as is wanted
  run SCRIPT text                         every script run, in order; text is its start
  speaker KIND | NAME | alias, alias      somebody who speaks
  article TITLE | AUTHOR | DATE | SITE    one article of the page
  metadata KEY value                      what the page says about itself

A list that a case does not mention is not looked at. Blocks and runs are complete where they are mentioned at all; of the other
lists the lines must be found in their order, among others, unless `only` names the list. "-" stands for none, "*" for
anything; a text that ends in "…" is the start of the actual one. White space counts as one space. "#" starts a comment.
"""
import argparse
import difflib
import json
import subprocess
import sys
from pathlib import Path

LISTS = {"block": "blocks", "cell": "blocks", "item": "blocks", "main": "blocks", "run": "scripts", "glue": "glue", "quote": "quotes", "mark": "marks", "speaker": "speakers",
         "article": "articles", "metadata": "metadata"}
ALWAYS_COMPLETE = {"block", "cell", "item", "main", "run"}
SHOWN = {"cell": lambda b: b["kind"] == "table_cell", "item": lambda b: b["kind"] == "list_item", "main": lambda b: b["main"]}
BY_DEFAULT = ["block", "glue", "quote", "mark"]
KEPT_CHARACTERS = 48


def squeezed(text):
    return " ".join(text.split())


def shortened(text):
    text = squeezed(text)
    return text if len(text) <= KEPT_CHARACTERS else text[:KEPT_CHARACTERS].rstrip() + "…"


class Page:
    """The JSON document with its spans read out: for each kind of line the fields of every record."""

    def __init__(self, document):
        self.document = document
        self.text = document["text"]

    def cut(self, span):
        return squeezed(self.text[span[0]:span[1]]) if span else "-"

    def extent(self, record):
        return self.cut((record["start"], record["end"]))

    def records(self, kind):
        items = self.document[LISTS[kind]]
        if kind == "metadata":
            return [[key, value] for key, value in items.items() if value is not None]
        items = list(filter(SHOWN.get(kind), items)) if kind in SHOWN else items
        return [getattr(self, kind)(item) for item in items]

    def block(self, b):
        return [b["kind"], self.extent(b)]

    def cell(self, b):
        return [str(b["row"]), str(b["column"]), "th" if b["header"] else "td", self.extent(b)]

    def item(self, b):
        parent = "-" if b["parent"] is None else self.extent(self.document["blocks"][b["parent"]])
        return [str(b["level"]), parent, self.extent(b)]

    def main(self, b):
        return [b["kind"], self.extent(b)]

    def run(self, r):
        return [r["script"], self.extent(r)]

    def mark(self, m):
        return [m["reason"], self.extent(m)]

    def glue(self, g):
        before, after = self.text[:g["at"]].rsplit("\n", 1)[-1], self.text[g["at"]:].split("\n", 1)[0]
        return [g["kind"], before, after]

    def quote(self, q):
        names = self.document["speakers"]
        speaker = "-" if q["speaker"] is None else names[q["speaker"]]["name"]
        return [q["type"], speaker, self.cut(q["cue"]), " // ".join(map(self.cut, q["parts"]))]

    def speaker(self, s):
        return [s["kind"], s["name"], ", ".join(s["aliases"]) or "-"]

    def article(self, a):
        title = "-" if a["title"] is None else self.extent(self.document["blocks"][a["title"]])
        return [title] + [a[key] or "-" for key in ("author", "date", "site")]


def written(kind, record):
    """The line that expects exactly this record."""
    if kind == "block":
        return f'block {record[0]} "{shortened(record[1])}"'
    if kind == "glue":
        return f"glue {record[0]} {record[1].split()[-1] if record[1].split() else ''}|{(record[2].split() or [''])[0]}"
    if kind in ("mark", "run", "metadata"):
        return f"{kind} {record[0]} {shortened(record[1]) if kind == 'run' else squeezed(record[1])}"
    return f"{kind} " + " | ".join(record[:-1] + [shortened(record[-1]) if kind in SHOWN else record[-1]])


def read_line(kind, rest):
    """The fields of an expectation, in the order of the record's."""
    if kind in ("quote", "speaker", "article", "cell", "item", "main"):
        fields = [field.strip() for field in rest.split("|", 3)]
    else:
        fields = rest.split(None, 1) + [""]
        fields = fields[:2]
    if kind == "block":
        fields[1] = fields[1].strip()[1:-1]
    if kind == "glue":
        fields[1:] = fields[1].split("|", 1)
    return fields


def same(expected, actual):
    if expected == "*":
        return True
    expected = squeezed(expected)
    if expected.endswith("…") and actual.startswith(expected[:-1].rstrip()):
        return True
    return expected == squeezed(actual)


def matches(kind, fields, record):
    if len(fields) != len(record):
        return False
    if kind == "glue":
        return same(fields[0], record[0]) and record[1].endswith(fields[1]) and record[2].startswith(fields[2])
    if kind == "run":
        return same(fields[0], record[0]) and record[1].startswith(squeezed(fields[1]).rstrip("…").rstrip())
    return all(map(same, fields, record))


def aligned(kind, lines, records):
    """Pairs (index of line, index of record) of a longest common subsequence."""
    fields = [read_line(kind, line.split(None, 1)[1] if " " in line else "") for line in lines]
    best = [[0] * (len(records) + 1) for _ in range(len(lines) + 1)]
    equal = [[matches(kind, f, r) for r in records] for f in fields]
    for i in reversed(range(len(lines))):
        for j in reversed(range(len(records))):
            best[i][j] = 1 + best[i + 1][j + 1] if equal[i][j] else max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(lines) and j < len(records):
        if equal[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


class Expectation:
    def __init__(self, path):
        self.path = path
        self.only, self.lines = set(), {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            kind, _, rest = line.partition(" ")
            if kind == "only":
                self.only |= {self.kind_named(name, number) for name in rest.split()}
            else:
                self.lines.setdefault(self.kind_named(kind, number), []).append(line)

    def kind_named(self, name, number):
        for kind in LISTS:
            if name in (kind, kind + "s", LISTS[kind]):
                return kind
        raise SystemExit(f"{self.path}:{number}: no list {name}")

    def kinds(self):
        return [kind for kind in LISTS if kind in self.lines or kind in self.only]

    def compared(self, page):
        """Two lists of lines, expected and actual, equal where the expectation is met."""
        expected, actual = [], []
        for kind in self.kinds():
            lines, records = self.lines.get(kind, []), page.records(kind)
            pairs = dict(aligned(kind, lines, records))
            complete = kind in self.only or kind in ALWAYS_COMPLETE
            line_of = {record: line for line, record in pairs.items()}
            found_all = len(pairs) == len(lines)
            expected += lines
            for j, record in enumerate(records):
                if j in line_of:
                    actual.append(lines[line_of[j]])
                elif complete or not found_all:
                    actual.append(written(kind, record))
        return expected, actual


def parse(quoth, path):
    run = subprocess.run([quoth, "--format", "json", str(path)], capture_output=True)
    if run.returncode:
        raise SystemExit(f"{path}: exit status {run.returncode}\n{run.stderr.decode(errors='replace')}")
    return Page(json.loads(run.stdout))


def input_of(expectation):
    return next(p for p in sorted(expectation.parent.glob(expectation.stem + ".*")) if p.suffix != ".expect")


def update(quoth, path):
    """Keeps the lists that the case is about; a new case gets the usual ones."""
    old = Expectation(path) if path.exists() else None
    kinds = old.kinds() if old else BY_DEFAULT
    page = parse(quoth, input_of(path))
    lines = ["only " + " ".join(kind + "s" if kind in SHOWN else LISTS[kind] for kind in kinds)]
    for kind in kinds:
        lines += [written(kind, record) for record in page.records(kind)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check(quoth, path):
    page = parse(quoth, input_of(path))
    expected, actual = Expectation(path).compared(page)
    diff = list(difflib.unified_diff(expected, actual, f"{path.name} (expected)", "actual", lineterm="", n=1))
    print("\n".join(diff) if diff else f"ok {path.stem}")
    return not diff


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("quoth")
    parser.add_argument("area", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--update", nargs="+", metavar="NAME")
    options = parser.parse_args()
    if options.update:
        for name in options.update:
            update(options.quoth, options.area / f"{name}.expect")
        return 0
    paths = [options.area / f"{n}.expect" for n in options.names] or sorted(options.area.glob("*.expect"))
    if not paths:
        raise SystemExit(f"{options.area}: no cases")
    good = [check(options.quoth, path) for path in paths]
    print(f"{sum(good)} of {len(good)} cases as expected")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
