"""One row of each report and sheet, as Amazon and sellers write them, and what the store holds of them."""

from pathlib import Path

from reconcile.store.account import AccountStore
from reconcile.store.result import FileResult
from tests.store.ledger_files import rows_of

RETURN = {
    "return-date": "2026-05-28T09:01:50+00:00",
    "order-id": "111-0000001-0000001",
    "sku": "MUG-1",
    "asin": "B000000001",
    "fnsku": "X000000001",
    "product-name": "Mug",
    "quantity": "1",
    "fulfillment-center-id": "PHX7",
    "detailed-disposition": "SELLABLE",
    "reason": "UNWANTED_ITEM",
    "status": "Unit returned to inventory",
    "license-plate-number": "LPNHE100000001",
    "customer-comments": "too blue",
}
REPLACEMENT = {
    "shipment-date": "2026-05-20",
    "sku": "MUG-1",
    "asin": "B000000001",
    "fulfillment-center-id": "PHX7",
    "original-fulfillment-center-id": "LAX9",
    "quantity": "1",
    "replacement-reason-code": "4",
    "replacement-amazon-order-id": "111-0000002-0000002",
    "original-amazon-order-id": "111-0000001-0000001",
}
REMOVAL_ORDER = {
    "request-date": "2026-05-12T20:47:28-07:00",
    "order-id": "AbC1+2dEfG",
    "order-source": "Seller-initiated Manual Removal",
    "order-type": "Return",
    "order-status": "Pending",
    "last-updated-date": "2026-05-13T08:00:00-07:00",
    "sku": "MUG-1",
    "fnsku": "X000000001",
    "disposition": "Sellable",
    "requested-quantity": "3",
    "cancelled-quantity": "",
    "disposed-quantity": "",
    "shipped-quantity": "",
    "in-process-quantity": "3",
    "removal-fee": "",
    "currency": "",
}
REMOVAL_SHIPMENT = {
    "request-date": "2026-05-12T20:47:28-07:00",
    "order-id": "AbC1+2dEfG",
    "shipment-date": "2026-05-15T11:00:00-07:00",
    "sku": "MUG-1",
    "fnsku": "X000000001",
    "disposition": "Sellable",
    "shipped-quantity": "3",
    "carrier": "UPS",
    "tracking-number": "1Z999AA10123456784",
    "removal-order-type": "Return",
}
SUMMARY = {
    "Date": "05/03/2026",
    "FNSKU": "X000000001",
    "ASIN": "B000000001",
    "MSKU": "MUG-1",
    "Title": "Mug",
    "Disposition": "SELLABLE",
    "Starting Warehouse Balance": "10",
    "In Transit Between Warehouses": "2",
    "Receipts": "5",
    "Customer Shipments": "-3",
    "Customer Returns": "1",
    "Vendor Returns": "0",
    "Warehouse Transfer In/Out": "-1",
    "Found": "1",
    "Lost": "-2",
    "Damaged": "-1",
    "Disposed": "0",
    "Other Events": "0",
    "Ending Warehouse Balance": "10",
    "Unknown Events": "0",
    "Location": "US",
}
INVENTORY = {
    "sku": "MUG-1",
    "fnsku": "X000000001",
    "asin": "B000000001",
    "product-name": "Mug",
    "condition": "New",
    "your-price": "12.50",
    "afn-warehouse-quantity": "12",
    "afn-fulfillable-quantity": "10",
    "afn-unsellable-quantity": "1",
    "afn-reserved-quantity": "1",
    "afn-total-quantity": "12",
    "afn-researching-quantity": "0",
}
QUEUE = {
    "Shipment name": "FBA STA (1/20/2026)-LBE1",
    "Shipment ID": "FBA15ABC123",
    "Created": "2026-01-18",
    "Last updated": "2026-01-22",
    "Ship to": "LBE1",
    "SKUs": "1",
    "Units expected": "120",
    "Units located": "118",
    "Status": "CLOSED",
}
CONTENTS = {
    "Date": "1/10/2026",
    "Shipment ID": "FBA15ABC123",
    "Merchant SKU": "MUG-1",
    "Title": "Mug",
    "ASIN": "B000000001",
    "FNSKU": "X000000001",
    "external-id": "EAN: 1",
    "Condition": "New",
    "Who will prep?": "Merchant",
    "Prep Type": "No prep required",
    "Who will label?": "Merchant",
    "Shipped": "120",
}
GERMAN_CONTENTS = {
    "Händler-SKU": "MUG-1",
    "Titel": "Becher",
    "ASIN": "B000000001",
    "FNSKU": "X000000001",
    "externe-id": "EAN: 1",
    "Zustand": "Neu",
    "Wer übernimmt die Vorbereitung?": "Händler",
    "Art der Vorbereitung": "",
    "Wer etikettiert?": "Händler",
    "Versendete Einheiten": "120",
}
INBOUND = {
    "shipment_id": "FBA15ABC123",
    "status": "CLOSED",
    "destination_fc": "LBE1",
    "shipped_on": "2026-01-15",
    "delivered_on": "2026-01-19",
    "closed_on": "2026-02-20",
    "sku": "MUG-1",
    "fnsku": "X000000001",
    "asin": "B000000001",
    "quantity_shipped": "120",
    "quantity_received": "118",
    "amazon_status": "eligible",
    "carrier": "UPS",
    "tracking_id": "1Z999AA10123456784",
    "cartons": "4",
    "weight_kg": "31.5",
}
REFUND = {
    "order_id": "111-0000001-0000001",
    "sku": "MUG-1",
    "fnsku": "X000000001",
    "asin": "B000000001",
    "quantity": "1",
    "refund_date": "2026-05-10",
    "amount": "12.50",
    "currency": "USD",
    "initiated_by": "amazon",
}
RECEIPT = {
    "order_id": "AbC1+2dEfG",
    "tracking_number": "1Z999AA10123456784",
    "fnsku": "X000000001",
    "quantity_received": "2",
    "received_on": "2026-05-20",
    "condition": "",
    "note": "one missing",
}
# By kind: its row, its table, a cell that names a row of it, a cell that the newest download rewrites or None.
KINDS: dict[str, tuple[dict[str, str], str, str, str | None]] = {
    "customer_returns": (RETURN, "customer_return", "license-plate-number", "status"),
    "replacements": (REPLACEMENT, "replacement", "replacement-amazon-order-id", None),
    "removal_orders": (REMOVAL_ORDER, "removal_order", "order-id", "order-status"),
    "removal_shipments": (REMOVAL_SHIPMENT, "removal_shipment", "tracking-number", "carrier"),
    "ledger_summary": (SUMMARY, "ledger_summary", "FNSKU", None),
    "fba_inventory": (INVENTORY, "inventory_level", "sku", "afn-total-quantity"),
    "shipping_queue": (QUEUE, "shipping_queue", "Shipment ID", "Units located"),
    "shipment_contents": (CONTENTS, "shipment_content", "Merchant SKU", "Shipped"),
    "inbound_shipments": (INBOUND, "inbound_shipment", "sku", "quantity_received"),
    "customer_refunds": (REFUND, "customer_refund", "order_id", None),
    "removal_receipts": (RECEIPT, "removal_receipt", "tracking_number", None),
}
#: the seller's own
SHEETS = ("inbound_shipments", "customer_refunds", "removal_receipts")


