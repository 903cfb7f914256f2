"""Apache Spark in local mode: the rows of one machine, whatever happens to records and workers."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import crawl
import pytest
import quoth
from conftest import ROOT, long

pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")
if subprocess.run(["sh", "-c", "command -v java"], capture_output=True).returncode:
    pytest.skip("no Java", allow_module_level=True)

import quoth.spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402
from quoth import batches  # noqa: E402

pytestmark = long
TABLES = ["documents", "blocks", "scripts", "quotes"]


@pytest.fixture(scope="module")
def spark() -> Any:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
               .config("spark.sql.execution.arrow.maxRecordsPerBatch", "7").getOrCreate())
    yield session
    session.stop()


def collect(frame: Any) -> list[dict[str, Any]]:
    return sorted((row.asDict(recursive=True) for row in frame.collect()), key=repr)


def one_machine(pages: list[dict[str, Any]], table: str, keep: list[str]) -> list[dict[str, Any]]:
    batch = pa.RecordBatch.from_pylist(pages)
    return sorted((row for found in batches.parse([batch], table, keep=keep) for row in found.to_pylist()), key=repr)


PAGES = [{"id": i, "content": crawl.TEXT.format(i=i).encode()} for i in range(50)]
PAGES[20]["content"] = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4  # a poisoned record


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_one_machine(spark: Any, table: str) -> None:
    pages = spark.createDataFrame([(page["id"], page["content"]) for page in PAGES], "id long, content binary").repartition(5)
    got = collect(getattr(quoth.spark, table)(pages, keep=["id"]))
    assert got == one_machine(PAGES, table, ["id"])
    assert [row["id"] for row in got if row["error"]] == [20]


def test_a_killed_worker_loses_and_doubles_nothing(spark: Any, tmp_path: Path) -> None:
    """The Python process dies in the middle of a task; Spark runs the task again."""
    marker = str(tmp_path / "killed")

    def kill_once(arrived: Any) -> Any:
        for batch in arrived:
            if 30 in batch.column("id").to_pylist() and not os.path.exists(marker):
                Path(marker).touch()
                os.kill(os.getpid(), 9)
            yield batch

    pages = spark.createDataFrame([(page["id"], page["content"]) for page in PAGES], "id long, content binary").repartition(5)
    found = collect(quoth.spark.quotes(pages.mapInArrow(kill_once, pages.schema), keep=["id"]))
    assert os.path.exists(marker) and found == one_machine(PAGES, "quotes", ["id"])


def test_archives_are_split_over_tasks(spark: Any, tmp_path: Path) -> None:
    crawl.write(tmp_path / "a.warc.gz")
    crawl.write(tmp_path / "b.warc.gz", damaged=False)
    records = quoth.spark.records(spark, [str(tmp_path / "*.warc.gz")], stretch=1000)
    assert records.rdd.getNumPartitions() > 10
    quotes = collect(quoth.spark.quotes(records, keep=["path", "offset"]))
    assert sum(row["text"] is not None for row in quotes) == 2 * crawl.COUNT - 1
    assert {row["text"] for row in quotes if row["text"]} == {f"“We sail on day {i},”" for i in range(crawl.COUNT)}
    assert sum(row["error"] is not None for row in quotes) == 1


def test_the_job_writes_parquet(tmp_path: Path) -> None:
    crawl.write(tmp_path / "a.warc.gz", damaged=False)
    job = ROOT / "bindings" / "python" / "examples" / "spark_job.py"
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    submit = Path(sys.executable).parent / "spark-submit"
    subprocess.run([submit, "--master", "local[2]", job, tmp_path / "out", tmp_path / "a.warc.gz"], check=True, env=environment,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    import pyarrow.parquet

    assert len(pyarrow.parquet.read_table(tmp_path / "out" / "quotes")) == crawl.COUNT
    assert len(pyarrow.parquet.read_table(tmp_path / "out" / "documents")) == crawl.COUNT
