"""What a unit is worth (contract, section 5): cost of the day, caps, currencies, rounding once and half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest

import queries
from tests.engine.conftest import World


def test_the_cost_is_the_newest_on_or_before_the_day_of_the_loss(world: World) -> None:
    """
    costs
    sku   | cost | from
    SKU-1 | 5.00 | 2026-01-01
    SKU-1 | 6.00 | 2026-10-05
    SKU-1 | 7.00 | 2026-10-10

    ledger
    date       | fnsku | reference | quantity | reason
    2026-10-04 | X1    | L1        | -2       | M
    2026-10-05 | X1    | L2        | -2       | M
    2026-10-09 | X1    | L3        | -2       | M

    expected
    reference_id | quantity_open | currency | unit_value | value_basis | amount | cost_price
    L1           | 2             | USD      | 5.00       | cost        | 10.00  | 5.00
    L2           | 2             | USD      | 6.00       | cost        | 12.00  | 6.00
    L3           | 2             | USD      | 6.00       | cost        | 12.00  | 6.00
    """
    world.check()


def test_without_a_cost_of_its_own_a_sku_takes_that_of_its_siblings_if_they_agree(world: World) -> None:
    """X1: one sibling. X2: two that agree. X3: two that do not. X4: none on that day. X5: its own comes too late.

    costs
    sku | cost | from
    A2  | 5.00 | 2026-01-01
    B2  | 6.00 | 2026-01-01
    B3  | 6.00 | 2026-03-01
    C2  | 7.00 | 2026-01-01
    C3  | 7.50 | 2026-01-01
    D2  | 8.00 | 2026-10-06
    E1  | 9.00 | 2026-10-06
    E2  | 4.00 | 2026-01-01

    ledger
    date       | fnsku | sku | reference | quantity | reason
    2026-10-05 | X1    | A1  | L1        | -1       | M
    2026-10-02 | X1    | A2  | N1        | 1        | O
    2026-10-05 | X2    | B1  | L2        | -1       | M
    2026-10-02 | X2    | B2  | N2        | 1        | O
    2026-10-02 | X2    | B3  | N3        | 1        | O
    2026-10-05 | X3    | C1  | L3        | -1       | M
    2026-10-02 | X3    | C2  | N4        | 1        | O
    2026-10-02 | X3    | C3  | N5        | 1        | O
    2026-10-05 | X4    | D1  | L4        | -1       | M
    2026-10-02 | X4    | D2  | N6        | 1        | O
    2026-10-05 | X5    | E1  | L5        | -1       | M
    2026-10-02 | X5    | E2  | N7        | 1        | O

    expected
    reference_id | unit_value | value_basis | amount | cost_price
    L1           | 5.00       | cost        | 5.00   | 5.00
    L2           | 6.00       | cost        | 6.00   | 6.00
    L3           |            | unknown     |        |
    L4           |            | unknown     |        |
    L5           | 4.00       | cost        | 4.00   | 4.00
    """
    world.check()


def factors(*rates: tuple[str, str, str]) -> dict[tuple[str, str], Decimal]:
    """What one day's rates, as base, quote and rate, give from currency to currency; the costs are in SEK and KWD."""
    with duckdb.connect() as con:
        con.execute("create table fx_rate (base varchar, quote varchar, rate_on date, rate decimal(24, 10))")
        for rate in rates:
            con.execute("insert into fx_rate values (?, ?, '2026-10-05', ?)", rate)
        con.execute("create table cost as select unnest(['SEK', 'KWD']) as currency")
        con.execute("create table value_cap as select 'USD' as currency")
        con.execute("create table currency as select unnest(['USD', 'JPY', 'EUR']) as currency")
        return {row[:2]: row[3] for row in con.execute(queries.text("stage/rate_span")).fetchall()}


def quotient(upper: str, lower: str) -> Decimal:
    return (Decimal(upper) / Decimal(lower)).quantize(Decimal("1e-14"), ROUND_HALF_UP)


