"""Products that Amazon values below the seller's cost: which payments show it, how many units are on hand."""

from __future__ import annotations

from datetime import date

import queries
from tests.engine.conftest import World

GAP = ("sku", "currency", "amazon_value", "unit_cost", "gap_each", "payment_count", "short_money", "reimbursement_ids")


def gaps(world: World, *columns: str) -> list[tuple[str, ...]]:
    """The listed products in their order, some columns of each."""
    world.reconcile()
    names = queries.load("costs/gap_listed").outputs
    return [tuple(row[names.index(name)] for name in columns) for row in world.query("costs/gap_listed")]


def test_a_product_paid_below_cost_is_named_with_the_payments_that_show_it(world: World) -> None:
    """A payment for a customer's return is at the sale price and shows nothing.

    costs
    sku   | cost  | approved_on
    SKU-1 | 20.00 |

    payments
    approved   | id | reason            | cash | total
    2026-10-05 | P1 | Lost_Warehouse    | 1    | 12.00
    2026-10-06 | P2 | Damaged_Warehouse | 2    | 26.00
    2026-10-09 | P5 | CustomerReturn    | 1    | 5.00
    """
    assert gaps(world, *GAP) == [("SKU-1", "USD", "13.00", "20.00", "7.00", "2", "22.00", "P2; P1")]


def test_a_newer_payment_at_cost_says_that_amazon_knows_better_by_now(world: World) -> None:
    """Also one of the same day.

    costs
    sku | cost  | approved_on
    A   | 20.00 |
    B   | 20.00 |
    C   | 20.00 |

    payments
    approved   | sku | fnsku | id | cash | total
    2026-10-05 | A   | XA    | A1 | 1    | 12.00
    2026-10-06 | A   | XA    | A2 | 1    | 20.00
    2026-10-05 | B   | XB    | B1 | 1    | 12.00
    2026-10-05 | B   | XB    | B2 | 1    | 19.50
    2026-10-04 | C   | XC    | C0 | 1    | 11.00
    2026-10-05 | C   | XC    | C1 | 1    | 20.00
    2026-10-06 | C   | XC    | C2 | 1    | 12.00
    """
    assert gaps(world, "sku", "amazon_value", "payment_count", "reimbursement_ids") == [("C", "12.00", "1", "C2")]


def test_the_cost_of_today_counts_for_the_upload_and_that_of_the_payment_for_what_it_shows(world: World) -> None:
    """A got dearer after its payments at cost; B got as cheap as Amazon holds it; C got dearer still.

    costs
    sku | cost  | from       | approved_on
    A   | 10.00 | 2025-01-01 |
    A   | 20.00 | 2026-11-01 |
    B   | 20.00 | 2025-01-01 |
    B   | 12.00 | 2026-11-01 |
    C   | 20.00 | 2025-01-01 |
    C   | 25.00 | 2026-11-01 |

    payments
    approved   | sku | fnsku | id | cash | total
    2026-10-05 | A   | XA    | A1 | 1    | 10.00
    2026-10-05 | B   | XB    | B1 | 1    | 12.00
    2026-10-05 | C   | XC    | C1 | 1    | 12.00
    """
    assert gaps(world, "sku", "unit_cost", "gap_each", "short_money") == [("C", "25.00", "13.00", "8.00")]


def test_a_cost_that_amazon_has_on_file_needs_no_upload(world: World) -> None:
    """B is approved from tomorrow on, so not yet.

    costs
    sku | cost  | approved_on
    A   | 20.00 | 2026-11-20
    B   | 20.00 | 2026-11-21

    payments
    approved   | sku | fnsku | id | cash | total
    2026-10-05 | A   | XA    | A1 | 1    | 12.00
    2026-10-05 | B   | XB    | B1 | 1    | 12.00
    """
    assert gaps(world, "sku") == [("B",)]
    assert world.query("costs/gap_approved") == [("1",)]


def test_cost_is_capped_and_converted_and_a_product_without_either_is_left_out(world: World) -> None:
    """The most Amazon pays in the US is USD 5,000; no rate leads from the Swedish crown to the dollar.

    costs
    sku | cost    | currency | approved_on
    A   | 9000.00 | USD      |
    B   | 100.00  | CNY      |
    C   | 100.00  | SEK      |
    D   | 9000.00 | USD      |

    rates
    rate_on    | base | quote | rate
    2026-10-01 | CNY  | USD   | 0.14

    payments
    approved   | sku | fnsku | id | cash | total
    2026-10-05 | A   | XA    | A1 | 1    | 4000.00
    2026-10-05 | B   | XB    | B1 | 1    | 10.00
    2026-10-05 | C   | XC    | C1 | 1    | 1.00
    2026-10-05 | D   | XD    | D1 | 1    | 5000.00
    """
    assert gaps(world, "sku", "unit_cost", "gap_each") == [("A", "5000.00", "1000.00"), ("B", "14.00", "4.00")]


def test_below_is_what_underpayments_are_measured_by_so_a_rate_alone_makes_no_gap(world: World) -> None:
    """Exactly 5 % is let pass. One dollar in all is not asked for: it is a dollar for each unit on hand.

    costs
    sku | cost  | approved_on
    A   | 20.00 |
    B   | 2.00  |

    payments
    approved   | sku | fnsku | id | cash | total
    2026-10-05 | A   | XA    | A1 | 1    | 19.00
    2026-10-05 | B   | XB    | B1 | 1    | 1.80
    """
    assert gaps(world, "sku", "gap_each") == [("B", "0.20")]


