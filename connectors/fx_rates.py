"""The seller's exchange rates: 1 base = rate quote, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from connectors.figures import is_currency_code
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """A rate must be more than zero, between two different currencies of three letters."""
    for name in ("base", "quote"):
        code = row[name]
        if not is_currency_code(code):
            return f"{name} '{code}' is not a code of three letters"
    if row["base"].upper() == row["quote"].upper():
        return f"base and quote are both '{row['base']}'"
    if Decimal(row["rate"]) <= 0:
        return f"rate '{row['rate']}' is not more than zero"
    return None


REPORT = Report(
    kind="fx_rates",
    title="fx_rates sheet",
    is_used=True,
    is_own_sheet=True,
    is_quoted=True,
    fault_of=_fault_of,
    columns=(
        Column(name="rate_on", headers=("date",), value=Value.DAY, is_required=True, is_filled=True),
        Column(name="base", headers=("base",), is_required=True, is_filled=True),
        Column(name="quote", headers=("quote",), is_required=True, is_filled=True),
        Column(name="rate", headers=("rate",), value=Value.RATE, is_required=True, is_filled=True),
    ),
)
