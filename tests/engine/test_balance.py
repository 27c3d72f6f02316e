"""The proof of balance (contract, section 8): every row closes, and a row that does not is told loudly."""

from __future__ import annotations

import pytest

import queries
from reconcile.engine.run import BalanceError
from tests.engine.conftest import World

PLANTED = {
    "a loss covered twice": ("audit/loss_balance", "update matched set units = units + 1"),
    "a loss left open twice": (
        "audit/loss_balance",
        "update claim_part set quantity_open = quantity_open + 1",
    ),
    "an open unit that is lost": ("audit/loss_balance", "delete from claim_part"),
    "doubt that no row shows": ("audit/loss_balance", "delete from claim_part where kind = 'doubt'"),
    "a payment given twice": ("audit/cover_balance", "insert into matched select 2, -1, cover_no, 1 from matched"),
    "a payment that does not exist": ("audit/cover_balance", "update matched set cover_no = -1"),
}


def test_the_audits_find_what_does_not_close(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -3       | M
    2026-10-07 | F1        | 1        | F

    payments
    approved   | id | reason       | cash
    2026-10-08 | P1 | Lost_Inbound | 1
    """
    world.reconcile()
    for audit in ("audit/loss_balance", "audit/cover_balance"):
        assert world.query(audit) == []
    for fault, (audit, planted) in PLANTED.items():
        world.con.execute("begin transaction")
        world.con.execute(planted)
        assert world.query(audit), fault
        world.con.execute("rollback")


def test_a_match_that_makes_up_units_stops_the_run(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | L1        | -3       | M
    2026-10-07 | F1        | 1        | F
    """
    honest = queries.text

    def generous(name: str) -> str:
        sql = honest(name)
        return sql.replace("cast(units as integer) as units", "5 as units") if name == "match/match" else sql

    monkeypatch.setattr(queries, "text", generous)
    with pytest.raises(BalanceError, match="proof of balance failed"):
        world.reconcile()


def test_the_bridge_leads_from_amazons_figure_to_what_became_of_the_units(world: World) -> None:
    """One unit and more of every fate; what is not stated, or does not add up, is no part of it.

    ledger
    date       | fnsku | sku       | reference | quantity | reason | disposition | reconciled | unreconciled
    2026-10-05 | X1    | SKU-1     | L1        | -9       | M      | SELLABLE    | 1          | 8
    2026-10-07 | X1    | SKU-1     | F1        | 1        | F      | SELLABLE    | 0          | 1
    2026-11-05 | X2    | SKU-1     | L2        | -2       | M      | SELLABLE    | 0          | 2
    2026-09-05 | X3    | SKU-1     | L3        | -3       | M      | SELLABLE    |            | 3
    2026-10-05 | X4    | SKU-1     | D4        | -4       | E      | DEFECTIVE   | 0          | 4
    2026-10-05 | X5    | amzn.gr.1 | L5        | -5       | M      | SELLABLE    | 0          | 5
    2026-07-31 | X6    | SKU-1     | L6        | -6       | M      | SELLABLE    | 0          | 6
    2026-10-05 | X7    | SKU-1     | L7        | -7       | M      | SELLABLE    |            |
    2026-10-05 | X8    | SKU-1     | L8        | -8       | M      | SELLABLE    | 1          | 1

    payments
    approved   | fnsku | id | reason         | cash
    2026-10-08 | X1    | P1 | Lost_Warehouse | 2
    2026-10-08 | X1    | P2 | Lost_Inbound   | 1
    """
    world.ledger_covers = ("2026-08-01", "2026-11-20")
    world.reconcile()
    world.summarise()
    bridge = sorted(world.con.execute("select position, label, units from bridge").fetchall())
    assert [(label, units) for _, label, units in bridge] == [
        ("stated by Amazon as unreconciled", 28),
        ("claimable", 5),
        ("waiting", 2),
        ("review", 5),
        ("expired", 3),
        ("filed", 0),
        ("dismissed", 0),
        ("paid or found since", 2),
        ("before our records", 6),
        ("listed apart (never claimed)", 5),
    ]
