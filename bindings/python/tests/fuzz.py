#!/usr/bin/env python3
"""Fuzzes the Python package with atheris: whatever the bytes, only exceptions of quoth come out, and spans, text and exports agree.

usage: fuzz.py [CORPUS…] [-max_total_time=SECONDS …]; needs quoth and atheris installed.
"""
import json
import pickle
import sys

import atheris

with atheris.instrument_imports(include=["quoth"]):
    import quoth
    from quoth import _fields, _known, _packed, document, engine, html, records, tables  # noqa: F401

MEDIA = (None, "text/plain", "text/html", "text/markdown", "application/xhtml+xml")
CHARSETS = (None, "utf-8", "windows-1252", "utf-16le", "shift_jis", "klingon")
FORMATS = ("json", "tei", "webannotation", "brat", "xmi", "csv", "markdown", "report")
LISTS = ("blocks", "scripts", "quotes", "speakers", "mentions", "articles", "glue", "mixed_tokens", "marks")


def span_of(data, size):
    start = data.ConsumeIntInRange(-1, size + 1)
    return start, data.ConsumeIntInRange(-1, size + 1)


def given(data, size):
    """What a caller may say of a text: right, wrong or out of range."""
    options = {}
    if data.ConsumeBool():
        options["speakers"] = [data.ConsumeUnicodeNoSurrogates(12) for _ in range(data.ConsumeIntInRange(0, 3))]
    if data.ConsumeBool():
        options["quotes"] = [[span_of(data, size) for _ in range(data.ConsumeIntInRange(0, 2))] for _ in range(data.ConsumeIntInRange(0, 3))]
    if data.ConsumeBool():
        options["sentences"] = [span_of(data, size) for _ in range(data.ConsumeIntInRange(0, 3))]
    if data.ConsumeBool():
        options["language"] = data.ConsumeUnicodeNoSurrogates(6).replace("\0", "")
    return options


def check(doc):
    text = doc.text
    for name in LISTS:
        for record in getattr(doc, name):
            repr(record)
            if hasattr(record, "start"):
                assert 0 <= record.start <= record.end <= len(text), (name, record)
    for quote in doc.quotes:
        assert quote.text is not None and (quote.speaker is None or quote.speaker in doc.speakers)
    read = json.loads(doc.to_json())
    assert len(read["quotes"]) == len(doc.quotes) and len(read["blocks"]) == len(doc.blocks)
    again = pickle.loads(pickle.dumps(doc))
    assert again.to_json() == doc.to_json() and again == doc
    doc._repr_html_()


def test_one(bytes_):
    data = atheris.FuzzedDataProvider(bytes_)
    media, charset, way = MEDIA[data.ConsumeIntInRange(0, 4)], CHARSETS[data.ConsumeIntInRange(0, 5)], FORMATS[data.ConsumeIntInRange(0, 7)]
    as_text = data.ConsumeBool()
    options = given(data, 40) if data.ConsumeBool() else {}
    content = data.ConsumeUnicode(sys.maxsize) if as_text else data.ConsumeBytes(sys.maxsize)
    try:
        doc = quoth.parse(content, media_type=media, charset=charset, **options)
    except quoth.Error as error:
        assert str(error)
        return
    check(doc)
    try:
        doc.export(way)
    except quoth.Error:
        pass
    try:
        quoth.Document.from_bytes(bytes_)
    except quoth.Error:
        pass


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one)
    atheris.Fuzz()
