"""Answers worked out by hand for returns that Amazon or the carrier damaged, against the simulator's truth.

The as-of date is 2026-10-31 and the home the US. A refund of 1 August may be filed from
30 September (60 days) to 29 November (120 days). A1 was sold for 10.00 a unit.
"""

from datetime import date
from typing import Any

import pytest

from reconcile.simulator.tiny import brief
from reconcile.simulator.tiny_orders import order_world_of
from reconcile.simulator.truth import truth_of

THREE = "quantity | price\n3 | 30.00"
REFUND = "day | amount\n2026-08-01 | -10.00"
DAMAGED = "day | disposition\n2026-08-09 | CARRIER_DAMAGED"
OPEN = "customer_return_damaged claimable A1 1-0=1 10.00"


def claims(**tables: Any) -> list[str]:
    return brief(truth_of(order_world_of(**{"orders": THREE, "lines": REFUND, "returns": DAMAGED, **tables})).claims)


def test_a_unit_damaged_on_its_way_back() -> None:
    (claim,) = truth_of(order_world_of(orders=THREE, lines=REFUND, returns=DAMAGED)).claims
    assert brief([claim]) == [OPEN]
    assert (claim["event_date"], claim["reason_code"], claim["fulfillment_center"], claim["fnsku"]) == (
        date(2026, 8, 1),
        "CARRIER_DAMAGED",
        "PHX7",
        "X1",
    )
    assert (claim["window_opens"], claim["deadline"]) == (date(2026, 9, 30), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("disposition", "status", "is_claim"),
    [
        ("DAMAGED", "Unit returned to inventory", True),
        ("CARRIER_DAMAGED", "", True),
        ("CARRIER_DAMAGED", "Reimbursed", False),
        ("DAMAGED", "REIMBURSED", False),
        ("CUSTOMER_DAMAGED", "", False),
        ("DEFECTIVE", "", False),
        ("SELLABLE", "", False),
    ],
)
def test_only_what_amazon_or_the_carrier_damaged(disposition: str, status: str, is_claim: bool) -> None:  # noqa: FBT001
    table = f"day | disposition | status\n2026-08-09 | {disposition} | {status}"
    assert claims(returns=table) == ([OPEN] if is_claim else [])


def test_it_cannot_be_filed_before_it_came_back() -> None:
    late = "day | disposition\n2026-10-20 | DAMAGED"
    (claim,) = truth_of(order_world_of(orders=THREE, lines=REFUND, returns=late)).claims
    assert (claim["status"], claim["window_opens"], claim["deadline"]) == (
        "claimable",
        date(2026, 10, 20),
        date(2026, 11, 29),
    )
    assert claims(lines="day\n2026-09-02") == ["customer_return_damaged waiting A1 1-0=1 10.00"]
    assert claims(lines="day\n2026-07-02") == ["customer_return_damaged expired A1 1-0=1 10.00"]


def test_at_most_as_many_as_amazon_refunded_the_oldest_first() -> None:
    lines = "day | amount\n2026-08-01 | -20.00"
    returns = """
        day        | disposition | quantity
        2026-08-09 | DAMAGED     | 1
        2026-08-10 | DAMAGED     | 2
        2026-08-11 | DAMAGED     | 1
    """
    assert claims(lines=lines, returns=returns) == [
        "customer_return_damaged claimable A1 1-0=1 10.00",
        "customer_return_damaged claimable A1 1-0=1 10.00",
    ]


def test_each_has_the_date_and_value_of_its_refund() -> None:
    lines = "day | amount\n2026-07-10 | -10.00\n2026-08-01 | -12.00"
    returns = "day | disposition\n2026-08-09 | DAMAGED\n2026-08-10 | DAMAGED"
    rows = truth_of(order_world_of(orders=THREE, lines=lines, returns=returns)).claims
    assert [(str(row["event_date"]), str(row["unit_value"])) for row in rows] == [
        ("2026-07-10", "10.00"),
        ("2026-08-01", "12.00"),
    ]


def test_only_refunds_by_the_seller_no_event() -> None:
    assert claims(refunds="day | by\n2026-08-01 | seller") == []
    assert claims(lines="", refunds="day | by\n2026-08-01 | seller") == []


def test_a_partial_refund_is_no_refunded_unit() -> None:
    assert claims(lines="day | amount\n2026-08-01 | -3.00") == []


def test_no_refund_known_is_a_question_without_a_deadline() -> None:
    world = order_world_of(orders=THREE, returns=DAMAGED)
    (claim,) = truth_of(world).claims
    assert brief([claim]) == ["customer_return_damaged review A1 1-0=1 ? no_refund"]
    assert (claim["event_date"], claim["window_opens"], claim["deadline"]) == (None, date(2026, 8, 9), None)
    assert claims(lines="day | by\n2026-08-01 | MFN") == ["customer_return_damaged review A1 1-0=1 ? no_refund"]


def test_payments_and_charges_left_by_the_missing_units_cover() -> None:
    paid = "day | order | reason | cash\n2026-09-01 | A1 | CustomerReturn | {}"
    assert claims(payments=paid.format(1)) == []
    two = "day | amount\n2026-08-01 | -20.00"
    # Two refunded, one of them back and damaged: the first payment is for the one not returned.
    assert claims(lines=two, payments=paid.format(1)) == [OPEN]
    assert claims(lines=two, payments=paid.format(2)) == []
    charged = "day | type | amount\n2026-08-01 | Refund | -10.00\n2026-09-20 | Order_Retrocharge | 10.00"
    assert claims(lines=charged) == []


def test_the_payment_of_a_reimbursed_unit_stays_with_the_order() -> None:
    lines = "day | amount\n2026-08-01 | -20.00"
    returns = "day | disposition | status\n2026-08-09 | DAMAGED | Reimbursed\n2026-08-10 | DAMAGED |"
    paid = "day | order | reason\n2026-08-12 | A1 | CustomerReturn"
    assert claims(lines=lines, returns=returns) == [OPEN]
    assert claims(lines=lines, returns=returns, payments=paid) == []


def test_disputed_and_returnless_are_questions() -> None:
    assert claims(lines="day | type\n2026-08-01 | Chargeback Refund") == [
        "customer_return_damaged review A1 1-0=1 10.00 a_to_z_or_chargeback"
    ]
    assert claims(is_returnless=True) == ["customer_return_damaged review A1 1-0=1 10.00 returnless"]


def test_multi_channel_and_foreign_stock_take_no_part() -> None:
    assert claims(orders="price | channel\n10.00 | Non-Amazon", lines="") == []
    assert claims(lines="", returns="day | sku | disposition\n2026-08-09 | amzn.gr.S1-x | DAMAGED") == []


def test_returns_of_a_replacement_belong_to_the_original() -> None:
    world = {
        "lines": "day | order\n2026-08-01 | A9",
        "replacements": "day\n2026-07-20",
        "returns": "day | order | disposition\n2026-08-09 | A9 | DAMAGED\n2026-08-10 | A1 | SELLABLE",
    }
    assert claims(**world) == [OPEN]


def test_it_needs_no_settlement_of_later_days() -> None:
    assert claims(settlements="from | through\n2026-08-01 | 2026-08-05") == [OPEN]
