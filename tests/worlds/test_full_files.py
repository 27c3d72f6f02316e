"""All files of an account are written together, whole or in slices, in dialects that can hold it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from reconcile.simulator.files import LEDGER_DIALECTS, LEDGER_WITHOUT_FIGURES
from reconcile.simulator.files_everything import (
    Dialects,
    dialects_for,
    everything_as_written,
    write_everything,
    write_everything_slices,
)
from reconcile.simulator.files_goods import GoodsDialects
from reconcile.simulator.files_inbound import SHEETS
from reconcile.simulator.full import full_world
from reconcile.simulator.records import World

SEEDS = range(30)
KINDS = {
    "ledger": "ledger",
    "payments": "reimbursements",
    "costs": "costs",
    "rates": "fx_rates",
    "inbound": "inbound_shipments",
    "removal_orders": "removal-orders",
    "removal_shipments": "removal-shipments",
    "removal_receipts": "removal_receipts",
    "returns": "returns",
    "replacements": "replacements",
    "orders": "all-orders",
    "refunds": "customer_refunds",
}


def stems(paths: list[Path]) -> Counter[str]:
    return Counter(path.name.split(".")[0] for path in paths)


def expected(world: World) -> set[str]:
    settlements = {f"settlement-{s.settlement_id}" for s in world.settlements}
    return {stem for name, stem in KINDS.items() if getattr(world, name)} | settlements


def whole() -> World:
    """An account with rows of every kind."""
    return next(w for w in map(full_world, SEEDS) if w.settlements and all(getattr(w, name) for name in KINDS))


def test_a_file_for_every_kind_with_rows(tmp_path: Path) -> None:
    for seed in SEEDS:
        world = full_world(seed)
        rng = Random(f"everything {seed}")  # noqa: S311 - seeded on purpose
        paths = write_everything(world, tmp_path / f"{seed}", dialects=dialects_for(world, rng), shuffle=rng)
        assert set(stems(paths)) == expected(world)
        assert max(stems(paths).values()) == 1
        assert all(path.stat().st_size for path in paths)


def test_files_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    world = whole()
    written = []
    for at in range(2):
        rng = Random("twice")  # noqa: S311 - seeded on purpose
        written.append(write_everything(world, tmp_path / f"{at}", dialects=dialects_for(world, rng), shuffle=rng))
    assert [path.read_bytes() for path in written[0]] == [path.read_bytes() for path in written[1]]


def test_later_files_tell_of_the_same_rows() -> None:
    rng = Random(5)  # noqa: S311 - seeded on purpose
    for seed in SEEDS:
        world = full_world(seed)
        first = dialects_for(world, rng)
        later = dialects_for(world, rng, like=first)
        assert later.orders == first.orders
        assert later.returns.columns == first.returns.columns
        assert later.replacements.dates == first.replacements.dates
        assert later.goods.inbound.has_optional == first.goods.inbound.has_optional
        assert later.ledger in LEDGER_DIALECTS


def test_what_files_do_not_tell_is_blank() -> None:
    world = whole()
    assert everything_as_written(world, Dialects()) == world
    fewer = everything_as_written(
        world, Dialects(ledger=LEDGER_WITHOUT_FIGURES, goods=GoodsDialects(inbound=SHEETS[1]))
    )
    assert {row.reconciled for row in fewer.ledger} == {None}
    assert {line.amazon_status for line in fewer.inbound} == {""}
    assert replace(fewer, ledger=world.ledger, inbound=world.inbound, inbound_before=world.inbound_before) == world


def test_slices_hold_every_row(tmp_path: Path) -> None:
    world, rng = whole(), Random(8)  # noqa: S311 - seeded on purpose
    first = Dialects()  # all orders in plain lines
    days = sorted(row.day for row in world.ledger)
    paths = write_everything_slices(
        world,
        tmp_path,
        cuts=[days[len(days) // 3], days[len(days) // 2]],
        overlap=2,
        dialects=[first, *(dialects_for(world, rng, like=first) for _ in range(2))],
        shuffle=rng,
    )
    told = {stem.removeprefix("slice-0-").removeprefix("slice-1-").removeprefix("slice-2-") for stem in stems(paths)}
    assert told == expected(world)
    assert max(stems(paths).values()) == 1
    lines = Counter[str]()
    for path in paths:
        if "all-orders" in path.name:
            _, *rows = path.read_text(encoding="utf-8").splitlines()
            lines |= Counter(rows)
    assert lines.total() == len(world.orders)
