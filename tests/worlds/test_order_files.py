"""What the simulator writes of customers' orders can be read back, with nothing but the csv module."""

import csv
import gzip
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from reconcile.simulator.files import Dialect, write_file
from reconcile.simulator.files_orders import (
    ORDER_DIALECTS,
    REPLACEMENT_DIALECTS,
    RETURN_DIALECTS,
    RETURNS_BY_DAY,
    fits_orders,
    orders_text,
    refunds_text,
    replacements_text,
    returns_text,
    write_order_reports,
    write_order_slices,
)
from reconcile.simulator.files_settlement import (
    SETTLEMENT_DIALECTS,
    SettlementDialect,
    settlement_dialects,
    settlement_text,
)
from reconcile.simulator.records import World
from reconcile.simulator.world_orders import order_world

SEEDS = range(60)
STAMPS = {
    "iso": "%Y-%m-%d %H:%M:%S %Z",
    "dotted": "%d.%m.%Y %H:%M:%S %Z",
    "slashed": "%Y/%m/%d %H:%M:%S %Z",
    "offset": "%Y-%m-%dT%H:%M:%S%z",
}


@cache
def worlds() -> tuple[World, ...]:
    return tuple(order_world(seed) for seed in SEEDS)


def rows_of(content: bytes, dialect: Dialect) -> list[dict[str, str]]:
    """The rows of a written file by column name; what stands before the header is skipped."""
    if dialect.packing == "gz":
        content = gzip.decompress(content)
    elif dialect.packing == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(archive.namelist()[0])
    text = io.StringIO(content.decode(dialect.encoding), newline="")
    if dialect.quoting == "none":
        lines = [line.split(dialect.delimiter) for line in text.read().split(dialect.newline) if line]
    else:
        lines = list(csv.reader(text, delimiter=dialect.delimiter))
    begin = next(at for at, cells in enumerate(lines) if len(cells) > 1)
    header = lines[begin]
    assert all(len(cells) == len(header) for cells in lines[begin:])
    return [dict(zip(header, cells, strict=True)) for cells in lines[begin + 1 :] if cells != header]


def is_when(text: str, instant: datetime, world: World) -> bool:
    at = datetime.fromisoformat(text)
    return at.date() == world.day_of(instant) if at.tzinfo is None else at == instant


@pytest.mark.parametrize("dialect", [*RETURN_DIALECTS, RETURNS_BY_DAY], ids=lambda d: d.name)
def test_returns_read_back_as_they_were(dialect: Dialect, tmp_path: Path) -> None:
    seen = 0
    for world in worlds()[:40]:
        if not fits_orders(world, dialect) or not world.returns:
            continue
        seen += 1
        path = write_file(tmp_path, world.name, returns_text(world.returns, dialect, world), dialect)
        rows = rows_of(path.read_bytes(), dialect)
        assert len(rows[0]) == dialect.columns
        for cells, row in zip(rows, world.returns, strict=True):
            assert is_when(cells["return-date"], row.returned_at, world)
            assert (cells["order-id"], cells["sku"], cells["fnsku"]) == (row.order_id, row.sku, row.fnsku)
            assert (cells["product-name"], cells["quantity"]) == (row.title, str(row.quantity))
            assert (cells["detailed-disposition"], cells["status"]) == (row.disposition, row.status)
            assert cells.get("license-plate-number", row.license_plate) == row.license_plate
    assert seen


@pytest.mark.parametrize("dialect", REPLACEMENT_DIALECTS, ids=lambda d: d.name)
def test_replacements_read_back_as_they_were(dialect: Dialect, tmp_path: Path) -> None:
    for world in worlds()[:16]:
        text = replacements_text(world.replacements, dialect, world)
        rows = rows_of(write_file(tmp_path, world.name, text, dialect).read_bytes(), dialect)
        for cells, row in zip(rows, world.replacements, strict=True):
            assert is_when(cells["shipment-date"], row.shipped_at, world)
            assert cells["replacement-amazon-order-id"] == row.replacement_order_id
            assert (cells["original-amazon-order-id"], cells["sku"]) == (row.original_order_id, row.sku)
            assert (cells["quantity"], cells["replacement-reason-code"]) == (str(row.quantity), row.reason_code)
            assert len(cells) == dialect.columns


@pytest.mark.parametrize("dialect", ORDER_DIALECTS, ids=lambda d: d.name)
def test_all_orders_read_back_as_they_were(dialect: Dialect, tmp_path: Path) -> None:
    for world in worlds()[:16]:
        text = orders_text(world.orders, dialect, world)
        rows = rows_of(write_file(tmp_path, world.name, text, dialect).read_bytes(), dialect)
        for cells, line in zip(rows, world.orders, strict=True):
            assert len(cells) == dialect.columns
            assert is_when(cells["purchase-date"], line.purchased_at, world)
            assert (cells["amazon-order-id"], cells["sku"]) == (line.order_id, line.sku)
            assert (cells["sales-channel"], cells["quantity"]) == (line.sales_channel, str(line.quantity))
            price = Decimal(cells["item-price"]) if cells["item-price"] else None
            assert (price, cells["currency"]) == (line.item_price, line.currency)


