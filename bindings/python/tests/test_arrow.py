"""Tables through the Arrow C data interface: every reader sees what the records say."""

import gc
from typing import Any

import pytest
import quoth
from quoth import _quoth
from quoth._packed import CODE_POINT, TableId
from test_records import TEXTS

from hypothesis import given, settings

pa = pytest.importorskip("pyarrow")
TABLES = [table.name.lower() for table in TableId]


def rows(doc: quoth.Document, name: str) -> list[dict[str, Any]]:
    table = pa.table(doc.table(name))
    table.validate(full=True)
    return table.to_pylist()


def span(row: dict[str, Any], name: str) -> tuple[int, int] | None:
    start, end = row[name + "_start"], row[name + "_end"]
    return None if start is None else (start, end)


def check_rows(doc: quoth.Document) -> None:
    """All that a table and the records both have is the same."""
    for name in TABLES:
        table, records = rows(doc, name), doc.table(name)
        assert len(table) == len(records)
        for row, record in zip(table, records):
            assert row[next(iter(row))] == record.index
            for field, value in record.to_dict().items():
                got = span(row, field) if field + "_start" in row else row.get(field.removesuffix("_index"))
                if isinstance(got, list) and got and "start" in got[0]:
                    got = [(item["start"], item["end"]) for item in got]
                elif isinstance(value, dict):
                    got = {item["script"]: item["share"] for item in got}
                assert (tuple(got) if isinstance(got, list) else got) == value, (name, field)
            if "text" in row:
                assert row["text"] == record.text
            if "source_start" in row:
                assert (row["source_start"], row["source_end"]) == record.source
    for row, quote in zip(rows(doc, "quotes"), doc.quotes):
        assert row["cue"] == quote.cue_text
        assert row["speaker_name"] == (quote.speaker.name if quote.speaker else None)
    for row, speaker in zip(rows(doc, "speakers"), doc.speakers):
        assert [(m["start"], m["end"]) for m in row["mentions"]] == [(m.start, m.end) for m in speaker.mentions]
    for row, mention in zip(rows(doc, "mentions"), doc.mentions):
        assert row["speaker_name"] == mention.speaker.name


def test_tables_are_the_records(sample: quoth.Document, doc: quoth.Document) -> None:
    check_rows(sample)
    check_rows(doc)
    check_rows(quoth.parse("pаypal «Oui» 東京 and more"))
    check_rows(quoth.parse(b""))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_tables_are_the_records_for_any_text(text: str) -> None:
    try:
        check_rows(quoth.parse(text))
    except quoth.NotTextError:
        pass


def test_schemas_are_as_documented(sample: quoth.Document) -> None:
    schema = pa.schema(pa.table(sample.quotes).schema)
    spans = pa.large_list(pa.field("item", pa.struct([pa.field("start", pa.int64(), False), pa.field("end", pa.int64(), False)]), False))
    expected = {
        "quote": pa.int64(), "type": pa.large_utf8(), "text": pa.large_utf8(), "speaker_name": pa.large_utf8(), "speaker": pa.int32(),
        "addressee": pa.int32(), "parent": pa.int32(), "block": pa.int32(), "parts": spans, "quoted": spans, "cue": pa.large_utf8(),
        "cue_start": pa.int64(), "cue_end": pa.int64(), "speaker_mention_start": pa.int64(), "speaker_mention_end": pa.int64(),
        "language": pa.large_utf8(), "evidence": pa.large_utf8(), "confidence": pa.float64()}
    assert {field.name: field.type for field in schema} == expected
    blocks = pa.table(sample.blocks).schema
    assert blocks.field("main").type == pa.bool_() and blocks.field("article").nullable and not blocks.field("start").nullable


def test_pandas(sample: quoth.Document) -> None:
    pd = pytest.importorskip("pandas")
    frame = sample.to_pandas("quotes")
    assert list(frame.speaker_name) == [quote.speaker.name for quote in sample.quotes if quote.speaker]
    assert frame.speaker.dtype == pd.Int32Dtype() and frame.confidence.dtype == "float64"
    assert sample.to_pandas("blocks").main.dtype == bool
    if hasattr(pd.DataFrame, "from_arrow"):
        assert list(pd.DataFrame.from_arrow(sample.quotes).text) == [quote.text for quote in sample.quotes]
    with pytest.raises(ValueError, match="poems"):
        sample.to_pandas("poems")


def test_polars(sample: quoth.Document) -> None:
    pl = pytest.importorskip("polars")
    for name in TABLES:
        frame = pl.DataFrame(sample.table(name))
        assert frame.to_dicts() == rows(sample, name)
        assert pl.from_arrow(sample.table(name)).struct.unnest().equals(frame)
    assert sample.to_polars("quotes").equals(pl.DataFrame(sample.quotes))


def test_duckdb(sample: quoth.Document) -> None:
    duckdb = pytest.importorskip("duckdb")
    quotes, blocks = sample.quotes, sample.blocks
    assert duckdb.sql("select speaker_name, count(*) from quotes group by all order by 2 desc").fetchall()[0] == ("Mara Lindqvist", 4)
    assert duckdb.sql("select kind from blocks where main and kind = 'turn'").fetchall() == [("turn",)] * 4
    assert duckdb.sql("select sum(len(parts)) from quotes").fetchall() == [(sum(len(quote.parts) for quote in sample.quotes),)]
    assert quotes and blocks  # read by their names


def test_what_is_handed_out_outlives_the_document(page: bytes) -> None:
    doc = quoth.parse(page)
    expected = rows(doc, "quotes")
    stream, table = pa.RecordBatchReader.from_stream(doc.quotes), pa.table(doc.quotes)
    unread = doc.quotes.__arrow_c_stream__()
    column = pa.table(doc.quotes).column("text")
    del doc
    gc.collect()
    assert stream.read_all().to_pylist() == expected == table.to_pylist()
    del table, unread
    gc.collect()
    assert column.to_pylist() == [row["text"] for row in expected]


def test_the_array_interface(doc: quoth.Document) -> None:
    schema, array = _quoth.document_arrow_array(doc._handle, TableId.QUOTES, CODE_POINT)

    class Exported:
        def __arrow_c_array__(self, requested_schema: object = None) -> Any:
            return schema, array

    assert pa.record_batch(Exported()).to_pylist() == rows(doc, "quotes")
    for name in TABLES:
        assert pa.record_batch(doc.table(name)).to_pylist() == rows(doc, name)
    unread = _quoth.document_arrow_array(doc._handle, TableId.BLOCKS, CODE_POINT)
    del unread
    for wrong in ((99, CODE_POINT), (0, 99)):
        for call in (_quoth.document_arrow_array, _quoth.document_arrow_stream):
            with pytest.raises(quoth.ArgumentError):
                call(doc._handle, *wrong)
