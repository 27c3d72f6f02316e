"""Files of returns, removals, shipments and sheets that are refused, doubted, or were kept unread of old."""

import datetime as dt
from pathlib import Path

import pytest

from reconcile.store.account import AccountStore
from reconcile.store.rebuild import rebuild
from tests.store.conftest import Import
from tests.store.ledger_files import ledger_line, rows_of, write_ledger
from tests.store.report_files import (
    INBOUND,
    KINDS,
    QUEUE,
    RECEIPT,
    REFUND,
    REMOVAL_ORDER,
    REMOVAL_SHIPMENT,
    RETURN,
    SHEETS,
    counts,
    kept,
    report,
)

NO_FNSKU = ("replacements", "shipping_queue")


# --- what cannot be meant --------------------------------------------------------------------


BAD: list[tuple[str, dict[str, str], str]] = [
    ("customer_returns", {"quantity": "0"}, "quantity '0' is no unit"),
    ("customer_returns", {"return-date": ""}, "return-date is blank"),
    ("customer_returns", {"order-id": ""}, "order-id is blank"),
    ("replacements", {"quantity": "-1"}, "quantity '-1' is no unit"),
    ("removal_orders", {"shipped-quantity": "-1"}, "shipped_quantity '-1' is less than zero"),
    ("removal_shipments", {"shipped-quantity": ""}, "shipped-quantity is blank"),
    ("removal_shipments", {"shipment-date": "soon"}, "shipment-date 'soon' is no date between 2000 and 2100"),
    ("ledger_summary", {"Date": "13/2026"}, "Date '13/2026' is no date between 2000 and 2100"),
    ("ledger_summary", {"Lost": "none"}, "Lost 'none' is no whole number"),
    ("fba_inventory", {"afn-total-quantity": "many"}, "afn-total-quantity 'many' is no whole number"),
    ("shipping_queue", {"Units located": "-3"}, "units_located '-3' is less than zero"),
    ("shipment_contents", {"Shipped": "-3"}, "quantity_shipped '-3' is less than zero"),
    ("inbound_shipments", {"quantity_received": "-1"}, "quantity_received '-1' is less than zero"),
    ("inbound_shipments", {"status": "done"}, "status 'done' is none of Amazon's, such as CLOSED or RECEIVING"),
    ("inbound_shipments", {"sku": "", "fnsku": ""}, "sku and fnsku are blank"),
    ("inbound_shipments", {"tracking_id": "1.23E+12"}, "tracking_id '1.23E+12' was rounded by a spreadsheet"),
    ("customer_refunds", {"initiated_by": "buyer"}, "initiated_by 'buyer' is neither amazon nor seller"),
    ("customer_refunds", {"amount": "-12.50"}, "amount '-12.50' is less than zero"),
    ("customer_refunds", {"currency": "$"}, "currency '$' is not a code of three letters"),
    ("removal_receipts", {"quantity_received": "-2"}, "quantity_received '-2' is less than zero"),
    ("removal_receipts", {"quantity_received": ""}, "quantity_received is blank"),
]


