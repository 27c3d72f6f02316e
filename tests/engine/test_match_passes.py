"""The passes of the match (contract, section 4), each on tables that fit in the head."""

from __future__ import annotations

from tests.engine.conftest import World


def test_units_found_later_are_not_owed(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -3       | M
    2026-10-09 | F1        | 2        | F

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | claimable | L1           | 3             | 2                | 1
    """
    world.check()
