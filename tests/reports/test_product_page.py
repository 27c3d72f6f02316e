import base64
import dataclasses
import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reports.claim_shards import shards
from reports.product_rows import read_products
from reports.product_shards import PRODUCT_LAYOUT, product_shards
from reports.product_views import Event, ProductView, key_of, product_views
from reports.product_words import PRODUCT_WORDS
from reports.render import product_page
from reports.views import ReportView
from tests.conftest import Golden
from tests.engine.conftest import AS_OF, World
from tests.reports import claim_view_samples as claims
from tests.reports import page_tables as tables
from tests.reports import product_samples as samples

ASSETS = Path(__file__).parents[2] / "reports" / "assets"


@pytest.fixture(scope="module")
def life() -> World:
    return samples.world()


@pytest.fixture(scope="module")
def report(life: World) -> ReportView:
    return samples.view_of(life)


@pytest.fixture(scope="module")
def product(report: ReportView) -> ProductView:
    return samples.of(report, "X1")


def told(event: Event) -> str:
    """An event as a line of a small table."""
    shares = ", ".join(f"{share.units} {share.kind}" for share in event.shares)
    days = f"{event.first_day}" + (f" to {event.last_day}" if event.first_day != event.last_day else "")
    stock = event.balance if event.changes_stock else "-"
    return f"{days} | {event.kind} | {event.units} | {stock} | {event.reference_id} | {shares}".rstrip()


def test_a_product_is_told_from_its_first_sale_to_its_last_reversal(product: ProductView) -> None:
    assert [told(event) for event in product.events] == [
        "2026-06-01 | sold | -2 | 0 |  |",
        "2026-06-10 | received | 30 | 30 | FBA9 |",
        "2026-06-12 to 2026-06-20 | sold | -5 | 25 |  |",
        "2026-07-02 | sold | -3 | 22 |  |",
        "2026-07-20 | returned | 1 | 23 |  |",
        "2026-08-02 | lost | -6 | 17 | R1 | 2 found, 1 paid, 3 open",
        "2026-08-20 | found | 2 | 19 | R2 | 2 used",
        "2026-08-25 | paid | 1 | - | P1 | 1 used",
        "2026-09-01 | sold | -1 | 18 |  |",
        "2026-09-01 | short | 2 | - | FBA9 | 2 open",
        "2026-09-10 | damaged | 2 | 20 | R4 |",
        "2026-09-10 | damaged | -2 | 18 | R3 | 2 paid",
        "2026-09-20 | paid | 2 | - | P2 | 2 used",
        "2026-10-01 | removed | -3 | 15 | RM1 |",
        "2026-10-20 | taken | 1 | - | P3 | 1 open",
    ]


def test_the_stock_begins_with_the_least_that_the_ledger_needs(product: ProductView) -> None:
    assert product.head.opening_units == 2
    assert product.head.week_begins == date(2026, 6, 1)
    assert product.weeks[:3] == (0, 29, 25)
    assert product.weeks[-1] == product.head.stock_units == 15


@pytest.mark.parametrize("product", ["X1", "X2"])
def test_the_sum_is_what_was_lost_less_what_made_it_good_and_what_the_claims_ask_for(
    report: ReportView, product: str
) -> None:
    view = samples.of(report, product)
    for one in view.sums:
        good = sum(
            getattr(one, f"{name}_units") for name in ("found", "graded", "returned", "surplus", "paid", "charged")
        )
        asked = sum(claim.quantity_open for claim in view.claims if claim.claim_type == one.claim_type)
        assert one.units - good == one.open_units == asked
    assert view.head.open_units == sum(claim.quantity_open for claim in view.claims)
    assert view.head.open_units == sum(event.open_units for event in view.events)


def test_every_event_that_stands_alone_names_its_file_and_line(product: ProductView) -> None:
    alone = [event for event in product.events if event.kind not in ("sold", "moved")]
    assert all(
        event.line and event.file_name in {"ledger.csv", "payments.csv", "inbound_shipments.csv"} for event in alone
    )


@pytest.mark.parametrize("limit", [0, 1, 3, 5])
def test_what_does_not_fit_is_summed_and_the_stock_stays_right(life: World, report: ReportView, limit: int) -> None:
    rows = samples.rows_of(life, "X1", limit)
    (view,) = product_views(
        [claim for claim in report.claims.lines if claim.product == "X1"], {"main": {"X1": rows}}, AS_OF
    )
    whole = samples.of(report, "X1")
    assert view.head.told_count == limit
    assert view.head.stock_units == whole.head.stock_units
    assert (
        view.head.open_units
        == whole.head.open_units
        == view.head.hidden_open_units + sum(event.open_units for event in view.events if event.line)
    )
    for kind in {event.kind for event in whole.events}:
        assert sum(one.units or 0 for one in view.events if one.kind == kind) == sum(
            one.units or 0 for one in whole.events if one.kind == kind
        ), kind


def test_what_is_open_stands_alone_before_anything_else(life: World, report: ReportView) -> None:
    assert report.products.views
    rows = samples.rows_of(life, "X1", 3)
    assert sorted(row.kind for row in rows.events if row.source_no is not None) == ["lost", "short", "taken"]


