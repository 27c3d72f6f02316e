"""One reconciliation of one account: the queries in their order, each result a table of the connection.

Values in, tables out: the engine reads the stored report tables, the rules and the decisions it is given, and leaves
its tables (loss, cover, matched, claim_part ...) in memory, gone with the connection. Who wants to keep
them copies them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import queries
from reconcile.engine.catalogue import CLAIM_TYPES, DOUBT_PASSES, OPEN_LOSSES, PASSES, PAYMENT_REASONS, Pass
from reconcile.engine.reasons import OWN_TEXTS, STATUS_TEXTS
from reconcile.engine.steps import Steps, Work, one_thread_a_query
from reconcile.errors import ReconcileError
from reconcile.model import ENOUGH_PAYMENTS, RIPE_DAYS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DERIVED = "derived.run"
"""The schema in memory that holds what the engine makes; queries find its tables by their bare names."""

PolicyTables = Mapping[str, tuple[tuple[str, ...], Sequence[Sequence[Any]]]]

_POLICY_TABLES = (
    "window_rule",
    "value_cap",
    "cost_rule",
    "underpayment_tolerance",
    "reason_code",
    "country_region",
    "region_currency",
    "currency",
    "report_need",
)
_STAGES = (
    "coverage",
    "records",
    "product_row",
    "product",
    "product_sku",
    "adjustment",
    "payment",
    "payment_root",
    "paid",
    "reversal",
    "rate_span",
)
#: what the reports lack, also by what the ledger's summary says of its detail; no claim is made of it: table -> query
LEDGER_CHECKS: Final[Mapping[str, str]] = {
    "summary_line": "stage/summary_line",
    "summary_fault": "claims/summary_fault",
    "ledger_difference": "claims/ledger_difference",
    "ledger_gap": "claims/ledger_gap",
    "report_hole": "claims/report_hole",
}
_NO_NAMES: Mapping[str, str] = {}
#: tables that a page and a run tell beside the claims: name -> query
SUMMARY_TABLES: dict[str, str] = {
    "excluded_sku": "claims/excluded_sku",
    "unknown_code": "claims/unknown_code",
    "unlisted_payment": "claims/unlisted_payment",
    "before_records": "claims/before_records",
    "unmatched_cover": "claims/unmatched_cover",
    "payment_delay": "claims/payment_delay",
    "settle_proposal": "claims/settle_proposal",
    "shipment_state": "claims/shipment_state",
    "bridge": "claims/bridge",
    "cost_gap": "costs/gap",
    "loss_settled": "claims/loss_settled",
}


class BalanceError(ReconcileError):
    """Units were lost or made up in the match: a fault of the program, never of the data."""

    def __init__(self, audit: str, count: int, first: str) -> None:
        super().__init__(
            f"The proof of balance failed: {count} rows of '{audit}' do not close (first: {first}). Nothing of "
            "this account was written; please report this with the program version."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """What the engine must know of an account. Days are whole days; codes are those of the marketplaces table."""

    account: str
    home_marketplace: str
    home_region: str
    home_currency: str
    early_cover_days: int
    #: customers may keep what they are refunded for
    is_returnless: bool = False
    #: setting name -> days, e.g. settle_days_lost -> 30
    settle_days: Mapping[str, int]


REPORTED: Final = re.compile(r"\s*(filed as case|asked in the tool on)\s+(?!CASE_NUMBER|DAY\b)\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided of a claim part: 'filed' (with its case id) or 'dismissed' (while no more is open)."""

    part_claim_id: str
    decision: str
    case_id: str
    open_units: int
    reason: str = ""

    @property
    def is_reported(self) -> bool:
        """Whether the reason of a dismissal says that the claim was filed, as the pages ask for it to be said."""
        return self.decision == "dismissed" and REPORTED.match(self.reason) is not None


