"""The questions behind the charts, on tables small enough to add up by eye."""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

import queries
from tests.reports import page_tables as tables


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return tables.empty_tables()


def found(con: duckdb.DuckDBPyConnection, name: str, columns: str, **params: object) -> list[tuple[Any, ...]]:
    """Some columns of queries/report/figure_<name>.sql; money as text without the digits that are always zero."""
    query = queries.load(f"report/figure_{name}")
    rows = con.execute(query.sql, {key: params[key] for key in query.params}).fetchall()
    places = [query.outputs.index(column) for column in columns.split()]
    return [tuple(_plain(row[place]) for place in places) for row in rows]


def _plain(value: object) -> object:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def add(con: duckdb.DuckDBPyConnection, table: str, columns: str, *lines: tuple[object, ...]) -> None:
    tables.add(con, table, *(dict(zip(columns.split(), line, strict=True)) for line in lines))


# --- what expires when -----------------------------------------------------------------------


def test_a_claim_stands_in_the_week_from_monday_to_sunday_of_its_last_day(con: duckdb.DuckDBPyConnection) -> None:
    sunday, monday = date(2026, 11, 29), date(2026, 11, 30)
    tables.add(
        con,
        "claim",
        tables.claim(1, deadline=sunday, quantity_open=1, amount=Decimal("10.00")),
        tables.claim(2, deadline=monday, quantity_open=2, amount=Decimal("20.00")),
        tables.claim(3, deadline=monday, quantity_open=4, amount=None),
        tables.claim(4, deadline=monday, quantity_open=8, amount=Decimal("80.00"), currency="CAD"),
        tables.claim(5, deadline=monday, quantity_open=16, amount=Decimal("160.00"), status="waiting"),
        tables.claim(6, deadline=monday, quantity_open=32, amount=Decimal("320.00"), status="expired"),
        tables.claim(7, deadline=None, quantity_open=64, amount=None, status="review"),
    )
    assert found(con, "deadline", "week_begins status currency unit_count unpriced_units amount") == [
        (date(2026, 11, 23), "claimable", "USD", 1, 0, "10.00"),
        (date(2026, 11, 30), "claimable", "CAD", 8, 0, "80.00"),
        (date(2026, 11, 30), "claimable", "USD", 6, 4, "20.00"),
        (date(2026, 11, 30), "waiting", "USD", 16, 0, "160.00"),
        (None, "review", "USD", 64, 64, "0.00"),
    ]


# --- paid and owed ---------------------------------------------------------------------------


def paid_losses(con: duckdb.DuckDBPyConnection, money: str, paid_units: int, *given: tuple[int, int, int]) -> None:
    """One payment, given to losses of January (1), February (2), March (3); `given`: pass, loss, units."""
    add(con, "currency", "currency minor_digits", ("USD", 2), ("JPY", 0))
    add(con, "loss", "loss_no event_date", *((month, date(2026, month, 15)) for month in (1, 2, 3)))
    add(con, "paid", "root_no currency units money", (7, "USD", paid_units, Decimal(money)))
    add(con, "cover", "cover_no source source_no units", (70, "reimbursement", 7, paid_units), (71, "found", 7, 9))
    add(con, "matched", "pass loss_no cover_no units", *((one, loss, 70, units) for one, loss, units in given))


def test_a_payment_is_spread_over_its_units_in_whole_cents_and_the_last_unit_takes_the_rest(
    con: duckdb.DuckDBPyConnection,
) -> None:
    paid_losses(con, "10.00", 3, (2, 1, 1), (2, 2, 1), (2, 3, 1))
    assert found(con, "month_paid", "month_begins currency unit_count amount") == [
        (date(2026, 1, 1), "USD", 1, "3.33"),
        (date(2026, 2, 1), "USD", 1, "3.33"),
        (date(2026, 3, 1), "USD", 1, "3.34"),
    ]


def test_what_a_payment_gave_to_no_loss_is_in_no_month(con: duckdb.DuckDBPyConnection) -> None:
    paid_losses(con, "40.00", 4, (2, 1, 1))
    assert found(con, "month_paid", "month_begins unit_count amount") == [(date(2026, 1, 1), 1, "10.00")]


def taken_back(con: duckdb.DuckDBPyConnection, units: int, money: str) -> None:
    """A reversal of the one payment."""
    add(con, "reversal", "payment_no root_no taken_units", (8, 7, units))
    add(con, "payment", "payment_no currency amount_total is_reversal", (8, "USD", -Decimal(money), True))


