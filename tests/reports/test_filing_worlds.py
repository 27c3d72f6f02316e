"""Cases and drafts of invented accounts: nothing dropped, nothing twice, nothing too long, nothing that is not ours."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from reconcile.app import import_files, init_workspace
from reconcile.engine.run import AccountFacts, make_claims, reconcile
from reconcile.policy import load_policy
from reconcile.policy.filing import FilingRules, load_filing
from reconcile.simulator.files import write_reports
from reconcile.simulator.records import World
from reconcile.simulator.world import random_world
from reconcile.store.account import AccountStore
from reports import draft_parts, drafts
from reports.drafts import LENGTH_LIMIT, draft_text
from reports.filing import cases_to_file
from reports.filing_values import CaseToFile

LANGUAGES = ("en", "de", "ja")
#: three home marketplaces; together they hold every claim type and groups of several claims
SEEDS = (2, 4, 6, 11)
HOSTILE = "{{ 7 * 7 }}\n'); drop -- \u202e" + "x" * 300


class InAllLanguages(FilingRules):
    """Every marketplace reads every language."""

    __slots__ = ()

    def languages_of(self, marketplace: str) -> tuple[str, ...]:  # noqa: ARG002, D102 - as its parent
        return LANGUAGES


FILING = InAllLanguages(**{name: getattr(load_filing(), name) for name in FilingRules.__slots__})


@dataclass(frozen=True)
class Account:
    """A simulated account, reconciled on two days; its tables are those of the later one."""

    world: World
    con: duckdb.DuckDBPyConnection
    #: as-of day -> open units of each claim that can be filed, and the cases
    days: dict[date, tuple[dict[str, int], tuple[CaseToFile, ...]]]

    def all_cases(self) -> Iterator[CaseToFile]:
        """The cases of both days."""
        for _, cases in self.days.values():
            yield from cases


def cases_of(con: duckdb.DuckDBPyConnection, world: World, as_of: date, least: int = 25) -> tuple[CaseToFile, ...]:
    return cases_to_file(
        con,
        account="main",
        marketplace=world.marketplace,
        as_of=as_of,
        min_case_value=Decimal(least),
        filing=FILING,
    )


def run(con: duckdb.DuckDBPyConnection, world: World, as_of: date) -> None:
    policy = load_policy()
    home = policy.marketplace(world.marketplace)
    assert home
    facts = AccountFacts(
        account="main",
        home_marketplace=home.code,
        home_region=home.region,
        home_currency=home.currency,
        early_cover_days=10,
        # No days of grace: then every open loss of the window can be filed, and there is more to look at.
        settle_days={"settle_days_lost": 0, "settle_days_damaged": 0},
    )
    reconcile(con, facts=facts, policy=policy.tables(), as_of=as_of)
    make_claims(con, as_of)


def claimable(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(con.execute("select claim_id, quantity_open from claim where status = 'claimable'").fetchall())


@pytest.fixture(scope="module", params=SEEDS)
def account(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    world = random_world(request.param, stories=200, products=4)
    folder: Path = tmp_path_factory.mktemp("filing")
    init_workspace(folder / "shop", "main", world.marketplace)
    import_files(folder / "shop", write_reports(world, folder / "files"), yes=True)
    with AccountStore(folder / "shop", "main", command="test") as store:
        days = {}
        for as_of in (world.as_of - timedelta(days=60), world.as_of):
            run(store.con, world, as_of)
            days[as_of] = (claimable(store.con), cases_of(store.con, world, as_of))
        yield Account(world=world, con=store.con, days=days)


def test_the_worlds_have_something_to_file(account: Account) -> None:
    cases = list(account.all_cases())
    assert len({case.claim_type for case in cases}) >= 3
    assert any(len(case.entries) > 1 for case in cases)
    assert any(case.standing == "worth_filing" for case in cases)


def test_every_claimable_claim_is_in_exactly_one_case_with_its_units(account: Account) -> None:
    for wanted, cases in account.days.values():
        held = Counter(entry.claim_id for case in cases for entry in case.entries)
        assert held == Counter(dict.fromkeys(wanted, 1))
        for case in cases:
            assert case.unit_count == sum(wanted[entry.claim_id] for entry in case.entries)
            amounts = [entry.amount for entry in case.entries if entry.amount is not None]
            assert case.amount == (sum(amounts, Decimal(0)) if amounts else None)
        assert len({case.case_key for case in cases}) == len(cases)


def test_the_units_of_every_entry_add_up(account: Account) -> None:
    for case in account.all_cases():
        for one in case.entries:
            rest = one.apart + one.given_back + one.found + one.graded_back + one.reimbursed + one.open
            assert one.lost == rest, one
            assert min(one.apart, one.given_back, one.found, one.graded_back, one.reimbursed) >= 0
            assert one.open > 0


class Tied(NamedTuple):
    """Units that the match ties to the row of a claim, in doubt or not."""

    claim_id: str
    source: str
    reimbursement_id: str
    units: int


TIED = """
select claim.claim_id, cover.source, coalesce(payment.reimbursement_id, ''), matched.units
from claim
join open_loss using (loss_no)
join loss on loss.source = open_loss.source and loss.source_no = open_loss.source_no
join matched on matched.loss_no = loss.loss_no
join cover using (cover_no)
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
where claim.status = 'claimable'
"""


def test_every_draft_names_the_payments_that_the_match_ties_to_its_rows(account: Account) -> None:
    tied: dict[str, list[Tied]] = {}
    for row in map(Tied._make, account.con.execute(TIED).fetchall()):
        tied.setdefault(row.claim_id, []).append(row)
    for case in account.days[account.world.as_of][1]:
        for language in LANGUAGES:
            body = draft_text(case, language).body
            for entry in case.entries:
                paid = {one.reimbursement_id for one in tied.get(entry.claim_id, ()) if one.source == "reimbursement"}
                assert len(paid) > draft_parts.PAYMENT_LIMIT or all(id_ in body for id_ in paid), (paid, body)


# --- the lists of payments and found units, held to the reports as they came in ---------------

PAID_LINES = """
select reimbursement_id, approved_on, reason, coalesce(
    nullif(abs(coalesce(quantity_cash, 0)) + abs(coalesce(quantity_inventory, 0)), 0), abs(quantity_total), 0)
