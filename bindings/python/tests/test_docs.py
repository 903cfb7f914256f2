"""The examples of the docstrings are run; everything public has a docstring."""

import doctest
import importlib
import inspect
import pkgutil
import re

import pytest
import quoth
from conftest import ROOT
from quoth._packed import TableId

OPTIONAL = {"quoth.batches": "pyarrow", "quoth.spacy": "spacy", "quoth.spark": "pyspark"}
PAGES = ["README.md", "bindings/python/README.md"]
OPTIONAL_IMPORTS = ["datasets", "duckdb", "pandas", "polars", "pyarrow"]
MODULES = [name for _, name, _ in pkgutil.walk_packages(quoth.__path__, "quoth.")]


def python_blocks(file: str) -> list[tuple[str, str]]:
    """The programs of a page, each with what it says they print."""
    return re.findall(r"^```python\n(.*?)^```$\n\n```text\n(.*?)^```$", (ROOT / file).read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("name", ["quoth", *MODULES])
def test_examples(name: str) -> None:
    if name in OPTIONAL:
        pytest.importorskip(OPTIONAL[name])
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


@pytest.mark.parametrize("name", [name for name in quoth.__all__ if inspect.isclass(getattr(quoth, name)) or callable(getattr(quoth, name))])
def test_everything_public_is_documented(name: str) -> None:
    item = getattr(quoth, name)
    assert inspect.getdoc(item)
    if inspect.isclass(item) and item.__module__.startswith("quoth"):
        for member, value in vars(item).items():
            if not member.startswith("_") and (callable(value) or isinstance(value, property)):
                assert inspect.getdoc(value), f"{name}.{member}"


@pytest.mark.parametrize(("file", "block"), [(file, i) for file in PAGES for i in range(len(python_blocks(file)))])
def test_programs_print_what_the_page_says(file: str, block: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    program, printed = python_blocks(file)[block]
    for module in OPTIONAL_IMPORTS:
        if f"import {module}" in program:
            pytest.importorskip(module)
    monkeypatch.chdir(ROOT)
    exec(compile(program, file, "exec"), {"__name__": "page"})
    assert capsys.readouterr().out == printed


def test_tables_have_the_columns_that_the_page_names(sample: quoth.Document) -> None:
    arrow = pytest.importorskip("pyarrow")
    from quoth import batches

    listed = dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", (ROOT / PAGES[1]).read_text(encoding="utf-8"), re.M))
    expected = {name: arrow.table(sample.table(name)).column_names for name in (table.name.lower() for table in TableId)}
    assert {name: columns.split(", ") for name, columns in listed.items()} == {**expected, "documents": batches.schema("documents").names}
