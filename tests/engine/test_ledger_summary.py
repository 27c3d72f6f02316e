"""The ledger's summary as a check: it adds up, one day follows the other, and the detail has what it counts."""

from __future__ import annotations

from datetime import date

from tests.engine.conftest import World

GAP = ("state", "first_day", "last_day", "product_count", "product")
FAULT = ("what", "first_day", "product", "computed_units", "stated_units")
DIFFERENCE = ("first_day", "product", "disposition", "location", "movement", "summary_units", "detail_units")


def test_a_summary_that_the_detail_bears_out_needs_no_word(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | event_type
    2026-05-01 | FBA1      | 10       |        | Receipts
    2026-05-01 | T1        | -1       | M      | Adjustments
    2026-05-02 |           | -2       |        | Shipments

    summary
    first_day  | last_day   | starting_balance | receipts | customer_shipments | lost | ending_balance
    2026-05-01 | 2026-05-01 | 0                | 10       | 0                  | -1   | 9
    2026-05-02 | 2026-05-02 | 9                | 0        | -2                 | 0    | 7
    """
    world.reconcile()
    assert world.rows("summary_fault", *FAULT) == []
    assert world.rows("ledger_gap", *GAP) == []


def test_a_line_that_does_not_add_up_is_told_and_compared_with_nothing(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type
    2026-05-01 |           | -2       | Shipments

    summary
    first_day  | last_day   | starting_balance | customer_shipments | ending_balance
    2026-05-01 | 2026-05-01 | 9                | -3                 | 7
    """
    world.reconcile()
    assert world.rows("summary_fault", *FAULT) == [("sum", "2026-05-01", "X1", "6", "7")]
    assert world.rows("ledger_difference", *DIFFERENCE) == []


def test_movements_without_their_sign_are_understood_where_only_that_adds_up(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type  | reason
    2026-07-16 | FBA1      | 2        | Receipts    |
    2026-07-16 |           | -1       | Shipments   |
    2026-07-16 | T1        | -1       | Adjustments | M
    2026-07-16 | T2        | -1       | Adjustments | D

    summary
    first_day  | last_day   | starting_balance | receipts | customer_shipments | lost | disposed | ending_balance
    2026-07-16 | 2026-07-16 | 5                | 2        | 1                  | 1    | 1        | 4
    """
    world.reconcile()
    assert world.rows("summary_fault", *FAULT) == []
    assert world.rows("ledger_difference", *DIFFERENCE) == []


def test_a_day_that_does_not_open_as_the_day_before_closed_is_told(world: World) -> None:
    """
    summary
    first_day  | last_day   | starting_balance | ending_balance
    2026-05-01 | 2026-05-01 | 9                | 9
    2026-05-02 | 2026-05-02 | 8                | 8
    2026-05-04 | 2026-05-04 | 5                | 5
    """
    world.reconcile()
    assert world.rows("summary_fault", *FAULT) == [("next", "2026-05-02", "X1", "9", "8")]


def test_a_day_that_the_detail_lacks_is_named(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type | fnsku
    2026-05-01 |           | -1       | Shipments  | X1
    2026-05-04 |           | -1       | Shipments  | X1

    summary
    first_day  | last_day   | fnsku | starting_balance | customer_shipments | lost | ending_balance
    2026-05-01 | 2026-05-01 | X1    | 9                | -1                 | 0    | 8
    2026-05-02 | 2026-05-02 | X1    | 8                | 0                  | -2   | 6
    2026-05-03 | 2026-05-03 | X2    | 4                | -1                 | 0    | 3
    2026-05-04 | 2026-05-04 | X1    | 6                | -1                 | 0    | 5
    """
    world.reconcile()
    assert world.rows("ledger_gap", *GAP) == [("empty", "2026-05-02", "2026-05-03", "2", "X1")]


def test_a_row_that_the_detail_lacks_names_its_product_and_movement(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type | fnsku
    2026-05-01 |           | -1       | Shipments  | X1

    summary
    first_day  | last_day   | fnsku | starting_balance | customer_shipments | lost | ending_balance
    2026-05-01 | 2026-05-01 | X1    | 9                | -1                 | 0    | 8
    2026-05-01 | 2026-05-01 | X2    | 9                | 0                  | -2   | 7
    """
    world.reconcile()
    assert world.rows("ledger_gap", *GAP) == [("differing", "2026-05-01", "2026-05-01", "1", "X2")]
    assert world.rows("ledger_difference", *DIFFERENCE) == [
        ("2026-05-01", "X2", "SELLABLE", "US", "other", "-2", "0"),
    ]


def test_of_a_month_the_days_without_a_row_are_named(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type
    2026-03-31 |           | -1       | Shipments
    2026-04-01 |           | -1       | Shipments
    2026-04-20 |           | -1       | Shipments
    2026-04-21 |           | -1       | Shipments
    2026-05-01 |           | -1       | Shipments

    summary
    period | first_day  | last_day   | starting_balance | customer_shipments | ending_balance
    month  | 2026-03-01 | 2026-03-31 | 10               | -1                 | 9
    month  | 2026-04-01 | 2026-04-30 | 9                | -7                 | 2
    """
    world.reconcile()
    assert world.rows("ledger_gap", *GAP) == [
        ("empty", "2026-04-02", "2026-04-19", "1", "X1"),
        ("empty", "2026-04-22", "2026-04-30", "1", "X1"),
    ]


def test_days_before_the_detail_begins_are_uncovered(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type
    2026-05-02 |           | -1       | Shipments

    summary
    first_day  | last_day   | starting_balance | customer_shipments | ending_balance
    2026-05-01 | 2026-05-01 | 9                | -1                 | 8
    2026-05-02 | 2026-05-02 | 8                | -1                 | 7
    """
    world.ledger_covers = ("2026-05-02", "2026-11-20")
    world.reconcile()
    assert world.rows("ledger_gap", *GAP) == [("uncovered", "2026-05-01", "2026-05-01", "1", "X1")]


def test_centres_and_countries_are_compared_as_the_summary_names_them(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type | centre | country
    2026-05-01 |           | -1       | Shipments  | LTN4   | GB
    2026-05-02 |           | -1       | Shipments  | LTN4   | GB
    2026-05-03 |           | -1       | Shipments  | LTN4   |

    summary
    first_day  | last_day   | location | starting_balance | customer_shipments | ending_balance
    2026-05-01 | 2026-05-01 | UK       | 9                | -1                 | 8
    2026-05-02 | 2026-05-02 | BHX4     | 9                | -1                 | 8
    2026-05-03 | 2026-05-03 | UK       | 9                | -1                 | 8
    """
    world.reconcile()
    assert world.rows("ledger_difference", *DIFFERENCE) == [
        ("2026-05-02", "X1", "SELLABLE", "BHX4", "shipments", "-1", "0"),
        ("2026-05-02", "X1", "SELLABLE", "LTN4", "shipments", "0", "-1"),
    ]


def test_what_is_after_the_as_of_date_is_not_looked_at(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type
    2026-05-01 |           | -1       | Shipments

    summary
    period | first_day  | last_day   | starting_balance | customer_shipments | ending_balance
    month  | 2026-05-01 | 2026-05-31 | 9                | -7                 | 2
    """
    world.reconcile(date(2026, 5, 30))
    assert world.rows("ledger_gap", *GAP) == []


HOLE = ("report", "first_day", "last_day")


def test_a_claim_names_the_days_that_may_hide_what_made_it_good(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type  | reason
    2026-09-01 | L1        | -1       | Adjustments | M
    2026-09-03 |           | -1       | Shipments   |

    summary
    first_day  | last_day   | starting_balance | customer_shipments | found | ending_balance
    2026-09-02 | 2026-09-02 | 9                | 0                  | 1     | 10
    2026-09-03 | 2026-09-03 | 10               | -1                 | 0     | 9
    """
    world.payments_cover = ("2026-01-01", "2026-11-01")
    world.reconcile()
    ((claim_id,),) = world.rows("claim", "claim_id")
    found = world.query("report/claim_hole", as_of="2026-11-20", claim_ids=[claim_id])
    assert [row[1:] for row in found] == [
        ("ledger_detail", "2026-09-02", "2026-09-02"),
        ("reimbursements", "2026-11-02", "2026-11-13"),
    ]


def test_a_report_that_was_never_loaded_is_a_hole_from_the_event_on(world: World) -> None:
    """
    shipments
    shipment | shipped | received
    FBA1     | 10      | 8
    """
    world.shipments_cover = ("2026-09-01", "2026-10-01")
    world.ledger_covers = None
    world.reconcile()
    ((claim_id,),) = world.rows("claim", "claim_id")
    found = world.query("report/claim_hole", as_of="2026-11-20", claim_ids=[claim_id])
    assert [row[1:] for row in found] == [("ledger_detail", "2026-09-01", "2026-11-13")]
