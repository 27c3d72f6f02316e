"""Answers worked out by hand for refunds and replacements, against the simulator's truth.

The as-of date is 2026-10-31 and the home the US. A refund of 1 August may be filed from
14 October (60 + 14 days) to 29 November (120 days). A1 was sold for 10.00 a unit.
"""

from datetime import date
from typing import Any

import pytest

from reconcile.simulator.tiny import brief
from reconcile.simulator.tiny_orders import order_world_of
from reconcile.simulator.truth import truth_of

ONE = "quantity | price\n1 | 10.00"
THREE = "quantity | price\n3 | 30.00"
REFUND = "day | amount\n2026-08-01 | -10.00"
OPEN = "customer_return_missing claimable A1 1-0=1 10.00"


def claims(**tables: Any) -> list[str]:
    return brief(truth_of(order_world_of(**{"orders": ONE, "lines": REFUND, **tables})).claims)


def test_refunded_and_nothing_came_back() -> None:
    (claim,) = truth_of(order_world_of(orders=ONE, lines=REFUND)).claims
    assert brief([claim]) == [OPEN]
    assert (claim["event_date"], claim["sku"], claim["reason_code"]) == (date(2026, 8, 1), "S1", "")
    assert (claim["window_opens"], claim["deadline"]) == (date(2026, 10, 14), date(2026, 11, 29))
    assert (claim["currency"], claim["value_basis"], str(claim["cost_price"])) == ("USD", "sale_price", "10.00")


@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-07-02", "expired"), ("2026-07-03", "claimable"), ("2026-08-18", "claimable"), ("2026-08-19", "waiting")],
)
def test_the_window_in_the_us_is_day_60_and_two_weeks_to_day_120(day: str, status: str) -> None:
    assert claims(lines=f"day\n{day}") == [f"customer_return_missing {status} A1 1-0=1 10.00"]


@pytest.mark.parametrize("home", ["UK", "DE", "JP"])
@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-07-17", "expired"), ("2026-07-18", "claimable"), ("2026-09-02", "claimable"), ("2026-09-03", "waiting")],
)
def test_the_window_elsewhere_is_day_45_and_two_weeks_to_day_105(home: str, day: str, status: str) -> None:
    world = order_world_of(orders=ONE, lines=f"day\n{day}", marketplace=home)
    assert [claim["status"] for claim in truth_of(world).claims] == [status]


def test_what_came_back_is_not_missing_whatever_its_state_and_day() -> None:
    assert claims(returns="day\n2026-07-20") == []
    assert claims(returns="day | disposition\n2026-10-31 | CUSTOMER_DAMAGED") == []
    assert claims(returns="day\n2026-11-01") == [OPEN]
    assert claims(returns="day | sku\n2026-08-09 | S2") == [OPEN]
    assert claims(returns="day | order\n2026-08-09 | A2") == [OPEN]


def test_returned_in_part() -> None:
    lines = "day | amount\n2026-08-01 | -30.00"
    assert claims(orders=THREE, lines=lines, returns="day\n2026-08-09") == [
        "customer_return_missing claimable A1 3-1=2 20.00"
    ]


def test_units_are_what_the_money_buys_rounded_down() -> None:
    refunds = """
        day        | amount
        2026-08-01 | -9.99
        2026-08-02 | -25.00
    """
    assert claims(orders=THREE, lines=refunds) == ["customer_return_missing claimable A1 2-0=2 25.00"]


def test_the_refunds_of_one_day_are_one() -> None:
    refunds = "day | amount\n2026-08-01 | -6.00\n2026-08-01 | -4.00"
    assert claims(lines=refunds) == [OPEN]


def test_only_principal_is_the_price_of_goods() -> None:
    refunds = """
        day        | kind      | description | amount
        2026-08-01 | ItemPrice | Tax         | -30.00
        2026-08-01 | ItemFees  | Commission  | 1.50
        2026-08-01 | Promotion | Principal   | -10.00
    """
    assert claims(lines=refunds) == []


