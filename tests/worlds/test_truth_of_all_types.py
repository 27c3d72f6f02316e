"""All claim types in one account: which loss a row of cover belongs to where several could take it.

Worked out by hand; the as-of date is 2026-10-31, the cost of S1 10.00 USD. Order A1 is that of a
customer, RO1 that of a removal; both are about S1 with the FNSKU X1.
"""

from typing import Any

from reconcile.simulator.tiny import brief
from reconcile.simulator.tiny_goods import with_goods
from reconcile.simulator.tiny_orders import order_world_of
from reconcile.simulator.truth import Truth, truth_of
from reconcile.simulator.truth_match import unbalanced

GOODS = ("inbound", "removal_orders", "boxes", "receipts")
SOLD = "quantity | price\n3 | 30.00"
REFUND = "day | amount\n2026-08-01 | -10.00"
BOX = "day | units\n2026-09-20 | 2"
NOTHING_CAME = "tracking | units\nT1 | 0"
SHORT = "sent | came\n10 | 8"

NOT_RETURNED = "customer_return_missing claimable A1 1-0=1 10.00"
BOX_LOST = "removal_lost claimable RO1 2-0=2 20.00"
INBOUND_SHORT = "inbound_shortage claimable FBA1 2-0=2 20.00"


def truth(**rows: Any) -> Truth:
    goods = {name: rows.pop(name) for name in GOODS if name in rows}
    return truth_of(with_goods(order_world_of(**rows), **goods))


def claims(**rows: Any) -> list[str]:
    told = truth(**{"orders": SOLD, "lines": REFUND, "boxes": BOX, "receipts": NOTHING_CAME, **rows})
    assert unbalanced(told.losses, told.covers) == []
    return brief(told.claims)


def test_each_is_claimed_where_nothing_was_paid() -> None:
    assert claims(inbound=SHORT) == [NOT_RETURNED, INBOUND_SHORT, BOX_LOST]


def test_a_payment_goes_to_the_order_it_names() -> None:
    for reason in ("CustomerReturn", "Lost_Outbound", "Lost_Warehouse"):
        payment = f"day | reason | order | cash\n2026-10-01 | {reason} | {{}} | 1"
        assert claims(payments=payment.format("A1")) == [BOX_LOST]
        assert claims(payments=payment.format("RO1")) == [NOT_RETURNED, "removal_lost claimable RO1 2-1=1 10.00"]


def test_a_customers_order_goes_before_a_reason_that_names_a_removal() -> None:
    payment = "day | reason | order | cash\n2026-10-01 | REMOVAL_ORDER_LOST | {} | {}"
    assert claims(payments=payment.format("A1", 1)) == [BOX_LOST]
    assert claims(payments=payment.format("A1", 2)) == ["removal_lost claimable RO1 2-1=1 10.00"]
    assert claims(payments=payment.format("-", 1)) == [NOT_RETURNED, "removal_lost claimable RO1 2-1=1 10.00"]


def test_an_inbound_payment_that_names_an_order_is_the_orders_first() -> None:
    payment = "day | reason | order | cash\n2026-10-01 | Lost_Inbound | {} | {}"
    assert claims(inbound=SHORT, payments=payment.format("A1", 1)) == [INBOUND_SHORT, BOX_LOST]
    assert claims(inbound=SHORT, payments=payment.format("A1", 2)) == [
        "inbound_shortage claimable FBA1 2-1=1 10.00",
        BOX_LOST,
    ]
    assert claims(inbound=SHORT, payments=payment.format("RO1", 3)) == [
        NOT_RETURNED,
        "inbound_shortage claimable FBA1 2-1=1 10.00",
    ]


def test_money_of_an_order_is_no_doubt_about_a_shipment_or_a_loss() -> None:
    lost = "day | quantity | reason\n2026-09-01 | -1 | M"
    payment = "day | reason | order | cash\n2026-10-01 | CustomerReturn | {} | 5"
    for order in ("A1", "A7"):
        rows = claims(inbound=SHORT, ledger=lost, payments=payment.format(order))
        assert INBOUND_SHORT in rows
        assert "warehouse_lost claimable R1 1-0=1 10.00" in rows


def test_returned_units_and_overage_are_nobody_elses() -> None:
    back = "day | quantity\n2026-08-09 | 3"
    over = "shipment | sent | came\nFBA1 | 10 | 8\nFBA2 | 4 | 9"
    assert claims(returns=back, inbound=over) == [BOX_LOST]


def test_the_cost_of_a_product_is_known_by_a_name_that_only_a_return_shows() -> None:
    inbound = "sku | sent | came\nS1-NEW | 10 | 8"
    assert claims(inbound=inbound, boxes="", receipts="", orders="", lines="") == [
        "inbound_shortage claimable FBA1 2-0=2 ?"
    ]
    returned = "day | order | sku\n2026-08-09 | A5 | S1"
    assert claims(inbound=inbound, returns=returned, boxes="", receipts="", orders="", lines="") == [
        "inbound_shortage claimable FBA1 2-0=2 20.00"
    ]
