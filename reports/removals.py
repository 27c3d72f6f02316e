"""The summary of removals: what each order asked for, what came of each box, what was paid and what is open."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from urllib.parse import quote

import duckdb

import queries
from reports.claim_views import CLAIM_PAGE
from reports.language import page_name

Row = TypeVar("Row")
BOX_LIMIT: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalBox:
    """A box on its way back (queries/report/removal_sum.sql); `received_units` is None where nobody has said."""

    box_no: int
    order_id: str
    requested_units: int | None
    sent_units: int
    tracking_number: str
    carrier: str
    shipped_on: date
    sku: str
    fnsku: str
    title: str
    shipped_units: int
    received_units: int | None
    received_on: date | None
    paid_units: int
    open_units: int
    claim_id: str
    row_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptApart:
    """Receipts of no box, or above what was sent (queries/report/removal_receipt_apart.sql)."""

    order_id: str
    tracking_key: str
    fnsku: str
    received_units: int
    shipped_units: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRows:
    """What is read of an account's removals."""

    boxes: tuple[RemovalBox, ...]
    receipts_apart: tuple[ReceiptApart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLine:
    """A box as the page shows it; `claim_link` is '' where it has no claim of its own there."""

    account: str
    box: RemovalBox
    claim_link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removals:
    """The section of the page; empty where no removal is loaded."""

    boxes: tuple[BoxLine, ...]
    box_count: int
    unanswered_count: int
    receipts_apart: tuple[tuple[str, ReceiptApart], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.boxes or self.receipts_apart)


def read_removals(con: duckdb.DuckDBPyConnection, as_of: date) -> RemovalRows:
    """The boxes of an account, newest orders first, and the receipts that fit none."""
    return RemovalRows(
        boxes=_read(con, "report/removal_sum", RemovalBox, {"row_limit": BOX_LIMIT}),
        receipts_apart=_read(con, "report/removal_receipt_apart", ReceiptApart, {"as_of": as_of}),
    )


def removals_of(parts: Sequence[tuple[str, RemovalRows]], here: Container[str]) -> Removals:
    """The section of all accounts.

    Args:
        parts: name and rows of each account.
        here: ids of the claims that have a view of their own.
    """
    lines = [
        BoxLine(account=name, box=box, claim_link=_link(box.claim_id) if box.claim_id in here else "")
        for name, rows in parts
        for box in rows.boxes
    ]
    return Removals(
        boxes=tuple(lines[:BOX_LIMIT]),
        box_count=sum(rows.boxes[0].row_total for _name, rows in parts if rows.boxes),
        unanswered_count=sum(line.box.received_units is None for line in lines),
        receipts_apart=tuple((name, one) for name, rows in parts for one in rows.receipts_apart),
    )


def _link(claim_id: str) -> str:
    return f"{page_name(CLAIM_PAGE)}#{quote(claim_id, safe='')}"


def _read(con: duckdb.DuckDBPyConnection, name: str, row: type[Row], params: dict[str, object]) -> tuple[Row, ...]:
    query = queries.load(name)
    found = con.execute(query.sql, params).fetchall()
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in found)
