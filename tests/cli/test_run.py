#!/usr/bin/env python3
"""Tests of the quoth command: runs over many files, output files, signals, terminals, completions. usage: test_run.py QUOTH SOURCE"""
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

import test_cli
from test_cli import Case, PAGE

SOURCE = Path()


class ManyFiles(Case):
    def pages(self, count):
        folder = self.folder / "pages"
        folder.mkdir()
        for i in range(count):
            (folder / f"{i:03}.txt").write_text(PAGE * (1 + 7 * (i % 5 == 0)) + f"Page {i}.\n")
        return str(folder)

    def test_order_is_kept(self):
        folder = self.pages(60)
        for options in ([], ["--format", "jsonl"], ["--format", "csv"], ["language"]):
            one = self.run_quoth(*options, folder)[0]
            for jobs in ("-j4", "--jobs=0", "-j", "3"), ("-j9",):
                self.assertEqual(self.run_quoth(*options, *jobs, folder)[0], one)

    def test_corpus_lines_go_in_parallel(self):
        path = self.lines("c.jsonl", *({"id": i, "text": PAGE + str(i)} for i in range(300)), "no json")
        one, three = (self.answers("quotes", f"-j{n}", path, status=1) for n in (1, 3))
        self.assertEqual(one, three)
        self.assertEqual([x["id"] for x in one[0]], [*range(300), None])
        self.assertIn("line 301: ", one[1])

    def test_failures_stay_in_their_place(self):
        folder = self.pages(20)
        for i in (3, 11):
            Path(folder, f"{i:03}.txt").write_bytes(b"\x7fELF\2\1\1" + bytes(57))
        for jobs in "-j1", "-j4":
            out, error = self.run_quoth("--format", "jsonl", jobs, folder, status=1)
            self.assertEqual(len(out.splitlines()), 18)
            lines = error.splitlines()
            self.assertEqual([line[:14] for line in lines[:2]], ["quoth: 003.txt", "quoth: 011.txt"])
            self.assertEqual(lines[2:], ["quoth: 2 of 20 inputs could not be used"])
            self.assertEqual(self.run_quoth("--format", "jsonl", jobs, "-q", folder, status=1), (out, ""))
            out, error = self.run_quoth("--format", "jsonl", jobs, "--fail-fast", folder, status=1)
            self.assertEqual(len(out.splitlines()), 3)
            self.assertIn("1 of 4 inputs could not be used; stopped there", error)

    def test_folder_without_permission(self):
        page = self.file("page.txt", PAGE)
        closed = self.folder / "closed"
        closed.mkdir()
        (closed / "x.txt").write_text(PAGE)
        closed.chmod(0)
        self.addCleanup(closed.chmod, 0o700)
        if os.access(closed, os.R_OK):
            self.skipTest("nothing is forbidden to this user")
        out, error = self.run_quoth("--format", "jsonl", str(closed), page, status=1)
        self.assertEqual(out.count("\n"), 1)
        self.assertIn("Permission denied", error)


class Voices(Case):
    def test_speaker(self):
        page = self.file("page.txt", "“It is safe,” said Ruth Adler.\n\n“Who paid?” asked Sam Okafor.\n\n“The state,” said Adler.\n")
        for name in "Ruth Adler", "adler":
            out = self.run_quoth("quotes", "--speaker", name, page)[0]
            self.assertIn("Quotations (2)", out)
            self.assertNotIn("Okafor", out)
            self.assertEqual(self.run_quoth("--speaker", name, page)[0], out)
            self.assertEqual(len(self.run_quoth("--speaker", name, "--format", "csv", page)[0].splitlines()), 3)
        self.assertEqual(self.run_quoth("quotes", "--speaker", "Nobody", page)[0], "")
        self.assertEqual(self.run_quoth("speakers", "--speaker", "Okafor", page)[0].splitlines()[0], "Speakers (1)")
        self.run_quoth("--speaker", "Adler", "--format", "json", page, status=2)
        self.run_quoth("blocks", "--speaker", "Adler", page, status=2)

    def test_commands(self):
        page = self.file("page.txt", PAGE)
        self.assertEqual(self.run_quoth("text", page)[0], self.run_quoth("--main-text", page)[0])
        self.assertTrue(self.run_quoth("speakers", page)[0].startswith("Speakers ("))
        self.assertEqual(self.json("--layers", "scripts", page)["blocks"], [])
        self.assertTrue(self.json("--layers", "scripts,blocks", page)["blocks"])
        self.assertEqual(self.json("--layers", "blocks", page)["quotes"], [])
        out = self.run_quoth("bench", page)[0].splitlines()
        self.assertEqual([line.split()[0] for line in out[1:]], ["scripts", "blocks", "quotes"])
        self.assertTrue(all(float(line.split()[1]) > 0 for line in out[1:]))