@pytest.mark.parametrize("rate", ["8", "1.1625", "0.0083", "0.000801", "41999.99", "0.0000012345", "89999.9999999999"])
def test_the_inverse_of_a_rate_is_exact_to_fourteen_places(rate: str) -> None:
    assert factors(("USD", "CNY", rate)) == {("USD", "CNY"): Decimal(rate), ("CNY", "USD"): quotient("1", rate)}


@pytest.mark.parametrize("rate", ["0.0000009", "90000", "9999999999"])
def test_a_rate_beyond_any_currency_serves_one_way_only(rate: str) -> None:
    assert factors(("USD", "XXX", rate)).keys() == {("USD", "XXX")}


def test_a_cross_rate_is_exact_to_fourteen_places() -> None:
    found = factors(
        ("EUR", "SEK", "11.0385"), ("EUR", "USD", "1.1625"), ("EUR", "JPY", "187.43"), ("KWD", "EUR", "2.8")
    )
    assert found["SEK", "USD"] == quotient("1.1625", "11.0385")
    assert found["SEK", "JPY"] == quotient("187.43", "11.0385")
    # a rate told the other way round is turned first, to ten places
    assert found["KWD", "JPY"] == quotient("187.43", "0.3571428571")


def test_other_currencies_take_the_newest_rate_on_or_before_the_day_either_way_round(world: World) -> None:
    """A: directly. B: by the inverse. C: both on one day, the direct one counts. D: too late. E: no rate.

    costs
    sku | cost  | currency
    A   | 10.00 | EUR
    B   | 10.00 | CNY
    C   | 10.00 | GBP
    D   | 10.00 | SEK
    E   | 10.00 | TRY

    rates
    rate_on    | base | quote | rate
    2026-09-01 | EUR  | USD   | 1.30
    2026-10-04 | EUR  | USD   | 1.10
    2026-10-06 | EUR  | USD   | 1.20
    2026-10-05 | USD  | CNY   | 8.00
    2026-10-01 | USD  | GBP   | 0.50
    2026-10-01 | GBP  | USD   | 1.99
    2026-10-06 | SEK  | USD   | 0.10

    ledger
    date       | fnsku | sku | reference | quantity | reason
    2026-10-05 | XA    | A   | LA        | -1       | M
    2026-10-05 | XB    | B   | LB        | -3       | M
    2026-10-05 | XC    | C   | LC        | -1       | M
    2026-10-05 | XD    | D   | LD        | -1       | M
    2026-10-05 | XE    | E   | LE        | -1       | M

    expected
    reference_id | currency | unit_value | value_basis | amount | cost_price
    LA           | USD      | 11.00      | cost        | 11.00  | 11.00
    LB           | USD      | 1.25       | cost        | 3.75   | 1.25
    LC           | USD      | 19.90      | cost        | 19.90  | 19.90
    LD           | USD      |            | unknown     |        |
    LE           | USD      |            | unknown     |        |
    """
    world.check()


