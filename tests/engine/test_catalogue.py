"""The catalogue of claim types and what hangs on it: query files, rules, sentences; walked in both directions."""

from __future__ import annotations

import re
from typing import Any

import pytest

import queries
from reconcile.engine.catalogue import CLAIM_TYPES, DOUBT_PASSES, PASSES, PAYMENT_REASONS, ClaimType
from reconcile.engine.reasons import OWN_TEXTS, STATUS_TEXTS
from tests.engine.conftest import World, rules

#: files of queries/loss and queries/cover that find no rows of a type of their own
HELPERS = {
    "loss/late_value": "the value that late rows bring along",
    "loss/numbered": "numbers the rows of all types",
    "loss/numbered_late": "numbers the late rows after them",
    "cover/numbered": "numbers the cover of all types",
}
#: subjects for which a region has no published rule: such a loss is a question without dates
WITHOUT_RULE = {"inbound": {"JP"}}
STATUSES = ("filed", "dismissed", "expired", "review", "waiting", "claimable")
PLACEHOLDERS = {"deadline", "opens", "reference", "fnsku", "case", "cover"}
CLICK_PATH = "Seller Central >"


def files_of(room: str) -> set[str]:
    return {name for name in queries.names() if name.startswith(f"{room}/")} - set(HELPERS)


def test_every_loss_query_belongs_to_one_claim_type() -> None:
    named = [f"loss/{name}" for kind in CLAIM_TYPES for name in (*kind.losses, *kind.late_losses)]
    assert sorted(named) == sorted(files_of("loss"))


def test_every_cover_query_belongs_to_one_claim_type() -> None:
    named = [f"cover/{name}" for kind in CLAIM_TYPES for name in kind.cover]
    assert sorted(named) == sorted(files_of("cover"))


def test_every_stage_of_a_claim_type_is_a_query_that_something_of_the_type_reads() -> None:
    for kind in CLAIM_TYPES:
        own = [f"loss/{name}" for name in (*kind.losses, *kind.late_losses)]
        own += [f"cover/{name}" for name in kind.cover] + [f"stage/{name}" for name in kind.stages]
        own += [f"match/{name}" for step in kind.exact for name in (step.losses, step.cover)]
        read = {table for name in own for table in queries.load(name).inputs}
        assert set(kind.stages) <= read
        assert {f"stage/{name}" for name in kind.stages} <= set(queries.names())


def test_the_list_of_helpers_is_not_stale() -> None:
    assert set(HELPERS) <= set(queries.names())


@pytest.mark.parametrize("kind", CLAIM_TYPES, ids=lambda kind: kind.name)
def test_a_loss_query_gives_the_one_shape_and_bears_the_name_of_its_type(kind: ClaimType) -> None:
    shape = queries.load("loss/warehouse_lost").outputs
    for name in kind.losses:
        assert queries.load(f"loss/{name}").outputs == shape
    for name in kind.late_losses:
        assert queries.load(f"loss/{name}").outputs == (*shape, "unit_value")
    for name in (*kind.losses, *kind.late_losses):
        assert f"'{kind.name}' as claim_type" in queries.text(f"loss/{name}")


def test_every_cover_query_gives_the_one_shape() -> None:
    shapes = {queries.load(name).outputs for name in files_of("cover")}
    assert len(shapes) == 1


def test_names_and_prefixes_of_claim_types_are_unique() -> None:
    assert len({kind.name for kind in CLAIM_TYPES}) == len(CLAIM_TYPES)
    assert len({kind.prefix for kind in CLAIM_TYPES}) == len(CLAIM_TYPES)


@pytest.mark.parametrize("kind", CLAIM_TYPES, ids=lambda kind: kind.name)
def test_every_claim_type_has_window_rules_for_its_subject(kind: ClaimType) -> None:
    columns, rows = rules()["window_rule"]
    regions = {row[columns.index("region")] for row in rows if row[columns.index("subject")] == kind.subject}
    assert {"US", "CA", "MX", "UK", "EU", "JP"} <= regions | WITHOUT_RULE.get(kind.subject, set())


def test_every_length_of_a_window_in_months_is_understood_by_the_query() -> None:
    columns, rows = rules()["window_rule"]
    months = {row[columns.index("closes_months")] for row in rows} - {None}
    sql = queries.text("claims/loss_standing")
    assert months == {int(found) for found in re.findall(r"closes_months = (\d+)", sql)}
    assert months == {int(found) for found in re.findall(r"interval (\d+) month", sql)}


def test_passes_are_numbered_in_order_and_doubt_begins_with_4() -> None:
    assert [step.number for step in (*PASSES, *DOUBT_PASSES)] == [0, 1, 2, 3, 4, 5]
    assert {step.early_days for step in DOUBT_PASSES} == {60}


def test_an_exact_key_closes_losses_of_pass_2() -> None:
    assert {step.number for kind in CLAIM_TYPES for step in kind.exact} == {2}


def test_every_match_query_is_part_of_a_pass() -> None:
    exact = [step for kind in CLAIM_TYPES for step in kind.exact]
    named = {f"match/{name}" for step in (*exact, *PASSES, *DOUBT_PASSES) for name in (step.losses, step.cover)}
    assert named | {"match/match", "match/nothing_matched"} == {
        name for name in queries.names() if name.startswith("match/")
    }


