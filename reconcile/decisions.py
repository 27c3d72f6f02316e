"""What a person decided of claims, read from the history's events: dismissals that stand."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reconcile.engine.run import Decision
from reconcile.errors import ReconcileError
from reconcile.store.history import Event

DISMISS = "dismiss"
RESTORE = "restore"


class UnknownClaimError(ReconcileError):
    """A claim id that the claims do not hold."""

    def __init__(self, claim_id: str) -> None:
        super().__init__(f"There is no claim '{claim_id}' with open units; list them with 'fba-reconcile claims'.")


class NotDismissedError(ReconcileError):
    """A restore of a claim that nobody dismissed."""

    def __init__(self, claim_id: str) -> None:
        super().__init__(
            f"The claim '{claim_id}' is not dismissed; dismissed ones are listed by "
            "'fba-reconcile claims --status dismissed'."
        )


class NoReasonError(ReconcileError):
    """A dismissal that says nothing."""

    def __init__(self) -> None:
        super().__init__("--reason is empty; say why, so that the next person need not ask.")


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
