"""Records: they slice back to their text, compare by value, and keep their document alive."""

import copy
import gc
import json
import unicodedata
import weakref
from typing import Any

import pytest
import quoth
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from quoth._packed import TableId, columns_of

# What pages are made of, beside arbitrary Unicode.
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["“We sail,” said Mara Lindqvist. ", "\n\n", "MARA: Yes.\n", "<p>", "</p>", "«Oui», dit-il. ", "پل باز است ", "𝒳😀",
                     "\r\n", "e\u0301", "\0", "「はい」と言った。", "pаypal ", "\u200f", "\ufeff", "\u2028", "- Ja, sagte sie.\n"]))
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def stretches(doc: quoth.Document) -> list[Any]:
    return [*doc.blocks, *doc.scripts, *doc.mentions, *doc.mixed_tokens, *doc.marks, *doc.articles]


def check_offsets(doc: quoth.Document) -> None:
    data, text = json.loads(doc.to_json(offsets="byte")), doc.text
    raw, utf16 = text.encode(), text.encode("utf-16-le")
    for record in stretches(doc):
        assert 0 <= record.start <= record.end <= len(text)
        assert record.text == text[record.start:record.end]
        assert raw[record.byte_start:record.byte_end].decode() == record.text
        assert utf16[2 * record.utf16_start:2 * record.utf16_end].decode("utf-16-le") == record.text
    for quote in doc.quotes:
        parts = [raw[start:end].decode() for start, end in data["quotes"][quote.index]["parts"]]
        assert quote.text == " ".join(parts)
        assert [text[start:end] for start, end in quote.parts] == parts
        for span, name in ((quote.cue, "cue"), (quote.speaker_mention, "speaker_mention")):
            bounds = data["quotes"][quote.index][name]
            assert doc.slice(span) == (None if bounds is None else raw[bounds[0]:bounds[1]].decode())
    assert "".join(run.text for run in doc.scripts) == text


def parse_or_reject(text: str, media_type: str | None) -> quoth.Document:
    """Control characters are refused as no text."""
    try:
        return quoth.parse(text, media_type=media_type)
    except quoth.NotTextError as error:
        assert "control character" in str(error) and any(unicodedata.category(c) == "Cc" for c in text)
        reject()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_offsets_slice_back_for_any_text(text: str) -> None:
    doc = parse_or_reject(text, "text/plain")
    assert doc.text == text.removeprefix("\ufeff")
    check_offsets(doc)


@given(TEXTS, st.sampled_from([None, "text/html"]))
@settings(max_examples=100, deadline=None)
def test_offsets_slice_back_for_any_page(text: str, media_type: str | None) -> None:
    check_offsets(parse_or_reject(text, media_type))


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_a_document_or_no_text(data: bytes) -> None:
    try:
        check_offsets(quoth.parse(data))
    except quoth.NotTextError:
        pass


# JSON says "id" for the place in the list, rounds shares, and leaves out what only some blocks have.
RENAMED = {"speaker": "speaker_index", "addressee": "addressee_index", "parent": "parent_index", "title": "title_index"}
LISTS = ["blocks", "scripts", "quotes", "speakers", "glue", "marks", "articles"]


@pytest.mark.parametrize("name", LISTS)
def test_fields_are_those_of_the_json(sample: quoth.Document, doc: quoth.Document, name: str) -> None:
    for document in (sample, doc):
        records, listed = getattr(document, name), json.loads(document.to_json())[name]
        assert len(records) == len(listed)
        for record, fields in zip(records, listed):
            for key, value in fields.items():
                if key in ("source", "mentions", "id"):
                    continue
                field = RENAMED.get(key, key) if hasattr(record, RENAMED.get(key, key)) else key
                got = getattr(record, field)
                if key == "level":
                    got = got or None
                elif isinstance(got, float):
                    value = pytest.approx(value, abs=1e-4)
                elif isinstance(got, dict):
                    value = pytest.approx(value, abs=1e-4)
                elif isinstance(got, tuple):
                    got = json.loads(json.dumps(got))
                assert got == value, (name, key)
    assert [list(map(list, ((m.start, m.end) for m in s.mentions))) for s in sample.speakers] == [
        s["mentions"] for s in json.loads(sample.to_json())["speakers"]]
    assert [list(b.source) for b in doc.blocks] == [b["source"] for b in json.loads(doc.to_json())["blocks"]]


def test_sequences_slice(sample: quoth.Document) -> None:
    blocks = sample.blocks
    assert blocks[0] == blocks[-len(blocks)] and blocks[-1] == blocks[len(blocks) - 1]
    assert blocks[1:3] == (blocks[1], blocks[2])
    assert blocks[::-1] == tuple(reversed(blocks))
    assert list(blocks) == [blocks[i] for i in range(len(blocks))]
    assert blocks[2] in blocks and blocks.index(blocks[2]) == 2
    for wrong in (len(blocks), -len(blocks) - 1):
        with pytest.raises(IndexError):
            blocks[wrong]
    with pytest.raises(TypeError):
        blocks["title"]  # type: ignore[call-overload]


