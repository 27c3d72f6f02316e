"""The rules as they load: complete, sourced, in the right periods."""

import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from reconcile.policy import WindowRule, load_policy

POLICY = load_policy()
TODAY = date(2026, 11, 22)
FULFILMENT = "fulfilment_centre_operations"


def rule_on(region: str, subject: str, filing_date: date = TODAY) -> WindowRule | None:
    found = [
        rule
        for rule in POLICY.window_rules
        if (rule.region, rule.subject) == (region, subject)
        and rule.effective_from <= filing_date
        and (rule.effective_until is None or filing_date < rule.effective_until)
    ]
    assert len(found) <= 1
    return found[0] if found else None


def window(rule: WindowRule | None) -> tuple[int, int | None, int | None, str] | None:
    return (rule.opens_days, rule.closes_days, rule.closes_months, rule.anchor) if rule else None


@pytest.mark.parametrize(
    ("region", "subject", "expected"),
    [
        ("US", FULFILMENT, (0, 60, None, "ledger_date")),
        ("US", "customer_return", (60, 120, None, "refund_date")),
        ("US", "removal_lost", (15, 75, None, "shipment_date")),
        ("US", "removal_other", (0, 60, None, "received_on")),
        ("US", "inbound", (0, None, 9, "delivered_on")),
        ("US", "revaluation", (0, 60, None, "approval_date")),
        ("UK", FULFILMENT, (0, 60, None, "ledger_date")),
        ("UK", "customer_return", (45, 105, None, "refund_date")),
        ("UK", "removal_lost", (15, 74, None, "shipment_date")),
        ("UK", "removal_other", (0, 60, None, "received_on")),
        ("UK", "inbound", (0, None, 6, "delivered_on")),
        ("UK", "revaluation", (0, 60, None, "approval_date")),
        ("EU", FULFILMENT, (0, 60, None, "ledger_date")),
        ("EU", "customer_return", (45, 105, None, "refund_date")),
        ("EU", "removal_lost", (15, 75, None, "shipment_date")),
        ("EU", "inbound", (0, None, 6, "delivered_on")),
        ("JP", FULFILMENT, (0, 60, None, "ledger_date")),
        ("JP", "customer_return", (45, 105, None, "refund_date")),
        ("JP", "inbound", None),
        ("AE", FULFILMENT, (0, 60, None, "ledger_date")),
        ("AE", "inbound", (15, 60, None, "delivered_on")),
        ("AE", "removal_lost", (15, 75, None, "shipment_date")),
        ("AE", "removal_other", (0, 30, None, "received_on")),
        ("AE", "customer_return", None),
        ("AU", FULFILMENT, None),
        ("BR", FULFILMENT, None),
        ("IN", FULFILMENT, None),
        ("SG", FULFILMENT, None),
        ("TR", FULFILMENT, None),
        ("ZA", FULFILMENT, None),
    ],
)
def test_the_windows_in_force_are_those_that_amazon_published(
    region: str, subject: str, expected: tuple[int, int | None, int | None, str] | None
) -> None:
    assert window(rule_on(region, subject)) == expected


@pytest.mark.parametrize(
    ("region", "switch"),
    [
        ("US", date(2024, 10, 23)),
        ("UK", date(2025, 1, 9)),
        ("EU", date(2025, 1, 9)),
        ("JP", date(2025, 1, 10)),
        ("CA", date(2024, 10, 23)),
    ],
)
def test_until_the_day_before_the_switch_the_18_months_held(region: str, switch: date) -> None:
    before = rule_on(region, FULFILMENT, switch - timedelta(days=1))
    after = rule_on(region, FULFILMENT, switch)
    assert before is not None
    assert before.closes_months == 18
    assert before.effective_until == switch
    assert after is not None
    assert after.closes_days == 60
    assert after.effective_until is None


def test_no_rule_is_known_in_the_emirates_before_september_2024() -> None:
    assert rule_on("AE", FULFILMENT, date(2024, 9, 4)) is None
    assert rule_on("AE", FULFILMENT, date(2024, 9, 5)) is not None


