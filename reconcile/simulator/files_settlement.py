"""Writes settlements as Amazon's flat file V2, in the date and number forms of its countries."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from reconcile.simulator.files import Dialect, dialect_text
from reconcile.simulator.records_orders import Settlement, SettlementLine

SETTLEMENT_COLUMNS = (
    *("settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency"),
    *("transaction-type", "order-id", "merchant-order-id", "adjustment-id", "shipment-id", "marketplace-name"),
    *("amount-type", "amount-description", "amount", "fulfillment-id", "posted-date", "posted-date-time"),
    *("order-item-code", "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased"),
    *("promotion-id",),
)
HEAD = 6
PREAMBLE = ("Amazon Payments Europe S.C.A.", "", "", "", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDialect(Dialect):
    """How a settlement is written; `dates`: iso, dotted, slashed, offset."""

    has_preamble: bool = False
    repeats_header: bool = False
    repeats_currency: bool = False


def _dialect(name: str, dates: str, **more: bool | str) -> SettlementDialect:
    how: dict[str, Any] = {"quoting": "none", **more}
    return SettlementDialect(name=f"settlement {name}", columns=24, dates=dates, **how)


IN_DOLLARS = (
    _dialect("iso", "iso"),
    _dialect("iso csv", "iso", delimiter=",", quoting="minimal", newline="\r\n"),
    _dialect("iso header twice", "iso", repeats_header=True, repeats_currency=True),
)
IN_EUROS = (
    _dialect("dotted, comma decimals", "dotted", comma_decimals=True),
    _dialect("dotted, comma decimals, preamble", "dotted", comma_decimals=True, has_preamble=True),
    _dialect("dotted with bom", "dotted", encoding="utf-8-sig"),
    _dialect("iso, comma decimals", "iso", comma_decimals=True, repeats_currency=True),
)
IN_YEN = (_dialect("slashed", "slashed"), _dialect("offset", "offset", repeats_currency=True))
DOTTED = (
    _dialect("dotted", "dotted"),
    _dialect("dotted, preamble", "dotted", has_preamble=True),
    _dialect("dotted gz", "dotted", packing="gz", final_newline=False),
)
SETTLEMENT_DIALECTS = (*IN_DOLLARS, *IN_EUROS, *IN_YEN, *DOTTED)


def settlement_dialects(settlement: Settlement) -> tuple[SettlementDialect, ...]:
    """The ways in which Amazon writes settlements of this currency."""
    return {"USD": IN_DOLLARS, "EUR": IN_EUROS, "JPY": IN_YEN}.get(settlement.currency, DOTTED)


def settlement_text(settlement: Settlement, dialect: SettlementDialect) -> str:
    """The file of one settlement: a row with dates and total, then a row per amount."""
    header = list(SETTLEMENT_COLUMNS)
    head = [
        settlement.settlement_id,
        *(_stamp(at, dialect) for at in (settlement.starts_at, settlement.ends_at, settlement.deposited_at)),
        _figure(settlement.total, dialect, settlement.currency),
        settlement.currency,
    ]
    rows = [header, head + [""] * (len(header) - HEAD)]
    for at, line in enumerate(settlement.lines):
        if dialect.repeats_header and at == len(settlement.lines) // 2:
            rows.append(header)
        rows.append(_line_cells(line, settlement, dialect))
    text = dialect_text(rows, dialect)
    return dialect.newline.join((*PREAMBLE, text)) if dialect.has_preamble else text


def _line_cells(line: SettlementLine, settlement: Settlement, dialect: SettlementDialect) -> list[str]:
    cells = {
        "settlement-id": settlement.settlement_id,
        "currency": settlement.currency if dialect.repeats_currency else "",
        "transaction-type": line.transaction_type,
        "order-id": line.order_id,
        "merchant-order-id": line.order_id,
        "adjustment-id": line.adjustment_id,
        "marketplace-name": line.marketplace_name,
        "amount-type": line.amount_type,
        "amount-description": line.amount_description,
        "amount": _figure(line.amount, dialect, settlement.currency),
        "fulfillment-id": line.fulfillment,
        "posted-date": _day(line.posted_at, dialect),
        "posted-date-time": _stamp(line.posted_at, dialect),
        "order-item-code": line.order_item_code,
        "sku": line.sku,
        "quantity-purchased": "" if line.quantity is None else str(line.quantity),
    }
    return [cells.get(name, "") for name in SETTLEMENT_COLUMNS]


def _stamp(instant: datetime, dialect: SettlementDialect) -> str:
    at = instant.astimezone(UTC)
    return {
        "iso": f"{at:%Y-%m-%d %H:%M:%S} UTC",
        "dotted": f"{at:%d.%m.%Y %H:%M:%S} UTC",
        "slashed": f"{at:%Y/%m/%d %H:%M:%S} UTC",
        "offset": at.isoformat(timespec="seconds"),
    }[dialect.dates]


def _day(instant: datetime, dialect: SettlementDialect) -> str:
    """The day in UTC; where the time stands beside it, only that tells the day at home."""
    at = instant.astimezone(UTC)
    form = {"iso": "%Y-%m-%d", "dotted": "%d.%m.%Y", "slashed": "%Y/%m/%d", "offset": "%Y-%m-%d"}[dialect.dates]
    return at.strftime(form)


def _figure(amount: Decimal, dialect: SettlementDialect, currency: str) -> str:
    text = f"{amount}.0" if currency == "JPY" and dialect.dates == "offset" else str(amount)
    return text.replace(".", ",") if dialect.comma_decimals else text
