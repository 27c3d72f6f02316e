"""Writes what a world tells of customers' orders as the reports a seller would have downloaded.

`write_order_reports` is the counterpart of `files.write_reports` for these kinds; settlements
are in `files_settlement`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from reconcile.simulator.files import SHEET, Dialect, dialect_text, write_file
from reconcile.simulator.files_settlement import settlement_dialects, settlement_text
from reconcile.simulator.records import World
from reconcile.simulator.records_orders import CustomerReturn, OrderLine, Replacement

Row = TypeVar("Row")

RETURN_COLUMNS = (
    *("return-date", "order-id", "sku", "asin", "fnsku", "product-name", "quantity", "fulfillment-center-id"),
    *("detailed-disposition", "reason", "status", "license-plate-number", "customer-comments"),
)
REPLACEMENT_COLUMNS = (
    *("shipment-date", "sku", "asin", "fulfillment-center-id", "original-fulfillment-center-id", "quantity"),
    *("replacement-reason-code", "replacement-amazon-order-id", "original-amazon-order-id"),
)
ORDER_COLUMNS = (
    *("amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status"),
    *("fulfillment-channel", "sales-channel", "order-channel", "ship-service-level", "product-name", "sku", "asin"),
    *("item-status", "quantity", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax"),
    *("gift-wrap-price", "gift-wrap-tax", "item-promotion-discount", "ship-promotion-discount", "ship-city"),
    *("ship-state", "ship-postal-code", "ship-country", "promotion-ids", "cpf", "is-business-order"),
    *("purchase-order-number", "price-designation", "signature-confirmation-recommended"),
)
REFUND_COLUMNS = (
    *("order_id", "sku", "fnsku", "asin", "quantity", "refund_date", "amount", "currency", "initiated_by"),
)

# What a buyer wrote, and where a buyer lives: in every file, and to be found nowhere afterwards.
BUYERS_WORDS = "opened | \u201ctoo small\u201d, call Jane Buyer"
BUYERS_CITY, BUYERS_CODE = "Buyersville", "98765-4321"

# `dates`: utc, local, day (of the home zone).
RETURN_DIALECTS = (
    Dialect(name="returns 13", columns=13, quoting="none", dates="utc"),
    Dialect(name="returns 13 cp1252", columns=13, quoting="none", dates="utc", encoding="cp1252"),
    Dialect(name="returns 13 cp932", columns=13, quoting="none", dates="utc", encoding="cp932"),
    Dialect(name="returns 11", columns=11, quoting="none", dates="utc", final_newline=False),
    Dialect(name="returns csv 13", columns=13, delimiter=",", quoting="minimal", dates="local", newline="\r\n"),
    Dialect(name="returns csv 13 with bom", columns=13, delimiter=",", dates="local", encoding="utf-8-sig"),
    Dialect(name="returns 13 gz", columns=13, quoting="none", dates="utc", packing="gz"),
)
RETURNS_BY_DAY = Dialect(name="returns csv by day", columns=13, delimiter=",", quoting="minimal", dates="day")

REPLACEMENT_DIALECTS = (
    Dialect(name="replacements", columns=9, quoting="none", dates="day"),
    Dialect(name="replacements csv", columns=9, delimiter=",", quoting="minimal", dates="day", newline="\r\n"),
    Dialect(name="replacements utc", columns=9, quoting="none", dates="utc"),
)
ORDER_DIALECTS = (
    Dialect(name="orders 33", columns=33, quoting="none", dates="utc"),
    Dialect(name="orders 33 with bom", columns=33, quoting="none", dates="utc", encoding="utf-8-sig", newline="\r\n"),
    Dialect(name="orders 33 utf-16", columns=33, quoting="none", dates="utc", encoding="utf-16"),
    Dialect(name="orders 33 local", columns=33, quoting="none", dates="local"),
    Dialect(name="orders 31", columns=31, quoting="none", dates="utc"),
    Dialect(name="orders csv zipped", columns=33, delimiter=",", dates="utc", packing="zip"),
)
NOT_IN_31 = ("cpf", "signature-confirmation-recommended")


def fits_orders(world: World, dialect: Dialect) -> bool:
    """Whether a dialect can hold the titles and SKUs of these reports, and the buyer's words, without loss."""
    if (dialect.encoding, world.marketplace == "JP") in {("cp1252", True), ("cp932", False)}:
        return False
    texts = [BUYERS_WORDS]
    texts += [row.title + row.sku for row in world.returns]
    texts += [line.title + line.sku for line in world.orders]
    try:
        for text in texts:
            text.encode(dialect.encoding)
    except UnicodeEncodeError:
        return False
    return True


def returns_text(rows: Iterable[CustomerReturn], dialect: Dialect, world: World) -> str:
    """FBA customer returns."""
    lines = [list(RETURN_COLUMNS)]
    lines += [
        [
            _stamp(row.returned_at, dialect, world),
            row.order_id,
            row.sku,
            row.asin,
            row.fnsku,
            row.title,
            str(row.quantity),
            row.fulfillment_center,
            row.disposition,
            row.reason,
            row.status,
            row.license_plate,
            BUYERS_WORDS if row.license_plate else "",
        ]
        for row in rows
    ]
    return dialect_text([cells[: dialect.columns] for cells in lines], dialect)


