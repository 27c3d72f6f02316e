"""The claims table as data for the page's own script: texts once, rows short, harmless inside HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from reports.claim_views import CLAIM_PAGE
from reports.export import CLAIM_COLUMNS
from reports.formats import amount_text, day_text, days_left_text, script_forms
from reports.language import _, in_language, page_name
from reports.product_views import PRODUCT_PAGE
from reports.rows import ClaimRow
from reports.views import ClaimTable
from reports.words import CLAIM_TYPE, STATUS, TABLE_WORDS, VALUE_BASIS, spoken

ESCAPES: Final[Mapping[int, str]] = {ord(sign): f"\\u{ord(sign):04x}" for sign in ("<", ">", "&", "\u2028", "\u2029")}

SHARED_TEXTS: Final = (
    "status",
    "claim_type",
    "account",
    "marketplace",
    "product",
    "sku",
    "fnsku",
    "asin",
    "title",
    "fulfillment_center",
    "reason_code",
    "currency",
    "value_basis",
    "status_reason",
    "rule_id",
    "reason_on_file",
    "due",
)
"""Columns whose texts repeat: a row holds their number in the list of texts."""
OWN_VALUES: Final = (
    "claim_id",
    "reference_id",
    "event_date",
    "quantity_lost",
    "quantity_covered",
    "quantity_open",
    "amount",
    "unit_value",
    "cost_price",
    "window_opens",
    "deadline",
    "days_left",
    "case_id",
    "is_rule_verified",
    "question",
)


def table_json(table: ClaimTable) -> Markup:
    """The table as JSON that may stand inside a script element."""
    numbers: dict[str, int] = {}
    lines = []
    for line, question, reason in zip(table.lines, table.question_numbers, table.reasons_on_file, strict=True):
        texts = [*(getattr(line, name) or "" for name in SHARED_TEXTS[:-2]), reason, _due(line)]
        shared = [numbers.setdefault(text, len(numbers)) for text in texts]
        lines.append([*shared, *_own_values(line, question)])
    return script_json(
        {
            "shared": SHARED_TEXTS,
            "own": OWN_VALUES,
            "texts": list(numbers),
            "rows": lines,
            "names": {
                "status": {line.status: spoken(STATUS, line.status) for line in table.lines},
                "claim_type": {line.claim_type: spoken(CLAIM_TYPE, line.claim_type) for line in table.lines},
                "value_basis": {line.value_basis: spoken(VALUE_BASIS, line.value_basis) for line in table.lines},
            },
            "words": in_language(TABLE_WORDS),
            **script_forms(),
            "claim_page": page_name(CLAIM_PAGE),
            "product_page": page_name(PRODUCT_PAGE),
            "columns": CLAIM_COLUMNS,
        }
    )


def script_json(value: object) -> Markup:
    """JSON in which nothing can end a script element, open a comment or break a line of script."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(ESCAPES))  # noqa: S704 - every sign that HTML knows is escaped above


def _due(line: ClaimRow) -> str:
    """What the last day means now: days left, the day it opens, or nothing where the matter is closed."""
    if line.status == "waiting":
        return _("opens {day}").format(day=day_text(line.window_opens))
    if line.status in ("filed", "reported", "dismissed"):
        return ""
    return days_left_text(line.days_left)


def _own_values(line: ClaimRow, question: int) -> list[object]:
    """The values of one row that no other shares, in the order of OWN_VALUES."""

    def money(name: str) -> str | None:
        amount = getattr(line, name)
        return None if amount is None else amount_text(amount, line.minor_digits)

    def day(name: str) -> str | None:
        found = getattr(line, name)
        return None if found is None else found.isoformat()

    return [
        line.claim_id,
        line.reference_id,
        day("event_date"),
        line.quantity_lost,
        line.quantity_covered,
        line.quantity_open,
        money("amount"),
        money("unit_value"),
        money("cost_price"),
        day("window_opens"),
        day("deadline"),
        line.days_left,
        line.case_id or "",
        line.is_rule_verified is not False or not line.rule_id,
        question,
    ]
