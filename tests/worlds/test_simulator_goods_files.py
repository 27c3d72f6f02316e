"""What the simulator writes of shipments and removals can be read back, with csv and openpyxl alone."""

import csv
import gzip
import io
import zipfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pytest

from reconcile.simulator.files_goods import (
    GoodsDialects,
    goods_as_written,
    goods_dialects,
    write_goods,
    write_goods_slices,
)
from reconcile.simulator.files_inbound import SHEETS, Sheet, write_inbound, write_receipts
from reconcile.simulator.files_removal import (
    ORDER_COLUMNS,
    REMOVAL_DIALECTS,
    SHIPMENT_COLUMNS,
    RemovalDialect,
    fits_removals,
    write_orders,
    write_shipments,
)
from reconcile.simulator.full import full_world
from reconcile.simulator.records import World

SEEDS = range(40)

Row = dict[str, str]


def rows_of(path: Path, dialect: RemovalDialect) -> list[Row]:
    """The rows of a removal report by column name."""
    plain, content = dialect.plain, path.read_bytes()
    if plain.packing == "gz":
        content = gzip.decompress(content)
    elif plain.packing == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(archive.namelist()[0])
    text = content.decode(plain.encoding)
    if plain.quoting == "none":
        header, *lines = [line.split(plain.delimiter) for line in text.split(plain.newline) if line]
        return [dict(zip(header, cells, strict=True)) for cells in lines]
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=plain.delimiter, strict=True))


def sheet_rows(path: Path, sheet: Sheet) -> list[Row]:
    """The rows of a seller's sheet by column name, days in ISO."""
    if not sheet.is_workbook:
        text = io.StringIO(path.read_text(encoding=sheet.text.encoding), newline="")
        return list(csv.DictReader(text, strict=True))
    header, *lines = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)

    def told(cell: object) -> str:
        return "" if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell)

    return [{str(name): told(cell) for name, cell in zip(header, line, strict=True)} for line in lines]


def day_of(text: str, world: World) -> date:
    """The day of a stamp as a careful reader would take it."""
    if text.endswith(" UTC"):
        return world.day_of(datetime.strptime(text, "%Y/%m/%d %H:%M:%S UTC").replace(tzinfo=UTC))
    stamp = datetime.fromisoformat(text)
    return stamp.date() if stamp.tzinfo is None else world.day_of(stamp)


