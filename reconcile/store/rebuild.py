"""The database of an account made anew from the raw copies, in the order in which they came in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import queries
from reconcile.errors import ReconcileError
from reconcile.store.account import DATABASE_NAME, AccountStore, account_folder
from reconcile.store.history import DOWNLOAD, DOWNLOAD_SPAN, History
from reconcile.store.importing import FileResult, ImportSettings, import_source
from reconcile.store.lock import WorkspaceLock
from reconcile.store.raw import unpack_raw
from reconcile.store.sources import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["RebuildError", "rebuild"]

NEW_NAME = "rebuild.duckdb"
# Versions whose history does not say whether a file was read, read these kinds and kept all others.
READ_FROM_THE_FIRST = frozenset({"ledger_detail", "reimbursements", "costs", "fx_rates"})


class RebuildError(ReconcileError):
    """A raw copy that went in once and does not any more."""

    def __init__(self, file_name: str, fault: str) -> None:
        super().__init__(f"the account was not rebuilt and is as it was: the raw copy of '{file_name}' failed: {fault}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorded:
    sha256: str
    kind: str
    is_used: bool
    file_name: str
    imported_at: dt.datetime
    stated_from: dt.date | None
    stated_through: dt.date | None


def rebuild(
    workspace: Path,
    account: str,
    *,
    home_time_zone: ZoneInfo | str,
    home_marketplace: str,
    progress: Callable[[str, float | None], None] = lambda _name, _share: None,
    carry_over: Callable[[DuckDBPyConnection, Path], None] = lambda _con, _old: None,
    command: str = "rebuild",
) -> list[FileResult]:
    """Replay raw/ in recorded order into a new database, then put it in the place of the old one.

    `carry_over` is called with the new database's connection and the old one's path, if there is one, for what raw/
    cannot tell.

    Raises:
        ReconcileError: a raw copy is missing or fails; the account is left as it was.
    """
    zone = home_time_zone if isinstance(home_time_zone, ZoneInfo) else ZoneInfo(home_time_zone)
    folder = account_folder(workspace, account)
    with WorkspaceLock(workspace, command):
        if (folder / DATABASE_NAME).exists():
            _heal(workspace, account, command)
        _remove(folder / NEW_NAME)
        with AccountStore(workspace, account, command=command, database_name=NEW_NAME) as store:
            results = [
                _replayed(store, recorded, zone, home_marketplace, progress)
                for recorded in _recorded_downloads(store.history, account)
            ]
            if (folder / DATABASE_NAME).exists():
                carry_over(store.con, folder / DATABASE_NAME)
        # The old database stands until the new one takes its name; its log is empty since it was healed and closed.
        _log_of(folder / DATABASE_NAME).unlink(missing_ok=True)
        (folder / NEW_NAME).replace(folder / DATABASE_NAME)
    return results


def _heal(workspace: Path, account: str, command: str) -> None:
    """Let the history catch up with the old database; a database beyond reading has nothing to say."""
    try:
        with AccountStore(workspace, account, command=command):
            pass
    except ReconcileError:
        return


def _remove(database: Path) -> None:
    database.unlink(missing_ok=True)
    _log_of(database).unlink(missing_ok=True)


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")


def _recorded_downloads(history: History, account: str) -> list[_Recorded]:
    spans: dict[str, tuple[str | None, str | None]] = {}
    for event in history.events(account, DOWNLOAD_SPAN):
        told = json.loads(event.payload_json)
        spans[event.subject_id] = (told["stated_from"], told["stated_through"])
    downloads = []
    for event in history.events(account, DOWNLOAD):
        told = json.loads(event.payload_json)
        first, last = spans.get(event.subject_id, (told["stated_from"], told["stated_through"]))
        downloads.append(
            _Recorded(
                sha256=told["sha256"],
                kind=told["kind"],
                is_used=told.get("is_used", told["kind"] in READ_FROM_THE_FIRST),
                file_name=told["file_name"],
                imported_at=dt.datetime.fromisoformat(told["imported_at"]),
                stated_from=dt.date.fromisoformat(first) if first else None,
                stated_through=dt.date.fromisoformat(last) if last else None,
            )
        )
    return downloads


def _replayed(
    store: AccountStore,
    recorded: _Recorded,
    zone: ZoneInfo,
    home_marketplace: str,
    progress: Callable[[str, float | None], None],
) -> FileResult:
    plain = store.temporary / "replayed"
    unpack_raw(store.folder, recorded.sha256, plain)
    settings = ImportSettings(
        imported_at=recorded.imported_at,
        home_time_zone=zone,
        home_marketplace=home_marketplace,
        stated_from=recorded.stated_from,
        stated_through=recorded.stated_through,
        progress=progress,
    )
    download_id = _next_download(store)
    result = import_source(store, Source(name=recorded.file_name, path=plain), settings)
    if result.fault is not None and recorded.is_used:
        raise RebuildError(recorded.file_name, result.fault)
    if _next_download(store) == download_id:
        # Known bytes, or a file that was only kept and turns out to be unreadable: the downloads after it keep their
        # numbers, by which the history knows them.
        store.con.execute(queries.text("store/download_insert"), _placeholder(recorded, download_id, plain))
    plain.unlink()
    return result if result.fault is None else replace(result, fault=None, note=result.fault, is_used=False)


def _next_download(store: AccountStore) -> int:
    row = store.con.execute(queries.text("store/download_next")).fetchone() or (1,)
    return int(row[0])


def _placeholder(recorded: _Recorded, download_id: int, plain: Path) -> dict[str, object]:
    """A download of which nothing is stored."""
    counts = dict.fromkeys(("rows_read", "rows_new", "rows_known", "rows_updated", "rows_rejected"), 0)
    return counts | {
        "download_id": download_id,
        "sha256": recorded.sha256,
        "byte_count": plain.stat().st_size,
        "kind": recorded.kind,
        "file_name": recorded.file_name,
        "imported_at": recorded.imported_at,
        "encoding": "",
        "delimiter": "",
        "stated_from": recorded.stated_from,
        "stated_through": recorded.stated_through,
        "first_day": None,
        "last_day": None,
        "is_used": False,
    }
