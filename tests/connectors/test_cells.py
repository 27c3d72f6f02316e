"""Dates and figures, cell by cell."""

import datetime as dt
from decimal import Decimal

import pytest

from connectors.catalogue import REPORTS, likeness_of
from connectors.dates import DateOrder, read_moment
from connectors.figures import is_ambiguous, read_amount, read_quantity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("-3", -3),
        ("+3", 3),
        ("007", 7),
        ("1.0", 1),
        ("1,0", 1),
        ("1,200", 1200),
        ("(2)", -2),
        ("1.5", None),
        ("1e3", None),
        ("0x10", None),
        ("1_000", None),
        ("1.000", None),
        ("12345678901", None),
        ("many", None),
    ],
)
def test_quantities_are_whole_or_nothing(text: str, number: int | None) -> None:
    assert read_quantity(text) == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12.50", "12.50"),
        ("12,50", "12.50"),
        ("-6.38", "-6.38"),
        ("6.38-", "-6.38"),
        ("($12.50)", "-12.50"),
        ("-$12.50", "-12.50"),
        ("$-12.50", "-12.50"),
        ("USD 12.50", "12.50"),
        ("24,99 €", "24.99"),
        ("£1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        (".5", "0.5"),
        ("1,234", None),
        ("1.234", None),
        ("12.5.1", None),
        ("1,23,4", None),
        ("12a", None),
        ("", None),
        ("-", None),
    ],
)
def test_amounts_are_exact_or_nothing(text: str, amount: str | None) -> None:
    assert read_amount(text) == (None if amount is None else Decimal(amount))


def test_a_mark_decides_an_amount_with_two_readings() -> None:
    assert is_ambiguous("1,234")
    assert read_amount("1,234", ",") == Decimal("1.234")
    assert read_amount("1,234", ".") == Decimal(1234)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-09", dt.date(2026, 5, 9)),
        ("2026/05/09 10:00:00 UTC", dt.date(2026, 5, 9)),
        ("05/09/2026", dt.date(2026, 5, 9)),
        ("5/9/2026 10:00", dt.date(2026, 5, 9)),
        ("09.05.2026", dt.date(2026, 5, 9)),
        ("Aug 10, 2026 3:00:00 AM PDT", dt.date(2026, 8, 10)),
        ("10 August 2026", dt.date(2026, 8, 10)),
        ("2026-05-13T00:00:00-0700", dt.date(2026, 5, 13)),
        ("05/09/26", None),
        ("13/05/2026", None),
        ("1899-01-01", None),
        ("2026-02-30", None),
        ("yesterday", None),
        ("46000", None),
    ],
)
def test_days_are_read_by_their_shape(text: str, day: dt.date | None) -> None:
    moment = read_moment(text, DateOrder.MONTH_FIRST)
    assert (moment and moment.day) == day


def test_every_report_recognises_its_own_header() -> None:
    for report in REPORTS:
        likeness = likeness_of([column.headers[0] for column in report.columns])
        assert likeness is not None
        assert likeness.is_whole
        assert likeness.report.kind == report.kind
