"""What is held of each report, and what to download next: which report, where, which days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from reports.coverage_views import Instruction, ReportCoverage
from reports.formats import count_text, span_text
from reports.language import N_, _
from reports.read import AccountPart
from reports.rows import CoverageSpan, DownloadTotal, LedgerGap
from reports.words import CLAIM_TYPE, REPORT_KIND, spoken

LEDGER: Final = "ledger_detail"
REIMBURSEMENTS: Final = "reimbursements"
COSTS: Final = "costs"
NEEDED: Final = (LEDGER, REIMBURSEMENTS, COSTS)
BLOCKING: Final = (LEDGER, REIMBURSEMENTS)
UNDATED: Final = (COSTS, "fx_rates")
"""The seller's own sheets: their rows hold until the next one, so days covered say nothing."""

WHERE: Final = {
    LEDGER: N_(
        "Seller Central > Reports > Fulfillment > Inventory Ledger > Download. "
        "View: Detailed. Event types: all. Format: .txt (a .csv opened in a spreadsheet loses leading zeros)."
    ),
    REIMBURSEMENTS: N_(
        "Seller Central > Reports > Fulfillment > Payments > Reimbursements (under 'Show more' "
        "where it is hidden) > Download. Format: .txt."
    ),
    COSTS: N_("Your own sheet: fill templates/costs.csv with sku, unit_cost, currency, effective_from."),
    "ledger_summary": N_(
        "Seller Central > Reports > Fulfillment > Inventory Ledger > Download. "
        "View: Summary, by day. Format: .txt. It proves which days the detailed view lacks."
    ),
    "customer_returns": N_(
        "Seller Central > Reports > Fulfillment > Customer Concessions > FBA customer returns > Download. Format: .txt."
    ),
    "replacements": N_(
        "Seller Central > Reports > Fulfillment > Customer Concessions > Replacements > Download. Format: .txt."
    ),
    "settlement": N_(
        "Seller Central > Payments > Reports Repository, or All Statements > Download Flat File V2, "
        "of every settlement that reaches into these days."
    ),
    "customer_refunds": N_("Your own sheet, where you have no settlements: fill templates/customer_refunds.csv."),
    "all_orders": N_("Seller Central > Reports > Fulfillment > Sales > All Orders > Download. Format: .txt."),
    "fba_inventory": N_("Seller Central > Reports > Fulfillment > Inventory > FBA Manage Inventory > Download."),
    "removal_orders": N_(
        "Seller Central > Reports > Fulfillment > Removals > Removal Order Detail > Download. Format: .txt."
    ),
    "removal_shipments": N_(
        "Seller Central > Reports > Fulfillment > Removals > Removal Shipment Detail > Download. Format: .txt."
    ),
    "removal_receipts": N_(
        "Your own sheet: 'fba-reconcile removals receipts-form' writes a form with every box; "
        "the warehouse fills it in."
    ),
    "inbound_shipments": N_(
        "Your own sheet, a line for each product of a shipment: fill templates/inbound_shipments.csv from "
        "Seller Central > Inventory > Shipments."
    ),
    "shipping_queue": N_("Seller Central > Inventory > Shipments (Shipping Queue) > export the list."),
    "shipment_contents": N_(
        "Seller Central > Inventory > Shipments > open a shipment > Contents > export. "
        "Put the shipment's id into the file's name, such as FBA15ABC123.csv."
    ),
    "fx_rates": N_(
        "Your own sheet, templates/fx_rates.csv, or the European Central Bank's eurofxref-hist.zip as published."
    ),
}

HISTORY: Final = timedelta(days=540)
"""How far back Amazon keeps the ledger's detail."""
SHORT_HISTORY: Final = timedelta(days=90)
"""A ledger shorter than this may miss the losses that recent finds and payments belong to."""
LEAD: Final = timedelta(days=30)
"""A payment may be this much later than its loss, so Reimbursements may begin this much after the ledger."""
FRESH: Final = timedelta(days=7)
"""Amazon's reports lag by some days; within a week nobody need refresh."""
OVERLAP: Final = timedelta(days=14)
"""Amazon restates recent rows, so a refresh goes back a little; overlaps are merged."""
DAY: Final = timedelta(days=1)

