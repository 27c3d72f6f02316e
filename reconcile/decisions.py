"""What a person decided of claims, read from the history's events: dismissals that stand."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reconcile.engine.run import Decision
from reconcile.store.history import Event

DISMISS = "dismiss"
RESTORE = "restore"


def dismissal_payload(*, claim_id: str, parts: Iterable[str], open_units: int, reason: str, as_of: str) -> str:
    """What the history keeps of a dismissal: the parts in the claim's row and the open units of its loss event."""
    return json.dumps(
        {
            "claim_id": claim_id,
            "parts": sorted(parts),
            "open_units": open_units,
            "reason": reason,
            "as_of": as_of,
        },
        ensure_ascii=False,
    )


def standing(events: Iterable[Event]) -> list[Decision]:
    """The dismissals that no later restore took back, in the order of the events.

    The last word on a loss part counts. A restore names a claim and takes back every dismissal that held it.
    """
    parts: dict[str, int] = {}
    for event in sorted(events, key=lambda one: one.event_id):
        if event.kind == RESTORE:
            for part in json.loads(event.payload_json)["parts"]:
                parts.pop(part, None)
        elif event.kind == DISMISS:
            told = json.loads(event.payload_json)
            for part in told["parts"]:
                parts[part] = int(told["open_units"])
    return [
        Decision(part_claim_id=part, decision="dismissed", case_id="", open_units=units)
        for part, units in parts.items()
    ]
