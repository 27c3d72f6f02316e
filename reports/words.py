"""The words a person reads for the closed vocabularies of the contract.

A word the page does not know yet is shown as it is written, with spaces for underscores: a new claim type
or report needs no change here to appear, only to read better.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reports.language import gettext

STATUS_ORDER: Final = ("claimable", "review", "waiting", "filed", "reported", "expired", "dismissed")

STATUS: Final[Mapping[str, str]] = {
    "claimable": "Claimable",
    "review": "Review",
    "waiting": "Waiting",
    "filed": "Filed",
    "reported": "Filed by hand",
    "expired": "Expired",
    "dismissed": "Dismissed",
}

STATUS_MEANING: Final[Mapping[str, str]] = {
    "claimable": "can be filed today",
    "review": "a question for a person first",
    "waiting": "too early: Amazon usually pays by itself",
    "filed": "in a case that was submitted",
    "reported": "a person put it away as filed",
    "expired": "the last day has passed",
    "dismissed": "a person said no",
}

CLAIM_TYPE: Final[Mapping[str, str]] = {
    "warehouse_lost": "Lost in warehouse",
    "warehouse_damaged": "Damaged in warehouse",
    "inbound_shortage": "Inbound shortage",
    "customer_return_missing": "Refunded, not returned",
    "customer_return_damaged": "Returned damaged",
    "removal_lost": "Removal lost",
    "removal_short": "Removal short",
    "reimbursement_reversed": "Reimbursement reversed",
    "reimbursement_underpaid": "Reimbursement underpaid",
}

CASE_ID_NAME: Final[Mapping[str, str]] = {
    "warehouse_lost": "FNSKU",
    "warehouse_damaged": "FNSKU",
    "inbound_shortage": "Shipment",
    "customer_return_missing": "Order",
    "customer_return_damaged": "Order",
    "removal_lost": "Removal order",
    "removal_short": "Removal order",
    "reimbursement_reversed": "Reimbursement",
    "reimbursement_underpaid": "Reimbursement",
}

VALUE_BASIS: Final[Mapping[str, str]] = {
    "cost": "your cost, at most Amazon's cap",
    "sale_price": "refunded price: an upper bound, Amazon deducts fees",
    "reversal": "amount taken back",
    "underpayment": "your cost less what was paid",
    "unknown": "no cost on file",
}

REPORT_KIND: Final[Mapping[str, str]] = {
    "ledger_detail": "Inventory Ledger, detailed view",
    "ledger_summary": "Inventory Ledger, summary view",
    "reimbursements": "Reimbursements",
    "customer_returns": "FBA customer returns",
    "replacements": "Replacements",
    "removal_orders": "Removal order detail",
    "removal_shipments": "Removal shipment detail",
    "settlement": "Settlement (flat file V2)",
    "all_orders": "All orders",
    "fba_inventory": "FBA inventory",
    "fee_preview": "Fee preview",
    "costs": "Costs (your own sheet)",
    "fx_rates": "Exchange rates (your own sheet)",
    "inbound_shipments": "Inbound shipments (your own sheet)",
    "shipping_queue": "Shipping queue (Seller Central)",
    "shipment_contents": "Shipment contents (Seller Central)",
    "customer_refunds": "Customer refunds (your own sheet)",
    "removal_receipts": "Removal receipts (your own sheet)",
}

TABLE_WORDS: Final[Mapping[str, str]] = {
    "named": "{claim_type}: {about}",
    "shown": "Showing {first} to {last} of {found}",
    "none_found": "No claim matches. Clear the search or the filters.",
    "page_size": "Rows",
    "page_number": "Page",
    "previous": "Previous",
    "next": "Next",
    "pages_above": "Pages, above the table",
    "pages_below": "Pages, below the table",
    "sort_up": ": sort, smallest first",
    "sort_down": ": sort, largest first",
    "sort_no_more": ": most urgent first again",
    "printed": "Printed: the first {printed} of {found} claims. All are in claims.csv beside this page.",
    "question": "Only question {number}",
    "drop_question": "Show all questions",
    "details": "Details of claim {claim}",
    "no_title": "(no title)",
    "no_value": "no value",
    "up_to": "up to {amount}",
    "not_verified": "rule not verified",
    "unknown": "unknown",
    "status_reason": "Why",
    "units": "Units",
    "units_text": "{lost} lost, {covered} made good, {open} open",
    "value": "Value",
    "value_text": "{unit} a unit: {basis}",
    "cost_price": "Your cost",
    "product": "Product",
    "window": "Can be filed",
    "window_text": "{opens} to {deadline}",
    "place": "Where",
    "place_text": "centre {centre}, code {code}, marketplace {marketplace}",
    "account": "Account",
    "rule": "Rule",
    "case_id": "Case",
    "trace": "Trace it",
    "time_line": "Time line",
    "time_line_of": "Time line of {product}",
}
"""Every sentence that the table's own script writes; names in braces are filled in there."""