@pytest.mark.parametrize(
    ("units", "money", "left"),
    [
        (1, "10.00", [(date(2026, 1, 1), 1, "10.00"), (date(2026, 2, 1), 1, "10.00")]),
        (3, "30.00", []),
        (1, "30.00", []),
        (3, "15.00", [(date(2026, 1, 1), 1, "5.00"), (date(2026, 2, 1), 1, "5.00"), (date(2026, 3, 1), 1, "5.00")]),
        (5, "99.00", []),
    ],
    ids=["a unit", "all", "all the money", "half the money", "more than was paid"],
)
def test_what_reversals_took_back_of_a_payment_is_not_paid(
    con: duckdb.DuckDBPyConnection, units: int, money: str, left: list[tuple[date, int, str]]
) -> None:
    paid_losses(con, "30.00", 3, (2, 1, 1), (2, 2, 1), (2, 3, 1))
    taken_back(con, units, money)
    assert found(con, "month_paid", "month_begins unit_count amount") == left


def test_found_units_and_cover_in_doubt_are_no_money(con: duckdb.DuckDBPyConnection) -> None:
    paid_losses(con, "10.00", 1, (4, 1, 1))
    add(con, "matched", "pass loss_no cover_no units", (2, 2, 71, 5))
    assert found(con, "month_paid", "month_begins amount") == []


def test_yen_are_spread_in_whole_yen(con: duckdb.DuckDBPyConnection) -> None:
    paid_losses(con, "100", 3, (2, 1, 1), (2, 2, 2))
    con.execute("update paid set currency = 'JPY'")
    assert found(con, "month_paid", "month_begins currency amount") == [
        (date(2026, 1, 1), "JPY", "33.00"),
        (date(2026, 2, 1), "JPY", "67.00"),
    ]


def test_claims_of_every_status_stand_in_the_month_of_their_loss(con: duckdb.DuckDBPyConnection) -> None:
    tables.add(
        con,
        "claim",
        tables.claim(1, event_date=date(2026, 9, 30), quantity_open=1, amount=Decimal("10.00"), status="expired"),
        tables.claim(2, event_date=date(2026, 10, 1), quantity_open=2, amount=Decimal("20.00")),
        tables.claim(3, event_date=date(2026, 10, 31), quantity_open=4, amount=Decimal("40.00")),
    )
    assert found(con, "month_claim", "month_begins status unit_count amount") == [
        (date(2026, 9, 1), "expired", 1, "10.00"),
        (date(2026, 10, 1), "claimable", 6, "60.00"),
    ]


def test_reversals_are_told_apart_from_what_was_paid(con: duckdb.DuckDBPyConnection) -> None:
    add(
        con,
        "payment",
        "payment_no currency amount_total is_reversal",
        (1, "USD", Decimal("30.00"), False),
        (2, "USD", None, False),
        (3, "USD", Decimal("-10.00"), True),
    )
    columns = "currency line_count amount reversal_count reversed_amount"
    assert found(con, "payment_total", columns) == [("USD", 2, "30.00", 1, "10.00")]


# --- centres ---------------------------------------------------------------------------------


def test_a_centre_is_judged_by_its_losses_less_finds_and_by_what_it_handled_since_the_records_begin(
    con: duckdb.DuckDBPyConnection,
) -> None:
    add(con, "records", "records_begin", (date(2026, 1, 1),))
    add(con, "adjustment", "adjustment_no fulfillment_center", (1, "PHX7"), (2, "PHX7"), (3, "ONT8"), (4, "ONT8"))
    add(
        con,
        "loss",
        "loss_no claim_type source source_no pass units",
        (1, "warehouse_lost", "adjustment", 1, 2, 10),
        (2, "warehouse_damaged", "adjustment", 2, 2, 5),
        (3, "warehouse_lost", "adjustment", 3, 1, 2),
        (4, "reimbursement_reversed", "payment", 4, 3, 99),
    )
    add(con, "cover", "cover_no source", (1, "found"), (2, "graded_back"), (3, "reimbursement"), (4, "found"))
    add(
        con,
        "matched",
        "pass loss_no cover_no units",
        (2, 1, 1, 3),
        (2, 1, 3, 4),  # a payment: the units stay lost
        (4, 1, 4, 1),  # a doubt: so far they stay lost
        (2, 2, 2, 2),
    )
    add(
        con,
        "ledger_detail",
        "fulfillment_center event_type event_date quantity msku",
        ("PHX7", "Receipts", date(2026, 2, 1), 100, "MUG"),
        ("PHX7", "Shipments", date(2026, 2, 2), -30, "MUG"),
        ("PHX7", "Adjustments", date(2026, 2, 3), -10, "MUG"),
        ("PHX7", "Receipts", date(2025, 12, 31), 1000, "MUG"),
        ("PHX7", "Receipts", date(2026, 11, 23), 1000, "MUG"),
        ("PHX7", "Receipts", date(2026, 2, 1), 1000, "Amzn.gr.MUG-1"),
        ("LAS1", "Receipts", date(2026, 2, 1), 1000, "MUG"),
    )
    columns = "fulfillment_center lost_units damaged_units lost_made_good_units damaged_made_good_units handled_units"
    assert found(con, "centre_unit", columns, as_of=tables.AS_OF) == [
        ("ONT8", 2, 0, 0, 0, 0),
        ("PHX7", 10, 5, 3, 2, 130),
    ]