def told(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("dialect", REMOVAL_DIALECTS, ids=lambda d: d.name)
def test_removal_reports_read_back_as_they_were(dialect: RemovalDialect, tmp_path: Path) -> None:
    seen = 0
    for world in map(full_world, SEEDS):
        if not (world.removal_orders and world.removal_shipments and fits_removals(world, dialect)):
            continue
        seen += 1
        orders = rows_of(write_orders(tmp_path, "orders", world.removal_orders, dialect, world), dialect)
        boxes = rows_of(write_shipments(tmp_path, "boxes", world.removal_shipments, dialect, world), dialect)
        assert tuple(orders[0]) == tuple(name for name in ORDER_COLUMNS if name not in dialect.lacks)
        for row, order in zip(orders, world.removal_orders, strict=True):
            assert day_of(row["request-date"], world) == world.day_of(order.requested_at)
            assert [row["order-id"], row["order-type"], row["sku"], row["fnsku"]] == [
                order.order_id,
                order.order_type,
                order.sku,
                order.fnsku,
            ]
            quantities = [row[f"{name}-quantity"] for name in ("requested", "cancelled", "disposed", "shipped")]
            assert quantities == [told(n) for n in (order.requested, order.cancelled, order.disposed, order.shipped)]
            assert row["removal-fee"].replace(",", ".") == told(order.fee)
        assert tuple(boxes[0]) == SHIPMENT_COLUMNS
        for row, box in zip(boxes, world.removal_shipments, strict=True):
            assert day_of(row["shipment-date"], world) == world.day_of(box.shipped_at)
            assert [row["order-id"], row["tracking-number"], row["fnsku"], row["sku"], row["carrier"]] == [
                box.order_id,
                box.tracking,
                box.fnsku,
                box.sku,
                box.carrier,
            ]
            assert (row["shipped-quantity"], row["removal-order-type"]) == (str(box.quantity), box.order_type)
    assert seen


def test_the_layouts_of_real_files_occur() -> None:
    assert Counter(len(ORDER_COLUMNS) - len(d.lacks) for d in REMOVAL_DIALECTS).keys() == {15, 16, 17}
    assert len({d.lacks for d in REMOVAL_DIALECTS if len(d.lacks) == 1}) == 2
    assert {d.plain.delimiter for d in REMOVAL_DIALECTS} == {"\t", ","}


def test_a_stamp_may_name_another_day_than_the_home(tmp_path: Path) -> None:
    pacific, crossing = REMOVAL_DIALECTS[0], 0
    for world in map(full_world, SEEDS):
        if world.removal_shipments:
            rows = rows_of(write_shipments(tmp_path, "boxes", world.removal_shipments, pacific, world), pacific)
            days = {row["shipment-date"][:10] != str(day_of(row["shipment-date"], world)) for row in rows}
            crossing += True in days
            assert all(row["shipment-date"][-6:] in {"-07:00", "-08:00"} for row in rows)
    assert crossing


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_the_sellers_sheets_read_back_as_they_were(sheet: Sheet, tmp_path: Path) -> None:
    for world in map(full_world, SEEDS):
        lines = sheet_rows(write_inbound(tmp_path, "inbound", world.inbound, sheet), sheet) if world.inbound else []
        for row, line in zip(lines, world.inbound, strict=True):
            assert ("amazon_status" in row) == sheet.has_optional
            kept = [row[name] for name in ("shipment_id", "status", "destination_fc", "sku", "fnsku", "asin")]
            assert kept == [line.shipment_id, line.status, line.destination_fc, line.sku, line.fnsku, line.asin]
            days = [row[name] for name in ("shipped_on", "delivered_on", "closed_on")]
            assert days == [told(day) for day in (line.shipped_on, line.delivered_on, line.closed_on)]
            assert row["quantity_shipped"] == str(line.quantity_shipped)
            assert row["quantity_received"] == told(line.quantity_received)
            assert not sheet.has_optional or row["amazon_status"] == line.amazon_status
            assert not sheet.has_optional or row["carrier"] == line.carrier
        if world.removal_receipts:
            receipts = sheet_rows(write_receipts(tmp_path, "receipts", world.removal_receipts, sheet), sheet)
            for row, receipt in zip(receipts, world.removal_receipts, strict=True):
                kept = [row[name] for name in ("order_id", "tracking_number", "fnsku", "quantity_received")]
                assert kept == [receipt.order_id, receipt.tracking, receipt.fnsku, str(receipt.quantity)]
                assert row["received_on"] == told(receipt.received_on)
                assert not sheet.has_optional or row["note"] == receipt.note


def test_a_sheet_without_optional_columns_knows_nothing_of_amazons_word() -> None:
    dialects = GoodsDialects(inbound=SHEETS[1])
    worlds = [full_world(seed) for seed in SEEDS]
    assert any(line.amazon_status for world in worlds for line in world.inbound)
    assert not any(line.amazon_status for world in worlds for line in goods_as_written(world, dialects).inbound)


def test_files_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    for seed in range(6):
        world = full_world(seed)
        chosen = [goods_dialects(world, Random(f"files {seed}")) for _ in range(2)]  # noqa: S311 - seeded on purpose
        assert chosen[0] == chosen[1]
        one, other = (
            write_goods(world, tmp_path / f"{seed}-{at}", dialects=dialects) for at, dialects in enumerate(chosen)
        )
        assert [path.name for path in one] == [path.name for path in other]
        assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_later_sheets_keep_to_their_columns() -> None:
    rng, world = Random(3), full_world(3)  # noqa: S311 - seeded on purpose
    for _ in range(20):
        first = goods_dialects(world, rng)
        later = goods_dialects(world, rng, like=first)
        assert later.inbound.has_optional == first.inbound.has_optional
        assert later.receipts.has_optional == first.receipts.has_optional


def test_slices_hold_every_row_and_whole_days(tmp_path: Path) -> None:
    world = next(w for w in map(full_world, SEEDS) if len(w.removal_shipments) > 4 and len(w.inbound) > 4)
    days = sorted({world.day_of(box.shipped_at) for box in world.removal_shipments})
    dialects = GoodsDialects()
    paths = write_goods_slices(
        world,
        tmp_path,
        cuts=[days[0], days[-1] - timedelta(days=1)],
        overlap=2,
        dialects=[dialects],
        shuffle=Random(2),  # noqa: S311 - seeded on purpose
    )
    boxes = [rows_of(p, dialects.shipments) for p in paths if p.stem.endswith("removal-shipments")]
    whole = rows_of(
        write_shipments(tmp_path, "all", world.removal_shipments, dialects.shipments, world), dialects.orders
    )

    def often(rows: list[Row]) -> Counter[tuple[str, ...]]:
        return Counter(tuple(row.values()) for row in rows)

    most = Counter[tuple[str, ...]]()
    for part in boxes:
        most |= often(part)
    assert most == often(whole)
    for part in boxes:
        held = {day_of(row["shipment-date"], world) for row in part}
        assert often(part) == often([row for row in whole if day_of(row["shipment-date"], world) in held])
    lines = [sheet_rows(p, dialects.inbound) for p in paths if p.stem.endswith("inbound_shipments")]
    named = {(row["shipment_id"], row["sku"], row["fnsku"]) for part in lines for row in part}
    assert named == {line.identity for line in world.inbound}


def test_no_file_for_a_kind_without_rows(tmp_path: Path) -> None:
    world = next(w for w in map(full_world, SEEDS) if not w.inbound)
    assert not any("inbound" in path.name for path in write_goods(world, tmp_path))
