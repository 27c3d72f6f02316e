import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from reports.export import to_csv
from reports.render import write_pages
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

driving = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")

CHROMIUM = Path("/usr/bin/chromium")
DESK, PHONE = (1280, 900), (390, 844)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is missing: apt-get install chromium"),
]


class Opened:
    """A page as a reader has it before him, with everything that went wrong or out."""

    def __init__(self, browser: "Browser", path: Path, size: tuple[int, int]) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.uri = path.as_uri()
        self.page.goto(self.uri)

    def column(self, label: str) -> list[str]:
        """The texts of one column of the rows in view."""
        cells = self.page.locator(f'#claims-table tbody td[data-label="{label}"]')
        return [text.replace("\u00a0", " ") for text in cells.all_inner_texts()]

    def head(self, label: str) -> "Locator":
        """The head of a column; what sorts by it is the button inside."""
        return self.page.locator("#claims-table thead th").filter(has_text=label)

    def count(self) -> str:
        """The line that says how many claims are found."""
        return str(self.page.locator("#claims .dt-info").inner_text())


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    arguments = ["--disable-dev-shm-usage", "--disable-background-networking"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with driving.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, filled in FILLED.items():
        con = tables.empty_tables()
        filled(con)
        made[name] = write_pages(tables.views_of(con), folder / name)
    return made


@pytest.fixture
def opened(browser: "Browser", pages: dict[str, Path]) -> Iterator[Callable[..., Opened]]:
    """Opens a page; at the end nothing may have gone wrong, and nothing may have left the file."""
    seen: list[Opened] = []

    def of(name: str, size: tuple[int, int] = DESK) -> Opened:
        seen.append(Opened(browser, pages[name], size))
        return seen[-1]

    yield of
    for one in seen:
        one.page.close()
        assert one.complaints == []
        assert {url.partition("#")[0] for url in one.requests} == {one.uri}


def three_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "claim", *(tables.claim(number, quantity_open=10 - number) for number in (1, 2, 3)))


def hostile_claims(con: duckdb.DuckDBPyConnection) -> None:
    hostile = "</script><img src=x onerror=alert(1)><b>bold</b>&<img src=x>"
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "claim", tables.claim(1, title=hostile, sku=hostile, status_reason=hostile, status="review"))


def formulas() -> dict[str, object]:
    """A claim whose texts a spreadsheet would run, or would break a line of CSV at."""
    hostile = {"sku": "+cmd|' /C calc'!A0", "fnsku": "-2+3", "asin": "@SUM(A1)", "reason_code": "\t=1"}
    return tables.claim(1, title='=1+1,"x"', **hostile)


def formula_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "claim", formulas())


def ten_thousand_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_many_claims(con, 10_000)


FILLED: dict[str, Callable[[duckdb.DuckDBPyConnection], None]] = {
    "nothing": lambda _: None,
    "three": three_claims,
    "small": tables.add_small_shop,
    "hostile": hostile_claims,
    "formulas": formula_claims,
    "many": ten_thousand_claims,
}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", sorted(FILLED))
def test_a_page_opens_without_complaint_and_fits_its_screen(
    opened: Callable[..., Opened], name: str, size: tuple[int, int]
) -> None:
    one = opened(name, size)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_details_open_and_close_by_keyboard_alone(opened: Callable[..., Opened], size: tuple[int, int]) -> None:
    one = opened("small", size)
    toggle = one.page.locator("#claims-table tbody button").first
    toggle.focus()
    one.page.keyboard.press("Enter")
    assert toggle.get_attribute("aria-expanded") == "true"
    assert "fba-reconcile why wl-000001" in one.page.locator("tr.more").inner_text()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    one.page.keyboard.press("Space")
    assert one.page.locator("tr.more").count() == 0


