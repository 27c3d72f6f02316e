"""Where stock lies and money flows: regions by country and currency; who shares a pool; what is no loss at all."""

from __future__ import annotations

from tests.engine.conftest import World


def test_ledger_rows_belong_to_a_region_by_country_and_payments_by_currency(world: World) -> None:
    """X1 UK, X2 and X3 the EU (Czech stock paid in Polish money), X4 Canada, X5 blank means home, X6 Japan.

    ledger
    date       | fnsku | reference | quantity | reason | country
    2026-10-05 | X1    | L1        | -1       | M      | GB
    2026-10-05 | X2    | L2        | -1       | M      | CZ
    2026-10-05 | X3    | L3        | -1       | M      | SE
    2026-10-05 | X4    | L4        | -1       | M      | CA
    2026-10-05 | X5    | L5        | -1       | M      |
    2026-10-05 | X6    | L6        | -1       | M      | JP

    payments
    approved   | fnsku | id | cash | currency
    2026-10-08 | X1    | P1 | 1    | GBP
    2026-10-08 | X2    | P2 | 1    | PLN
    2026-10-08 | X3    | P3 | 1    | EUR
    2026-10-08 | X4    | P4 | 1    | CAD
    2026-10-08 | X5    | P5 | 1    |
    2026-10-08 | X6    | P6 | 1    | JPY

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
    assert {row[0] for row in world.rows("matched", "pass")} == {"2"}


def test_a_claim_bears_the_regions_marketplace_and_in_the_eu_the_events_country(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | country
    2026-10-05 | L1        | -1       | M      | GB
    2026-10-05 | L2        | -1       | M      | PL
    2026-10-05 | L3        | -1       | M      |
    2026-10-05 | L4        | -1       | M      | JP

    payments
    approved   | id | fnsku | cash | total  | currency
    2026-10-20 | V5 | X5    | -1   | -10.00 | SEK

    expected
    claim_type             | reference_id | marketplace | currency
    warehouse_lost         | L1           | UK          | GBP
    warehouse_lost         | L2           | PL          | EUR
    warehouse_lost         | L3           | DE          | EUR
    warehouse_lost         | L4           | JP          | JPY
    reimbursement_reversed | V5           | DE          | SEK
    """
    world.home = ("DE", "EU", "EUR")
    world.check()


def test_stock_of_one_country_and_of_all_others_of_the_eu_is_one_pool(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason | country
    2026-10-05 | L1        | -1       | M      | DE
    2026-10-08 | F1        | 1        | F      | SK

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.home = ("DE", "EU", "EUR")
    world.check()


def test_other_reasons_and_unknown_codes_are_no_loss_and_unknown_ones_are_listed(world: World) -> None:
    """
    ledger
    date       | reference | quantity | reason
    2026-10-05 | A1        | -1       | D
    2026-10-05 | A2        | -1       | G
    2026-10-05 | A3        | -1       | O
    2026-10-05 | A4        | -1       | N
    2026-10-05 | A5        | -1       | P
    2026-10-05 | A6        | -1       | Q
    2026-10-05 | A7        | -1       | 3
    2026-10-05 | A8        | -1       | 4
    2026-10-05 | A9        | -1       | 1
    2026-10-05 | B1        | -1       | 2
    2026-10-05 | B2        | -1       | J
    2026-10-05 | B3        | -4       | W
    2026-10-06 | B4        | 3        | W
    2026-10-05 | B5        | -1       | F

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
    assert world.rows("unknown_code", "code", "row_count", "units") == [("W", "2", "7")]


def test_graded_and_unlabelled_skus_are_listed_apart_and_their_cover_stays_in_the_pool(world: World) -> None:
    """The payment and the found unit booked under the graded SKU are of the same FNSKU as the losses.

    ledger
    date       | fnsku | sku             | reference | quantity | reason
    2026-10-05 | X1    | amzn.gr.SKU-1-a | L1        | -2       | M
    2026-10-05 | X2    | Amazon.Found.B1 | D1        | -1       | E
    2026-10-05 | X3    | SKU-3           | L3        | -2       | M
    2026-10-08 | X3    | amzn.gr.SKU-3-b | F3        | 1        | F

    payments
    approved   | fnsku | sku             | id | cash
    2026-10-09 | X3    | amzn.gr.SKU-3-b | P3 | 1

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
    assert world.rows("excluded_sku", "sku", "fnsku", "units") == [
        ("Amazon.Found.B1", "X2", "1"),
        ("amzn.gr.SKU-1-a", "X1", "2"),
    ]


def test_unknown_payment_reasons_are_listed(world: World) -> None:
    """
    payments
    approved   | id | reason           | cash | total | order
    2026-10-08 | P1 | Lost_Warehouse   | 1    | 10.00 |
    2026-10-08 | P2 | Lost_In_Space    | 1    | 11.00 | 111-1
    2026-10-08 | P3 | Customer_Return  | 1    | 12.00 | 111-2

    expected
    claim_type | status | reference_id | quantity_open
    """
    world.check()
    assert world.rows("unlisted_payment", "reimbursement_id", "amount", "why") == [("P2", "11.00", "reason not known")]


def test_a_row_without_fnsku_is_known_by_its_sku(world: World) -> None:
    """A payment without FNSKU finds the product of its SKU.

    ledger
    date       | fnsku | sku   | reference | quantity | reason
    2026-10-05 |       | SKU-7 | L1        | -2       | M
    2026-10-05 | X8    | SKU-8 | L2        | -2       | M

    payments
    approved   | fnsku | sku   | id | cash
    2026-10-08 |       | SKU-7 | P1 | 1
    2026-10-08 |       | SKU-8 | P2 | 1

    expected
    claim_type     | status    | reference_id | sku   | quantity_covered | quantity_open
    warehouse_lost | claimable | L1           | SKU-7 | 1                | 1
    warehouse_lost | claimable | L2           | SKU-8 | 1                | 1
    """
    world.check()
