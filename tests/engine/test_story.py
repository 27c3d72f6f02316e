"""`why ID`: the story of units in lines that a person can check against file and line."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from reconcile import story as storytelling
from reconcile.story import story
from reports.claim_words import CLAIM_WORDS
from tests.engine.conftest import AS_OF, World, emptied

SHOP = """
    costs
    sku   | cost  | currency
    SKU-1 | 20.00 | EUR

    rates
    rate_on    | base | quote | rate
    2026-10-01 | EUR  | USD   | 1.10

    ledger
    date       | fnsku | sku   | reference | quantity | reason | reconciled | unreconciled
    2026-10-05 | X1    | SKU-1 | L1        | -7       | M      | 2          | 5
    2026-10-07 | X1    | SKU-1 | F1        | 1        | F      | 0          | 1
    2026-10-09 | X1    | SKU-1 | N1        | -1       | O      |            |
    2026-10-10 | X2    | SKU-2 | L2        | -2       | M      |            |
    2026-10-11 | X2    | SKU-2 | F2        | 1        | F      |            |

    payments
    approved   | fnsku | sku   | id | order | case_id | reason            | cash | inventory | total  | original
    2026-10-08 | X1    | SKU-1 | P1 |       | C-1     | Lost_Warehouse    | 2    | 0         | 24.00  |
    2026-10-12 | X1    | SKU-1 | P2 |       |         | Damaged_Warehouse | 1    | 0         | 22.00  |
    2026-10-13 | X1    | SKU-1 | P3 | 111-1 |         | CustomerReturn    | 1    | 0         | 12.00  |
    2026-10-20 | X2    | SKU-2 | V2 |       |         | Lost_Warehouse    | -3   | 1         | -12.00 | P9
"""

Told = Callable[[str], str]


@pytest.fixture(scope="module")
def shop(database: duckdb.DuckDBPyConnection) -> World:
    """A shop where something of everything happened."""
    world = emptied(database)
    world.fill(SHOP)
    world.reconcile()
    return world


@pytest.fixture
def told(shop: World) -> Told:
    """The story of an id in the shop, as one text."""
    return lambda wanted: "\n".join(story(shop.con, wanted, AS_OF))


def test_the_stories_of_a_loss_a_payment_and_a_product(told: Told, golden: Callable[[str, str], None]) -> None:
    golden("story/ledger_reference.txt", told("L1") + "\n")
    golden("story/reimbursement.txt", told("P1") + "\n")
    golden("story/product.txt", told("X2") + "\n")


def test_whatever_names_the_same_rows_tells_the_same_story(told: Told) -> None:
    """All but the head, which repeats the question."""
    by_product, by_sku = told("X2").splitlines(), told("SKU-2").splitlines()
    assert by_product[1:] == by_sku[1:]
    assert told(" L1 ") == told("L1")
    assert told("C-1").splitlines()[1:] == told("P1").splitlines()[1:]


def test_a_claim_and_its_question_tell_the_story_of_their_event(shop: World, told: Told) -> None:
    claims = shop.rows("claim", "claim_id", "reference_id", "status")
    of_l1 = [claim_id for claim_id, reference, _ in claims if reference == "L1"]
    assert len(of_l1) == 2, "one to be claimed, one in doubt"
    for claim_id in of_l1:
        text = told(claim_id)
        assert "reference L1" in text
        assert "[ledger.csv line 2]" in text
        assert "covered by found unit F1" in text
        assert "[ledger.csv line 3]" in text
        assert "perhaps covered by reimbursement P2" in text
        assert all(other in text for other in of_l1)
        assert "reference L2" not in text


def test_file_and_line_of_every_row_are_named(told: Told) -> None:
    for wanted, place in {
        "L2": "[ledger.csv line 5]",
        "F2": "[ledger.csv line 6]",
        "P2": "[payments.csv line 3]",
        "111-1": "[payments.csv line 4]",
        "V2": "[payments.csv line 5]",
        "P9": "[payments.csv line 5]",
        "N1": "[ledger.csv line 4]",
    }.items():
        assert place in told(wanted), wanted


def test_a_row_that_is_no_loss_says_so_and_what_its_code_means(told: Told) -> None:
    assert "neither a loss nor cover" in told("N1")
    assert "met no loss" in told("111-1")


def test_an_id_that_nothing_bears_has_no_story(told: Told) -> None:
    for wanted in ("LOST-0000", "x1", "", "   ", "'; drop table loss; --"):
        assert told(wanted) == ""


def test_whose_assignment_it_is_stands_below_every_story(told: Told) -> None:
    for wanted in ("L1", "P1", "X2", "N1"):
        assert told(wanted).endswith(CLAIM_WORDS["fifo"])


def test_a_product_with_thousands_of_rows_is_told_in_part(shop: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storytelling, "LIMIT", 1)
    lines = story(shop.con, "X2", AS_OF)
    assert lines[0].startswith("X2: 3 loss rows")
    assert "Only the first 1 rows of each kind are told; ask for a reference id or a claim to see one." in lines
    assert "2026-10-10  Lost in warehouse: 2 units" in "\n".join(lines)
    assert "taken back by a reversal, code" not in "\n".join(lines)


def test_a_claim_is_told_with_the_units_of_its_event_that_were_made_good(told: Told, shop: World) -> None:
    (claim,) = [one for (one, reference) in shop.rows("claim", "claim_id", "reference_id") if reference == "L1"][:1]
    by_claim, by_reference = told(claim).splitlines(), told("L1").splitlines()
    assert by_claim[1:] == by_reference[1:]
    assert by_claim[0] == f"{claim}: 2 loss rows, 3 cover rows, 0 other rows"
