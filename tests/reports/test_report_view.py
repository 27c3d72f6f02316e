from datetime import date, timedelta
from decimal import Decimal

from reconcile.policy.filing import load_filing
from reports.build import build
from reports.read import read_account
from reports.views import Money, Question, ReportView, Stamp
from tests.reports import claim_view_samples as samples
from tests.reports import page_tables as tables

DAY = timedelta(days=1)


def shop(
    *claims: dict[str, object], kinds: tuple[str, ...] = ("ledger_detail", "reimbursements", "costs")
) -> ReportView:
    con = tables.empty_tables()
    tables.add_reports(con, *kinds)
    tables.add(con, "claim", *claims)
    return tables.view_of(con)


def usd(amount: str) -> Money:
    return Money(currency="USD", amount=Decimal(amount), minor_digits=2)


def titles(view: ReportView) -> list[str]:
    return [step.title.replace("\u00a0", " ") for step in view.steps]


def test_money_of_two_currencies_is_never_added() -> None:
    view = shop(tables.claim(1), tables.claim(2, currency="GBP"), tables.claim(3, amount=Decimal("100.00")))
    assert [(money.currency, money.amount) for money in view.filing.worth.tally.money] == [
        ("USD", Decimal("137.50")),
        ("GBP", Decimal("37.50")),
    ]


def test_claims_of_one_fnsku_make_one_case_and_are_worth_it_together() -> None:
    small = {"amount": Decimal("13.00"), "fnsku": "X1"}
    view = shop(tables.claim(1, **small), tables.claim(2, **small), tables.claim(3, amount=Decimal("24.99")))
    assert (view.filing.worth.case_count, view.filing.worth.tally.claim_count) == (1, 2)
    assert view.filing.worth.tally.money == (usd("26.00"),)
    assert (view.filing.below.case_count, view.filing.below.tally.money) == (1, (usd("24.99"),))


def test_a_reversal_is_a_case_of_its_own_reimbursement() -> None:
    reversal = {"claim_type": "reimbursement_reversed", "fnsku": "X1"}
    view = shop(tables.claim(1, **reversal), tables.claim(2, **reversal))
    assert view.filing.worth.case_count == 2


def test_only_claimable_rows_are_safe_to_file() -> None:
    others = ("review", "waiting", "expired", "filed", "dismissed")
    view = shop(*(tables.claim(number, status=status) for number, status in enumerate(others)))
    assert view.filing.worth.case_count == 0
    assert view.filing.worth.tally.money == ()


def test_the_case_that_ends_first_is_the_first_to_file_even_if_it_is_small() -> None:
    view = shop(
        tables.claim(1, amount=Decimal("9000.00"), deadline=tables.AS_OF + 40 * DAY),
        tables.claim(2, amount=Decimal("30.00"), deadline=tables.AS_OF + 2 * DAY),
        tables.claim(3, amount=Decimal("80.00"), deadline=tables.AS_OF + 6 * DAY),
    )
    assert [case.sku for case in view.filing.worth.lines] == ["MUG-02", "MUG-03", "MUG-01"]


def test_what_ends_on_the_last_day_of_a_horizon_is_in_it() -> None:
    view = shop(
        *(tables.claim(days, deadline=tables.AS_OF + days * DAY) for days in (0, 3, 4, 7, 14, 15)),
        tables.claim(90, deadline=tables.AS_OF - DAY, status="expired"),
    )
    assert [horizon.claimable.claim_count for horizon in view.horizons] == [2, 4, 5]


def test_questions_that_differ_only_in_their_ids_are_asked_once() -> None:
    view = shop(
        tables.claim(1, status="review", status_reason="Was 20076865360001 paid?"),
        tables.claim(2, status="review", status_reason="Was 20076865360002 paid?"),
        tables.claim(
            3,
            status="review",
            status_reason="Is the box here?",
            status_code="box",
            deadline=tables.AS_OF + DAY,
        ),
    )
    assert [(one.sentence, one.tally.claim_count, one.similar_count) for one in view.questions.shown] == [
        ("Is the box here?", 1, 0),
        ("Was 20076865360001 paid?", 2, 1),
    ]
    assert sorted(view.claims.question_numbers) == [1, 2, 2]


