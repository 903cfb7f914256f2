"""Many inputs by several threads, in order, with bounded memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from .document import Document
from .engine import Engine, Input, default_engine

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Failure", "parse_many"]


class Failure:
    """Stands where a document would: the input could not be parsed. False, where a document is true.

    >>> import quoth
    >>> [failure] = quoth.parse_many(["/no/such/file"])
    >>> failure
    Failure('/no/such/file', FileNotFoundError(2, 'No such file or directory'))
    """

    __slots__ = ("error", "index", "source")

    def __init__(self, index: int, source: Any, error: Exception) -> None:
        self.index: int = index
        self.source: Any = source
        self.error: Exception = error

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        shown = self.source if isinstance(self.source, (str, os.PathLike)) else type(self.source).__name__
        return f"Failure({os.fspath(shown)!r}, {self.error!r})"


def _bar(inputs: Iterable[Any], progress: bool) -> Iterable[Any]:
    if not progress:
        return inputs
    try:
        from tqdm.auto import tqdm
    except ImportError as error:
        raise ImportError("progress=True needs tqdm: pip install 'quoth[progress]'") from error
    return cast("Iterable[Any]", tqdm(inputs, unit="doc"))


def _parse_one(engine: Engine, index: int, source: Any, text: bool, options: dict[str, Any]) -> Document | Failure:
    try:
        if isinstance(source, str) and not text:
            from pathlib import Path

            source = Path(source)
        return engine.parse(source, **options)
    except Exception as error:  # the caller gets it as a value
        return Failure(index, source, error)


def parse_many(inputs: Iterable[Input], *, workers: int | None = None, progress: bool = False, engine: Engine | None = None,
               text: bool = False, **options: Any) -> Iterator[Document | Failure]:
    """Parse inputs by `workers` threads (as many as there are processors) and yield a document for each, in their order.

    A :class:`str` is a path here, or the text itself with ``text=True``; everything else is as for :func:`quoth.parse`, and so are
    `options`. An input that cannot be read or parsed yields a :class:`Failure`. A few inputs for each worker are read ahead, so memory stays
    bounded however many there are.

    >>> import quoth
    >>> for doc in quoth.parse_many(["“We sail,” said Mara.", "“So do we,” said Joost."], text=True, workers=2):
    ...     print(doc.quotes[0].speaker)
    Mara
    Joost
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers is {workers}, less than 1")
    count = workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or os.cpu_count() or 1
    return _run(_bar(inputs, progress), count, lambda i, source: _parse_one(engine or default_engine(), i, source, text, options))


def _run(inputs: Iterable[Any], workers: int, work: Callable[[int, Any], Document | Failure]) -> Iterator[Document | Failure]:
    if workers == 1:
        for index, source in enumerate(inputs):
            yield work(index, source)
        return
    from concurrent.futures import ThreadPoolExecutor

    ahead: deque[Future[Document | Failure]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="quoth") as pool:
        try:
            for index, source in enumerate(inputs):
                ahead.append(pool.submit(work, index, source))
                if len(ahead) >= 2 * workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
