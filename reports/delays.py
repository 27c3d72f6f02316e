"""How long Amazon took to pay by itself, and the settle days that this proposes, as the first page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reconcile.model import FEW_PAYMENTS
from reports.read import AccountPart
from reports.words import CLAIM_TYPE, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """How long Amazon takes to pay by itself.

    Attributes:
        p95_days: within how many days 95 of 100 came; of few payments, that is the longest.
        is_few: whether the payments are too few to tell of half of them, or of 95 of 100.
    """

    account: str
    type_name: str
    region: str
    payment_count: int
    median_days: int
    p95_days: int
    is_few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The lines of reconcile.toml by which an account would wait as long as its own payments took."""

    account: str
    lines: tuple[str, ...]


def delays_of(parts: Iterable[AccountPart]) -> tuple[Delay, ...]:
    """The delays of all accounts, by claim type and region."""
    return tuple(
        Delay(
            account=part.name,
            type_name=spoken(CLAIM_TYPE, row.claim_type),
            region=row.region,
            payment_count=row.payment_count,
            median_days=row.median_days,
            p95_days=row.p95_days,
            is_few=row.payment_count < FEW_PAYMENTS,
        )
        for part in parts
        for row in part.payment_delays
    )


def proposals_of(parts: Iterable[AccountPart]) -> tuple[Proposal, ...]:
    """The lines for the settings of each account whose payments propose other settle days."""
    return tuple(
        Proposal(
            account=part.name,
            lines=(
                f"[accounts.{part.name}]",
                *(f"{row.setting} = {row.proposed_days}" for row in part.settle_proposals),
            ),
        )
        for part in parts
        if part.settle_proposals
    )
