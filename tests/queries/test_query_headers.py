"""What every file under queries/ promises in its header, held against DuckDB itself."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

import queries
from reconcile.app import import_files, init_workspace
from reconcile.engine.backtest import hold_against, remember_now, remember_then
from reconcile.engine.changes import compare
from reconcile.engine.results import Stamp, keep
from reconcile.engine.run import AccountFacts, reconcile, summarise
from reconcile.policy import load_policy
from reconcile.simulator.files import write_reports
from reconcile.simulator.world import random_world
from reconcile.store.account import AccountStore

if TYPE_CHECKING:
    from reconcile.simulator.records import World

ROOT = Path(__file__).parents[2]
PACKAGES = ("reconcile", "reports", "connectors", "queries")

#: in the dialect of SQLite, which DuckDB cannot parse
SQLITE = frozenset(
    {
        "store/history_append",
        "store/history_events",
        "store/history_same_bytes",
        "store/history_schema",
        "store/history_sync",
    }
)
#: they read what stands only while a file is being taken in, so that no finished account can answer them
WHILE_LOADING = frozenset(
    {
        "store/cost_clash",
        "store/cost_stage_span",
        "store/fx_rate_clash",
        "store/fx_rate_stage_span",
        "store/guard",
        "store/ledger_stage_odd",
        "store/order_stage_span",
        "store/order_stored_count",
        "store/reimbursement_stage_span",
        "store/reject_lines",
        "store/report_clash",
        "store/report_is_empty",
        "store/report_odd",
        "store/report_span",
        "store/rounded_ledger",
        "store/rounded_order",
        "store/rounded_reimbursement",
        "store/rounded_report",
        "store/shipment_unnamed",
        "store/rounded_settlement",
        "store/settlement_doubtful",
        "store/settlement_left_out",
        "store/settlement_span",
        "store/settlement_stage_span",
        "store/settlement_stored_count",
        "store/stage_span",
    }
)
NAMES = queries.names()
#: kinds of statement that give rows
SELECT = duckdb.StatementType.SELECT


@functools.cache
def statements(name: str) -> list[Any]:
    return duckdb.extract_statements(queries.text(name))


def is_select(name: str) -> bool:
    return name not in SQLITE and [one.type for one in statements(name)] == [SELECT]


SELECTS = [name for name in NAMES if is_select(name)]
WRITERS = [name for name in NAMES if name not in SQLITE and not is_select(name)]


def without_params(sql: str) -> str:
    return re.sub(r"\$\w+", "null", sql)


def without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*", "", sql)


def tables_of_writer(sql: str) -> set[str]:
    """Tables and table macros named after from, join and the like, but for what the statements made."""
    found: set[str] = set()
    made: set[str] = set()
    for text in without_comments(sql).replace("distinct from", "distinct").split(";"):
        named = set(re.findall(r"\b(?:from|join|into|update|drop table if exists)\s+(\w+)", text))
        common = set(re.findall(r"(\w+)(?:\s*\([\w, ]+\))?\s+as\s+(?:(?:not )?materialized\s+)?\(", text))
        found |= named - common - made
        made |= set(re.findall(r"create or replace temp (?:table|macro)\s+(\w+)", text))
    return found - {"read_csv", "unnest"}


# --- the header ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_query_opens_with_a_sentence_and_its_four_fields(name: str) -> None:
    query = queries.load(name)
    assert query.sentence.endswith((".", ")")), query.sentence
    assert query.sentence[0].isupper()
    head = query.sql.split("\n", 1)[0]
    assert head.startswith("-- ")
    for field in queries.FIELDS:
        assert re.search(rf"^-- {field}: +\S", query.sql, re.MULTILINE), f"{field} is missing or empty"
    assert set(query.grain) <= set(query.outputs)


def test_the_lists_of_exceptions_are_not_stale() -> None:
    assert set(NAMES) >= SQLITE
    assert set(SELECTS) >= WHILE_LOADING
    for name in SQLITE:
        with pytest.raises(duckdb.ParserException):
            duckdb.extract_statements(queries.text(name))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SQLITE])
def test_the_parameters_are_those_of_the_header(name: str) -> None:
    found = set[str]().union(*(one.named_parameters for one in statements(name)))
    assert found == set(queries.load(name).params)


@pytest.mark.parametrize("name", SELECTS)
def test_the_tables_read_are_those_of_the_header(name: str) -> None:
    sql = queries.text(name)
    with duckdb.connect() as con:
        # DuckDB cannot name the tables where the columns are known only when the query runs.
        found = tables_of_writer(sql) if "columns(lambda" in sql else con.get_table_names(without_params(sql))
    assert found - {"duckdb_tables"} == set(queries.load(name).inputs)


@pytest.mark.parametrize("name", WRITERS)
def test_the_tables_a_writer_names_are_those_of_the_header(name: str) -> None:
    query = queries.load(name)
    assert tables_of_writer(query.sql) == set(query.inputs)
    assert query.grain == query.outputs == ()


# --- the answer ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world() -> World:
    return random_world(14, stories=40, products=6)


@pytest.fixture(scope="module")
def con(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A simulated account after a run, with every table that the engine leaves."""
    folder = tmp_path_factory.mktemp("headers")
    init_workspace(folder / "shop", "main", world.marketplace)
    import_files(folder / "shop", write_reports(world, folder / "files"), yes=True)
    policy = load_policy()
    home = policy.marketplace(world.marketplace)
    assert home
    facts = AccountFacts(
        account="main",
        home_marketplace=home.code,
        home_region=home.region,
        home_currency=home.currency,
        early_cover_days=10,
        settle_days={"settle_days_lost": 30, "settle_days_damaged": 14},
    )
    with AccountStore(folder / "shop", "main", command="test") as store:
        then = world.as_of - timedelta(days=40)
        for day, remember in ((then, remember_then), (world.as_of, remember_now)):
            reconcile(store.con, facts=facts, policy=policy.tables(), as_of=day)
            remember(store.con)
            stamp = Stamp(as_of=day, program="", policy="", downloads="1-1-", decisions="")
            keep(store.con, stamp, datetime.combine(day, time()))
        hold_against(store.con, then=then, as_of=world.as_of)
        compare(store.con, world.as_of)
        summarise(store.con, world.as_of)
        # those of the pass named in values_of
        for name, pool in (("loss_pool", "losses_of_pass"), ("cover_pool", "cover_of_unreconciled")):
            store.con.execute(f"create temp view {name} as from pool_of_{pool}_2")
        yield store.con


