"""After how many days Amazon pays by itself, for every claim type and region, and the settle days that this proposes."""

from __future__ import annotations

from datetime import date, timedelta

from tests.engine.conftest import World


def paid_losses(world: World, days: list[int], *, first: str = "2026-01-10", country: str = "US") -> None:
    """A lost unit a day from `first` on, each of a product of its own and paid after so many days."""
    currency = {"US": "USD", "CA": "CAD"}[country]
    lost = [date.fromisoformat(first) + timedelta(days=number) for number in range(len(days))]
    ledger = "\n".join(f"{day} | {country}{number} | L{number} | -1 | M | {country}" for number, day in enumerate(lost))
    payments = "\n".join(
        f"{day + timedelta(days=wait)} | {country}{number} | P{country}{number} | 1 | {currency}"
        for number, (day, wait) in enumerate(zip(lost, days, strict=True))
    )
    world.fill(
        f"ledger\ndate | fnsku | reference | quantity | reason | country\n{ledger}\n\n"
        f"payments\napproved | fnsku | id | cash | currency\n{payments}\n"
    )


def test_only_money_without_a_case_was_paid_by_amazon_itself(world: World) -> None:
    """Of four units one was paid in a case, one with a unit in kind, one found; one payment of two parts counts once.

    ledger
    date       | fnsku | reference | quantity | reason | reconciled | unreconciled
    2026-10-01 | X1    | L1        | -1       | M      |            |
    2026-10-01 | X2    | L2        | -1       | M      |            |
    2026-10-01 | X3    | L3        | -1       | M      |            |
    2026-10-07 | X3    | F3        | 1        | F      |            |
    2026-10-01 | X4    | L4        | -5       | M      | 2          | 3

    payments
    approved   | fnsku | id | cash | inventory | case_id
    2026-10-05 | X1    | P1 | 1    |           | 900
    2026-10-06 | X2    | P2 |      | 1         |
    2026-10-09 | X4    | P4 | 5    |           |
    """
    world.reconcile()
    assert world.query("claims/payment_delay_listed") == [("warehouse_lost", "US", "1", "8", "8")]


def test_every_type_that_a_payment_can_answer_has_its_delay(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-01 | X1    | L1        | -1       | M
    2026-10-01 | X1    | D1        | -1       | E

    shipments
    shipment | fnsku | shipped | received | delivered  | closed
    FBA1     | X2    | 5       | 4        | 2026-09-01 | 2026-10-01
    FBA2     | X3    | 5       | 4        |            | 2026-10-01

    refunds
    order_id | sku   | quantity | refunded_on | amount
    O1       | SKU-1 | 1        | 2026-07-01  | 20.00
    O2       | SKU-1 | 1        | 2026-07-01  | 20.00

    returns
    returned_on | order_id | disposition
    2026-07-20  | O2       | CARRIER_DAMAGED

    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    R1       | 2026-05-05 | T1              | 3
    R2       | 2026-05-05 | T2              | 3

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    R1       | T1              | 0                 | 2026-05-20
    R2       | T2              | 2                 | 2026-05-20

    payments
    approved   | fnsku | id | reason            | cash | order
    2026-10-05 | X1    | P1 | Lost_Warehouse    | 1    |
    2026-10-06 | X1    | P2 | Damaged_Warehouse | 1    |
    2026-09-11 | X2    | P3 | Lost_Inbound      | 1    |
    2026-10-11 | X3    | P4 | Lost_Inbound      | 1    |
    2026-08-20 | X1    | P5 | CustomerReturn    | 1    | O1
    2026-08-25 | X1    | P6 | CustomerReturn    | 1    | O2
    2026-06-01 | X1    | P7 | Lost_Outbound     | 3    | R1
    2026-06-02 | X1    | P8 | Lost_Outbound     | 1    | R2
    """
    world.shipments_cover = ("2026-01-01", "2026-11-20")
    world.reconcile()
    assert {row[0]: row[3] for row in world.query("claims/payment_delay_listed")} == {
        "warehouse_lost": "4",
        "warehouse_damaged": "5",
        "inbound_shortage": "10",  # FBA2 has no day of delivery to count from
        "customer_return_missing": "50",
        "customer_return_damaged": "55",
        "removal_lost": "27",
        "removal_short": "13",
    }


def test_thirty_old_losses_paid_propose_settle_days_and_twenty_nine_do_not(empty_world: World) -> None:
    """Of 30 payments 95 % are 29, so the two slowest of 40 days and 21 days leave 21."""
    paid_losses(empty_world, [3] * 28 + [21, 40])
    empty_world.reconcile()
    assert empty_world.query("claims/settle_proposed") == [("warehouse_lost", "settle_days_lost", "30", "21", "30")]
    empty_world.con.execute("delete from reimbursement where reimbursement_id = 'PUS0'")
    empty_world.reconcile()
    assert empty_world.query("claims/settle_proposed") == []


def test_what_is_set_already_is_not_proposed(empty_world: World) -> None:
    empty_world.settle_days = {"settle_days_lost": 9, "settle_days_damaged": 14}
    paid_losses(empty_world, [9] * 30)
    empty_world.reconcile()
    assert empty_world.query("claims/settle_proposed") == []


def test_of_young_losses_only_quick_payments_are_known_so_they_propose_nothing(empty_world: World) -> None:
    """119 days before the as-of date the youngest of thirty losses is one day too young; it is told all the same."""
    paid_losses(empty_world, [3] * 30, first="2026-06-25")
    empty_world.reconcile()
    assert empty_world.query("claims/payment_delay_listed") == [("warehouse_lost", "US", "30", "3", "3")]
    assert empty_world.query("claims/settle_proposed") == []


def test_the_slowest_region_decides_for_the_one_setting_of_the_account(empty_world: World) -> None:
    paid_losses(empty_world, [3] * 30)
    paid_losses(empty_world, [25], country="CA")
    empty_world.reconcile()
    assert empty_world.query("claims/payment_delay_listed") == [
        ("warehouse_lost", "CA", "1", "25", "25"),
        ("warehouse_lost", "US", "30", "3", "3"),
    ]
    assert empty_world.query("claims/settle_proposed") == [("warehouse_lost", "settle_days_lost", "30", "25", "30")]


def test_for_returns_the_days_count_from_the_first_day_of_the_window(empty_world: World) -> None:
    """In the US that is day 60; paid after 65 days is 5 days into it, before it is none."""
    days = [40] * 27 + [65] * 3
    refunded = [date(2026, 1, 10) + timedelta(days=number) for number in range(len(days))]
    refunds = "\n".join(f"O{number} | 1 | {day} | 20.00" for number, day in enumerate(refunded))
    payments = "\n".join(
        f"{day + timedelta(days=wait)} | P{number} | CustomerReturn | 1 | O{number}"
        for number, (day, wait) in enumerate(zip(refunded, days, strict=True))
    )
    empty_world.fill(
        f"refunds\norder_id | quantity | refunded_on | amount\n{refunds}\n\n"
        f"payments\napproved | id | reason | cash | order\n{payments}\n"
    )
    empty_world.reconcile()
    assert empty_world.query("claims/settle_proposed") == [
        ("customer_return_missing", "settle_days_return", "14", "5", "30")
    ]
