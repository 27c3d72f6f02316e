"""Where and how a claim is filed: grouping, looks before, routes through Seller Central, languages, as dated data.

Read apart from the other rules, since nothing that is computed rests on it: a route only tells a person the way.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reconcile.policy.checks import twice, unknown_sources
from reconcile.policy.entries import DatedEntry, Entry, Region, RuleFile
from reconcile.policy.load import PolicyError, load_policy
from reconcile.policy.tables import Marketplace

FILE_NAME = "filing.toml"

Word = Annotated[str, Field(min_length=1)]
ClaimTypeName = Annotated[str, Field(pattern=r"^[a-z_]+$")]
UrlPath = Annotated[str, Field(pattern=r"^(/[\x21-\x7e]*)?$")]
TakenBy = Literal["product", "reference"]
Action = Literal["open", "fill", "answer", "attach", "submit", "paste"]
Value = Literal[
    "",
    "group_id",
    "fnsku",
    "reference_ids",
    "original_ids",
    "original_ids_and_fnsku",
    "days_and_centers",
    "tracking_ids",
    "license_plates",
    "quantity",
    "subject",
    "body",
]


class GroupEntry(Entry):
    """A [[group]]: what Amazon takes as one claim."""

    claim_types: list[ClaimTypeName] = Field(min_length=1)
    taken_by: TakenBy
    id_name: Word


class TickEntry(Entry):
    """A [[tick]]: a look before claims of some types are filed."""

    claim_types: list[ClaimTypeName] = Field(min_length=1)
    text: Word
    menu: list[Word] = Field(min_length=1)
    path: UrlPath = ""
    value: Value
    candidates: Value = ""


class StepEntry(BaseModel):
    """A [[route.step]]: one thing to do."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    action: Action
    text: Word
    menu: list[Word] = []
    path: UrlPath = ""
    field: str = ""
    value: Value = ""


class RouteEntry(DatedEntry):
    """A [[route]]: the way through Seller Central for claim types in regions, from a day on."""

    claim_types: list[ClaimTypeName] = Field(min_length=1)
    regions: list[Region] = Field(min_length=1)
    tool: Word
    takes: Literal["case", "request"] = "case"
    step: list[StepEntry] = Field(min_length=1)


class LanguageEntry(Entry):
    """A [[language]]: what a marketplace reads beside English."""

    countries: list[Region] = Field(min_length=1)
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class PaceEntry(DatedEntry):
    """A [[pace]]: how many cases a day one account files at most."""

    cases_a_day: int = Field(ge=1)


