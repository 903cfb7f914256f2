"""What a document holds: blocks, quotations, speakers, script runs, mentions. Records are small views that keep their document alive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from . import _fields as fields
from . import _quoth
from ._fields import Field
from ._packed import BYTE, UTF16, Packed, TableId

if TYPE_CHECKING:
    from .document import Document

__all__ = ["Article", "Block", "Glue", "Mark", "Mention", "MixedToken", "Quote", "Record", "ScriptRun", "Speaker", "Stretch"]

DIRECTIONS = {0: "ltr", 1: "rtl"}
GENDERS = {1: "female", 2: "male"}


def _shorten(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit - 1] + "…"


class Record:
    """One row of a table of a document. Two are equal when they are the same row of equal documents."""

    __slots__ = ("document", "index", "table")
    TABLE: ClassVar[TableId]

    document: Document
    index: int
    table: Packed

    def __init__(self, document: Document, index: int) -> None:
        self.document = document
        self.index = index
        self.table = document.packed(self.TABLE)
        if not 0 <= index < self.table.count:
            raise IndexError(f"{type(self).__name__} {index} of {self.table.count}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return type(self) is type(other) and self.index == other.index and self.document == other.document

    def __hash__(self) -> int:
        return hash((self.TABLE, self.index, self.document))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.document, self.index)

    def to_dict(self) -> dict[str, Any]:
        """All fields by name, as in the JSON format."""
        names = [name for cls in reversed(type(self).__mro__) for name, value in vars(cls).items() if isinstance(value, Field)]
        return {name: getattr(self, name) for name in names}


class Stretch(Record):
    """A record with bounds in the text."""

    __slots__ = ()

    start: Field[int] = fields.number("First code point in ``document.text``.")
    end: Field[int] = fields.number("Code point after the last.")

    @property
    def text(self) -> str:
        """The stretch itself: ``document.text[start:end]``."""
        return self.document.text[self.start:self.end]

    @property
    def byte_start(self) -> int:
        """First byte in the text as UTF-8."""
        return self.document.convert_offset(self.start, BYTE)

    @property
    def byte_end(self) -> int:
        """Byte after the last in the text as UTF-8."""
        return self.document.convert_offset(self.end, BYTE)

    @property
    def utf16_start(self) -> int:
        """First UTF-16 code unit, as JavaScript and Java count."""
        return self.document.convert_offset(self.start, UTF16)

    @property
    def utf16_end(self) -> int:
        """UTF-16 code unit after the last."""
        return self.document.convert_offset(self.end, UTF16)

    @property
    def source(self) -> tuple[int, int]:
        """Bytes of the input that it was read from."""
        return self.document.source_span(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text


class Block(Stretch):
    """A leaf of the page: a title, a paragraph, a turn of a conversation, a link to another page.

    >>> import quoth
    >>> quoth.parse("<h1>Night ferry</h1><p>The ferry will run all winter.").blocks[0]
    Block(0, 'title', 'Night ferry')
    """

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.BLOCKS

    kind: Field[str] = fields.name(_quoth.block_kind_name, "``title``, ``paragraph``, ``turn``, …")
    article: Field[int | None] = fields.index("Index of its article, or None.")
    parent: Field[int | None] = fields.index("Index of the block it belongs to, or None.")
    level: Field[int] = fields.number("Heading rank or list depth from 1; 0 where it means nothing.")
    turn: Field[int | None] = fields.index("In later paragraphs of a turn: index of its first block.")
    duplicate_of: Field[int | None] = fields.index("Index of the block with the same text, or None.")
    excerpt_of: Field[int | None] = fields.index("Index of the block that this one quotes from, or None.")
    row: Field[int | None] = fields.index("Table cells: row from 0.")
    column: Field[int | None] = fields.index("Table cells: column from 0.")
    header: Field[bool] = fields.flag("Whether it is a header cell.")
    main: Field[bool] = fields.flag("Whether it is part of the page's own content.")
    main_probability: Field[float] = fields.share("Probability that a reader counts it as main.")
    direction: Field[str | None] = fields.name_or_none(DIRECTIONS, "``ltr`` or ``rtl``.")
    first_strong: Field[str | None] = fields.name_or_none(DIRECTIONS, "Direction of the first strong character, or None.")
    speaker_head: Field[tuple[int, int] | None] = fields.span("In the first paragraph of a turn: the speaker's head without colon.")
    dateline: Field[tuple[int, int] | None] = fields.span("Dateline set inside the block.")
    byline: Field[tuple[int, int] | None] = fields.span("Byline set inside the block.")
    language: Field[str | None] = fields.string("BCP 47; ``und`` where letters do not tell, None where there are none.")
    language_confidence: Field[float] = fields.share("Probability that the language is right.")
    script: Field[str] = fields.code("Dominant script, ISO 15924.")
    script_shares: Field[dict[str, float]] = fields.shares("Scripts of its letters, largest first.")
    confidence: Field[float] = fields.share("Of the kind, 0 to 1.")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Quotations that begin in it."""
        return tuple(Quote(self.document, i) for i in self.document.grouped(TableId.QUOTES, "block", self.index))

    def __repr__(self) -> str:
        return f"Block({self.index}, {self.kind!r}, {_shorten(self.text)!r})"


