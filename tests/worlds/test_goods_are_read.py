"""What the simulator writes of shipments and removals, whole or in overlapping slices, is what the store holds."""

import datetime as dt
from collections import Counter
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from reconcile.policy import load_policy
from reconcile.simulator.files_goods import goods_as_written, goods_dialects, write_goods, write_goods_slices
from reconcile.simulator.full import full_world
from reconcile.simulator.records import World
from reconcile.store.account import AccountStore
from reconcile.store.importing import import_paths

TABLES = {
    "inbound_shipment": "shipment_id, status, delivered_on, closed_on, sku, fnsku, asin, quantity_shipped,"
    " quantity_received, amazon_status",
    "removal_order": "requested_on, order_id, order_type, order_status, sku, fnsku, disposition, requested_quantity,"
    " cancelled_quantity, disposed_quantity, shipped_quantity, in_process_quantity, removal_fee",
    "removal_shipment": "order_id, shipped_on, sku, fnsku, disposition, shipped_quantity, carrier, tracking_number,"
    " order_type",
    "removal_receipt": "order_id, tracking_number, fnsku, quantity_received, received_on",
}


def stored(folder: Path, files: list[Path], world: World) -> dict[str, Counter[tuple[object, ...]]]:
    """The rows of each table after files went in; nothing of them was refused or rejected."""
    home = load_policy().marketplace(world.marketplace)
    assert home
    with AccountStore(folder, "main") as store:
        for result in import_paths(
            store,
            files,
            imported_at=dt.datetime(2026, 11, 22),  # noqa: DTZ001  stored as UTC without a zone
            home_time_zone=ZoneInfo(home.time_zone),
            home_marketplace=home.code,
        ):
            assert (result.fault, result.rows_rejected) == (None, 0), result
        return {table: Counter(store.con.table(table).project(columns).fetchall()) for table, columns in TABLES.items()}


def meant(world: World) -> dict[str, Counter[tuple[object, ...]]]:
    """The rows of the world in the columns of the tables."""
    day = world.day_of
    return {
        "inbound_shipment": Counter(
            (
                *(x.shipment_id, x.status, x.delivered_on, x.closed_on, x.sku, x.fnsku, x.asin),
                *(x.quantity_shipped, x.quantity_received, x.amazon_status),
            )
            for x in world.inbound
        ),
        "removal_order": Counter(
            (
                *(day(x.requested_at), x.order_id, x.order_type, x.order_status, x.sku, x.fnsku, x.disposition),
                *(x.requested, x.cancelled, x.disposed, x.shipped, x.in_process, x.fee),
            )
            for x in world.removal_orders
        ),
        "removal_shipment": Counter(
            (
                *(x.order_id, day(x.shipped_at), x.sku, x.fnsku, x.disposition, x.quantity, x.carrier),
                *(x.tracking, x.order_type),
            )
            for x in world.removal_shipments
        ),
        "removal_receipt": Counter(
            (x.order_id, x.tracking, x.fnsku, x.quantity, x.received_on) for x in world.removal_receipts
        ),
    }


@pytest.mark.parametrize("seed", range(4, 8))
def test_what_is_stored_is_what_the_world_holds(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)  # noqa: S311  a reproducible world, no secret
    world = full_world(seed)
    first = goods_dialects(world, rng)
    dialects = [first, *(goods_dialects(world, rng, like=first) for _ in range(2))]
    (tmp_path / "whole").mkdir()
    (tmp_path / "slices").mkdir()
    wanted = meant(goods_as_written(world, first))
    assert any(wanted.values())
    assert stored(tmp_path / "of_whole", write_goods(world, tmp_path / "whole", dialects=first), world) == wanted
    cuts = [world.as_of - dt.timedelta(days=days) for days in (300, 150, 60)]
    slices = write_goods_slices(world, tmp_path / "slices", cuts=cuts, overlap=20, dialects=dialects, shuffle=rng)
    assert stored(tmp_path / "of_slices", slices, world) == wanted
