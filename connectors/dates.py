"""Dates as reports write them: read by their shape, and where the shape has two readings, by file."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import functools
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

__all__ = ["DateOrder", "DateOrderError", "Moment", "OrderEvidence", "Period", "read_moment", "read_period"]

FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS = HOURS = 12
_CLOCK = (
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2}|[A-Za-z]{2,5})?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + _CLOCK)
_SLASHED = re.compile(r"(?P<first>\d{1,2})/(?P<second_part>\d{1,2})/(?P<year>\d{4})" + _CLOCK)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})" + _CLOCK)
_MONTH = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})|(?P<iso_year>\d{4})-(?P<iso_month>\d{2})")
_SPAN = re.compile(r"(?P<first>\S+) *(?:-|\u2013|~|to) *(?P<last>\S+)")
DAYS_OF_A_WEEK = 7
_NAMED = re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})" + _CLOCK, re.ASCII)
_DAY_NAMED = re.compile(r"(?P<day>\d{1,2})\.? (?P<name>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})" + _CLOCK, re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Only names that mean one offset to everybody who trades with Amazon; BST or CST do not.
_ZONES = {"utc": 0, "gmt": 0, "pst": -8, "pdt": -7, "jst": 9, "cet": 1, "cest": 2}


class DateOrder(enum.StrEnum):
    """Which part of 03/04/2026 is the month."""

    MONTH_FIRST = "MM/DD/YYYY"
    DAY_FIRST = "DD/MM/YYYY"


class DateOrderError(ValueError):
    """The slashed dates of a file cannot be read in one order."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as written and, where an offset was written too, the instant in UTC."""

    day: dt.date
    at: dt.datetime | None = None

    def day_in(self, zone: ZoneInfo) -> dt.date:
        """The day in that zone; the day as written where no offset was."""
        return self.day if self.at is None else self.at.astimezone(zone).date()


@dataclass(slots=True)
class OrderEvidence:
    """What the slashed dates of a file say about their order, gathered cell by cell."""

    month_first: str = ""
    day_first: str = ""
    open_cell: str = ""

    def see(self, text: str) -> None:
        """Take one cell into account; anything that is no slashed date is passed over."""
        match = _SLASHED.fullmatch(text)
        if match is None:
            return
        first, second = int(match["first"]), int(match["second_part"])
        if first > MONTHS >= second:
            self.day_first = self.day_first or text
        elif second > MONTHS >= first:
            self.month_first = self.month_first or text
        elif first != second and not self.open_cell:
            self.open_cell = text

    def see_rising(self, earlier: str, later: str) -> None:
        """Take two days into account of which the first is never later than the second."""
        if _SLASHED.fullmatch(earlier) is None or _SLASHED.fullmatch(later) is not None:
            return
        ends = read_moment(later, DateOrder.MONTH_FIRST)
        readings = {order: read_moment(earlier, order) for order in DateOrder}
        fitting = [
            order for order, begins in readings.items() if begins is not None and ends and begins.day <= ends.day
        ]
        if len(fitting) == 1 and None not in readings.values():
            self.month_first = self.month_first or (earlier if fitting[0] is DateOrder.MONTH_FIRST else "")
            self.day_first = self.day_first or (earlier if fitting[0] is DateOrder.DAY_FIRST else "")

    def order(self) -> DateOrder:
        """The one order in which all can be read; DateOrderError where there is none."""
        if self.month_first and self.day_first:
            raise DateOrderError(
                f"its dates contradict each other: '{self.month_first}' is month first, '{self.day_first}' is day first"
            )
        if self.day_first:
            return DateOrder.DAY_FIRST
        if self.open_cell and not self.month_first:
            raise DateOrderError(f"its dates have two readings: '{self.open_cell}' may be month or day first")
        return DateOrder.MONTH_FIRST


@dataclass(frozen=True, slots=True)
class Period:
    """The days that one row of a summary sums up; `name` is day, week or month."""

    first_day: dt.date
    last_day: dt.date
    name: str


@functools.lru_cache(maxsize=4096)
def read_period(text: str, order: DateOrder) -> Period | None:
    """The day, week (two days joined by a dash) or month (`04/2023`) that a cell names, or None."""
    if (moment := read_moment(text, order)) is not None:
        return Period(moment.day, moment.day, "day")
    if (match := _MONTH.fullmatch(text)) is not None:
        year, month = int(match["year"] or match["iso_year"]), int(match["month"] or match["iso_month"])
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS):
            return None
        return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")
    if (match := _SPAN.fullmatch(text)) is None:
        return None
    first, last = read_moment(match["first"], order), read_moment(match["last"], order)
    if first is None or last is None or (last.day - first.day).days != DAYS_OF_A_WEEK - 1:
        return None
    return Period(first.day, last.day, "week")


@functools.lru_cache(maxsize=65536)
def read_moment(text: str, order: DateOrder) -> Moment | None:
    """The moment that a cell names, or None if it names none between 2000 and 2100."""
    match = _YEAR_FIRST.fullmatch(text)
    if match is None:
        match = _DOTTED.fullmatch(text)
    if match is not None:
        return _moment(match, int(match["month"]), int(match["day"]))
    match = _SLASHED.fullmatch(text)
    if match is not None:
        first, second = int(match["first"]), int(match["second_part"])
        is_month_first = order is DateOrder.MONTH_FIRST
        month, day = (first, second) if is_month_first else (second, first)
        return _moment(match, month, day)
    match = _NAMED.fullmatch(text) or _DAY_NAMED.fullmatch(text)
    if match is not None and match["name"][:3].lower() in _MONTHS:
        return _moment(match, _MONTHS.index(match["name"][:3].lower()) + 1, int(match["day"]))
    return None


def _moment(match: re.Match[str], month: int, day: int) -> Moment | None:
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        written_on = dt.date(year, month, day)
        if match["hour"] is None:
            return Moment(written_on)
        clock = dt.time(
            _hour(int(match["hour"]), match["half"]),
            int(match["minute"]),
            int(match["second"] or 0),
        )
    except ValueError:
        return None
    zone = match["zone"]
    if zone is None:
        return Moment(written_on)
    offset = _offset(zone)
    if offset is None:
        return Moment(written_on)
    local = dt.datetime.combine(written_on, clock, tzinfo=dt.timezone(offset))
    return Moment(written_on, local.astimezone(dt.UTC))


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= HOURS:
        raise ValueError("no such hour")
    return hour % HOURS + (HOURS if half[0] in "Pp" else 0)


def _offset(zone: str) -> dt.timedelta | None:
    if zone == "Z":
        return dt.timedelta(0)
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        if minutes >= 24 * 60:
            return None
        return dt.timedelta(minutes=-minutes if zone[0] == "-" else minutes)
    hours = _ZONES.get(zone.lower())
    return None if hours is None else dt.timedelta(hours=hours)