def test_payment_reasons_are_folded_as_the_stage_folds_them() -> None:
    assert all(re.fullmatch(r"[a-z]+", reason) for reason in PAYMENT_REASONS)
    used = set[str]()
    for name in ("cover/warehouse_lost", "cover/warehouse_damaged", "cover/inbound_payment", "cover/other_payment"):
        used |= set(re.findall(r"'([a-z]+(?:warehouse|inbound))'", queries.text(name)))
    assert used <= set(PAYMENT_REASONS)


# --- sentences -------------------------------------------------------------------------------


#: queries besides those of loss/ that give a question
ASKING = {
    *("claims/loss_standing", "claims/claim_part", "stage/short_payment"),
    *("stage/refund", "stage/damaged_return", "stage/inbound_line"),
}


def codes_in_sql() -> set[str]:
    """Every question code and status that a query can give: texts after then, else, and `as question`."""
    found: set[str] = set()
    for name in queries.names():
        if name.startswith("loss/") or name in ASKING:
            sql = queries.text(name)
            for expression in re.findall(
                r"case\n(?:(?!\bend as).)*end as (?:\w+_)?(?:question|status)\b", sql, re.DOTALL
            ):
                found |= set(re.findall(r"(?:then|else) '(\w+)'", expression))
            found |= set(re.findall(r"'(\w+)' as (?:question|status)\b", sql))
            found |= set(re.findall(r"case when [^\n]* then '(\w+)' else [^\n]*end as (?:question|status)\b", sql))
            found |= set(re.findall(r"else '(\w+)' end as (?:question|status)\b", sql))
    return found


def test_every_code_that_sql_gives_has_a_sentence_and_every_sentence_a_code() -> None:
    # a review row says its question instead
    assert codes_in_sql() - {"review"} == set(STATUS_TEXTS)


def test_every_status_of_the_contract_but_review_has_a_sentence() -> None:
    assert set(STATUSES) - {"review"} <= set(STATUS_TEXTS)


def test_sentences_of_one_type_are_of_known_codes_and_types() -> None:
    for code, kind in OWN_TEXTS:
        assert code in STATUS_TEXTS
        assert kind in {one.name for one in CLAIM_TYPES}


@pytest.mark.parametrize("text", [*STATUS_TEXTS.values(), *OWN_TEXTS.values()])
def test_a_sentence_has_only_placeholders_that_are_filled(text: str) -> None:
    assert set(re.findall(r"\{(\w*)\}", text)) <= PLACEHOLDERS
    filled = queries.text("claims/claim")
    assert all(f"'{{{name}}}'" in filled for name in re.findall(r"\{(\w*)\}", text))


@pytest.mark.parametrize("code", sorted(set(STATUS_TEXTS) - set(STATUSES)))
def test_the_text_of_a_review_row_is_a_question_with_its_click_path(code: str) -> None:
    text = STATUS_TEXTS[code]
    assert "?" in text
    assert CLICK_PATH in text


def test_statuses_of_a_world_with_much_in_it_are_those_of_the_contract(world: World) -> None:
    """
    costs
    sku   | cost  | approved_on
    SKU-1 | 20.00 |

    ledger
    date       | fnsku | reference | quantity | reason | disposition | reconciled | unreconciled | country
    2026-10-05 | X1    | L1        | -3       | M      | SELLABLE    | 1          | 2            | US
    2026-11-10 | X2    |           | -3       | M      | SELLABLE    | 1          | 2            | CA
    2026-09-05 | X3    | L3        | -3       | M      | DEFECTIVE   | 1          | 1            | US
    2026-10-05 | X4    | D4        | -1       | 6      | SELLABLE    |            |              | US
    2026-10-05 | X5    | D5        | -1       | E      | SELLABLE    |            |              | AU

    payments
    approved   | fnsku | id | reason            | cash | inventory | total  | condition | original
    2026-10-08 | X1    | P1 | GeneralAdjustment | 1    | 0         | 10.00  | New       |
    2026-10-08 | X4    | P4 | Damaged_Warehouse | 1    | 0         | 10.00  | New       |
    2026-10-08 | X6    | P6 | Lost_Warehouse    | 1    | 0         | 12.00  | Used      |
    2026-10-20 | X7    | V7 | Lost_Warehouse    | 0    | 0         | -7.00  | New       | P9
    2026-10-05 | X8    | P8 | Lost_Warehouse    | 2    | 0         | 20.00  | New       |
    2026-10-20 | X8    | V8 | Lost_Warehouse    | -2   | 2         | -24.00 | New       | P8
    """
    world.reconcile()
    seen = {row[0] for row in world.rows("claim", "status")}
    assert seen <= set(STATUSES)
    assert {"expired", "review", "waiting", "claimable"} <= seen
    codes: set[Any] = {row[0] for row in world.rows("claim", "status_code")}
    assert {"settled_unseen", "cover_in_doubt", "no_rule", "reversed_above_paid"} <= codes
