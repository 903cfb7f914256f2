"""What goes in: bytes, buffers, text, paths, files; what the caller knows; what goes wrong."""

import io
import json
import mmap
from array import array
from pathlib import Path

import pytest
import quoth
from quoth import _quoth


def test_every_kind_of_input_gives_the_same_document(page: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page)
    expected = quoth.parse(page)
    assert [str(q.speaker) for q in expected.quotes] == ["Mara Lindqvist", "Mara Lindqvist", "Joost Abara"]
    for source in (bytearray(page), memoryview(page), page.decode(), io.BytesIO(page), io.StringIO(page.decode()), array("B", page)):
        assert quoth.parse(source) == expected
    assert quoth.parse(path).text == expected.text
    assert quoth.parse(path).source.name == str(path)
    with open(path, "rb") as file:
        assert quoth.parse(file).source.name == str(path)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert quoth.parse(mapped) == expected


def test_a_buffer_must_be_contiguous(page: bytes) -> None:
    with pytest.raises(BufferError):
        quoth.parse(memoryview(page)[::2])
    with pytest.raises(TypeError):
        quoth.parse(12)  # type: ignore[arg-type]


def test_a_buffer_is_released(page: bytes) -> None:
    source = bytearray(page)
    quoth.parse(source)
    source.extend(b"more")  # would raise BufferError where it is still held
    with pytest.raises(quoth.CharsetError):
        quoth.parse(source, charset="klingon")
    source.extend(b"more")


def test_media_type_and_charset_are_guessed_or_given() -> None:
    assert quoth.parse(b"<p>one<p>two").source.type == "html"
    assert quoth.parse(b"<p>one<p>two", media_type="text/plain").text == "<p>one<p>two"
    assert quoth.parse("Größe".encode("latin-1"), charset="latin1").text == "Größe"
    assert quoth.parse("Größe".encode("utf-16")).text == "Größe"
    # A str is Unicode already, whatever its markup says.
    assert quoth.parse('<meta charset="shift_jis"><p>Größe</p>').text == "Größe"


