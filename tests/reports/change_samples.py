"""A change of every kind, as comparing two runs leaves them, for the tests of the page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb

from reports.change_rows import AccountChanges, read_changes

EARLIER = date(2026, 11, 15)

TABLES = """
create table change (
    event_key varchar, kind varchar, position integer, units integer, unpriced_units integer, amount decimal(18, 4),
    currency varchar, minor_digits integer, claim_type varchar, reference_id varchar, event_date date, sku varchar,
    fnsku varchar, then_units integer, now_units integer, then_states varchar, now_states varchar, claim_id varchar,
    is_open boolean, then_unit_value decimal(18, 4), now_unit_value decimal(18, 4), then_cost decimal(18, 4),
    now_cost decimal(18, 4), then_deadline date, now_deadline date, then_opens date, now_opens date, then_code varchar,
    now_code varchar, is_row_new boolean, why varchar
);
create table event_cover (
    event_key varchar, kind varchar, cover_row bigint, units integer, is_new boolean, reference_id varchar,
    case_id varchar, covered_on date, currency varchar, amount decimal(18, 4)
);
create table product (product varchar, asin varchar, title varchar);
create table earlier_run (as_of date, run_at timestamp, program varchar, policy varchar);
"""

#: kind, open units by status at the earlier run and now, what else differs from `_change`
KINDS: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    ("new", "", "claimable:3", {"is_row_new": True}),
    ("paid", "waiting:3", "", {}),
    ("paid_in_case", "filed:3", "", {}),
    ("claimable", "waiting:3", "claimable:3", {"now_opens": date(2026, 11, 20)}),
    ("review", "claimable:3", "claimable:2,review:1", {"units": 1, "claim_id": "wl-000004"}),
    ("expired", "claimable:3", "expired:3", {"now_deadline": date(2026, 11, 20)}),
    ("late", "", "expired:3", {"amount": None, "unpriced_units": 3}),
    ("found", "claimable:3", "", {}),
    ("moved", "claimable:3", "", {}),
    ("more", "claimable:2", "claimable:5", {"now_units": 5}),
    ("waiting", "dismissed:3", "waiting:3", {}),
    ("filed", "claimable:3", "filed:3", {}),
    ("dismissed", "claimable:3", "dismissed:3", {}),
    ("value", "claimable:3", "claimable:3", {"then_cost": Decimal("10.00"), "amount": Decimal("-4.50")}),
    ("last_day", "claimable:3", "claimable:3", {"now_deadline": date(2026, 12, 30)}),
    ("gone", "claimable:3", "", {"why": "excluded_sku"}),
    ("claimable", "review:3", "claimable:3", {"then_code": "cost_not_approved", "currency": "GBP"}),
)


def add_changes(con: duckdb.DuckDBPyConnection, text: str = "") -> None:
    """A change of every kind since a run a week ago; `text` stands for every word of Amazon's or the seller's."""
    con.execute(
        "insert into earlier_run values ($day, $at, '0.1.0', '2026-11-22')",
        {"day": EARLIER, "at": datetime(2026, 11, 15, tzinfo=UTC)},
    )
    for number, (kind, then_states, now_states, more) in enumerate(KINDS, start=1):
        row = _change(number, kind, then_states, now_states, text) | more
        marks = ", ".join(f"${name}" for name in row)
        con.execute(f"insert into change ({', '.join(row)}) values ({marks})", row)
    for key, kind, is_new in (
        ("K02", "payment", True),
        ("K03", "payment", True),
        ("K08", "found", True),
        ("K09", "payment", False),
    ):
        money = Decimal("12.50") if kind == "payment" else None
        con.execute(
            "insert into event_cover values ($key, $kind, 1, 3, $is_new, $id, '', $day, $currency, $money)",
            {
                "key": key,
                "kind": kind,
                "is_new": is_new,
                "id": text or "11223344551",
                "day": date(2026, 11, 18),
                "currency": "USD" if money else "",
                "money": money,
            },
        )
    con.execute(
        "insert into product values ($product, '', $title)", {"product": text or "X001", "title": text or "Enamel mug"}
    )


def read(con: duckdb.DuckDBPyConnection, as_of: date) -> AccountChanges:
    """The changes on the connection."""
    return read_changes(con, as_of, EARLIER if con.execute("from earlier_run").fetchall() else None)


def _change(number: int, kind: str, then_states: str, now_states: str, text: str) -> dict[str, object]:
    return {
        "event_key": f"K{number:02}",
        "kind": kind,
        "position": number,
        "units": 3,
        "unpriced_units": 0,
        "amount": Decimal("37.50"),
        "currency": "USD",
        "minor_digits": 2,
        "claim_type": "warehouse_lost",
        "reference_id": text or f"2007686537{number:04}",
        "event_date": date(2026, 10, 1),
        "sku": text or "MUG-01",
        "fnsku": text or "X001",
        "then_units": 3 if then_states else 0,
        "now_units": 3 if now_states else 0,
        "then_states": then_states,
        "now_states": now_states,
        # a claim that the small shop holds
        "claim_id": f"wl-{number % 9 + 1:06d}",
        "is_open": bool(now_states),
        "then_unit_value": Decimal("12.50"),
        "now_unit_value": Decimal("12.50"),
        "then_cost": Decimal("12.50"),
        "now_cost": Decimal("12.50"),
        "then_deadline": date(2026, 11, 30),
        "now_deadline": date(2026, 11, 30),
        "then_opens": date(2026, 10, 31),
        "now_opens": date(2026, 10, 31),
        "then_code": "",
        "now_code": "",
        "is_row_new": False,
        "why": "",
    }
