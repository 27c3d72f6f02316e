"""Units of shipments to Amazon that were sent and not received (contract, section 4, inbound_shortage)."""

from __future__ import annotations

from datetime import date

from tests.engine.conftest import World


def test_a_closed_shipment_that_arrived_short_is_claimable_until_nine_months_after_delivery(world: World) -> None:
    """
    costs
    sku   | cost
    SKU-1 | 4.125

    shipments
    shipped | received
    10      | 7

    expected
    claim_type       | status    | reference_id | event_date | sku   | fnsku | asin | fulfillment_center | reason_code | quantity_lost | quantity_covered | quantity_open | currency | unit_value | value_basis | amount | window_opens | deadline   | marketplace
    inbound_shortage | claimable | FBA1         | 2026-09-01 | SKU-1 | X1    | B1   | LBE1               |             | 3             | 0                | 3             | USD      | 4.13       | cost        | 12.39  | 2026-10-01   | 2027-06-01 | US
    """
    world.check()
    assert world.rows("claim", "claim_id")[0][0].startswith("INB-")


def test_the_value_is_capped(world: World) -> None:
    """
    costs
    sku   | cost
    SKU-1 | 9000

    shipments
    shipped | received
    10      | 9

    expected
    status    | unit_value | value_basis | cost_price
    claimable | 5000.00    | cost        | 9000.00
    """
    world.check()


def test_only_closed_shipments_count_however_the_word_is_written(world: World) -> None:
    """
    shipments
    shipment | fnsku | status     | shipped | received
    FBA1     | X1    | Closed     | 2       | 1
    FBA2     | X2    | RECEIVING  | 2       | 1
    FBA3     | X3    | CLOSED_    | 2       | 1
    FBA4     | X4    |            | 2       | 1
    FBA5     | X5    | IN_TRANSIT | 2       | 1

    expected
    reference_id | status    | quantity_open
    FBA1         | claimable | 1
    FBA3         | claimable | 1
    """
    world.check()


def test_a_shipment_that_closed_or_came_after_the_as_of_date_is_not_closed_yet(world: World) -> None:
    """
    shipments
    shipment | fnsku | shipped_on | delivered  | closed     | shipped | received
    FBA1     | X1    | 2026-08-20 | 2026-09-01 | 2026-10-10 | 2       | 1
    FBA2     | X2    | 2026-08-20 | 2026-10-15 |            | 2       | 1
    FBA3     | X3    | 2026-10-20 |            |            | 2       | 1

    expected
    reference_id | status
    """
    world.check(as_of=date(2026, 10, 9))
    world.reconcile(as_of=date(2026, 10, 10))
    assert world.rows("claim", "reference_id", "status") == [("FBA1", "claimable")]


def test_received_is_the_larger_of_the_lines_figure_and_the_ledgers_receipts(world: World) -> None:
    """X1 by the ledger, X2 by the line, X3 after a correction downwards, X4 receipts of another shipment.

    ledger
    date       | fnsku | event_type | reference | quantity
    2026-09-02 | X1    | Receipts   | FBA1      | 6
    2026-09-05 | X1    | Receipts   | FBA1      | 2
    2026-09-02 | X2    | Receipts   | FBA1      | 6
    2026-09-02 | X3    | Receipts   | FBA1      | 10
    2026-10-30 | X3    | Receipts   | FBA1      | -4
    2026-09-02 | X4    | Receipts   | FBA9      | 10
    2026-09-02 | X5    | Receipts   | FBA1      | -4

    shipments
    sku | fnsku | asin | shipped | received
    S1  | X1    | B1   | 10      | 5
    S2  | X2    | B2   | 10      | 9
    S3  | X3    | B3   | 10      |
    S4  | X4    | B4   | 10      | 8
    S5  | X5    | B5   | 3       |

    expected
    fnsku | status    | quantity_open
    X1    | claimable | 2
    X2    | claimable | 1
    X3    | claimable | 4
    X4    | claimable | 2
    X5    | claimable | 3
    """
    world.check()


