"""The pair of figures that Amazon states of an adjustment: reconciled and unreconciled units."""

from __future__ import annotations

from tests.engine.conftest import World


def test_of_a_pair_the_missing_figure_is_the_quantity_less_the_other(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | X1    | L1        | -3       | M      |            | 1
    2026-10-05 | X2    | L2        | -3       | M      | 1          |

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | claimable | L1           | 1             | 0                | 1
    warehouse_lost | review    | L1           | 2             | 0                | 2
    warehouse_lost | claimable | L2           | 2             | 0                | 2
    warehouse_lost | review    | L2           | 1             | 0                | 1
    """
    world.check()


def test_a_pair_that_does_not_add_up_makes_the_whole_adjustment_a_question(world: World) -> None:
    """Its units take part in pass 2, where the payment covers one of them.

    ledger
    date       | fnsku | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | X1    | L1        | -3       | M      | 1          | 1
    2026-10-05 | X2    | L2        | -3       | M      |            | 4

    payments
    approved   | fnsku | id | cash
    2026-10-08 | X1    | P1 | 1

    expected
    claim_type     | status | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | review | L1           | 3             | 1                | 2
    warehouse_lost | review | L2           | 3             | 0                | 3
    """
    world.check()
    reasons = {row[0] for row in world.rows("claim", "status_reason")}
    assert all(reason.startswith("How many units are still unreconciled?") for reason in reasons)


def test_a_found_unit_whose_pair_does_not_add_up_counts_as_if_nothing_were_stated(world: World) -> None:
    """It covers reconciled and unreconciled units alike.

    ledger
    date       | fnsku | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | X1    | L1        | -1       | M      | 1          | 0
    2026-10-08 | X1    | F1        | 1        | F      | 1          | 1
    2026-10-05 | X2    | L2        | -1       | M      | 0          | 1
    2026-10-08 | X2    | F2        | 1        | F      | 2          | 2

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()


def test_parts_with_the_same_status_share_a_row_that_bears_the_id_of_the_unreconciled_part(
    world: World,
) -> None:
    """X1: a question both; X2: expired both; X3: each its own.

    ledger
    date       | fnsku | reference | quantity | reason | disposition | reconciled | unreconciled
    2026-10-05 | X1    | L1        | -3       | M      | DEFECTIVE   | 1          | 2
    2026-08-01 | X2    | L2        | -4       | M      | SELLABLE    | 3          | 1
    2026-10-05 | X3    | L3        | -3       | M      | SELLABLE    | 1          | 2

    expected
    claim_type     | status    | reference_id | part       | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | review    | L1           | rest       | 3             | 0                | 3
    warehouse_lost | expired   | L2           | rest       | 4             | 0                | 4
    warehouse_lost | claimable | L3           | rest       | 2             | 0                | 2
    warehouse_lost | review    | L3           | reconciled | 1             | 0                | 1
    """
    world.check()
    ids = world.told("concat(reference_id, ' ', status)", "claim_id")
    assert ids["L3 review"] == ids["L3 claimable"] + "-r"
    assert not ids["L1 review"].endswith("-r")


def test_a_part_without_a_row_of_its_own_adds_nothing_to_the_other_row(world: World) -> None:
    """The reconciled part is paid, so the row shows the quantities of the rest alone.

    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | L1        | -5       | M      | 3          | 2

    payments
    approved   | id | cash
    2026-10-06 | P1 | 4

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | claimable | L1           | 2             | 1                | 1
    """
    world.check()
