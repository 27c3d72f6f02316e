import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from reports.figure_data import library_name
from reports.render import write_pages
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK, PHONE = (1280, 900), (390, 844)
BOTH = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
PAGES = ("figures.html", "figures.zh-CN.html")
HOSTILE = "</script><img src=x onerror=alert(1)><b>{bold|x}</b>"

pytestmark = pytest.mark.browser


def add_paid(con: duckdb.DuckDBPyConnection) -> None:
    """A centre that lost 12 units of 2,000, and a payment of 40.00 for four of them."""
    tables.add(con, "records", {"records_begin": date(2026, 1, 1)})
    tables.add(con, "adjustment", {"adjustment_no": 1, "fulfillment_center": "PHX7", "event_date": date(2026, 8, 1)})
    loss: dict[str, object] = {"loss_no": 1, "claim_type": "warehouse_lost", "source": "adjustment", "source_no": 1}
    tables.add(con, "loss", loss | {"pass": 2, "units": 12, "event_date": date(2026, 8, 1)})
    tables.add(con, "paid", {"root_no": 1, "currency": "USD", "units": 4, "money": Decimal(40)})
    tables.add(con, "cover", {"cover_no": 1, "source": "reimbursement", "source_no": 1, "units": 4})
    tables.add(con, "matched", {"pass": 2, "loss_no": 1, "cover_no": 1, "units": 4})
    payment: dict[str, object] = {"payment_no": 1, "currency": "USD", "is_reversal": False}
    tables.add(con, "payment", payment | {"amount_total": Decimal(40)})
    day: dict[str, object] = {"fulfillment_center": "PHX7", "event_type": "Receipts", "event_date": date(2026, 2, 1)}
    tables.add(con, "ledger_detail", day | {"quantity": 2000, "msku": "MUG"})


