"""Faulty rule files do not load, and the message names the fault and its place."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from reconcile.policy.load import PolicyError, policy_from

FILES = ("claim_windows.toml", "valuation.toml", "reason_codes.toml", "marketplaces.toml", "report_needs.toml")
Change = Callable[[str, str, str], None]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for name in FILES:
        text = files("reconcile.policy").joinpath(name).read_text(encoding="utf-8")
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def change(rules: Path) -> Change:
    def replaced(name: str, old: str, new: str) -> None:
        path = rules / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replaced


def fault_of(rules: Path) -> str:
    with pytest.raises(PolicyError) as caught:
        policy_from(rules)
    return str(caught.value)


def test_the_stamp_tells_rules_apart_but_not_line_ends(rules: Path, change: Change) -> None:
    first = policy_from(rules).stamp
    for name in FILES:
        path = rules / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert policy_from(rules).stamp == first
    change("valuation.toml", "amount = 5000.00", "amount = 5000.01")
    assert policy_from(rules).stamp != first


def test_a_rule_without_a_source_does_not_load(rules: Path, change: Change) -> None:
    change("claim_windows.toml", 'source = ["US-FC", "US-ANN1"]\n', "")
    assert "claim_windows.toml does not load: rule no. 1 source: Field required" in fault_of(rules)


def test_a_source_that_nobody_described_does_not_load(rules: Path, change: Change) -> None:
    change("valuation.toml", 'source = ["US-CAP"]', 'source = ["HEARSAY"]')
    told = fault_of(rules)
    assert "value_cap no. 1: no source is named 'HEARSAY'" in told
    assert "the source 'US-CAP' is not used" in told


def test_two_rules_from_the_same_day_do_not_load(rules: Path, change: Change) -> None:
    change("claim_windows.toml", 'regions = ["UK", "EU"]\n', 'regions = ["UK", "EU", "UK"]\n')
    assert "'UK fulfilment_centre_operations 2025-01-09' stands 2 times" in fault_of(rules)


def test_a_window_needs_exactly_one_end_and_not_before_its_beginning(rules: Path, change: Change) -> None:
    change("claim_windows.toml", "closes_days = 60\n", "closes_days = 60\ncloses_months = 2\n")
    change("claim_windows.toml", "opens_days = 60\ncloses_days = 120", "opens_days = 60\ncloses_days = 12")
    told = fault_of(rules)
    assert "give either closes_days or closes_months" in told
    assert "the window closes before it opens" in told


def test_an_unsure_rule_cannot_call_itself_verified(rules: Path, change: Change) -> None:
    change("valuation.toml", 'verified = true\nconfidence = "likely"', 'verified = true\nconfidence = "unsure"')
    assert "cannot be verified" in fault_of(rules)


def test_a_rule_cannot_be_taken_over_from_a_region_that_has_none(rules: Path, change: Change) -> None:
    change("claim_windows.toml", 'from = "US"', 'from = "BR"')
    assert "'BR' has no rule on fulfilment_centre_operations since 2024-10-23 to lend" in fault_of(rules)


def test_an_unknown_region_does_not_load(rules: Path, change: Change) -> None:
    change("valuation.toml", 'region = "JP"', 'region = "XX"')
    assert "unknown region 'XX'" in fault_of(rules)


def test_a_misspelt_field_does_not_load(rules: Path, change: Change) -> None:
    change("reason_codes.toml", "meaning =", "meening =")
    told = fault_of(rules)
    assert "reason_code no. 1 meaning: Field required" in told
    assert "reason_code no. 1 meening: Extra inputs are not permitted" in told


def test_a_country_in_two_regions_does_not_load(rules: Path, change: Change) -> None:
    change("marketplaces.toml", '"SK"]', '"SK", "GB"]')
    assert "country 'GB' stands 2 times" in fault_of(rules)


def test_a_marketplace_of_another_region_than_its_country_does_not_load(rules: Path, change: Change) -> None:
    change("marketplaces.toml", 'country = "DE"\nregion = "EU"', 'country = "DE"\nregion = "UK"')
    assert "marketplace 'DE': country 'DE' is not of region 'UK'" in fault_of(rules)


def test_a_file_that_is_no_toml_names_line_and_column(rules: Path, change: Change) -> None:
    change("claim_windows.toml", "[sources]", "[sources")
    assert "line" in fault_of(rules)


def test_a_missing_file_is_told(rules: Path) -> None:
    (rules / "valuation.toml").unlink()
    assert "valuation.toml does not load: the file is missing" in fault_of(rules)


def test_without_a_tolerance_for_every_other_currency_nothing_loads(rules: Path, change: Change) -> None:
    change("valuation.toml", 'currency = ""', 'currency = "EUR"')
    assert "no row for every other currency" in fault_of(rules)


def test_a_claim_type_that_rests_on_a_report_nobody_describes_is_refused(rules: Path, change: Change) -> None:
    change("report_needs.toml", '"removal_receipts"]', '"removal_receipt"]')
    assert "rests_on no. 5: nothing is said of the report 'removal_receipt'" in fault_of(rules)
