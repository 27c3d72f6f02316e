"""Answers worked out by hand for reversals and underpayments, against the simulator's truth.

The as-of date is 2026-10-31, the cost of S1 is 10.00 USD unless a test says otherwise.
"""

from typing import Any

from reconcile.simulator.tiny import brief, world_of
from reconcile.simulator.truth import truth_of


def claims(**rows: Any) -> list[str]:
    return brief(truth_of(world_of(**rows)).claims)


def test_a_unit_taken_back_and_not_handed_back_is_lost_again() -> None:
    assert claims(
        ledger="day | quantity\n2026-08-01 | -1",
        payments="""
            day        | reason                 | cash | each  | original
            2026-08-10 | Lost_Warehouse         | 1    | 10.00 |
            2026-09-10 | Reimbursement_Reversal | -1   | -10.00| P1
        """,
    ) == ["reimbursement_reversed claimable P2 1-0=1 10.00"]


def test_the_window_of_a_reversal_is_sixty_days_from_it() -> None:
    claim = truth_of(world_of(payments="day | cash | amount\n2026-08-31 | -1 | -10.00\n2026-09-01 | -1 | -9.99")).claims
    assert brief(claim) == [
        "reimbursement_reversed expired P1 1-0=1 10.00",
        "reimbursement_reversed claimable P2 1-0=1 9.99",
    ]
    assert str(claim[1]["window_opens"]) == "2026-09-01"
    assert str(claim[1]["deadline"]) == "2026-10-31"


def test_a_unit_handed_back_is_not_lost() -> None:
    assert (
        claims(
            payments="""
            day        | reason                 | cash | inventory | each  | amount | original
            2026-08-10 | Lost_Warehouse         | 2    | 0         | 10.00 |        |
            2026-09-10 | Reimbursement_Reversal | -2   | 2         |-10.00 | -20.00 | P1
        """
        )
        == []
    )


def test_units_lost_are_those_taken_less_those_given_back() -> None:
    # The payment of three was for real losses, so it cannot cover its own reversal.
    assert claims(
        ledger="day | quantity\n2026-08-01 | -3",
        payments="""
            day        | reason    | cash | inventory | each  | amount | original
            2026-08-10 |           | 3    |           | 10.00 |        |
            2026-09-10 | Clawback  | -3   | 1         |-10.00 | -30.00 | P1
        """,
    ) == ["reimbursement_reversed claimable P2 2-0=2 20.00"]


def test_a_payment_no_loss_took_covers_its_own_reversal() -> None:
    assert (
        claims(
            payments="""
            day        | reason                 | cash | each   | original
            2026-08-10 | Damaged_Inbound        | 1    | 10.00  |
            2026-09-10 | reimbursement-reversal | -1   | -10.00 | P1
        """
        )
        == []
    )


