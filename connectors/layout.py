"""Where the header of a text file stands, how its cells are divided, and whose header it is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from connectors.catalogue import Likeness, likeness_of
from connectors.encoding import HEAD_SIZE, NotAReportError
from connectors.report import Report
from reconcile.errors import ReconcileError

__all__ = ["Layout", "MissingColumnError", "UnknownReportError", "layout_of", "whole_header_in"]

PREAMBLE_LINES = 12
FEWEST_COLUMNS = 3
SHOWN_COLUMNS = 20
_DELIMITERS = ("\t", ",", ";", "|")


class UnknownReportError(ReconcileError):
    """A text file whose header belongs to no report."""

    def __init__(self, headers: list[str]) -> None:
        super().__init__(
            f"is no report this program knows; columns seen: {_shown(headers)}."
            " Download the report in English, with its header line"
        )


class MissingColumnError(ReconcileError):
    """A file that is almost a report."""

    def __init__(self, report: Report, missing: tuple[str, ...], headers: list[str]) -> None:
        names = ", ".join(f"'{name}'" for name in missing)
        noun = "column" if len(missing) == 1 else "columns"
        cure = "Add it to the sheet" if report.is_own_sheet else "Download it again with all columns"
        super().__init__(
            f"looks like {report.title} but lacks the {noun} {names}; columns seen: {_shown(headers)}. {cure}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How to read the rows below the header of a UTF-8 text file.

    `positions` tells where each of our columns stands; `header_line` counts from 1 and physical
    lines; `is_quoted` means that a `"` opens a cell, else it is data.
    """

    report: Report
    delimiter: str
    is_quoted: bool
    header_line: int
    headers: tuple[str, ...]
    positions: dict[str, int]


def layout_of(path: Path) -> Layout:
    """The layout of a UTF-8 text file.

    Raises:
        NotAReportError: there is no text, or a line of megabytes.
        MissingColumnError: almost a known report.
        UnknownReportError: no known report.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_SIZE)
    text = head.decode("utf-8", errors="replace").removeprefix("\ufeff")
    is_cut = len(head) == HEAD_SIZE
    lines = _lines(text)
    if is_cut and len(lines) > 1:
        lines.pop()
    elif is_cut:
        raise NotAReportError("a file whose first line is longer than 256 KB")
    near: tuple[Likeness, list[str]] | None = None
    first: list[str] | None = None
    for number, line in enumerate(lines[:PREAMBLE_LINES], start=1):
        if not line.strip():
            continue
        for delimiter, is_quoted, headers in _splits(line):
            likeness = likeness_of(headers)
            if likeness is not None and likeness.is_whole:
                return Layout(
                    report=likeness.report,
                    delimiter=delimiter,
                    is_quoted=is_quoted or delimiter != "\t",
                    header_line=number,
                    headers=tuple(headers),
                    positions=likeness.positions,
                )
            if likeness is not None and near is None:
                near = (likeness, headers)
            if first is None or (number == 1 and len(headers) > len(first)):
                first = headers
    if near is not None:
        raise MissingColumnError(near[0].report, near[0].missing, near[1])
    raise UnknownReportError(first or [])


def whole_header_in(text: str) -> Report | None:
    """The report whose complete header a line is, in whatever dialect; None for data."""
    for _, _, headers in _splits(text):
        if len(headers) >= FEWEST_COLUMNS:
            likeness = likeness_of(headers)
            if likeness is not None and likeness.is_whole:
                return likeness.report
    return None


def _lines(text: str) -> list[str]:
    if "\n" not in text and "\r" in text:
        return text.split("\r")
    return [line.removesuffix("\r") for line in text.split("\n")]


def _splits(line: str) -> list[tuple[str, bool, list[str]]]:
    """The ways to cut a header line: delimiter, whether cells are quoted, cells."""
    is_quoted = line.lstrip().startswith('"')
    ways = []
    for delimiter in _DELIMITERS:
        if delimiter in line:
            cells = _cut(line, delimiter) if is_quoted or delimiter != "\t" else line.split("\t")
            ways.append((delimiter, is_quoted, cells))
    if is_quoted and '" "' in line:
        ways.append((" ", True, _cut(line, " ")))
    return ways or [("\t", is_quoted, [line.strip('"')])]


def _cut(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.replace("\r", " ")], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _shown(headers: list[str]) -> str:
    names = [header.strip()[:40] for header in headers[:SHOWN_COLUMNS]]
    more = f", and {len(headers) - SHOWN_COLUMNS} more" if len(headers) > SHOWN_COLUMNS else ""
    return ", ".join(f"'{name}'" for name in names) + more