def test_what_may_show_another_thing_than_the_value_shows_nothing(world: World) -> None:
    """A: used. B: paid in two parts. C: the line it tops up is not known. D: before the cost rule (31 March 2025).

    costs
    sku | cost  | approved_on | from
    A   | 20.00 |             | 2024-01-01
    B   | 20.00 |             | 2024-01-01
    C   | 20.00 |             | 2024-01-01
    D   | 20.00 |             | 2024-01-01
    E   | 20.00 |             | 2024-01-01

    ledger
    date       | sku | fnsku | reference | quantity | reason | disposition
    2026-10-01 | E   | XE    | L1        | -1       | M      | CUSTOMER_DAMAGED

    payments
    approved   | sku | fnsku | id | cash | total | condition | original
    2026-10-05 | A   | XA    | A1 | 1    | 12.00 | UsedGood  |
    2026-10-05 | B   | XB    | B1 | 1    | 12.00 | New       |
    2026-10-07 | B   | XB    | B2 | 1    | 8.00  | New       |
    2026-10-05 | C   | XC    | C1 | 1    | 12.00 | New       | C0
    2025-03-30 | D   | XD    | D1 | 1    | 12.00 | New       |
    2026-10-05 | E   | XE    | E1 | 1    | 12.00 | New       |
    """
    assert gaps(world, "sku") == []


def test_most_units_on_hand_come_first_with_what_is_at_stake_and_where_the_units_are_from(world: World) -> None:
    """A by FNSKU in FBA inventory; B by its last closing balance; C by the ledger's rows; D by nothing.

    costs
    sku | cost  | approved_on
    A   | 20.00 |
    B   | 20.00 |
    C   | 20.00 |
    D   | 20.00 |

    payments
    approved   | sku | fnsku | id | cash | total
    2026-10-05 | A   | XA    | A1 | 1    | 19.00
    2026-10-06 | A   | XA    | A2 | 1    | 12.00
    2026-10-05 | B   | XB    | B1 | 1    | 12.00
    2026-10-05 | C   | XC    | C1 | 1    | 12.00
    2026-10-05 | D   | XD    | D1 | 1    | 12.00

    stock
    sku | fnsku | warehouse_quantity | total_quantity | condition
    A   | XA    | 5                  | 40             | New
    A   | XA    | 1                  | 1              | Used

    balances
    first_day  | last_day   | msku | fnsku | disposition | location | ending_balance
    2026-11-01 | 2026-11-30 | B    | XB    | SELLABLE    | US       | 999
    2026-11-09 | 2026-11-09 | B    | XB    | SELLABLE    | US       | 5
    2026-11-10 | 2026-11-10 | B    | XB    | SELLABLE    | US       | 30
    2026-11-10 | 2026-11-10 | B    | XB    | DEFECTIVE   | US       | 2
    2026-11-10 | 2026-11-10 | B    | XB    | SELLABLE    | PHX6     | 30
    2026-11-04 | 2026-11-10 | B    | XB    | SELLABLE    | US       | 32
    2026-11-10 | 2026-11-10 | A    | XA    | SELLABLE    | US       | 700

    ledger
    date       | sku | fnsku | event_type | quantity
    2026-09-01 | C   | XC    | Receipts   | 9
    2026-10-01 | C   | XC    | Shipments  | -2
    2026-11-21 | C   | XC    | Receipts   | 50
    2026-10-01 | D   | XD    | Shipments  | -2
    """
    assert gaps(world, "sku", "units_on_hand", "units_source", "units_on", "at_stake") == [
        ("B", "32", "ledger_summary", "2026-11-10", "256.00"),
        ("C", "7", "ledger_detail", "2026-10-01", "56.00"),
        ("A", "6", "fba_inventory", "", "48.00"),
        ("D", "", "", "", ""),
    ]


def test_each_region_has_its_own_value_and_units_and_fba_inventory_speaks_for_home(world: World) -> None:
    """
    costs
    sku   | cost  | approved_on
    SKU-1 | 20.00 |

    rates
    rate_on    | base | quote | rate
    2026-10-01 | USD  | CAD   | 1.40

    payments
    approved   | id | cash | total | currency
    2026-10-05 | P1 | 1    | 12.00 | USD
    2026-10-05 | P2 | 1    | 14.00 | CAD

    stock
    warehouse_quantity
    5

    balances
    first_day  | last_day   | location | ending_balance
    2026-11-10 | 2026-11-10 | US       | 6
    2026-11-10 | 2026-11-10 | CA       | 8
    """
    assert gaps(world, "region", "currency", "amazon_value", "unit_cost", "units_on_hand", "units_source") == [
        ("CA", "CAD", "14.00", "28.00", "8", "ledger_summary"),
        ("US", "USD", "12.00", "20.00", "5", "fba_inventory"),
    ]


def test_nothing_dated_after_the_day_is_used(world: World) -> None:
    """
    costs
    sku   | cost  | approved_on
    SKU-1 | 20.00 |

    payments
    approved   | id | cash | total
    2026-10-05 | P1 | 1    | 12.00
    """
    world.reconcile(date(2026, 10, 4))
    assert world.query("costs/gap_listed") == []
