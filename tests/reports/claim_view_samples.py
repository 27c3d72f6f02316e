"""Small worlds for the claim view: reconciled by the engine, read as the page reads them."""

from __future__ import annotations

from decimal import Decimal

import duckdb

import queries
from reconcile.policy.filing import load_filing
from reports.build import build_all
from reports.read import read_account
from reports.views import ReportView, Stamp
from tests.engine.conftest import AS_OF, World

EVERY_STEP = """
    ledger
    date       | fnsku | sku   | reference | quantity | reason | disposition | reconciled | unreconciled
    2026-08-20 | X4    | SKU-4 | R400      | -2       | M      | SELLABLE    | 0          | 2
    2026-09-25 | X1    | SKU-1 | R100      | -6       | M      | SELLABLE    | 3          | 3
    2026-10-01 | X1    | SKU-1 | R101      | 1        | F      | SELLABLE    | 1          | 0
    2026-10-20 | X1    | SKU-1 | R102      | 2        | F      | SELLABLE    | 0          | 2
    2026-10-21 | X2    | SKU-2 | R200      | -1       | E      | SELLABLE    | 0          | 1
    2026-11-10 | X3    | SKU-3 | R300      | -2       | M      | SELLABLE    |            |

    payments
    approved   | id   | reason                | sku   | fnsku | cash | total  | each   | original
    2026-10-25 | P100 | Lost_Warehouse        | SKU-1 | X1    | 1    | 12.50  | 12.50  |
    2026-10-30 | P200 | GeneralAdjustment     | SKU-2 | X2    | 1    | 9.99   | 9.99   |
    2026-09-01 | P400 | Lost_Warehouse        | SKU-4 | X4    | 2    | 20.00  | 10.00  |
    2026-10-15 | P401 | Reimbursement_Reversal| SKU-4 | X4    | -2   | -20.00 | -10.00 | P400
    2026-11-05 | P500 | Damaged_Warehouse     | SKU-5 | X5    | 3    | 9.00   | 3.00   |

    costs
    sku   | cost   | from
    SKU-1 | 12.50  | 2026-01-01
    SKU-2 | 7000   | 2026-02-01
    SKU-4 | 10.00  | 2026-01-01
    SKU-5 | 8.00   | 2026-01-01
"""
"""Both parts, a payment, doubt, a cap, a missing cost, a reversal, a payment below cost."""

HOSTILE = "</script><img src=x onerror=alert(1)><b>bold</b>"


def world_of(text: str) -> World:
    """The engine's answer to the rows of a text, in a database of its own."""
    con = duckdb.connect(config={"python_enable_replacements": False, "threads": 1})
    for name in queries.names():
        if name.startswith("schema/"):
            con.execute(queries.text(name))
    world = World(con)
    world.fill(text)
    return world


def views_of(world: World, *, with_cases: bool = True, claim_limit: int = 10_000) -> tuple[ReportView, ...]:
    """The report on the world's one account, US, in every language."""
    world.reconcile()
    world.summarise()
    part = read_account(
        world.con,
        account="main",
        marketplace="US",
        as_of=AS_OF,
        min_case_value=Decimal("15.00"),
        filing=load_filing() if with_cases else None,
        claim_limit=claim_limit,
    )
    stamp = Stamp(program="0.1.0", rules="2026-11-22")
    return build_all([part], as_of=AS_OF, stamp=stamp, claim_limit=claim_limit)


def view_of(world: World, *, with_cases: bool = True, claim_limit: int = 10_000) -> ReportView:
    """The same in English."""
    return views_of(world, with_cases=with_cases, claim_limit=claim_limit)[0]


def hostile_world() -> World:
    """The same rows, with text that would be a page of its own if anything read it as HTML."""
    world = world_of(EVERY_STEP)
    for table, columns in (
        ("ledger_detail", ("title", "msku", "fulfillment_center")),
        ("reimbursement", ("product_name", "sku", "condition")),
        ("cost", ("sku",)),
    ):
        for column in columns:
            world.con.execute(f"update {table} set {column} = {column} || $text", {"text": HOSTILE})
    return world
