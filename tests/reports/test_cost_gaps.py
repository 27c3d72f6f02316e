"""What the first page says of products paid below cost, and of how long Amazon takes to pay."""

from __future__ import annotations

import re

from reports.render import page as render_page
from tests.reports import page_tables as tables


def text_of(page: str, section: str) -> str:
    """What one section of a page says, without its tags."""
    found = re.search(rf'<section id="{section}".*?</section>', page, re.DOTALL)
    assert found, section
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).replace("\u00a0", " ").split())


def test_most_units_come_first_and_unknown_units_are_said_to_be_unknown() -> None:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements")
    unknown: dict[str, object] = {"units_on_hand": None, "units_source": "", "units_on": None, "at_stake": None}
    tables.add(
        con,
        "cost_gap",
        tables.cost_gap(sku="B", **unknown),
        tables.cost_gap(sku="C", units_on_hand=7),
        tables.cost_gap(sku="A"),
        tables.cost_gap(sku="D", is_approved=True),
    )
    gaps = tables.view_of(con).cost_gaps
    assert [line.gap.sku for line in gaps.shown] == ["A", "C", "B"]
    assert gaps.shown[2].units_from == "not known: import FBA inventory"
    assert gaps.total == 3


def test_the_section_names_the_command_the_place_and_the_newest_payment() -> None:
    con = tables.empty_tables()
    tables.add_small_shop(con)
    said = text_of(render_page(tables.view_of(con)), "gaps")
    for part in (
        "fba-reconcile costs gaps --template new-costs.xlsx",
        "Inventory > Inventory Defect and Reimbursement > Manage Your Sourcing Cost > Bulk Update",
        "Nobody has verified this way",
        "120 FBA inventory, 20 Nov 2026 USD 9.10 USD 12.50 USD 408.00 3 payments 5000000003",
    ):
        assert part.replace(">", "&gt;") in said, said


def test_without_a_product_below_cost_there_is_no_section_and_no_link_to_it() -> None:
    page = render_page(tables.view_of(tables.empty_tables()))
    assert 'id="gaps"' not in page
    assert 'href="#gaps"' not in page


def test_proposed_settle_days_are_shown_as_lines_to_copy_and_how_they_are_counted_is_said() -> None:
    con = tables.empty_tables()
    tables.add_small_shop(con)
    page = render_page(tables.view_of(con))
    assert "[accounts.main]\nsettle_days_lost = 21</code>" in page
    said = text_of(page, "waiting")
    assert "whose case id is empty" in said
    assert "Lost in warehouse US 34 8 days 21 days" in said


def test_in_chinese_the_same_stands_in_chinese() -> None:
    con = tables.empty_tables()
    tables.add_small_shop(con)
    page = render_page(tables.views_of(con)[1])
    assert "亚马逊估值低于您采购成本的商品" in page
    assert "Tell Amazon your cost" not in page
