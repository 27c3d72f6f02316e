"""Loading every report that needs no way of its own: read, staged, merged by what names a row of it.

What differs from report to report is said in REPORT_TABLES; the queries are written for a table `report_target`,
whose place the table of the kind takes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import duckdb

import queries
from connectors.cleaning import clean_columns
from connectors.layout import Layout
from connectors.report import Value
from connectors.shipment_contents import shipment_ids_in
from reconcile.errors import ReconcileError
from reconcile.store.loading import (
    Loaded,
    Loading,
    NeedsCareError,
    clean_whole,
    dialect_of,
    guard_file,
    reject_lines,
)
from reconcile.store.reimbursements import PLAIN_AMOUNT

__all__ = ["REPORT_TABLES", "ReportTable", "load_report_fast", "load_report_with_care"]

ONE_OR_MORE = r"[1-9][0-9]{0,8}"
SIGNED = r"-?[0-9]{1,9}"
_TEXT = "varchar"
_STORED_AS = {
    Value.TEXT: _TEXT,
    Value.DAY: "date",
    Value.STAMP: "date",
    Value.PERIOD: "date",
    Value.QUANTITY: "integer",
    Value.AMOUNT: "decimal(18, 4)",
    Value.RATE: "decimal(18, 8)",
}
# Where one row came from is no part of it.
_ORIGIN = ("download_id", "line")
# These are compared without regard to case, spaces, `_`, `:` and `-`.
_FOLDED = ("reason", "disposition", "condition")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Where the rows of a report are kept, and what names one of them.

    `days` are the columns by which a file covers days, `ids` those that a spreadsheet may round. `identity`
    names a row, all other columns are rewritten by the newest download; empty, all columns name it and nothing is
    rewritten. `quantity` is the pattern of a quantity that needs no second look. `is_keyed` says that a file has one
    row for each identity, `is_form` that its rows are answered one by one, so that many may be blank yet.
    `named_by_file` is a column that the name of the file may give.
    """

    table: str
    ids: tuple[str, ...]
    quantity: str = r"[0-9]{1,9}"
    days: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    is_keyed: bool = False
    is_form: bool = False
    named_by_file: str | None = None


REPORT_TABLES = {
    "customer_returns": ReportTable(
        table="customer_return",
        quantity=ONE_OR_MORE,
        ids=("order_id",),
        days=("returned_on",),
        identity=(
            *("returned_on", "returned_at", "order_id", "sku", "fnsku"),
            *("license_plate", "quantity", "disposition", "reason"),
        ),
    ),
    "replacements": ReportTable(
        table="replacement",
        quantity=ONE_OR_MORE,
        ids=("replacement_order_id", "original_order_id"),
        days=("shipped_on",),
    ),
    "customer_refunds": ReportTable(table="customer_refund", ids=("order_id",), days=("refunded_on",)),
    "removal_orders": ReportTable(
        table="removal_order",
        ids=("order_id",),
        days=("requested_on",),
        identity=("order_id", "sku", "fnsku", "disposition", "requested_quantity"),
    ),
    "removal_shipments": ReportTable(
        table="removal_shipment",
        ids=("order_id", "tracking_number"),
        days=("shipped_on",),
        identity=("order_id", "shipped_on", "sku", "fnsku", "disposition", "tracking_number", "shipped_quantity"),
    ),
    "removal_receipts": ReportTable(
        table="removal_receipt", ids=("order_id", "tracking_number"), days=("received_on",), is_form=True
    ),
    "inbound_shipments": ReportTable(
        table="inbound_shipment",
        ids=("shipment_id",),
        days=("shipped_on", "delivered_on", "closed_on"),
        identity=("shipment_id", "sku", "fnsku"),
        is_keyed=True,
    ),
    "shipping_queue": ReportTable(
        table="shipping_queue",
        ids=("shipment_id",),
        days=("created_on", "updated_on"),
        identity=("shipment_id",),
    ),
    "shipment_contents": ReportTable(
        table="shipment_content",
        ids=("shipment_id",),
        identity=("shipment_id", "sku", "fnsku"),
        named_by_file="shipment_id",
    ),
    "ledger_summary": ReportTable(
        table="ledger_summary",
        quantity=SIGNED,
        ids=("fnsku",),
        days=("first_day", "last_day"),
        # Amazon restates balances and movements; by title and ASIN it tells two lines of one key apart, which are two
        identity=("period", "first_day", "last_day", "fnsku", "msku", "disposition", "location"),
    ),
    "fba_inventory": ReportTable(
        table="inventory_level", quantity=SIGNED, ids=("fnsku",), identity=("sku", "fnsku", "asin", "condition")
    ),
}


