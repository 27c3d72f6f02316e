"""The commands on removals."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

removals_app = typer.Typer(
    help="Removals: the form in which your warehouse says what came of each box.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
FORM_NAME = "removal-receipts.xlsx"


@removals_app.callback()
def removals(
    context: typer.Context,
    workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="The workspace folder.", metavar="DIR")
    ] = None,
) -> None:
    """Removals: the form in which your warehouse says what came of each box."""
    if workspace is not None:  # a -w that stands before the command's name holds for the command
        context.default_map = {"receipts-form": {"workspace": str(workspace)}}


@removals_app.command("receipts-form")
def receipts_form(
    target: Annotated[Path, typer.Argument(help="The file to write.", metavar="[OUT.xlsx]")] = Path(FORM_NAME),
    workspace: Annotated[Path, typer.Option("-w", "--workspace", help="The workspace folder.", metavar="DIR")] = Path(),
    account: Annotated[
        str | None, typer.Option("--account", help="The account, where there are several.", metavar="NAME")
    ] = None,
) -> None:
    """Write an XLSX with every box that nobody has answered for; filled in, it is imported."""
    from reconcile import removals as use_cases
    from reconcile.cli.console import say

    today = datetime.now().astimezone().date()
    count = use_cases.receipts_form(workspace, target, account=account, today=today)
    say(
        f"{target}: {count} rows to fill in, one for each product of a box."
        if count
        else f"{target}: nothing to fill in."
    )
