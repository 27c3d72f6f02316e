"""`why ID`: the story of units in lines a person can check, from the tables that the engine left on the connection.

Every line names the file and the line of the row it speaks of, in the words of the page's claim view. First in, first
out is our assignment, not Amazon's statement, and the story says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import queries
from reconcile.engine.changes import order_rows
from reports.claim_facts import HoleFact, read_holes
from reports.claim_words import CLAIM_WORDS
from reports.product_views import page_of
from reports.rates import COST, RateFact, rate_text, read_rates
from reports.settling import SettlingLine, lines_of, settling_of
from reports.words import CLAIM_TYPE, REPORT_KIND, spoken

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

Row = dict[str, Any]

#: an FNSKU of a large seller may have thousands of rows; a story is for reading
LIMIT = 300

#: passes from this number on raise doubt and close no loss
DOUBT = 4

#: the parts of a loss that are told apart
PARTS = frozenset({"reconciled", "given_back", "above_paid"})


@dataclass(frozen=True, slots=True)
class _Tables:
    losses: list[Row]
    covers: list[Row]
    others: list[Row]
    matched: list[Row]
    claims: list[Row]


def story(con: DuckDBPyConnection, wanted: str, as_of: date) -> list[str]:
    """The lines of the story; empty when no row bears the id.

    Args:
        con: a connection on which the tables that a run leaves exist.
        wanted: the id.
        as_of: the day of that run; caps and the rule on cost are those of this day.
    """
    wanted = wanted.strip()
    if not wanted:  # else every row without an order or a case would answer
        return []
    tables = _read(con, wanted, as_of)
    if not (tables.losses or tables.covers or tables.others):
        return []
    covers = {row["cover_no"] for row in (*tables.covers, *tables.matched)}
    lines = [f"{wanted}: {len(tables.losses)} loss rows, {len(covers)} cover rows, {len(tables.others)} other rows"]
    used_by_loss = _grouped(tables.matched, "loss_no")
    used_by_cover = _grouped(tables.matched, "cover_no")
    for loss in tables.losses[:LIMIT]:
        lines += ["", *_loss_lines(loss, used_by_loss.get(loss["loss_no"], []))]
    if tables.claims:
        lines += ["", "Claims"]
        claim_ids = [claim["claim_id"] for claim in tables.claims[:LIMIT]]
        rates, holes = read_rates(con, claim_ids, as_of), read_holes(con, claim_ids, as_of)
        for claim in tables.claims[:LIMIT]:
            lines += [*_claim_lines(claim), *map(_rate_line, rates.get(claim["claim_id"], ()))]
            lines += _hole_lines(holes.get(claim["claim_id"], ()))
        lines += _settling_lines(con, claim_ids)
    if tables.covers:
        lines += ["", "Payments, found and graded units"]
        for cover in tables.covers[:LIMIT]:
            lines += _cover_lines(cover, used_by_cover.get(cover["cover_no"], []))
    if tables.others:
        lines += ["", "Other rows"]
        lines += [_other_line(row) for row in tables.others[:LIMIT]]
    longest = max(len(tables.losses), len(tables.covers), len(tables.others))
    if longest > LIMIT:
        lines += [
            "",
            f"Only the first {LIMIT} rows of each kind are told; ask for a reference id or a claim to see one.",
        ]
    lines += ["", *_page(tables), CLAIM_WORDS["fifo"]]
    return lines


def _page(tables: _Tables) -> Iterator[str]:
    """Where the report draws the product of the rows, if that is one; only what has a claim has a page."""
    products = {row["fnsku"] for row in tables.losses}
    if tables.claims and len(products) == 1 and products != {""}:
        yield f"Drawn over time: report/{page_of(tables.claims[0]['account'], *products)}"


def _read(con: DuckDBPyConnection, wanted: str, as_of: date) -> _Tables:
    order_rows(con)
    losses = _rows(con, "why/loss", {"id": wanted, "as_of": as_of})
    covers = _rows(con, "why/cover", {"id": wanted})
    numbers = {
        "loss_nos": [row["loss_no"] for row in losses],
        "cover_nos": [row["cover_no"] for row in covers],
    }
    return _Tables(
        losses=losses,
        covers=covers,
        others=_rows(con, "why/other_row", {"id": wanted, "as_of": as_of}),
        matched=_rows(con, "why/matched", numbers),
        claims=_rows(con, "why/claim", {"loss_nos": numbers["loss_nos"]}),
    )


def _rows(con: DuckDBPyConnection, query: str, params: dict[str, Any]) -> list[Row]:
    found = queries.load(query)
    return [dict(zip(found.outputs, row, strict=True)) for row in con.execute(found.sql, params).fetchall()]


def _grouped(rows: Sequence[Row], key: str) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def _place(row: Row) -> str:
    return f"[{row['file_name']} line {row['line']}]" if row["file_name"] else ""


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count} units"


def _loss_lines(loss: Row, used: Sequence[Row]) -> list[str]:
    what = spoken(CLAIM_TYPE, loss["claim_type"])
    where = f" at {loss['place']}" if loss["place"] else ""
    code = f", code {loss['reason']}" if loss["reason"] else ""
    state = f", {loss['disposition']}" if loss["disposition"] else ""
    box = f" box {loss['tracking_number']}," if loss["tracking_number"] else ""
    named = f"reference {loss['reference_id'] or '(none)'},{box} SKU {loss['sku']}, FNSKU {loss['fnsku']}"
    day = loss["event_date"] or "day unknown"
    lines = [f"{day}  {what}: {_units(loss['units'])}{where}{code}{state}, {named}  {_place(loss)}"]
    if loss["part"] in PARTS:
        part = CLAIM_WORDS[f"part_{loss['part']}"].format(units=_units(loss["units"]))
        more = CLAIM_WORDS.get(f"{loss['part']}_text", "")
        lines.append(f"    {part}. {more}".rstrip())
    if loss["stated_reconciled"] is not None:
        lines.append(
            f"    Amazon states of {abs(loss['quantity'])}: {loss['stated_reconciled']} reconciled, "
            f"{loss['stated_unreconciled']} unreconciled"
        )
    if loss["shipped_units"] is not None:
        stated = "no figure" if loss["figure_units"] is None else str(loss["figure_units"])
        lines.append(
            f"    sent {loss['shipped_units']}, received {loss['received_units']} "
            f"(the line says {stated}, the ledger {loss['ledger_units']})"
        )
    if loss["claim_type"] == "reimbursement_underpaid" and loss["paid_amount"] is not None:
        paid = f"{loss['currency']} {loss['paid_amount']:.2f} for {_units(loss['paid_units'])}"
        lines.append(f"    Amazon paid {paid}, top-ups included")
    lines += [f"    {_given(row)}" for row in used]
    if loss["part"] == "given_back":
        return lines
    if not loss["open_units"]:
        return [*lines, "    nothing is left open"]
    lines.append(f"    left open before doubt: {_units(loss['open_units'])}")
    lines += [f"    {line}" for line in (_window_line(loss), _value_line(loss), *_value_rules(loss)) if line]
    return lines


def _given(row: Row) -> str:
    doubt = "perhaps covered" if row["pass"] >= DOUBT else "covered"
    amount = f", {row['currency']} {row['amount']:.2f}" if row["amount"] is not None else ""
    reason = f" {row['reason']}" if row["source"] == "reimbursement" else ""
    named = f"{_source(row)} {row['reference_id']} of {row['event_date']}"
    return f"{_units(row['units'])} {doubt} by {named}{reason}{amount} (pass {row['pass']}: {_how(row)})  {_place(row)}"


def _source(row: Row) -> str:
    return CLAIM_WORDS[f"source_{row['source']}"].lower()


def _how(row: Row) -> str:
    key = f"how_{row['source']}" if row["is_exact"] else f"pass_{row['pass']}"
    return CLAIM_WORDS[key].removesuffix(".")


def _window_line(loss: Row) -> str:
    if not loss["rule_id"]:
        return CLAIM_WORDS["no_rule"]
    opens = loss["window_opens"] or "unknown"
    return (
        f"claim window {opens} to {loss['deadline'] or 'unknown'} by rule {loss['rule_id']} "
        f"({_source_of(loss['rule_source'], is_verified=loss['is_rule_verified'])})"
    )


def _value_line(loss: Row) -> str:
    if loss["unit_value"] is None and loss["claim_type"].startswith("customer_return"):
        return CLAIM_WORDS["value_no_refund"]
    if loss["value_basis"] == "sale_price":
        most = f"{loss['currency']} {loss['unit_value']:.2f}"
        return f"value of a unit up to {most}: the refunded price, before Amazon's fees"
    if loss["unit_value"] is None:
        key = "value_unknown" if loss["event_date"] else "value_no_day"
        return f"SKU {loss['sku']}: {CLAIM_WORDS[key].format(day=loss['event_date'])}"
    cost = ""
    if loss["cost_price"] is not None:
        since = f"since {loss['cost_effective_from']}"
        place = f"  [{loss['cost_file_name']} line {loss['cost_line']}]" if loss["cost_file_name"] else ""
        cost = f"; cost {loss['cost_price']:.2f} of SKU {loss['cost_sku']} {since}{place}"
    return f"value of a unit {loss['currency']} {loss['unit_value']:.2f}{cost}"


def _value_rules(loss: Row) -> Iterator[str]:
    """The cap and the rule that cost decides, each with who says so; none where the value is no cost."""
    if loss["cap_amount"] is not None:
        said = _source_of(loss["cap_source"], is_verified=loss["is_cap_verified"])
        yield f"at most {loss['cap_currency']} {loss['cap_amount']:.2f} a unit ({said})"
    if loss["cost_rule_from"] is not None:
        said = _source_of(loss["cost_rule_source"], is_verified=loss["is_cost_rule_verified"])
        yield f"payments approved since {loss['cost_rule_from']} are at cost ({said})"


def _source_of(source: str, *, is_verified: bool) -> str:
    return source if is_verified else f"not verified: {source}"


def _claim_lines(claim: Row) -> list[str]:
    amount = "value unknown" if claim["amount"] is None else f"{claim['currency']} {claim['amount']:.2f}"
    if claim["value_basis"] == "sale_price":
        amount = CLAIM_WORDS["up_to"].format(amount=amount)
    head = f"{claim['claim_id']}  {claim['status']}: {_units(claim['quantity_open'])}, {amount}"
    return [f"    {head}", f"        {claim['status_reason']}"]


def _cover_lines(cover: Row, used: Sequence[Row]) -> list[str]:
    amount = f", {cover['currency']} {cover['amount']:.2f}" if cover["amount"] is not None else ""
    where = f" at {cover['place']}" if cover["place"] else ""
    part = f" ({cover['part']} part)" if cover["part"] in {"reconciled", "unreconciled"} else ""
    named = f"{_source(cover)} {cover['reference_id']} {cover['reason']}".rstrip() + f"{where}{part}"
    lines = [f"    {cover['event_date']}  {named}: {_units(cover['units'])}{amount}  {_place(cover)}"]
    for row in used:
        doubt = "perhaps covers" if row["pass"] >= DOUBT else "covers"
        named = f"{row['loss_reference_id'] or '(no reference)'}, {row['loss_date']}"
        what = spoken(CLAIM_TYPE, row["loss_type"])
        lines.append(f"        {doubt} {_units(row['units'])} of {named} ({what}; pass {row['pass']})")
    if cover["unmatched_units"]:
        lines.append(f"        {_units(cover['unmatched_units'])} met no loss")
    return lines


def _hole_lines(holes: Sequence[HoleFact]) -> Iterator[str]:
    """What is not covered of the days since a claim's event, and what to do about it."""
    if holes:
        yield f"        {CLAIM_WORDS['holes']}"
    for hole in holes:
        days = CLAIM_WORDS["hole_days"]
        report = spoken(REPORT_KIND, hole.report)
        yield f"            {days.format(report=report, first=hole.first_day, last=hole.last_day)}"


