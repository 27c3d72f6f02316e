"""How a seller tells Amazon what a unit cost: place, bulk template and advice, as dated data.

Read apart from the other rules, since nothing that is computed rests on it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reconcile.policy.checks import twice, unknown_sources
from reconcile.policy.entries import DatedEntry, Entry, RuleFile
from reconcile.policy.load import PolicyError

FILE_NAME = "sourcing_cost.toml"

Word = Annotated[str, Field(min_length=1)]
Holds = Literal["", "asin", "fnsku", "currency", "new_cost"]


class PlaceEntry(DatedEntry):
    """The [[place]] where costs are uploaded."""

    menu: list[Word] = Field(min_length=1)


class ColumnEntry(BaseModel):
    """A column of the template and which of our facts goes into it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    header: Word
    holds: Holds = ""


class TemplateEntry(DatedEntry):
    """The [[template]] of the bulk upload."""

    sheet: Word
    column: list[ColumnEntry] = Field(min_length=1)


class AdviceEntry(Entry):
    """An [[advice]]: what to know before an upload."""

    text: Word


class SourcingCostFile(RuleFile):
    """sourcing_cost.toml."""

    place: list[PlaceEntry] = Field(min_length=1, max_length=1)
    template: list[TemplateEntry] = Field(min_length=1, max_length=1)
    advice: list[AdviceEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcingCost:
    """Where costs are uploaded and in which columns; `columns` are (header, fact held or '') in order."""

    menu: tuple[str, ...]
    sheet: str
    columns: tuple[tuple[str, str], ...]
    advice: tuple[str, ...]
    is_verified: bool
    source: str
    checked_on: date


@cache
def load_sourcing_cost(folder: Traversable | None = None) -> SourcingCost:
    """The place, the template and the advice of a folder; the program's own without one.

    Raises:
        PolicyError: the file does not load; every fault is told.
    """
    loaded = _read(folder or files("reconcile.policy"))
    (place,), (template,) = loaded.place, loaded.template
    faults = [
        *unknown_sources(loaded),
        *twice("the column", (column.header for column in template.column)),
        *twice("the column for", (column.holds for column in template.column if column.holds)),
    ]
    _refuse(faults)
    return SourcingCost(
        menu=tuple(place.menu),
        sheet=template.sheet,
        columns=tuple((column.header, column.holds) for column in template.column),
        advice=tuple(entry.text for entry in loaded.advice),
        is_verified=place.verified and template.verified,
        source="; ".join(loaded.sources[tag] for tag in dict.fromkeys((*place.source, *template.source))),
        checked_on=min(place.checked_on, template.checked_on),
    )


def _read(folder: Traversable) -> SourcingCostFile:
    try:
        text = folder.joinpath(FILE_NAME).read_text(encoding="utf-8")
        return SourcingCostFile.model_validate(tomllib.loads(text))
    except FileNotFoundError as missing:
        raise PolicyError(FILE_NAME, ["the file is missing"]) from missing
    except tomllib.TOMLDecodeError as fault:
        raise PolicyError(FILE_NAME, [str(fault)]) from fault
    except ValidationError as invalid:
        raise PolicyError(
            FILE_NAME, [f"{' '.join(map(str, fault['loc']))}: {fault['msg']}" for fault in invalid.errors()]
        ) from invalid


def _refuse(faults: Iterable[str]) -> None:
    told = list(faults)
    if told:
        raise PolicyError(FILE_NAME, told)
