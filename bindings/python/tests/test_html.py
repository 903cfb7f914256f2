"""What a notebook shows: well-formed, self-contained, all of the text, colours that can be read."""

import colorsys
import html
import re
from html.parser import HTMLParser

import pytest
import quoth
from hypothesis import given, settings
from quoth import html as page
from test_records import TEXTS

VOID: set[str] = set()


class Checker(HTMLParser):
    """Every element is closed in its order; the text that is shown is collected."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "sup" not in self.open:
            self.text.append(data)


def check(doc: quoth.Document) -> Checker:
    checker = Checker()
    checker.feed(doc._repr_html_())
    checker.close()
    assert not checker.open
    shown = "".join(checker.text)
    for block in doc.blocks[:page.MOST]:
        assert block.text.replace("\r\n", "\n").replace("\r", "\n") in shown.replace("\r\n", "\n").replace("\r", "\n")
    return checker


def test_everything_is_shown(sample: quoth.Document, doc: quoth.Document) -> None:
    checker = check(sample)
    quotes = [attrs for tag, attrs in checker.seen if (attrs.get("class") or "").startswith("q") and "title" in attrs]
    assert len(quotes) == sum(len(quote.parts) for quote in sample.quotes)
    first = sample.quotes[0]
    expected = f"{first.speaker} · {first.type} · cue: announced · confidence {first.confidence:.2f} · evidence: {first.evidence}"
    assert quotes[0]["title"] == expected
    assert any(attrs.get("dir") == "rtl" for _, attrs in checker.seen)
    check(doc)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_is_shown(text: str) -> None:
    try:
        check(quoth.parse(text.replace("\0", "")))
    except quoth.NotTextError:
        pass


def test_markup_is_escaped_and_nothing_is_fetched() -> None:
    doc = quoth.parse('“<script>alert(1)</script>,” said "O\'Neil" & <b onclick=x>.', media_type="text/plain", url='"><script>')
    shown = doc._repr_html_()
    assert "<script" not in shown and html.escape("<script>alert(1)") in shown
    assert not re.search(r"https?:|url\(|@import|src=|href=", shown)


def test_long_documents_are_folded_and_cut() -> None:
    doc = quoth.parse("\n\n".join(f"Paragraph number {i} of a long text that goes on." for i in range(page.MOST + 50)))
    shown = doc._repr_html_()
    assert f"{page.MOST - page.SHOWN:,} more blocks" in shown and "50 blocks that are not shown" in shown
    assert len(shown) < 3 * len(doc.text) + 10_000


def test_lists_and_tables_are_such_and_go_from_right_to_left() -> None:
    page = ("<title>t</title><h1>پل بندر باز شد</h1><p>مارا گفت: «ما در هر هوایی حرکت می‌کنیم.» این پل دیروز باز شد.</p><ul><li>یک چیز خوب<li>دو</ul>"
            "<table><tr><th>نام<th>شمار<tr><td>مارا<td>2</table><nav><ul><li><a href='/'>خانه</a><li><a href='/b'>بندر</a></ul></nav>")
    checker = check(quoth.parse(page))
    tags = [tag for tag, _ in checker.seen]
    assert tags.count("table") == 1 and tags.count("tr") == 2 and ("table", {"dir": "rtl"}) in checker.seen and ("ul", {"dir": "rtl"}) in checker.seen
    assert ("td", {}) in checker.seen  # digits go as the row does
    for i, (tag, _) in enumerate(checker.seen):
        assert tag != "li" or "ul" in tags[:i]


def test_a_large_cast_is_folded() -> None:
    names = [f"{first} {last}" for first in ("Mara", "Joost", "Ines", "Ruth", "Anna", "Paul") for last in ("Lindqvist", "Abara", "Varga", "Okafor", "Moser", "Brandt")]
    text = "\n\n".join(f"“We sail in weather of kind {i},” said {name}." for i, name in enumerate(names)) + "\n\n“So do we,” said Paul Brandt."
    doc = quoth.parse(text, speakers=names, media_type="text/plain")
    shown = check(doc).text
    assert f"{len(doc.speakers) - page.CAST} more speakers" in shown
    assert "".join(shown).index("Paul Brandt") < "".join(shown).index("Mara Lindqvist")


def luminance(hue: float, saturation: float, lightness: float) -> float:
    channels = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.mark.parametrize("theme", [page.LIGHT, page.DARK])
def test_colours_can_be_read(theme: str) -> None:
    """WCAG 2.2: 7 for text on the colour of any speaker, 4.5 for what is dimmed, 3 for the line that marks a quotation."""
    values = dict(pair.split(":") for pair in theme.replace("--", "").split(";"))
    grey = {name: int(values[name][1:3] if len(values[name]) > 4 else values[name][1] * 2, 16) / 2.55 for name in ("bg", "fg", "dim")}
    background, text, dim = (luminance(0, 0, grey[name]) for name in ("bg", "fg", "dim"))
    assert contrast(background, text) > 7 and contrast(background, dim) > 4.5
    for hue in page.HUES:
        fill = luminance(hue, float(values["sat"][:-1]), float(values["fill"][:-1]))
        edge = luminance(hue, 70, float(values["edge"][:-1]))
        assert contrast(fill, text) > 7, hue
        assert contrast(background, edge) > 3, hue
