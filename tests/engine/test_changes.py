"""What changed between two runs: each test makes a small world, runs, adds rows, and runs again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from reconcile.engine.changes import compare
from reconcile.engine.results import Stamp, keep
from tests.engine.conftest import AS_OF, World

if TYPE_CHECKING:
    import duckdb

FIRST = date(2026, 11, 1)
COLUMNS = ("kind", "reference_id", "units", "amount", "then_states", "now_states")


@pytest.fixture(autouse=True)
def _nothing_remembered(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("drop schema if exists result cascade")


def run(world: World, day: date) -> date | None:
    """A run that is kept; the day of the run remembered beside it."""
    world.reconcile(day)
    stamp = Stamp(as_of=day, program="1", policy="p", downloads="3-3-", decisions="")
    keep(world.con, stamp, datetime(2026, 11, 20))  # noqa: DTZ001 - as the database keeps it
    return compare(world.con, day)


def changes(world: World, more: str = "", *, day: date = AS_OF, columns: tuple[str, ...] = COLUMNS) -> list[str]:
    """Run, add rows that a later download brought, run again: the rows of `change`."""
    run(world, FIRST)
    known = {table: len(world.con.table(table).fetchall()) for table in ("ledger_detail", "reimbursement", "cost")}
    world.fill(more)
    for table, count in known.items():
        world.con.execute(f"update {table} set download_id = 9 where line > {count + 1}")
    run(world, day)
    assert_units_lead_from_then_to_now(world)
    return told(world, *columns)


def told(world: World, *columns: str) -> list[str]:
    return [" | ".join(row) for row in world.rows("change", *columns)]


def assert_units_lead_from_then_to_now(world: World) -> None:
    """What came and went of each event is the difference between its units then and now."""
    unbalanced = world.con.execute(
        """
        select event_key, any_value(now_units) - any_value(then_units), sum(case
            when kind in ('new', 'late', 'more') then units
            when kind in ('paid', 'paid_in_case', 'found', 'moved', 'gone') then -units
            else 0 end) as steps
        from change group by event_key
        having any_value(now_units) - any_value(then_units) <> steps
        """
    ).fetchall()
    assert unbalanced == []


def test_a_loss_since_the_earlier_run_is_a_new_claim(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -1

    costs
    cost
    8.00
    """
    more = """
    ledger
    date       | reference | reason | quantity
    2026-11-05 | L2        | M      | -2
    """
    assert changes(world, more) == ["new | L2 | 2 | 16.00 |  | waiting:2"]
    assert told(world, "is_row_new", "claim_id = '' as none") == ["True | False"]


