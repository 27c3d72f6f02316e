from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reports.render import write_pages
from reports.views import ReportView
from tests.reports import claim_view_samples as samples
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


pytestmark = pytest.mark.browser

NO_STORE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no store'); } });"
DATA_DAY = "2026-11-22"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reader day")
    con = tables.empty_tables()
    tables.add_small_shop(con)
    many = tables.empty_tables()
    tables.add_many_claims(many, 300)
    return {
        "every step": write_pages(samples.views_of(samples.world_of(samples.EVERY_STEP)), folder / "every step"),
        "small": write_pages(tables.views_of(con), folder / "small"),
        "many": write_pages(tables.views_of(many), folder / "many"),
        "sample": write_pages([made_up(view) for view in tables.views_of(con)], folder / "sample"),
    }


def made_up(view: ReportView) -> ReportView:
    return replace(view, stamp=replace(view.stamp, is_sample=True))


@pytest.fixture
def opened(browser: "Browser", reports: dict[str, Path]) -> Iterator[Callable[..., "Page"]]:
    """Opens a report on a day of the reader's; at the end nothing may have gone wrong."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def of(name: str, address: str, day: str = DATA_DAY, before: str = "") -> "Page":
        context = browser.new_context(
            locale="en-US", timezone_id="UTC", permissions=["clipboard-read", "clipboard-write"]
        )
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{reports[name].parent.as_uri()}/{address}")
        return page

    yield of
    for context in contexts:
        context.close()
    assert complaints == []


def lefts(page: "Page") -> list[tuple[str, str]]:
    """The last days of the page with what stands beside each."""
    found = page.locator("[data-last-day]").all()
    return [
        (str(one.get_attribute("data-last-day")), (one.text_content() or "").replace("\u00a0", " ")) for one in found
    ]


@pytest.mark.parametrize("day", [DATA_DAY, "2026-11-01"], ids=["the day of the data", "a clock before it"])
@pytest.mark.parametrize("name", ["small", "many"])
def test_on_the_day_of_the_data_or_with_a_clock_before_it_nothing_changes(
    opened: Callable[..., "Page"], name: str, day: str
) -> None:
    page = opened(name, "index.html", day)
    assert page.locator("#today-title").inner_text() == "Ready to file after three checks"
    told = lefts(page)
    assert told
    assert "The last day has passed" not in {left for _, left in told}


EN = (
    "index.html",
    "Ready to file after three checks, as of 22 Nov 2026",
    "The last day has passed",
    "last day is today",
    "{n} days left",
)
ZH = (
    "index.zh-CN.html",
    "核对三处后即可提交\uff08数据截至 2026年11月22日\uff09",
    "截止日期已过",
    "今天截止",
    "还剩 {n} 天",
)


@pytest.mark.parametrize("words", [EN, ZH], ids=["English", "Chinese"])
@pytest.mark.parametrize("name", ["small", "many"])
@pytest.mark.parametrize(("day", "number"), [("2026-11-24", 24), ("2026-11-28", 28)], ids=["good", "stale"])
def test_days_left_are_counted_from_the_day_of_the_reader(
    opened: Callable[..., "Page"], words: tuple[str, ...], name: str, day: str, number: int
) -> None:
    address, headline, passed, today, left = words
    page = opened(name, address, day)
    assert page.locator("#today-title").inner_text().replace("\u00a0", " ") == headline
    for last, told in lefts(page):
        if DATA_DAY <= last < day:
            assert told == passed, last
        if last == day:
            assert told == today
        if "2026-11-30" >= last > day and int(last[-2:]) - number > 1:
            assert left.format(n=int(last[-2:]) - number) in told


def test_one_day_left_is_not_written_as_many(opened: Callable[..., "Page"]) -> None:
    page = opened("small", "index.html", "2026-11-23")
    last, told = page.evaluate(
        """() => {
          const one = document.querySelector("[data-last-day]");
          one.dataset.lastDay = "2026-11-24";
          window.dispatchEvent(new Event("focus"));
          return [one.dataset.lastDay, one.textContent.replace(/\\u00a0/g, " ")];
        }"""
    )
    assert (last, told) == ("2026-11-24", "1 day left")


def case_of(page: "Page") -> str:
    """Leads to the first case of the list and returns its address."""
    page.locator("#cases-first a").first.click()
    page.locator("#file .ticks").wait_for()
    return page.url


def pasted(page: "Page") -> list[bool]:
    """Whether subject and text can be copied."""
    return [button.is_enabled() for button in page.locator(".paper-head .copy").all()]


def tick(page: "Page") -> None:
    for box in page.locator("#file .ticks input").all():
        box.focus()
        page.keyboard.press("Space")


def test_the_draft_can_be_copied_once_all_is_ticked_by_keyboard_too(opened: Callable[..., "Page"]) -> None:
    page = opened("every step", "index.html")
    case_of(page)
    assert not any(pasted(page))
    assert page.locator("#tick-first").is_visible()
    assert page.locator(".ids-list .copy").first.is_enabled()
    tick(page)
    assert all(pasted(page))
    assert not page.locator("#tick-first").is_visible()
    page.keyboard.press("Space")
    assert not any(pasted(page))


def test_ticks_are_there_again_after_a_reload(opened: Callable[..., "Page"]) -> None:
    page = opened("every step", "index.html")
    case_of(page)
    tick(page)
    page.reload()
    page.locator("#file .ticks").wait_for()
    assert all(pasted(page))


@pytest.mark.parametrize("before", ["", NO_STORE], ids=["store", "no store"])
def test_ticks_are_kept_on_the_way_over_another_claim_and_are_each_case_s_own(
    opened: Callable[..., "Page"], before: str
) -> None:
    page = opened("many", "index.html", before=before)
    first, other = [
        str(link.get_attribute("href")).partition("#")[2] for link in page.locator("#cases-first a.strong").all()[:2]
    ]
    page.goto(page.url.replace("index.html", f"claim.html#{first}"))
    for place, ticked in ((first, False), (other, False), (first, True)):
        page.evaluate("(place) => { location.hash = place; }", place)
        page.wait_for_function(
            "(id) => document.querySelector('.ids-list bdi')?.textContent === id", arg=place.partition("/")[0]
        )
        page.locator("#file .ticks").wait_for()
        assert all(pasted(page)) is ticked
        if place == first:
            tick(page)


def test_what_comes_next_is_always_said_and_a_copied_text_warns_not_to_file_twice(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("every step", "index.html")
    case_of(page)
    claim = page.locator(".ids-list bdi").first.inner_text()
    told = page.locator("#next").inner_text()
    assert f'fba-reconcile claims dismiss {claim} --reason "filed as case CASE_NUMBER"' in told
    for said in ("fba-reconcile import inbox", "after 7 days", "only a part", "refuses", "case log", "claims restore"):
        assert said in told, said
    assert not page.locator("#copied-before").is_visible()
    tick(page)
    page.get_by_role("button", name="Copy Text", exact=True).click()
    page.reload()
    page.locator("#copied-before").wait_for()
    assert "The text was copied on 22\u00a0Nov\u00a02026" in page.locator("#copied-before").inner_text()


def test_a_case_ticked_as_filed_says_so_again_until_the_tick_is_taken_back(opened: Callable[..., "Page"]) -> None:
    page = opened("every step", "index.html")
    case_of(page)
    page.locator("#filed").check()
    assert "Filed on 22\u00a0Nov\u00a02026" in page.locator("#copied-before").inner_text()
    page.reload()
    page.locator("#copied-before").wait_for()
    assert page.locator("#filed").is_checked()
    page.locator("#filed").uncheck()
    assert not page.locator("#copied-before").is_visible()


def test_passed_cases_are_left_out_of_what_to_begin_with_and_of_the_sums(opened: Callable[..., "Page"]) -> None:
    fresh = opened("many", "index.html")
    assert "Left out" not in fresh.locator("#worth-said").inner_text()
    begins, sums = fresh.locator(".steps").inner_text(), fresh.locator("#worth-money").inner_text()
    passed = fresh.evaluate(LAST_DAYS + ".filter((last) => last && last < '2026-11-24').length")
    assert passed
    page = opened("many", "index.html", "2026-11-24")
    told = page.locator("#worth-said").inner_text().replace("\u00a0", " ")
    assert f"Left out, for the last day has passed: {passed} case" in told
    assert page.locator("#worth-money").inner_text() != sums
    assert "2026" in page.locator(".steps").inner_text()
    assert page.locator(".steps").inner_text() != begins
    tagged = page.locator("#cases-first tr:has(.mark.today) [data-last-day]").all()
    assert tagged
    assert all(str(one.get_attribute("data-last-day")) >= "2026-11-24" for one in tagged)


LAST_DAYS = """(() => {
  const { fields, texts, lists } = JSON.parse(document.getElementById("cases-data").textContent);
  return lists["cases-first"].map((row) => texts[row[fields.indexOf("last_day")]]);
})()"""


def test_sums_without_the_passed_cases_are_exact(opened: Callable[..., "Page"]) -> None:
    page = opened("many", "index.html", "2026-11-24")
    shown = page.locator("#worth-money .figure").all_inner_texts()
    expected = page.evaluate(
        """() => {
          const { fields, texts, lists } = JSON.parse(document.getElementById("cases-data").textContent);
          const word = (row, name) => texts[row[fields.indexOf(name)]];
          const sums = {};
          for (const row of lists["cases-first"]) {
            const last = word(row, "last_day");
            if (last && last >= "2026-11-22" && last < "2026-11-24") continue;
            const currency = word(row, "currency");
            if (currency) sums[currency] = (sums[currency] || 0) + Number(word(row, "minor"));
          }
          return sums;
        }"""
    )
    assert {one[:3]: int("".join(filter(str.isdigit, one[3:]))) for one in shown} == expected


def test_stale_facts_grey_the_headline_and_come_first_among_the_steps(opened: Callable[..., "Page"]) -> None:
    for day, is_old in ((DATA_DAY, False), ("2026-12-10", True)):
        page = opened("many", "index.html", day)
        assert page.locator("#refresh-first").count() == int(is_old)
        assert page.locator("body.facts-old").count() == int(is_old)
    assert page.locator(".steps li").first.inner_text().startswith("Refresh the data before you file")


def test_a_case_copied_or_filed_here_is_marked_on_the_first_page_and_not_the_one_to_begin_with(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("many", "index.html")
    index, before = page.url, page.locator('.steps li:has(a[href="#file"]) .detail').inner_text()
    case_of(page)
    page.locator("#filed").check()
    page.goto(index)
    assert "filed on 22\u00a0Nov\u00a02026" in page.locator("#cases-first tbody tr").first.inner_text()
    assert page.locator('.steps li:has(a[href="#file"]) .detail').inner_text() != before
    assert page.locator(".mark.kept").count() == 1


def test_a_case_whose_last_day_has_passed_is_marked_and_not_copied(opened: Callable[..., "Page"]) -> None:
    page = opened("many", "index.html")
    ending = page.locator('#cases-first tr:has([data-last-day^="2026-11-2"]) a').first
    last = str(page.locator('#cases-first [data-last-day^="2026-11-2"]').first.get_attribute("data-last-day"))
    address = str(ending.get_attribute("href"))
    assert DATA_DAY <= last < "2026-11-24"
    for language, passed in (("", "The last day has passed"), (".zh-CN", "截止日期已过")):
        page = opened("many", address.replace("claim", f"claim{language}", 1), "2026-11-24")
        page.locator("#file .ticks").wait_for()
        tick(page)
        assert not any(pasted(page))
        assert passed in page.locator("#stale").inner_text()


@pytest.mark.parametrize(("named", "offers"), [("LOST-zzz", 1), ("a%20%26%26%20b", 0), ("%3Bcalc", 0), ("x%60y", 0)])
def test_a_command_is_offered_for_a_plain_id_alone(opened: Callable[..., "Page"], named: str, offers: int) -> None:
    page = opened("every step", f"claim.html#{named}")
    page.locator(".message h1").wait_for()
    assert page.locator(".message .copy").count() == offers


def test_a_slash_that_a_mail_program_wrote_otherwise_still_leads_to_the_section(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("every step", "index.html")
    address = case_of(page)
    page = opened("every step", "claim.html#" + address.partition("#")[2].replace("/file", "%2Ffile"))
    page.locator("#file .ticks").wait_for()
    assert page.evaluate("document.activeElement.id") == "file"


@pytest.mark.parametrize(
    ("address", "said"),
    [("index.html", "A made-up shop"), ("index.zh-CN.html", "数据为虚构"), ("figures.html", "A made-up shop")],
)
def test_made_up_data_says_so_and_grows_no_older(opened: Callable[..., "Page"], address: str, said: str) -> None:
    fresh = lefts(opened("small", address))
    page = opened("sample", address, "2031-05-01")
    assert said in page.locator(".sample").inner_text()
    assert page.locator("#facts-old:visible").count() == 0
    assert lefts(page) == fresh
    assert opened("small", address).locator(".sample").count() == 0


def test_paper_has_all_cases_up_to_a_limit_and_a_note(opened: Callable[..., "Page"]) -> None:
    page = opened("many", "index.html")
    count = page.evaluate(LAST_DAYS + ".length")
    assert page.locator("#cases-first tbody tr").count() == 10
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#cases-first tbody tr").count() == min(count, 200)
    page.emulate_media(media="print")
    note = page.locator("#file .only-print:visible")
    assert note.count() == int(count > 200)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#cases-first tbody tr").count() == 10
