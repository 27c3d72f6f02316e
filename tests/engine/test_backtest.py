"""What became of what would have been claimed: each test makes a small world and looks back on it, a row an outcome."""

from __future__ import annotations

from datetime import date

import pytest

from reconcile.engine.backtest import hold_against, remember_now, remember_then
from reconcile.engine.run import BalanceError, Decision, prove
from reports.backtest import sentences_of
from reports.backtest_rows import AccountBacktest, read_backtest
from tests.engine.conftest import AS_OF, World
from tests.engine.test_customer_returns import covered

THEN = date(2026, 9, 21)
COLUMNS = ("reference_id", "outcome", "units", "cover_id", "covered_on")


def looked_back(world: World, then: date = THEN) -> AccountBacktest:
    """Both runs as the program makes them, the later one with what a person decided."""
    world.reconcile(AS_OF)
    remember_now(world.con)
    world.decisions, decided = [], world.decisions
    world.reconcile(then)
    world.decisions = decided
    remember_then(world.con)
    hold_against(world.con, then=then, as_of=AS_OF)
    return read_backtest(world.con, account="main", then=then, as_of=AS_OF, caveats=())


def told(world: World, columns: tuple[str, ...] = COLUMNS, then: date = THEN) -> list[str]:
    """The rows of what would have been claimed."""
    rows = [row for row in looked_back(world, then).rows if not row.is_settled_since]
    return [" | ".join(_text(getattr(row, column)) for column in columns) for row in rows]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def test_a_loss_that_nothing_made_good_is_still_open(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -2
    """
    assert told(world) == ["L1 | open | 2 |  | "]
    assert told(world, ("now_status", "loss_file", "loss_line")) == ["expired | ledger.csv | 2"]


def test_what_was_not_yet_due_would_not_have_been_claimed(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-10 | L1        | M      | -1

    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 1    | 5.00 | 5.00
    """
    assert told(world) == []


def test_a_payment_that_came_by_itself_names_its_row_and_money(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -3

    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 2    | 5.00 | 10.00
    """
    assert told(world) == ["L1 | open | 1 |  | ", "L1 | paid | 2 | R1 | 2026-10-10"]
    assert told(world, ("outcome", "paid_currency", "paid_amount", "cover_file", "cover_line")) == [
        "open |  |  |  | ",
        "paid | USD | 10.0000 | payments.csv | 2",
    ]


def test_a_payment_known_on_that_day_leaves_nothing_to_claim(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -1

    payments
    approved   | id | cash | each | total
    2026-09-21 | R1 | 1    | 5.00 | 5.00
    """
    assert told(world) == []


def test_a_payment_that_names_a_case_did_not_come_by_itself(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -1

    payments
    approved   | id | cash | each | total | case_id
    2026-10-10 | R1 | 1    | 5.00 | 5.00  | 777
    """
    assert told(world, ("outcome", "is_in_case", "case_id")) == ["paid | True | 777"]


def test_a_payment_of_a_claim_put_away_as_filed_did_not_come_by_itself(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -1

    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 1    | 5.00 | 5.00
    """
    world.reconcile(THEN)
    (claim_id,) = (row[0] for row in world.rows("claim", "claim_id"))
    world.decisions = [
        Decision(part_claim_id=claim_id, decision="dismissed", case_id="", open_units=1, reason="Filed as case 99")
    ]
    assert told(world, ("outcome", "is_in_case")) == ["paid | True"]


def test_a_claim_that_a_person_put_away_would_have_been_claimed_all_the_same(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -1
    2026-09-01 | L2        | M      | -1
    """
    world.reconcile(date(2026, 10, 5))
    world.dismiss(world.told("reference_id", "claim_id")["L2"])
    assert told(world, ("reference_id", "outcome", "now_status"), date(2026, 10, 5)) == ["L2 | open | dismissed"]


def test_a_found_unit_closes_the_oldest_loss(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -1
    2026-08-02 | L2        | M      | -1
    2026-10-01 | F1        | F      | 1
    """
    assert told(world) == ["L1 | found | 1 | F1 | 2026-10-01", "L2 | open | 1 |  | "]


def test_a_damaged_unit_that_is_graded_back_is_on_sale_again(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity | disposition
    2026-08-01 | D1        | E      | -1       | SELLABLE
    2026-10-01 | P1        | P      | 1        | SELLABLE
    2026-10-01 | Q1        | Q      | -1       | WAREHOUSE_DAMAGED
    """
    assert told(world) == ["D1 | graded_back | 1 | P1 | 2026-10-01"]


def test_a_payment_that_amazon_took_back_is_told_by_the_line_that_took_it(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -1
    2026-08-02 | L2        | M      | -1

    payments
    approved   | id | cash | each  | total | original | reason
    2026-10-01 | R1 | 2    | 5.00  | 10.00 |          | Lost_Warehouse
    2026-11-01 | T1 | -1   | -5.00 | -5.00 | R1       | Reimbursement_Reversal
    """
    assert told(world) == ["L1 | taken_back | 1 | T1 | 2026-11-01", "L2 | paid | 1 | R1 | 2026-10-01"]


def test_a_refunded_unit_may_come_back_be_paid_or_be_charged_to_the_customer(world: World) -> None:
    """
    refunds
    order_id | quantity | refunded_on | amount
    O1       | 1        | 2026-06-15  | 10.00
    O2       | 1        | 2026-06-15  | 10.00
    O3       | 1        | 2026-06-15  | 10.00

    returns
    order_id | returned_on | disposition
    O1       | 2026-10-01  | SELLABLE

    payments
    approved   | id | order | reason         | cash | total
    2026-10-02 | P1 | O2    | CustomerReturn | 1    | 10.00

    settled
    order_id | transaction_type  | posted_on  | amount
    O3       | Order_Retrocharge | 2026-10-03 | 10.00
    """
    assert told(covered(world)) == [
        "O1 | returned | 1 | O1 | 2026-10-01",
        "O2 | paid | 1 | P1 | 2026-10-02",
        "O3 | charged | 1 | O3 | 2026-10-03",
    ]


def test_a_box_of_which_something_came_later_arrived_and_the_rest_is_still_open(world: World) -> None:
    """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity
    RM1      | 2026-08-15 | T1              | 3

    removal_receipts
    order_id | tracking_number | quantity_received | received_on
    RM1      | T1              | 0                 | 2026-08-30
    RM1      | T1              | 2                 | 2026-10-02
    """
    assert told(world) == ["RM1 | open | 1 |  | ", "RM1 | received | 2 | RM1 | 2026-10-02"]


def test_units_of_a_shipment_that_were_received_later_arrived_after_all(world: World) -> None:
    """
    ledger
    date       | reference | event_type | quantity
    2026-06-05 | FBA1      | Receipts   | 5
    2026-10-02 | FBA1      | Receipts   | 2

    shipments
    shipped | received | delivered  | closed     | amazon_status
    10      | 5        | 2026-06-01 | 2026-07-01 | eligible
    """
    world.shipments_cover = ("2026-01-01", "2026-11-20")
    assert told(world) == ["FBA1 | open | 3 |  | ", "FBA1 | received | 2 | FBA1 | 2026-10-02"]


def test_a_payment_below_cost_is_made_good_by_the_line_that_tops_it_up(world: World) -> None:
    """
    payments
    approved   | id | cash | each | total | original
    2026-08-10 | R1 | 2    | 4.00 | 8.00  |
    2026-10-10 | R2 |      |      | 8.00  | R1
    2026-08-11 | R3 | 2    | 3.00 | 6.00  |

    costs
    cost
    8.00
    """
    assert told(world) == ["R1 | paid | 2 | R2 | 2026-10-10", "R3 | open | 2 |  | "]


def test_units_of_a_payment_below_cost_that_were_taken_back_are_lost_to_another_claim(world: World) -> None:
    """
    payments
    approved   | id | cash | each  | total | original | reason
    2026-08-10 | R1 | 2    | 4.00  | 8.00  |          | Lost_Warehouse
    2026-10-10 | T1 | -1   | -4.00 | -4.00 | R1       | Reimbursement_Reversal

    costs
    cost
    8.00
    """
    assert told(world) == ["R1 | open | 1 |  | ", "R1 | taken_back | 1 | T1 | 2026-10-10"]


def test_a_unit_that_something_may_have_made_good_is_open_as_a_question(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity | country
    2026-10-01 | L1        | M      | -1       | US
    2026-11-10 | F1        | F      | 1        | CA
    """
    found = looked_back(world, date(2026, 11, 5))
    assert [(row.outcome, row.now_status, row.now_question) for row in found.rows] == [
        ("open", "review", "cover_in_doubt")
    ]


def test_what_the_ledger_calls_reconciled_today_is_told_beside_the_claims(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity | reconciled | unreconciled
    2026-08-01 | L1        | M      | -1       | 1          | 0
    2026-08-02 | L2        | M      | -1       | 0          | 1
    2026-10-01 | F1        | F      | 1        | 1          | 0
    """
    found = looked_back(world)
    assert [(row.reference_id, row.outcome, row.is_settled_since) for row in found.rows] == [
        ("L2", "open", False),
        ("L1", "found", True),
    ]
    (sentence,) = [text for text in sentences_of(found) if text.startswith("Beside them")]
    assert "With these, 1 of 2\u00a0units (50\u00a0%) would have been premature or false." in sentence


def test_the_first_sentences_are_the_honest_figure(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -3

    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 1    | 5.00 | 5.00

    costs
    cost
    8.00
    """
    first, second, third, *_ = (text.replace("\u00a0", " ") for text in sentences_of(looked_back(world)))
    assert first == "As of 21 Sep 2026 these rules would have claimed 3 units, worth USD 24.00."
    assert second == (
        "Of 3 units, 1 (33 %) would have been premature or false: made good without a claim, or no loss any more, by "
        "20 Nov 2026."
    )
    assert third == "Still open, made good by nothing to this day: 2 units, worth USD 16.00."


def test_a_look_back_on_nothing_says_so(empty_world: World) -> None:
    first, *_ = sentences_of(looked_back(empty_world))
    assert first == "As of 21\u00a0Sep\u00a02026 these rules would have claimed nothing."


def test_an_outcome_that_does_not_add_up_is_a_fault(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-08-01 | L1        | M      | -2
    """
    looked_back(world)
    world.con.execute("update outcome set units = 1")
    with pytest.raises(BalanceError, match="backtest_balance"):
        prove(world.con, "audit/backtest_balance")
