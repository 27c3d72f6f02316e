"""Returns, removals, shipments, summaries and own sheets: each row in its table, merged by what names it."""

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from connectors.catalogue import report_of_kind
from reconcile.store.account import AccountStore
from reconcile.store.rebuild import rebuild
from reconcile.store.reports import REPORT_TABLES
from reconcile.store.result import FileResult
from tests.store.conftest import Import
from tests.store.ledger_files import ledger_line, rows_of, write_ledger
from tests.store.report_files import (
    CONTENTS,
    GERMAN_CONTENTS,
    INBOUND,
    INVENTORY,
    KINDS,
    QUEUE,
    RECEIPT,
    REFUND,
    REMOVAL_ORDER,
    REMOVAL_SHIPMENT,
    RETURN,
    SUMMARY,
    report,
)

NO_FNSKU = ("replacements", "shipping_queue")
SHEETS = ("inbound_shipments", "customer_refunds", "removal_receipts")


def counts(result: FileResult) -> tuple[int, ...]:
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


# --- what a row becomes ----------------------------------------------------------------------


def test_every_column_of_a_table_is_one_that_its_report_has(workspace: Path) -> None:
    assert set(REPORT_TABLES) == set(KINDS)
    extra = {"first_day": {"last_day", "period"}, "returned_on": {"returned_at"}}
    with AccountStore(workspace, "main") as store:
        for kind, of_kind in REPORT_TABLES.items():
            told = {column.name for column in report_of_kind(kind).columns}
            told = told.union(*(extra.get(name, set()) for name in told))
            stored = set(store.con.table(of_kind.table).columns)
            assert stored - {"download_id", "line"} <= told, kind
            assert set(of_kind.identity) | set(of_kind.days) | set(of_kind.ids) <= stored, kind


