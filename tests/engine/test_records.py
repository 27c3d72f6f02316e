"""When the records begin, and what a missing report means: never that there was nothing."""

from __future__ import annotations

from tests.engine.conftest import World


def test_losses_before_the_ledgers_first_day_take_no_part_and_are_counted(world: World) -> None:
    """The ledger begins on 10-03, the payments on 10-01. L1 takes no cover from L2.

    ledger
    date       | reference | quantity | reason
    2026-10-02 | L1        | -2       | M
    2026-10-03 | L2        | -1       | M

    payments
    approved   | fnsku | id | cash | total  | original
    2026-10-05 | X1    | P1 | 1    | 10.00  |
    2026-10-02 | X2    | V2 | -1   | -10.00 | P9

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.ledger_covers = ("2026-10-03", "2026-11-20")
    world.payments_cover = ("2026-10-01", "2026-11-20")
    world.check()
    assert world.rows("before_records", "units", "records_begin") == [("2", "2026-10-03")]


def test_losses_earlier_than_30_days_before_the_payments_begin_take_no_part(world: World) -> None:
    """The payments begin on 11-03: 10-04 is the first day of our records.

    ledger
    date       | reference | quantity | reason
    2026-10-03 | L1        | -1       | M
    2026-10-04 | L2        | -1       | M

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | claimable | L2           | 1
    """
    world.payments_cover = ("2026-11-03", "2026-11-20")
    world.check()
    assert world.rows("before_records", "row_count", "units", "records_begin") == [("1", "1", "2026-10-04")]


def test_without_a_reimbursements_download_every_claim_is_a_question(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | L1        | -1       | M      | 0          | 1
    2026-11-15 | L2        | -1       | M      | 0          | 1
    2026-10-05 | D1        | -1       | E      | 1          | 0

    expected
    claim_type        | status | reference_id | quantity_open
    warehouse_lost    | review | L1           | 1
    warehouse_lost    | review | L2           | 1
    warehouse_damaged | review | D1           | 1
    """
    world.payments_cover = None
    world.check()
    assert {row[0].split("?")[0] for row in world.rows("claim", "status_reason")} == {"Was this paid"}


def test_without_a_ledger_a_reversal_is_a_question_since_a_unit_may_have_been_found(world: World) -> None:
    """
    payments
    approved   | id | cash | total  | original
    2026-10-20 | V1 | -1   | -10.00 | P9

    expected
    claim_type             | status | reference_id | quantity_open
    reimbursement_reversed | review | V1           | 1
    """
    world.ledger_covers = None
    world.check()


def test_payments_without_a_loss_are_shown_only_for_the_days_of_the_ledger(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-10 | X1    | F1        | 1        | F

    payments
    approved   | fnsku | id | reason            | cash
    2026-09-30 | X2    | P1 | Lost_Warehouse    | 1
    2026-10-05 | X3    | P2 | Damaged_Warehouse | 2
    2026-11-05 | X4    | P3 | Lost_Warehouse    | 1
    2026-10-06 | X5    | P4 | Lost_Inbound      | 1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.ledger_covers = ("2026-10-01", "2026-10-31")
    world.check()
    assert world.rows("unmatched_cover", "claim_type", "reference_id", "units") == [
        ("warehouse_damaged", "P2", "2"),
        ("warehouse_lost", "F1", "1"),
    ]