def test_found_units_cover_reversals_whatever_the_date() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | reconciled | unreconciled
            2026-08-01 | M      | -2       |            |
            2026-02-01 | F      | 1        | 1          | 0
        """,
        payments="""
            day        | reason                 | cash | each   | amount | original
            2026-08-10 |                        | 2    | 10.00  |        |
            2026-09-10 | Reimbursement_Reversal | -2   | -10.00 | -20.00 | P1
        """,
    ) == ["reimbursement_reversed claimable P2 2-1=1 10.00"]


def test_money_for_orders_covers_no_reversal() -> None:
    assert claims(
        payments="""
            day        | reason                 | cash | each   | original | order
            2026-08-10 | CustomerReturn         | 1    | 10.00  |          | 111-1
            2026-09-10 | Reimbursement_Reversal | -1   | -10.00 | P1       |
        """
    ) == ["reimbursement_reversed claimable P2 1-0=1 10.00"]


def test_found_units_go_to_what_was_given_back_before_any_loss() -> None:
    # The unit found on 25 September is the one the reversal hands back; R1 stays open.
    assert claims(
        ledger="""
            day        | reason | quantity
            2026-08-01 | M      | -1
            2026-09-20 | M      | -1
            2026-09-25 | F      | 1
        """,
        payments="""
            day        | reason                 | cash | inventory | each   | original
            2026-08-10 |                        | 1    | 0         | 10.00  |
            2026-09-26 | Reimbursement_Reversal | -1   | 1         | -10.00 | P1
        """,
    ) == ["warehouse_lost claimable R2 1-0=1 10.00"]


def test_units_given_back_are_dated_as_the_payment_they_belong_to() -> None:
    # Found on 12 August, more than ten days before the reversal, but after the payment.
    ledger = """
        day        | reason | quantity
        2026-08-12 | F      | 1
        2026-09-20 | M      | -1
    """
    payments = """
        day        | reason                 | cash | inventory | each   | original
        2026-06-01 |                        | 1    | 0         | 10.00  |
        2026-09-26 | Reimbursement_Reversal | -1   | 1         | -10.00 | {}
    """
    assert claims(ledger=ledger, payments=payments.format("P1")) == ["warehouse_lost claimable R2 1-0=1 10.00"]
    # Without the link it is dated as the reversal; the found unit is left and raises a doubt.
    assert claims(ledger=ledger, payments=payments.format("")) == ["warehouse_lost review R2 1-0=1 10.00 doubt"]


def test_a_reversal_without_quantities_tells_its_units_by_its_amount() -> None:
    lost = "day | quantity\n2026-08-01 | -3"
    paid = "day | reason | cash | total | each | amount | original\n2026-08-10 | | 3 | | 10.00 | |\n"
    whole = "2026-09-10 | Reversal | 0 | 0 | -10.00 | -20.00 | P1"
    broken = "2026-09-10 | Reversal | 0 | 0 | -10.00 | -25.00 | P1"
    unlinked = "2026-09-10 | Reversal | 0 | 0 | -10.00 | -20.00 | P9"
    assert claims(ledger=lost, payments=paid + whole) == ["reimbursement_reversed claimable P2 2-0=2 20.00"]
    assert claims(ledger=lost, payments=paid + broken) == [
        "reimbursement_reversed review P2 1-0=1 25.00 reversal_without_units"
    ]
    assert claims(ledger=lost, payments=paid + unlinked) == [
        "reimbursement_reversed review P2 1-0=1 20.00 reversal_without_units"
    ]


def test_more_money_taken_back_than_was_paid_is_a_question_of_its_own() -> None:
    assert claims(
        ledger="day | quantity\n2026-08-01 | -3",
        payments="""
            day        | reason                 | cash | inventory | each   | amount | original
            2026-08-10 |                        | 3    | 0         | 10.00  |        |
            2026-09-10 | Reimbursement_Reversal | -3   | 2         | -12.50 | -37.50 | P1
        """,
    ) == [
        "reimbursement_reversed claimable P2 1-0=1 12.50",
        "reimbursement_reversed review P2 2-0=2 5.00 taken_back_more_than_paid",
    ]


def test_what_was_paid_in_stock_has_no_price_to_compare_with() -> None:
    assert (
        claims(
            ledger="day | quantity\n2026-08-01 | -1",
            payments="""
                day        | reason                 | cash | inventory | each   | amount | original
                2026-08-10 |                        | 0    | 1         | 10.00  | 0.00   |
                2026-09-10 | Reimbursement_Reversal | -1   | 1         | -10.00 | -10.00 | P1
            """,
        )
        == []
    )


def test_a_reversal_with_positive_quantities_is_still_one() -> None:
    assert claims(
        ledger="day | quantity\n2026-08-01 | -1",
        payments="""
            day        | reason                 | cash | each   | amount | original
            2026-08-10 |                        | 1    | 10.00  |        |
            2026-09-10 | Reimbursement_Reversal | 1    | -10.00 | -10.00 | P1
        """,
    ) == ["reimbursement_reversed claimable P2 1-0=1 10.00"]


def test_the_amount_taken_per_unit_is_rounded_only_at_the_end() -> None:
    assert claims(payments="day | cash | amount\n2026-09-10 | -3 | -10.00") == [
        "reimbursement_reversed claimable P1 3-0=3 9.99"
    ]


def test_reversals_of_other_products_are_not_linked() -> None:
    # The id is the same, the FNSKU is not: one unit of unknown origin.
    assert claims(
        payments="""
            day        | reason   | cash | total | fnsku | sku | each   | amount | original
            2026-08-10 |          | 3    |       | X2    | S2  | 10.00  |        |
            2026-09-10 | Reversal | 0    | 0     | X1    | S1  | -10.00 | -20.00 | P1
        """
    ) == ["reimbursement_reversed review P2 1-0=1 20.00 reversal_without_units"]


def test_too_little_is_more_than_five_percent_and_more_than_one_dollar() -> None:
    # 10.00 cost: 9.00 is 10 % and just 1.00 short; 8.99 is 1.01. Two units at 9.49: 0.51 each.
    assert claims(
        payments="""
            day        | cash | each
            2026-09-01 | 1    | 9.00
            2026-09-02 | 1    | 8.99
            2026-09-03 | 2    | 9.49
            2026-09-04 | 2    | 9.50
            2026-09-05 | 9    | 9.51
        """
    ) == [
        "reimbursement_underpaid claimable P2 1-0=1 1.01",
        "reimbursement_underpaid claimable P3 2-0=2 1.02",
    ]


def test_yen_need_more_than_a_hundred() -> None:
    costs = "sku | cost | currency | from | approved\nS1 | 1000 | JPY | 2025-01-01 | 2025-01-05"
    assert claims(
        marketplace="JP",
        costs=costs,
        payments="""
            day        | currency | each
            2026-09-01 | JPY      | 900
            2026-09-02 | JPY      | 899
        """,
    ) == ["reimbursement_underpaid claimable P2 1-0=1 101"]


def test_the_cap_bounds_what_amazon_owes() -> None:
    costs = "sku | cost | currency | from | approved\nS1 | 6000 | USD | 2025-01-01 | 2025-01-05"
    claim = truth_of(world_of(costs=costs, payments="day | each\n2026-09-01 | 5000.00\n2026-09-02 | 4000.00")).claims
    assert brief(claim) == ["reimbursement_underpaid claimable P2 1-0=1 1000.00"]
    assert str(claim[0]["cost_price"]) == "6000.00"


def test_only_units_paid_in_money_can_be_paid_too_little_for() -> None:
    assert claims(
        payments="""
            day        | cash | inventory | each | amount
            2026-09-01 | 0    | 2         | 5.00 | 10.00
            2026-09-02 | 1    | 1         | 5.00 | 5.00
            2026-09-03 | -    | -         | 4.00 | 0.00
        """
    ) == ["reimbursement_underpaid claimable P2 1-0=1 5.00"]


def test_money_per_unit_is_the_amount_by_the_cash_units() -> None:
    assert claims(payments="day | cash | each | amount\n2026-09-01 | 3 | 3.33 | 10.00") == [
        "reimbursement_underpaid claimable P1 3-0=3 20.01"
    ]


def test_other_reasons_are_not_measured_by_cost() -> None:
    assert claims(payments="day | reason | each\n2026-09-01 | GeneralAdjustment | 1.00") == []


def test_an_underpayment_may_be_filed_for_sixty_days() -> None:
    assert claims(payments="day | each\n2026-08-31 | 5.00\n2026-09-01 | 6.00") == [
        "reimbursement_underpaid expired P1 1-0=1 5.00",
        "reimbursement_underpaid claimable P2 1-0=1 4.00",
    ]


def test_the_cost_must_be_on_file_by_the_as_of_date() -> None:
    def sheet(approved: str) -> str:
        return f"sku | cost | currency | from | approved\nS1 | 10 | USD | 2025-01-01 | {approved}"

    paid = "day | each\n2026-09-01 | 5.00"
    asked = ["reimbursement_underpaid review P1 1-0=1 5.00 cost_not_approved"]
    assert claims(payments=paid, costs=sheet("-")) == asked
    assert claims(payments=paid, costs=sheet("2026-11-01")) == asked
    assert claims(payments=paid, costs=sheet("2026-10-31")) == ["reimbursement_underpaid claimable P1 1-0=1 5.00"]
    assert claims(payments=paid, costs="") == []


def test_used_units_are_a_question_and_a_blank_condition_is_none() -> None:
    assert claims(
        payments="""
            day        | each | condition
            2026-09-01 | 5.00 | UsedGood
            2026-09-02 | 6.00 | -
            2026-09-03 | 7.00 | new
        """
    ) == [
        "reimbursement_underpaid review P1 1-0=1 5.00 condition_not_new",
        "reimbursement_underpaid claimable P2 1-0=1 4.00",
        "reimbursement_underpaid claimable P3 1-0=1 3.00",
    ]


def test_money_for_a_doubtful_adjustment_is_a_question() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | disposition
            2026-09-01 | M      | -1       | DEFECTIVE
            2026-09-02 | M      | -1       | SELLABLE
        """,
        payments="day | each\n2026-09-05 | 5.00\n2026-09-06 | 6.00",
    ) == [
        "reimbursement_underpaid review P1 1-0=1 5.00 covered_a_doubtful_adjustment",
        "reimbursement_underpaid claimable P2 1-0=1 4.00",
    ]


