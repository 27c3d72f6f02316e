"""Worlds of customers' orders written by hand, in the way of `tiny`.

Everything is about order A1 and SKU S1 unless a row says otherwise. One settlement a
currency covers 2026-01-01 to the as-of date unless `settlements` lists others.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from reconcile.simulator.records import HOME_ZONES, World
from reconcile.simulator.records_orders import (
    CustomerRefund,
    CustomerReturn,
    OrderLine,
    Replacement,
    Settlement,
    SettlementLine,
)
from reconcile.simulator.tiny import TINY_AS_OF, TINY_BEGINS, table, world_of
from reconcile.simulator.truth_rules import HOME_REGION, REGION_CURRENCY


def order_world_of(
    *,
    orders: str = "",
    lines: str = "",
    returns: str = "",
    replacements: str = "",
    refunds: str = "",
    settlements: str = "",
    is_returnless: bool = False,
    has_returns: bool = True,
    **rest: Any,  # noqa: ANN401 - whatever world_of takes
) -> World:
    """A world of these tables; `rest` goes to `world_of`.

    orders: order, sku, quantity, price (of the line), currency, channel, day.
    lines (of settlements): day, type, kind, description, order, sku, amount, units, by (AFN), currency, market.
    returns: day, order, sku, quantity, disposition, status, centre. replacements: day, order, new, sku,
    quantity, reason. refunds (the seller's sheet): day, order, sku, quantity, amount, currency, by.
    settlements: from, through, currency, off (by how much the total is wrong).
    With `has_returns` the returns report holds a row of another order.
    """
    plain = world_of(**rest)
    home = REGION_CURRENCY[HOME_REGION.get(plain.marketplace, plain.marketplace)]
    zone = ZoneInfo(HOME_ZONES[plain.marketplace])
    came_back = [_return(cells, zone) for cells in table(returns)]
    if has_returns:
        came_back.append(_return({"day": TINY_BEGINS.isoformat(), "order": "A0", "sku": "SB"}, zone))
    return replace(
        plain,
        orders=tuple(_order(cells, zone, home) for cells in table(orders)),
        returns=tuple(came_back),
        replacements=tuple(_replacement(cells, zone) for cells in table(replacements)),
        refunds=tuple(_refund(cells, home) for cells in table(refunds)),
        settlements=_settlements(table(settlements), table(lines), zone, home, plain.as_of),
        is_returnless=is_returnless,
    )


def _noon(day: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), tzinfo=zone).astimezone(UTC)


def _money(text: str) -> Decimal | None:
    return None if text == "-" else Decimal(text)


def _order(cells: dict[str, str], zone: ZoneInfo, home: str) -> OrderLine:
    bought_at = _noon(cells.get("day", TINY_BEGINS.isoformat()), zone)
    return OrderLine(
        order_id=cells.get("order", "A1"),
        purchased_at=bought_at,
        updated_at=bought_at,
        sku=cells.get("sku", "S1"),
        asin="B1",
        title="Mug",
        quantity=int(cells.get("quantity", "1")),
        currency=cells.get("currency", home),
        item_price=_money(cells.get("price", "-")),
        sales_channel=cells.get("channel", "Amazon.com"),
    )


def _return(cells: dict[str, str], zone: ZoneInfo) -> CustomerReturn:
    return CustomerReturn(
        returned_at=_noon(cells["day"], zone),
        order_id=cells.get("order", "A1"),
        sku=cells.get("sku", "S1"),
        asin="B1",
        fnsku=cells.get("fnsku", "X1"),
        title="Mug",
        quantity=int(cells.get("quantity", "1")),
        fulfillment_center=cells.get("centre", "PHX7"),
        disposition=cells.get("disposition", "SELLABLE"),
        status=cells.get("status", "Unit returned to inventory"),
    )


def _replacement(cells: dict[str, str], zone: ZoneInfo) -> Replacement:
    return Replacement(
        shipped_at=_noon(cells["day"], zone),
        sku=cells.get("sku", "S1"),
        asin="B1",
        fulfillment_center="PHX7",
        original_fulfillment_center="ACY1",
        quantity=int(cells.get("quantity", "1")),
        reason_code=cells.get("reason", "DAMAGED"),
        replacement_order_id=cells.get("new", "A9"),
        original_order_id=cells.get("order", "A1"),
    )


def _refund(cells: dict[str, str], home: str) -> CustomerRefund:
    return CustomerRefund(
        order_id=cells.get("order", "A1"),
        sku=cells.get("sku", "S1"),
        fnsku=cells.get("fnsku", "X1"),
        asin="B1",
        quantity=int(cells.get("quantity", "1")),
        refunded_on=date.fromisoformat(cells["day"]),
        amount=_money(cells.get("amount", "10.00")),
        currency=cells.get("currency", home),
        initiated_by=cells.get("by", "amazon"),
    )


def _settlements(
    spans: list[dict[str, str]], lines: list[dict[str, str]], zone: ZoneInfo, home: str, as_of: date
) -> tuple[Settlement, ...]:
    if not spans:
        currencies = sorted({home, *(cells.get("currency", home) for cells in lines)})
        whole = {"from": TINY_BEGINS.isoformat(), "through": max(as_of, TINY_AS_OF).isoformat()}
        spans = [{**whole, "currency": currency} for currency in currencies]
    made = []
    for at, span in enumerate(spans, start=1):
        currency = span.get("currency", home)
        own = [
            _line(cells, zone)
            for cells in lines
            if cells.get("currency", home) == currency and span["from"] <= cells["day"] <= span["through"]
        ]
        total = sum((line.amount for line in own), Decimal(span.get("off", "0")))
        made.append(
            Settlement(
                settlement_id=f"{at}",
                starts_at=_noon(span["from"], zone),
                ends_at=_noon(span["through"], zone),
                deposited_at=_noon(span["through"], zone),
                currency=currency,
                total=total,
                lines=tuple(own),
            )
        )
    return tuple(made)


def _line(cells: dict[str, str], zone: ZoneInfo) -> SettlementLine:
    return SettlementLine(
        posted_at=_noon(cells["day"], zone),
        transaction_type=cells.get("type", "Refund"),
        amount_type=cells.get("kind", "ItemPrice"),
        amount_description=cells.get("description", "Principal"),
        amount=Decimal(cells.get("amount", "-10.00")),
        order_id=cells.get("order", "A1"),
        sku=cells.get("sku", "S1"),
        quantity=int(cells["units"]) if "units" in cells else None,
        fulfillment=cells.get("by", "AFN"),
        marketplace_name=cells.get("market", "Amazon.com"),
    )
