import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reports.language import LANGUAGES, Language, page_name
from reports.render import write_pages
from tests.reports import claim_view_samples as claims
from tests.reports import product_samples as samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK, PHONE = (1280, 900), (390, 844)
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES, ids=[language.code for language in LANGUAGES])
BOTH = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("products")
    return {
        "life": write_pages(claims.views_of(samples.world()), folder / "life"),
        "hostile": write_pages(claims.views_of(claims.hostile_world()), folder / "hostile"),
    }


@pytest.fixture
def opened(browser: "Browser", reports: dict[str, Path]) -> Iterator[Callable[..., "Page"]]:
    """Opens a page; at the end nothing may have gone wrong, and nothing may have left its folder."""
    contexts: list[Any] = []
    complaints: list[str] = []
    requests: list[str] = []

    def of(address: str, size: tuple[int, int] = DESK, name: str = "life") -> "Page":
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{reports[name].parent.as_uri()}/{address}")
        return page

    yield of
    for context in contexts:
        context.close()
    assert complaints == []
    folders = tuple(f"{path.parent.as_uri()}/" for path in reports.values())
    assert [url for url in requests if not url.startswith(folders)] == []


def drawn(page: "Page") -> "Page":
    page.locator(".drawing svg .stock-line").wait_for(state="attached")
    return page


@IN_BOTH
@BOTH
def test_the_drawing_has_a_stock_line_a_lane_for_each_kind_and_what_is_open(
    opened: Callable[..., "Page"], size: tuple[int, int], language: Language
) -> None:
    page = drawn(opened(f"{page_name('product', language)}#main/X1", size))
    lanes = {
        name for mark in page.locator(".drawing .pill").all() for name in (mark.get_attribute("class") or "").split()
    }
    assert lanes == {
        "pill",
        "is-open",
        *(f"mark-{lane}" for lane in ("received", "returned", "removed", "lost", "damaged", "found", "paid", "taken")),
    }
    assert page.locator(".drawing .sold").count() >= 1
    assert "6" in (page.locator(".drawing .open-end").text_content() or "")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    box = page.locator(".drawing svg").bounding_box()
    assert box
    assert 0.8 * size[0] - 80 < box["width"] <= size[0]


def test_nothing_of_the_drawing_stands_outside_it(opened: Callable[..., "Page"]) -> None:
    for size in (DESK, PHONE):
        page = drawn(opened("product.html#main/X1", size))
        outside = page.evaluate(
            """() => { const all = document.querySelector(".drawing svg").getBoundingClientRect();
            return [...document.querySelectorAll(".drawing svg :is(text, rect, path)")]
              .filter((one) => !one.closest("defs")).map((one) => [one, one.getBoundingClientRect()])
              .filter(([, box]) => box.left < all.left - 2 || box.right > all.right + 2 || box.bottom > all.bottom + 2)
              .map(([one]) => one.outerHTML); }"""
        )
        assert outside == []


def test_the_table_says_every_event_with_its_place_and_the_claims_of_what_is_open(
    opened: Callable[..., "Page"],
) -> None:
    page = drawn(opened("product.html#main/X1"))
    rows = page.locator(".events-list tbody tr")
    assert rows.count() == 15
    lost = rows.filter(has_text="R1").first
    for said in ("2\u00a0Aug\u00a02026", "3 open", "2 found · 1 paid", "−6", "17", "ledger.csv, line 10"):
        assert said in lost.inner_text(), said
    assert page.locator(".open-row").count() == 3


def test_the_sum_line_shows_how_what_is_open_comes_about(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("product.html#main/X1"))
    sums = page.locator(".sums > div").all_inner_texts()
    assert "6 lost − 2 found − 1 paid = 3 open" in " ".join("\n".join(sums).split())
    assert "= 6 open The same as in 3 claims." in " ".join(sums[-1].split())


@IN_BOTH
def test_a_claim_the_table_and_the_figures_lead_to_it_and_it_leads_back_by_keyboard(
    opened: Callable[..., "Page"], language: Language
) -> None:
    page = opened(page_name("index", language))
    folder = page.url.rpartition("/")[0]
    page.locator('#claims-table tbody a[href^="product."]').first.focus()
    page.keyboard.press("Enter")
    drawn(page)
    assert page.evaluate("document.activeElement.id") == "product-title"
    page.locator(".claims-list a").first.focus()
    page.keyboard.press("Enter")
    page.locator("#evidence").wait_for()
    page.locator('.ids-list a[href^="product."]').press("Enter")
    drawn(page)
    page.goto(f"{folder}/{page_name('figures', language)}")
    page.locator(".chart svg").first.wait_for()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.locator('a[href^="product."]').first.press("Enter")
    drawn(page)


def test_on_paper_the_drawing_has_the_width_of_paper_and_everything_stands(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("product.html#main/X1", PHONE))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".drawing svg").get_attribute("width") == "690"
    page.emulate_media(media="print")
    for part in (".drawing svg", ".sums", ".claims-list", ".events-list", "footer"):
        assert page.locator(part).is_visible(), part
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".drawing svg").get_attribute("width") != "690"


def test_a_drawing_follows_the_window(opened: Callable[..., "Page"]) -> None:
    page = drawn(opened("product.html#main/X1"))
    before = page.locator(".drawing svg").get_attribute("width")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.locator(f'.drawing svg:not([width="{before}"])').wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@IN_BOTH
@BOTH
def test_hostile_text_is_shown_as_text(
    opened: Callable[..., "Page"], size: tuple[int, int], language: Language
) -> None:
    page = opened(page_name("index", language), size, "hostile")
    folder = page.url.rpartition("/")[0]
    links = {str(one.get_attribute("href")) for one in page.locator('#claims-table a[href^="product."]').all()}
    assert links
    for link in sorted(links):
        page.goto(f"{folder}/{link}")
        page.locator("#events").wait_for()
        assert claims.HOSTILE in (page.locator("main").text_content() or "")
        assert page.locator("main img, main b, main script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("main/X404", "This report has no time line of X404"),
        ("X1", "This report has no time line of X1"),
        ("%E0%A4%A/x", "This report has no time line of x"),
        ("main/%3Cimg%20src=x%3E", "There is no product <img src=x>"),
        ("!", "There is no product !"),
        ("main/X1/../../x", ""),
    ],
)
def test_a_product_that_the_report_does_not_hold_says_so(opened: Callable[..., "Page"], named: str, told: str) -> None:
    page = opened(f"product.html#{named}")
    page.locator("main h1").wait_for()
    assert page.locator("main img").count() == 0
    assert told in page.locator("main").inner_text()


def test_without_a_product_the_page_says_where_to_choose_one(opened: Callable[..., "Page"]) -> None:
    assert "No product is named in the address." in opened("product.html").locator("main").inner_text()


def test_a_page_whose_data_a_newer_run_replaced_says_so(
    browser: "Browser", reports: dict[str, Path], tmp_path: Path
) -> None:
    alone = tmp_path / "product.html"
    shutil.copy(reports["life"].with_name("product.html"), alone)
    page = browser.new_page()
    page.goto(f"{alone.as_uri()}#main/X1")
    page.get_by_text("The data of this page is not beside it.").wait_for()
    page.close()
