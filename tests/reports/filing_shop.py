"""A shop with a handful of rows, reconciled, for tests of the cases it can file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import duckdb

import queries
from reconcile.engine.run import AccountFacts, make_claims, reconcile
from reconcile.policy import load_policy
from reconcile.policy.filing import load_filing
from reports.filing import cases_to_file
from reports.filing_values import CaseToFile, FilingData

AS_OF = date(2026, 11, 20)
Row = Mapping[str, object]
LEDGER_ROW: Row = {
    "event_date": date(2026, 10, 1),
    "fnsku": "X1",
    "asin": "B1",
    "msku": "SKU-1",
    "title": "Enamel mug, SECRET TITLE",
    "event_type": "Adjustments",
    "reference_id": "20071",
    "quantity": -1,
    "fulfillment_center": "PHX6",
    "disposition": "SELLABLE",
    "reason": "M",
    "country": "US",
    "download_id": 1,
}
PAYMENT_ROW: Row = {
    "approved_on": date(2026, 10, 10),
    "approved_at_text": "",
    "reimbursement_id": "5001",
    "case_id": "",
    "order_id": "",
    "reason": "Lost_Warehouse",
    "sku": "SKU-1",
    "fnsku": "X1",
    "asin": "B1",
    "product_name": "Enamel mug, SECRET TITLE",
    "condition": "New",
    "currency": "USD",
    "amount_per_unit": Decimal(10),
    "amount_total": Decimal(10),
    "quantity_cash": 1,
    "quantity_inventory": 0,
    "quantity_total": 1,
    "original_reimbursement_id": "",
    "original_reimbursement_type": "",
    "download_id": 2,
}
COST_ROW: Row = {
    "sku": "SKU-1",
    "unit_cost": Decimal("12.50"),
    "currency": "USD",
    "effective_from": date(2025, 1, 1),
    "approved_on": date(2025, 1, 1),
    "supplier": "",
    "invoice": "",
    "download_id": 3,
}
SHIPMENT_ROW: Row = {
    "shipment_id": "FBA1",
    "status": "CLOSED",
    "destination_fc": "LBE1",
    "shipped_on": date(2026, 8, 20),
    "delivered_on": date(2026, 9, 1),
    "closed_on": date(2026, 10, 1),
    "sku": "SKU-1",
    "fnsku": "X1",
    "asin": "B1",
    "quantity_shipped": 10,
    "quantity_received": 7,
    "amazon_status": "",
    "carrier": "UPS",
    "tracking_id": "1Z1",
    "cartons": 4,
    "weight_kg": Decimal("31.5"),
    "download_id": 4,
}
Span = tuple[date, date]
ALL_DAYS: Span = (date(2026, 1, 1), AS_OF)


class Shop:
    """An account in memory; rows are given as what differs from an ordinary one."""

    def __init__(self) -> None:
        self.con = duckdb.connect(config={"python_enable_replacements": False, "threads": 1})
        for name in queries.names():
            if name.startswith("schema/"):
                self.con.execute(queries.text(name))
        self.lines = 0
        self.covered: dict[str, list[Span]] = {"ledger_detail": [ALL_DAYS], "reimbursements": [ALL_DAYS]}

    def adjustment(self, **changes: object) -> None:
        """A row of the ledger; without changes one unit lost on 1 October."""
        row = {**LEDGER_ROW, **changes}
        self.lines += 1
        self._insert("ledger_detail", row | {"line": self.lines})

    def payment(self, **changes: object) -> None:
        """A line of the Reimbursements report; without changes one unit paid on 10 October."""
        self._insert("reimbursement", {**PAYMENT_ROW, **changes, "line": self.lines})

    def cost(self, **changes: object) -> None:
        """A row of the cost book."""
        self._insert("cost", {**COST_ROW, **changes, "line": self.lines})

    def shipment(self, **changes: object) -> None:
        """A line of a shipment to Amazon; without changes three of ten units are missing."""
        self._insert("inbound_shipment", {**SHIPMENT_ROW, **changes, "line": self.lines})

    def _insert(self, table: str, row: Row) -> None:
        self.lines += 1
        marks = ", ".join(f"${name}" for name in row)
        self.con.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", dict(row))

    def reconciled(self, home: str = "US", as_of: date = AS_OF) -> Shop:
        """The shop after a run."""
        number = 0
        for kind, spans in self.covered.items():
            for first, last in spans:
                number += 1
                self.con.execute(
                    "insert into download values ($id, $kind, 0, $kind, $kind, timestamp '2026-11-20 00:00:00', "
                    "'', '', null, null, $first, $last, 0, 0, 0, 0, 0, true)",
                    {"id": number, "kind": kind, "first": first, "last": last},
                )
        policy = load_policy()
        marketplace = policy.marketplace(home)
        assert marketplace
        facts = AccountFacts(
            account="main",
            home_marketplace=home,
            home_region=marketplace.region,
            home_currency=marketplace.currency,
            early_cover_days=10,
            settle_days={"settle_days_lost": 30, "settle_days_damaged": 14},
        )
        reconcile(self.con, facts=facts, policy=policy.tables(), as_of=as_of)
        make_claims(self.con, as_of)
        return self

    def cases(
        self, home: str = "US", as_of: date = AS_OF, least: str = "25.00", filing: FilingData | None = None
    ) -> tuple[CaseToFile, ...]:
        """What can be filed."""
        return cases_to_file(
            self.con,
            account="main",
            marketplace=home,
            as_of=as_of,
            min_case_value=Decimal(least),
            filing=filing or load_filing(),
        )
