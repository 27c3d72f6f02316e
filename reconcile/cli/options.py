"""Options that several commands share, and the one reading of the clock a command makes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

Workspace = Annotated[Path, typer.Option("-w", "--workspace", help="The workspace folder.", metavar="DIR")]
AccountOption = Annotated[
    str | None, typer.Option("--account", help="The account, where there are several.", metavar="NAME")
]
WorkspaceBefore = Annotated[Path | None, typer.Option("-w", "--workspace", help="The workspace folder.", metavar="DIR")]
HERE = Path()


def today() -> date:
    """The clock is read here, once a command."""
    return datetime.now().astimezone().date()


def hand_down(context: typer.Context, workspace: Path | None) -> None:
    """Let a -w that stands before a command's name hold for the command, as the default of its own -w."""
    if workspace is not None:
        context.default_map = _defaults(context.command, str(workspace))


def _defaults(command: object, workspace: str) -> dict[str, Any]:
    below = getattr(command, "commands", {})
    return {"workspace": workspace} | {name: _defaults(one, workspace) for name, one in below.items()}
