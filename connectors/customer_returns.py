"""FBA customer returns (GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA): the units that came back, and in what state.

What the customer wrote is not read. The Spanish headers rest on one witness; its values stay as written, so that a
disposition in Spanish is never taken for a damage.
"""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import unit_fault
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """A return is of one unit at least."""
    return unit_fault(row, "quantity")


REPORT = Report(
    kind="customer_returns",
    title="FBA customer returns",
    is_used=True,
    private=("customer-comments", "Comentarios del cliente"),
    fault_of=_fault_of,
    columns=(
        Column(
            name="returned_on",
            headers=("return-date", "Fecha de devolución"),
            value=Value.STAMP,
            is_required=True,
            is_filled=True,
        ),
        Column(name="order_id", headers=("order-id", "ID de pedido"), is_required=True, is_filled=True),
        Column(name="sku", headers=("sku", "seller-sku", "merchant-sku", "msku"), is_required=True),
        Column(name="fnsku", headers=("fnsku",)),
        Column(name="asin", headers=("asin",)),
        Column(name="product_name", headers=("product-name", "title", "Nombre del producto")),
        Column(
            name="quantity",
            headers=("quantity", "Cantidad"),
            value=Value.QUANTITY,
            is_required=True,
            is_filled=True,
        ),
        Column(name="fulfillment_center", headers=("fulfillment-center-id", "fulfillment-center", "Centro logístico")),
        Column(
            name="disposition",
            headers=("detailed-disposition", "disposition", "Estado detallado"),
            is_required=True,
        ),
        Column(name="reason", headers=("reason", "Motivo"), is_required=True),
        Column(name="status", headers=("status", "Estado")),
        Column(name="license_plate", headers=("license-plate-number", "Matrícula")),
    ),
)
