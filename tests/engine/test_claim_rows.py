"""The rows of the public interface (contract, section 7): ids, order, whose words they bear."""

from __future__ import annotations

import queries
from reports.export import CLAIM_COLUMNS
from tests.engine.conftest import World


def test_ids_are_the_same_whatever_the_order_of_lines_and_whatever_amazon_rewrites(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | X1    | L1        | -2       | M      | 0          | 2
    2026-10-05 | X1    | L1        | -2       | M      | 0          | 2
    2026-10-06 | X2    | L2        | -2       | M      |            |

    payments
    approved   | fnsku | id | cash | total  | original
    2026-10-20 | X3    | V1 | -1   | -12.00 | P8
    2026-10-20 | X3    | V1 | -1   | -12.00 | P8
    """
    world.reconcile()
    first = world.rows("claim", "claim_id")
    assert len(first) == 5
    world.con.execute("update ledger_detail set line = 100 - line, title = 'Cup', unreconciled_quantity = 2")
    world.con.execute("update reimbursement set line = 100 - line, product_name = 'Cup', condition = ''")
    world.reconcile()
    assert world.rows("claim", "claim_id") == first


def test_the_id_of_a_payment_without_fnsku_does_not_change_when_its_product_becomes_known(world: World) -> None:
    """
    payments
    approved   | fnsku | sku   | id | cash | total  | original
    2026-10-20 |       | SKU-8 | V1 | -1   | -12.00 | P8
    """
    world.reconcile()
    first = world.rows("claim", "claim_id")
    world.fill("""
        ledger
        date       | fnsku | sku   | reference | quantity | reason
        2026-10-05 | X8    | SKU-8 | N1        | -1       | O
    """)
    world.reconcile()
    assert world.rows("claim", "claim_id") == first


def test_rows_are_listed_in_the_order_of_the_contract(world: World) -> None:
    """
    ledger
    date       | fnsku | sku | reference | quantity | reason | reconciled | unreconciled
    2026-10-06 | X1    | A   | L1        | -2       | M      |            |
    2026-10-05 | X1    | A   | L9        | -2       | M      |            |
    2026-10-05 | X1    | B   | L1        | -2       | M      |            |
    2026-10-05 | X2    | A   | L1        | -2       | M      |            |
    2026-10-05 | X1    | A   | L1        | -2       | M      | 1          | 1
    2026-10-07 | X1    | A   | D1        | -2       | E      |            |

    payments
    approved   | fnsku | id | cash | total  | original
    2026-10-04 | X3    | V1 | -1   | -12.00 | P8
    """
    world.reconcile()
    listed = world.query("claims/listed", statuses=[], types=[])
    columns = queries.load("claims/listed").outputs
    assert columns[: len(CLAIM_COLUMNS)] == CLAIM_COLUMNS
    keys = ("claim_type", "event_date", "reference_id", "sku", "fnsku", "status")
    assert [tuple(row[columns.index(key)] for key in keys) for row in listed] == [
        ("reimbursement_reversed", "2026-10-04", "V1", "SKU-1", "X3", "claimable"),
        ("warehouse_damaged", "2026-10-07", "D1", "A", "X1", "claimable"),
        ("warehouse_lost", "2026-10-05", "L1", "A", "X1", "claimable"),
        ("warehouse_lost", "2026-10-05", "L1", "A", "X1", "review"),
        ("warehouse_lost", "2026-10-05", "L1", "A", "X2", "claimable"),
        ("warehouse_lost", "2026-10-05", "L1", "B", "X1", "claimable"),
        ("warehouse_lost", "2026-10-05", "L9", "A", "X1", "claimable"),
        ("warehouse_lost", "2026-10-06", "L1", "A", "X1", "claimable"),
    ]
    some = world.query("claims/listed", statuses=["review"], types=["warehouse_lost", "warehouse_damaged"])
    assert [row[columns.index("status")] for row in some] == ["review"]


def test_title_and_asin_are_those_of_the_newest_ledger_row_or_else_the_events_own(world: World) -> None:
    """Any row of the ledger tells, also one that is no adjustment; X2 was never in the ledger.

    ledger
    date       | fnsku | asin | title   | event_type  | reference | quantity | reason
    2026-10-05 | X1    | B1   | Mug     | Adjustments | L1        | -1       | M
    2026-10-20 | X1    | B2   | New mug | Shipments   | S1        | -1       |
    2026-11-21 | X1    | B3   | Later   | Shipments   | S2        | -1       |

    payments
    approved   | fnsku | asin | product_name | id | cash | total  | original
    2026-10-20 | X2    | B9   | Cup          | V1 | -1   | -12.00 | P8

    expected
    reference_id | fnsku | asin | title   | fulfillment_center | reason_code
    L1           | X1    | B2   | New mug | PHX6               | M
    V1           | X2    | B9   | Cup     |                    | Lost_Warehouse
    """
    world.check()


def test_a_row_without_a_reference_id_is_named_by_its_day(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 |           | -1       | M      | 1          | 1

    expected
    status | reference_id | quantity_open
    review |              | 1
    """
    world.check()
    ((reason,),) = world.rows("claim", "status_reason")
    assert "reference of 2026-10-05" in reason


def test_days_that_amazon_took_to_pay_are_told_by_median_and_95_percent(world: World) -> None:
    """Ten payments after 1 to 10 days; one booked early counts as none.

    ledger
    date       | reference | quantity | reason
    2026-10-01 | L1        | -10      | M
    2026-10-20 | L2        | -1       | M

    payments
    approved   | id  | cash
    2026-10-02 | P1  | 1
    2026-10-03 | P2  | 1
    2026-10-04 | P3  | 1
    2026-10-05 | P4  | 1
    2026-10-06 | P5  | 1
    2026-10-07 | P6  | 1
    2026-10-08 | P7  | 1
    2026-10-09 | P8  | 1
    2026-10-10 | P9  | 1
    2026-10-11 | P10 | 1
    2026-10-15 | P11 | 1
    """
    world.reconcile()
    assert world.query("claims/payment_delay_listed") == [("warehouse_lost", "US", "11", "5", "10")]
