"""The words for the kinds of change, and why a change came about where the data proves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from reports.change_rows import ChangeCover, ChangeRow
from reports.formats import count_text, day_text, money_text, number_text
from reports.language import N2_, N_, _, gettext, ngettext

KIND: Final[Mapping[str, tuple[str, str]]] = {
    "new": (N_("New"), N_("claims that are open now and were not then")),
    "paid": (N_("Paid by Amazon by itself"), N_("payments that came since and name no case")),
    "paid_in_case": (N_("Paid in a case"), N_("payments that came since and name a case")),
    "claimable": (N_("Can be filed now"), N_("could not be filed then")),
    "review": (N_("Became a question"), N_("a person must look first")),
    "expired": (N_("Expired"), N_("the last day has passed")),
    "late": (N_("Found too late"), N_("new, but their last day had passed already")),
    "found": (N_("Found again"), N_("units that came back since")),
    "moved": (
        N_("Covered by older rows"),
        N_("rows known before belong to these losses now, first in, first out"),
    ),
    "more": (N_("More units open"), N_("units that were not open at that run")),
    "waiting": (N_("Too early to file"), N_("they stood otherwise then; their window is not open yet")),
    "filed": (N_("Filed"), N_("in a case that was submitted")),
    "dismissed": (N_("Dismissed"), N_("a person put it away")),
    "value": (N_("Worth something else"), N_("the difference; the units are the same")),
    "last_day": (N_("Another last day"), N_("the window ends on another day")),
    "gone": (N_("No longer open"), N_("neither paid nor found since")),
}
"""By kind: its name, and what that means."""

COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "new": N2_("{n} new claim", "{n} new claims"),
    "paid": N2_("{n} paid by Amazon by itself", "{n} paid by Amazon by itself"),
    "paid_in_case": N2_("{n} paid in a case", "{n} paid in a case"),
    "claimable": N2_("{n} can be filed now", "{n} can be filed now"),
    "review": N2_("{n} became a question", "{n} became questions"),
    "expired": N2_("{n} expired", "{n} expired"),
    "late": N2_("{n} found too late", "{n} found too late"),
    "found": N2_("{n} found again", "{n} found again"),
    "moved": N2_("{n} covered by older rows", "{n} covered by older rows"),
    "more": N2_("{n} with more units open", "{n} with more units open"),
    "waiting": N2_("{n} too early to file", "{n} too early to file"),
    "filed": N2_("{n} filed", "{n} filed"),
    "dismissed": N2_("{n} dismissed", "{n} dismissed"),
    "value": N2_("{n} worth something else", "{n} worth something else"),
    "last_day": N2_("{n} with another last day", "{n} with another last day"),
    "gone": N2_("{n} no longer open", "{n} no longer open"),
}
"""The same in one sentence, one and many."""

_GONE: Final[Mapping[str, str]] = {
    "before_records": N_("The reports cover other days than at that run: this loss lies before our records now."),
    "excluded_sku": N_("Its SKU is one that is never claimed now."),
    "taken_back": N_("Amazon took the payment back that was below your cost."),
    "received": N_("Your warehouse has said since what arrived of this box."),
    "received_more": N_("Amazon has received more of the shipment than was known at that run."),
    "not_closed": N_("Its shipment is not closed now."),
    "other_cost": N_("Your cost of that day is another now, and the payment is no longer below it."),
}
_SETTLED: Final[Mapping[str, str]] = {
    "no_reimbursements": N_("A Reimbursements report is loaded now."),
    "no_ledger": N_("An Inventory Ledger is loaded now."),
    "no_rule": N_("A claim window is known for it now."),
    "figures_unclear": N_("Amazon's two figures add up to the quantity now."),
    "settled_unseen": N_("Amazon no longer calls these units reconciled."),
    "cover_in_doubt": N_("No payment and no found unit is in doubt for them any more."),
    "amazon_decided": N_("Amazon gives the shipment a state in which it can be claimed now."),
    "receipts_unknown": N_("It is known now how many units were received."),
    "nothing_received": N_("Some of the shipment has been received now."),
    "delivery_unknown": N_("The day of delivery is known now."),
    "surplus_of_others": N_("No surplus of other products in the shipment is in question for them any more."),
    "cost_not_approved": N_("Your cost is noted as approved now."),
    "no_returns": N_("A report of customer returns is loaded now."),
    "settlements_missing": N_("The settlements since the refund are loaded now."),
    "price_unknown": N_("The price of a unit is known now."),
    "refund_unknown": N_("The refund of this order is known now."),
    "receipt_missing": N_("Your warehouse has said since what arrived of this box."),
    "receipt_elsewhere": N_("The receipts of this removal order fit its boxes now."),
    "removal_type_unknown": N_("A report says now what kind of removal it was."),
    "receipt_undated": N_("The day on which the box came is known now."),
}
_UNPROVEN: Final = N_("Neither a payment nor a found unit that came since explains it.")


def reason(row: ChangeRow, cover: Sequence[ChangeCover], question: str) -> str:
    """Why a change came about; what no row proves is not said.

    Args:
        row: the change.
        cover: the payments and found units of its event that are of its kind.
        question: the question it became, or why a person put it away, where that is known.
    """
    if row.kind in {"paid", "paid_in_case", "found", "moved"}:
        return _covered(row, cover)
    if row.kind == "review":
        return question or _("A person must look first.")
    if row.kind == "dismissed" and question:
        return question
    told = _TOLD.get(row.kind)
    return told(row) if told else ""


def _covered(row: ChangeRow, cover: Sequence[ChangeCover]) -> str:
    named = _("; ").join(_cover(one) for one in cover)
    more = cover[0].cover_count - len(cover) if cover else 0
    if more > 0:
        named = _("{cover} and {n} more").format(cover=named, n=number_text(more))
    if row.kind == "moved":
        return _("Covered now by what was known at that run: {cover}.").format(cover=named)
    return _("Came since: {cover}.").format(cover=named)


def _cover(cover: ChangeCover) -> str:
    values = {"id": cover.reference_id, "day": day_text(cover.covered_on), "units": count_text(cover.units, "unit")}
    if cover.kind == "return":
        return _("returned unit of order {id} of {day}, {units}").format(**values)
    if cover.kind == "retrocharge":
        return _("charge to the customer of order {id} of {day}, {units}").format(**values)
    if cover.kind == "found":
        return _("found unit {id} of {day}, {units}").format(**values)
    if cover.amount is None:
        return _("reimbursement {id} of {day}, {units}").format(**values)
    money = money_text(cover.currency, cover.amount, cover.minor_digits)
    return _("reimbursement {id} of {day}, {units}, {money}").format(money=money, **values)


def _new(row: ChangeRow) -> str:
    if row.is_row_new:
        return _("The report row came since that run.")
    return _("The report row was known at that run, and not open.")


def _claimable(row: ChangeRow) -> str:
    lost = _lost(row)
    if lost == {"dismissed"}:
        return _restored(row)
    if lost == {"review"}:
        return _settled(row)
    if "waiting" in lost and row.now_opens:
        return _("Its window opened on {day}.").format(day=day_text(row.now_opens))
    return _last_day(row)


def _settled(row: ChangeRow) -> str:
    return gettext(_SETTLED[row.then_code]) if row.then_code in _SETTLED else _("The question is settled.")


def _lost(row: ChangeRow) -> set[str]:
    """The statuses that fewer units of the event are in than then: what changed its status came from there."""
    then, now = status_units(row.then_states), status_units(row.now_states)
    return {status for status, units in then.items() if units > now.get(status, 0)}


def _restored(row: ChangeRow) -> str:
    if row.now_units > row.then_units:
        return _("More of its units are open than a person said no to.")
    return _("A person took the no back.")


def _expired(row: ChangeRow) -> str:
    return _("Its last day was {day}.").format(day=day_text(row.now_deadline))


def _waiting(row: ChangeRow) -> str:
    lost = _lost(row)
    if lost == {"dismissed"}:
        return _restored(row)
    if lost == {"review"}:
        return _("{answer} It opens on {day}.").format(answer=_settled(row), day=day_text(row.now_opens))
    if row.then_opens and row.now_opens and row.then_opens < row.now_opens:
        return _("It opens on {now}, and not on {then} as was known then.").format(
            then=day_text(row.then_opens), now=day_text(row.now_opens)
        )
    return _("It opens on {day}.").format(day=day_text(row.now_opens))


def _more(row: ChangeRow) -> str:
    """What covered the units then is not remembered, so nothing is said of where it went."""
    if row.now_code == "cover_in_doubt":
        return _("They were not open at that run; whether a payment or a found unit is theirs is in doubt now.")
    return _("More of its units are open than at that run.")


def _value(row: ChangeRow) -> str:
    def money(name: str) -> str:
        return money_text(row.currency, getattr(row, name), row.minor_digits)

    if row.then_cost is None and row.now_cost is not None:
        return _("A cost arrived: {cost} a unit.").format(cost=money("now_cost"))
    if row.now_unit_value is None:
        return _("There is no cost or no exchange rate for its day any more.")
    if row.then_cost is not None and row.now_cost is not None and row.then_cost != row.now_cost:
        return _("Your cost of its day was {then}, and is {now}.").format(
            then=money("then_cost"), now=money("now_cost")
        )
    if row.then_unit_value is None:
        return _("A unit is worth {now}.").format(now=money("now_unit_value"))
    return _("A unit was worth {then}, and is {now}.").format(
        then=money("then_unit_value"), now=money("now_unit_value")
    )


def _last_day(row: ChangeRow) -> str:
    if row.then_deadline == row.now_deadline:
        return ""
    return _("Its last day was {then}, and is {now}.").format(
        then=day_text(row.then_deadline), now=day_text(row.now_deadline)
    )


_TOLD: Final[Mapping[str, Callable[[ChangeRow], str]]] = {
    "new": _new,
    "late": _new,
    "claimable": _claimable,
    "waiting": _waiting,
    "expired": _expired,
    "more": _more,
    "value": _value,
    "last_day": _last_day,
    "gone": lambda row: gettext(_GONE.get(row.why, _UNPROVEN)),
    "filed": lambda _row: "",
    "dismissed": lambda _row: _("A person said no."),
}


def status_units(states: str) -> dict[str, int]:
    """'claimable:2,review:1' as units by status; nothing for nothing open."""
    pairs = (state.rpartition(":") for state in states.split(",") if state)
    return {status: int(units) for status, _colon, units in pairs}


def counted(kind: str, number: int, money: Sequence[str]) -> str:
    """'12 new claims (USD 340.00)'; money is told where it is what a reader asks for."""
    part = ngettext(*COUNTED[kind], number).format(n=number_text(number))
    if not money:
        return part
    return _("{part} ({money})").format(part=part, money=_(", ").join(money))
