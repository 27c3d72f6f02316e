"""Worlds written by hand: rows between pipes, only the columns that matter.

    world_of(ledger='''
        day        | reason | quantity | reconciled
        2026-09-20 | M      | -2       | 1
    ''')

An empty cell takes the default, `-` is a blank. References count R1, R2 ... and payments
P1, P2 ... in the order they are written.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from reconcile.simulator.records import (
    HOME_ZONES,
    CostRow,
    LedgerRow,
    PaymentLine,
    RateRow,
    World,
)

TINY_AS_OF = date(2026, 10, 31)
TINY_BEGINS = date(2026, 1, 1)

LEDGER_DEFAULTS = {
    "fnsku": "X1",
    "asin": "B1",
    "msku": "S1",
    "title": "Mug",
    "event_type": "Adjustments",
    "fulfillment_center": "PHX7",
    "disposition": "SELLABLE",
    "reason": "M",
    "country": "US",
}
PAYMENT_DEFAULTS = {
    "reason": "Lost_Warehouse",
    "sku": "S1",
    "fnsku": "X1",
    "asin": "B1",
    "title": "Mug",
    "currency": "USD",
    "each": "10.00",
    "cash": "1",
    "inventory": "0",
}


def table(text: str) -> list[dict[str, str]]:
    """The rows of a pipe table by column name; empty cells are left out."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    if not text.strip():
        return []
    names, *rows = lines
    return [{name: cell for name, cell in zip(names, row, strict=True) if cell} for row in rows]


def world_of(
    *,
    ledger: str = "",
    payments: str = "",
    costs: str = "default",
    rates: str = "",
    marketplace: str = "US",
    as_of: date = TINY_AS_OF,
    has_background: bool = True,
) -> World:
    """A world of these rows.

    With `has_background` both reports begin on 2026-01-01 and the ledger ends on the
    as-of date, by rows that mean nothing. The default cost is 10.00 USD for S1, approved.
    """
    zone = ZoneInfo(HOME_ZONES[marketplace])
    rows = [_ledger_row(cells, at) for at, cells in enumerate(table(ledger), start=1)]
    lines = [_payment_line(cells, at, zone) for at, cells in enumerate(table(payments), start=1)]
    if has_background:
        rows = [_sold(TINY_BEGINS), *rows, _sold(as_of)]
        lines = [_order_paid(TINY_BEGINS, zone), *lines]
    if costs == "default":
        costs = """
            sku | cost  | currency | from       | approved
            S1  | 10.00 | USD      | 2025-01-01 | 2025-01-05
        """
    return World(
        name="tiny",
        marketplace=marketplace,
        as_of=as_of,
        ledger=tuple(rows),
        payments=tuple(lines),
        costs=tuple(_cost(cells) for cells in table(costs)),
        rates=tuple(
            RateRow(
                day=date.fromisoformat(cells["day"]),
                base=cells["base"],
                quote=cells["quote"],
                rate=Decimal(cells["rate"]),
            )
            for cells in table(rates)
        ),
    )


def brief(claims: Iterable[dict[str, Any]]) -> list[str]:
    """The claims in a line each: type, status, reference, lost-covered=open, amount, questions."""
    lines = []
    for claim in claims:
        amount = "?" if claim["amount"] is None else str(claim["amount"])
        why = ",".join(claim["review_because"])
        units = f"{claim['quantity_lost']}-{claim['quantity_covered']}={claim['quantity_open']}"
        what = f"{claim['claim_type']} {claim['status']} {claim['reference_id']} {units} {amount}"
        lines.append(f"{what} {why}".strip())
    return lines


def _text(cells: dict[str, str], name: str, default: str = "") -> str:
    value = cells.get(name, default)
    return "" if value == "-" else value


def _units(cells: dict[str, str], name: str, default: str = "-") -> int | None:
    value = cells.get(name, default)
    return None if value == "-" else int(value)


def _ledger_row(cells: dict[str, str], at: int) -> LedgerRow:
    texts = {name: _text(cells, name, default) for name, default in LEDGER_DEFAULTS.items()}
    return LedgerRow(
        day=date.fromisoformat(cells["day"]),
        reference_id=_text(cells, "reference_id", f"R{at}"),
        quantity=int(cells["quantity"]),
        reconciled=_units(cells, "reconciled"),
        unreconciled=_units(cells, "unreconciled"),
        **texts,
    )


def _payment_line(cells: dict[str, str], at: int, zone: ZoneInfo) -> PaymentLine:
    full = {**PAYMENT_DEFAULTS, **cells}
    cash, inventory = _units(full, "cash"), _units(full, "inventory")
    each = Decimal(full["each"])
    default_total = "-" if cash is None and inventory is None else str((cash or 0) + (inventory or 0))
    amount = full.get("amount")
    noon = datetime.combine(date.fromisoformat(full["day"]), time(12), tzinfo=zone)
    return PaymentLine(
        approved_at=noon.astimezone(UTC),
        reimbursement_id=_text(full, "id", f"P{at}"),
        order_id=_text(full, "order"),
        reason=_text(full, "reason"),
        sku=_text(full, "sku"),
        fnsku=_text(full, "fnsku"),
        asin=_text(full, "asin"),
        title=_text(full, "title"),
        condition=_text(full, "condition", "NewItem"),
        currency=_text(full, "currency"),
        amount_per_unit=each,
        amount_total=Decimal(amount) if amount else each * abs(cash or 0),
        cash=cash,
        inventory=inventory,
        total=_units(full, "total", default_total),
        original_id=_text(full, "original"),
        original_type=_text(full, "original_type"),
    )


def _cost(cells: dict[str, str]) -> CostRow:
    approved = _text(cells, "approved")
    return CostRow(
        sku=cells["sku"],
        unit_cost=Decimal(cells["cost"]),
        currency=cells["currency"],
        effective_from=date.fromisoformat(cells["from"]),
        approved_on=date.fromisoformat(approved) if approved else None,
    )


def _sold(day: date) -> LedgerRow:
    row = _ledger_row({"day": day.isoformat(), "quantity": "-1", "fnsku": "XB", "msku": "SB", "asin": "BB"}, 0)
    return replace(row, event_type="Shipments", reason="", reference_id="")


def _order_paid(day: date, zone: ZoneInfo) -> PaymentLine:
    cells = {"day": day.isoformat(), "reason": "CustomerReturn", "order": "111-0000000-0000000"}
    return _payment_line({**cells, "fnsku": "XB", "sku": "SB", "asin": "BB", "id": "P0"}, 0, zone)
