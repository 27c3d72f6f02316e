"""Makes a workspace, and adds accounts to one."""

import os
from importlib.resources import as_file, files
from pathlib import Path

from reconcile.config.faults import marketplace_code, name_faults
from reconcile.config.read import ConfigError, load_config
from reconcile.config.records import FILE_NAME, Config
from reconcile.errors import ReconcileError


class AccountExistsError(ReconcileError):
    """A new account of a name that is taken."""

    def __init__(self, path: Path, name: str) -> None:
        """Names the file that has the account."""
        super().__init__(f"{path} has an account '{name}' already: name another with --account, or edit the file.")


class WorkspaceNotWritableError(ReconcileError):
    """A workspace that cannot be made."""

    def __init__(self, workspace: Path, fault: OSError) -> None:
        """Gives the system's reason."""
        reason = fault.strerror or type(fault).__name__
        super().__init__(f"A workspace cannot be made in '{workspace}': {reason}. Choose another folder with -w.")


def write_new(workspace: Path, account: str = "main", marketplace: str = "US") -> Config:
    """Makes a workspace, or adds an account to one; what stands there already is left as it is.

    Raises:
        AccountExistsError: the workspace has an account of this name.
        ConfigError: the name or the marketplace will not do, or the present file has faults.
        WorkspaceNotWritableError: the system refuses.
    """
    path = workspace / FILE_NAME
    wanted = {"accounts": {account: {"marketplace": marketplace}}}
    faults = [told for _, told in name_faults(wanted)]
    if faults:
        raise ConfigError(path, faults)
    known = list(load_config(workspace).accounts) if path.exists() else []
    if account.lower() in (name.lower() for name in known):
        raise AccountExistsError(path, account)
    section = f'\n[accounts.{account}]\nmarketplace = "{marketplace_code(marketplace)}"\nreturnless = false\n'
    try:
        _make_folders(workspace)
        _append(path, section)
    except OSError as fault:
        raise WorkspaceNotWritableError(workspace, fault) from fault
    return load_config(workspace)


def mark_sample(workspace: Path) -> None:
    """Say in the settings of a workspace that its data is made up."""
    path = workspace / FILE_NAME
    text = path.read_text(encoding="utf-8")
    mark = "# Made-up data: the pages say so and count days from the day of the data.\nsample = true\n\n"
    path.write_text(mark + text, encoding="utf-8", newline="\n")


def _make_folders(workspace: Path) -> None:
    for folder in ("inbox", "documents/inbox", "templates"):
        (workspace / folder).mkdir(parents=True, exist_ok=True)
    with as_file(files("reconcile.config").joinpath("new_workspace")) as new:
        for template in sorted((new / "templates").glob("*.csv")):
            target = workspace / "templates" / template.name
            if not target.exists():
                target.write_bytes(template.read_bytes())


def _append(path: Path, section: str) -> None:
    """Adds a section to the file, or to a new one; a reader never sees half of it."""
    if path.exists():
        before = path.read_bytes().decode("utf-8")
    else:
        before = files("reconcile.config").joinpath("new_workspace", FILE_NAME).read_text(encoding="utf-8")
    if not before.endswith("\n"):
        before += "\n"
    if "\r\n" in before:
        section = section.replace("\n", "\r\n")
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    beside.write_bytes((before + section).encode("utf-8"))
    beside.replace(path)