class Output(Case):
    def test_file(self):
        page, out = self.file("page.txt", PAGE), self.folder / "out.json"
        want = self.run_quoth("--format", "json", page)[0]
        self.assertEqual(self.run_quoth("--format", "json", "-o", str(out), page), ("", ""))
        self.assertEqual(out.read_text(), want)
        self.assertEqual(out.stat().st_mode & 0o777, 0o666 & ~self.umask())
        out.chmod(0o600)
        self.run_quoth("--format", "json", f"-o{out}", page)
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["out.json", "page.txt"])
        self.run_quoth("--format", "json", "--output=/dev/null", page)
        error = self.run_quoth("-o", str(self.folder / "none" / "x"), page, status=1)[1]
        self.assertRegex(error, r"^quoth: [^\n]*none/x: No such file or directory\n$")

    @staticmethod
    def umask():
        mask = os.umask(0)
        os.umask(mask)
        return mask

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_disk(self):
        error = self.run_quoth("-o", "/dev/full", self.file("page.txt", PAGE), status=1)[1]
        self.assertRegex(error, r"^quoth: /dev/full: No space left on device\n$")

    def test_folder(self):
        pages = self.folder / "pages"
        (pages / "deep").mkdir(parents=True)
        for name in "a.txt", "deep/b.txt":
            (pages / name).write_text(PAGE)
        out = self.folder / "out"
        self.run_quoth("--format", "tei", "-o", f"{out}/", str(pages))
        self.assertEqual(sorted(str(p.relative_to(out)) for p in out.rglob("*.xml")), ["a.txt.tei.xml", "deep/b.txt.tei.xml"])
        self.run_quoth("--format", "markdown", "-o", str(out), f"{pages}/../pages/a.txt")
        self.assertEqual(len(list(out.rglob("a.txt.md"))), 1)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["out", "pages"])

    def test_brat_has_its_text(self):
        page, ann = self.file("in.txt", PAGE), self.folder / "page.ann"
        self.run_quoth("--format", "brat", "-o", str(ann), page)
        self.assertEqual((self.folder / "page.txt").read_text(), PAGE)
        self.assertTrue(ann.read_text().startswith("T1\t"))

    def test_signal_leaves_nothing(self):
        for number in signal.SIGINT, signal.SIGTERM:
            read, write = os.pipe()
            run = subprocess.Popen([test_cli.QUOTH, "--format", "jsonl", "-o", str(self.folder / "out"), self.file("page.txt", PAGE), "-"],
                                   stdin=read, stderr=subprocess.PIPE)
            deadline = time.monotonic() + 30
            while not list(self.folder.glob("out.*")) and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(0.1)
            run.send_signal(number)
            self.assertEqual(run.wait(timeout=30), -number)
            self.assertEqual(run.stderr.read(), b"")
            run.stderr.close()
            os.close(read)
            os.close(write)
            self.assertEqual([p.name for p in self.folder.iterdir()], ["page.txt"])


class Terminal(Case):
    def on_terminal(self, *arguments, stdout=subprocess.DEVNULL):
        """What stands on standard error, which is a terminal."""
        master, slave = pty.openpty()
        run = subprocess.Popen([test_cli.QUOTH, *arguments], stdin=subprocess.DEVNULL, stdout=stdout, stderr=slave)
        os.close(slave)
        seen, deadline = b"", time.monotonic() + 60
        while time.monotonic() < deadline:
            if select.select([master], [], [], 0.1)[0]:
                try:
                    seen += os.read(master, 65536)
                except OSError:
                    break
            elif run.poll() is not None:
                break
        os.close(master)
        run.wait(timeout=60)
        return seen.decode()

    def test_progress(self):
        for i in range(40):
            self.file(f"{i:02}.txt", PAGE * 400)
        seen = self.on_terminal("--format", "jsonl", str(self.folder))
        lines = seen.split("\r\x1b[K")
        self.assertGreater(len(lines), 2)
        self.assertRegex(lines[1], r"^\[=*-*\] +\d+ %  \d+ of 40 files  \d+\.\d MB/s  0 errors  \d+:\d\d left$")
        self.assertEqual(lines[-1], "")  # wiped in the end
        self.assertEqual(self.on_terminal("--format", "jsonl", "-q", str(self.folder)), "")

    def test_short_runs_show_none(self):
        self.assertEqual(self.on_terminal("--format", "jsonl", self.file("page.txt", PAGE)), "")


class Completions(Case):
    FILES = ["quoth.bash", "_quoth", "quoth.fish"]

    def test_know_all_options_and_values(self):
        page = self.run_quoth("--help")[0]
        options = set(re.findall(r"--([a-z][a-z-]+)", page))
        formats = {word for line in re.findall(r"--format ([a-z|]+)", page) for word in line.split("|") if "|" in line}
        types = set(re.search(r"--type ([a-z|]+)", page)[1].split("|"))
        for name in self.FILES:
            text = (SOURCE / "bindings" / "cli" / "completions" / name).read_text()
            known = set(re.findall(r"^complete .*?-l ([a-z][a-z-]+)", text, re.M) if name.endswith("fish") else re.findall(r"--([a-z][a-z-]+)", text))
            self.assertEqual(options - known, set(), name)
            self.assertEqual(known - options, set(), name)
            for word in formats | types:
                self.assertRegex(text, rf"\b{word}\b", name)

    def bash(self, *words):
        script = (f"source {SOURCE}/bindings/cli/completions/quoth.bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _quoth; "
                  "printf '%s\\n' \"${COMPREPLY[@]}\"")
        return subprocess.run(["bash", "-c", script, "bash", *words], stdout=subprocess.PIPE, check=True, text=True).stdout.split()

    @unittest.skipUnless(shutil.which("bash"), "no bash")
    def test_bash(self):
        self.assertEqual(self.bash("quoth", "sp"), ["speakers"])
        self.assertEqual(self.bash("quoth", "--spe"), ["--speaker", "--speakers"])
        self.assertEqual(self.bash("quoth", "--format", "web"), ["webannotation"])
        self.assertEqual(self.bash("quoth", "--format", "=", "ma"), ["markdown"])
        self.assertIn(str(SOURCE / "README.md"), self.bash("quoth", "quotes", str(SOURCE / "READ")))

    def test_other_shells_read_theirs(self):
        for shell, name in ("zsh", "_quoth"), ("fish", "quoth.fish"):
            if shutil.which(shell):
                subprocess.run([shell, "-n", SOURCE / "bindings" / "cli" / "completions" / name], check=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    test_cli.QUOTH = sys.argv.pop(1)
    SOURCE = Path(sys.argv.pop(1)).resolve()
    unittest.main()
