"""All orders: prices in every dialect, nothing about buyers, merged by all columns."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reconcile.store import intake
from reconcile.store.loading import Loaded, Loading
from tests.store.conftest import Import
from tests.store.ledger_files import rows_of
from tests.store.money_files import order_row, write_orders

BUYERS_DATA = ("Springfield", "99999-1234")
LINE = "order_id, purchased_on, updated_on, order_status, sales_channel, sku, quantity, currency, item_price, line"
LINES = [
    order_row(),
    order_row("111-2", order_status="Pending", item_price="", currency=""),
    order_row("111-3", sales_channel="Non-Amazon", item_price="--", quantity="1"),
    order_row("111-4", item_status="N/A"),
]


@pytest.mark.parametrize(
    "dressed",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\t", ",").encode(),
        lambda text: text.replace("39.00", "39,00 €").encode(),
        lambda text: text.replace("39.00", "$39.00").encode(),
        lambda text: text.replace("39.00", "39.0").encode(),
        lambda text: text.replace("+00:00", "Z").encode(),
        lambda text: text.replace("T02:00:00+00:00", " 02:00:00 UTC").encode(),
        lambda text: text.replace("\tMUG-1\t", "\t MUG-1 \t").encode(),
    ],
)
def test_the_same_orders_in_another_dress_give_the_same_rows(
    workspace: Path, tmp_path: Path, take_in: Import, with_care: Import, dressed: Callable[[str], bytes]
) -> None:
    path = write_orders(tmp_path / "orders.txt", LINES)
    take_in(path, account="plain")
    path.write_bytes(dressed(path.read_text(encoding="utf-8")))
    (fast,), (careful,) = take_in(path, account="fast"), with_care(path, account="careful")
    assert fast == careful
    assert (fast.fault, fast.note, fast.rows_read, fast.rows_new) == (None, None, 4, 4)
    for account in ("fast", "careful"):
        assert rows_of(workspace, "order_line", LINE, account) == rows_of(workspace, "order_line", LINE, "plain")


def test_an_order_is_read_without_its_buyer(
    workspace: Path, tmp_path: Path, take_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_care(_: Loading) -> Loaded:
        pytest.fail("the careful reader was asked")

    monkeypatch.setitem(intake.CAREFUL, "all_orders", no_care)
    take_in(write_orders(tmp_path / "orders.txt", LINES))
    assert rows_of(workspace, "order_line", LINE) == [
        ("111-1177816-2340674", *days(), "Shipped", "Amazon.com", "MUG-1", 2, "USD", Decimal("39.0000"), 2),
        ("111-2", *days(), "Pending", "Amazon.com", "MUG-1", 2, "", None, 3),
        ("111-3", *days(), "Shipped", "Non-Amazon", "MUG-1", 1, "USD", None, 4),
        ("111-4", *days(), "Shipped", "Amazon.com", "MUG-1", 2, "USD", Decimal("39.0000"), 5),
    ]
    stored = str(rows_of(workspace, "order_line"))
    assert not any(text in stored for text in BUYERS_DATA)


def days() -> tuple[dt.date, dt.date]:
    # 2 o'clock UTC is the evening before in Los Angeles
    return dt.date(2026, 3, 13), dt.date(2026, 3, 15)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (order_row(quantity="Springfield"), "quantity is no whole number"),
        (order_row(purchase_date="99999-1234"), "purchase-date is no date between 2000 and 2100"),
        (order_row(amazon_order_id=""), "amazon-order-id is blank"),
        (order_row()[:8], "8 cells where the header has 18"),
    ],
)
def test_of_an_unreadable_order_nothing_is_kept_but_line_and_reason(
    workspace: Path, tmp_path: Path, take_in: Import, line: list[str], reason: str
) -> None:
    (result,) = take_in(write_orders(tmp_path / "orders.txt", [*LINES, line]))
    assert (result.rows_new, result.rows_rejected) == (4, 1)
    assert rows_of(workspace, "rejected_row", "line, reason, raw_text") == [(6, reason, "")]


def test_downloads_that_overlap_give_what_one_download_gives(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    twice = [order_row(), order_row(), order_row("111-2")]
    shipped = order_row("111-9", order_status="Shipped")
    pending = order_row("111-9", order_status="Pending", item_price="")
    take_in(write_orders(tmp_path / "one.txt", [*twice, pending]))
    (second,) = take_in(write_orders(tmp_path / "two.txt", [twice[0], shipped, *twice]))
    assert (second.rows_read, second.rows_new, second.rows_known, second.rows_updated) == (5, 2, 3, 0)
    found = [row[0] for row in rows_of(workspace, "order_line", "order_id")]
    assert [found.count(order) for order in ("111-1177816-2340674", "111-2", "111-9")] == [3, 1, 2]


@pytest.mark.parametrize("is_by_update", [True, False])
def test_the_days_that_were_asked_for_are_the_shorter_span(
    workspace: Path, tmp_path: Path, take_in: Import, *, is_by_update: bool
) -> None:
    asked, other = ["2026-03-02", "2026-03-09"], ["2026-01-02", "2026-06-09"]
    names = ("last-updated-date", "purchase-date") if is_by_update else ("purchase-date", "last-updated-date")
    lines = [
        order_row(f"111-{place}", **{names[0]: asked[place], names[1]: other[place]})  # a bare day stays as written
        for place in (0, 1)
    ]
    (result,) = take_in(write_orders(tmp_path / "orders.txt", lines))
    assert (result.first_day, result.last_day) == (dt.date(2026, 3, 2), dt.date(2026, 3, 9))
    assert len(rows_of(workspace, "order_line")) == 2


def test_prices_with_two_readings_refuse_the_file(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(write_orders(tmp_path / "orders.txt", [order_row(item_price="1.234", currency="EUR")]))
    assert "the amount '1.234' has two readings" in str(result.fault)
    assert rows_of(workspace, "order_line") == rows_of(workspace, "download") == []
