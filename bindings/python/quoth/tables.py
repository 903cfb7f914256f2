"""Lists of records: sequences that are read from a document as they are indexed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from .records import Record, Speaker

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from .document import Document

__all__ = ["Records", "Speakers"]

R = TypeVar("R", bound=Record)


class Records(Generic[R]):
    """All records of one kind, in the text's order. A slice is a tuple of records.

    It does what a :class:`~collections.abc.Sequence` does, but is not registered as one: data frame libraries would then read it
    record by record, where they have to read it as a table.

    >>> import quoth
    >>> runs = quoth.parse("Hello мир и весь свет").scripts
    >>> len(runs), runs[-1].script, runs[:1]
    (2, 'Cyrl', (ScriptRun('Latn', 'Hello'),))
    """

    __slots__ = ("document", "record")

    def __init__(self, document: Document, record: type[R]) -> None:
        self.document: Document = document
        self.record: type[R] = record

    def __len__(self) -> int:
        return self.document.packed(self.record.TABLE).count

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[R, ...]: ...
    def __getitem__(self, index: int | slice) -> R | tuple[R, ...]:
        if isinstance(index, slice):
            return tuple(self.record(self.document, i) for i in range(len(self))[index])
        return self.record(self.document, range(len(self))[index])

    def __iter__(self) -> Iterator[R]:
        return (self.record(self.document, i) for i in range(len(self)))

    def __reversed__(self) -> Iterator[R]:
        return (self.record(self.document, i) for i in reversed(range(len(self))))

    def __contains__(self, item: object) -> bool:
        return isinstance(item, self.record) and item.document == self.document

    def index(self, item: R, start: int = 0, stop: int | None = None) -> int:
        """Where the record stands."""
        if item in self and item.index in range(len(self))[start:stop]:
            return item.index
        raise ValueError(f"{item!r} is not in the list")

    def count(self, item: object) -> int:
        """1 for a record of this list, else 0."""
        return int(item in self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """The table for readers of Arrow (pyarrow, polars, pandas, DuckDB): see quoth_document_arrow_stream() for its columns."""
        return self.document.arrow_stream(self.record.TABLE)

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[Any, Any]:
        """The same table as one record batch, ``pyarrow.record_batch(doc.quotes)``."""
        return self.document.arrow_array(self.record.TABLE)

    def to_arrow(self) -> pyarrow.Table:
        """A :class:`pyarrow.Table`, without a copy."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A :class:`pandas.DataFrame`; whole numbers stay whole where some are missing."""
        import pandas
        import pyarrow

        types = {pyarrow.int32(): pandas.Int32Dtype(), pyarrow.int64(): pandas.Int64Dtype()}
        return self.to_arrow().to_pandas(types_mapper=types.get)

    def to_polars(self) -> polars.DataFrame:
        """A :class:`polars.DataFrame`, without a copy."""
        import polars

        return polars.DataFrame(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        return self.record is other.record and self.document == other.document

    def __hash__(self) -> int:
        return hash((self.record, self.document))

    def __repr__(self) -> str:
        shown = ",\n ".join(map(repr, self[:20]))
        more = f",\n … {len(self) - 20} more" if len(self) > 20 else ""
        return f"[{shown}{more}]"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.document, self.record)


class Speakers(Records[Speaker]):
    """The speakers; also by name: the canonical one, another one of the text, or the caller's identifier."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: int) -> Speaker: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Speaker, ...]: ...
    @overload
    def __getitem__(self, index: str) -> Speaker: ...
    def __getitem__(self, index: int | slice | str) -> Speaker | tuple[Speaker, ...]:
        if not isinstance(index, str):
            return super().__getitem__(index)
        found = self.get(index)
        if found is None:
            raise KeyError(index)
        return found

    @overload
    def get(self, name: str) -> Speaker | None: ...
    @overload
    def get(self, name: str, default: Speaker) -> Speaker: ...
    def get(self, name: str, default: Speaker | None = None) -> Speaker | None:
        """The speaker of that name, or `default`. Canonical names come before identifiers and aliases."""
        for speaker in self:
            if speaker.name == name:
                return speaker
        for speaker in self:
            if speaker.id == name or name in speaker.aliases:
                return speaker
        return default

    def __contains__(self, item: object) -> bool:
        return self.get(item) is not None if isinstance(item, str) else super().__contains__(item)

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names."""
        return tuple(speaker.name for speaker in self)