def test_speakers_by_name(sample: quoth.Document) -> None:
    mara = sample.speakers["Mara Lindqvist"]
    assert sample.speakers["MS LINDQVIST"] == mara
    assert "Mara Lindqvist" in sample.speakers and "Nobody" not in sample.speakers
    assert sample.speakers.get("Nobody") is None and sample.speakers.get("Nobody", mara) == mara
    with pytest.raises(KeyError, match="Nobody"):
        sample.speakers["Nobody"]
    assert len(mara.quotes) == 4 and all(quote.speaker == mara for quote in mara.quotes)
    assert all(mention.speaker == mara for mention in mara.mentions)
    assert sample.speakers.names[1] == "Mara Lindqvist"


def test_what_belongs_to_a_record_is_what_points_to_it(sample: quoth.Document, doc: quoth.Document) -> None:
    for document in (sample, doc):
        for block in document.blocks:
            assert block.quotes == tuple(quote for quote in document.quotes if quote.block == block.index)
        for speaker in document.speakers:
            assert speaker.quotes == tuple(quote for quote in document.quotes if quote.speaker == speaker)
            assert speaker.mentions == tuple(mention for mention in document.mentions if mention.speaker == speaker)
        for article in document.articles:
            assert article.blocks == tuple(block for block in document.blocks if block.article == article.index)
    assert any(block.quotes for block in sample.blocks) and sample.articles[0].blocks


def test_equality_and_hashing(page: bytes) -> None:
    one, two, other = quoth.parse(page), quoth.parse(page), quoth.parse(page + b"<p>more")
    assert one == two and hash(one) == hash(two) and one != other and one != "text"
    assert one.quotes[0] == two.quotes[0] and hash(one.quotes[0]) == hash(two.quotes[0])
    assert one.quotes[0] != one.quotes[1] and one.quotes[0] != other.quotes[0] and one.blocks[0] != one.quotes[0]
    assert one.quotes == two.quotes and len({one.quotes, two.quotes, one.blocks}) == 2
    assert len({*one.speakers, *two.speakers}) == len(one.speakers)
    assert quoth.parse(page, name="a") != quoth.parse(page, name="b")


def test_records_are_immutable(doc: quoth.Document) -> None:
    with pytest.raises(AttributeError):
        doc.quotes[0].confidence = 1.0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        doc.text = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        doc.packed(TableId.QUOTES).data[0] = 1


def test_representations_tell(sample: quoth.Document) -> None:
    assert repr(sample) == (f"<quoth.Document: 'Night ferry to Velling will run all winter', 1,173 characters, {len(sample.blocks)} blocks, "
                            f"{len(sample.quotes)} quotes, 4 speakers>")
    for records in (sample.blocks, sample.scripts, sample.quotes, sample.speakers, sample.mentions, sample.articles, sample.glue,
                    sample.marks, quoth.parse("pаypal").mixed_tokens):
        assert type(records[0]).__name__ in repr(records[0]) and repr(records[0]) in repr(records)
    assert str(sample.speakers[1]) == "Mara Lindqvist" and str(sample.blocks[0]) == sample.blocks[0].text


def test_records_keep_their_document_alive(page: bytes) -> None:
    doc = quoth.parse(page)
    quote, block, runs, gone = doc.quotes[0], doc.blocks[1], doc.scripts, weakref.ref(doc)
    text = quote.text
    del doc
    gc.collect()
    for _ in range(50):  # what would be written over freed memory
        quoth.parse(b"x" * 5000)
    assert gone() is not None and quote.text == text and block.text and runs[0].script == "Latn"
    assert quote.speaker is not None and quote.speaker.quotes[0] == quote
    del quote, block, runs
    assert gone() is None  # without the garbage collector: there are no cycles


def test_columns_are_those_of_the_library() -> None:
    from quoth import _quoth, records

    for table in TableId:
        assert _quoth.table_name(table) == table.name.lower()
        words = set(columns_of(table))
        assert len(words) >= 3
    assert _quoth.table_name(len(TableId)) is None and _quoth.table_column(99, 0) is None
    for record in vars(records).values():
        if isinstance(record, type) and issubclass(record, quoth.Record) and hasattr(record, "TABLE"):
            assert record.__doc__


def test_copies(doc: quoth.Document) -> None:
    assert copy.copy(doc) is doc and copy.deepcopy(doc) is doc
    assert copy.deepcopy(doc.quotes[0]) == doc.quotes[0]
