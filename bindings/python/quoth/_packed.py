"""Tables of a document as the library packs them: words of eight bytes, see quoth_document_pack() in quoth/table.h."""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import Any

from . import _quoth

BYTE, CODE_POINT, UTF16 = 0, 1, 2


class TableId(IntEnum):
    """quoth_table."""

    BLOCKS = 0
    SCRIPTS = 1
    QUOTES = 2
    SPEAKERS = 3
    MENTIONS = 4
    ARTICLES = 5
    GLUE = 6
    MIXED_TOKENS = 7
    MARKS = 8


@cache
def columns_of(table: TableId) -> dict[str, int]:
    """Where in a row each word stands."""
    columns: dict[str, int] = {}
    while name := _quoth.table_column(table, len(columns)):
        columns[name] = len(columns)
    return columns


class Packed:
    """One table, read once; offsets are code points."""

    __slots__ = ("columns", "count", "data", "first", "numbers", "stride", "words")

    def __init__(self, document: Any, table: TableId) -> None:
        data = bytearray(_quoth.document_pack(document, table, CODE_POINT, None))
        _quoth.document_pack(document, table, CODE_POINT, data)
        view = memoryview(data).toreadonly()
        self.data: memoryview = view
        self.words: memoryview[int] = view.cast("q")
        self.numbers: memoryview[float] = view.cast("d")
        self.count: int = self.words[1]
        self.stride: int = self.words[2]
        self.first: int = self.words[3] // 8
        self.columns: dict[str, int] = columns_of(table)

    def word(self, row: int, column: str) -> int:
        return self.words[self.first + row * self.stride + self.columns[column]]

    def column(self, column: str) -> list[int]:
        """A word of every row."""
        first = self.first + self.columns[column]
        return self.words[first:first + self.count * self.stride:self.stride].tolist()

    def number(self, row: int, column: str) -> float:
        return self.numbers[self.first + row * self.stride + self.columns[column]]

    def string_at(self, word: int) -> str | None:
        place = self.words[word]
        return None if place < 0 else str(self.data[place:place + self.words[word + 1]], "utf-8")

    def string(self, row: int, column: str) -> str | None:
        return self.string_at(self.first + row * self.stride + self.columns[column + "_at"])

    def code_at(self, word: int) -> str:
        return bytes(self.data[word * 8:word * 8 + 8]).rstrip(b"\0").decode("ascii")

    def code(self, row: int, column: str) -> str:
        return self.code_at(self.first + row * self.stride + self.columns[column])

    def span(self, row: int, column: str) -> tuple[int, int] | None:
        word = self.first + row * self.stride + self.columns[column + "_start"]
        start = self.words[word]
        return None if start < 0 else (start, self.words[word + 1])

    def items(self, row: int, column: str, words: int) -> range:
        """The first word of each item of a list."""
        word = self.first + row * self.stride + self.columns[column + "_at"]
        first = self.words[word] // 8
        return range(first, first + self.words[word + 1] * words, words)

    def spans(self, row: int, column: str) -> tuple[tuple[int, int], ...]:
        return tuple((self.words[at], self.words[at + 1]) for at in self.items(row, column, 2))
