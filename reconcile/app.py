"""The use-cases, and the only place where the rooms meet: the command line and the scheduler call this, nothing deeper.

Every function takes the workspace's folder, opens what it needs and closes it again: nothing holds a database
between two calls. The as-of date is a parameter; `now` (UTC) only stamps what was done.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import queries
from reconcile import __version__, story
from reconcile.config import Account, Config, load_config, mark_sample, write_new
from reconcile.decisions import (
    DISMISS,
    RESTORE,
    Dismissal,
    NoReasonError,
    NotDismissedError,
    UnknownClaimError,
    dismissals,
    standing,
    unknown_of,
)
from reconcile.engine import results
from reconcile.engine.catalogue import CLAIM_TYPES
from reconcile.engine.caveats import caveats
from reconcile.engine.changes import carry_over, compare
from reconcile.engine.run import AccountFacts, Decision, make_claims, reconcile, summarise
from reconcile.errors import ReconcileError
from reconcile.lacking import lacking
from reconcile.policy import Marketplace, Policy, load_policy
from reconcile.policy.filing import load_filing
from reconcile.policy.sourcing_cost import load_sourcing_cost
from reconcile.store.account import AccountStore
from reconcile.store.importing import import_paths
from reconcile.store.rebuild import rebuild as rebuild_database
from reconcile.store.result import FileResult
from reports.build import build_all
from reports.change_rows import read_changes
from reports.changes import told_changes
from reports.export import CLAIM_COLUMNS, claim_files, to_csv, to_json, write_xlsx
from reports.read import AccountPart, read_account
from reports.render import write_pages
from reports.views import Stamp as PageStamp

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "CLAIM_COLUMNS",
    "CLAIM_TYPE_NAMES",
    "Confirm",
    "FileResult",
    "Progress",
    "RunResult",
    "claims",
    "demo",
    "dismiss",
    "import_files",
    "init_workspace",
    "rebuild",
    "restore",
    "run",
    "status",
    "to_csv",
    "to_json",
    "why",
    "write_xlsx",
]

CLAIM_TYPE_NAMES: tuple[str, ...] = tuple(kind.name for kind in CLAIM_TYPES)
Progress = Callable[[str, float | None], None]
Confirm = Callable[[str], bool]


class NotEmptyError(ReconcileError):
    """A folder for a new workspace that holds something already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"'{folder}' is not empty; name a new folder for the demo.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run made: its day, the claims per status (rows, open units), and the page."""

    as_of: date
    report: Path
    #: account -> status -> (rows, open units)
    statuses: dict[str, dict[str, tuple[int, int]]]
    #: account -> rows of the payment_delay table
    delays: dict[str, list[tuple[str, str, int, int, int]]]
    #: account -> settle days that these propose: claim type, setting, days as set, days proposed, payments
    proposals: dict[str, list[tuple[str, str, int, int, int]]]
    #: account -> sentences on the data the claims rest on
    caveats: dict[str, list[str]]
    #: account -> the changes since the last run of an earlier day in a sentence; none where there was no such run
    changes: dict[str, str]


def init_workspace(folder: Path, account: str = "main", marketplace: str = "US") -> Config:
    """Make a workspace, or add an account to one that stands."""
    return write_new(folder, account=account, marketplace=marketplace)


def import_files(
    folder: Path,
    paths: Sequence[Path],
    *,
    account: str | None = None,
    yes: bool = False,
    confirm: Confirm | None = None,
    progress: Progress | None = None,
    stated_from: date | None = None,
    stated_through: date | None = None,
    now: datetime | None = None,
) -> list[FileResult]:
    """Take report files, folders and archives into an account; one result a file, faults told in it."""
    config = load_config(folder)
    owner = config.account(account)
    home = _home(load_policy(), owner)
    with AccountStore(folder, owner.name, command="import") as store:
        return import_paths(
            store,
            list(paths),
            imported_at=now or _clock(),
            home_time_zone=home.time_zone,
            home_marketplace=home.code,
            stated_from=stated_from,
            stated_through=stated_through,
            confirm=confirm or (lambda _question: yes),
            progress=progress or (lambda _name, _share: None),
        )