class FilingFile(RuleFile):
    """filing.toml."""

    pace: list[PaceEntry]
    group: list[GroupEntry]
    tick: list[TickEntry]
    route: list[RouteEntry]
    language: list[LanguageEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule:
    """One thing to do; `value` names which fact of the case goes into `field`, `path` follows the host.

    `candidates` names a fact that finds more than is meant.
    """

    action: str
    text: str
    menu: tuple[str, ...]
    path: str
    field: str
    value: str
    candidates: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """What Amazon takes as one claim: `taken_by` is 'product' or 'reference'; `id_name` is how the id is called."""

    claim_type: str
    taken_by: str
    id_name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The way to file a claim type in a region, from `effective_from` until the next route of the two."""

    claim_type: str
    region: str
    effective_from: date
    tool: str
    steps: tuple[StepRule, ...]
    is_verified: bool
    confidence: str
    source: str
    checked_on: date
    note: str
    #: a tool takes it as a request of its own, not as a case with a number
    is_request: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many cases a day one account files at most, from `effective_from` on."""

    cases_a_day: int
    effective_from: date
    is_verified: bool
    confidence: str
    source: str
    checked_on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRules:
    """All of filing.toml, and the marketplaces whose hosts its paths follow."""

    paces: tuple[Pace, ...]
    groups: tuple[GroupRule, ...]
    #: claim type and look, in order
    ticks: tuple[tuple[str, StepRule], ...]
    routes: tuple[Route, ...]
    #: country -> language beside English
    languages: tuple[tuple[str, str], ...]
    marketplaces: tuple[Marketplace, ...]

    def group_of(self, claim_type: str) -> GroupRule | None:
        """How claims of a type are taken together; None if nobody said."""
        return next((one for one in self.groups if one.claim_type == claim_type), None)

    def ticks_of(self, claim_type: str) -> tuple[StepRule, ...]:
        """The looks before a claim of a type is filed, in order."""
        return tuple(step for name, step in self.ticks if name == claim_type)

    def route_of(self, claim_type: str, region: str, filing_date: date) -> Route | None:
        """The route in force on a day; None if nobody described one."""
        known = [
            one
            for one in self.routes
            if (one.claim_type, one.region) == (claim_type, region) and one.effective_from <= filing_date
        ]
        return max(known, key=lambda one: one.effective_from, default=None)

    def pace_on(self, filing_date: date) -> Pace | None:
        """How many cases a day, by what is known on a day; None if nobody said."""
        known = [one for one in self.paces if one.effective_from <= filing_date]
        return max(known, key=lambda one: one.effective_from, default=None)

    def languages_of(self, marketplace: str) -> tuple[str, ...]:
        """Languages of a draft, the marketplace's own first, English always among them."""
        local = dict(self.languages).get(marketplace)
        return (local, "en") if local else ("en",)

    def host_of(self, marketplace: str) -> str:
        """The host of Seller Central; '' for a marketplace that is not in the table."""
        found = (one.seller_central_host for one in self.marketplaces if one.code == marketplace)
        return next(found, "")

    def region_of(self, marketplace: str) -> str:
        """The region of a marketplace; '' for one that is not in the table."""
        return next((one.region for one in self.marketplaces if one.code == marketplace), "")

    def messages(self) -> tuple[str, ...]:
        """Every sentence that a person reads, each once, for the message catalogs; menus stay as they are."""
        steps = chain((step for _, step in self.ticks), *(route.steps for route in self.routes))
        found = [text for step in steps for text in (step.text, step.field) if text]
        found += [one.id_name for one in self.groups] + [route.note for route in self.routes if route.note]
        return tuple(dict.fromkeys(found))


@cache
def load_filing() -> FilingRules:
    """The filing data that came with this program.

    Raises:
        PolicyError: the file is faulty.
    """
    return filing_from(files("reconcile.policy"))


def filing_from(folder: Traversable) -> FilingRules:
    """The filing data in a folder, with the marketplaces of this program.

    Raises:
        PolicyError: the file is missing or faulty; every fault is told.
    """
    loaded = _read(folder)
    _refuse(unknown_sources(loaded))
    _refuse(_faults(loaded))
    return FilingRules(
        paces=tuple(
            Pace(
                cases_a_day=entry.cases_a_day,
                effective_from=entry.effective_from,
                is_verified=entry.verified,
                confidence=entry.confidence,
                source=_source(entry, loaded),
                checked_on=entry.checked_on,
                note=entry.note,
            )
            for entry in loaded.pace
        ),
        groups=tuple(
            GroupRule(
                claim_type=claim_type,
                taken_by=entry.taken_by,
                id_name=entry.id_name,
                source=_source(entry, loaded),
            )
            for entry in loaded.group
            for claim_type in entry.claim_types
        ),
        ticks=tuple((claim_type, _tick(entry)) for entry in loaded.tick for claim_type in entry.claim_types),
        routes=tuple(
            _route(entry, claim_type, region, _source(entry, loaded))
            for entry in loaded.route
            for claim_type in entry.claim_types
            for region in entry.regions
        ),
        languages=tuple((country, entry.language) for entry in loaded.language for country in entry.countries),
        marketplaces=load_policy().marketplaces,
    )


def _tick(entry: TickEntry) -> StepRule:
    return StepRule(
        action="tick",
        text=entry.text,
        menu=tuple(entry.menu),
        path=entry.path,
        field="",
        value=entry.value,
        candidates=entry.candidates,
    )


def _route(entry: RouteEntry, claim_type: str, region: str, source: str) -> Route:
    return Route(
        claim_type=claim_type,
        region=region,
        effective_from=entry.effective_from,
        tool=entry.tool,
        steps=tuple(
            StepRule(
                action=step.action,
                text=step.text,
                menu=tuple(step.menu),
                path=step.path,
                field=step.field,
                value=step.value,
            )
            for step in entry.step
        ),
        is_verified=entry.verified,
        confidence=entry.confidence,
        source=source,
        checked_on=entry.checked_on,
        note=entry.note,
        is_request=entry.takes == "request",
    )


def _read(folder: Traversable) -> FilingFile:
    try:
        text = folder.joinpath(FILE_NAME).read_text(encoding="utf-8")
        return FilingFile.model_validate(tomllib.loads(text))
    except FileNotFoundError as missing:
        raise PolicyError(FILE_NAME, ["the file is missing"]) from missing
    except tomllib.TOMLDecodeError as fault:
        raise PolicyError(FILE_NAME, [str(fault)]) from fault
    except ValidationError as invalid:
        faults = [f"{_place(fault['loc'])}: {fault['msg']}" for fault in invalid.errors()]
        raise PolicyError(FILE_NAME, faults) from invalid


def _place(parts: tuple[int | str, ...]) -> str:
    return " ".join(f"no. {part + 1}" if isinstance(part, int) else part for part in parts)


def _refuse(faults: Iterable[str]) -> None:
    told = list(faults)
    if told:
        raise PolicyError(FILE_NAME, told)


def _faults(loaded: FilingFile) -> Iterable[str]:
    """Two entries for one thing, regions nobody knows, routes for claims that nobody groups or looks for before."""
    grouped = [claim_type for entry in loaded.group for claim_type in entry.claim_types]
    routed = [
        (claim_type, region, entry.effective_from)
        for entry in loaded.route
        for claim_type in entry.claim_types
        for region in entry.regions
    ]
    regions = {row.region for row in load_policy().country_regions}
    return chain(
        twice("the pace from", (str(entry.effective_from) for entry in loaded.pace)),
        twice("the group of claim type", grouped),
        twice("the route of", (f"{claim_type} {region} {day}" for claim_type, region, day in routed)),
        twice("the language of", (country for entry in loaded.language for country in entry.countries)),
        (f"route: unknown region '{region}'" for region in sorted({one[1] for one in routed} - regions)),
        (
            f"route: claims of type '{claim_type}' have no group"
            for claim_type in sorted({one[0] for one in routed} - set(grouped))
        ),
        (
            f"route: claims of type '{claim_type}' have no tick"
            for claim_type in sorted(
                {one[0] for one in routed} - {name for entry in loaded.tick for name in entry.claim_types}
            )
        ),
    )


def _source(entry: Entry, loaded: FilingFile) -> str:
    return "; ".join(loaded.sources[tag] for tag in entry.source)
