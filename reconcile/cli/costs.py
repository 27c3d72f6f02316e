"""The commands on the cost book."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reconcile.cli.options import HERE, AccountOption, Workspace, WorkspaceBefore, hand_down, today

costs_app = typer.Typer(
    help="The cost book: list it, import a sheet, see what is missing and where Amazon pays below it.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


class CostFormat(StrEnum):
    """How `costs` lists are written."""

    table = "table"
    csv = "csv"
    json = "json"


@costs_app.callback()
def costs(context: typer.Context, workspace: WorkspaceBefore = None) -> None:
    """The cost book: list it, import a sheet, see what is missing and where Amazon pays below it."""
    hand_down(context, workspace)


@costs_app.command("list")
def costs_list(workspace: Workspace = HERE, account: AccountOption = None) -> None:
    """The cost book, by SKU and day."""
    from reconcile import costs as use_cases
    from reconcile.cli.listing import COST_COLUMNS, write_table

    write_table(
        use_cases.listed(workspace, account),
        COST_COLUMNS,
        "No costs yet: fill templates/costs.csv and import it.",
    )


@costs_app.command("import")
def costs_import(
    paths: Annotated[list[Path], typer.Argument(help="Cost sheets, CSV or XLSX.", metavar="PATH...")],
    workspace: Workspace = HERE,
    account: AccountOption = None,
) -> None:
    """Take in cost sheets: sku, unit_cost, currency, effective_from, [approved_on], [supplier, invoice]."""
    from reconcile.app import import_files
    from reconcile.cli.console import progress

    with progress() as show:
        results = import_files(workspace, paths, account=account, progress=show)
    from reconcile.cli.listing import tell_files

    tell_files(results)


@costs_app.command("missing")
def costs_missing(workspace: Workspace = HERE, account: AccountOption = None) -> None:
    """SKUs whose open units or recent payments cannot be valued, most units first."""
    from reconcile import costs as use_cases
    from reconcile.cli.listing import MISSING_COLUMNS, write_table

    write_table(
        use_cases.missing(workspace, account, today=today()),
        MISSING_COLUMNS,
        "No cost is missing for what is open.",
    )


@costs_app.command("gaps")
def costs_gaps(
    workspace: Workspace = HERE,
    account: AccountOption = None,
    format_: Annotated[CostFormat, typer.Option("--format", help="How to write them.")] = CostFormat.table,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write into this file.", metavar="FILE")] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            help="Write your costs into the columns of Amazon's bulk template: a new .xlsx, .csv or .txt.",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """SKUs that Amazon's own payments value below your cost, most units on hand first.

    Example: fba-reconcile costs gaps --template new-costs.xlsx
    """
    from reconcile import costs as use_cases
    from reconcile.cli.gaps import tell_template, write_gaps

    found = use_cases.gaps(workspace, account, today=today())
    if template is None or output is not None or format_ is not CostFormat.table:
        write_gaps(found, format_.value, output)
    if template is not None:
        tell_template(template, use_cases.write_gap_template(found, template) if found.rows else 0, found)
