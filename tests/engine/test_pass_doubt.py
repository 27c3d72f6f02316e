"""Pass 4: cover that met no loss of its own, but may have paid one we would claim."""

from __future__ import annotations

from tests.engine.conftest import World


def test_units_in_doubt_are_a_row_of_their_own_and_the_other_row_has_the_remainder(world: World) -> None:
    """One unit is found, one may be what the inbound payment was for, one is open.

    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -3       | M
    2026-10-07 | F1        | 1        | F

    payments
    approved   | id | reason       | cash
    2026-10-08 | P1 | Lost_Inbound | 1

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | claimable | L1           | 2             | 1                | 1
    warehouse_lost | review    | L1           | 1             | 0                | 1
    """
    world.check()
    rows = world.told("status", "claim_id")
    assert rows["review"] == rows["claimable"] + "-d"
    reasons = world.told("status", "status_reason")
    assert "reimbursement P1 of 2026-10-08" in reasons["review"]


def test_doubt_reaches_a_loss_60_days_after_the_cover_and_no_further(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-15 | X1    | L1        | -1       | M
    2026-10-16 | X2    | L2        | -1       | M

    payments
    approved   | fnsku | id | cash
    2026-08-16 | X1    | P1 | 1
    2026-08-16 | X2    | P2 | 1

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | review    | L1           | 1
    warehouse_lost | claimable | L2           | 1
    """
    world.check()


def test_what_kind_of_cover_raises_doubt(world: World) -> None:
    """X1 to X4 by the three types, X5 by another reason without an order, X6 not: it belongs to an order.

    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-05 | X1    | L1        | -1       | M
    2026-10-05 | X2    | L2        | -1       | M
    2026-10-05 | X3    | D3        | -1       | E
    2026-10-05 | X4    | D4        | -1       | E
    2026-10-06 | X4    | F4        | 1        | F
    2026-10-05 | X5    | L5        | -1       | M
    2026-10-05 | X6    | L6        | -1       | M

    payments
    approved   | fnsku | id | reason            | cash | order
    2026-10-08 | X1    | P1 | Damaged_Warehouse | 1    |
    2026-10-08 | X2    | P2 | Damaged_Inbound   | 1    |
    2026-10-08 | X3    | P3 | Lost_Warehouse    | 1    |
    2026-10-08 | X5    | P5 | GeneralAdjustment | 1    |
    2026-10-08 | X6    | P6 | GeneralAdjustment | 1    | 111-1

    expected
    claim_type        | status    | reference_id | quantity_open
    warehouse_lost    | review    | L1           | 1
    warehouse_lost    | review    | L2           | 1
    warehouse_damaged | review    | D3           | 1
    warehouse_damaged | review    | D4           | 1
    warehouse_lost    | review    | L5           | 1
    warehouse_lost    | claimable | L6           | 1
    """
    world.check()


def test_doubt_crosses_regions_and_falls_on_waiting_units_too(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | country
    2026-11-05 | L1        | -1       | M      | US

    payments
    approved   | id | cash | currency
    2026-11-08 | P1 | 1    | CAD

    expected
    claim_type     | status | reference_id | quantity_open
    warehouse_lost | review | L1           | 1
    """
    world.check()


def test_losses_that_are_questions_or_expired_anyway_take_no_doubt(world: World) -> None:
    """The cover in doubt goes past the older ones to the one that would be claimed.

    ledger
    date       | reference | quantity | reason | disposition | reconciled | unreconciled
    2026-08-01 | L1        | -1       | M      | SELLABLE    | 0          | 1
    2026-10-01 | L2        | -1       | M      | DEFECTIVE   | 0          | 1
    2026-10-02 | L3        | -1       | M      | SELLABLE    | 1          | 0
    2026-10-05 | L4        | -1       | M      | SELLABLE    | 0          | 1

    payments
    approved   | id | reason       | cash
    2026-10-08 | P1 | Lost_Inbound | 1

    expected
    claim_type     | status  | reference_id | quantity_open
    warehouse_lost | expired | L1           | 1
    warehouse_lost | review  | L2           | 1
    warehouse_lost | review  | L3           | 1
    warehouse_lost | review  | L4           | 1
    """
    world.check()
    assert world.rows("claim_part", "kind", "quantity_open").count(("doubt", "1")) == 1


def test_unlabelled_found_units_raise_doubt_per_asin_and_last(world: World) -> None:
    """X1: the ASIN is the same. X2: another ASIN. X3: the payment comes first, one unit is left for the found one.

    ledger
    date       | fnsku | asin | sku             | reference | quantity | reason
    2026-10-05 | X1    | B1   | SKU-1           | L1        | -1       | M
    2026-10-07 | Z1    | B1   | Amazon.Found.B1 | F1        | 1        | F
    2026-10-05 | X2    | B2   | SKU-2           | L2        | -1       | M
    2026-10-07 | Z2    | B9   | Amazon.Found.B9 | F2        | 1        | F
    2026-10-05 | X3    | B3   | SKU-3           | L3        | -2       | M
    2026-10-07 | Z3    | B3   | Amazon.Found.B3 | F3        | 1        | F

    payments
    approved   | fnsku | id | reason       | cash
    2026-10-08 | X3    | P3 | Lost_Inbound | 1

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_open
    warehouse_lost | review    | L1           | 1             | 1
    warehouse_lost | claimable | L2           | 1             | 1
    warehouse_lost | review    | L3           | 2             | 2
    """
    world.check()


def test_unlabelled_found_units_cover_nothing(world: World) -> None:
    """Neither a loss nor a unit given back nor a reversed one, though FNSKU and region are the same.

    ledger
    date       | sku             | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | SKU-1           | L1        | -1       | M      | 1          | 0
    2026-10-07 | Amazon.Found.B1 | F1        | 1        | F      | 1          | 0

    payments
    approved   | id | cash | total  | original
    2026-10-20 | V1 | -1   | -10.00 | P9

    expected
    claim_type             | status    | reference_id | quantity_open
    warehouse_lost         | review    | L1           | 1
    reimbursement_reversed | claimable | V1           | 1
    """
    world.check()
    assert world.rows("matched", "pass") == []


def test_cover_that_a_reversal_took_raises_no_doubt(world: World) -> None:
    """Pass 3 comes before pass 4: the inbound payment stands for its own reversal.

    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -1       | M

    payments
    approved   | id | reason       | cash | total  | original
    2026-10-08 | P1 | Lost_Inbound | 1    | 10.00  |
    2026-10-20 | V1 | Lost_Inbound | -1   | -10.00 | P1

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | claimable | L1           | 1
    """
    world.check()
