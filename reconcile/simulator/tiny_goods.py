"""Shipments to Amazon and removals of a world written by hand, in the way of `tiny`.

    with_goods(world, inbound='''
        shipment | sku | sent | came
        FBA1     | S1  | 10   | 8
    ''')

A shipment leaves on 2026-08-20, is delivered on 2026-09-01 and closed on 2026-09-20 unless
the table says otherwise. Boxes are numbered T1, T2 ... in the order they are written.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from reconcile.simulator.records import World
from reconcile.simulator.records_inbound import InboundLine
from reconcile.simulator.records_removal import RemovalOrder, RemovalReceipt, RemovalShipment
from reconcile.simulator.tiny import table

INBOUND_DEFAULTS = {
    "shipment": "FBA1",
    "status": "CLOSED",
    "fc": "PHX7",
    "left": "2026-08-20",
    "delivered": "2026-09-01",
    "closed": "2026-09-20",
    "sku": "S1",
    "fnsku": "X1",
    "asin": "B1",
    "sent": "10",
    "came": "10",
    "amazon": "",
}
BOX_DEFAULTS = {
    "order": "RO1",
    "sku": "S1",
    "fnsku": "X1",
    "units": "1",
    "disposition": "Unsellable",
    "type": "Return",
}
RECEIPT_DEFAULTS = {"order": "RO1", "fnsku": "X1", "units": "0", "day": "2026-10-01"}


def with_goods(
    world: World, *, inbound: str = "", removal_orders: str = "", boxes: str = "", receipts: str = ""
) -> World:
    """The world with these rows besides its own; `-` is a blank cell."""
    return replace(
        world,
        inbound=tuple(_inbound(cells) for cells in table(inbound)),
        removal_orders=tuple(_order(cells, world.zone) for cells in table(removal_orders)),
        removal_shipments=tuple(_box(cells, world.zone, at) for at, cells in enumerate(table(boxes), start=1)),
        removal_receipts=tuple(_receipt(cells) for cells in table(receipts)),
    )


def _inbound(given: dict[str, str]) -> InboundLine:
    cells = _filled(INBOUND_DEFAULTS, given)
    return InboundLine(
        shipment_id=cells["shipment"],
        status=cells["status"],
        destination_fc=cells["fc"],
        shipped_on=_day(cells["left"]),
        delivered_on=_day(cells["delivered"]),
        closed_on=_day(cells["closed"]),
        sku=cells["sku"],
        fnsku=cells["fnsku"],
        asin=cells["asin"],
        quantity_shipped=int(cells["sent"]),
        quantity_received=int(cells["came"]) if cells["came"] else None,
        amazon_status=cells["amazon"],
    )


def _order(given: dict[str, str], zone: ZoneInfo) -> RemovalOrder:
    cells = _filled({**BOX_DEFAULTS, "day": "2026-08-01"}, given)
    return RemovalOrder(
        requested_at=_noon(cells["day"], zone),
        order_id=cells["order"],
        order_source="Seller-initiated Manual Removal",
        order_type=cells["type"],
        service_speed="Standard",
        order_status="Completed",
        updated_at=_noon(cells["day"], zone),
        sku=cells["sku"],
        fnsku=cells["fnsku"],
        disposition=cells["disposition"],
        requested=int(cells["units"]),
        cancelled=0,
        disposed=0,
        shipped=int(cells["units"]),
        in_process=0,
        fee=None,
        currency="",
    )


def _box(given: dict[str, str], zone: ZoneInfo, at: int) -> RemovalShipment:
    cells = _filled({**BOX_DEFAULTS, "tracking": f"T{at}"}, given)
    return RemovalShipment(
        requested_at=_noon(cells["day"], zone),
        order_id=cells["order"],
        shipped_at=_noon(cells["day"], zone),
        sku=cells["sku"],
        fnsku=cells["fnsku"],
        disposition=cells["disposition"],
        quantity=int(cells["units"]),
        carrier="UPS",
        tracking=cells["tracking"],
        order_type=cells["type"],
    )


def _receipt(given: dict[str, str]) -> RemovalReceipt:
    cells = _filled(RECEIPT_DEFAULTS, given)
    return RemovalReceipt(
        order_id=cells["order"],
        tracking=cells["tracking"],
        fnsku=cells["fnsku"],
        quantity=int(cells["units"]),
        received_on=_day(cells["day"]),
    )


def _filled(defaults: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    cells = {**defaults, **given}
    return {name: "" if value == "-" else value for name, value in cells.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _noon(text: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(date.fromisoformat(text), time(12), tzinfo=zone).astimezone(UTC)
