"""Shipments to Amazon on the pages: what is still receiving, what arrived short, and the view of such a claim."""

from __future__ import annotations

import re

import pytest

from reconcile.story import story
from reports.render import page
from reports.shipments import ShipmentLine
from reports.views import ReportView
from tests.engine.conftest import AS_OF, World
from tests.reports.claim_view_samples import view_of, views_of, world_of

SHOP = """
    ledger
    date       | fnsku | sku | asin | event_type | reference | quantity | centre
    2026-09-02 | X1    | A   | B1   | Receipts   | FBA1      | 6        | LBE1
    2026-09-05 | X1    | A   | B1   | Receipts   | FBA1      | 4        | ONT8
    2026-10-20 | X1    | A   | B1   | Receipts   | FBA1      | -2       | ONT8
    2026-11-02 | X1    | A   | B1   | Receipts   | FBA2      | 3        | LBE1

    shipments
    shipment | status    | sku | fnsku | asin | delivered  | closed     | shipped | received
    FBA1     | CLOSED    | A   | X1    | B1   | 2026-09-01 | 2026-10-01 | 12      | 7
    FBA1     | CLOSED    | Z   | X9    | B9   | 2026-09-01 | 2026-10-01 | 5       | 6
    FBA2     | RECEIVING | A   | X1    | B1   | 2026-11-01 |            | 20      |
    FBA3     | CLOSED    | C   | X3    | B3   | 2026-09-01 | 2026-10-01 | 5       | 6
    FBA4     | CLOSED    | C   | X3    | B3   | 2026-09-01 | 2026-10-01 | 5       | 3
    FBA5     | CANCELLED | C   | X3    | B3   |            |            | 5       |
    FBA6     | CLOSED    | D   | X4    | B4   |            |            | 5       | 4

    queue
    shipment | status  | expected_units | located
    FBA7     | SHIPPED | 40             | 0

    payments
    approved   | id | fnsku | reason       | cash
    2026-10-20 | P1 | X1    | Lost_Inbound | 1
"""


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(SHOP)


@pytest.fixture(scope="module")
def view(world: World) -> ReportView:
    return view_of(world)


def told(line: ShipmentLine) -> tuple[object, ...]:
    row = line.row
    return (row.shipment_id, line.sent, line.received, row.received_at, row.corrected_units, row.open_units)


def test_what_is_still_receiving_is_listed_with_its_last_day(view: ReportView) -> None:
    assert [told(line) for line in view.shipments.receiving] == [
        ("FBA2", 20, 3, "LBE1 3", 0, 0),
        ("FBA7", 40, 0, "", 0, 0),
    ]
    first = view.shipments.receiving[0].row
    assert (first.opens_on, str(first.claim_until)) == (None, "2027-08-01")
    assert view.shipments.receiving_total == 2


def test_what_arrived_short_says_where_every_unit_went(view: ReportView) -> None:
    assert [told(line) for line in view.shipments.short] == [
        ("FBA1", 17, 14, "LBE1 6, ONT8 2", 2, 3),
        ("FBA4", 5, 3, "", 0, 1),
        ("FBA6", 5, 4, "", 0, 1),
    ]
    rows = [line.row for line in view.shipments.short]
    assert [(row.missing_units, row.surplus_units, row.found_units, row.paid_units) for row in rows] == [
        (4, 1, 0, 1),
        (2, 0, 1, 0),
        (1, 0, 0, 0),
    ]
    assert view.shipments.complete_total == 1


def test_a_rule_that_counts_days_names_the_day_on_which_a_shipment_can_be_claimed() -> None:
    world = world_of(SHOP)
    world.home = ("AE", "AE", "AED")
    world.reconcile()
    assert ("FBA2", "2026-11-16", "2026-12-31") in world.rows(
        "shipment_state", "shipment_id", "opens_on", "claim_until"
    )


def test_the_page_has_the_section_only_where_there_are_shipments(world: World) -> None:
    english, chinese = views_of(world)
    told_in = page(english)
    assert 'id="shipments"' in told_in
    assert "Still receiving" in told_in
    assert "once it is closed" in told_in
    assert "Still receiving" not in page(chinese)
    without = view_of(world_of("payments\napproved | id | reason | cash\n2026-10-20 | P1 | Lost_Inbound | 1\n"))
    assert 'id="shipments"' not in page(without)


def test_the_view_of_a_claim_holds_its_line_its_receipts_and_the_surplus_in_question(view: ReportView) -> None:
    claims = {(one.head.reference_id, one.head.status): one.trace for one in view.claim_views}
    trace = claims["FBA1", "review"]
    assert trace.shipment
    figures = trace.shipment
    assert (figures.shipped_units, figures.figure_units, figures.ledger_units, figures.received_units) == (12, 7, 8, 8)
    assert (figures.other_units, figures.other_product, figures.other_more) == (1, "X9", 0)
    assert [(str(row.event_date), row.quantity, row.place) for row in trace.receipts] == [
        ("2026-09-02", 6, "LBE1"),
        ("2026-09-05", 4, "ONT8"),
        ("2026-10-20", -2, "ONT8"),
    ]
    (part,) = trace.parts
    assert (part.units, part.covered_units, part.doubt_units, part.open_units, part.asked_units) == (4, 1, 1, 2, 1)
    (part,) = claims["FBA1", "claimable"].parts
    assert part.asked_units == 2
    (given,) = claims["FBA4", "claimable"].cover
    assert (given.source, given.reference_id, given.units) == ("overage", "FBA3", 1)


def test_every_sentence_of_a_shipments_claim_is_said_in_chinese_as_well(world: World) -> None:
    _, chinese = views_of(world)
    for line in chinese.claims.lines:
        assert re.search("[\u4e00-\u9fff]", line.status_reason), line.status_reason


def test_the_story_of_a_shipment_tells_its_lines_receipts_and_claims(world: World) -> None:
    world.reconcile()
    lines = "\n".join(story(world.con, "FBA1", AS_OF))
    for text in (
        "2026-09-01  Inbound shortage: 4 units at LBE1, reference FBA1, SKU A, FNSKU X1",
        "sent 12, received 8 (the line says 7, the ledger 8)",
        "1 unit covered by reimbursement P1",
        "receipt FBA1  (corrected downwards) at ONT8: quantity -2",
        "(1 in all, X9)",
    ):
        assert text in lines
    assert "sent 20, received 3" in "\n".join(story(world.con, "FBA2", AS_OF))
    undated = "\n".join(story(world.con, "FBA6", AS_OF))
    assert "day unknown  Inbound shortage" in undated
    assert "Without the day of delivery or of closing no cost can be chosen" in undated
