"""The All orders report (GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL and _BY_ORDER_DATE).

Its columns on buyers and their addresses are never read. An order that is pending, or one of another sales channel
(`Non-Amazon`), has no price.
"""

from __future__ import annotations

from connectors.report import Column, Report, Value

__all__ = ["REPORT"]

REPORT = Report(
    kind="all_orders",
    title="All orders",
    is_used=True,
    has_buyer_data=True,
    columns=(
        Column(name="order_id", headers=("amazon-order-id",), is_required=True, is_filled=True),
        Column(name="merchant_order_id", headers=("merchant-order-id",)),
        Column(name="purchased", headers=("purchase-date",), value=Value.STAMP, is_required=True),
        Column(name="updated", headers=("last-updated-date",), value=Value.STAMP),
        Column(name="order_status", headers=("order-status",), is_required=True),
        Column(name="fulfillment_channel", headers=("fulfillment-channel",)),
        Column(name="sales_channel", headers=("sales-channel",), is_required=True),
        Column(name="sku", headers=("sku",), is_required=True),
        Column(name="asin", headers=("asin",)),
        Column(name="item_status", headers=("item-status",)),
        Column(name="quantity", headers=("quantity",), value=Value.QUANTITY, is_required=True),
        Column(name="currency", headers=("currency",)),
        Column(name="item_price", headers=("item-price",), value=Value.AMOUNT, is_required=True),
        Column(name="order_item_id", headers=("order-item-id",)),
    ),
)
