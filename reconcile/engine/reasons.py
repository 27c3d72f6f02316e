"""The one sentence that a status or a question says to a person; {placeholders} are filled by claims/claim.sql.

A question of a review row can be answered in Seller Central and names the click path. {reference} may read
'of 2026-05-13' where Amazon gave no reference id.
"""

from __future__ import annotations

_LEDGER = "Seller Central > Reports > Fulfillment > Inventory Ledger > Detailed view"
_RETURNS = "Seller Central > Reports > Fulfillment > Customer Concessions > FBA customer returns"
_REMOVALS = "Seller Central > Reports > Fulfillment > Removals > Removal Shipment Detail"
_REIMBURSEMENTS = "Seller Central > Reports > Fulfillment > Payments > Reimbursements"

_SHIPMENT = "Seller Central > Inventory > Shipments > {reference} > Track shipment"
_CONTENTS = _SHIPMENT + " > Contents"

STATUS_TEXTS: dict[str, str] = {
    "claimable": "Amazon has neither paid nor found these units; the claim can be filed until {deadline}.",
    "waiting": "Amazon pays most of these by itself; not to be claimed before {opens}.",
    "expired": "The last day to claim this was {deadline}.",
    "filed": "Filed in case {case}.",
    "dismissed": "Dismissed by a person; it returns if more units of this event open up.",
    "no_reimbursements": (
        "Was this paid? No Reimbursements report is loaded: download it under " + _REIMBURSEMENTS + " and import it."
    ),
    "no_rule": (
        "By when can this be claimed in this marketplace? We know no published claim window: "
        "see Seller Central > Help > 'FBA inventory reimbursement policy'."
    ),
    "no_ledger": (
        "Was a unit found or given back for this reversal? No Inventory Ledger is loaded: download it under "
        + _LEDGER
        + " and import it."
    ),
    "figures_unclear": (
        "How many units are still unreconciled? Amazon's two figures do not add up to the quantity: see "
        + _LEDGER
        + ", reference {reference}."
    ),
    "disposition_unsellable": (
        "Was this unit still worth a claim? It was unsellable already when it was lost or damaged: see "
        + _LEDGER
        + ", reference {reference}."
    ),
    "damage_code": (
        "Did Amazon damage this unit, or was it damaged already? The reason code says it was not sellable stock: see "
        + _LEDGER
        + ", reference {reference}."
    ),
    "settled_unseen": (
        "What settled this? Amazon calls these units reconciled, and we see no payment and no found unit: see "
        + _LEDGER
        + ", FNSKU {fnsku}, reference {reference}."
    ),
    "cover_in_doubt": (
        "Does {cover} belong to this loss? It may have made it good already: see "
        + _REIMBURSEMENTS
        + " and the Inventory Ledger for FNSKU {fnsku}."
    ),
    "amazon_decided": (
        "What did Amazon find? It gives these units another state than 'eligible' or 'action required': see "
        + _CONTENTS
        + "."
    ),
    "receipts_unknown": (
        "How many units were received? The shipment list does not say, and the Inventory Ledger ends before the "
        "shipment was closed: see " + _CONTENTS + "."
    ),
    "nothing_received": (
        "Did this shipment arrive at all? Not one unit of it was received: see "
        + _CONTENTS
        + ", and ask the carrier for the proof of delivery."
    ),
    "delivery_unknown": (
        "When was this shipment delivered? The last day of the claim counts from it: see "
        + _SHIPMENT
        + ", and note it in inbound_shipments.csv as delivered_on."
    ),
    "surplus_of_others": (
        "Were these units booked as another product? The same shipment brought more of other products than was sent "
        "({cover}): see " + _CONTENTS + "."
    ),
    "reversal_without_units": (
        "How many units did Amazon take back? The reversal {reference} states no quantity: see " + _REIMBURSEMENTS + "."
    ),
    "reversed_above_paid": (
        "Why did Amazon take back more per unit than it had paid? Compare {reference} with what it reverses: see "
        + _REIMBURSEMENTS
        + "."
    ),
    "cost_not_approved": (
        "Is your cost on file with Amazon? Upload this cost first (Seller Central > Inventory > "
        "Inventory Defect and Reimbursement > Manage Your Sourcing Cost), then note the approval day in costs.csv "
        "as approved_on."
    ),
    "condition_not_new": (
        "What was this unit worth? It was not new, so the cost of a new one may not apply: see "
        + _REIMBURSEMENTS
        + ", reimbursement {reference}."
    ),
    "covered_doubtful_loss": (
        "Was the paid unit sellable? The payment {reference} covered a unit that was unsellable before: see "
        + _LEDGER
        + ", FNSKU {fnsku}."
    ),
    "no_returns": (
        "Did this unit come back? No report of customer returns is loaded: download it under "
        + _RETURNS
        + " and import "
        "it."
    ),
    "returnless": (
        "Was the customer told to keep this unit? Refunds without return are switched on for this account: see order "
        "{reference} under Seller Central > Orders > Manage Orders."
    ),
    "refund_by_claim": (
        "Who paid for this refund? It was an A-to-z or chargeback refund, which Amazon may have funded or charged to "
        "you: see order {reference} under Seller Central > Performance > A-to-z Guarantee Claims."
    ),
    "price_unknown": (
        "How many units of order {reference} were refunded? The price of a unit is in no report that is loaded: see "
        "Seller Central > Orders > Manage Orders, or import the All Orders report of those days."
    ),
    "settlements_missing": (
        "Was the customer charged again for order {reference}? The settlements since the refund are not all loaded: "
        "download them under Seller Central > Payments > All Statements (flat file V2) and import them."
    ),
    "refund_unknown": (
        "Was order {reference} refunded by Amazon? No refund of it is loaded: see Seller Central > Orders > Manage "
        "Orders, or import the settlements of those days."
    ),
    "receipt_missing": (
        "Has this box come? Note for removal order {reference} what arrived, 0 where nothing came (fba-reconcile "
        "removals receipts-form makes the sheet); its tracking number: see " + _REMOVALS + "."
    ),
    "receipt_elsewhere": (
        "Did these units come in another box? The receipts of removal order {reference} name a tracking number that we "
        "do not know, or more units than its box held: compare them with " + _REMOVALS + "."
    ),
    "removal_type_unknown": (
        "Was removal order {reference} a return to you? No report says whether it was one, or a disposal: see "
        "Seller Central > Inventory > Manage Orders > Removal orders."
    ),
    "receipt_undated": (
        "When did this box come? The receipt of removal order {reference} has no day, and the window counts from it; "
        "its tracking number: see " + _REMOVALS + "."
    ),
    "original_unknown": (
        "What had Amazon paid before? This line tops up a payment that is not in the data: see "
        + _REIMBURSEMENTS
        + ", reimbursement {reference}."
    ),
    "topped_up_later": (
        "Did Amazon pay the difference already? A later line of the same FNSKU equals it: see "
        + _REIMBURSEMENTS
        + ", FNSKU {fnsku}, reimbursement {reference}."
    ),
}

