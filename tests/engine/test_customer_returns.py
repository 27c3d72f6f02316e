"""Customer orders: what Amazon refunded or replaced, what came back, and what was paid or charged for it."""

from __future__ import annotations

from tests.engine.conftest import World

#: a settlement of every day that matters
COVERED = """
    settlements
    settlement_id | start_on   | end_on
    S1            | 2026-01-01 | 2026-11-20
"""


def covered(world: World, currency: str = "USD") -> World:
    world.fill(COVERED.replace("end_on", "end_on     | currency").replace("2026-11-20", f"2026-11-20 | {currency}"))
    return world


def test_a_refunded_unit_that_never_came_back_is_claimed_at_what_the_customer_got_at_most(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount
    O1       | 2        | 2026-08-01  | 39.98

    expected
    claim_type              | status    | reference_id | event_date | quantity_open | unit_value | value_basis | amount | window_opens | deadline
    customer_return_missing | claimable | O1           | 2026-08-01 | 2             | 19.99      | sale_price  | 39.98  | 2026-10-14   | 2026-11-29
    """
    covered(world).check()


def test_units_that_came_back_then_payments_then_charges_make_refunds_good_whatever_their_day(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount
    O1       | 4        | 2026-08-01  | 40.00

    returns
    order_id | returned_on | disposition
    O1       | 2026-07-01  | CUSTOMER_DAMAGED

    payments
    approved   | id | order | reason         | cash | total
    2026-07-02 | P1 | O1    | Lost_Warehouse | 1    | 10.00

    settled
    order_id | transaction_type  | posted_on  | amount
    O1       | Order_Retrocharge | 2026-10-01 | 10.00

    expected
    claim_type              | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    customer_return_missing | claimable | O1           | 4             | 3                | 1
    """
    covered(world).check()


def test_a_refund_in_the_settlement_has_as_many_units_as_whole_prices(world: World) -> None:
    """
    orders
    order_id | item_price | quantity
    O1       | 30.00      | 3
    O2       | 30.00      | 3
    O3       | 30.00      | 3

    settled
    order_id | transaction_type | posted_on  | amount
    O1       | Refund           | 2026-08-01 | -25.00
    O2       | Refund           | 2026-08-01 | -9.99
    O3       | Refund           | 2026-08-01 | -10.00

    expected
    claim_type              | status    | reference_id | quantity_open | unit_value
    customer_return_missing | claimable | O1           | 2             | 12.50
    customer_return_missing | claimable | O3           | 1             | 10.00
    """
    covered(world).check()


def test_without_a_price_a_refund_is_a_question_about_one_unit(world: World) -> None:
    """
    settled
    order_id | transaction_type | posted_on  | amount | quantity_purchased
    O1       | Refund           | 2026-08-01 | -25.00 |
    O2       | Refund           | 2026-08-01 | -25.00 |
    O2       | Order            | 2026-07-01 | 25.00  | 1

    expected
    claim_type              | status    | reference_id | quantity_open | unit_value | value_basis
    customer_return_missing | review    | O1           | 1             | 25.00      | sale_price
    customer_return_missing | claimable | O2           | 1             | 25.00      | sale_price
    """
    covered(world).check()


def test_what_the_seller_refunds_ships_or_sends_elsewhere_takes_no_part(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount | initiated_by
    O1       | 1        | 2026-08-01  | 10.00  | seller

    orders
    order_id | item_price | sales_channel
    O1       | 10.00      | Amazon.com
    O2       | 10.00      | Amazon.com
    O3       | 10.00      | Non-Amazon

    settled
    order_id | transaction_type | posted_on  | amount | fulfillment_id
    O1       | Refund           | 2026-08-02 | -10.00 | AFN
    O2       | Refund           | 2026-08-01 | -10.00 | MFN
    O3       | Refund           | 2026-08-01 | -10.00 | AFN

    expected
    claim_type | status | reference_id
    """
    covered(world).check()


def test_a_refund_seen_in_settlement_and_sheet_counts_once_the_larger(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount
    O1       | 1        | 2026-08-02  | 10.00
    O2       | 2        | 2026-08-02  | 20.00

    orders
    order_id | item_price
    O1       | 10.00
    O2       | 10.00

    settled
    order_id | transaction_type | posted_on  | amount
    O1       | Refund           | 2026-08-01 | -10.00
    O2       | Refund           | 2026-08-01 | -10.00

    expected
    claim_type              | status    | reference_id | event_date | quantity_open
    customer_return_missing | claimable | O1           | 2026-08-01 | 1
    customer_return_missing | claimable | O2           | 2026-08-01 | 2
    """
    covered(world).check()


def test_a_replacement_is_a_loss_of_its_original_order_without_a_value(world: World) -> None:
    """
    replaced
    original_order_id | replacement_order_id | shipped_on
    O1                | R1                   | 2026-08-01

    returns
    order_id | returned_on | quantity
    R9       | 2026-09-01  | 1

    refunds
    order_id | quantity | refunded_on | amount
    R1       | 1        | 2026-08-10  | 10.00

    expected
    claim_type              | status    | reference_id | event_date | quantity_open | unit_value | value_basis
    customer_return_missing | claimable | O1           | 2026-08-01 | 1             |            | unknown
    customer_return_missing | claimable | O1           | 2026-08-10 | 1             | 10.00      | sale_price
    """
    covered(world).check()
    assert "money back or another unit" in world.told("event_date::varchar", "status_reason")["2026-08-01"]


def test_a_guarantee_or_chargeback_refund_is_a_question(world: World) -> None:
    """
    orders
    order_id | item_price
    O1       | 10.00
    O2       | 10.00

    settled
    order_id | transaction_type         | posted_on  | amount
    O1       | A-to-z Guarantee Refund  | 2026-08-01 | -10.00
    O2       | Chargeback Refund        | 2026-08-01 | -10.00

    expected
    claim_type              | status | reference_id | quantity_open
    customer_return_missing | review | O1           | 1
    customer_return_missing | review | O2           | 1
    """
    covered(world).check()


def test_where_settlements_leave_a_hole_since_the_refund_a_retrocharge_may_be_missing(world: World) -> None:
    """
    settlements
    settlement_id | start_on   | end_on     | is_complete
    S1            | 2026-07-01 | 2026-08-31 | true
    S2            | 2026-09-01 | 2026-09-14 | false
    S3            | 2026-09-15 | 2026-11-15 | true

    refunds
    order_id | quantity | refunded_on | amount
    O1       | 1        | 2026-08-01  | 10.00
    O2       | 1        | 2026-09-15  | 10.00

    expected
    claim_type              | status  | reference_id
    customer_return_missing | review  | O1
    customer_return_missing | waiting | O2
    """
    world.check()


def test_without_a_report_of_returns_or_where_customers_keep_units_nothing_is_claimed(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount
    O1       | 1        | 2026-08-01  | 10.00

    expected
    claim_type              | status | reference_id
    customer_return_missing | review | O1
    """
    covered(world)
    world.returns_cover = None
    world.check()
    world.returns_cover, world.is_returnless = ("2026-01-01", "2026-11-20"), True
    world.check()


def test_a_unit_that_came_back_damaged_by_the_carrier_is_claimed_from_its_refund_on(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount
    O1       | 1        | 2026-08-01  | 10.00
    O2       | 1        | 2026-08-01  | 10.00
    O3       | 1        | 2026-08-01  | 10.00

    returns
    order_id | returned_on | disposition     | status                     | fulfillment_center
    O1       | 2026-08-20  | CARRIER_DAMAGED | Unit returned to inventory | PHX6
    O2       | 2026-08-20  | CARRIER_DAMAGED | Reimbursed                 | PHX6
    O3       | 2026-08-20  | DEFECTIVE       |                            | PHX6

    expected
    claim_type              | status    | reference_id | event_date | reason_code     | fulfillment_center | quantity_open | unit_value | window_opens | deadline
    customer_return_damaged | claimable | O1           | 2026-08-01 | CARRIER_DAMAGED | PHX6               | 1             | 10.00      | 2026-09-30   | 2026-11-29
    """
    covered(world).check()


def test_damaged_returns_are_at_most_as_many_as_refunded_and_what_the_order_was_paid_covers_them(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount | initiated_by
    O1       | 1        | 2026-08-01  | 10.00  | amazon
    O2       | 1        | 2026-08-01  | 10.00  | amazon
    O3       | 1        | 2026-08-01  | 10.00  | seller

    returns
    order_id | returned_on | disposition     | quantity
    O1       | 2026-08-20  | CARRIER_DAMAGED | 1
    O1       | 2026-08-21  | DAMAGED         | 1
    O2       | 2026-08-20  | DAMAGED         | 1
    O3       | 2026-08-20  | DAMAGED         | 1
    O4       | 2026-08-20  | DAMAGED         | 1

    payments
    approved   | id | order | reason         | cash | total
    2026-09-02 | P1 | O2    | CustomerReturn | 1    | 10.00

    expected
    claim_type              | status    | reference_id | event_date | quantity_open
    customer_return_damaged | claimable | O1           | 2026-08-01 | 1
    customer_return_damaged | review    | O4           |            | 1
    """
    covered(world).check()


def test_a_payment_with_an_order_covers_that_order_before_any_loss_in_the_warehouse(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount
    O1       | 1        | 2026-08-01  | 10.00

    ledger
    date       | reference | quantity | reason
    2026-09-25 | L1        | -1       | M

    payments
    approved   | id | order | reason         | cash | total
    2026-10-02 | P1 | O1    | Lost_Warehouse | 1    | 10.00

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | claimable | L1           | 1
    """
    covered(world).check()


def test_a_refund_of_another_currency_stands_in_its_own_region_and_window(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount  | currency
    O1       | 1        | 2026-09-01  | 3000.00 | EUR

    expected
    claim_type              | status    | marketplace | currency | unit_value | window_opens | deadline
    customer_return_missing | claimable | DE          | EUR      | 2000.00    | 2026-10-30   | 2026-12-15
    """
    world.home = ("DE", "EU", "EUR")
    covered(world, "EUR").check()


def test_a_refund_that_a_later_sheet_tells_with_more_cells_filled_counts_once(world: World) -> None:
    """
    refunds
    order_id | refunded_on | quantity | amount | fnsku | download_id
    A1       | 2026-07-15  | 1        | 20.00  |       | 4
    A1       | 2026-07-15  | 1        | 20.00  | X1    | 5
    A2       | 2026-07-15  | 1        |        | X1    | 4
    A2       | 2026-07-15  | 1        | 30.00  | X1    | 5
    A3       | 2026-07-15  | 1        | 20.00  | X1    | 4
    A3       | 2026-07-15  | 1        | 25.00  | X1    | 5
    A4       | 2026-07-15  | 1        | 20.00  |       | 4
    A4       | 2026-07-15  | 1        | 20.00  | X1    | 4

    expected
    claim_type              | reference_id | quantity_open | amount
    customer_return_missing | A1           | 1             | 20.00
    customer_return_missing | A2           | 1             | 30.00
    customer_return_missing | A3           | 2             | 45.00
    customer_return_missing | A4           | 2             | 40.00
    """
    covered(world).check()


def test_a_replacement_that_two_downloads_tell_in_other_words_is_one(world: World) -> None:
    """
    replaced
    shipped_on | original_order_id | replacement_order_id | reason_code | quantity | download_id
    2026-08-01 | A1                | A1R                  | 3           | 1        | 4
    2026-08-02 | A1                | A1R                  | Defective   | 1        | 5
    2026-08-01 | A2                | A2R                  | 3           | 1        | 4
    2026-08-01 | A2                | A2S                  | 3           | 1        | 5
    2026-08-01 | A3                | A3R                  | 3           | 1        | 4
    2026-08-03 | A3                | A3R                  | 3           | 1        | 4

    expected
    claim_type              | reference_id | event_date | quantity_open
    customer_return_missing | A1           | 2026-08-02 | 1
    customer_return_missing | A2           | 2026-08-01 | 2
    customer_return_missing | A3           | 2026-08-01 | 1
    customer_return_missing | A3           | 2026-08-03 | 1
    """
    covered(world).check()


def test_a_damaged_return_that_reports_of_other_forms_tell_again_is_one_unit(world: World) -> None:
    """
    refunds
    order_id | refunded_on | quantity | amount
    A1       | 2026-07-15  | 3        | 60.00
    A2       | 2026-07-15  | 1        | 20.00

    returns
    order_id | returned_on | returned_at         | disposition | license_plate | status     | fnsku | download_id
    A1       | 2026-08-19  | 2026-08-20 03:01:50 | DAMAGED     | LPN1          |            | X1    | 4
    A1       | 2026-08-20  |                     | DAMAGED     | LPN1          |            | X1    | 5
    A1       | 2026-08-19  | 2026-08-20 03:01:50 | DAMAGED     |               |            |       | 6
    A1       | 2026-08-19  | 2026-08-20 03:01:50 | DAMAGED     | LPN2          |            | X1    | 5
    A2       | 2026-08-19  | 2026-08-20 03:01:50 | DAMAGED     | LPN3          |            | X1    | 4
    A2       | 2026-08-19  |                     | DAMAGED     |               | Reimbursed | X1    | 5

    expected
    claim_type              | reference_id | quantity_open | amount
    customer_return_damaged | A1           | 2             | 40.00
    """
    covered(world).check()


def test_a_refund_that_was_taken_back_is_no_missing_unit(world: World) -> None:
    """
    orders
    order_id | quantity | item_price
    A1       | 1        | 20.00
    A2       | 1        | 20.00
    A3       | 2        | 40.00

    settled
    order_id | transaction_type | posted_on  | amount
    A1       | Refund           | 2026-08-01 | -20.00
    A1       | Refund           | 2026-08-05 | 20.00
    A2       | Refund           | 2026-08-01 | -20.00
    A2       | Refund           | 2026-08-01 | 20.00
    A3       | Refund           | 2026-08-01 | -40.00
    A3       | Refund           | 2026-08-05 | 25.00
    A3       | Refund           | 2026-08-05 | -5.00

    expected
    claim_type              | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    customer_return_missing | claimable | A3           | 2             | 1                | 1
    """
    covered(world).check()


def test_a_payment_or_a_return_of_an_order_without_a_sku_covers_a_unit_of_that_order(world: World) -> None:
    """
    ledger
    date       | event_type | quantity | fnsku | sku
    2026-02-01 | Shipments  | -1       | X2    | SKU-2

    refunds
    order_id | sku   | quantity | refunded_on | amount
    A1       | SKU-1 | 1        | 2026-08-01  | 20.00
    A2       | SKU-1 | 1        | 2026-08-01  | 20.00
    A2       | SKU-2 | 1        | 2026-08-01  | 30.00
    A3       | SKU-1 | 1        | 2026-08-01  | 20.00

    payments
    approved   | id | order | reason         | cash | total | sku | fnsku
    2026-09-02 | P1 | A1    | CustomerReturn | 1    | 20.00 |     |
    2026-09-02 | P2 | A2    | CustomerReturn | 1    | 20.00 |     | X2

    returns
    order_id | returned_on | sku | fnsku
    A3       | 2026-08-20  |     | X1

    expected
    claim_type              | status    | reference_id | sku   | quantity_open
    customer_return_missing | claimable | A2           | SKU-1 | 1
    """
    covered(world).check()