def _rate_line(fact: RateFact) -> str:
    """An exchange rate of a claim as it stands in its file."""
    name = CLAIM_WORDS["rate_row" if fact.what == COST else "rate_row_cap"]
    said = CLAIM_WORDS["rate_text"].format(
        base=fact.base, rate=rate_text(fact.rate), quote=fact.quote, day=fact.rate_on
    )
    cross = f" {CLAIM_WORDS['rate_cross']}" if fact.way == "cross" else ""
    place = _place({"file_name": fact.file_name, "line": fact.line})
    return f"        {name}: {said}{cross}  {place}".rstrip()


def _settling_lines(con: DuckDBPyConnection, claim_ids: Sequence[str]) -> Iterator[str]:
    """Every payment and found unit of the products of the claims, each once, with what it belongs to."""
    rows = [row for one in settling_of(con, claim_ids, LIMIT).values() for row in one.rows]
    places = {(row.source, row.line_no): f"[{row.file_name} line {row.line}]" if row.file_name else "" for row in rows}
    unique = {(row.product, row.event_date, row.source, row.line_no, row.belonging, row.target): row for row in rows}
    yield ""
    yield f"{CLAIM_WORDS['settling']}: {'' if rows else CLAIM_WORDS['settling_none']}".strip()
    for line in lines_of(unique[key] for key in sorted(unique)):
        yield f"    {_settling_line(line)}  {places[line.source, line.line_no]}".rstrip()


def _settling_line(line: SettlingLine) -> str:
    shares = "; ".join(
        (f"{_units(share.units)}: " if len(line.shares) > 1 else "")
        + CLAIM_WORDS[f"belongs_{share.kind}"].format(target=share.target or CLAIM_WORDS["unknown"])
        for share in line.shares
    )
    what = f"{CLAIM_WORDS[f'source_{line.source}'].lower()} {line.line_id or '(no id)'} {line.reason}"
    return f"{line.event_date}  {what}, {_units(line.units)}: {shares}"


def _other_line(row: Row) -> str:
    where = f" at {row['place']}" if row["place"] else ""
    named = f"{row['kind']} {row['reference_id'] or '(no reference)'} {row['reason']} ({row['meaning']}){where}"
    return f"    {row['event_date'] or 'day unknown'}  {named}: quantity {row['quantity']}; {row['why']}  {_place(row)}"
