"""Which looks into Seller Central show a claim, by claim type; the words of each are in reports/claim_words.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CHECKS: Final[Mapping[str, tuple[str, ...]]] = {
    "warehouse_lost": ("check_ledger_1", "check_ledger_2", "check_ledger_3", "check_ledger_4"),
    "warehouse_damaged": ("check_ledger_1", "check_ledger_2", "check_ledger_3", "check_ledger_4"),
    "removal_lost": ("check_removal_1", "check_removal_2", "check_removal_3", "check_removal_4"),
    "removal_short": ("check_removal_1", "check_removal_2", "check_removal_3", "check_removal_4"),
    "customer_return_missing": ("check_order_1", "check_order_2", "check_order_3", "check_order_4"),
    "customer_return_damaged": ("check_return_1", "check_return_2", "check_return_3", "check_return_4"),
    "inbound_shortage": ("check_shipment_1", "check_shipment_2", "check_shipment_3", "check_shipment_4"),
    "reimbursement_reversed": ("check_payment_1", "check_payment_2", "check_payment_3", "check_reversal_4"),
    "reimbursement_underpaid": ("check_payment_1", "check_payment_2", "check_payment_3", "check_underpaid_4"),
}
"""Which four clicks show a claim in Seller Central, by claim type."""
