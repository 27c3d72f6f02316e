"""Loading a ledger: straight into an empty account, else staged and merged."""

from __future__ import annotations

import datetime as dt

import duckdb

import queries
from connectors.layout import Layout
from reconcile.store.loading import (
    CleanFile,
    Loaded,
    Loading,
    NeedsCareError,
    clean_lines,
    clean_whole,
    dialect_of,
    guard_file,
    reject_lines,
)
from reconcile.store.merging import merged
from reconcile.store.raw import TextFacts

__all__ = [
    "load_ledger_fast",
    "load_ledger_straight",
    "load_ledger_with_care",
    "may_read_fast",
]

MOST_RESCUED = 200_000


def load_ledger_straight(loading: Loading) -> Loaded:
    """Load a regular file into an account without a ledger.

    Raises:
        NeedsCareError: some row is not in its plain form; nothing of the load may stay.
    """
    layout = loading.text.layout
    loading.run("reject_clear")
    loading.define_rows("ledger")
    loading.run(
        "ledger_straight",
        path=str(loading.text.path),
        download=loading.download_id,
        **dialect_of(layout),
    )
    count, first_day, last_day = _span(loading, "ledger_span", download=loading.download_id)
    is_whole = count == loading.text.facts().data_lines(layout.header_line)
    if not is_whole or reject_lines(loading) or loading.one("ledger_straight_odd") != (0,):
        raise NeedsCareError
    if count:  # a file without rows leaves the account without a ledger: the next one may go straight as well
        loading.run("ledger_straight_place", download=loading.download_id, first_line=layout.header_line + 1)
    guard_file(loading, "straight", rows_read=count, table="ledger_detail")
    return Loaded(
        rows_read=count,
        rows_new=count,
        rows_known=0,
        rows_updated=0,
        first_day=first_day,
        last_day=last_day,
    )


def load_ledger_fast(loading: Loading) -> Loaded:
    """Load a file through DuckDB's reader; rows that it cannot read go through the careful one.

    Raises:
        NeedsCareError: the file as a whole needs the careful reader.
        ReconcileError: the file cannot be taken in.
    """
    layout = loading.text.layout
    loading.run("reject_clear")
    loading.define_rows("ledger")
    loading.run(
        "ledger_stage",
        path=str(loading.text.path),
        download=loading.download_id,
        **dialect_of(layout),
    )
    left_out = reject_lines(loading)
    staged, _, _ = _span(loading, "stage_span")
    if staged + len(left_out) != loading.text.facts().data_lines(layout.header_line):
        raise NeedsCareError
    first_line = layout.header_line + 1
    shifts = {line - first_line - place: place + 1 for place, line in enumerate(left_out)}
    odd = [int(position) for (position,) in loading.run("ledger_stage_odd").fetchall()]
    if len(odd) + len(left_out) > MOST_RESCUED:
        raise NeedsCareError
    bad_lines = set(left_out) | _lines_of(odd, shifts, first_line)
    if bad_lines:
        loading.run("shifted_line", first_positions=list(shifts), shifts=list(shifts.values()))
        loading.run("ledger_stage_number", first_line=first_line)
        rescued = clean_lines(loading, bad_lines)
        if rescued.rows + loading.rejects.count != len(bad_lines):
            raise NeedsCareError
        _stage(loading, "ledger_stage_more", rescued)
    else:
        _set_variables(loading, "stage_lines", first_line=first_line)
    return _merged(loading, rows_read=staged + len(left_out))


def load_ledger_with_care(loading: Loading) -> Loaded:
    """Load a file through the careful reader.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    clean = clean_whole(loading)
    loading.define_rows("ledger")
    _stage(loading, "ledger_stage", clean)
    return _merged(loading, rows_read=clean.rows + loading.rejects.count)


def may_read_fast(facts: TextFacts, layout: Layout) -> bool:
    """Whether the bytes look as DuckDB's reader and the careful one read them alike."""
    hides_quotes = facts.has_quote and not layout.is_quoted and layout.report.is_quoted
    return facts.is_plain and layout.delimiter != " " and not hides_quotes


def _stage(loading: Loading, query: str, clean: CleanFile) -> None:
    loading.run(
        query,
        path=str(clean.path),
        delimiter=",",
        quoting='"',
        columns_of=clean.columns,
        skipped=0,
        download=loading.download_id,
    )


def _lines_of(positions: list[int], shifts: dict[int, int], first_line: int) -> set[int]:
    lines = set()
    steps = sorted(shifts.items())
    step = shift = 0
    for position in positions:
        while step < len(steps) and steps[step][0] <= position:
            shift = steps[step][1]
            step += 1
        lines.add(position + first_line + shift)
    return lines


def _span(loading: Loading, query: str, **parameters: object) -> tuple[int, dt.date | None, dt.date | None]:
    count, first_day, last_day = loading.one(query, **parameters)
    return (
        int(str(count)),
        first_day if isinstance(first_day, dt.date) else None,
        last_day if isinstance(last_day, dt.date) else None,
    )


def _set_variables(loading: Loading, query: str, **parameters: object) -> None:
    """Run a file of several statements, each with the parameters that it takes."""
    for statement in duckdb.extract_statements(queries.text(f"store/{query}")):
        taken = {name: parameters[name] for name in statement.named_parameters}
        loading.con.execute(statement, taken or None)


def _merged(loading: Loading, *, rows_read: int) -> Loaded:
    loading.rejects.judge(rows_read, loading.text.layout.report.cure)
    guard_file(loading, "ledger", rows_read=rows_read, table="staged_ledger")
    staged, first_day, last_day = _span(loading, "stage_span")
    if first_day is None:
        new = known = updated = 0
    else:
        days = {"first_day": first_day, "last_day": last_day}
        if loading.one("ledger_stored_count", **days) == (0,):
            loading.run("ledger_append")
            new, known, updated = staged, 0, 0
        else:
            _set_variables(loading, "merge_span", **days)
            loading.run("merge_ledger_sides")
            new, known, updated = merged(loading, "ledger_insert", "ledger_update", staged)
    return Loaded(
        rows_read=rows_read,
        rows_new=new,
        rows_known=known,
        rows_updated=updated,
        first_day=first_day,
        last_day=last_day,
    )
