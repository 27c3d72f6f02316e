"""In simulated shops, too, units and money of all changes lead from what was open at one run to what is at the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reconcile.app import import_files, init_workspace
from reconcile.engine.changes import compare
from reconcile.engine.results import Stamp, keep
from reconcile.engine.run import AccountFacts, reconcile
from reconcile.policy import load_policy
from reconcile.simulator.files import write_reports
from reconcile.simulator.world import random_world
from reconcile.store.account import AccountStore

OPEN = """
select sum(quantity_open), sum(quantity_open * coalesce(unit_value, 0))
from {}
"""
#: what a payment closed is worth what the claim was, whatever the payment
STEPS = """
select
    sum(case when kind in ('new', 'late', 'more') then units
        when kind in ('paid', 'paid_in_case', 'found', 'moved', 'gone') then -units
        else 0 end),
    sum(case when kind in ('new', 'late', 'more', 'value') then coalesce(amount, 0)
        when kind in ('found', 'moved', 'gone') then -coalesce(amount, 0)
        when kind in ('paid', 'paid_in_case') then -units * coalesce(then_unit_value, 0)
        else 0 end)
from change
"""


@pytest.mark.parametrize(("seed", "days"), [(1, 20), (4, 40), (5, 25), (7, 60), (9, 30)])
def test_the_changes_lead_from_one_run_to_the_next(seed: int, days: int, tmp_path: Path) -> None:
    world = random_world(seed, stories=60, products=6)
    init_workspace(tmp_path / "shop", "main", world.marketplace)
    import_files(tmp_path / "shop", write_reports(world, tmp_path / "files"), yes=True)
    policy = load_policy()
    home = policy.marketplace(world.marketplace)
    assert home
    facts = AccountFacts(
        account="main",
        home_marketplace=home.code,
        home_region=home.region,
        home_currency=home.currency,
        early_cover_days=10,
        settle_days={"settle_days_lost": 30, "settle_days_damaged": 14},
    )
    with AccountStore(tmp_path / "shop", "main", command="test") as store:
        for day in (world.as_of - timedelta(days=days), world.as_of):
            reconcile(store.con, facts=facts, policy=policy.tables(), as_of=day)
            stamp = Stamp(as_of=day, program="", policy="", downloads="9-9-", decisions="")
            keep(store.con, stamp, datetime(2026, 1, 1))  # noqa: DTZ001 - as the database keeps it
        compare(store.con, world.as_of)
        ((then_units, then_money),) = store.con.execute(OPEN.format("earlier")).fetchall()
        ((now_units, now_money),) = store.con.execute(OPEN.format("standing")).fetchall()
        ((units, money),) = store.con.execute(STEPS).fetchall()
    assert units != 0
    assert (then_units + units, then_money + money) == (now_units, now_money)
