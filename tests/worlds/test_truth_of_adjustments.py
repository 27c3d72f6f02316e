"""Answers worked out by hand for lost and damaged units, against the simulator's truth.

The as-of date is 2026-10-31, the cost of S1 is 10.00 USD unless a test says otherwise.
A loss of 20 September may be filed from 20 October to 19 November.
"""

from reconcile.simulator.tiny import brief, world_of
from reconcile.simulator.truth import truth_of
from reconcile.simulator.truth_rules import Settings


def claims(**rows: str) -> list[str]:
    return brief(truth_of(world_of(**rows)).claims)  # type: ignore[arg-type]


def test_a_lost_unit_may_be_filed_from_day_30_to_day_60() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity
            2026-08-31 | M      | -1
            2026-09-01 | 5      | -1
            2026-10-01 | M      | -1
            2026-10-02 | M      | -1
            2026-11-01 | M      | -1
        """
    ) == [
        "warehouse_lost expired R1 1-0=1 10.00",
        "warehouse_lost claimable R2 1-0=1 10.00",
        "warehouse_lost claimable R3 1-0=1 10.00",
        "warehouse_lost waiting R4 1-0=1 10.00",
    ]


def test_a_damaged_unit_may_be_filed_from_day_14_to_day_60() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity
            2026-08-31 | E      | -1
            2026-09-01 | E      | -1
            2026-10-17 | E      | -1
            2026-10-18 | E      | -1
        """
    ) == [
        "warehouse_damaged expired R1 1-0=1 10.00",
        "warehouse_damaged claimable R2 1-0=1 10.00",
        "warehouse_damaged claimable R3 1-0=1 10.00",
        "warehouse_damaged waiting R4 1-0=1 10.00",
    ]


def test_the_days_to_wait_are_settings() -> None:
    world = world_of(ledger="day | reason | quantity\n2026-10-21 | M | -1\n2026-10-28 | E | -1")
    hasty = Settings(settle_days_lost=10, settle_days_damaged=3)
    assert brief(truth_of(world, settings=hasty).claims) == [
        "warehouse_damaged claimable R2 1-0=1 10.00",
        "warehouse_lost claimable R1 1-0=1 10.00",
    ]


def test_a_payment_covers_losses_booked_up_to_ten_days_later() -> None:
    assert (
        claims(
            ledger="day | quantity\n2026-09-20 | -1",
            payments="day\n2026-09-10",
        )
        == []
    )


def test_a_payment_eleven_days_earlier_leaves_a_question() -> None:
    assert claims(
        ledger="day | quantity\n2026-09-21 | -1",
        payments="day\n2026-09-10",
    ) == ["warehouse_lost review R1 1-0=1 10.00 doubt"]


def test_cover_more_than_sixty_days_before_the_loss_is_no_doubt() -> None:
    assert claims(
        ledger="day | quantity\n2026-09-20 | -1\n2026-09-21 | -1",
        payments="day\n2026-07-22",
    ) == [
        "warehouse_lost review R1 1-0=1 10.00 doubt",
        "warehouse_lost claimable R2 1-0=1 10.00",
    ]


def test_the_oldest_open_loss_is_made_good_first() -> None:
    assert claims(
        ledger="""
            day        | quantity
            2026-09-20 | -3
            2026-09-22 | -2
        """,
        payments="day | cash\n2026-09-25 | 4",
    ) == ["warehouse_lost claimable R2 2-1=1 10.00"]


def test_losses_of_a_day_go_by_reference_id_as_text() -> None:
    assert claims(
        ledger="""
            day        | reference_id | quantity
            2026-09-20 | 9            | -1
            2026-09-20 | 10           | -1
        """,
        payments="day\n2026-09-25",
    ) == ["warehouse_lost claimable 9 1-0=1 10.00"]


