"""What a rule file can have wrong that no single field shows; each fault in words, with its place."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from reconcile.policy.entries import ClaimWindowsFile, MarketplacesFile, ReportNeedsFile, RuleFile, ValuationFile
from reconcile.policy.lending import lends, rules_by_region


def unknown_sources(loaded: RuleFile) -> Iterator[str]:
    """Tags that name no source, and sources that no entry names."""
    used: set[str] = set()
    for name in type(loaded).model_fields:
        entries = getattr(loaded, name)
        if isinstance(entries, list):
            for number, entry in enumerate(entries, start=1):
                used.update(entry.source)
                for tag in entry.source:
                    if tag not in loaded.sources:
                        yield f"{name} no. {number}: no source is named '{tag}'"
    for tag in loaded.sources:
        if tag not in used:
            yield f"the source '{tag}' is not used"


def need_faults(needs: ReportNeedsFile) -> Iterator[str]:
    """Reports or claim types that stand twice, and claim types that rest on a report nothing is said of."""
    kinds = [entry.kind for entry in needs.report]
    yield from twice("report", kinds)
    yield from twice("claim type", (name for entry in needs.rests_on for name in entry.claim_types))
    for number, entry in enumerate(needs.rests_on, start=1):
        for kind in {*entry.loss, *entry.cover, *entry.value} - set(kinds):
            yield f"rests_on no. {number}: nothing is said of the report '{kind}'"


def twice(what: str, keys: Iterable[Hashable]) -> Iterator[str]:
    """Keys that stand more than once."""
    for key, count in Counter(keys).items():
        if count > 1:
            yield f"{what} '{key}' stands {count} times"


def place_faults(places: MarketplacesFile) -> Iterator[str]:
    """Regions, countries, currencies and marketplaces that do not fit each other."""
    regions = {entry.region for entry in places.region}
    currencies = {entry.currency for entry in places.currency}
    countries = {country: entry.region for entry in places.region for country in entry.countries}
    yield from twice("region", (entry.region for entry in places.region))
    yield from twice("country", (country for entry in places.region for country in entry.countries))
    yield from twice("currency", (entry.currency for entry in places.currency))
    yield from twice("marketplace", (entry.code for entry in places.marketplace))
    for region in places.region:
        if region.currency not in currencies:
            yield f"region '{region.region}': unknown currency '{region.currency}'"
    for currency in places.currency:
        if currency.region and currency.region not in regions:
            yield f"currency '{currency.currency}': unknown region '{currency.region}'"
    for one in places.marketplace:
        if countries.get(one.country) != one.region:
            yield f"marketplace '{one.code}': country '{one.country}' is not of region '{one.region}'"
        if one.currency not in currencies:
            yield f"marketplace '{one.code}': unknown currency '{one.currency}'"


def window_faults(windows: ClaimWindowsFile, regions: set[str]) -> Iterator[str]:
    """Unknown regions, two rules for one period, and loans of rules that do not exist."""
    rules = list(rules_by_region(windows))
    for place, entry in rules:
        if place not in regions:
            yield f"rule on {entry.subject}: unknown region '{place}'"
    yield from twice(
        "the rule of region, subject and first day",
        (f"{place} {entry.subject} {entry.effective_from}" for place, entry in rules),
    )
    for taken in windows.taken_over:
        for subject in taken.subjects:
            if not any(lends(entry, taken.lender, subject, taken.since) for entry in windows.rule):
                yield f"taken_over: '{taken.lender}' has no rule on {subject} since {taken.since} to lend"


def value_faults(values: ValuationFile, regions: set[str]) -> Iterator[str]:
    """Unknown regions, two entries for one period, and a missing general tolerance."""
    named = [cap.region for cap in values.value_cap] + [rule.region for rule in values.cost_rule]
    for region in named:
        if region not in regions:
            yield f"unknown region '{region}'"
    yield from twice("value_cap", (f"{cap.region} {cap.effective_from}" for cap in values.value_cap))
    yield from twice("cost_rule", (rule.region for rule in values.cost_rule))
    yield from twice("underpayment_tolerance", (one.currency for one in values.underpayment_tolerance))
    if "" not in {one.currency for one in values.underpayment_tolerance}:
        yield "underpayment_tolerance: no row for every other currency (currency = '')"
