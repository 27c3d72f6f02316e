import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reconcile.policy.filing import load_filing
from reconcile.policy.sourcing_cost import load_sourcing_cost
from reports.language import CHINESE, gettext, speaking
from reports.render import write_pages
from tests.reports import claim_view_samples as samples
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


pytestmark = pytest.mark.browser

NO_STORE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no store'); } });"

# What a reader sees or hears, without the sellers' and Amazon's own data, commands and drafts.
TOLD = """() => {
  const own = "script, style, noscript, code, pre, #reading .body, .title, .source, .ids, h1[dir=auto], .languages, "
    + "[data-own]";
  const isOwn = (element) => element.closest(own)
    || (element.closest("bdi") && !element.closest(".sentence, .detail"));
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!isOwn(walker.currentNode.parentElement)) found.push(walker.currentNode.data);
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [data-label]")) {
    for (const name of ["aria-label", "placeholder", "title", "data-label"]) {
      if (element.hasAttribute(name)) found.push(element.getAttribute(name));
    }
  }
  return found.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""

#: products, ids, codes, countries, currencies, files, commands: the same in every language
SAME = re.compile(
    r"[\w-]+ · [\w ,]+|"
    r"fba-reconcile (why \S+|costs missing|run|import inbox)|"
    r"fba-reconcile claims (restore \S+|dismiss [^\"]+ --reason \"[^\"]*\")|"
    r"(?<![A-Za-z])[A-Z]{2,3}(?![A-Za-z])|fba-reconcile|reconcile\.toml|[\w.-]+\.(csv|xlsx|html|txt)|[\w-]*\d[\w-]*|"
    r"FNSKUs?|SKUs?|ASIN|CSV|XLSX|SELLABLE|UNSELLABLE|Lost_Warehouse|Damaged_Warehouse|Reimbursement_Reversal|"
    r"GeneralAdjustment|inbox/|[\w.]+\.(com|de|uk|ca|ai|in|ae|jp)\S*"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("languages")
    con = tables.empty_tables()
    tables.add_small_shop(con)
    return {
        "every step": write_pages(samples.views_of(samples.world_of(samples.EVERY_STEP)), folder / "every step"),
        "small": write_pages(tables.views_of(con), folder / "small"),
    }


@pytest.fixture
def opened(browser: "Browser", reports: dict[str, Path]) -> Iterator[Callable[..., "Page"]]:
    """Opens a page of a report in a browser of its own; at the end nothing may have gone wrong."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def of(address: str, name: str = "every step", before: str = "", **options: Any) -> "Page":
        context = browser.new_context(**{"locale": "en-US"} | options)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{reports[name].parent.as_uri()}/{address}")
        return page

    yield of
    for context in contexts:
        context.close()
    assert complaints == []


def file_of(page: "Page") -> str:
    return page.url.partition("?")[0].partition("#")[0].rpartition("/")[2]


def switch(page: "Page") -> None:
    with page.expect_navigation():
        page.locator("a[data-language]").click()


def lead(page: "Page", address: str, name: str) -> None:
    """Opens an address that leads on to the page of that name."""
    page.goto(address)
    page.wait_for_url(f"**/{name}*")


def first_claim(page: "Page") -> str:
    return str(page.locator('#claims-table a[href*="#"]').first.get_attribute("href")).partition("#")[2]


def test_the_switch_leads_to_the_same_place_in_the_other_language(opened: Callable[..., "Page"]) -> None:
    page = opened("index.html#coverage")
    switch(page)
    assert page.url.endswith("/index.zh-CN.html#coverage")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    page = opened("index.html")
    claim = first_claim(page)
    page.goto(page.url.replace("index.html", f"claim.html#{claim}/value"))
    page.locator("#value").wait_for()
    switch(page)
    assert page.url.endswith(f"/claim.zh-CN.html#{claim}/value")
    assert page.locator("#value h2").inner_text() == "金额"


def test_the_first_page_opens_in_the_language_chosen_last(opened: Callable[..., "Page"]) -> None:
    page = opened("index.html")
    first = page.url
    switch(page)
    lead(page, first, "index.zh-CN.html")
    switch(page)
    assert file_of(page) == "index.html"
    page.goto(first)
    assert file_of(page) == "index.html"


def test_a_browser_that_asks_for_chinese_first_gets_it_with_the_place_it_asked_for(
    opened: Callable[..., "Page"],
) -> None:
    opened("index.html#costs", locale="zh-CN").wait_for_url("**/index.zh-CN.html#costs")
    opened("index.html", locale="zh-TW").wait_for_url("**/index.zh-CN.html")
    assert file_of(opened("index.html", locale="de-DE")) == "index.html"


def test_a_chinese_browser_that_keeps_nothing_can_still_read_english(opened: Callable[..., "Page"]) -> None:
    page = opened("index.html", locale="zh-CN", before=NO_STORE)
    page.wait_for_url("**/index.zh-CN.html")
    switch(page)
    assert file_of(page) == "index.html"
    page.locator("#claims-table tbody a").first.click()
    page.locator("#evidence").wait_for()
    page.locator("#claim-back").click()
    page.locator("#claims-table").wait_for()
    assert file_of(page) == "index.html"