CASE_WORDS: Final[Mapping[str, str]] = {
    "check": "Check it yourself",
    "named": "{claim_type}: {about}",
    "shown": "Showing {first} to {last} of {found}",
    "page_number": "Page",
    "previous": "Previous",
    "next": "Next",
    "first": "First page",
    "last": "Last page",
    "pages": "Pages: {list}",
    "printed": "Printed: the first {printed} of {found} cases. The page on the screen has all of them.",
    "today": "today",
    "copied_on": "copied on {day}",
    "filed_on": "filed on {day}",
    "begin_day": "Begin with {claim_type}, {id_name} {id}: {units}, last day {day}.",
    "begin_left": "Begin with {claim_type}, {id_name} {id}: {units} ({left}).",
    "all_done": "All of them are marked as copied or filed in this browser.",
    "file_some": "File {some} of {cases} today",
    "file_all": "File {cases}",
    "worth": "{cases} with {claims} for {units}.",
    "first_ends": "The first ends on {day} ({left}).",
    "passed_cases": "Left out, for the last day has passed: {cases}.",
    "nothing": "Nothing",
    "and": ", ",
}
"""Every sentence that the script of the case lists writes."""


DAY_WORDS: Final[Mapping[str, str]] = {
    "one_day": "1 day",
    "many_days": "{n} days",
    "left": "{days} left",
    "today": "last day is today",
    "late": "{days} too late",
    "passed": "The last day has passed",
}
"""Every sentence that the script writes which counts days from the reader's own."""


COVER_SOURCE: Final[Mapping[str, str]] = {
    "found": "Found unit",
    "graded_back": "Unit graded back to sellable",
    "reimbursement": "Reimbursement",
    "return": "Returned unit",
    "retrocharge": "Charge to the customer",
    "overage": "Surplus of the same product",
}

TOLD_BY_QUERIES: Final = (
    "Stated by Amazon as unreconciled",
    "Paid or found since",
    "Before our records",
    "Listed apart (never claimed)",
    "a reversal that states no cash and no inventory units",
    "reverses a payment that is not in the data",
    "reason not known",
    "unlabelled unit that Amazon found",
    "graded and resold by Amazon",
)
"""Closed sentences that the queries write, for the catalogs; the first ones with the capital that the page gives."""


TABLES: Final[tuple[Mapping[str, str] | tuple[str, ...], ...]] = (
    STATUS,
    STATUS_MEANING,
    CLAIM_TYPE,
    CASE_ID_NAME,
    VALUE_BASIS,
    REPORT_KIND,
    TABLE_WORDS,
    CASE_WORDS,
    DAY_WORDS,
    COVER_SOURCE,
    TOLD_BY_QUERIES,
)
"""All tables of this module, for the catalogs."""


def spoken(names: Mapping[str, str], word: str) -> str:
    """How `word` is called on a page: its name in the language spoken, else the word itself made readable."""
    return gettext(names[word]) if word in names else word.replace("_", " ").strip().capitalize()
