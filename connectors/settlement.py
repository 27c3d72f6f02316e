"""The Settlement V2 report (GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2): what was sold, refunded and charged.

The first row of a settlement states its days, its total and its currency, and nothing else; the rows below it leave
them blank. A file may hold several settlements, each perhaps with the header line once more above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from connectors.figures import is_blank
from connectors.record import Record
from connectors.report import Column, Report, Value, folded

__all__ = ["REPORT", "mended"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """A row is of money, or it states the total of a settlement."""
    if is_blank(row["amount"]) and is_blank(row["total_amount"]):
        return "amount and total-amount are both blank"
    return None


REPORT = Report(
    kind="settlement",
    title="Settlement V2",
    is_used=True,
    one_of=(("order_id", "adjustment_id", "marketplace_name"),),
    fault_of=_fault_of,
    columns=(
        Column(name="settlement_id", headers=("settlement-id",), is_required=True, is_filled=True),
        Column(name="start_on", headers=("settlement-start-date",), value=Value.STAMP),
        Column(name="end_on", headers=("settlement-end-date",), value=Value.STAMP),
        Column(name="deposit_on", headers=("deposit-date",), value=Value.STAMP),
        Column(name="total_amount", headers=("total-amount",), value=Value.AMOUNT),
        Column(name="currency", headers=("currency",)),
        Column(name="transaction_type", headers=("transaction-type",), is_required=True),
        Column(name="order_id", headers=("order-id",)),
        Column(name="merchant_order_id", headers=("merchant-order-id",)),
        Column(name="adjustment_id", headers=("adjustment-id",)),
        Column(name="shipment_id", headers=("shipment-id",)),
        Column(name="marketplace_name", headers=("marketplace-name",)),
        Column(name="amount_type", headers=("amount-type",), is_required=True),
        Column(name="amount_description", headers=("amount-description",)),
        Column(name="amount", headers=("amount",), value=Value.AMOUNT, is_required=True),
        Column(name="fulfillment_id", headers=("fulfillment-id",)),
        Column(name="posted_date", headers=("posted-date",), value=Value.STAMP),
        Column(name="posted_time", headers=("posted-date-time",), value=Value.STAMP),
        Column(name="order_item_code", headers=("order-item-code",)),
        Column(name="sku", headers=("sku",)),
        Column(name="quantity_purchased", headers=("quantity-purchased",), value=Value.QUANTITY),
        Column(name="promotion_id", headers=("promotion-id",)),
    ),
)


def mended(rows: Iterable[Record], headers: Sequence[str], positions: Mapping[str, int]) -> Iterator[Record]:
    """The rows of a settlement file as if each were whole.

    The header line repeated inside is left out, a row pushed one cell to the right is pushed back, and the currency
    that a settlement states in its first row stands in all of its rows: it decides how amounts are read.
    """
    header = [folded(name) for name in headers]
    currency_at, settlement_at = positions.get("currency"), positions["settlement_id"]
    currency_of: dict[str, str] = {}
    for row in rows:
        cells = row.cells
        if len(cells) == len(header) and [folded(cell) for cell in cells] == header:
            continue
        if len(cells) == len(header) + 1 and not cells[0].strip():
            cells = cells[1:]
        if currency_at is not None and max(currency_at, settlement_at) < len(cells):
            settlement = cells[settlement_at].strip()
            if cells[currency_at].strip():
                currency_of.setdefault(settlement, cells[currency_at])
            elif settlement in currency_of:
                cells = [*cells[:currency_at], currency_of[settlement], *cells[currency_at + 1 :]]
        yield row if cells is row.cells else replace(row, cells=cells)
