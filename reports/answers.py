"""What each answer to a question leads to: put away, a report to import, or what only a person can vouch for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reports.language import N_, gettext

DISMISSES: Final = "fba-reconcile claims dismiss"
DISMISS: Final = DISMISSES + ' {claim} --reason "settled, as seen in Seller Central"'

PUT_AWAY: Final = N_("Not claimable: put it away. It returns by itself if more units of the event open up.")
BY_HAND: Final = N_(
    "Then it is open, but no report proves it: here it stays a question without a draft. "
    "File it by hand only if you can show what you saw."
)
IMPORT: Final = N_("Save the download in inbox/, import and run: the question answers itself.")
NOTE_DAY: Final = N_(
    "Note the day in costs.csv as approved_on, save it in inbox/, import and run: it becomes claimable."
)
NOTE_RECEIPT: Final = N_(
    "Note the units of each FNSKU and the day in the sheet of receipts, save it in inbox/, import and run."
)
NOTE_NOTHING: Final = N_(
    "Note 0 units and the day on which you looked in the sheet of receipts, save it in inbox/, import and run: "
    "it becomes claimable."
)
NOTE_RECEIVED_ON: Final = N_("Note it in the sheet of receipts as received_on, save it in inbox/, import and run.")

NOTE_SHIPMENT: Final = N_(
    "Note it in inbound_shipments.csv, with a row for each product of the shipment, save it in inbox/, import and run."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, what it leads to, and what to type for it ({claim} stands for the id of the claim)."""

    answer: str
    leads: str
    commands: tuple[str, ...] = ()
    is_import: bool = False


def _settled(answer: str) -> Answer:
    return Answer(answer=answer, leads=PUT_AWAY, commands=(DISMISS,))


def _open(answer: str) -> Answer:
    return Answer(answer=answer, leads=BY_HAND)


def _loads(answer: str) -> Answer:
    return Answer(answer=answer, leads=IMPORT, is_import=True)


USUAL: Final = (_settled(N_("It was paid, found or settled")), _open(N_("It was not")))

ANSWERS: Final[Mapping[str, tuple[Answer, ...]]] = {
    "no_reimbursements": (_loads(N_("The report is downloaded")),),
    "no_ledger": (_loads(N_("The report is downloaded")),),
    "no_rule": (_settled(N_("The days to claim it are over")), _open(N_("It can still be claimed"))),
    "figures_unclear": (_settled(N_("None is unreconciled any more")), _open(N_("Some are still unreconciled"))),
    "disposition_unsellable": (
        _settled(N_("It had no value any more")),
        _open(N_("It was still worth a claim")),
    ),
    "damage_code": (_settled(N_("It was damaged already")), _open(N_("Amazon damaged it"))),
    "settled_unseen": (
        _settled(N_("A payment or a found unit settled it")),
        _loads(N_("The settling row is of days that are not loaded")),
        _open(N_("Nothing settled it")),
    ),
    "cover_in_doubt": (_settled(N_("It belongs to this loss")), _open(N_("It belongs to another loss"))),
    "reversal_without_units": (_settled(N_("It took none, or gave them back")), _open(N_("It took units"))),
    "reversed_above_paid": (_settled(N_("The difference is right")), _open(N_("The difference is wrong"))),
    "amazon_decided": (
        _settled(N_("Amazon counted the contents, paid or found the units")),
        Answer(answer=N_("It asks for an action, or calls them eligible"), leads=NOTE_SHIPMENT, is_import=True),
    ),
    "receipts_unknown": (
        Answer(answer=N_("The page names the units received"), leads=NOTE_SHIPMENT, is_import=True),
        _loads(N_("The Inventory Ledger of those days is downloaded")),
    ),
    "nothing_received": (
        _settled(N_("It never arrived: it is a matter for the carrier")),
        _open(N_("The carrier proves that it was delivered")),
    ),
    "delivery_unknown": (
        Answer(answer=N_("The day of delivery is known"), leads=NOTE_SHIPMENT, is_import=True),
        _settled(N_("Nobody can tell, or the days to claim it are over")),
    ),
    "surplus_of_others": (
        _settled(N_("They were booked as another product")),
        _open(N_("The other product is a surplus of its own")),
    ),
    "cost_not_approved": (
        Answer(answer=N_("Amazon has approved your cost"), leads=NOTE_DAY, is_import=True),
        _settled(N_("Amazon refused it")),
    ),
    "condition_not_new": (_settled(N_("It was paid what it was worth")), _open(N_("It was worth more"))),
    "covered_doubtful_loss": (_settled(N_("It was not sellable")), _open(N_("It was sellable"))),
    "no_returns": (_loads(N_("The report is downloaded")),),
    "returnless": (_settled(N_("The customer was told to keep it")), _open(N_("It had to come back"))),
    "refund_by_claim": (_settled(N_("Amazon paid for the refund")), _open(N_("The refund was charged to you"))),
    "price_unknown": (
        _loads(N_("The All Orders report of those days is downloaded")),
        _settled(N_("It was refunded in part only, or it came back")),
        _open(N_("Whole units were refunded, and they did not come back")),
    ),
    "settlements_missing": (
        _loads(N_("The settlements are downloaded")),
        _settled(N_("The customer was charged again")),
        _open(N_("The customer was not charged again")),
    ),
    "refund_unknown": (
        _loads(N_("The settlements of those days are downloaded")),
        _settled(N_("Amazon refunded nothing")),
        _open(N_("Amazon refunded it")),
    ),
    "receipt_missing": (
        Answer(answer=N_("The box came, whole or in part"), leads=NOTE_RECEIPT, is_import=True),
        Answer(answer=N_("Nothing came"), leads=NOTE_NOTHING, is_import=True),
    ),
    "receipt_undated": (Answer(answer=N_("Its day is known"), leads=NOTE_RECEIVED_ON, is_import=True),),
    "receipt_elsewhere": (
        _settled(N_("The units came in the other box")),
        Answer(answer=N_("The receipt named the wrong box"), leads=NOTE_RECEIPT, is_import=True),
        _open(N_("They came in no box")),
    ),
    "removal_type_unknown": (
        _settled(N_("It was a disposal")),
        _loads(N_("The removal order detail is downloaded")),
    ),
    "original_unknown": (
        _loads(N_("The first payment is of days that are not loaded")),
        _settled(N_("Both together reach your cost")),
    ),
    "topped_up_later": (_settled(N_("It paid the difference")), _open(N_("It is of another loss"))),
}
"""By the code of the question; USUAL for a code that is not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTold:
    """An answer in the language spoken, with the commands as they are typed."""

    answer: str
    leads: str
    commands: tuple[str, ...]


def answers_to(code: str, claim_id: str, refresh: Sequence[str]) -> tuple[AnswerTold, ...]:
    """The answers to the question of a claim, or of several that ask the same.

    Args:
        code: which question it is.
        claim_id: whose commands are written, several parted by blanks; may be a placeholder.
        refresh: what is typed once a download lies in inbox/.
    """
    return tuple(
        AnswerTold(
            answer=gettext(one.answer),
            leads=gettext(one.leads),
            commands=tuple(refresh)
            if one.is_import
            else tuple(line.replace("{claim}", claim_id) for line in one.commands),
        )
        for one in ANSWERS.get(code, USUAL)
    )


def answers_told(codes: Sequence[str], refresh: Sequence[str]) -> dict[str, list[list[object]]]:
    """The same for the script of the claim view, which fills {claim} in."""
    return {
        code: [[one.answer, one.leads, list(one.commands)] for one in answers_to(code, "{claim}", refresh)]
        for code in codes
    }