def test_receipts_after_the_as_of_date_are_not_known_yet(world: World) -> None:
    """
    ledger
    date       | event_type | reference | quantity
    2026-09-02 | Receipts   | FBA1      | 6
    2026-10-30 | Receipts   | FBA1      | 2

    shipments
    shipped | received
    10      |

    expected
    status    | quantity_open
    claimable | 4
    """
    world.check(as_of=date(2026, 10, 29))
    world.reconcile()
    assert world.rows("claim", "quantity_open") == [("2",)]


def test_lines_of_one_fnsku_share_the_ledgers_receipts_in_order_of_sku(world: World) -> None:
    """The ledger has 4 more than the lines' 8 + 4: A lacks 2 of them, B takes the other 2 of the 6 that it lacks.

    ledger
    date       | event_type | reference | quantity
    2026-09-02 | Receipts   | FBA1      | 16

    shipments
    sku | shipped | received
    A   | 10      | 8
    B   | 10      | 4

    expected
    sku | status    | quantity_open
    B   | claimable | 4
    """
    world.check()
    assert world.rows("inbound_line", "sku", "received_units") == [("A", "10"), ("B", "6")]


def test_what_the_ledger_has_beyond_all_lines_of_an_fnsku_is_surplus_once(world: World) -> None:
    """
    ledger
    date       | event_type | reference | quantity
    2026-09-02 | Receipts   | FBA1      | 25

    shipments
    sku | shipped | received
    A   | 10      | 8
    B   | 10      | 4
    """
    world.reconcile()
    assert world.rows("inbound_line", "sku", "received_units", "surplus_units") == [("A", "15", "5"), ("B", "10", "0")]


def test_received_units_that_nobody_states_are_no_loss(world: World) -> None:
    """Without a ledger and without a figure nothing is known; with a figure the line stands on its own.

    shipments
    sku | fnsku | shipped | received
    A   | X1    | 10      |
    B   | X2    | 10      | 9

    expected
    sku | status    | quantity_open
    B   | claimable | 1
    """
    world.ledger_covers = None
    world.check()


def test_a_ledger_that_ends_before_the_shipment_closed_cannot_say_that_nothing_came(world: World) -> None:
    """
    ledger
    date       | event_type | reference | quantity
    2026-09-02 | Receipts   | FBA1      | 6

    shipments
    sku | fnsku | asin | shipped | received
    A   | X1    | B1   | 10      |
    B   | X2    | B2   | 10      | 9

    expected
    sku | status    | status_code      | quantity_open
    A   | review    | receipts_unknown | 4
    B   | claimable | claimable        | 1
    """
    world.ledger_covers = ("2026-01-01", "2026-09-20")
    world.check()


def test_surplus_of_the_same_asin_in_any_closed_shipment_comes_first_whatever_its_date(world: World) -> None:
    """The surplus of 3 lies long before; the older shortage is served first, the payment then goes to the rest.

    shipments
    shipment | status    | sku | fnsku | asin | delivered  | shipped | received
    FBA1     | CLOSED    | S1  | X1    | B1   | 2026-09-10 | 10      | 6
    FBA2     | CLOSED    | S1  | X1    | B1   | 2026-09-01 | 10      | 8
    FBA3     | CLOSED    | S9  | X9    | B1   | 2025-05-01 | 10      | 13
    FBA4     | RECEIVING | S1  | X1    | B1   | 2026-09-01 | 10      | 19

    payments
    approved   | id | reason       | cash
    2026-10-20 | P1 | Lost_Inbound | 1

    expected
    reference_id | status    | quantity_lost | quantity_covered | quantity_open
    FBA1         | claimable | 4             | 2                | 2
    """
    world.check()


def test_products_without_an_asin_are_only_the_same_as_themselves(world: World) -> None:
    """
    shipments
    shipment | sku | fnsku | asin | shipped | received
    FBA1     | S1  | X1    |      | 10      | 9
    FBA2     | S2  | X2    |      | 10      | 11
    FBA3     | S3  | X3    |      | 10      | 9
    FBA4     | S3  | X3    |      | 10      | 11

    expected
    reference_id | quantity_open
    FBA1         | 1
    """
    world.check()


