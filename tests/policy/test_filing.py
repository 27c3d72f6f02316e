"""The filing data as it loads: complete, sourced, dated; and what does not load."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from reconcile.engine.catalogue import CLAIM_TYPES
from reconcile.policy import load_policy
from reconcile.policy.filing import FILE_NAME, filing_from, load_filing
from reconcile.policy.load import PolicyError

FILING = load_filing()
TODAY = date(2026, 11, 22)
NAMES = [kind.name for kind in CLAIM_TYPES]


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_type_is_grouped_and_has_a_route_in_every_region_that_has_its_rule(name: str) -> None:
    subject = next(kind.subject for kind in CLAIM_TYPES if kind.name == name)
    assert FILING.group_of(name)
    for rule in load_policy().window_rules:
        if rule.subject == subject:
            assert FILING.route_of(name, rule.region, TODAY), rule.region


def test_only_known_claim_types_are_described() -> None:
    assert {one.claim_type for one in FILING.groups} == set(NAMES)
    assert {one.claim_type for one in FILING.routes} == set(NAMES)


def test_every_route_says_who_saw_it_and_ends_with_the_draft() -> None:
    for route in FILING.routes:
        assert route.source
        assert route.confidence in {"certain", "likely", "unsure"}
        assert not route.is_verified, "nobody of us has seen these pages; a person who has may set it"
        assert route.steps[0].action == "open"
        assert route.steps[-1].value == "body"
        assert route.checked_on <= TODAY


def test_there_are_three_looks_before_filing_each_with_something_to_look_for() -> None:
    for name in NAMES:
        ticks = FILING.ticks_of(name)
        assert [tick.menu[-1] for tick in ticks] == ["Manage your case log", "In progress", "Resolved"]
        # no other case bears the id that stops; an FNSKU only finds what is then compared
        assert {tick.value for tick in ticks} <= {"reference_ids", "group_id"}
        assert {tick.candidates for tick in ticks} <= {"fnsku", "original_ids_and_fnsku", "tracking_ids"}


def test_nobody_is_told_to_reply_in_a_case_where_the_route_forbids_cases() -> None:
    for name in NAMES:
        route = FILING.route_of(name, "US", TODAY)
        assert route
        told = " ".join(tick.text for tick in FILING.ticks_of(name))
        assert ("reply in that case" in told) is not route.is_request
        assert any(step.value == "subject" for step in route.steps) is not route.is_request


def test_a_route_holds_from_its_day_on() -> None:
    route = FILING.route_of("warehouse_lost", "UK", TODAY)
    assert route
    assert FILING.route_of("warehouse_lost", "UK", date(2025, 1, 8)) is None
    assert FILING.route_of("warehouse_lost", "UK", date(2025, 1, 9)) == route
    assert FILING.route_of("warehouse_lost", "XX", TODAY) is None


@pytest.mark.parametrize(
    ("marketplace", "languages"),
    [("US", ("en",)), ("DE", ("de", "en")), ("AT", ("de", "en")), ("JP", ("ja", "en")), ("FR", ("en",)), ("", ("en",))],
)
def test_a_draft_is_in_the_language_of_the_marketplace_with_english_beside(
    marketplace: str, languages: tuple[str, ...]
) -> None:
    assert FILING.languages_of(marketplace) == languages


def test_the_host_is_that_of_the_marketplace() -> None:
    assert FILING.host_of("DE") == "sellercentral.amazon.de"
    assert FILING.host_of("XX") == ""
    assert FILING.region_of("DE") == "EU"
    assert FILING.region_of("XX") == ""


def test_every_sentence_is_given_to_the_catalogs_once() -> None:
    messages = FILING.messages()
    assert len(set(messages)) == len(messages)
    assert "Enter the FNSKU and choose Continue." in messages
    assert all(text.isascii() and "\n" not in text for text in messages)


def fault_after(tmp_path: Path, old: str, new: str) -> str:
    text = files("reconcile.policy").joinpath(FILE_NAME).read_text(encoding="utf-8")
    assert old in text
    tmp_path.joinpath(FILE_NAME).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        filing_from(tmp_path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('source = ["POLICY-PAGE", "LOST-SOP"]\n', "", "group no. 1 source: Field required"),
        ('["CASE-LOG", "CASE-SEARCH"]', '["HEARSAY"]', "no source is named 'HEARSAY'"),
        ('value = "fnsku"', 'value = "buyer_name"', "route no. 1 step no. 3 value"),
        ('path = "/cu/case-lobby"', 'path = "https://elsewhere.example"', "tick no. 1 path"),
        ("effective_from = 2024-10-23\n", "", "route no. 1 effective_from: Field required"),
        ('regions = ["US"]', 'regions = ["US", "US"]', "the route of 'warehouse_lost US 2024-10-23' stands 2 times"),
        ('regions = ["US"]', 'regions = ["XX"]', "route: unknown region 'XX'"),
        ('claim_types = ["warehouse_lost", "warehouse_damaged"]', 'claim_types = ["warehouse_lost"]', "have no group"),
        ('countries = ["DE", "AT"]', 'countries = ["DE", "JP"]', "the language of 'JP' stands 2 times"),
        ("verified = false", "verified = true\nconfidence_ = 1", "confidence_: Extra inputs"),
        ("[sources]", "[sources", FILE_NAME),
    ],
)
def test_a_faulty_file_does_not_load_and_says_where(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert fault in fault_after(tmp_path, old, new)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="the file is missing"):
        filing_from(tmp_path)


def test_the_pace_of_filing_is_dated_and_marked_as_long_as_nobody_verified_it() -> None:
    pace = load_filing().pace_on(date(2026, 11, 22))
    assert pace
    assert (pace.cases_a_day, pace.is_verified, pace.confidence) == (5, False, "unsure")
    assert pace.source
    assert load_filing().pace_on(date(1999, 1, 1)) is None
