"""Pass 1: what Amazon states as reconciled is covered first, and what stays open there is a question."""

from __future__ import annotations

from tests.engine.conftest import World


def test_a_reconciled_unit_that_nothing_covers_is_a_question_with_its_click_path(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | L1        | -2       | M      | 2          | 0

    expected
    claim_type     | status | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | review | L1           | 2             | 0                | 2
    """
    world.check()
    ((reason,),) = world.rows("claim", "status_reason")
    assert reason.startswith("What settled this?")
    assert "Seller Central > Reports" in reason
    assert "L1" in reason


def test_the_reconciled_part_is_covered_before_an_older_unreconciled_one(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-01 | L1        | -1       | M      | 0          | 1
    2026-10-05 | L2        | -1       | M      | 1          | 0

    payments
    approved   | id | cash
    2026-10-06 | P1 | 1

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | claimable | L1           | 1
    """
    world.check()


def test_a_found_unit_stated_as_unreconciled_does_not_explain_a_reconciled_loss(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | L1        | -2       | M      | 1          | 1
    2026-10-06 | F1        | 1        | F      | 0          | 1

    expected
    claim_type     | status | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | review | L1           | 1             | 0                | 1
    """
    world.check()


def test_cover_after_the_last_day_of_the_ledger_explains_no_reconciled_unit(world: World) -> None:
    """X1 was paid on the day after the ledger ends, X2 on its last day.

    ledger
    date       | fnsku | reference | quantity | reason | reconciled | unreconciled
    2026-10-25 | X1    | L1        | -1       | M      | 1          | 0
    2026-10-25 | X2    | L2        | -1       | M      | 1          | 0

    payments
    approved   | fnsku | id | cash
    2026-11-01 | X1    | P1 | 1
    2026-10-31 | X2    | P2 | 1

    expected
    claim_type     | status | reference_id | quantity_open
    warehouse_lost | review | L1           | 1
    """
    world.ledger_covers = ("2026-01-01", "2026-10-31")
    world.check()


def test_damage_is_explained_by_units_graded_back_and_by_payments(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | disposition       | reconciled | unreconciled
    2026-10-05 | D1        | -3       | E      | SELLABLE          | 3          | 0
    2026-10-07 | Q1        | -1       | Q      | WAREHOUSE_DAMAGED |            |
    2026-10-07 | Q1        | 1        | P      | SELLABLE          |            |

    payments
    approved   | id | reason            | cash
    2026-10-08 | P1 | Damaged_Warehouse | 1

    expected
    claim_type        | status | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_damaged | review | D1           | 3             | 2                | 1
    """
    world.check()


def test_cover_may_be_booked_ten_days_before_a_reconciled_loss_but_not_eleven(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason | reconciled | unreconciled
    2026-10-15 | X1    | L1        | -1       | M      | 1          | 0
    2026-10-16 | X2    | L2        | -1       | M      | 1          | 0

    payments
    approved   | fnsku | id | cash
    2026-10-05 | X1    | P1 | 1
    2026-10-05 | X2    | P2 | 1

    expected
    claim_type     | status | reference_id | quantity_open
    warehouse_lost | review | L2           | 1
    """
    world.check()
