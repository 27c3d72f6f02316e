"""Simulated accounts reconciled by DuckDB with notes taken, and one Spark session to answer the same questions."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

import queries
from reconcile.app import import_files, init_workspace
from reconcile.engine import run
from reconcile.engine.run import AccountFacts, Decision, make_claims, reconcile, summarise
from reconcile.policy import load_policy
from reconcile.simulator.files_everything import write_everything
from reconcile.simulator.full import full_world
from reconcile.simulator.records import World
from reconcile.store.account import AccountStore
from tests.portable.recorded import Asked, RecordingConnection
from tests.portable.translation import SETTINGS

OLDEST_JAVA = 17

#: seed and stories of each kind: between them every query finds something
ACCOUNTS = ((16, 20), (16, 40))


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    """What was asked in the first account, and in the others of the queries that had found nothing until then."""
    found: list[Asked] = []
    for seed, stories in ACCOUNTS:
        folder = tmp_path_factory.mktemp("portable")
        full = {one.name for one in found if one.rows}
        found += [
            one for one in asked_of(full_world(seed, stories=stories, products=6), folder) if one.name not in full
        ]
    return found


def asked_of(world: World, folder: Path) -> list[Asked]:
    """Every query that a run and a look at the claims ask in the account of a world, with some claims decided."""
    init_workspace(folder / "shop", "main", world.marketplace)
    import_files(folder / "shop", write_everything(world, folder / "files"), yes=True)
    policy = load_policy()
    home = policy.marketplace(world.marketplace)
    assert home
    facts = AccountFacts(
        account="main",
        home_marketplace=home.code,
        home_region=home.region,
        home_currency=home.currency,
        early_cover_days=10,
        settle_days={"settle_days_lost": 30, "settle_days_damaged": 14, "settle_days_return": 14},
    )
    (folder / "tables").mkdir()
    with AccountStore(folder / "shop", "main", command="test") as store, pytest.MonkeyPatch.context() as patch:
        # so that the payments of a small account propose settle days
        patch.setattr(run, "ENOUGH_PAYMENTS", 1)
        patch.setattr(run, "RIPE_DAYS", 30)
        day = world.as_of
        add_summary(store.con)
        reconcile(store.con, facts=facts, policy=policy.tables(), as_of=day)
        decisions = decided(store.con)
        con: Any = RecordingConnection(store.con, folder / "tables")
        reconcile(con, facts=facts, policy=policy.tables(), as_of=day, decisions=decisions)
        make_claims(con, day)
        summarise(con, day)
        look_at_claims(con)
        asked: list[Asked] = con.asked
        return asked


def add_summary(con: duckdb.DuckDBPyConnection) -> None:
    """A summary of the ledger, of which the simulator tells nothing: five days of one product.

    The detail has none of these units; a line does not add up, and one does not begin where the one before ended.
    """
    first = con.table("ledger_detail").min("event_date").fetchall()[0][0]
    fnsku = con.table("ledger_detail").filter("fnsku <> ''").min("fnsku").fetchall()[0][0]
    for number, (opening, received, closing) in enumerate(((5, 1, 6), (6, 2, 8), (8, 1, 9), (9, 1, 12), (11, 1, 12))):
        con.execute(
            """
            insert into ledger_summary by name
            select 'day' as period, $day as first_day, $day as last_day, $fnsku as fnsku, '' as asin, '' as msku,
                '' as title, 'SELLABLE' as disposition, '' as location, $opening as starting_balance,
                $received as receipts, $closing as ending_balance, 1 as download_id, 2 as line
            """,
            {
                "day": first + timedelta(days=number - 2),
                "fnsku": fnsku,
                "opening": opening,
                "received": received,
                "closing": closing,
            },
        )


def decided(con: duckdb.DuckDBPyConnection) -> list[Decision]:
    """Of every five parts of claims one filed and one dismissed."""
    parts = con.table("claim_part").order("claim_id").select("claim_id, quantity_open").fetchall()
    return [
        *(Decision(part_claim_id=part, decision="filed", case_id="7", open_units=units) for part, units in parts[::5]),
        *(Decision(part_claim_id=part, decision="dismissed", case_id="", open_units=99) for part, _ in parts[1::5]),
    ]


def look_at_claims(con: RecordingConnection) -> None:
    """What the commands ask after a run."""
    con.ask("claims/status_total", {})
    con.ask("claims/payment_delay_listed", {})
    con.ask("claims/settle_proposed", {})
    claims = con.ask("claims/listed", {"statuses": [], "types": []})
    place = queries.load("claims/listed").outputs.index
    con.ask("claims/listed", {"statuses": ["claimable", "review"], "types": [claims[0][place("claim_type")]]})
    con.ask("claims/dismissal", {"claim_id": claims[0][place("claim_id")]})


# --- Spark -----------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def packages() -> None:
    """What `make test` does without."""
    if not all(importlib.util.find_spec(name) for name in ("pyspark", "sqlglot")):
        pytest.skip("PySpark and sqlglot are not installed here; install them with: make setup-spark")


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session of Spark on this machine: two threads, no page, nothing kept."""
    if java_release() < OLDEST_JAVA:
        pytest.skip("Java 17 or 21 is not installed here; on Debian: sudo apt-get install openjdk-17-jre-headless")
    session = started(tmp_path_factory.mktemp("spark"))
    yield session
    session.stop()


def java_release() -> int:
    """The release of the Java that Spark would start; 0 without one."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(str(Path(home) / "bin" / "java") if home else "java")
    if java is None:
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    release = re.search(r'version "(\d+)', told)
    return int(release[1]) if release else 0


def started(folder: Path) -> Any:
    """A session for many small questions: interpreted, since compiling a plan takes longer than its rows."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with warnings.catch_warnings():
        # it warns of a pandas newer than itself, which we do not hand it
        warnings.simplefilter("ignore", FutureWarning)
        from pyspark.sql import SparkSession

    settings = {
        **SETTINGS,
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.memory": "1g",
        "spark.local.dir": str(folder),
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    builder: Any = SparkSession.builder.master("local[2]").appName("portable queries")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
