"""The summary of removals on the first page, and the form for the warehouse."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.receipts_form import COLUMNS, TO_FILL, expected_boxes, write_form
from reports.removals import RemovalRows, read_removals, removals_of
from reports.render import write_pages
from tests.engine.conftest import AS_OF, World
from tests.reports import claim_view_samples as samples
from tests.reports.origin_samples import orders_world


@pytest.fixture(scope="module")
def world() -> World:
    """Removals in every state, reconciled."""
    made = orders_world()
    made.reconcile()
    return made


@pytest.fixture(scope="module")
def removals(world: World) -> RemovalRows:
    """What is read of them."""
    return read_removals(world.con, AS_OF)


def test_each_box_says_what_was_sent_what_came_what_was_paid_and_what_is_open(removals: RemovalRows) -> None:
    told = {
        box.tracking_number: (box.shipped_units, box.received_units, box.paid_units, box.open_units)
        for box in removals.boxes
    }
    assert told == {
        "1Z999AA10123456784": (4, 0, 2, 2),
        "1Z999AA10123456795": (5, 2, 0, 3),
        "1Z999AA10123456801": (2, 2, 0, 0),
        "TBA301187755002": (2, None, 0, 2),
        "TBA301187755003": (3, None, 0, 3),
    }
    for box in removals.boxes:
        missing = box.shipped_units - (box.received_units or 0)
        assert missing == box.paid_units + box.open_units


def test_the_newest_order_comes_first_with_what_it_asked_for(removals: RemovalRows) -> None:
    orders = [(box.order_id, box.requested_units, box.sent_units) for box in removals.boxes]
    assert list(dict.fromkeys(orders)) == [("RM3", None, 3), ("RM2", 2, 2), ("RM1", 12, 11)]


def test_receipts_of_no_box_and_above_what_was_sent_are_told(removals: RemovalRows) -> None:
    told = {(one.tracking_key, one.received_units, one.shipped_units) for one in removals.receipts_apart}
    assert told == {("1Z999AA10123456801", 3, 2), ("1Z999AA10123456999", 1, None)}


def test_a_box_leads_to_its_claim_where_the_page_holds_it(removals: RemovalRows) -> None:
    claim_id = next(box.claim_id for box in removals.boxes if box.order_id == "RM2")
    section = removals_of([("main", removals)], {claim_id})
    assert {line.claim_link for line in section.boxes} == {"", f"claim.html#{claim_id}"}
    assert (section.box_count, section.unanswered_count) == (5, 2)


def test_a_page_without_removals_has_no_such_section(tmp_path: Path, world: World) -> None:
    bare = write_pages(samples.views_of(samples.world_of(samples.EVERY_STEP)), tmp_path / "bare")
    assert 'id="removals"' not in bare.read_text(encoding="utf-8")
    full = write_pages(samples.views_of(world), tmp_path / "full").read_text(encoding="utf-8")
    assert 'id="removals"' in full
    assert "up to USD" in full.replace("\u00a0", " "), "an upper bound says so in the list of cases"


def cells(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)["removal_receipts"].iter_rows(values_only=True))


def test_the_form_holds_what_nobody_has_answered_for_and_room_for_the_answer(world: World, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    write_form(expected_boxes(world.con), form)
    head, *rows = cells(form)
    assert head == COLUMNS
    assert [row[:8] for row in rows] == [
        ("RM2", "TBA301187755002", "AMZN_US", "2026-10-22", "X1", "SKU-1", "Mug", 2),
        ("RM3", "TBA301187755003", "AMZN_US", "2026-11-15", "X1", "SKU-1", "Mug", 3),
    ]
    assert all(row[8:] == (None,) * len(TO_FILL) for row in rows)


def test_the_form_says_in_both_languages_how_it_is_filled_in_and_takes_no_other_number(
    world: World, tmp_path: Path
) -> None:
    form = tmp_path / "form.xlsx"
    write_form(expected_boxes(world.con), form)
    book = openpyxl.load_workbook(form)
    told = [row[0].value for row in book["how to fill in"].iter_rows()]
    assert len(told) == 8
    assert "Write 0" in str(told[1])
    assert not str(told[4]).isascii()
    sheet = book["removal_receipts"]
    assert sheet.freeze_panes == "C2"
    kinds = {str(rule.sqref): (rule.type, rule.operator) for rule in sheet.data_validations.dataValidation}
    assert kinds == {"I2:I3": ("whole", "greaterThanOrEqual"), "J2:J3": ("date", "greaterThanOrEqual")}


def test_an_id_that_looks_like_a_formula_or_a_number_stays_text(tmp_path: Path) -> None:
    world = samples.world_of(
        """
    removal_shipments
    order_id | shipped_on | tracking_number | shipped_quantity | fnsku
    =1+1     | 2026-10-01 | 00123           | 2                | X1
    """
    )
    world.reconcile()
    (box,) = expected_boxes(world.con)
    assert box.shipped_on == date(2026, 10, 1)
    form = tmp_path / "form.xlsx"
    write_form([box], form)
    sheet = openpyxl.load_workbook(form)["removal_receipts"]
    assert [(sheet.cell(2, place).value, sheet.cell(2, place).data_type) for place in (1, 2)] == [
        ("=1+1", "s"),
        ("00123", "s"),
    ]
