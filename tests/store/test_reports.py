"""Returns, removals, shipments, summaries and own sheets: each row in its table, merged by what names it."""

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from connectors.catalogue import report_of_kind
from reconcile.store.account import AccountStore
from reconcile.store.reports import REPORT_TABLES
from tests.store.conftest import Import
from tests.store.ledger_files import rows_of
from tests.store.report_files import (
    CONTENTS,
    GERMAN_CONTENTS,
    INBOUND,
    INVENTORY,
    KINDS,
    RECEIPT,
    REMOVAL_ORDER,
    RETURN,
    SHEETS,
    SUMMARY,
    all_kept,
    counts,
    kept,
    one_of_each,
    report,
)

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


def test_a_summary_that_amazon_restates_takes_the_place_of_the_older_one(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    retitled = SUMMARY | {"Title": "Mug, old title"}
    take_in(report(tmp_path / "s.txt", SUMMARY, retitled, quote='"'))
    restated = SUMMARY | {"Lost": "-4", "Ending Warehouse Balance": "7"}
    (result,) = take_in(report(tmp_path / "t.txt", restated, retitled, quote='"'))
    assert counts(result) == (0, 1, 1, 0)
    assert rows_of(workspace, "ledger_summary", "title, lost") == [("Mug", -4), ("Mug, old title", -2)]


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


def test_a_row_of_a_workbook_may_end_with_blank_cells(tmp_path: Path, take_in: Import) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("ours", 0)
    for row in (
        ["order_id", "tracking_number", "fnsku", "quantity_received", "received_on", "condition", "note"],
        ["RM1", "T1", "X1", 0],
        ["RM2", "T2", "X2", 0, None, None, "nothing came"],
    ):
        sheet.append(row)
    book.save(tmp_path / "receipts.xlsx")
    assert counts(*take_in(tmp_path / "receipts.xlsx")) == (2, 0, 0, 0)


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


def test_inventory_tells_the_newest_level(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    for number, level in enumerate(("12", "9", "12")):
        take_in(
            report(
                tmp_path / f"{number}.txt", INVENTORY | {"afn-total-quantity": level, "product-name": "Mug" * number}
            )
        )
    assert rows_of(workspace, "inventory_level", "total_quantity, product_name") == [(12, "MugMug")]


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
