"""Loading the seller's own sheets: costs and exchange rates, one row per key."""

from __future__ import annotations

import datetime as dt

from reconcile.store.loading import Loaded, Loading, clean_whole

__all__ = ["SHEET_TABLES", "load_sheet"]

SHEET_TABLES = {"costs": "cost", "fx_rates": "fx_rate"}


def load_sheet(loading: Loading) -> Loaded:
    """Load a sheet; of two rows with one key and different content, the later one is rejected.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    table = SHEET_TABLES[loading.text.layout.report.kind]
    clean = clean_whole(loading)
    loading.run(
        f"{table}_stage",
        path=str(clean.path),
        columns_of=clean.columns,
        download=loading.download_id,
    )
    doubles = loading.run(f"{table}_clash").fetchall()
    for line, is_same, first_line, row_text in doubles:
        if not is_same:
            loading.rejects.add(line, f"line {first_line} gives another value for this key", row_text)
    loading.run(f"{table}_drop_lines", lines=[double[0] for double in doubles])
    rows_read = clean.rows + loading.rejects.count - sum(not double[1] for double in doubles)
    loading.rejects.judge(rows_read, loading.text.layout.report.cure)
    _, first_day, last_day = loading.one(f"{table}_stage_span")
    updated = loading.changed(f"{table}_update")
    new = loading.changed(f"{table}_insert")
    return Loaded(
        rows_read=rows_read,
        rows_new=new,
        rows_known=rows_read - loading.rejects.count - new - updated,
        rows_updated=updated,
        first_day=first_day if isinstance(first_day, dt.date) else None,
        last_day=last_day if isinstance(last_day, dt.date) else None,
    )
