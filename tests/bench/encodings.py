#!/usr/bin/env python3
"""How many files of many encodings come out with the right text.

usage: encodings.py QUOTH [--others] [--show] [--every N]

The files lie in folders named by their encoding. Right is the text that decoding by that name gives, line ends apart and without a
byte order mark. "Detected" is asked of the bytes with every declaration blotted out; "whole" reads the files as they are. Fails
below the bar. --others measures other detectors on the same bytes, where they are installed; --show names the files that fail; --every N takes a sample, without bars.
QUOTH_DATA, or ../shared/data beside the repository, holds the files; without them it exits with 77.
"""
import argparse
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKIPPED = 77
BAR = {"detected": 0.96, "whole": 0.96}
# The tables that go by a name; text is right by any of them.
CODECS = {"Big5": "cp950 big5 big5hkscs", "EUC-JP": "euc_jp", "CP949": "cp949", "EUC-KR": "cp949", "GB2312": "gb18030 gb2312",
          "MacCyrillic": "mac_cyrillic", "MacRoman": "mac_roman", "SHIFT_JIS": "cp932 shift_jis", "TIS-620": "cp874",
          "iso-8859-1": "cp1252", "iso-8859-9": "cp1254", "utf-8": "utf-8-sig"}
DECLARED = re.compile(rb"""(?i)\b(encoding|charset)(\s*=\s*["']?)([a-z0-9_:.-]+)""")


def find_files():
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("QUOTH_DATA") or root.parent / "shared" / "data") / "encodings"
    if not folder.is_dir():
        print(f"skipped: {folder} is not here (set QUOTH_DATA to the folder that holds encodings/)")
        sys.exit(SKIPPED)
    return sorted(p for p in folder.glob("*/*") if p.is_file())


def folder_codecs(name):
    short = re.match(r"(windows-\d+|iso-8859-\d+)|.*", name)
    name = short[1] or name
    return CODECS.get(name, name).split()


def iconv(data, codec):
    return subprocess.run(["iconv", "-c", "-f", codec, "-t", "utf-8"], input=data, capture_output=True, check=False).stdout.decode()


def decode(data, codec):
    try:
        return data.decode(codec, "replace")
    except LookupError:
        return iconv(data, codec)


def comparable(text):
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\ufffd")


def blotted(data):
    """The bytes with other words, as long, where a charset is named."""
    return DECLARED.sub(lambda m: m[1].replace(b"h", b"-").replace(b"c", b"-") + m[2] + b"-" * len(m[3]), data)


def ask(quoth, inputs):
    """(text or None, charset) of each, from one run of the command."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, data in enumerate(inputs):
            names.append(f"{folder}/{i:05}")
            Path(names[-1]).write_bytes(data)
        command = [quoth, "blocks", "--type", "text", "--format", "jsonl", *names]
        start = time.perf_counter()
        run = subprocess.run(command, capture_output=True, check=False)
        seconds = time.perf_counter() - start
        answers = {}
        for line in run.stdout.decode("utf-8").split("\n")[:-1]:
            document = json.loads(line)
            answers[document["source"]["name"]] = (document["text"], document["source"]["charset"])
    return [answers.get(name, (None, "refused")) for name in names], seconds


def is_right(found, path, data):
    codecs = folder_codecs(path.parent.name)
    return found is not None and any(comparable(found) == comparable(decode(data, codec)) for codec in codecs)


def measure(what, quoth, files, inputs, show):
    answers, _ = ask(quoth, inputs)
    good = [is_right(text, path, data) for (text, _), path, data in zip(answers, files, inputs)]
    share = sum(good) / len(good)
    print(f"{what}: {sum(good)} of {len(good)} right text, {share:.3f} (bar {BAR[what]})")
    for path, (_, charset), right in zip(files, answers, good):
        if show and not right:
            print(f"  {path.parent.name}/{path.name}: {charset}")
    return share >= BAR[what]


def uchardet(data):
    run = subprocess.run(["uchardet"], input=data, capture_output=True, check=True)
    return run.stdout.decode().strip()


def detectors():
    if subprocess.run("command -v uchardet", shell=True, capture_output=True, check=False).returncode == 0:
        yield "uchardet (a process a file)", uchardet
    for name, detect in (("chardet", lambda m: lambda data: m.detect(data)["encoding"]),
                         ("charset_normalizer", lambda m: lambda data: getattr(m.from_bytes(data).best(), "encoding", None))):
        try:
            yield name, detect(importlib.import_module(name))
        except ImportError:
            print(f"{name}: not installed")


def others(files, inputs):
    for name, detect in detectors():
        start = time.perf_counter()
        labels = [detect(data) for data in inputs]
        seconds = time.perf_counter() - start
        wide = {"gb2312": "gb18030", "euc-kr": "cp949", "iso-8859-1": "cp1252", "shift_jis": "cp932", "big5": "cp950"}
        good = sum(is_right(decode(data, wide.get(str(label).lower(), str(label))), path, data)
                   for path, data, label in zip(files, inputs, labels) if label)
        size = sum(map(len, inputs))
        print(f"{name}: {good} of {len(files)} right text, {good / len(files):.3f}, {size / seconds / 1e6:.2f} MB/s")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("quoth")
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    files = find_files()[::options.every]
    whole = [path.read_bytes() for path in files]
    bare = [blotted(data) for data in whole]
    good = [measure("detected", options.quoth, files, bare, options.show), measure("whole", options.quoth, files, whole, options.show)]
    if options.others:
        others(files, bare)
    return 0 if all(good) or options.every > 1 else 1


if __name__ == "__main__":
    sys.exit(main())
