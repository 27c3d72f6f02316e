"""Payments below the cost of their day (contract, sections 4 and 5)."""

from __future__ import annotations

from datetime import date

from tests.engine.conftest import World


def test_a_payment_below_cost_is_owed_the_difference_per_unit(world: World) -> None:
    """
    costs
    sku   | cost
    SKU-1 | 20.00

    payments
    approved   | id | reason            | cash | total
    2026-10-05 | P1 | Lost_Warehouse    | 1    | 12.00
    2026-10-06 | P2 | Damaged_Warehouse | 2    | 26.00
    2026-10-07 | P3 | Lost_Inbound      | 1    | 14.00
    2026-10-08 | P4 | Damaged_Inbound   | 1    | 15.00
    2026-10-09 | P5 | CustomerReturn    | 1    | 5.00

    expected
    claim_type              | status    | reference_id | event_date | reason_code       | quantity_open | currency | unit_value | value_basis  | amount | cost_price | window_opens | deadline
    reimbursement_underpaid | claimable | P1           | 2026-10-05 | Lost_Warehouse    | 1             | USD      | 8.00       | underpayment | 8.00   | 20.00      | 2026-10-05   | 2026-12-04
    reimbursement_underpaid | claimable | P2           | 2026-10-06 | Damaged_Warehouse | 2             | USD      | 7.00       | underpayment | 14.00  | 20.00      | 2026-10-06   | 2026-12-05
    reimbursement_underpaid | claimable | P3           | 2026-10-07 | Lost_Inbound      | 1             | USD      | 6.00       | underpayment | 6.00   | 20.00      | 2026-10-07   | 2026-12-06
    reimbursement_underpaid | claimable | P4           | 2026-10-08 | Damaged_Inbound   | 1             | USD      | 5.00       | underpayment | 5.00   | 20.00      | 2026-10-08   | 2026-12-07
    """
    world.check()


def test_it_must_lie_lower_by_more_than_5_percent_and_by_more_than_1_in_all(world: World) -> None:
    """A: exactly 5 %, and a cent more. B: exactly 1.00 in all, and a cent more. J: 100 yen, and one more.

    costs
    sku | cost    | currency
    A   | 20.00   | USD
    B   | 10.00   | USD
    J   | 1000.00 | JPY

    payments
    approved   | sku | fnsku | id | cash | total  | currency
    2026-10-05 | A   | XA    | A1 | 5    | 95.00  | USD
    2026-10-05 | A   | XA    | A2 | 5    | 94.95  | USD
    2026-10-05 | B   | XB    | B1 | 1    | 9.00   | USD
    2026-10-05 | B   | XB    | B2 | 1    | 8.99   | USD
    2026-10-05 | J   | XJ    | J1 | 1    | 900    | JPY
    2026-10-05 | J   | XJ    | J2 | 1    | 899    | JPY

    expected
    claim_type              | reference_id | quantity_open | unit_value | amount
    reimbursement_underpaid | A2           | 5             | 1.01       | 5.05
    reimbursement_underpaid | B2           | 1             | 1.01       | 1.01
    reimbursement_underpaid | J2           | 1             | 101.00     | 101.00
    """
    world.check()


def test_only_payments_since_the_cost_rule_began_in_the_region(world: World) -> None:
    """United States 2025-03-31, Japan 2025-03-11; no such rule is known for Mexico.

    costs
    sku   | cost  | currency
    SKU-1 | 20.00 | USD
    J     | 2000  | JPY
    M     | 20.00 | MXN

    payments
    approved   | sku   | fnsku | id | cash | total | currency
    2025-03-30 | SKU-1 | X1    | P1 | 1    | 12.00 | USD
    2025-03-31 | SKU-1 | X1    | P2 | 1    | 13.00 | USD
    2025-03-10 | J     | XJ    | P3 | 1    | 1000  | JPY
    2025-03-11 | J     | XJ    | P4 | 1    | 1000  | JPY
    2025-04-01 | M     | XM    | P5 | 1    | 12.00 | MXN

    expected
    claim_type              | status    | reference_id
    reimbursement_underpaid | claimable | P2
    reimbursement_underpaid | review    | P4
    """
    world.ledger_covers = world.payments_cover = ("2025-01-01", "2025-04-15")
    world.con.execute("update cost set approved_on = null where sku = 'J'")
    world.check(date(2025, 4, 15))