def test_units_taken_back_are_no_longer_paid_too_little_for() -> None:
    assert claims(
        ledger="day | quantity\n2026-08-20 | -3",
        payments="""
            day        | reason   | cash | inventory | each  | amount | original
            2026-09-01 |          | 3    | 0         | 5.00  |        |
            2026-09-10 | Reversal | -2   | 2         | -5.00 | -10.00 | P1
        """,
    ) == ["reimbursement_underpaid claimable P1 1-0=1 5.00"]


def test_a_linked_later_payment_tops_the_first_one_up() -> None:
    # One unit, 4.00 + 3.00; it covers one lost unit, not two.
    assert claims(
        ledger="day | quantity\n2026-09-01 | -2",
        payments="""
            day        | reason            | each | original
            2026-09-05 | Lost_Warehouse    | 4.00 |
            2026-09-20 | GeneralAdjustment | 3.00 | P1
        """,
    ) == [
        "reimbursement_underpaid claimable P1 1-0=1 3.00",
        "warehouse_lost claimable R1 2-1=1 10.00",
    ]


def test_money_without_units_covers_no_unit_but_tops_up() -> None:
    assert claims(
        ledger="day | quantity\n2026-09-01 | -2",
        payments="""
            day        | reason         | cash | each | amount | original
            2026-09-05 | Lost_Warehouse | 1    | 4.00 | 4.00   |
            2026-09-20 | Lost_Warehouse | 0    | 6.00 | 6.00   | P1
        """,
    ) == ["warehouse_lost claimable R1 2-1=1 10.00"]


