#!/usr/bin/env python3
"""Holds the text of real pages to another reader's: no visible character of the source is lost.

usage: visible_text.py QUOTH

The other reader is Python's html.parser, which knows nothing of how browsers mend markup; what it takes for text and a browser does
not (CDATA sections and comments that end elsewhere, scripts cut short) is why a few characters may be missing. Every 15th page is
read, all where QUOTH_TEST_ALL is set. The pages are not part of the repository: QUOTH_DATA names the folder that holds html/wcxb/;
without it, ../shared/data beside the repository is looked at. Without them the test is skipped (exit status 77).
"""
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

SKIPPED = 77
EVERY = 15
MOST_MISSING = 0.0002  # of all characters
MOST_PAGES = 0.03  # that lack any
# What a browser does not show whatever the style says, and what stands for pictures and the like where they cannot be shown.
NOT_SHOWN = {"audio", "canvas", "datalist", "desc", "iframe", "metadata", "noembed", "noframes", "object", "script", "style", "template",
             "title", "video"}


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.text = [], []

    def handle_starttag(self, tag, attributes):
        if tag in NOT_SHOWN:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if not self.open:
            self.text.append(data)


def characters(text):
    return Counter(c for c in text if not c.isspace())


def missing_of(quoth, path, folder):
    """What the other reader sees and quoth does not, and how much there is."""
    page = gzip.decompress(path.read_bytes())
    copy = Path(folder) / "page.html"
    copy.write_bytes(page)
    document = json.loads(subprocess.run([quoth, "--format", "json", copy], stdout=subprocess.PIPE, check=True).stdout)
    reader = Reader()
    reader.feed(page.decode(document["source"]["charset"], "replace"))
    reader.close()
    wanted = characters("".join(reader.text))
    return wanted - characters(document["text"]), wanted.total()


def main():
    root = Path(__file__).resolve().parents[2]
    pages = Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data") / "html" / "wcxb" / "html"
    if not pages.exists():
        print(f"skipped: {pages} is not here (set QUOTH_DATA to the folder that holds html/)")
        return SKIPPED
    paths = sorted(pages.glob("*.gz"))[:: 1 if os.environ.get("QUOTH_TEST_ALL") else EVERY]
    total = missing = with_missing = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            lost, size = missing_of(sys.argv[1], path, folder)
            total, missing, with_missing = total + size, missing + lost.total(), with_missing + bool(lost)
            if lost:
                print(f"{path.name}: {lost.total()} of {size} characters: {''.join(sorted(lost.elements()))[:60]}")
    print(f"{len(paths)} pages, {total} characters; {missing} in {with_missing} pages are missing")
    return 0 if total and missing <= MOST_MISSING * total and with_missing <= MOST_PAGES * len(paths) else 1


if __name__ == "__main__":
    sys.exit(main())
