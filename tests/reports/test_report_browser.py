import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from reports.export import CLAIM_COLUMNS, to_csv
from reports.language import CHINESE, ENGLISH, LANGUAGES, Language, gettext, speaking
from reports.render import write_pages
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

DESK, PHONE = (1280, 900), (390, 844)
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES, ids=[language.code for language in LANGUAGES])

pytestmark = pytest.mark.browser


class Opened:
    """A page as a reader has it before him, with everything that went wrong or out."""

    def __init__(self, browser: "Browser", path: Path, size: tuple[int, int]) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.files = {path.as_uri()}
        self.page.goto(path.as_uri())

    def column(self, label: str) -> list[str]:
        """The texts of one column of the rows in view."""
        cells = self.page.locator(f'#claims-table tbody td[data-label="{label}"]')
        return [text.replace("\u00a0", " ") for text in cells.all_inner_texts()]

    def head(self, label: str) -> "Locator":
        """The head of a column; what sorts by it is the button inside."""
        return self.page.locator("#claims-table thead th").filter(has_text=label)

    def sort(self, label: str) -> None:
        """A press on the head of a column, by keyboard; the table is sorted a moment later."""
        head = self.head(label)
        before = head.get_attribute("aria-sort")
        head.get_by_role("button").press("Enter")
        changed = "([head, before]) => head.getAttribute('aria-sort') !== before"
        self.page.wait_for_function(changed, arg=[head.element_handle(), before])

    def count(self) -> str:
        """The line that says how many claims are found."""
        return str(self.page.locator("#claims .dt-info").inner_text())

    def saved(self) -> str:
        """What the button for it saves; a file made on the page comes from no folder."""
        with self.page.expect_download() as saving:
            self.page.locator("#claims-save").click()
        self.requests[:] = [url for url in self.requests if not url.startswith("blob:")]
        return saving.value.path().read_bytes().decode("utf-8")

    def leads_to(self, path: Path) -> None:
        """Allows one more file of the folder."""
        self.files.add(path.as_uri())


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

    def of(name: str, size: tuple[int, int] = DESK, language: Language = ENGLISH) -> Opened:
        seen.append(Opened(browser, in_language(pages[name], language), size))
        return seen[-1]

    yield of
    for one in seen:
        one.page.close()
        assert one.complaints == []
        asked = {re.split("[?#]", url)[0] for url in one.requests}
        # a page asks whether others lie beside it; these lie alone
        assert {url for url in asked if not url.endswith("/beside.js")} == one.files


def in_language(path: Path, language: Language) -> Path:
    """The first page in a language; `path` is the English one."""
    return path.with_name("index.zh-CN.html") if language is CHINESE else path


def three_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "claim", *(tables.claim(number, quantity_open=10 - number) for number in (1, 2, 3)))


def hostile_claims(con: duckdb.DuckDBPyConnection) -> None:
    hostile = "</script><img src=x onerror=alert(1)><b>bold</b>&<img src=x>"
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "claim", tables.claim(1, title=hostile, sku=hostile, status_reason=hostile, status="review"))


def formulas() -> list[dict[str, object]]:
    """Claims whose texts a spreadsheet would run, or would break a line of CSV at."""
    plain = {"sku": "+cmd|' /C calc'!A0", "fnsku": "-2+3", "asin": "@SUM(A1)", "reason_code": "\t=1"}
    wide = {"sku": "\uff0b1", "fnsku": "\uff0d2", "asin": "\uff20SUM(A1)", "reason_code": "\n=1"}
    ends = {"sku": "\r=1", "fnsku": "a\r=1", "asin": "-1", "reason_code": "a\n=1", "title": "\uff1d1+1"}
    return [
        tables.claim(1, title='=1+1,"x"', **plain),
        tables.claim(2, title="\uff1d1+1", **wide),
        tables.claim(3, **ends),
    ]


def formula_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "claim", *formulas())


def three_of_many_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_many_claims(con, 3)


def three_hundred_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_many_claims(con, 300)


def ten_thousand_claims(con: duckdb.DuckDBPyConnection) -> None:
    tables.add_many_claims(con, 10_000)


FILLED: dict[str, Callable[[duckdb.DuckDBPyConnection], None]] = {
    "nothing": lambda _: None,
    "three": three_claims,
    "small": tables.add_small_shop,
    "hostile": hostile_claims,
    "formulas": formula_claims,
    "3": three_of_many_claims,
    "300": three_hundred_claims,
    "many": ten_thousand_claims,
}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", sorted(FILLED))
def test_a_page_opens_without_complaint_and_fits_its_screen(
    opened: Callable[..., Opened], name: str, size: tuple[int, int]
) -> None:
    for language in LANGUAGES:
        one = opened(name, size, language)
        assert one.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert one.page.evaluate("document.documentElement.lang") == language.code