class NamelessShipmentError(ReconcileError):
    """Rows of a shipment that nothing names."""

    def __init__(self, found: int) -> None:
        bears = "more than one shipment id" if found else "none"
        super().__init__(
            f"does not say which shipment its rows belong to: it has no Shipment ID, and its name bears {bears};"
            " put the shipment's id into the name, such as FBA15ABC123.csv, and import it again"
        )


def load_report_fast(loading: Loading) -> Loaded:
    """Load a report of Amazon's of which every cell is in its plain form.

    Raises:
        NeedsCareError: one is not.
        ReconcileError: the file cannot be taken in.
    """
    layout = loading.text.layout
    of_kind = REPORT_TABLES[layout.report.kind]
    loading.run("reject_clear")
    loading.run(
        "report_read",
        path=str(loading.text.path),
        time_zone=loading.home_zone.key,
        quantity=of_kind.quantity,
        amount=PLAIN_AMOUNT,
        **_sorts_of(layout),
        **dialect_of(layout),
    )
    rows_read, odd = (int(str(count)) for count in loading.one("report_odd"))
    if odd or reject_lines(loading) or rows_read != loading.text.facts().data_lines(layout.header_line):
        raise NeedsCareError
    stored = loading.con.table(of_kind.table).columns
    types = _columns_of(layout)
    _run(
        loading,
        of_kind,
        "report_stage_read",
        given=[name for name in stored if _is_given(layout, name)],
        **_texts_and_figures(stored, types),
        download=loading.download_id,
        first_line=layout.header_line + 1,
    )
    return _taken(loading, of_kind, rows_read=rows_read)


def load_report_with_care(loading: Loading) -> Loaded:
    """Load a report or a sheet through the careful reader.

    Raises:
        ReconcileError: the file cannot be taken in.
    """
    of_kind = REPORT_TABLES[loading.text.layout.report.kind]
    clean = clean_whole(loading)
    stored = loading.con.table(of_kind.table).columns
    types = _columns_of(loading.text.layout)
    _run(
        loading,
        of_kind,
        "report_stage",
        path=str(clean.path),
        columns_of=types,
        figures=[name for name in stored if types.get(name, _TEXT) != _TEXT],
        texts=[name for name in stored if types.get(name) == _TEXT],
        download=loading.download_id,
    )
    return _taken(loading, of_kind, rows_read=clean.rows + loading.rejects.count)


def _taken(loading: Loading, of_kind: ReportTable, *, rows_read: int) -> Loaded:
    """Judge the staged rows and merge them."""
    report = loading.text.layout.report
    _lay_out(loading, of_kind)
    if of_kind.is_keyed:
        _reject_doubles(loading, of_kind)
    if not of_kind.is_form:
        loading.rejects.judge(rows_read, report.cure)
    if not report.is_own_sheet:
        table = "report_staged" if _has_fnskus(loading.text.layout) else None
        guard_file(loading, "report", rows_read=rows_read, table=table)
    first_day, last_day = loading.one("report_span", days=list(of_kind.days)) if of_kind.days else (None, None)
    new, updated = _merged(loading, of_kind)
    return Loaded(
        rows_read=rows_read,
        rows_new=new,
        rows_known=rows_read - loading.rejects.count - new - updated,
        rows_updated=updated,
        first_day=first_day if isinstance(first_day, dt.date) else None,
        last_day=last_day if isinstance(last_day, dt.date) else None,
    )


def _has_fnskus(layout: Layout) -> bool:
    return any(column.name == "fnsku" for column in layout.report.columns)


def _lay_out(loading: Loading, of_kind: ReportTable) -> None:
    """Remember what names a staged row and what is rewritten, and lay both sides out for pairing."""
    if of_kind.named_by_file is not None:
        _name_by_file(loading)
    stored = loading.con.table(of_kind.table).columns
    types = _columns_of(loading.text.layout)
    identity = list(of_kind.identity) or [name for name in stored if name not in _ORIGIN]
    folded = [name for name in identity if name in _FOLDED]
    variables: dict[str, object] = {
        "ids": list(of_kind.ids),
        "exact": [name for name in identity if name not in folded],
        # There must be one: one that is compared exactly as well does no harm.
        "folded": folded or identity[:1],
        "rewritten": [name for name in stored if name not in (*identity, *_ORIGIN)] or identity,
        **_texts_and_figures(stored, types),
    }
    for statement in duckdb.extract_statements(queries.text("store/report_columns")):
        loading.con.execute(statement, {name: variables[name] for name in statement.named_parameters})
    _run(loading, of_kind, "report_sides")


