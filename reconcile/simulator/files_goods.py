"""Writes all that a world holds of shipments to Amazon and removals, whole or in slices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar

from reconcile.simulator.files_inbound import SHEETS, Sheet, as_kept, write_inbound, write_receipts
from reconcile.simulator.files_removal import (
    REMOVAL_DIALECTS,
    RemovalDialect,
    fits_removals,
    write_orders,
    write_shipments,
)
from reconcile.simulator.records import World

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsDialects:
    """How each of the four files is written."""

    orders: RemovalDialect = REMOVAL_DIALECTS[0]
    shipments: RemovalDialect = REMOVAL_DIALECTS[0]
    inbound: Sheet = SHEETS[0]
    receipts: Sheet = SHEETS[0]


def goods_dialects(world: World, rng: Random, *, like: GoodsDialects | None = None) -> GoodsDialects:
    """Dialects that can hold this world; sheets `like` earlier ones keep to their columns.

    A sheet that loses its optional columns half-way would tell of other rows.
    """
    removals = [dialect for dialect in REMOVAL_DIALECTS if fits_removals(world, dialect)]
    sheets = [s for s in SHEETS if like is None or s.has_optional == like.inbound.has_optional]
    receipts = [s for s in SHEETS if like is None or s.has_optional == like.receipts.has_optional]
    return GoodsDialects(
        orders=rng.choice(removals),
        shipments=rng.choice(removals),
        inbound=rng.choice(sheets),
        receipts=rng.choice(receipts),
    )


def goods_as_written(world: World, dialects: GoodsDialects) -> World:
    """The world that files in these dialects still show."""
    return as_kept(world, dialects.inbound)


def write_goods(
    world: World,
    folder: Path,
    *,
    dialects: GoodsDialects | None = None,
    stem: str = "",
    shuffle: Random | None = None,
) -> list[Path]:
    """One file of each kind; none for a kind without rows."""
    dialects = dialects or GoodsDialects()

    def mixed(rows: Iterable[Row]) -> list[Row]:
        kept = list(rows)
        if shuffle:
            shuffle.shuffle(kept)
        return kept

    paths = []
    if world.inbound:
        paths.append(write_inbound(folder, f"{stem}inbound_shipments", mixed(world.inbound), dialects.inbound))
    if world.removal_orders:
        orders = mixed(world.removal_orders)
        paths.append(write_orders(folder, f"{stem}removal-orders", orders, dialects.orders, world))
    if world.removal_shipments:
        boxes = mixed(world.removal_shipments)
        paths.append(write_shipments(folder, f"{stem}removal-shipments", boxes, dialects.shipments, world))
    if world.removal_receipts:
        receipts = mixed(world.removal_receipts)
        paths.append(write_receipts(folder, f"{stem}removal_receipts", receipts, dialects.receipts))
    return paths


def write_goods_slices(
    world: World,
    folder: Path,
    *,
    cuts: list[date],
    overlap: int,
    dialects: list[GoodsDialects],
    shuffle: Random,
) -> list[Path]:
    """All four in slices of whole days that overlap by some days, each slice in dialects of its own.

    A slice ends on each day of `cuts`; rows without a day are in every slice.
    """
    paths = []
    bounds = [date.min, *sorted(cuts), date.max]
    for at in range(len(bounds) - 1):
        ends = bounds[at + 1]
        starts = bounds[at] if at == 0 else date.fromordinal(bounds[at].toordinal() + 1 - overlap)

        def within(
            rows: tuple[Row, ...], day_of: Callable[[Row], date | None], first: date = starts, last: date = ends
        ) -> tuple[Row, ...]:
            return tuple(row for row in rows if (day := day_of(row)) is None or first <= day <= last)

        part = replace(
            world,
            inbound=within(world.inbound, lambda line: line.day),
            removal_orders=within(world.removal_orders, lambda order: world.day_of(order.requested_at)),
            removal_shipments=within(world.removal_shipments, lambda box: world.day_of(box.shipped_at)),
            removal_receipts=within(world.removal_receipts, lambda receipt: receipt.received_on),
        )
        chosen = dialects[at % len(dialects)]
        paths += write_goods(part, folder, dialects=chosen, stem=f"slice-{at}-", shuffle=shuffle)
    return paths
