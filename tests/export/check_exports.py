#!/usr/bin/env python3
"""Reads every export with software that is not ours, and compares it with the JSON document.

usage: check_exports.py QUOTH FORMAT

FORMAT is json, tei, webannotation, brat, xmi, csv, markdown or html. The documents are the texts of tests/cases, the page of data/page
and 50 pages of data/html, of both of its collections; 8 where the reader is slow (json, webannotation) and QUOTH_TEST_ALL is not set.
QUOTH_DATA names the folder; without it, ../shared/data beside the repository is looked at. Where the corpora are not there, the cases
have to do.
"""
import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCHEMAS = ROOT / "include" / "quoth" / "schemas"
PAGES = 50
PAGES_OF_SLOW = 50 if os.environ.get("QUOTH_TEST_ALL") else 8
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NO_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

HOSTILE = """<b>Title</b> ]]> & "quotes"

“1 < 2 & 'so' *on* | [it](x) <i>goes</i> 😀,” said <script>alert(1)</script> Jane O'Roe. The 'so-called' “thing” was _odd_.

1. not a list
- nor \\this
+ nor that

MS "O'ROE" & CO: Tabs\tand\x0cfeeds, =1+1, ```code``` ~~~
and lines.
"""
TABLES = """<!DOCTYPE html><html lang=en><title>T</title><body><article><h1>Tables and lists</h1>
<p>The following table has been made for tests, with a | in it, and “We like tables,” said Mara Lindqvist.</p>
<table><tr><th>A|b<th>C</tr><tr><td>1</td></tr><tr><td>x<td>y<td>z</tr></table>
<ul><li>one<ul><li>deeper<ul><li>deepest</li></ul></li><li>again</li></ul></li><li>two “quoted <b>words</b>,” said Ann.</li></ul>
<pre>code  ``` with
   fences</pre><blockquote><p>“A bridge is a promise,” she said.</p></blockquote></article>"""


def data():
    return Path(os.environ.get("QUOTH_DATA") or ROOT.parent / "shared" / "data")


