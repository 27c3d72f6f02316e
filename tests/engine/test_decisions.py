"""A person's no: it hides a claim until the open quantity of its loss event grows (contract, section 2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from reconcile import app
from reconcile.decisions import (
    DISMISS,
    RESTORE,
    NotDismissedError,
    UnknownClaimError,
    dismissal_payload,
    standing,
)
from reconcile.engine.run import Decision
from reconcile.simulator.files import write_reports
from reconcile.simulator.tiny import world_of
from reconcile.store.history import Event
from tests.engine.conftest import World

TODAY = date(2026, 10, 31)


# --- what the history says -------------------------------------------------------------------


def dismissal(number: int, claim_id: str, parts: Sequence[str], open_units: int) -> Event:
    payload = dismissal_payload(
        claim_id=claim_id, parts=parts, open_units=open_units, reason="ours", as_of="2026-10-31"
    )
    return event(number, DISMISS, claim_id, payload)


def restore(number: int, claim_id: str, parts: Sequence[str]) -> Event:
    return event(number, RESTORE, claim_id, json.dumps({"claim_id": claim_id, "parts": parts}))


def event(number: int, kind: str, claim_id: str, payload: str) -> Event:
    return Event(event_id=number, account="main", kind=kind, subject_id=claim_id, payload_json=payload, at="")


def units(events: Sequence[Event]) -> dict[str, int]:
    return {decision.part_claim_id: decision.open_units for decision in standing(events)}


def test_a_dismissal_stands_for_every_part_in_the_claims_row() -> None:
    assert units([dismissal(1, "LOST-1", ["LOST-1-r", "LOST-1"], 3)]) == {"LOST-1": 3, "LOST-1-r": 3}
    assert standing([dismissal(1, "LOST-1", ["LOST-1"], 3)]) == [
        Decision(part_claim_id="LOST-1", decision="dismissed", case_id="", open_units=3, reason="ours")
    ]


def test_a_restore_takes_back_the_dismissals_before_it_and_none_after() -> None:
    first, back = dismissal(1, "LOST-1", ["LOST-1"], 3), restore(2, "LOST-1", ["LOST-1"])
    again = dismissal(3, "LOST-1", ["LOST-1"], 4)
    assert units([first, back]) == {}
    assert units([again, back, first]) == {"LOST-1": 4}, "by number, not by the order given"


def test_the_last_word_on_a_part_counts() -> None:
    assert units([dismissal(1, "LOST-1", ["LOST-1"], 3), dismissal(2, "LOST-1", ["LOST-1"], 5)]) == {"LOST-1": 5}


def test_the_payload_keeps_the_persons_reason_as_written() -> None:
    told = json.loads(
        dismissal_payload(claim_id="A", parts=["b", "a"], open_units=1, reason="schon verkauft ✓", as_of="2026-10-31")
    )
    assert told == {
        "claim_id": "A",
        "parts": ["a", "b"],
        "open_units": 1,
        "reason": "schon verkauft ✓",
        "as_of": "2026-10-31",
    }


# --- what the engine makes of it -------------------------------------------------------------


def test_a_dismissed_claim_stays_away_until_the_open_quantity_grows(world: World) -> None:
    """One of the three was found; then that unit turns out to be stated as reconciled, and covers nothing more here.

    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | L1        | -3       | M      | 0          | 3
    2026-10-07 | F1        | 1        | F      | 0          | 1
    """
    world.reconcile()
    ((claim_id,),) = world.rows("claim", "claim_id")
    world.dismiss(claim_id)
    world.reconcile()
    assert world.rows("claim", "claim_id", "status", "quantity_open") == [(claim_id, "dismissed", "2")]
    world.con.execute("delete from ledger_detail where reference_id = 'F1'")
    world.reconcile()
    assert world.rows("claim", "claim_id", "status", "quantity_open") == [(claim_id, "claimable", "3")]


def test_a_dismissed_claim_stays_away_when_less_is_open(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -3       | M
    """
    world.reconcile()
    ((claim_id,),) = world.rows("claim", "claim_id")
    world.dismiss(claim_id)
    world.fill("""
        ledger
        date       | reference | quantity | reason
        2026-10-07 | F1        | 1        | F
    """)
    world.reconcile()
    assert world.rows("claim", "claim_id", "status", "quantity_open") == [(claim_id, "dismissed", "2")]