def run(
    folder: Path,
    as_of: date,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
    with_report: bool = True,
) -> RunResult:
    """Reconcile every account as of a day, keep the claims, write the page."""
    config = load_config(folder)
    parts: list[AccountPart] = []
    statuses: dict[str, dict[str, tuple[int, int]]] = {}
    delays: dict[str, list[tuple[str, str, int, int, int]]] = {}
    proposals: dict[str, list[tuple[str, str, int, int, int]]] = {}
    told: dict[str, list[str]] = {}
    policy = load_policy()
    at = now or _clock()
    report = folder / "report"
    with claim_files(report) if with_report else contextlib.nullcontext() as files:
        for owner in config.accounts.values():
            if progress:
                progress(owner.name, None)
            with AccountStore(folder, owner.name, command="run") as store:
                stamp = _reconcile(store, owner, policy, as_of)
                if with_report:
                    summarise(store.con, as_of)
                told[owner.name] = caveats(store.con, as_of)
                results.keep(store.con, stamp, at.replace(tzinfo=None))
                statuses[owner.name] = {
                    status: (rows, units)
                    for status, rows, units in store.con.execute(queries.text("claims/status_total")).fetchall()
                }
                if files:
                    files.add(_listed(store.con))
                    delays[owner.name] = store.con.execute(queries.text("claims/payment_delay_listed")).fetchall()
                    proposals[owner.name] = store.con.execute(queries.text("claims/settle_proposed")).fetchall()
                    parts.append(_page_part(store.con, owner, as_of))
        if files:  # before these take their place: one that is open in another program keeps no page from being written
            page_stamp = PageStamp(program=__version__, rules=policy.stamp, is_sample=config.is_sample)
            pages = build_all(parts, as_of=as_of, stamp=page_stamp)
            report = write_pages(pages, report)
    changes = {part.name: told_changes(part.changes) for part in parts if part.changes and part.changes.earlier}
    return RunResult(
        as_of=as_of,
        report=report,
        statuses=statuses,
        delays=delays,
        proposals=proposals,
        caveats=told,
        changes=changes,
    )


def claims(
    folder: Path,
    as_of: date | None = None,
    *,
    statuses: Sequence[str] = (),
    types: Sequence[str] = (),
    account: str | None = None,
    today: date | None = None,
) -> list[dict[str, Any]]:
    """The claims, columns as in contract section 7, money rounded to the currency's minor units.

    Without `as_of`: of the day of the last run, before the first run of `today`.
    """
    config = load_config(folder)
    owners = [config.account(account)] if account else list(config.accounts.values())
    found: list[dict[str, Any]] = []
    for owner in owners:
        with reconciled(folder, owner, as_of, today) as (store, _day):
            found += _listed(store.con, statuses, types)
    found.sort(key=lambda row: row["account"])
    return found


def dismiss(folder: Path, claim_ids: Sequence[str], reason: str, *, today: date, now: datetime | None = None) -> None:
    """Record a person's no, to all of the claims or to none; each stays away until more units of its event open up."""
    if not reason.strip():
        raise NoReasonError
    found: list[Dismissal] = []
    for owner in load_config(folder).accounts.values():
        if unknown := unknown_of(claim_ids, found):
            with reconciled(folder, owner, None, today, is_fresh=True) as (store, _day):
                found += dismissals(store.con, owner.name, unknown, reason, today)
    if unknown := unknown_of(claim_ids, found):
        raise UnknownClaimError(unknown[0])
    for account in dict.fromkeys(one.account for one in found):
        with AccountStore(folder, account, command="claims dismiss") as store:
            for one in found:
                if one.account == account:
                    store.history.append(account, DISMISS, one.claim_id, one.payload, _stamp_text(now))