def test_only_refunds_of_units_that_amazon_sent() -> None:
    assert claims(lines="day | by\n2026-08-01 | MFN") == []
    assert claims(lines="day | type | amount\n2026-08-01 | Order | 10.00") == []
    assert claims(lines="day | type\n2026-08-01 | Refund_Retrocharge") == []


@pytest.mark.parametrize("kind", ["A-to-z Guarantee Refund", "Chargeback Refund"])
def test_disputed_refunds_are_a_question(kind: str) -> None:
    assert claims(lines=f"day | type\n2026-08-01 | {kind}") == [
        "customer_return_missing review A1 1-0=1 10.00 a_to_z_or_chargeback"
    ]


def test_the_price_comes_from_orders_then_sales_then_the_sheet() -> None:
    sale = "2026-07-01 | Order | 20.00 | 4\n"
    refund = "2026-08-01 | Refund | -20.00 |"
    both = f"day | type | amount | units\n{sale}{refund}"
    assert claims(orders=THREE, lines=both) == ["customer_return_missing claimable A1 2-0=2 20.00"]
    assert claims(orders="", lines=both) == ["customer_return_missing claimable A1 4-0=4 20.00"]
    assert claims(orders="quantity | price\n3 | -", lines=both) == ["customer_return_missing claimable A1 4-0=4 20.00"]
    sheet = "day | quantity | amount\n2026-08-01 | 1 | 20.00"
    assert claims(orders="", lines="day | amount\n2026-08-01 | -20.00", refunds=sheet) == [
        "customer_return_missing claimable A1 1-0=1 20.00"
    ]


def test_a_price_in_another_currency_is_none() -> None:
    assert claims(orders="quantity | price | currency\n1 | 10.00 | EUR") == [
        "customer_return_missing review A1 1-0=1 10.00 no_price"
    ]


def test_without_a_price_it_is_one_unit_and_a_question() -> None:
    assert claims(orders="", lines="day | amount\n2026-08-01 | -30.00") == [
        "customer_return_missing review A1 1-0=1 30.00 no_price"
    ]


def test_the_same_refund_in_two_sources_counts_once_the_larger() -> None:
    lines = "day | amount\n2026-08-01 | -20.00"
    same_day = "day | quantity | amount\n2026-08-01 | {} | {}"
    assert claims(orders=THREE, lines=lines, refunds=same_day.format(1, "9.00")) == [
        "customer_return_missing claimable A1 2-0=2 20.00"
    ]
    assert claims(orders=THREE, lines=lines, refunds=same_day.format(3, "27.00")) == [
        "customer_return_missing claimable A1 3-0=3 27.00"
    ]
    next_day = "day | quantity | amount\n2026-08-02 | 2 | 18.00"
    assert claims(orders=THREE, lines=lines, refunds=next_day) == ["customer_return_missing claimable A1 2-0=2 20.00"]


def test_what_only_the_sheet_tells_counts_besides() -> None:
    sheet = "day | quantity | amount\n2026-08-01 | 1 | 10.00\n2026-08-10 | 1 | -"
    assert claims(orders=THREE, refunds=sheet) == [OPEN, "customer_return_missing claimable A1 1-0=1 ?"]
    assert claims(lines="", refunds="day\n2026-08-01") == [OPEN]


def test_refunds_by_the_seller_take_no_part() -> None:
    assert claims(refunds="day | by\n2026-08-01 | seller") == []
    assert claims(refunds="day | by\n2026-08-03 | seller") == []
    assert claims(lines="", refunds="day | by\n2026-08-01 | Seller") == []
    lines = "day | amount\n2026-08-01 | -30.00"
    mixed = "day | by | quantity\n2026-08-01 | seller | 1\n2026-08-01 | amazon | 1"
    assert claims(orders=THREE, lines=lines, refunds=mixed) == ["customer_return_missing claimable A1 2-0=2 20.00"]


