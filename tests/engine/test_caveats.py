"""What a reader of the claims must know of the data they rest on."""

from __future__ import annotations

from datetime import date

from reconcile.engine.caveats import caveats
from tests.engine.conftest import World


def test_reports_up_to_the_day_need_no_word(empty_world: World) -> None:
    empty_world.reconcile()
    assert caveats(empty_world.con, date(2026, 11, 20)) == []


def test_a_report_that_ends_early_is_to_be_refreshed(empty_world: World) -> None:
    empty_world.payments_cover = ("2026-01-01", "2026-08-31")
    empty_world.reconcile()
    (told,) = caveats(empty_world.con, date(2026, 11, 20))
    assert told.startswith("The Reimbursements report ends on 2026-08-31: download it up to 2026-11-20")


def test_a_hole_names_its_days(empty_world: World) -> None:
    empty_world.payments_cover = ("2026-01-01", "2026-07-31")
    empty_world.reconcile()
    empty_world.con.execute("insert into coverage values ('reimbursements', '2026-11-15', '2026-11-20', 6)")
    (told,) = caveats(empty_world.con, date(2026, 11, 20))
    assert told.startswith("No Reimbursements report covers 2026-08-01 to 2026-11-14:")


def test_a_replay_says_so(empty_world: World) -> None:
    empty_world.reconcile(date(2026, 9, 20))
    (told,) = caveats(empty_world.con, date(2026, 9, 20))
    assert told == (
        "This is a replay of 2026-09-20: later rows are left out, but figures that Amazon rewrites "
        "(Inventory Ledger and Reimbursements) are as known now."
    )


def test_a_day_that_only_the_summary_shows_is_to_be_downloaded(world: World) -> None:
    """
    ledger
    date       | reference | quantity | event_type
    2026-05-01 |           | -1       | Shipments
    2026-05-03 |           | -1       | Shipments

    summary
    first_day  | last_day   | starting_balance | lost | ending_balance
    2026-05-02 | 2026-05-02 | 9                | -2   | 7
    """
    world.reconcile()
    (told,) = caveats(world.con, date(2026, 11, 20))
    assert told == (
        "The ledger's summary shows units of 1 product moving on 2026-05-02, where its detailed view has no row at all: "
        "a loss of those days is not seen; download the detailed view of that span again."
    )


def test_a_summary_that_contradicts_itself_is_told(world: World) -> None:
    """
    summary
    first_day  | last_day   | starting_balance | lost | ending_balance
    2026-05-02 | 2026-05-02 | 9                | -2   | 6
    """
    world.reconcile()
    (told,) = caveats(world.con, date(2026, 11, 20))
    assert told.startswith("1 row of the Inventory Ledger (summary view) between 2026-05-02 and 2026-05-02 contradict")
