"""Answers worked out by hand for shipments to Amazon, against the simulator's truth.

The as-of date is 2026-10-31, the cost of S1 is 10.00 USD. A shipment is delivered on
2026-09-01 and closed on 2026-09-20 unless a test says otherwise.
"""

from datetime import date
from typing import Any

from reconcile.simulator.tiny import brief, world_of
from reconcile.simulator.tiny_goods import with_goods
from reconcile.simulator.truth import Truth, truth_of
from reconcile.simulator.truth_inbound import add_months


def truth(inbound: str, **rows: Any) -> Truth:
    return truth_of(with_goods(world_of(**rows), inbound=inbound))


def claims(inbound: str, **rows: Any) -> list[str]:
    return brief(truth(inbound, **rows).claims)


def test_units_that_did_not_come_are_claimed() -> None:
    (row,) = truth("sent | came | amazon\n10 | 8 | Eligible").claims
    assert brief([row]) == ["inbound_shortage claimable FBA1 2-0=2 20.00"]
    shown = {name: str(row[name]) for name in ("event_date", "window_opens", "deadline", "marketplace", "currency")}
    assert shown == {
        "event_date": "2026-09-01",
        "window_opens": "2026-09-20",
        "deadline": "2027-06-01",
        "marketplace": "US",
        "currency": "USD",
    }
    assert (row["fulfillment_center"], row["reason_code"], row["title"]) == ("PHX7", "", "")
    assert (row["value_basis"], str(row["cost_price"]), row["asin"]) == ("cost", "10.00", "B1")


def test_what_came_in_full_or_too_much_is_no_claim() -> None:
    assert claims("sku | fnsku | sent | came\nS1 | X1 | 10 | 10\nS2 | X2 | 10 | 11") == []


def test_a_shipment_that_is_not_closed_is_still_being_received() -> None:
    for status in ("RECEIVING", "WORKING", "IN_TRANSIT", "CANCELLED", ""):
        assert claims(f"status | came\n{status or '-'} | 2") == []
    assert claims("status | came\nClosed | 8") == ["inbound_shortage claimable FBA1 2-0=2 20.00"]


def test_a_shipment_that_closes_later_is_not_closed_yet() -> None:
    assert claims("closed | came\n2026-11-02 | 9") == []
    assert claims("closed | came\n2026-10-31 | 9") == ["inbound_shortage claimable FBA1 1-0=1 10.00"]


def test_lines_dated_after_the_day_are_not_used() -> None:
    assert claims("delivered | closed | came\n2026-11-01 | 2026-11-01 | 9") == []
    assert claims("delivered | closed | came\n- | 2026-11-01 | 9") == []


def test_received_is_the_larger_of_sheet_and_ledger() -> None:
    ledger = """
        day        | event_type | reason | quantity | reference_id
        2026-09-03 | Receipts   | -      | 6        | FBA1
        2026-09-05 | Receipts   | -      | 3        | FBA1
        2026-09-05 | Receipts   | -      | 9        | FBA2
    """
    assert claims("came\n8", ledger=ledger) == ["inbound_shortage claimable FBA1 1-0=1 10.00"]
    assert claims("came\n7", ledger=ledger) == ["inbound_shortage claimable FBA1 1-0=1 10.00"]
    assert claims("came\n10", ledger=ledger) == []


def test_later_corrections_of_the_ledger_count_as_far_as_the_sheet() -> None:
    ledger = """
        day        | event_type | reason | quantity | reference_id
        2026-09-03 | Receipts   | -      | 10       | FBA1
        2026-10-12 | Receipts   | -      | -4       | FBA1
        2026-11-02 | Receipts   | -      | 4        | FBA1
    """
    assert claims("came\n5", ledger=ledger) == ["inbound_shortage claimable FBA1 4-0=4 40.00"]
    assert claims("came\n9", ledger=ledger) == ["inbound_shortage claimable FBA1 1-0=1 10.00"]


def test_receipts_of_an_fnsku_that_was_not_sent_came_too_much_of_the_same_asin() -> None:
    ledger = "day | event_type | reason | quantity | reference_id | fnsku\n2026-09-03 | Receipts | - | 9 | FBA1 | X2"
    assert claims("came\n9", ledger=ledger) == []


def test_lines_that_share_a_product_share_its_receipts() -> None:
    lines = "sku | sent | came\nS1 | 5 | 5\nS1B | 5 | 0\nS3 | 1 | 1"
    ledger = "day | event_type | reason | quantity | reference_id\n2026-09-03 | Receipts | - | {} | FBA1"
    (row,) = truth(lines, ledger=ledger.format(8)).claims
    assert (row["sku"], row["quantity_open"]) == ("S1B", 3)
    assert claims(lines, ledger=ledger.format(11)) == []