def replacements_text(rows: Iterable[Replacement], dialect: Dialect, world: World) -> str:
    """The replacements report."""
    lines = [list(REPLACEMENT_COLUMNS)]
    lines += [
        [
            _stamp(row.shipped_at, dialect, world),
            row.sku,
            row.asin,
            row.fulfillment_center,
            row.original_fulfillment_center,
            str(row.quantity),
            row.reason_code,
            row.replacement_order_id,
            row.original_order_id,
        ]
        for row in rows
    ]
    return dialect_text(lines, dialect)


def orders_text(rows: Iterable[OrderLine], dialect: Dialect, world: World) -> str:
    """All orders, by last update."""
    names = [name for name in ORDER_COLUMNS if dialect.columns > len(ORDER_COLUMNS) - 1 or name not in NOT_IN_31]
    lines = [names]
    for row in rows:
        cells = {
            "amazon-order-id": row.order_id,
            "purchase-date": _stamp(row.purchased_at, dialect, world),
            "last-updated-date": _stamp(row.updated_at, dialect, world),
            "order-status": row.status,
            "fulfillment-channel": row.fulfillment_channel,
            "sales-channel": row.sales_channel,
            "ship-service-level": "Expedited",
            "product-name": row.title,
            "sku": row.sku,
            "asin": row.asin,
            "item-status": row.status,
            "quantity": str(row.quantity),
            "currency": row.currency,
            "item-price": "" if row.item_price is None else str(row.item_price),
            "ship-city": BUYERS_CITY,
            "ship-postal-code": BUYERS_CODE,
            "is-business-order": "false",
        }
        lines.append([cells.get(name, "") for name in names])
    return dialect_text(lines, dialect)


def refunds_text(world: World) -> str:
    """The seller's own sheet of refunds."""
    lines = [list(REFUND_COLUMNS)]
    lines += [
        [
            row.order_id,
            row.sku,
            row.fnsku,
            row.asin,
            str(row.quantity),
            row.refunded_on.isoformat(),
            "" if row.amount is None else str(row.amount),
            row.currency,
            row.initiated_by,
        ]
        for row in world.refunds
    ]
    return dialect_text(lines, SHEET)


def write_order_reports(
    world: World,
    folder: Path,
    *,
    returns: Dialect = RETURN_DIALECTS[0],
    replacements: Dialect = REPLACEMENT_DIALECTS[0],
    orders: Dialect = ORDER_DIALECTS[0],
    stem: str = "",
    shuffle: Random | None = None,
) -> list[Path]:
    """One download of each report; a settlement a file, each in a dialect of its currency."""

    def any_order(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(shuffle.sample(rows, len(rows))) if shuffle else rows

    mixed = replace(
        world,
        returns=any_order(world.returns),
        replacements=any_order(world.replacements),
        orders=any_order(world.orders),
        refunds=any_order(world.refunds),
    )
    texts = [
        (bool(world.returns), "returns", returns_text(mixed.returns, returns, world), returns),
        (
            bool(world.replacements),
            "replacements",
            replacements_text(mixed.replacements, replacements, world),
            replacements,
        ),
        (bool(world.orders), "all-orders", orders_text(mixed.orders, orders, world), orders),
        (bool(world.refunds), "customer_refunds", refunds_text(mixed), SHEET),
    ]
    paths = [write_file(folder, f"{stem}{name}", text, dialect) for has_rows, name, text, dialect in texts if has_rows]
    for settlement in world.settlements:
        dialects = settlement_dialects(settlement)
        dialect = shuffle.choice(dialects) if shuffle else dialects[0]
        lines = any_order(settlement.lines)
        text = settlement_text(replace(settlement, lines=lines), dialect)
        paths.append(write_file(folder, f"{stem}settlement-{settlement.settlement_id}", text, dialect))
    return paths


def write_order_slices(
    world: World,
    folder: Path,
    *,
    cuts: list[date],
    overlap: int,
    returns: list[Dialect],
    orders: Dialect,
    replacements: Dialect = REPLACEMENT_DIALECTS[0],
    shuffle: Random,
) -> list[Path]:
    """Reports in slices of whole days that overlap by some days; the sheet and each settlement come whole.

    All orders are told apart by all their columns, so their slices share a dialect; those of returns
    should have the same number of columns, since a plate that is not there makes another row.
    """
    paths = []
    bounds = [date.min, *sorted(cuts), date.max]
    for at in range(len(bounds) - 1):
        ends = bounds[at + 1]
        starts = bounds[at] if at == 0 else date.fromordinal(bounds[at].toordinal() + 1 - overlap)

        def is_in(instant: datetime, span: tuple[date, date] = (starts, ends)) -> bool:
            return span[0] <= world.day_of(instant) <= span[1]

        part = replace(
            world,
            returns=tuple(row for row in world.returns if is_in(row.returned_at)),
            replacements=tuple(row for row in world.replacements if is_in(row.shipped_at)),
            orders=tuple(line for line in world.orders if is_in(line.purchased_at)),
            refunds=world.refunds if at == 0 else (),
            settlements=tuple(s for s in world.settlements if starts <= world.day_of(s.ends_at) <= ends),
        )
        paths += write_order_reports(
            part,
            folder,
            returns=returns[at % len(returns)],
            replacements=replacements,
            orders=orders,
            stem=f"slice-{at}-",
            shuffle=shuffle,
        )
    return paths


def _stamp(instant: datetime, dialect: Dialect, world: World) -> str:
    local = instant.astimezone(world.zone)
    return {
        "utc": instant.astimezone(UTC).isoformat(timespec="seconds"),
        "local": local.isoformat(timespec="seconds"),
        "day": local.date().isoformat(),
    }[dialect.dates]
