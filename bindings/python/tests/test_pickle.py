"""Documents by value: pickled, saved, sent to other processes; and what is no saved document is refused."""

import multiprocessing
import pickle
from pathlib import Path

import pytest
import quoth
from hypothesis import given, settings
from hypothesis import strategies as st
from test_records import TEXTS, check_offsets

TABLES = ["blocks", "scripts", "quotes", "speakers", "mentions", "articles", "glue", "mixed_tokens", "marks"]


def same(one: quoth.Document, other: quoth.Document) -> None:
    assert one == other and hash(one) == hash(other)
    assert one.to_json() == other.to_json()
    assert one.metadata_origin == other.metadata_origin
    assert [block.source for block in one.blocks] == [block.source for block in other.blocks]
    assert one.to_bytes() == other.to_bytes()


def test_documents_are_pickled_by_value(sample: quoth.Document, doc: quoth.Document) -> None:
    for document in (sample, doc, quoth.parse(b""), quoth.parse("Größe".encode("utf-16")), quoth.parse("one\0two pаypal")):
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            same(pickle.loads(pickle.dumps(document, protocol)), document)
    quote, records = pickle.loads(pickle.dumps((doc.quotes[1], doc.speakers)))
    assert quote == doc.quotes[1] and quote.speaker == records[0]
    engine = quoth.Engine(languages=["en"], speakers=["Mara"], limits={"blocks": 9})
    assert pickle.loads(pickle.dumps(engine)) == engine


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_document_is_saved_and_loaded(text: str) -> None:
    try:
        doc = quoth.parse(text)
    except quoth.NotTextError:
        return
    again = quoth.Document.from_bytes(doc.to_bytes())
    same(again, doc)
    check_offsets(again)


def read_all(doc: quoth.Document) -> None:
    doc.to_json()
    for name in TABLES:
        for record in doc.table(name):
            record.to_dict()
            repr(record)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_bytes_are_refused_or_harmless(sample: quoth.Document, data: st.DataObject) -> None:
    saved = bytearray(sample.to_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(saved) - 1))
        saved[at] = data.draw(st.integers(0, 255))
    try:
        read_all(quoth.Document.from_bytes(saved))
    except quoth.DamagedError as error:
        assert error.offset <= len(saved)


def test_every_cut_is_refused(sample: quoth.Document) -> None:
    saved = sample.to_bytes()
    for size in range(len(saved)):
        with pytest.raises(quoth.DamagedError):
            quoth.Document.from_bytes(saved[:size])
    with pytest.raises(quoth.DamagedError):
        quoth.Document.from_bytes(saved + b"\0")


def parse_path(path: Path) -> quoth.Document:
    return quoth.parse(path)


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_processes(method: str, page: bytes, tmp_path: Path) -> None:
    paths = []
    for i in range(4):
        paths.append(tmp_path / f"{i}.html")
        paths[-1].write_bytes(page + str(i).encode())
    quoth.parse(page)  # an engine that a fork inherits
    with multiprocessing.get_context(method).Pool(2) as pool:
        for path, doc in zip(paths, pool.map(parse_path, paths)):
            same(doc, quoth.parse(path))