def test_a_later_payment_of_just_the_difference_makes_both_a_question() -> None:
    assert claims(
        ledger="day | quantity\n2026-08-30 | -2",
        payments="""
            day        | each
            2026-09-01 | 6.00
            2026-09-20 | 4.01
        """,
    ) == [
        "reimbursement_underpaid review P1 1-0=1 4.00 maybe_topped_up",
        "reimbursement_underpaid review P2 1-0=1 5.99 maybe_topped_up",
    ]


def test_later_money_without_units_counts_as_a_whole_and_stock_as_none() -> None:
    assert claims(
        payments="""
            day        | each | cash | inventory | amount
            2026-09-01 | 6.00 | 1    | 0         |
            2026-09-20 | 4.00 | 0    | 1         | 0.00
        """
    ) == ["reimbursement_underpaid claimable P1 1-0=1 4.00"]
    assert claims(
        payments="""
            day        | each | cash | inventory | amount
            2026-09-01 | 6.00 | 1    | 0         |
            2026-09-20 | 2.00 | 0    | 0         | 4.00
        """
    ) == ["reimbursement_underpaid review P1 1-0=1 4.00 maybe_topped_up"]


def test_where_no_cost_rule_is_known_no_payment_is_too_small() -> None:
    rates = "day | base | quote | rate\n2026-08-01 | USD | MXN | 20"
    paid = "day | currency | each\n2026-09-01 | MXN | 50.00\n2026-09-02 | CAD | 1.00"
    assert claims(payments=paid, rates=rates) == []


def test_two_equal_payment_lines_are_two_payments() -> None:
    assert claims(
        ledger="day | quantity\n2026-08-30 | -3",
        payments="day | id\n2026-09-01 | P\n2026-09-01 | P",
    ) == ["warehouse_lost expired R1 3-2=1 10.00"]


def test_a_top_up_of_a_payment_we_do_not_have_is_a_question() -> None:
    assert claims(payments="day | each | original\n2026-09-20 | 4.00 | P9") == [
        "reimbursement_underpaid review P1 1-0=1 6.00 original_not_in_records"
    ]


def test_payments_before_our_records_take_no_part() -> None:
    # The ledger begins on 1 September.
    world = world_of(
        ledger="day | event_type | quantity\n2026-09-01 | Shipments | -1",
        payments="""
            day        | each | cash | amount
            2026-08-31 | 5.00 | 1    |
            2026-08-31 | 7.00 | -1   | -7.00
            2026-09-01 | 6.00 | 1    |
        """,
        has_background=False,
    )
    truth = truth_of(world)
    assert brief(truth.claims) == ["reimbursement_underpaid claimable P3 1-0=1 4.00"]
    assert truth.before_records == 1


def test_a_payment_without_fnsku_belongs_to_its_skus_only_fnsku() -> None:
    assert (
        claims(
            ledger="day | quantity\n2026-09-20 | -1",
            payments="day | fnsku\n2026-09-25 | -",
        )
        == []
    )
