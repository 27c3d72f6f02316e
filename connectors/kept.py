"""Reports that are recognised and kept, but that this version does not read yet.

Each needs only the headers that no other report shares; a later version that reads one moves it to
a file of its own with all its columns, and finds the bytes under raw/.
"""

from __future__ import annotations

from connectors.report import Column, Report, folded

__all__ = ["REPORTS"]


def _kept(kind: str, title: str, headers: str) -> Report:
    """A report told by these required headers, alternatives divided by a bar."""
    return Report(
        kind=kind,
        title=title,
        columns=tuple(
            Column(
                name=folded(names.split("|")[0]),
                headers=tuple(name.strip() for name in names.split("|")),
                is_required=True,
            )
            for names in headers.split(", ")
        ),
    )


REPORTS = (
    _kept("fee_preview", "Fee preview", "sku, asin, product-size-tier, estimated-fee-total"),
    _kept(
        "fulfilled_shipments",
        "Amazon fulfilled shipments",
        "amazon-order-id, shipment-id, shipment-item-id, shipment-date, sku, quantity-shipped",
    ),
    _kept(
        "customer_shipment_sales",
        "Customer shipment sales",
        "shipment-date|Customer Shipment Date, sku|Merchant SKU, fnsku, quantity, amazon-order-id, "
        "item-price-per-unit|Product Amount",
    ),
    _kept(
        "storage_fees",
        "Monthly storage fees",
        "asin, fnsku, month-of-charge, average-quantity-on-hand, estimated-monthly-storage-fee",
    ),
    _kept(
        "aged_inventory_surcharge",
        "Aged inventory surcharge",
        "snapshot-date, sku, fnsku, qty-charged, amount-charged",
    ),
    _kept(
        "inbound_noncompliance",
        "Inbound non-compliance",
        "issue-reported-date, fba-shipment-id, sku, problem-type, problem-quantity",
    ),
    _kept(
        "old_adjustments",
        "Inventory adjustments (before 2023)",
        "adjusted-date, transaction-item-id, fnsku, sku, quantity, reason, disposition",
    ),
    _kept(
        "reserved_inventory",
        "Reserved inventory",
        "sku, fnsku, reserved_qty, reserved_customerorders, reserved_fc-transfers",
    ),
    _kept(
        "stranded_inventory",
        "Stranded inventory",
        "date-stranded, stranded-reason, sku, fnsku, fulfillable-qty",
    ),
    _kept(
        "seller_fulfilled_returns",
        "Seller fulfilled returns",
        "Order ID, Return request date, Return request status, Merchant SKU, Return quantity",
    ),
    _kept(
        "grade_and_resell",
        "Grade and Resell",
        "order-id, value-recovery-type, lpn, merchant-sku, fnsku, unit-status",
    ),
)
