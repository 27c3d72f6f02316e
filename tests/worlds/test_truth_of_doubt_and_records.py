"""Answers worked out by hand for doubt, records, regions, titles and the bridge, against the simulator's truth.

The as-of date is 2026-10-31, the cost of S1 is 10.00 USD unless a test says otherwise.
A loss of 20 September may be filed from 20 October to 19 November.
"""

from datetime import date

from reconcile.simulator.tiny import brief, world_of
from reconcile.simulator.truth import truth_of


def claims(**rows: str) -> list[str]:
    return brief(truth_of(world_of(**rows)).claims)  # type: ignore[arg-type]


def test_regions_do_not_pay_for_each_other_but_leave_doubt() -> None:
    assert claims(
        ledger="""
            day        | quantity | country
            2026-09-20 | -1       | US
            2026-09-20 | -1       | CA
        """,
        payments="day | currency | cash\n2026-09-25 | CAD | 2",
    ) == ["warehouse_lost review R1 1-0=1 10.00 doubt"]


def test_a_blank_country_is_home() -> None:
    assert claims(
        ledger="day | quantity | country\n2026-09-20 | -2 | -",
        payments="day | currency\n2026-09-25 | USD",
    ) == ["warehouse_lost claimable R1 2-1=1 10.00"]


def test_money_of_other_reasons_leaves_doubt_unless_it_names_an_order() -> None:
    assert claims(
        ledger="day | quantity\n2026-09-20 | -4",
        payments="""
            day        | reason            | order
            2026-09-25 | GeneralAdjustment |
            2026-09-25 | CustomerReturn    | 111-1
            2026-09-25 | Lost_Inbound      |
            2026-09-25 | Whatever: new     |
        """,
    ) == [
        "warehouse_lost claimable R1 1-0=1 10.00",
        "warehouse_lost review R1 3-0=3 30.00 doubt",
    ]


def test_doubt_touches_only_what_would_be_waiting_or_claimable() -> None:
    # R1 is expired and R2 a question anyway; the doubt goes to R3.
    assert claims(
        ledger="""
            day        | quantity | disposition
            2026-08-20 | -1       |
            2026-09-19 | -1       | DEFECTIVE
            2026-10-20 | -1       |
        """,
        payments="day | reason\n2026-10-25 | GeneralAdjustment",
    ) == [
        "warehouse_lost expired R1 1-0=1 10.00",
        "warehouse_lost review R2 1-0=1 10.00 disposition",
        "warehouse_lost review R3 1-0=1 10.00 doubt",
    ]


def test_found_stock_without_a_label_leaves_doubt_by_asin_and_last() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | fnsku | msku            | asin
            2026-09-20 | M      | -2       |       |                 | B1
            2026-09-20 | M      | -1       | X2    | S2              | B2
            2026-09-25 | F      | 1        | B1    | Amazon.Found.B1 | B1
        """
    ) == [
        "warehouse_lost claimable R1 1-0=1 10.00",
        "warehouse_lost review R1 1-0=1 10.00 doubt",
        "warehouse_lost claimable R2 1-0=1 ?",
    ]


def test_amazons_own_stock_is_never_claimed_but_its_found_units_count() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | msku
            2026-09-20 | M      | -3       | amzn.gr.S1-x
            2026-09-20 | M      | -2       | S1
            2026-09-25 | F      | 1        | amzn.gr.S1-x
        """
    ) == ["warehouse_lost claimable R2 2-1=1 10.00"]


def test_losses_before_our_records_take_no_part() -> None:
    # Payments begin on 20 September, so records begin on 21 August; the payment stays whole for R2.
    world = world_of(
        ledger="""
            day        | event_type | quantity
            2026-07-01 | Shipments  | -1
            2026-08-20 |            | -1
            2026-08-21 |            | -1
            2026-10-31 | Shipments  | -1
        """,
        payments="day\n2026-09-20",
        has_background=False,
    )
    truth = truth_of(world)
    assert brief(truth.claims) == []
    assert truth.before_records == 1


def test_without_reimbursements_everything_is_a_question() -> None:
    world = world_of(ledger="day | quantity\n2026-09-20 | -1", has_background=False)
    assert brief(truth_of(world).claims) == ["warehouse_lost review R1 1-0=1 10.00 no_reimbursements"]


def test_a_country_without_a_rule_is_a_question_without_dates() -> None:
    claim = truth_of(world_of(ledger="day | quantity | country\n2026-09-20 | -1 | ZW")).claims[0]
    assert (claim["status"], claim["marketplace"], claim["currency"]) == ("review", "ZW", "")
    assert (claim["window_opens"], claim["deadline"], claim["amount"]) == (None, None, None)


def test_the_day_before_decides_by_its_own_as_of_date() -> None:
    world = world_of(ledger="day | reason | quantity\n2026-09-20 | M | -1\n2026-10-05 | F | 1")
    assert brief(truth_of(world, date(2026, 10, 4)).claims) == ["warehouse_lost waiting R1 1-0=1 10.00"]
    assert brief(truth_of(world, date(2026, 10, 5)).claims) == []


def test_title_and_asin_are_those_of_the_newest_row() -> None:
    claim = truth_of(
        world_of(
            ledger="""
                day        | event_type | quantity | title
                2026-09-20 |            | -1       | Mug
                2026-09-25 | Shipments  | -1       | Mug, blue
                2026-11-05 | Shipments  | -1       | Mug, green
            """
        )
    ).claims[0]
    assert claim["title"] == "Mug, blue"


def test_the_bridge_splits_what_the_ledger_states_as_open() -> None:
    truth = truth_of(
        world_of(
            ledger="""
                day        | quantity | reconciled | unreconciled
                2026-08-01 | -2       | 0          | 2
                2026-09-20 | -4       | 1          | 3
                2026-10-20 | -1       |            | 1
            """,
            payments="day | cash\n2026-08-05 | 1\n2026-09-25 | 2",
        )
    )
    # R2's settled unit takes one of September's; R1 takes August's and the other of September's.
    assert truth.bridge == {
        "stated": 6,
        "paid_or_found": 2,
        "review": 0,
        "expired": 0,
        "claimable": 3,
        "waiting": 1,
    }
