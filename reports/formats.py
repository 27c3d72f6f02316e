"""Typed values as the reader of the page writes them: money, days, counts; by Babel's data for the language spoken."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from babel.dates import format_date, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from reports.language import N2_, Language, _, ngettext, spoken_language

MONTHS: Final = tuple(get_month_names("abbreviated", locale="en").values())
NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"

COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "case": N2_("{n}\u00a0case", "{n}\u00a0cases"),
    "claim": N2_("{n}\u00a0claim", "{n}\u00a0claims"),
    "day": N2_("{n}\u00a0day", "{n}\u00a0days"),
    "line": N2_("{n}\u00a0line", "{n}\u00a0lines"),
    "box": N2_("{n}\u00a0box", "{n}\u00a0boxes"),
    "loss": N2_("{n}\u00a0loss", "{n}\u00a0losses"),
    "more case": N2_("{n}\u00a0more case", "{n}\u00a0more cases"),
    "more claim": N2_("{n}\u00a0more claim", "{n}\u00a0more claims"),
    "more question": N2_("{n}\u00a0more question", "{n}\u00a0more questions"),
    "open unit": N2_("{n}\u00a0open unit", "{n}\u00a0open units"),
    "payment": N2_("{n}\u00a0payment", "{n}\u00a0payments"),
    "question": N2_("{n}\u00a0question", "{n}\u00a0questions"),
    "row": N2_("{n}\u00a0row", "{n}\u00a0rows"),
    "SKU": N2_("{n}\u00a0SKU", "{n}\u00a0SKUs"),
    "FNSKU": N2_("{n}\u00a0FNSKU", "{n}\u00a0FNSKUs"),
    "small case": N2_("{n}\u00a0small case", "{n}\u00a0small cases"),
    "unit": N2_("{n}\u00a0unit", "{n}\u00a0units"),
}
"""What the pages count, one and many; a language may need another word for each, so none is put together."""

_PATTERN_PARTS: Final = {"d": "{day}", "MMM": "{month}", "M": "{number}", "y": "{year}"}


def amount_text(amount: Decimal, minor_digits: int) -> str:
    """1234.5 with two digits is '1,234.50'; without grouping signs lost and with a real minus."""
    rounded = amount.quantize(Decimal(1).scaleb(-minor_digits), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".translate(_signs(spoken_language()))


def money_text(currency: str, amount: Decimal, minor_digits: int) -> str:
    """'USD 1,234.50', never broken over two lines; the code, for a sign like that of yen and yuan is read two ways."""
    return f"{currency}{NO_BREAK}{amount_text(amount, minor_digits)}" if currency else amount_text(amount, minor_digits)


def day_text(day: date | None) -> str:
    """'22 Nov 2026' in every locale of the machine; 'unknown' without a day."""
    if day is None:
        return _("unknown")
    return _day_text(day, spoken_language())


def span_text(first: date, last: date) -> str:
    """'1 Jan 2026 to 22 Nov 2026', or the one day."""
    if first == last:
        return day_text(first)
    return _("{first} to {last}").format(first=day_text(first), last=day_text(last))


def number_text(number: int) -> str:
    """12345 is '12,345'."""
    return f"{number:,}".translate(_signs(spoken_language()))


def count_text(number: int, what: str) -> str:
    """'1 claim', '2 claims', '3 days'; KeyError for what COUNTED does not know."""
    return ngettext(*COUNTED[what], number).format(n=number_text(number))


def days_left_text(days: int | None) -> str:
    """How long there is until a last day, which itself counts."""
    if days is None:
        return _("no last day known")
    if days < 0:
        return _("{days} too late").format(days=count_text(-days, "day"))
    if days == 0:
        return _("last day is today")
    return _("{days} left").format(days=count_text(days, "day"))


def script_forms() -> dict[str, Any]:
    """How the pages' scripts write days and figures in the language spoken.

    `day_form` has the names day, month (a name of `months`), number (of the month) and year in braces.
    """
    language = spoken_language()
    signs = _signs(language)
    return {
        "months": tuple(get_month_names("abbreviated", locale=language.locale).values()),
        "day_form": re.sub("MMM|[dMy]", lambda found: _PATTERN_PARTS[found[0]], language.day_pattern),
        "group_sign": signs[ord(",")],
        "decimal_sign": signs[ord(".")],
    }


@functools.cache
def _signs(language: Language) -> Mapping[int, str]:
    """What stands in the place of Python's own signs in a figure."""
    return {
        ord(","): get_group_symbol(language.locale),
        ord("."): get_decimal_symbol(language.locale),
        ord("-"): MINUS,
    }


@functools.cache
def _day_text(day: date, language: Language) -> str:
    return format_date(day, language.day_pattern, locale=language.locale)
