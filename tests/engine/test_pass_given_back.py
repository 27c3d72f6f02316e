"""Pass 0: found units stand behind the units that reversals gave back, before they may cover a loss."""

from __future__ import annotations

from tests.engine.conftest import World


def test_a_found_unit_stands_behind_a_unit_given_back_and_covers_no_loss(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-01 | L1        | -1       | M
    2026-10-09 | L2        | -1       | M
    2026-10-10 | F1        | 1        | F

    payments
    approved   | id | cash | inventory | total  | original
    2026-10-03 | P1 | 1    | 0         | 10.00  |
    2026-10-12 | V1 | -1   | 1         | -10.00 | P1

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | claimable | L2           | 1             | 0                | 1
    """
    world.check()
    assert world.rows("matched", "pass", "units") == [("0", "1"), ("2", "1")]


def test_units_given_back_are_dated_as_the_payment_or_else_as_the_reversal(world: World) -> None:
    """X1 knows the payment; X2 does not, and found its unit 11 days before the reversal; X3 10 days before.

    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-05 | X1    | L1        | -1       | M
    2026-10-09 | X1    | L2        | -1       | M
    2026-10-09 | X1    | F1        | 1        | F
    2026-10-09 | X2    | L3        | -1       | M
    2026-10-09 | X2    | F2        | 1        | F
    2026-10-09 | X3    | L4        | -1       | M
    2026-10-09 | X3    | F3        | 1        | F

    payments
    approved   | fnsku | id | cash | inventory | total  | original
    2026-10-05 | X1    | P1 | 1    | 0         | 10.00  |
    2026-10-20 | X1    | V1 | -1   | 1         | -10.00 | P1
    2026-10-20 | X2    | V2 | -1   | 1         | -10.00 | P8
    2026-10-19 | X3    | V3 | -1   | 1         | -10.00 | P9

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | claimable | L2           | 1
    warehouse_lost | claimable | L4           | 1
    """
    world.check()


def test_the_part_of_a_found_unit_stated_as_reconciled_goes_first(world: World) -> None:
    """Had the unit given back taken the unreconciled part, L1 would stay open: pass 2 may not use the other.

    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-03 | L0        | -1       | M      |            |
    2026-10-05 | L1        | -1       | M      | 0          | 1
    2026-10-10 | F1        | 2        | F      | 1          | 1

    payments
    approved   | id | cash | inventory | total  | original
    2026-10-03 | P1 | 1    | 0         | 10.00  |
    2026-10-12 | V1 | -1   | 1         | -10.00 | P1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()


def test_a_unit_given_back_in_one_region_takes_no_found_unit_of_another(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | country
    2026-10-09 | L1        | -1       | M      | US
    2026-10-10 | F1        | 1        | F      | US

    payments
    approved   | id | cash | inventory | total  | currency | original
    2026-10-12 | V1 | -1   | 1         | -10.00 | GBP      | P1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
