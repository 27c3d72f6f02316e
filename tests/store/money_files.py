"""Settlement and All orders files written line by line."""

from pathlib import Path

SETTLEMENT = [
    "settlement-id",
    "settlement-start-date",
    "settlement-end-date",
    "deposit-date",
    "total-amount",
    "currency",
    "transaction-type",
    "order-id",
    "merchant-order-id",
    "adjustment-id",
    "shipment-id",
    "marketplace-name",
    "amount-type",
    "amount-description",
    "amount",
    "fulfillment-id",
    "posted-date",
    "posted-date-time",
    "order-item-code",
    "merchant-order-item-id",
    "merchant-adjustment-item-id",
    "sku",
    "quantity-purchased",
    "promotion-id",
]
ORDERS = [
    "amazon-order-id",
    "merchant-order-id",
    "purchase-date",
    "last-updated-date",
    "order-status",
    "fulfillment-channel",
    "sales-channel",
    "product-name",
    "sku",
    "asin",
    "item-status",
    "quantity",
    "currency",
    "item-price",
    "item-tax",
    "ship-city",
    "ship-postal-code",
    "order-item-id",
]


def head_line(
    settlement: str = "25889786381",
    *,
    total: str = "16.50",
    currency: str = "USD",
    start: str = "2026-03-13 20:21:38 UTC",
    end: str = "2026-03-27 20:21:38 UTC",
) -> list[str]:
    """The first row of a settlement: its days, its total, its currency."""
    return [settlement, start, end, "2026-03-29 20:21:38 UTC", total, currency, *[""] * 18]


def money_line(
    settlement: str = "25889786381",
    *,
    order: str = "111-1177816-2340674",
    kind: str = "Order",
    text: tuple[str, str] = ("ItemPrice", "Principal"),
    amount: str = "19.50",
    posted: tuple[str, str] = ("2026-03-14", "2026-03-14 18:49:04 UTC"),
    units: str = "1",
    currency: str = "",
) -> list[str]:
    """A line of a settlement."""
    ids = [order, order, "", "PxRHfj7GG", "Amazon.com"]
    item = ["155037952465161", "", "", "MUG-1", units, ""]
    return [settlement, "", "", "", "", currency, kind, *ids, *text, amount, "AFN", *posted, *item]


def whole(settlement: str = "25889786381", **more: str) -> list[list[str]]:
    """A settlement of 16.50: a first row and two lines."""
    fee = money_line(settlement, text=("ItemFees", "Commission"), amount="-3.00", units="")
    return [head_line(settlement, **more), money_line(settlement), fee]


def order_row(order: str = "111-1177816-2340674", **more: str) -> list[str]:
    """A row of All orders; `more` names columns with _ for a hyphen."""
    row = dict(
        zip(
            ORDERS,
            (
                *(order, order, "2026-03-14T02:00:00+00:00", "2026-03-15T18:00:00+00:00", "Shipped", "Amazon"),
                *("Amazon.com", "Mug", "MUG-1", "B000000001", "Shipped", "2", "USD", "39.00", "1.10"),
                *("Springfield", "99999-1234", "155037952465161"),
            ),
            strict=True,
        )
    )
    return list((row | {name.replace("_", "-"): value for name, value in more.items()}).values())


def write_lines(path: Path, header: list[str], lines: list[list[str]], *, above: str = "") -> Path:
    """A tab-separated file as the API delivers it, with lines above the header if there are any."""
    text = above + "".join("\t".join(row) + "\n" for row in [header, *lines])
    path.write_text(text, encoding="utf-8", newline="")
    return path


def write_settlement(path: Path, lines: list[list[str]], *, above: str = "") -> Path:
    """A settlement file."""
    return write_lines(path, SETTLEMENT, lines, above=above)


def write_orders(path: Path, lines: list[list[str]]) -> Path:
    """An All orders file."""
    return write_lines(path, ORDERS, lines)
