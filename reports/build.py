"""Makes one page's view from the accounts as read: adds up, orders, cuts, and says what to do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from reports import case_lists, sections, views
from reports.changes import changes_of
from reports.claim_views import CaseView, ClaimView, claim_views
from reports.cost_gaps import cost_gaps_of
from reports.coverage_views import Instruction, ReportCoverage
from reports.downloads import LEDGER, REIMBURSEMENTS, coverage_of, import_command
from reports.drafts import VALID_DAYS
from reports.figure_views import Section
from reports.figures import SOON_DAYS, figures
from reports.filing_values import REPORTED, reports_of
from reports.formats import span_text
from reports.language import LANGUAGES, _, speaking, spoken_language
from reports.product_views import ProductBasis, Products, ProductView, page_of, product_views
from reports.read import CLAIM_LIMIT, COST_LIMIT, LIST_LIMIT, AccountPart
from reports.removals import removals_of
from reports.shipments import shipments_of
from reports.steps import RUN, steps
from reports.tally import tally
from reports.words import CLAIM_TYPE, REPORT_KIND, spoken

Row = TypeVar("Row")

HORIZONS: Final = (3, 7, 14)


def build_all(
    parts: Sequence[AccountPart], *, as_of: date, stamp: views.Stamp, claim_limit: int = CLAIM_LIMIT
) -> tuple[views.ReportView, ...]:
    """The view of all accounts in every language; the claim views and the cases, which speak none, are made once."""
    found: list[views.ReportView] = []
    for language in LANGUAGES:
        with speaking(language):
            before = found[0] if found else None
            found.append(build(parts, as_of=as_of, stamp=stamp, claim_limit=claim_limit, before=before))
    return tuple(found)


def build(
    parts: Sequence[AccountPart],
    *,
    as_of: date,
    stamp: views.Stamp,
    claim_limit: int = CLAIM_LIMIT,
    before: views.ReportView | None = None,
) -> views.ReportView:
    """The view of all accounts on one page, in the language spoken now.

    Args:
        parts: the accounts, in the order in which the page names them; at least one.
        as_of: the day for which all of them were computed.
        stamp: program and rule data.
        claim_limit: how many claims the table may show at most.
        before: the same in another language, for what is the same in all.
    """
    questions, question_numbers = sections.questions(parts, _accounts(parts))
    coverage, waiting, missing_costs = _coverage(parts), sections.waiting(parts), _missing_costs(parts)
    claims = sections.claim_table(parts, question_numbers, claim_limit)
    filing = case_lists.filing(parts, here := frozenset(line.claim_id for line in claims.lines))
    one_by_one, cases, products = _one_by_one(parts, claims, as_of, before)
    return views.ReportView(
        language=spoken_language(),
        as_of=as_of,
        stamp=stamp,
        accounts=_accounts(parts),
        has_several_accounts=len(parts) > 1,
        has_data=_has_data(parts),
        facts=_facts(parts, as_of),
        steps=steps(
            filing=filing,
            questions=questions,
            missing_costs=missing_costs,
            waiting=waiting,
            instructions=(instructions := _instructions(coverage)),
            has_data=_has_data(parts),
        ),
        filing=filing,
        horizons=tuple(sections.horizon(parts, as_of, days) for days in HORIZONS),
        expired=tally(row for part in parts for row in part.status_totals if row.status == "expired"),
        questions=questions,
        missing_costs=missing_costs,
        cost_gaps=cost_gaps_of([(part.name, part.cost_gaps) for part in parts], parts[0].upload_way),
        waiting=waiting,
        shipments=shipments_of([(part.name, part.shipments) for part in parts]),
        claims=claims,
        claim_views=one_by_one,
        cases=cases,
        products=products,
        coverage=coverage,
        instructions=instructions,
        coverage_line=_coverage_line(parts),
        apart=_apart(parts),
        removals=removals_of([(part.name, part.removals) for part in parts], here),
        bridge=_bridge(parts),
        figures=_figures(parts, as_of, products.views),
        unverified_rules=_unverified_rules(parts),
        changes=changes_of(parts, here, stamp),
    )


def _has_data(parts: Sequence[AccountPart]) -> bool:
    return any(part.downloads for part in parts)


def _accounts(parts: Sequence[AccountPart]) -> tuple[views.AccountHead, ...]:
    return tuple(
        views.AccountHead(
            name=part.name,
            marketplace=part.marketplace,
            refresh=(import_command(part.name, is_only_account=len(parts) == 1), RUN),
        )
        for part in parts
    )


def _facts(parts: Sequence[AccountPart], as_of: date) -> views.Facts:
    """Of the day up to which the reports of every case to file reach; without a case, of the day of the run."""
    cases = [case for part in parts for case in part.cases if case.facts_of and case.standing != REPORTED]
    first_day = min((case.facts_of for case in cases if case.facts_of), default=as_of)
    oldest = [kind for case in cases if case.facts_of == first_day for kind in reports_of(case.claim_type)]
    return views.Facts(
        first_day=first_day,
        valid_to=first_day + timedelta(days=VALID_DAYS),
        reports=_("; ").join(spoken(REPORT_KIND, kind) for kind in dict.fromkeys(oldest or (LEDGER, REIMBURSEMENTS))),
        commands=(*(head.refresh[0] for head in _accounts(parts)), RUN),
    )


def _coverage(parts: Sequence[AccountPart]) -> tuple[ReportCoverage, ...]:
    return tuple(
        entry
        for part in parts
        for entry in coverage_of(part, import_command(part.name, is_only_account=len(parts) == 1))
    )


def _instructions(coverage: Sequence[ReportCoverage]) -> tuple[Instruction, ...]:
    return tuple(one for entry in coverage for one in entry.instructions if not one.is_further)


def _one_by_one(
    parts: Sequence[AccountPart], table: views.ClaimTable, as_of: date, before: views.ReportView | None
) -> tuple[tuple[ClaimView, ...], tuple[CaseView, ...], Products]:
    """What the pages of one claim and of one product show; the same in every language."""
    if before:
        return before.claim_views, before.cases, before.products
    claims, cases = claim_views(
        table.lines,
        {claim_id: trace for part in parts for claim_id, trace in part.traces.items()},
        {claim_id: told for part in parts for claim_id, told in part.told.items()},
        [case for part in parts for case in part.cases],
        table.question_numbers,
    )
    products = Products(
        views=product_views(table.lines, {part.name: part.products for part in parts}, as_of),
        basis=tuple(map(_product_basis, parts)),
    )
    return claims, cases, products


def _product_basis(part: AccountPart) -> ProductBasis:
    return ProductBasis(
        account=part.name,
        records_begin=next((row.records_begin for row in part.figures.span), None),
        ledger_days=tuple((span.first_day, span.last_day) for span in part.coverage if span.kind == LEDGER),
    )


def _figures(parts: Sequence[AccountPart], as_of: date, products: Sequence[ProductView]) -> tuple[Section, ...]:
    soon = [
        (row.currency, row.amount, row.unit_count)
        for part in parts
        for row in part.expiring
        if row.status == "claimable" and row.horizon_days == SOON_DAYS
    ]
    pages: dict[str, dict[str, str]] = {part.name: {} for part in parts}
    for view in products:
        pages[view.head.account][view.head.product] = page_of(view.head.account, view.head.product)
    return figures([part.figures for part in parts], as_of, soon, [pages[part.name] for part in parts])


def _apart(parts: Sequence[AccountPart]) -> views.SetApart:
    return views.SetApart(
        rejected=_listing(parts, lambda part: part.rejected, lambda row: row.row_total),
        unmatched_cover=_listing(
            parts, lambda part: part.unmatched_cover, lambda row: row.row_total, lambda row: row.unit_total
        ),
        unlisted_payments=_listing(parts, lambda part: part.unlisted_payments, lambda row: row.row_total),
        unknown_codes=_listing(parts, lambda part: part.unknown_codes),
        excluded_skus=_listing(
            parts, lambda part: part.excluded_skus, lambda row: row.row_total, lambda row: row.unit_total
        ),
        summary_faults=_listing(parts, lambda part: part.summary_faults, lambda row: row.row_total),
        before_records=_listing(parts, lambda part: tuple(r for r in part.before_records if r.row_count)),
    )


def _unverified_rules(parts: Sequence[AccountPart]) -> tuple[views.Rule, ...]:
    return tuple(
        views.Rule(
            account=part.name,
            type_name=spoken(CLAIM_TYPE, row.claim_type),
            region=row.region,
            rule_id=row.rule_id,
            claim_count=row.claim_count,
            unit_count=row.unit_count,
        )
        for part in parts
        for row in part.unverified_rules
    )


def _missing_costs(parts: Sequence[AccountPart]) -> views.MissingCosts:
    listing = _listing(
        parts,
        lambda part: part.missing_costs,
        lambda row: row.sku_total,
        lambda row: row.unit_total,
        limit=COST_LIMIT,
    )
    concerned = [part.name for part in parts if part.missing_costs] or [parts[0].name]
    return views.MissingCosts(
        listing=listing,
        command="fba-reconcile costs missing",
        import_command=import_command(concerned[0], is_only_account=len(parts) == 1),
    )


def _coverage_line(parts: Sequence[AccountPart]) -> str:
    """The days covered of the two reports everything rests on, for the foot of every page."""
    found = []
    for part in parts:
        for kind in (LEDGER, REIMBURSEMENTS):
            spans = sorted((s for s in part.coverage if s.kind == kind), key=lambda span: span.first_day)
            said = _("{report}: {days}.").format(
                report=spoken(REPORT_KIND, kind),
                days=_("; ").join(span_text(span.first_day, span.last_day) for span in spans) or _("nothing"),
            )
            found.append(_("{account}: {said}").format(account=part.name, said=said) if len(parts) > 1 else said)
    return " ".join(found)


def _bridge_label(label: str) -> str:
    return _(label[:1].upper() + label[1:])


def _listing(
    parts: Sequence[AccountPart],
    rows_of: Callable[[AccountPart], Sequence[Row]],
    total_of: Callable[[Row], int] | None = None,
    units_of: Callable[[Row], int] | None = None,
    *,
    limit: int = LIST_LIMIT,
) -> views.Listing[Row]:
    """The rows of all accounts, cut at `limit`; a total stands on each row and counts the account's."""
    entries = [views.Entry(account=part.name, row=row) for part in parts for row in rows_of(part)]
    firsts = [found[0] for part in parts if (found := rows_of(part))]
    total = sum(total_of(row) for row in firsts) if total_of else len(entries)
    shown = tuple(entries[:limit])
    return views.Listing(
        shown=shown,
        total=total,
        hidden_count=total - len(shown),
        unit_count=sum(units_of(row) for row in firsts) if units_of else 0,
    )


def _bridge(parts: Sequence[AccountPart]) -> views.Bridge:
    """The bridge of all accounts together; the first position is Amazon's figure, the rest its parts."""
    units: dict[tuple[int, str], int] = {}
    for part in parts:
        for row in part.bridge:
            units[row.position, row.label] = units.get((row.position, row.label), 0) + row.units
    lines = [
        views.BridgeLine(label=_bridge_label(label), units=units[position, label]) for position, label in sorted(units)
    ]
    if not lines:
        return views.Bridge(total=None, parts=(), difference=0)
    total, *rest = lines
    return views.Bridge(total=total, parts=tuple(rest), difference=total.units - sum(line.units for line in rest))
