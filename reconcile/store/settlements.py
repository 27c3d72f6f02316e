"""Loading settlements: their lines are summed, and only one whose lines add up to its total covers its days.

A download that is whole takes the place of one that was cut; what is stored in full stays as it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reconcile.store.loading import Loaded, Loading, guard_file
from reconcile.store.money import stage_fast, stage_with_care

__all__ = ["load_settlements_fast", "load_settlements_with_care"]


def load_settlements_fast(loading: Loading) -> Loaded:
    """Load a file of which every row is in the style of its first rows.

    Raises:
        NeedsCareError: one is not.
        ReconcileError: the file cannot be taken in.
    """
    return _merged(loading, rows_read=stage_fast(loading, "settlement"))


def load_settlements_with_care(loading: Loading) -> Loaded:
    """Load a file through the careful reader.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    return _merged(loading, rows_read=stage_with_care(loading, "settlement"))


def _merged(loading: Loading, *, rows_read: int) -> Loaded:
    loading.rejects.judge(rows_read, loading.text.layout.report.cure)
    guard_file(loading, "settlement", rows_read=rows_read, table=None)
    loading.run("settlement_sum")
    stored, stored_heads, fresh = (int(str(count)) for count in loading.one("settlement_stored_count"))
    new, updated, left_out = fresh, 0, 0
    loading.run("settlement_append")
    loading.run("settlement_insert")
    if stored:
        loading.run("settlement_pairs")
        loading.run("settlement_way")
        loading.run("settlement_drop_lines")
        new += loading.changed("settlement_insert_lines")
        (left_out,) = (int(str(count)) for count in loading.one("settlement_left_out"))
        updated = min(loading.changed("settlement_update"), stored_heads)
        loading.run("settlement_fill_currency")
        loading.run("settlement_complete")
    first_day, last_day = loading.one("settlement_span")
    return Loaded(
        rows_read=rows_read,
        rows_new=new,
        rows_known=rows_read - loading.rejects.count - new - updated,
        rows_updated=updated,
        first_day=first_day if isinstance(first_day, dt.date) else None,
        last_day=last_day if isinstance(last_day, dt.date) else None,
        note=_note(loading, left_out),
    )


def _note(loading: Loading, left_out: int) -> str | None:
    """What a person should know: settlements whose days are not covered, and lines that were not taken."""
    told = []
    doubtful = loading.run("settlement_doubtful").fetchall()
    if doubtful:
        told.append(_Doubtful(*doubtful[0]).sentence())
    if len(doubtful) > 1:
        others = len(doubtful) - 1
        told.append(f"so it is with {others} more settlement{'s' if others > 1 else ''} of this file")
    if left_out:
        lines = "line of this file differs" if left_out == 1 else "lines of this file differ"
        told.append(f"{left_out} {lines} from a settlement that is stored in full, which stays as it is")
    return "; ".join(told) or None


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A settlement whose days are not covered."""

    settlement_id: str
    is_complete: bool
    currency: str
    total: Decimal | None
    line_sum: Decimal
    currencies: str

    def sentence(self) -> str:
        """Why it covers no day, and what to do."""
        name = f"settlement {self.settlement_id}"
        if self.is_complete:
            return f"{name} does not state its first and last day, so it covers no day"
        if self.total is None:
            return (
                f"{name} states no total, so nobody can tell whether it is complete: it covers no day,"
                " download it with all columns and from its first row"
            )
        if ", " in self.currencies:
            return (
                f"{name} is in two currencies ({self.currencies}), so its amounts cannot be added up:"
                " it is incomplete and covers no day, download it again"
            )
        missing = self.total - self.line_sum
        if not missing:
            return f"{name} states more than one total or has no lines: it covers no day, download it again"
        return (
            f"{name} is incomplete: its lines add up to {_money(self.line_sum)} {self.currency},"
            f" {_money(abs(missing))} {'less' if missing > 0 else 'more'} than its total of {_money(self.total)};"
            " it covers no day, download it again"
        )


def _money(amount: Decimal) -> str:
    """An amount with two digits behind the point, or more where it has them."""
    return format(amount.quantize(Decimal("0.01")) if amount == round(amount, 2) else amount.normalize(), "f")
