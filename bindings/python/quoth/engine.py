"""The engine: what languages, layers and limits a parse has; and the parse itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import IO, Any, TypeAlias, cast

from . import _quoth
from ._known import GivenBlock, GivenMention, GivenSpeaker, Known, pack_speaker, pack_strings
from .document import Document
from .errors import ArgumentError

__all__ = ["Engine", "GivenSpeaker", "Input", "parse"]

#: What can be parsed: bytes or anything with their interface, text, a path, an open file.
Input: TypeAlias = "bytes | bytearray | memoryview | str | os.PathLike[str] | IO[bytes] | IO[str]"

LAYERS = {"scripts": 1, "blocks": 2, "quotes": 4}
LIMITS = ("input_bytes", "blocks", "memory_bytes")


def _read(source: Input) -> tuple[Any, str | None, bool]:
    """The bytes or text, a name for it, and whether it is text."""
    if isinstance(source, str):
        return source, None, True
    if isinstance(source, os.PathLike):
        with open(source, "rb") as file:
            return file.read(), os.fspath(source), False
    if hasattr(source, "read"):
        content = cast("IO[Any]", source).read()
        name = getattr(source, "name", None)
        return content, name if isinstance(name, str) else None, isinstance(content, str)
    return source, None, False


class Engine:
    """Configuration and language packs; made once, used by any number of threads.

    `languages` are those that blocks and quotations may be in; `speakers` is a cast that is honoured exactly: no quotation gets
    another speaker. `layers` are the results that are wanted: "scripts", "blocks", "quotes". `limits` are ``input_bytes``,
    ``blocks`` and ``memory_bytes``, what a parse may take.

    >>> import quoth
    >>> engine = quoth.Engine(languages=["en"], speakers=["Mara Lindqvist", "Joost Abara"])
    >>> engine.parse("“We sail,” said Mara Lindqvist.").quotes[0].speaker
    Speaker(0, 'Mara Lindqvist', 'person')
    """

    __slots__ = ("_handle", "_options", "_speakers")

    def __init__(self, *, languages: Iterable[str] | None = None, speakers: Iterable[GivenSpeaker] | None = None,
                 layers: Iterable[str] | None = None, limits: Mapping[str, int] | None = None) -> None:
        limits = dict(limits or {})
        options = (tuple(languages or ()), tuple(speakers or ()), tuple(layers or ()), tuple(sorted(limits.items())))
        unknown = [layer for layer in options[2] if layer not in LAYERS] + [limit for limit in limits if limit not in LIMITS]
        if unknown:
            raise ArgumentError(f"unknown {unknown[0]!r}: layers are {', '.join(LAYERS)}; limits are {', '.join(LIMITS)}")
        if any(limit < 0 for limit in limits.values()):
            raise ArgumentError("a limit below 0")
        self._options = options
        self._speakers = b"".join(map(pack_speaker, options[1]))
        self._handle = _quoth.engine_new(sum({LAYERS[layer] for layer in options[2]}), limits.get("input_bytes", 0),
                                         limits.get("blocks", 0), limits.get("memory_bytes", 0), pack_strings(options[0]))

    def parse(self, source: Input, *, media_type: str | None = None, charset: str | None = None, url: str | None = None,
              name: str | None = None, language: str | None = None, speakers: Iterable[GivenSpeaker] | None = None,
              blocks: Iterable[GivenBlock] | None = None, sentences: Iterable[tuple[int, int]] | None = None,
              mentions: Iterable[GivenMention] | None = None, quotes: Iterable[Iterable[tuple[int, int]]] | None = None) -> Document:
        """Parse one input; see :func:`quoth.parse`."""
        content, found_name, is_text = _read(source)
        cast_ = self._speakers if speakers is None else b"".join(map(pack_speaker, speakers))
        if is_text:
            charset = "utf-8"
        known = None
        try:
            if any(given is not None for given in (blocks, sentences, mentions, quotes)):
                # The caller's offsets are code points of a text that is only known once the input is decoded.
                media_type = media_type or ("text/plain" if blocks is not None else None)
                text = _quoth.parse(_decoder()._handle, content, None, None, media_type, charset, None, None, None)
                known = Known(text).pack(blocks, sentences, mentions, quotes)
            return Document(_quoth.parse(self._handle, content, name or found_name, url, media_type, charset, language, cast_, known))
        except UnicodeEncodeError as error:
            if not is_text:
                raise
            raise ArgumentError(f"a lone surrogate at {error.start}: no Unicode text; parse the bytes it came from") from None

    def __repr__(self) -> str:
        names = ("languages", "speakers", "layers", "limits")
        limits = dict(self._options[3])
        given = (f"{name}={dict(limits) if name == 'limits' else list(value)!r}" for name, value in zip(names, self._options) if value)
        return f"Engine({', '.join(given)})"

    def __eq__(self, other: object) -> bool:
        return self._options == other._options if isinstance(other, Engine) else NotImplemented

    def __hash__(self) -> int:
        return hash(repr(self._options))

    def __reduce__(self) -> tuple[Any, ...]:
        return _make_engine, self._options


def _make_engine(languages: tuple[str, ...], speakers: tuple[GivenSpeaker, ...], layers: tuple[str, ...],
                 limits: tuple[tuple[str, int], ...]) -> Engine:
    return Engine(languages=languages, speakers=speakers, layers=layers, limits=dict(limits))


@cache
def _decoder() -> Engine:
    return Engine(layers=["scripts"])


@cache
def default_engine() -> Engine:
    """The engine with all defaults, made when it is first needed."""
    return Engine()


def parse(source: Input, *, media_type: str | None = None, charset: str | None = None, url: str | None = None,
          name: str | None = None, language: str | None = None, speakers: Iterable[GivenSpeaker] | None = None,
          blocks: Iterable[GivenBlock] | None = None, sentences: Iterable[tuple[int, int]] | None = None,
          mentions: Iterable[GivenMention] | None = None, quotes: Iterable[Iterable[tuple[int, int]]] | None = None) -> Document:
    """Find blocks, scripts, quotations and speakers in a page or text.

    `source` is bytes (or anything with a buffer, which is not copied), a :class:`str` that is the text itself, a
    :class:`~pathlib.Path` or an open file. Media type ("text/html", "text/plain") and charset are guessed where they are not given;
    `language` is a hint for text that does not tell. `speakers` is a cast: names, lists of a name and its aliases, or ``{"id": …,
    "names": […]}``; no quotation gets another speaker.

    What is known already takes the place of what would be found, all in code points of ``doc.text``: `blocks` (start, end) or (start, end,
    kind), with which the input is read as plain text; `sentences` (start, end); `mentions` of those who may speak, (start, end) or
    (start, end, number of the speaker in `speakers`, or without these any number that its mentions share); `quotes`, each a list of
    (start, end), for which speakers are found.

    Damaged text is no failure: it is repaired and counted in ``doc.source.repaired``.

    >>> import quoth
    >>> doc = quoth.parse(b"<h1>Night ferry</h1><p>&ldquo;We sail,&rdquo; said Mara Lindqvist.</p>")
    >>> doc.text
    'Night ferry\\n\\n“We sail,” said Mara Lindqvist.'
    >>> doc.quotes[0].source
    ((23, 45),)
    >>> doc = quoth.parse("We sail, said she. So do we, said he.", speakers=["Mara", "Joost"], mentions=[(14, 17, 0), (34, 36, 1)],
    ...                   quotes=[[(0, 8)], [(19, 28)]])
    >>> doc.quotes[1].text, doc.quotes[1].speaker.name
    ('So do we,', 'Joost')
    """
    return default_engine().parse(source, media_type=media_type, charset=charset, url=url, name=name, language=language,
                                  speakers=speakers, blocks=blocks, sentences=sentences, mentions=mentions,
                                  quotes=quotes)
