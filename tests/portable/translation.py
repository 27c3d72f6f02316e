"""The program's queries in Spark's SQL: sqlglot's translation, and what must not be left to it.

sqlglot warns of almost nothing: a construct that Spark lacks, or that gives another answer there, is written out like
any other. What is known to differ is therefore refused here; all else is asked of Spark itself by the tests beside
this file. Spark is to be set up with SETTINGS, which make its arithmetic that of DuckDB. sqlglot is
imported where it is used, so that a machine without it can still say so.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

SETTINGS: Final[Mapping[str, str]] = {
    # overflow, bad casts and divisions by zero are errors, never NULL
    "spark.sql.ansi.enabled": "true",
    # products of decimals keep all their places, as they do in DuckDB
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
}

Test = Callable[[Any], bool]


class NotPortableError(ValueError):
    """A query holds something that does not mean the same in both; the message says what and what to write instead."""


def spark_sql(sql: str) -> str:
    """One query of DuckDB's dialect as Spark takes it; `$name` parameters become `:name`.

    Raises NotPortableError where the query holds what is known to differ.
    """
    from sqlglot import ErrorLevel, exp

    tree = _parsed(sql)
    faults = sorted({why for node in tree.walk() for is_it, why in _differing() if is_it(node)})
    if faults:
        raise NotPortableError("; ".join(faults))
    for cast in tree.find_all(exp.Cast):
        if cast.to.is_type(*exp.DataType.INTEGER_TYPES):
            # DuckDB rounds a decimal half up, Spark would cut it off
            cast.set("this", exp.Round(this=cast.this, decimals=exp.Literal.number(0)))
    translated: str = tree.sql("spark", comments=False, unsupported_level=ErrorLevel.RAISE)
    return translated


def functions_of(sql: str) -> set[str]:
    """What a query computes with: sqlglot's names of the functions, operators and casts in it."""
    from sqlglot import exp

    kinds = (exp.Func, exp.Binary, exp.Unary, exp.Predicate)
    found = [node for node in _parsed(sql).walk() if isinstance(node, kinds)]
    # a function that sqlglot does not know has no class of its own
    return {node.name.lower() if isinstance(node, exp.Anonymous) else type(node).__name__ for node in found}


def has_order(sql: str) -> bool:
    """Whether the rows of a query come in an order of its own."""
    return _parsed(sql).args.get("order") is not None


def _parsed(sql: str) -> Any:
    import sqlglot

    return sqlglot.parse_one(sql, read="duckdb")


@functools.cache
def _differing() -> tuple[tuple[Test, str], ...]:
    """Measured of DuckDB 2.0 and Spark 4.3; the sentence is for whoever wrote the query."""
    from sqlglot import exp

    def is_any(*kinds: type[Any]) -> Test:
        return lambda node: isinstance(node, kinds)

    def replaces_once(node: Any) -> bool:
        return isinstance(node, exp.RegexpReplace) and "g" not in node.text("modifiers")

    def numbers_without_order(node: Any) -> bool:
        """A window without `order by` and without a name, under which the order could stand."""
        is_number = isinstance(node, exp.Window) and isinstance(node.this, exp.RowNumber | exp.Lead | exp.Lag)
        return is_number and not node.args.get("order") and not node.args.get("alias")

    def counts_other_than_days(node: Any) -> bool:
        return isinstance(node, exp.DateDiff) and node.text("unit").upper() != "DAY"

    return (
        (is_any(exp.Div), "'/' gives a double in one and a decimal in the other: divide whole numbers by '//'"),
        (is_any(exp.Avg), "avg gives a double in one and a decimal in the other: divide a sum by '//'"),
        (is_any(exp.ArrayAgg, exp.GroupConcat), "lists made of rows lose their order: number the rows and join them"),
        (is_any(exp.ArgMax, exp.ArgMin), "of rows that tie each takes another: number the rows by a whole order"),
        (replaces_once, "regexp_replace without 'g' replaces once in one and everywhere in the other"),
        (numbers_without_order, "without 'order by' rows are numbered as they come"),
        (counts_other_than_days, "datediff of months and years counts borders in one and whole ones in the other"),
    )