def test_search_narrows_to_what_was_typed_and_clear_brings_all_back(opened: Callable[..., Opened]) -> None:
    one = opened("three")
    one.page.get_by_label("Search").fill("MUG 2,")
    assert one.column("Units") == ["8"]
    one.page.get_by_label("Search").fill("no such thing")
    assert one.count() == "No claim matches. Clear the search or the filters."
    one.page.get_by_role("button", name="Clear").click()
    assert one.count() == "Showing 1 to 3 of 3"


def test_a_press_on_a_head_sorts_up_then_down_then_by_urgency_again(opened: Callable[..., Opened]) -> None:
    one = opened("three")
    head = one.head("Units")
    for wanted, said in (
        (["7", "8", "9"], "ascending"),
        (["9", "8", "7"], "descending"),
        (["9", "8", "7"], None),
    ):
        head.get_by_role("button").press("Enter")
        assert (one.column("Units"), head.get_attribute("aria-sort")) == (wanted, said)


def test_sorting_by_amount_keeps_currencies_apart_and_the_unknown_last(opened: Callable[..., Opened]) -> None:
    one = opened("small")
    one.head("Amount").get_by_role("button").click()
    amounts = one.column("Amount")
    assert amounts[:2] == ["GBP 37.50", "USD 12.00"]
    assert amounts[-2:] == ["USD 1,237.50", "no value"]


def test_filters_by_status_and_type_combine(opened: Callable[..., Opened]) -> None:
    one = opened("small")
    one.page.locator("#claims-status").select_option("review")
    assert one.column("Status") == ["Review", "Review"]
    one.page.locator("#claims-type").select_option("warehouse_damaged")
    assert one.count() == "Showing 1 to 1 of 1"
    one.page.get_by_role("button", name="Clear").click()
    one.page.get_by_label("Currency").select_option("GBP")
    assert one.column("Amount") == ["GBP 37.50"]


def test_a_question_leads_to_its_claims(opened: Callable[..., Opened]) -> None:
    one = opened("small")
    one.page.get_by_role("link", name="Show in the table").click()
    assert one.column("Status") == ["Review", "Review"]
    one.page.get_by_role("button", name="Show all questions").click()
    assert one.count() == "Showing 1 to 9 of 9"


def test_hostile_text_is_shown_as_text(opened: Callable[..., Opened]) -> None:
    one = opened("hostile")
    one.page.locator("#claims-table tbody button").click()
    assert one.page.locator("#claims-table .title").inner_text().startswith("</script><img src=x")
    assert one.page.locator("img, b").count() == 0


def test_ten_thousand_claims_are_searched_sorted_and_leafed_through(opened: Callable[..., Opened]) -> None:
    one = opened("many")
    assert one.count() == "Showing 1 to 50 of 10,000"
    one.page.locator("#claims .dt-paging").first.get_by_text("Next").click()
    assert one.count() == "Showing 51 to 100 of 10,000"
    one.head("Product").click()
    assert one.column("Product")[0].startswith("Enamel mug 0")
    one.page.get_by_label("Search").fill("sku-399")
    assert one.count() == "Showing 1 to 25 of 25"
    assert one.page.locator("#claims-table tbody tr").count() == 25


def test_every_case_is_reached_page_by_page_and_leads_to_its_way_of_filing(opened: Callable[..., Opened]) -> None:
    one = opened("many")
    listed = one.page.locator("#file .dt-container").first
    shown = "[...document.querySelectorAll('#cases-first tbody tr')].map((row) => row.innerText)"
    first = one.page.evaluate(shown)
    of_all = re.fullmatch(r"Showing 1 to 10 of ([\d,]+)", listed.locator(".dt-info").inner_text())
    assert of_all
    listed.get_by_label("Last page").click()
    listed.get_by_label("Previous").click()
    listed.get_by_label("First page").click()
    assert one.page.evaluate(shown) == first
    assert all("#" in str(link.get_attribute("href")) for link in one.page.locator("#cases-first tbody a").all())
    assert str(one.page.locator("#cases-first tbody a").first.get_attribute("href")).endswith("/file")
    one.page.locator("#cases-value_unknown summary").focus()
    one.page.keyboard.press("Enter")
    assert one.page.locator("#cases-unpriced tbody tr").count() == 10


