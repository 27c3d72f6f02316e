"""The text of a case: typed facts in, a short plain draft out, one template per claim type and language.

A sentence stands only if its data is loaded for the dates it speaks of; what is missing is said instead. No title,
no order, no buyer ever gets here; ids are used only where they are plain ASCII on one line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import jinja2

from reports.draft_orders import OrderLines, OriginLines, order_lines, origin_lines
from reports.draft_parts import PAYMENT_LIMIT, ReportLines, distinct, money, only, plain_id, report_lines, rounded
from reports.draft_shipments import ShipmentLines, shipment_lines
from reports.filing_values import (
    CUSTOMER_RETURNS,
    LEDGER,
    NEEDS_LEDGER,
    REIMBURSEMENTS,
    SETTLEMENTS,
    CaseEntry,
    CaseToFile,
    Days,
    Draft,
    Missing,
    PaidUnits,
    ReportDays,
)
from reports.origins import ORIGIN_TYPES, RETURNS
from reports.settling import ReasonSum, SettlingLine, SettlingList

LENGTH_LIMIT: Final = 1500
"""A draft, subject and body, stays below this many characters."""
VALID_DAYS: Final = 3
SHARE_LIMIT: Final = 3
REASON_LIMIT: Final = 4
ENGLISH: Final = "en"

_REPORT_NAMES: Final = {
    LEDGER: "Inventory Ledger, detailed view",
    REIMBURSEMENTS: "Reimbursements report",
    CUSTOMER_RETURNS: "FBA customer returns report",
    SETTLEMENTS: "Settlement reports",
}
#: these are looked up by the id alone; a lost unit may be filed by its FNSKU
_NEEDS_REFERENCE: Final = ORIGIN_TYPES | {
    *("warehouse_damaged", "inbound_shortage", "reimbursement_reversed", "reimbursement_underpaid")
}


class UnknownDraftError(LookupError):
    """No template for a claim type in a language; the tests walk both, so this is a fault of the program."""

    def __init__(self, claim_type: str, language: str) -> None:
        """Names what is missing."""
        super().__init__(f"there is no draft of '{claim_type}' in '{language}'")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLines:
    """An entry as its template writes it; '' where nothing is known or asked."""

    reference: str
    day: str
    center: str
    reason: str
    fnsku: str
    original: str
    lost: int
    apart: int
    given_back: int
    found: int
    graded_back: int
    reimbursed: int
    open: int
    amount: str
    paid: str
    cost: str
    cost_approved_on: str
    converted_on: str
    expected: str
    difference: str
    paid_by: tuple[str, ...]
    has_more_paid_by: bool
    perhaps_paid: int
    perhaps_paid_by: tuple[str, ...]
    has_more_perhaps: bool
    perhaps_found: int
    returned: int
    charged: int
    origin: OriginLines | None
    overage: int
    shipped: int
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """What units of a payment or found unit belong to; `target` '' where no plain id is known."""

    kind: str
    target: str
    day: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLine:
    """A payment, or found or graded units, as its template writes it; the same in every draft that names it."""

    id: str
    day: str
    reason: str
    #: where it is not that of the case
    currency: str
    units: int
    fnsku: str
    shares: tuple[ShareLine, ...]
    has_more_shares: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLines:
    """A list of them; `others` are the sums by reason of those not named, as (reason, lines, units)."""

    named: tuple[SettledLine, ...]
    others: tuple[tuple[str, int, int], ...]
    other_count: int
    open_others: int
    is_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """Everything a draft template may write."""

    primary_id: str
    product_label: str
    fnsku: str
    asin: str
    sku: str
    marketplace: str
    has_one_product: bool
    is_part: bool
    part: int
    part_count: int
    is_single: bool
    lost: int
    apart: int
    given_back: int
    found: int
    graded_back: int
    reimbursed: int
    open: int
    value: str
    entries: tuple[EntryLines, ...]
    is_complete: bool
    ledger: ReportLines
    payments: ReportLines
    found_lines: SettledLines
    paid_lines: SettledLines
    has_open_payment: bool
    order: OrderLines | None
    overage: int
    shipment: ShipmentLines


def draft_text(case: CaseToFile, language: str, *, filing_on: date | None = None) -> Draft:
    """The draft of a case.

    Args:
        case: the case.
        language: one of `case.languages`, or any for which there are templates.
        filing_on: the day on which it is to be filed; by default the case's as-of date.

    Raises:
        UnknownDraftError: there is no template for it.
    """
    subject, _, body = _rendered(case, language).partition("\n")
    valid_to = case.facts_of + timedelta(days=VALID_DAYS) if case.facts_of else None
    is_stale = valid_to is None or (filing_on or case.as_of) > valid_to
    missing = missing_of(case)
    return Draft(
        language=language,
        subject=subject.strip(),
        body=body.strip() + "\n",
        head=_head(case.facts_of, valid_to, is_stale=is_stale, missing=missing),
        facts_of=case.facts_of,
        valid_to=valid_to,
        is_stale=is_stale,
        missing=missing,
        is_ready=not is_stale and not missing,
    )


def length_of(case: CaseToFile) -> int:
    """Characters of its longest draft, subject and body, over its languages."""
    return max(len(_rendered(case, language)) for language in case.languages)


def fits(case: CaseToFile) -> bool:
    """Whether its drafts stay below the limit in all its languages."""
    return length_of(case) < LENGTH_LIMIT


def missing_of(case: CaseToFile) -> tuple[Missing, ...]:
    """What the drafts of a case cannot state."""
    found = [
        Missing(kind=report.kind, days=days)
        for report in _reports(case)
        for days in (report.missing or (() if report.last else (Days(first=report.first, last=case.as_of),)))
    ]
    if case.claim_type in _NEEDS_REFERENCE and not all(plain_id(entry.reference_id) for entry in case.entries):
        found.append(Missing(kind="reference_id", days=None))
    # an order is found by its id: the SKU is enough beside it
    if not all(plain_id(entry.fnsku or (entry.sku if case.claim_type in RETURNS else "")) for entry in case.entries):
        found.append(Missing(kind="fnsku", days=None))
    return tuple(found)


def _reports(case: CaseToFile) -> tuple[ReportDays, ...]:
    """The reports whose days the drafts of a case speak of."""
    if case.order:
        told = (case.order.returns, case.order.settlements, case.payments)
        return tuple(report for report in told if report)
    return (case.ledger, case.payments) if case.claim_type in NEEDS_LEDGER else (case.payments,)


def _head(facts_of: date | None, valid_to: date | None, *, is_stale: bool, missing: tuple[Missing, ...]) -> str:
    lines = []
    if facts_of and valid_to:
        lines.append(f"Facts of {facts_of}, valid to {valid_to}.")
    if is_stale:
        lines.append("Refresh first: download both reports again, import them, run, and take the new draft.")
    for one in missing:
        if one.days:
            lines.append(
                f"Not loaded: {_REPORT_NAMES[one.kind]}, {one.days.first} to {one.days.last}. "
                "Download these days before you file."
            )
        elif one.kind == "fnsku":
            lines.append("Not known: a plain FNSKU. Look the product up in Seller Central before you file.")
        else:
            lines.append("Not known: the reference ID of every row. Look it up in the report before you file.")
    return "\n".join(lines) + "\n"


def _rendered(case: CaseToFile, language: str) -> str:
    """Subject, line break, body."""
    try:
        template = _environment().get_template(f"drafts/{case.claim_type}.{language}.txt.j2")
    except jinja2.TemplateNotFound as missing:
        raise UnknownDraftError(case.claim_type, language) from missing
    text = re.sub(r"[ \t]+$", "", template.render(draft=_view(case)).strip(), flags=re.MULTILINE)
    subject, _, body = text.partition("\n")
    body = re.sub(r"\n{3,}", "\n\n", body.strip())
    return f"{subject}\n{body}\n"


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("reports", "templates"),
        auto_reload=False,
        autoescape=False,  # noqa: S701  plain text, pasted into a form; pages escape it again
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _view(case: CaseToFile) -> DraftView:
    entries = case.entries
    fnskus = distinct(entry.fnsku for entry in entries)
    products = distinct(entry.product for entry in entries)
    fnsku = fnskus[0] if len(fnskus) == 1 else ""
    return DraftView(
        primary_id=primary_id(case),
        product_label=fnsku if fnsku or len(products) < 2 else f"{len(products)} FNSKUs",  # noqa: PLR2004  one or many
        fnsku=fnsku,
        asin=only(entry.asin for entry in entries),
        sku=only(entry.sku for entry in entries),
        marketplace=case.marketplace,
        has_one_product=len(products) == 1,
        is_part=case.part_count > 1,
        part=case.part,
        part_count=case.part_count,
        is_single=case.unit_count == 1,
        lost=sum(entry.lost for entry in entries),
        apart=sum(entry.apart for entry in entries),
        given_back=sum(entry.given_back for entry in entries),
        found=sum(entry.found for entry in entries),
        graded_back=sum(entry.graded_back for entry in entries),
        reimbursed=sum(entry.reimbursed for entry in entries),
        open=case.unit_count,
        value="" if case.unvalued_units else value_text(case),
        entries=tuple(_entry_lines(case, entry) for entry in entries),
        is_complete=all(report.is_complete for report in _reports(case)),
        ledger=report_lines(case.ledger),
        payments=report_lines(case.payments),
        found_lines=_settled(case, case.found_lines),
        paid_lines=_settled(case, case.paid_lines),
        has_open_payment=case.paid_lines.has_open,
        order=order_lines(case),
        overage=sum(entry.overage for entry in entries),
        shipment=shipment_lines(entries),
    )


def primary_id(case: CaseToFile) -> str:
    """The id in the subject, by which a person finds the case again; of several the first, with how many more."""
    found = distinct(entry.reference_id for entry in case.entries)
    first = found[0] if found else str(case.entries[0].event_date)
    return f"{first} +{len(found) - 1}" if len(found) > 1 else first


def value_text(case: CaseToFile) -> str:
    """What the open units are worth, with the rates of the costs: the first ones, where there are many.

    Of an underpayment each entry says its own.
    """
    entries = () if case.claim_type == "reimbursement_underpaid" else case.entries
    rates = list(dict.fromkeys(entry.converted for entry in entries if entry.converted))
    told = "; ".join(rates[:SHARE_LIMIT]) + ("; …" if len(rates) > SHARE_LIMIT else "")
    return f"{money(case, case.amount)} ({told})" if told else money(case, case.amount)


def _entry_lines(case: CaseToFile, entry: CaseEntry) -> EntryLines:
    return EntryLines(
        reference=plain_id(entry.reference_id),
        day=str(entry.event_date),
        center=plain_id(entry.fulfillment_center),
        reason=plain_id(entry.reason_code),
        fnsku=plain_id(entry.fnsku),
        original=plain_id(entry.original_id),
        lost=entry.lost,
        apart=entry.apart,
        given_back=entry.given_back,
        found=entry.found,
        graded_back=entry.graded_back,
        reimbursed=entry.reimbursed,
        open=entry.open,
        amount=money(case, entry.amount),
        paid=money(case, entry.paid_amount),
        cost=money(case, entry.cost_price),
        cost_approved_on=str(entry.cost_approved_on or ""),
        converted_on=entry.converted,
        expected=money(case, _capped(case, entry)),
        difference=money(case, entry.unit_value),
        paid_by=_named(entry.paid_by),
        has_more_paid_by=len(entry.paid_by) > len(_named(entry.paid_by)),
        perhaps_paid=sum(one.units for one in entry.perhaps_paid_by),
        perhaps_paid_by=_named(entry.perhaps_paid_by),
        has_more_perhaps=len(entry.perhaps_paid_by) > len(_named(entry.perhaps_paid_by)),
        perhaps_found=entry.perhaps_found,
        returned=entry.returned,
        charged=entry.charged,
        origin=origin_lines(case, entry),
        overage=entry.overage,
        shipped=entry.shipped.shipped_units if entry.shipped else 0,
        received=entry.shipped.received_units if entry.shipped else 0,
    )


def _settled(case: CaseToFile, found: SettlingList) -> SettledLines:
    """The lines as they are written; reasons beyond the first few are summed without a name ('')."""
    has_one_product = len({entry.product for entry in case.entries}) == 1
    sums = [one for one in found.others[:REASON_LIMIT] if plain_id(one.reason)]
    rest = [one for one in found.others if one not in sums]
    return SettledLines(
        named=tuple(
            _settled_line(
                line,
                fnsku="" if has_one_product else line.product,
                currency=line.currency if line.currency != case.currency else "",
            )
            for line in found.named
        ),
        others=tuple(_summed(one.reason, [one]) for one in sums) + ((_summed("", rest),) if rest else ()),
        other_count=found.other_count,
        open_others=found.open_others,
        is_empty=not found.named and not found.others,
    )


def _summed(reason: str, sums: Sequence[ReasonSum]) -> tuple[str, int, int]:
    return reason, sum(one.line_count for one in sums), sum(one.units for one in sums)


def _settled_line(line: SettlingLine, *, fnsku: str, currency: str) -> SettledLine:
    return SettledLine(
        id=plain_id(line.line_id),
        day=str(line.event_date),
        reason=plain_id(line.reason),
        currency=plain_id(currency),
        units=line.units,
        fnsku=plain_id(fnsku),
        shares=tuple(
            ShareLine(kind=share.kind, target=plain_id(share.target), day=str(share.target_on or ""), units=share.units)
            for share in line.shares[:SHARE_LIMIT]
        ),
        has_more_shares=len(line.shares) > SHARE_LIMIT,
    )


def _named(payments: Iterable[PaidUnits]) -> tuple[str, ...]:
    """The ids of the first of them."""
    return tuple(distinct(one.reimbursement_id for one in payments)[:PAYMENT_LIMIT])


def _capped(case: CaseToFile, entry: CaseEntry) -> Decimal | None:
    """What Amazon should have paid per unit where its cap is below the cost; None where the cost itself counts."""
    cost = rounded(case, entry.cost_price)
    if cost is None or entry.paid_amount is None or entry.unit_value is None or not entry.lost:
        return None
    expected = entry.paid_amount / entry.lost + entry.unit_value
    # A minor unit of slack: both were rounded on their own.
    return expected if expected + Decimal(1).scaleb(-case.minor_digits) < cost else None
