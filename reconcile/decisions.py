"""What a person decided of claims, read from the history's events: dismissals that stand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import queries
from reconcile.engine.run import Decision
from reconcile.errors import ReconcileError
from reconcile.store.history import Event

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

DISMISS = "dismiss"
RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """A person's no to a claim of an account, as the history keeps it."""

    account: str
    claim_id: str
    payload: str


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


def dismissals(
    con: DuckDBPyConnection, account: str, claim_ids: Iterable[str], reason: str, today: date
) -> list[Dismissal]:
    """The dismissals of those of the claims that the account has.

    Args:
        con: a connection on which the tables that a run leaves exist.
        account: its name.
        claim_ids: which claims; those of other accounts are left out.
        reason: why not, in a person's words.
        today: the day of the decision.
    """
    found = []
    for claim_id in dict.fromkeys(claim_ids):
        rows = con.execute(queries.text("claims/dismissal"), {"claim_id": claim_id}).fetchall()
        if rows:
            payload = dismissal_payload(
                claim_id=claim_id,
                parts=[row[0] for row in rows],
                open_units=rows[0][1],
                reason=reason,
                as_of=today.isoformat(),
            )
            found.append(Dismissal(account=account, claim_id=claim_id, payload=payload))
    return found


def unknown_of(claim_ids: Iterable[str], found: Iterable[Dismissal]) -> list[str]:
    """Those of the claims of which no dismissal was found, in order."""
    known = {one.claim_id for one in found}
    return [claim_id for claim_id in claim_ids if claim_id not in known]


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
    parts: dict[str, tuple[int, str]] = {}
    for event in sorted(events, key=lambda one: one.event_id):
        if event.kind == RESTORE:
            for part in json.loads(event.payload_json)["parts"]:
                parts.pop(part, None)
        elif event.kind == DISMISS:
            told = json.loads(event.payload_json)
            for part in told["parts"]:
                parts[part] = int(told["open_units"]), str(told.get("reason", ""))
    return [
        Decision(part_claim_id=part, decision="dismissed", case_id="", open_units=units, reason=reason)
        for part, (units, reason) in parts.items()
    ]