def test_a_blank_figure_without_a_receipt_is_a_question() -> None:
    assert claims("sku | fnsku | came\nS1 | X1 | -\nS2 | X2 | 10") == [
        "inbound_shortage review FBA1 10-0=10 100.00 received_unknown"
    ]
    ledger = "day | event_type | reason | quantity | reference_id\n2026-09-03 | Receipts | - | 7 | FBA1"
    assert claims("came\n-", ledger=ledger) == ["inbound_shortage claimable FBA1 3-0=3 30.00"]


def test_overage_of_the_same_asin_comes_first_whatever_its_date() -> None:
    shortage_and_overage = """
        shipment | fnsku | sku | asin | sent | came | delivered  | closed
        FBA1     | X1    | S1  | B1   | 10   | 8    | 2026-09-01 | 2026-09-20
        FBA2     | X1    | S1  | B1   | 10   | 9    | 2026-08-01 | 2026-08-20
        FBA3     | X9    | S9  | B1   | 10   | 12   | 2026-02-01 | 2026-02-20
    """
    # The older shortage takes one of the two, the younger the other.
    assert claims(shortage_and_overage) == ["inbound_shortage claimable FBA1 2-1=1 10.00"]
    # Overage comes before the payment, which is then left for the next shortage.
    payments = "day | reason | cash\n2026-10-01 | Lost_Inbound | 1"
    assert claims(shortage_and_overage, payments=payments) == []
    # Overage of a shipment that is still open is none yet, and none of another product.
    other = shortage_and_overage.replace("X9    | S9  | B1", "X9    | S9  | B9")
    assert len(claims(other)) == 2


def test_overage_in_a_shipment_still_open_covers_nothing() -> None:
    assert claims(
        "shipment | status | sent | came\nFBA1 | CLOSED | 10 | 8\nFBA2 | RECEIVING | 10 | 15",
    ) == ["inbound_shortage claimable FBA1 2-0=2 20.00"]


def test_overage_is_older_than_the_records_or_of_stock_that_is_not_ours() -> None:
    assert claims("""
        shipment | sku       | fnsku | sent | came | delivered  | closed
        FBA1     | S1        | X1    | 10   | 7    | 2026-09-01 | 2026-09-20
        FBA0     | S1        | X1    | 10   | 11   | 2025-06-01 | 2025-06-20
        FBA2     | amzn.gr.1 | X2    | 0    | 1    | 2026-09-01 | 2026-09-20
    """) == ["inbound_shortage claimable FBA1 3-2=1 10.00"]


def test_inbound_payments_cover_first_in_first_out() -> None:
    short = """
        shipment | delivered  | came
        FBA1     | 2026-08-01 | 8
        FBA2     | 2026-09-01 | 8
    """
    assert claims(short, payments="day | reason | cash\n2026-10-01 | LOST:INBOUND | 3") == [
        "inbound_shortage claimable FBA2 2-1=1 10.00"
    ]
    assert claims(short, payments="day | reason | cash\n2026-10-01 | Damaged_Inbound | 9") == []


def test_an_inbound_payment_long_before_the_delivery_is_a_doubt() -> None:
    payments = "day | reason | cash\n{} | Lost_Inbound | 1"
    assert claims("came\n8", payments=payments.format("2026-08-22")) == ["inbound_shortage claimable FBA1 2-1=1 10.00"]
    assert claims("came\n8", payments=payments.format("2026-08-21")) == [
        "inbound_shortage claimable FBA1 1-0=1 10.00",
        "inbound_shortage review FBA1 1-0=1 10.00 doubt",
    ]
    assert claims("came\n8", payments=payments.format("2026-07-03")) == [
        "inbound_shortage claimable FBA1 1-0=1 10.00",
        "inbound_shortage review FBA1 1-0=1 10.00 doubt",
    ]
    assert claims("came\n8", payments=payments.format("2026-07-02")) == ["inbound_shortage claimable FBA1 2-0=2 20.00"]


def test_money_in_another_currency_or_found_units_are_doubts() -> None:
    doubted = ["inbound_shortage review FBA1 1-0=1 10.00 doubt"]
    for reason, currency in (("Lost_Inbound", "CAD"), ("Lost_Warehouse", "USD"), ("GeneralAdjustment", "USD")):
        payments = f"day | reason | currency\n2026-10-01 | {reason} | {currency}"
        assert claims("came\n9", payments=payments) == doubted
    assert claims("came\n9", ledger="day | reason | quantity\n2026-09-05 | F | 1") == doubted
    assert claims("came\n9", payments="day | reason | order\n2026-10-01 | CustomerReturn | 111-1") == [
        "inbound_shortage claimable FBA1 1-0=1 10.00"
    ]