def test_dismissing_a_shared_row_dismisses_both_parts_and_one_alone_only_itself(world: World) -> None:
    """X1: both parts are questions and share a row. X2: two rows, of which the question is dismissed.

    ledger
    date       | fnsku | reference | quantity | reason | disposition | reconciled | unreconciled
    2026-10-05 | X1    | L1        | -3       | M      | DEFECTIVE   | 1          | 2
    2026-10-05 | X2    | L2        | -3       | M      | SELLABLE    | 1          | 2

    expected
    status    | reference_id | part       | quantity_open
    dismissed | L1           | rest       | 3
    dismissed | L2           | reconciled | 1
    claimable | L2           | rest       | 2
    """
    world.reconcile()
    ids = world.told("concat(reference_id, status)", "claim_id")
    world.dismiss(ids["L1review"])
    world.dismiss(ids["L2review"])
    assert len(world.decisions) == 3
    world.check()


def test_a_question_of_doubt_is_dismissed_alone_and_returns_when_more_of_the_event_is_open(world: World) -> None:
    """The event has four open units: one reconciled, one in doubt, two claimable; then Amazon restates the figures.

    ledger
    date       | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | L1        | -5       | M      | 1          | 4
    2026-10-07 | F1        | 1        | F      | 0          | 1

    payments
    approved   | id | reason       | cash
    2026-10-08 | P1 | Lost_Inbound | 1
    """
    world.reconcile()
    (doubt,) = [claim_id for (claim_id,) in world.rows("claim", "claim_id") if claim_id.endswith("-d")]
    world.dismiss(doubt)
    world.reconcile()
    assert world.rows("claim", "status", "quantity_open") == [
        ("claimable", "2"),
        ("dismissed", "1"),
        ("review", "1"),
    ]
    world.con.execute("delete from ledger_detail where reference_id = 'F1'")
    world.reconcile()
    assert world.rows("claim", "status", "quantity_open") == [
        ("claimable", "3"),
        ("review", "1"),
        ("review", "1"),
    ]


def test_a_question_about_the_amount_is_dismissed_apart_from_the_claim_of_its_reversal(world: World) -> None:
    """
    payments
    approved   | id | cash | inventory | total  | original
    2026-10-05 | P1 | 2    | 0         | 20.00  |
    2026-10-20 | V1 | -4   | 2         | -48.00 | P1
    """
    world.reconcile()
    rows = world.told("status", "claim_id")
    assert set(rows) == {"review"}, "P1 covers the two units lost"
    world.dismiss(rows["review"])
    world.reconcile()
    assert world.rows("claim", "status", "quantity_open") == [("dismissed", "2")]


def test_a_dismissed_loss_is_as_a_settled_one_to_the_doubt_of_others(world: World) -> None:
    """P1 puts one unit of L1 in doubt. With L1 dismissed the question moves on to L2.

    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -1       | M
    2026-10-06 | L2        | -1       | M

    payments
    approved   | id | reason       | cash
    2026-10-08 | P1 | Lost_Inbound | 1
    """
    world.decisions = [
        Decision(part_claim_id=part, decision="dismissed", case_id="", open_units=1) for part in first_loss(world)
    ]
    world.reconcile()
    assert world.rows("claim", "reference_id", "status") == [("L1", "dismissed"), ("L2", "review")]


def first_loss(world: World) -> list[str]:
    world.reconcile()
    assert world.rows("claim", "reference_id", "status") == [("L1", "review"), ("L2", "claimable")]
    return [row[0] for row in world.rows("loss_standing", "part_claim_id", "event_id") if row[1] in event_of(world)]


def event_of(world: World) -> set[str]:
    return {row[1] for row in world.rows("claim", "reference_id", "event_id") if row[0] == "L1"}


