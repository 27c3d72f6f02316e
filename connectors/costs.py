"""The seller's cost sheet: what a unit of a SKU costs, from which day on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from connectors.figures import is_currency_code
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """A cost must be more than zero, in a currency of three letters."""
    if Decimal(row["unit_cost"]) <= 0:
        return f"unit_cost '{row['unit_cost']}' is not more than zero"
    currency = row["currency"]
    if not is_currency_code(currency):
        return f"currency '{currency}' is not a code of three letters"
    return None


REPORT = Report(
    kind="costs",
    title="costs sheet",
    is_used=True,
    is_own_sheet=True,
    is_quoted=True,
    fault_of=_fault_of,
    columns=(
        Column(name="sku", headers=("sku",), is_required=True, is_filled=True),
        Column(
            name="unit_cost",
            headers=("unit_cost",),
            value=Value.AMOUNT,
            is_required=True,
            is_filled=True,
        ),
        Column(name="currency", headers=("currency",), is_required=True, is_filled=True),
        Column(
            name="effective_from",
            headers=("effective_from",),
            value=Value.DAY,
            is_required=True,
            is_filled=True,
        ),
        Column(name="approved_on", headers=("approved_on",), value=Value.DAY),
        Column(name="supplier", headers=("supplier",)),
        Column(name="invoice", headers=("invoice",)),
    ),
)