def values_of(con: duckdb.DuckDBPyConnection, query: queries.Query, world: World) -> dict[str, Any]:
    """A value for each parameter that lets the query find much."""
    if query.name.startswith("policy/"):
        table = con.table(query.name.removeprefix("policy/"))
        rows = table.fetchall()
        return {name: [row[table.columns.index(name)] for row in rows] for name in query.params}
    known: dict[str, Any] = {
        "as_of": world.as_of,
        "then": world.as_of - timedelta(days=40),
        "pass": 2,
        "early_days": 10,
        "id": first(con.table("claim").select("fnsku").fetchall()),
        "claim_id": first(con.table("claim").select("claim_id").fetchall()),
        "products": sorted({row[0] for row in con.table("open_loss").select("product").fetchall()} - {""}),
        "told_products": [row[0] for row in con.table("open_loss").select("product").fetchall()],
        "told_days": [row[0] for row in con.table("open_loss").select("event_date").fetchall()],
        "claim_ids": [row[0] for row in con.table("claim").select("claim_id").fetchall()],
        "loss_nos": [row[0] for row in con.table("loss").select("loss_no").fetchall()],
        "cover_nos": [row[0] for row in con.table("cover").select("cover_no").fetchall()],
        "event_keys": [row[0] for row in con.table("change").select("event_key").fetchall()],
        "statuses": [],
        "types": [],
        "min_case_value": 25,
        "row_limit": 1000,
        "first_day": world.as_of,
        "last_day": world.as_of,
        "stated_from": world.as_of,
        "stated_through": world.as_of,
        "run_at": world.as_of,
        "byte_count": 1,
        "download": 1,
        "ripe_days": 0,
        "enough_payments": 1,
    }
    return {name: known.get(name, "") for name in query.params}


