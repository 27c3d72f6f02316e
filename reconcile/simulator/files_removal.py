"""Writes Amazon's two removal reports, in the layouts and dialects of real files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from reconcile.simulator.files import Dialect, write_file
from reconcile.simulator.records import World
from reconcile.simulator.records_removal import RemovalOrder, RemovalShipment

ORDER_COLUMNS = (
    *("request-date", "order-id", "order-source", "order-type", "service-speed", "order-status"),
    *("last-updated-date", "sku", "fnsku", "disposition", "requested-quantity", "cancelled-quantity"),
    *("disposed-quantity", "shipped-quantity", "in-process-quantity", "removal-fee", "currency"),
)
SHIPMENT_COLUMNS = (
    *("request-date", "order-id", "shipment-date", "sku", "fnsku", "disposition", "shipped-quantity"),
    *("carrier", "tracking-number", "removal-order-type"),
)
PACIFIC = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalDialect:
    """How both removal reports are written; `lacks` names columns of the orders left out.

    The dates of `plain` are pacific, utc, local, slashed (as in Japan) or day.
    """

    plain: Dialect
    lacks: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Layout and dialect in a word."""
        return self.plain.name


def _dialect(name: str, *, lacks: Sequence[str] = (), **plain: object) -> RemovalDialect:
    written = {"quoting": "none", "dates": "pacific", **plain}
    columns = len(ORDER_COLUMNS) - len(lacks)
    return RemovalDialect(plain=Dialect(name=name, columns=columns, **written), lacks=frozenset(lacks))  # type: ignore[arg-type]


REMOVAL_DIALECTS = (
    _dialect("api 17"),
    _dialect("api 16 with speed", lacks=("order-source",)),
    _dialect("ui csv 16 with source", lacks=("service-speed",), delimiter=",", quoting="all", newline="\r\n"),
    _dialect("api 15", lacks=("order-source", "service-speed"), dates="utc", packing="gz"),
    _dialect("csv 17 minimal", delimiter=",", quoting="minimal", dates="day", encoding="utf-8-sig"),
    _dialect("tsv 16 comma decimals", lacks=("service-speed",), comma_decimals=True, dates="utc"),
    _dialect("tsv 17 cp1252", encoding="cp1252", dates="local", final_newline=False),
    _dialect("csv 17 zipped", delimiter=",", quoting="minimal", dates="local", packing="zip"),
    _dialect("tsv 17 slashed", dates="slashed"),
    _dialect("tsv 17 utf-16", encoding="utf-16"),
)


def fits_removals(world: World, dialect: RemovalDialect) -> bool:
    """Whether a dialect can hold this world's removals; slashed dates are Japan's."""
    plain = dialect.plain
    if world.marketplace == "JP" and plain.encoding == "cp1252":
        return False
    if world.marketplace != "JP" and plain.dates == "slashed":
        return False
    texts = [o.sku for o in world.removal_orders] + [b.sku + b.carrier for b in world.removal_shipments]
    try:
        "".join(texts).encode(plain.encoding)
    except UnicodeEncodeError:
        return False
    return True


def write_orders(
    folder: Path, stem: str, orders: Iterable[RemovalOrder], dialect: RemovalDialect, world: World
) -> Path:
    """The removal order detail; `world` gives the zone of local stamps."""
    kept = [at for at, name in enumerate(ORDER_COLUMNS) if name not in dialect.lacks]
    rows = [_order_cells(order, dialect.plain, world) for order in orders]
    lines = [[cells[at] for at in kept] for cells in ([*ORDER_COLUMNS], *rows)]
    return write_file(folder, stem, _text(lines, dialect.plain), dialect.plain)


def write_shipments(
    folder: Path, stem: str, boxes: Iterable[RemovalShipment], dialect: RemovalDialect, world: World
) -> Path:
    """The removal shipment detail, always of ten columns."""
    lines = [[*SHIPMENT_COLUMNS], *(_shipment_cells(box, dialect.plain, world) for box in boxes)]
    return write_file(folder, stem, _text(lines, dialect.plain), dialect.plain)


def stamp(instant: datetime, dates: str, world: World) -> str:
    """An instant as the report prints it."""
    if dates == "slashed":
        return f"{instant.astimezone(UTC):%Y/%m/%d %H:%M:%S} UTC"
    local = instant.astimezone(world.zone)
    if dates == "day":
        return local.date().isoformat()
    zoned = {"utc": instant.astimezone(UTC), "pacific": instant.astimezone(PACIFIC), "local": local}[dates]
    return zoned.isoformat(timespec="seconds")


def _order_cells(order: RemovalOrder, dialect: Dialect, world: World) -> list[str]:
    return [
        stamp(order.requested_at, dialect.dates, world),
        order.order_id,
        order.order_source,
        order.order_type,
        order.service_speed,
        order.order_status,
        stamp(order.updated_at, dialect.dates, world),
        order.sku,
        order.fnsku,
        order.disposition,
        str(order.requested),
        _figure(order.cancelled),
        _figure(order.disposed),
        _figure(order.shipped),
        _figure(order.in_process),
        _figure(order.fee).replace(".", "," if dialect.comma_decimals else "."),
        order.currency,
    ]


def _shipment_cells(box: RemovalShipment, dialect: Dialect, world: World) -> list[str]:
    return [
        stamp(box.requested_at, dialect.dates, world),
        box.order_id,
        stamp(box.shipped_at, dialect.dates, world),
        box.sku,
        box.fnsku,
        box.disposition,
        str(box.quantity),
        box.carrier,
        box.tracking,
        box.order_type,
    ]


def _text(lines: list[list[str]], dialect: Dialect) -> str:
    def quoted(cell: str) -> str:
        if dialect.quoting == "none":
            return cell
        must = dialect.quoting == "all" or any(mark in cell for mark in ('"', dialect.delimiter, "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if must else cell

    written = [dialect.delimiter.join(quoted(cell) for cell in cells) for cells in lines]
    return dialect.newline.join(written) + (dialect.newline if dialect.final_newline else "")


def _figure(value: int | Decimal | None) -> str:
    return "" if value is None else str(value)