def test_a_day_on_which_more_went_than_was_there_begins_with_what_came() -> None:
    made = claims.world_of("""
        ledger
        date       | event_type | fnsku | sku   | reference | quantity | reason
        2026-09-01 | Shipments  | X1    | SKU-1 |           | -5       |
        2026-09-01 | Receipts   | X1    | SKU-1 | FBA9      | 8        |
        2026-09-02 | Adjustments| X1    | SKU-1 | R1        | -1       | M
    """)
    view = samples.of(samples.view_of(made), "X1")
    assert view.head.opening_units == 0
    assert [event.balance for event in view.events] == [8, 3, 2]


def test_a_product_without_an_fnsku_is_known_by_its_sku() -> None:
    made = claims.world_of("""
        ledger
        date       | fnsku | sku   | reference | quantity | reason
        2026-09-02 |       | SKU-7 | R1        | -1       | M
    """)
    (view,) = samples.view_of(made).products.views
    assert (view.head.product, view.head.fnsku, view.head.open_units) == ("SKU-7", "", 1)


def test_products_stand_in_the_order_in_which_a_script_compares() -> None:
    con = tables.empty_tables()
    names = ["\uff21", "\U0001f600", "a/b", "Z"]
    tables.add(con, "claim", *(tables.claim(number, fnsku=name) for number, name in enumerate(names)))
    view = tables.view_of(con)
    assert [one.head.product for one in view.products.views] == ["Z", "a/b", "\U0001f600", "\uff21"]
    found = product_shards(view.products.views, 1)
    assert found.first_keys == tuple(key_of("main", one.head.product) for one in view.products.views)
    assert list(found.files) == [f"products-{number:03d}.js" for number in range(4)]


def test_of_very_many_products_those_of_the_first_claims_have_a_page() -> None:
    made = claims.world_of("""
        ledger
        date       | fnsku | sku   | reference | quantity | reason
        2026-11-02 | X1    | SKU-1 | R1        | -1       | M
        2026-11-03 | X2    | SKU-2 | R2        | -1       | M
        2026-11-04 | X3    | SKU-3 | R3        | -1       | M
    """)
    listed = samples.view_of(made).claims.lines
    rows = read_products(made.con, ["X3", "X1", "X3", "X2"], AS_OF, product_limit=2)
    assert sorted(rows) == ["X1", "X3"]
    found = product_views(listed, {"main": rows}, AS_OF)
    assert {claim.product for claim in listed} == {"X1", "X2", "X3"}
    assert [view.head.product for view in found] == ["X1", "X3"]


def rows_of(script: str) -> tuple[list[str], list[Any]]:
    """The texts and rows that a shard hands to the page."""
    (inside,) = re.findall(r"\AfbaReconcile\((.*)\);\n\Z", script, re.DOTALL)
    kind, _number, texts, rows = json.loads(f"[{inside}]")
    assert kind == "products"
    return texts, rows


def named(layout: str, row: list[Any], texts: list[str]) -> dict[str, Any]:
    found = {}
    for (column, kind), value in zip(PRODUCT_LAYOUT[layout], row, strict=True):
        if value is None or kind == "plain":
            found[column] = value
        else:
            found[column] = texts[value] if kind == "text" else [texts[one] for one in value]
    return found


def test_the_data_of_a_product_is_as_approved(report: ReportView, golden: Golden) -> None:
    (script,) = product_shards(report.products.views).files.values()
    texts, rows = rows_of(script)
    shown = [
        {
            "head": named("product", head, texts),
            "worth": [named("worth", one, texts) for one in worth],
            "sums": [named("sum", one, texts) for one in sums],
            "weeks": weeks,
            "events": [
                named("event", event, texts) | {"shares": [named("share", share, texts) for share in shares]}
                for event, *shares in events
            ],
            "claims": [named("claim", one, texts) for one in listed],
        }
        for head, worth, sums, weeks, events, listed in rows
    ]
    golden("pages/product_view.json", json.dumps(shown, indent=1, ensure_ascii=False) + "\n")


def test_a_shard_of_products_holds_no_sign_of_html() -> None:
    view = claims.view_of(claims.hostile_world())
    assert any(claims.HOSTILE in one.head.title for one in view.products.views)
    for text in product_shards(view.products.views).files.values():
        assert not re.search("[<>&\u2028\u2029]", text)


def test_the_policy_of_the_product_page_trusts_its_scripts_and_what_they_load(report: ReportView) -> None:
    data, products = shards(report.claim_views, report.cases), product_shards(report.products.views)
    text = product_page(report, dataclasses.replace(data, files={**data.files, **products.files}), products)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
    assert len(hashes) == 5
    assert "script-src " + " ".join(f"'sha256-{one}'" for one in hashes) + " 'strict-dynamic';" in policy.replace(
        "&#39;", "'"
    )
    assert not re.search(r"\son\w+=|\sstyle=", text)


def test_every_word_that_the_scripts_ask_for_is_there_and_none_is_left_over() -> None:
    script = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("product.js", "drawing.js", "told.js"))
    asked = set(re.findall(r"\bwords\.(\w+)", script))
    assert asked <= set(PRODUCT_WORDS)
    assert set(re.findall(r'\b(?:say|told)\("(\w+)"[,)]', script)) <= set(PRODUCT_WORDS)
    quoted = set(re.findall(r'"([a-z]\w*)"', script))
    begun = set(re.findall(r'"([a-z_]+_)" \+', script))
    left_over = {key for key in PRODUCT_WORDS if key not in asked | quoted and not key.startswith(tuple(begun))}
    assert left_over == set()
