"""Reads the rule files, refuses faulty ones, and gives the rules as tables.

The files are Amazon's rules, not the user's settings: a fault in them is told completely and stops
everything, since a wrong window is worse than none. Which rule applies on a day is decided in SQL.
"""

import hashlib
import tomllib
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import TypeVar

from pydantic import ValidationError

from reconcile.errors import ReconcileError
from reconcile.policy.checks import need_faults, place_faults, twice, unknown_sources, value_faults, window_faults
from reconcile.policy.entries import (
    ClaimWindowsFile,
    Entry,
    MarketplacesFile,
    ReasonCodesFile,
    ReportNeedsFile,
    RuleFile,
    Sources,
    ValuationFile,
)
from reconcile.policy.lending import rules_by_region
from reconcile.policy.tables import (
    CostRule,
    CountryRegion,
    Currency,
    Marketplace,
    ReasonCode,
    RegionCurrency,
    ReportNeed,
    UnderpaymentTolerance,
    ValueCap,
    WindowRule,
)

Columns = tuple[str, ...]
Row = tuple[object, ...]
FileOfRules = TypeVar("FileOfRules", bound=RuleFile)


class PolicyError(ReconcileError):
    """A rule file that does not load."""

    def __init__(self, file_name: str, faults: list[str]) -> None:
        """Tells every fault of the file, each with its place."""
        super().__init__(
            f"reconcile/policy/{file_name} does not load: {'; '.join(faults)}. "
            "Mend the file, or install the program again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All rules, and the stamp that says which ones they are.

    Attributes:
        stamp: the first 12 hex digits of a sha256 over the rule files; the same rules, the same stamp.
    """

    window_rules: tuple[WindowRule, ...]
    value_caps: tuple[ValueCap, ...]
    cost_rules: tuple[CostRule, ...]
    underpayment_tolerances: tuple[UnderpaymentTolerance, ...]
    reason_codes: tuple[ReasonCode, ...]
    country_regions: tuple[CountryRegion, ...]
    region_currencies: tuple[RegionCurrency, ...]
    currencies: tuple[Currency, ...]
    marketplaces: tuple[Marketplace, ...]
    report_needs: tuple[ReportNeed, ...]
    stamp: str

    def tables(self) -> dict[str, tuple[Columns, list[Row]]]:
        """Every table by name: its columns and its rows."""
        return {
            "window_rule": _table(WindowRule, self.window_rules),
            "value_cap": _table(ValueCap, self.value_caps),
            "cost_rule": _table(CostRule, self.cost_rules),
            "underpayment_tolerance": _table(UnderpaymentTolerance, self.underpayment_tolerances),
            "reason_code": _table(ReasonCode, self.reason_codes),
            "country_region": _table(CountryRegion, self.country_regions),
            "region_currency": _table(RegionCurrency, self.region_currencies),
            "currency": _table(Currency, self.currencies),
            "marketplace": _table(Marketplace, self.marketplaces),
            "report_need": _table(ReportNeed, self.report_needs),
        }

    def marketplace(self, code: str) -> Marketplace | None:
        """The marketplace of a code in any case ('GB' is the UK); None if there is no such marketplace."""
        wanted = {"GB": "UK"}.get(code.upper(), code.upper())
        return next((one for one in self.marketplaces if one.code == wanted), None)


@cache
def load_policy() -> Policy:
    """The rules that came with this program.

    Raises:
        PolicyError: a rule file is faulty.
    """
    return policy_from(files("reconcile.policy"))


def policy_from(folder: Traversable) -> Policy:
    """The rules in a folder that holds the five rule files.

    Raises:
        PolicyError: a rule file is faulty.
    """
    places = _read(folder, "marketplaces.toml", MarketplacesFile)
    windows = _read(folder, "claim_windows.toml", ClaimWindowsFile)
    values = _read(folder, "valuation.toml", ValuationFile)
    reasons = _read(folder, "reason_codes.toml", ReasonCodesFile)
    needs = _read(folder, "report_needs.toml", ReportNeedsFile)
    regions = {entry.region for entry in places.region}

    _refuse("marketplaces.toml", place_faults(places))
    _refuse("claim_windows.toml", window_faults(windows, regions))
    _refuse("valuation.toml", value_faults(values, regions))
    _refuse("reason_codes.toml", twice("reason code", (entry.code for entry in reasons.reason_code)))
    _refuse("report_needs.toml", need_faults(needs))
    return Policy(
        window_rules=_window_rules(windows),
        value_caps=_value_caps(values),
        cost_rules=_cost_rules(values),
        underpayment_tolerances=tuple(
            UnderpaymentTolerance(
                currency=entry.currency,
                share=entry.share,
                total=entry.total,
                source=_source(entry, values.sources),
            )
            for entry in values.underpayment_tolerance
        ),
        reason_codes=tuple(
            ReasonCode(
                code=entry.code,
                role=entry.role,
                meaning=entry.meaning,
                sign=entry.sign,
                is_current=entry.current,
                source=_source(entry, reasons.sources),
            )
            for entry in reasons.reason_code
        ),
        country_regions=tuple(
            CountryRegion(country=country, region=entry.region)
            for entry in places.region
            for country in entry.countries
        ),
        region_currencies=tuple(
            RegionCurrency(region=entry.region, currency=entry.currency) for entry in places.region
        ),
        currencies=tuple(
            Currency(currency=entry.currency, minor_digits=entry.minor_digits, region=entry.region)
            for entry in places.currency
        ),
        marketplaces=tuple(
            Marketplace(**entry.model_dump(exclude={"source", "checked_on", "note"})) for entry in places.marketplace
        ),
        report_needs=tuple(_report_needs(needs)),
        stamp=_stamp(folder),
    )


def _report_needs(needs: ReportNeedsFile) -> Iterator[ReportNeed]:
    reports = {entry.kind: entry for entry in needs.report}
    for entry in needs.rests_on:
        for role, kinds in (("loss", entry.loss), ("cover", entry.cover), ("value", entry.value)):
            for claim_type in entry.claim_types:
                for kind in kinds:
                    yield ReportNeed(
                        claim_type=claim_type,
                        report=kind,
                        role=role,
                        fresh_days=reports[kind].fresh_days,
                        alternative=reports[kind].alternative,
                    )


def _table(kind: type, rows: Iterable[object]) -> tuple[Columns, list[Row]]:
    columns = tuple(field.name for field in fields(kind))
    return columns, [tuple(getattr(row, column) for column in columns) for row in rows]


def _read(folder: Traversable, file_name: str, kind: type[FileOfRules]) -> FileOfRules:
    try:
        text = folder.joinpath(file_name).read_text(encoding="utf-8")
        # Money is written as a plain number and must stay exact.
        loaded = kind.model_validate(tomllib.loads(text, parse_float=Decimal))
    except FileNotFoundError as missing:
        raise PolicyError(file_name, ["the file is missing"]) from missing
    except tomllib.TOMLDecodeError as fault:
        raise PolicyError(file_name, [str(fault)]) from fault
    except ValidationError as invalid:
        faults = [f"{' '.join(_counted(part) for part in fault['loc'])}: {fault['msg']}" for fault in invalid.errors()]
        raise PolicyError(file_name, faults) from invalid
    _refuse(file_name, unknown_sources(loaded))
    return loaded


def _counted(part: int | str) -> str:
    return f"no. {part + 1}" if isinstance(part, int) else part


def _refuse(file_name: str, faults: Iterable[str]) -> None:
    told = list(faults)
    if told:
        raise PolicyError(file_name, told)


def _period_ends(periods: list[tuple[Hashable, date]]) -> list[date | None]:
    """For each period its first day not included; periods are (key, first day) in order of both."""
    ends: list[date | None] = [after[1] if after[0] == before[0] else None for before, after in pairwise(periods)]
    return [*ends, None][: len(periods)]


def _window_rules(windows: ClaimWindowsFile) -> tuple[WindowRule, ...]:
    ordered = sorted(rules_by_region(windows), key=lambda pair: (pair[0], pair[1].subject, pair[1].effective_from))
    ends = _period_ends([((region, entry.subject), entry.effective_from) for region, entry in ordered])
    return tuple(
        WindowRule(
            rule_id=f"{region}/{entry.subject}/{entry.effective_from}",
            region=region,
            subject=entry.subject,
            effective_from=entry.effective_from,
            is_start_known=entry.start_known,
            effective_until=end,
            opens_days=entry.opens_days,
            opens_on=entry.opens_on,
            closes_days=entry.closes_days,
            closes_months=entry.closes_months,
            anchor=entry.anchor,
            is_verified=entry.verified,
            taken_over_from=entry.taken_over_from or "",
            confidence=entry.confidence,
            source=_source(entry, windows.sources),
            checked_on=entry.checked_on,
            note=entry.note,
        )
        for (region, entry), end in zip(ordered, ends, strict=True)
    )


def _value_caps(values: ValuationFile) -> tuple[ValueCap, ...]:
    ordered = sorted(values.value_cap, key=lambda cap: (cap.region, cap.effective_from))
    ends = _period_ends([(cap.region, cap.effective_from) for cap in ordered])
    return tuple(
        ValueCap(
            region=cap.region,
            currency=cap.currency,
            amount=cap.amount,
            effective_from=cap.effective_from,
            effective_until=end,
            is_verified=cap.verified,
            confidence=cap.confidence,
            source=_source(cap, values.sources),
            checked_on=cap.checked_on,
            note=cap.note,
        )
        for cap, end in zip(ordered, ends, strict=True)
    )


def _cost_rules(values: ValuationFile) -> tuple[CostRule, ...]:
    return tuple(
        CostRule(
            region=rule.region,
            effective_from=rule.effective_from,
            is_verified=rule.verified,
            taken_over_from=rule.taken_over_from or "",
            confidence=rule.confidence,
            source=_source(rule, values.sources),
            checked_on=rule.checked_on,
            note=rule.note,
        )
        for rule in values.cost_rule
    )


def _source(entry: Entry, sources: Sources) -> str:
    return "; ".join(sources[tag] for tag in entry.source)


def _stamp(folder: Traversable) -> str:
    found = hashlib.sha256()
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.name.endswith(".toml"):
            # Line ends differ by how the program was installed, the rules do not.
            found.update(one.name.encode() + b"\0" + one.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:12]