def test_several_refunds_of_an_order_go_by_day_and_sku() -> None:
    world = {
        "orders": "sku | quantity | price\nS1 | 2 | 20.00\nS2 | 1 | 7.00",
        "lines": """
            day        | sku | amount
            2026-07-10 | S1  | -10.00
            2026-08-01 | S1  | -10.00
            2026-08-01 | S2  | -7.00
        """,
        "returns": "day\n2026-08-09",
    }
    assert claims(**world) == [
        "customer_return_missing claimable A1 1-0=1 10.00",
        "customer_return_missing claimable A1 1-0=1 7.00",
    ]


def test_replaced_units_have_no_value() -> None:
    (claim,) = truth_of(order_world_of(orders=ONE, replacements="day | reason\n2026-08-01 | 7")).claims
    assert brief([claim]) == ["customer_return_missing claimable A1 1-0=1 ?"]
    assert (claim["value_basis"], claim["currency"], claim["reason_code"]) == ("unknown", "USD", "7")


def test_a_replacement_belongs_to_the_first_original() -> None:
    # A1 was replaced by A2, that one by A3, and A3 refunded; two of three units came back.
    world: dict[str, Any] = {
        "lines": "day | order\n2026-08-05 | A3",
        "replacements": "day | order | new\n2026-07-20 | A1 | A2\n2026-08-01 | A2 | A3",
        "returns": "day | order\n2026-08-09 | A1\n2026-08-10 | A3",
    }
    assert claims(**world) == [OPEN]
    assert claims(**world, payments="day | order | reason\n2026-10-01 | A2 | CustomerReturn") == []


def test_multi_channel_orders_take_no_part() -> None:
    assert claims(orders="quantity | price | channel\n1 | 10.00 | Non-Amazon") == []
    assert claims(lines="day | market\n2026-08-01 | Non-Amazon US") == []


def test_amazons_own_stock_is_no_claim() -> None:
    world = order_world_of(orders="sku | price\namzn.gr.S1-x | 10.00", lines="day | sku\n2026-08-01 | amzn.gr.S1-x")
    assert truth_of(world).claims == []


def test_payments_of_the_order_cover_it_whatever_their_reason_and_day() -> None:
    for reason in ("CustomerReturn", "ReturnAdjustment", "CustomerServiceIssue", "Lost_Warehouse", "News"):
        assert claims(payments=f"day | order | reason\n2026-02-01 | A1 | {reason}") == []
    assert claims(payments="day | order | reason\n2026-10-01 | A2 | CustomerReturn") == [OPEN]
    assert claims(payments="day | reason\n2026-10-01 | CustomerReturn") == [OPEN]
    assert claims(payments="day | order | sku | reason\n2026-10-01 | A1 | S2 | CustomerReturn") == [OPEN]
    assert claims(payments="day | order | reason\n2026-11-01 | A1 | CustomerReturn") == [OPEN]


def test_an_exact_key_beats_first_in_first_out() -> None:
    # The payment of September names the order; the older loss of the warehouse stays open.
    assert claims(
        ledger="day | quantity\n2026-09-05 | -1",
        payments="day | order | reason\n2026-09-06 | A1 | Lost_Warehouse",
    ) == ["warehouse_lost claimable R1 1-0=1 10.00"]
    # What the order does not need goes on.
    assert (
        claims(
            ledger="day | quantity\n2026-09-05 | -1",
            payments="day | order | reason | cash\n2026-09-06 | A1 | Lost_Warehouse | 2",
        )
        == []
    )
    assert (
        claims(
            ledger="day | quantity\n2026-09-05 | -1",
            payments="day | order | reason\n2026-09-06 | A1 | Lost_Warehouse",
            returns="day\n2026-10-01",
        )
        == []
    )


def test_a_payment_taken_back_still_covered_the_order() -> None:
    assert claims(
        payments="""
            day        | order | reason                 | cash | each   | original
            2026-09-06 | A1    | CustomerReturn         | 1    | 10.00  |
            2026-10-06 |       | Reimbursement_Reversal | -1   | -10.00 | P1
        """
    ) == ["reimbursement_reversed claimable P2 1-0=1 10.00"]


