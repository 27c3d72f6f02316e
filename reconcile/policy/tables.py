"""The tables that the rules become: one class a table, its fields are the columns in order.

Amounts are in units of the named currency, `share` is a fraction of one, days are counted from the anchor.
A period runs from `effective_from` (inclusive) until `effective_until` (exclusive; None: still in force).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRule:
    """Table `window_rule`: first and last day of a claim, by region, subject and filing date."""

    rule_id: str
    region: str
    subject: str
    effective_from: date
    is_start_known: bool
    effective_until: date | None
    opens_days: int
    opens_on: str
    closes_days: int | None
    closes_months: int | None
    anchor: str
    is_verified: bool
    taken_over_from: str
    confidence: str
    source: str
    checked_on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCap:
    """Table `value_cap`: the most that Amazon pays for one unit."""

    region: str
    currency: str
    amount: Decimal
    effective_from: date
    effective_until: date | None
    is_verified: bool
    confidence: str
    source: str
    checked_on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNeed:
    """Table `report_need`: a report that a claim type rests on; role is loss, cover or value."""

    claim_type: str
    report: str
    role: str
    fresh_days: int | None
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRule:
    """Table `cost_rule`: payments approved from this day on are at the seller's cost."""

    region: str
    effective_from: date
    is_verified: bool
    taken_over_from: str
    confidence: str
    source: str
    checked_on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderpaymentTolerance:
    """Table `underpayment_tolerance`: what is let pass; currency '' stands for all others."""

    currency: str
    share: Decimal
    total: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCode:
    """Table `reason_code`: what a code of an Adjustments row means."""

    code: str
    role: str
    meaning: str
    sign: int
    is_current: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRegion:
    """Table `country_region`: the region of a ledger row's country; an unlisted country is its own region."""

    country: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionCurrency:
    """Table `region_currency`: the currency of cost-based claims in a region."""

    region: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """Table `currency`: digits after the point, and the region of payments in it ('': the home region)."""

    currency: str
    minor_digits: int
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marketplace:
    """Table `marketplace`: where an account is at home."""

    code: str
    country: str
    region: str
    currency: str
    time_zone: str
    name: str
    seller_central_host: str