from reimbursement
where approved_on between $first and $last
    and (fnsku = $fnsku or (fnsku = '' and sku in (select msku from ledger_detail where fnsku = $fnsku)))
"""
FOUND_LINES = """
select reference_id, event_date, reason, quantity
from ledger_detail
where event_date between $first and $last and fnsku = $fnsku and event_type = 'Adjustments' and reason = 'F'
    and quantity > 0
"""
NAMED = re.compile(r"- (no id|\S+) \((\S+), (.+?)(?:, [A-Z]{3})?, (\d+) units?\): (.+)")
SUMMED = re.compile(r"- (?:and )?(\d+) (?:more )?lines?: (.+)")
LIST = re.compile(r"(?:each (?:line|found unit \(reason F\)) of FNSKU \S+), by our match:\n((?:- .+\n)+)")
Line = tuple[str, str, str, int]


class Listed(NamedTuple):
    """A list of a draft: its lines with what each belongs to, and how many more lines of each reason."""

    named: list[tuple[Line, str]]
    others: Counter[str]
    other_units: Counter[str]


def listed_in(section: str) -> Listed:
    """What the list in a section of a draft says; empty where it says that there is nothing."""
    found = LIST.search(section)
    named: list[tuple[Line, str]] = []
    others: Counter[str] = Counter()
    other_units: Counter[str] = Counter()
    for line in found[1].splitlines() if found else ():
        one = NAMED.fullmatch(line)
        if one:
            named.append(((one[1].replace("no id", ""), one[2], one[3], int(one[4])), one[5]))
            continue
        summed = SUMMED.fullmatch(line)
        assert summed, line
        for reason, count, units in re.findall(r"(.+?) (\d+) \((\d+) units?\)(?:, )?", summed[2]):
            others[reason], other_units[reason] = int(count), int(units)
        assert sum(others.values()) == int(summed[1])
    return Listed(named, others, other_units)


def sections_of(case: CaseToFile) -> dict[str, str]:
    """The sections of the evidence that speak of the two reports, in English."""
    body = draft_text(case, "en").body
    parts = re.split(r"^\d\. ", body.partition("Evidence:\n")[2], flags=re.MULTILINE)
    return {
        kind: next((part for part in parts if part.startswith(begun)), "")
        for kind, begun in (("paid", "Reimbursements report, "), ("found", "Inventory Ledger, "))
    }


def in_reports(account: Account, case: CaseToFile, query: str, first: date, last: date) -> list[Line]:
    """The lines of a product in a report as it was imported."""
    params = {"fnsku": case.entries[0].fnsku, "first": first, "last": last}
    rows = account.con.execute(query, params).fetchall()
    return [(draft_parts.plain_id(id_), str(day), reason, units) for id_, day, reason, units in rows]


def cases_of_one_product(account: Account) -> list[CaseToFile]:
    cases = account.days[account.world.as_of][1]
    return [case for case in cases if len({entry.fnsku for entry in case.entries}) == 1 and case.entries[0].fnsku]


def test_each_draft_lists_every_payment_and_found_unit_of_its_days_and_no_other(account: Account) -> None:
    seen = 0
    for case in cases_of_one_product(account):
        for kind, query, days in (("paid", PAID_LINES, case.payments), ("found", FOUND_LINES, case.ledger)):
            section = sections_of(case)[kind]
            if kind == "found" and case.claim_type not in {"warehouse_lost", "reimbursement_reversed"}:
                continue
            assert days.last
            assert days.is_complete
            assert f"{days.first} to {days.last}: " in section
            there = in_reports(account, case, query, days.first, days.last)
            told = listed_in(section)
            assert (": no line of" in section or "no found unit" in section) is not bool(there), section
            assert Counter(line for line, _ in told.named) <= Counter(there)
            rest = Counter(there) - Counter(line for line, _ in told.named)
            reasons, units = Counter[str](), Counter[str]()
            for (_, _, reason, count), times in rest.items():
                reasons[reason] += times
                units[reason] += times * count
            for reason, count in told.others.items():
                if reason != "other reasons":
                    assert reason in reasons, section
                    assert (count, told.other_units[reason]) == (reasons.pop(reason), units.pop(reason)), section
            assert told.others["other reasons"] == sum(reasons.values()), section
            assert told.other_units["other reasons"] == sum(units.values()), section
            seen += len(there)
    assert seen


def test_a_payment_or_found_unit_is_said_to_belong_to_the_same_in_every_draft(account: Account) -> None:
    belonging: dict[tuple[str, Line], str] = {}
    places: Counter[tuple[str, Line]] = Counter()
    for case in cases_of_one_product(account):
        for kind, section in sections_of(case).items():
            named = listed_in(section).named
            for line, belongs in named:
                if Counter(line for line, _ in named)[line] > 1:
                    continue  # twins of one report, told apart by nothing
                assert belonging.setdefault((kind, line), belongs) == belongs
                places[kind, line] += 1
    assert max(places.values()) > 1


BELONGS = """
select matched.units, matched.pass, coalesce(lost.reference_id, reversed.reimbursement_id)
from payment
join cover on cover.source = 'reimbursement' and cover.source_no = payment.payment_no
join matched using (cover_no)
join loss using (loss_no)
left join adjustment as lost on loss.source = 'adjustment' and lost.adjustment_no = loss.source_no
left join payment as reversed on loss.source = 'payment' and reversed.payment_no = loss.source_no
where payment.reimbursement_id = $id
"""


def test_what_a_payment_belongs_to_is_what_the_match_gave_it_to(account: Account) -> None:
    ids = [row[0] for row in account.con.execute("select reimbursement_id from reimbursement").fetchall()]
    once = {id_ for id_, count in Counter(ids).items() if count == 1}
    kinds = set()
    for case in cases_of_one_product(account):
        for (id_, _, _, _), belongs in listed_in(sections_of(case)["paid"]).named:
            if id_ not in once:
                continue
            rows = account.con.execute(BELONGS, {"id": id_}).fetchall()
            stated = account.con.execute(
                "select order_id, original_reimbursement_id from reimbursement where reimbursement_id = ?", [id_]
            ).fetchone()
            assert stated
            for _, number, target in rows[: drafts.SHARE_LIMIT] if len(rows) <= drafts.SHARE_LIMIT else ():
                assert target in belongs
                assert ("in doubt, perhaps for" in belongs) or number < 4
            if not rows:
                assert any(
                    (
                        belongs == (f"reversal of {stated[1]}" if stated[1] else "reversal, original not named"),
                        belongs == f"top-up of {stated[1]}",
                        belongs == "for a customer order" and stated[0],
                        belongs == "for no unit",
                        belongs == "in doubt, matched to no loss known to us",
                    )
                ), (id_, belongs, stated)
            kinds.add(re.sub(r"\S*\d\S*", "", belongs))
    assert len(kinds) > 1


def test_where_a_line_is_in_doubt_the_draft_does_not_say_flatly_that_nothing_was_paid(account: Account) -> None:
    for case in account.all_cases():
        body = draft_text(case, "en").body
        flat = re.search(r"reimbursed(?: again)?: Reimbursements report covers", body)
        assert bool(flat) is not case.paid_lines.has_open
        assert ("in doubt" in sections_of(case)["paid"]) is case.paid_lines.has_open


def test_the_worlds_have_payments_and_found_units_tied_to_the_rows_of_their_cases(account: Account) -> None:
    assert {Tied._make(row).source for row in account.con.execute(TIED).fetchall()} >= {"found", "reimbursement"}


def test_every_draft_is_short_plain_and_filled(account: Account) -> None:
    titles = {row[0] for row in account.con.execute("select distinct title from ledger_detail").fetchall()}
    titles |= {row[0] for row in account.con.execute("select distinct product_name from reimbursement").fetchall()}
    orders = {row[0] for row in account.con.execute("select distinct order_id from reimbursement").fetchall()}
    for case in account.all_cases():
        for language in LANGUAGES:
            draft = draft_text(case, language)
            text = f"{draft.subject}\n{draft.body}"
            assert len(text) < LENGTH_LIMIT
            assert language != "en" or text.isascii()
            assert not re.search(r"[{}]|None", text), text
            assert not [title for title in titles if title and title in text]
            assert not [order for order in orders if order and order in text]
            assert draft.facts_of
            assert draft.facts_of <= case.as_of


def test_a_higher_smallest_value_moves_cases_apart_and_loses_none(account: Account) -> None:
    few, all_of_them = (cases_of(account.con, account.world, account.world.as_of, least=least) for least in (10**9, 0))
    assert {case.case_key for case in few} == {case.case_key for case in all_of_them}
    assert "worth_filing" not in {case.standing for case in few}
    assert "below_min_value" not in {case.standing for case in all_of_them}


def test_shorter_drafts_make_more_cases_and_drop_nothing(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LENGTH_LIMIT", 1000)
    cases = cases_of(account.con, account.world, account.world.as_of)
    held = Counter(entry.claim_id for case in cases for entry in case.entries)
    assert held == Counter(dict.fromkeys(claimable(account.con), 1))
    groups: dict[tuple[str, ...], list[CaseToFile]] = {}
    for case in cases:
        groups.setdefault((case.region, case.claim_type, case.currency, case.group_id), []).append(case)
    for parts in groups.values():
        assert sorted(case.part for case in parts) == list(range(1, len(parts) + 1))
        assert {case.part_count for case in parts} == {len(parts)}
        assert all(drafts.fits(case) for case in parts if len(case.entries) > 1)


def test_hostile_text_in_the_reports_reaches_no_draft(account: Account) -> None:
    before = claimable(account.con)
    account.con.execute("begin")
    for table, columns in (
        ("claim", ("sku", "asin", "fnsku", "reference_id", "fulfillment_center", "reason_code", "currency")),
        ("open_adjustment", ("product", "fnsku")),
        ("open_payment", ("product", "fnsku")),
        ("payment", ("original_reimbursement_id",)),
    ):
        for column in columns:
            account.con.execute(f"update {table} set {column} = concat($text, {column})", {"text": HOSTILE})
    cases = cases_of(account.con, account.world, account.world.as_of)
    account.con.execute("rollback")
    assert {entry.claim_id for case in cases for entry in case.entries} == set(before)
    for case in cases:
        for language in LANGUAGES:
            draft = draft_text(case, language)
            text = f"{draft.subject}\n{draft.body}"
            assert len(text) < LENGTH_LIMIT
            assert "drop" not in text
            assert "7 * 7" not in text
            assert not draft.is_ready
        for step in (*case.ticks, *(case.route.steps if case.route else ())):
            assert not [value for value in step.values if "drop" in value]
