"""Who said what: pages and texts become blocks, script runs, and quotations with their speakers.

>>> import quoth
>>> doc = quoth.parse("“We sail in any weather,” said Mara Lindqvist.")
>>> for quote in doc.quotes:
...     print(quote.speaker, "->", quote.text)
Mara Lindqvist -> “We sail in any weather,”

Offsets are code points, the indices of a Python string: ``doc.text[quote.start:quote.end]``.
"""

from __future__ import annotations

from . import _quoth
from .document import Document, MetadataOrigin, Source
from .engine import Engine, parse
from .errors import (
    ArgumentError,
    CancelledError,
    CharsetError,
    DamagedError,
    Error,
    LimitError,
    MediaTypeError,
    ModelError,
    NotTextError,
    OutOfMemoryError,
    ReadError,
)
from .language import LanguageGuess, identify_language
from .many import Failure, parse_many
from .records import Article, Block, Glue, Mark, Mention, MixedToken, Quote, Record, ScriptRun, Speaker
from .tables import Records, Speakers

__version__: str = _quoth.version()
#: Version of the Unicode character properties in use.
unicode_version: str = _quoth.unicode_version()

__all__ = [
    "ArgumentError", "Article", "Block", "CancelledError", "CharsetError", "DamagedError", "Document", "Engine", "Error", "Failure",
    "Glue", "LanguageGuess", "LimitError", "Mark", "MediaTypeError", "Mention", "MetadataOrigin", "MixedToken", "ModelError",
    "NotTextError", "OutOfMemoryError", "Quote", "ReadError", "Record", "Records", "ScriptRun", "Source", "Speaker", "Speakers",
    "identify_language", "parse", "parse_many", "unicode_version",
]