def restore(folder: Path, claim_id: str, *, now: datetime | None = None) -> str:
    """Take back a dismissal; returns the account."""
    for owner in load_config(folder).accounts.values():
        with AccountStore(folder, owner.name, command="claims restore") as store:
            events = store.history.events(owner.name, DISMISS) + store.history.events(owner.name, RESTORE)
            standing_parts = {decision.part_claim_id for decision in standing(events)}
            for event in sorted(events, key=lambda one: -one.event_id):
                told = json.loads(event.payload_json)
                is_named = claim_id == told["claim_id"] or claim_id in told["parts"]
                if event.kind == DISMISS and is_named and standing_parts & set(told["parts"]):
                    payload = json.dumps({"claim_id": claim_id, "parts": told["parts"]})
                    store.history.append(owner.name, RESTORE, claim_id, payload, _stamp_text(now))
                    return owner.name
    raise NotDismissedError(claim_id)


def why(folder: Path, wanted: str, *, as_of: date | None = None, today: date) -> list[str]:
    """The story of the units that an id names, in lines a person can check; empty when nothing bears the id."""
    config = load_config(folder)
    lines: list[str] = []
    for owner in config.accounts.values():
        with reconciled(folder, owner, as_of, today, is_fresh=True) as (store, day):
            told = story.story(store.con, wanted, day)
            if told and len(config.accounts) > 1:
                lines.append(f"Account {owner.name}")
            lines += told
    return lines


def status(folder: Path) -> dict[str, Any]:
    """What was taken in, what was rejected, what the reports cover, and when the last run was, per account."""
    told: dict[str, Any] = {"program": __version__, "accounts": {}}
    for owner in load_config(folder).accounts.values():
        with AccountStore(folder, owner.name, command="status") as store:
            stamp = results.kept_stamp(store.con)
            store.con.execute(f"create or replace temp view coverage as\n{queries.text('stage/coverage')}")
            told["accounts"][owner.name] = {
                "marketplace": owner.marketplace,
                "last_run": None
                if stamp is None
                else {"as_of": stamp.as_of, "run_at": stamp.run_at, "program": stamp.program},
                "coverage": _dicts(store.con, "status/coverage"),
                **lacking(store.con),
                "downloads": _dicts(store.con, "status/downloads"),
                "rejected": _dicts(store.con, "status/rejected"),
            }
    return told


def rebuild(folder: Path, account: str | None = None, progress: Progress | None = None) -> dict[str, int]:
    """Make the databases anew from raw/ in recorded order; account -> downloads replayed."""
    config = load_config(folder)
    policy = load_policy()
    counts: dict[str, int] = {}
    for owner in [config.account(account)] if account else list(config.accounts.values()):
        home = _home(policy, owner)
        replayed = rebuild_database(
            folder,
            owner.name,
            home_time_zone=home.time_zone,
            home_marketplace=home.code,
            progress=progress or (lambda _name, _share: None),
            carry_over=carry_over,
        )
        counts[owner.name] = len(replayed)
    return counts


def demo(folder: Path, *, now: datetime | None = None, progress: Progress | None = None) -> RunResult:
    """A complete sample workspace in a new folder: a simulated shop, imported and reconciled."""
    from reconcile.simulator import demo as sample

    if folder.exists() and any(folder.iterdir()):
        raise NotEmptyError(folder)
    init_workspace(folder)
    mark_sample(folder)
    with tempfile.TemporaryDirectory() as temporary:
        downloads = Path(temporary)
        sample.write_demo(downloads)
        faults = [
            result.fault
            for result in import_files(
                folder, [downloads], stated_through=sample.DEMO_AS_OF, yes=True, now=now, progress=progress
            )
            if result.fault
        ]
    if faults:
        raise ReconcileError(f"The demo's own files could not be read: {faults[0]}")
    return run(folder, sample.DEMO_AS_OF, now=now, progress=progress)