class ScriptRun(Stretch):
    """A run of one script (UAX #24).

    >>> import quoth
    >>> [(run.script, run.text) for run in quoth.parse("Hello мир").scripts]
    [('Latn', 'Hello '), ('Cyrl', 'мир')]
    """

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.SCRIPTS

    script: Field[str] = fields.code("ISO 15924 code.")
    direction: Field[str | None] = fields.name_or_none(DIRECTIONS, "``ltr`` or ``rtl``.")

    @property
    def name(self) -> str:
        """The script's English name: "Latin"."""
        return _quoth.script_name(self.script) or self.script

    def __repr__(self) -> str:
        return f"ScriptRun({self.script!r}, {_shorten(self.text, 40)!r})"


class Quote(Record):
    """Something that somebody said.

    >>> import quoth
    >>> quote = quoth.parse("“We sail in any weather,” said Mara Lindqvist.").quotes[0]
    >>> quote.speaker.name, quote.cue_text, quote.type
    ('Mara Lindqvist', 'said', 'direct')
    >>> quote
    Quote(0, 'direct', 'Mara Lindqvist', '“We sail in any weather,”')
    """

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.QUOTES

    type: Field[str] = fields.name(_quoth.quote_type_name, "``direct``, ``mixed``, ``indirect``, ``turn`` or ``free_direct``.")
    parts: Field[tuple[tuple[int, int], ...]] = fields.spans("Stretches of its content, marks included.")
    quoted: Field[tuple[tuple[int, int], ...]] = fields.spans("The stretches inside marks, marks included.")
    cue: Field[tuple[int, int] | None] = fields.span("The word that says so (*said*), or None.")
    speaker_mention: Field[tuple[int, int] | None] = fields.span("Where the text names the speaker of this quotation, or None.")
    speaker_index: Field[int | None] = fields.index("Index of its speaker, or None.", "speaker")
    addressee_index: Field[int | None] = fields.index("Index of the speaker it is said to, or None.", "addressee")
    parent_index: Field[int | None] = fields.index("Index of the quotation that holds this one, or None.", "parent")
    block: Field[int | None] = fields.index("Index of the block of its first part, or None.")
    language: Field[str | None] = fields.string("BCP 47, as in a block.")
    evidence: Field[str | None] = fields.string("Rule or model that found the speaker.")
    confidence: Field[float] = fields.share("That content and speaker are right, 0 to 1.")

    @property
    def start(self) -> int:
        """First code point of its first part."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Code point after the last part."""
        return self.parts[-1][1]

    @property
    def byte_start(self) -> int:
        """First byte in the text as UTF-8."""
        return self.document.convert_offset(self.start, BYTE)

    @property
    def byte_end(self) -> int:
        """Byte after the last in the text as UTF-8."""
        return self.document.convert_offset(self.end, BYTE)

    @property
    def text(self) -> str:
        """Its parts, joined by a space."""
        return " ".join(self.document.text[start:end] for start, end in self.parts)

    @property
    def cue_text(self) -> str | None:
        """The word that says so."""
        return self.document.slice(self.cue)

    @property
    def speaker_text(self) -> str | None:
        """What the text calls the speaker here: a name, a description, a pronoun."""
        return self.document.slice(self.speaker_mention)

    @property
    def speaker(self) -> Speaker | None:
        """Who said it, or None where the text does not tell."""
        index = self.speaker_index
        return None if index is None else Speaker(self.document, index)

    @property
    def addressee(self) -> Speaker | None:
        """Whom it is said to, or None where the text does not tell."""
        index = self.addressee_index
        return None if index is None else Speaker(self.document, index)

    @property
    def parent(self) -> Quote | None:
        """The quotation that holds this one, or None."""
        index = self.parent_index
        return None if index is None else Quote(self.document, index)

    @property
    def source(self) -> tuple[tuple[int, int], ...]:
        """Bytes of the input that each part was read from."""
        return tuple(self.document.source_span(start, end) for start, end in self.parts)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        speaker = self.speaker
        return f"Quote({self.index}, {self.type!r}, {speaker and speaker.name!r}, {_shorten(self.text)!r})"