def _texts_and_figures(stored: list[str], types: dict[str, str]) -> dict[str, list[str]]:
    """The columns of a table by what they hold; days, instants and where a row comes from are figures."""
    return {
        "texts": [name for name in stored if types.get(name) == _TEXT],
        "figures": [name for name in stored if types.get(name) != _TEXT],
    }


def _sorts_of(layout: Layout) -> dict[str, object]:
    """Which columns of a file hold what, for the reader that takes them as they stand; of each sort there is one."""
    found = [column for column in layout.report.columns if column.name in layout.positions]

    def named(*values: Value) -> list[str]:
        return [column.name for column in found if column.value in values]

    return {
        "texts": [*named(Value.TEXT), "no_text"],
        "upper_texts": [*(column.name for column in found if column.shaped is not None), "no_text"],
        "quantities": [*named(Value.QUANTITY), "no_figure"],
        "amounts": [*named(Value.AMOUNT), "no_figure"],
        "stamps": [*named(Value.STAMP), "no_figure"],
        "periods": named(Value.PERIOD) or ["no_figure"],
        "instants": named(Value.STAMP)[:1] or ["no_figure"],
        "filled": [*(column.name for column in found if column.is_filled), "no_blank"],
    }


def _is_given(layout: Layout, name: str) -> bool:
    """Whether a file gives a column that is kept, by itself or by the days of a stamp or a period."""
    made_of = {"last_day": "first_day", "period": "first_day", "returned_at": "returned_on"}
    return made_of.get(name, name) in layout.positions


def _columns_of(layout: Layout) -> dict[str, str]:
    """The columns of a cleaned file with the types in which they are kept; returned_on_at is kept as returned_at."""
    types = {"line": "bigint"}
    values = {column.name: column.value for column in layout.report.columns}
    for name in clean_columns(layout)[1:]:
        if name in values:
            types[name] = _STORED_AS[values[name]]
        elif name.endswith("_on_at"):
            types[name.removesuffix("_on_at") + "_at"] = "timestamp"
        else:
            types[name] = "date" if name == "last_day" else _TEXT
    return types


def _name_by_file(loading: Loading) -> None:
    """Give the rows without a shipment the one that the name of the file bears."""
    (nameless,) = loading.one("shipment_unnamed")
    if not nameless:
        return
    found = shipment_ids_in(loading.file_name)
    if len(found) != 1:
        raise NamelessShipmentError(len(found))
    loading.run("shipment_named", shipment_id=found[0])


def _reject_doubles(loading: Loading, of_kind: ReportTable) -> None:
    """Reject rows whose key an earlier row of the file has with other values; one that says the same is known."""
    doubles = loading.run("report_clash").fetchall()
    for line, is_same, first_line, row_text in doubles:
        if not is_same:
            key = " and ".join((", ".join(of_kind.identity[:-1]), of_kind.identity[-1]))
            loading.rejects.add(line, f"line {first_line} gives other values for the same {key}", row_text)
    if doubles:
        loading.run("report_drop_lines", lines=[double[0] for double in doubles])


def _merged(loading: Loading, of_kind: ReportTable) -> tuple[int, int]:
    """Merge the staged rows into the stored ones; how many are new, and how many stored ones were rewritten."""
    if _run(loading, of_kind, "report_is_empty").fetchone() == (True,):
        return _count(_run(loading, of_kind, "report_append")), 0
    loading.run("merge_touched")
    loading.run("merge_pairs")
    _run(loading, of_kind, "report_merged")
    updated = _count(_run(loading, of_kind, "report_replace"))
    return _count(_run(loading, of_kind, "report_insert")) - updated, updated


def _run(loading: Loading, of_kind: ReportTable, name: str, **parameters: object) -> duckdb.DuckDBPyConnection:
    """Execute a query of the store that is written for `report_target` on the table of a kind."""
    return loading.con.execute(
        queries.text(f"store/{name}").replace("report_target", of_kind.table), parameters or None
    )


def _count(changed: duckdb.DuckDBPyConnection) -> int:
    row = changed.fetchone()
    return int(row[0]) if row else 0