def report(path: Path, *rows: dict[str, str], divider: str = "\t", quote: str = "", encoding: str = "utf-8") -> Path:
    """A file with the header of its first row."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    text = "".join(divider.join(f"{quote}{cell}{quote}" for cell in line) + "\n" for line in lines)
    path.write_bytes(text.encode(encoding))
    return path


def counts(result: FileResult) -> tuple[int, ...]:
    """New, known, updated and rejected rows of a file that went in."""
    assert result.fault is None, result.fault
    assert result.rows_read == result.rows_new + result.rows_known + result.rows_updated + result.rows_rejected
    return (result.rows_new, result.rows_known, result.rows_updated, result.rows_rejected)


def kept(workspace: Path, kind: str, account: str = "main") -> list[tuple[object, ...]]:
    """What is stored of a kind, without the file and line it came from."""
    return rows_of(workspace, KINDS[kind][1], "* exclude (download_id, line)", account)


def all_kept(workspace: Path, account: str = "main") -> dict[str, list[tuple[object, ...]]]:
    """The same of every kind."""
    with AccountStore(workspace, account) as store:
        return {
            kind: store.con.table(table).project("* exclude (download_id, line)").order("all").fetchall()
            for kind, (_, table, *_) in KINDS.items()
        }


def one_of_each(folder: Path, name: str, **dress: str) -> list[Path]:
    """A file of one row for each kind."""
    return [report(folder / f"{name}_{kind}.txt", row, **dress) for kind, (row, *_) in KINDS.items()]
