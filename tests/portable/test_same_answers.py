"""Every query of the portable rooms gives in Spark, row for row, what it gives in DuckDB.

The tables that each query read in DuckDB are handed to Spark as parquet, so that a difference shows in the query that
makes it and in no other.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.portable.answers import Answer, answers, differences
from tests.portable.recorded import NAMES, Asked

#: without rows by design
EMPTY = {"match/nothing_matched"}


@pytest.fixture(scope="module")
def answered(spark: Any, asked: list[Asked]) -> list[tuple[Asked, Answer]]:
    return list(zip(asked, answers(spark, asked), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_query_is_asked_in_an_account_where_it_finds_something(name: str, asked: list[Asked]) -> None:
    found = [len(one.rows) for one in asked if one.name == name]
    assert found, f"no account asks queries/{name}.sql; ask it in look_at_claims"
    assert any(found) or name in EMPTY


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_spark_gives_the_same_rows(name: str, answered: list[tuple[Asked, Answer]]) -> None:
    mine = [(one, given) for one, given in answered if one.name == name]
    assert mine
    for one, given in mine:
        assert differences(one, given) == []


# --- the comparison itself -------------------------------------------------------------------


def asked_of(*rows: tuple[Any, ...], name: str = "claims/status_total") -> Asked:
    return Asked(name=name, params={}, inputs={}, columns=(("n", "BIGINT"), ("of", "DECIMAL(18,4)")), rows=list(rows))


def given(*rows: tuple[Any, ...], of: str = "decimal(38,4)") -> Answer:
    return Answer(columns=(("n", "int"), ("of", of)), rows=rows)


ONE, TWO = (1, Decimal("1.0000")), (2, Decimal("2.0000"))


def test_equal_rows_are_equal_whatever_the_width_of_a_type() -> None:
    assert differences(asked_of(ONE, TWO), given(ONE, TWO)) == []


def test_a_row_that_only_one_has_is_shown() -> None:
    assert differences(asked_of(ONE, ONE), given(ONE)) == [f"only DuckDB: {ONE}"]
    assert differences(asked_of(ONE), given(ONE, TWO)) == [f"only Spark: {TWO}"]


def test_a_double_is_no_decimal_and_fewer_places_are_not_the_same() -> None:
    assert differences(asked_of(ONE), given((1, 1.0), of="double"))
    assert differences(asked_of(ONE), given((1, Decimal("1.00")), of="decimal(38,2)"))


def test_another_order_counts_where_the_query_states_one() -> None:
    assert differences(asked_of(ONE, TWO), given(TWO, ONE)) == ["the same rows in another order"]
    assert differences(asked_of(ONE, TWO, name="stage/paid"), given(TWO, ONE)) == []


def test_a_fault_of_spark_is_a_difference() -> None:
    assert differences(asked_of(), Answer(fault="no such function")) == ["no such function"]
