"""Which claims become which cases, from the rows of the reports on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.drafts import LENGTH_LIMIT, draft_text
from reports.filing_values import BELOW_MIN_VALUE, VALUE_UNKNOWN, WORTH_FILING, CaseToFile
from tests.reports.filing_shop import ALL_DAYS, Shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.con.close()


def only(shop: Shop, home: str = "US") -> CaseToFile:
    (case,) = shop.reconciled(home).cases(home)
    return case


def test_lost_units_of_an_fnsku_are_one_case_in_order_of_date(shop: Shop) -> None:
    shop.adjustment(reference_id="20072", event_date=date(2026, 10, 5), quantity=-2)
    shop.adjustment(reference_id="20071")
    case = only(shop)
    assert (case.claim_type, case.group_id, case.id_name) == ("warehouse_lost", "X1", "FNSKU")
    assert [entry.reference_id for entry in case.entries] == ["20071", "20072"]
    assert case.unit_count == 3
    for tick in case.ticks:
        assert (tick.values, tick.candidates) == (("20071", "20072"), ("X1",))
    assert (case.first_deadline, case.days_left, case.urgency) == (date(2026, 11, 30), 10, 2)


def test_regions_claim_types_and_products_are_cases_of_their_own(shop: Shop) -> None:
    shop.adjustment()
    shop.adjustment(reference_id="20072", country="CA")
    shop.adjustment(reference_id="20073", reason="E")
    shop.adjustment(reference_id="20074", fnsku="X2")
    found = {(case.region, case.claim_type, case.group_id) for case in shop.reconciled().cases()}
    assert found == {
        ("US", "warehouse_lost", "X1"),
        ("CA", "warehouse_lost", "X1"),
        ("US", "warehouse_damaged", "X1"),
        ("US", "warehouse_lost", "X2"),
    }


def test_the_missing_units_of_a_shipment_are_one_case_with_what_to_attach(shop: Shop) -> None:
    shop.shipment()
    shop.shipment(sku="SKU-2", fnsku="X2", asin="B2", quantity_received=9)
    shop.shipment(shipment_id="FBA2", quantity_received=11, delivered_on=date(2026, 9, 20))
    shop.shipment(shipment_id="FBA3", sku="SKU-3", fnsku="X3", asin="B3")
    shop.adjustment(event_type="Receipts", reference_id="FBA1", quantity=6, event_date=date(2026, 9, 3))
    shop.payment(reason="Lost_Inbound", reimbursement_id="7001", quantity_cash=1)
    cases = {case.group_id: case for case in shop.reconciled().cases()}
    assert set(cases) == {"FBA1", "FBA3"}
    case = cases["FBA1"]
    assert (case.claim_type, case.id_name, case.unit_count) == ("inbound_shortage", "Shipment ID", 2)
    told = [(one.fnsku, one.lost, one.overage, one.reimbursed, one.apart, one.open) for one in case.entries]
    assert told == [("X1", 3, 1, 1, 0, 1), ("X2", 1, 0, 0, 0, 1)]
    body = draft_text(case, "en").body
    for line in (
        "Shipment ID: FBA1",
        "Carrier: UPS",
        "Weight: 31.5 kg",
        "FNSKU X1: shipped 10, received 7, missing 3, surplus received under another line or shipment 1",
        ", reimbursed 1 (7001), open 1",
        "missing 4 - surplus received 1 - reimbursed 1 = open 2",
        "6 units received of these products",
    ):
        assert line in body
    assert case.route
    assert [step.field for step in case.route.steps if step.action == "attach"] == [
        "Proof of ownership",
        "Proof of delivery",
        "Packing list",
    ]


def test_a_shipment_is_filed_without_a_ledger_and_says_nothing_of_it(shop: Shop) -> None:
    shop.covered = {"reimbursements": [ALL_DAYS]}
    shop.shipment()
    draft = draft_text(only(shop), "en")
    assert draft.is_ready
    assert "Ledger" not in draft.body


def test_only_claims_that_can_be_filed_take_part(shop: Shop) -> None:
    shop.adjustment(event_date=date(2026, 11, 10))
    shop.adjustment(reference_id="20072", disposition="UNSELLABLE")
    shop.adjustment(reference_id="20073", event_date=date(2026, 8, 1))
    assert shop.reconciled().cases() == ()


def test_a_row_without_fnsku_is_grouped_by_its_sku(shop: Shop) -> None:
    shop.adjustment(fnsku="")
    case = only(shop)
    assert (case.group_id, case.id_name) == ("SKU-1", "SKU")
    draft = draft_text(case, "en")
    assert draft.subject == "FC lost | 20071 | SKU-1 | 1"
    assert [one.kind for one in draft.missing] == ["fnsku"]


def test_the_arithmetic_of_a_row_says_where_every_unit_went(shop: Shop) -> None:
    shop.adjustment(quantity=-9, reconciled_quantity=2, unreconciled_quantity=7)
    shop.adjustment(reference_id="30001", reason="F", quantity=1, event_date=date(2026, 10, 3))
    shop.payment(quantity_cash=3, quantity_total=3, amount_total=Decimal(30))
    (case,) = shop.reconciled().cases()
    (entry,) = case.entries
    told = (entry.lost, entry.apart, entry.found, entry.reimbursed, entry.open)
    assert told == (9, 0, 1, 3, 5)
    assert "lost 9 - found 1 - reimbursed 3 = open 5" in draft_text(case, "en").body


def test_a_payment_of_the_part_that_amazon_calls_settled_is_named_with_its_row_and_never_denied(shop: Shop) -> None:
    shop.adjustment(quantity=-2, reconciled_quantity=1, unreconciled_quantity=1)
    shop.payment(reimbursement_id="56526727853")
    case = only(shop)
    body = draft_text(case, "en").body
    assert "recorded 2, reimbursed 1 (56526727853), open 1" in body
    assert "lost 2 - found 0 - reimbursed 1 = open 1" in body
    assert (
        "- 56526727853 (2026-10-10, Lost_Warehouse, 1 unit): for reference 20071, stated as reconciled\n"
        "Open units not previously reimbursed: Reimbursements report covers" in body
    )


def test_a_payment_in_doubt_for_a_row_is_said_openly_and_its_units_are_not_asked_for(shop: Shop) -> None:
    shop.adjustment(quantity=-3)
    shop.payment(reimbursement_id="58081333288", reason="GeneralAdjustment")
    case = only(shop)
    (entry,) = case.entries
    assert (entry.apart, entry.reimbursed, entry.open) == (1, 0, 2)
    body = draft_text(case, "en").body
    assert "recorded 3, perhaps reimbursed and not asked here 1 (58081333288), open 2" in body
    assert "lost 3 - not asked here 1 - found 0 - reimbursed 0 = open 2" in body
    assert "- 58081333288 (2026-10-10, GeneralAdjustment, 1 unit): in doubt, perhaps for reference 20071\n" in body
    assert "Open units not previously reimbursed, unless a line in doubt is for them: Reimbursements report" in body


def test_payments_and_found_units_of_other_entries_are_not_passed_over(shop: Shop) -> None:
    shop.adjustment(event_date=date(2026, 9, 25), reference_id="20070", quantity=-2)
    shop.adjustment()
    shop.payment()
    shop.adjustment(reference_id="30001", reason="F", quantity=1, event_date=date(2026, 10, 3))
    case = only(shop)
    assert [entry.reference_id for entry in case.entries] == ["20071"]
    body = draft_text(case, "en").body
    assert (
        "1. Inventory Ledger, detailed view, Adjustments, 2026-09-21 to 2026-11-20: the entries above; "
        "each found unit (reason F) of FNSKU X1, by our match:\n"
        "- 30001 (2026-10-03, F, 1 unit): for reference 20070\n"
        "2. Reimbursements report, 2026-09-21 to 2026-11-20: each line of FNSKU X1, by our match:\n"
        "- 5001 (2026-10-10, Lost_Warehouse, 1 unit): for reference 20070\n"
    ) in body


def test_payments_of_orders_other_regions_and_without_units_are_named_too(shop: Shop) -> None:
    shop.adjustment()
    shop.payment(reimbursement_id="6000000001", reason="CustomerReturn", order_id="111-2222222-3333333")
    shop.payment(reimbursement_id="6000000002", reason="Lost_Warehouse", currency="CAD", approved_on=date(2026, 7, 1))
    shop.payment(reimbursement_id="6000000003", reason="CompensatedClawback", currency="CAD", quantity_cash=0,
                 quantity_total=0)  # fmt: skip
    body = draft_text(only(shop), "en").body
    assert "- 6000000001 (2026-10-10, CustomerReturn, 1 unit): for a customer order\n" in body
    assert "6000000002" not in body, "long before the loss"
    assert "- 6000000003 (2026-10-10, CompensatedClawback, CAD, 0 units): for no unit\n" in body
    assert "no line" not in body


def test_where_the_report_has_no_line_of_the_product_the_draft_says_so(shop: Shop) -> None:
    shop.adjustment()
    shop.payment(fnsku="X2", sku="SKU-2")
    body = draft_text(only(shop), "en").body
    assert "2. Reimbursements report, 2026-09-21 to 2026-11-20: no line of FNSKU X1.\n" in body
    assert "the entries above; no found unit (reason F) of FNSKU X1.\n" in body


def test_lines_beyond_what_a_draft_holds_are_summed_by_reason_and_none_in_doubt_is_passed_over(shop: Shop) -> None:
    shop.adjustment(quantity=-30)
    for number in range(30):
        shop.payment(reimbursement_id=f"70000000{number:02d}", reason="CustomerReturn", order_id=f"o-{number}")
    shop.payment(reimbursement_id="58081333288", reason="GeneralAdjustment", approved_on=date(2026, 10, 2))
    case = only(shop)
    draft = draft_text(case, "en")
    assert len(draft.subject) + 1 + len(draft.body) < LENGTH_LIMIT
    named = len(case.paid_lines.named)
    assert named + case.paid_lines.other_count == 31
    assert "- 58081333288 (2026-10-02, GeneralAdjustment, 1 unit): in doubt" in draft.body
    assert f"- and {31 - named} more lines: CustomerReturn {31 - named} ({31 - named} units)\n" in draft.body


def test_a_group_below_the_smallest_value_is_listed_apart_and_one_without_value_too(shop: Shop) -> None:
    shop.cost()
    shop.adjustment(quantity=-2)
    shop.adjustment(reference_id="20072", fnsku="X2", quantity=-1)
    shop.adjustment(reference_id="20073", fnsku="X3", msku="SKU-3")
    cases = shop.reconciled().cases()
    assert [(case.group_id, case.standing) for case in cases] == [
        ("X1", WORTH_FILING),
        ("X3", VALUE_UNKNOWN),
        ("X2", BELOW_MIN_VALUE),
    ]
    assert [case.amount for case in cases] == [Decimal(25), None, Decimal("12.50")]
    assert [case.unvalued_units for case in cases] == [0, 1, 0]


def test_what_ends_first_comes_first_then_the_largest(shop: Shop) -> None:
    shop.cost()
    shop.adjustment(fnsku="X1", quantity=-3)
    shop.adjustment(fnsku="X2", quantity=-9)
    shop.adjustment(fnsku="X3", quantity=-4)
    shop.adjustment(fnsku="X4", quantity=-3, event_date=date(2026, 9, 22))
    assert [case.group_id for case in shop.reconciled().cases()] == ["X4", "X2", "X3", "X1"]


def test_within_three_days_the_last_day_decides_and_the_amount_only_within_a_day(shop: Shop) -> None:
    shop.cost()
    shop.adjustment(fnsku="X1", quantity=-9, event_date=date(2026, 9, 23))
    shop.adjustment(fnsku="X2", quantity=-1, event_date=date(2026, 9, 21))
    shop.adjustment(fnsku="X3", quantity=-2, event_date=date(2026, 9, 21))
    found = [(case.group_id, case.days_left) for case in shop.reconciled().cases(least="0")]
    assert found == [("X3", 0), ("X2", 0), ("X1", 2)]


def test_a_group_too_long_for_a_draft_is_several_numbered_cases(shop: Shop) -> None:
    shop.cost()
    for number in range(40):
        shop.adjustment(reference_id=f"200777383{number:05d}", quantity=-1 - number % 3)
    cases = sorted(shop.reconciled().cases(), key=lambda case: case.part)
    count = len(cases)
    assert count > 1
    assert [(case.part, case.part_count) for case in cases] == [(n, count) for n in range(1, count + 1)]
    assert len({case.case_key for case in cases}) == count
    references = [entry.reference_id for case in cases for entry in case.entries]
    assert references == [f"200777383{number:05d}" for number in range(40)]
    assert {case.standing for case in cases} == {WORTH_FILING}, "the whole group decides"
    for case in cases:
        draft = draft_text(case, "en")
        assert len(draft.subject) + 1 + len(draft.body) < LENGTH_LIMIT
        assert f"part {case.part} of {count}" in draft.body
        units = sum(entry.open for entry in case.entries)
        assert f"= open {units}." in draft.body
        assert case.amount == units * Decimal("12.50")
    # no part could have taken the first entry of the next
    first, second = cases[0], cases[1]
    longer = replace(first, entries=(*first.entries, second.entries[0]), unit_count=99, part=1040, part_count=1040)
    draft = draft_text(longer, "en")
    assert len(draft.subject) + 1 + len(draft.body) >= LENGTH_LIMIT - 10


def test_the_same_case_keeps_its_key(shop: Shop) -> None:
    shop.adjustment()
    first = only(shop).case_key
    assert [case.case_key for case in shop.cases()] == [first]


# --- payments --------------------------------------------------------------------------------


def reversal(shop: Shop, **changes: object) -> None:
    shop.payment(
        **{
            "approved_on": date(2026, 10, 20),
            "reimbursement_id": "6001",
            "reason": "Reimbursement_Reversal",
            "amount_total": Decimal(-20),
            "amount_per_unit": Decimal(-10),
            "quantity_cash": -2,
            "quantity_total": -2,
            "original_reimbursement_id": "5001",
            **changes,
        }
    )


def test_a_reversal_is_a_case_of_its_own_id_with_the_payment_it_reverses(shop: Shop) -> None:
    shop.adjustment(quantity=-2, event_date=date(2026, 9, 1))
    shop.payment(quantity_cash=2, quantity_total=2, amount_total=Decimal(20))
    reversal(shop)
    case = only(shop)
    assert (case.claim_type, case.group_id) == ("reimbursement_reversed", "6001")
    (entry,) = case.entries
    assert (entry.lost, entry.given_back, entry.open, entry.original_id) == (2, 0, 2, "5001")
    assert entry.paid_on == date(2026, 10, 10)
    assert case.ledger.first == date(2026, 10, 10)
    body = draft_text(case, "en").body
    assert "no found unit (reason F) of FNSKU X1" in body
    assert "Amount taken back for the open units: USD 20.00." in body


def test_an_underpayment_says_what_was_paid_and_what_the_cost_is(shop: Shop) -> None:
    shop.cost(unit_cost=Decimal("17.00"))
    shop.adjustment(quantity=-3, event_date=date(2026, 10, 9))
    shop.payment(quantity_cash=3, quantity_total=3, amount_total=Decimal(30))
    (case,) = shop.reconciled().cases(least="5.00")
    assert (case.claim_type, case.group_id, case.id_name) == ("reimbursement_underpaid", "5001", "Reimbursement ID")
    draft = draft_text(case, "en")
    assert "Paid: 3 units, USD 30.00" in draft.body
    assert "Approved sourcing cost per unit: USD 17.00, approved 2025-01-01\n" in draft.body
    assert "Difference: 3 x USD 7.00 = USD 21.00" in draft.body


def test_the_buyers_order_is_never_named(shop: Shop) -> None:
    shop.adjustment(quantity=-4)
    shop.payment(order_id="111-2222222-3333333", case_id="987654321")
    for case in shop.reconciled().cases():
        draft = draft_text(case, "en")
        assert "111-2222222" not in draft.subject + draft.body
        assert "SECRET" not in draft.subject + draft.body + repr(case)


# --- coverage --------------------------------------------------------------------------------


def test_days_without_reimbursements_are_named_and_the_draft_is_not_ready(shop: Shop) -> None:
    shop.adjustment()
    shop.covered["reimbursements"] = [
        (date(2026, 1, 1), date(2026, 10, 3)),
        (date(2026, 10, 8), date(2026, 10, 20)),
        (date(2026, 10, 23), date(2026, 11, 19)),
    ]
    case = only(shop)
    assert [(one.first.day, one.last.day) for one in case.payments.missing] == [(4, 7), (21, 22)]
    assert case.facts_of == date(2026, 11, 19)
    draft = draft_text(case, "en")
    assert "days not loaded: 2026-10-04 to 2026-10-07, 2026-10-21 to 2026-10-22." in draft.body
    assert "not previously reimbursed" not in draft.body
    assert not draft.is_ready


def test_many_holes_are_counted_not_listed(shop: Shop) -> None:
    shop.adjustment()
    shop.covered["reimbursements"] = [(date(2026, 10, day), date(2026, 10, day)) for day in range(1, 31, 2)]
    draft = draft_text(only(shop), "en")
    assert "2026-10-02 to 2026-10-02, 2026-10-04 to 2026-10-04, 2026-10-06 to 2026-10-06 and more." in draft.body
    assert draft.is_stale


def test_a_report_that_ends_before_the_loss_covers_nothing_of_it(shop: Shop) -> None:
    shop.adjustment()
    shop.covered["reimbursements"] = [(date(2026, 1, 1), date(2026, 9, 1))]
    case = only(shop)
    assert [(one.first, one.last) for one in case.payments.missing] == [(date(2026, 10, 1), date(2026, 11, 20))]
    assert case.facts_of == date(2026, 9, 1)
    assert draft_text(case, "en").is_stale


def test_facts_are_never_later_than_the_day_asked_for(shop: Shop) -> None:
    shop.adjustment()
    shop.covered = {kind: [(date(2026, 1, 1), date(2027, 1, 1))] for kind in shop.covered}
    assert only(shop).facts_of == date(2026, 11, 20)


# --- where it is filed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "country", "filed", "host"),
    [
        ("US", "US", ("US", "en"), "sellercentral.amazon.com"),
        ("US", "CA", ("CA", "en"), "sellercentral.amazon.ca"),
        ("DE", "FR", ("DE", "de", "en"), "sellercentral.amazon.de"),
        ("UK", "DE", ("DE", "de", "en"), "sellercentral.amazon.de"),
        ("DE", "GB", ("UK", "en"), "sellercentral.amazon.co.uk"),
        ("JP", "JP", ("JP", "ja", "en"), "sellercentral.amazon.co.jp"),
    ],
)
def test_a_case_is_filed_where_its_stock_lies(
    shop: Shop, home: str, country: str, filed: tuple[str, ...], host: str
) -> None:
    shop.adjustment(country=country)
    case = only(shop, home)
    assert (case.marketplace, *case.languages) == filed
    assert case.ticks[0].link == f"https://{host}/cu/case-lobby"
    assert len(case.ticks) == 3
    assert case.route
    assert {step.link for step in case.route.steps if step.link} <= {
        f"https://{host}{path}"
        for path in (
            "/help/hub/reference/GGEV4254LJJ9BAEG",
            "/gp/help/external/GGEV4254LJJ9BAEG",
            "/gp/help/external/help.html?itemID=GEV4254LJJ9BAEG",
        )
    }


def test_the_steps_say_what_goes_into_which_field(shop: Shop) -> None:
    shop.adjustment()
    shop.adjustment(reference_id="20072", event_date=date(2026, 10, 5), fulfillment_center="ONT8")
    case = only(shop)
    assert case.route
    filled = {step.field: step.values for step in case.route.steps if step.values}
    assert filled == {
        "FNSKU": ("X1",),
        "Transaction item ID or reference ID": ("20071", "20072"),
        "Date and fulfillment center": ("2026-10-01 PHX6", "2026-10-05 ONT8"),
    }
    assert [step.draft_part for step in case.route.steps if step.draft_part] == ["subject", "body"]


def test_an_underpaid_or_reversed_payment_is_looked_up_by_its_own_id(shop: Shop) -> None:
    shop.adjustment(quantity=-2, event_date=date(2026, 9, 1))
    shop.payment(quantity_cash=2, quantity_total=2, amount_total=Decimal(20))
    reversal(shop)
    case = only(shop)
    assert {(tick.values, tick.candidates) for tick in case.ticks} == {(("6001",), ("5001", "X1"))}
    assert not any("If these units are settled there" in tick.text for tick in case.ticks)


def test_the_parts_of_a_group_name_each_other(shop: Shop) -> None:
    for number in range(40):
        shop.adjustment(reference_id=f"200777383{number:05d}")
    cases = sorted(shop.reconciled().cases(), key=lambda case: case.part)
    known = [draft_text(case, "en").subject.split(" | ")[1] for case in cases]
    assert len(known) > 2
    for case in cases:
        assert list(case.sister_ids) == known[: case.part - 1] + known[case.part :]
