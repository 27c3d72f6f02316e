"""Writes all that a world holds: every report of Amazon's and every sheet of the seller's, whole or in slices."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from reconcile.simulator.files import (
    LEDGER_DIALECTS,
    PAYMENT_DIALECTS,
    Dialect,
    as_written,
    fits,
    write_reports,
    write_slices,
)
from reconcile.simulator.files_goods import (
    GoodsDialects,
    goods_as_written,
    goods_dialects,
    write_goods,
    write_goods_slices,
)
from reconcile.simulator.files_orders import (
    ORDER_DIALECTS,
    REPLACEMENT_DIALECTS,
    RETURN_DIALECTS,
    fits_orders,
    write_order_reports,
    write_order_slices,
)
from reconcile.simulator.records import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialects:
    """How each file is written; settlements take a dialect of their currency, cost and rate sheets have but one."""

    ledger: Dialect = LEDGER_DIALECTS[0]
    payments: Dialect = PAYMENT_DIALECTS[0]
    goods: GoodsDialects = field(default_factory=GoodsDialects)
    returns: Dialect = RETURN_DIALECTS[0]
    replacements: Dialect = REPLACEMENT_DIALECTS[0]
    orders: Dialect = ORDER_DIALECTS[0]


def dialects_for(world: World, rng: Random, *, like: Dialects | None = None) -> Dialects:
    """Dialects that can hold this world, of all columns that matter.

    Files `like` earlier ones tell of the same rows: where all columns tell a row apart they keep to
    their columns and the form of their stamps.
    """
    returns = [d for d in RETURN_DIALECTS if fits_orders(world, d) and (not like or d.columns == like.returns.columns)]
    again = [d for d in REPLACEMENT_DIALECTS if not like or d.dates == like.replacements.dates]
    orders = [like.orders] if like else [d for d in ORDER_DIALECTS if fits_orders(world, d)]
    return Dialects(
        ledger=rng.choice([dialect for dialect in LEDGER_DIALECTS if fits(world, dialect)]),
        payments=rng.choice([dialect for dialect in PAYMENT_DIALECTS if fits(world, dialect)]),
        goods=goods_dialects(world, rng, like=like.goods if like else None),
        returns=rng.choice(returns),
        replacements=rng.choice(again),
        orders=rng.choice(orders),
    )


def everything_as_written(world: World, dialects: Dialects) -> World:
    """The world that files in these dialects still show: missing columns are blanks."""
    return goods_as_written(as_written(world, dialects.ledger, dialects.payments), dialects.goods)


def write_everything(
    world: World,
    folder: Path,
    *,
    dialects: Dialects | None = None,
    stem: str = "",
    shuffle: Random | None = None,
) -> list[Path]:
    """One download of each report and one sheet of each kind; no file for a kind without rows."""
    dialects = dialects or Dialects()
    return [
        *write_reports(world, folder, ledger=dialects.ledger, payments=dialects.payments, stem=stem, shuffle=shuffle),
        *write_goods(world, folder, dialects=dialects.goods, stem=stem, shuffle=shuffle),
        *write_order_reports(
            world,
            folder,
            returns=dialects.returns,
            replacements=dialects.replacements,
            orders=dialects.orders,
            stem=stem,
            shuffle=shuffle,
        ),
    ]


def write_everything_slices(
    world: World,
    folder: Path,
    *,
    cuts: list[date],
    overlap: int,
    dialects: list[Dialects],
    shuffle: Random,
) -> list[Path]:
    """Every report in slices of whole days that overlap by some days, each slice in dialects of its own.

    A slice ends on each day of `cuts`, the last slice with the last row. All but the first of the
    dialects should be `like` the first, whose orders and replacements serve for all slices.
    """
    first = dialects[0]
    return [
        *write_slices(
            world,
            folder,
            cuts=cuts,
            overlap=overlap,
            ledgers=[one.ledger for one in dialects],
            payments=[one.payments for one in dialects],
            shuffle=shuffle,
        ),
        *write_goods_slices(
            world, folder, cuts=cuts, overlap=overlap, dialects=[one.goods for one in dialects], shuffle=shuffle
        ),
        *write_order_slices(
            world,
            folder,
            cuts=cuts,
            overlap=overlap,
            returns=[one.returns for one in dialects],
            orders=first.orders,
            replacements=first.replacements,
            shuffle=shuffle,
        ),
    ]
