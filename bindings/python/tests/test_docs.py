"""The examples of the docstrings are run; everything public has a docstring."""

import doctest
import importlib
import inspect
import pkgutil

import pytest
import quoth

OPTIONAL = {"quoth.spacy": "spacy", "quoth.spark": "pyspark"}
MODULES = [name for _, name, _ in pkgutil.walk_packages(quoth.__path__, "quoth.")]


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