def test_found_stock_without_a_label_is_a_doubt_per_asin() -> None:
    ledger = "day | reason | quantity | msku | fnsku | asin\n2026-09-05 | F | 1 | Amazon.Found.B1 | B1 | B1"
    assert claims("came\n8", ledger=ledger) == [
        "inbound_shortage claimable FBA1 1-0=1 10.00",
        "inbound_shortage review FBA1 1-0=1 10.00 doubt",
    ]


def test_doubtful_cover_goes_to_the_oldest_loss_of_any_type() -> None:
    ledger = "day | reason | quantity | reference_id\n2026-09-10 | M | -1 | R1"
    payments = "day | reason\n2026-10-01 | GeneralAdjustment"
    assert claims("came\n9", ledger=ledger, payments=payments) == [
        "inbound_shortage review FBA1 1-0=1 10.00 doubt",
        "warehouse_lost claimable R1 1-0=1 10.00",
    ]


def test_an_inbound_payment_a_shortage_took_cannot_cover_its_reversal() -> None:
    payments = """
        day        | reason                 | cash | each   | original
        2026-10-01 | Lost_Inbound           | 1    | 10.00  |
        2026-10-10 | Reimbursement_Reversal | -1   | -10.00 | P1
    """
    assert claims("came\n9", payments=payments) == ["reimbursement_reversed claimable P2 1-0=1 10.00"]
    assert claims("came\n10", payments=payments) == []


def test_nothing_received_at_all_is_a_question() -> None:
    assert claims("sku | fnsku | sent | came\nS1 | X1 | 10 | 0\nS2 | X2 | 5 | 0") == [
        "inbound_shortage review FBA1 10-0=10 100.00 nothing_received",
        "inbound_shortage review FBA1 5-0=5 ? nothing_received",
    ]
    assert claims("sku | fnsku | asin | sent | came\nS1 | X1 | B1 | 10 | 0\nS2 | X2 | B2 | 5 | 5") == [
        "inbound_shortage claimable FBA1 10-0=10 100.00",
    ]


def test_amazons_own_word_ends_it() -> None:
    for status in ("eligible", "Action required", "ACTION_REQUIRED", "-"):
        assert claims(f"came | amazon\n9 | {status}") == ["inbound_shortage claimable FBA1 1-0=1 10.00"]
    for status in ("investigation completed", "case submitted", "not eligible"):
        assert claims(f"came | amazon\n9 | {status}") == ["inbound_shortage review FBA1 1-0=1 10.00 amazon_status"]


def test_surplus_of_other_products_is_a_question_for_as_many_units() -> None:
    inbound = """
        sku | fnsku | asin | sent | came
        S1  | X1    | B1   | 10   | 7
        S2  | X2    | B2   | 10   | 12
    """
    assert claims(inbound) == [
        "inbound_shortage claimable FBA1 1-0=1 10.00",
        "inbound_shortage review FBA1 2-0=2 20.00 surplus",
    ]
    # Units that are covered are not in question, and then doubt takes from what is left.
    payments = "day | reason\n2026-10-01 | Lost_Inbound\n2026-10-02 | GeneralAdjustment"
    assert claims(inbound.replace("| 7", "| 6"), payments=payments) == [
        "inbound_shortage review FBA1 1-0=1 10.00 doubt",
        "inbound_shortage review FBA1 2-0=2 20.00 surplus",
    ]


def test_surplus_counts_in_full_and_is_used_up_in_order_of_sku() -> None:
    costs = """
        sku | cost  | currency | from       | approved
        S1  | 10.00 | USD      | 2025-01-01 | 2025-01-05
        S2  | 20.00 | USD      | 2025-01-01 | 2025-01-05
    """
    assert claims(
        """
        shipment | sku | fnsku | asin | sent | came
        FBA1     | S1  | X1    | B1   | 10   | 8
        FBA1     | S2  | X2    | B2   | 10   | 7
        FBA1     | S3  | X3    | B3   | 10   | 13
        FBA2     | S3  | X3    | B3   | 10   | 7
        """,
        costs=costs,
    ) == [
        "inbound_shortage review FBA1 2-0=2 20.00 surplus",
        "inbound_shortage claimable FBA1 2-0=2 40.00",
        "inbound_shortage review FBA1 1-0=1 20.00 surplus",
    ]