def test_a_retro_charge_with_principal_covers() -> None:
    line = "day | type | kind | description | amount\n2026-08-01 | Refund | | | -10.00\n"
    charged = "2026-09-20 | Order_Retrocharge | ItemPrice | {} | {}"
    assert claims(lines=line + charged.format("Principal", "10.00")) == []
    assert claims(lines=line + charged.format("Tax", "10.00")) == [OPEN]
    assert claims(lines=line + charged.format("Principal", "9.99")) == [OPEN]


def test_settlements_must_cover_the_days_to_21_before_the_as_of_date() -> None:
    question = ["customer_return_missing review A1 1-0=1 10.00 settlements_not_covered"]
    spans = "from | through\n{} | {}"
    assert claims(settlements=spans.format("2026-08-01", "2026-10-10")) == [OPEN]
    assert claims(settlements=spans.format("2026-08-01", "2026-10-09")) == question
    two = "from | through\n2026-07-20 | 2026-08-31\n2026-09-{} | 2026-10-20"
    assert claims(settlements=two.format("01")) == [OPEN]
    assert claims(settlements=two.format("02")) == question
    assert claims(settlements="from | through | off\n2026-08-01 | 2026-10-20 | 0.01") == question
    assert claims(lines="", refunds="day\n2026-08-01", settlements=spans.format("2026-08-02", "2026-10-20")) == question
    euros = "from | through | currency\n2026-08-01 | 2026-08-01 | USD\n2026-01-01 | 2026-10-20 | EUR"
    assert claims(settlements=euros) == question


def test_a_young_refund_needs_no_settlement_yet() -> None:
    assert claims(lines="", refunds="day\n2026-10-11", settlements="from | through\n2026-01-01 | 2026-02-01") == [
        "customer_return_missing waiting A1 1-0=1 10.00"
    ]


def test_missing_reports_never_read_as_none() -> None:
    assert claims(has_returns=False) == ["customer_return_missing review A1 1-0=1 10.00 no_returns"]
    world = order_world_of(orders=ONE, lines=REFUND, has_background=False)
    assert brief(truth_of(world).claims) == ["customer_return_missing review A1 1-0=1 10.00 no_reimbursements"]


def test_a_returnless_account_has_only_questions() -> None:
    assert claims(is_returnless=True) == ["customer_return_missing review A1 1-0=1 10.00 returnless"]


def test_refunds_before_our_records_take_no_part() -> None:
    world = order_world_of(
        orders=ONE,
        lines="day\n2026-07-31\n2026-08-02",
        payments="day\n2026-09-01",
        has_background=False,
    )
    truth = truth_of(world)
    assert (brief(truth.claims), truth.before_records) == ([OPEN], 1)


def test_the_value_is_capped_in_the_currency_of_the_refund() -> None:
    dear = {"orders": "price\n6000.00", "lines": "day | amount\n2026-08-01 | -6000.00"}
    assert claims(**dear) == ["customer_return_missing claimable A1 1-0=1 5000.00"]


def test_the_region_is_that_of_the_money() -> None:
    world = order_world_of(
        orders="price | currency\n10.00 | GBP",
        lines="day | currency\n2026-08-01 | GBP",
        marketplace="DE",
    )
    (claim,) = truth_of(world).claims
    assert (claim["marketplace"], claim["currency"], str(claim["deadline"])) == ("UK", "GBP", "2026-11-14")
    world = order_world_of(
        orders="price | currency\n90.00 | SEK",
        lines="day | currency | amount\n2026-08-01 | SEK | -90.00",
        marketplace="DE",
    )
    (claim,) = truth_of(world).claims  # no rate tells what the cap of 2000 euros is in crowns
    assert (claim["marketplace"], claim["currency"], claim["unit_value"]) == ("DE", "SEK", None)


