"""What the caller knows of an input already, packed as flat_parse() in bindings/flat.h reads it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, TypeAlias, cast

from . import _quoth
from ._packed import CODE_POINT
from .errors import ArgumentError

__all__ = ["GivenBlock", "GivenMention", "GivenSpeaker", "Known", "pack_speaker", "pack_strings"]

#: A speaker of the caller's: a name; names with aliases; or ``{"id": …, "names": […]}``.
GivenSpeaker: TypeAlias = "str | Sequence[str] | Mapping[str, Any]"

#: (start, end) of a block, or (start, end, kind).
GivenBlock: TypeAlias = "tuple[int, int] | tuple[int, int, str]"

#: (start, end) of a mention, or (start, end, number of its speaker).
GivenMention: TypeAlias = "tuple[int, int] | tuple[int, int, int | None]"


def pack_strings(strings: Iterable[str]) -> bytes:
    """Each ended by NUL."""
    packed = [string.encode() for string in strings]
    if any(b"\0" in string for string in packed):
        raise ArgumentError("embedded null character")
    return b"".join(string + b"\0" for string in packed)


def pack_speaker(speaker: GivenSpeaker) -> bytes:
    """Its identifier, its names, and an empty string."""
    if isinstance(speaker, str):
        identifier, names = "", [speaker]
    elif isinstance(speaker, Mapping):
        identifier, names = str(speaker.get("id") or ""), list(cast("Iterable[str]", speaker.get("names") or [speaker.get("name", "")]))
    else:
        identifier, names = "", list(speaker)
    if not names or not all(names):
        raise ArgumentError(f"a speaker without name: {speaker!r}")
    return pack_strings([identifier, *names, ""])


@cache
def _block_kinds() -> dict[str, int]:
    names = map(_quoth.block_kind_name, count())
    return {name: number for number, name in enumerate(iter(lambda: next(names) or "", ""))}


def _kind_number(kind: str) -> int:
    if kind not in _block_kinds():
        raise ArgumentError(f"unknown kind {kind!r}: kinds are {', '.join(_block_kinds())}")
    return _block_kinds()[kind]


class Known:
    """Packs offsets in code points of the text of `document`, a parse of the same input."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.words = array("q")

    def span(self, start: int, end: int) -> None:
        """Bounds; what is before the text is left for the library to refuse."""
        for bound in (start, end):
            self.words.append(_quoth.document_byte(self.document, bound, CODE_POINT) if bound >= 0 else -1)

    def pack(self, blocks: Iterable[GivenBlock] | None, sentences: Iterable[tuple[int, int]] | None, mentions: Iterable[GivenMention] | None,
             quotes: Iterable[Iterable[tuple[int, int]]] | None) -> bytes:
        """All of it, in the order that is read."""
        for start, end, *kind in self.counted(blocks):
            self.span(start, end)
            self.words.append(_kind_number(kind[0]) if kind else -1)
        for start, end in self.counted(sentences):
            self.span(start, end)
        for start, end, *speaker in self.counted(mentions):
            self.span(start, end)
            self.words.append(-1 if not speaker or speaker[0] is None else speaker[0])
        for quote in self.counted(quotes):
            for start, end in self.counted(quote):
                self.span(start, end)
        return self.words.tobytes()

    def counted(self, items: Iterable[Any] | None) -> Sequence[Any]:
        """Says how many follow; -1 where nothing is known of them."""
        listed = [] if items is None else list(items)
        self.words.append(-1 if items is None else len(listed))
        return listed
