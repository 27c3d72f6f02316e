"""The rows a seller reads about customers' orders: dates, status, value."""

from collections.abc import Iterable
from datetime import date, timedelta

from reconcile.simulator.truth_claims import ClaimRow, Desk
from reconcile.simulator.truth_events import Loss
from reconcile.simulator.truth_orders import OrderEvent
from reconcile.simulator.truth_rules import CUSTOMER_RETURN_DAYS, rounded


def order_rows(desk: Desk, losses: Iterable[Loss]) -> list[ClaimRow]:
    """One row per event with units that nothing made good."""
    return [_row(desk, loss, loss.event) for loss in losses if loss.open and loss.event]


def _dates(desk: Desk, loss: Loss, event: OrderEvent) -> tuple[date | None, date | None]:
    """The window counts from the refund; a damaged unit must have come back, a missing one gets time to."""
    days = CUSTOMER_RETURN_DAYS.get(loss.region)
    if days is None:
        return None, None
    if event.day is None:
        return event.returned_on, None
    opens, deadline = (event.day + timedelta(days=n) for n in days)
    if event.returned_on is not None:
        return max(opens, event.returned_on), deadline
    return opens + timedelta(days=desk.settings.settle_days_return), deadline


def _row(desk: Desk, loss: Loss, event: OrderEvent) -> ClaimRow:
    opens, deadline = _dates(desk, loss, event)
    doubts = set(loss.review)
    if not desk.world.payments:
        doubts.add("no_reimbursements")
    if opens is None:
        doubts.add("no_rule")
    currency, sku = event.currency, event.item[1]
    worth = event.per_unit
    if worth is not None:
        worth = desk.prices.capped(worth, region=loss.region, currency=currency, on=loss.day)
    unit_value = None if worth is None else rounded(worth, currency)
    cost = desk.prices.cost(sku=sku, product=loss.product, on=loss.day, currency=currency)
    title, asin = desk.newest.get(event.fnsku, (event.title, event.asin))
    return ClaimRow(
        account=desk.account,
        marketplace=desk.marketplace(loss.region, ""),
        claim_type=loss.claim_type,
        status=desk.status_of(opens, deadline, doubts),
        review_because=tuple(sorted(doubts)),
        reference_id=event.item[0],
        event_date=event.day,
        sku=sku,
        fnsku=event.fnsku,
        asin=asin or event.asin,
        title=title or event.title,
        fulfillment_center=event.centre,
        reason_code=event.reason,
        quantity_lost=loss.units,
        quantity_covered=loss.units - loss.open,
        quantity_open=loss.open,
        currency=currency,
        unit_value=unit_value,
        value_basis="unknown" if unit_value is None else "sale_price",
        amount=None if unit_value is None else unit_value * loss.open,
        cost_price=None if cost is None else rounded(cost.price, currency),
        window_opens=opens,
        deadline=deadline,
    )
