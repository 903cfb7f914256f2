#!/usr/bin/env python3
"""Tests of the quoth command, from the outside. usage: test_cli.py QUOTH [unittest arguments]"""
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from pathlib import Path

QUOTH = ""

PAGE = """Bridge reopens after two years

By Clara Novak

The old bridge over the river was opened again on Monday. “It is safe,” said Mayor Ruth Adler.

MR. OKAFOR: Who paid for it? 😀

MAYOR ADLER: The state did. We are grateful.

Мост открыт для всех жителей города.

این پل برای همه مردم شهر باز است و همه از آن خوشحال هستند.
"""

KEYS = ["quoth", "format", "offsets", "source", "metadata", "metadata_origin", "articles", "text", "blocks", "scripts", "glue", "mixed",
        "speakers", "quotes", "marks"]
SOURCE = ["name", "type", "charset", "bytes", "repaired", "url"]
METADATA = ["title", "author", "date", "modified", "site", "language", "url", "description"]
ARTICLE = ["title", "author", "date", "site", "start", "end"]
BLOCK = ["start", "end", "kind", "article", "parent", "level", "main", "speaker_head", "turn", "language", "script", "direction",
         "duplicate_of", "excerpt_of", "confidence", "source", "language_confidence", "first_strong", "script_shares"]
QUOTE = ["id", "type", "parts", "quoted", "cue", "speaker_mention", "speaker", "addressee", "parent", "block", "language", "source",
         "confidence", "evidence"]
SPEAKER = ["id", "name", "kind", "gender", "aliases", "mentions"]


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def columns(line):
    """What a terminal needs for it, styles and isolates aside."""
    line = re.sub(r"\x1b\[[0-9;]*m", "", line)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line)
    none = sum(unicodedata.category(c) in ("Mn", "Me", "Cf") for c in line)
    return len(line) + wide - none


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    def lines(self, name, *records):
        return self.file(name, "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records))

    def run_quoth(self, *arguments, status=0, stdin=b"", env=None, stdout=subprocess.PIPE):
        done = subprocess.run([QUOTH, *arguments], input=stdin, stdout=stdout, stderr=subprocess.PIPE, timeout=60,
                              env={"PATH": os.environ["PATH"], "COLUMNS": "72", **(env or {})})
        error = done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, status, error)
        return (done.stdout or b"").decode("utf-8"), error

    def json(self, *arguments):
        return json.loads(self.run_quoth("--format", "json", *arguments)[0])

    def answers(self, command, *arguments, status=0):
        out, error = self.run_quoth(command, "--type", "corpus", "--format", "corpus", *arguments, status=status)
        return [json.loads(line) for line in out.split("\n")[:-1]], error


class CommandLine(Case):
    def test_help_fits_a_terminal(self):
        for flag in ("-h", "--help"):
            out, error = self.run_quoth(flag)
            self.assertEqual(error, "")
            self.assertLessEqual(max(map(len, out.splitlines())), 79)
            self.assertLess(len(out.splitlines()), 72)
            for word in ("quotes", "blocks", "scripts", "language", "--main-text", "--speakers", "--given", "--offsets", "--lang"):
                self.assertIn(word, out)

    def test_version(self):
        self.assertRegex(self.run_quoth("--version")[0], r"^quoth \d+\.\d+\.\d+ \(Unicode \d+\.\d+(; \w+ [0-9a-f]{8}|, \w+ [0-9a-f]{8})+\)\n$")

    def test_wrong_command_lines(self):
        page = self.file("page.txt", PAGE)
        wrong = [["--frobnicate", page], ["frobnicate", page], ["--format", "docx", page], ["--format"], ["--offsets", "word", page], [],
                 ["quotes"], ["--given", "speakers,mood", page], ["--given", "speakers", page], ["-x", page], ["--type", "pdf", page],
                 ["--type", "text", "--format", "corpus", page], ["--type", "html", "--format", "corpus", page], ["--type", "corpus", "--format", "text", page],
                 ["--color=sometimes", page], ["quotes", "--layers", "blocks", page], ["--layers", "scripts", "--format", "csv", page],
                 ["bench", "-o", "x", page], ["--lang", "???", page], ["--lang", "", page], ["--lang", "en-", page],
                 ["--max-memory", "much", page], ["--max-memory=-1", page]]
        for arguments in wrong:
            with self.subTest(arguments=arguments):
                out, error = self.run_quoth(*arguments, status=2)
                self.assertEqual(out, "")
                self.assertRegex(error, r"^quoth: [^\n]+\n$")

    def test_option_forms(self):
        page = self.file("page.txt", PAGE)
        first = self.run_quoth("blocks", "--format", "jsonl", "--offsets", "byte", page)[0]
        self.assertEqual(self.run_quoth("--offsets=byte", "blocks", "--format=jsonl", "--", page)[0], first)