def test_found_units_and_payments_both_make_good() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity
            2026-09-20 | M      | -4
            2026-09-21 | F      | 1
        """,
        payments="day | cash | inventory\n2026-09-30 | 1 | 1",
    ) == ["warehouse_lost claimable R1 4-3=1 10.00"]


def test_only_the_total_counts_where_cash_and_inventory_are_blank() -> None:
    assert claims(
        ledger="day | quantity\n2026-09-20 | -4",
        payments="day | cash | inventory | total | amount\n2026-09-30 | - | - | 3 | 30.00",
    ) == ["warehouse_lost claimable R1 4-3=1 10.00"]


def test_what_amazon_calls_settled_without_cover_is_a_question() -> None:
    assert claims(ledger="day | quantity | reconciled | unreconciled\n2026-09-20 | -3 | 1 | 2") == [
        "warehouse_lost claimable R1 2-0=2 20.00",
        "warehouse_lost review R1 1-0=1 10.00 amazon_calls_it_settled",
    ]


def test_cover_goes_to_the_settled_part_first() -> None:
    assert claims(
        ledger="day | quantity | reconciled | unreconciled\n2026-09-20 | -3 | 1 | 2",
        payments="day\n2026-09-25",
    ) == ["warehouse_lost claimable R1 2-0=2 20.00"]


def test_a_later_settled_part_comes_before_an_earlier_open_one() -> None:
    assert claims(
        ledger="""
            day        | quantity | reconciled | unreconciled
            2026-09-20 | -1       | 0          | 1
            2026-09-22 | -1       | 1          | 0
        """,
        payments="day\n2026-09-25",
    ) == ["warehouse_lost claimable R1 1-0=1 10.00"]


def test_one_figure_gives_the_other() -> None:
    assert claims(
        ledger="""
            day        | quantity | reconciled | unreconciled
            2026-09-20 | -3       | 2          |
            2026-09-21 | -3       |            | 1
            2026-09-22 | -3       |            | -3
        """
    ) == [
        "warehouse_lost claimable R1 1-0=1 10.00",
        "warehouse_lost review R1 2-0=2 20.00 amazon_calls_it_settled",
        "warehouse_lost claimable R2 1-0=1 10.00",
        "warehouse_lost review R2 2-0=2 20.00 amazon_calls_it_settled",
        "warehouse_lost claimable R3 3-0=3 30.00",
    ]


def test_figures_that_do_not_add_up_make_the_whole_adjustment_a_question() -> None:
    assert claims(
        ledger="""
            day        | quantity | reconciled | unreconciled
            2026-09-20 | -3       | 1          | 1
            2026-09-21 | -3       | 4          |
            2026-09-22 | -2       | 0          | 0
        """,
        payments="day\n2026-09-25",
    ) == [
        "warehouse_lost review R1 3-1=2 20.00 figures_do_not_add_up",
        "warehouse_lost review R2 3-0=3 30.00 figures_do_not_add_up",
        "warehouse_lost review R3 2-0=2 20.00 figures_do_not_add_up",
    ]


def test_found_units_serve_the_part_of_losses_they_are_stated_for() -> None:
    # R3's settled unit takes R1's settled one; R4's open unit takes R2's open one.
    assert (
        claims(
            ledger="""
            day        | reason | quantity | reconciled | unreconciled
            2026-09-20 | M      | -1       | 1          | 0
            2026-09-21 | M      | -1       | 0          | 1
            2026-09-22 | F      | 1        | 1          | 0
            2026-09-23 | F      | 1        | 0          | 1
        """
        )
        == []
    )


def test_found_units_stated_as_settled_leave_an_open_loss_in_doubt_only() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | reconciled | unreconciled
            2026-09-20 | M      | -1       | 0          | 1
            2026-09-22 | F      | 1        | 1          | 0
        """
    ) == ["warehouse_lost review R1 1-0=1 10.00 doubt"]


def test_found_units_stated_as_open_do_not_settle() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | reconciled | unreconciled
            2026-09-20 | M      | -1       | 1          | 0
            2026-09-22 | F      | 1        | 0          | 1
        """
    ) == ["warehouse_lost review R1 1-0=1 10.00 amazon_calls_it_settled"]


def test_found_units_with_wrong_figures_count_as_if_nothing_were_stated() -> None:
    assert (
        claims(
            ledger="""
            day        | reason | quantity | reconciled | unreconciled
            2026-09-20 | M      | -1       | 1          | 0
            2026-09-21 | M      | -1       | 0          | 1
            2026-09-22 | F      | 2        | 2          | 2
        """
        )
        == []
    )


def test_a_payment_after_the_ledgers_last_day_settles_nothing_amazon_knew_of() -> None:
    # The ledger ends on 28 October; the payment of the 30th goes to the open part.
    assert brief(
        truth_of(
            world_of(
                ledger="""
                    day        | event_type | quantity | reconciled | unreconciled
                    2026-08-01 | Shipments  | -1       |            |
                    2026-09-20 |            | -2       | 1          | 1
                    2026-10-28 | Shipments  | -1       |            |
                """,
                payments="day\n2026-08-15\n2026-10-30",
                has_background=False,
            )
        ).claims
    ) == ["warehouse_lost review R2 1-0=1 10.00 amazon_calls_it_settled"]


def test_the_ledger_covers_the_as_of_date_when_its_download_goes_on_later() -> None:
    world = world_of(
        ledger="""
            day        | event_type | quantity | reconciled | unreconciled
            2026-08-01 | Shipments  | -1       |            |
            2026-09-20 |            | -2       | 1          | 1
            2026-11-05 | Shipments  | -1       |            |
        """,
        payments="day\n2026-07-15\n2026-10-30",
        has_background=False,
    )
    assert brief(truth_of(world).claims) == ["warehouse_lost claimable R2 1-0=1 10.00"]


def test_identical_rows_are_so_many_events_and_open_units_come_first() -> None:
    # Three equal rows: 1 open, nothing stated, 1 settled. The payment goes to the settled part.
    assert claims(
        ledger="""
            day        | reference_id | quantity | reconciled | unreconciled
            2026-09-20 | R            | -1       | 1          | 0
            2026-09-20 | R            | -1       |            |
            2026-09-20 | R            | -1       | 0          | 1
        """,
        payments="day\n2026-09-25",
    ) == [
        "warehouse_lost claimable R 1-0=1 10.00",
        "warehouse_lost claimable R 1-0=1 10.00",
    ]


def test_unsellable_units_and_other_damage_codes_are_questions() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | disposition
            2026-09-20 | M      | -1       | DEFECTIVE
            2026-09-21 | E      | -1       | CUSTOMER_DAMAGED
            2026-09-22 | H      | -1       |
            2026-09-23 | M      | -1       | -
        """
    ) == [
        "warehouse_damaged review R2 1-0=1 10.00 disposition",
        "warehouse_damaged review R3 1-0=1 10.00 damage_code",
        "warehouse_lost review R1 1-0=1 10.00 disposition",
        "warehouse_lost review R4 1-0=1 10.00 disposition",
    ]


