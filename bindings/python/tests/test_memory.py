"""What is imported, and what is left in memory, after many parses."""

import gc
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
import quoth
from conftest import all_tests

STATM = Path("/proc/self/statm")
PARSES = 100_000 if all_tests() else 3_000


def loaded_by(code: str) -> set[str]:
    """Modules that are there after `code` and not in a bare interpreter."""
    listed = [subprocess.run([sys.executable, "-c", f"{first}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True)
              .stdout.split() for first in ("pass", code)]
    return set(listed[1]) - set(listed[0])


def test_import_loads_nothing_else() -> None:
    """This is what keeps it below a millisecond or two: typing alone would take longer."""
    assert loaded_by("import quoth") == {"quoth"}


def test_nothing_optional_is_loaded_until_used() -> None:
    used = loaded_by("import quoth; quoth.parse('“We sail,” said Mara.').quotes[0].speaker; list(quoth.parse_many([b'a', b'b'], workers=2))")
    assert "quoth._quoth" in used
    assert not {name.partition(".")[0] for name in used} & {"pandas", "pyarrow", "polars", "tqdm", "spacy", "pyspark", "numpy", "IPython"}


def test_names_are_those_of_the_modules() -> None:
    assert set(quoth.__all__) <= set(dir(quoth))
    assert {name for names in quoth._HOMES.values() for name in names} | {"unicode_version"} == set(quoth.__all__)
    with pytest.raises(AttributeError, match="poems"):
        quoth.poems  # type: ignore[attr-defined]


def use(data: bytes) -> None:
    doc = quoth.parse(data)
    assert [quote.speaker.name for quote in doc.quotes if quote.speaker] == ["Mara Lindqvist"]
    doc.quotes.__arrow_c_stream__()
    quoth.Document.from_bytes(doc.to_bytes())
    try:
        quoth.parse(data, charset="klingon")
    except quoth.CharsetError:
        pass


@pytest.mark.skipif(not STATM.exists(), reason="no /proc")
def test_nothing_leaks() -> None:
    """Neither Python's objects nor C's memory grow with the number of parses; a page of memory a hundred parses would be seen."""
    data = "“We sail in any weather,” said Mara Lindqvist.".encode()
    for _ in range(PARSES // 10):
        use(data)
    gc.collect()
    tracemalloc.start()
    resident, objects = int(STATM.read_text().split()[1]), tracemalloc.get_traced_memory()[0]
    for _ in range(PARSES):
        use(data)
    gc.collect()
    grown, objects = int(STATM.read_text().split()[1]) - resident, tracemalloc.get_traced_memory()[0] - objects
    tracemalloc.stop()
    assert objects < 20_000
    assert grown < 300 + PARSES // 1000