MISSING: Final = {
    LEDGER: N_("Without it no lost or damaged unit can be seen."),
    REIMBURSEMENTS: N_("Without it nobody knows what Amazon has paid: every claim stays a question."),
    COSTS: N_("Without it no loss has a value."),
}

STATE_NAME: Final = {
    "complete": N_("Complete"),
    "incomplete": N_("Incomplete"),
    "missing": N_("Missing"),
    "unused": N_("Kept, not used yet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days that no download of a report covers, and why they matter."""

    reason: str
    first_day: date | None
    last_day: date | None
    is_refresh: bool = False
    is_further: bool = False


def coverage_of(part: AccountPart, command: str) -> tuple[ReportCoverage, ...]:
    """What is held of each report of an account, the needed ones first, with what to download.

    Args:
        part: the account.
        command: what to type once a download lies in inbox/.
    """
    held = {total.kind: total for total in part.downloads}
    spans = {kind: _spans(part, kind) for kind in {span.kind for span in part.coverage} | set(held)}
    wanted = {kind for kind in _rested_on(part) if kind in held or not _has_another(part, kind, held)}
    others = sorted((set(held) | wanted) - set(NEEDED), key=lambda kind: spoken(REPORT_KIND, kind))
    return tuple(_coverage(part, kind, held.get(kind), spans, command) for kind in (*NEEDED, *others))


def import_command(account: str, *, is_only_account: bool) -> str:
    """What to type once a file lies in inbox/."""
    return "fba-reconcile import inbox" + ("" if is_only_account else f" --account {account}")


def _coverage(
    part: AccountPart,
    kind: str,
    held: DownloadTotal | None,
    spans: dict[str, tuple[CoverageSpan, ...]],
    command: str,
) -> ReportCoverage:
    if kind in NEEDED:
        gaps = _gaps(part, kind, held, spans)
    elif kind in WHERE:
        gaps = _further_gaps(part, kind, held, spans.get(kind, ()))
    else:
        gaps = []
    instructions = tuple(
        Instruction(
            account=part.name,
            report=spoken(REPORT_KIND, kind),
            reason=gap.reason,
            where=_(WHERE[kind]),
            first_day=gap.first_day,
            last_day=gap.last_day,
            is_blocking=held is None and kind in BLOCKING,
            is_refresh=gap.is_refresh,
            is_further=gap.is_further,
            command=command,
        )
        for gap in gaps
    )
    if held is None:
        state = "missing"
    elif not held.is_used:
        state = "unused"
    else:
        is_wanting = bool(instructions) or (kind == COSTS and bool(part.missing_costs))
        state = "incomplete" if is_wanting else "complete"
    return ReportCoverage(
        account=part.name,
        name=spoken(REPORT_KIND, kind),
        state=state,
        state_name=_(STATE_NAME[state]),
        rests=_resting(part, kind),
        note=_note(part, kind),
        spans=tuple(span_text(span.first_day, span.last_day) for span in spans.get(kind, ())),
        row_count=held.rows_read if held else 0,
        rejected_count=held.rows_rejected if held else 0,
        instructions=instructions,
    )


def _note(part: AccountPart, kind: str) -> str:
    if kind == COSTS and part.missing_costs:
        return _("some SKUs have none: see Units waiting for a cost")
    return _("each entry holds until the next") if kind in UNDATED else ""


def _gaps(
    part: AccountPart, kind: str, held: DownloadTotal | None, spans: dict[str, tuple[CoverageSpan, ...]]
) -> list[Gap]:
    """The days that are missing of a needed report, the most telling first."""
    covered = spans.get(kind, ())
    if held is None:
        begins, ends = (None, None) if kind == COSTS else (part.as_of - HISTORY, part.as_of)
        return [Gap(reason=_(MISSING[kind]), first_day=begins, last_day=ends)]
    if kind == COSTS or not covered:
        return []
    found = []
    first, last = covered[0].first_day, covered[-1].last_day
    if last < part.as_of - FRESH:
        reason = _("It ends {days} before the as-of date.").format(days=count_text((part.as_of - last).days, "day"))
        begins = max(first, last - OVERLAP)
        found.append(Gap(reason=reason, first_day=begins, last_day=part.as_of, is_refresh=True))
    found += [
        Gap(
            reason=_("No download covers these days."),
            first_day=before.last_day + DAY,
            last_day=after.first_day - DAY,
        )
        for before, after in pairwise(covered)
    ]
    if kind == LEDGER:
        found += [_summary_gap(gap) for gap in part.ledger_gaps]
    ledger = spans.get(LEDGER, ())
    if kind == REIMBURSEMENTS and ledger and first > ledger[0].first_day + LEAD:
        reason = _("It begins later than the ledger: older losses take no part until their payments are known.")
        found.append(Gap(reason=reason, first_day=ledger[0].first_day, last_day=first - DAY))
    if kind == LEDGER and first > part.as_of - SHORT_HISTORY:
        reason = _("It is short: finds and payments of these days may belong to older losses.")
        found.append(Gap(reason=reason, first_day=part.as_of - HISTORY, last_day=first - DAY))
    return found


def _summary_gap(gap: LedgerGap) -> Gap:
    """Days of which the ledger's summary proves that the detail lacks something."""
    products = count_text(gap.product_count, "FNSKU")
    if gap.state == "differing":
        reason = _("The summary view shows other units than the detailed view for {products}, such as {product}.")
    else:
        reason = _("The summary view shows units of {products} moving, and the detailed view has no row of these days.")
    return Gap(
        reason=" ".join((reason.format(products=products, product=gap.product), _("A missing day hides losses."))),
        first_day=gap.first_day,
        last_day=gap.last_day,
    )


def _further_gaps(
    part: AccountPart, kind: str, held: DownloadTotal | None, covered: tuple[CoverageSpan, ...]
) -> list[Gap]:
    """The days that are missing of a report that only some claim types rest on."""
    needs = [need for need in part.needs if need.report == kind]
    if not needs:
        return []
    fresh = needs[0].fresh_days
    if held is None:
        reason = _("Not seen or not proved without it: {claims}.").format(claims=_resting(part, kind))
        begins, ends = (None, None) if fresh is None else (part.as_of - HISTORY, part.as_of)
        return [Gap(reason=reason, first_day=begins, last_day=ends, is_further=True)]
    if fresh is None or not covered:
        return []
    found = [
        Gap(reason=_("No download covers these days."), first_day=before.last_day + DAY, last_day=after.first_day - DAY)
        for before, after in pairwise(covered)
    ]
    last = covered[-1].last_day
    is_cover = any(need.role == "cover" for need in needs)
    known_to = last if is_cover or held.imported_on is None else max(last, held.imported_on)
    if known_to < part.as_of - timedelta(days=fresh):
        reason = _("It ends {days} before the as-of date.").format(days=count_text((part.as_of - last).days, "day"))
        begins = max(covered[0].first_day, last - OVERLAP)
        found.append(Gap(reason=reason, first_day=begins, last_day=part.as_of, is_refresh=True))
    return found


def _rested_on(part: AccountPart) -> set[str]:
    """The reports that any claim type rests on."""
    return {need.report for need in part.needs}


def _has_another(part: AccountPart, kind: str, held: Mapping[str, DownloadTotal]) -> bool:
    """Whether a report is there that does as well."""
    names = {need.alternative for need in part.needs if need.report == kind and need.alternative}
    return any(need.alternative in names and need.report in held for need in part.needs)


def _resting(part: AccountPart, kind: str) -> str:
    """The claim types that rest on a report, as the pages name them."""
    types = dict.fromkeys(need.claim_type for need in part.needs if need.report == kind)
    return _("; ").join(spoken(CLAIM_TYPE, claim_type) for claim_type in types)


def _spans(part: AccountPart, kind: str) -> tuple[CoverageSpan, ...]:
    return tuple(sorted((s for s in part.coverage if s.kind == kind), key=lambda span: span.first_day))
