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
