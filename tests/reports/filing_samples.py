"""Cases made by hand, one per claim type, in every state a draft can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from reports.filing_values import LEDGER, REIMBURSEMENTS, CaseEntry, CaseToFile, Days, PaidUnits, ReportDays
from reports.settling import Belonging, ReasonSum, SettlingLine, SettlingList

AS_OF = date(2026, 11, 22)
FACTS = date(2026, 11, 21)
FIRST = date(2026, 9, 23)
TYPES = ("warehouse_lost", "warehouse_damaged", "reimbursement_reversed", "reimbursement_underpaid")
LANGUAGES = ("en", "de", "ja")
READING = "zh-CN"
"""What a draft says, for who reads no English; it is never pasted."""


def entry(number: int) -> CaseEntry:
    """A lost row of which one unit came back and one was paid."""
    return CaseEntry(
        claim_id=f"LOST-{number:04d}",
        product="X00AF2LWDB",
        reference_id=f"2007753155{number:04d}",
        event_date=FIRST,
        marketplace="US",
        sku="SP-ADJUSTA-34",
        fnsku="X00AF2LWDB",
        asin="B0GN2GJ6GQ",
        fulfillment_center="ACY1",
        reason_code="M",
        lost=5,
        apart=0,
        given_back=0,
        found=1,
        graded_back=0,
        reimbursed=1,
        open=3,
        unit_value=Decimal("31.40"),
        amount=Decimal("94.20"),
        deadline=date(2026, 11, 24),
        is_rule_verified=True,
    )


def entry_of(claim_type: str) -> CaseEntry:
    """The same in the words of each claim type."""
    first = entry(1)
    if claim_type == "warehouse_damaged":
        return replace(first, reason_code="E", found=0, graded_back=1, apart=1, open=2, amount=Decimal("62.80"))
    payment = replace(
        first, reference_id="53071885703", fulfillment_center="", reason_code="Lost_Warehouse", found=0, reimbursed=0
    )
    if claim_type == "reimbursement_reversed":
        return replace(
            payment,
            reason_code="Reimbursement_Reversal",
            lost=3,
            given_back=1,
            open=2,
            unit_value=Decimal("7.35"),
            amount=Decimal("14.70"),
            original_id="59887226905",
            paid_on=date(2026, 8, 2),
        )
    if claim_type == "reimbursement_underpaid":
        return replace(
            payment,
            lost=3,
            given_back=1,
            open=2,
            unit_value=Decimal("3.53"),
            amount=Decimal("7.06"),
            paid_amount=Decimal("24.66"),
            cost_price=Decimal("11.7500000000"),
            cost_approved_on=date(2026, 1, 5),
        )
    return first


def with_doubt(one: CaseEntry) -> CaseEntry:
    """The same of a row with three more units: one perhaps found, two perhaps paid."""
    if one.paid_amount is not None:
        return one
    return replace(
        one,
        lost=one.lost + 3,
        apart=one.apart + 3,
        paid_by=(PaidUnits(reimbursement_id="56526727853", units=1),) if one.reimbursed else (),
        perhaps_paid_by=(PaidUnits(reimbursement_id="58081333288", units=2),),
        perhaps_found=1,
    )


def line(source: str, line_id: str, reason: str, *shares: Belonging) -> SettlingLine:
    """A payment, or found units, in the days of a case."""
    return SettlingLine(
        source=source,
        line_no=int(line_id),
        event_date=date(2026, 10, 12),
        line_id=line_id,
        reason=reason,
        units=sum(share.units for share in shares),
        region="US",
        currency="USD" if source == "reimbursement" else "",
        product="X00AF2LWDB",
        shares=shares,
    )


def belonging(kind: str, target: str = "", units: int = 1) -> Belonging:
    """What units of a line belong to."""
    return Belonging(kind=kind, target=target, target_on=None, units=units)


def found_lines(one: CaseEntry) -> SettlingList:
    """A found unit of the entry and one behind a reversal, in one row of the ledger."""
    shares = belonging("loss", one.reference_id), belonging("given_back", "53071885704")
    return SettlingList(named=(line("found", "20077531550101", "F", *shares),))


def paid_lines() -> SettlingList:
    """Payments for another loss and in doubt."""
    kinds = (
        ("56526727854", "Lost_Warehouse", belonging("reconciled", "200775315599", 3)),
        ("58081333288", "GeneralAdjustment", belonging("doubt", "200775315599")),
    )
    return SettlingList(named=tuple(line("reimbursement", id_, reason, share) for id_, reason, share in kinds))


def summed() -> SettlingList:
    """The other kinds, and sums by reason."""
    kinds = (
        ("56526727856", "Lost_Warehouse", belonging("reversal", "53071885704")),
        ("56526727857", "Reversal", belonging("reverses", "59887226905")),
        ("56526727858", "Other", belonging("top_up", "56526727853", 0)),
        ("56526727859", "Return", belonging("order")),
    )
    return SettlingList(
        named=tuple(line("reimbursement", id_, reason, share) for id_, reason, share in kinds),
        others=(ReasonSum(reason="CustomerReturn", line_count=12, units=15),),
        open_others=1,
    )


def case_of(claim_type: str, *entries: CaseEntry) -> CaseToFile:
    """A fresh case, worth filing, with nothing missing."""
    held = entries or (entry_of(claim_type),)
    first = min(one.event_date for one in held)
    amounts = [one.amount for one in held if one.amount is not None]
    return CaseToFile(
        case_key="C-000000000001",
        account="main",
        region="US",
        marketplace="US",
        claim_type=claim_type,
        group_id=held[0].product if claim_type.startswith("warehouse") else held[0].reference_id,
        id_name="FNSKU",
        part=1,
        part_count=1,
        standing="worth_filing",
        entries=held,
        unit_count=sum(one.open for one in held),
        currency="USD",
        minor_digits=2,
        amount=sum(amounts, Decimal(0)) if amounts else None,
        unvalued_units=sum(one.open for one in held if one.amount is None),
        first_deadline=date(2026, 11, 24),
        days_left=2,
        urgency=0,
        is_rule_verified=True,
        languages=("en",),
        as_of=AS_OF,
        facts_of=FACTS,
        ledger=ReportDays(kind=LEDGER, first=first, last=FACTS, missing=()),
        payments=ReportDays(kind=REIMBURSEMENTS, first=first, last=FACTS, missing=()),
        found_lines=SettlingList(),
        paid_lines=SettlingList(),
        sister_ids=(),
        ticks=(),
        route=None,
    )


def states(claim_type: str) -> dict[str, CaseToFile]:
    """The case of a type in every state, by the state's name."""
    case = case_of(claim_type)
    first = case.entries[0]
    hole = Days(first=date(2026, 10, 1), last=date(2026, 10, 7))
    second = replace(first, claim_id="LOST-0002", reference_id=f"{first.reference_id[:-1]}9")
    found = {
        "fresh": case,
        "other units found and paid": replace(case, found_lines=found_lines(first), paid_lines=paid_lines()),
        "more lines than it names": replace(case, paid_lines=summed()),
        "payments named, some in doubt": case_of(claim_type, with_doubt(first)),
        "stale": replace(case, facts_of=date(2026, 11, 18), ledger=replace(case.ledger, last=date(2026, 11, 18))),
        "missing days of both reports": replace(
            case, ledger=replace(case.ledger, missing=(hole,)), payments=replace(case.payments, missing=(hole,))
        ),
        "a report not loaded": replace(
            case,
            facts_of=None,
            ledger=replace(case.ledger, last=None),
            payments=replace(case.payments, last=None),
        ),
        "part of a group": replace(case_of(claim_type, first, second), part=2, part_count=3),
        "unknown value": case_of(claim_type, replace(first, unit_value=None, amount=None)),
        "no reference id": case_of(claim_type, replace(first, reference_id="", original_id="")),
        "one unit": case_of(
            claim_type,
            replace(
                first,
                lost=1,
                apart=0,
                given_back=0,
                found=0,
                graded_back=0,
                reimbursed=0,
                open=1,
                amount=first.unit_value,
            ),
        ),
    }
    if claim_type.startswith("reimbursement"):
        other = replace(first, product="X00TKMWSH6", fnsku="X00TKMWSH6", asin="B0404Q0MGC", sku="PT-ORTHOPA-37")
        found["several products"] = case_of(claim_type, first, other)
    if claim_type == "reimbursement_underpaid":
        capped = replace(
            first,
            unit_value=Decimal("4991.78"),
            amount=Decimal("9983.56"),
            cost_price=Decimal("6000.0000000000"),
            converted_on=date(2026, 9, 22),
        )
        found["cost above the cap, converted"] = case_of(claim_type, capped)
    return found
