"""Reads one account's derived tables into values; its database can be closed before the page is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

import duckdb

import queries
from reports import rows
from reports.change_rows import AccountChanges
from reports.claim_facts import ClaimTrace, read_traces
from reports.cost_gaps import CostGap, UploadWay
from reports.figure_rows import FigureRows, read_figures
from reports.filing import cases_to_file
from reports.filing_values import CaseToFile, FilingData, PaceData
from reports.product_rows import ProductRows, read_products
from reports.removals import RemovalRows, read_removals
from reports.shipments import ShipmentRow
from reports.status_told import StatusTold

Row = TypeVar("Row")

CLAIM_LIMIT: Final = 10_000
"""Rows of the claims table on a page: what a browser still sorts at once."""
COST_LIMIT: Final = 50
LIST_LIMIT: Final = 200
LIMITED: Final = {"row_limit": LIST_LIMIT}
ANSWER_LIMIT: Final = 20
"""So many claims of a question are named in one command, which a person can still read and a terminal takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPart:
    """Everything the page says about one account, as read on its as-of date."""

    name: str
    marketplace: str
    as_of: date
    min_case_value: Decimal
    claims: tuple[rows.ClaimRow, ...]
    status_totals: tuple[rows.StatusTotal, ...]
    expiring: tuple[rows.Expiring, ...]
    questions: tuple[rows.QuestionRow, ...]
    missing_costs: tuple[rows.MissingCost, ...]
    waiting: tuple[rows.WaitingWeek, ...]
    unverified_rules: tuple[rows.UnverifiedRule, ...]
    coverage: tuple[rows.CoverageSpan, ...]
    downloads: tuple[rows.DownloadTotal, ...]
    rejected: tuple[rows.RejectedRow, ...]
    unmatched_cover: tuple[rows.UnmatchedCover, ...]
    unlisted_payments: tuple[rows.UnlistedPayment, ...]
    unknown_codes: tuple[rows.UnknownCode, ...]
    excluded_skus: tuple[rows.ExcludedSku, ...]
    before_records: tuple[rows.BeforeRecords, ...]
    payment_delays: tuple[rows.PaymentDelay, ...]
    settle_proposals: tuple[rows.SettleProposal, ...]
    cost_gaps: tuple[CostGap, ...]
    bridge: tuple[rows.BridgeRow, ...]
    figures: FigureRows
    traces: Mapping[str, ClaimTrace]
    cases: tuple[CaseToFile, ...]
    case_titles: Mapping[str, str]
    pace: PaceData | None
    told: Mapping[str, StatusTold]
    removals: RemovalRows
    products: Mapping[str, ProductRows]
    shipments: tuple[ShipmentRow, ...] = ()
    needs: tuple[rows.ReportNeed, ...] = ()
    ledger_gaps: tuple[rows.LedgerGap, ...] = ()
    summary_faults: tuple[rows.SummaryFault, ...] = ()
    changes: AccountChanges | None = None
    upload_way: UploadWay | None = None


def read_account(
    con: duckdb.DuckDBPyConnection,
    *,
    account: str,
    marketplace: str,
    as_of: date,
    min_case_value: Decimal,
    claim_limit: int = CLAIM_LIMIT,
    filing: FilingData | None = None,
) -> AccountPart:
    """What the page needs of one account, read from its derived tables.

    Args:
        con: a connection on which the tables named in the headers under queries/report/ exist.
        account: its name in the configuration.
        marketplace: its home marketplace's code.
        as_of: the day for which the claims were computed.
        min_case_value: the smallest amount worth a case, in the currency of the claim.
        claim_limit: how many claims the table may show at most.
        filing: the way to file; without it nothing is listed to be filed.
    """
    claims = _read(con, "claim_row", rows.ClaimRow, {"as_of": as_of, "row_limit": claim_limit})
    questions = _read(con, "question", rows.QuestionRow, {"as_of": as_of, "row_limit": ANSWER_LIMIT})
    return AccountPart(
        name=account,
        marketplace=marketplace,
        as_of=as_of,
        min_case_value=min_case_value,
        claims=claims,
        status_totals=_read(con, "status_total", rows.StatusTotal),
        expiring=_read(con, "expiring", rows.Expiring, {"as_of": as_of}),
        questions=(questions := _read(con, "question", rows.QuestionRow, {"as_of": as_of, "row_limit": ANSWER_LIMIT})),
        missing_costs=_read(con, "missing_cost", rows.MissingCost, {"row_limit": COST_LIMIT}),
        waiting=_read(con, "waiting", rows.WaitingWeek),
        unverified_rules=_read(con, "unverified_rule", rows.UnverifiedRule),
        coverage=_read(con, "coverage_span", rows.CoverageSpan),
        downloads=_read(con, "download_total", rows.DownloadTotal),
        rejected=_read(con, "rejected", rows.RejectedRow, LIMITED),
        unmatched_cover=_read(con, "unmatched_cover", rows.UnmatchedCover, LIMITED),
        unlisted_payments=_read(con, "unlisted_payment", rows.UnlistedPayment, LIMITED),
        unknown_codes=_read(con, "unknown_code", rows.UnknownCode),
        excluded_skus=_read(con, "excluded_sku", rows.ExcludedSku, LIMITED),
        before_records=_read(con, "before_records", rows.BeforeRecords),
        payment_delays=_read(con, "payment_delay", rows.PaymentDelay),
        settle_proposals=_read(con, "settle_proposal", rows.SettleProposal),
        cost_gaps=_read(con, "cost_gap", CostGap, {"row_limit": COST_LIMIT}),
        bridge=_read(con, "bridge", rows.BridgeRow),
        figures=read_figures(con, as_of),
        traces=read_traces(con, [claim.claim_id for claim in claims], as_of),
        cases=_cases(con, account, marketplace, as_of, min_case_value, filing=filing),
        case_titles=_case_titles(con),
        pace=filing.pace_on(as_of) if filing else None,
        removals=read_removals(con, as_of),
        products=read_products(con, (claim.product for claim in claims if claim.product), as_of),
        shipments=_read(con, "shipment", ShipmentRow, LIMITED | {"as_of": as_of}),
        needs=_read(con, "report_need", rows.ReportNeed),
        ledger_gaps=_read(con, "ledger_gap", rows.LedgerGap),
        summary_faults=_read(con, "summary_fault", rows.SummaryFault, LIMITED),
        told=_told(con, [*(one.claim_id for one in claims), *(one.example_claim_id for one in questions)]),
    )


def _told(con: duckdb.DuckDBPyConnection, claim_ids: list[str]) -> Mapping[str, StatusTold]:
    return {told.claim_id: told for told in _read(con, "status_told", StatusTold, {"claim_ids": claim_ids})}


def _case_titles(con: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Kept apart from the cases, so that no title can ever reach a draft."""
    return dict(con.execute(queries.text("report/filing_title")).fetchall())


def _cases(
    con: duckdb.DuckDBPyConnection,
    account: str,
    marketplace: str,
    as_of: date,
    min_case_value: Decimal,
    *,
    filing: FilingData | None,
) -> tuple[CaseToFile, ...]:
    if filing is None:
        return ()
    return cases_to_file(
        con, account=account, marketplace=marketplace, as_of=as_of, min_case_value=min_case_value, filing=filing
    )


def _read(
    con: duckdb.DuckDBPyConnection, name: str, row: type[Row], params: Mapping[str, object] | None = None
) -> tuple[Row, ...]:
    """The rows of queries/report/<name>.sql; TypeError where columns and class differ."""
    query = queries.load(f"report/{name}")
    found = con.execute(query.sql, dict(params or {})).fetchall()
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in found)
