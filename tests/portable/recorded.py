"""What a reconciliation asks of which tables, and what DuckDB answers: noted on the way, for another engine."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

import queries

ROOMS = ("stage", "loss", "cover", "match", "claims")
"""The rooms under queries/ that an agency's engine is to run as well (design, scale path)."""

NAMES = tuple(name for name in queries.names() if name.partition("/")[0] in ROOMS)

Columns = tuple[tuple[str, str], ...]
"""Names and DuckDB's types."""

_TEXTS = {queries.text(name): name for name in NAMES}
_FILLS = re.compile(r"(?:create or replace table|insert into) [\w.]+(?: as)?\n(?P<sql>.*)", re.DOTALL)
_CHANGES = re.compile(r"(?:create or replace (?:table|view)|insert into) (?:\w+\.)*(?P<table>\w+)\b")
_STANDS_FOR = re.compile(r"(\w+) as \(from (\w+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a table held at one time: a parquet file, and its columns."""

    path: Path
    columns: Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One query as it was asked: its parameters, the tables as it found them, and what DuckDB gave."""

    name: str
    params: Mapping[str, Any]
    #: by the names that the query gives them
    inputs: Mapping[str, Table]
    columns: Columns
    rows: list[tuple[Any, ...]]


class RecordingConnection:
    """A DuckDB connection that keeps what the portable queries read and gave, one after the other.

    `folder` takes a file for each table and each time that it changed.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path, notes: Notes | None = None) -> None:
        self._con = con
        self._folder = folder
        self._notes = notes or Notes()

    @property
    def asked(self) -> list[Asked]:
        """What was asked so far, also through its cursors."""
        return self._notes.asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)

    def cursor(self) -> RecordingConnection:
        """A further connection that notes in the same place."""
        return RecordingConnection(self._con.cursor(), self._folder, self._notes)

    def execute(self, sql: str, params: Mapping[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
        """Do what DuckDB's own does; a portable query whose rows fill a table is noted before."""
        with self._notes.lock:
            filled = _FILLS.fullmatch(sql)
            name = next((name for text, name in _TEXTS.items() if text in filled["sql"]), None) if filled else None
            if filled and name:
                self._note(name, filled["sql"], params or {})
            changed = _CHANGES.match(sql)
            if changed:
                self._notes.changes[changed["table"]] += 1
            return self._con.execute(sql, params or {})

    def ask(self, name: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Ask a query that the program asks outside a reconciliation."""
        with self._notes.lock:
            return self._note(name, queries.text(name), params)

    def _note(self, name: str, sql: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        # what the engine puts before a query whose inputs stand under another name
        stands_for = dict(_STANDS_FOR.findall(sql.partition("\n")[0])) if sql not in _TEXTS else {}
        inputs = {table: self._kept(stands_for.get(table, table)) for table in queries.load(name).inputs}
        cursor = self._con.execute(sql, dict(params))
        columns = _columns(cursor)
        rows = cursor.fetchall()
        self._notes.asked.append(Asked(name=name, params=dict(params), inputs=inputs, columns=columns, rows=rows))
        return rows

    def _kept(self, table: str) -> Table:
        key = f"{table}-{self._notes.changes[table]}"
        if key not in self._notes.tables:
            path = self._folder / f"{key}.parquet"
            columns = _columns(self._con.execute(f"from {table} limit 0"))
            self._con.execute(f"copy (from {table}) to '{path}' (format parquet)")
            self._notes.tables[key] = Table(path=path, columns=columns)
        return self._notes.tables[key]


class Notes:
    """What the connections to one database noted together."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.tables: dict[str, Table] = {}
        #: how often each table or view was made or added to
        self.changes: Counter[str] = Counter()
        self.lock = threading.Lock()


def _columns(cursor: duckdb.DuckDBPyConnection) -> Columns:
    return tuple((str(column[0]), str(column[1])) for column in cursor.description or ())
