"""Documents by the million: Arrow batches of pages in, Arrow batches of documents, blocks, scripts or quotations out.

These are plain functions from batches to batches, for Spark's ``mapInArrow``, DuckDB, Ray or a loop of one's own:

>>> import pyarrow, quoth.batches
>>> pages = pyarrow.record_batch({"id": [1, 2], "content": ["“We sail,” said Mara Lindqvist.", "Nobody speaks."]})
>>> [batch] = quoth.batches.parse([pages], "quotes", keep=["id"])
>>> batch.select(["id", "speaker_name", "text"]).to_pylist()
[{'id': 1, 'speaker_name': 'Mara Lindqvist', 'text': '“We sail,”'}]
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from .archive import Archive
from .document import FIELDS, Document
from .engine import Engine
from .errors import Error

__all__ = ["RECORDS", "parse", "records", "schema"]

#: Bytes of input after which a batch is handed on.
FLUSH = 16 << 20
#: What a page may say of itself, in columns of these names.
OPTIONS = ("url", "name", "media_type", "charset", "language")
DOCUMENTS = pa.schema([
    ("error", pa.string()), ("name", pa.string()), ("source_url", pa.string()), ("type", pa.string()), ("charset", pa.string()),
    ("bytes", pa.int64()), ("repaired", pa.int64()), *((field, pa.string()) for field in FIELDS), ("text", pa.string()),
    ("main_text", pa.string()), ("blocks", pa.int32()), ("quotes", pa.int32()), ("speakers", pa.int32())])
#: Records of archives, as :func:`records` gives them and :func:`parse` takes them.
RECORDS = pa.schema([
    ("path", pa.string()), ("offset", pa.int64()), ("url", pa.string()), ("date", pa.string()), ("name", pa.string()),
    ("media_type", pa.string()), ("charset", pa.string()), ("content", pa.binary()), ("error", pa.string())])


def _plain(kind: pa.DataType) -> pa.DataType:
    """Types as Spark has them: without large offsets."""
    if pa.types.is_large_string(kind):
        return pa.string()
    if pa.types.is_large_list(kind):
        return pa.list_(_plain(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, _plain(field.type)) for field in kind])
    return kind


@cache
def schema(table: str) -> pa.Schema:
    """Columns of a table, behind those that are kept: ``error``, and what the document's table of that name has."""
    if table == "documents":
        return DOCUMENTS
    columns = pa.schema(pa.table(Engine().parse(b"").table(table)).schema)
    return pa.schema([("error", pa.string()), *((column.name, _plain(column.type)) for column in columns)])


@cache
def _engine(pickled: bytes) -> Engine:
    """One a process, however many tasks it runs."""
    engine: Engine = pickle.loads(pickled)
    return engine


def _document_row(doc: Document) -> pa.Table:
    source = doc.source
    row = {"error": None, "name": source.name, "source_url": source.url, "type": source.type, "charset": source.charset, "bytes": source.bytes,
           "repaired": source.repaired, **doc.metadata, "text": doc.text, "main_text": doc.main_text, "blocks": len(doc.blocks),
           "quotes": len(doc.quotes), "speakers": len(doc.speakers)}
    return pa.Table.from_pylist([row], DOCUMENTS)


def _rows(doc: Document, table: str) -> pa.Table:
    if table == "documents":
        return _document_row(doc)
    columns = pa.table(doc.table(table))
    wanted = schema(table)
    return columns.add_column(0, wanted.field(0), pa.nulls(len(columns), pa.string())).cast(wanted)


def _failed(error: str, table: str) -> pa.Table:
    return pa.Table.from_pylist([{"error": error}], schema(table))


def _parse_row(engine: Engine, row: dict[str, Any], table: str) -> pa.Table:
    """A page that cannot be parsed keeps its place: a row with the error and nothing else."""
    if row.get("error"):
        return _failed(row["error"], table)
    try:
        content = row["content"]
        if content is None:
            raise ValueError("content is null")
        return _rows(engine.parse(content, **{name: row[name] for name in OPTIONS if row.get(name)}), table)
    except Exception as error:
        return _failed(f"{type(error).__name__}: {error}", table)


def _hand_on(tables: list[pa.Table], kept: pa.RecordBatch, rows: list[int]) -> Iterator[pa.RecordBatch]:
    if not rows:
        return
    results = pa.concat_tables(tables)
    places = pa.array(rows)
    columns = {name: kept.column(name).take(places) for name in kept.schema.names} | {name: results[name] for name in results.schema.names}
    yield from pa.table(columns, schema=pa.schema([*kept.schema, *results.schema])).combine_chunks().to_batches()


def parse(batches: Iterable[pa.RecordBatch], table: str = "quotes", *, content: str = "content", keep: Sequence[str] = (),
          engine: Engine | bytes | None = None) -> Iterator[pa.RecordBatch]:
    """Parse the pages of `batches` and give the rows of a table: "documents", "blocks", "scripts", "quotes", or another of a document's.

    `content` is the column of pages, bytes or strings; columns ``url``, ``name``, ``media_type``, ``charset`` and ``language`` are taken into
    account where they are. The columns to `keep` stand first in each row, so that it is known which page it is of; then follow the columns
    of :func:`schema`. A page that cannot be parsed gives one row that says why in ``error``; a page without a quotation gives none.
    `engine` may be pickled; it is then made once in each process.
    """
    names = [column.name for column in schema(table)]
    if twice := [name for name in keep if name in names]:
        raise ValueError(f"the column to keep {twice[0]!r} has the name of one of the table {table!r}; rename it")
    parser = _engine(engine) if isinstance(engine, bytes) else engine or Engine()
    for batch in batches:
        kept = batch.select(list(keep))
        columns = {name: batch.column(name) for name in (*OPTIONS, "error") if name in batch.schema.names} | {"content": batch.column(content)}
        tables: list[pa.Table] = []
        rows: list[int] = []
        size = 0
        for i in range(len(batch)):
            row = {name: column[i].as_py() for name, column in columns.items()}
            found = _parse_row(parser, row, table)
            tables.append(found)
            rows += [i] * len(found)
            size += len(row["content"] or b"")
            if size >= FLUSH:
                yield from _hand_on(tables, kept, rows)
                tables, rows, size = [], [], 0
        yield from _hand_on(tables, kept, rows)


def _record_rows(path: str, offset: int, end: int) -> Iterator[dict[str, Any]]:
    try:
        for record in Archive(path, offset=offset, end=end, split=offset > 0):
            if isinstance(record, Error):
                yield {"path": path, "offset": record.offset, "error": f"{type(record).__name__}: {record}"}
            else:
                yield {"path": path, **{name: getattr(record, name) for name in RECORDS.names[1:-1]}}
    except Exception as error:
        yield {"path": path, "offset": offset, "error": f"{type(error).__name__}: {error}"}


def records(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Records of the stretches (path, offset, end) of archives, as :func:`parse` takes them. Damaged ones keep their place, with an error."""
    for batch in batches:
        for stretch in batch.to_pylist():
            rows: list[dict[str, Any]] = []
            size = 0
            for row in _record_rows(stretch["path"], stretch["offset"], stretch["end"]):
                rows.append(row)
                size += len(row.get("content") or b"")
                if size >= FLUSH:
                    yield pa.RecordBatch.from_pylist(rows, RECORDS)
                    rows, size = [], 0
            if rows:
                yield pa.RecordBatch.from_pylist(rows, RECORDS)
