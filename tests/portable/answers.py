"""Spark's answer to a question that DuckDB was asked, in a form in which the two can be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from typing import Any

import queries
from tests.portable.recorded import Asked, Columns, Table
from tests.portable.translation import NotPortableError, has_order, spark_sql

AT_A_TIME = 2

#: DuckDB's types as Spark names them; decimals beside these. A HUGEINT would leave parquet as a double.
TYPES = {
    "BIGINT": "bigint",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "INTEGER": "int",
    "TIMESTAMP": "timestamp_ntz",
    "VARCHAR": "string",
}
WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "tinyint", "smallint", "int", "bigint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows and columns; or why there are none."""

    columns: Columns = ()
    rows: Sequence[tuple[Any, ...]] = ()
    fault: str = ""


def answers(spark: Any, asked: Sequence[Asked]) -> list[Answer]:
    """Spark's answers, in the order of the questions; some are worked on side by side, each under its own names."""
    idle: SimpleQueue[Any] = SimpleQueue()
    for _ in range(AT_A_TIME):
        idle.put(spark.newSession())

    def answered(one: Asked) -> Answer:
        session = idle.get()
        try:
            return answer(session, one)
        finally:
            idle.put(session)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return list(pool.map(answered, asked))


def answer(session: Any, asked: Asked) -> Answer:
    """What Spark gives of the same tables; a fault of the query is an answer too."""
    from pyspark.errors import PySparkException

    try:
        for name, table in asked.inputs.items():
            session.read.schema(schema(table)).parquet(str(table.path)).createOrReplaceTempView(name)
        frame = session.sql(spark_sql(queries.text(asked.name)), args=dict(asked.params))
        rows = [tuple(row) for row in frame.collect()]
    except (PySparkException, NotPortableError) as fault:
        return Answer(fault=str(fault)[:2000])
    return Answer(columns=tuple((one.name, one.dataType.simpleString()) for one in frame.schema), rows=rows)


def schema(table: Table) -> str:
    """The columns of a table as Spark reads them."""
    return ", ".join(f"`{name}` {spark_type(name, duckdb_type)}" for name, duckdb_type in table.columns)


def spark_type(column: str, duckdb_type: str) -> str:
    if duckdb_type.startswith("DECIMAL"):
        return duckdb_type.lower()
    if duckdb_type not in TYPES:
        raise NotPortableError(f"'{column}' is a {duckdb_type}, for which Spark has no equal")
    return TYPES[duckdb_type]


def differences(asked: Asked, given: Answer) -> list[str]:
    """Where Spark's answer is not DuckDB's, a line each; the first few rows of each side that the other lacks.

    Values are of the same kind, decimals of as many places. Rows are compared in order where the query has one.
    """
    if given.fault:
        return [given.fault]
    ours, theirs = [(name, kind(of)) for name, of in asked.columns], [(name, kind(of)) for name, of in given.columns]
    if ours != theirs:
        return [f"columns: DuckDB {mine}, Spark {its}" for mine, its in zip(ours, theirs, strict=False) if mine != its]
    mine, its = Counter(map(repr, asked.rows)), Counter(map(repr, given.rows))
    if mine != its:
        only = [f"only DuckDB: {row}" for row in islice((mine - its).elements(), 3)]
        return [*only, *(f"only Spark: {row}" for row in islice((its - mine).elements(), 3))]
    if has_order(queries.text(asked.name)) and list(map(repr, asked.rows)) != list(map(repr, given.rows)):
        return ["the same rows in another order"]
    return []


def kind(of: str) -> str:
    """A type without the width that no value shows."""
    if of in WHOLE:
        return "whole number"
    places = re.fullmatch(r"decimal\(\d+, ?(\d+)\)", of.lower())
    return f"decimal of {places[1]} places" if places else TYPES.get(of, of)
