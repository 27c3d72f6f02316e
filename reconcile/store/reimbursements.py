"""Loading a Reimbursements file: staged, then merged by what a line is, not by when it was stamped."""

from __future__ import annotations

import datetime as dt

from reconcile.store.loading import (
    Loaded,
    Loading,
    NeedsCareError,
    clean_whole,
    dialect_of,
    guard_file,
    reject_lines,
)
from reconcile.store.merging import merged

__all__ = ["load_reimbursements_fast", "load_reimbursements_with_care"]

# `1.234` has two readings; the careful reader decides it by the rest of the file.
PLAIN_AMOUNT = r"-?[0-9]{1,12}(\.([0-9]{1,2}|[0-9]{4}))?"
DECIDED_AMOUNT = r"-?[0-9]+(\.[0-9]+)?"


def load_reimbursements_fast(loading: Loading) -> Loaded:
    """Load a file of which every line is in its plain form.

    Raises:
        NeedsCareError: one is not.
        ReconcileError: the file cannot be taken in.
    """
    layout = loading.text.layout
    loading.run("reject_clear")
    loading.define_rows("reimbursement")
    loading.run(
        "reimbursement_stage",
        path=str(loading.text.path),
        download=loading.download_id,
        time_zone=loading.home_zone.key,
        pattern=PLAIN_AMOUNT,
        **dialect_of(layout),
    )
    staged, odd, _, _ = loading.one("reimbursement_stage_span")
    lines = loading.text.facts().data_lines(layout.header_line)
    if odd or reject_lines(loading) or staged != lines:
        raise NeedsCareError
    loading.run("reimbursement_stage_number", first_line=layout.header_line + 1)
    return _merged(loading, rows_read=int(str(staged)))


def load_reimbursements_with_care(loading: Loading) -> Loaded:
    """Load a file through the careful reader.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    clean = clean_whole(loading)
    loading.define_rows("reimbursement")
    loading.run(
        "reimbursement_stage",
        path=str(clean.path),
        delimiter=",",
        quoting='"',
        columns_of=clean.columns,
        skipped=0,
        download=loading.download_id,
        time_zone=loading.home_zone.key,
        pattern=DECIDED_AMOUNT,
    )
    return _merged(loading, rows_read=clean.rows + loading.rejects.count)


def _merged(loading: Loading, *, rows_read: int) -> Loaded:
    loading.rejects.judge(rows_read, loading.text.layout.report.cure)
    guard_file(loading, "reimbursement", rows_read=rows_read, table="staged_reimbursement")
    staged, _, first_day, last_day = loading.one("reimbursement_stage_span")
    if loading.one("reimbursement_is_empty") == (True,):
        loading.run("reimbursement_append")
        new, known, updated = int(str(staged)), 0, 0
    else:
        loading.run("merge_reimbursement_sides")
        new, known, updated = merged(loading, "reimbursement_insert", "reimbursement_update", int(str(staged)))
    return Loaded(
        rows_read=rows_read,
        rows_new=new,
        rows_known=known,
        rows_updated=updated,
        first_day=first_day if isinstance(first_day, dt.date) else None,
        last_day=last_day if isinstance(last_day, dt.date) else None,
    )