def test_a_return_is_stored_without_what_the_customer_wrote(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(report(tmp_path / "r.txt", RETURN))
    assert (result.kind, result.first_day, result.last_day) == (
        "customer_returns",
        dt.date(2026, 5, 28),
        dt.date(2026, 5, 28),
    )
    assert rows_of(workspace, "customer_return") == [
        (
            *(dt.date(2026, 5, 28), dt.datetime(2026, 5, 28, 9, 1, 50)),  # noqa: DTZ001  UTC without a zone
            *("111-0000001-0000001", "MUG-1", "X000000001", "B000000001", "Mug", 1, "PHX7", "SELLABLE"),
            *("UNWANTED_ITEM", "Unit returned to inventory", "LPNHE100000001", 1, 2),
        )
    ]


def test_a_summary_is_of_a_day_a_week_or_a_month(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    days = ["05/03/2026", "04/2024", "05/03/2026 - 05/09/2026", "2026-05-04"]
    (result,) = take_in(report(tmp_path / "s.txt", *(SUMMARY | {"Date": day} for day in days), quote='"'))
    assert counts(result) == (4, 0, 0, 0)
    assert (result.first_day, result.last_day) == (dt.date(2024, 4, 1), dt.date(2026, 5, 9))
    figures = "starting_balance + receipts + customer_shipments + customer_returns + found + lost + damaged"
    assert rows_of(workspace, "ledger_summary", f"first_day, last_day, period, {figures} + warehouse_transfers") == [
        (dt.date(2024, 4, 1), dt.date(2024, 4, 30), "month", 10),
        (dt.date(2026, 5, 3), dt.date(2026, 5, 3), "day", 10),
        (dt.date(2026, 5, 3), dt.date(2026, 5, 9), "week", 10),
        (dt.date(2026, 5, 4), dt.date(2026, 5, 4), "day", 10),
    ]


def test_a_summary_whose_days_come_first_is_refused(tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(report(tmp_path / "s.txt", SUMMARY | {"Date": "25/04/2026"}))
    assert "ledger dates are month first" in str(result.fault)


def test_own_sheets_are_read_from_a_workbook(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    for kind in SHEETS:
        row = KINDS[kind][0]
        book = openpyxl.Workbook()
        sheet = book.create_sheet("ours", 0)
        sheet.append(list(row))
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row.values()])
        book.save(tmp_path / f"{kind}.xlsx")
        assert counts(*take_in(tmp_path / f"{kind}.xlsx")) == (1, 0, 0, 0)
        take_in(report(tmp_path / f"{kind}.csv", row, divider=","), account="csv")
        assert kept(workspace, kind) == kept(workspace, kind, "csv")
    ((*_, cartons, weight),) = kept(workspace, "inbound_shipments")
    assert (cartons, weight) == (4, Decimal("31.5"))


def test_own_sheets_may_lack_their_optional_columns(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    inbound = {name: INBOUND[name] for name in list(INBOUND)[:11]}
    receipt = {name: RECEIPT[name] for name in list(RECEIPT)[:5]}
    for name, row in (("a.csv", inbound), ("b.csv", receipt)):
        assert counts(*take_in(report(tmp_path / name, row, divider=","))) == (1, 0, 0, 0)
    assert kept(workspace, "inbound_shipments")[0][11:] == ("", "", "", None, None)
    lacking = {name: cell for name, cell in INBOUND.items() if name != "closed_on"}
    (result,) = take_in(report(tmp_path / "c.csv", lacking, divider=","))
    assert "lacks the column 'closed_on'" in str(result.fault)


def test_a_row_is_the_same_in_every_dress(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    take_in(*one_of_each(tmp_path, "plain"), account="plain")
    plain = all_kept(workspace, "plain")
    dresses = [
        ("\t", "", "utf-16"),
        ("\t", '"', "utf-8-sig"),
        (",", '"', "cp1252"),
        (",", "", "utf-8"),
        (";", '"', "utf-8"),
    ]
    for number, (divider, quote, encoding) in enumerate(dresses):
        files = one_of_each(tmp_path, str(number), divider=divider, quote=quote, encoding=encoding)
        results = take_in(*files, account=f"of-{number}")
        assert [counts(result) for result in results] == [(1, 0, 0, 0)] * len(KINDS)
        assert all_kept(workspace, f"of-{number}") == plain


def test_plain_files_of_amazon_need_no_careful_reader(
    workspace: Path, tmp_path: Path, take_in: Import, with_care: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {kind: [row, row | {named_by: row[named_by] + "9"}] for kind, (row, _, named_by, _) in KINDS.items()}
    files = [report(tmp_path / f"{kind}.txt", *rows) for kind, rows in plain.items() if kind not in SHEETS]
    bare = {
        name: RETURN[name] for name in ("return-date", "order-id", "sku", "quantity", "detailed-disposition", "reason")
    }
    fee = REMOVAL_ORDER | {
        "removal-fee": "1.50",
        "currency": "USD",
        "order-id": "fee",
        "last-updated-date": "2026-05-14",
    }
    month = SUMMARY | {"Date": "02/2024"}
    files += [
        report(tmp_path / f"{number}.txt", row) for number, row in enumerate((bare | {"sku": "bare"}, fee, month))
    ]
    results = with_care(*files, account="careful")
    monkeypatch.setattr("reconcile.store.intake.load_report_with_care", None)
    assert take_in(*files) == results
    assert all_kept(workspace) == all_kept(workspace, "careful")
    for _, table, *_ in KINDS.values():
        assert rows_of(workspace, table) == rows_of(workspace, table, account="careful")


ODD: list[dict[str, str]] = [
    {"return-date": "2026-02-30T09:01:50+00:00"},
    {"return-date": "28.05.2026"},
    {"return-date": "2026-05-28T06:01:50+00:00"},
    {"return-date": "2026-05-28"},
    {"return-date": "1999-05-28"},
    {"quantity": "0"},
    {"quantity": "1.0"},
    {"quantity": "1,200"},
    {"order-id": "--"},
    {"order-id": " "},
    {"sku": '="MUG-1"'},
    {"product-name": '11" wide', "fnsku": " X000000001 "},
    {"customer-comments": "a\ttab"},
    {"status": "", "license-plate-number": "N/A"},
    {"product-name": "Mug\r"},
]


def test_both_readers_give_the_same_rows(workspace: Path, tmp_path: Path, take_in: Import, with_care: Import) -> None:
    files = [
        report(tmp_path / f"{number:02}.txt", *(RETURN | {"sku": f"MUG-{number}"} | cells for cells in ({}, odd, {})))
        for number, odd in enumerate(ODD)
    ]
    assert take_in(*files) == with_care(*files, account="careful")
    for table in ("customer_return", "rejected_row"):
        rows = rows_of(workspace, table)
        assert rows == rows_of(workspace, table, account="careful")
        assert rows


def test_a_file_of_a_header_alone_is_legal(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    files = one_of_each(tmp_path, "empty")
    for path in files:
        path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n")
    for result in take_in(*files):
        assert (counts(result), result.is_used) == ((0, 0, 0, 0), True)
    assert not any(all_kept(workspace).values())


# --- merging ---------------------------------------------------------------------------------


def test_a_file_twice_changes_nothing(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    files = []
    for name, step in (("a", 1), ("b", -1), ("a", 1)):
        for kind, (row, _, named_by, _) in KINDS.items():
            rows = [row, row | {named_by: row[named_by] + "9"}]
            files.append(report(tmp_path / f"{name}_{kind}.txt", *rows[::step]))
    of_kinds = len(KINDS)
    assert [counts(result) for result in take_in(*files[:of_kinds])] == [(2, 0, 0, 0)] * of_kinds
    before = all_kept(workspace)
    assert [counts(result) for result in take_in(*files[of_kinds:])] == [(0, 2, 0, 0)] * 2 * of_kinds
    assert all_kept(workspace) == before


def test_overlapping_files_in_any_order_give_the_whole(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    whole, parts = [], []
    for kind, (row, _, named_by, _) in KINDS.items():
        rows = [row | {named_by: f"{row[named_by]}{number}"} for number in range(12)]
        whole.append(report(tmp_path / f"whole_{kind}.txt", *rows))
        for number, part in enumerate((rows[6:], rows[:8], rows[3:10])):
            random.Random(number).shuffle(part)  # noqa: S311  a reproducible order, no secret
            parts.append(report(tmp_path / f"{number}_{kind}.txt", *part))
    take_in(*whole, account="whole")
    take_in(*parts)
    assert all_kept(workspace) == all_kept(workspace, "whole")


def test_identical_rows_are_as_many_as_the_file_with_the_most_showed(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    kinds = sorted(set(KINDS) - {"inbound_shipments"})
    for copies, told in ((2, (2, 0, 0, 0)), (3, (1, 2, 0, 0)), (1, (0, 1, 0, 0))):
        files = [report(tmp_path / f"{copies}_{kind}.txt", *[KINDS[kind][0]] * copies) for kind in kinds]
        assert [counts(result) for result in take_in(*files)] == [told] * len(kinds)
    assert {len(rows) for kind, rows in all_kept(workspace).items() if kind in kinds} == {3}


def test_the_newest_file_wins_but_a_blank_never_does(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    rewritten = {kind: column for kind, (*_, column) in KINDS.items() if column}
    files: dict[str, list[Path]] = {"a": [], "b": [], "c": []}
    for kind, column in rewritten.items():
        row = KINDS[kind][0]
        newer = row | {column: "7" if row[column].isdigit() else "Other"}
        blank = row | {column: ""} if kind != "shipment_contents" else newer | {"Title": ""}
        for name, cells in (("a", row), ("b", newer), ("c", blank)):
            files[name].append(report(tmp_path / f"{name}_{kind}.txt", cells))
    for name, told in (("a", (1, 0, 0, 0)), ("b", (0, 0, 1, 0)), ("c", (0, 1, 0, 0))):
        assert [counts(result) for result in take_in(*files[name])] == [told] * len(rewritten)
    take_in(*files["b"], account="newer")
    assert all_kept(workspace) == all_kept(workspace, "newer")
    assert rows_of(workspace, "customer_return", "download_id, line") == [(len(rewritten) + 1, 2)]


def test_figures_that_come_later_fill_in_and_others_stay(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    take_in(report(tmp_path / "a.txt", REMOVAL_ORDER | {"cancelled-quantity": "1"}))
    later = {"order-status": "Completed", "in-process-quantity": "0", "shipped-quantity": "2", "removal-fee": "1,50"}
    assert counts(*take_in(report(tmp_path / "b.txt", REMOVAL_ORDER | later))) == (0, 0, 1, 0)
    columns = "order_status, cancelled_quantity, shipped_quantity, in_process_quantity, removal_fee"
    assert rows_of(workspace, "removal_order", columns) == [("Completed", 1, 2, 0, Decimal("1.5"))]


def test_the_same_return_in_local_time_and_in_utc_is_one(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    take_in(report(tmp_path / "a.txt", RETURN))
    local = RETURN | {"return-date": "2026-05-28T02:01:50-07:00", "reason": "Unwanted item"}
    assert counts(*take_in(report(tmp_path / "b.txt", local))) == (0, 1, 0, 0)
    later = RETURN | {"return-date": "2026-05-28T09:01:51+00:00"}
    assert counts(*take_in(report(tmp_path / "c.txt", later))) == (1, 0, 0, 0)
    assert len(kept(workspace, "customer_returns")) == 2


def test_two_lines_of_a_sheet_for_one_key(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    other = INBOUND | {"quantity_received": "90"}
    rows = [INBOUND, INBOUND, other, INBOUND | {"sku": "MUG-2"}, INBOUND | {"sku": "MUG-3"}]
    assert counts(*take_in(report(tmp_path / "a.csv", *rows, divider=","))) == (3, 1, 0, 1)
    ((line, reason),) = rows_of(workspace, "rejected_row", "line, reason")
    assert (line, reason) == (4, "line 2 gives other values for the same shipment_id, sku and fnsku")


# --- shipments named by their file -----------------------------------------------------------


@pytest.mark.parametrize("name", ["FBA15ABC123.csv", "Inhalt_fba15abc123 (1).csv", "2026-FBA15ABC123-FBA15ABC123.csv"])
def test_the_german_contents_belong_to_the_shipment_in_the_name(
    workspace: Path, tmp_path: Path, take_in: Import, name: str
) -> None:
    path = report(tmp_path / name, GERMAN_CONTENTS, divider=",")
    assert counts(*take_in(path)) == (1, 0, 0, 0)
    columns = "shipment_id, sku, title, condition, quantity_shipped"
    assert rows_of(workspace, "shipment_content", columns) == [("FBA15ABC123", "MUG-1", "Becher", "Neu", 120)]
    assert counts(*take_in(report(tmp_path / "en.txt", CONTENTS | {"Title": "Becher", "Condition": "Neu"})))[1] == 1


@pytest.mark.parametrize("name", ["contents.csv", "FBA15ABC123-FBA15ABC124.csv", "XFBA15ABC123.csv"])
def test_contents_without_a_shipment_say_what_is_missing(tmp_path: Path, take_in: Import, name: str) -> None:
    (result,) = take_in(report(tmp_path / name, GERMAN_CONTENTS, divider=","))
    assert "put the shipment's id into the name" in str(result.fault)
    assert "\n" not in str(result.fault)


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
    ("removal_receipts", {"received_on": ""}, "received_on is blank although units came"),
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
    receiving = INBOUND | {"status": "Checked in", "quantity_received": "", "delivered_on": "", "closed_on": ""}
    surplus = INBOUND | {"sku": "MUG-2", "quantity_received": "9000", "status": "closed"}
    refund = REFUND | {"amount": "", "currency": "", "initiated_by": " Seller "}
    for name, rows in (("a", [nothing_came]), ("b", [receiving, surplus]), ("c", [refund])):
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


def test_inventory_tells_the_newest_level(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    for number, level in enumerate(("12", "9", "12")):
        take_in(
            report(
                tmp_path / f"{number}.txt", INVENTORY | {"afn-total-quantity": level, "product-name": "Mug" * number}
            )
        )
    assert rows_of(workspace, "inventory_level", "total_quantity, product_name") == [(12, "MugMug")]