def test_units_that_a_reversal_took_are_not_underpaid_whether_given_back_or_not(world: World) -> None:
    """P1: two of three are left. P2: none. P3: what is left lies lower by less than 1.00 in all.

    costs
    sku   | cost
    SKU-1 | 20.00
    B     | 10.00

    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-06 | X1    | F1        | 2        | F

    payments
    approved   | sku   | fnsku | id | cash | inventory | total  | original
    2026-10-05 | SKU-1 | X1    | P1 | 3    | 0         | 36.00  |
    2026-10-20 | SKU-1 | X1    | V1 | -1   | 1         | -12.00 | P1
    2026-10-05 | SKU-1 | X2    | P2 | 1    | 0         | 12.00  |
    2026-10-20 | SKU-1 | X2    | V2 | -1   | 0         | -12.00 | P2
    2026-10-05 | B     | X3    | P3 | 2    | 0         | 18.80  |
    2026-10-20 | B     | X3    | V3 | -1   | 1         | -9.40  | P3

    expected
    claim_type              | reference_id | quantity_lost | quantity_open | unit_value | amount
    reimbursement_underpaid | P1           | 2             | 2             | 8.00       | 16.00
    """
    world.check()


def test_only_units_paid_in_cash_count(world: World) -> None:
    """
    costs
    sku   | cost
    SKU-1 | 20.00

    payments
    approved   | id | cash | inventory | total
    2026-10-05 | P1 | 1    | 2         | 12.00
    2026-10-06 | P2 | 0    | 2         | 0.00

    expected
    claim_type              | reference_id | quantity_open | unit_value | amount
    reimbursement_underpaid | P1           | 1             | 8.00       | 8.00
    """
    world.check()


def test_a_line_that_tops_up_another_is_one_payment_with_it(world: World) -> None:
    """P1 is made good; P3 is topped up by 4.00 and still 4.00 short. The top-ups cover no further unit.

    costs
    sku   | cost
    SKU-1 | 20.00

    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-01 | X1    | L1        | -2       | M

    payments
    approved   | fnsku | id | cash | total | original
    2026-10-05 | X1    | P1 | 1    | 12.00 |
    2026-10-15 | X1    | P2 | 1    | 8.00  | P1
    2026-10-05 | X2    | P3 | 1    | 12.00 |
    2026-10-15 | X2    | P4 | 0    | 4.00  | P3

    expected
    claim_type              | status    | reference_id | quantity_covered | quantity_open | unit_value
    warehouse_lost          | claimable | L1           | 1                | 1             | 20.00
    reimbursement_underpaid | claimable | P3           | 0                | 1             | 4.00
    """
    world.check()


def test_a_later_line_that_equals_the_difference_makes_both_a_question(world: World) -> None:
    """X1: to the cent. X2: a cent off. X3: two cents off. X4: another reason. X5: earlier.

    costs
    sku   | cost
    SKU-1 | 20.00

    payments
    approved   | fnsku | id | reason            | cash | total
    2026-10-05 | X1    | P1 | Lost_Warehouse    | 1    | 12.50
    2026-10-15 | X1    | P2 | Lost_Warehouse    | 1    | 7.50
    2026-10-05 | X2    | P3 | Lost_Warehouse    | 1    | 12.50
    2026-10-15 | X2    | P4 | Lost_Warehouse    | 1    | 7.51
    2026-10-05 | X3    | P5 | Lost_Warehouse    | 1    | 12.50
    2026-10-15 | X3    | P6 | Lost_Warehouse    | 1    | 7.52
    2026-10-05 | X4    | P7 | Lost_Warehouse    | 1    | 12.50
    2026-10-15 | X4    | P8 | Damaged_Warehouse | 1    | 7.50

    expected
    claim_type              | status    | reference_id | unit_value
    reimbursement_underpaid | review    | P1           | 7.50
    reimbursement_underpaid | review    | P2           | 12.50
    reimbursement_underpaid | review    | P3           | 7.50
    reimbursement_underpaid | review    | P4           | 12.49
    reimbursement_underpaid | claimable | P5           | 7.50
    reimbursement_underpaid | claimable | P6           | 12.48
    reimbursement_underpaid | claimable | P7           | 7.50
    reimbursement_underpaid | claimable | P8           | 12.50
    """
    world.check()


def test_costs_that_amazon_has_not_approved_by_the_as_of_date_are_a_question(world: World) -> None:
    """
    costs
    sku | cost  | approved_on
    A   | 20.00 |
    B   | 20.00 | 2026-11-21
    C   | 20.00 | 2026-11-20

    payments
    approved   | sku | fnsku | id | cash | total
    2026-10-05 | A   | XA    | P1 | 1    | 12.00
    2026-10-05 | B   | XB    | P2 | 1    | 12.00
    2026-10-05 | C   | XC    | P3 | 1    | 12.00

    expected
    claim_type              | status    | reference_id
    reimbursement_underpaid | review    | P1
    reimbursement_underpaid | review    | P2
    reimbursement_underpaid | claimable | P3
    """
    world.check()
    assert sum("Upload this cost first" in row[0] for row in world.rows("claim", "status_reason")) == 2