@pytest.mark.parametrize("name", ["claim", "product", "figures"])
def test_the_other_pages_opened_by_themselves_follow_the_same_language(
    opened: Callable[..., "Page"], name: str
) -> None:
    opened(f"{name}.html#LOST-1/value", locale="zh-CN").wait_for_url(f"**/{name}.zh-CN.html#LOST-1/value")
    page = opened(f"{name}.html", locale="zh-CN", before=NO_STORE)
    page.wait_for_url(f"**/{name}.zh-CN.html")
    switch(page)
    page.locator("#claim h1, #product h1, main h2").first.wait_for()
    assert file_of(page) == f"{name}.html"


def test_who_chose_english_in_a_chinese_browser_stays_in_it_from_page_to_page(opened: Callable[..., "Page"]) -> None:
    page = opened("index.html", locale="zh-CN", before=NO_STORE)
    page.wait_for_url("**/index.zh-CN.html")
    switch(page)
    page.locator("#claims-table tbody a").first.focus()
    page.keyboard.press("Enter")
    page.locator("#evidence").wait_for()
    assert file_of(page) == "claim.html"


@pytest.mark.parametrize("name", ["index.html", "figures.html", "claim.html"])
def test_a_page_that_lies_alone_stays_and_is_readable_in_a_chinese_browser(
    browser: "Browser", reports: dict[str, Path], tmp_path: Path, name: str
) -> None:
    alone = tmp_path / name
    shutil.copy(reports["small"].with_name(name), alone)
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/beside.js")):
        page.goto(alone.as_uri())
    page.locator("main h2, main h1").first.wait_for()
    page.locator(".languages").wait_for(state="hidden")
    assert page.url == alone.as_uri()
    context.close()


def test_without_javascript_the_switch_is_a_link(opened: Callable[..., "Page"]) -> None:
    page = opened("index.html", java_script_enabled=False)
    switch(page)
    assert file_of(page) == "index.zh-CN.html"


@pytest.fixture(scope="module")
def chinese_words() -> set[str]:
    """Latin words that stand in the Chinese catalog on purpose: Amazon's menus and fields, names of files."""
    text = Path(__file__).parents[2] / "reports/locales/zh_Hans_CN/LC_MESSAGES/reports.po"
    told = re.findall(r'^msgstr(?:\[0\])? "(.*)"$', text.read_text(encoding="utf-8"), re.MULTILINE)
    filing = load_filing()
    steps = (*(step for _, step in filing.ticks), *(step for route in filing.routes for step in route.steps))
    menus = [*load_sourcing_cost().menu, *(name for step in steps for name in step.menu)]
    return {word for one in (*told, *menus) for word in LATIN.findall(re.sub(r"\{\w+\}", "", one))}


def left_in_english(texts: list[str], known: set[str]) -> list[str]:
    found = []
    for text in texts:
        words = LATIN.findall(SAME.sub(" ", text))
        if words and (not HAN.search(text) or not known.issuperset(words)):
            found.append(text)
    return found


@pytest.mark.parametrize("address", ["index.zh-CN.html", "figures.zh-CN.html"])
@pytest.mark.parametrize("name", ["every step", "small"])
def test_no_english_is_left_on_a_chinese_page(
    opened: Callable[..., "Page"], chinese_words: set[str], name: str, address: str
) -> None:
    page = opened(address, name)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    if name == "small":  # its sentences are made up for the tests, and no text of the engine's
        made_up = ".sentence, #apart td, #bridge tfoot"
        page.evaluate(f"for (const part of document.querySelectorAll('{made_up}')) part.dataset.own = ''")
    for button in page.locator("#claims-table td.toggle button").all():
        button.click()
    assert left_in_english(page.evaluate(TOLD), chinese_words) == []


def test_no_english_is_left_on_the_chinese_view_of_any_claim(
    opened: Callable[..., "Page"], chinese_words: set[str]
) -> None:
    page = opened("index.zh-CN.html")
    links = [str(one.get_attribute("href")) for one in page.locator('#claims-table tbody a[href^="claim."]').all()]
    assert len(links) == 6
    for link in links:
        page.goto(f"{page.url.rpartition('/')[0]}/{link}")
        page.locator("#file").wait_for()
        assert left_in_english(page.evaluate(TOLD), chinese_words) == [], link


def test_the_chinese_question_names_the_payment_in_doubt(opened: Callable[..., "Page"]) -> None:
    page = opened("index.zh-CN.html")
    asked = " ".join(page.locator(".questions .sentence").all_inner_texts())
    with speaking(CHINESE):
        assert gettext("found unit {id} of {day} at {detail}").partition("{")[0] in asked
    assert "P200" in asked or "R102" in asked
