"""Archives, read record by record: WARC and WET files, gzip and Zstandard files, folders of all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _quoth
from .errors import Error

if TYPE_CHECKING:
    from .document import Document
    from .engine import Engine

__all__ = ["Archive", "ArchiveRecord", "stretches"]

#: What a task reads of a large archive.
STRETCH = 128 << 20


class ArchiveRecord(NamedTuple):
    """One record of an archive."""

    #: The payload: without HTTP header, chunks and content encoding.
    content: bytes
    #: The file, where a folder is read; its path below the folder.
    name: str | None
    #: "response", "resource", "conversion"; "file" where the archive is no WARC.
    type: str
    id: str | None
    url: str | None
    #: ISO 8601.
    date: str | None
    media_type: str | None
    charset: str | None
    truncated: str | None
    #: Place in the file.
    offset: int
    #: Bytes of the file that hold this record and nothing else; 0 where it shares them.
    length: int
    #: Status code of the HTTP response; 0 where there is none.
    http_status: int

    def parse(self, engine: Engine | None = None) -> Document:
        """The document in it, by what the record says of its address, media type and charset."""
        from .engine import default_engine

        return (engine or default_engine()).parse(self.content, media_type=self.media_type, charset=self.charset, url=self.url,
                                                  name=self.name)


class Archive:
    """An iterator of the records of a file or folder; memory holds one of them.

    A damaged record is given as the :class:`Error` that says what is wrong with it, in its place; what ends the archive is raised.
    `offset` and `end` are the stretch of a single file whose records are wanted, those that begin in it; with `split`, it may begin
    inside a record, so that workers share a WARC: see :func:`stretches`.

    >>> import pathlib, quoth, tempfile
    >>> page = pathlib.Path(tempfile.mkdtemp(), "page.html")
    >>> _ = page.write_text("<p>“We sail,” said Mara Lindqvist.")
    >>> [record.parse().speakers.names for record in quoth.Archive(page)]
    [('Mara Lindqvist',)]
    """

    __slots__ = ("_handle", "_lock", "path")

    def __init__(self, path: str | os.PathLike[str], *, offset: int = 0, end: int = 0, split: bool = False,
                 max_record_bytes: int = 0) -> None:
        self.path: str = os.fspath(path)
        self._handle: Any = _quoth.archive_open(self.path, max_record_bytes, offset, end, split)
        self._lock = Lock()  # the library's reader is for one thread at a time

    def __iter__(self) -> Iterator[ArchiveRecord | Error]:
        return self

    def __next__(self) -> ArchiveRecord | Error:
        with self._lock:
            try:
                found = _quoth.archive_next(self._handle)
            except Error as error:
                if _quoth.archive_goes_on(self._handle):
                    return error
                raise
        if found is None:
            raise StopIteration
        return ArchiveRecord(*found)

    def __repr__(self) -> str:
        return f"Archive({self.path!r})"


def stretches(path: str | os.PathLike[str], size: int = STRETCH) -> list[tuple[int, int]]:
    """Where to cut a WARC for workers: (offset, end) of stretches of about `size` bytes. Each record belongs to the one it begins in."""
    total = os.path.getsize(path)
    return [(start, min(start + size, total)) for start in range(0, total, size)] or [(0, 0)]
