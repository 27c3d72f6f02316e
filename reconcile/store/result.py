"""What an import tells of each file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["FileResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult:
    """What became of one file: rows_read = rows_new + rows_known + rows_updated + rows_rejected.

    `kind` is '' where the file was not recognised. `note` says what a person should know of a file that
    was taken in, `fault` why one was not; either is a sentence or None. A file that is not `is_used` is kept as
    it is: nobody has looked at its rows yet.
    """

    file_name: str
    kind: str = ""
    rows_read: int = 0
    rows_new: int = 0
    rows_known: int = 0
    rows_updated: int = 0
    rows_rejected: int = 0
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    note: str | None = None
    fault: str | None = None
    is_used: bool = True