def test_a_row_that_cannot_be_meant_is_rejected_with_its_reason(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    files = []
    for number, (kind, changes, _) in enumerate(BAD):
        row, _, named_by, _ = KINDS[kind]
        good = [row | {named_by: f"{row[named_by]}{number}{place}"} for place in range(2)]
        files.append(report(tmp_path / f"{number:03}.txt", good[0], row | changes, good[1]))
    assert [counts(result) for result in take_in(*files)] == [(2, 0, 0, 1)] * len(BAD)
    told = rows_of(workspace, "rejected_row", "download_id, line, reason")
    for (_, line, reason), (_, _, wanted) in zip(told, BAD, strict=True):
        assert line == 3
        assert str(reason).startswith(wanted)


def test_what_may_look_odd_and_is_meant(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    nothing_came = RECEIPT | {"quantity_received": "0", "received_on": "", "order_id": "unknown"}
    some_day = RECEIPT | {"quantity_received": "2", "received_on": ""}
    receiving = INBOUND | {"status": "Checked in", "quantity_received": "", "delivered_on": "", "closed_on": ""}
    surplus = INBOUND | {"sku": "MUG-2", "quantity_received": "9000", "status": "closed"}
    refund = REFUND | {"amount": "", "currency": "", "initiated_by": " Seller "}
    for name, rows in (("a", [nothing_came, some_day]), ("b", [receiving, surplus]), ("c", [refund])):
        (result,) = take_in(report(tmp_path / f"{name}.csv", *rows, divider=","))
        assert counts(result) == (len(rows), 0, 0, 0)
    assert rows_of(workspace, "customer_refund", "amount, currency, initiated_by") == [(None, "", "seller")]


def test_a_form_may_be_filled_in_bit_by_bit(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    rows = [RECEIPT | {"tracking_number": str(box), "quantity_received": "", "received_on": ""} for box in range(5)]
    for answered, told in ((1, (1, 0, 0, 4)), (3, (2, 1, 0, 2))):
        rows[:answered] = [row | {"quantity_received": "0"} for row in rows[:answered]]
        assert counts(*take_in(report(tmp_path / f"{answered}.csv", *rows, divider=","))) == told
    assert len(kept(workspace, "removal_receipts")) == 3


def test_rejected_rows_show_nothing_that_a_buyer_wrote(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    path = report(
        tmp_path / "r.txt", RETURN, RETURN | {"quantity": "x"}, RETURN | {"customer-comments": "see\tmy\tyard"}
    )
    path.write_bytes(path.read_bytes() + b"a second line of a comment, John Doe\n")
    assert counts(*take_in(path)) == (2, 0, 0, 2)
    told = rows_of(workspace, "rejected_row", "line, raw_text")
    assert [line for line, _ in told] == [3, 5]
    assert str(told[0][1]).endswith("LPNHE100000001")
    assert told[1][1] == ""


def test_ids_that_a_spreadsheet_rounded_are_refused(tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(report(tmp_path / "a.txt", REMOVAL_SHIPMENT | {"tracking-number": "1.23E+21"}))
    assert "rounded by a spreadsheet (1.23E+21)" in str(result.fault)


def test_a_removal_is_not_requested_after_its_last_update(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    for number, requested in enumerate(("1/6/2026", "6/1/2026")):
        days = {"request-date": requested, "last-updated-date": "2026-05-12T20:47:28-07:00", "order-id": requested}
        take_in(report(tmp_path / f"{number}.csv", REMOVAL_ORDER | days, divider=","))
    assert rows_of(workspace, "removal_order", "requested_on") == [(dt.date(2026, 1, 6),)] * 2
    days = {"request-date": "1/6/2026", "last-updated-date": "2026-07-12"}
    (result,) = take_in(report(tmp_path / "open.csv", REMOVAL_ORDER | days, divider=","))
    assert "may be month or day first" in str(result.fault)


# --- whose file it is ------------------------------------------------------------------------


def test_strange_fnskus_are_asked_about_and_make_nobody_known(tmp_path: Path, take_in: Import) -> None:
    take_in(write_ledger(tmp_path / "ledger.txt", [ledger_line(fnsku=f"X{number}") for number in range(5)]))
    kinds = {
        kind: next(iter({"fnsku", "FNSKU"} & row.keys())) for kind, (row, *_) in KINDS.items() if kind not in NO_FNSKU
    }
    for number in (1, 2):
        files = []
        for kind, fnsku in kinds.items():
            row, _, named_by, _ = KINDS[kind]
            rows = [
                row | {named_by: f"{row[named_by]}{number}{place}", fnsku: f"Y{number}{place}"} for place in range(4)
            ]
            files.append(report(tmp_path / f"{number}_{kind}.txt", *rows))
        for kind, result in zip(kinds, take_in(*files, confirm=lambda _: False), strict=True):
            if kind not in SHEETS:
                assert "4 of its 4 FNSKUs were never seen in account 'main'" in str(result.fault), kind
        for kind, result in zip(kinds, take_in(*files, confirm=lambda _: True), strict=True):
            assert counts(result) == ((0, 4, 0, 0) if kind in SHEETS else (4, 0, 0, 0)), kind


def test_bytes_that_another_account_took_in_are_asked_about(tmp_path: Path, take_in: Import) -> None:
    path = report(tmp_path / "queue.csv", QUEUE, divider=",")
    take_in(path, account="other")
    (result,) = take_in(path, confirm=lambda _: False)
    assert "was taken in by account 'other'" in str(result.fault)


# --- bytes of old ----------------------------------------------------------------------------


OLD = {kind: KINDS[kind] for kind in ("customer_returns", "removal_orders", "ledger_summary", "inbound_shipments")}


@pytest.fixture
def kept_of_old(workspace: Path, tmp_path: Path, take_in: Import) -> list[Path]:
    """Files that an earlier version kept and did not read: in the database their downloads are unread, without rows."""
    files = [report(tmp_path / f"{kind}.txt", row) for kind, (row, *_) in OLD.items()]
    take_in(*files, stated_from=dt.date(2026, 5, 1), stated_through=dt.date(2026, 5, 31))
    with AccountStore(workspace, "main") as store:
        for _, table, *_ in OLD.values():
            store.con.execute(f"delete from {table}")
        store.con.execute("update download set is_used = false, rows_read = 0, rows_new = 0")
    return files


def rebuilt(workspace: Path) -> None:
    rebuild(workspace, "main", home_time_zone="America/Los_Angeles", home_marketplace="US")


def test_what_was_kept_unread_is_read_when_imported_again(
    workspace: Path, tmp_path: Path, take_in: Import, kept_of_old: list[Path]
) -> None:
    with AccountStore(workspace, "main") as store:
        coverage = store.con.execute((Path("queries/stage/coverage.sql")).read_text(encoding="utf-8")).fetchall()
    assert coverage == []
    results = take_in(*kept_of_old)
    assert [counts(result) for result in results] == [(1, 0, 0, 0)] * len(OLD)
    assert [counts(result) for result in take_in(*kept_of_old)] == [(0, 1, 0, 0)] * len(OLD)
    before = {kind: kept(workspace, kind) for kind in OLD}
    downloads = len(rows_of(workspace, "download"))
    assert downloads == 2 * len(OLD)
    rebuilt(workspace)
    assert {kind: kept(workspace, kind) for kind in OLD} == before
    assert len(rows_of(workspace, "download")) == downloads
    # The history and the database number downloads alike, so a file taken in now is one more.
    take_in(report(tmp_path / "new.txt", RETURN | {"order-id": "111-2"}))
    rebuilt(workspace)
    assert len(kept(workspace, "customer_returns")) == 2


def test_what_was_kept_unread_is_read_by_rebuild(workspace: Path, kept_of_old: list[Path]) -> None:
    assert kept_of_old
    rebuilt(workspace)
    for kind in OLD:
        assert len(kept(workspace, kind)) == 1, kind
    assert {row[0] for row in rows_of(workspace, "download", "is_used")} == {True}