def test_what_is_open_is_told_by_centre_and_payment_lines_have_none(con: duckdb.DuckDBPyConnection) -> None:
    tables.add(
        con,
        "claim",
        tables.claim(1, quantity_open=1, amount=Decimal("10.00")),
        tables.claim(2, quantity_open=2, amount=Decimal("20.00"), status="filed"),
        tables.claim(3, quantity_open=4, amount=Decimal("40.00"), fulfillment_center=""),
        tables.claim(4, quantity_open=8, amount=Decimal("80.00"), status="expired"),
        tables.claim(5, quantity_open=16, amount=Decimal("160.00"), status="dismissed"),
    )
    assert found(con, "centre_claim", "fulfillment_center status unit_count amount") == [
        ("", "claimable", 4, "40.00"),
        ("PHX7", "claimable", 1, "10.00"),
        ("PHX7", "filed", 2, "20.00"),
    ]


# --- products --------------------------------------------------------------------------------


def test_products_stand_in_order_of_value_then_units_and_the_others_together_behind_them(
    con: duckdb.DuckDBPyConnection,
) -> None:
    def claim(number: int, fnsku: str, units: int, amount: str | None, **changes: object) -> dict[str, object]:
        value = Decimal(amount) if amount else None
        return tables.claim(number, fnsku=fnsku, sku=fnsku, quantity_open=units, amount=value, **changes)

    tables.add(
        con,
        "claim",
        claim(1, "CHEAP", 9, "9.00"),
        claim(2, "DEAR", 1, "50.00"),
        claim(3, "DEAR", 1, "25.00", status="review", title="Renamed since", event_date=date(2026, 11, 1)),
        claim(4, "MANY", 7, None),
        claim(5, "FEW", 2, None),
        claim(6, "GONE", 1, "500.00", status="expired"),
    )
    columns = "place product title product_count status unit_count unpriced_units amount"
    assert found(con, "product_claim", columns, row_limit=2) == [
        (1, "DEAR", "Renamed since", 1, "claimable", 1, 0, "50.00"),
        (1, "DEAR", "Renamed since", 1, "review", 1, 0, "25.00"),
        (2, "CHEAP", "Enamel mug 1, 350 ml", 1, "claimable", 9, 0, "9.00"),
        (3, "", "", 2, "claimable", 9, 9, "0.00"),
    ]
    assert [row[1] for row in found(con, "product_claim", columns, row_limit=4)][3:] == ["MANY", "FEW"]


def test_currencies_have_places_of_their_own_and_a_product_without_fnsku_goes_by_its_sku(
    con: duckdb.DuckDBPyConnection,
) -> None:
    tables.add(
        con,
        "claim",
        tables.claim(1, fnsku="", sku="MUG", amount=Decimal("1.00")),
        tables.claim(2, fnsku="", sku="MUG", amount=Decimal("2.00"), currency="CAD"),
    )
    assert found(con, "product_claim", "currency place product sku", row_limit=15) == [
        ("CAD", 1, "MUG", "MUG"),
        ("USD", 1, "MUG", "MUG"),
    ]


def test_the_records_begin_is_unknown_without_a_report(con: duckdb.DuckDBPyConnection) -> None:
    add(con, "records", "records_begin", (date(1, 1, 1),))
    assert found(con, "span", "records_begin") == [(None,)]