def small_shop(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_small_shop(con)
    add_paid(con)


def hostile_shop(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    names: dict[str, object] = {"title": HOSTILE, "sku": HOSTILE, "fulfillment_center": HOSTILE, "currency": "<b>"}
    tables.add(con, "claim", tables.claim(1, **names), tables.claim(2, **names | {"title": "A" * 2000}))


FILLED: dict[str, Callable[[duckdb.DuckDBPyConnection], None]] = {
    "nothing": lambda _: None,
    "small": small_shop,
    "hostile": hostile_shop,
    "many": lambda con: tables.add_many_claims(con, 10_000),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("figures")
    made = {}
    for name, filled in FILLED.items():
        con = tables.empty_tables()
        filled(con)
        made[name] = write_pages(tables.views_of(con), folder / name).parent
    return made


@pytest.fixture
def opened(browser: "Browser", reports: dict[str, Path]) -> Iterator[Callable[..., "Page"]]:
    """Opens a page; at the end nothing may have gone wrong, and nothing may have left its folder."""
    contexts: list[Any] = []
    complaints: list[str] = []
    requests: list[str] = []

    def of(name: str, address: str = "figures.html", size: tuple[int, int] = DESK, **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{reports[name].as_uri()}/{address}")
        return page

    yield of
    for context in contexts:
        context.close()
    assert complaints == []
    folders = tuple(f"{folder.as_uri()}/" for folder in reports.values())
    assert [url for url in requests if not url.startswith(folders)] == []


def drawn(page: "Page") -> "Page":
    """The page once its charts stand there."""
    for chart in page.locator(".chart").all():
        chart.locator("svg path").first.wait_for(state="attached")
    return page


def data_of(page: "Page") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.locator("#figures-data").text_content() or "")
    return found


@BOTH
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("name", sorted(FILLED))
def test_the_charts_are_drawn_and_the_page_fits_its_screen(
    opened: Callable[..., "Page"], name: str, address: str, size: tuple[int, int]
) -> None:
    page = drawn(opened(name, address, size))
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    charts = data_of(page)["charts"]
    assert bool(charts) == (name != "nothing")
    for chart in charts:
        box = page.locator(f"#{chart['key']} svg").bounding_box()
        assert box
        assert box["width"] > 0.8 * size[0] - 80
        # Each part of a bar that has a length is drawn, over its pattern or without one.
        lengths = [length for bar in chart["bars"] for length in bar["lengths"] if float(length)]
        assert page.locator(f"#{chart['key']} svg path[stroke-width], #{chart['key']} svg path[stroke]").count() >= len(
            lengths
        )


def test_a_chart_is_a_picture_named_by_its_finding(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("small"))
    picture = page.get_by_role("img", name="USD 1,249.50 can be filed and expires within 14 days")
    assert picture.get_attribute("id") == "expires-USD"


@pytest.mark.parametrize("name", ["small", "many"])
def test_the_tables_say_what_the_charts_say(opened: Callable[..., "Page"], name: str) -> None:
    page = drawn(opened(name))
    for chart in data_of(page)["charts"]:
        rows = page.locator(f"#{chart['key']}-table tbody tr:not(.aside)").all()
        bars = [bar for bar in chart["bars"] if bar["total"]]
        assert len(rows) == len(bars)
        for row, bar in zip(rows, bars, strict=True):
            texts = row.locator("td > span:first-child").all_text_contents()
            assert texts[: len(bar["texts"])] == bar["texts"]


@BOTH
def test_a_table_is_unfolded_by_keyboard(opened: Callable[..., "Page"], size: tuple[int, int]) -> None:
    page = drawn(opened("small", size=size))
    assert page.locator("details[open]").count() == 0
    page.locator("#expires-USD ~ details summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#expires-USD-table").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Claimable"
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_status_and_a_product_lead_to_their_claims(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("small"))
    page.locator("#expires-USD ~ details summary").click()
    page.locator("#expires-USD-table thead").get_by_role("link", name="Review").press("Enter")
    page.wait_for_url("**/index.html#claims?status=review")
    assert page.locator('#claims-table td[data-label="Status"]').all_inner_texts() == ["Review", "Review"]
    assert page.locator("#claims-status").input_value() == "review"
    page.go_back()
    drawn(page).locator("#products-GBP ~ details summary").click()
    page.locator("#products-GBP-table tbody").get_by_role("link").first.press("Enter")
    page.wait_for_url("**/index.html#claims?search=X000000003")
    assert page.get_by_label("Search").input_value() == "X000000003"
    assert page.locator("#claims-table tbody tr").count() == 1


def test_the_first_page_leads_to_the_figures_and_back(opened: Callable[..., "Page"]) -> None:
    page = opened("small", "index.html")
    page.get_by_role("link", name="Figures").press("Enter")
    drawn(page).locator("a.back").press("Enter")
    page.wait_for_url("**/index.html")


def test_without_script_the_tables_are_there_and_open(opened: Callable[..., "Page"]) -> None:
    page = opened("small", java_script_enabled=False)
    assert page.locator("#expires-USD-table").is_visible()
    assert page.locator(".chart:visible").count() == 0
    assert page.locator("details:not([open])").count() == 0


def test_without_the_library_the_page_says_so_and_keeps_its_tables(browser: "Browser", tmp_path: Path) -> None:
    con = tables.empty_tables()
    small_shop(con)
    write_pages(tables.views_of(con), tmp_path)
    (tmp_path / library_name()).unlink()
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/figures.html")
    page.locator("#figures-fault").wait_for()
    assert "Keep all files of the folder together." in page.locator("#figures-fault").inner_text()
    assert page.locator("#expires-USD-table").is_visible()
    page.close()


def test_the_library_of_an_earlier_version_goes_and_that_of_this_one_stays(tmp_path: Path) -> None:
    for old in ("echarts-0123456789ab.js", ".echarts-0123456789ab.js.77.tmp"):
        (tmp_path / old).write_text("old", encoding="utf-8")
    (tmp_path / library_name()).write_text("as it was", encoding="utf-8")
    (tmp_path / "my own echarts.js").write_text("mine", encoding="utf-8")
    write_pages(tables.views_of(tables.empty_tables()), tmp_path)
    left = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*echarts*")}
    assert left == {library_name(): "as it was", "my own echarts.js": "mine"}


def test_paper_has_every_table_open_and_charts_of_its_width(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("small", size=PHONE))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    widths = {chart.get_attribute("width") for chart in page.locator(".chart svg").all()}
    assert widths == {"690"}
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert {chart.get_attribute("width") for chart in page.locator(".chart svg").all()} != {"690"}


def test_a_chart_follows_the_window(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("small"))
    before = page.locator("#expires-USD svg").get_attribute("width")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.locator(f'#expires-USD svg:not([width="{before}"])').wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_hostile_names_are_drawn_and_shown_as_text(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("hostile"))
    assert page.locator("img, b").count() == 0
    assert "</script><img src=x" in (page.locator("#centres-3c623e svg").text_content() or "")
    page.locator("#products-3c623e svg").hover(position={"x": 40, "y": 60})
    assert HOSTILE in (page.locator(".tip strong").text_content() or "")
    assert page.locator("img, b").count() == 0


def test_nothing_moves(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("small"))
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("svg animate, svg animateTransform, svg style").count() == 0
