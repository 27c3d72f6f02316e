"""The lists of cases as data for the page's own script: texts once, rows short, harmless inside HTML."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import Final

from markupsafe import Markup

from reports import views
from reports.case_lists import FIRST_CASES
from reports.formats import COUNTED, count_text, day_text, days_left_text, money_text, number_text, script_forms
from reports.language import _, in_language, ngettext
from reports.table_data import script_json
from reports.words import CASE_WORDS

PAGE_SIZE: Final = 10
PRINTED_CASES: Final = 200
"""As many of a list stand on paper; a note says so where there are more."""
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
    "key",
    "ids",
    "id_name",
    "claim_count",
    "unit_count",
    "currency",
    "minor",
)
TABLES: Final = {"worth_filing": "cases-first", "value_unknown": "cases-unpriced", "below_min_value": "cases-below"}
"""The table of each standing on the page."""
COLUMNS: Final = ("account", "case", "product", "units", "amount", "last", "check")


def cases_json(filing: views.Filing, *, has_several_accounts: bool) -> Markup:
    """All cases of the lists of which the page itself shows only the first; {id} stands in `about` for the id.

    The first list is always here: what of it is to be filed today depends on the reader's day.
    """
    texts: dict[str, int] = {}
    lists = {
        TABLES[one.standing]: [_row(line, texts) for line in one.lines]
        for one in filing.lists
        if one is filing.worth or len(one.lines) > len(one.shown)
    }
    return script_json(
        {
            "fields": FIELDS,
            "columns": COLUMNS if has_several_accounts else COLUMNS[1:],
            "texts": list(texts),
            "lists": lists,
            "first": FIRST_CASES,
            "page_size": PAGE_SIZE,
            "printed": PRINTED_CASES,
            "has_account": has_several_accounts,
            "pace": filing.pace.cases_a_day if filing.pace else 0,
            "case_count": filing.worth.case_count,
            "claim_count": filing.worth.tally.claim_count,
            "unit_count": filing.worth.tally.unit_count,
            "totals": [(one.currency, _minor(one), one.minor_digits) for one in filing.worth.tally.money],
            "counted": {what: [ngettext(*COUNTED[what], n) for n in (1, 2)] for what in ("case", "claim", "unit")},
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
        told(line.case_key),
        told(" ".join(line.claim_ids)),
        told(line.id_name),
        told(str(line.claim_count)),
        told(str(line.unit_count)),
        told(line.money.currency if line.money else ""),
        told(_minor(line.money) if line.money else ""),
    ]


def _minor(money: views.Money) -> str:
    """The sum in the smallest unit of its currency."""
    return str(int(money.amount.scaleb(money.minor_digits).to_integral_value(ROUND_HALF_UP)))


def _amount(money: views.Money | None, *, is_upper_bound: bool) -> str:
    if not money:
        return _("no value yet")
    amount = money_text(money.currency, money.amount, money.minor_digits)
    return _("up to {amount}").format(amount=amount) if is_upper_bound else amount
