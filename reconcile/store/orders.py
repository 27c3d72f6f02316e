"""Loading All orders: the lines of orders without anything about buyers, merged by all their columns."""

from __future__ import annotations

import datetime as dt

from reconcile.store.loading import Loaded, Loading, guard_file
from reconcile.store.money import stage_fast, stage_with_care

__all__ = ["load_orders_fast", "load_orders_with_care"]


def load_orders_fast(loading: Loading) -> Loaded:
    """Load a file of which every row is in the style of its first rows.

    Raises:
        NeedsCareError: one is not.
        ReconcileError: the file cannot be taken in.
    """
    return _merged(loading, rows_read=stage_fast(loading, "order"))


def load_orders_with_care(loading: Loading) -> Loaded:
    """Load a file through the careful reader.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    return _merged(loading, rows_read=stage_with_care(loading, "order"))


def _merged(loading: Loading, *, rows_read: int) -> Loaded:
    loading.rejects.judge(rows_read, loading.text.layout.report.cure)
    guard_file(loading, "order", rows_read=rows_read, table=None)
    staged, _, first_day, last_day = loading.one("order_stage_span")
    if loading.one("order_stored_count") == (0,):
        loading.run("order_append")
        new = int(str(staged))
    else:
        new = loading.changed("order_insert")
    return Loaded(
        rows_read=rows_read,
        rows_new=new,
        rows_known=int(str(staged)) - new,
        rows_updated=0,
        first_day=first_day if isinstance(first_day, dt.date) else None,
        last_day=last_day if isinstance(last_day, dt.date) else None,
    )
