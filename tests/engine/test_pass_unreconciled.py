"""Pass 2: first in, first out, forward in time, for what Amazon states as unreconciled or does not state."""

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


def test_the_oldest_loss_is_covered_first_then_by_reference_then_by_sku(world: World) -> None:
    """X1 by date, X2 by reference id, X3 by SKU.

    ledger
    date       | fnsku | sku | reference | quantity | reason
    2026-10-06 | X1    | A   | L0        | -1       | M
    2026-10-05 | X1    | A   | L1        | -1       | M
    2026-10-05 | X2    | A   | L3        | -1       | M
    2026-10-05 | X2    | A   | L2        | -1       | M
    2026-10-05 | X3    | B   | L4        | -1       | M
    2026-10-05 | X3    | A   | L4        | -1       | M
    2026-10-08 | X1    | A   | F1        | 1        | F
    2026-10-08 | X2    | A   | F2        | 1        | F
    2026-10-08 | X3    | A   | F3        | 1        | F

    expected
    claim_type     | status    | fnsku | sku | reference_id | quantity_open
    warehouse_lost | claimable | X1    | A   | L0           | 1
    warehouse_lost | claimable | X2    | A   | L3           | 1
    warehouse_lost | claimable | X3    | B   | L4           | 1
    """
    world.check()


