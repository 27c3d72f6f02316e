"""The rows of a text file, read with care: lines counted, odd quotes and line ends survived."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from connectors import settlement
from connectors.layout import Layout
from connectors.record import Record
from reconcile.errors import ReconcileError

__all__ = ["LONGEST_LINE", "LongLineError", "OpenQuoteError", "Record", "records", "records_of_lines"]

LONGEST_LINE = 1_000_000
MOST_LINES_IN_A_CELL = 100


class LongLineError(ReconcileError):
    """A line of megabytes, which no report has."""

    def __init__(self, line: int, cure: str) -> None:
        super().__init__(f"line {line} is longer than 1 MB, which no report's is; {cure}")


class OpenQuoteError(ReconcileError):
    """A quote that is never closed would swallow the rows below it."""

    def __init__(self, line: int, cure: str) -> None:
        super().__init__(f"line {line}: a quote is opened and not closed; {cure}")


def records(path: Path, layout: Layout) -> Iterator[Record]:
    """The rows below the header of a UTF-8 text file; blank lines are no rows.

    Raises:
        LongLineError: a line is longer than a report's lines are.
        OpenQuoteError: a quote is never closed.
    """
    lines = _numbered_lines(path, layout.report.cure)
    for number, _ in lines:
        if number >= layout.header_line:
            break
    rows = records_of_lines(lines, layout)
    if layout.report is settlement.REPORT:
        rows = settlement.mended(rows, layout.headers, layout.positions)
    yield from rows


def records_of_lines(lines: Iterator[tuple[int, str]], layout: Layout) -> Iterator[Record]:
    """The rows that numbered physical lines hold."""
    if layout.is_quoted:
        yield from _quoted(lines, layout.delimiter, layout.report.cure)
        return
    for number, line in lines:
        if line.strip(" \t"):
            cells = line.replace("\r", " ").split(layout.delimiter)
            if layout.report.is_quoted and '"' in line:
                cells = [_unquoted(cell) for cell in cells]
            yield Record(number, cells, line)


def _unquoted(cell: str) -> str:
    """A cell without the quotes that a spreadsheet put around it; a bare inch mark stays."""
    inside = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', ""):
        return inside.replace('""', '"')
    return cell


def _numbered_lines(path: Path, cure: str) -> Iterator[tuple[int, str]]:
    """Physical lines without their ends; only LF ends a line, unless the file has no LF at all."""
    ending = "\n" if _has_line_feed(path) else "\r"
    with path.open(encoding="utf-8-sig", newline=ending, errors="replace") as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) >= LONGEST_LINE:
                raise LongLineError(number, cure)
            yield number, line.removesuffix(ending).removesuffix("\r")


def _has_line_feed(path: Path) -> bool:
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            if b"\n" in chunk:
                return True
    return False


def _quoted(lines: Iterator[tuple[int, str]], delimiter: str, cure: str) -> Iterator[Record]:
    taken: list[tuple[int, str]] = []

    def feed() -> Iterator[str]:
        for number, line in lines:
            taken.append((number, line))
            if len(taken) > MOST_LINES_IN_A_CELL:
                raise OpenQuoteError(taken[0][0], cure)
            # The csv module stops at a lone CR; some exports have one inside a cell.
            yield line.replace("\r", " ") + "\n"

    reader = csv.reader(feed(), delimiter=delimiter, skipinitialspace=False, strict=False)
    csv.field_size_limit(LONGEST_LINE * 2)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell of megabytes, over however many lines
            raise LongLineError(taken[0][0] if taken else reader.line_num, cure) from None
        if cells is None:
            return
        first, raw_text = taken[0][0], "\n".join(line for _, line in taken)
        if len(taken) > 1 and raw_text.count('"') % 2:
            raise OpenQuoteError(first, cure)
        taken.clear()
        if any(cell.strip() for cell in cells):
            yield Record(first, cells, raw_text)