def test_parts_of_one_status_share_a_row() -> None:
    assert claims(
        ledger="""
            day        | quantity | reconciled | unreconciled | disposition
            2026-08-20 | -3       | 1          | 2            |
            2026-09-20 | -3       | 2          | 1            | DEFECTIVE
        """,
        payments="day\n2026-09-25",
    ) == [
        "warehouse_lost expired R1 2-0=2 20.00",
        "warehouse_lost review R2 3-0=3 30.00 amazon_calls_it_settled,disposition",
    ]


def test_all_damage_codes_share_one_pool() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity
            2026-09-20 | K      | -1
            2026-09-21 | E      | -1
        """,
        payments="day | reason\n2026-09-25 | damaged:WAREHOUSE",
    ) == ["warehouse_damaged claimable R2 1-0=1 10.00"]


def test_lost_and_damaged_pools_are_apart_but_leave_doubt() -> None:
    assert claims(
        ledger="day | reason | quantity\n2026-09-20 | E | -2",
        payments="day | reason\n2026-09-25 | Lost_Warehouse",
    ) == [
        "warehouse_damaged claimable R1 1-0=1 10.00",
        "warehouse_damaged review R1 1-0=1 10.00 doubt",
    ]


def test_units_graded_back_count_by_the_days_smaller_sum() -> None:
    # 22 September: 3 arrive, 2 leave: 2 units back. Elsewhere centre, state or day differ.
    assert claims(
        ledger="""
            day        | reason | quantity | disposition       | fulfillment_center
            2026-09-20 | E      | -4       |                   |
            2026-09-20 | P      | 4        | WAREHOUSE_DAMAGED |
            2026-09-22 | Q      | -1       | WAREHOUSE_DAMAGED |
            2026-09-22 | Q      | -1       | WAREHOUSE_DAMAGED |
            2026-09-22 | P      | 3        | SELLABLE          |
            2026-09-22 | P      | 1        | SELLABLE          | ACY1
            2026-09-23 | Q      | -1       | CUSTOMER_DAMAGED  |
            2026-09-23 | P      | 1        | SELLABLE          |
            2026-09-24 | Q      | -1       | WAREHOUSE_DAMAGED |
        """
    ) == ["warehouse_damaged claimable R1 4-2=2 20.00"]


def test_the_positive_row_of_a_damage_pair_is_no_loss_and_no_cover() -> None:
    assert claims(
        ledger="""
            day        | reason | quantity | disposition
            2026-09-20 | E      | -1       | SELLABLE
            2026-09-20 | E      | 1        | WAREHOUSE_DAMAGED
        """
    ) == ["warehouse_damaged claimable R1 1-0=1 10.00"]


def test_other_and_unknown_codes_are_no_losses() -> None:
    assert (
        claims(
            ledger="""
            day        | reason | quantity
            2026-09-20 | D      | -1
            2026-09-20 | O      | -1
            2026-09-20 | N      | 1
            2026-09-20 | Q      | -1
            2026-09-20 | ZZ     | -1
        """
        )
        == []
    )
