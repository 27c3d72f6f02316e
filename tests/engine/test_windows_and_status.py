"""From which day to which day a claim can be filed, and the first status that applies (contract, section 6)."""

from __future__ import annotations

from datetime import date

from reconcile.engine.run import Decision
from tests.engine.conftest import World


def test_losses_wait_their_settle_days_and_the_last_day_still_counts(world: World) -> None:
    """Lost: 30 days of waiting; damaged: 14; both until day 60. As of 2026-11-20.

    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-22 | X1    | L1        | -1       | M
    2026-10-21 | X2    | L2        | -1       | M
    2026-09-21 | X3    | L3        | -1       | M
    2026-09-20 | X4    | L4        | -1       | M
    2026-11-07 | X5    | D1        | -1       | E
    2026-11-06 | X6    | D2        | -1       | E
    2026-09-21 | X7    | D3        | -1       | E
    2026-09-20 | X8    | D4        | -1       | E

    expected
    claim_type        | status    | reference_id | window_opens | deadline
    warehouse_lost    | waiting   | L1           | 2026-11-21   | 2026-12-21
    warehouse_lost    | claimable | L2           | 2026-11-20   | 2026-12-20
    warehouse_lost    | claimable | L3           | 2026-10-21   | 2026-11-20
    warehouse_lost    | expired   | L4           | 2026-10-20   | 2026-11-19
    warehouse_damaged | waiting   | D1           | 2026-11-21   | 2027-01-06
    warehouse_damaged | claimable | D2           | 2026-11-20   | 2027-01-05
    warehouse_damaged | claimable | D3           | 2026-10-05   | 2026-11-20
    warehouse_damaged | expired   | D4           | 2026-10-04   | 2026-11-19
    """
    world.check()


def test_payments_and_reversals_can_be_disputed_from_their_day_until_day_60(world: World) -> None:
    """
    costs
    sku   | cost
    SKU-1 | 20.00

    payments
    approved   | fnsku | id | cash | total  | original
    2026-11-20 | X1    | P1 | 1    | 12.00  |
    2026-09-21 | X2    | P2 | 1    | 12.00  |
    2026-09-20 | X3    | P3 | 1    | 12.00  |
    2026-11-20 | X4    | V1 | -1   | -12.00 | P8
    2026-09-21 | X5    | V2 | -1   | -12.00 | P8
    2026-09-20 | X6    | V3 | -1   | -12.00 | P8

    expected
    claim_type              | status    | reference_id | window_opens | deadline
    reimbursement_underpaid | claimable | P1           | 2026-11-20   | 2027-01-19
    reimbursement_underpaid | claimable | P2           | 2026-09-21   | 2026-11-20
    reimbursement_underpaid | expired   | P3           | 2026-09-20   | 2026-11-19
    reimbursement_reversed  | claimable | V1           | 2026-11-20   | 2027-01-19
    reimbursement_reversed  | claimable | V2           | 2026-09-21   | 2026-11-20
    reimbursement_reversed  | expired   | V3           | 2026-09-20   | 2026-11-19
    """
    world.check()


def test_the_settle_days_are_settings(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-11-20 | X1    | L1        | -1       | M
    2026-11-15 | X2    | D1        | -1       | E

    expected
    status    | reference_id | window_opens
    claimable | L1           | 2026-11-20
    waiting   | D1           | 2026-11-25
    """
    world.settle_days = {"settle_days_lost": 0, "settle_days_damaged": 10}
    world.check()


def test_the_rule_is_that_of_the_filing_date_and_months_clamp_to_their_end(world: World) -> None:
    """On the last day of the older American rule: from day 30, 18 months from 31 May.

    ledger
    date       | reference | quantity | reason
    2024-05-31 | L1        | -1       | M
    2024-08-25 | L2        | -1       | M

    expected
    status    | reference_id | window_opens | deadline
    claimable | L1           | 2024-06-30   | 2025-11-30
    claimable | L2           | 2024-09-24   | 2026-02-25
    """
    world.ledger_covers = world.payments_cover = ("2024-01-01", "2024-10-31")
    world.check(date(2024, 10, 22))
    world.reconcile(date(2024, 10, 23))
    assert world.rows("claim", "reference_id", "status", "deadline") == [
        ("L1", "expired", "2024-07-30"),
        ("L2", "claimable", "2024-10-24"),
    ]


def test_rules_taken_over_or_not_verified_are_used_and_marked(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason | country
    2026-10-05 | X1    | L1        | -1       | M      | US
    2026-10-05 | X2    | L2        | -1       | M      | CA
    2026-10-05 | X3    | L3        | -1       | M      | MX

    payments
    approved   | fnsku | id | cash | total  | original
    2026-10-20 | X4    | V1 | -1   | -12.00 | P8

    expected
    status    | reference_id | deadline   | is_rule_verified
    claimable | L1           | 2026-12-04 | True
    claimable | L2           | 2026-12-04 | False
    claimable | L3           | 2026-12-04 | False
    claimable | V1           | 2026-12-19 | False
    """
    world.check()
    told = world.told("reference_id", "status_reason")
    assert "verified" not in told["L1"]
    assert told["L2"].endswith("(Window taken over from US, not verified for CA.)")
    assert told["L3"].endswith("(Window taken over from US, not verified for MX.)")
    assert told["V1"].endswith("(Window not verified.)")


def test_without_any_rule_it_is_a_question_without_dates(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | country
    2026-10-05 | L1        | -1       | M      | AU
    2026-11-19 | L2        | -1       | M      | AU

    expected
    status | reference_id | marketplace | currency | window_opens | deadline
    review | L1           | AU          | AUD      |              |
    review | L2           | AU          | AUD      |              |
    """
    world.check()


def test_expired_stands_before_review_and_review_before_waiting(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason | disposition
    2026-09-20 | X1    | L1        | -1       | M      | DEFECTIVE
    2026-11-15 | X2    | L2        | -1       | M      | DEFECTIVE

    expected
    status  | reference_id | quantity_open
    expired | L1           | 1
    review  | L2           | 1
    """
    world.check()


def test_filed_stands_before_dismissed_and_dismissed_before_expired(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-09-20 | X1    | L1        | -1       | M
    2026-10-05 | X2    | L2        | -1       | M
    2026-10-05 | X3    | L3        | -1       | M

    expected
    status    | reference_id | case_id
    dismissed | L1           |
    filed     | L2           | C-9
    filed     | L3           | C-9
    """
    world.reconcile()
    ids = world.told("reference_id", "claim_id")
    for reference in ("L1", "L2"):
        world.dismiss(ids[reference])
    world.decisions += [
        Decision(part_claim_id=ids[reference], decision="filed", case_id="C-9", open_units=1)
        for reference in ("L2", "L3")
    ]
    world.check()


def test_the_sentence_tells_the_day_that_matters(world: World) -> None:
    """
    ledger
    date       | fnsku | reference | quantity | reason
    2026-11-15 | X1    | L1        | -1       | M
    2026-10-05 | X2    | L2        | -1       | M
    2026-09-01 | X3    | L3        | -1       | M
    """
    world.reconcile()
    told = world.told("status", "status_reason")
    assert "2026-12-15" in told["waiting"]
    assert "2026-12-04" in told["claimable"]
    assert "2026-10-31" in told["expired"]
