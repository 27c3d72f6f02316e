"""The database of one account: opened by one process, healed after a kill, closed between jobs."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

import queries
from reconcile.errors import ReconcileError
from reconcile.store.history import DOWNLOAD, DOWNLOAD_SPAN, History
from reconcile.store.lock import WorkspaceLock

__all__ = ["DATABASE_NAME", "MEMORY_LIMIT", "AccountStore", "LostDatabaseError", "account_folder"]

DATABASE_NAME = "account.duckdb"
# What DuckDB may take; with Python, the reader's buffers and the raw copy the process stays under 2 GiB.
MEMORY_LIMIT = "1300MB"


class LostDatabaseError(ReconcileError):
    """The history knows downloads of an account whose database is gone."""

    def __init__(self, path: Path, count: int) -> None:
        super().__init__(
            f"'{path}' is gone although {count} downloads are recorded;"
            " run 'fba-reconcile rebuild' to make it anew from the raw copies"
        )


class UnreadableDatabaseError(ReconcileError):
    """The database file cannot be opened."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"'{path}' cannot be opened ({why}); if no other program has it open,"
            " run 'fba-reconcile rebuild' to make it anew from the raw copies"
        )


def account_folder(workspace: Path, account: str) -> Path:
    """Where everything of an account stands in a workspace."""
    return workspace / "accounts" / account


class AccountStore:
    """The open database of an account, with its history; use it as a context manager.

    `con` is the DuckDB connection, `history` the workspace's history, `folder` the account's folder,
    `temporary` a folder that is emptied when the store is opened and closed.
    """

    def __init__(
        self,
        workspace: Path,
        account: str,
        *,
        command: str = "fba-reconcile",
        memory_limit: str = MEMORY_LIMIT,
        threads: int | None = None,
        database_name: str = DATABASE_NAME,
    ) -> None:
        self.workspace = workspace
        self.account = account
        self.folder = account_folder(workspace, account)
        self.temporary = self.folder / "tmp"
        self.path = self.folder / database_name
        self._is_replay = database_name != DATABASE_NAME
        self._command = command
        self._memory_limit = memory_limit
        self._threads = threads
        self._stack = contextlib.ExitStack()
        self._recorded: dict[int, tuple[str | None, str | None]] | None = None
        self.con: duckdb.DuckDBPyConnection
        self.history: History

    def __enter__(self) -> Self:
        """Lock the workspace, open the database, make its tables, heal the history.

        Raises:
            WorkspaceBusyError: another process writes the workspace.
            LostDatabaseError: the database is gone, the history is not.
        """
        with contextlib.ExitStack() as stack:
            stack.enter_context(WorkspaceLock(self.workspace, self._command))
            self.folder.mkdir(parents=True, exist_ok=True)
            self._empty_temporary()
            stack.callback(shutil.rmtree, self.temporary, ignore_errors=True)
            self.history = stack.enter_context(History(self.workspace))
            if not self._is_replay and not self.path.exists():
                recorded = len(self.history.events(self.account, DOWNLOAD))
                if recorded:
                    raise LostDatabaseError(self.path, recorded)
            self.con = self._connect()
            stack.callback(self._close)
            self._make_tables()
            if not self._is_replay:
                self.heal_history()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database and give the lock back."""
        self._stack.close()

    def _close(self) -> None:
        self.con.close()

    def _empty_temporary(self) -> None:
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir(parents=True, exist_ok=True)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self._memory_limit,
            "temp_directory": str(self.temporary / "spill"),
            "python_enable_replacements": False,
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            # DuckDB 2.0 loses a column with it where a left join's condition names a constant of its left side and
            # the right side is known to be empty; without it the engine takes the same processor time.
            "disabled_optimizers": "projection_placement",
        }
        if self._threads is not None:
            config["threads"] = self._threads
        try:
            return duckdb.connect(str(self.path), config=config)
        except duckdb.Error as error:
            raise UnreadableDatabaseError(self.path, type(error).__name__) from error

    def _make_tables(self) -> None:
        """Make the tables that are not there yet.

        Raises:
            UnreadableDatabaseError: those that are there are of another version of this program.
        """
        try:
            for name in queries.names():
                if name.startswith("schema/"):
                    self.con.execute(queries.text(name))
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise UnreadableDatabaseError(self.path, "its tables are of another version of fba-reconcile") from error

    def heal_history(self) -> None:
        """Append to the history what the database has and it lacks: a kill may come between.

        The commit in the database is the truth of an import; the history follows it.
        """
        recorded = self._recorded_spans()
        for row in self.con.execute(queries.text("store/download_list")).fetchall():
            download_id, sha256, report_kind, file_name, imported_at, is_used, *stated = row
            first, last = (None if day is None else day.isoformat() for day in stated)
            if recorded.get(download_id, ()) == (first, last):
                continue
            is_new = download_id not in recorded
            payload = {
                "sha256": sha256,
                "kind": report_kind,
                "file_name": file_name,
                "imported_at": imported_at.isoformat(),
                "is_used": is_used,
                "stated_from": first,
                "stated_through": last,
            }
            self.history.append(
                self.account,
                DOWNLOAD if is_new else DOWNLOAD_SPAN,
                str(download_id),
                json.dumps(payload),
                imported_at.isoformat(),
            )
            recorded[download_id] = (first, last)

    def _recorded_spans(self) -> dict[int, tuple[str | None, str | None]]:
        """By download: the days stated for it, as the history has them."""
        if self._recorded is None:
            self._recorded = {}
            for kind in (DOWNLOAD, DOWNLOAD_SPAN):
                for event in self.history.events(self.account, kind):
                    told = json.loads(event.payload_json)
                    spans = (told["stated_from"], told["stated_through"])
                    self._recorded[int(event.subject_id)] = spans
        return self._recorded
