"""Taking files in: each recognised, loaded and recorded on its own, in one transaction.

A fault in one file is told and leaves the others done; nothing of a faulty file stays.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from reconcile.errors import ReconcileError
from reconcile.store.account import AccountStore
from reconcile.store.intake import ImportSettings, Reader, taken_in
from reconcile.store.neighbours import Neighbours
from reconcile.store.result import FileResult
from reconcile.store.sources import Source, sources

__all__ = ["FileResult", "ImportSettings", "Reader", "import_paths", "import_source"]

log = logging.getLogger(__name__)


class NoRoomError(ReconcileError):
    """The disk is full or cannot be written."""

    def __init__(self, why: str) -> None:
        super().__init__(f"could not be stored ({why}): free some space and import it again")


def import_paths(
    store: AccountStore,
    paths: list[Path],
    *,
    imported_at: dt.datetime,
    home_time_zone: ZoneInfo | str,
    home_marketplace: str,
    stated_from: dt.date | None = None,
    stated_through: dt.date | None = None,
    confirm: Callable[[str], bool] = lambda _: True,
    progress: Callable[[str, float | None], None] = lambda _name, _share: None,
    reader: Reader = Reader.BEST,
) -> list[FileResult]:
    """What became of each file under some paths."""
    zone = home_time_zone if isinstance(home_time_zone, ZoneInfo) else ZoneInfo(home_time_zone)
    settings = ImportSettings(
        imported_at=imported_at.astimezone(dt.UTC).replace(tzinfo=None) if imported_at.tzinfo else imported_at,
        home_time_zone=zone,
        home_marketplace=home_marketplace,
        stated_from=stated_from,
        stated_through=stated_through,
        confirm=confirm,
        progress=progress,
        reader=reader,
        neighbours=Neighbours(store),
    )
    members = store.temporary / "members"
    members.mkdir(exist_ok=True)
    return [import_source(store, source, settings) for source in sources(paths, members)]


def import_source(store: AccountStore, source: Source, settings: ImportSettings) -> FileResult:
    """What became of one file."""
    settings.progress(source.name, None)
    result = _guarded(store, source, settings)
    settings.progress(source.name, 1.0)
    log.info(
        "import kind=%s read=%d new=%d known=%d updated=%d rejected=%d faulty=%s",
        result.kind,
        result.rows_read,
        result.rows_new,
        result.rows_known,
        result.rows_updated,
        result.rows_rejected,
        result.fault is not None,
    )
    return result


def _guarded(store: AccountStore, source: Source, settings: ImportSettings) -> FileResult:
    if source.fault is not None:
        return _faulty(source, source.fault)
    work = store.temporary / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        return taken_in(store, source, settings, work)
    except ReconcileError as fault:
        return _faulty(source, str(fault))
    except OSError as fault:
        return _faulty(source, str(NoRoomError(fault.strerror or type(fault).__name__)))
    except (duckdb.OutOfMemoryException, duckdb.IOException) as fault:
        return _faulty(source, str(NoRoomError(type(fault).__name__)))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _faulty(source: Source, fault: str) -> FileResult:
    return FileResult(file_name=source.name, fault=f"'{source.name}' {fault}")
