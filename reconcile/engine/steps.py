"""Steps that run side by side: each waits only for the tables it reads or replaces.

A reconciliation is some seventy small queries. Alone they leave a second core idle, since DuckDB shares out only
tables far larger than theirs. What a query reads stands in its header, so which may run together need not be said
again here.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import queue
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final

import queries

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Work = Callable[["DuckDBPyConnection"], object]

WIDTH: Final = min(4, os.cpu_count() or 1)
"""How many queries run at a time: what is over after four waits for another."""


SHARED_FROM: Final = 2_500_000
"""Ledger rows from which DuckDB's own sharing of a query pays (measured at one and ten million)."""


@contextlib.contextmanager
def one_thread_a_query(con: DuckDBPyConnection) -> Iterator[None]:
    """Inside, a small account's queries run on one thread each.

    DuckDB shares a query out over its threads in portions larger than most of our tables, and where it does so
    needlessly, it copies every new table twice.
    """
    (threads, rows) = con.execute(queries.text("derived/size")).fetchone() or (1, 0)
    if rows >= SHARED_FROM:
        yield
        return
    con.execute("set threads = 1")
    try:
        yield
    finally:
        con.execute(f"set threads = {int(threads)}")


class Steps:
    """Work on tables, in the order in which a reader would do it, run as early as that order allows.

    `connect` gives a further connection to the same tables; `width` is how many run at a time.
    """

    def __init__(self, connect: Callable[[], DuckDBPyConnection], width: int = WIDTH) -> None:
        self._connect = connect
        self._width = width
        self._works: list[Work] = []
        self._waits: list[set[int]] = []
        self._writer: dict[str, int] = {}
        self._readers: dict[str, set[int]] = {}

    def add(self, work: Work, *, reads: Collection[str], writes: Collection[str]) -> None:
        """Put `work` after whatever wrote what it reads, and after whatever read or wrote what it writes."""
        number = len(self._works)
        before = {self._writer[name] for name in (*reads, *writes) if name in self._writer}
        before = before.union(*(self._readers.get(name, set()) for name in writes))
        for name in reads:
            self._readers.setdefault(name, set()).add(number)
        for name in writes:
            self._writer[name] = number
            self._readers[name] = set()
        self._works.append(work)
        self._waits.append(before - {number})

    def run(self) -> None:
        """Do all of it; the first fault, or an interrupt, ends it and is raised when what runs beside it has ended."""
        order = TopologicalSorter(dict(enumerate(self._waits)))
        order.prepare()
        with contextlib.ExitStack() as stack:
            connections = [stack.enter_context(contextlib.closing(self._connect())) for _ in range(self._width)]
            pool = stack.enter_context(ThreadPoolExecutor(self._width))
            running: dict[Future[None], int] = {}
            try:
                self._run(order, pool, connections, running)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                # a query that had not begun when it was interrupted does not know of it
                while wait(running, timeout=0.05).not_done:
                    for con in connections:
                        con.interrupt()
                raise

    def _run(
        self,
        order: TopologicalSorter[int],
        pool: Executor,
        connections: Sequence[DuckDBPyConnection],
        running: dict[Future[None], int],
    ) -> None:
        idle: queue.SimpleQueue[DuckDBPyConnection] = queue.SimpleQueue()
        for con in connections:
            idle.put(con)
        rest = self._rest()
        ready: list[tuple[int, int]] = []
        while order.is_active():
            for number in order.get_ready():
                heapq.heappush(ready, (-rest[number], number))
            while ready and len(running) < self._width:
                _, number = heapq.heappop(ready)
                running[pool.submit(_done, self._works[number], idle)] = number
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                number = running.pop(future)
                future.result()
                order.done(number)

    def _rest(self) -> list[int]:
        """Of each step the number of steps that still follow one upon the other: the longest way goes first."""
        rest = [0] * len(self._works)
        for number in reversed(range(len(rest))):
            for before in self._waits[number]:
                rest[before] = max(rest[before], rest[number] + 1)
        return rest


def _done(work: Work, idle: queue.SimpleQueue[DuckDBPyConnection]) -> None:
    con = idle.get()
    try:
        work(con)
    finally:
        idle.put(con)
