"""The page as a notebook shows it: blocks, scripts, and quotations coloured by speaker. Self-contained, no script, no network."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .document import Document
    from .records import Block, Quote

__all__ = ["render"]

#: Blocks that are shown at once, and those that a document is cut after; speakers that are.
SHOWN, MOST = 40, 2000
CAST, MOST_CAST = 24, 500
#: Hues of the speakers, far from each other also for colour-blind readers; the number beside a quotation tells as well.
HUES = (210, 35, 150, 330, 265, 60, 185, 0)

TAGS = {"title": "h3", "subtitle": "h4", "heading": "h4", "list_item": "li", "blockquote": "blockquote", "preformatted": "pre",
        "table_cell": "td"}
UNLABELLED = {*TAGS, "paragraph"}

# What is important overrides the styles that JupyterLab has for the same elements.
STYLE = """
.quoth{--bg:#fff;--fg:#1b1b1b;--dim:#595959;--line:#d0d0d0;--sat:80%;--fill:90%;--edge:33%;background:var(--bg);color:var(--fg);
font:15px/1.6 system-ui,sans-serif;max-width:48em;padding:.8em 1.2em;border:1px solid var(--line);border-radius:6px;text-align:start}
@media (prefers-color-scheme:dark){.quoth{DARK}}
[data-jp-theme-light=true] .quoth,.vscode-light .quoth{LIGHT}
[data-jp-theme-light=false] .quoth,.vscode-dark .quoth,.vscode-high-contrast .quoth,html[theme=dark] .quoth{DARK}
.quoth h3,.quoth h4{margin:.9em 0 .3em;line-height:1.3;color:inherit;font-weight:600!important}.quoth [dir]{text-align:start!important}
.quoth h3{font-size:1.3em}.quoth h4{font-size:1.08em}
.quoth p,.quoth blockquote,.quoth pre,.quoth li{margin:.45em 0;color:inherit}.quoth ul{margin:.45em 0;padding:0;padding-inline-start:1.5em}
.quoth pre{white-space:pre-wrap;background:none}.quoth blockquote{border-inline-start:3px solid var(--line);padding-inline-start:.9em}
.quoth .k{color:var(--dim);font-size:.78em;margin-inline-end:.6em}.quoth .minor{color:var(--dim);font-size:.9em}
.quoth .q{background:hsl(var(--h) var(--sat) var(--fill));border-bottom:2px solid hsl(var(--h) 70% var(--edge));border-radius:3px;
padding:.05em .1em;color:var(--fg)}
.quoth .nobody{--h:0;--sat:0%!important;border-bottom:2px dashed var(--dim)}.quoth .inner{outline:1px solid hsl(var(--h) 70% var(--edge))}
.quoth .c{text-decoration:underline dotted;text-underline-offset:.2em}.quoth .m{font-weight:600}
.quoth .s{border-bottom:1px dashed var(--dim)}.quoth sup{font-size:.68em;font-weight:600;margin:0 .15em;line-height:0}
.quoth table{border-collapse:collapse;margin:.5em 0;color:inherit;background:none}.quoth th,.quoth td{border:1px solid var(--line);
padding:.2em .6em;text-align:start;color:inherit;background:none}.quoth table[dir=rtl]{margin-left:auto}.quoth details{margin:.5em 0}.quoth summary{cursor:pointer;color:var(--dim);font-size:.88em}
.quoth .legend{display:flex;flex-wrap:wrap;gap:.35em .9em;list-style:none!important;margin:.5em 0!important;padding:0!important}
.quoth .legend li{margin:0}.quoth .cast{border-bottom:1px solid var(--line);margin-bottom:.6em}.quoth .n{color:var(--dim)}
"""
LIGHT = "--bg:#fff;--fg:#1b1b1b;--dim:#595959;--line:#d0d0d0;--sat:80%;--fill:90%;--edge:33%"
DARK = "--bg:#161616;--fg:#efefef;--dim:#a8a8a8;--line:#444;--sat:45%;--fill:22%;--edge:68%"


class Mark(NamedTuple):
    """A stretch that is set off; of those that hold a character, the last one of a kind tells."""

    start: int
    end: int
    kind: str
    record: int


def _marks(doc: Document) -> list[Mark]:
    marks: list[Mark] = []
    for quote in doc.quotes:
        marks += [Mark(start, end, "quote", quote.index) for start, end in quote.parts]
        if quote.cue:
            marks.append(Mark(*quote.cue, "cue", quote.index))
        if quote.speaker_mention:
            marks.append(Mark(*quote.speaker_mention, "mention", quote.index))
    marks += [Mark(run.start, run.end, "script", run.index) for run in doc.scripts]
    return sorted(marks)


def _segments(marks: list[Mark], start: int, end: int) -> Iterator[tuple[int, int, dict[str, int]]]:
    """Cut a stretch where anything begins or ends; with the marks that hold each piece."""
    bounds = sorted({start, end, *(at for mark in marks for at in (mark.start, mark.end) if start < at < end)})
    active: list[Mark] = []
    waiting = iter(marks)
    following = next(waiting, None)
    for first, last in zip(bounds, bounds[1:]):
        while following and following.start <= first:
            active.append(following)
            following = next(waiting, None)
        active = [mark for mark in active if mark.end > first]
        yield first, last, {mark.kind: mark.record for mark in active}


def _title(quote: Quote) -> str:
    facts = [quote.speaker.name if quote.speaker else "speaker not known", quote.type]
    if quote.cue_text:
        facts.append(f"cue: {quote.cue_text}")
    facts += [f"confidence {quote.confidence:.2f}", f"evidence: {quote.evidence}"]
    return escape(" · ".join(facts))


def _direction(blocks: list[Block]) -> str:
    """That of most blocks."""
    return "rtl" if sum(1 if block.direction == "rtl" else -1 for block in blocks if block.first_strong) > 0 else "ltr"


class Page:
    """Renders one document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.marks: list[Mark] = _marks(doc)
        self.starts: list[int] = [mark.start for mark in self.marks]
        self.reach: list[int] = self._reach()
        self.text: str = doc.text

    def _reach(self) -> list[int]:
        """How far the marks up to each one reach, to find those that begin before a block and end in it."""
        reach, most = [], 0
        for mark in self.marks:
            most = max(most, mark.end)
            reach.append(most)
        return reach

    def marks_in(self, block: Block) -> list[Mark]:
        first = bisect_right(self.reach, block.start)
        last = bisect_left(self.starts, block.end)
        return [mark for mark in self.marks[first:last] if mark.end > block.start]

    def segment(self, start: int, end: int, held: dict[str, int], block: Block) -> str:
        classes, attributes, after = [], "", ""
        text = escape(self.text[start:end])
        if "quote" in held:
            quote = self.doc.quotes[held["quote"]]
            speaker = quote.speaker_index
            classes.append("q" if speaker is not None else "q nobody")
            if quote.parent_index is not None:
                classes.append("inner")
            hue = "" if speaker is None else f' style="--h:{HUES[speaker % len(HUES)]}"'
            attributes = f'{hue} title="{_title(quote)}"'
            if end == quote.end:
                after = f"<sup>{'?' if speaker is None else speaker + 1}</sup>"
        classes += [name for kind, name in (("cue", "c"), ("mention", "m")) if kind in held]
        if "script" in held and block.script not in ("Zyyy", (run := self.doc.scripts[held["script"]]).script):
            classes.append("s")
            attributes += f' dir="{run.direction}"' + ("" if "title" in attributes else f' title="{escape(run.name)}"')
        return f'<span class="{" ".join(classes)}"{attributes}>{text}</span>{after}' if classes else text + after

    def block(self, block: Block) -> str:
        tag = "th" if block.header else TAGS.get(block.kind, "p")
        language = f' lang="{escape(block.language)}"' if block.language and block.language != "und" else ""
        label = "" if block.kind in UNLABELLED or block.turn is not None else f'<span class="k">{block.kind.replace("_", " ")}</span>'
        body = "".join(self.segment(*piece, block) for piece in _segments(self.marks_in(block), block.start, block.end))
        minor = "" if block.main else ' class="minor"'
        depth = f' style="margin-inline-start:{1.5 * min(block.level - 1, 8)}em"' if tag == "li" and block.level > 1 else ""
        direction = f' dir="{block.direction}"' if block.first_strong else ""  # digits go as what is around them
        return f'<{tag}{direction}{language}{minor}{depth}>{label}{body}</{tag}>'

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Runs of blocks that are not the page's own content are folded away."""
        for main, group in groupby(blocks, key=lambda block: block.main):
            run = list(group)
            if main:
                yield from self.gathered(run)
            else:
                kinds = ", ".join(sorted({block.kind.replace("_", " ") for block in run}))
                yield f'<details><summary>{len(run)} × {kinds}</summary>{"".join(self.gathered(run))}</details>'

    def gathered(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Cells that follow each other are a table again, items a list."""
        for kind, group in groupby(blocks, key=lambda block: block.kind):
            run = list(group)
            if kind == "table_cell":
                rows = ("".join(map(self.block, row)) for _, row in groupby(run, key=lambda block: block.row))
                yield f'<table dir="{_direction(run)}">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
            elif kind == "list_item":
                yield f'<ul dir="{_direction(run)}">{"".join(map(self.block, run))}</ul>'
            else:
                yield from map(self.block, run)

    def legend(self) -> str:
        """Who is quoted most comes first."""
        items = [(len(speaker.quotes), f'<li><span class="q" style="--h:{HUES[speaker.index % len(HUES)]}"><bdi>{escape(speaker.name)}</bdi></span>'
                  f'<sup>{speaker.index + 1}</sup> <span class="n">{len(speaker.quotes)}</span></li>')
                 for speaker in self.doc.speakers[:MOST_CAST]]
        cast = [item for _, item in sorted(items, key=lambda pair: -pair[0])]
        shown = f'<ul class="legend" aria-label="Speakers">{"".join(cast[:CAST])}</ul>' if cast else ""
        if more := cast[CAST:]:
            shown += f'<details><summary>{len(more)} more speakers</summary><ul class="legend">{"".join(more)}</ul></details>'
        return f'<div class="cast">{shown}</div>' if shown else ""

    def facts(self) -> str:
        metadata = self.doc.metadata
        known = [value for key in ("author", "date", "site") if (value := metadata[key])]
        counts = [f"{len(records):,} {noun}{'' if len(records) == 1 else 's'}" for records, noun in (
            (self.doc.blocks, "block"), (self.doc.quotes, "quotation"), (self.doc.speakers, "speaker")) if len(records)]
        scripts = {run.name for run in self.doc.scripts[:1000]}
        return f'<div class="n"><bdi>{"</bdi> · <bdi>".join(map(escape, [*known, *counts, *sorted(scripts)]))}</bdi></div>'

    def render(self) -> str:
        style = STYLE.replace("{DARK}", "{" + DARK + "}").replace("{LIGHT}", "{" + LIGHT + "}")
        blocks = self.doc.blocks[:MOST]
        shown, folded = blocks[:SHOWN], blocks[SHOWN:]
        parts = [f"<style>{style}</style>", self.facts(), self.legend(), *self.blocks(shown)]
        if folded:
            parts.append(f'<details><summary>{len(folded):,} more blocks</summary>{"".join(self.blocks(folded))}</details>')
        if len(self.doc.blocks) > MOST:
            parts.append(f'<p class="minor">… and {len(self.doc.blocks) - MOST:,} blocks that are not shown</p>')
        return f'<div class="quoth">{"".join(parts)}</div>'


def render(doc: Document) -> str:
    """The document as HTML."""
    return Page(doc).render()