def test_a_row_of_a_new_download_came_since_though_its_day_lies_before_the_earlier_run(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -1

    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 2    | 5.00 | 10.00

    costs
    cost | sku
    8.00 | SKU-2
    """
    more = """
    ledger
    date       | reference | reason | quantity
    2026-09-27 | L2        | M      | -2

    payments
    approved   | id | cash | each | total | sku   | fnsku
    2026-10-12 | R2 | 1    | 5.00 | 5.00  | SKU-2 | X2
    """
    assert changes(world, more, columns=("kind", "reference_id", "is_row_new")) == [
        "new | L2 | True",
        "new | R2 | True",
    ]


def test_rows_far_down_in_a_known_download_did_not_come_since(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -1
    2026-09-25 | F1        | F      | 1

    payments
    approved   | id | cash | each | total | sku   | fnsku
    2026-10-12 | R2 | 1    | 5.00 | 5.00  | SKU-2 | X2

    costs
    cost | sku
    4.00 | SKU-2
    """
    world.con.execute("update ledger_detail set line = 60000 where reference_id = 'L1'")
    world.con.execute("update reimbursement set line = 20000000001")
    run(world, FIRST)
    world.con.execute("delete from ledger_detail where reference_id = 'F1'")
    world.con.execute("update cost set unit_cost = 9")
    run(world, AS_OF)
    assert told(world, "kind", "reference_id", "is_row_new") == ["new | L1 | False", "new | R2 | False"]


def test_a_claim_that_is_gone_is_told_of_its_own_row_and_of_no_other(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -1

    payments
    approved   | id | cash | each | total | sku   | fnsku
    2026-10-12 | R2 | 1    | 5.00 | 5.00  | SKU-2 | X2

    costs
    cost | sku
    9.00 | SKU-2
    """
    more = """
    ledger
    date       | reference | reason | quantity
    2026-09-26 | F1        | F      | 1
    """
    run(world, FIRST)
    world.fill(more)
    # the same line of another download is another row
    world.con.execute("update ledger_detail set download_id = 9, line = 2 where reference_id = 'F1'")
    world.con.execute("update cost set unit_cost = 4")
    run(world, AS_OF)
    assert told(world, "kind", "reference_id") == ["found | L1", "gone | R2"]


def test_a_new_claim_that_is_too_late_already_is_told_apart(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-11-01 | L1        | Q      | -1
    """
    more = """
    ledger
    date       | reference | reason | quantity
    2026-08-05 | L2        | M      | -2
    """
    assert changes(world, more) == ["late | L2 | 2 |  |  | expired:2"]


def test_a_payment_that_came_since_is_money_that_came_by_itself(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -3

    costs
    cost
    8.00
    """
    more = """
    payments
    approved   | id | cash | each | total
    2026-11-10 | R1 | 2    | 7.50 | 15.00
    """
    assert changes(world, more) == ["paid | L1 | 2 | 15.00 | claimable:3 | claimable:1"]
    assert world.rows("event_cover", "kind", "units", "is_new", "reference_id", "amount") == [
        ("payment", "2", "True", "R1", "15.00")
    ]


def test_what_a_payment_left_open_may_expire(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-20 | L1        | M      | -3
    """
    more = """
    payments
    approved   | id | cash | each | total
    2026-11-10 | R1 | 2    | 7.50 | 15.00
    """
    assert changes(world, more) == [
        "expired | L1 | 1 |  | claimable:3 | expired:1",
        "paid | L1 | 2 | 15.00 | claimable:3 | expired:1",
    ]


def test_a_payment_counts_with_the_share_of_the_units_it_closed(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-20 | L1        | M      | -1
    2026-09-21 | L2        | M      | -2
    """
    more = """
    payments
    approved   | id | cash | each | total
    2026-11-10 | R1 | 3    |      | 10.00
    """
    assert changes(world, more) == [
        "paid | L1 | 1 | 3.33 | claimable:1 | ",
        "paid | L2 | 2 | 6.67 | claimable:2 | ",
    ]


def test_a_payment_that_names_a_case_did_not_come_by_itself(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-20 | L1        | M      | -1
    """
    more = """
    payments
    approved   | id | case_id | cash | each | total
    2026-11-10 | R1 | 123     | 1    | 7.50 | 7.50
    """
    assert changes(world, more) == ["paid_in_case | L1 | 1 | 7.50 | claimable:1 | "]


def test_a_payment_in_another_currency_is_told_in_its_own(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity | country
    2026-09-20 | L1        | M      | -1       | SE
    """
    world.home = ("DE", "EU", "EUR")
    more = """
    payments
    approved   | id | cash | each  | total | currency
    2026-11-10 | R1 | 1    | 75.50 | 75.50 | SEK
    """
    assert changes(world, more, columns=("kind", "currency", "amount")) == ["paid | SEK | 75.50"]


def test_units_found_since_are_no_money(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-20 | L1        | M      | -1

    costs
    cost
    8.00
    """
    more = """
    ledger
    date       | reference | reason | quantity
    2026-11-10 | F1        | F      | 1
    """
    assert changes(world, more) == ["found | L1 | 1 | 8.00 | claimable:1 | "]


def test_a_payment_known_before_that_stands_here_now_is_no_new_money(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-20 | L1        | M      | -1
    2026-09-25 | L2        | M      | -1

    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 1    | 7.50 | 7.50
    """
    more = """
    payments
    approved   | id | cash | each | total
    2026-10-05 | R0 | 1    | 9.00 | 9.00
    """
    assert changes(world, more) == ["moved | L2 | 1 |  | claimable:1 | "]
    assert world.rows("event_cover", "reference_id", "is_new") == [("R1", "False")]


def test_cover_that_goes_to_an_older_loss_opens_more_units(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L2        | M      | -2

    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 1    | 7.50 | 7.50
    """
    more = """
    ledger
    date       | reference | reason | quantity
    2026-09-20 | L1        | M      | -1
    """
    assert changes(world, more) == ["more | L2 | 1 |  | claimable:1 | claimable:2"]


def test_units_that_opened_up_are_told_apart_from_those_whose_status_changed(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-10-15 | L2        | M      | -2

    payments
    approved   | id | cash | each | total
    2026-10-20 | R1 | 1    | 7.50 | 7.50
    """
    more = """
    ledger
    date       | reference | reason | quantity
    2026-10-05 | L1        | M      | -1
    """
    assert changes(world, more) == [
        "claimable | L2 | 1 |  | waiting:1 | claimable:2",
        "more | L2 | 1 |  | waiting:1 | claimable:2",
    ]


def test_cover_that_is_in_doubt_now_opens_units_as_a_question(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-17 | F1        | F      | 1
    2026-09-25 | L1        | M      | -3
    2026-10-01 | L2        | M      | -1
    """
    run(world, FIRST)
    world.early_cover_days = 1
    run(world, AS_OF)
    assert_units_lead_from_then_to_now(world)
    assert told(world, *COLUMNS, "now_code") == [
        "more | L1 | 1 |  | claimable:2 | claimable:2,review:1 | cover_in_doubt"
    ]


def test_a_question_that_is_answered_while_the_window_is_not_open_waits(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-10-30 | L1        | M      | -1
    """
    covers, world.payments_cover = world.payments_cover, None
    run(world, FIRST)
    world.payments_cover = covers
    run(world, date(2026, 11, 2))
    assert told(world, "kind", "then_states", "then_code", "then_opens = now_opens as stayed") == [
        "waiting | review:1 | no_reimbursements | True"
    ]


def test_a_window_that_opens_later_than_was_known_says_both_days(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-10-01 | L1        | M      | -1
    """
    run(world, FIRST)
    world.settle_days = {"settle_days_lost": 60, "settle_days_damaged": 14}
    run(world, AS_OF)
    assert told(world, "kind", "then_states", "then_opens", "now_opens") == [
        "waiting | claimable:1 | 2026-10-31 | 2026-11-30"
    ]


def test_days_that_passed_open_and_end_windows(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-15 | L1        | M      | -1
    2026-10-15 | L2        | M      | -2
    """
    assert changes(world) == [
        "claimable | L2 | 2 |  | waiting:2 | claimable:2",
        "expired | L1 | 1 |  | claimable:1 | expired:1",
    ]


def test_figures_that_amazon_rewrote_make_a_question(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity | reconciled | unreconciled
    2026-09-25 | L1        | M      | -2       | 0          | 2
    """
    run(world, FIRST)
    world.con.execute("update ledger_detail set reconciled_quantity = 1, unreconciled_quantity = 1")
    run(world, AS_OF)
    assert told(world, *COLUMNS, "now_code") == [
        "review | L1 | 1 |  | claimable:2 | claimable:1,review:1 | settled_unseen"
    ]


def test_a_question_that_is_settled_says_which_it_was(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity | reconciled | unreconciled
    2026-09-25 | L1        | M      | -2       | 2          | 0
    """
    run(world, FIRST)
    world.con.execute("update ledger_detail set reconciled_quantity = 0, unreconciled_quantity = 2")
    run(world, AS_OF)
    assert told(world, *COLUMNS, "then_code") == ["claimable | L1 | 2 |  | review:2 | claimable:2 | settled_unseen"]


def test_a_person_who_says_no_changes_the_status(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    run(world, FIRST)
    world.dismiss(world.rows("claim", "claim_id")[0][0])
    run(world, AS_OF)
    assert told(world, *COLUMNS) == ["dismissed | L1 | 2 |  | claimable:2 | dismissed:2"]


def test_a_cost_that_arrived_gives_a_value(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    more = """
    costs
    cost
    8.00
    """
    assert changes(world, more) == ["value | L1 | 2 | 16.00 | claimable:2 | claimable:2"]
    assert told(world, "then_cost", "now_cost") == [" | 8.00"]


def test_a_cost_that_is_another_changes_the_amount_by_the_difference(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2

    costs
    cost
    8.00
    """
    run(world, FIRST)
    world.con.execute("update cost set unit_cost = 5.50")
    run(world, AS_OF)
    assert told(world, *COLUMNS) == ["value | L1 | 2 | -5.00 | claimable:2 | claimable:2"]


def test_a_top_up_of_a_payment_below_cost_came_by_itself(world: World) -> None:
    """
    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 2    | 5.00 | 10.00

    costs
    cost
    12.00
    """
    more = """
    payments
    approved   | id | original | cash | each | total
    2026-11-10 | R2 | R1       | 2    | 7.00 | 14.00
    """
    assert changes(world, more) == ["paid | R1 | 2 | 14.00 | claimable:2 | "]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("update cost set unit_cost = 5", "other_cost"),
        ("update reimbursement set sku = 'amzn.gr.SKU-1'", "excluded_sku"),
    ],
)
def test_a_payment_that_is_no_longer_below_cost_says_why(world: World, statement: str, why: str) -> None:
    """
    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 2    | 5.00 | 10.00

    costs
    cost
    12.00
    """
    run(world, FIRST)
    world.con.execute(statement)
    run(world, AS_OF)
    assert told(world, "kind", "units", "why") == [f"gone | 2 | {why}"]


def test_a_payment_below_cost_that_was_taken_back_says_so(world: World) -> None:
    """
    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 1    | 5.00 | 5.00

    costs
    cost
    12.00
    """
    more = """
    payments
    approved   | id | original | reason                 | cash | inventory | total
    2026-11-10 | R2 | R1       | Reimbursement_Reversal | -1   | 0         | -5.00
    """
    assert changes(world, more, columns=("kind", "reference_id", "why")) == ["gone | R1 | taken_back"]


def test_a_payment_below_cost_that_was_taken_back_in_part_says_so(world: World) -> None:
    """
    payments
    approved   | id | cash | each | total
    2026-10-10 | R1 | 2    | 5.00 | 10.00

    costs
    cost
    12.00
    """
    more = """
    payments
    approved   | id | original | reason                 | cash | inventory | total
    2026-11-10 | R2 | R1       | Reimbursement_Reversal | -1   | 0         | -5.00
    """
    assert changes(world, more, columns=("kind", "units", "now_units", "why")) == ["gone | 1 | 1 | taken_back"]


def test_a_loss_before_the_records_says_so(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    run(world, FIRST)
    world.con.execute("update ledger_detail set msku = 'SKU-1'")
    world.ledger_covers = ("2026-10-01", "2026-11-20")
    run(world, AS_OF)
    assert told(world, "kind", "units", "why") == ["gone | 2 | before_records"]


def test_a_claim_that_is_gone_without_proof_is_only_told_to_be_gone(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    run(world, FIRST)
    world.con.execute("update ledger_detail set reason = 'D'")
    run(world, AS_OF)
    assert told(world, "kind", "reference_id", "units", "why", "is_open") == ["gone | L1 | 2 |  | False"]


def test_nothing_changed_is_nothing_told(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    assert changes(world, day=date(2026, 11, 2)) == []


# --- which run it is compared with -----------------------------------------------------------


def test_each_run_is_compared_with_the_last_one_of_an_earlier_day(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    assert [run(world, date(2026, 11, day)) for day in (1, 1, 5, 5, 9)] == [
        None,
        None,
        date(2026, 11, 1),
        date(2026, 11, 1),
        date(2026, 11, 5),
    ]


def test_a_replay_of_an_old_day_is_compared_with_nothing_and_forgets_nothing(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    run(world, date(2026, 11, 1))
    run(world, date(2026, 11, 9))
    world.con.execute("drop table if exists change")
    assert run(world, date(2026, 10, 30)) == date(2026, 11, 9)
    assert world.con.execute("select count(*) from duckdb_tables() where table_name = 'change'").fetchone() == (0,)
    assert run(world, date(2026, 10, 30)) == date(2026, 11, 9)
    assert run(world, date(2026, 11, 10)) == date(2026, 11, 9)


def test_a_run_remembered_in_another_form_is_not_compared_with(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    run(world, date(2026, 11, 1))
    run(world, date(2026, 11, 3))
    for name in ("standing", "earlier"):
        world.con.execute(f"alter table result.{name} drop column line")
    assert run(world, date(2026, 11, 5)) is None
    assert run(world, date(2026, 11, 7)) == date(2026, 11, 5)


def test_two_runs_are_remembered_and_no_more(world: World) -> None:
    """
    ledger
    date       | reference | reason | quantity
    2026-09-25 | L1        | M      | -2
    """
    for day in (1, 3, 5, 7):
        run(world, date(2026, 11, day))
    tables = world.con.execute(
        "select table_name, estimated_size from duckdb_tables() where schema_name = 'result' order by table_name"
    ).fetchall()
    assert tables == [
        (name, 1 if name != "coverage" else tables[1][1])
        for name in ("claim", "coverage", "earlier", "earlier_stamp", "run_stamp", "standing", "standing_stamp")
    ]