def first(rows: list[Any]) -> Any:
    return min(row[0] for row in rows)


def test_the_simulated_account_has_something_to_say(con: duckdb.DuckDBPyConnection) -> None:
    for table in (
        "claim",
        "loss",
        "cover",
        "matched",
        "doubt",
        "late_loss",
        "unmatched_cover",
        "change",
        "event_gone",
        "outcome",
    ):
        assert con.table(table).fetchall(), table


@pytest.mark.parametrize("name", [name for name in SELECTS if name not in WHILE_LOADING])
def test_columns_and_grain_are_those_of_the_header(name: str, con: duckdb.DuckDBPyConnection, world: World) -> None:
    query = queries.load(name)
    cursor = con.execute(query.sql, values_of(con, query, world))
    columns = tuple(column[0] for column in cursor.description or ())
    rows = cursor.fetchall()
    assert columns == query.outputs
    assert len(set(columns)) == len(columns)
    if query.grain:
        keys = [tuple(row[columns.index(column)] for column in query.grain) for row in rows]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", sorted(WHILE_LOADING))
def test_columns_of_a_query_that_needs_a_file_are_those_of_the_header(name: str) -> None:
    with duckdb.connect() as con:
        row = con.execute("select json_serialize_sql($sql)", {"sql": without_params(queries.text(name))}).fetchone()
    assert row
    query = queries.load(name)
    aliases = re.findall(r'"alias":"(\w+)"', str(row[0]))
    assert set(query.outputs) <= set(aliases) | set(re.findall(r'"column_names":\["(\w+)"\]', str(row[0])))


# --- nobody forgotten ------------------------------------------------------------------------


@functools.cache
def words_in_python() -> frozenset[str]:
    """Every string constant of the program; an f-string has {} in place of its values."""
    found: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
                elif isinstance(node, ast.JoinedStr):
                    parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
                    found.add("".join(str(part) for part in parts))
    return frozenset(found)


def is_said(text: str, depth: int = 2) -> bool:
    """Whether Python says the text as it is, or puts it together: store/{} of {}_stage of cost."""
    if text in words_in_python():
        return True
    return depth > 0 and any(
        is_said(text[len(before) : len(text) - len(after)], depth - 1)
        for before, after in halves()
        if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
    )


@functools.cache
def halves() -> frozenset[tuple[str, str]]:
    """What stands before and after the one value of an f-string, where it may be the name of a query."""
    named = [word for word in words_in_python() if re.fullmatch(r"[a-z_/]*\{\}[a-z_]*", word) and word != "{}"]
    return frozenset((before, after) for before, _, after in (word.partition("{}") for word in named))


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("schema/")])
def test_a_query_is_used_by_the_program(name: str) -> None:
    assert is_said(name)


def test_the_schema_is_run_as_a_whole() -> None:
    assert "schema/" in words_in_python()


def test_every_query_that_the_program_names_is_there() -> None:
    rooms = {name.partition("/")[0] for name in NAMES}
    pattern = re.compile(rf"(?:{'|'.join(sorted(rooms))})/[a-z0-9_]+")
    named = {word for word in words_in_python() if pattern.fullmatch(word)}
    assert len(named) > 20
    assert named <= set(NAMES)


def test_a_query_that_nobody_names_would_be_found() -> None:
    for name in ("claims/of_nobody", "store/of_nobody_stage", "loss/of_nobody"):
        assert not is_said(name)
