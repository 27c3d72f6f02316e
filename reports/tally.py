"""Adds up rows of one kind without ever adding two currencies."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from reports.views import Money, Tally


class Counted(Protocol):
    """A row that counts claims of one currency."""

    @property
    def currency(self) -> str: ...  # noqa: D102
    @property
    def minor_digits(self) -> int: ...  # noqa: D102
    @property
    def claim_count(self) -> int: ...  # noqa: D102
    @property
    def unit_count(self) -> int: ...  # noqa: D102
    @property
    def unpriced_units(self) -> int: ...  # noqa: D102
    @property
    def amount(self) -> Decimal: ...  # noqa: D102


def tally(counted: Iterable[Counted]) -> Tally:
    """The counts of all rows, and their money by currency, the currency of most claims first."""
    counted = tuple(counted)
    claims_of: dict[str, int] = {}
    for row in counted:
        claims_of[row.currency] = claims_of.get(row.currency, 0) + row.claim_count
    sums = money_sums(Money(currency=row.currency, amount=row.amount, minor_digits=row.minor_digits) for row in counted)
    return Tally(
        claim_count=sum(row.claim_count for row in counted),
        unit_count=sum(row.unit_count for row in counted),
        unpriced_units=sum(row.unpriced_units for row in counted),
        money=tuple(sorted(sums, key=lambda one: (-claims_of[one.currency], -one.amount, one.currency))),
    )


def money_sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """One sum a currency, in alphabetical order; nothing for a currency whose sum is nothing."""
    found: dict[str, Money] = {}
    for money in amounts:
        before = found.get(money.currency)
        found[money.currency] = Money(
            currency=money.currency,
            amount=money.amount + (before.amount if before else Decimal(0)),
            minor_digits=max(money.minor_digits, before.minor_digits if before else 0),
        )
    return tuple(found[currency] for currency in sorted(found) if found[currency].amount)