def test_the_line_below_a_question_names_all_its_claims_up_to_a_limit() -> None:
    def asked(count: int) -> Question:
        view = shop(*(tables.claim(number, status="review") for number in range(count)))
        (question,) = view.questions.shown
        return question

    def named(question: Question) -> list[str]:
        (line,) = question.answers[0].commands
        assert line.startswith("fba-reconcile claims dismiss ")
        return line.removeprefix("fba-reconcile claims dismiss ").partition(" --reason")[0].split()

    one, some, many = asked(1), asked(3), asked(25)
    assert (len(named(one)), one.answers_note) == (1, "")
    assert len(set(named(some))) == 3
    assert some.answers_note.startswith("The line names the 3 claims that ask this.")
    assert len(set(named(many))) == 20
    assert many.answers_note.startswith("The line names the first 20 of 25 claims that ask this.")


IN_DOUBT = """
    ledger
    date       | fnsku | asin | sku             | reference | quantity | reason
    2026-10-01 | X1    | B1   | SKU-1           | R100      | -1       | M
    2026-10-01 | X2    | B2   | SKU-2           | R200      | -1       | M
    2026-10-02 | X3    | B3   | SKU-3           | R300      | -1       | M
    2026-10-02 | X4    | B4   | SKU-4           | R400      | -2       | M
    2026-10-07 | Z3    | B3   | Amazon.Found.B3 | F300      | 1        | F
    2026-10-07 | Z4    | B4   | Amazon.Found.B4 | F400      | 1        | F

    payments
    approved   | id   | reason            | sku   | fnsku | cash | total | each
    2026-10-20 | P100 | GeneralAdjustment | SKU-1 | X1    | 1    | 9.99  | 9.99
    2026-10-20 | P200 | GeneralAdjustment | SKU-2 | X2    | 1    | 9.99  | 9.99
    2026-10-20 | P400 | GeneralAdjustment | SKU-4 | X4    | 1    | 9.99  | 9.99
"""


def test_a_doubtful_payment_and_a_doubtful_found_unit_are_questions_of_their_own() -> None:
    view = samples.view_of(samples.world_of(IN_DOUBT))
    asked: dict[int, set[str]] = {}
    for line, number in zip(view.claims.lines, view.claims.question_numbers, strict=True):
        if line.status == "review":
            asked.setdefault(number, set()).add(line.reference_id)
    assert {frozenset(of) for of in asked.values()} == {
        frozenset({"R100", "R200"}),
        frozenset({"R300"}),
        frozenset({"R400"}),
    }
    assert sorted(one.tally.claim_count for one in view.questions.shown) == [1, 1, 2]
    assert {view.asked.code for view in view.claim_views if view.asked} == {"cover_in_doubt"}


def test_a_unit_without_a_value_waits_for_a_cost_and_says_since_when() -> None:
    unpriced = {"amount": None, "unit_value": None, "value_basis": "unknown", "sku": "MUG", "fnsku": "X1"}
    view = shop(
        tables.claim(1, **unpriced, event_date=date(2026, 10, 3)),
        tables.claim(2, **unpriced, event_date=date(2026, 9, 3), status="review"),
        tables.claim(3, **unpriced, status="expired"),
    )
    (entry,) = view.missing_costs.listing.shown
    assert (entry.row.sku, entry.row.unit_count, entry.row.claimable_units) == ("MUG", 6, 3)
    assert entry.row.first_event_date == date(2026, 9, 3)
    assert view.filing.worth.tally.claim_count == 0


def test_of_too_many_claims_the_most_urgent_and_the_largest_of_each_currency_remain() -> None:
    con = tables.empty_tables()
    tables.add(
        con,
        "claim",
        *(tables.claim(number, amount=Decimal(number), currency="JPY") for number in range(100, 140)),
        tables.claim(1, amount=Decimal("5.00")),
        tables.claim(2, amount=Decimal("1.00"), deadline=tables.AS_OF),
        tables.claim(3, amount=Decimal("99999.00"), status="expired"),
    )
    view = tables.view_of(con, claim_limit=4)
    assert [line.claim_id for line in view.claims.lines] == [
        "wl-000002",
        "wl-000139",
        "wl-000001",
        "wl-000138",
    ]
    assert (view.claims.total, view.claims.is_cut) == (43, True)