#: Sentences of one claim type, by code and claim type, where the common one would mislead.
OWN_TEXTS: dict[tuple[str, str], str] = {
    ("claimable", "reimbursement_underpaid"): (
        "Amazon paid less than your cost; a new valuation can be asked for until {deadline}."
    ),
    ("claimable", "customer_return_missing"): (
        "Amazon gave the customer the money back or another unit, this one never came, and nobody has paid for it; "
        "the claim can be filed until {deadline}."
    ),
    ("claimable", "customer_return_damaged"): (
        "The unit came back damaged by Amazon or its carrier, and nobody has paid for it; "
        "the claim can be filed until {deadline}."
    ),
    ("waiting", "removal_lost"): (
        "This box is not there yet, or nobody has said so; Amazon takes the claim from {opens} on."
    ),
    ("claimable", "removal_lost"): (
        "Nothing of this box arrived, and Amazon has not paid for it; the claim can be filed until {deadline}."
    ),
    ("claimable", "removal_short"): (
        "Fewer units arrived than Amazon sent, and it has not paid for the rest; "
        "the claim can be filed until {deadline}."
    ),
    ("claimable", "inbound_shortage"): (
        "Amazon received fewer units than were sent, and has neither paid nor found them; the claim can be filed until "
        "{deadline}."
    ),
    ("waiting", "inbound_shortage"): "The window of this claim opens on {opens}.",
    ("claimable", "reimbursement_reversed"): (
        "Amazon took a payment back and gave no unit for it; it can be disputed until {deadline}."
    ),
}