class Formats(Case):
    def test_each_says_what_it_is(self):
        page = self.file("page.txt", PAGE)
        for name, begins in (("tei", "<?xml"), ("xmi", "<?xml"), ("webannotation", "{"), ("brat", "T1\tQuotation "), ("csv", "source,id,"),
                             ("markdown", "# Bridge reopens")):
            self.assertTrue(self.run_quoth("--format", name, page)[0].startswith(begins), name)

    def test_several_documents(self):
        page, other = self.file("page.txt", PAGE), self.file("other.txt", PAGE)
        out = self.run_quoth("--format", "csv", page, other)[0]
        self.assertEqual(out.count("source,id"), 1)
        self.assertEqual(len(out.split("\r\n")), 2 + 2 * len(self.json(page)["quotes"]))
        out, error = self.run_quoth("--format", "tei", page, other, status=1)
        self.assertEqual((out.count("<TEI"), error.count("\n")), (1, 2))


class Files(Case):
    def test_others_go_through(self):
        good = self.file("good.txt", PAGE)
        bad = [(str(self.folder / "missing.txt"), "No such file or directory"),
               (self.file("empty.txt", ""), "empty file"), (self.file("a.out", b"\x7fELF\2\1\1" + bytes(57)), "not text")]
        for path, says in bad:
            with self.subTest(path=path):
                out, error = self.run_quoth("--format", "jsonl", path, good, status=1)
                self.assertEqual(json.loads(out)["source"]["name"], good)
                self.assertTrue(error.startswith(f"quoth: {path}: {says}"), error)
                self.assertTrue(error.endswith("\nquoth: 1 of 2 inputs could not be used\n"), error)
                self.assertEqual(error.count("\n"), 2)

    def test_types(self):
        tags = self.file("tags.txt", "<p>Fish &amp; chips at the harbour.</p>\n")
        for kind, text in ("auto", "Fish & chips"), ("text", "<p>Fish &amp; chips"), ("html", "Fish & chips"):
            self.assertTrue(self.json("--type", kind, tags)["text"].startswith(text), kind)
        self.assertEqual(self.json("--type", "markdown", tags)["source"]["type"], "text")
        page = self.file("page", "<!DOCTYPE html><p>Fish &amp; chips.")
        self.assertEqual(self.json(page)["text"], "Fish & chips.")

    def test_standard_input(self):
        got = json.loads(self.run_quoth("--format", "json", "-", stdin=PAGE.encode("utf-8"))[0])
        self.assertEqual(got["text"], PAGE)
        self.assertIn("empty file", self.run_quoth("-", status=1)[1])

    def test_long_pipe(self):
        text = PAGE * 400
        self.assertEqual(json.loads(self.run_quoth("--format", "json", "-", stdin=text.encode("utf-8"))[0])["text"], text)

    def test_several_objects(self):
        paths = [self.file(f"{i}.txt", f"Text number {i}.\n") for i in range(3)]
        self.assertEqual([json.loads(x)["text"] for x in self.run_quoth("--format", "jsonl", *paths)[0].splitlines()],
                         [f"Text number {i}.\n" for i in range(3)])
        out, decoder, at, names = self.run_quoth("--format", "json", *paths)[0], json.JSONDecoder(), 0, []
        while at < len(out):
            value, at = decoder.raw_decode(out, at)
            names.append(value["source"]["name"])
            at += 1
        self.assertEqual(names, paths)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            for arguments in (["--help"], ["--format", "json", self.file("page.txt", PAGE * 100)]):
                error = self.run_quoth(*arguments, status=1, stdout=full)[1]
                self.assertRegex(error, r"^quoth: standard output: [^\n]+\n$")

    def test_reader_goes_away(self):
        page = self.file("page.txt", PAGE * 2000)
        run = subprocess.Popen([QUOTH, "--format", "json", page], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        run.stdout.read(1)
        run.stdout.close()
        self.assertEqual(run.stderr.read(), b"")
        run.stderr.close()
        self.assertNotEqual(run.wait(timeout=60), 0)

    def test_charset_and_media(self):
        path = self.file("latin.txt", "Überall schöne Brücken, sagte er.\n".encode("iso-8859-1"))
        got = self.json("--charset", "iso-8859-1", path)
        self.assertEqual(got["text"], "Überall schöne Brücken, sagte er.\n")
        self.assertIn("bogus", self.run_quoth("--charset", "bogus", path, status=1)[1])


def warc_record(kind, content, *fields):
    lines = [b"WARC/1.0", b"WARC-Type: " + kind.encode(), *(f.encode() for f in fields), b"Content-Length: %d" % len(content)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + content + b"\r\n\r\n"


def web_page(number, body, media="text/html; charset=iso-8859-1"):
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode() + body
    return warc_record("response", http, f"WARC-Target-URI: http://example.org/{number}", "Content-Type: application/http; msgtype=response")


class Archives(Case):
    RECORDS = [warc_record("warcinfo", b"a: b\r\n"), web_page(1, "<p>Schöne Brücken.</p>".encode("latin-1")),
               web_page(2, b"\x89PNG\r\n\x1a\n", "image/png"), web_page(3, b"<p>The harbour stays open.</p>"),
               warc_record("conversion", "Plain words.\n".encode(), "WARC-Target-URI: http://example.org/4", "Content-Type: text/plain")]
    TEXTS = ["Schöne Brücken.", "The harbour stays open.", "Plain words.\n"]

    def documents(self, *arguments, status=0, stdin=b""):
        out, error = self.run_quoth("--format", "jsonl", *arguments, status=status, stdin=stdin)
        return [json.loads(line) for line in out.split("\n")[:-1]], error

    def test_records(self):
        members = [gzip.compress(record) for record in self.RECORDS]
        offsets = [sum(map(len, members[:i])) for i in range(len(members))]
        path = self.file("a.warc.gz", b"".join(members))
        got, error = self.documents(path)
        self.assertEqual([d["text"].strip() for d in got], [t.strip() for t in self.TEXTS])
        self.assertEqual([d["source"]["name"] for d in got], [f"{path}#{offsets[i]}" for i in (1, 3, 4)])
        self.assertEqual([d["source"]["url"] for d in got], [f"http://example.org/{i}" for i in (1, 3, 4)])
        self.assertEqual(error, f"quoth: {path}: passed over 1 record that is no text\n")
        self.assertEqual([d["text"] for d in self.documents("-", stdin=b"".join(self.RECORDS))[0]], [d["text"] for d in got])
        for i, document in zip((1, 3, 4), got):
            self.assertEqual(self.documents("--range", f"{offsets[i]}+{len(members[i])}", path)[0], [document])
        self.assertEqual(self.documents("--range", f"{offsets[1] + 1}+{offsets[4] - offsets[1]}", path)[0], got[1:])
        for wrong in ("12", "+3", "1+", "1+0", "a+b", "-1+2", "1+2x"):
            self.run_quoth("--range", wrong, path, status=2)
        self.run_quoth("--range", "0+5", path, path, status=2)
        self.assertIn("== ", self.run_quoth(path)[0])

    def test_damage_is_passed_over(self):
        members = [gzip.compress(record, mtime=0) for record in self.RECORDS]
        members[3] = members[3][:len(members[3]) // 2]
        path = self.file("a.warc.gz", b"".join(members))
        got, error = self.documents(path, status=1)
        self.assertEqual([d["source"]["url"][-1] for d in got], ["1", "4"])
        self.assertIn(f"quoth: {path}#{sum(map(len, members[:3]))}: ", error)

    def test_packed_files(self):
        packed = gzip.compress(PAGE[:100].encode()) + gzip.compress(PAGE[100:].encode())
        path = self.file("page.txt.gz", packed)
        got = self.json(path)
        self.assertEqual((got["text"], got["source"]["name"]), (PAGE, path))
        self.assertEqual(self.documents("-", stdin=packed)[0][0]["text"], PAGE)
        self.assertIn("damaged", self.run_quoth(self.file("b.gz", b"\x1f\x8b\x08\0" + bytes(20)), status=1)[1])
        corpus = self.file("c.jsonl.gz", gzip.compress(b'{"id": 1, "text": "A text."}\n'))
        self.assertEqual([x["runs"] for x in self.answers("scripts", corpus)[0]], [[[0, 7, "Latn"]]])

    def test_folders(self):
        for name in ("b.txt", "a/z.txt", "a/y.txt.gz", "a/b/c.txt", ".hidden", ".git/x.txt"):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(name.encode()) if name.endswith(".gz") else name.encode())
        self.file("d.warc", b"".join(self.RECORDS))
        os.symlink("..", self.folder / "a" / "up")
        want = ["a/b/c.txt", "a/y.txt", "a/z.txt", "b.txt"]
        for folder in (str(self.folder), str(self.folder) + "/"):
            got, _ = self.documents(folder)
            names = [d["source"]["name"] for d in got]
            self.assertEqual(names[:4], want)
            self.assertEqual([n.split("#")[0] for n in names[4:]], ["d.warc"] * 3)
            self.assertEqual([d["text"] for d in got[:4]], ["a/b/c.txt", "a/y.txt.gz", "a/z.txt", "b.txt"])
        self.file("bad.png", b"\x89PNG\r\n\x1a\n")
        got, error = self.documents(str(self.folder), status=1)
        self.assertEqual(len(got), 7)
        self.assertIn("bad.png", error)

    def test_text_about_archives(self):
        text = "WARC/1.0\nis how it begins.\n"
        self.assertEqual(self.json(self.file("a.txt", text))["text"], text)


class Json(Case):
    def test_fields(self):
        got = self.json(self.file("page.txt", PAGE))
        self.assertEqual(list(got), KEYS)
        self.assertEqual((got["format"], got["offsets"], got["text"]), (1, "codepoint", PAGE))
        self.assertEqual(list(got["source"]), SOURCE)
        self.assertEqual(list(got["metadata"]), METADATA)
        for key, fields in (("articles", ARTICLE), ("blocks", BLOCK), ("quotes", QUOTE), ("speakers", SPEAKER)):
            for record in got[key]:
                self.assertEqual(list(record)[:len(fields)], fields)
        for record in got["scripts"]:
            self.assertEqual(list(record), ["start", "end", "script", "direction"])
        self.assertGreater(len(got["blocks"]), 5)
        self.assertTrue(all(b["main"] in (True, False) and 0 <= b["confidence"] <= 1 for b in got["blocks"]))

    def test_blocks_cover_the_text(self):
        got = self.json(self.file("page.txt", PAGE))
        covered = set()
        for block in got["blocks"]:
            covered.update(range(block["start"], block["end"]))
        self.assertTrue(all(c.isspace() for i, c in enumerate(PAGE) if i not in covered))

    def test_units(self):
        path = self.file("page.txt", PAGE)
        points, units, octets = (self.json("--offsets", unit, path) for unit in ("codepoint", "utf16", "byte"))
        for a, b, c in zip(points["blocks"], units["blocks"], octets["blocks"]):
            before, inside = PAGE[:a["start"]], PAGE[a["start"]:a["end"]]
            self.assertEqual([b["start"], b["end"]], [utf16(before), utf16(before + inside)])
            self.assertEqual([c["start"], c["end"]], [len(before.encode()), len((before + inside).encode())])
            self.assertEqual(a["source"], [c["start"], c["end"]])

    def test_source_of_another_encoding(self):
        got = self.json(self.file("page.txt", PAGE.encode("utf-16")))
        self.assertEqual(got["text"], PAGE)
        raw = PAGE.encode("utf-16")
        for block in got["blocks"]:
            start, end = block["source"]
            self.assertEqual(raw[start:end].decode("utf-16-le"), PAGE[block["start"]:block["end"]])

    def test_odd_characters(self):
        text = 'A "quoted" \\ and \t tab,\x00 NUL, \x1b[31m, \u2028 and 😀.\n'
        path = self.file("odd.txt", text)
        self.assertEqual(self.json(path)["text"], text)
        self.assertEqual(json.loads(self.run_quoth("--format", "jsonl", path)[0])["text"], text)

    def test_odd_name(self):
        path = self.folder.joinpath(os.fsdecode(b"odd\xff\n.txt"))
        path.write_text("Text.\n")
        self.assertIn("\ufffd\n.txt", self.json(str(path))["source"]["name"])

    def test_layers_of_commands(self):
        path = self.file("page.txt", PAGE)
        self.assertEqual(self.json("scripts", path)["blocks"], [])
        self.assertEqual(self.json("blocks", path)["quotes"], [])
        self.assertEqual(self.json("blocks", path)["blocks"], self.json(path)["blocks"])

    def test_pretty_form(self):
        out = self.run_quoth("--format", "json", self.file("page.txt", PAGE))[0]
        got = json.loads(out)
        lines = out.splitlines()
        self.assertEqual([line[3:].split('"')[0] for line in lines if line.startswith('  "')], KEYS)
        self.assertEqual(sum(line.startswith("    {") for line in lines), sum(len(got[key]) for key in KEYS if isinstance(got[key], list)))


class Text(Case):
    def test_outline_shows_the_article_at_once(self):
        words = "The old bridge over the river was opened again on Monday, and the mayor said that it is safe for all. "
        menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "News", "Sport", "Weather"))
        page = self.file("page.html", "<html lang=en><head><title>Bridge reopens after two years</title></head><body>"
                         f"<nav><ul>{menu}</ul></nav><article><h1>Bridge reopens after two years</h1>"
                         f"<p>{words * 3}</p><p>Nobody knew {words * 2}</p></article></body></html>")
        lines = self.run_quoth(page)[0].splitlines()
        self.assertEqual(lines[0], "navigation   4 blocks, 20 characters: Home · News · Sport · Weather")
        self.assertIn("Bridge reopens after two years", "".join(lines[1:4]))
        every = self.run_quoth("blocks", page)[0]
        self.assertEqual([line.split()[-1] for line in every.splitlines()[:4]], ["Home", "News", "Sport", "Weather"])

    def test_outline_fits(self):
        page = self.file("page.txt", PAGE + "大会の結果は次の通りです。" * 30 + "\n\n" + "word " * 100)
        for width in ("40", "72", "100"):
            for command in ([], ["blocks"], ["scripts"]):
                out = self.run_quoth(*command, page, env={"COLUMNS": width})[0]
                self.assertLessEqual(max(map(columns, out.splitlines())), int(width))
        self.assertIn("Bridge reopens", out)

    def test_parts_of_the_page(self):
        page = self.file("page.txt", PAGE)
        self.assertIn("Quotations (", self.run_quoth(page)[0])
        self.assertNotIn("Quotations (", self.run_quoth("blocks", page)[0])
        self.assertNotIn("Bridge reopens", self.run_quoth("quotes", page)[0].split("\n")[0])

    def test_color(self):
        page = self.file("page.txt", PAGE)
        self.assertNotIn("\x1b", self.run_quoth(page)[0])
        self.assertNotIn("\x1b", self.run_quoth("--color", "never", page)[0])
        colored = self.run_quoth("--color", "always", page)[0]
        self.assertIn("\x1b[1m", colored)
        self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", colored), self.run_quoth(page)[0])

    def test_controls_stay_out(self):
        page = self.file("odd.txt", "Red \x1b[31m and \x9b31m bell \x07 \u202e turned.\n\nSecond \x00 line.\n")
        out = self.run_quoth(page)[0]
        self.assertFalse([c for c in out if unicodedata.category(c) == "Cc" and c != "\n" or c == "\u202e"])
        self.assertIn("\ufffd", out)

    def test_right_to_left_is_isolated(self):
        out = self.run_quoth("blocks", self.file("page.txt", PAGE))[0]
        line = next(x for x in out.splitlines() if "این پل" in x)
        self.assertEqual((line.count("\u2068"), line.count("\u2069")), (1, 1))

    def test_names_of_several_files(self):
        paths = [self.file("a.txt", PAGE), self.file("b.txt", PAGE)]
        out = self.run_quoth(*paths)[0]
        for path in paths:
            self.assertIn(f"== {path} ==", out)
        self.assertNotIn("==", self.run_quoth(paths[0])[0])

    def test_main_text(self):
        path = self.file("page.txt", PAGE)
        want = [PAGE[b["start"]:b["end"]] for b in self.json(path)["blocks"] if b["main"]]
        self.assertEqual(self.run_quoth("--main-text", path)[0], "".join(x + "\n" for x in want))

    def test_scripts(self):
        out = self.run_quoth("scripts", self.file("page.txt", PAGE))[0]
        rows = [line.split(None, 4) for line in out.split("\n\n")[0].splitlines()]
        self.assertEqual([row[2:4] for row in rows], [["Latn", "ltr"], ["Cyrl", "ltr"], ["Arab", "rtl"]])
        self.assertEqual((rows[0][0], rows[-1][1]), ("0", str(len(PAGE))))

    def test_script_views(self):
        path = self.file("page.txt", "スーパー 日本語のテキスト\n\nThe shop of p\u0430ypal\n")
        out = self.run_quoth("scripts", path)[0]
        self.assertIn("Words that mix scripts (1)", out)
        self.assertIn("Latn+Cyrl  p\u0430ypal", out)
        self.assertRegex(out, r"Letters \(\d+\)\n(\w{4} +\d+\.\d %  .+\n)+$")
        folded = self.run_quoth("scripts", "--fold", "japanese", path)[0].splitlines()
        self.assertEqual([row.split()[2] for row in folded[:2]], ["Jpan", "Latn"])
        rows = [row.split() for row in self.run_quoth("scripts", "--fold", "japanese", "--per-block", path)[0].splitlines()]
        self.assertEqual([row[:3] for row in rows[:2]], [["0", "13", "Jpan"], ["15", "28", "Latn"]])
        for arguments in (["--fold", "x", path], ["scripts", "--fold", "kana", "--format", "json", path], ["blocks", "--per-block", path]):
            self.run_quoth(*arguments, status=2)

    def test_language_views(self):
        first, second = "The harbour stays open all winter, said the mayor. ", "Wir werden den Hafen nicht schließen.\n"
        path = self.file("page.txt", first + second)
        rows = [row.split() for row in self.run_quoth("language", "--segments", path)[0].splitlines()]
        self.assertEqual([row[:3] for row in rows], [["0", str(len(first)), "en"], [str(len(first)), str(len(first + second)), "de"]])
        self.assertRegex(self.run_quoth("language", "--candidates", "nl,fr", path)[0], r"^nl ")
        self.assertIn("xx", self.run_quoth("language", "--candidates", "nl,xx", path, status=1)[1])
        self.run_quoth("quotes", "--segments", path, status=2)

    def test_language(self):
        out = self.run_quoth("language", self.file("page.txt", PAGE))[0]
        self.assertRegex(out.splitlines()[0], r"^en +\d+\.\d %  \d+ blocks, English$")
        self.assertAlmostEqual(sum(float(line.split()[1]) for line in out.splitlines()), 100, delta=0.3)