@pytest.mark.parametrize(("call", "error", "also"), [
    (lambda: quoth.parse(b"x", charset="klingon"), quoth.CharsetError, LookupError),
    (lambda: quoth.parse(b"x", media_type="image/png"), quoth.MediaTypeError, ValueError),
    (lambda: quoth.parse(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8), quoth.NotTextError, ValueError),
    (lambda: quoth.Engine(limits={"input_bytes": 3}).parse(b"four"), quoth.LimitError, ValueError),
    (lambda: quoth.Engine(limits={"memory_bytes": 3}).parse(b"four"), quoth.LimitError, ValueError),
    (lambda: quoth.Engine(languages=["klingon"]), quoth.ArgumentError, ValueError),
    (lambda: quoth.Engine(layers=["poems"]), quoth.ArgumentError, ValueError),
    (lambda: quoth.Engine(limits={"poems": 1}), quoth.ArgumentError, ValueError),
    (lambda: quoth.Engine(speakers=[[]]), quoth.ArgumentError, ValueError),
    (lambda: quoth.Engine(speakers=["a\0b"]), quoth.ArgumentError, ValueError),
    (lambda: quoth.parse("lone \ud800"), quoth.ArgumentError, ValueError),
    (lambda: quoth.parse(Path("/no/such/file")), FileNotFoundError, OSError),
    (lambda: quoth.parse(b"x", url="a\0b"), ValueError, ValueError),
])
def test_failures_are_exceptions_of_two_families(call: object, error: type[Exception], also: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        call()  # type: ignore[operator]
    assert isinstance(raised.value, also)
    assert str(raised.value)


def test_a_failure_knows_its_status() -> None:
    with pytest.raises(quoth.Error) as raised:
        quoth.parse(b"x", charset="klingon")
    assert raised.value.status == "QUOTH_ERROR_CHARSET"
    assert "klingon" in str(raised.value)


def test_every_status_has_an_exception_of_its_own() -> None:
    from quoth import errors

    codes = [code for code in range(-64, 0) if _quoth.status_name(code) != "unknown status"]
    assert sorted(codes) == sorted(errors._CLASSES)
    assert all(isinstance(errors.from_status(code, 7, b"why"), quoth.Error) for code in codes)
    assert isinstance(errors.from_status(-2, 0, b""), MemoryError)


def test_nul_is_kept() -> None:
    doc = quoth.parse("one\0two", media_type="text/plain")
    assert doc.text == "one\0two"
    assert quoth.parse(b"one\0two").text == "one\0two"


def test_given_speakers_are_honoured() -> None:
    text = "“We sail,” said Lindqvist. “So do we,” said somebody else."
    doc = quoth.parse(text, speakers=[{"id": "P1", "names": ["Mara Lindqvist", "Lindqvist"]}, "Joost Abara"])
    assert {speaker.name for speaker in doc.speakers} <= {"Mara Lindqvist", "Joost Abara"}
    speaker = doc.quotes[0].speaker
    assert speaker is not None and speaker.id == "P1"
    assert doc.speakers["P1"] == speaker == doc.speakers["Lindqvist"]


def test_given_quotes_are_in_code_points() -> None:
    text = "Größe \U0001f600: we sail, said Mara Lindqvist."
    start = text.index("we sail")
    doc = quoth.parse(text, quotes=[[(start, start + 7)]])
    assert [quote.text for quote in doc.quotes] == ["we sail"]
    html = quoth.parse("<p>Größe: we sail, said Mara Lindqvist.", quotes=[[(7, 14)]])
    assert [quote.text for quote in html.quotes] == ["we sail"]
    for wrong in ([[]], [[(7, 7)]], [[(9, 3)]]):
        with pytest.raises(quoth.ArgumentError):
            quoth.parse(text, quotes=wrong)


def test_what_is_known_takes_the_place_of_what_would_be_found() -> None:
    text = "Größe: “We sail,” she said. “So do we,” said he."
    mara, joost = text.index("she"), text.rindex("he")
    doc = quoth.parse(text, speakers=["Mara", "Joost"], mentions=[(mara, mara + 3, 0), (joost, joost + 2, 1)])
    assert [(quote.text, str(quote.speaker), quote.speaker_text) for quote in doc.quotes] == [
        ("“We sail,”", "Mara", "she"), ("“So do we,”", "Joost", "he")]
    alone = quoth.parse(text, mentions=[(mara, mara + 3), (joost, joost + 2)])
    assert {(m.start, m.end) for m in alone.mentions} <= {(mara, mara + 3), (joost, joost + 2)}
    assert not len(quoth.parse(text, quotes=[]).quotes) and len(quoth.parse(text).quotes) == 2
    blocks = [(0, 6, "heading"), (7, 26), (28, len(text), "footnote")]
    known = quoth.parse(text, blocks=blocks, sentences=[(0, 6), (7, 27), (28, len(text))])
    assert [(block.start, block.end) for block in known.blocks] == [bounds[:2] for bounds in blocks]
    assert [known.blocks[0].kind, known.blocks[2].kind] == ["heading", "footnote"]
    assert quoth.parse("<p>as it is", blocks=[(0, 11)]).text == "<p>as it is"


@pytest.mark.parametrize("wrong", [
    {"blocks": [(3, 2)]}, {"blocks": [(0, 4, "poem")]}, {"blocks": [(-1, 4)]}, {"sentences": [(2, 4), (0, 1)]}, {"mentions": [(0, 2, 7)]},
    {"mentions": [(0, 2, 1 << 40)]}, {"blocks": [(0, 3)], "media_type": "text/html"}])
def test_what_cannot_be_known_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(quoth.ArgumentError):
        quoth.parse("Some text.", **wrong)  # type: ignore[arg-type]


def test_layers_are_not_computed_unless_wanted(page: bytes) -> None:
    scripts = quoth.Engine(layers=["scripts"]).parse(page)
    assert len(scripts.scripts) and not len(scripts.blocks) and not len(scripts.quotes)


def test_the_json_is_the_librarys(doc: quoth.Document) -> None:
    data = json.loads(doc.to_json(compact=True))
    assert data["text"] == doc.text
    assert data["offsets"] == "codepoint"
    assert json.loads(doc.to_json(offsets="byte"))["offsets"] == "byte"
    with pytest.raises(ValueError, match="furlong"):
        doc.to_json(offsets="furlong")


HEADS = {"json": "{", "tei": "<?xml", "webannotation": "{", "brat": "T1\t", "xmi": "<?xml", "csv": "source,", "markdown": "# Night", "report": "<!DOCTYPE html>"}


@pytest.mark.parametrize("format", HEADS)
def test_documents_are_exported(doc: quoth.Document, format: str) -> None:
    text = doc.export(format)
    assert text.lstrip().startswith(HEADS[format]) and "Joost Abara" in text
    if format in ("csv", "webannotation", "brat"):
        one = doc.export(format, speaker=doc.speakers["Joost Abara"])
        assert "cheaper than one new road" in one and "We sail" not in one and "We sail" in text


def test_exports_refuse_what_they_do_not_know(doc: quoth.Document) -> None:
    for wrong in ({"format": "poem"}, {"format": "csv", "speaker": quoth.parse("“Yes,” said Mara.").speakers[0]}):
        with pytest.raises(ValueError):
            doc.export(**wrong)  # type: ignore[arg-type]
    with pytest.raises(quoth.ArgumentError, match="format"):
        _quoth.document_export(doc._handle, "poem", 0, 0, -1)


def test_metadata(doc: quoth.Document) -> None:
    assert doc.metadata["title"] == "Night ferry"
    assert doc.title == "Night ferry"
    assert doc.language == "en"
    origin = doc.metadata_origin["title"]
    assert 0 < origin.confidence <= 1 and origin.place
    with pytest.raises(TypeError):
        doc.metadata["title"] = "x"  # type: ignore[index]


def test_language() -> None:
    assert quoth.identify_language("Das Schiff fährt bei jedem Wetter").language == "de"
    assert quoth.identify_language("Das Schiff", candidates=["nl", "en"]).language in ("nl", "en", "und")
    assert quoth.identify_language("12").language is None
    with pytest.raises(quoth.ArgumentError):
        quoth.identify_language("text", candidates=["klingon"])


def test_raw_calls_refuse_what_is_no_handle() -> None:
    with pytest.raises(ValueError):
        _quoth.document_text(None)
    with pytest.raises(ValueError):
        _quoth.parse(object(), b"", None, None, None, None, None, None, None)
    with pytest.raises(quoth.ArgumentError):
        _quoth.engine_new(0, 0, 0, 0, b"de")
    engine = _quoth.engine_new(0, 0, 0, 0, None)
    for words in ([2, 0, 0], [-1, 9], [-1, -1, 1, 0, 4, 1 << 40], [-1, -1, -1, 1, 1, 0], [-1, -1, -1, 1 << 62], [-1, -1, -1, 1]):
        with pytest.raises(quoth.ArgumentError):
            _quoth.parse(engine, b"text", None, None, None, None, None, None, array("q", words).tobytes())
    with pytest.raises(quoth.ArgumentError):
        _quoth.parse(engine, b"text", None, None, None, None, None, b"\0\0", None)
