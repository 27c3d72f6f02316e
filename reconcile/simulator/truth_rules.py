"""The dated rules the truth needs, copied by hand from the policy notes.

Own small tables, so that a slip in the rule files of the tool cannot hide here.
Only rules of today: worlds lie wholly after the newest of these dates.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

EU_COUNTRIES = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
        *("IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)

CURRENCY_REGION = {
    "USD": "US",
    "CAD": "CA",
    "MXN": "MX",
    "GBP": "UK",
    "EUR": "EU",
    "SEK": "EU",
    "PLN": "EU",
    "CZK": "EU",
    "JPY": "JP",
    "AED": "AE",
    "AUD": "AU",
}

REGION_CURRENCY = {
    "US": "USD",
    "CA": "CAD",
    "MX": "MXN",
    "UK": "GBP",
    "EU": "EUR",
    "JP": "JPY",
    "AE": "AED",
    "AU": "AUD",
}

HOME_REGION = {"US": "US", "CA": "CA", "MX": "MX", "UK": "UK", "DE": "EU", "FR": "EU", "JP": "JP"}

NO_MINOR_UNIT = frozenset({"JPY"})

# Region: first day on which the rule of today governs a filing. Day 0 to day 60
# everywhere; CA and MX are taken over from the US.
FULFILMENT_CENTRE_RULE_FROM = {
    "US": date(2024, 10, 23),
    "CA": date(2024, 10, 23),
    "MX": date(2024, 10, 23),
    "UK": date(2025, 1, 9),
    "EU": date(2025, 1, 9),
    "JP": date(2025, 1, 10),
    "AE": date(2024, 9, 5),
}
WINDOW_DAYS = 60

# First and last day for a customer's return, from the refund or replacement; CA and MX are
# taken over from the US, of the Emirates nothing is known.
CUSTOMER_RETURN_DAYS = {
    "US": (60, 120),
    "CA": (60, 120),
    "MX": (60, 120),
    "UK": (45, 105),
    "EU": (45, 105),
    "JP": (45, 105),
}

# Since when Amazon pays lost and damaged units at the seller's cost; nothing is known of
# Mexico and the Emirates, so no payment there can be called too small.
COST_RULE_FROM = {
    "US": date(2025, 3, 31),
    "CA": date(2025, 3, 31),
    "UK": date(2025, 3, 31),
    "EU": date(2025, 3, 31),
    "JP": date(2025, 3, 11),
}

CAPS = {
    "US": (Decimal(5000), "USD"),
    "UK": (Decimal(2000), "GBP"),
    "EU": (Decimal(2000), "EUR"),
}

LOST_REASONS = frozenset({"M", "5"})
DAMAGED_REASONS = frozenset({"E", "6", "7", "H", "K", "U"})
KNOWN_OTHER_REASONS = frozenset({"D", "G", "O", "N", "P", "Q", "3", "4", "1", "2", "J", "F"})

UNDERPAID_SHARE = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How long the analyst waits; the defaults of the tool."""

    early_cover_days: int = 10
    settle_days_lost: int = 30
    settle_days_damaged: int = 14
    settle_days_return: int = 14


def underpaid_tolerance(currency: str) -> Decimal:
    """How much too little in all is no claim yet."""
    return Decimal(100) if currency in NO_MINOR_UNIT else Decimal("1.00")


def region_of_country(country: str, home: str) -> str:
    """The region of a ledger row; without a country it is the account's home."""
    code = country.strip().upper()
    if not code:
        return HOME_REGION.get(home, home)
    if code in {"GB", "UK"}:
        return "UK"
    return "EU" if code in EU_COUNTRIES else code


def region_of_currency(currency: str, home: str) -> str:
    """The region of a payment; in a currency of no region of ours it is the home."""
    return CURRENCY_REGION.get(currency.strip().upper(), HOME_REGION.get(home, home))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Half up to the minor unit of the currency."""
    step = Decimal(1) if currency in NO_MINOR_UNIT else Decimal("0.01")
    return amount.quantize(step, rounding=ROUND_HALF_UP)


def folded(reason: str) -> str:
    """A payment reason without case, spaces, `_`, `:` and `-`."""
    return "".join(c for c in reason.casefold() if c not in " _:-")