def test_without_a_rate_between_two_currencies_the_euro_of_one_day_crosses_them(world: World) -> None:
    """A by the newest day that has both; C has a rate of its own since August, D none yet; E lacks its other half.

    costs
    sku | cost  | currency
    A   | 70.00 | CNY
    C   | 70.00 | SEK
    D   | 70.00 | SEK
    E   | 70.00 | PLN

    rates
    rate_on    | base | quote | rate
    2026-09-01 | EUR  | CNY   | 8
    2026-09-01 | EUR  | USD   | 1.2
    2026-09-02 | EUR  | CNY   | 7
    2026-08-01 | SEK  | USD   | 0.1
    2026-09-01 | EUR  | SEK   | 6
    2026-07-01 | EUR  | SEK   | 6
    2026-07-01 | USD  | EUR   | 0.5
    2026-09-03 | EUR  | PLN   | 4

    ledger
    date       | fnsku | sku | reference | quantity | reason
    2026-10-05 | XA    | A   | LA        | -1       | M
    2026-10-05 | XC    | C   | LC        | -1       | M
    2026-07-05 | XD    | D   | LD        | -1       | M
    2026-10-05 | XE    | E   | LE        | -1       | M

    expected
    reference_id | currency | unit_value | value_basis | cost_price
    LA           | USD      | 10.50      | cost        | 10.50
    LC           | USD      | 7.00       | cost        | 7.00
    LD           | USD      | 23.33      | cost        | 23.33
    LE           | USD      |            | unknown     |
    """
    world.check()
    claim_ids = [row[0] for row in world.rows("claim", "claim_id")]
    rates = world.query("report/claim_rate", as_of="2026-11-20", claim_ids=claim_ids)
    assert sorted(row[1:7] for row in rates) == [
        ("cost", "cross", "2026-07-01", "EUR", "SEK", "6.00"),
        ("cost", "cross", "2026-07-01", "USD", "EUR", "0.50"),
        ("cost", "cross", "2026-09-01", "EUR", "CNY", "8.00"),
        ("cost", "cross", "2026-09-01", "EUR", "USD", "1.20"),
        ("cost", "direct", "2026-08-01", "SEK", "USD", "0.10"),
    ]


def test_a_claim_in_a_region_is_in_its_currency_and_at_most_its_cap(world: World) -> None:
    """5,000 dollars, 2,000 pounds, 2,000 euros; none is known for Japan. The cost is shown uncapped.

    costs
    sku | cost    | currency
    A   | 6000.00 | USD
    B   | 2500.00 | GBP
    C   | 2500.00 | EUR
    D   | 900000  | JPY

    ledger
    date       | fnsku | sku | reference | quantity | reason | country
    2026-10-05 | XA    | A   | LA        | -2       | M      | US
    2026-10-05 | XB    | B   | LB        | -1       | M      | GB
    2026-10-05 | XC    | C   | LC        | -1       | M      | PL
    2026-10-05 | XD    | D   | LD        | -1       | M      | JP

    expected
    reference_id | currency | unit_value | amount    | cost_price
    LA           | USD      | 5000.00    | 10000.00  | 6000.00
    LB           | GBP      | 2000.00    | 2000.00   | 2500.00
    LC           | EUR      | 2000.00    | 2000.00   | 2500.00
    LD           | JPY      | 900000.00  | 900000.00 | 900000.00
    """
    world.check()


def test_the_value_of_a_unit_is_rounded_half_up_and_then_multiplied(world: World) -> None:
    """Yen have no minor unit. A reversal of 20.01 for two units is 10.005 a unit.

    costs
    sku | cost     | currency
    A   | 10.1250  | USD
    B   | 10.1249  | USD
    J   | 100.5000 | JPY

    ledger
    date       | fnsku | sku | reference | quantity | reason | country
    2026-10-05 | XA    | A   | LA        | -3       | M      | US
    2026-10-05 | XB    | B   | LB        | -3       | M      | US
    2026-10-05 | XJ    | J   | LJ        | -3       | M      | JP

    payments
    approved   | fnsku | id | cash | total  | currency | original
    2026-10-20 | XV    | V1 | -2   | -20.01 | USD      | P1
    2026-10-20 | XW    | V2 | -2   | -2001  | JPY      | P2

    expected
    reference_id | quantity_open | unit_value | amount  | cost_price | minor_digits
    LA           | 3             | 10.13      | 30.39   | 10.13      | 2
    LB           | 3             | 10.12      | 30.36   | 10.12      | 2
    LJ           | 3             | 101.00     | 303.00  | 101.00     | 0
    V1           | 2             | 10.01      | 20.02   |            | 2
    V2           | 2             | 1001.00    | 2002.00 |            | 0
    """
    world.check()


def test_a_reversal_without_an_amount_has_no_value(world: World) -> None:
    """
    payments
    approved   | id | cash | total | original
    2026-10-20 | V1 | -1   |       | P1

    expected
    reference_id | quantity_open | unit_value | value_basis | amount
    V1           | 1             |            | unknown     |
    """
    world.check()
