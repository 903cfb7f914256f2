"""Archives, and Arrow batches of pages: every record once, bad ones in their place, however the work is split."""

import pickle
import threading
from pathlib import Path
from typing import Any

import crawl
import pytest
import quoth
from quoth.archive import stretches

pa = pytest.importorskip("pyarrow")
from quoth import batches  # noqa: E402

TABLES = ["documents", "blocks", "scripts", "quotes", "speakers", "mentions", "glue", "marks", "articles", "mixed_tokens"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawl.write(tmp_path_factory.mktemp("crawl") / "a.warc.gz")


def urls(records: Any) -> list[str | None]:
    return [record.url if isinstance(record, quoth.ArchiveRecord) else None for record in records]


def test_records_of_an_archive(archive: Path) -> None:
    records = list(quoth.Archive(archive))
    assert urls(records) == [None if i == crawl.DAMAGED else f"http://page.example/{i}" for i in range(crawl.COUNT)]
    assert isinstance(records[crawl.DAMAGED], quoth.DamagedError)
    record = records[3]
    assert isinstance(record, quoth.ArchiveRecord) and record.content == crawl.TEXT.format(i=3).encode()
    assert (record.type, record.media_type, record.charset, record.http_status) == ("response", "text/html", "utf-8", 200)
    doc = record.parse()
    assert doc.source.url == record.url and doc.title == "Page 3" and doc.speakers.names == ("Mara Lindqvist",)
    [alone] = quoth.Archive(archive, offset=record.offset, end=record.offset + record.length, split=True)
    assert alone == record


@pytest.mark.parametrize("size", [50, 177, 1000, 1 << 20])
def test_stretches_share_an_archive(tmp_path: Path, size: int) -> None:
    path = crawl.write(tmp_path / "a.warc.gz", damaged=False)
    found = [url for start, end in stretches(path, size) for url in urls(quoth.Archive(path, offset=start, end=end, split=start > 0))]
    assert found == urls(quoth.Archive(path)) and len(found) == crawl.COUNT


def test_threads_share_an_archive(tmp_path: Path) -> None:
    path = crawl.write(tmp_path / "a.warc.gz", damaged=False)
    archive, found = quoth.Archive(path), []
    threads = [threading.Thread(target=lambda: found.extend(urls(archive))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == sorted(map(str, urls(quoth.Archive(path))))


def test_folders_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>one")
    (tmp_path / "b.txt").write_bytes(b"two")
    assert [record.name for record in quoth.Archive(tmp_path) if isinstance(record, quoth.ArchiveRecord)] == ["a.html", "b.txt"]
    with pytest.raises(OSError):
        next(quoth.Archive(tmp_path / "no"))
    with pytest.raises(quoth.ArgumentError):
        next(quoth.Archive(tmp_path, offset=3))


def rows(found: Any) -> list[dict[str, Any]]:
    return [row for batch in found for row in batch.to_pylist()]


CONTENT = ["“We sail,” said Mara Lindqvist.", "Nobody speaks.", None, "lone \x07\x07\x07\x07", "«Oui», dit Jeanne Morel."]


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_the_documents(table: str) -> None:
    pages = pa.record_batch({"page": list(range(len(CONTENT))), "content": CONTENT})
    got = rows(batches.parse([pages], table, keep=["page"]))
    assert all(list(row) == ["page", *batches.schema(table).names] for row in got)
    assert [row["page"] for row in got if row["error"]] == [2, 3]
    assert not any(value is not None for row in got if row["error"] for name, value in row.items() if name not in ("page", "error"))
    for i, text in enumerate(CONTENT):
        if i in (2, 3) or text is None:
            continue
        mine = [{name: value for name, value in row.items() if name not in ("page", "error")} for row in got if row["page"] == i]
        if table == "documents":
            assert [row["text"] for row in mine] == [text]
        else:
            assert mine == pa.table(quoth.parse(text).table(table)).to_pylist()


def test_batches_are_handed_on_and_engines_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = pa.record_batch({"content": [b"<p>\xe2\x80\x9cYes,\xe2\x80\x9d said Mara."] * 50, "url": ["http://a.example"] * 50})
    engine = pickle.dumps(quoth.Engine(speakers=["Joost Abara"]))
    whole = rows(batches.parse([pages], "quotes", engine=engine))
    monkeypatch.setattr(batches, "FLUSH", 100)
    found = list(batches.parse([pages], "quotes", engine=engine))
    assert len(found) > 5 and rows(found) == whole and len(whole) == 50 and not any(row["speaker_name"] == "Mara" for row in whole)
    assert batches._engine(engine) is batches._engine(bytes(engine))
    assert {row["source_url"] for row in rows(batches.parse([pages], "documents"))} == {"http://a.example"}
    with pytest.raises(ValueError, match="error"):
        next(batches.parse([pages], keep=["error"]))


def test_archives_are_batches(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "FLUSH", 1000)
    cuts = pa.RecordBatch.from_pylist([{"path": str(archive), "offset": 0, "end": 0}, {"path": "/no/such", "offset": 0, "end": 0}])
    quotes = rows(batches.parse(batches.records([cuts]), "quotes", keep=["path", "offset"]))
    assert [row["path"] for row in quotes if row["error"]] == [str(archive), "/no/such"]
    assert [row["text"] for row in quotes if not row["error"]] == [f"“We sail on day {i},”" for i in range(crawl.COUNT) if i != crawl.DAMAGED]


def test_duckdb_reads_batches() -> None:
    duckdb = pytest.importorskip("duckdb")
    source = duckdb.connect()  # the connection that pages are read from is busy until they are
    pages = source.sql("select * from (values (1, '“We sail,” said Mara Lindqvist.'), (2, 'Nobody.')) as pages(id, content)")
    reader = pa.RecordBatchReader.from_stream(pages)
    quotes = pa.RecordBatchReader.from_batches(pa.schema([("id", pa.int32()), *batches.schema("quotes")]),
                                               batches.parse(reader, "quotes", keep=["id"]))
    with duckdb.connect() as connection:
        connection.register("quotes", quotes)
        assert connection.sql("select id, speaker_name from quotes").fetchall() == [(1, "Mara Lindqvist")]
