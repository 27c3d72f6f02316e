import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reports.language import ENGLISH, LANGUAGES, Language, gettext, page_name, speaking
from reports.render import write_pages
from tests.reports import claim_view_samples as samples
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK, PHONE = (1280, 900), (390, 844)
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES, ids=[language.code for language in LANGUAGES])
BOTH = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    many = tables.empty_tables()
    tables.add_many_claims(many, 1_200)
    return {
        "every step": write_pages(samples.views_of(samples.world_of(samples.EVERY_STEP)), folder / "every step"),
        "hostile": write_pages(samples.views_of(samples.hostile_world()), folder / "hostile"),
        "many": write_pages(tables.views_of(many), folder / "many"),
    }


@pytest.fixture
def opened(browser: "Browser", reports: dict[str, Path]) -> Iterator[Callable[..., "Page"]]:
    """Opens a report; at the end nothing may have gone wrong, and nothing may have left its folder."""
    contexts: list[Any] = []
    complaints: list[str] = []
    requests: list[str] = []

    def of(
        name: str,
        address: str = "index.html",
        size: tuple[int, int] = DESK,
        *,
        now: str = "2026-11-22T12:00:00Z",
        zone: str = "UTC",
    ) -> "Page":
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            permissions=["clipboard-read", "clipboard-write"],
            timezone_id=zone,
        )
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url.removeprefix("blob:")))
        page.goto(f"{reports[name].parent.as_uri()}/{address}")
        return page

    yield of
    for context in contexts:
        context.close()
    assert complaints == []
    folders = tuple(f"{path.parent.as_uri()}/" for path in reports.values())
    made_here = "null/"  # a file that the page itself made, to be saved
    assert [url for url in requests if not url.startswith((*folders, made_here))] == []


def claim_ids(page: "Page") -> list[str]:
    """The ids behind the links of the table in view."""
    links = page.locator('#claims-table tbody a[href^="claim."]')
    return [str(link.get_attribute("href")).partition("#")[2] for link in links.all()]


def id_of(page: "Page", reference: str, ending: str = "") -> str:
    """The id of the claim of a reference; `ending` tells the rows of one event apart."""
    found = page.evaluate(
        "() => JSON.parse(document.getElementById('claims-data').textContent).rows.map((row) => row.slice(-15, -13))"
    )
    (wanted,) = [
        claim_id
        for claim_id, named in found
        if named == reference and claim_id.endswith(ending) and (ending or "-" not in claim_id[5:])
    ]
    return str(wanted)


@IN_BOTH
@BOTH
def test_a_claim_opens_from_the_table_by_mouse_and_fits_the_screen(
    opened: Callable[..., "Page"], size: tuple[int, int], language: Language
) -> None:
    page = opened("every step", page_name("index", language), size)
    link = page.locator("#claims-table tbody a").first
    named = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    page.locator("#evidence").wait_for()
    assert named in page.locator(".ids-list").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@IN_BOTH
def test_a_claim_opens_by_keyboard_and_the_heading_has_the_focus(
    opened: Callable[..., "Page"], language: Language
) -> None:
    page = opened("every step", page_name("index", language))
    page.locator("#claims-table tbody a").first.focus()
    page.keyboard.press("Enter")
    page.locator("#evidence").wait_for()
    assert page.evaluate("document.activeElement.id") == "claim-title"


def test_the_case_list_leads_to_the_steps_of_filing(opened: Callable[..., "Page"]) -> None:
    page = opened("every step")
    page.locator("#cases-first a").first.click()
    page.locator("#file .ticks").wait_for()
    assert page.locator("#file .ticks input").count() == 3
    assert page.evaluate("document.activeElement.id") == "file"


@IN_BOTH
@pytest.mark.parametrize("way", ["back", "link"])
def test_the_way_back_leads_to_the_table_as_it_was_left(
    opened: Callable[..., "Page"], way: str, language: Language
) -> None:
    page = opened("many", page_name("index", language))
    page.locator("#claims-search").fill("product")
    with speaking(language):
        units, further = gettext("Units"), gettext("Next")
    page.locator("#claims-table thead th").filter(has_text=units).click()
    page.locator("#claims .dt-paging").first.get_by_text(further).click()
    before = (page.locator("#claims .dt-info").inner_text(), claim_ids(page))
    page.locator("#claims-table tbody a").first.click()
    page.locator("#value").wait_for()
    if way == "back":
        page.go_back()
    else:
        page.locator("#claim-back").click()
    page.locator("#claims-table tbody a").first.wait_for()
    assert (page.locator("#claims .dt-info").inner_text(), claim_ids(page)) == before
    assert page.locator("#claims-search").input_value() == "product"