def reconcile(
    con: DuckDBPyConnection,
    *,
    facts: AccountFacts,
    policy: PolicyTables,
    as_of: date,
    decisions: Iterable[Decision] = (),
) -> None:
    """Leave loss, cover, matched, claim_part and what they are made of in memory, for `claims/claim` to read.

    Raises BalanceError where a row of the match does not close.
    """
    engine = _Engine(con, as_of)
    engine.begin()
    engine.load_rules(facts, policy, list(decisions))
    for name in _STAGES:
        engine.table(name, f"stage/{name}")
    engine.price("payment_price", "claims/price_of_payment")
    for name in (stage for kind in CLAIM_TYPES for stage in kind.stages):
        engine.table(name, f"stage/{name}")
    engine.union("loss_row", [f"loss/{name}" for kind in CLAIM_TYPES for name in kind.losses])
    engine.union("cover_row", [f"cover/{name}" for kind in CLAIM_TYPES for name in kind.cover])
    engine.table("numbered_loss", "loss/numbered")
    engine.view("loss", ["numbered_loss"])
    engine.table("cover", "cover/numbered")
    engine.table("matched", "match/nothing_matched")
    for step in (*(step for kind in CLAIM_TYPES for step in kind.exact), *PASSES):
        engine.match(step, facts.early_cover_days)
    engine.add_late_losses()
    for name in OPEN_LOSSES:
        engine.table(name, f"claims/{name}")
    engine.view("open_loss", OPEN_LOSSES)
    engine.price("loss_price", "claims/price_of_loss")
    engine.table("sale_value", "claims/sale_value")
    engine.table("loss_standing", "claims/loss_standing")
    engine.table("surplus", "claims/surplus")
    engine.add_matched("claims/surplus_matched")
    for step in DOUBT_PASSES:
        engine.match(step, facts.early_cover_days)
    for name in ("doubt", "loss_value", "claim_part"):
        engine.table(name, f"claims/{name}")
    for name, query in LEDGER_CHECKS.items():
        engine.table(name, query)
    engine.prove_balance()
    engine.run()


def make_claims(con: DuckDBPyConnection, as_of: date) -> None:
    """Leave the table `claim` in memory as well, after `reconcile` on the same connection; `results.keep` stores it."""
    engine = _Engine(con, as_of)
    engine.table("claim", "claims/claim")
    engine.run()


def summarise(con: DuckDBPyConnection, as_of: date) -> None:
    """Leave the tables that a page and a run tell beside the claims, after `reconcile` on the same connection."""
    engine = _Engine(con, as_of)
    for name in ("gap_payment", "gap_product", "on_hand"):
        engine.table(name, f"costs/{name}")
    engine.price("today_price", "costs/price_of_gap")
    for name, query in SUMMARY_TABLES.items():
        engine.table(name, query)
    engine.run()


