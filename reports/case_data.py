"""The lists of cases as data for the page's own script: texts once, rows short, harmless inside HTML."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from reports import views
from reports.formats import count_text, day_text, days_left_text, money_text, number_text, script_forms
from reports.language import _, in_language
from reports.table_data import script_json
from reports.words import CASE_WORDS

PAGE_SIZE: Final = 10
FIELDS: Final = (
    "account",
    "link",
    "type",
    "about",
    "id",
    "marks",
    "title",
    "sku",
    "fnsku",
    "units",
    "amount",
    "has_value",
    "unpriced",
    "day",
    "left",
    "last_day",
    "is_urgent",
    "check",
    "command",
)
TABLES: Final = {"worth_filing": "cases-first", "value_unknown": "cases-unpriced", "below_min_value": "cases-below"}
"""The table of each standing on the page."""
COLUMNS: Final = ("account", "case", "product", "units", "amount", "last", "check")


def cases_json(filing: views.Filing, *, has_several_accounts: bool) -> Markup:
    """All cases of the lists of which the page itself shows only the first; {id} stands in `about` for the id."""
    texts: dict[str, int] = {}
    lists = {
        TABLES[one.standing]: [_row(line, texts) for line in one.lines]
        for one in filing.lists
        if len(one.lines) > len(one.shown)
    }
    return script_json(
        {
            "fields": FIELDS,
            "columns": COLUMNS if has_several_accounts else COLUMNS[1:],
            "texts": list(texts),
            "lists": lists,
            "page_size": PAGE_SIZE,
            "words": in_language(CASE_WORDS),
            **script_forms(),
        }
    )


def _row(line: views.CaseLine, texts: dict[str, int]) -> list[object]:
    """One case in the order of FIELDS: numbers of texts, and what is so or not."""

    def told(text: str) -> int:
        return texts.setdefault(text, len(texts))

    about = _("{id_name} {id}, {region}, {claims}").format(
        id_name=line.id_name, id="{id}", region=line.region, claims=count_text(line.claim_count, "claim")
    )
    marks = []
    if line.part_count > 1:
        parts = number_text(line.part_count)
        marks.append(told(_("part {part} of {parts}").format(part=number_text(line.part), parts=parts)))
    if not line.is_rule_verified:
        marks.append(told(_("rule not verified")))
    unpriced = ""
    if line.unpriced_units and line.money:
        unpriced = _("{units} without a value").format(units=count_text(line.unpriced_units, "unit"))
    return [
        told(line.account),
        told(line.claim_link),
        told(line.type_name),
        told(about),
        told(line.group_id),
        marks,
        told(line.title or _("(no title)")),
        told(line.sku or _("no SKU")),
        told(line.fnsku or _("no FNSKU")),
        told(number_text(line.unit_count)),
        told(_amount(line.money, is_upper_bound=line.is_upper_bound)),
        line.money is not None,
        told(unpriced),
        told(day_text(line.first_deadline) if line.first_deadline else ""),
        told(days_left_text(line.days_left)),
        told(line.first_deadline.isoformat() if line.first_deadline else ""),
        line.is_urgent,
        told(line.check_link),
        told(line.command),
    ]


def _amount(money: views.Money | None, *, is_upper_bound: bool) -> str:
    if not money:
        return _("no value yet")
    amount = money_text(money.currency, money.amount, money.minor_digits)
    return _("up to {amount}").format(amount=amount) if is_upper_bound else amount