def test_inbound_payments_go_to_the_oldest_shortage_of_their_fnsku_forward_in_time(world: World) -> None:
    """P1 is too early for FBA1; P2 and P3 pay, also as damage. X2 is another product.

    shipments
    shipment | sku | fnsku | asin | delivered  | shipped | received
    FBA1     | S1  | X1    | B1   | 2026-09-01 | 10      | 8
    FBA2     | S1  | X1    | B1   | 2026-09-20 | 10      | 8
    FBA3     | S2  | X2    | B2   | 2026-09-01 | 10      | 8

    payments
    approved   | id | fnsku | reason          | cash
    2026-06-01 | P1 | X1    | Lost_Inbound    | 5
    2026-10-20 | P2 | X1    | Lost_Inbound    | 1
    2026-10-21 | P3 | X1    | Damaged_Inbound | 2
    2026-10-21 | P4 | X1    | Lost_Outbound   | 2

    expected
    reference_id | fnsku | status    | quantity_lost | quantity_covered | quantity_open
    FBA2         | X1    | review    | 1             | 0                | 1
    FBA3         | X2    | claimable | 2             | 0                | 2
    """
    world.check()


def test_a_payment_60_days_before_a_shortage_is_doubt(world: World) -> None:
    """
    shipments
    delivered  | shipped | received
    2026-09-01 | 10      | 7

    payments
    approved   | id | reason       | cash
    2026-08-01 | P1 | Lost_Inbound | 1

    expected
    status    | status_code    | quantity_lost | quantity_covered | quantity_open
    claimable | claimable      | 2             | 0                | 2
    review    | cover_in_doubt | 1             | 0                | 1
    """
    world.check()


def test_an_inbound_payment_that_no_shortage_took_covers_its_own_reversal(world: World) -> None:
    """
    shipments
    shipped | received
    10      | 9

    payments
    approved   | id | reason                 | cash | total  | original
    2026-09-20 | P1 | Lost_Inbound           | 2    | 20.00  |
    2026-10-20 | V1 | Reimbursement_Reversal | -2   | -20.00 | P1

    expected
    claim_type             | reference_id | status    | quantity_lost | quantity_covered | quantity_open
    reimbursement_reversed | V1           | claimable | 2             | 1                | 1
    """
    world.check()


def test_without_a_day_of_delivery_the_day_of_closing_stands_in(world: World) -> None:
    """No deadline and a question, but the payment of the days after closing counts, and the cost of that day.

    costs
    sku   | cost | from
    SKU-1 | 5.00 | 2025-01-01
    SKU-1 | 6.00 | 2026-09-15

    shipments
    delivered | closed     | shipped | received
              | 2026-10-01 | 10      | 6

    payments
    approved   | id | reason       | cash
    2026-10-20 | P1 | Lost_Inbound | 1

    expected
    status | status_code      | event_date | quantity_covered | quantity_open | unit_value | window_opens | deadline
    review | delivery_unknown |            | 1                | 3             | 6.00       | 2026-10-01   |
    """
    world.check()


def test_without_any_day_a_shortage_is_a_question_without_dates_and_takes_no_payment_of_a_dated_one(
    world: World,
) -> None:
    """
    costs
    sku   | cost
    SKU-1 | 5.00

    shipments
    shipment | delivered  | closed     | shipped | received
    FBA1     |            |            | 10      | 8
    FBA2     | 2026-09-01 | 2026-10-01 | 10      | 8

    payments
    approved   | id | reason       | cash
    2026-10-20 | P1 | Lost_Inbound | 2

    expected
    reference_id | status | status_code      | event_date | quantity_open | unit_value | value_basis | window_opens | deadline
    FBA1         | review | delivery_unknown |            | 2             |            | unknown     |              |
    """
    world.check()
    assert world.query("costs/missing", as_of=date(2026, 11, 20)) == []


def test_amazons_own_investigation_ends_it_and_a_shipment_of_which_nothing_came_is_a_question(world: World) -> None:
    """
    shipments
    shipment | sku | fnsku | asin | shipped | received | amazon_status
    FBA1     | A   | X1    | B1   | 10      | 8        | Eligible
    FBA1     | B   | X2    | B2   | 10      | 8        | action_required
    FBA1     | C   | X3    | B3   | 10      | 8        | Reconciled
    FBA2     | A   | X4    | B4   | 10      | 0        |
    FBA2     | B   | X5    | B5   | 10      | 0        |
    FBA3     | A   | X6    | B6   | 10      | 0        |
    FBA3     | B   | X7    | B7   | 10      | 10       |

    expected
    reference_id | sku | status    | status_code      | quantity_open
    FBA1         | A   | claimable | claimable        | 2
    FBA1         | B   | claimable | claimable        | 2
    FBA1         | C   | review    | amazon_decided   | 2
    FBA2         | A   | review    | nothing_received | 10
    FBA2         | B   | review    | nothing_received | 10
    FBA3         | A   | claimable | claimable        | 10
    """
    world.check()


