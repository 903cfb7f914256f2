#!/usr/bin/env python3
"""What the Python package costs beyond the library. usage: python.py LIBQUOTH.SO, by an interpreter that has quoth and pyarrow

Processor time, least of many, in turns: the parse of a page of 5 KB by Python and by the C library without Python's objects (ctypes),
import beyond Python's own start, 100,000 quotations as an Arrow table, 2 threads against 1.
"""
import ctypes
import os
import resource
import subprocess
import sys
import time
from statistics import median

import pyarrow
import quoth

PARAGRAPH = ("<p>“We will sail in any weather in which the pilots sail,” said Mara Lindqvist, who has been master of the harbour for eleven "
             "years. “If the pilots stay at home,” she added, “so do we.” The council called it “cheaper than one new road”.</p>\n")


def processor_time():
    """Of this process and those it has waited for, so that what else the machine does is not counted."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def least(functions, rounds, clock=processor_time):
    """The least time of each, run in turns."""
    best = [float("inf")] * len(functions)
    for _ in range(rounds):
        for i, function in enumerate(functions):
            begun = clock()
            function()
            best[i] = min(best[i], clock() - begun)
    return best


def in_c(library, page):
    """A call that parses the page in C."""
    c = ctypes.CDLL(library)
    engine, doc = ctypes.c_void_p(), ctypes.c_void_p()
    c.quoth_parse.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t] + [ctypes.c_void_p] * 3
    c.quoth_document_release.argtypes = [ctypes.c_void_p]
    assert c.quoth_engine_new(None, ctypes.byref(engine), None) == 0

    def parse():
        assert c.quoth_parse(engine, page, len(page), None, ctypes.byref(doc), None) == 0
        c.quoth_document_release(doc)

    return parse


def start(code):
    """A start of Python as after `pip install`, which compiles what it installs."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def parse_all(pages, workers):
    for _ in quoth.parse_many(pages, workers=workers):
        pass


def in_two_processes(pages):
    """What the machine has to give at that moment."""
    children = []
    for half in (pages[::2], pages[1::2]):
        child = os.fork()
        if not child:
            parse_all(half, 1)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def main():
    page = ("<title>Night ferry</title><h1>Night ferry</h1>\n" + PARAGRAPH * 19).encode()
    c, python, listed = least([in_c(sys.argv[1], page), lambda: quoth.parse(page), lambda: list(quoth.parse(page).quotes)], 300)
    print(f"parse of {len(page):,} bytes: C {c * 1e3:.3f} ms, quoth.parse {python * 1e3:.3f} ms ({python / c:.3f} times), "
          f"with all quotes {listed * 1e3:.3f} ms ({listed / c:.3f} times)")

    bare, typing, imported, used = least([start("pass"), start("import typing"), start("import quoth"), start("import quoth; quoth.parse('x')")], 60)
    print(f"start of Python {bare * 1e3:.1f} ms, import beyond it {(imported - bare) * 1e3:.1f} ms, import and a first parse "
          f"{(used - bare) * 1e3:.1f} ms, of which {(typing - bare) * 1e3:.1f} ms are Python's own module typing")

    many = quoth.parse("\n\n".join(f"“We sail in weather number {i},” said Mara Lindqvist." for i in range(100_000)), media_type="text/plain")
    [arrow] = least([lambda: pyarrow.table(many.quotes)], 30)
    print(f"{len(many.quotes):,} quotations as an Arrow table: {arrow * 1e3:.1f} ms")

    pages = [page] * 200
    ways = [lambda: parse_all(pages, 1), lambda: parse_all(pages, 2), lambda: in_two_processes(pages)]
    turns = [least(ways, 1, time.perf_counter) for _ in range(31)]
    threads, processes = median(one / two for one, two, _ in turns), median(one / two for one, _, two in turns)
    print(f"{len(pages)} pages, the middle of {len(turns)} turns: 2 threads {threads:.2f}, 2 processes {processes:.2f} times as fast as 1")


if __name__ == "__main__":
    main()
