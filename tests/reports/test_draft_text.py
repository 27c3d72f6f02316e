"""The drafts, word for word in every state, and what may never stand in one."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from itertools import product

import pytest

from reconcile.engine.catalogue import CLAIM_TYPES
from reconcile.policy.filing import load_filing
from reports.claim_views import READING_LANGUAGES
from reports.draft_parts import plain_id
from reports.drafts import LENGTH_LIMIT, UnknownDraftError, draft_text, fits
from reports.filing_values import Draft
from tests.reports.filing_samples import AS_OF, LANGUAGES, READING, TYPES, case_of, entry, entry_of, states

Golden = Callable[[str, str], None]
HOSTILE = (
    "two\nlines",
    "Subject: x\r\nBcc: y",
    "{{ 7 * 7 }}{% raw %}",
    "{draft.open}",
    "</script><script>alert(1)</script>",
    "x" * 4000,
    "TASSE-\u00fc\u4e2d",
    "\u202egnirts",
    "a\tb",
    " ",
    "=HYPERLINK(1)",
    "%s %(name)s $name",
)


def told(draft: Draft) -> str:
    return f"{draft.head}\n{draft.subject}\n\n{draft.body}"


@pytest.mark.parametrize(("claim_type", "language"), list(product(TYPES, LANGUAGES)))
def test_a_draft_is_as_it_was_read_and_approved_in_every_state(claim_type: str, language: str, golden: Golden) -> None:
    parts = [f"=== {name}\n\n{told(draft_text(case, language))}" for name, case in states(claim_type).items()]
    golden(f"drafts/{claim_type}.{language}.txt", "\n".join(parts))


def test_there_is_a_template_for_every_claim_type_and_language_and_no_other() -> None:
    names = {kind.name for kind in CLAIM_TYPES}
    spoken = {"en"} | {language for _, language in load_filing().languages}
    assert names == set(TYPES)
    assert spoken == set(LANGUAGES)
    there = {one.name for one in files("reports").joinpath("templates", "drafts").iterdir()}
    assert there == {f"{name}.{language}.txt.j2" for name in {*names, "_parts"} for language in {*spoken, READING}}
    assert READING_LANGUAGES == (READING,)


def test_a_value_that_was_converted_says_by_which_rate() -> None:
    case = case_of("warehouse_lost", replace(entry(1), converted="2026-09-22: 1 EUR = 7.8 CNY, 1 EUR = 1.17 USD"))
    assert "(2026-09-22: 1 EUR = 7.8 CNY, 1 EUR = 1.17 USD)" in draft_text(case, "en").body


def test_a_language_without_a_template_is_named() -> None:
    with pytest.raises(UnknownDraftError, match="'warehouse_lost' in 'fr'"):
        draft_text(case_of("warehouse_lost"), "fr")


@pytest.mark.parametrize(("claim_type", "language"), list(product(TYPES, LANGUAGES)))
def test_a_draft_is_short_and_plain_in_every_state(claim_type: str, language: str) -> None:
    for name, case in states(claim_type).items():
        draft = draft_text(case, language)
        assert_plain(draft, name)


def assert_plain(draft: Draft, name: str) -> None:
    text = f"{draft.subject}\n{draft.body}"
    assert len(text) < LENGTH_LIMIT, name
    assert draft.subject.count(" | ") >= 3, name
    assert "\n" not in draft.subject
    assert not re.search(r"[{}]|\bNone\b|\n{3,}| \n|  |undefined", text), text
    if draft.language == "en":
        assert text.isascii(), name
    foreign = {one for one in text if not one.isascii()}
    assert all(unicodedata.category(one).startswith("L") for one in foreign), sorted(foreign)


@pytest.mark.parametrize(("claim_type", "language"), list(product(TYPES, LANGUAGES)))
def test_a_draft_ends_with_one_ask_and_neither_threatens_nor_pleads(claim_type: str, language: str) -> None:
    for case in states(claim_type).values():
        body = draft_text(case, language).body
        assert not re.search(r"\b(lawyer|court|legal|sue|unfair|urgent|disappointed|immediately|Anwalt|sofort)\b", body)
        assert "!" not in body
        assert "?" not in body
        ask = body.rstrip().rpartition("\n\n")[2]
        assert "\n" not in ask


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("claim_type", TYPES)
def test_hostile_ids_do_no_harm(claim_type: str, hostile: str) -> None:
    held = replace(
        entry_of(claim_type),
        product=hostile,
        sku=hostile,
        fnsku=hostile,
        asin=hostile,
        reference_id=hostile,
        original_id=hostile,
        fulfillment_center=hostile,
        reason_code=hostile,
    )
    case = replace(case_of(claim_type, held), group_id=hostile, currency="USD\n")
    for language in LANGUAGES:
        draft = draft_text(case, language)
        text = f"{draft.subject}\n{draft.body}"
        assert len(text) < LENGTH_LIMIT
        assert "\n" not in draft.subject
        if plain_id(hostile):
            assert hostile in draft.body
        else:
            assert hostile not in text or not hostile.strip()
            assert not draft.is_ready
        if language == "en":
            assert text.isascii()


@pytest.mark.parametrize(
    ("text", "kept"),
    [("X001", "X001"), ("A B", "A B"), ("a" * 40, "a" * 40), ("a" * 41, ""), ("", ""), (" X", ""), ("X\n", "")],
)
def test_an_id_is_used_only_if_it_is_plain(text: str, kept: str) -> None:
    assert plain_id(text) == kept


# --- when a sentence stands ------------------------------------------------------------------


@pytest.mark.parametrize("claim_type", TYPES)
def test_nothing_is_said_to_be_unpaid_for_days_that_are_not_loaded(claim_type: str) -> None:
    found = states(claim_type)
    assert "reimbursed: Reimbursements report covers" in draft_text(found["fresh"], "en").body.replace(" again", "")
    for name in ("missing days of both reports", "a report not loaded"):
        draft = draft_text(found[name], "en")
        assert "report covers" not in draft.body
        assert "days not loaded" in draft.body.lower()
        assert not draft.is_ready
        assert "Not loaded: Reimbursements report" in draft.head


def test_the_value_is_asked_only_if_all_of_it_is_known() -> None:
    known = draft_text(case_of("warehouse_lost", entry(1), entry(2)), "en")
    partly = draft_text(case_of("warehouse_lost", entry(1), replace(entry(2), unit_value=None, amount=None)), "en")
    assert "USD 188.40" in known.body
    assert "USD" not in partly.body


@pytest.mark.parametrize(("days", "is_stale"), [(0, False), (3, False), (4, True)])
def test_facts_are_good_for_three_days(days: int, is_stale: bool) -> None:  # noqa: FBT001
    case = replace(case_of("warehouse_lost"), facts_of=AS_OF)
    draft = draft_text(case, "en", filing_on=AS_OF + timedelta(days=days))
    assert draft.is_stale is is_stale
    assert draft.valid_to == date(2026, 11, 25)
    assert draft.head.startswith("Facts of 2026-11-22, valid to 2026-11-25.\n")
    assert ("Refresh first" in draft.head) is is_stale
    assert draft.is_ready is not is_stale


def test_a_lost_unit_may_be_filed_by_its_fnsku_a_damaged_one_needs_its_reference() -> None:
    assert draft_text(states("warehouse_lost")["no reference id"], "en").is_ready
    damaged = draft_text(states("warehouse_damaged")["no reference id"], "en")
    assert not damaged.is_ready
    assert [one.kind for one in damaged.missing] == ["reference_id"]


def test_the_subject_names_claim_type_id_product_and_quantity() -> None:
    assert draft_text(case_of("warehouse_lost"), "en").subject == "FC lost | 20077531550001 | X00AF2LWDB | 3"
    two = case_of("warehouse_lost", entry(1), entry(2))
    assert draft_text(two, "en").subject == "FC lost | 20077531550001 +1 | X00AF2LWDB | 6"
    part = replace(two, part=2, part_count=3)
    assert draft_text(part, "en").subject == "FC lost | 20077531550001 +1 | X00AF2LWDB | 6 | part 2 of 3"


def test_a_draft_that_is_too_long_in_one_of_its_languages_does_not_fit() -> None:
    held = [entry(number) for number in range(9)]
    lengths = {}
    for language in LANGUAGES:
        draft = draft_text(case_of("warehouse_lost", *held), language)
        lengths[language] = len(draft.subject) + 1 + len(draft.body)
    assert lengths["ja"] < lengths["en"] < lengths["de"]
    many = case_of("warehouse_lost", *(entry(number) for number in range(13)))
    assert fits(replace(many, languages=("ja",)))
    assert not fits(replace(many, languages=("ja", "de")))
