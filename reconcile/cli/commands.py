"""The commands of fba-reconcile; each parses its options, calls one use-case and prints what it gives back."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reconcile import __version__
from reconcile.cli.backtest import backtest
from reconcile.cli.costs import costs_app
from reconcile.cli.options import HERE, AccountOption, Workspace, WorkspaceBefore, hand_down, today
from reconcile.cli.removals import removals_app
from reconcile.errors import ReconcileError

app = typer.Typer(
    name="fba-reconcile",
    help="Finds what Amazon lost or damaged and did not pay for, and says until when each claim can be filed.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
claims_app = typer.Typer(
    help="The claims: list them, or dismiss and restore one.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.add_typer(claims_app, name="claims")
app.add_typer(costs_app, name="costs")
app.add_typer(removals_app, name="removals")
app.command("backtest")(backtest)


class Format(StrEnum):
    """How `claims` writes."""

    table = "table"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


class StatusFormat(StrEnum):
    """How `status` writes."""

    text = "text"
    json = "json"


class NotADayError(ReconcileError):
    """A date option that is no ISO date."""

    def __init__(self, option: str, value: str) -> None:
        super().__init__(f"{option} '{value}' is not a date; write it as YYYY-MM-DD, e.g. 2026-11-20.")


class NotFoundError(ReconcileError):
    """An id that no row bears."""

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"No imported row names '{wanted}'. Check the spelling, try the FNSKU, SKU or reference id instead "
            "(an ASIN is known only where units of it are open), or import the report that has it."
        )


def _day(option: str, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotADayError(option, value) from None


def _text(written: str) -> str:
    """An argument as text: in a locale without UTF-8 the system hands its bytes over undecoded."""
    return written.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _span(from_: str | None, through: str | None) -> tuple[date | None, date | None]:
    first, last = _day("--from", from_), _day("--through", through)
    if first and last and last < first:
        raise ReconcileError(f"--through {last} is before --from {first}; exchange them.")
    return first, last


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fba-reconcile {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    workspace: WorkspaceBefore = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Finds what Amazon lost or damaged and did not pay for, and says until when each claim can be filed."""
    hand_down(context, workspace)


@app.command()
def init(
    workspace: Workspace = HERE,
    account: Annotated[str, typer.Option("--account", help="A name for the seller account.", metavar="NAME")] = "main",
    marketplace: Annotated[
        str, typer.Option("--marketplace", help="Its home marketplace: US, UK, DE, JP ...", metavar="CODE")
    ] = "US",
) -> None:
    """Make a workspace, or add an account to one.

    Example: fba-reconcile init --marketplace DE
    """
    from reconcile.app import init_workspace
    from reconcile.cli.console import say

    init_workspace(workspace, account, marketplace)
    say(f"Account '{account}' stands in {workspace / 'reconcile.toml'}.")
    say(f"Next: put your reports into {workspace / 'inbox'} and run: fba-reconcile import {workspace / 'inbox'}")


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Report files, folders, .zip or .gz.", metavar="PATH...")],
    workspace: Workspace = HERE,
    account: AccountOption = None,
    from_: Annotated[str | None, typer.Option("--from", help="First day the download covers.", metavar="DATE")] = None,
    through: Annotated[
        str | None, typer.Option("--through", help="Last day the download covers.", metavar="DATE")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take in what would be asked about.")] = False,
) -> None:
    """Take in report files; each is recognised by its content.

    Example: fba-reconcile import inbox --from 2026-09-01 --through 2026-11-20
    """
    from reconcile.app import import_files
    from reconcile.cli.console import ask, progress

    first, last = _span(from_, through)
    with progress() as show:
        results = import_files(
            workspace,
            paths,
            account=account,
            yes=yes,
            confirm=(lambda _question: True) if yes else ask,
            progress=show,
            stated_from=first,
            stated_through=last,
        )
    from reconcile.cli.listing import tell_files

    tell_files(results)


@app.command()
def run(
    workspace: Workspace = HERE,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The day to reconcile for; today if not named.", metavar="DATE"),
    ] = None,
) -> None:
    """Reconcile, update the claims, write the HTML report.

    Example: fba-reconcile run --as-of 2026-11-20
    """
    from reconcile import app as use_cases
    from reconcile.cli.console import progress, say

    with progress() as show:
        result = use_cases.run(workspace, _day("--as-of", as_of) or today(), progress=show)
    from reconcile.cli.listing import tell_run

    tell_run(result)
    say(f"Report: {result.report.resolve()}")


