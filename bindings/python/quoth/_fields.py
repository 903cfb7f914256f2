"""Fields of records: descriptors that read a word of the packed table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from ._packed import Packed
    from .records import Record

T = TypeVar("T")


class Field(Generic[T]):
    """A read-only field, its value read from row `index` of a table when it is asked for."""

    def __init__(self, read: Callable[[Packed, int, str], T], doc: str, column: str | None = None) -> None:
        self.read = read
        self.__doc__ = doc
        self.column: str = column or ""

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.column = self.column or name

    @overload
    def __get__(self, record: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, record: Record, owner: type[Any]) -> T: ...
    def __get__(self, record: Record | None, owner: type[Any]) -> Self | T:
        return self if record is None else self.read(record.table, record.index, self.column)

    def __set__(self, record: Record, value: object) -> None:
        raise AttributeError(f"{type(record).__name__}.{self.column} cannot be changed: documents are immutable")


def number(doc: str) -> Field[int]:
    return Field(lambda table, row, column: table.word(row, column), doc)


def index(doc: str, column: str | None = None) -> Field[int | None]:
    def read(table: Packed, row: int, column: str) -> int | None:
        value = table.word(row, column)
        return None if value < 0 else value

    return Field(read, doc, column)


def flag(doc: str, column: str | None = None) -> Field[bool]:
    return Field(lambda table, row, column: bool(table.word(row, column)), doc, column)


def share(doc: str) -> Field[float]:
    return Field(lambda table, row, column: table.number(row, column), doc)


def string(doc: str) -> Field[str | None]:
    return Field(lambda table, row, column: table.string(row, column), doc)


def text(doc: str) -> Field[str]:
    return Field(lambda table, row, column: table.string(row, column) or "", doc)


def code(doc: str) -> Field[str]:
    return Field(lambda table, row, column: table.code(row, column), doc)


def span(doc: str) -> Field[tuple[int, int] | None]:
    return Field(lambda table, row, column: table.span(row, column), doc)


def spans(doc: str) -> Field[tuple[tuple[int, int], ...]]:
    return Field(lambda table, row, column: table.spans(row, column), doc)


def strings(doc: str) -> Field[tuple[str, ...]]:
    def read(table: Packed, row: int, column: str) -> tuple[str, ...]:
        return tuple(table.string_at(at) or "" for at in table.items(row, column, 2))

    return Field(read, doc)


def codes(doc: str) -> Field[tuple[str, ...]]:
    return Field(lambda table, row, column: tuple(map(table.code_at, table.items(row, column, 1))), doc)


def shares(doc: str) -> Field[dict[str, float]]:
    def read(table: Packed, row: int, column: str) -> dict[str, float]:
        return {table.code_at(at): table.numbers[at + 2] for at in table.items(row, column, 3)}

    return Field(read, doc)


def name(names: Callable[[int], str | None], doc: str) -> Field[str]:
    """The name of an enumerator as in the JSON format."""
    known: dict[int, str] = {}

    def read(table: Packed, row: int, column: str) -> str:
        value = table.word(row, column)
        if value not in known:
            known[value] = names(value) or str(value)
        return known[value]

    return Field(read, doc)


def name_or_none(names: dict[int, str], doc: str) -> Field[str | None]:
    return Field(lambda table, row, column: names.get(table.word(row, column)), doc)
