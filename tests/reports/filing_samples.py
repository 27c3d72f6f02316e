"""Cases made by hand, one per claim type, in every state a draft can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from reports.filing_values import (
    CUSTOMER_RETURNS,
    LEDGER,
    REIMBURSEMENTS,
    SETTLEMENTS,
    CaseEntry,
    CaseToFile,
    Days,
    OrderFacts,
    Origin,
    PaidUnits,
    ReportDays,
    Shipped,
)
from reports.origins import ORIGIN_TYPES, REMOVALS, RETURNS
from reports.settling import Belonging, ReasonSum, SettlingLine, SettlingList

AS_OF = date(2026, 11, 22)
FACTS = date(2026, 11, 21)
FIRST = date(2026, 9, 23)
TYPES = (
    "warehouse_lost",
    "warehouse_damaged",
    "inbound_shortage",
    "reimbursement_reversed",
    "reimbursement_underpaid",
    "removal_lost",
    "removal_short",
    "customer_return_missing",
    "customer_return_damaged",
)
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


def origin_of(claim_type: str) -> Origin:
    """A box of five units, or a refund of three of which one came back."""
    is_removal, is_damaged = claim_type in REMOVALS, claim_type == "customer_return_damaged"
    return Origin(
        claim_id="",
        kind="removal" if is_removal else "return" if is_damaged else "refund",
        order_id="RM-26-0917" if is_removal else "113-7702213-4481056",
        tracking_number="1Z999AA10123456784" if is_removal else "",
        carrier="UPS_GR_RT" if is_removal else "",
        shipped_on=FIRST if is_removal else None,
        received_on=date(2026, 10, 2) if is_removal else None,
        refunded_on=None if is_removal else FIRST,
        returned_on=date(2026, 10, 5) if is_damaged else None,
        sku="SP-ADJUSTA-34",
        fnsku="X00AF2LWDB",
        disposition="CARRIER_DAMAGED" if is_damaged else "SELLABLE" if is_removal else "",
        place="PHX7" if is_damaged else "",
        license_plates="LPNRR7702213A, LPNRR7702213B" if is_damaged else "",
        event_units=5 if is_removal else 3,
        received_units=(2 if claim_type == "removal_short" else 0) if is_removal else None,
        requested_units=8 if is_removal else None,
        order_shipped_units=8 if is_removal else None,
        box_count=2 if is_removal else None,
        currency="" if is_removal else "USD",
        minor_digits=2,
        money=None if is_removal else Decimal("74.9700"),
        money_units=None if is_removal else 3,
        file_name="removal_shipments.csv" if is_removal else "",
        line=7 if is_removal else None,
    )


def origin_entry(claim_type: str) -> CaseEntry:
    """The same of a box, a refund or a damaged return: one unit was paid, of a refund one came back as well."""
    origin = origin_of(claim_type)
    is_missing = claim_type == "customer_return_missing"
    lost = origin.event_units - (origin.received_units or 0)
    left = lost - 1 - (1 if is_missing else 0)
    each = Decimal("31.40") if claim_type in REMOVALS else Decimal("24.99")
    return replace(
        entry(1),
        reference_id=origin.order_id,
        fulfillment_center=origin.place,
        reason_code=origin.disposition if claim_type == "customer_return_damaged" else "",
        lost=lost,
        found=0,
        returned=1 if is_missing else 0,
        open=left,
        unit_value=each,
        amount=each * left,
        origin=origin,
    )


def entry_of(claim_type: str) -> CaseEntry:
    """The same in the words of each claim type."""
    if claim_type in ORIGIN_TYPES:
        return origin_entry(claim_type)
    first = entry(1)
    if claim_type == "warehouse_damaged":
        return replace(first, reason_code="E", found=0, graded_back=1, apart=1, open=2, amount=Decimal("62.80"))
    if claim_type == "inbound_shortage":
        return replace(
            first,
            reference_id="FBA15DKQ7X2N",
            reason_code="",
            found=0,
            overage=1,
            deadline=date(2027, 6, 23),
            shipped=Shipped(
                shipped_units=40,
                received_units=35,
                ledger_units=35,
                shipped_on=date(2026, 9, 10),
                delivered_on=FIRST,
                carrier="UPS",
                tracking_id="1Z999AA10123456784",
                cartons=4,
                weight_kg=Decimal("31.5000"),
            ),
        )
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
    if one.origin:  # an exact key leaves no doubt
        return replace(one, paid_by=(PaidUnits(reimbursement_id="56526727853", units=1),))
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
        order=order_facts(claim_type),
    )


def order_facts(claim_type: str) -> OrderFacts | None:
    """What is known of an order whose reports are all loaded."""
    if claim_type not in ORIGIN_TYPES:
        return None
    returns, settlements = (
        ReportDays(kind=kind, first=FIRST, last=FACTS, missing=()) for kind in (CUSTOMER_RETURNS, SETTLEMENTS)
    )
    return OrderFacts(
        returns=returns if claim_type == "customer_return_missing" else None,
        settlements=settlements if claim_type in RETURNS else None,
        other_paid=0,
        other_returned=0,
        other_charged=0,
    )


def with_reports(case: CaseToFile, *, last: date | None, missing: tuple[Days, ...]) -> CaseToFile:
    """The same with other days of every report."""

    def days(report: ReportDays) -> ReportDays:
        return replace(report, last=last, missing=missing)

    order = case.order and replace(
        case.order,
        returns=case.order.returns and days(case.order.returns),
        settlements=case.order.settlements and days(case.order.settlements),
    )
    return replace(case, ledger=days(case.ledger), payments=days(case.payments), order=order)


def order_states(case: CaseToFile) -> dict[str, CaseToFile]:
    """What only a case of an order can be."""
    first = case.entries[0]
    if not (first.origin and case.order):
        return {}
    more = replace(case.order, other_paid=2, other_returned=1, other_charged=1)
    other = replace(first, product="X00TKMWSH6", fnsku="X00TKMWSH6", sku="PT-ORTHOPA-37")
    bare = replace(
        first.origin, tracking_number="", carrier="", received_on=None, money=None, license_plates="", place=""
    )
    found = {
        "more of the order was settled": replace(case, order=more),
        "several products": case_of(case.claim_type, first, other),
        "only what must be known": case_of(case.claim_type, replace(first, fnsku="", asin="", origin=bare)),
    }
    if case.claim_type in RETURNS:
        found["charged to the customer again"] = case_of(
            case.claim_type, replace(first, charged=1, reimbursed=0, origin=replace(first.origin, kind="replacement"))
        )
    return found


def states(claim_type: str) -> dict[str, CaseToFile]:
    """The case of a type in every state, by the state's name."""
    case = case_of(claim_type)
    first = case.entries[0]
    hole = Days(first=date(2026, 10, 1), last=date(2026, 10, 7))
    second = replace(first, claim_id="LOST-0002", reference_id=f"{first.reference_id[:-1]}9")
    if first.shipped:
        second = replace(second, reference_id=first.reference_id, product="X00TKMWSH6", fnsku="X00TKMWSH6")
    # a shipment has more to say of itself, so that fewer lines fit
    few = replace(summed(), named=summed().named[-2:])
    found = {
        "fresh": case,
        "other units found and paid": replace(case, found_lines=found_lines(first), paid_lines=paid_lines()),
        "more lines than it names": replace(case, paid_lines=few if claim_type == "inbound_shortage" else summed()),
        "payments named, some in doubt": case_of(claim_type, with_doubt(first)),
        "stale": replace(case, facts_of=date(2026, 11, 18), ledger=replace(case.ledger, last=date(2026, 11, 18))),
        "missing days of both reports": with_reports(case, last=FACTS, missing=(hole,)),
        "a report not loaded": with_reports(replace(case, facts_of=None), last=None, missing=()),
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
                overage=0,
                reimbursed=0,
                returned=0,
                open=1,
                amount=first.unit_value,
                origin=first.origin
                and replace(first.origin, event_units=1, received_units=first.origin.received_units and 0),
                shipped=first.shipped and replace(first.shipped, received_units=39, ledger_units=39),
            ),
        ),
    }
    found |= order_states(case)
    if claim_type.startswith("reimbursement"):
        other = replace(first, product="X00TKMWSH6", fnsku="X00TKMWSH6", asin="B0404Q0MGC", sku="PT-ORTHOPA-37")
        found["several products"] = case_of(claim_type, first, other)
    if first.shipped:
        bare = replace(first.shipped, ledger_units=None, shipped_on=None, carrier="", tracking_id="", cartons=None)
        found["nothing but the quantities and the day"] = case_of(
            claim_type, replace(first, fulfillment_center="", shipped=replace(bare, weight_kg=None))
        )
    if claim_type == "reimbursement_underpaid":
        capped = replace(
            first,
            unit_value=Decimal("4991.78"),
            amount=Decimal("9983.56"),
            cost_price=Decimal("6000.0000000000"),
            converted="2026-09-22: 1 USD = 0.8421 GBP",
        )
        found["cost above the cap, converted"] = case_of(claim_type, capped)
    return found
