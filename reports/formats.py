"""Typed values as an English reader writes them: money, days, counts."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"


def amount_text(amount: Decimal, minor_digits: int) -> str:
    """1234.5 with two digits is '1,234.50'; without grouping signs lost and with a real minus."""
    rounded = amount.quantize(Decimal(1).scaleb(-minor_digits), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".replace("-", MINUS)


def money_text(currency: str, amount: Decimal, minor_digits: int) -> str:
    """'USD 1,234.50', never broken over two lines."""
    return f"{currency}{NO_BREAK}{amount_text(amount, minor_digits)}" if currency else amount_text(amount, minor_digits)


def day_text(day: date | None) -> str:
    """'22 Nov 2026' in every locale of the machine; 'unknown' without a day."""
    if day is None:
        return "unknown"
    return f"{day.day}{NO_BREAK}{MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def span_text(first: date, last: date) -> str:
    """'1 Jan 2026 to 22 Nov 2026', or the one day."""
    return day_text(first) if first == last else f"{day_text(first)} to {day_text(last)}"


def number_text(number: int) -> str:
    """12345 is '12,345'."""
    return f"{number:,}".replace("-", MINUS)


def count_text(number: int, one: str, many: str = "") -> str:
    """'1 claim', '2 claims', '3 days'; `many` where an s does not do."""
    word = one if number == 1 else (many or f"{one}s")
    return f"{number_text(number)}{NO_BREAK}{word}"


def days_left_text(days: int | None) -> str:
    """How long there is until a last day, which itself counts."""
    if days is None:
        return "no last day known"
    if days < 0:
        return f"{count_text(-days, 'day')} too late"
    if days == 0:
        return "last day is today"
    return f"{count_text(days, 'day')} left"
