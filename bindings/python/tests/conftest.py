"""What tests share: pages that were made for them, and real ones where the corpora are."""

import os
from pathlib import Path

import pytest
import quoth

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("QUOTH_DATA", ROOT.parent / "shared" / "data"))

PAGE = """<html><head><title>Night ferry</title></head><body><nav><a href="/">Home</a></nav>
<h1>Night ferry to Velling</h1><p>“We sail in any weather,” said Mara Lindqvist. “If the pilots stay at home,” she added, “so do we.”</p>
<p>Joost Abara called it “cheaper than one new road” \U0001f600 in Größe. پل باز است.</p></body></html>"""


@pytest.fixture(scope="session")
def page() -> bytes:
    return PAGE.encode()


@pytest.fixture(scope="session")
def sample() -> quoth.Document:
    return quoth.parse(ROOT / "tests" / "cases" / "sample.txt")


@pytest.fixture(scope="session")
def doc(page: bytes) -> quoth.Document:
    return quoth.parse(page)


def all_tests() -> bool:
    return os.environ.get("QUOTH_TEST_ALL") == "1"


long = pytest.mark.skipif(not all_tests(), reason="long; ./dev test --all runs it")