def test_cover_booked_ten_days_early_covers_and_eleven_days_early_only_raises_doubt(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-15 | X1    | L1        | -1       | M
    2026-10-16 | X2    | L2        | -1       | M

    payments
    approved   | fnsku | id | cash
    2026-10-05 | X1    | P1 | 1
    2026-10-05 | X2    | P2 | 1

    expected
    claim_type     | status | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | review | L2           | 1             | 0                | 1
    """
    world.check()


def test_how_early_cover_may_be_booked_is_a_setting(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-06 | X1    | L1        | -1       | M
    2026-10-05 | X2    | L2        | -1       | M

    payments
    approved   | fnsku | id | cash
    2026-10-05 | X1    | P1 | 1
    2026-10-05 | X2    | P2 | 1

    expected
    claim_type     | status | reference_id | quantity_open
    warehouse_lost | review | L1           | 1
    """
    world.early_cover_days = 0
    world.check()


def test_a_found_unit_stated_as_reconciled_covers_nothing_here_but_raises_doubt(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | L1        | -1       | M      | 0          | 1
    2026-10-06 | F1        | 1        | F      | 1          | 0

    expected
    claim_type     | status | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | review | L1           | 1             | 0                | 1
    """
    world.check()
    assert world.rows("matched", "pass", "units") == [("4", "1")]


def test_on_one_day_units_cover_before_money(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -1       | M
    2026-10-08 | F1        | 1        | F

    payments
    approved   | id | cash
    2026-10-08 | P1 | 1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
    assert world.rows("unmatched_cover", "source", "reference_id", "units") == [("reimbursement", "P1", "1")]


def test_payment_in_stock_covers_as_payment_in_cash_does(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -3       | M

    payments
    approved   | id | cash | inventory
    2026-10-08 | P1 | 1    | 1

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | claimable | L1           | 3             | 2                | 1
    """
    world.check()


def test_money_without_units_covers_no_unit(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -1       | M

    payments
    approved   | id | cash | inventory | quantity_total | total
    2026-10-08 | P1 | 0    | 0         | 0              | 5.00

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | claimable | L1           | 1
    """
    world.check()


def test_identical_rows_are_so_many_events_with_ids_of_their_own(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -1       | M
    2026-10-05 | L1        | -1       | M
    2026-10-05 | L1        | -1       | M
    2026-10-09 | F1        | 1        | F

    expected
    claim_type     | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_lost | claimable | L1           | 1             | 0                | 1
    warehouse_lost | claimable | L1           | 1             | 0                | 1
    """
    world.check()


def test_all_damage_codes_are_one_pool_and_only_e_may_be_claimed(world: World) -> None:
    """The payment of 10-08 takes the oldest, whatever its code.

    ledger
    date       | reference | quantity | reason
    2026-10-01 | D1        | -1       | 6
    2026-10-02 | D2        | -1       | E
    2026-10-03 | D3        | -1       | 7
    2026-10-03 | D4        | -1       | H
    2026-10-03 | D5        | -1       | K
    2026-10-03 | D6        | -1       | U

    payments
    approved   | id | reason            | cash
    2026-10-08 | P1 | Damaged_Warehouse | 1

    expected
    claim_type        | status    | reference_id | reason_code | quantity_open
    warehouse_damaged | claimable | D2           | E           | 1
    warehouse_damaged | review    | D3           | 7           | 1
    warehouse_damaged | review    | D4           | H           | 1
    warehouse_damaged | review    | D5           | K           | 1
    warehouse_damaged | review    | D6           | U           | 1
    """
    world.check()


def test_code_5_is_a_loss_like_m_and_units_that_were_not_sellable_are_a_question(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason | disposition
    2026-10-05 | X1    | L1        | -1       | 5      | SELLABLE
    2026-10-05 | X2    | L2        | -1       | M      | CUSTOMER_DAMAGED
    2026-10-05 | X3    | D1        | -1       | E      | WAREHOUSE_DAMAGED

    expected
    claim_type        | status    | reference_id | reason_code | quantity_open
    warehouse_lost    | claimable | L1           | 5           | 1
    warehouse_lost    | review    | L2           | M           | 1
    warehouse_damaged | review    | D1           | E           | 1
    """
    world.check()


def test_of_a_damage_entry_only_the_negative_row_is_the_loss(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | disposition
    2026-10-05 | D1        | -1       | E      | SELLABLE
    2026-10-05 | D1        | 1        | E      | WAREHOUSE_DAMAGED

    expected
    claim_type        | status    | reference_id | quantity_lost | quantity_open
    warehouse_damaged | claimable | D1           | 1             | 1
    """
    world.check()


def test_units_graded_back_are_the_smaller_of_the_days_sums_of_one_centre(world: World) -> None:
    """X1: 3 in, 2 out. X2: another centre. X3: another day. X4: not into sellable. X5: not out of warehouse damage.

    ledger
    date       | fnsku | reference | quantity | reason | disposition       | centre
    2026-10-05 | X1    | D1        | -4       | E      | SELLABLE          | PHX6
    2026-10-07 | X1    | Q1        | -1       | Q      | WAREHOUSE_DAMAGED | PHX6
    2026-10-07 | X1    | Q1        | 2        | P      | SELLABLE          | PHX6
    2026-10-07 | X1    | Q2        | -1       | Q      | WAREHOUSE_DAMAGED | PHX6
    2026-10-07 | X1    | Q2        | 1        | P      | SELLABLE          | PHX6
    2026-10-05 | X2    | D2        | -1       | E      | SELLABLE          | PHX6
    2026-10-07 | X2    | Q3        | -1       | Q      | WAREHOUSE_DAMAGED | PHX6
    2026-10-07 | X2    | Q3        | 1        | P      | SELLABLE          | PHX7
    2026-10-05 | X3    | D3        | -1       | E      | SELLABLE          | PHX6
    2026-10-07 | X3    | Q4        | -1       | Q      | WAREHOUSE_DAMAGED | PHX6
    2026-10-08 | X3    | Q4        | 1        | P      | SELLABLE          | PHX6
    2026-10-05 | X4    | D4        | -1       | E      | SELLABLE          | PHX6
    2026-10-07 | X4    | Q5        | -1       | Q      | WAREHOUSE_DAMAGED | PHX6
    2026-10-07 | X4    | Q5        | 1        | P      | DEFECTIVE         | PHX6
    2026-10-05 | X5    | D5        | -1       | E      | SELLABLE          | PHX6
    2026-10-07 | X5    | Q6        | -1       | Q      | CUSTOMER_DAMAGED  | PHX6
    2026-10-07 | X5    | Q6        | 1        | P      | SELLABLE          | PHX6

    expected
    claim_type        | status    | reference_id | quantity_lost | quantity_covered | quantity_open
    warehouse_damaged | claimable | D1           | 4             | 2                | 2
    warehouse_damaged | claimable | D2           | 1             | 0                | 1
    warehouse_damaged | claimable | D3           | 1             | 0                | 1
    warehouse_damaged | claimable | D4           | 1             | 0                | 1
    warehouse_damaged | claimable | D5           | 1             | 0                | 1
    """
    world.check()


def test_found_units_cover_no_damage_and_graded_units_no_misplacement(world: World) -> None:
    """A found unit raises doubt about damage (pass 4); a graded one is no found unit, and raises none.

    ledger
    date       | fnsku | reference | quantity | reason | disposition
    2026-10-05 | X1    | D1        | -1       | E      | SELLABLE
    2026-10-07 | X1    | F1        | 1        | F      | SELLABLE
    2026-10-05 | X2    | L1        | -1       | M      | SELLABLE
    2026-10-07 | X2    | Q1        | -1       | Q      | WAREHOUSE_DAMAGED
    2026-10-07 | X2    | Q1        | 1        | P      | SELLABLE

    expected
    claim_type        | status    | reference_id | quantity_open
    warehouse_damaged | review    | D1           | 1
    warehouse_lost    | claimable | L1           | 1
    """
    world.check()


def test_reasons_are_read_without_regard_to_case_spaces_and_signs(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-05 | X1    | L1        | -1       | M
    2026-10-05 | X2    | L2        | -1       | M
    2026-10-05 | X3    | L3        | -1       | M
    2026-10-05 | X4    | L4        | -1       | M

    payments
    approved   | fnsku | id | reason          | cash
    2026-10-08 | X1    | P1 | LOST WAREHOUSE  | 1
    2026-10-08 | X2    | P2 | lost-warehouse  | 1
    2026-10-08 | X3    | P3 | Lost: Warehouse | 1
    2026-10-08 | X4    | P4 | LostWarehouse   | 1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
    assert world.rows("unlisted_payment", "reimbursement_id") == []


def test_rows_after_the_as_of_date_are_not_used(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -1       | M
    2026-11-21 | L2        | -1       | M
    2026-11-21 | F1        | 1        | F

    payments
    approved   | id | cash
    2026-11-21 | P1 | 1

    expected
    claim_type     | status    | reference_id | quantity_open
    warehouse_lost | claimable | L1           | 1
    """
    world.check()
