"""What the tool finds in accounts with shipments, removals and customers' orders is what happened there.

Every seed is an account of its own with all nine types of loss side by side; all of its reports and sheets go in as
files, in dialects of the seed's choice, at once or twice.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from reconcile import app
from reconcile.config import load_config
from reconcile.engine.run import summarise
from reconcile.simulator.files_everything import (
    dialects_for,
    everything_as_written,
    write_everything,
    write_everything_slices,
)
from reconcile.simulator.full import full_world
from reconcile.simulator.records import World
from reconcile.simulator.truth import truth_of
from reports.product_views import product_views
from reports.read import read_account
from tests.worlds.test_detected_equals_truth import assert_equals_truth

SEEDS = range(8)
#: accounts of many stories: the United States with several regions, Britain, Germany with several countries, Japan
CROWDED = (17, 40, 41, 10)
TYPES_OF_ORDERS_AND_GOODS = {
    "inbound_shortage",
    "customer_return_missing",
    "customer_return_damaged",
    "removal_lost",
    "removal_short",
}


def workspace(folder: Path, world: World, imports: list[list[Path]]) -> Path:
    """A workspace with these files, imported one list after the other."""
    app.init_workspace(folder, "main", world.marketplace)
    if world.is_returnless:
        settings = folder / "reconcile.toml"
        settings.write_text(settings.read_text("utf-8").replace("returnless = false", "returnless = true"), "utf-8")
    for paths in imports:
        for result in app.import_files(folder, paths, account=None, yes=True):
            assert (result.fault, result.rows_rejected) == (None, 0)
    return folder


@pytest.mark.parametrize("seed", SEEDS)
def test_all_types_in_one_account_are_detected(seed: int, tmp_path: Path) -> None:
    world, rng = full_world(seed), Random(f"files {seed}")  # noqa: S311 - seeded on purpose
    first = dialects_for(world, rng)
    imports = [write_everything(world, tmp_path / "1", dialects=first)]
    if seed % 3 == 0:
        imports.append(write_everything(world, tmp_path / "2", dialects=first, shuffle=rng))
    folder = workspace(tmp_path / "w", world, imports)
    assert_equals_truth(app.claims(folder, as_of=world.as_of), everything_as_written(world, first), world.as_of)


@pytest.mark.parametrize("has_settlements", [True, False], ids=["with settlements", "without"])
@pytest.mark.parametrize("seed", CROWDED)
def test_crowded_accounts_in_overlapping_slices_are_detected(seed: int, has_settlements: bool, tmp_path: Path) -> None:  # noqa: FBT001
    world, rng = full_world(seed, stories=14), Random(f"slices {seed}")  # noqa: S311 - seeded on purpose
    world = world if has_settlements else replace(world, settlements=())
    first = dialects_for(world, rng)
    days = [row.day for row in world.ledger]
    paths = write_everything_slices(
        world,
        tmp_path / "slices",
        cuts=sorted({rng.choice(days), rng.choice(days)}),
        overlap=rng.choice((1, 2, 20)),
        dialects=[first, *(dialects_for(world, rng, like=first) for _ in range(2))],
        shuffle=rng,
    )
    paths = rng.sample(paths, len(paths))
    folder = workspace(tmp_path / "w", world, [[path] for path in paths] if has_settlements else [paths])
    detected = app.claims(folder, as_of=world.as_of)
    assert_equals_truth(detected, everything_as_written(world, first), world.as_of)


def test_the_crowded_accounts_are_of_four_homes_and_hold_all_nine_types() -> None:
    worlds = [full_world(seed, stories=14) for seed in CROWDED]
    assert {world.marketplace for world in worlds} == {"US", "UK", "DE", "JP"}
    held = [{row["claim_type"] for row in truth_of(world, world.as_of).claims} for world in worlds]
    assert min(len(types) for types in held) >= 8
    assert sum(len(types) == 9 for types in held) >= 2


def test_the_accounts_hold_every_type() -> None:
    worlds = [full_world(seed) for seed in SEEDS]
    found = {row["claim_type"] for world in worlds for row in truth_of(world, world.as_of).claims}
    assert found >= TYPES_OF_ORDERS_AND_GOODS


def test_the_page_of_every_product_adds_up_to_its_claims(tmp_path: Path) -> None:
    world = full_world(1)
    folder = workspace(tmp_path / "w", world, [write_everything(world, tmp_path / "1")])
    (owner,) = load_config(folder).accounts.values()
    with app.reconciled(folder, owner, world.as_of, None, is_fresh=True) as (store, day):
        summarise(store.con, day)
        part = read_account(
            store.con, account="main", marketplace=world.marketplace, as_of=day, min_case_value=Decimal(0)
        )
    views = product_views(part.claims, {"main": part.products}, day)
    assert len(views) > 5
    for view in views:
        asked = sum(claim.quantity_open for claim in view.claims)
        in_events = sum(event.open_units for event in view.events)
        assert view.head.open_units == sum(one.open_units for one in view.sums) == asked == in_events, view.head
        assert view.weeks[-1:] in ((), (view.head.stock_units,)), view.head
        assert all(event.balance >= 0 for event in view.events), view.head