def test_surplus_of_other_products_in_the_shipment_is_doubt_served_in_order_of_sku(world: World) -> None:
    """Z came with 5 more than sent: A's 2 units, 3 of B's 4. The surplus of FBA2 says nothing of FBA1.

    shipments
    shipment | sku | fnsku | asin | shipped | received
    FBA1     | A   | X1    | B1   | 10      | 8
    FBA1     | B   | X2    | B2   | 10      | 6
    FBA1     | Z   | X9    | B9   | 10      | 15
    FBA2     | Z   | X8    | B8   | 10      | 15

    expected
    sku | status    | status_code       | quantity_lost | quantity_covered | quantity_open
    A   | review    | surplus_of_others | 2             | 0                | 2
    B   | claimable | claimable         | 1             | 0                | 1
    B   | review    | surplus_of_others | 3             | 0                | 3
    """
    world.check()
    ids = {(row[0], row[1]): row[2] for row in world.rows("claim", "sku", "status", "claim_id")}
    assert ids["B", "review"] == ids["B", "claimable"] + "-s"
    assert "(5 in all, X9)" in world.told("sku", "status_reason")["A"]


def test_surplus_of_the_own_asin_is_no_doubt_for_it_and_is_counted_in_full_for_others(world: World) -> None:
    """B1's surplus covers B1's shortage in FBA2, and is doubt for X2 all the same; X3 has a surplus of its own ASIN.

    shipments
    shipment | sku | fnsku | asin | shipped | received
    FBA1     | A   | X1    | B1   | 10      | 12
    FBA1     | B   | X2    | B2   | 10      | 9
    FBA1     | C   | X3    | B3   | 10      | 6
    FBA1     | D   | X4    | B3   | 10      | 11
    FBA2     | A   | X1    | B1   | 10      | 8

    expected
    reference_id | sku | status    | status_code       | quantity_lost | quantity_covered | quantity_open
    FBA1         | B   | review    | surplus_of_others | 1             | 0                | 1
    FBA1         | C   | claimable | claimable         | 3             | 1                | 2
    FBA1         | C   | review    | surplus_of_others | 1             | 0                | 1
    """
    world.check()


def test_pass_4_gets_only_what_the_surplus_left(world: World) -> None:
    """Of 4 open units 2 are in question for the surplus, and 1 of the other 2 for the payment before.

    shipments
    shipment | sku | fnsku | asin | shipped | received
    FBA1     | A   | X1    | B1   | 10      | 6
    FBA1     | Z   | X9    | B9   | 10      | 12

    payments
    approved   | id | reason         | cash
    2026-08-10 | P1 | Lost_Warehouse | 1

    expected
    sku | status    | status_code       | quantity_lost | quantity_open
    A   | claimable | claimable         | 1             | 1
    A   | review    | cover_in_doubt    | 1             | 1
    A   | review    | surplus_of_others | 2             | 2
    """
    world.check()


def test_a_product_that_the_shipment_did_not_list_is_surplus(world: World) -> None:
    """X9 has another ASIN: a question. X8 has the same ASIN: the missing unit under another label.

    ledger
    date       | fnsku | sku | asin | event_type | reference | quantity
    2026-09-02 | X9    | Z   | B9   | Receipts   | FBA1      | 2
    2026-09-02 | X8    | Y   | B1   | Receipts   | FBA1      | 1

    shipments
    shipment | sku | fnsku | asin | shipped | received
    FBA1     | A   | X1    | B1   | 10      | 6

    expected
    sku | status    | status_code       | quantity_lost | quantity_covered | quantity_open
    A   | claimable | claimable         | 2             | 1                | 1
    A   | review    | surplus_of_others | 2             | 0                | 2
    """
    world.check()


