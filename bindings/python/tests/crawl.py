"""A small WARC for tests."""

import gzip
from pathlib import Path

TEXT = "<html><head><title>Page {i}</title></head><body><p>“We sail on day {i},” said Mara Lindqvist.</p></body></html>"
COUNT = 40
DAMAGED = 17


def record(i: int) -> bytes:
    body = TEXT.format(i=i).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://page.example/{i}\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n"


def write(path: Path, damaged: bool = True) -> Path:
    """`COUNT` pages, each a gzip member, one of them damaged."""
    with open(path, "wb") as file:
        for i in range(COUNT):
            member = bytearray(gzip.compress(record(i), mtime=0))
            if damaged and i == DAMAGED:
                member[-30] ^= 0xFF
            file.write(member)
    return path