def test_without_any_report_the_first_step_is_the_ledger() -> None:
    view = tables.view_of(tables.empty_tables())
    assert titles(view) == [
        "Download Inventory Ledger, detailed view",
        "Download Reimbursements",
        "Say what your products cost",
        "Import and reconcile",
    ]
    assert not view.has_data


def test_a_missing_reimbursements_report_comes_before_its_questions() -> None:
    view = shop(tables.claim(1, status="review"), kinds=("ledger_detail", "costs"))
    assert titles(view) == ["Download Reimbursements"]
    (instruction,) = view.instructions
    assert (instruction.first_day, instruction.last_day) == (tables.AS_OF - 540 * DAY, tables.AS_OF)


def test_with_complete_data_and_no_claim_there_is_nothing_to_do() -> None:
    view = shop()
    assert titles(view) == ["Nothing to do today"]
    assert view.instructions == ()


def test_stale_data_is_refreshed_before_anything_is_filed() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    con.execute("update coverage set last_day = $day where kind = 'ledger_detail'", {"day": date(2026, 11, 1)})
    tables.add(con, "claim", tables.claim(1))
    view = tables.view_of(con)
    assert titles(view) == ["Refresh the data before you file", "File 1 case"]
    (instruction,) = view.instructions
    assert (instruction.first_day, instruction.last_day) == (date(2026, 10, 18), tables.AS_OF)


def test_of_old_facts_the_reports_that_make_them_old_are_named() -> None:
    underpaid = tables.claim(2, claim_type="reimbursement_underpaid", value_basis="underpayment")
    assert shop(underpaid).facts.reports == "Reimbursements"
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    con.execute("update coverage set last_day = $day where kind = 'ledger_detail'", {"day": date(2026, 11, 1)})
    tables.add(con, "claim", tables.claim(1), underpaid)
    assert tables.view_of(con).facts.reports == "Inventory Ledger, detailed view; Reimbursements"


def test_a_hole_in_the_coverage_names_the_days_to_fetch() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    con.execute("delete from coverage where kind = 'reimbursements'")
    for first, last in ((date(2025, 5, 31), date(2026, 3, 9)), (date(2026, 4, 1), date(2026, 11, 21))):
        days: dict[str, object] = {"kind": "reimbursements", "first_day": first, "last_day": last}
        tables.add(con, "coverage", days)
    con.execute("update coverage set day_count = last_day - first_day + 1")
    (instruction,) = tables.view_of(con).instructions
    assert (instruction.first_day, instruction.last_day) == (date(2026, 3, 10), date(2026, 3, 31))


def test_reimbursements_that_begin_long_after_the_ledger_are_asked_for() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    con.execute("update coverage set first_day = date '2026-01-01' where kind = 'reimbursements'")
    (instruction,) = tables.view_of(con).instructions
    assert (instruction.first_day, instruction.last_day) == (date(2025, 5, 31), date(2025, 12, 31))


def test_two_accounts_make_one_page_and_share_their_sums_by_currency() -> None:
    parts = []
    for account, currency in (("main", "USD"), ("europe", "EUR")):
        con = tables.empty_tables()
        tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
        claims = [tables.claim(1, account=account, currency=currency), tables.claim(2, account=account)]
        tables.add(con, "claim", *claims)
        for position, label, units in ((0, "stated by Amazon", 6), (1, "claimable", 6)):
            tables.add(con, "bridge", {"position": position, "label": label, "units": units})
        parts.append(
            read_account(
                con,
                account=account,
                marketplace="US",
                as_of=tables.AS_OF,
                min_case_value=Decimal(25),
                filing=load_filing(),
            )
        )
    view = build(parts, as_of=tables.AS_OF, stamp=Stamp(program="0", rules="0"))
    assert {money.currency: money.amount for money in view.filing.worth.tally.money} == {
        "USD": Decimal("112.50"),
        "EUR": Decimal("37.50"),
    }
    assert len(view.claims.lines) == 4
    assert view.bridge.total is not None
    assert (view.bridge.total.units, view.bridge.difference) == (12, 0)


