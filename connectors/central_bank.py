"""The euro reference rates of the European Central Bank: 1 euro = so much of each currency, a row a day.

eurofxref.csv and eurofxref-hist.csv, each in a .zip as published, and eurofxref-daily.xml, -hist-90d.xml, -hist.xml.
Source: www.ecb.europa.eu, "Euro foreign exchange reference rates". The columns are the currencies of that day's list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from connectors.dates import DateOrder, read_moment
from connectors.figures import is_blank, read_amount
from connectors.record import Record
from connectors.report import Column, Report, Value
from reconcile.errors import ReconcileError

__all__ = ["BASE", "REPORT", "DayRate", "day_rates", "is_rates_xml", "xml_as_csv"]

BASE = "EUR"
_NAMESPACE = "eurofxref"
_LARGEST_XML = 256 * 1024**2
_CODE = re.compile(r"[A-Z]{3}")
_CUBE = re.compile(r"<Cube\s([^<>]*?)/?>")
_ATTRIBUTE = re.compile(r"(time|currency|rate)\s*=\s*[\"']([^\"'<>]*)[\"']")

REPORT = Report(
    kind="fx_rates",
    title="exchange rates of the European Central Bank",
    is_used=True,
    columns=(
        Column(name="rate_on", headers=("Date",), value=Value.DAY, is_required=True, is_filled=True),
        *(Column(name=code, headers=(code,), value=Value.RATE, is_required=True) for code in ("USD", "JPY", "GBP")),
    ),
)


class NotRatesError(ReconcileError):
    """An XML document of the bank's that holds no rates."""

    def __init__(self) -> None:
        super().__init__("is an XML document without exchange rates: download the bank's eurofxref file again")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRate:
    """1 euro = `rate` of the currency `quote` on a day; or the reason why a cell is no rate."""

    line: int
    rate_on: dt.date | None = None
    quote: str = ""
    rate: Decimal | None = None
    fault: str | None = None
    raw_text: str = ""


def day_rates(rows: Iterable[Record], headers: Iterable[str], positions: Mapping[str, int]) -> Iterator[DayRate]:
    """The rates of a file, day by day; a blank cell and `N/A` are none: the bank had no rate for that currency."""
    quotes = [(place, name.strip()) for place, name in enumerate(headers) if _CODE.fullmatch(name.strip())]
    line_of: dict[dt.date, int] = {}
    for row in rows:
        place_of_day = positions["rate_on"]
        written = row.cells[place_of_day].strip() if place_of_day < len(row.cells) else ""
        day = _day(written)
        if day is None:
            yield DayRate(line=row.line, fault=f"Date '{written[:40]}' is no date", raw_text=row.raw_text)
            continue
        if day in line_of:
            fault = f"line {line_of[day]} gives the rates of {day.isoformat()} already"
            yield DayRate(line=row.line, fault=fault, raw_text=row.raw_text)
            continue
        line_of[day] = row.line
        for place, quote in quotes:
            cell = row.cells[place].strip() if place < len(row.cells) else ""
            if is_blank(cell):
                continue
            rate = read_amount(cell, ".")
            if rate is None or rate <= 0:
                fault = f"{quote} '{cell[:40]}' is no rate above zero"
                yield DayRate(line=row.line, fault=fault, raw_text=f"{written},{quote},{cell}")
            else:
                yield DayRate(line=row.line, rate_on=day, quote=quote, rate=rate)


def _day(written: str) -> dt.date | None:
    """A day such as 2026-11-20 or 20 November 2026; the bank's history begins in 1999."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        moment = read_moment(written, DateOrder.DAY_FIRST)
        return None if moment is None else moment.day


def is_rates_xml(text: str) -> bool:
    """Whether the beginning of an XML document is that of the bank's rates."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and _NAMESPACE in text[:2000]


def xml_as_csv(source: Path, target: Path) -> None:
    """Write the rates of an XML file as the bank's CSV has them, a row a day.

    Raises:
        NotRatesError: there are none in it.
    """
    if source.stat().st_size > _LARGEST_XML:
        raise NotRatesError
    days: dict[str, dict[str, str]] = {}
    rates: dict[str, str] = {}
    for cube in _CUBE.finditer(source.read_text(encoding="utf-8-sig", errors="replace")):
        told = dict(_ATTRIBUTE.findall(cube[1]))
        if "time" in told:
            rates = days.setdefault(told["time"].replace(",", " "), {})
        elif _CODE.fullmatch(told.get("currency", "")) and "," not in told.get("rate", ","):
            rates.setdefault(told["currency"], told["rate"])
    codes = sorted({code for rates in days.values() for code in rates})
    if not codes:
        raise NotRatesError
    lines = [["Date", *codes], *([day, *(rates.get(code, "") for code in codes)] for day, rates in days.items())]
    target.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8", newline="")