class Corpus(Case):
    def test_quotes(self):
        path = self.lines("c.jsonl", {"id": "a", "lang": "en", "text": PAGE, "quotes": [{"spans": [[0, 3]]}]}, {"id": 7, "text": "Short."})
        got, _ = self.answers("quotes", path)
        self.assertEqual([x["id"] for x in got], ["a", 7])
        for quote in got[0]["quotes"]:
            self.assertEqual(list(quote), ["spans", "type", "quoted", "cue", "speaker_span", "speaker_id", "confidence"])
            self.assertIn(quote["type"], ("direct", "mixed", "indirect"))

    def test_same_as_json(self):
        path, page = self.lines("c.jsonl", {"id": "a", "text": PAGE}), self.file("page.txt", PAGE)
        whole, (answer,) = self.json(page), self.answers("quotes", path)[0]
        self.assertEqual([q["spans"] for q in answer["quotes"]], [q["parts"] for q in whole["quotes"]])
        names = [None if q["speaker"] is None else whole["speakers"][q["speaker"]]["name"] for q in whole["quotes"]]
        self.assertEqual([q["speaker_id"] for q in answer["quotes"]], names)
        (blocks,), _ = self.answers("blocks", path)
        self.assertEqual(blocks, {"id": "a", "blocks": whole["blocks"]})
        (runs,), _ = self.answers("scripts", path)
        self.assertEqual(runs, {"runs": [[r["start"], r["end"], r["script"]] for r in whole["scripts"]]})
        (language,), _ = self.answers("language", path)
        self.assertEqual(language["language"], "en")
        self.assertTrue(0.5 < language["confidence"] <= 1)

    def test_given_quotes(self):
        first, second = PAGE.index("“"), PAGE.index("Who paid")
        spans = [[[second, second + 16]], [[first, first + 5], [first + 6, first + 13]]]
        record = {"id": "a", "text": PAGE, "quotes": [{"spans": s, "type": "direct"} for s in spans]}
        (answer,), _ = self.answers("quotes", "--given", "quotes", self.lines("c.jsonl", record))
        self.assertEqual(sorted(q["spans"] for q in answer["quotes"]), sorted(spans))
        record["quotes"] = []
        (answer,), _ = self.answers("quotes", "--given", "quotes", self.lines("c.jsonl", record))
        self.assertEqual(answer["quotes"], [])

    def test_given_speakers(self):
        cast = [{"id": "e1", "names": ["Ruth Adler", "Mayor Adler"]}, {"id": "e2", "names": ["Okafor", "Mr. Okafor"]}, {"id": "e3", "names": []}]
        record = {"id": "a", "lang": "en", "text": PAGE, "entities": cast}
        (answer,), _ = self.answers("quotes", "--given", "speakers", self.lines("c.jsonl", record))
        self.assertLessEqual({q["speaker_id"] for q in answer["quotes"]}, {"e1", "e2", "e3", None})

    def test_speakers_file(self):
        cast = self.file("cast.txt", "\ufeff# the cast\nRuth Adler = Mayor Adler, Ruth\n\n  Sam Okafor=Mr. Okafor\n")
        got = self.json("--speakers", cast, self.file("page.txt", PAGE))
        self.assertLessEqual({s["name"] for s in got["speakers"]}, {"Ruth Adler", "Sam Okafor"})
        page = self.file("page.txt", PAGE)
        for content in ("= nobody\n", "# none\n", ""):
            error = self.run_quoth("--speakers", self.file("bad.txt", content), page, status=1)[1]
            self.assertRegex(error, r"^quoth: [^\n]*bad.txt: [^\n]+\n$")

    def test_bad_lines_keep_their_place(self):
        path = self.lines("c.jsonl", {"id": 1, "text": "One."}, "{no json", "", {"id": 3}, {"id": 4, "text": "Four."})
        for command, key in (("quotes", "quotes"), ("blocks", "blocks")):
            got, error = self.answers(command, path, status=1)
            self.assertEqual([x["id"] for x in got], [1, None, 3, 4])
            self.assertEqual((got[1][key], got[2][key]), ([], []))
            self.assertIn(f"{path}: line 2: ", error)
            self.assertIn(f"{path}: line 4: ", error)
        self.assertEqual([len(x["runs"]) for x in self.answers("scripts", path, status=1)[0]], [1, 0, 0, 1])
        self.assertEqual(self.answers("language", path, status=1)[0][1], {"language": None, "confidence": 0.0})

    def test_byte_order_mark_is_a_character(self):
        (answer,), _ = self.answers("blocks", self.lines("c.jsonl", {"id": "a", "text": "\ufeffA line of text.\n"}))
        self.assertEqual(answer["blocks"][-1]["end"], 16)

    def test_documents_of_lines(self):
        path = self.lines("c.jsonl", {"id": "a", "text": PAGE}, {"id": "b", "text": "B\x00."})
        out = [json.loads(x) for x in self.run_quoth("--type", "corpus", "--format", "jsonl", path)[0].splitlines()]
        self.assertEqual([(x["source"]["name"], x["text"]) for x in out], [("a", PAGE), ("b", "B\x00.")])

    def test_empty_texts(self):
        path = self.lines("c.jsonl", {"id": "a", "text": ""})
        self.assertEqual(self.answers("quotes", path)[0], [{"id": "a", "quotes": []}])
        self.assertEqual(self.answers("scripts", path)[0], [{"runs": []}])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    QUOTH = sys.argv.pop(1)
    unittest.main()
