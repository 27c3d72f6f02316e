"""The exchange rates that the value of a claim rests on, each as it stands in its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import duckdb

import queries

COST: Final = "cost"
"""What a rate converts: the cost of a unit, or Amazon's cap (`cap`) where that is in another currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFact:
    """1 base = rate quote on a day; `way` is direct, inverse or cross (one of two rates with the euro)."""

    claim_id: str
    what: str
    way: str
    rate_on: date
    base: str
    quote: str
    rate: Decimal
    file_name: str
    line: int


def read_rates(
    con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str], as_of: date
) -> Mapping[str, tuple[RateFact, ...]]:
    """The rates of each claim that has any, by claim id, that of the cost first.

    Args:
        con: a connection on which the tables that a fresh run leaves exist.
        claim_ids: whose rates.
        as_of: the day for which the claims were computed; caps are those of this day.
    """
    query = queries.load("report/claim_rate")
    found: dict[str, list[RateFact]] = defaultdict(list)
    for values in con.execute(query.sql, {"as_of": as_of, "claim_ids": list(claim_ids)}).fetchall():
        fact = RateFact(**dict(zip(query.outputs, values, strict=True)))
        found[fact.claim_id].append(fact)
    return {claim_id: tuple(facts) for claim_id, facts in found.items()}


def rate_text(rate: Decimal) -> str:
    """A rate with no more decimals than it has."""
    return f"{rate.normalize():f}"


def conversion_text(facts: Iterable[RateFact]) -> str:
    """Day and rates by which a cost was converted, as a draft says it in any language; '' where none was."""
    used = [fact for fact in facts if fact.what == COST]
    told = ", ".join(f"1 {fact.base} = {rate_text(fact.rate)} {fact.quote}" for fact in used)
    return f"{used[0].rate_on}: {told}" if used else ""