def test_a_bridge_that_does_not_add_up_shows_the_difference() -> None:
    con = tables.empty_tables()
    for position, units in ((0, 7), (1, 4), (2, 2)):
        tables.add(con, "bridge", {"position": position, "label": f"line {position}", "units": units})
    assert tables.view_of(con).bridge.difference == 1


def test_of_few_payments_no_share_is_told() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements")
    for region, number in (("UK", 1), ("EU", 9), ("US", 10)):
        delay: dict[str, object] = {"claim_type": "warehouse_lost", "region": region, "payment_count": number}
        tables.add(con, "payment_delay", delay | {"median_days": 2, "p95_days": 9})
    delays = tables.view_of(con).waiting.delays
    assert {one.region: one.is_few for one in delays} == {"UK": True, "EU": True, "US": False}


def needs(*rows: tuple[str, str, int | None, str]) -> list[dict[str, object]]:
    """Claim type, report, fresh days, alternative."""
    return [
        {"claim_type": one, "report": report, "role": "cover", "fresh_days": fresh, "alternative": other}
        for one, report, fresh, other in rows
    ]


def test_a_report_that_a_claim_type_rests_on_and_nobody_loaded_is_asked_for_apart() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs", "customer_refunds")
    types = ("customer_returns", 7, ""), ("settlement", 21, "refunds"), ("customer_refunds", None, "refunds")
    tables.add(con, "report_need", *needs(*(("customer_return_missing", *one) for one in types)))
    view = tables.view_of(con)
    assert view.instructions == ()
    (one,) = view.further
    assert (one.report, one.reason) == (
        "FBA customer returns",
        "Not seen or not proved without it: Refunded, not returned.",
    )
    assert "Customer Concessions > FBA customer returns" in one.where
    assert one.last_day == tables.AS_OF
    assert not one.is_blocking


def test_a_hole_in_any_report_that_claims_rest_on_is_to_be_downloaded() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "download", {"download_id": 9, "kind": "customer_returns", "file_name": "r", "is_used": True})
    spans = ((date(2026, 1, 1), date(2026, 5, 31)), (date(2026, 7, 1), tables.AS_OF - 4 * DAY))
    for first, last in spans:
        tables.add(con, "coverage", {"kind": "customer_returns", "first_day": first, "last_day": last})
    tables.add(con, "report_need", *needs(("customer_return_damaged", "customer_returns", 3, "")))
    hole, refresh = tables.view_of(con).instructions
    assert (hole.first_day, hole.last_day, hole.is_refresh) == (date(2026, 6, 1), date(2026, 6, 30), False)
    assert (refresh.reason, refresh.last_day) == ("It ends 4\u00a0days before the as-of date.", tables.AS_OF)


def test_a_report_of_few_rows_is_as_fresh_as_its_download() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    for kind, imported in (("replacements", tables.AS_OF - DAY), ("removal_orders", tables.AS_OF - 4 * DAY)):
        tables.add(con, "download", {"kind": kind, "file_name": kind, "is_used": True, "imported_at": imported})
        tables.add(con, "coverage", {"kind": kind, "first_day": date(2026, 8, 1), "last_day": date(2026, 9, 15)})
        tables.add(con, "report_need", *(one | {"role": "loss"} for one in needs(("removal_lost", kind, 3, ""))))
    (one,) = tables.view_of(con).instructions
    assert (one.report, one.is_refresh) == ("Removal order detail", True)


def test_days_that_the_summary_proves_missing_are_to_be_downloaded() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    gap = {"first_day": date(2026, 8, 2), "last_day": date(2026, 8, 3), "product_count": 2, "product": "X1"}
    tables.add(con, "ledger_gap", gap | {"state": "empty"}, gap | {"state": "differing"})
    told = [one.reason.replace("\u00a0", " ") for one in tables.view_of(con).instructions]
    assert told == [
        (
            "The summary view shows other units than the detailed view for 2 FNSKUs, such as X1. "
            "A missing day hides losses."
        ),
        (
            "The summary view shows units of 2 FNSKUs moving, and the detailed view has no row of these days. "
            "A missing day hides losses."
        ),
    ]
