"""The Reimbursements report (GET_FBA_REIMBURSEMENTS_DATA): what Amazon paid and took back."""

from __future__ import annotations

from connectors.report import Column, Report, Value

__all__ = ["REPORT"]

REPORT = Report(
    kind="reimbursements",
    title="Reimbursements",
    is_used=True,
    one_of=(("sku", "fnsku"), ("quantity_cash",)),
    columns=(
        Column(
            name="approved_on",
            headers=("approval-date",),
            value=Value.STAMP,
            is_required=True,
            is_filled=True,
        ),
        Column(name="reimbursement_id", headers=("reimbursement-id",), is_required=True, is_filled=True),
        Column(name="case_id", headers=("case-id",)),
        Column(name="order_id", headers=("amazon-order-id", "order-id")),
        Column(name="reason", headers=("reason",)),
        Column(name="sku", headers=("sku", "seller-sku", "merchant-sku", "msku")),
        Column(name="fnsku", headers=("fnsku",)),
        Column(name="asin", headers=("asin",)),
        Column(name="product_name", headers=("product-name", "title")),
        Column(name="condition", headers=("condition",)),
        Column(name="currency", headers=("currency-unit", "currency", "currency-code")),
        Column(name="amount_per_unit", headers=("amount-per-unit",), value=Value.AMOUNT),
        Column(
            name="amount_total",
            headers=("amount-total",),
            value=Value.AMOUNT,
            is_required=True,
        ),
        Column(
            name="quantity_cash",
            headers=("quantity-reimbursed-cash", "qty-cash", "quantity-cash", "quantity"),
            value=Value.QUANTITY,
        ),
        Column(
            name="quantity_inventory",
            headers=("quantity-reimbursed-inventory", "qty-inventory", "quantity-inventory"),
            value=Value.QUANTITY,
        ),
        Column(
            name="quantity_total",
            headers=("quantity-reimbursed-total", "qty-total", "quantity-total"),
            value=Value.QUANTITY,
        ),
        Column(
            name="original_reimbursement_id",
            headers=("original-reimbursement-id",),
        ),
        Column(
            name="original_reimbursement_type",
            headers=("original-reimbursement-type",),
        ),
    ),
)
