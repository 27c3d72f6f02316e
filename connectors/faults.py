"""What cannot be meant in a row: the reasons that several reports share for rejecting one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

__all__ = ["first_fault", "negative_fault", "rounded_fault", "unit_fault"]

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def first_fault(*faults: str | None) -> str | None:
    """The first of some faults that there is."""
    return next((fault for fault in faults if fault is not None), None)


def negative_fault(row: Mapping[str, str], *names: str) -> str | None:
    """A figure below zero where only a count or a sum can stand; a blank is none."""
    for name in names:
        if row[name] and Decimal(row[name]) < 0:
            return f"{name} '{row[name]}' is less than zero"
    return None


def unit_fault(row: Mapping[str, str], name: str) -> str | None:
    """A quantity of which at least one unit must be there."""
    return f"{name} '{row[name]}' is no unit" if int(row[name]) < 1 else None


def rounded_fault(row: Mapping[str, str], *names: str) -> str | None:
    """An id of which a spreadsheet kept only the first digits."""
    for name in names:
        if _ROUNDED.fullmatch(row[name]):
            return f"{name} '{row[name]}' was rounded by a spreadsheet: write it as text"
    return None