def test_surplus_of_the_same_asin_is_cover_not_a_question() -> None:
    assert claims("sku | fnsku | sent | came\nS1 | X1 | 10 | 8\nS9 | X9 | 10 | 11") == [
        "inbound_shortage claimable FBA1 2-1=1 10.00"
    ]


def test_surplus_asks_nothing_more_of_a_line_in_review() -> None:
    assert claims("""
        sku | fnsku | asin | sent | came | amazon
        S1  | X1    | B1   | 10   | 8    | case submitted
        S2  | X2    | B2   | 10   | 11   | -
    """) == ["inbound_shortage review FBA1 2-0=2 20.00 amazon_status"]


def test_delivered_on_an_unknown_day() -> None:
    (row,) = truth("delivered | came\n- | 9").claims
    assert brief([row]) == ["inbound_shortage review FBA1 1-0=1 10.00 delivered_on_unknown"]
    assert (row["event_date"], row["window_opens"], row["deadline"]) == (None, date(2026, 9, 20), None)
    # The closing stands in for it: a payment ten days before still covers.
    assert claims("delivered | came\n- | 9", payments="day | reason\n2026-09-10 | Lost_Inbound") == []


def test_the_window_ends_nine_months_after_the_delivery() -> None:
    assert [add_months(date(2026, 5, 31), n) for n in (1, 9, 12)] == [
        date(2026, 6, 30),
        date(2027, 2, 28),
        date(2027, 5, 31),
    ]
    for delivered, status in (("2026-01-31", "claimable"), ("2026-01-30", "expired")):
        inbound = f"delivered | closed | came\n{delivered} | 2026-02-20 | 9"
        assert claims(inbound) == [f"inbound_shortage {status} FBA1 1-0=1 10.00"]


def test_the_windows_of_other_marketplaces() -> None:
    inbound = "delivered | closed | came\n{} | 2026-05-20 | 9"
    kept = {"costs": "", "has_background": True}
    for home, delivered, status in (
        ("UK", "2026-05-01", "claimable"),
        ("UK", "2026-04-30", "expired"),
        ("DE", "2026-05-01", "claimable"),
        ("CA", "2026-02-01", "claimable"),
    ):
        assert claims(inbound.format(delivered), marketplace=home, **kept) == [
            f"inbound_shortage {status} FBA1 1-0=1 ?"
        ], home
    assert claims(inbound.format("2026-04-30"), marketplace="JP", **kept) == [
        "inbound_shortage review FBA1 1-0=1 ? no_rule"
    ]
    lately = "delivered | closed | came\n{} | 2026-10-20 | 9"
    for delivered, status in (("2026-10-16", "claimable"), ("2026-10-17", "waiting"), ("2026-09-01", "claimable")):
        assert claims(lately.format(delivered), marketplace="AE", **kept) == [f"inbound_shortage {status} FBA1 1-0=1 ?"]
    (row,) = truth("came\n9", marketplace="DE", **kept).claims
    assert (row["marketplace"], row["currency"]) == ("DE", "EUR")


def test_without_a_rule_there_are_no_dates() -> None:
    (row,) = truth("came\n9", marketplace="JP", costs="").claims
    assert (row["window_opens"], row["deadline"]) == (None, None)


def test_shortages_before_our_records_are_counted_only() -> None:
    told = truth("delivered | closed | came\n2025-12-31 | 2026-01-20 | 9")
    assert (told.claims, told.before_records) == ([], 1)


def test_reports_that_are_missing() -> None:
    # Without payments everything is a question, without the ledger the sheet stands alone.
    assert claims("came\n9", has_background=False) == ["inbound_shortage review FBA1 1-0=1 10.00 no_reimbursements"]
    payments = "day | reason | order\n2026-01-01 | CustomerReturn | 111-1"
    assert claims("came\n9", payments=payments, has_background=False) == ["inbound_shortage claimable FBA1 1-0=1 10.00"]


def test_stock_that_is_not_ours_is_no_claim() -> None:
    assert claims("sku | came\namzn.gr.S1-1 | 3\nAmazon.Found.B1 | 3\nAMZN.GR.x | 2") == []


def test_the_newest_ledger_row_names_the_product() -> None:
    ledger = """
        day        | event_type | reason | quantity | title | asin
        2026-09-03 | Shipments  | -      | -1       | Cup   | B7
        2026-10-03 | Shipments  | -      | -1       | Jug   | B8
    """
    (row,) = truth("came\n9", ledger=ledger).claims
    assert (row["title"], row["asin"]) == ("Jug", "B8")
