"""What cannot be derived from raw/: the order of downloads, and what a person decided.

An append-only SQLite file of events; the database itself refuses to change or delete one. Nothing here
is rewritten by an import, so it can be backed up and merged by copying rows.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import queries

__all__ = ["DOWNLOAD", "DOWNLOAD_SPAN", "Event", "History"]

DOWNLOAD = "download"
DOWNLOAD_SPAN = "download_span"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: its number, what kind, to whom, the particulars as JSON, when."""

    event_id: int
    account: str
    kind: str
    subject_id: str
    payload_json: str
    at: str


class History:
    """The history file of a workspace, made when it is not there."""

    def __init__(self, workspace: Path) -> None:
        self._connection = sqlite3.connect(workspace / "history.sqlite", isolation_level=None)
        self._connection.execute(queries.text("store/history_sync"))
        self._connection.executescript(queries.text("store/history_schema"))

    def append(self, account: str, kind: str, subject_id: str, payload_json: str, at: str) -> None:
        """Add one event; it is on disk when this returns."""
        self._connection.execute(queries.text("store/history_append"), (account, kind, subject_id, payload_json, at))

    def events(self, account: str, kind: str) -> list[Event]:
        """The events of one kind of an account, in the order in which they were added."""
        rows = self._connection.execute(queries.text("store/history_events"), (account, kind))
        return [
            Event(
                event_id=event_id,
                account=account,
                kind=kind,
                subject_id=subject_id,
                payload_json=payload_json,
                at=at,
            )
            for event_id, subject_id, payload_json, at in rows.fetchall()
        ]

    def other_account_of(self, sha256: str, account: str) -> tuple[str, str] | None:
        """The first account but this one that a download of these bytes is recorded for, and the instant."""
        row = self._connection.execute(queries.text("store/history_same_bytes"), (account, sha256)).fetchone()
        return None if row is None else (str(row[0]), str(row[1]))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """The history itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the file."""
        self.close()
