"""What the portable queries compute with means the same in Spark on the values that a simulated account seldom has.

A function that a query takes up has to be tried here first: blanks, nothing, halves, negative numbers, month ends,
numbers that a double cannot hold, letters of other alphabets.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import queries
from tests.portable.recorded import NAMES
from tests.portable.translation import NotPortableError, functions_of, spark_sql

VALUES = """
select * from (values
    (1, '', 0, cast(0 as bigint), date '2024-02-29', cast(0 as decimal(18, 4)), true),
    (2, ' a b ', 1, -1, date '2023-08-31', 2.5000, false),
    (3, 'AMZN.gr.x', -7, 7, date '0101-01-01', -2.5000, null),
    (4, 'Straße', 7, -7, date '1999-12-31', 0.0050, true),
    (5, 'İSTANBUL', 2, 9007199254740993, date '2026-10-31', 0.0049, false),
    (6, '全角 Ａ １', 3, -9007199254740993, date '2026-11-22', 123456789.5678, true),
    (7, 'a' || chr(160) || 'b', 2147483647, 922337203685477580, date '2025-01-31', -0.0050, null),
    (8, '👍🏽x' || chr(9), -2147483648, -922337203685477580, date '9000-01-01', 1.0000, false),
    (9, 'a_b-c: D%\\''"', 12, 12, date '2024-12-31', 19.9900, true),
    (10, null, null, null, null, null, null),
    (11, 'a_b-c: D%\\''"', 12, 12, date '2024-12-31', 19.9900, true),
    (12, 'ÄÖÜ äöü éÉ ñÑ Σας', 5, 5, date '2024-03-31', 33.3333, null),
    (13, chr(10) || 'line' || chr(13), 6, 6, date '2024-03-30', 66.6667, true)
) as hostile(no, t, i, b, d, m, yes)
"""

#: upper case of ß and lower case of İ are one letter in DuckDB and two in Spark; trim takes spaces of every alphabet
#: in DuckDB and only ours in Spark. No query asks more of such a text than whether it is a certain plain word.
PLAIN = "case when no not in (4, 5) then t end"

SAME: dict[str, tuple[str, ...]] = {
    "Abs": ("abs(m)", "abs(b)"),
    "Add": (
        "b + 1",
        "m + i",
        "d + 3",
        "cast(d + interval 9 month as date)",
        "cast(d + interval 18 month as date)",
    ),
    "And": ("yes and i > 2",),
    "ArraySize": ("array_length(cast(['a', 'b'] as varchar[]))",),
    "Case": ("case when i > 2 then 'x' when yes then t end",),
    "Cast": (
        "cast(m as varchar)",
        "cast(b as varchar)",
        "cast(d as varchar)",
        "cast(i as decimal(18, 4))",
        "cast(m * 10000 as bigint)",
        "cast(m as bigint)",
        "cast(m as integer)",
        "cast(m as decimal(24, 10))",
        "cast(m as decimal(18, 2))",
    ),
    "Coalesce": ("coalesce(t, cast(i as varchar), '-')",),
    "Concat": ("concat(t, '|', cast(m as varchar), cast(d as varchar))",),
    "Count": ("count(t) over (partition by yes)", "count(*) over (partition by yes)"),
    "DateDiff": ("datediff('day', d, date '2024-03-01')",),
    "EQ": ("t = 'Straße'", "m = 19.99"),
    "Exists": ("case when exists (select 1 from hostile as other where other.i = hostile.b) then 1 else 0 end",),
    "Explode": ("case when t in (select unnest(cast(['', 'x'] as varchar[]))) then 1 else 0 end",),
    "FirstValue": (
        "first_value(m ignore nulls) over (order by no rows between current row and unbounded following)",
        "first_value(yes ignore nulls) over (order by no desc rows between current row and unbounded following)",
    ),
    "GT": ("t > 'b'", "d > date '2024-03-30'"),
    "GTE": ("m >= 2.5",),
    "Greatest": ("greatest(i, 3)", "greatest(m, 0)", "greatest(d, date '2024-01-01')"),
    "If": ("case when yes then i end",),
    "In": ("t in ('', 'AMZN.gr.x')", "i not in (1, 2)"),
    "IntDiv": ("b // 3", "b // nullif(i, 0)", "-b // 2", "(2 * b + 3) // (2 * 3)"),
    "Is": ("t is null", "m is not null"),
    "LT": ("t < 'b'", "t < 'É'"),
    "LTE": ("t <= ''",),
    "Lag": ("lag(b, 1, 0) over (order by no)",),
    "Lead": ("lead(d) over (partition by yes order by d, no)",),
    "Least": ("least(i, 3)", "least(m, cast(0.005 as decimal(5, 3)))"),
    "Length": ("length(t)",),
    "Like": ("t like 'a%'", "lower(t) like 'amzn.gr.%'", "t not like '%b_c%'"),
    "LogicalAnd": ("bool_and(yes) over (partition by i)",),
    "LogicalOr": ("bool_or(yes) over (partition by i)",),
    "Lower": (f"lower({PLAIN})",),
    "MD5": ("md5(t)", "substr(md5(t), 1, 12)"),
    "Max": ("max(t) over (partition by yes)", "max(m) over (partition by yes)"),
    "Min": ("min(t) over (partition by yes)", "min(d) over (partition by yes)"),
    "Mod": ("b % 3", "b % nullif(i, 0)"),
    "Mul": (
        "m * i",
        "cast(m as decimal(14, 4)) * cast(0.12345678901235 as decimal(24, 14))",
        "round(cast(m as decimal(14, 4)) * cast(0.12345678901235 as decimal(24, 14)) * 10000, 0)",
    ),
    "NEQ": ("t <> ''",),
    "Neg": ("-m", "-b"),
    "Not": ("not yes",),
    "Nullif": ("nullif(t, '')", "nullif(b, 12)"),
    "Or": ("yes or i > 2",),
    "Pad": ("lpad(cast(b as varchar), 12, '0')",),
    "Paren": ("2 * (m + 1)",),
    "RegexpReplace": (
        f"regexp_replace(lower({PLAIN}), '[ _:-]', '', 'g')",
        f"regexp_replace(lower({PLAIN}), '[^a-z]', '', 'g')",
        f"regexp_replace(upper({PLAIN}), '[^0-9A-Z]', '', 'g')",
    ),
    "Replace": ("replace(t, 'a', '{}')", "replace('{case}', '{case}', t)"),
    "Round": ("round(m, 2)", "round(m, 0)", "round(m, 6)"),
    "RowNumber": (
        "row_number() over (order by t, no)",
        "row_number() over (order by t desc, no)",
        "row_number() over (order by m desc nulls last, no)",
        "row_number() over (partition by yes order by d, no)",
    ),
    "SplitPart": ("split_part(t, '_', 1)", "split_part(t, '-', 2)", "split_part(t, ' ', 3)"),
    "Sub": ("b - 1", "d - 21", "m - 0.01"),
    "Substring": ("substr(t, 3)", "substr(t, 1, 2)", "substr(t, 14)"),
    "Sum": (
        "sum(b) over (partition by no)",
        "sum(m) over (order by no rows between unbounded preceding and 1 preceding)",
    ),
    "Translate": (f"translate(lower({PLAIN}), ' _:-', '')",),
    "Trim": ("trim(t)",),
    "Upper": (f"upper({PLAIN})",),
}

REFUSED = (
    ("select m / 3 from hostile", "'/' gives a double"),
    ("select avg(m) from hostile", "avg gives a double"),
    ("select list(t order by no) from hostile", "lose their order"),
    ("select string_agg(t, ',') from hostile", "lose their order"),
    ("select arg_max(t, m) from hostile", "of rows that tie"),
    ("select regexp_replace(t, 'a', '') from hostile", "replaces once"),
    ("select row_number() over () from hostile", "as they come"),
    ("select datediff('month', d, d) from hostile", "counts borders"),
)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(f"create table hostile as {VALUES}")
        yield con


@pytest.fixture(scope="module")
def session(spark: Any, con: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile.parquet"
    con.execute(f"copy hostile to '{path}' (format parquet)")
    session = spark.newSession()
    session.read.parquet(str(path)).createOrReplaceTempView("hostile")
    return session


@pytest.mark.slow
@pytest.mark.parametrize("name", SAME)
def test_a_function_gives_the_same_of_hostile_values(name: str, session: Any, con: duckdb.DuckDBPyConnection) -> None:
    told = ", ".join(f"{expression} as x{number}" for number, expression in enumerate(SAME[name]))
    sql = f"select no, {told} from hostile"
    assert name in functions_of(sql)
    ours = {row[0]: row[1:] for row in con.execute(sql).fetchall()}
    theirs = {row[0]: tuple(row)[1:] for row in session.sql(spark_sql(sql)).collect()}
    for no, values in ours.items():
        assert list(map(repr, theirs[no])) == list(map(repr, values)), no
    assert theirs.keys() == ours.keys()


def test_every_function_of_the_queries_is_tried() -> None:
    used = {function: name for name in NAMES for function in functions_of(queries.text(name))}
    assert {function: name for function, name in used.items() if function not in SAME} == {}


@pytest.mark.parametrize(("sql", "why"), REFUSED)
def test_what_is_known_to_differ_is_refused(sql: str, why: str) -> None:
    with pytest.raises(NotPortableError, match=why):
        spark_sql(sql)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_holds_nothing_that_is_known_to_differ(name: str) -> None:
    assert spark_sql(queries.text(name))
