"""One file on its way in: hashed and copied, recognised, loaded, recorded, in one transaction."""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

import queries
from connectors.catalogue import report_of_kind
from connectors.encoding import NotAReportError
from reconcile.store.account import AccountStore
from reconcile.store.ledger import (
    load_ledger_fast,
    load_ledger_straight,
    load_ledger_with_care,
    may_read_fast,
)
from reconcile.store.loading import Loaded, Loading, NeedsCareError, RejectBook
from reconcile.store.neighbours import Neighbours
from reconcile.store.orders import load_orders_fast, load_orders_with_care
from reconcile.store.raw import RawCopy
from reconcile.store.reimbursements import load_reimbursements_fast, load_reimbursements_with_care
from reconcile.store.reports import REPORT_TABLES, load_report_fast, load_report_with_care
from reconcile.store.result import FileResult
from reconcile.store.settlements import load_settlements_fast, load_settlements_with_care
from reconcile.store.sheets import SHEET_TABLES, load_sheet
from reconcile.store.sources import Source
from reconcile.store.text import ReportText, legacy_text, report_text

__all__ = ["ImportSettings", "Reader", "taken_in"]

KEPT_NOTE = "kept, not used by this version yet"
NO_DAY_NOTE = "has no rows, so it covers no day: state the days it was asked for with --from and --through"
# Marketplaces whose amounts have no minor units, where a report does not say its currency.
WHOLE_CURRENCY_HOMES = frozenset({"JP"})
# Below this size a file is walked before it is read: then nothing is read that must be read again.
WALKED_FIRST = 32 * 1024 * 1024

# The two readers of each kind; the ledger has a way of its own, the seller's sheets are read with care only.
FAST: dict[str, Callable[[Loading], Loaded]] = {
    "reimbursements": load_reimbursements_fast,
    "settlement": load_settlements_fast,
    "all_orders": load_orders_fast,
}
CAREFUL: dict[str, Callable[[Loading], Loaded]] = {
    "ledger_detail": load_ledger_with_care,
    "reimbursements": load_reimbursements_with_care,
    "settlement": load_settlements_with_care,
    "all_orders": load_orders_with_care,
}


class Reader(enum.StrEnum):
    """Which reader takes the files; tests force one to compare them."""

    BEST = "best"
    CAREFUL = "careful"


