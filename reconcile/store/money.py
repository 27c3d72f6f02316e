"""What the money reports have in common: the dialect of their plain files, the fast and the careful way, the guards."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from connectors.records import records
from connectors.report import Value
from reconcile.store.loading import (
    Loading,
    NeedsCareError,
    clean_whole,
    dialect_of,
    reject_lines,
)

__all__ = ["stage_fast", "stage_with_care"]

SAMPLE_ROWS = 300
# `1.234` has two readings; the careful reader decides it by the rest of the file.
PLAIN_AMOUNTS = {
    ".": r"-?[0-9]{1,12}(\.([0-9]{1,2}|[0-9]{4}))?",
    ",": r"-?[0-9]{1,12}(,([0-9]{1,2}|[0-9]{4}))?",
}
DECIDED_AMOUNT = r"-?[0-9]+(\.[0-9]+)?"
_DAYS = {r"\d{4}-\d\d-\d\d": "%Y-%m-%d", r"\d\d\.\d\d\.\d{4}": "%d.%m.%Y", r"\d{4}/\d\d/\d\d": "%Y/%m/%d"}
_CLOCKS = {r" \d\d:\d\d:\d\d UTC": " %H:%M:%S UTC", r"T\d\d:\d\d:\d\d\+00:00": "T%H:%M:%S+00:00"} | {
    r"T\d\d:\d\d:\d\dZ": "T%H:%M:%SZ"
}
_TIMES = {day + clock: form + tick for day, form in _DAYS.items() for clock, tick in _CLOCKS.items()}
_HEAD_STAMPS = frozenset({"start_on", "end_on", "deposit_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How the first rows of a file write amounts, days and instants; DuckDB finds every row that does otherwise."""

    mark: str = "."
    day_format: str = "%Y-%m-%d"
    time_format: str = "%Y-%m-%d %H:%M:%S UTC"


def stage_fast(loading: Loading, name: str) -> int:
    """Stage a file of which every row is in the style of its first rows; how many rows that are.

    `name` is that of the queries: `<name>_reader`, `_stage`, `_stage_span`.

    Raises:
        NeedsCareError: some row is not, or not in its plain form.
    """
    layout = loading.text.layout
    style = _style_of(loading)
    loading.run("reject_clear")
    loading.define_rows(name)
    loading.run(
        f"{name}_stage",
        path=str(loading.text.path),
        download=loading.download_id,
        time_zone=loading.home_zone.key,
        pattern=PLAIN_AMOUNTS[style.mark],
        mark=style.mark,
        day_format=style.day_format,
        time_format=style.time_format,
        **dialect_of(layout),
    )
    loading.run("money_first_line", first_line=layout.header_line + 1)
    staged, odd, *_ = loading.one(f"{name}_stage_span")
    if odd or reject_lines(loading) or staged != loading.text.facts().data_lines(layout.header_line):
        raise NeedsCareError
    return int(str(staged))


def stage_with_care(loading: Loading, name: str) -> int:
    """Stage a file read with care; how many rows were read, rejected ones among them.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    clean = clean_whole(loading)
    style = _Style()
    loading.define_rows(name)
    loading.run(
        f"{name}_stage",
        path=str(clean.path),
        delimiter=",",
        quoting='"',
        columns_of=clean.columns,
        skipped=0,
        download=loading.download_id,
        time_zone=loading.home_zone.key,
        pattern=DECIDED_AMOUNT,
        mark=style.mark,
        day_format=style.day_format,
        time_format=style.time_format,
    )
    loading.run("money_first_line", first_line=1)
    return clean.rows + loading.rejects.count


def _style_of(loading: Loading) -> _Style:
    layout = loading.text.layout
    stamps, amounts = [], []
    for row in itertools.islice(records(loading.text.path, layout), SAMPLE_ROWS):
        for column in layout.report.columns:
            position = layout.positions.get(column.name)
            if position is None or position >= len(row.cells):
                continue
            if column.value is Value.AMOUNT:
                amounts.append(row.cells[position])
            elif column.value is Value.STAMP and column.name not in _HEAD_STAMPS:
                stamps.append(row.cells[position].strip())
    return _Style(
        mark="," if any("," in amount for amount in amounts) else ".",
        day_format=_form_of(stamps, _DAYS, _Style().day_format),
        time_format=_form_of(stamps, _TIMES, _Style().time_format),
    )


def _form_of(stamps: list[str], forms: dict[str, str], otherwise: str) -> str:
    """The form of the first stamp that has one of these forms."""
    for stamp in stamps:
        for shape, form in forms.items():
            if re.fullmatch(shape, stamp):
                return form
    return otherwise
