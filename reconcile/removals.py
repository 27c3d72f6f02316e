"""What is done with removals besides a run: the form in which a warehouse says what came of each box."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reconcile.app import reconciled
from reconcile.config import load_config
from reconcile.errors import ReconcileError
from reports.receipts_form import expected_boxes, write_form


class WhichAccountError(ReconcileError):
    """A form is of one account, for it is imported into one."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"There are several accounts ({', '.join(names)}); name one with --account.")


class NoFolderError(ReconcileError):
    """The folder that the form shall be written to is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder '{folder}'; make it, or name another file.")


def receipts_form(folder: Path, target: Path, *, account: str | None = None, today: date) -> int:
    """Write the boxes that nobody has answered for as XLSX; how many rows it has.

    Args:
        folder: the workspace.
        target: the file to write; it is replaced.
        account: which account, where there are several.
        today: the day of the clock, where no run was made yet.

    Raises:
        ReconcileError: there are several accounts and none is named, or the folder of the file is not there.
    """
    config = load_config(folder)
    if account is None and len(config.accounts) > 1:
        raise WhichAccountError(list(config.accounts))
    owner = config.account(account) if account else next(iter(config.accounts.values()))
    if not target.parent.is_dir():
        raise NoFolderError(target.parent)
    with reconciled(folder, owner, None, today, is_fresh=True) as (store, _day):
        boxes = expected_boxes(store.con)
    write_form(boxes, target)
    return len(boxes)