def chosen(collection, count):
    found = sorted((data() / "html" / collection).rglob("*.html.gz"))
    return found[:: max(1, len(found) // count)][:count]


def documents(folder, pages):
    """Paths of what is exported."""
    for name, text in ("hostile.txt", HOSTILE), ("tables.html", TABLES), ("empty.txt", "\n"), ("crlf.txt", HOSTILE.replace("\n", "\r\n")):
        (folder / name).write_bytes(text.encode())
        yield folder / name
    yield ROOT / "tests" / "cases" / "sample.txt"
    cases = sorted(p for kind in ("blocks", "quotes") for p in (ROOT / "tests" / "cases" / kind).iterdir() if p.suffix != ".expect")
    yield from cases
    page = data() / "page" / "news-compilation.txt"
    if page.exists():
        yield page
    for path in chosen("wcxb", pages - pages // 2) + chosen("segments", pages // 2):
        (folder / path.stem).write_bytes(gzip.decompress(path.read_bytes()))
        yield folder / path.stem


class Document:
    """One input, and what quoth makes of it."""

    def __init__(self, quoth, path):
        self.quoth, self.path = quoth, path
        self.json = json.loads(self.ask("json"))
        self.text = self.json["text"]

    def ask(self, format, *options):
        run = subprocess.run([self.quoth, "--format", format, *options, self.path], stdout=subprocess.PIPE, check=True, timeout=60)
        return run.stdout.decode()

    def words(self, spans):
        return [self.text[start:end] for start, end in spans]


def same(what, got, want):
    if got != want:
        raise AssertionError(f"{what}: got {got!r}\nwant {want!r}")


def squeezed(text):
    return " ".join(text.split())


class Json:
    def __init__(self):
        import jsonschema

        schema = json.loads((SCHEMAS / "document.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        self.close(schema)
        self.validator = jsonschema.Draft202012Validator(schema)

    def close(self, schema):
        """Published, the schema lets later fields pass; here an unknown one is an error."""
        if isinstance(schema, dict):
            if "properties" in schema and schema.get("type") == "object":
                schema.setdefault("additionalProperties", False)
            schema = schema.values()
        if not isinstance(schema, str) and hasattr(schema, "__iter__"):
            for part in list(schema):
                self.close(part)

    def check(self, doc):
        for unit in ("codepoint", "utf16") if ROOT in doc.path.parents else ("utf16",):
            whole = json.loads(doc.ask("json", "--offsets", unit))
            self.validator.validate(whole)
        lines = doc.ask("jsonl", "--offsets", unit).split("\n")
        same("lines", [json.loads(lines[0]), lines[1:]], [whole, [""]])


class Tei:
    def __init__(self):
        from lxml import etree

        self.etree = etree
        self.schema = etree.RelaxNG(etree.parse(str(HERE / "tei.rng")))
        import importlib.util

        package = Path(importlib.util.find_spec("trafilatura").origin).parent
        self.dtd = etree.DTD(str(package / "data" / "tei_corpus.dtd"))

    def check(self, doc):
        root = self.etree.fromstring(doc.ask("tei").encode())
        self.schema.assertValid(root.getroottree())
        body = root.find(f".//{TEI}body")
        same("text", "".join("".join(body.itertext()).split()), "".join(NO_XML.sub("\ufffd", doc.text.replace("\x0c", " ")).split()))
        ids = {e.get(XML_ID) for e in root.iter() if e.get(XML_ID)}
        for e in root.iter(self.etree.Element):
            for name in "who", "toWhom", "ref", "prev", "corresp":
                if e.get(name) and e.get(name)[1:] not in ids:
                    raise AssertionError(f"{name} {e.get(name)} points nowhere")
        self.check_quotes(root, doc)
        self.check_official(root)

    def check_quotes(self, root, doc):
        said = {}
        for e in root.iter(f"{TEI}said", f"{TEI}q", f"{TEI}sp"):
            if e.get(XML_ID):
                said.setdefault(int(re.match(r"q(\d+)", e.get(XML_ID))[1]), []).append(e)
        for quote in doc.json["quotes"]:
            parts = said[quote["id"]]
            same("who", {p.get("who") for p in parts}, {f"#s{quote['speaker']}" if quote["speaker"] is not None else None})
            if quote["type"] != "turn":
                same("words", "".join("".join("".join(p.itertext()) for p in parts).split()), "".join("".join(doc.words(quote["parts"])).split()))

    def check_official(self, root):
        """TEI's own content models; the three elements that this DTD leaves out are stood in for by others of their classes."""
        for e in list(root.iter(f"{TEI}fw", f"{TEI}figure", f"{TEI}table", f"{TEI}row", f"{TEI}cell")):
            name = self.etree.QName(e).localname
            e.tag = TEI + {"fw": "note", "figure": "note", "table": "list", "row": "item", "cell": "seg"}[name]
            for attribute in ("role", "n"):
                e.attrib.pop(attribute, None)
            if name == "figure":
                e[0].tag = f"{TEI}p"
        copy = self.etree.fromstring(self.etree.tostring(root).replace(b' xmlns="http://www.tei-c.org/ns/1.0"', b""))
        for e in copy.iter("cell", "seg"):
            for said in e.iter("said"):
                said.tag = "said"
        if not self.dtd.validate(copy):
            raise AssertionError(str(self.dtd.error_log.filter_from_errors()[0]))


class WebAnnotation:
    def __init__(self):
        import rdflib

        self.rdflib = rdflib
        self.context = json.loads((HERE / "anno-context.json").read_text())
        self.shapes = rdflib.Graph().parse(str(HERE / "anno-shapes.ttl"))
        self.oa = rdflib.Namespace("http://www.w3.org/ns/oa#")

    def check(self, doc):
        import pyshacl

        page = json.loads(doc.ask("webannotation"))
        same("context", page["@context"], "http://www.w3.org/ns/anno.jsonld")
        page["@context"] = self.context
        graph = self.rdflib.Graph().parse(data=json.dumps(page), format="json-ld", base="http://example.org/annotations")
        if doc.json["quotes"]:
            good, _, report = pyshacl.validate(graph, shacl_graph=self.shapes)
            if not good:
                raise AssertionError(report)
        self.check_quotes(graph, doc)

    def check_quotes(self, graph, doc):
        oa = self.oa
        same("annotations", len(set(graph.subjects(oa.motivatedBy, oa.identifying))), len(doc.json["quotes"]))
        for resource in graph.subjects(self.rdflib.RDF.type, oa.SpecificResource):
            stretch = {}
            for selector in graph.objects(resource, oa.hasSelector):
                kind = graph.value(selector, self.rdflib.RDF.type)
                stretch[kind] = [graph.value(selector, p) for p in (oa.start, oa.end, oa.exact, oa.prefix, oa.suffix)]
            start, end = map(int, stretch[oa.TextPositionSelector][:2])
            exact, prefix, suffix = map(str, stretch[oa.TextQuoteSelector][2:])
            same("exact", exact, doc.text[start:end])
            same("prefix", prefix, doc.text[max(0, start - 32) : start])
            same("suffix", suffix, doc.text[end : end + 32])


class Brat:
    def __init__(self):
        import pybrat.parser

        self.parser = pybrat.parser.BratParser()

    def check(self, doc):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in ("d.txt", doc.text), ("d.ann", doc.ask("brat")):
                (Path(folder) / name).write_bytes(content.encode())
            annotations = (Path(folder) / "d.ann").read_bytes().decode()
            examples = list(self.parser.parse(folder))
        for line in annotations.split("\n")[:-1]:
            if not re.match(r"(T\d+\t[A-Z]\w+ \d+ \d+(;\d+ \d+)*\t.+|R\d+\t\w+ Arg1:T\d+ Arg2:T\d+|A\d+\t\w+ T\d+ \w+|#\d+\tAnnotatorNotes T\d+\t.+)$", line):
                raise AssertionError(f"no line of brat: {line!r}")
        lines = [line.split("\t")[1] for line in annotations.split("\n") if line.startswith("T")]
        same("entities", sorted(set(lines)), sorted(lines))  # none twice: brat's software cannot tell them apart
        entities = examples[0].entities if examples else []
        for e in entities:
            words = [doc.text[s.start : s.end] for s in e.spans]
            if any("\n" in w or "\r" in w or not w for w in words):
                raise AssertionError(f"a fragment runs over a line: {e}")
            same("mention", e.mention, " ".join(words).replace("\t", " "))
        quotes = doc.json["quotes"]
        same("quotations", sum(e.type == "Quotation" for e in entities), len(quotes))
        said = [r for r in (examples[0].relations if examples else []) if r.type == "SaidBy"]
        same("speakers", len(said), sum(bool(q["speaker_mention"]) for q in quotes))


class Xmi:
    def __init__(self):
        import cassis

        self.cassis = cassis
        with open(SCHEMAS / "uima-types.xml", "rb") as f:
            self.types = cassis.load_typesystem(f)

    def check(self, doc):
        written = doc.ask("xmi")
        cas = self.cassis.load_cas_from_xmi(io.BytesIO(written.encode()), typesystem=self.types)
        again = self.cassis.load_cas_from_xmi(io.BytesIO(cas.to_xmi().encode()), typesystem=self.types)
        for c in cas, again:
            same("text", c.sofa_string, NO_XML.sub("\ufffd", doc.text))
            quotes = c.select("org.quoth.Quotation")
            same("quotations", sorted((q.begin, q.end, q.kind, q.speakerName) for q in quotes), sorted(self.expected(doc)))
            for name, key in ("Cue", "cue"), ("SpeakerMention", "speaker_mention"):
                same(name, len(c.select(f"org.quoth.{name}")), sum(bool(q[key]) for q in doc.json["quotes"]))
            same("blocks", [b.get_covered_text() for b in c.select("org.quoth.Block")],
                 [NO_XML.sub("\ufffd", doc.text[b["start"] : b["end"]]) for b in doc.json["blocks"]])
            same("parts", sorted(p.get_covered_text() for p in c.select("org.quoth.QuotationPart")),
                 sorted(NO_XML.sub("\ufffd", w) for q in doc.json["quotes"] for w in doc.words(q["parts"])))
            same("speakers", sorted(s.name for s in c.select_all_fs() if s.type.name == "org.quoth.Speaker"),
                 sorted(s["name"] for s in doc.json["speakers"]))

    def expected(self, doc):
        """cassis counts code points as well; it converts from UTF-16 itself."""
        for q in doc.json["quotes"]:
            name = None if q["speaker"] is None else doc.json["speakers"][q["speaker"]]["name"]
            yield q["parts"][0][0], q["parts"][-1][1], q["type"], name


class Csv:
    def check(self, doc):
        written = doc.ask("csv")
        rows = list(csv.DictReader(io.StringIO(written, newline=""), strict=True))
        same("rows", len(rows), len(doc.json["quotes"]))
        if not written.endswith("\r\n"):
            raise AssertionError("the last record has no end")
        for row, q in zip(rows, doc.json["quotes"]):
            same("fields", None in row or None in row.values(), False)
            same("quotation", row["quotation"], " … ".join(doc.words(q["parts"])))
            same("start", int(row["start"]), q["parts"][0][0])
            same("end", int(row["end"]), q["parts"][-1][1])
            same("type", row["type"], q["type"])
            same("speaker", row["speaker"], doc.json["speakers"][q["speaker"]]["name"] if q["speaker"] is not None else "")
            same("source", row["source"], doc.json["source"]["name"])
            same("cue", row["cue"], doc.text[slice(*q["cue"])] if q["cue"] else "")
            same("confidence", float(row["confidence"]), q["confidence"])


class Markdown:
    KINDS = {"title": "h1", "heading": "h", "list_item": "li", "contents": "li", "blockquote": "blockquote", "preformatted": "fence", "table_cell": "td"}

    def __init__(self):
        import markdown_it

        self.reader = markdown_it.MarkdownIt("commonmark").enable("table")

    def check(self, doc):
        tokens = self.reader.parse(doc.ask("markdown"))
        got = [squeezed(self.text_of(t)) for t in tokens if t.type in ("inline", "fence", "code_block", "html_block") and self.text_of(t).strip()]
        want = [squeezed(self.block_text(doc, b)) for b in doc.json["blocks"] if b["main"]]
        same("blocks", got, [w for w in want if w])
        count = lambda kind: sum(b["main"] and b["kind"] == kind for b in doc.json["blocks"])
        opened = lambda name: sum(t.type == name for t in tokens)
        same("items", opened("list_item_open"), count("list_item") + count("contents"))
        same("blockquotes", opened("blockquote_open"), count("blockquote"))
        same("titles", sum(t.type == "heading_open" and t.tag == "h1" for t in tokens), count("title"))
        same("fences", opened("fence"), count("preformatted"))

    def text_of(self, token):
        if token.type != "inline":
            return token.content
        return "".join(" " if c.type in ("softbreak", "hardbreak") else c.content if c.type == "text" else "" if c.type in
                       ("strong_open", "strong_close", "em_open", "em_close") else f"<{c.type}>" for c in token.children)

    def block_text(self, doc, block):
        text = doc.text[block["start"] : block["end"]].replace("\0", "\ufffd")
        if block["kind"] != "turn" or not block["speaker_head"]:
            return text
        head = doc.text[slice(*block["speaker_head"])]
        rest = doc.text[block["speaker_head"][1] : block["end"]].lstrip(" \t\r\n:*_)]：")
        return f"{head}: {rest}"


class Html:
    """The report: no parse error by the standard's rules, and the document in it."""

    def __init__(self):
        import html5lib

        self.parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)

    def check(self, doc):
        root = self.parser.parse(doc.ask("html"))
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        same("ids", sorted(set(ids)), sorted(ids))
        for e in root.iter():
            for name in "for", "aria-controls", "aria-labelledby":
                if e.get(name) and e.get(name) not in ids:
                    raise AssertionError(f"{name} {e.get(name)} points nowhere")
        article = next(e for e in root.iter("article"))
        classes = lambda e: (e.get("class") or "").split()
        blocks = [e for e in article.iter() if "b" in classes(e)]
        same("kinds", [b.get("data-k") for b in blocks], [b["kind"] for b in doc.json["blocks"]])
        words = lambda e: "" if "badge" in classes(e) else (e.text or "") + "".join(words(c) + (c.tail or "") for c in e)
        plain = lambda text: "".join(NO_HTML.sub("\ufffd", text).split())
        for got, block in zip(blocks, doc.json["blocks"]):
            same("block", plain(words(got)), plain(doc.text[block["start"] : block["end"]]))
        said = {}
        for e in article.iter():
            if "q" in classes(e):
                said.setdefault(int(e.get("data-q")), []).append(e)
        same("quotations", sorted(said), [q["id"] for q in doc.json["quotes"]])
        for quote in doc.json["quotes"]:
            first = said[quote["id"]][0]
            same("speaker", first.get("data-s"), None if quote["speaker"] is None else str(quote["speaker"]))
            same("type", first.get("data-t"), quote["type"])
            if quote["type"] != "turn":
                same("words", plain("".join(map(words, said[quote["id"]]))), plain("".join(doc.words(quote["parts"]))))
        same("cast", [li[0].text for li in article.iter("li") if li.get("data-hue")], [s["name"] for s in doc.json["speakers"]])


CHECKS = {"json": Json, "tei": Tei, "webannotation": WebAnnotation, "brat": Brat, "xmi": Xmi, "csv": Csv, "markdown": Markdown, "html": Html}


def main():
    quoth, format = sys.argv[1:]
    check, count, failed = CHECKS[format](), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for path in documents(Path(folder), PAGES_OF_SLOW if format in ("json", "webannotation") else PAGES):
            try:
                check.check(Document(quoth, path))
            except Exception as error:  # of any reader: all are told, all count
                print(f"{path.name}: {type(error).__name__}: {str(error)[:2000]}")
                failed += 1
            count += 1
    print(f"{format}: {count} documents, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
