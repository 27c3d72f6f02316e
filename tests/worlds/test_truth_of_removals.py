"""Answers worked out by hand for removals, against the simulator's truth.

The as-of date is 2026-10-31, the cost of S1 is 10.00 USD. Boxes are T1, T2 ... of the
removal order RO1 unless a test says otherwise.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from reconcile.simulator.tiny import brief, world_of
from reconcile.simulator.tiny_goods import with_goods
from reconcile.simulator.truth import Truth, truth_of

GOODS = ("removal_orders", "boxes", "receipts", "inbound")
NOTHING_CAME = "tracking | units\nT1 | 0"


def truth(**rows: Any) -> Truth:
    goods = {name: rows.pop(name) for name in GOODS if name in rows}
    return truth_of(with_goods(world_of(**rows), **goods))


def claims(**rows: Any) -> list[str]:
    return brief(truth(**rows).claims)


def test_a_box_that_never_came_is_claimed() -> None:
    (row,) = truth(boxes="day | units\n2026-09-20 | 3", receipts=NOTHING_CAME).claims
    assert brief([row]) == ["removal_lost claimable RO1 3-0=3 30.00"]
    shown = {name: str(row[name]) for name in ("event_date", "window_opens", "deadline", "marketplace")}
    assert shown == {
        "event_date": "2026-09-20",
        "window_opens": "2026-10-05",
        "deadline": "2026-12-04",
        "marketplace": "US",
    }
    assert (row["fulfillment_center"], row["reason_code"], row["asin"], row["title"]) == ("", "", "", "")


def test_a_box_nobody_spoke_of_waits_and_is_then_asked_for() -> None:
    assert claims(boxes="day\n2026-10-17") == ["removal_lost waiting RO1 1-0=1 10.00"]
    assert claims(boxes="day\n2026-10-16") == ["removal_lost review RO1 1-0=1 10.00 no_receipt"]
    assert claims(boxes="day\n2026-08-17") == ["removal_lost review RO1 1-0=1 10.00 no_receipt"]
    assert claims(boxes="day\n2026-08-16") == ["removal_lost expired RO1 1-0=1 10.00 no_receipt"]


def test_what_came_short_is_claimed_from_the_day_it_came() -> None:
    (row,) = truth(
        boxes="day | units\n2026-08-01 | 5",
        receipts="tracking | units | day\nT1 | 1 | 2026-09-10\nT1 | 2 | 2026-09-20\nT1 | 0 | 2026-10-20",
    ).claims
    assert brief([row]) == ["removal_short claimable RO1 2-0=2 20.00"]
    assert (row["event_date"], row["window_opens"], row["deadline"]) == (
        date(2026, 9, 20),
        date(2026, 9, 20),
        date(2026, 11, 19),
    )


def test_what_came_in_full_or_too_much_is_no_claim() -> None:
    for units in (5, 8):
        assert claims(boxes="day | units\n2026-08-20 | 5", receipts=f"tracking | units\nT1 | {units}") == []


def test_the_last_days_of_a_window() -> None:
    lost = "day\n{}"
    for day, status in (("2026-08-17", "claimable"), ("2026-08-16", "expired"), ("2026-10-17", "waiting")):
        assert claims(boxes=lost.format(day), receipts=NOTHING_CAME) == [f"removal_lost {status} RO1 1-0=1 10.00"]
    for day, status in (("2026-09-01", "claimable"), ("2026-08-31", "expired")):
        receipts = f"tracking | units | day\nT1 | 1 | {day}"
        assert claims(boxes="day | units\n2026-08-01 | 2", receipts=receipts) == [
            f"removal_short {status} RO1 1-0=1 10.00"
        ]


@pytest.mark.parametrize(
    ("home", "lost", "short"),
    [
        ("UK", "2026-08-18", "2026-09-01"),
        ("DE", "2026-08-17", "2026-09-01"),
        ("CA", "2026-08-17", "2026-09-01"),
        ("JP", "2026-08-17", "2026-09-01"),
        ("AE", "2026-08-17", "2026-10-01"),
    ],
)
def test_the_windows_of_other_marketplaces(home: str, lost: str, short: str) -> None:
    def statuses(day_lost: date, day_short: date) -> list[str]:
        told = truth(
            marketplace=home,
            costs="",
            boxes=f"day | units | order\n{day_lost} | 1 | RO1\n2026-07-20 | 2 | RO2",
            receipts=f"order | tracking | units | day\nRO1 | T1 | 0 | -\nRO2 | T2 | 1 | {day_short}",
        )
        return [f"{row['claim_type']} {row['status']}" for row in told.claims]

    on_lost, on_short = date.fromisoformat(lost), date.fromisoformat(short)
    assert statuses(on_lost, on_short) == ["removal_lost claimable", "removal_short claimable"]
    day = timedelta(days=1)
    assert statuses(on_lost - day, on_short - day) == ["removal_lost expired", "removal_short expired"]


def test_without_a_rule_all_is_a_question_without_dates() -> None:
    (row,) = truth(marketplace="AU", costs="", boxes="day\n2026-10-30").claims
    assert brief([row]) == ["removal_lost review RO1 1-0=1 ? no_receipt,no_rule"]
    assert (row["window_opens"], row["deadline"], row["currency"], row["marketplace"]) == (None, None, "AUD", "AU")


def test_disposals_and_liquidations_come_home_to_nobody() -> None:
    for kind in ("Disposal", "Liquidations"):
        assert claims(boxes=f"day | type\n2026-09-01 | {kind}", receipts=NOTHING_CAME) == []


def test_a_blank_type_is_that_of_the_order() -> None:
    boxes = "day | type\n2026-09-01 | -"
    claimed = ["removal_lost claimable RO1 1-0=1 10.00"]
    assert claims(boxes=boxes, receipts=NOTHING_CAME, removal_orders="type\nReturn") == claimed
    assert claims(boxes=boxes, receipts=NOTHING_CAME, removal_orders="type\nDisposal") == []
    assert claims(boxes=boxes, receipts=NOTHING_CAME) == ["removal_lost review RO1 1-0=1 10.00 order_type_unknown"]


def test_boxes_are_told_apart_by_order_tracking_number_and_product() -> None:
    boxes = """
        day        | order | tracking | fnsku | units
        2026-09-01 | RO1   | T1       | X1    | 2
        2026-09-02 | RO1   | T2       | X1    | 3
        2026-09-03 | RO2   | T1       | X1    | 4
        2026-09-04 | RO1   | T1       | X2    | 5
    """
    receipts = """
        order | tracking | fnsku | units | day
        RO1   | T1       | X1    | 2     | 2026-09-20
        RO1   | T2       | X1    | 0     | 2026-09-20
        RO2   | T1       | X1    | 1     | 2026-09-20
        RO1   | T1       | X2    | 5     | 2026-09-20
    """
    assert claims(boxes=boxes, receipts=receipts) == [
        "removal_lost claimable RO1 3-0=3 30.00",
        "removal_short claimable RO2 3-0=3 30.00",
    ]


def test_several_rows_of_one_box_are_filled_in_order() -> None:
    boxes = """
        day        | tracking | units | sku
        2026-09-01 | T1       | 2     | S1
        2026-09-01 | T1       | 2     | S1
        2026-09-01 | T1       | 2     | S0
    """
    assert claims(boxes=boxes, receipts="tracking | units\nT1 | 3") == [
        "removal_short claimable RO1 1-0=1 10.00",
        "removal_short claimable RO1 2-0=2 20.00",
    ]
    assert claims(boxes=boxes, receipts=NOTHING_CAME) == [
        "removal_lost claimable RO1 2-0=2 20.00",
        "removal_lost claimable RO1 2-0=2 20.00",
        "removal_lost claimable RO1 2-0=2 20.00",
    ]


def test_goods_that_came_under_another_number_are_a_question() -> None:
    lost = "tracking | units\nT1 | 0\n"
    boxes = "day | units\n2026-09-01 | 2\n2026-09-01 | 2"
    assert claims(boxes=boxes, receipts=lost + "T2 | 2") == ["removal_lost claimable RO1 2-0=2 20.00"]
    question = ["removal_lost review RO1 2-0=2 20.00 may_have_come_in_another_box"]
    assert claims(boxes=boxes, receipts=lost + "T2 | 3") == question
    assert claims(boxes=boxes, receipts=lost + "T2 | 2\nT7 | 1") == question
    assert claims(boxes=boxes, receipts=lost + "T2 | 2\n- | 1") == question
    assert claims(boxes=boxes, receipts=lost + "T2 | 2\nT7 | 0") == ["removal_lost claimable RO1 2-0=2 20.00"]


def test_receipts_of_unknown_removals_change_nothing() -> None:
    receipts = "order | tracking | units\nRO1 | T1 | 0\nRO9 | T1 | 4"
    assert claims(boxes="day\n2026-09-01", receipts=receipts) == ["removal_lost claimable RO1 1-0=1 10.00"]
    assert claims(receipts=receipts) == []


def test_rows_dated_after_the_day_are_not_used() -> None:
    assert claims(boxes="day\n2026-11-01") == []
    assert claims(boxes="day\n2026-10-01", receipts="tracking | units | day\nT1 | 0 | 2026-11-01") == [
        "removal_lost review RO1 1-0=1 10.00 no_receipt"
    ]


def test_units_that_came_on_an_unknown_day() -> None:
    (row,) = truth(boxes="day | units\n2026-09-01 | 2", receipts="tracking | units | day\nT1 | 1 | -").claims
    assert brief([row]) == ["removal_short review RO1 1-0=1 10.00 received_on_unknown"]
    assert (row["event_date"], row["window_opens"], row["deadline"]) == (None, date(2026, 9, 1), None)


def test_a_payment_of_the_order_covers_whatever_its_reason_date_or_money() -> None:
    given = {"boxes": "day | units\n2026-09-01 | 3", "receipts": NOTHING_CAME}
    head = "day | order | reason | cash | currency\n"
    for line in (
        "2026-10-01 | RO1 | Lost_Outbound | 2 | USD",
        "2026-02-01 | RO1 | GeneralAdjustment | 2 | USD",
        "2026-10-01 | RO1 | Lost_Warehouse | 2 | CAD",
    ):
        assert claims(**given, payments=head + line) == ["removal_lost claimable RO1 3-2=1 10.00"]
    assert claims(**given, payments=head + "2026-10-01 | RO1 | Lost_Outbound | 9 | USD") == []


def test_a_payment_of_the_order_for_another_product_covers_nothing() -> None:
    given = {"boxes": "day\n2026-09-01", "receipts": NOTHING_CAME}
    payments = "day | order | reason | fnsku\n2026-10-01 | RO1 | Removal_Order_Lost | X2"
    assert claims(**given, payments=payments) == ["removal_lost claimable RO1 1-0=1 10.00"]


def test_the_order_of_a_payment_beats_first_in_first_out() -> None:
    # The payment says Lost_Warehouse, but names the removal; the lost unit stays open.
    told = claims(
        ledger="day | quantity\n2026-09-01 | -1",
        boxes="day\n2026-09-01",
        receipts=NOTHING_CAME,
        payments="day | order | reason\n2026-10-01 | RO1 | Lost_Warehouse",
    )
    assert told == ["warehouse_lost claimable R1 1-0=1 10.00"]


def test_a_payment_that_only_speaks_of_a_removal_counts_by_product() -> None:
    given = {"boxes": "day | order\n2026-09-01 | RO1\n2026-09-05 | RO2"}
    given["receipts"] = "order | tracking | units\nRO1 | T1 | 0\nRO2 | T2 | 0"
    left = ["removal_lost claimable RO2 1-0=1 10.00"]
    head = "day | order | reason | fnsku\n"
    assert claims(**given, payments=head + "2026-10-01 | - | REMOVAL_ORDER_LOST | X1") == left
    assert claims(**given, payments=head + "2026-10-01 | RO7 | Removal:Lost | X1") == left
    # Not by another reason, not for another product, not too early.
    both = ["removal_lost claimable RO1 1-0=1 10.00", *left]
    for line in ("2026-10-01 | RO7 | Lost_Outbound | X1", "2026-10-01 | - | REMOVAL_ORDER_LOST | X2"):
        assert claims(**given, payments=head + line) == both
    assert claims(**given, payments=head + "2026-08-21 | - | REMOVAL_ORDER_LOST | X1") == both
    assert claims(**given, payments=head + "2026-08-22 | - | REMOVAL_ORDER_LOST | X1") == left


def test_a_known_order_keeps_its_payment() -> None:
    # RO2 is known from the removal orders alone; its payment covers no box of RO1.
    given = {"boxes": "day\n2026-09-01", "receipts": NOTHING_CAME}
    payments = "day | order | reason\n2026-10-01 | RO2 | Removal_Order_Lost"
    assert claims(**given, payments=payments) == []
    assert claims(**given, payments=payments, removal_orders="order\nRO2") == ["removal_lost claimable RO1 1-0=1 10.00"]


def test_removals_take_no_part_in_doubt_or_reversals() -> None:
    given = {"boxes": "day\n2026-09-01", "receipts": NOTHING_CAME}
    lost = "removal_lost claimable RO1 1-0=1 10.00"
    assert claims(**given, payments="day | reason\n2026-10-01 | GeneralAdjustment") == [lost]
    assert claims(**given, ledger="day | reason | quantity\n2026-09-10 | F | 1") == [lost]
    # A removal's payment that no box took is still in doubt for other losses of its product.
    assert claims(
        boxes="day\n2026-09-01",
        receipts="tracking | units\nT1 | 1",
        ledger="day | quantity\n2026-09-01 | -1",
        payments="day | reason\n2026-10-01 | Removal_Order_Lost",
    ) == ["warehouse_lost review R1 1-0=1 10.00 doubt"]


def test_first_in_first_out_among_the_boxes_of_an_order() -> None:
    told = claims(
        boxes="day | units\n2026-09-05 | 2\n2026-09-01 | 2",
        receipts="tracking | units\nT1 | 0\nT2 | 0",
        payments="day | order | reason | cash\n2026-10-01 | RO1 | Lost_Outbound | 3",
    )
    assert told == ["removal_lost claimable RO1 2-1=1 10.00"]


def test_stock_that_is_not_ours_is_no_claim() -> None:
    assert claims(boxes="day | sku\n2026-09-01 | amzn.gr.S1-1", receipts=NOTHING_CAME) == []


def test_without_payments_every_removal_is_a_question() -> None:
    assert claims(boxes="day\n2026-10-30", has_background=False) == [
        "removal_lost review RO1 1-0=1 10.00 no_reimbursements"
    ]


def test_removals_before_our_records_are_counted_only() -> None:
    told = truth(boxes="day\n2025-12-31", receipts=NOTHING_CAME)
    assert (told.claims, told.before_records) == ([], 1)


def test_the_days_are_those_of_the_home() -> None:
    # Noon in Tokyo is the day before in Los Angeles: the shipment's day is Tokyo's.
    (row,) = truth(marketplace="JP", costs="", boxes="day\n2026-09-01", receipts=NOTHING_CAME).claims
    assert row["event_date"] == date(2026, 9, 1)
