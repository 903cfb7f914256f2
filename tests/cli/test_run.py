#!/usr/bin/env python3
"""Tests of the quoth command: runs over many files, output files, signals, terminals, completions. usage: test_run.py QUOTH SOURCE"""
import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
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

    def test_memory_has_a_limit(self):
        page = self.file("marks.txt", '"' * 60000)
        self.assertIn("needs more memory than max_memory_bytes (1048576)", self.run_quoth("--max-memory", "1", page, status=1)[1])
        without = self.run_quoth("--format", "json", page)[0]
        for limit in "200", "0":
            self.assertEqual(self.run_quoth("--format", "json", f"--max-memory={limit}", page)[0], without)

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

    def test_most_quoted_come_first(self):
        page = self.file("page.txt", "“It is safe,” said Ruth Adler.\n\n“Who paid?” asked Sam Okafor. “Who will?” asked Okafor.\n\n"
                                     "“The state,” said Adler.\n\n“When?” asked Sam Okafor.\n")
        lines = self.run_quoth("speakers", page)[0].splitlines()
        self.assertEqual([line.split()[:3] for line in lines[1:]], [["3", "Sam", "Okafor"], ["2", "Ruth", "Adler"]])

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

    def test_folder_keeps_what_is_written(self):
        page, out = self.file("a.txt", PAGE), self.folder / "out"
        (self.folder / "b").mkdir()
        other = self.file("b/a.txt", PAGE)
        error = self.run_quoth("--format", "jsonl", "-o", f"{out}/", page, f"{self.folder}/./a.txt", other, status=1)[1]
        self.assertEqual(error.splitlines()[0], f"quoth: {self.folder}/./a.txt: its file in the folder is another input's already")
        self.assertEqual(len([p for p in out.rglob("*") if p.is_file()]), 2)  # whole, nothing left over beside them

    def test_output_is_no_input(self):
        page = self.file("page.txt", PAGE)
        error = self.run_quoth("--format", "jsonl", "-o", page, page, status=1)[1]
        self.assertEqual(error, f"quoth: {page}: is the output too\n")
        self.assertEqual(Path(page).read_text(), PAGE)
        every = str(self.folder / "all.jsonl")
        for _ in range(2):  # the second time it is there already
            self.run_quoth("--format", "jsonl", "-o", every, str(self.folder))
            self.assertEqual(Path(every).read_text().count("\n"), 1)
        with open(every, "wb") as out:
            self.run_quoth("--format", "jsonl", str(self.folder), stdout=out)
        self.assertEqual(Path(every).read_text().count("\n"), 1)
        with open(page, "ab") as out:
            self.assertIn("page.txt: is the output too", self.run_quoth(page, stdout=out, status=1)[1])

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
    def on_terminal(self, *arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, columns=80, signal_after=None):
        """What stands on standard error, which is a terminal; on a signal also the exit status."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm"}
        environment.pop("COLUMNS", None)
        run = subprocess.Popen([test_cli.QUOTH, *arguments], stdin=stdin, stdout=slave if stdout == "terminal" else stdout, stderr=slave,
                               env=environment)
        os.close(slave)
        seen, deadline = b"", time.monotonic() + 60
        while time.monotonic() < deadline:
            if select.select([master], [], [], 0.1)[0]:
                try:
                    seen += os.read(master, 65536)
                except OSError:
                    break
                if signal_after and signal_after in seen:
                    run.send_signal(signal.SIGINT)
                    signal_after = None
            elif run.poll() is not None:
                break
        os.close(master)
        self.status = run.wait(timeout=60)
        return seen.decode()

    def test_progress(self):
        for i in range(40):
            self.file(f"{i:02}.txt", PAGE * 400)
        seen = self.on_terminal("--format", "jsonl", str(self.folder))
        lines = seen.split("\r\x1b[K")
        self.assertGreater(len(lines), 2)
        self.assertRegex("\n".join(lines), r"(?m)^\[=*-*\] +\d+ %  \d+ of 40 files  \d+\.\d MB/s  0 errors  \d+:\d\d left$")
        self.assertEqual(lines[-1], "")  # wiped in the end
        self.assertEqual(self.on_terminal("--format", "jsonl", "-q", str(self.folder)), "")

    def test_progress_fits(self):
        for i in range(40):
            self.file(f"{i:02}.txt", PAGE * 400)
        for columns in (60, 40, 20):
            lines = self.on_terminal("--format", "jsonl", str(self.folder), columns=columns).split("\r\x1b[K")[1:-1]
            self.assertTrue(lines)
            for line in lines:
                self.assertLess(len(line), columns)
                self.assertRegex(line, r"^ *\d+ %(  \d+ of 40 files(  \d+\.\d MB/s(  \d errors(  \d+:\d\d left)?)?)?)?$")

    def test_progress_of_a_pipe(self):
        record = test_cli.warc_record("conversion", (PAGE * 400).encode(), "WARC-Target-URI: http://example.org/", "Content-Type: text/plain")
        with tempfile.TemporaryFile() as pipe:
            pipe.write(record * 40)
            pipe.seek(0)
            feed = subprocess.Popen(["cat"], stdin=pipe, stdout=subprocess.PIPE)
            seen = self.on_terminal("--format", "jsonl", "-", stdin=feed.stdout)
            feed.stdout.close()
            feed.wait()
        self.assertRegex(seen.split("\r\x1b[K")[1], r"^\d+ documents?  \d+\.\d MB  \d+\.\d MB/s  0 errors$")

    def test_signal_wipes_the_line(self):
        for i in range(60):
            self.file(f"{i:02}.txt", PAGE * 400)
        seen = self.on_terminal("--format", "jsonl", "-j2", str(self.folder), signal_after=b"files")
        self.assertEqual(self.status, -signal.SIGINT)
        self.assertTrue(seen.endswith("\r\x1b[K"))

    def test_width_and_colour_of_a_terminal(self):
        page = self.file("page.txt", PAGE)
        for columns in (100, 50):
            lines = self.on_terminal(page, stdout="terminal", columns=columns).replace("\r\n", "\n").splitlines()
            self.assertTrue(any("\x1b[1m" in line for line in lines))
            self.assertFalse([line for line in lines if test_cli.columns(line) > columns])
        self.assertGreater(max(map(test_cli.columns, lines)), 40)

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
        self.assertEqual(self.bash("quoth", "--layers", "scripts,b"), ["scripts,blocks"])
        self.assertIn(str(SOURCE / "README.md"), self.bash("quoth", "quotes", str(SOURCE / "READ")))

    @unittest.skipUnless(shutil.which("fish"), "no fish")
    def test_fish(self):
        def ask(line):
            script = f"source {SOURCE}/bindings/cli/completions/quoth.fish; complete -C {shlex.quote(line)}"
            home = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TERM": "xterm"}
            out = subprocess.run(["fish", "--no-config", "-c", script], cwd=SOURCE, env=home, stdout=subprocess.PIPE, check=True, text=True).stdout
            return [line.split("\t")[0] for line in out.splitlines()]

        self.assertEqual(ask("quoth sp"), ["speakers"])
        self.assertEqual(ask("quoth quotes --spe"), ["--speaker", "--speakers"])
        self.assertEqual(ask("quoth --format web"), ["webannotation"])
        self.assertEqual(ask("quoth --layers scripts,b"), ["scripts,blocks"])
        self.assertEqual(ask("quoth quotes READ"), ["README.md"])

    @unittest.skipUnless(shutil.which("zsh"), "no zsh")
    def test_zsh(self):
        """The keys of a person: zsh completes on a terminal only."""
        def ask(line):
            process, terminal = pty.fork()
            if not process:
                os.chdir(SOURCE)
                os.execvpe("zsh", ["zsh", "-f", "-i"], {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TERM": "dumb", "PS1": "> "})
            os.write(terminal, f"unset zle_bracketed_paste; fpath=({SOURCE}/bindings/cli/completions $fpath); autoload -U compinit; compinit -u -D; "
                               "show() { zle -M \"<$BUFFER>\" }; zle -N show; bindkey '^T' show; print 'it is' ready\n".encode())
            self.read_until(terminal, b"it is ready")
            os.write(terminal, line.encode() + b"\t\x14")
            seen = self.read_until(terminal, rb"<([^\r\n]*)>")
            os.write(terminal, b"\x15exit\n")
            os.close(terminal)
            os.waitpid(process, 0)
            return seen.decode().strip()

        self.assertEqual(ask("quoth sp"), "quoth speakers")
        self.assertEqual(ask("quoth --format web"), "quoth --format webannotation")
        self.assertEqual(ask("quoth --layers scripts,b"), "quoth --layers scripts,blocks,")
        self.assertEqual(ask("quoth quotes READ"), "quoth quotes README.md")

    def read_until(self, terminal, pattern):
        seen, deadline = b"", time.monotonic() + 30
        while time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 65536)
                found = re.search(pattern, seen)
                if found:
                    return found[found.re.groups]
        self.fail(f"no {pattern!r} in {seen!r}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    test_cli.QUOTH = sys.argv.pop(1)
    SOURCE = Path(sys.argv.pop(1)).resolve()
    unittest.main()