def test_the_link_of_every_claim_in_the_table_resolves(opened: Callable[..., "Page"]) -> None:
    page = opened("many")
    ids = page.evaluate(
        "() => JSON.parse(document.getElementById('claims-data').textContent).rows.map((row) => row.slice(-15)[0])"
    )
    assert len(ids) == 1_200
    page.goto(page.url.replace("index.html", f"claim.html#{ids[0]}"))
    page.locator("#value").wait_for()
    missing = page.evaluate(
        """async (ids) => {
            const missing = [];
            for (const id of ids) {
                location.hash = id;
                for (let i = 0; i < 100 && document.querySelector(".ids-list bdi")?.textContent !== id; i += 1) {
                    await new Promise((resolve) => setTimeout(resolve, 2));
                }
                if (document.querySelector(".ids-list bdi")?.textContent !== id) missing.push(id);
            }
            return missing;
        }""",
        ids[::7],
    )
    assert missing == []


def test_the_chain_tells_parts_cover_doubt_and_what_is_left_in_order(opened: Callable[..., "Page"]) -> None:
    page = opened("every step")
    page.goto(page.url.replace("index.html", f"claim.html#{id_of(page, 'R100')}"))
    page.locator("#evidence").wait_for()
    heads = [text.replace("\u00a0", " ") for text in page.locator(".chain h3").all_inner_texts()]
    assert heads == [
        "Amazon's ledger says: 6 units gone",
        "3 units that Amazon states as reconciled",
        "3 units that Amazon does not state as reconciled",
        "Left open: 1 unit in this claim",
    ]
    covers = page.locator('.chain .cover tbody td[data-label="Id"] bdi').all_inner_texts()
    assert covers == ["R101", "P100", "R102"]
    # the same lines and whatever else there is of the product, by the day, each with what it belongs to
    belonging = page.locator('#evidence > .fit tbody td[data-label="What it belongs to"]').all_inner_texts()
    assert len(belonging) == 3
    assert all("Ledger reference R100" in told or "Open question: perhaps" in told for told in belonging)
    assert "ledger.csv, line 3" in page.locator("#evidence").inner_text()
    assert "oldest to oldest; Amazon does not state it." in page.locator("#evidence").inner_text()


@IN_BOTH
def test_a_copy_button_puts_the_text_on_the_clipboard(opened: Callable[..., "Page"], language: Language) -> None:
    page = opened("every step", page_name("index", language))
    page.goto(f"{page.url.rpartition('/')[0]}/{page_name('claim', language)}#{id_of(page, 'P401')}")
    page.locator("#evidence").wait_for()
    with speaking(language):
        id_name, text = gettext("Reimbursement"), gettext("Text")
        copy_id, copy_text = (gettext("Copy {what}").format(what=what) for what in (id_name, text))
        said = gettext("{what} is on the clipboard.").format(what=id_name)
    page.get_by_role("button", name=copy_id, exact=True).first.click()
    assert page.evaluate("navigator.clipboard.readText()") == "P401"
    assert page.locator("#claim-said").inner_text() == said
    for tick in page.locator("#file .ticks input").all():
        tick.check()
    page.get_by_role("button", name=copy_text, exact=True).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("pre.body").text_content()


@IN_BOTH
def test_a_cap_that_nobody_verified_is_marked_with_its_source_where_it_cuts_the_value(
    opened: Callable[..., "Page"], language: Language
) -> None:
    page = opened("every step", page_name("index", language))
    folder = page.url.rpartition("/")[0]
    capped, uncapped = id_of(page, "R200", "-d"), id_of(page, "R100")
    with speaking(language):
        mark, said, source = map(
            gettext, ("rule not verified", "Not verified.", "amz-doc.com copy of the older policy")
        )
    page.goto(f"{folder}/{page_name('claim', language)}#{capped}")
    page.locator("#value").wait_for()
    assert mark in page.locator(".numbers > div").nth(1).inner_text()
    assert page.locator("#value .unsure").all_inner_texts() == [said]
    assert source in page.locator("#value").inner_text()
    page.goto(f"{folder}/{page_name('claim', language)}#{uncapped}")
    page.locator("#value .unsure").wait_for()
    assert mark not in page.locator(".numbers > div").nth(1).inner_text()


