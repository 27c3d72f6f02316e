"""Which rules a region has: its own, and those lent by another where no page of its own is known."""

from collections.abc import Iterator
from datetime import date

from reconcile.policy.entries import ClaimWindowsFile, RuleEntry


def lends(entry: RuleEntry, lender: str, subject: str, since: date) -> bool:
    """Whether the rule is one that the lender has of its own and lends on this subject.

    What a region has taken over itself is not lent on: the source named would not be the real one.
    """
    return (
        lender in entry.regions
        and entry.subject == subject
        and entry.effective_from >= since
        and not entry.taken_over_from
    )


def rules_by_region(windows: ClaimWindowsFile) -> Iterator[tuple[str, RuleEntry]]:
    """Every rule on windows once for each region it holds in, those taken over marked and unverified."""
    for entry in windows.rule:
        for region in entry.regions:
            yield region, entry
    for taken in windows.taken_over:
        lent = {
            "taken_over_from": taken.lender,
            "verified": False,
            "confidence": taken.confidence,
            "checked_on": taken.checked_on,
        }
        for entry in windows.rule:
            if any(lends(entry, taken.lender, subject, taken.since) for subject in taken.subjects):
                sources = {"source": list(dict.fromkeys([*taken.source, *entry.source]))}
                for region in taken.regions:
                    yield region, entry.model_copy(update=lent | sources)
