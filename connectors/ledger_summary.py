"""The Inventory Ledger, summary view (GET_LEDGER_SUMMARY_VIEW_DATA): balances and movements by day, week or month.

Movements keep the sign that the file gives them; opening plus movements is closing, which is what it is checked for.
A week is told only where it is written as its first and last day.
"""

from __future__ import annotations

from connectors.report import Column, Report, Value

__all__ = ["REPORT"]

_FIGURES = (
    ("starting_balance", "Starting Warehouse Balance"),
    ("in_transit", "In Transit Between Warehouses"),
    ("receipts", "Receipts"),
    ("customer_shipments", "Customer Shipments"),
    ("customer_returns", "Customer Returns"),
    ("vendor_returns", "Vendor Returns"),
    ("warehouse_transfers", "Warehouse Transfer In/Out", "Warehouse transfer events", "Warehouse Transfers"),
    ("found", "Found"),
    ("lost", "Lost"),
    ("damaged", "Damaged"),
    ("disposed", "Disposed"),
    ("other_events", "Other Events"),
    ("unknown_events", "Unknown Events"),
    ("ending_balance", "Ending Warehouse Balance"),
)

REPORT = Report(
    kind="ledger_summary",
    title="Inventory Ledger (summary view)",
    is_used=True,
    is_quoted=True,
    is_month_first=True,
    columns=(
        Column(name="first_day", headers=("Date",), value=Value.PERIOD, is_required=True, is_filled=True),
        Column(name="fnsku", headers=("FNSKU",), is_required=True),
        Column(name="asin", headers=("ASIN",)),
        Column(name="msku", headers=("MSKU", "Merchant SKU", "Seller SKU", "SKU"), is_required=True),
        Column(name="title", headers=("Title", "Product Name")),
        Column(name="disposition", headers=("Disposition",), is_required=True),
        Column(name="location", headers=("Location",)),
        *(
            Column(name=name, headers=tuple(headers), value=Value.QUANTITY, is_required=name.endswith("_balance"))
            for name, *headers in _FIGURES
        ),
    ),
)
