"""What may stand in `reconcile.toml`, and what is wrong with it in words a person can act on."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from reconcile.policy import load_policy

# Names that Windows keeps for itself, in any case; an account's name becomes a folder.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_ACCOUNT_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_Days = Annotated[int, Field(ge=0, le=3650)]
_Amount = Annotated[Decimal, Field(strict=False, ge=0, allow_inf_nan=False)]

Place = tuple[int | str, ...]
Fault = tuple[Place, str]


class SettingsEntry(BaseModel):
    """The section [settings]."""

    model_config = ConfigDict(extra="forbid", strict=True)

    early_cover_days: _Days | None = None
    settle_days_lost: _Days | None = None
    settle_days_damaged: _Days | None = None
    settle_days_return: _Days | None = None
    min_case_value: _Amount | None = None


class AccountEntry(SettingsEntry):
    """A section [accounts.NAME]; any setting in it holds for that account alone."""

    marketplace: str
    returnless: bool = False


class ConfigFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    sample: bool = False
    settings: SettingsEntry = SettingsEntry()
    accounts: dict[str, AccountEntry]


def name_faults(entries: dict[str, Any]) -> Iterator[Fault]:
    """Account names and marketplaces that will not do: where, and what in words."""
    accounts = entries.get("accounts")
    if not isinstance(accounts, dict):
        return
    if not accounts:
        yield ("accounts",), "there is no account; add one with 'fba-reconcile init --account main'"
    seen: dict[str, str] = {}
    for name, entry in accounts.items():
        if not _ACCOUNT_NAME.fullmatch(name) or name.lower() in _RESERVED:
            yield (
                ("accounts", name),
                f"'{name}' cannot be the name of an account; take letters, digits, - and _",
            )
        if name.lower() in seen:
            yield (
                ("accounts", name),
                f"'{name}' and '{seen[name.lower()]}' would share a folder; rename one",
            )
        seen[name.lower()] = name
        code = entry.get("marketplace") if isinstance(entry, dict) else None
        if isinstance(code, str) and marketplace_code(code) is None:
            known = " ".join(one.code for one in load_policy().marketplaces)
            yield ("accounts", name, "marketplace"), f"'{code}' is no marketplace; take one of {known}"


def marketplace_code(written: str) -> str | None:
    """The code as rule data has it; None if there is no such marketplace."""
    found = load_policy().marketplace(written.strip())
    return found.code if found else None


def setting_faults(invalid: ValidationError) -> Iterator[Fault]:
    """Each fault that a single setting has: where, and what in words."""
    for fault in invalid.errors():
        yield fault["loc"], _told(fault)


def _told(fault: ErrorDetails) -> str:
    """The fault in words: what is there, and what should be."""
    kind, value, loc = fault["type"], fault["input"], fault["loc"]
    if kind == "missing" and loc == ("accounts",):
        told = "there is no account; add one with 'fba-reconcile init --account main'"
    elif kind == "missing":
        told = f'is missing; write for example {loc[-1]} = "US"'
    elif kind == "extra_forbidden":
        sections: dict[str, type[BaseModel]] = {"settings": SettingsEntry, "accounts": AccountEntry}
        known = sections.get(str(loc[0]), ConfigFile)
        told = f"there is no setting of this name; take one of {', '.join(known.model_fields)}"
    elif loc[-1] == "min_case_value":
        told = f"must be an amount such as 25.00, not '{value}'"
    elif kind.startswith(("int_", "greater_", "less_")):
        told = f"must be a whole number of days from 0 to 3650, not '{value}'"
    elif kind.startswith("bool_"):
        told = f"must be true or false without quotes, not '{value}'"
    elif kind.startswith("string_"):
        told = f'must be text in quotes, such as "US", not {value}'
    else:
        told = f"must be a section of its own, such as [accounts.main], not '{value}'"
    return told


def place(text: str, loc: Place) -> str:
    """Where a setting stands, as a person finds it: the line if it is there, section and name."""
    parts = [str(part) for part in loc]
    depth = {"settings": 1, "accounts": 2}.get(parts[0], 0)
    section, key = ".".join(parts[:depth]), ".".join(parts[depth:])
    named = " ".join(part for part in (f"[{section}]" if section else "", key) if part)
    line = _line(text, parts)
    return f"line {line}, {named}" if line else named


def _line(text: str, parts: list[str]) -> int | None:
    """The line of a setting or of a section's header; None where the file writes it in another way."""
    setting = re.compile(rf"\s*[\"']?{re.escape(parts[-1])}[\"']?\s*=")
    section: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        if header:
            section = [part.strip(" \t\"'") for part in header[1].split(".")]
        if (header and section == parts) or (section == parts[:-1] and setting.match(line)):
            return number
    return None
