"""What changed between two runs of shipments to Amazon: paid, found elsewhere, received late, in question since."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from reconcile.engine.changes import compare
from reconcile.engine.results import Stamp, keep
from tests.engine.conftest import AS_OF, World

if TYPE_CHECKING:
    import duckdb


@pytest.fixture(autouse=True)
def _nothing_remembered(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("drop schema if exists result cascade")


def run(world: World, day: date, downloads: str) -> None:
    """A run that is kept and compared with the one before."""
    world.reconcile(day)
    stamp = Stamp(as_of=day, program="1", policy="p", downloads=downloads, decisions="")
    keep(world.con, stamp, datetime(2026, 11, 20))  # noqa: DTZ001 - as the database keeps it
    compare(world.con, day)


def changes(world: World, since: str, more: str = "") -> list[tuple[str, ...]]:
    """Run, change the sheet and add rows, run again: what changed of each shipment, how many units, and why."""
    world.shipments_cover = ("2026-01-01", "2026-11-20")
    run(world, date(2026, 11, 1), "16-16-")
    if since:
        # a newer sheet rewrites its lines, and gives them another place
        world.con.execute(since)
        world.con.execute("update inbound_shipment set download_id = 19, line = line + 50")
    world.fill(more)
    world.con.execute("update reimbursement set download_id = 19")
    run(world, AS_OF, "19-19-")
    return world.rows("change", "kind", "reference_id", "units", "then_states", "now_states", "why")


SHIPMENTS = """
    shipments
    shipment | sku | fnsku | asin | shipped | received
    FBA1     | A   | X1    | B1   | 10      | 6
"""


def test_a_payment_closes_units_of_a_shipment(empty_world: World) -> None:
    empty_world.fill(SHIPMENTS)
    paid = "payments\napproved | id | reason | cash | total\n2026-11-10 | P1 | Lost_Inbound | 3 | 30.00\n"
    found = changes(empty_world, "", paid)
    assert [row[:5] for row in found] == [("paid", "FBA1", "3", "claimable:4", "claimable:1")]
    assert empty_world.rows("event_cover", "kind", "reference_id", "units", "is_new") == [
        ("payment", "P1", "3", "True")
    ]


def test_units_that_came_in_surplus_elsewhere_are_found(empty_world: World) -> None:
    empty_world.fill(SHIPMENTS)
    more = "shipments\nshipment | sku | fnsku | asin | shipped | received\nFBA9 | A | X1 | B1 | 5 | 7\n"
    found = changes(empty_world, "", more)
    assert [row[:5] for row in found] == [("moved", "FBA1", "2", "claimable:4", "claimable:2")]
    assert empty_world.rows("event_cover", "kind", "reference_id", "units") == [("found", "FBA9", "2")]


def test_units_received_late_are_gone_and_the_data_says_why(empty_world: World) -> None:
    empty_world.fill(SHIPMENTS)
    assert changes(empty_world, "update inbound_shipment set quantity_received = 9") == [
        ("gone", "FBA1", "3", "claimable:4", "claimable:1", "received_more")
    ]


def test_a_shipment_received_in_full_since_is_known_by_what_it_is(empty_world: World) -> None:
    empty_world.fill(SHIPMENTS)
    assert changes(empty_world, "update inbound_shipment set quantity_received = 10") == [
        ("gone", "FBA1", "4", "claimable:4", "", "received_more")
    ]


def test_a_shipment_that_was_opened_again_says_so(empty_world: World) -> None:
    empty_world.fill(SHIPMENTS)
    assert changes(empty_world, "update inbound_shipment set status = 'RECEIVING'") == [
        ("gone", "FBA1", "4", "claimable:4", "", "not_closed")
    ]


def test_a_surplus_that_is_in_question_since_is_one_event_with_the_rest(empty_world: World) -> None:
    empty_world.fill(SHIPMENTS)
    more = "shipments\nshipment | sku | fnsku | asin | shipped | received\nFBA1 | Z | X9 | B9 | 5 | 6\n"
    assert changes(empty_world, "", more) == [("review", "FBA1", "1", "claimable:4", "claimable:3,review:1", "")]
