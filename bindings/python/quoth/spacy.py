"""A component for spaCy: ``nlp.add_pipe("quoth")`` sets ``doc._.quotes``.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("quoth")
>>> doc = nlp("“We sail in any weather,” said Mara Lindqvist.")
>>> quote = doc._.quotes[0]
>>> quote.speaker, quote.cue, quote.spans
('Mara Lindqvist', said, (“We sail in any weather,”,))
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from .engine import Engine

__all__ = ["QuotedSpans", "QuothComponent"]

KEY = "quoth.quotes"


class QuotedSpans(NamedTuple):
    """One quotation, aligned to the tokens of a spaCy document."""

    #: Stretches of its content.
    spans: tuple[Span, ...]
    #: Canonical name of the speaker, or None.
    speaker: str | None
    #: Where the text names the speaker.
    mention: Span | None
    #: The word that says so.
    cue: Span | None
    type: str
    confidence: float
    evidence: str

    @property
    def text(self) -> str:
        """Its parts, joined by a space."""
        return " ".join(span.text for span in self.spans)


def _bounds(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(doc: Doc, bounds: list[int] | None, label: str) -> Span | None:
    return None if bounds is None else Span(doc, bounds[0], bounds[1], label=label)


def _quotes(doc: Doc) -> list[QuotedSpans]:
    return [QuotedSpans(tuple(Span(doc, start, end, label="QUOTE") for start, end in quote["parts"]), quote["speaker"],
                        _span(doc, quote["mention"], "SPEAKER"), _span(doc, quote["cue"], "CUE"), quote["type"],
                        quote["confidence"], quote["evidence"]) for quote in doc.user_data.get(KEY, [])]


class QuothComponent:
    """Finds quotations and keeps them as plain data in ``doc.user_data``, so that documents can be stored and sent to processes."""

    def __init__(self, engine: Engine, alignment: str = "expand") -> None:
        self.engine = engine
        self.alignment = alignment

    def __call__(self, doc: Doc) -> Doc:
        parsed = self.engine.parse(doc.text, media_type="text/plain")
        shift = len(doc.text) - len(parsed.text)  # a byte order mark that was taken off

        def align(bounds: tuple[int, int] | None) -> list[int] | None:
            if bounds is None:
                return None
            return _bounds(doc.char_span(bounds[0] + shift, bounds[1] + shift, alignment_mode=self.alignment))

        quotes: list[dict[str, Any]] = []
        for quote in parsed.quotes:
            parts = [aligned for part in quote.parts if (aligned := align(part))]
            if parts:
                quotes.append({
                    "parts": parts, "speaker": quote.speaker.name if quote.speaker else None, "mention": align(quote.speaker_mention),
                    "cue": align(quote.cue), "type": quote.type, "confidence": quote.confidence, "evidence": quote.evidence or ""})
        doc.user_data[KEY] = quotes
        doc.spans["quotes"] = [span for quote in _quotes(doc) for span in quote.spans]
        return doc


@Language.factory("quoth", assigns=["doc._.quotes", "doc.spans"], default_config={"languages": None, "speakers": None, "alignment": "expand"})
def create(nlp: Language, name: str, languages: Iterable[str] | None, speakers: Iterable[str] | None, alignment: str) -> QuothComponent:
    """The factory that the entry point names. `alignment` is spaCy's: "expand", "contract" or "strict"."""
    return QuothComponent(Engine(languages=languages, speakers=speakers), alignment)


if not Doc.has_extension("quotes"):
    Doc.set_extension("quotes", getter=_quotes)