def test_used_units_and_units_paid_for_doubtful_losses_are_questions(world: World) -> None:
    """X2 paid for a unit damaged by the carrier, X3 for a unit that was defective, X4 for a sellable one.

    costs
    sku   | cost
    SKU-1 | 20.00

    ledger
    date       | fnsku | reference | quantity | reason | disposition
    2026-10-01 | X2    | D2        | -1       | 6      | SELLABLE
    2026-10-01 | X3    | L3        | -1       | M      | DEFECTIVE
    2026-10-01 | X4    | L4        | -1       | M      | SELLABLE

    payments
    approved   | fnsku | id | reason            | cash | total | condition
    2026-10-05 | X1    | P1 | Lost_Warehouse    | 1    | 12.00 | UsedLikeNew
    2026-10-05 | X2    | P2 | Damaged_Warehouse | 1    | 12.00 | New
    2026-10-05 | X3    | P3 | Lost_Warehouse    | 1    | 12.00 | New
    2026-10-05 | X4    | P4 | Lost_Warehouse    | 1    | 12.00 | New

    expected
    claim_type              | status    | reference_id | quantity_open
    reimbursement_underpaid | review    | P1           | 1
    reimbursement_underpaid | review    | P2           | 1
    reimbursement_underpaid | review    | P3           | 1
    reimbursement_underpaid | claimable | P4           | 1
    """
    world.check()


def test_a_payment_without_a_cost_on_file_is_no_event_and_is_named_as_missing(world: World) -> None:
    """The loss without a cost is named as well, on the day it needs one.

    ledger
    date       | fnsku | sku   | reference | quantity | reason
    2026-10-01 | X2    | SKU-2 | L2        | -3       | M

    payments
    approved   | id | cash | total
    2026-10-05 | P1 | 2    | 12.00

    expected
    claim_type     | reference_id | quantity_open | unit_value | value_basis | amount
    warehouse_lost | L2           | 3             |            | unknown     |
    """
    world.check()
    missing = world.query("costs/missing", as_of=date(2026, 11, 20))
    assert [row[:5] for row in missing] == [
        ("SKU-2", "X2", "USD", "3", "0"),
        ("SKU-1", "X1", "USD", "0", "2"),
    ]


def test_a_payment_that_the_cap_has_no_rate_for_is_named_with_the_rate_it_lacks(world: World) -> None:
    """The cap of the EU is in euros; a payment in kronor needs a rate, also where the cost is in kronor.

    costs
    sku   | cost   | currency
    SKU-1 | 200.00 | SEK

    payments
    approved   | id | cash | total | currency
    2026-10-05 | P1 | 2    | 12.00 | SEK

    expected
    claim_type | reference_id
    """
    world.check()
    missing = world.query("costs/missing", as_of=date(2026, 11, 20))
    assert missing == [
        ("SKU-1", "X1", "SEK", "0", "2", "2026-10-05", "2026-10-05", "True", "rate EUR to SEK for the cap"),
    ]


def test_graded_units_and_units_before_our_records_are_not_underpaid(world: World) -> None:
    """
    costs
    sku           | cost
    SKU-1         | 20.00
    amzn.gr.SKU-1 | 20.00

    payments
    approved   | sku           | id | cash | total
    2026-10-01 | SKU-1         | P1 | 1    | 12.00
    2026-10-05 | amzn.gr.SKU-1 | P2 | 1    | 12.00
    2026-10-05 | SKU-1         | P3 | 1    | 12.00

    expected
    claim_type              | status    | reference_id
    reimbursement_underpaid | claimable | P3
    """
    world.ledger_covers = ("2026-10-03", "2026-11-20")
    world.check()


def test_the_cap_takes_the_place_of_a_higher_cost(world: World) -> None:
    """5,000 dollars: 4,800 lies lower by 4 % of it, 4,700 by 6 %.

    costs
    sku   | cost
    SKU-1 | 6000.00

    payments
    approved   | id | cash | total
    2026-10-05 | P1 | 1    | 4800.00
    2026-10-06 | P2 | 1    | 4700.00

    expected
    claim_type              | reference_id | unit_value | cost_price
    reimbursement_underpaid | P2           | 300.00     | 6000.00
    """
    world.check()
