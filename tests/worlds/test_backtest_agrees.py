"""In simulated accounts, too, every unit that would have been claimed has one outcome, and it is what came to pass."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from reconcile.backtest import look_back
from reconcile.config import load_config
from reconcile.simulator.files import write_reports
from reconcile.simulator.files_everything import dialects_for, everything_as_written, write_everything
from reconcile.simulator.full import full_world
from reconcile.simulator.records import World
from reconcile.simulator.truth import truth_of
from reconcile.simulator.world import random_world
from reports.backtest_rows import AccountBacktest
from tests.worlds.looked_back import Expected, Named, claimable, named_of, outcomes
from tests.worlds.test_all_types_are_detected import workspace

#: accounts in which much came to pass, and as many more as a long night may set
SEEDS = (4, 16, 18, 22, 25, *range(40, 32 + 8 * int(os.environ.get("FBA_RECONCILE_WORLD_ROUNDS", "1"))))
CROWDED = (2, 4, 12)
SPANS = (30, 60)


def looked_back(folder: Path, world: World, days: int) -> AccountBacktest:
    owner = load_config(folder).account("main")
    return look_back(folder, owner, days=days, as_of=world.as_of, today=world.as_of)


def told(found: AccountBacktest) -> dict[Named, Counter[str]]:
    """The outcomes of claims, by the name of their loss."""
    by_name: dict[Named, Counter[str]] = defaultdict(Counter)
    for row in found.rows:
        if not row.is_settled_since:
            name = named_of(row.claim_type, row.reference_id, row.event_date, row.sku, row.fnsku)
            by_name[name][f"{row.outcome}_in_case" if row.is_in_case else row.outcome] += row.units
    return by_name


def assert_agrees(found: AccountBacktest, world: World) -> None:
    """Held against the truth at both days."""
    by_name = told(found)
    assert {name: units.total() for name, units in by_name.items()} == dict(claimable(truth_of(world, found.then)))
    for name, expected in outcomes(world, found.then, found.as_of).items():
        assert_outcome(by_name[name], expected, f"{world.name}, {found.then} to {found.as_of}: {name}")


def assert_outcome(units: Counter[str], expected: Expected, about: str) -> None:
    units = Counter(units)
    assert units.total() == expected.claimed, about
    assert units.pop("open", 0) == expected.open, (about, expected)
    unproved = units.pop("received", 0) + units.pop("gone", 0)
    if unproved:
        units["received or gone"] = unproved
    if expected.is_exact:
        assert units == expected.outcomes, about
    else:
        assert units <= expected.outcomes, (about, units, expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_unit_of_all_types_has_the_outcome_that_came_to_pass(seed: int, tmp_path: Path) -> None:
    rng = Random(f"look back {seed}")  # noqa: S311 - seeded on purpose
    world = full_world(seed, stories=8)
    first = dialects_for(world, rng)
    folder = workspace(tmp_path / "w", world, [write_everything(world, tmp_path / "1", dialects=first, shuffle=rng)])
    for days in SPANS:
        assert_agrees(looked_back(folder, world, days), everything_as_written(world, first))


@pytest.mark.parametrize("seed", CROWDED)
def test_crowded_pools_have_the_outcome_that_came_to_pass(seed: int, tmp_path: Path) -> None:
    world = random_world(seed, stories=120, products=3)
    folder = workspace(tmp_path / "w", world, [write_reports(world, tmp_path / "1")])
    for days in SPANS:
        assert_agrees(looked_back(folder, world, days), world)


def test_the_accounts_that_are_compared_have_outcomes_of_many_kinds() -> None:
    told: Counter[str] = Counter()
    worlds = [
        *(full_world(seed, stories=8) for seed in SEEDS[:5]),
        *(random_world(s, stories=120, products=3) for s in CROWDED),
    ]
    for world in worlds:
        for days in SPANS:
            for expected in outcomes(world, world.as_of - timedelta(days=days), world.as_of).values():
                told += expected.outcomes
                told["open"] += expected.open
    assert set(told) >= {"open", "paid", "paid_in_case", "found", "returned", "received or gone"}, told
