"""A small world of removals and customers' orders, in every status that a page shows."""

from __future__ import annotations

from tests.engine.conftest import World
from tests.reports.claim_view_samples import world_of

ORDERS = """
    ledger
    date       | fnsku | sku   | title | reference | quantity | reason
    2026-06-01 | X1    | SKU-1 | Mug   | L0        | 1        | J

    costs
    sku   | cost  | from
    SKU-1 | 7.50  | 2026-01-01

    removal_orders
    requested_on | order_id | requested_quantity | shipped_quantity | order_status
    2026-09-20   | RM1      | 12                 | 11               | Completed
    2026-10-20   | RM2      | 2                  | 2                | Completed

    removal_shipments
    order_id | shipped_on | tracking_number    | carrier   | shipped_quantity
    RM1      | 2026-09-25 | 1Z999AA10123456784 | UPS_GR_RT | 4
    RM1      | 2026-09-26 | 1Z999AA10123456795 | UPS_GR_RT | 5
    RM1      | 2026-09-26 | 1Z999AA10123456801 | UPS_GR_RT | 2
    RM2      | 2026-10-22 | TBA301187755002    | AMZN_US   | 2
    RM3      | 2026-11-15 | TBA301187755003    | AMZN_US   | 3

    removal_receipts
    order_id | tracking_number    | quantity_received | received_on | condition
    RM1      | 1Z999AA10123456784 | 0                 | 2026-10-20  |
    RM1      | 1Z999AA10123456795 | 2                 | 2026-10-06  | good
    RM1      | 1Z999AA10123456801 | 3                 | 2026-10-06  | one too many
    RM1      | 1Z999AA10123456999 | 1                 | 2026-10-07  | of no box

    payments
    approved   | id   | order               | reason              | cash | total | each
    2026-11-02 | P700 | RM1                 | Removal_Order_Lost  | 1    | 7.50  | 7.50
    2026-10-02 | P701 | 113-7702213-4481056 | CustomerReturn      | 1    | 19.99 | 19.99
    2026-10-03 | P702 | 113-9999999-0000001 | CustomerReturn      | 1    | 19.99 | 19.99
    2026-10-04 | P703 | RM9                 | Removal_Order_Lost  | 1    | 7.50  | 7.50

    settlements
    settlement_id | start_on   | end_on
    S1            | 2026-01-01 | 2026-11-10

    orders
    order_id            | item_price | quantity
    113-7702213-4481056 | 79.96      | 4

    settled
    order_id            | transaction_type  | posted_on  | amount
    113-7702213-4481056 | Refund            | 2026-08-01 | -79.96
    113-7702213-4481056 | Order_Retrocharge | 2026-10-01 | 19.99

    refunds
    order_id            | quantity | refunded_on | amount
    113-5550001-1110002 | 1        | 2026-08-20  | 24.50
    113-5550001-1110003 | 1        | 2026-11-01  | 24.50

    replaced
    original_order_id   | replacement_order_id | shipped_on
    113-5550001-1110004 | 113-5550001-1110099  | 2026-08-15

    returns
    order_id            | returned_on | disposition      | license_plate | fulfillment_center | status
    113-7702213-4481056 | 2026-08-14  | CUSTOMER_DAMAGED | LPNRR7702213A | PHX7               | Unit returned
    113-5550001-1110002 | 2026-09-02  | CARRIER_DAMAGED  | LPNRR5550001B | PHX7               | Unit returned
"""
"""A box that is lost and one that is short (both with a payment for one unit of the order), one overfull, one nobody
counted, one on its way; a receipt of no box. A refund of four of which one is open, a damaged return, a replacement,
one too early; payments of orders that nobody knows."""

DAYS = ("2026-01-01", "2026-11-20")
FILES = {
    "removal_orders": ("removal_order", 5),
    "removal_shipments": ("removal_shipment", 6),
    "removal_receipts": ("removal_receipt", 7),
    "settlement": ("settlement_line", 8),
    "all_orders": ("order_line", 9),
    "customer_refunds": ("customer_refund", 10),
    "replacements": ("replacement", 11),
}
"""By kind of report the table it fills and the number of its download."""


def orders_world() -> World:
    """The world above; each report is a file of its own."""
    world = world_of(ORDERS)
    cover_all(world)
    return world