class _Engine:
    """Plans queries into tables of the derived database, then runs them; the first fault ends all."""

    def __init__(self, con: DuckDBPyConnection, as_of: date) -> None:
        self.con = con
        self.values: dict[str, Any] = {
            "as_of": as_of,
            "ripe_days": RIPE_DAYS,
            "enough_payments": ENOUGH_PAYMENTS,
        }
        row = con.execute(queries.text("derived/stored")).fetchone()
        self._path = f"{row[0] if row else ''}.main,{DERIVED}"
        self._steps = Steps(self._connected)

    def begin(self) -> None:
        """Forget what an earlier reconciliation on the connection made."""
        self.con.execute(queries.text("derived/schema"))
        self._see_derived(self.con)

    def run(self) -> None:
        """Do what was planned."""
        with one_thread_a_query(self.con):
            self._steps.run()

    def table(self, name: str, query: str, own: Mapping[str, str] = _NO_NAMES, **values: object) -> None:
        """Make a table of a query's rows; `own` are inputs that stand under another name."""
        params = self._params(query, values)
        sql = _reading(queries.text(query), own)
        self._step(query, name, lambda con: self._create(con, name, sql, params), own)

    def union(self, name: str, parts: Sequence[str]) -> None:
        """Make a table of each of several queries of the same shape, and a view of them together."""
        tables = [f"{name}_{query.partition('/')[2]}" for query in parts]
        for table, query in zip(tables, parts, strict=True):
            self.table(table, query)
        self.view(name, tables)

    def view(self, name: str, tables: Sequence[str]) -> None:
        """Let `name` mean the rows of some tables of the same columns."""
        together = " union all ".join(f"from {table}" for table in tables)
        self._steps.add(
            lambda con: con.execute(f"create or replace view {DERIVED}.{name} as {together}"),
            reads=tables,
            writes=(name,),
        )

    def match(self, step: Pass, early_cover_days: int) -> None:
        """One pass: what takes part, then the units given, added to `matched`."""
        own = {"loss_pool": f"pool_of_{step.losses}_{step.number}", "cover_pool": f"pool_of_{step.cover}_{step.number}"}
        self.table(own["loss_pool"], f"match/{step.losses}", {}, **{"pass": step.number})
        self.table(own["cover_pool"], f"match/{step.cover}", own)
        days = early_cover_days if step.early_days is None else step.early_days
        params = self._params("match/match", {"pass": step.number, "early_days": days})

        def matched(con: DuckDBPyConnection) -> None:
            if all(_has_rows(con, name) for name in own.values()):
                self._insert(con, "matched", _reading(queries.text("match/match"), own), params)

        self._step("match/match", "matched", matched, own)

    def add_matched(self, query: str) -> None:
        """Book what a query gives beside the passes."""
        sql = queries.text(query)
        reads = queries.load(query).inputs
        self._steps.add(lambda con: self._insert(con, "matched", sql, {}), reads=reads, writes=("matched",))

    def add_late_losses(self) -> None:
        """Losses that need prices or the match: numbered after the others, matched in no pass."""
        self.union("late_loss_row", [f"loss/{name}" for kind in CLAIM_TYPES for name in kind.late_losses])
        self.table("late_numbered", "loss/numbered_late")
        self.table("late_loss", "loss/late_value")
        self.view("loss", ["numbered_loss", "late_numbered"])

    def price(self, name: str, events: str) -> None:
        """The cost of one unit for each event of a query."""
        self.table("price_event", events)
        self.table(name, "claims/cost_price")

    def prove_balance(self) -> None:
        for audit in ("audit/loss_balance", "audit/cover_balance"):
            self._step(audit, "", functools.partial(prove, audit=audit))

    def load_rules(self, facts: AccountFacts, policy: PolicyTables, decisions: list[Decision]) -> None:
        """Rules, settings and decisions as tables, so that windows, value and status are SQL."""
        for name in _POLICY_TABLES:
            columns, rows = policy[name]
            self._rows(name, columns, rows)
        self._rows(
            "account_setting",
            ("account", "home_marketplace", "home_region", "home_currency", "is_returnless"),
            [(facts.account, facts.home_marketplace, facts.home_region, facts.home_currency, facts.is_returnless)],
        )
        self._rows(
            "claim_type_rule",
            ("claim_type", "prefix", "subject", "settle_setting", "settle_days", "is_settled_in_window"),
            [
                (
                    kind.name,
                    kind.prefix,
                    kind.subject,
                    kind.settle_setting,
                    facts.settle_days.get(kind.settle_setting, 0),
                    kind.is_settled_in_window,
                )
                for kind in CLAIM_TYPES
            ],
        )
        self._rows(
            "status_text",
            ("code", "claim_type", "text"),
            [
                (code, kind.name, OWN_TEXTS.get((code, kind.name), text))
                for code, text in STATUS_TEXTS.items()
                for kind in CLAIM_TYPES
            ],
        )
        self._rows("payment_reason", ("reason_key",), [(key,) for key in PAYMENT_REASONS])
        self._rows(
            "decision",
            ("part_claim_id", "decision", "case_id", "open_units", "reason", "is_reported"),
            [
                (one.part_claim_id, one.decision, one.case_id, one.open_units, one.reason, one.is_reported)
                for one in decisions
            ],
        )

    def _rows(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        query = queries.load(f"policy/{name}")
        lists = {column: [row[columns.index(column)] for row in rows] for column in query.params}
        self._step(query.name, name, lambda con: self._create(con, name, query.sql, lists))

    def _params(self, query: str, values: Mapping[str, Any]) -> dict[str, Any]:
        known = self.values | dict(values)
        return {name: known[name] for name in queries.load(query).params}

    def _step(self, query: str, name: str, work: Work, own: Mapping[str, str] = _NO_NAMES) -> None:
        """Plan a query that fills `name`, or none."""
        reads = [own.get(one, one) for one in queries.load(query).inputs]
        self._steps.add(work, reads=reads, writes=(name,) if name else ())

    def _connected(self) -> DuckDBPyConnection:
        con = self.con.cursor()
        self._see_derived(con)
        return con

    def _see_derived(self, con: DuckDBPyConnection) -> None:
        con.execute(f"set search_path = '{self._path}'")

    @staticmethod
    def _create(con: DuckDBPyConnection, name: str, sql: str, params: Mapping[str, Any]) -> None:
        con.execute(f"create or replace table {DERIVED}.{name} as\n{sql}", dict(params))

    @staticmethod
    def _insert(con: DuckDBPyConnection, name: str, sql: str, params: Mapping[str, Any]) -> None:
        con.execute(f"insert into {DERIVED}.{name}\n{sql}", dict(params))


def _reading(sql: str, own: Mapping[str, str]) -> str:
    """A query that finds some of its inputs under another name, so that tables of several passes can stand together."""
    if not own:
        return sql
    names = ", ".join(f"{name} as (from {table})" for name, table in own.items())
    return f"with {names}\nfrom (\n{sql}\n)"


def _has_rows(con: DuckDBPyConnection, name: str) -> bool:
    return con.execute(f"from {name} limit 1").fetchone() is not None


def prove(con: DuckDBPyConnection, audit: str) -> None:
    """Raise BalanceError where the audit finds a row; it must find none."""
    rows = con.execute(queries.text(audit)).fetchall()
    if rows:
        raise BalanceError(audit, len(rows), str(rows[0]))