def test_on_paper_every_section_is_open_and_the_rows_have_a_limit(opened: Callable[..., Opened]) -> None:
    one = opened("many")
    one.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert one.page.locator("#claims-table tbody tr").count() == 500
    assert one.page.locator("details:not([open])").count() == 0
    note = one.page.locator("#claims-print-note").text_content() or ""
    assert "the first 500 of 10,000 claims" in note
    one.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert one.page.locator("#claims-table tbody tr").count() == 50
    assert one.page.locator("details[open]").count() == 0


def test_who_leafs_below_the_table_goes_on_above_it(opened: Callable[..., Opened]) -> None:
    one = opened("many")
    below = one.page.get_by_role("navigation", name="Pages, below the table")
    below.get_by_text("Next").press("Enter")
    assert one.page.evaluate("document.activeElement.closest('nav').getAttribute('aria-label')") == (
        "Pages, above the table"
    )
    one.page.keyboard.press("Enter")
    assert one.count() == "Showing 101 to 150 of 10,000"


def test_the_count_is_announced_politely_when_it_changes(opened: Callable[..., Opened]) -> None:
    one = opened("three")
    said = one.page.get_by_role("status").filter(has_text="Showing 1 to 3 of 3")
    assert said.get_attribute("aria-live") == "polite"


def test_details_stay_open_through_sorting_and_leafing(opened: Callable[..., Opened]) -> None:
    one = opened("three")
    one.page.get_by_label("Details of claim wl-000002").click()
    one.head("Units").click()
    texts = one.page.locator("#claims-table tbody tr").all_inner_texts()
    assert ["fba-reconcile why wl-000002" in text for text in texts] == [False, False, True, False]
    one.page.get_by_label("Search").fill("MUG-01")
    one.page.get_by_label("Search").fill("")
    assert one.page.locator("tr.more").count() == 1


def test_a_search_finds_signs_that_html_knows_and_builds_nothing_of_them(opened: Callable[..., Opened]) -> None:
    """DataTables decodes what it searches as HTML; a title must come through as it is, and load nothing."""
    one = opened("hostile")
    one.page.get_by_label("Search").fill("&<img src=x")
    assert one.count() == "Showing 1 to 1 of 1"
    one.page.get_by_label("Search").fill("&amp;")
    assert one.count() == "No claim matches. Clear the search or the filters."


def test_what_is_found_can_be_saved_as_the_same_csv_that_the_program_writes(opened: Callable[..., Opened]) -> None:
    one = opened("three")
    one.head("Units").click()
    one.page.get_by_label("Search").fill("mug 350")
    with one.page.expect_download() as saving:
        one.page.get_by_role("button", name="Save what is found (CSV)").click()
    text = saving.value.path().read_text(encoding="utf-8")
    found = [tables.claim(number, quantity_open=10 - number) for number in (3, 2, 1)]
    assert text == "\ufeff" + to_csv(found)
    one.requests[:] = [url for url in one.requests if not url.startswith("blob:")]


def test_a_saved_cell_that_a_spreadsheet_would_run_is_guarded(opened: Callable[..., Opened]) -> None:
    one = opened("formulas")
    with one.page.expect_download() as saving:
        one.page.get_by_role("button", name="Save what is found (CSV)").click()
    text = saving.value.path().read_text(encoding="utf-8")
    assert text == "\ufeff" + to_csv([formulas()])
    assert all(f"'{sign}" in text for sign in "=+-@\t")
    one.requests[:] = [url for url in one.requests if not url.startswith("blob:")]


def test_a_narrow_screen_has_its_own_way_to_sort(opened: Callable[..., Opened]) -> None:
    one = opened("three", PHONE)
    one.page.get_by_label("Sort by").select_option("deadline")
    one.page.get_by_label("Sort by").select_option("-quantity_open")
    assert one.column("Units") == ["9", "8", "7"]