def test_what_is_expired_or_a_question_already_gets_no_row_for_the_surplus(world: World) -> None:
    """
    shipments
    shipment | sku | fnsku | asin | delivered  | shipped | received | amazon_status
    FBA1     | A   | X1    | B1   | 2026-01-05 | 10      | 6        |
    FBA1     | Z   | X9    | B9   | 2026-01-05 | 10      | 12       |
    FBA2     | A   | X1    | B1   | 2026-09-01 | 10      | 6        | Reimbursed
    FBA2     | Z   | X9    | B9   | 2026-09-01 | 10      | 12       |

    expected
    reference_id | status  | quantity_open
    FBA1         | expired | 4
    FBA2         | review  | 4
    """
    world.check()


def test_a_question_for_a_surplus_that_a_person_dismissed_stays_away(world: World) -> None:
    """
    shipments
    shipment | sku | fnsku | asin | shipped | received
    FBA1     | A   | X1    | B1   | 10      | 6
    FBA1     | Z   | X9    | B9   | 10      | 12

    expected
    sku | status    | quantity_open
    A   | claimable | 2
    A   | dismissed | 2
    """
    world.reconcile()
    world.dismiss(world.told("status", "claim_id")["review"])
    world.check()


def test_queue_and_contents_tell_a_shipment_that_the_sheet_does_not_give(world: World) -> None:
    """FBA1 stands in the sheet; FBA2 is closed by the newest row of the queue, FBA3 open, FBA4 in no queue.

    ledger
    date       | fnsku | event_type | reference | quantity
    2026-09-02 | X2    | Receipts   | FBA2      | 28
    2026-09-02 | X3    | Receipts   | FBA3      | 28

    shipments
    shipment | fnsku | shipped | received
    FBA1     | X1    | 10      | 9

    queue
    shipment | status    | created_on | updated_on | expected_units | located
    FBA1     | RECEIVING | 2026-08-20 | 2026-09-03 | 10       | 2
    FBA2     | RECEIVING | 2026-08-20 | 2026-09-03 | 30       | 28
    FBA2     | CLOSED    | 2026-08-20 | 2026-10-03 | 30       | 28
    FBA3     | RECEIVING | 2026-08-20 | 2026-09-03 | 30       | 28

    contents
    shipment | fnsku | shipped
    FBA1     | X1    | 10
    FBA2     | X2    | 30
    FBA3     | X3    | 30
    FBA4     | X4    | 30

    expected
    reference_id | fnsku | status    | status_code      | event_date | fulfillment_center | quantity_open | window_opens | deadline
    FBA1         | X1    | claimable | claimable        | 2026-09-01 | LBE1               | 1             | 2026-10-01   | 2027-06-01
    FBA2         | X2    | review    | delivery_unknown |            | LBE1               | 2             |              |
    """
    world.check()


def test_contents_without_a_ledger_are_no_loss_but_for_a_queue_that_located_nothing(world: World) -> None:
    """
    queue
    shipment | expected_units | located
    FBA1     | 30       | 28
    FBA2     | 30       | 0

    contents
    shipment | fnsku | shipped
    FBA1     | X1    | 30
    FBA2     | X2    | 30

    expected
    reference_id | status | status_code      | quantity_open
    FBA2         | review | nothing_received | 30
    """
    world.ledger_covers = None
    world.check()


def test_an_undated_shortage_takes_a_payment_that_came_after_its_first_receipt(world: World) -> None:
    """
    ledger
    date       | event_type | reference | quantity
    2026-09-02 | Receipts   | FBA1      | 6

    queue
    updated_on
    2026-11-19

    contents
    shipped
    10

    payments
    approved   | id | reason       | cash
    2026-10-20 | P1 | Lost_Inbound | 3

    expected
    status | quantity_lost | quantity_covered | quantity_open
    review | 4             | 3                | 1
    """
    world.check()