# --- the whole way ---------------------------------------------------------------------------


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with one claim of two units and one question."""
    world = world_of(
        ledger="""
            day        | reason | quantity | reconciled | unreconciled
            2026-09-20 | M      | -3       | 1          | 2
        """
    )
    folder = tmp_path / "shop"
    app.init_workspace(folder)
    app.import_files(folder, write_reports(world, tmp_path / "files"), yes=True)
    return folder


def statuses(folder: Path) -> dict[str, str]:
    return {row["claim_id"]: row["status"] for row in app.claims(folder, TODAY)}


def test_a_dismissal_outlives_the_database_and_can_be_taken_back(shop: Path) -> None:
    (claimable,) = [claim_id for claim_id, status in statuses(shop).items() if status == "claimable"]
    app.run(shop, TODAY, with_report=False)
    app.dismiss(shop, [claimable], "we sold it", today=TODAY)
    app.rebuild(shop)
    assert statuses(shop) == {claimable: "dismissed", f"{claimable}-r": "review"}
    assert app.restore(shop, claimable) == "main"
    assert statuses(shop) == {claimable: "claimable", f"{claimable}-r": "review"}
    with pytest.raises(NotDismissedError, match="is not dismissed"):
        app.restore(shop, claimable)
    with pytest.raises(UnknownClaimError, match="no claim 'LOST-none'"):
        app.dismiss(shop, ["LOST-none"], "?", today=TODAY)


def test_several_claims_are_dismissed_together_and_none_if_one_of_them_is_unknown(shop: Path) -> None:
    app.run(shop, TODAY, with_report=False)
    both = list(statuses(shop))
    assert len(both) == 2
    with pytest.raises(UnknownClaimError, match="no claim 'LOST-none'"):
        app.dismiss(shop, [*both, "LOST-none"], "settled", today=TODAY)
    assert "dismissed" not in statuses(shop).values()
    app.dismiss(shop, [*both, both[0]], "settled", today=TODAY)
    app.run(shop, TODAY, with_report=False)
    assert set(statuses(shop).values()) == {"dismissed"}


def test_claims_of_two_accounts_are_dismissed_in_one_go(shop: Path, tmp_path: Path) -> None:
    app.init_workspace(shop, account="second")
    app.import_files(shop, sorted((tmp_path / "files").iterdir()), account="second", yes=True)
    app.run(shop, TODAY, with_report=False)
    named = {row["account"]: row["claim_id"] for row in app.claims(shop, TODAY) if row["status"] == "claimable"}
    assert set(named) == {"main", "second"}
    app.dismiss(shop, list(named.values()), "settled", today=TODAY)
    assert [row["status"] for row in app.claims(shop, TODAY) if row["claim_id"] in named.values()].count("dismissed")


@pytest.mark.parametrize(
    ("reason", "is_reported"),
    [
        ("filed as case 16881234567", True),
        ("asked in the tool on 2026-11-22", True),
        ("filed as case CASE_NUMBER", False),
        ("asked in the tool on DAY", False),
        ("settled, as seen in Seller Central", False),
    ],
)
def test_a_dismissal_that_says_how_it_was_filed_is_known_as_such(reason: str, *, is_reported: bool) -> None:
    decision = Decision(part_claim_id="L", decision="dismissed", case_id="", open_units=1, reason=reason)
    assert decision.is_reported is is_reported


def test_a_claim_put_away_as_filed_stays_dismissed_in_the_file_and_readable_on_the_pages(shop: Path) -> None:
    app.run(shop, TODAY)
    claimable = next(claim for claim, status in statuses(shop).items() if status == "claimable")
    app.dismiss(shop, [claimable], "filed as case 16881234567", today=TODAY)
    assert statuses(shop)[claimable] == "dismissed"
    app.run(shop, TODAY)
    pages = next(shop.rglob("index.html")).parent
    first = (pages / "index.html").read_text(encoding="utf-8")
    assert "Filed by hand" in first
    assert "a person put it away as filed" in first
    claims = next(pages.glob("data-*/claims-000.js")).read_text(encoding="utf-8")
    assert "Filed, as a person says: filed as case 16881234567." in claims
    cases = next(pages.glob("data-*/cases-000.js")).read_text(encoding="utf-8")
    assert '"reported"' in cases