class RowsLostError(AssertionError):
    """Rows read are not the sum of new, known, updated and rejected ones: a fault of this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSettings:
    """What an import knows beside the files.

    `imported_at` is UTC without a zone. `stated_from` and `stated_through` are the days that a person
    says the files cover. `progress` gets a file's name and the share done, None where it is unknown,
    and may be called from another thread. `neighbours` are the other accounts, None in a replay.
    """

    imported_at: dt.datetime
    home_time_zone: ZoneInfo
    home_marketplace: str
    stated_from: dt.date | None = None
    stated_through: dt.date | None = None
    confirm: Callable[[str], bool] = lambda _: True
    progress: Callable[[str, float | None], None] = lambda _name, _share: None
    reader: Reader = Reader.BEST
    neighbours: Neighbours | None = None

    @property
    def is_replay(self) -> bool:
        """Whether a raw copy goes in again: nothing is asked, nothing recorded in the history."""
        return self.neighbours is None


def taken_in(store: AccountStore, source: Source, settings: ImportSettings, work: Path) -> FileResult:
    """What became of a file whose bytes stand at `source.path`; `work` is an empty folder.

    Raises:
        ReconcileError: it was not taken in, and nothing of it stays.
    """
    copy = RawCopy(
        source.path,
        store.folder,
        on_progress=lambda share: settings.progress(source.name, share),
        is_kept=not settings.is_replay,
    )
    copy.start()
    try:
        known = _known_bytes(store, source, settings, copy)
        if known is None:
            text = report_text(
                source.path,
                work,
                home_marketplace=settings.home_marketplace,
                facts_of_source=lambda: copy.finished().facts,
            )
            intake = _Intake(store=store, source=source, settings=settings, text=text, work=work, copy=copy)
            known = intake.result()
    finally:
        copy.drop()
    if not settings.is_replay:
        store.heal_history()
    return known


@dataclass(slots=True)
class _Intake:
    """A recognised file while it is loaded."""

    store: AccountStore
    source: Source
    settings: ImportSettings
    text: ReportText
    work: Path
    copy: RawCopy
    answers: dict[str, bool] = field(default_factory=dict)

    def result(self) -> FileResult:
        """Load and record the file; the transaction of a reader that gives up leaves nothing."""
        report = self.text.layout.report
        with RejectBook(self.work / "rejects.csv") as rejects:
            if not report.is_used:
                with _transaction(self.store.con):
                    return self._recorded(None, rejects)
            if self.settings.neighbours is not None and not report.is_own_sheet:
                self.settings.neighbours.read()
            if self.copy.byte_count <= WALKED_FIRST:
                self._mend_encoding()
            for load in self._ways():
                rejects.clear()
                try:
                    with _transaction(self.store.con):
                        loaded = load(self._loading(rejects))
                        self._need_soundness()
                        return self._recorded(loaded, rejects)
                except (NeedsCareError, duckdb.InvalidInputException):
                    self._mend_encoding()
            with _transaction(self.store.con):
                loaded = self._care()(self._loading(rejects))
                return self._recorded(loaded, rejects)

    def _ways(self) -> Iterator[Callable[[Loading], Loaded]]:
        """The fast ways that this file may go, the fastest first."""
        kind = self.text.layout.report.kind
        is_sheet = kind in SHEET_TABLES or self.text.layout.report.is_own_sheet
        if self.settings.reader is Reader.CAREFUL or is_sheet:
            return
        if self.copy.byte_count <= WALKED_FIRST and not self._is_sound():
            return
        if kind in FAST:
            yield FAST[kind]
            return
        if kind in REPORT_TABLES:
            yield load_report_fast
            return
        if self.store.con.execute(queries.text("store/ledger_is_empty")).fetchone() == (True,):
            yield load_ledger_straight
        if self._is_sound():
            yield load_ledger_fast

    def _care(self) -> Callable[[Loading], Loaded]:
        kind = self.text.layout.report.kind
        if kind in SHEET_TABLES:
            return load_sheet
        return CAREFUL.get(kind, load_report_with_care)

    def _is_sound(self) -> bool:
        """Whether the walk over the bytes found nothing that needs the careful reader."""
        return may_read_fast(self.text.facts(), self.text.layout)

    def _need_soundness(self) -> None:
        """Raise NeedsCareError where the walk, over by now, found what the fast reader cannot see."""
        if not self._is_sound():
            raise NeedsCareError

    def _mend_encoding(self) -> None:
        """Refuse NUL bytes, and decode anew what turned out not to be UTF-8."""
        facts = self.text.facts()
        if facts.has_nul:
            raise NotAReportError("a file with NUL bytes", f"it is damaged; {self.text.layout.report.cure}")
        if not facts.is_utf8:
            self.text = legacy_text(self.text, self.work, home_marketplace=self.settings.home_marketplace)

    def _loading(self, rejects: RejectBook) -> Loading:
        row = self.store.con.execute(queries.text("store/download_next")).fetchone() or (1,)
        return Loading(
            con=self.store.con,
            account=self.store.account,
            temporary=self.work,
            file_name=self.source.name,
            download_id=int(row[0]),
            text=self.text,
            home_zone=self.settings.home_time_zone,
            whole_currency=self.settings.home_marketplace.upper() in WHOLE_CURRENCY_HOMES,
            confirm=self._confirmed,
            taker_of_bytes=self._taker_of_bytes,
            is_replay=self.settings.is_replay,
            rejects=rejects,
        )

    def _confirmed(self, question: str) -> bool:
        """The answer to a question, asked once however many readers try the file."""
        if question not in self.answers:
            self.answers[question] = self.settings.confirm(question)
        return self.answers[question]

    def _taker_of_bytes(self) -> tuple[str, str] | None:
        """The other account that took in the same bytes and when, if one did."""
        neighbours = self.settings.neighbours
        return None if neighbours is None else neighbours.taker_of_bytes(self.copy.finished().sha256)

    def _recorded(self, loaded: Loaded | None, rejects: RejectBook) -> FileResult:
        """Name the raw copy, record the download and its rejected rows."""
        rejects.close()
        download_id = self._loading(rejects).download_id
        self.copy.keep()
        counts = {
            "rows_read": loaded.rows_read if loaded else 0,
            "rows_new": loaded.rows_new if loaded else 0,
            "rows_known": loaded.rows_known if loaded else 0,
            "rows_updated": loaded.rows_updated if loaded else 0,
            "rows_rejected": rejects.count if loaded else 0,
        }
        if counts["rows_read"] != sum(counts.values()) - counts["rows_read"]:
            raise RowsLostError(self.source.name)
        layout = self.text.layout
        first_day = loaded.first_day if loaded else None
        last_day = loaded.last_day if loaded else None
        self.store.con.execute(
            queries.text("store/download_insert"),
            {
                "download_id": download_id,
                "sha256": self.copy.sha256,
                "byte_count": self.copy.byte_count,
                "kind": layout.report.kind,
                "file_name": self.source.name,
                "imported_at": self.settings.imported_at,
                "encoding": self.text.encoding,
                "delimiter": layout.delimiter,
                "stated_from": self.settings.stated_from,
                "stated_through": self.settings.stated_through,
                "first_day": first_day,
                "last_day": last_day,
                "is_used": loaded is not None,
                **counts,
            },
        )
        if loaded and rejects.count:
            self.store.con.execute(
                queries.text("store/rejected_insert"),
                {"download": download_id, "path": str(rejects.path)},
            )
        return FileResult(
            file_name=self.source.name,
            kind=layout.report.kind,
            rows_read=counts["rows_read"],
            rows_new=counts["rows_new"],
            rows_known=counts["rows_known"],
            rows_updated=counts["rows_updated"],
            rows_rejected=counts["rows_rejected"],
            first_day=first_day,
            last_day=last_day,
            note=self._note(loaded),
            is_used=loaded is not None,
        )

    def _note(self, loaded: Loaded | None) -> str | None:
        """What a person should know of the file."""
        if loaded is None:
            return KEPT_NOTE
        if loaded.note is not None:
            return loaded.note
        is_stated = None not in (self.settings.stated_from, self.settings.stated_through)
        if loaded.rows_read or is_stated or self.text.layout.report.is_own_sheet:
            return None
        return NO_DAY_NOTE


@contextlib.contextmanager
def _transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _known_bytes(store: AccountStore, source: Source, settings: ImportSettings, copy: RawCopy) -> FileResult | None:
    """What to say of bytes that were taken in before; None for new ones.

    A large file is hashed while it is loaded, unless one of its size was taken in before.
    """
    if settings.is_replay:
        # Bytes that an earlier version kept unread were recorded once more when they were read.
        return None
    size = {"byte_count": copy.byte_count}
    is_size_known = store.con.execute(queries.text("store/download_of_size"), size).fetchone()
    if copy.byte_count > WALKED_FIRST and is_size_known == (False,):
        return None
    same = {"sha256": copy.finished().sha256}
    row = store.con.execute(queries.text("store/download_of_bytes"), same).fetchone()
    if row is None or (not row[6] and report_of_kind(row[1]).is_used):
        return None
    download_id, kind, rows_read, rows_rejected, first_day, last_day, is_used = row
    if settings.stated_from is not None or settings.stated_through is not None:
        stated = {"stated_from": settings.stated_from, "stated_through": settings.stated_through}
        if is_used and not rows_read:
            # All reports without rows are the same bytes, so other days are a further report.
            (download_id,) = store.con.execute(queries.text("store/download_of_span"), same | stated).fetchone() or (
                None,
            )
            if download_id is None:
                return None
        store.con.execute(queries.text("store/download_span"), stated | {"download_id": download_id})
    return FileResult(
        file_name=source.name,
        kind=kind,
        rows_read=rows_read,
        rows_known=rows_read - rows_rejected,
        rows_rejected=rows_rejected,
        first_day=first_day,
        last_day=last_day,
        note="the same file was taken in before" if is_used else KEPT_NOTE,
        is_used=is_used,
    )
