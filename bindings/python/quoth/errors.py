"""What can go wrong, as exceptions: each is a :class:`Error` and also the exception that Python itself would raise.

>>> import quoth
>>> try:
...     quoth.parse(b"text", charset="klingon")
... except LookupError as error:
...     print(type(error).__name__, error)
CharsetError unknown charset "klingon"
"""

from __future__ import annotations

from . import _quoth

__all__ = [
    "Error", "ArgumentError", "OutOfMemoryError", "LimitError", "CharsetError", "NotTextError", "MediaTypeError", "ModelError",
    "CancelledError", "ReadError", "DamagedError",
]


class Error(Exception):
    """A call failed. The message says why."""

    #: Byte of the input that it is about, 0 where it is about none.
    offset: int = 0
    #: Name of the status in C, "QUOTH_ERROR_LIMIT".
    status: str = ""


class ArgumentError(Error, ValueError):
    """An argument breaks its documented rule."""


class OutOfMemoryError(Error, MemoryError):
    """There is not enough memory."""


class LimitError(Error, ValueError):
    """A limit of the engine was passed; the message names it."""


class CharsetError(Error, LookupError):
    """The declared character encoding is unknown."""


class NotTextError(Error, ValueError):
    """The bytes are no text in any encoding: an image, an archive, a program."""


class MediaTypeError(Error, ValueError):
    """There is no reader for the declared media type."""


class ModelError(Error, RuntimeError):
    """A model or language pack is damaged or of another version."""


class CancelledError(Error, RuntimeError):
    """The parse was told to stop."""


class ReadError(Error, OSError):
    """Input could not be read."""


class DamagedError(Error, ValueError):
    """A record of an archive, or a saved document, is damaged."""


_CLASSES: dict[int, type[Error]] = {
    -1: ArgumentError, -2: OutOfMemoryError, -3: LimitError, -4: CharsetError, -5: NotTextError, -6: MediaTypeError, -7: ModelError,
    -8: CancelledError, -9: Error, -10: ReadError, -11: DamagedError,
}


def from_status(code: int, offset: int, message: bytes) -> Error:
    """The exception for a failure in C; _quoth calls it."""
    error = _CLASSES.get(code, Error)(message.decode("utf-8", "replace"))
    error.offset = offset
    error.status = _quoth.status_name(code)
    return error
