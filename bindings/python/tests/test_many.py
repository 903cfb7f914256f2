"""Many inputs: order, errors as values, bounded memory, threads."""

import itertools
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import quoth


def test_order_is_kept(tmp_path: Path) -> None:
    paths = []
    for i in range(30):
        path = tmp_path / f"{i}.txt"
        path.write_text(f"Text number {i}. " * (1 + 50 * (i % 3)))
        paths.append(str(path))
    for workers in (1, 2, 5, None):
        docs = list(quoth.parse_many(paths, workers=workers))
        assert [doc.source.name for doc in docs if isinstance(doc, quoth.Document)] == paths


def test_errors_are_values() -> None:
    results = list(quoth.parse_many([b"one", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, Path("/no/such/file"), b"two"], workers=2))
    assert [bool(result) for result in results] == [True, False, False, True]
    failure, missing = results[1:3]
    assert isinstance(failure, quoth.Failure) and isinstance(failure.error, quoth.NotTextError) and failure.index == 1
    assert isinstance(missing, quoth.Failure) and isinstance(missing.error, FileNotFoundError)
    assert "/no/such/file" in repr(missing) and "bytes" in repr(failure)


def test_memory_is_bounded() -> None:
    taken = 0

    def endless():
        nonlocal taken
        for taken in itertools.count():
            yield b"text"

    documents = quoth.parse_many(endless(), workers=2)
    for _ in range(10):
        next(documents)
    assert taken <= 10 + 4
    documents.close()


def test_options_and_engine() -> None:
    engine = quoth.Engine(layers=["scripts"])
    [doc] = quoth.parse_many(["Größe"], text=True, engine=engine, name="n")
    assert isinstance(doc, quoth.Document) and not doc.blocks and doc.source.name == "n"
    with pytest.raises(ValueError, match="workers"):
        quoth.parse_many([], workers=0)


def test_progress() -> None:
    pytest.importorskip("tqdm")
    assert len(list(quoth.parse_many([b"a", b"b"], progress=True))) == 2


def test_the_interpreter_runs_on_while_a_thread_parses() -> None:
    """Without the GIL released, nobody counts while the other thread is in C."""
    data = b"We sail in any weather, said Mara Lindqvist. \n\n" * 50_000
    done = threading.Event()

    def work() -> None:
        quoth.parse(data)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    turns = 0
    while not done.wait(0.002):
        turns += 1
    thread.join()
    assert turns > 20


INTERRUPTED = """
import os, signal, sys, threading, time
import quoth
data = {data}
threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
begun = time.monotonic()
try:
    while True:
        quoth.parse(data)
        parsed = time.monotonic() - begun
        if parsed < 0.5:
            data *= 4
except KeyboardInterrupt:
    print(time.monotonic() - begun)
print(quoth.parse("“Yes,” said Mara.").speakers.names)
"""


@pytest.mark.parametrize("data", ["'“We sail,” said Mara Lindqvist.\\n\\n' * 2_000_000", "b'<p>We sail, said <b>Mara</b>.' * 4_000_000"])
def test_a_long_parse_can_be_interrupted(data: str) -> None:
    """Ctrl-C stops the parse within a moment, and what comes after works as before."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED.format(data=data)], capture_output=True, text=True, timeout=120)
    seconds, names = done.stdout.splitlines()
    assert names == "('Mara',)" and 0.4 < float(seconds) < 5, done


def test_threads_share_an_engine_and_a_document(page: bytes) -> None:
    expected, failures = quoth.parse(page), []
    shared = quoth.parse(page)

    def work() -> None:
        for _ in range(50):
            if quoth.parse(page) != expected or shared.quotes != expected.quotes:
                failures.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
