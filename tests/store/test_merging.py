"""Downloads that overlap give what one download of the whole would give."""

import datetime as dt
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconcile.store.account import AccountStore
from reconcile.store.importing import import_paths
from reconcile.store.intake import Reader
from reconcile.store.result import FileResult
from tests.store.conftest import Import
from tests.store.ledger_files import (
    EVENT,
    LINE_OF_PAYMENT,
    ledger_line,
    payment_line,
    rows_of,
    write_ledger,
    write_payments,
)

AT = dt.datetime(2026, 11, 22)  # noqa: DTZ001  stored as UTC without a zone
FIGURES = "event_date, reference_id, reconciled_quantity, unreconciled_quantity"


def counts(result: FileResult) -> tuple[int, ...]:
    return (result.rows_read, result.rows_new, result.rows_known, result.rows_updated, result.rows_rejected)


def stored(folder: Path, files: list[list[list[str]]], *, reader: Reader = Reader.BEST) -> list[tuple[object, ...]]:
    """What the ledger holds after some downloads, given as rows."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    paths = [write_ledger(folder / f"{number:03}.txt", rows) for number, rows in enumerate(files)]
    with AccountStore(folder, "main") as store:
        for result in import_paths(
            store,
            paths,
            imported_at=AT,
            home_time_zone="America/Los_Angeles",
            home_marketplace="US",
            reader=reader,
        ):
            assert result.fault is None, result.fault
            assert result.rows_read == sum(counts(result)[1:])
        ledger = store.con.table("ledger_detail").project(EVENT).order("all").fetchall()
        evidence = store.con.table("ledger_evidence").project(EVENT).order("all").fetchall()
        quiet = ("Shipments", "WhseTransfers", "Other Event")
        assert evidence == [row for row in ledger if row[5] not in quiet]
    return ledger


def test_the_same_file_twice_changes_nothing(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    path = write_ledger(tmp_path / "a.txt", [ledger_line(), ledger_line(), ledger_line(reference="2")])
    assert counts(*take_in(path)) == (3, 3, 0, 0, 0)
    (again,) = take_in(path, stated_from=dt.date(2026, 5, 1))
    assert counts(again) == (3, 0, 3, 0, 0)
    assert "before" in str(again.note)
    assert rows_of(workspace, "download", "stated_from, first_day") == [(dt.date(2026, 5, 1), dt.date(2026, 5, 13))]


def test_identical_rows_are_as_many_as_the_download_with_the_most_showed(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    for name, copies in (("a", 2), ("b", 3), ("c", 1)):
        take_in(write_ledger(tmp_path / f"{name}.txt", [ledger_line() for _ in range(copies)]))
    assert len(rows_of(workspace, "ledger_detail")) == 3
    assert len(rows_of(workspace, "ledger_evidence")) == 3


def test_what_amazon_rewrites_is_taken_over_and_a_blank_is_not(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    take_in(write_ledger(tmp_path / "a.txt", [ledger_line(stated=("", "1"))]))
    newer = ledger_line(stated=("1", ""), title="Big mug")
    assert counts(*take_in(write_ledger(tmp_path / "b.txt", [newer]))) == (1, 0, 0, 1, 0)
    blank = ledger_line(stated=("", ""), title="", country="")
    assert counts(*take_in(write_ledger(tmp_path / "c.txt", [blank]))) == (1, 0, 1, 0, 0)
    columns = "title, country, reconciled_quantity, unreconciled_quantity, download_id, line"
    assert rows_of(workspace, "ledger_evidence", columns) == [("Big mug", "US", 1, None, 1, 2)]


def test_swapped_identical_rows_are_the_same_rows(tmp_path: Path, take_in: Import) -> None:
    pair = [ledger_line(stated=("1", "0")), ledger_line(stated=("0", "1"))]
    take_in(write_ledger(tmp_path / "a.txt", pair))
    (result,) = take_in(write_ledger(tmp_path / "b.txt", pair[::-1]))
    assert counts(result) == (2, 0, 2, 0, 0)


def test_a_file_without_a_column_pairs_with_the_rows_it_shows_again(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    take_in(write_ledger(tmp_path / "a.txt", [ledger_line(stated=("0", "1"))]))
    short = [ledger_line()[:11]]
    header = "Date FNSKU ASIN MSKU Title Event_Type Reference_ID Quantity Fulfillment_Center Disposition Reason"
    (result,) = take_in(write_ledger(tmp_path / "b.txt", short, header.split()))
    assert counts(result) == (1, 0, 1, 0, 0)
    assert rows_of(workspace, "ledger_detail", FIGURES + ", country")[0][2:] == (0, 1, "US")


def test_the_msku_names_an_event_only_without_an_fnsku(tmp_path: Path, take_in: Import) -> None:
    take_in(write_ledger(tmp_path / "a.txt", [ledger_line(), ledger_line(fnsku="", reference="2")]))
    other = [ledger_line(msku="MUG-9"), ledger_line(fnsku="", reference="2", msku="MUG-9")]
    (result,) = take_in(write_ledger(tmp_path / "b.txt", other))
    assert counts(result) == (2, 1, 0, 1, 0)


def test_the_same_payment_in_local_time_and_in_utc_is_one(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    local = payment_line(approved="2026-05-12T23:30:00-07:00")
    utc = payment_line(approved="2026-05-13T06:30:00+00:00")
    take_in(write_payments(tmp_path / "a.txt", [local]))
    assert counts(*take_in(write_payments(tmp_path / "b.txt", [utc]))) == (1, 0, 1, 0, 0)
    day = payment_line(approved="2026-05-12", reason="lost warehouse")
    assert counts(*take_in(write_payments(tmp_path / "c.txt", [day]))) == (1, 0, 1, 0, 0)
    assert rows_of(workspace, "reimbursement", "approved_on, approved_at_text, reason") == [
        (dt.date(2026, 5, 12), "2026-05-12T23:30:00-07:00", "Lost_Warehouse")
    ]


def test_a_payment_line_shown_twice_is_two(tmp_path: Path, take_in: Import) -> None:
    twice = [payment_line(), payment_line()]
    assert counts(*take_in(write_payments(tmp_path / "a.txt", twice)))[1] == 2
    again = [payment_line(name="Other name"), payment_line(), payment_line()]
    assert counts(*take_in(write_payments(tmp_path / "b.txt", again))) == (3, 1, 2, 0, 0)


events = st.builds(
    ledger_line,
    date=st.sampled_from(["05/13/2026", "05/14/2026", "2026-05-15", "5/13/2026"]),
    fnsku=st.sampled_from(["X1", "X2", ""]),
    event=st.sampled_from(["Adjustments", "Shipments", "Receipts", "Other Event"]),
    reference=st.sampled_from(["1", "2", "", "--"]),
    quantity=st.sampled_from(["-1", "1", "1.0", "+2", "1,200", "-1 "]),
    stated=st.sampled_from([("", ""), ("1", "0"), ("0", "1"), ("", "1"), ("1.0", "N/A")]),
    title=st.sampled_from(["Mug", "", " Mug ", "Gel\u00a0", "Möwe\u3000", '=""x""', "a\tb"]),
    disposition=st.sampled_from(["SELLABLE", "Customer Damaged"]),
)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(rows=st.lists(events, max_size=8))
def test_both_readers_give_the_same_rows(tmp_path: Path, rows: list[list[str]]) -> None:
    fast = stored(tmp_path / "fast", [rows])
    assert fast == stored(tmp_path / "careful", [rows], reader=Reader.CAREFUL)


@few
@given(rows=st.lists(events, min_size=1, max_size=8), seed=st.integers(0, 99))
def test_overlapping_slices_in_any_line_order_give_the_whole(tmp_path: Path, rows: list[list[str]], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a reproducible order, no secret
    days = sorted({row[0] for row in rows if row[0].startswith("05")})
    slices = [rows]
    slices += [[row for row in rows if row[0] == day] for day in days]
    chance.shuffle(slices)
    slices = [chance.sample(part, len(part)) for part in slices]
    assert stored(tmp_path / "slices", slices) == stored(tmp_path / "whole", [rows])


@few
@given(rows=st.lists(events, min_size=1, max_size=8), newer=st.sampled_from([("0", "1"), ("1", "0"), ("", "")]))
def test_line_order_of_a_restated_download_has_no_say(
    tmp_path: Path, rows: list[list[str]], newer: tuple[str, str]
) -> None:
    restated = [[*row[:12], *newer] if place % 2 else row for place, row in enumerate(rows)]
    first = stored(tmp_path / "first", [rows, restated])
    assert first == stored(tmp_path / "second", [rows[::-1], restated[::-1]])


@pytest.mark.parametrize("reader", list(Reader))
def test_payments_in_slices_give_the_whole(workspace: Path, tmp_path: Path, take_in: Import, reader: Reader) -> None:
    lines = [payment_line(payment=str(number // 2), total=f"{number}.50") for number in range(9)]
    take_in(write_payments(tmp_path / "whole.txt", lines), account="whole", reader=reader)
    take_in(write_payments(tmp_path / "a.txt", lines[:6]), account="parts", reader=reader)
    take_in(write_payments(tmp_path / "b.txt", lines[3:]), account="parts", reader=reader)
    columns = LINE_OF_PAYMENT.removesuffix(", line")
    assert rows_of(workspace, "reimbursement", columns, "parts") == rows_of(
        workspace, "reimbursement", columns, "whole"
    )
