"""Apache Spark: from a DataFrame of pages to a DataFrame of documents, blocks, scripts or quotations.

::

    import quoth.spark

    pages = quoth.spark.records(spark, ["/data/crawl.warc.gz"])      # or any DataFrame with a column "content"
    quotes = quoth.spark.quotes(pages, keep=["path", "offset"])
    quotes.write.parquet("quotes.parquet")

The columns to keep come first, then ``error`` and the columns of :func:`quoth.batches.schema`. A page that cannot be parsed keeps its
place, a row with its error. The engine is made once in each Python process; paths are those of a file system that all machines share.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from glob import glob
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from . import batches
from .archive import STRETCH, stretches
from .engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["blocks", "documents", "quotes", "records", "scripts", "table"]


def table(pages: DataFrame, name: str, *, content: str = "content", keep: Sequence[str] = (), engine: Engine | None = None) -> DataFrame:
    """Rows of the table `name` of each page; see :func:`quoth.batches.parse`."""
    pickled = pickle.dumps(engine or Engine())
    kept = list(keep)
    schema = StructType(list(pages.select(kept).schema) + list(from_arrow_schema(batches.schema(name))))
    used = [column for column in dict.fromkeys([content, *kept, *batches.OPTIONS, "error"]) if column in pages.columns]

    def run(arrived: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return batches.parse(arrived, name, content=content, keep=kept, engine=pickled)

    return pages.select(used).mapInArrow(run, schema)


def documents(pages: DataFrame, **options: Any) -> DataFrame:
    """A row for each page: metadata, text, counts. `options` are those of :func:`table`."""
    return table(pages, "documents", **options)


def blocks(pages: DataFrame, **options: Any) -> DataFrame:
    """A row for each block. `options` are those of :func:`table`."""
    return table(pages, "blocks", **options)


def scripts(pages: DataFrame, **options: Any) -> DataFrame:
    """A row for each script run. `options` are those of :func:`table`."""
    return table(pages, "scripts", **options)


def quotes(pages: DataFrame, **options: Any) -> DataFrame:
    """A row for each quotation. `options` are those of :func:`table`."""
    return table(pages, "quotes", **options)


def _cut(path: str, size: int) -> list[tuple[str, int, int]]:
    """A WARC is shared by tasks; other files and folders are read by one."""
    if os.path.isfile(path) and ".warc" in os.path.basename(path):
        return [(path, start, end) for start, end in stretches(path, size)]
    return [(path, 0, 0)]


def records(spark: SparkSession, paths: Iterable[str], *, stretch: int = STRETCH) -> DataFrame:
    """The records of archives (WARC, WET, their names may have wildcards), `stretch` bytes of a file a task, as the others here take them."""
    found = [path for pattern in paths for path in (sorted(glob(pattern)) or [pattern])]
    cuts = [cut for path in found for cut in _cut(os.path.abspath(path), stretch)]
    frame = spark.createDataFrame(cuts, "path string, offset long, end long").repartition(max(1, len(cuts)))
    run: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]] = batches.records
    return frame.mapInArrow(run, from_arrow_schema(batches.RECORDS))