@pytest.mark.parametrize(("region", "lender"), [("CA", "US"), ("MX", "US"), ("SA", "AE"), ("EG", "AE")])
def test_a_rule_taken_over_is_that_of_the_lender_and_marked(region: str, lender: str) -> None:
    for subject in (FULFILMENT, "removal_lost", "removal_other", "inbound"):
        rule = rule_on(region, subject)
        assert rule is not None
        assert window(rule) == window(rule_on(lender, subject))
        assert (rule.taken_over_from, rule.is_verified) == (lender, False)


def test_every_region_with_a_warehouse_rule_has_an_unverified_one_on_reversals() -> None:
    with_rule = {rule.region for rule in POLICY.window_rules if rule.subject == FULFILMENT}
    reversals = [rule for rule in POLICY.window_rules if rule.subject == "reversal"]
    assert {rule.region for rule in reversals} == with_rule
    assert not any(rule.is_verified for rule in reversals)
    assert {rule.closes_days for rule in reversals} == {60}


def test_every_region_with_a_cost_rule_has_a_revaluation_window() -> None:
    assert all(rule_on(rule.region, "revaluation") for rule in POLICY.cost_rules)


def test_only_shipments_to_amazon_open_when_they_are_closed() -> None:
    assert {rule.subject for rule in POLICY.window_rules if rule.opens_on == "closed"} == {"inbound"}


def test_every_rule_says_who_says_so_and_when_it_was_checked() -> None:
    for rule in POLICY.window_rules:
        assert rule.source
        assert rule.checked_on <= TODAY
        assert rule.confidence in {"certain", "likely", "unsure"}
        assert not (rule.is_verified and rule.taken_over_from)
    assert len({rule.rule_id for rule in POLICY.window_rules}) == len(POLICY.window_rules)


@pytest.mark.parametrize("name", ["claim_windows.toml", "valuation.toml"])
def test_only_what_amazon_itself_wrote_is_called_verified(name: str) -> None:
    told = tomllib.loads(files("reconcile.policy").joinpath(name).read_text(encoding="utf-8"))
    own = re.compile(r"sellercentral\.amazon\.|announcement of Amazon")
    entries = [one for key in ("rule", "value_cap", "cost_rule") for one in told.get(key, ())]
    for entry in entries:
        sources = [told["sources"][tag] for tag in entry["source"]]
        is_own = any(own.search(text) and "third party" not in text for text in sources)
        assert is_own or not entry["verified"], entry


def test_the_windows_of_japan_in_force_are_not_verified_for_their_list_was_seen_in_a_mirror_only() -> None:
    current = [rule for rule in POLICY.window_rules if rule.region == "JP" and rule.effective_until is None]
    assert {rule.subject for rule in current} >= {"fulfilment_centre_operations", "customer_return", "revaluation"}
    assert not any(rule.is_verified for rule in current)


@pytest.mark.parametrize("name", ["claim_windows.toml", "valuation.toml"])
def test_a_day_that_stands_for_an_unknown_start_is_marked_as_such(name: str) -> None:
    told = tomllib.loads(files("reconcile.policy").joinpath(name).read_text(encoding="utf-8"))
    for entry in (one for key in ("rule", "value_cap", "cost_rule") for one in told.get(key, ())):
        stands_in = (entry["effective_from"].month, entry["effective_from"].day) == (1, 1)
        assert entry.get("start_known", True) is not stands_in, entry


def test_periods_of_a_region_and_subject_follow_each_other_without_gap_or_overlap() -> None:
    periods: dict[tuple[str, str], list[WindowRule]] = {}
    for rule in POLICY.window_rules:
        periods.setdefault((rule.region, rule.subject), []).append(rule)
    for rules in periods.values():
        starts = [rule.effective_from for rule in rules]
        assert starts == sorted(set(starts))
        assert [rule.effective_until for rule in rules] == [*starts[1:], None]


def test_caps_are_given_only_where_they_are_known() -> None:
    assert {(cap.region, cap.currency, cap.amount) for cap in POLICY.value_caps} == {
        ("US", "USD", Decimal(5000)),
        ("UK", "GBP", Decimal(2000)),
        ("EU", "EUR", Decimal(2000)),
        ("AU", "AUD", Decimal(6500)),
        ("BR", "BRL", Decimal(19250)),
        ("IN", "INR", Decimal(100000)),
    }


