"""The frozen view of what the reports cover, and of what to download next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One download to make: which report, where in Seller Central, which days, and then what to type.

    It is blocking where nothing can be claimed without it, a refresh where only the newest days are missing,
    further where only some claim types need a report that was never loaded.
    """

    account: str
    report: str
    reason: str
    where: str
    first_day: date | None
    last_day: date | None
    is_blocking: bool
    is_refresh: bool
    command: str
    is_further: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCoverage:
    """What is held of one report of one account; `state` is complete, incomplete, missing or unused.

    `note` stands in for the spans where days covered say nothing, `rests` names the claim types that rest on it.
    """

    account: str
    name: str
    state: str
    state_name: str
    note: str
    rests: str
    spans: tuple[str, ...]
    row_count: int
    rejected_count: int
    instructions: tuple[Instruction, ...]
