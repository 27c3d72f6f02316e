"""Reads `reconcile.toml`."""

import tomllib
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reconcile.config.faults import ConfigFile, marketplace_code, name_faults, place, setting_faults
from reconcile.config.records import FILE_NAME, Account, Config, Settings
from reconcile.errors import ReconcileError


class NoWorkspaceError(ReconcileError):
    """A folder without settings."""

    def __init__(self, workspace: Path) -> None:
        """Names the folder and the command that makes it a workspace."""
        super().__init__(
            f"'{workspace}' is no workspace, it has no {FILE_NAME}: "
            "go to the right folder, name it with -w, or make one with 'fba-reconcile init'."
        )


class ConfigError(ReconcileError):
    """Settings that cannot be used."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        """Tells every fault with its place and its cure."""
        super().__init__(f"{path}: {'; '.join(faults)}.")


def load_config(workspace: Path) -> Config:
    """The settings of the workspace.

    Raises:
        NoWorkspaceError: the folder has no `reconcile.toml`.
        ConfigError: the file cannot be used; every fault of it is told.
    """
    path = workspace / FILE_NAME
    text = _text(path)
    entries, faults = _entries(path, text)
    if faults:
        raise ConfigError(path, faults)
    loaded = ConfigFile.model_validate(entries)
    general = loaded.settings.model_dump(exclude_none=True)
    own = {field.name for field in fields(Settings)}
    return Config(
        workspace=workspace,
        accounts={
            name: Account(
                name=name,
                marketplace=marketplace_code(entry.marketplace) or entry.marketplace,
                returnless=entry.returnless,
                settings=Settings(**general | entry.model_dump(include=own, exclude_none=True)),
            )
            for name, entry in loaded.accounts.items()
        },
        is_sample=loaded.sample,
    )


def _text(path: Path) -> str:
    try:
        # Editors on Windows put a byte order mark in front.
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise NoWorkspaceError(path.parent) from missing
    except OSError as fault:
        raise ConfigError(path, [f"cannot be read ({fault.strerror})"]) from fault
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise ConfigError(path, [f"line {line}: this is not UTF-8 text; save the file as UTF-8"]) from fault


def _entries(path: Path, text: str) -> tuple[dict[str, Any], list[str]]:
    """What stands in the file, and what is wrong with it."""
    try:
        entries = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(path, [f"this is not TOML: {fault}; mend that place"]) from fault
    found = list(name_faults(entries))
    try:
        ConfigFile.model_validate(entries)
    except ValidationError as invalid:
        found = [*setting_faults(invalid), *found]
    return entries, [f"{place(text, loc)}: {told}" for loc, told in found]