def test_cost_decides_from_the_day_each_region_was_switched() -> None:
    assert {(rule.region, rule.effective_from, rule.is_verified) for rule in POLICY.cost_rules} == {
        ("US", date(2025, 3, 31), True),
        ("UK", date(2025, 3, 31), False),
        ("EU", date(2025, 3, 31), False),
        ("JP", date(2025, 3, 11), False),
        ("CA", date(2025, 3, 31), False),
    }


def test_an_underpayment_must_exceed_one_major_unit_and_a_hundred_yen() -> None:
    tolerances = {one.currency: (one.share, one.total) for one in POLICY.underpayment_tolerances}
    assert tolerances[""] == (Decimal("0.05"), Decimal(1))
    without_cents = {one.currency for one in POLICY.currencies if one.region and not one.minor_digits}
    assert {code: tolerances[code] for code in without_cents} == {"JPY": (Decimal("0.05"), Decimal(100))}


def test_reason_codes_have_the_roles_that_the_match_needs() -> None:
    roles: dict[str, set[str]] = {}
    for reason in POLICY.reason_codes:
        roles.setdefault(reason.role, set()).add(reason.code)
    assert roles == {
        "lost": set("M5"),
        "damaged": set("E67HKU"),
        "found": set("F"),
        "into_disposition": set("P"),
        "out_of_disposition": set("Q"),
        "other": set("NODG34") | set("12J"),
    }
    assert {reason.code for reason in POLICY.reason_codes if not reason.is_current} == set("12J")
    signs = {reason.code: reason.sign for reason in POLICY.reason_codes}
    assert all(signs[code] == -1 for code in roles["lost"] | roles["damaged"])
    assert signs["F"] == signs["P"] == 1


def test_every_member_of_the_european_union_is_one_region_and_britain_another() -> None:
    regions = {one.country: one.region for one in POLICY.country_regions}
    assert sum(region == "EU" for region in regions.values()) == 27
    assert {regions[code] for code in ("DE", "FR", "CZ", "SK", "IE", "SE")} == {"EU"}
    assert regions["GB"] == regions["UK"] == "UK"
    assert regions["JP"] == "JP"


def test_payments_in_a_currency_belong_to_the_region_that_pays_in_it() -> None:
    regions = {one.currency: one.region for one in POLICY.currencies}
    assert {code for code, region in regions.items() if region == "EU"} == {"EUR", "SEK", "PLN", "CZK"}
    assert (regions["USD"], regions["CAD"], regions["MXN"], regions["GBP"]) == ("US", "CA", "MX", "UK")
    assert regions["CNY"] == ""
    digits = {one.currency: one.minor_digits for one in POLICY.currencies}
    assert (digits["JPY"], digits["USD"]) == (0, 2)


def test_every_region_has_one_currency_for_claims_at_cost() -> None:
    currencies = {one.region: one.currency for one in POLICY.region_currencies}
    assert {one.region for one in POLICY.country_regions} == set(currencies)
    assert (currencies["EU"], currencies["UK"], currencies["US"]) == ("EUR", "GBP", "USD")


def test_marketplaces_of_a_region_share_a_time_zone_that_exists() -> None:
    zones: dict[str, set[str]] = {}
    for one in POLICY.marketplaces:
        assert ZoneInfo(one.time_zone).key == one.time_zone
        zones.setdefault(one.region, set()).add(one.time_zone)
    assert all(len(found) == 1 for found in zones.values())
    assert zones["US"] == zones["CA"] == zones["MX"] == {"America/Los_Angeles"}
    assert zones["EU"] == {"Europe/Berlin"}


def test_a_marketplace_is_found_in_any_case_and_gb_is_the_uk() -> None:
    british = POLICY.marketplace("gb")
    assert british is not None
    assert british.code == "UK"
    assert POLICY.marketplace("XX") is None


def test_every_table_has_rows_as_wide_as_its_columns() -> None:
    for name, (columns, rows) in POLICY.tables().items():
        assert rows, name
        assert all(len(row) == len(columns) for row in rows)
