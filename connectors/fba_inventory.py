"""FBA inventory (GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA): the units on hand of each SKU on the day of the download.

The Spanish headers rest on one witness.
"""

from __future__ import annotations

from connectors.report import Column, Report, Value

__all__ = ["REPORT"]

REPORT = Report(
    kind="fba_inventory",
    title="FBA inventory",
    is_used=True,
    columns=(
        Column(name="sku", headers=("sku",), is_required=True, is_filled=True),
        Column(name="fnsku", headers=("fnsku",), is_required=True),
        Column(name="asin", headers=("asin",), is_required=True),
        Column(name="product_name", headers=("product-name", "Nombre del producto")),
        Column(name="condition", headers=("condition", "Estado")),
        Column(
            name="warehouse_quantity",
            headers=("afn-warehouse-quantity", "Cantidad en almacén"),
            value=Value.QUANTITY,
            is_required=True,
        ),
        Column(
            name="fulfillable_quantity",
            headers=("afn-fulfillable-quantity", "Cantidad disponible"),
            value=Value.QUANTITY,
            is_required=True,
        ),
        Column(
            name="unsellable_quantity",
            headers=("afn-unsellable-quantity", "Cantidad no vendible"),
            value=Value.QUANTITY,
        ),
        Column(
            name="reserved_quantity",
            headers=("afn-reserved-quantity", "Cantidad reservada"),
            value=Value.QUANTITY,
        ),
        Column(
            name="total_quantity",
            headers=("afn-total-quantity", "Cantidad total"),
            value=Value.QUANTITY,
            is_required=True,
        ),
        Column(
            name="researching_quantity",
            headers=("afn-researching-quantity", "En investigación"),
            value=Value.QUANTITY,
        ),
    ),
)