@IN_BOTH
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_details_open_and_close_by_keyboard_alone(
    opened: Callable[..., Opened], size: tuple[int, int], language: Language
) -> None:
    one = opened("small", size, language)
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


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        (ENGLISH, ("lost in warehouse", "claimable", "2026-10-01", "1 Oct 2026")),
        (CHINESE, ("库房丢失", "可索赔", "2026-10-01", "2026年10月1日")),
    ],
)
def test_a_search_finds_what_the_page_writes_of_a_claim(
    opened: Callable[..., Opened], language: Language, typed: tuple[str, ...]
) -> None:
    one = opened("three", language=language)
    for text in typed:
        one.page.locator("#claims-search").fill("no such claim")
        assert one.page.locator("#claims-table tbody tr td:nth-child(3) a").count() == 0
        one.page.locator("#claims-search").fill(text)
        assert one.page.locator("#claims-table tbody tr td:nth-child(3) a").count() == 3, text


def test_each_link_to_a_case_or_claim_has_a_name_of_its_own(opened: Callable[..., Opened]) -> None:
    page = opened("three").page
    for table in ("#cases-first", "#claims-table"):
        names = [link.get_attribute("aria-label") for link in page.locator(f"{table} tbody a.strong").all()]
        assert len(names) == len(set(names)) == 3, names
        assert all(str(name).startswith("Lost in warehouse: ") for name in names), names


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_on_a_phone_a_finger_hits_every_link_of_the_menu(opened: Callable[..., Opened], language: Language) -> None:
    page = opened("three", PHONE, language).page
    boxes = [link.bounding_box() for link in page.locator(".masthead nav a, .languages a").all()]
    assert len(boxes) > 3
    assert all(box and box["height"] >= 40 for box in boxes), boxes


def test_a_press_on_a_head_sorts_up_then_down_then_by_urgency_again(opened: Callable[..., Opened]) -> None:
    one = opened("three")
    head = one.head("Units")
    for wanted, said in (
        (["7", "8", "9"], "ascending"),
        (["9", "8", "7"], "descending"),
        (["9", "8", "7"], None),
    ):
        one.sort("Units")
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


@IN_BOTH
def test_hostile_text_is_shown_as_text(opened: Callable[..., Opened], language: Language) -> None:
    one = opened("hostile", language=language)
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


@pytest.fixture(scope="module")
def in_review() -> Callable[[str], list[str]]:
    """The claims in review of a page, as lines of the program's own CSV."""

    def of(name: str) -> list[str]:
        con = tables.empty_tables()
        FILLED[name](con)
        columns = ", ".join(f"{one}::decimal(18, 2) as {one}" for one in ("unit_value", "amount", "cost_price"))
        con.execute(f"select * replace ({columns}) from claim where status = 'review'")
        names = [str(one[0]) for one in con.description or ()]
        return to_csv(dict(zip(names, row, strict=True)) for row in con.fetchall()).splitlines()

    return of


@IN_BOTH
@pytest.mark.parametrize("name", ["3", "300", "many"])
def test_a_table_is_searched_sorted_filtered_saved_printed_and_read_in_the_other_language(
    opened: Callable[..., Opened],
    pages: dict[str, Path],
    in_review: Callable[[str], list[str]],
    name: str,
    language: Language,
) -> None:
    one = opened(name, language=language)
    rows = one.page.locator("#claims-table tbody tr[role=row]")
    everything = one.count()
    one.page.locator("#claims-search").fill("zz-no-such-sku")
    assert rows.count() == 0
    one.page.locator("#claims-search").fill("sku-1")
    assert rows.count() > 0
    assert all("SKU-1" in text for text in rows.all_inner_texts())
    one.page.locator("#claims-reset").click()
    assert one.count() == everything
    with speaking(language):
        units = gettext("Units")
    one.sort(units)
    assert one.column(units) == sorted(one.column(units))
    one.page.locator("#claims-status").select_option("review")
    header, *lines = one.saved().removeprefix("\ufeff").splitlines()
    assert header == ",".join(CLAIM_COLUMNS)
    assert sorted(lines) == sorted(in_review(name)[1:])
    one.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == min(500, len(lines))
    assert one.page.locator("details:not([open])").count() == 0
    one.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    other = CHINESE if language is ENGLISH else ENGLISH
    one.leads_to(in_language(pages[name], other))
    with one.page.expect_navigation():
        one.page.locator("a[data-language]").click()
    assert one.page.evaluate("document.documentElement.lang") == other.code
    assert rows.count() > 0


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
    assert str(one.page.locator("#cases-first tbody a.strong").first.get_attribute("href")).endswith("/file")
    check = one.page.locator("#cases-first tbody").get_by_role("link", name="Check it yourself").first
    assert str(check.get_attribute("href")).endswith("/check")
    assert one.page.locator("#cases-first tbody code").count() == 0
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
    found = [tables.claim(number, quantity_open=10 - number) for number in (3, 2, 1)]
    assert one.saved() == "\ufeff" + to_csv(found)


@IN_BOTH
def test_a_saved_cell_that_a_spreadsheet_would_run_is_guarded(
    opened: Callable[..., Opened], language: Language
) -> None:
    text = opened("formulas", language=language).saved()
    assert text == "\ufeff" + to_csv(formulas())
    assert all(f"'{sign}" in text for sign in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def test_a_narrow_screen_has_its_own_way_to_sort(opened: Callable[..., Opened]) -> None:
    one = opened("three", PHONE)
    one.page.get_by_label("Sort by").select_option("deadline")
    one.page.get_by_label("Sort by").select_option("-quantity_open")
    assert one.column("Units") == ["9", "8", "7"]
