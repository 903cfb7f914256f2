"""Who said what: pages and texts become blocks, script runs, and quotations with their speakers.

>>> import quoth
>>> doc = quoth.parse("“We sail in any weather,” said Mara Lindqvist.")
>>> for quote in doc.quotes:
...     print(quote.speaker, "->", quote.text)
Mara Lindqvist -> “We sail in any weather,”

Offsets are code points, the indices of a Python string: ``doc.text[quote.start:quote.end]``.
"""

TYPE_CHECKING = False  # typing itself takes longer than all that is imported here
if TYPE_CHECKING:
    from .archive import Archive, ArchiveRecord
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

    __version__: str
    #: Version of the Unicode character properties in use.
    unicode_version: str

# Where each name is defined; it is imported when it is first used.
_HOMES = {
    "archive": ("Archive", "ArchiveRecord"),
    "document": ("Document", "MetadataOrigin", "Source"),
    "engine": ("Engine", "parse"),
    "errors": ("ArgumentError", "CancelledError", "CharsetError", "DamagedError", "Error", "LimitError", "MediaTypeError", "ModelError",
               "NotTextError", "OutOfMemoryError", "ReadError"),
    "language": ("LanguageGuess", "identify_language"),
    "many": ("Failure", "parse_many"),
    "records": ("Article", "Block", "Glue", "Mark", "Mention", "MixedToken", "Quote", "Record", "ScriptRun", "Speaker"),
    "tables": ("Records", "Speakers"),
}

__all__ = [
    "Archive", "ArchiveRecord", "ArgumentError", "Article", "Block", "CancelledError", "CharsetError", "DamagedError", "Document",
    "Engine", "Error", "Failure", "Glue", "LanguageGuess", "LimitError", "Mark", "MediaTypeError", "Mention", "MetadataOrigin",
    "MixedToken", "ModelError", "NotTextError", "OutOfMemoryError", "Quote", "ReadError", "Record", "Records", "ScriptRun",
    "Source", "Speaker", "Speakers", "identify_language", "parse", "parse_many", "unicode_version",
]

if not TYPE_CHECKING:

    def __getattr__(name):
        from importlib import import_module

        if name in ("__version__", "unicode_version"):
            value = getattr(import_module("._quoth", __name__), name.strip("_"))()
        else:
            home = next((home for home, names in _HOMES.items() if name in names), None)
            if home is None:
                raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
            value = getattr(import_module(f".{home}", __name__), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__, "__version__"})
