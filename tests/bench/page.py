#!/usr/bin/env python3
"""Measures the quoth command on the annotated news page and holds it to its bars.

usage: page.py QUOTH [--no-time]

The page and the scorers are not part of the repository: QUOTH_DATA names the folder that holds page/; without it, ../shared/data
beside the repository is looked at. The scorers are in tools/ beside that folder. Without them the test is skipped (exit status 77).
"""
import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
RUNS = 10
BARS = {"block F1": 0.90, "script accuracy": 1.0, "script changes": 1.0, "glue F1": 1.0, "turn F1": 0.98, "marked quotes": 6}
MAX_MILLISECONDS = 50.0

sys.dont_write_bytecode = True


def data_folder():
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data")


def load_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load_module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def output_of(command, path):
    with open(path, "wb") as out:
        subprocess.run(command, stdout=out, check=True)
    return path


def f1(found, gold, predicted):
    return 2 * found / (gold + predicted) if gold + predicted else 0.0


def page_figures(tools, page, prediction_path):
    run = subprocess.run([sys.executable, tools / "score_page.py", page, prediction_path], stdout=subprocess.PIPE, check=True)
    score = json.loads(run.stdout)
    for span, gold, found, text in score["block_misses"]:
        print(f"  block {span}: {gold}, found {found}: {text}")
    found, gold = score["script_changes_found"]
    return {"block F1": score["block"]["f1"], "script accuracy": score["script_accuracy"],
            "script changes": found / gold, "glue F1": score["glue"]["f1"]}


def turn_f1(page, prediction):
    """A turn is found when all its paragraphs and its head are exactly the gold's."""
    def key(parts, head):
        return frozenset(map(tuple, parts)), tuple(head or ())

    gold_quotes = load_lines(page / "quotes.jsonl")
    until = max(b["end"] for b in load_lines(page / "blocks.jsonl"))
    gold = {key(q["spans"], q["speaker_span"]) for q in gold_quotes if q["type"] == "turn"}
    mine = {key(q["parts"], q["speaker_mention"]) for q in prediction["quotes"]
            if q["type"] == "turn" and q["parts"][0][0] < until}
    return f1(len(gold & mine), len(gold), len(mine))


def marked_quotes(tools, corpus, prediction_path):
    """How many of the quotations in marks are found with the right speaker, as score_quotes.py judges."""
    scorer = load_module(tools / "score_quotes.py")
    predictions = {d["id"]: d["quotes"] for d in load_lines(prediction_path)}
    right = total = 0
    for line in load_lines(corpus):
        doc, names = scorer.Doc(line["text"]), scorer.Names(line)
        gold, mine = scorer.units(doc, line["quotes"]), scorer.units(doc, predictions.get(line["id"], []))
        matched = scorer.match(gold, mine)
        for i, (kind, _, quote) in enumerate(gold):
            if kind == "indirect" or quote.get("turn"):
                continue
            total += 1
            verdict = names.judge(quote, mine[matched[i][0]][2])["any"] if i in matched else False
            right += verdict is not False
            if verdict is False:
                start, end = quote["spans"][0]
                print(f"  quote [{start}, {end}] of {quote['speaker_id']}: {'wrong speaker' if i in matched else 'not found'}")
    return right, total


def process_milliseconds(command):
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    times = []
    for _ in range(RUNS):
        before = used()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append(1000 * (used() - before))
    return min(times)


def measure(quoth, page, tools, scratch):
    text, corpus = page / "news-compilation.txt", page / "corpus.jsonl"
    json_path = output_of([quoth, "--format", "json", text], scratch / "page.json")
    corpus_path = output_of([quoth, "quotes", "--type", "corpus", "--format", "corpus", corpus], scratch / "corpus.jsonl")
    figures = page_figures(tools, page, json_path)
    figures["turn F1"] = turn_f1(page, json.loads(json_path.read_text(encoding="utf-8")))
    figures["marked quotes"], total = marked_quotes(tools, corpus, corpus_path)
    print(f"marked quotes: {figures['marked quotes']} of {total} with the right speaker")
    return figures


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("quoth")
    parser.add_argument("--no-time", action="store_true")
    options = parser.parse_args()
    data = data_folder()
    page, tools = data / "page", data.parent / "tools"
    missing = [p for p in (page / "news-compilation.txt", page / "corpus.jsonl", tools / "score_page.py", tools / "score_quotes.py")
               if not p.is_file()]
    if missing:
        print(f"skipped: {missing[0]} is not here (set QUOTH_DATA to the folder that holds page/)")
        return SKIPPED
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure(options.quoth, page, tools, Path(scratch))
    good = True
    for name, bar in BARS.items():
        good &= figures[name] >= bar
        print(f"{name}: {figures[name]:g} (bar {bar:g}){'' if figures[name] >= bar else '  BELOW'}")
    if not options.no_time:
        spent = process_milliseconds([options.quoth, "--format", "json", page / "news-compilation.txt"])
        good &= spent < MAX_MILLISECONDS
        print(f"process time: {spent:.1f} ms (bar {MAX_MILLISECONDS:g} ms, least of {RUNS})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