EVERY_STATUS = """
    removal_orders
    requested_on | order_id | requested_quantity | order_status | sku   | fnsku
    2026-09-20   | RM10091  | 6                  | Completed    | BOX-1 | B1

    removal_shipments
    order_id | shipped_on | tracking_number    | carrier   | shipped_quantity | sku   | fnsku
    RM10091  | 2026-10-01 | 1Z999AA10000000091 | UPS_GR_RT | 4                | BOX-1 | B1
    RM10092  | 2026-10-01 | 1Z999AA10000000092 | UPS_GR_RT | 2                | BOX-2 | B2
    RM10093  | 2026-11-15 | 1Z999AA10000000093 | UPS_GR_RT | 2                | BOX-3 | B3
    RM10094  | 2026-07-01 | 1Z999AA10000000094 | UPS_GR_RT | 2                | BOX-4 | B4
    RM10095  | 2026-10-01 | 1Z999AA10000000095 | UPS_GR_RT | 2                | BOX-5 | B5
    RM10096  | 2026-10-01 | 1Z999AA10000000096 | UPS_GR_RT | 2                | BOX-6 | B6
    RM20091  | 2026-10-02 | TBA300000000091    | AMZN_US   | 5                | BIN-1 | N1
    RM20092  | 2026-10-02 | TBA300000000092    | AMZN_US   | 5                | BIN-2 | N2
    RM20094  | 2026-07-10 | TBA300000000094    | AMZN_US   | 5                | BIN-4 | N4
    RM20095  | 2026-10-02 | TBA300000000095    | AMZN_US   | 5                | BIN-5 | N5
    RM20096  | 2026-10-02 | TBA300000000096    | AMZN_US   | 5                | BIN-6 | N6

    removal_receipts
    order_id | tracking_number    | quantity_received | received_on | fnsku
    RM10091  | 1Z999AA10000000091 | 0                 | 2026-10-20  | B1
    RM10094  | 1Z999AA10000000094 | 0                 | 2026-08-01  | B4
    RM10095  | 1Z999AA10000000095 | 0                 | 2026-10-20  | B5
    RM10096  | 1Z999AA10000000096 | 0                 | 2026-10-20  | B6
    RM20091  | TBA300000000091    | 3                 | 2026-10-20  | N1
    RM20092  | TBA300000000092    | 3                 |             | N2
    RM20094  | TBA300000000094    | 3                 | 2026-08-01  | N4
    RM20095  | TBA300000000095    | 3                 | 2026-10-20  | N5
    RM20096  | TBA300000000096    | 3                 | 2026-10-20  | N6

    settlements
    settlement_id | start_on   | end_on
    S1            | 2026-01-01 | 2026-11-10

    orders
    order_id            | item_price | quantity | sku
    113-1000000-0000001 | 60.00      | 3        | HAT-1

    settled
    order_id            | transaction_type | posted_on  | amount | sku
    113-1000000-0000001 | Refund           | 2026-08-10 | -60.00 | HAT-1
    113-1000000-0000002 | Refund           | 2026-08-11 | -20.00 | HAT-2

    refunds
    order_id            | quantity | refunded_on | amount | sku   | fnsku
    113-1000000-0000003 | 1        | 2026-11-01  | 20.00  | HAT-3 | H3
    113-1000000-0000004 | 1        | 2026-06-01  | 20.00  | HAT-4 | H4
    113-1000000-0000005 | 1        | 2026-08-10  | 20.00  | HAT-5 | H5
    113-1000000-0000006 | 1        | 2026-08-10  | 20.00  | HAT-6 | H6
    113-2000000-0000001 | 1        | 2026-08-20  | 30.00  | CAP-1 | C1
    113-2000000-0000003 | 1        | 2026-10-25  | 30.00  | CAP-3 | C3
    113-2000000-0000004 | 1        | 2026-06-01  | 30.00  | CAP-4 | C4
    113-2000000-0000005 | 1        | 2026-08-20  | 30.00  | CAP-5 | C5
    113-2000000-0000006 | 1        | 2026-08-20  | 30.00  | CAP-6 | C6

    returns
    order_id            | returned_on | disposition     | license_plate | fulfillment_center | sku   | fnsku
    113-1000000-0000001 | 2026-08-20  | SELLABLE        | LPNRR10000001 | PHX7               | HAT-1 | H1
    113-2000000-0000001 | 2026-09-02  | CARRIER_DAMAGED | LPNRR20000001 | PHX7               | CAP-1 | C1
    113-2000000-0000002 | 2026-09-02  | CARRIER_DAMAGED | LPNRR20000002 | PHX7               | CAP-2 | C2
    113-2000000-0000003 | 2026-11-02  | CARRIER_DAMAGED | LPNRR20000003 | PHX7               | CAP-3 | C3
    113-2000000-0000004 | 2026-06-20  | CARRIER_DAMAGED | LPNRR20000004 | PHX7               | CAP-4 | C4
    113-2000000-0000005 | 2026-09-02  | CARRIER_DAMAGED | LPNRR20000005 | PHX7               | CAP-5 | C5
    113-2000000-0000006 | 2026-09-02  | CARRIER_DAMAGED | LPNRR20000006 | PHX7               | CAP-6 | C6

    payments
    approved   | id   | order               | reason             | sku   | fnsku | cash | total | each
    2026-11-02 | 8001 | RM10091             | Removal_Order_Lost | BOX-1 | B1    | 1    | 7.50  | 7.50
    2026-10-02 | 8002 | 113-1000000-0000001 | CustomerReturn     | HAT-1 | H1    | 1    | 20.00 | 20.00

    costs
    sku   | cost | from
    BOX-1 | 7.50 | 2026-01-01
    BOX-5 | 7.50 | 2026-01-01
    BIN-1 | 7.50 | 2026-01-01
    BIN-2 | 7.50 | 2026-01-01
    BIN-5 | 7.50 | 2026-01-01
    BIN-6 | 7.50 | 2026-01-01
"""
"""The last figure of an id tells the status: 1 claimable, 2 review, 3 waiting, 4 expired, 5 filed, 6 dismissed."""

FILED = ("RM10095", "RM20095", "113-1000000-0000005", "113-2000000-0000005")
DISMISSED = ("RM10096", "RM20096", "113-1000000-0000006", "113-2000000-0000006")


def cover_all(world: World) -> None:
    """Each report of the world is a file of its own and covers all days."""
    for kind, (table, number) in FILES.items():
        world.also_covers[kind] = (number, f"{kind}.csv", DAYS)
        world.con.execute(f"update {table} set download_id = $number", {"number": number})
