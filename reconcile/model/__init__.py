"""The words of the field, as Python handles them. The whole glossary is the README's and the contract's.

adjustment: one ledger row of Event Type Adjustments. reimbursement: a payment line. reversal: a line that takes a
payment back. discrepancy: units of a loss that nothing covers. claim: a discrepancy with amount, window, status.
"""

from __future__ import annotations

#: What a claim can be, in the order in which the first that applies is taken.
STATUSES: tuple[str, ...] = ("filed", "dismissed", "expired", "review", "waiting", "claimable")

#: Of fewer payments than this, neither half nor 95 of 100 is told.
FEW_PAYMENTS: int = 10

#: So many payments must have been seen before settle days are proposed.
ENOUGH_PAYMENTS: int = 30

#: Of losses younger than this only the quick payments can be known: no settle days are proposed from them. Longer than
#: every window of the warehouse, and than the wait for a customer's return.
RIPE_DAYS: int = 120
