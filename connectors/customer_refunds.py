"""The seller's own sheet of refunds, where settlements do not tell them."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import first_fault, negative_fault, rounded_fault, unit_fault
from connectors.figures import is_currency_code
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]

INITIATORS = ("amazon", "seller")


def _fault_of(row: Mapping[str, str]) -> str | None:
    """A refund is of one unit at least, by Amazon or by the seller, its amount without a sign and in a currency."""
    return first_fault(
        rounded_fault(row, "order_id"),
        unit_fault(row, "quantity"),
        negative_fault(row, "amount"),
        None
        if not row["amount"] or is_currency_code(row["currency"])
        else f"currency '{row['currency']}' is not a code of three letters",
        None
        if row["initiated_by"] in INITIATORS
        else f"initiated_by '{row['initiated_by']}' is neither amazon nor seller",
    )


REPORT = Report(
    kind="customer_refunds",
    title="customer_refunds sheet",
    is_used=True,
    is_own_sheet=True,
    is_quoted=True,
    fault_of=_fault_of,
    columns=(
        Column(name="order_id", headers=("order_id",), is_required=True, is_filled=True),
        Column(name="sku", headers=("sku",), is_required=True, is_filled=True),
        Column(name="fnsku", headers=("fnsku",), is_required=True),
        Column(name="asin", headers=("asin",), is_required=True),
        Column(name="quantity", headers=("quantity",), value=Value.QUANTITY, is_required=True, is_filled=True),
        Column(name="refunded_on", headers=("refund_date",), value=Value.DAY, is_required=True, is_filled=True),
        Column(name="amount", headers=("amount",), value=Value.AMOUNT, is_required=True),
        Column(name="currency", headers=("currency",), is_required=True, shaped=str.upper),
        Column(name="initiated_by", headers=("initiated_by",), is_required=True, shaped=str.lower),
    ),
)
