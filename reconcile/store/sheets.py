"""Loading the seller's own sheets, costs and exchange rates, and the European Central Bank's rates: one row per key."""

from __future__ import annotations

import csv
import datetime as dt

from connectors import central_bank, fx_rates
from connectors.records import records
from reconcile.store.loading import CleanFile, Loaded, Loading, clean_whole

__all__ = ["SHEET_TABLES", "load_sheet"]

SHEET_TABLES = {"costs": "cost", "fx_rates": "fx_rate"}


def load_sheet(loading: Loading) -> Loaded:
    """Load a sheet; of two rows with one key and different content, the later one is rejected.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    table = SHEET_TABLES[loading.text.layout.report.kind]
    is_bank = loading.text.layout.report is central_bank.REPORT
    clean = _rates_of_days(loading) if is_bank else clean_whole(loading)
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


def _rates_of_days(loading: Loading) -> CleanFile:
    """The bank's file, a row a day with a column a currency, as rows of the sheet: each rate counts as a row."""
    layout, path = loading.text.layout, loading.temporary / "clean.csv"
    names = ["line", *(column.name for column in fx_rates.REPORT.columns)]
    loading.rejects.clear()
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(names)
        for rate in central_bank.day_rates(records(loading.text.path, layout), layout.headers, layout.positions):
            if rate.fault is not None:
                loading.rejects.add(rate.line, rate.fault, rate.raw_text)
            else:
                writer.writerow([rate.line, rate.rate_on, central_bank.BASE, rate.quote, rate.rate])
                count += 1
    return CleanFile(path=path, columns=dict.fromkeys(names, "VARCHAR"), rows=count)