def test_a_region_without_a_rule_is_a_question_without_dates() -> None:
    world = order_world_of(orders="price | currency\n10.00 | AED", lines="day | currency\n2026-08-01 | AED")
    (claim,) = truth_of(world).claims
    assert brief([claim]) == ["customer_return_missing review A1 1-0=1 10.00 no_rule"]
    assert (claim["window_opens"], claim["deadline"]) == (None, None)


def test_a_refund_and_a_replacement_of_one_day_are_two_events() -> None:
    assert claims(replacements="day\n2026-08-01") == [OPEN, "customer_return_missing claimable A1 1-0=1 ?"]


def test_cover_goes_to_the_oldest_event_of_the_order() -> None:
    world: dict[str, Any] = {
        "orders": THREE,
        "lines": "day | amount\n2026-07-10 | -11.00\n2026-08-10 | -12.00",
        "replacements": "day\n2026-07-20",
    }
    refunds = "customer_return_missing claimable A1 1-0=1 {}"
    assert claims(**world) == [refunds.format(amount) for amount in ("11.00", "?", "12.00")]
    assert claims(**world, returns="day\n2026-10-01") == [refunds.format(amount) for amount in ("?", "12.00")]
    paid = "day | order | reason\n2026-07-01 | A1 | CustomerReturn"
    assert claims(**world, returns="day\n2026-10-01", payments=paid) == [refunds.format("12.00")]


def test_one_disputed_line_puts_the_day_in_review() -> None:
    lines = "day | type\n2026-08-01 | Refund\n2026-08-01 | Chargeback Refund"
    assert claims(orders=THREE, lines=lines) == ["customer_return_missing review A1 2-0=2 20.00 a_to_z_or_chargeback"]


def test_a_retro_charge_without_a_price_covers_one_unit() -> None:
    lines = """
        day        | type              | amount
        2026-08-01 | Refund            | -30.00
        2026-09-20 | Order_Retrocharge | 10.00
    """
    assert claims(orders="", lines=lines) == []
    # The sheet says two units, but not at what price.
    sheet = "day | quantity | amount\n2026-08-01 | 2 | -"
    assert claims(orders="", lines=lines, refunds=sheet) == ["customer_return_missing review A1 2-1=1 30.00 no_price"]


def test_refunds_of_both_sources_on_other_days_are_paired_in_order_of_date() -> None:
    lines = "day | amount\n2026-07-10 | -10.00\n2026-08-01 | -10.00"
    sheet = "day\n2026-07-12\n2026-08-03"
    two = ["customer_return_missing claimable A1 1-0=1 10.00"] * 2
    assert claims(orders=THREE, lines=lines, refunds=sheet) == two
    assert claims(orders=THREE, lines=lines, refunds=f"{sheet}\n2026-08-05") == two + two[:1]


def test_the_day_decides_by_what_was_known_then() -> None:
    world = order_world_of(
        orders=ONE,
        lines="day | type | amount\n2026-08-01 | Refund | -10.00\n2026-10-20 | Order_Retrocharge | 10.00",
        settlements="from | through\n2026-07-01 | 2026-10-25",
    )
    assert brief(truth_of(world, date(2026, 10, 19)).claims) == [OPEN]
    assert brief(truth_of(world, date(2026, 10, 20)).claims) == []


def test_fnsku_title_and_asin_are_those_of_the_ledger() -> None:
    sold = "day | event_type | quantity | reason | title\n2026-07-01 | Shipments | -1 | - | {}"
    world = order_world_of(orders=ONE, lines=REFUND, ledger=sold.format("Mug, blue"))
    (claim,) = truth_of(world).claims
    assert (claim["fnsku"], claim["title"], claim["asin"]) == ("X1", "Mug, blue", "B1")
    other = f"{sold.format('Mug')} | X1\n2026-07-02 | Shipments | -1 | - | Mug | X2".replace(
        "title", "title | fnsku", 1
    )
    (claim,) = truth_of(order_world_of(orders=ONE, lines=REFUND, ledger=other)).claims
    assert (claim["fnsku"], claim["title"]) == ("", "")