def test_graded_and_found_skus_and_losses_before_the_records_are_listed_apart(world: World) -> None:
    """
    shipments
    shipment | sku             | fnsku | delivered  | shipped | received
    FBA1     | amzn.gr.1       | X1    | 2026-09-01 | 10      | 8
    FBA2     | Amazon.Found.B1 | X2    | 2026-09-01 | 10      | 7
    FBA3     | S3              | X3    | 2026-07-31 | 10      | 6

    expected
    reference_id | status
    """
    world.ledger_covers = ("2026-08-01", "2026-11-20")
    world.check()
    assert world.rows("excluded_sku", "sku", "units") == [("Amazon.Found.B1", "3"), ("amzn.gr.1", "2")]
    assert world.rows("before_records", "row_count", "units") == [("1", "4")]


def test_without_a_ledger_the_records_begin_30_days_before_the_first_payment(world: World) -> None:
    """
    shipments
    shipment | sku | fnsku | asin | delivered  | shipped | received
    FBA1     | S1  | X1    | B1   | 2026-07-01 | 10      | 8
    FBA2     | S2  | X2    | B2   | 2026-07-03 | 10      | 8

    expected
    reference_id | status
    FBA2         | claimable
    """
    world.ledger_covers = None
    world.payments_cover = ("2026-08-01", "2026-11-20")
    world.check()


def test_without_reimbursements_every_shortage_is_a_question(world: World) -> None:
    """
    shipments
    shipped | received
    10      | 8

    expected
    status | status_code       | quantity_open | window_opens | deadline
    review | no_reimbursements | 2             | 2026-10-01   | 2027-06-01
    """
    world.payments_cover = None
    world.check()


def test_a_home_without_a_published_rule_gives_a_question_without_dates(world: World) -> None:
    """
    shipments
    shipped | received
    10      | 8

    expected
    marketplace | status | status_code | currency | event_date | window_opens | deadline
    JP          | review | no_rule     | JPY      | 2026-09-01 |              |
    """
    world.home = ("JP", "JP", "JPY")
    world.check()


def test_in_europe_the_marketplace_is_the_home_and_the_claim_ends_after_six_months(world: World) -> None:
    """
    shipments
    delivered  | shipped | received
    2026-08-31 | 10      | 8

    expected
    marketplace | status    | currency | window_opens | deadline
    DE          | claimable | EUR      | 2026-10-01   | 2027-02-28
    """
    world.home = ("DE", "EU", "EUR")
    world.check()


def test_an_inbound_payment_without_a_shortage_is_shown_where_shipments_are_loaded(world: World) -> None:
    """
    payments
    approved   | id | reason       | cash
    2026-09-20 | P1 | Lost_Inbound | 2
    2026-10-20 | P2 | Lost_Inbound | 3
    """
    world.reconcile()
    assert world.rows("unmatched_cover", "reference_id") == []
    world.shipments_cover = ("2026-08-01", "2026-10-01")
    world.reconcile()
    assert world.rows("unmatched_cover", "claim_type", "reference_id", "units") == [("inbound_shortage", "P1", "2")]


def test_the_id_of_a_claim_is_that_of_shipment_sku_and_fnsku(world: World) -> None:
    """
    shipments
    shipped | received
    10      | 8
    """
    world.reconcile()
    before = world.rows("claim", "claim_id")
    world.con.execute("update inbound_shipment set quantity_received = 7, line = 9, closed_on = date '2026-10-05'")
    world.fill("shipments\nshipment | fnsku | shipped | received\nFBA0 | X0 | 10 | 8\n")
    world.reconcile()
    assert set(before) < set(world.rows("claim", "claim_id"))


def test_a_line_whose_fnsku_a_later_sheet_tells_is_one_line(world: World) -> None:
    """
    shipments
    shipment | sku   | fnsku | shipped | received | download_id
    FBA1     | SKU-1 |       | 10      | 7        | 14
    FBA1     | SKU-1 | X1    | 10      | 8        | 15
    FBA2     | SKU-1 | X1    | 10      | 7        | 14
    FBA2     | SKU-1 |       | 10      | 9        | 15
    FBA3     | SKU-1 | X1    | 10      | 9        | 14
    FBA3     | SKU-1 | X2    | 10      | 8        | 15

    expected
    claim_type       | status    | reference_id | fnsku | quantity_open
    inbound_shortage | claimable | FBA1         | X1    | 2
    inbound_shortage | claimable | FBA2         |       | 1
    inbound_shortage | claimable | FBA3         | X1    | 1
    inbound_shortage | claimable | FBA3         | X2    | 2
    """
    world.check()
