"""Answers worked out by hand for cost prices, rates, caps and marketplaces."""

from typing import Any

from reconcile.simulator.tiny import world_of
from reconcile.simulator.truth import truth_of

LOST = "day | quantity\n2026-09-20 | -3"
SHEET = "sku | cost | currency | from | approved\n"


def value(**rows: Any) -> tuple[str, str, str, str, str]:
    """Currency, unit value, basis, amount, cost price of the only claim."""
    (claim,) = truth_of(world_of(**rows)).claims
    return (
        claim["currency"],
        str(claim["unit_value"]),
        claim["value_basis"],
        str(claim["amount"]),
        str(claim["cost_price"]),
    )


UNKNOWN = ("USD", "None", "unknown", "None", "None")


def test_the_newest_cost_up_to_the_event_counts() -> None:
    costs = SHEET + ("S1 | 8.00 | USD | 2025-01-01 |\nS1 | 9.00 | USD | 2026-09-20 |\nS1 | 11.00 | USD | 2026-09-21 |")
    assert value(ledger=LOST, costs=costs) == ("USD", "9.00", "cost", "27.00", "9.00")


def test_a_cost_that_starts_later_is_none() -> None:
    assert value(ledger=LOST, costs=SHEET + "S1 | 8.00 | USD | 2026-09-21 |") == UNKNOWN


def test_another_sku_of_the_same_fnsku_lends_its_cost() -> None:
    ledger = LOST.replace("quantity", "quantity | event_type | msku").replace("-3", "-3 | |") + (
        "\n2026-03-01 | -1 | Shipments | S2\n2026-03-01 | -1 | Shipments | S3"
    )
    both = SHEET + "S2 | 8.00 | USD | 2025-01-01 |\nS3 | 8.00 | USD | 2026-01-01 |"
    split = SHEET + "S2 | 8.00 | USD | 2025-01-01 |\nS3 | 8.50 | USD | 2026-01-01 |"
    assert value(ledger=ledger, costs=both) == ("USD", "8.00", "cost", "24.00", "8.00")
    assert value(ledger=ledger, costs=split) == UNKNOWN


def test_a_pair_without_a_rate_is_crossed_through_the_euro_of_one_day() -> None:
    costs = SHEET + "S1 | 70.00 | CNY | 2025-01-01 |"
    rates = """
        day        | base | quote | rate
        2026-09-01 | EUR  | CNY   | 8
        2026-09-01 | EUR  | USD   | 1.2
        2026-09-02 | EUR  | CNY   | 7
    """
    assert value(ledger=LOST, costs=costs, rates=rates) == ("USD", "10.50", "cost", "31.50", "10.50")
    quoted = rates + "    2026-08-01 | USD | CNY | 7"
    assert value(ledger=LOST, costs=costs, rates=quoted) == ("USD", "10.00", "cost", "30.00", "10.00")


def test_a_sku_seen_only_in_payments_lends_its_cost_too() -> None:
    costs = SHEET + "S2 | 8.00 | USD | 2025-01-01 |"
    paid = "day | sku | each | cash\n2026-03-01 | S2 | 8.00 | 0"
    assert value(ledger=LOST, costs=costs, payments=paid) == ("USD", "8.00", "cost", "24.00", "8.00")


def test_foreign_costs_are_converted_by_the_newest_rate_either_way_round() -> None:
    costs = SHEET + "S1 | 70.00 | CNY | 2025-01-01 |"
    rates = """
        day        | base | quote | rate
        2026-09-01 | CNY  | USD   | 0.15
        2026-09-20 | USD  | CNY   | 8
        2026-09-21 | CNY  | USD   | 0.10
    """
    assert value(ledger=LOST, costs=costs, rates=rates) == ("USD", "8.75", "cost", "26.25", "8.75")
    assert value(ledger=LOST, costs=costs) == UNKNOWN


def test_the_unit_value_is_rounded_half_up_before_it_is_multiplied() -> None:
    costs = SHEET + "S1 | 3.335 | USD | 2025-01-01 |"
    assert value(ledger=LOST, costs=costs) == ("USD", "3.34", "cost", "10.02", "3.34")


def test_the_cap_bounds_the_value_but_not_the_cost_price() -> None:
    costs = SHEET + "S1 | 6000 | USD | 2025-01-01 |"
    assert value(ledger=LOST, costs=costs) == ("USD", "5000.00", "cost", "15000.00", "6000.00")


def test_the_european_cap_is_converted_too() -> None:
    costs = SHEET + "S1 | 30000 | SEK | 2025-01-01 |"
    rates = "day | base | quote | rate\n2026-09-01 | EUR | SEK | 10"
    assert value(
        marketplace="DE", ledger=LOST.replace("quantity", "quantity | country").replace("-3", "-3 | SE"),
        costs=costs, rates=rates,
    ) == ("EUR", "2000.00", "cost", "6000.00", "3000.00")  # fmt: skip


def test_yen_have_no_decimals() -> None:
    costs = SHEET + "S1 | 1234.5 | JPY | 2025-01-01 |"
    ledger = "day | quantity | country\n2026-09-20 | -1 | JP"
    assert value(marketplace="JP", ledger=ledger, costs=costs) == ("JPY", "1235", "cost", "1235", "1235")


def test_the_marketplace_is_the_region_and_in_the_eu_the_country() -> None:
    world = world_of(
        marketplace="DE",
        ledger="""
            day        | quantity | country
            2026-09-20 | -1       | PL
            2026-09-21 | -1       | -
            2026-09-22 | -1       | GB
            2026-09-23 | -1       | CZ
        """,
        payments="day | cash | currency | amount\n2026-09-24 | -1 | SEK | -9.00",
    )
    assert [(c["marketplace"], c["currency"]) for c in truth_of(world).claims] == [
        ("DE", "SEK"),
        ("PL", "EUR"),
        ("DE", "EUR"),
        ("UK", "GBP"),
        ("CZ", "EUR"),
    ]
