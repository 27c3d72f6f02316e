"""Pass 3: units that reversals took back, covered by what no loss took."""

from __future__ import annotations

from tests.engine.conftest import World


def test_a_payment_taken_back_for_a_loss_is_owed_again(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-01 | L1        | -1       | M

    payments
    approved   | id | cash | total  | original
    2026-10-05 | P1 | 1    | 10.00  |
    2026-10-20 | V1 | -1   | -10.00 | P1

    expected
    claim_type             | status    | reference_id | event_date | quantity_open | unit_value | value_basis | window_opens | deadline
    reimbursement_reversed | claimable | V1           | 2026-10-20 | 1             | 10.00      | reversal    | 2026-10-20   | 2026-12-19
    """
    world.check()
    ((reason,),) = world.rows("claim", "status_reason")
    assert "not verified" in reason


def test_a_payment_that_no_loss_took_covers_its_own_reversal(world: World) -> None:
    """
    payments
    approved   | fnsku | id | reason            | cash | total  | original
    2026-10-05 | X1    | P1 | Lost_Warehouse    | 1    | 10.00  |
    2026-10-20 | X1    | V1 | Lost_Warehouse    | -1   | -10.00 | P1
    2026-10-05 | X2    | P2 | Lost_Inbound      | 1    | 10.00  |
    2026-10-20 | X2    | V2 | Lost_Inbound      | -1   | -10.00 | P2
    2026-10-05 | X3    | P3 | Damaged_Warehouse | 1    | 10.00  |
    2026-10-20 | X3    | V3 | Damaged_Warehouse | -1   | -10.00 | P3
    2026-10-05 | X4    | P4 | Damaged_Inbound   | 1    | 10.00  |
    2026-10-20 | X4    | V4 | Damaged_Inbound   | -1   | -10.00 | P4

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()


def test_a_payment_of_another_kind_does_not_cover_its_reversal(world: World) -> None:
    """
    payments
    approved   | id | reason           | cash | total  | original | order
    2026-10-05 | P1 | CustomerReturn   | 1    | 10.00  |          | 111-1
    2026-10-20 | V1 | CustomerReturn   | -1   | -10.00 | P1       | 111-1

    expected
    claim_type             | status    | reference_id | quantity_open
    reimbursement_reversed | claimable | V1           | 1
    """
    world.check()


def test_found_units_cover_reversals_whatever_their_date_and_part_and_graded_units_never_do(
    world: World,
) -> None:
    """X1: found 200 days before, stated as reconciled. X2: found after. X3: graded back. X4: found in another region.

    ledger
    date       | fnsku | reference | quantity | reason | disposition       | reconciled | unreconciled | country
    2026-03-05 | X1    | F1        | 1        | F      | SELLABLE          | 1          | 0            | US
    2026-11-15 | X2    | F2        | 1        | F      | SELLABLE          | 0          | 1            | US
    2026-10-07 | X3    | Q1        | -1       | Q      | WAREHOUSE_DAMAGED |            |              | US
    2026-10-07 | X3    | Q1        | 1        | P      | SELLABLE          |            |              | US
    2026-10-07 | X4    | F4        | 1        | F      | SELLABLE          |            |              | GB

    payments
    approved   | fnsku | id | cash | total  | original
    2026-10-20 | X1    | V1 | -1   | -10.00 | P1
    2026-10-20 | X2    | V2 | -1   | -10.00 | P2
    2026-10-20 | X3    | V3 | -1   | -10.00 | P3
    2026-10-20 | X4    | V4 | -1   | -10.00 | P4

    expected
    claim_type             | status    | reference_id | quantity_open
    reimbursement_reversed | claimable | V3           | 1
    reimbursement_reversed | claimable | V4           | 1
    """
    world.check()


def test_units_lost_are_those_taken_less_those_given_back(world: World) -> None:
    """X1: three taken, one given back. X2: as many given back as taken.

    payments
    approved   | fnsku | id | cash | inventory | total  | original
    2026-10-20 | X1    | V1 | -3   | 1         | -30.00 | P1
    2026-10-20 | X2    | V2 | -2   | 2         | -20.00 | P2

    expected
    claim_type             | status    | reference_id | quantity_lost | quantity_open | unit_value | amount
    reimbursement_reversed | claimable | V1           | 2             | 2             | 10.00      | 20.00
    """
    world.check()


def test_a_reversal_is_known_by_its_amount_its_units_or_its_reason(world: World) -> None:
    """
    payments
    approved   | fnsku | id | reason                 | cash | total  | original
    2026-10-20 | X1    | V1 | Lost_Warehouse         | 1    | -10.00 | P1
    2026-10-20 | X2    | V2 | Lost_Warehouse         | -1   | 10.00  | P2
    2026-10-20 | X3    | V3 | Reimbursement_Reversal | 1    | 10.00  | P3
    2026-10-20 | X4    | V4 | Lost_Warehouse         | 1    | 10.00  | P4

    expected
    claim_type             | status    | reference_id | quantity_open | unit_value
    reimbursement_reversed | claimable | V1           | 1             | 10.00
    reimbursement_reversed | claimable | V2           | 1             | 10.00
    reimbursement_reversed | claimable | V3           | 1             | 10.00
    """
    world.check()


def test_without_quantities_the_units_are_the_amount_by_the_amount_paid_per_unit(world: World) -> None:
    """X1: whole, two units. X2: not whole, one unit in question. X3: the payment is not in the data.

    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-01 | X1    | L1        | -3       | M
    2026-10-01 | X2    | L2        | -3       | M

    payments
    approved   | fnsku | id | cash | inventory | quantity_total | each  | total  | original
    2026-10-05 | X1    | P1 | 3    | 0         | 3              | 10.00 | 30.00  |
    2026-10-20 | X1    | V1 | 0    | 0         | 0              |       | -20.00 | P1
    2026-10-05 | X2    | P2 | 3    | 0         | 3              | 10.00 | 30.00  |
    2026-10-20 | X2    | V2 | 0    | 0         | 0              |       | -15.00 | P2
    2026-10-20 | X3    | V3 | 0    | 0         | 0              |       | -15.00 | P9

    expected
    claim_type             | status    | reference_id | quantity_open | unit_value | amount
    reimbursement_reversed | claimable | V1           | 2             | 10.00      | 20.00
    reimbursement_reversed | review    | V2           | 1             | 15.00      | 15.00
    reimbursement_reversed | review    | V3           | 1             | 15.00      | 15.00
    """
    world.check()
    assert world.rows("unlisted_payment", "reimbursement_id", "why") == [
        ("V3", "reverses a payment that is not in the data")
    ]


def test_more_taken_back_per_unit_than_paid_is_a_question_and_a_row_of_its_own(world: World) -> None:
    """Two units taken at 12.00 that were paid at 10.00, one given back.

    ledger
    date       | reference | quantity | reason
    2026-10-01 | L1        | -2       | M
    2026-10-12 | F1        | 1        | F

    payments
    approved   | id | cash | inventory | total  | original
    2026-10-05 | P1 | 2    | 0         | 20.00  |
    2026-10-20 | V1 | -2   | 1         | -24.00 | P1

    expected
    claim_type             | status    | reference_id | quantity_lost | quantity_covered | quantity_open | unit_value | value_basis | amount
    reimbursement_reversed | claimable | V1           | 1             | 0                | 1             | 12.00      | reversal    | 12.00
    reimbursement_reversed | review    | V1           | 1             | 0                | 1             | 2.00       | reversal    | 2.00
    """
    world.check()


def test_as_much_taken_back_per_unit_as_paid_asks_nothing(world: World) -> None:
    """
    payments
    approved   | id | cash | inventory | total  | original
    2026-10-05 | P1 | 2    | 0         | 20.00  |
    2026-10-20 | V1 | -2   | 2         | -20.00 | P1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()


def test_reversals_of_skus_that_are_never_claimed_make_no_claim(world: World) -> None:
    """
    payments
    approved   | sku           | id | cash | total  | original
    2026-10-20 | amzn.gr.SKU-1 | V1 | -1   | -10.00 | P1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
