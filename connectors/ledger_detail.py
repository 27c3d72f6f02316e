"""The Inventory Ledger, detail view (GET_LEDGER_DETAIL_VIEW_DATA): every movement of every unit."""

from __future__ import annotations

from connectors.report import Column, Report, Value

__all__ = ["REPORT"]

REPORT = Report(
    kind="ledger_detail",
    title="Inventory Ledger (detail view)",
    is_used=True,
    is_quoted=True,
    is_month_first=True,
    columns=(
        Column(
            name="event_date",
            headers=("Date", "Snapshot Date"),
            value=Value.DAY,
            is_required=True,
            is_filled=True,
        ),
        Column(name="fnsku", headers=("FNSKU",), is_required=True),
        Column(name="asin", headers=("ASIN",)),
        Column(
            name="msku",
            headers=("MSKU", "Merchant SKU", "Seller SKU", "SKU"),
            is_required=True,
        ),
        Column(name="title", headers=("Title", "Product Name")),
        Column(name="event_type", headers=("Event Type",), is_required=True, is_filled=True),
        Column(name="reference_id", headers=("Reference ID", "Reference"), is_required=True),
        Column(
            name="quantity",
            headers=("Quantity", "Qty"),
            value=Value.QUANTITY,
            is_required=True,
            is_filled=True,
        ),
        Column(
            name="fulfillment_center",
            headers=("Fulfillment Center", "Fulfilment Centre", "Fulfillment Center ID", "FC"),
            is_required=True,
        ),
        Column(name="disposition", headers=("Disposition",), is_required=True),
        Column(name="reason", headers=("Reason", "Reason Code"), is_required=True),
        Column(name="country", headers=("Country",)),
        Column(
            name="reconciled_quantity",
            headers=("Reconciled Quantity", "Reconciled Qty", "Reconciled"),
            value=Value.QUANTITY,
        ),
        Column(
            name="unreconciled_quantity",
            headers=("Unreconciled Quantity", "Unreconciled Qty", "Unreconciled"),
            value=Value.QUANTITY,
        ),
    ),
)
