"""Removals: boxes on their way back to the seller, what arrived of them, and what Amazon paid."""

from __future__ import annotations

from datetime import date

from tests.engine.conftest import World


def test_a_box_of_which_nothing_came_is_lost_and_claimed_from_its_shipment_date(world: World) -> None:
    """
    costs
    sku   | cost
    SKU-1 | 7.50

    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | 1Z 001          | 3

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | 1z001           | 0                 | 2026-10-30

    expected
    claim_type   | status    | reference_id | event_date | quantity_lost | quantity_open | unit_value | amount | window_opens | deadline
    removal_lost | claimable | RM1          | 2026-10-01 | 3             | 3             | 7.50       | 22.50  | 2026-10-16   | 2026-12-15
    """
    world.check()


def test_a_box_of_which_some_units_came_is_short_by_the_rest_from_the_last_day_of_receipt(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 5

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 1                 | 2026-10-20
    RM1      | T1              | 2                 | 2026-10-25

    expected
    claim_type    | status    | reference_id | event_date | quantity_lost | quantity_open | window_opens | deadline
    removal_short | claimable | RM1          | 2026-10-25 | 2             | 2             | 2026-10-25   | 2026-12-24
    """
    world.check()


def test_a_box_that_nobody_has_counted_waits_for_its_window_and_then_becomes_a_question(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-11-10 | T1              | 2
    RM2      | 2026-10-01 | T2              | 2

    expected
    claim_type   | status  | reference_id | quantity_open
    removal_lost | waiting | RM1          | 2
    removal_lost | review  | RM2          | 2
    """
    world.check()
    assert "Has this box come?" in world.told("reference_id", "status_reason")["RM2"]


def test_a_box_that_came_whole_or_overfull_is_no_loss(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 2
    RM2      | 2026-10-01 | T2              | 2

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 2                 | 2026-10-20
    RM2      | T2              | 3                 | 2026-10-20

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()


def test_only_returns_to_the_seller_can_be_lost_on_the_way_and_the_order_tells_a_type_that_the_box_lacks(
    world: World,
) -> None:
    """
    removal_orders
    order_id | order_type
    RM1      | Return
    RM2      | Disposal

    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity | order_type
    RM1      | 2026-10-01 | T1              | 1                |
    RM2      | 2026-10-01 | T2              | 1                |
    RM3      | 2026-10-01 | T3              | 1                | Liquidations
    RM4      | 2026-10-01 | T4              | 1                |

    expected
    claim_type   | status | reference_id | quantity_open
    removal_lost | review | RM1          | 1
    removal_lost | review | RM4          | 1
    """
    world.check()
    told = world.told("reference_id", "status_code")
    assert told == {"RM1": "receipt_missing", "RM4": "removal_type_unknown"}


def test_a_payment_with_the_removal_order_and_fnsku_covers_whatever_its_reason_and_date(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 2
    RM2      | 2026-10-02 | T2              | 2

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-10-30
    RM2      | T2              | 0                 | 2026-10-30

    payments
    approved   | id | order | reason            | cash | total
    2026-08-01 | P1 | RM2   | GeneralAdjustment | 1    | 10.00
    2026-10-20 | P2 | RM2   | Lost_Warehouse    | 1    | 10.00

    expected
    claim_type   | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    removal_lost | claimable | RM1          | 2             | 0                | 2
    """
    world.check()


def test_a_payment_that_names_a_removal_without_a_known_order_covers_the_oldest_box_of_its_fnsku(world: World) -> None:
    """
    removal_orders
    order_id
    RM9

    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 1
    RM2      | 2026-10-02 | T2              | 1

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-10-30
    RM2      | T2              | 0                 | 2026-10-30

    payments
    approved   | id | order | reason             | cash | total
    2026-10-20 | P1 |       | Removal_Order_Lost | 1    | 10.00
    2026-10-20 | P2 | RM9   | Removal_Order_Lost | 1    | 10.00
    2026-09-01 | P3 | ZZ    | Removal_Order_Lost | 1    | 10.00

    expected
    claim_type   | status    | reference_id | quantity_open
    removal_lost | claimable | RM2          | 1
    """
    world.check()


def test_a_receipt_without_tracking_number_counts_only_where_the_order_sent_one_box(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 1
    RM2      | 2026-10-01 | T2              | 1
    RM2      | 2026-10-01 | T3              | 1

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      |                 | 0                 | 2026-10-20
    RM2      |                 | 0                 | 2026-10-20

    expected
    claim_type   | status    | reference_id | quantity_open
    removal_lost | claimable | RM1          | 1
    removal_lost | review    | RM2          | 1
    removal_lost | review    | RM2          | 1
    """
    world.check()


def test_what_arrived_in_a_box_is_counted_to_its_lines_in_their_order(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity | disposition
    RM1      | 2026-10-01 | T1              | 2                | Sellable
    RM1      | 2026-10-01 | T1              | 3                | Unsellable

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 3                 | 2026-10-20

    expected
    claim_type    | status    | reference_id | quantity_lost | quantity_open
    removal_short | claimable | RM1          | 2             | 2
    """
    world.check()


def test_units_that_fit_no_box_may_be_those_that_another_box_of_the_order_lacks(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 2
    RM1      | 2026-10-01 | T2              | 2
    RM2      | 2026-10-01 | T3              | 2

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-10-20
    RM1      | T2              | 3                 | 2026-10-20
    RM2      | T3              | 0                 | 2026-10-20
    RM2      | T9              | 1                 | 2026-10-20

    expected
    claim_type   | status | reference_id | status_code       | quantity_open
    removal_lost | review | RM1          | receipt_elsewhere | 2
    removal_lost | review | RM2          | receipt_elsewhere | 2
    """
    world.check()


def test_a_short_receipt_without_a_day_is_a_question_without_a_last_day(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 2

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 1                 |

    expected
    claim_type    | status | reference_id | event_date | window_opens | deadline
    removal_short | review | RM1          |            | 2026-10-01   |
    """
    world.check()


def test_without_a_reimbursements_report_a_lost_box_is_a_question(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 2

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-10-20

    expected
    claim_type   | status | reference_id | quantity_open
    removal_lost | review | RM1          | 2
    """
    world.payments_cover = None
    world.check()


def test_in_britain_the_last_day_of_a_lost_removal_is_the_74th(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-09-07 | T1              | 2

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-10-20

    expected
    claim_type   | status    | marketplace | currency | window_opens | deadline
    removal_lost | claimable | UK          | GBP      | 2026-09-22   | 2026-11-20
    """
    world.home = ("UK", "UK", "GBP")
    world.check(date(2026, 11, 20))


def test_graded_and_resold_stock_is_never_claimed_but_told(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity | sku
    RM1      | 2026-10-01 | T1              | 2                | amzn.gr.SKU-1-abc

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-10-20

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
    assert world.rows("excluded_sku", "sku", "units") == [("amzn.gr.SKU-1-abc", "2")]


def test_units_that_came_on_no_known_day_leave_a_question_without_a_last_day(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-10-01 | T1              | 5

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 3                 |

    expected
    claim_type    | status | reference_id | event_date | quantity_open | window_opens | deadline
    removal_short | review | RM1          |            | 2             | 2026-10-01   |
    """
    world.check()
    assert world.told("reference_id", "status_code") == {"RM1": "receipt_undated"}


def test_a_box_that_an_earlier_download_told_otherwise_is_one_box(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity | download_id
    RM1      | 2026-10-01 |                 | 3                | 4
    RM1      | 2026-10-01 | T1              | 3                | 5
    RM2      | 2026-10-02 | T2              | 3                | 4
    RM2      | 2026-10-01 | T2              | 3                | 5
    RM3      | 2026-10-01 | T3              | 2                | 4
    RM3      | 2026-10-01 | T3              | 2                | 4
    RM4      | 2026-10-01 | T4              | 1                | 4
    RM4      | 2026-10-09 | T5              | 1                | 5

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-10-30
    RM2      | T2              | 0                 | 2026-10-30
    RM3      | T3              | 0                 | 2026-10-30
    RM4      | T4              | 0                 | 2026-10-30
    RM4      | T5              | 0                 | 2026-10-30

    payments
    approved   | id | order | reason             | cash | total
    2026-10-20 | P1 | RM1   | Removal_Order_Lost | 3    | 30.00

    expected
    claim_type   | status    | reference_id | event_date | quantity_open
    removal_lost | claimable | RM2          | 2026-10-01 | 3
    removal_lost | claimable | RM3          | 2026-10-01 | 2
    removal_lost | claimable | RM3          | 2026-10-01 | 2
    removal_lost | claimable | RM4          | 2026-10-01 | 1
    removal_lost | claimable | RM4          | 2026-10-09 | 1
    """
    world.check()


def test_a_payment_of_a_removal_without_fnsku_covers_the_boxes_of_its_sku_in_that_order(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity | sku   | fnsku
    RM1      | 2026-10-01 | T1              | 1                | SKU-1 | X1
    RM1      | 2026-10-01 | T1              | 1                | SKU-2 | X2
    RM2      | 2026-10-01 | T2              | 1                | SKU-1 | X1

    removal_receipts
    order_id | tracking_number | quantity_received | received_on | fnsku
    RM1      | T1              | 0                 | 2026-10-30  | X1
    RM1      | T1              | 0                 | 2026-10-30  | X2
    RM2      | T2              | 0                 | 2026-10-30  | X1

    payments
    approved   | id | order | reason             | cash | total | sku   | fnsku
    2026-10-20 | P1 | RM1   | Removal_Order_Lost | 1    | 10.00 | SKU-2 |
    2026-10-20 | P2 | RM2   | Removal_Order_Lost | 1    | 10.00 |       |

    expected
    claim_type   | status    | reference_id | sku   | quantity_open
    removal_lost | claimable | RM1          | SKU-1 | 1
    """
    world.check()
