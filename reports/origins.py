"""What claims on removals and on customers' orders rest on, and what a draft may say of their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

import duckdb

import queries
from reports.filing_values import (
    CUSTOMER_RETURNS,
    REIMBURSEMENTS,
    SETTLEMENTS,
    CaseEntry,
    CaseToFile,
    OrderFacts,
    Origin,
    ReportDays,
)

Row = TypeVar("Row")
REMOVALS: Final = frozenset({"removal_lost", "removal_short"})
RETURNS: Final = frozenset({"customer_return_missing", "customer_return_damaged"})
ORIGIN_TYPES: Final = REMOVALS | RETURNS
"""Claim types whose losses are known by an order."""
#: of what is counted, the reports that a draft denies more rows of
_DENIED: Final = {"customer_return_missing": (CUSTOMER_RETURNS, SETTLEMENTS), "customer_return_damaged": (SETTLEMENTS,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """A row of a report or sheet behind a claim (queries/report/origin_row.sql); `row_count`: of all."""

    claim_id: str
    kind: str
    event_date: date | None
    row_id: str
    detail: str
    units: int | None
    currency: str
    minor_digits: int
    amount: Decimal | None
    file_name: str
    line: int
    row_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSettling:
    """Units that settle something of an order (queries/report/order_settling.sql)."""

    order_id: str
    source: str
    cover_no: int
    event_date: date
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """What is read of the orders of claims: by claim id what they rest on, by order what settles it."""

    of_claim: Mapping[str, Origin]
    settling: Mapping[str, tuple[OrderSettling, ...]]


def read_origins(con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str]) -> Mapping[str, Origin]:
    """What the claims rest on, by claim id; claims on other rows have none."""
    found = _read(con, "report/origin", Origin, {"claim_ids": list(claim_ids)}) if claim_ids else ()
    return {origin.claim_id: origin for origin in found}


def read_origin_rows(
    con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str], as_of: date, limit: int
) -> Mapping[str, tuple[OriginRow, ...]]:
    """The rows behind the claims, by claim id, in order of date; at most `limit` of each."""
    if not claim_ids:
        return {}
    found: dict[str, list[OriginRow]] = defaultdict(list)
    params = {"claim_ids": list(claim_ids), "as_of": as_of, "row_limit": limit}
    for row in _read(con, "report/origin_row", OriginRow, params):
        found[row.claim_id].append(row)
    return {claim_id: tuple(rows) for claim_id, rows in found.items()}


def origins_of(con: duckdb.DuckDBPyConnection, claims: Iterable[tuple[str, str]]) -> Origins:
    """What the claims that can be filed rest on, and what settles their orders.

    Args:
        con: a connection on which the tables that a fresh run leaves exist.
        claims: claim id and claim type of each.
    """
    wanted = [claim_id for claim_id, claim_type in claims if claim_type in ORIGIN_TYPES]
    if not wanted:
        return Origins(of_claim={}, settling={})
    settling: dict[str, list[OrderSettling]] = defaultdict(list)
    for row in _read(con, "report/order_settling", OrderSettling, {"claim_ids": wanted}):
        settling[row.order_id].append(row)
    return Origins(
        of_claim=read_origins(con, wanted),
        settling={order_id: tuple(rows) for order_id, rows in settling.items()},
    )


def with_order(case: CaseToFile, origins: Origins, report_days: Callable[[str, date], ReportDays]) -> CaseToFile:
    """The case with what its draft may say of its order; any other case as it is.

    Args:
        case: the case; its entries know what they rest on.
        origins: what is read of the orders.
        report_days: the days of a report from a day on.
    """
    if case.claim_type not in ORIGIN_TYPES:
        return case
    first = min(
        [
            case.payments.first,
            *(entry.origin.shipped_on for entry in case.entries if entry.origin and entry.origin.shipped_on),
        ]
    )
    payments = report_days(REIMBURSEMENTS, first)
    denied = {kind: report_days(kind, first) for kind in _DENIED.get(case.claim_type, ())}
    returns = denied.get(CUSTOMER_RETURNS)
    lines = origins.settling.get(case.group_id, ())
    facts = OrderFacts(
        returns=returns,
        settlements=denied.get(SETTLEMENTS),
        other_paid=_besides(lines, "reimbursement", sum(entry.reimbursed for entry in case.entries)),
        other_returned=_besides(lines, "return", sum(entry.returned for entry in case.entries)),
        other_charged=_besides(lines, "retrocharge", sum(entry.charged for entry in case.entries)),
    )
    days = [report.last for report in (payments, returns) if report]
    known = [day for day in days if day]
    return replace(case, payments=payments, order=facts, facts_of=min(known) if len(known) == len(days) else None)


def _besides(lines: Sequence[OrderSettling], source: str, ours: int) -> int:
    """Units of the order that are not those the match ties to the entries."""
    return max(sum(line.units for line in lines if line.source == source) - ours, 0)


def tracking_ids(entries: Iterable[CaseEntry]) -> list[str]:
    """The tracking numbers of the boxes of the entries."""
    return [entry.origin.tracking_number for entry in entries if entry.origin]


def license_plates(entries: Iterable[CaseEntry]) -> list[str]:
    """The license plate numbers of the returned units of the entries."""
    return [plate for entry in entries if entry.origin for plate in entry.origin.license_plates.split(", ")]


def _read(con: duckdb.DuckDBPyConnection, name: str, row: type[Row], params: Mapping[str, object]) -> tuple[Row, ...]:
    """The rows of a query; TypeError where columns and class differ."""
    query = queries.load(name)
    found = con.execute(query.sql, dict(params)).fetchall()
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in found)