@contextlib.contextmanager
def reconciled(
    folder: Path, owner: Account, as_of: date | None, today: date | None, *, is_fresh: bool = False
) -> Iterator[tuple[AccountStore, date]]:
    """The account's store with its claims on the connection: the kept ones if they still hold, else made now.

    `is_fresh` makes them now in any case, with all tables of the trace.
    """
    with AccountStore(folder, owner.name, command="claims") as store:
        policy = load_policy()
        kept = results.kept_stamp(store.con)
        day = as_of or (kept.as_of if kept else today)
        if day is None:
            raise ReconcileError("No run was made yet and no day is named; add --as-of DATE.")
        if not is_fresh and kept and _stamp(store, owner, policy, day).is_same(kept):
            results.use_kept(store.con)
        else:
            _reconcile(store, owner, policy, day)
            make_claims(store.con, day)
        yield store, day


def _reconcile(store: AccountStore, owner: Account, policy: Policy, as_of: date) -> results.Stamp:
    facts = account_facts(policy, owner)
    decisions = _decisions(store, owner)
    reconcile(store.con, facts=facts, policy=policy.tables(), as_of=as_of, decisions=decisions)
    return _stamp(store, owner, policy, as_of)


def _stamp(store: AccountStore, owner: Account, policy: Policy, as_of: date) -> results.Stamp:
    return results.stamp_of(
        store.con,
        as_of=as_of,
        program=__version__,
        policy=policy.stamp,
        facts=account_facts(policy, owner),
        decisions=_decisions(store, owner),
    )


def _decisions(store: AccountStore, owner: Account) -> list[Decision]:
    return standing(store.history.events(owner.name, DISMISS) + store.history.events(owner.name, RESTORE))


def account_facts(policy: Policy, owner: Account) -> AccountFacts:
    """What the engine must know of an account, from the configuration and the rules."""
    home = _home(policy, owner)
    settings = owner.settings
    return AccountFacts(
        account=owner.name,
        home_marketplace=home.code,
        home_region=home.region,
        home_currency=home.currency,
        early_cover_days=settings.early_cover_days,
        is_returnless=owner.returnless,
        settle_days={name: days for name, days in asdict(settings).items() if name.startswith("settle_days_")},
    )


def _home(policy: Policy, owner: Account) -> Marketplace:
    home = policy.marketplace(owner.marketplace)
    if home is None:
        raise ReconcileError(f"The rules know no marketplace '{owner.marketplace}' of account '{owner.name}'.")
    return home


def _page_part(con: DuckDBPyConnection, owner: Account, as_of: date) -> AccountPart:
    part = read_account(
        con,
        account=owner.name,
        marketplace=owner.marketplace,
        as_of=as_of,
        min_case_value=owner.settings.min_case_value,
        filing=load_filing(),
    )
    changes = read_changes(con, as_of, compare(con, as_of))
    return replace(part, changes=changes, upload_way=load_sourcing_cost())


def _dicts(con: DuckDBPyConnection, query: str, params: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    cursor = con.execute(queries.text(query), params or {})
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _listed(
    con: DuckDBPyConnection, statuses: Sequence[str] = (), types: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """The claims of one account, in the order of the contract."""
    cursor = con.execute(queries.text("claims/listed"), {"statuses": list(statuses), "types": list(types)})
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(10_000):
        yield from (_in_minor_units(dict(zip(names, row, strict=True))) for row in rows)


def _in_minor_units(row: dict[str, Any]) -> dict[str, Any]:
    digits = row.pop("minor_digits")
    unit = Decimal(1).scaleb(-digits)
    for column in ("unit_value", "amount", "cost_price"):
        if row[column] is not None:
            row[column] = row[column].quantize(unit)
    return row


def _clock() -> datetime:
    """The moment of an import, a run or a decision, in UTC: it stamps, it never decides a claim."""
    return datetime.now(UTC)  # noqa: TID251  stamps only


def _stamp_text(now: datetime | None) -> str:
    return (now or _clock()).isoformat(timespec="seconds")
