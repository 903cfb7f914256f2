#!/usr/bin/env python3
"""Holds reading and writing to linear work and bounded memory on inputs made against them.

usage: hostile.py BENCH_HOSTILE [FAMILY] [--bytes N] [--work-bytes N] [--no-work] [--table]

Memory: the most that is allocated at once while a family of 4N bytes is read or written: at most 4 MB, and 260 bytes for each byte of
input, or 40 for each byte and 3,000 for each record (a letter in a line of its own is a block), whichever is more. Ordinary pages
take some 4 bytes a byte.

Work, where QUOTH_TEST_ALL is set: instructions that callgrind counts at N, 2N and 4N bytes grow by at most 2.3 a step; what grows by
more is counted again at other cuts, as a table that is made anew beyond some size makes one step and no growth.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

MEGABYTES, BYTE, PLAIN_BYTE, RECORD = 4, 260, 40, 3000
LIMIT_BASE = 1_000_000  # with PLAIN_BYTE, of max_memory_bytes in bench_hostile
GROWTH = 2.3
OTHER_CUTS = (1.2, 1.45)  # of --work-bytes, for what looks slow
LEAST = 300_000  # instructions; below, tables that are filled once decide
PART = re.compile(r"^desc: Trigger: Client Request: (.*)\|(.*)\|(\d+)$|^(?:totals|summary): (\d+)")


def check_memory(options):
    run = subprocess.run([options.program, str(options.bytes), *options.family], capture_output=True, text=True)
    if run.returncode:
        print(f"exit status {run.returncode} behind {run.stdout.splitlines()[-1:]}\n{run.stderr}")
        return False
    good, worst, families, beyond = True, (0, ""), set(), 0
    for line in run.stdout.splitlines():
        family, what, size, peak, records, status, message = line.split("\t")
        size, peak, records = int(size), int(peak), int(records)
        families.add(family)
        if what == "within":
            most = LIMIT_BASE + PLAIN_BYTE * size
            refused = not may_end(status) and not (status == "QUOTH_ERROR_LIMIT" and message.endswith(f"max_memory_bytes ({most})"))
            beyond += status == "QUOTH_ERROR_LIMIT"
        else:
            most = MEGABYTES * 1_000_000 + max(BYTE * size, PLAIN_BYTE * size + RECORD * records)
            refused = not may_end(status)
            worst = max(worst, (peak / size, family)) if size == 4 * options.bytes else worst
        good &= peak <= most and not refused
        if peak > most or refused:
            print(f"{family} ({what}), {size} bytes: {peak} bytes, {records} records, {status} {message}")
    print(f"{len(families) - 1} families; most memory a byte of input where there is no limit: {worst[0]:.0f} ({worst[1]}); "
          f"{beyond} want more than {LIMIT_BASE} and {PLAIN_BYTE} a byte and are refused with that limit")
    return good


def may_end(status):
    return status in ("QUOTH_OK", "QUOTH_ERROR_NOT_TEXT")


def count_work(program, size, family):
    """(family, what) -> instructions by size."""
    found = defaultdict(dict)
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--quiet", "--tool=callgrind", "--combine-dumps=yes", "--compress-strings=yes", "--compress-pos=yes",
                   f"--callgrind-out-file={folder}/out", program, str(size), *family]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"callgrind: exit status {run.returncode}\n{run.stderr}")
        key = None
        with open(f"{folder}/out", encoding="utf-8", errors="replace") as dump:
            for line in dump:
                part = PART.match(line) if line[0] in "dst" else None
                if part and part[1] is not None:
                    key = part[1], part[2], int(part[3])
                elif part and key:
                    found[key[:2]][key[2]] = int(part[4])
                    key = None
    return found


def steps_of(counts):
    sizes = sorted(counts)
    return [counts[big] / counts[small] for small, big in zip(sizes, sizes[1:])]


def is_slow(counts):
    return max(steps_of(counts)) > GROWTH and counts[max(counts)] > LEAST


def grows(options, family, what, counts):
    """At every cut: what is done once beyond some size jumps there and is even at another."""
    for share in OTHER_CUTS:
        if not is_slow(counts):
            return False
        counts = count_work(options.program, int(options.work_bytes * share), [family.split(": ", 1)[-1]]).get((family, what), counts)
    return is_slow(counts)


def check_work(options):
    good, families = True, set()
    for (family, what), counts in sorted(count_work(options.program, options.work_bytes, options.family).items()):
        if len(counts) != 3:
            continue
        families.add(family)
        steps, most = steps_of(counts), max(counts)
        slow = grows(options, family, what, counts)
        good &= not slow
        if options.table or slow:
            print(f"{counts[most] / most:9.1f} instructions a byte, {steps[0]:.2f} {steps[1]:.2f}"
                  f"{'  NOT LINEAR' if slow else ''}  {family} ({what})")
    print(f"{len(families)} families counted")
    return good and bool(families)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--bytes", type=int, default=4000)
    parser.add_argument("--work-bytes", type=int, default=16800)  # whatever a unit's bytes are: cut at the same place each time
    parser.add_argument("--no-work", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("family", nargs="*")
    options = parser.parse_args()
    good = check_memory(options)
    if os.environ.get("QUOTH_TEST_ALL") and shutil.which("valgrind") and not options.no_work:
        good &= check_work(options)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