@claims_app.callback()
def claims(
    context: typer.Context,
    workspace: Workspace = HERE,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day; the last run's if not named.", metavar="DATE")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.table,
    status: Annotated[
        list[str] | None, typer.Option("--status", help="Only this status; may be repeated.", metavar="S")
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", help="Only this claim type; may be repeated.", metavar="T")
    ] = None,
    account: AccountOption = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write into this file (xlsx: claims.xlsx if not named).", metavar="FILE"),
    ] = None,
) -> None:
    """List the claims.

    Example: fba-reconcile claims --status claimable --format csv
    """
    if context.invoked_subcommand is not None:
        hand_down(context, workspace)
        return
    from reconcile import app as use_cases
    from reconcile.cli.listing import write_claims

    known = _known_words(status or [], type_ or [])
    found = use_cases.claims(
        workspace,
        _day("--as-of", as_of),
        statuses=known[0],
        types=known[1],
        account=account,
        today=today(),
    )
    write_claims(found, format_.value, output)


def _known_words(statuses: list[str], types: list[str]) -> tuple[list[str], list[str]]:
    from reconcile.app import CLAIM_TYPE_NAMES
    from reconcile.model import STATUSES

    for option, given, known in (
        ("--status", statuses, list(STATUSES)),
        ("--type", types, list(CLAIM_TYPE_NAMES)),
    ):
        for word in given:
            if word not in known:
                raise ReconcileError(f"{option} '{word}' is not known; choose from: {', '.join(known)}.")
    return statuses, types


@claims_app.command()
def dismiss(
    claim_ids: Annotated[list[str], typer.Argument(metavar="CLAIM_ID...", help="As `claims` lists them.")],
    reason: Annotated[str, typer.Option("--reason", help="Why not.", metavar="TEXT")],
    workspace: Workspace = HERE,
) -> None:
    """Say no to claims; each stays away until more units of its loss event open up."""
    from reconcile import app as use_cases
    from reconcile.cli.console import say

    use_cases.dismiss(workspace, [_text(claim_id) for claim_id in claim_ids], _text(reason), today=today())
    for claim_id in dict.fromkeys(claim_ids):
        say(f"{claim_id} is dismissed; take it back with: fba-reconcile claims restore {claim_id}")


@claims_app.command()
def restore(
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="As `claims` lists it.")],
    workspace: Workspace = HERE,
) -> None:
    """Take back a dismissal."""
    from reconcile import app as use_cases
    from reconcile.cli.console import say

    use_cases.restore(workspace, _text(claim_id))
    say(f"{claim_id} is back.")


@app.command()
def why(
    wanted: Annotated[
        str,
        typer.Argument(help="A claim, ledger reference, FNSKU, SKU, order, reimbursement or case.", metavar="ID"),
    ],
    workspace: Workspace = HERE,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day; the last run's if not named.", metavar="DATE")
    ] = None,
) -> None:
    """Tell the story of the units that an id names: which rows were used, and why it is claimed or not.

    Example: fba-reconcile why 20078151785114
    """
    from reconcile import app as use_cases
    from reconcile.cli.console import say

    lines = use_cases.why(workspace, _text(wanted), as_of=_day("--as-of", as_of), today=today())
    if not lines:
        raise NotFoundError(wanted)
    for line in lines:
        say(line)


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Argument(help="A new folder (fba-demo).", metavar="DIR")] = None,
    workspace: WorkspaceBefore = None,
) -> None:
    """Make a complete sample workspace, reconciled, with its HTML report."""
    from reconcile import app as use_cases
    from reconcile.cli.console import progress, say

    folder = folder or workspace or Path("fba-demo")
    if folder.exists() and not folder.is_dir():
        raise ReconcileError(f"'{folder}' is no folder; name a new folder for the demo.")
    with progress() as show:
        result = use_cases.demo(folder, progress=show)
    from reconcile.cli.listing import tell_run

    tell_run(result)
    say(f"Report: {result.report.resolve()}")
    say(f"Next: open it in a browser, or: fba-reconcile claims -w {folder} --status claimable")


@app.command()
def rebuild(workspace: Workspace = HERE, account: AccountOption = None) -> None:
    """Make the database anew from the raw copies."""
    from reconcile import app as use_cases
    from reconcile.cli.console import progress, say

    with progress() as show:
        counts = use_cases.rebuild(workspace, account, progress=show)
    for name, count in counts.items():
        say(f"{name}: {count} downloads replayed; now: fba-reconcile run")


@app.command()
def status(
    workspace: Workspace = HERE,
    format_: Annotated[StatusFormat, typer.Option("--format", help="How to write it.")] = StatusFormat.text,
) -> None:
    """What was taken in, what was rejected and why, what the reports cover."""
    from reconcile import app as use_cases
    from reconcile.cli.console import say
    from reconcile.cli.listing import status_lines

    told = use_cases.status(workspace)
    if format_ is StatusFormat.json:
        say(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    for line in status_lines(told):
        say(line)
