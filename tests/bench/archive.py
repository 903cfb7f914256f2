#!/usr/bin/env python3
"""Speed of reading WARC files beside zcat, on a WARC made of the pages in data/html/wcxb.

usage: archive.py BENCH_ARCHIVE [RUNS]
"""
import gzip
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

DATA = Path(os.environ.get("QUOTH_DATA") or Path(__file__).resolve().parents[2].parent / "shared" / "data")


def record(number, page):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    return (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/%d\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (number, len(http))) + http + b"\r\n\r\n"


def processor_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    bench, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    pages = sorted((DATA / "html" / "wcxb" / "html").glob("*.gz"))
    if not pages:
        print(f"skipped: no pages in {DATA}")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        packed, plain, size = Path(folder) / "a.warc.gz", Path(folder) / "a.warc", 0
        with packed.open("wb") as one, plain.open("wb") as other:
            for number, path in enumerate(pages):
                content = record(number, gzip.decompress(path.read_bytes()))
                size += len(content)
                one.write(gzip.compress(content, 6))
                other.write(content)
        for name, command in (("zcat, gzip each", ["zcat", packed]), ("quoth, gzip each", [bench, packed]), ("quoth, plain", [bench, plain])):
            best = min(processor_time(command) for _ in range(runs))
            print(f"{name:18} {size / best / 1e6:6.0f} MB/s unpacked")
    return 0


if __name__ == "__main__":
    sys.exit(main())