def test_the_sheet_of_refunds_reads_back() -> None:
    for world in worlds():
        rows = list(csv.DictReader(io.StringIO(refunds_text(world))))
        for cells, row in zip(rows, world.refunds, strict=True):
            assert date.fromisoformat(cells["refund_date"]) == row.refunded_on
            assert (cells["order_id"], cells["initiated_by"]) == (row.order_id, row.initiated_by)
            assert cells["amount"] == ("" if row.amount is None else str(row.amount))


@pytest.mark.parametrize("dialect", SETTLEMENT_DIALECTS, ids=lambda d: d.name)
def test_settlements_read_back_and_add_up(dialect: SettlementDialect, tmp_path: Path) -> None:
    def amount(text: str) -> Decimal:
        assert ("," in text) <= dialect.comma_decimals
        return Decimal(text.replace(",", "."))

    def instant(text: str) -> datetime:
        at = datetime.strptime(text, STAMPS[dialect.dates])  # noqa: DTZ007 - %Z is read as UTC below
        return at if at.tzinfo else datetime.fromisoformat(f"{at.isoformat()}+00:00")

    seen = 0
    for world in worlds():
        for settlement in world.settlements[::3]:
            if dialect not in settlement_dialects(settlement):
                continue
            seen += 1
            path = write_file(tmp_path, "settlement", settlement_text(settlement, dialect), dialect)
            head, *rows = rows_of(path.read_bytes(), dialect)
            assert instant(head["settlement-start-date"]) == settlement.starts_at
            assert (amount(head["total-amount"]), head["currency"]) == (settlement.total, settlement.currency)
            assert (sum(amount(row["amount"]) for row in rows) == settlement.total) == settlement.adds_up
            for cells, line in zip(rows, settlement.lines, strict=True):
                assert (amount(cells["amount"]), cells["sku"]) == (line.amount, line.sku)
                assert instant(cells["posted-date-time"]) == line.posted_at
                assert cells["fulfillment-id"] == line.fulfillment
    assert seen


def test_settlements_are_written_as_their_country_writes_them() -> None:
    def first(currency: str, wanted: Callable[[SettlementDialect], bool]) -> bool:
        found = (s for world in worlds() for s in world.settlements if s.currency == currency)
        return any(wanted(dialect) for dialect in settlement_dialects(next(found)))

    assert first("USD", lambda d: d.dates == "iso")
    assert not first("USD", lambda d: d.dates == "dotted" or d.comma_decimals)
    assert first("EUR", lambda d: d.comma_decimals and d.has_preamble)
    for currency in ("GBP", "CAD"):
        assert first(currency, lambda d: d.dates == "dotted")
        assert not first(currency, lambda d: d.comma_decimals)
    assert first("JPY", lambda d: d.dates == "slashed")
    assert first("JPY", lambda d: d.dates == "offset")


def test_no_file_for_a_report_without_rows(tmp_path: Path) -> None:
    world = next(w for w in worlds() if not w.returns)
    world = replace(world, settlements=())
    names = [path.name for path in write_order_reports(world, tmp_path)]
    assert not [name for name in names if name.startswith(("returns", "settlement"))]


def test_slices_hold_every_row_of_whole_days(tmp_path: Path) -> None:
    world = next(w for w in worlds() if len(w.returns) > 5 and w.settlements)
    cuts = [world.as_of - timedelta(days=days) for days in (90, 45)]
    paths = write_order_slices(
        world,
        tmp_path,
        cuts=cuts,
        overlap=3,
        returns=[RETURN_DIALECTS[0]],
        orders=ORDER_DIALECTS[0],
        shuffle=Random(3),  # noqa: S311 - seeded on purpose
    )
    held: Counter[tuple[str, ...]] = Counter()
    for path in paths:
        if path.stem.endswith("-returns"):
            rows = rows_of(path.read_bytes(), RETURN_DIALECTS[0])
            # Equal rows of one download are so many events, those of another are the same ones.
            held |= Counter(tuple(row.values()) for row in rows)
    text = returns_text(world.returns, RETURN_DIALECTS[0], world).encode()
    assert held == Counter(tuple(row.values()) for row in rows_of(text, RETURN_DIALECTS[0]))
    settled = {path.stem.split("settlement-")[1].split(".")[0] for path in paths if "settlement-" in path.stem}
    assert settled == {s.settlement_id for s in world.settlements}
