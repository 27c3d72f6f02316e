"""`why ID` for removal orders, boxes, customers' orders; and what of them met no loss."""

from __future__ import annotations

import pytest

from reconcile.story import story
from tests.engine.conftest import AS_OF, World
from tests.reports.origin_samples import orders_world


@pytest.fixture(scope="module")
def shop() -> World:
    """Removals and orders in every state, reconciled."""
    world = orders_world()
    world.reconcile()
    return world


def told(shop: World, wanted: str) -> str:
    return "\n".join(story(shop.con, wanted, AS_OF))


def test_a_removal_order_tells_its_boxes_what_came_and_what_was_paid(shop: World) -> None:
    text = told(shop, "RM1")
    assert "Removal lost: 4 units, reference RM1, box 1Z999AA10123456784" in text
    assert "[removal_shipments.csv line 2]" in text
    assert "covered by reimbursement P700" in text
    assert "It bears the same order" in text
    assert "Removal short: 3 units" in text
    assert "it came whole" in text


def test_a_tracking_number_tells_its_box(shop: World) -> None:
    assert "Removal lost: 2 units" in told(shop, "TBA301187755002")
    assert "it came whole" in told(shop, "1Z999AA10123456801")


def test_an_order_tells_what_came_back_what_was_paid_and_what_was_charged_in_this_order(shop: World) -> None:
    lines = [line for line in story(shop.con, "113-7702213-4481056", AS_OF) if " covered by " in line]
    assert [line.split(" covered by ")[1].split(" 1")[0].split(" P")[0] for line in lines] == [
        "returned unit",
        "reimbursement",
        "charge to the customer",
    ]
    text = told(shop, "113-7702213-4481056")
    assert "[settlement.csv line 2]" in text
    assert "up to USD 19.99" in text
    assert "[settlement.csv line 3]" in text


def test_a_license_plate_tells_its_return(shop: World) -> None:
    assert "covers 1 unit of 113-5550001-1110002" in told(shop, "LPNRR5550001B")


def test_a_replacement_has_no_value_and_says_why(shop: World) -> None:
    assert "No amount was refunded" in told(shop, "113-5550001-1110004")


def test_what_met_no_loss_is_listed_only_where_the_source_of_the_losses_is_loaded(shop: World) -> None:
    listed = shop.rows("unmatched_cover", "claim_type", "source", "reference_id")
    assert listed == [("customer_return_missing", "reimbursement", "P702")]
    bare = orders_world()
    for kind in ("settlement", "customer_refunds"):
        del bare.also_covers[kind]
    bare.con.execute("truncate settlement")
    bare.reconcile()
    assert bare.rows("unmatched_cover", "reference_id") == []
