"""Ledger and Reimbursements files written line by line, and what the store made of them."""

from pathlib import Path

from reconcile.store.account import AccountStore

LEDGER = [
    "Date",
    "FNSKU",
    "ASIN",
    "MSKU",
    "Title",
    "Event_Type",
    "Reference_ID",
    "Quantity",
    "Fulfillment_Center",
    "Disposition",
    "Reason",
    "Country",
    "Reconciled_Quantity",
    "Unreconciled_Quantity",
]
PAYMENT = [
    "approval-date",
    "reimbursement-id",
    "case-id",
    "amazon-order-id",
    "reason",
    "sku",
    "fnsku",
    "asin",
    "product-name",
    "condition",
    "currency-unit",
    "amount-per-unit",
    "amount-total",
    "quantity-reimbursed-cash",
    "quantity-reimbursed-inventory",
    "quantity-reimbursed-total",
    "original-reimbursement-id",
    "original-reimbursement-type",
]


def ledger_line(
    *,
    date: str = "05/13/2026",
    fnsku: str = "X000000001",
    msku: str = "MUG-1",
    title: str = "Mug",
    event: str = "Adjustments",
    reference: str = "20000000000001",
    quantity: str = "-1",
    center: str = "PHX7",
    disposition: str = "SELLABLE",
    reason: str = "M",
    country: str = "US",
    stated: tuple[str, str] = ("", ""),
) -> list[str]:
    return [
        date,
        fnsku,
        "B000000001",
        msku,
        title,
        event,
        reference,
        quantity,
        center,
        disposition,
        reason,
        country,
        *stated,
    ]


def payment_line(
    *,
    approved: str = "2026-05-12T09:59:13+00:00",
    payment: str = "11111111111",
    reason: str = "Lost_Warehouse",
    per_unit: str = "12.34",
    total: str = "24.68",
    cash: str = "2",
    currency: str = "USD",
    name: str = "Mug",
) -> list[str]:
    ids = [approved, payment, "", "", reason, "MUG-1", "X000000001", "B000000001", name, "NewItem"]
    return [*ids, currency, per_unit, total, cash, "0", cash, "", ""]


def write_ledger(path: Path, lines: list[list[str]], header: list[str] | None = None) -> Path:
    rows = [[name.replace("_", " ") for name in header or LEDGER], *lines]
    text = "".join("\t".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def write_payments(path: Path, lines: list[list[str]]) -> Path:
    text = "".join("\t".join(row) + "\n" for row in [PAYMENT, *lines])
    path.write_text(text, encoding="utf-8", newline="")
    return path


def rows_of(workspace: Path, table: str, columns: str = "*", account: str = "main") -> list[tuple[object, ...]]:
    """The rows of a stored table in an order of their own, as text where they are long."""
    with AccountStore(workspace, account) as store:
        return store.con.table(table).project(columns).order("all").fetchall()


EVENT = (
    "event_date, fnsku, asin, msku, title, event_type, reference_id, quantity, fulfillment_center,"
    " disposition, reason, country, reconciled_quantity, unreconciled_quantity"
)
LINE_OF_EVENT = EVENT + ", download_id, line"
LINE_OF_PAYMENT = (
    "approved_on, approved_at, reimbursement_id, reason, sku, fnsku, currency, amount_per_unit, amount_total,"
    " quantity_cash, quantity_inventory, quantity_total, product_name, line"
)
