#!/usr/bin/env python3
"""Tests of the quoth command: full disks, readers that go away, files that break off or cannot be read. usage: test_io.py QUOTH"""
import gzip
import os
import resource
import signal
import subprocess
import sys
import unittest

import test_cli
from test_cli import Case, PAGE

FORMATS = ("json", "jsonl", "csv", "tei", "xmi", "brat", "annotations", "markdown", "report", "text")
RECORD = ("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/plain\r\n"
          f"Content-Length: {len(PAGE.encode())}\r\n\r\n{PAGE}\r\n\r\n").encode()


def formats_of(quoth):
    """Those that the command knows."""
    known = [name for name in FORMATS
             if subprocess.run([quoth, "--format", name, os.devnull], capture_output=True).returncode in (0, 1)]
    return known


class Outputs(Case):
    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_disk_in_every_format(self):
        formats = formats_of(test_cli.QUOTH)
        self.assertGreater(len(formats), 7)
        for text in (PAGE, PAGE * 200):
            page = self.file("page.txt", text)
            for name in formats:
                with open("/dev/full", "wb") as full:
                    error = self.run_quoth("--format", name, page, status=1, stdout=full)[1]
                self.assertRegex(error, r"^quoth: standard output: No space left on device\n$", name)

    def test_readers_go_away_in_every_format(self):
        page = self.file("page.txt", PAGE * 1000)
        for name in formats_of(test_cli.QUOTH):
            run = subprocess.Popen([test_cli.QUOTH, "--format", name, page], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            run.stdout.read(1)
            run.stdout.close()
            self.assertEqual(run.stderr.read(), b"", name)
            run.stderr.close()
            self.assertEqual(run.wait(timeout=60), -signal.SIGPIPE, name)

    def test_closed_output(self):
        page = self.file("page.txt", PAGE)
        run = subprocess.run([test_cli.QUOTH, "--format", "json", page], stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stderr.decode(), r"^quoth: standard output: [^\n]+\n$")

    def test_file_too_large_leaves_the_old_one(self):
        page, out = self.file("page.txt", PAGE * 200), self.folder / "out.json"
        out.write_text("old")

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

        run = subprocess.run([test_cli.QUOTH, "--format", "json", "-o", out, page], stderr=subprocess.PIPE, preexec_fn=limit)
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stderr.decode(), rf"^quoth: {out}: File too large\n$")
        self.assertEqual(out.read_text(), "old")
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.startswith("out")], ["out.json"])


class Inputs(Case):
    def test_archives_that_break_off(self):
        packed = gzip.compress(RECORD, mtime=0) * 3
        for name, content in (("a.warc", RECORD * 3), ("a.warc.gz", packed)):
            for cut in range(len(content) - 1, 0, -(len(content) // 20)):
                path = self.folder / name
                path.write_bytes(content[:cut])
                run = subprocess.run([test_cli.QUOTH, "text", path], capture_output=True, timeout=60)
                self.assertIn(run.returncode, (0, 1), cut)
                self.assertLessEqual(run.stdout.count(b"\n== "), 3)
                if run.returncode:
                    self.assertRegex(run.stderr.decode(), r"^quoth: ")

    @unittest.skipUnless(os.path.exists("/proc/self/mem"), "no /proc")
    def test_reads_that_fail(self):
        error = self.run_quoth("--format", "json", "/proc/self/mem", status=1)[1]
        self.assertRegex(error, r"^quoth: /proc/self/mem: [^\n]+\n$")

    def test_closed_input(self):
        run = subprocess.run([test_cli.QUOTH, "--format", "json", "-"], capture_output=True, preexec_fn=lambda: os.close(0), timeout=60)
        self.assertEqual((run.returncode, run.stdout), (1, b""))
        self.assertRegex(run.stderr.decode(), r"^quoth: -: [^\n]+\n$")


if __name__ == "__main__":
    test_cli.QUOTH = sys.argv.pop(1)
    unittest.main()