@IN_BOTH
def test_what_the_draft_says_stands_in_chinese_beside_it_and_no_button_copies_it(
    opened: Callable[..., "Page"], language: Language
) -> None:
    page = opened("every step", page_name("index", language))
    folder = page.url.rpartition("/")[0]
    asks = {"R100": "申请赔偿", "P401": "申请恢复"}
    for claim_id, asked in [(id_of(page, reference), asked) for reference, asked in asks.items()]:
        page.goto(f"{folder}/{page_name('claim', language)}#{claim_id}")
        page.locator("#file pre.body").wait_for()
        reading = page.locator("#reading")
        if language is ENGLISH:
            assert reading.count() == 0
            assert asked not in page.locator("main").inner_text()
            continue
        assert asked in reading.inner_text()
        assert "仅供阅读，请勿粘贴" in reading.inner_text()
        assert reading.locator("button").count() == 0
        tick_all(page)
        for button in page.locator("#claim .copy").all():
            if button.is_enabled() and button.is_visible():
                button.click()
                assert asked not in page.evaluate("navigator.clipboard.readText()")
        reading.locator("summary").click()
        assert not reading.locator(".body").is_visible()


@IN_BOTH
@BOTH
def test_hostile_text_is_shown_as_text(
    opened: Callable[..., "Page"], size: tuple[int, int], language: Language
) -> None:
    page = opened("hostile", page_name("index", language), size)
    links = claim_ids(page)
    assert links
    for claim_id in links:
        page.goto(f"{page.url.rpartition('/')[0]}/{page_name('claim', language)}#{claim_id}")
        page.locator("#file").wait_for()
        assert samples.HOSTILE in (page.locator("main").text_content() or "")
        assert page.locator("main img, main b, main script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("named", ["LOST-no-such-claim", "zzz", "%3Cimg%20src=x%3E", "%E0%A4%A", "!"])
def test_an_id_that_no_claim_has_says_so(opened: Callable[..., "Page"], named: str) -> None:
    page = opened("every step", f"claim.html#{named}")
    page.locator(".message h1").wait_for()
    assert "There is no claim" in page.locator("main").inner_text()
    assert page.locator("main img").count() == 0


def test_without_an_id_the_page_says_where_to_choose_one(opened: Callable[..., "Page"]) -> None:
    page = opened("every step", "claim.html")
    assert "No claim is named in the address." in page.locator("main").inner_text()


def test_a_page_whose_data_a_newer_run_replaced_says_so(
    browser: "Browser", reports: dict[str, Path], tmp_path: Path
) -> None:
    alone = tmp_path / "claim.html"
    shutil.copy(reports["every step"].with_name("claim.html"), alone)
    page = browser.new_page()
    page.goto(f"{alone.as_uri()}#LOST-1")
    page.get_by_text("The data of this page is not beside it.").wait_for()
    page.close()


def test_a_claim_leads_to_the_other_claim_of_its_row(opened: Callable[..., "Page"]) -> None:
    page = opened("every step")
    page.goto(page.url.replace("index.html", f"claim.html#{id_of(page, 'R100')}"))
    page.locator(".result a").first.click()
    page.wait_for_function("document.querySelector('.ids-list bdi').textContent.endsWith('-r')")
    assert page.locator("#evidence").is_visible()


@IN_BOTH
def test_on_paper_the_whole_chain_stands_and_no_button(opened: Callable[..., "Page"], language: Language) -> None:
    page = opened("every step", page_name("index", language))
    page.goto(f"{page.url.rpartition('/')[0]}/{page_name('claim', language)}#{id_of(page, 'R100')}")
    page.locator("#file pre").first.wait_for()
    page.emulate_media(media="print")
    for part in ("#evidence .chain", "#value", "#window", "#check", "#file pre.body", "footer"):
        assert page.locator(part).is_visible(), part
    assert not any(button.is_visible() for button in page.locator("button").all())


def test_what_is_saved_from_the_chinese_page_has_the_sentences_of_every_other_file(
    opened: Callable[..., "Page"],
) -> None:
    saved = []
    for language in LANGUAGES:
        page = opened("every step", page_name("index", language))
        with page.expect_download() as saving:
            page.locator("#claims-save").click()
        text = saving.value.path().read_bytes().decode("utf-8-sig")
        saved.append(list(csv.DictReader(io.StringIO(text, newline=""))))
    first, second = saved
    assert first == second
    assert any("see Seller Central" in row["status_reason"] for row in second)


LAST_GOOD_DAY, DAY_AFTER = "2026-11-23T12:00:00Z", "2026-11-24T12:00:00Z"
"""Facts of 20 November are good for three days."""


def copy_buttons(page: "Page") -> list[bool]:
    """Whether subject and text of the draft can be copied."""
    return [button.is_enabled() for button in page.locator(".paper-head .copy").all()]


def test_up_to_its_last_good_day_a_draft_can_be_copied(opened: Callable[..., "Page"]) -> None:
    page = opened("every step", now=LAST_GOOD_DAY)
    assert not page.locator("#facts-old").is_visible()
    page.goto(page.url.replace("index.html", f"claim.html#{id_of(page, 'P401')}/file"))
    page.locator(".paper").first.wait_for()
    tick_all(page)
    assert copy_buttons(page) == [True, True]
    assert page.locator("#stale").count() == 0


@pytest.mark.parametrize(
    ("language", "banner", "sentence"),
    [
        ("", "These facts are 4 days old: refresh before you file.", "Refresh before you file: these facts of"),
        (".zh-CN", "是 4 天前的", "2026年11月20日"),
    ],
    ids=["English", "Chinese"],
)
@BOTH
def test_after_that_day_the_pages_say_to_refresh_and_nothing_of_the_draft_is_copied(
    opened: Callable[..., "Page"], language: str, banner: str, sentence: str, size: tuple[int, int]
) -> None:
    page = opened("every step", f"index{language}.html?language={language[1:] or 'en'}", size, now=DAY_AFTER)
    assert banner in page.locator("#facts-old").inner_text()
    assert "fba-reconcile import inbox" in page.locator("#facts-old").inner_text()
    page.goto(page.url.partition("index")[0] + f"claim{language}.html#{id_of(page, 'P401')}/file")
    page.locator(".paper").first.wait_for()
    told = page.locator("#stale").inner_text()
    assert sentence in told
    assert "fba-reconcile import inbox" in told
    assert "fba-reconcile run" in told
    assert copy_buttons(page) == [False, False]
    assert page.locator("pre.body").inner_text() != ""
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def tick_all(page: "Page") -> None:
    """Says yes to all that is to be looked at before a case is filed."""
    for box in page.locator("#file .ticks input").all():
        box.check()


def test_the_day_is_that_of_the_reader_and_not_of_greenwich(opened: Callable[..., "Page"]) -> None:
    late_evening = "2026-11-23T20:00:00Z"
    assert opened("every step", now=late_evening, zone="Asia/Shanghai").locator("#facts-old").is_visible()
    assert not opened("every step", now=late_evening, zone="America/Los_Angeles").locator("#facts-old").is_visible()


def test_a_page_left_open_over_night_looks_at_the_day_again(opened: Callable[..., "Page"]) -> None:
    page = opened("every step", now=LAST_GOOD_DAY)
    page.goto(page.url.replace("index.html", f"claim.html#{id_of(page, 'P401')}/file"))
    page.locator(".paper").first.wait_for()
    page.clock.set_fixed_time(DAY_AFTER)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.locator("#stale").wait_for()
    assert copy_buttons(page) == [False, False]


def test_a_question_says_what_each_answer_leads_to_and_leads_to_the_next_by_keyboard(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("many")
    page.locator("#questions .walk a").first.focus()
    page.keyboard.press("Enter")
    page.locator("#answer").wait_for()
    assert page.evaluate("document.activeElement.id") == "answer"
    first = page.locator("#claim .ids-list").inner_text()
    told = page.locator("#answer .answers").inner_text()
    assert "fba-reconcile claims dismiss wl-" in told
    assert "It belongs to this loss" in told
    assert "Question 1 of 200" in page.locator("#answer").inner_text()
    page.get_by_role("link", name="Next question").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Question 2 of 200").wait_for()
    assert page.evaluate("document.activeElement.id") == "answer"
    assert page.locator("#claim .ids-list").inner_text() != first
    page.get_by_role("link", name="Previous question").click()
    page.get_by_text("Question 1 of 200").wait_for()
    assert page.locator("#claim .ids-list").inner_text() == first


def test_a_claim_without_a_question_has_no_answers(opened: Callable[..., "Page"]) -> None:
    page = opened("every step")
    page.goto(page.url.replace("index.html", f"claim.html#{id_of(page, 'P401')}"))
    page.locator("#evidence").wait_for()
    assert page.locator("#answer").count() == 0