class Speaker(Record):
    """Somebody who speaks.

    >>> import quoth
    >>> doc = quoth.parse("“We sail,” said Mara Lindqvist. “If not,” Lindqvist added, “we wait.”")
    >>> [quote.text for quote in doc.speakers["Mara Lindqvist"].quotes]
    ['“We sail,”', '“If not,” “we wait.”']
    """

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.SPEAKERS

    id: Field[str | None] = fields.string("Identifier of a speaker that the caller named; None for those found in the text.")
    name: Field[str] = fields.text("Canonical name: the fullest in the text.")
    kind: Field[str] = fields.name(_quoth.speaker_kind_name, "``person``, ``organization``, ``group``, ``state``, ``role`` or ``unknown``.")
    gender: Field[str | None] = fields.name_or_none(GENDERS, "``female`` or ``male`` where the text tells, else None.")
    aliases: Field[tuple[str, ...]] = fields.strings("Its other names in the text.")

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the text mentions it."""
        return tuple(Mention(self.document, i) for i in self.document.grouped(TableId.MENTIONS, "speaker", self.index))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What it says, in the text's order."""
        return tuple(Quote(self.document, i) for i in self.document.grouped(TableId.QUOTES, "speaker", self.index))

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"Speaker({self.index}, {self.name!r}, {self.kind!r})"


class Mention(Stretch):
    """A place where the text mentions a speaker."""

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.MENTIONS

    speaker_index: Field[int | None] = fields.index("Index of the speaker.", "speaker")

    @property
    def speaker(self) -> Speaker:
        """Who is mentioned."""
        return Speaker(self.document, self.table.word(self.index, "speaker"))

    def __repr__(self) -> str:
        return f"Mention({self.text!r}, {self.speaker.name!r})"


class Article(Stretch):
    """One article of the page."""

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.ARTICLES

    title_index: Field[int | None] = fields.index("Index of its title block, or None.", "title")
    author: Field[str | None] = fields.string("Name from its byline, or None.")
    date: Field[str | None] = fields.string("ISO 8601 from its dateline, or None.")
    site: Field[str | None] = fields.string("Medium from its dateline, or None.")

    @property
    def title(self) -> str | None:
        """Its headline, or None."""
        index = self.title_index
        return None if index is None else Block(self.document, index).text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks."""
        return tuple(Block(self.document, i) for i in self.document.grouped(TableId.BLOCKS, "article", self.index))

    def __repr__(self) -> str:
        return f"Article({self.index}, {_shorten(self.title or '')!r})"


class Glue(Record):
    """A point where two texts were stuck together without a space."""

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.GLUE

    at: Field[int] = fields.number("First code point of the second text.")
    kind: Field[str] = fields.name(_quoth.glue_kind_name, "``script``, ``language`` or ``typography``.")
    confidence: Field[float] = fields.share("0 to 1.")

    def __repr__(self) -> str:
        text = self.document.text
        return f"Glue({self.at}, {self.kind!r}, {text[max(0, self.at - 12):self.at]!r} | {text[self.at:self.at + 12]!r})"


class MixedToken(Stretch):
    """A word that mixes scripts as look-alikes do."""

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.MIXED_TOKENS

    scripts: Field[tuple[str, ...]] = fields.codes("The scripts of its letters, by first appearance.")
    restriction_level: Field[str] = fields.name(_quoth.restriction_level_name, "Level of UTS #39.")

    def __repr__(self) -> str:
        return f"MixedToken({self.text!r}, {self.scripts!r})"


class Mark(Stretch):
    """A string in quotation marks that is nobody's speech."""

    __slots__ = ()
    TABLE: ClassVar[TableId] = TableId.MARKS

    reason: Field[str] = fields.name(_quoth.mark_reason_name, "``title``, ``scare``, ``term`` or ``other``.")

    def __repr__(self) -> str:
        return f"Mark({self.reason!r}, {_shorten(self.text)!r})"
