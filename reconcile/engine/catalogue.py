"""One table of the claim types: which queries find their losses and cover, and which rule dates them.

Adding a claim type is a row here and its files; nothing that stands is changed. Tests walk the table and the query
folders in both directions.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One call of the match: its number in `matched`, which losses and which cover take part, and the days of grace.

    `early_days`: cover may be booked this many days before its loss; None means the account's early_cover_days.
    """

    number: int
    losses: str
    cover: str
    early_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimType:
    """A kind of loss: its name in the contract, the prefix of its claim ids, the subject of its window rule."""

    name: str
    prefix: str
    subject: str
    #: which setting holds the days Amazon is given to pay by itself; '' for none
    settle_setting: str
    #: queries/loss/<name>.sql whose rows take part in the match
    losses: tuple[str, ...]
    #: the same, found only after the match (they need prices or what the match gave), and matched in no pass
    late_losses: tuple[str, ...] = ()
    #: queries/cover/<name>.sql
    cover: tuple[str, ...] = ()
    #: queries/stage/<name>.sql that only this type needs, made beside the match
    stages: tuple[str, ...] = ()
    #: calls of the match by an exact key (order, shipment), which beats first in, first out; in this order
    exact: tuple[Pass, ...] = ()
    #: whether the settle days count from the window's first day instead of the event
    is_settled_in_window: bool = False


CLAIM_TYPES: tuple[ClaimType, ...] = (
    ClaimType(
        name="warehouse_lost",
        prefix="LOST",
        subject="fulfilment_centre_operations",
        settle_setting="settle_days_lost",
        losses=("warehouse_lost",),
        cover=("warehouse_lost", "other_payment", "amazon_found"),
    ),
    ClaimType(
        name="warehouse_damaged",
        prefix="DMG",
        subject="fulfilment_centre_operations",
        settle_setting="settle_days_damaged",
        losses=("warehouse_damaged",),
        cover=("warehouse_damaged",),
    ),
    ClaimType(
        name="inbound_shortage",
        prefix="INB",
        subject="inbound",
        settle_setting="",
        losses=("inbound_shortage",),
        cover=("inbound_payment", "inbound_overage"),
        stages=("inbound_sent", "inbound_receipt", "inbound_line"),
        exact=(Pass(number=2, losses="losses_of_inbound", cover="cover_of_overage"),),
    ),
    ClaimType(
        name="reimbursement_reversed",
        prefix="REV",
        subject="reversal",
        settle_setting="",
        losses=("reimbursement_reversed",),
        late_losses=("reversed_above_paid",),
    ),
    ClaimType(
        name="reimbursement_underpaid",
        prefix="UNDER",
        subject="revaluation",
        settle_setting="",
        losses=(),
        late_losses=("reimbursement_underpaid",),
        stages=("short_payment",),
    ),
    ClaimType(
        name="customer_return_missing",
        prefix="RET",
        subject="customer_return",
        settle_setting="settle_days_return",
        is_settled_in_window=True,
        losses=("customer_return_missing",),
        cover=("customer_return", "order_payment"),
        stages=(
            "order_family",
            "order_money",
            "order_price",
            "returned",
            "sold_elsewhere",
            "order_currency",
            "sheet_refund",
            "refund",
            "retrocharge",
            "settlement_span",
        ),
        exact=(
            Pass(number=2, losses="losses_of_refunds", cover="cover_of_returns"),
            Pass(number=2, losses="losses_of_refunds", cover="cover_of_order_payments"),
            Pass(number=2, losses="losses_of_refunds", cover="cover_of_retrocharges"),
        ),
    ),
    ClaimType(
        name="customer_return_damaged",
        prefix="RDM",
        subject="customer_return",
        settle_setting="",
        losses=("customer_return_damaged",),
        stages=("damaged_return",),
        exact=(
            Pass(number=2, losses="losses_of_damaged_returns", cover="cover_of_order_payments"),
            Pass(number=2, losses="losses_of_damaged_returns", cover="cover_of_retrocharges"),
        ),
    ),
    ClaimType(
        name="removal_lost",
        prefix="RML",
        subject="removal_lost",
        settle_setting="",
        losses=("removal_lost",),
        stages=("removal_box",),
        exact=(
            Pass(number=2, losses="losses_of_removal_order", cover="cover_of_removal_order"),
            Pass(number=2, losses="losses_of_removal", cover="cover_of_removal"),
        ),
    ),
    ClaimType(
        name="removal_short",
        prefix="RMS",
        subject="removal_other",
        settle_setting="",
        losses=("removal_short",),
    ),
)


#: queries/claims/<name>.sql that say of open losses what a claim says, by what the loss is read from
OPEN_LOSSES: tuple[str, ...] = ("open_adjustment", "open_payment", "open_order", "open_removal", "open_inbound")

#: Contract, section 4, after the exact keys of the claim types (number 2: they close losses of pass 2). Numbers from 4
#: on are doubt: they open questions and close no loss.
PASSES: tuple[Pass, ...] = (
    Pass(number=0, losses="losses_of_pass", cover="cover_of_given_back"),
    Pass(number=1, losses="losses_of_pass", cover="cover_of_reconciled"),
    Pass(number=2, losses="losses_of_pass", cover="cover_of_unreconciled"),
    Pass(number=3, losses="losses_of_pass", cover="cover_of_reversed"),
)
DOUBT_PASSES: tuple[Pass, ...] = (
    Pass(number=4, losses="losses_in_doubt", cover="cover_in_doubt", early_days=60),
    Pass(number=5, losses="losses_in_doubt_by_asin", cover="cover_in_doubt_by_asin", early_days=60),
)

#: Reasons of the Reimbursements report that are understood (folded: letters and digits, lower case). Others are listed.
#: Source: observed values, domain research of 2026-11; Amazon publishes no complete list.
PAYMENT_REASONS: tuple[str, ...] = (
    "lostwarehouse",
    "damagedwarehouse",
    "lostinbound",
    "damagedinbound",
    "lostoutbound",
    "customerreturn",
    "returnadjustment",
    "customerserviceissue",
    "generaladjustment",
    "compensatedclawback",
    "reimbursementreversal",
)
