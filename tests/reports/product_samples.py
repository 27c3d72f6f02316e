"""Small worlds for the page of a product: reconciled by the engine, read as the page reads them."""

from __future__ import annotations

from reports.product_rows import ProductRows, read_products
from reports.product_views import ProductView
from reports.views import ReportView
from tests.engine.conftest import AS_OF, World
from tests.reports import claim_view_samples as samples

LIFE = """
    ledger
    date       | event_type      | fnsku | sku   | reference | quantity | reason | disposition       | centre
    2026-06-01 | Shipments       | X1    | SKU-1 |           | -2       |        | SELLABLE          | PHX6
    2026-06-10 | Receipts        | X1    | SKU-1 | FBA9      | 30       |        | SELLABLE          | PHX6
    2026-06-12 | Shipments       | X1    | SKU-1 |           | -1       |        | SELLABLE          | PHX6
    2026-06-20 | Shipments       | X1    | SKU-1 |           | -4       |        | SELLABLE          | PHX6
    2026-07-02 | Shipments       | X1    | SKU-1 |           | -3       |        | SELLABLE          | PHX6
    2026-07-05 | WhseTransfers   | X1    | SKU-1 | T1        | -5       |        | SELLABLE          | PHX6
    2026-07-08 | WhseTransfers   | X1    | SKU-1 | T1        | 5        |        | SELLABLE          | ONT8
    2026-07-20 | CustomerReturns | X1    | SKU-1 |           | 1        |        | SELLABLE          | ONT8
    2026-08-02 | Adjustments     | X1    | SKU-1 | R1        | -6       | M      | SELLABLE          | ONT8
    2026-08-20 | Adjustments     | X1    | SKU-1 | R2        | 2        | F      | SELLABLE          | ONT8
    2026-09-01 | Shipments       | X1    | SKU-1 |           | -1       |        | SELLABLE          | ONT8
    2026-09-10 | Adjustments     | X1    | SKU-1 | R3        | -2       | E      | SELLABLE          | ONT8
    2026-09-10 | Adjustments     | X1    | SKU-1 | R4        | 2        | E      | WAREHOUSE_DAMAGED | ONT8
    2026-10-01 | VendorReturns   | X1    | SKU-1 | RM1       | -3       |        | SELLABLE          | ONT8
    2026-10-03 | Adjustments     | X2    | SKU-2 | R5        | -1       | M      | SELLABLE          | ONT8

    payments
    approved   | id   | reason                 | sku   | fnsku | cash | total  | each   | original
    2026-08-25 | P1   | Lost_Warehouse         | SKU-1 | X1    | 1    | 12.50  | 12.50  |
    2026-09-20 | P2   | Damaged_Warehouse      | SKU-1 | X1    | 2    | 25.00  | 12.50  |
    2026-10-20 | P3   | Reimbursement_Reversal | SKU-1 | X1    | -1   | -12.50 | -12.50 | P2

    shipments
    shipment | shipped | received
    FBA9     | 32      | 30

    costs
    sku   | cost   | from
    SKU-1 | 12.50  | 2026-01-01
"""
"""A product that was received, sold, moved, returned, lost, found, damaged, removed, paid and of which a payment was
taken back; and another that lost a unit."""


def world() -> World:
    """The life of a product, with shipments on file."""
    made = samples.world_of(LIFE)
    made.shipments_cover = ("2026-01-01", "2026-11-20")
    return made


def view_of(made: World) -> ReportView:
    """The whole report on it."""
    return samples.view_of(made)


def rows_of(made: World, product: str, event_limit: int = 100) -> ProductRows:
    """What the queries know of one product of a world that was reconciled."""
    return read_products(made.con, [product], AS_OF, event_limit)[product]


def of(view: ReportView, product: str) -> ProductView:
    """The view of one product."""
    (found,) = (one for one in view.products.views if one.head.product == product)
    return found
