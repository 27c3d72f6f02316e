"""One row of a text file."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the physical line it begins on, its cells, and its text as it stands in the file."""

    line: int
    cells: list[str]
    raw_text: str
