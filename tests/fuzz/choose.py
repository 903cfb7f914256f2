#!/usr/bin/env python3
"""Chooses the corpus that is checked in: the inputs that reach most code for their bytes.

usage: choose.py FUZZ_TARGET LEARNED CORPUS [BYTES]

Of the folder LEARNED (what fuzzing found worth keeping), inputs are copied to the folder CORPUS, the one with the most new features a byte
first, until it holds BYTES (6000). What CORPUS has stays; regressions are never taken out.
"""
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LARGEST = 1500


def features_of(target, folder):
    """The features of each file, as libFuzzer's merge counts them."""
    with tempfile.TemporaryDirectory() as scratch:
        control = Path(scratch) / "control"
        (Path(scratch) / "out").mkdir()
        subprocess.run([target, "-merge=1", f"-merge_control_file={control}", f"{scratch}/out", folder],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        lines = control.read_text().splitlines()
    names = [Path(line) for line in lines if line.startswith("/")]
    found = {}
    for line in lines:
        word, *numbers = line.split()
        if word == "FT":
            found[names[int(numbers[0])]] = set(numbers[1:])
    return found


def main():
    if len(sys.argv) not in (4, 5):
        raise SystemExit(__doc__)
    target, learned, corpus = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    left = int(sys.argv[4]) if len(sys.argv) == 5 else 6000
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted([*learned.iterdir(), *corpus.iterdir()]):
            if path.is_file() and path.stat().st_size <= LARGEST:
                shutil.copy(path, Path(scratch) / hashlib.sha1(path.read_bytes()).hexdigest()[:12])
        found = features_of(target, scratch)
        have = {hashlib.sha1(path.read_bytes()).hexdigest()[:12] for path in corpus.iterdir()}
        left -= sum(path.stat().st_size for path in corpus.iterdir())
        known = set().union(*(features for path, features in found.items() if path.name in have))
        rest = {path: features for path, features in found.items() if path.name not in have and path.stat().st_size}
        while rest:
            best = max(rest, key=lambda path: (len(rest[path] - known) / (20 + path.stat().st_size), path.name))
            new, size = rest.pop(best) - known, best.stat().st_size
            if not new:
                break
            if size > left:
                continue
            shutil.copy(best, corpus / best.name)
            known |= new
            left -= size
    print(f"{target}: {len(known)} of {len(set().union(*found.values()))} features")
    return 0


if __name__ == "__main__":
    sys.exit(main())
