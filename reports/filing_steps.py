"""The way to file a case: the looks before and the route, with the facts of the case in their fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.draft_parts import plain_id
from reports.filing_values import CaseEntry, CaseToFile, FilingData, FilingStep, Route, StepData
from reports.origins import license_plates, tracking_ids


def route_of(case: CaseToFile, filing: FilingData) -> Route | None:
    """The route in force on the day of the case; None if nobody described one."""
    found = filing.route_of(case.claim_type, case.region, case.as_of)
    if found is None:
        return None
    return Route(
        tool=found.tool,
        steps=steps_of(found.steps, case, filing),
        is_verified=found.is_verified,
        confidence=found.confidence,
        source=found.source,
        checked_on=found.checked_on,
        effective_from=found.effective_from,
        note=found.note,
        is_request=found.is_request,
    )


def steps_of(steps: Iterable[StepData], case: CaseToFile, filing: FilingData) -> tuple[FilingStep, ...]:
    """The steps with the facts of the case, and links to the marketplace where it is filed."""
    host = filing.host_of(case.marketplace)
    values = {
        "": (),
        "group_id": _distinct([case.group_id]),
        "fnsku": _distinct(entry.fnsku for entry in case.entries),
        "reference_ids": _distinct(entry.reference_id for entry in case.entries),
        "original_ids": _distinct(entry.original_id for entry in case.entries),
        "original_ids_and_fnsku": _distinct(id_ for entry in case.entries for id_ in (entry.original_id, entry.fnsku)),
        "days_and_centers": _days_and_centers(case.entries),
        "tracking_ids": _distinct(tracking_ids(case.entries)),
        "license_plates": _distinct(license_plates(case.entries)),
        "quantity": (str(case.unit_count),),
    }
    return tuple(
        FilingStep(
            action=step.action,
            text=step.text,
            menu=step.menu,
            link=f"https://{host}{step.path}" if host and step.path else "",
            field=step.field,
            values=values.get(step.value, ()),
            candidates=values.get(step.candidates, ()),
            draft_part=step.value if step.value in {"subject", "body"} else "",
        )
        for step in steps
    )


def _days_and_centers(entries: Sequence[CaseEntry]) -> tuple[str, ...]:
    told = (f"{entry.event_date} {plain_id(entry.fulfillment_center)}".strip() for entry in entries)
    return tuple(dict.fromkeys(told))


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Plain ids, each once, in order."""
    return tuple(dict.fromkeys(text for text in map(plain_id, texts) if text))
