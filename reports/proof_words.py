"""Sentences of the claim view on what its figures rest on: exchange rates, and days that a report does not cover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PROOF_WORDS: Final[Mapping[str, str]] = {
    "holes": "These reports do not cover all days since. A payment or a unit that came back then is not seen: download "
    "these days before you file.",
    "hole_days": "{report}: {first} to {last}",
    "rate_row": "Exchange rate",
    "rate_row_cap": "Exchange rate of the cap",
    "rate_text": "1 {base} = {rate} {quote}, the newest on or before the day: {day}.",
    "rate_cost": "Cost in {quote}: {amount}.",
    "rate_cross": "No rate between the two is on file, so these two of the same day, against the euro, give it.",
}
