"""What every draft writes alike: ids that a form takes, amounts, the days of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from reports.filing_values import CaseToFile, ReportDays

SPAN_LIMIT: Final = 3
PAYMENT_LIMIT: Final = 3
"""As many ids of one kind are named; more are counted."""

PLAIN: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,38}[\x21-\x7e])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLines:
    """The days of a report as a template writes them."""

    is_complete: bool
    first: str
    last: str
    missing: tuple[tuple[str, str], ...]
    has_more_missing: bool


def plain_id(text: str) -> str:
    """The id if it is up to 40 printable ASCII characters on one line, else ''."""
    return text if PLAIN.fullmatch(text) else ""


def report_lines(days: ReportDays) -> ReportLines:
    """The days of a report as a template writes them."""
    return ReportLines(
        is_complete=days.is_complete,
        first=str(days.first),
        last=str(days.last or ""),
        missing=tuple((str(one.first), str(one.last)) for one in days.missing[:SPAN_LIMIT]),
        has_more_missing=len(days.missing) > SPAN_LIMIT,
    )


def distinct(texts: Iterable[str]) -> list[str]:
    """The plain ids among them, each once, in order."""
    return list(dict.fromkeys(text for text in map(plain_id, texts) if text))


def rounded(case: CaseToFile, amount: Decimal | None) -> Decimal | None:
    """To the minor unit of the case's currency."""
    if amount is None:
        return None
    return amount.quantize(Decimal(1).scaleb(-case.minor_digits), rounding=ROUND_HALF_UP)


def money(case: CaseToFile, amount: Decimal | None) -> str:
    """'USD 1234.50', as any form takes it; '' if unknown."""
    found = rounded(case, amount)
    return "" if found is None else f"{plain_id(case.currency)} {found:f}".strip()


def only(texts: Iterable[str]) -> str:
    """The one plain id that they all are; '' where they differ."""
    found = set(texts)
    return plain_id(found.pop()) if len(found) == 1 else ""
