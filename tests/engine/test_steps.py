"""Queries side by side: each waits for what it reads, and a fault ends all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import duckdb
import pytest

from reconcile.engine.steps import Steps, Work


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


def noting(done: list[str], name: str) -> Work:
    return lambda _con: done.append(name)


def test_a_step_waits_for_what_it_reads_and_for_those_who_read_what_it_replaces(con: duckdb.DuckDBPyConnection) -> None:
    done: list[str] = []
    steps = Steps(con.cursor)
    steps.add(noting(done, "make a"), reads=(), writes=("a",))
    steps.add(noting(done, "read a"), reads=("a",), writes=("b",))
    steps.add(noting(done, "make a anew"), reads=(), writes=("a",))
    steps.add(noting(done, "read the new a and b"), reads=("a", "b"), writes=())
    steps.run()
    assert done == ["make a", "read a", "make a anew", "read the new a and b"]


def test_steps_that_do_not_concern_each_other_run_at_the_same_time(con: duckdb.DuckDBPyConnection) -> None:
    both = threading.Barrier(2, timeout=30)
    steps = Steps(con.cursor, width=2)
    for name in ("a", "b"):
        steps.add(lambda _con: both.wait(), reads=("common",), writes=(name,))
    steps.run()  # neither could end without the other


def test_of_what_may_run_that_which_most_steps_wait_for_goes_first(con: duckdb.DuckDBPyConnection) -> None:
    done: list[str] = []
    steps = Steps(con.cursor, width=1)
    steps.add(noting(done, "alone"), reads=(), writes=("z",))
    steps.add(noting(done, "one waits"), reads=(), writes=("y",))
    steps.add(noting(done, "two wait"), reads=(), writes=("a",))
    steps.add(noting(done, "waited"), reads=("y",), writes=("x",))
    steps.add(noting(done, "second"), reads=("a",), writes=("b",))
    steps.add(noting(done, "third"), reads=("b",), writes=("c",))
    steps.run()
    assert done == ["two wait", "one waits", "second", "alone", "waited", "third"]


def test_a_fault_is_raised_and_what_waits_for_it_is_not_done(con: duckdb.DuckDBPyConnection) -> None:
    done: list[str] = []
    steps = Steps(con.cursor)
    steps.add(lambda con: con.execute("from a_table_that_is_not_there"), reads=(), writes=("a",))
    steps.add(noting(done, "after it"), reads=("a",), writes=())
    with pytest.raises(duckdb.CatalogException, match="a_table_that_is_not_there"):
        steps.run()
    assert done == []


def test_a_fault_ends_a_query_that_runs_beside_it(con: duckdb.DuckDBPyConnection) -> None:
    began = threading.Event()
    ended: list[str] = []

    def endless(con: duckdb.DuckDBPyConnection) -> None:
        began.set()
        try:
            con.execute("select count(*) from range(1000000000000) as a(n) where n % 7 = 3")
        except duckdb.InterruptException:
            ended.append("interrupted")
            raise

    def faulty(_con: duckdb.DuckDBPyConnection) -> None:
        assert began.wait(30)
        raise LookupError("planted")

    steps = Steps(con.cursor, width=2)
    steps.add(endless, reads=(), writes=("a",))
    steps.add(faulty, reads=(), writes=("b",))
    with pytest.raises(LookupError, match="planted"):
        steps.run()
    assert ended == ["interrupted"]


def test_every_step_sees_the_tables_of_the_steps_before_it(con: duckdb.DuckDBPyConnection) -> None:
    def making(name: str, source: str) -> Callable[[duckdb.DuckDBPyConnection], object]:
        return lambda con: con.execute(f"create table {name} as from {source} select n + 1 as n")

    con.execute("create table t0 as select 0 as n")
    steps = Steps(con.cursor)
    for number in range(20):
        steps.add(making(f"t{number + 1}", f"t{number}"), reads=(f"t{number}",), writes=(f"t{number + 1}",))
    steps.run()
    assert con.execute("from t20").fetchone() == (20,)
