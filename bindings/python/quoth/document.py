"""The document: text, blocks, script runs, quotations and speakers of one input."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count, takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from . import _quoth
from ._packed import BYTE, CODE_POINT, UTF16, Packed, TableId
from .records import Article, Block, Glue, Mark, Mention, MixedToken, Quote, ScriptRun, Speaker
from .tables import Records, Speakers

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Document", "MetadataOrigin", "Source"]

FORMATS = ("json", "tei", "webannotation", "brat", "xmi", "csv", "markdown", "report")
UNITS = {"byte": BYTE, "codepoint": CODE_POINT, "utf16": UTF16}
FIELDS = tuple(takewhile(bool, map(_quoth.metadata_field_name, count())))


class Source(NamedTuple):
    """Where the text came from."""

    name: str | None
    url: str | None
    #: Reader that was used: "text" or "html".
    type: str
    #: Encoding it was decoded from.
    charset: str
    #: Length of the input.
    bytes: int
    #: Damaged sequences that were replaced by U+FFFD.
    repaired: int


class MetadataOrigin(NamedTuple):
    """Where a field of the metadata was read, and how sure it is."""

    place: str
    confidence: float
    #: Bytes of the input, or None where that is not known.
    source: tuple[int, int] | None


class Document:
    """All that was found in one input. Immutable; made by :func:`quoth.parse`.

    >>> import quoth
    >>> doc = quoth.parse("“We sail,” said Mara Lindqvist.")
    >>> doc
    <quoth.Document: 31 characters, 1 block, 1 quote, 1 speaker>
    >>> for quote in doc.quotes:
    ...     print(quote.speaker, "->", quote.text)
    Mara Lindqvist -> “We sail,”
    """

    __slots__ = ("__weakref__", "_groups", "_handle", "_tables", "_text")

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._tables: dict[TableId, Packed] = {}
        self._groups: dict[tuple[TableId, str], dict[int, list[int]]] = {}
        self._text: str | None = None

    def packed(self, table: TableId) -> Packed:
        """A table as it is packed, for the records that read it."""
        packed = self._tables.get(table)
        if packed is None:
            packed = self._tables[table] = Packed(self._handle, table)
        return packed

    def grouped(self, table: TableId, column: str, value: int) -> list[int]:
        """The rows of a table that have `value` in a column."""
        groups = self._groups.get((table, column))
        if groups is None:
            groups = {}
            for row, key in enumerate(self.packed(table).column(column)):
                groups.setdefault(key, []).append(row)
            self._groups[table, column] = groups
        return groups.get(value, [])

    @property
    def text(self) -> str:
        """The one string that all offsets point into."""
        if self._text is None:
            self._text = _quoth.document_text(self._handle)
        return self._text

    @property
    def main_text(self) -> str:
        """The text a reader came for: the blocks with ``main``, joined by line feeds."""
        return "\n".join(block.text for block in self.blocks if block.main)

    @property
    def blocks(self) -> Records[Block]:
        """The blocks, in the text's order."""
        return Records(self, Block)

    @property
    def scripts(self) -> Records[ScriptRun]:
        """The script runs; they tile the text."""
        return Records(self, ScriptRun)

    @property
    def quotes(self) -> Records[Quote]:
        """The quotations, in order of their first character."""
        return Records(self, Quote)

    @property
    def speakers(self) -> Speakers:
        """The speakers by first quotation; also by name: ``doc.speakers["Mara Lindqvist"]``."""
        return Speakers(self, Speaker)

    @property
    def mentions(self) -> Records[Mention]:
        """Where the text mentions its speakers, speaker by speaker."""
        return Records(self, Mention)

    @property
    def articles(self) -> Records[Article]:
        """The articles of the page."""
        return Records(self, Article)

    @property
    def glue(self) -> Records[Glue]:
        """Points where two texts were stuck together without a space."""
        return Records(self, Glue)

    @property
    def mixed_tokens(self) -> Records[MixedToken]:
        """Words that mix scripts as look-alikes do."""
        return Records(self, MixedToken)

    @property
    def marks(self) -> Records[Mark]:
        """Strings in quotation marks that are nobody's speech."""
        return Records(self, Mark)

    @property
    def source(self) -> Source:
        """Where the text came from."""
        h = self._handle
        return Source(_quoth.source_name(h), _quoth.source_url(h), _quoth.source_type(h) or "", _quoth.source_charset(h) or "",
                      _quoth.source_bytes(h), _quoth.source_repaired(h))

    @property
    def metadata(self) -> Mapping[str, str | None]:
        """What the page says about itself: title, author, date, modified, site, language, url, description."""
        return MappingProxyType({name: _quoth.metadata_value(self._handle, i) for i, name in enumerate(FIELDS)})

    @property
    def metadata_origin(self) -> Mapping[str, MetadataOrigin]:
        """Where fields of the metadata were read, and how sure they are."""
        origins: dict[str, MetadataOrigin] = {}
        for i, name in enumerate(FIELDS):
            if place := _quoth.metadata_place(self._handle, i):
                start, end = _quoth.metadata_span(self._handle, i)
                span = (start, end) if start < end else None
                origins[name] = MetadataOrigin(place, _quoth.metadata_confidence(self._handle, i), span)
        return MappingProxyType(origins)

    @property
    def title(self) -> str | None:
        """Headline of the page, or of its first article."""
        return self.metadata["title"] or next((article.title for article in self.articles if article.title), None)

    @property
    def language(self) -> str | None:
        """BCP 47 tag of the whole, ``und`` where letters do not tell."""
        return self.metadata["language"]

    def table(self, name: str) -> Records[Any]:
        """A list by its name: "blocks", "scripts", "quotes", "speakers", "mentions", "articles", "glue", "mixed_tokens", "marks"."""
        if name.upper() not in TableId.__members__:
            raise ValueError(f"there is no table {name!r}: {', '.join(table.name.lower() for table in TableId)}")
        return cast("Records[Any]", getattr(self, name.lower()))

    def to_arrow(self, table: str = "quotes") -> pyarrow.Table:
        """A list as a :class:`pyarrow.Table`."""
        return self.table(table).to_arrow()

    def to_pandas(self, table: str = "quotes") -> pandas.DataFrame:
        """A list as a :class:`pandas.DataFrame`."""
        return self.table(table).to_pandas()

    def to_polars(self, table: str = "quotes") -> polars.DataFrame:
        """A list as a :class:`polars.DataFrame`."""
        return self.table(table).to_polars()

    def arrow_stream(self, table: TableId) -> Any:
        """The capsule of ``__arrow_c_stream__``."""
        return _quoth.document_arrow_stream(self._handle, table, CODE_POINT)

    def arrow_array(self, table: TableId) -> tuple[Any, Any]:
        """The capsules of ``__arrow_c_array__``."""
        return _quoth.document_arrow_array(self._handle, table, CODE_POINT)

    def convert_offset(self, offset: int, unit: int) -> int:
        """A code point offset in UTF-8 bytes (0) or UTF-16 code units (2)."""
        byte = _quoth.document_byte(self._handle, offset, CODE_POINT)
        return byte if unit == BYTE else _quoth.document_offset(self._handle, byte, unit)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Lead a stretch of the text back to the bytes of the input it was read from."""
        first = _quoth.document_byte(self._handle, start, CODE_POINT)
        return _quoth.document_source_span(self._handle, first, _quoth.document_byte(self._handle, end, CODE_POINT))

    def slice(self, span: tuple[int, int] | None) -> str | None:
        """The text of a span, None for none."""
        return None if span is None else self.text[span[0]:span[1]]

    def to_json(self, *, offsets: str = "codepoint", compact: bool = False) -> str:
        """The document as JSON, format 1; `offsets` count "codepoint", "byte" or "utf16"."""
        return self.export("json", offsets=offsets, compact=compact)

    def export(self, format: str, *, offsets: str = "codepoint", compact: bool = False, speaker: Speaker | None = None) -> str:
        """The document for another program: "json", "tei", "webannotation", "brat", "xmi", "csv", "markdown", or "report", an HTML page.

        `offsets` count "codepoint", "byte" or "utf16" where the format leaves it open; JSON is one line with `compact`; with `speaker`,
        csv, webannotation and brat have only what that one says.

        >>> import quoth
        >>> print(quoth.parse("<h1>Night ferry</h1><p>We sail in <b>any</b> weather.").export("markdown"))
        # Night ferry
        <BLANKLINE>
        We sail in any weather.
        <BLANKLINE>
        """
        if format not in FORMATS:
            raise ValueError(f"format is {format!r}, not one of {', '.join(FORMATS)}")
        if offsets not in UNITS:
            raise ValueError(f"offsets is {offsets!r}, not one of {', '.join(UNITS)}")
        if speaker is not None and speaker.document != self:
            raise ValueError(f"{speaker!r} is of another document")
        return _quoth.document_export(self._handle, format, UNITS[offsets], compact, -1 if speaker is None else speaker.index)

    def __copy__(self) -> Document:
        return self

    def __deepcopy__(self, memo: object) -> Document:
        return self

    def to_bytes(self) -> bytes:
        """The whole document, to be read again by :meth:`from_bytes`: what pickling uses, for caches and other processes."""
        return _quoth.document_save(self._handle)

    @classmethod
    def from_bytes(cls, data: bytes | bytearray | memoryview) -> Document:
        """A document as :meth:`to_bytes` wrote it; nothing is parsed again."""
        return cls(_quoth.document_load(data))

    def __reduce__(self) -> tuple[Any, ...]:
        return _load, (self.to_bytes(),)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Document):
            return NotImplemented
        return (self.text == other.text and self.source == other.source and self.metadata == other.metadata
                and all(self.packed(table).data == other.packed(table).data for table in TableId))

    def __hash__(self) -> int:
        return hash(self.text)

    def _repr_html_(self) -> str:
        from .html import render

        return render(self)

    def __repr__(self) -> str:
        title = f" {self.title!r}," if self.title else ""
        counts = ((len(self.blocks), "block"), (len(self.quotes), "quote"), (len(self.speakers), "speaker"))
        parts = [f"{len(self.text):,} characters"] + [f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts]
        return f"<quoth.Document:{title} {', '.join(parts)}>"


def _load(data: bytes) -> Document:
    return Document.from_bytes(data)
