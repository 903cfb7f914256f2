#!/usr/bin/env python3
"""Who said what in a crawl, as Parquet. usage: spark-submit spark_job.py OUTPUT ARCHIVE…

Each archive (WARC, WET, with wildcards) is split over the tasks; OUTPUT/quotes has the quotations, OUTPUT/documents the pages.
"""
import sys

import quoth.spark
from pyspark.sql import SparkSession


def main() -> None:
    output, *archives = sys.argv[1:]
    spark = SparkSession.builder.appName("quoth").getOrCreate()
    pages = quoth.spark.records(spark, archives)
    for table in ("quotes", "documents"):
        quoth.spark.table(pages, table, keep=["path", "offset"]).write.mode("overwrite").parquet(f"{output}/{table}")
    spark.stop()


if __name__ == "__main__":
    main()
