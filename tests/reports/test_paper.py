"""The report on paper: every sheet says for which day, from which data and by which version it was made."""

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from reports.language import LANGUAGES, gettext, speaking
from reports.paper import WIDEST, css_string, shortened
from reports.render import write_pages
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    con = tables.empty_tables()
    tables.add_many_claims(con, 300)
    write_pages(tables.views_of(con), folder)
    return folder


def sheets(browser: "Browser", address: str) -> list[str]:
    """The text of each printed sheet, in one line."""
    page = browser.new_page()
    page.goto(address)
    page.locator("h1").first.wait_for()
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    texts = [sheet.get_textpage().get_text_range() for sheet in printed]
    printed.close()
    return [" ".join(text.replace("\u00a0", " ").split()) for text in texts]


PAPERS: dict[str, dict[str, Any]] = {
    "A4": {"format": "A4"},
    "A4 landscape": {"format": "A4", "landscape": True},
    "Letter": {"format": "Letter"},
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_printed_row_of_figures_has_all_its_cells_in_order(browser: "Browser", report: Path, paper: str) -> None:
    """What is empty keeps its place, or a number would stand in the column of another."""
    page = browser.new_page()
    page.goto(f"{report.as_uri()}/figures.html")
    page.locator(".figure-table").first.wait_for(state="attached")
    rows = page.locator(".figure-table tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].slice(1).map((cell) => cell.textContent))"
    )
    with closing(pypdfium2.PdfDocument(page.pdf(**PAPERS[paper]))) as printed:
        text = "".join(without_blanks(sheet.get_textpage().get_text_range()) for sheet in printed)
    page.close()
    assert any("\u2013" in cells for cells in rows)
    for cells in rows:
        assert without_blanks("".join(cells)) in text, cells


@pytest.mark.parametrize("address", ["index.html", "figures.html", "index.zh-CN.html"])
def test_no_row_is_a_card_on_paper_however_narrow(browser: "Browser", report: Path, address: str) -> None:
    page = browser.new_page(viewport={"width": 600, "height": 900})
    page.goto(f"{report.as_uri()}/{address}")
    page.locator("h1").first.wait_for()
    page.emulate_media(media="print")
    ways = page.locator("table :is(td, th):not(.toggle)").evaluate_all(
        "cells => [...new Set(cells.map((cell) => getComputedStyle(cell).display))]"
    )
    page.close()
    assert ways == ["table-cell"]


def without_blanks(text: str) -> str:
    """The text as it is whatever the width of its column; a word parted at the end of a line is one word."""
    return re.sub(r"[\s\u00ad\ufffe\ufeff\u0002-]", "", text)


FOOT = {
    "en": (
        "As of 22 Nov 2026.",
        "Inventory Ledger, detailed view: 31 May 2025 to 21 Nov 2026.",
        "Reimbursements: 31 May 2025 to 21 Nov 2026.",
        "fba-reconcile 0.1.0, rule data 2026-11-22.",
    ),
    "zh-CN": ("2026年11月22日", "2025年5月31日", "0.1.0"),
}


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("index.html", "en"),
        ("claim.html#wl-000001", "en"),
        ("figures.html", "en"),
        ("index.zh-CN.html", "zh-CN"),
        ("claim.zh-CN.html#wl-000001", "zh-CN"),
    ],
)
def test_every_sheet_carries_day_coverage_version_and_its_number(
    browser: "Browser", report: Path, address: str, language: str
) -> None:
    printed = sheets(browser, f"{report.as_uri()}/{address}")
    with speaking(next(one for one in LANGUAGES if one.code == language)):
        numbered = gettext("Page {page} of {pages}")
    for number, text in enumerate(printed, start=1):
        # The number stands in the corner, beside the first line of the rest.
        page = numbered.format(page=number, pages=len(printed))
        assert page in text, (number, text)
        for said in FOOT[language]:
            assert said in " ".join(text.replace(page, "", 1).split()), (number, text)
    if address.startswith("index"):
        assert len(printed) > 10
        assert all(f"{20076865360000 + number}" in " ".join(printed) for number in range(1, 300))


@pytest.mark.parametrize(
    "text", ['"; } body { display: none } /*', "</style><script>", "a\\b\nc", "搪瓷\u202e杯 \U0001f600"]
)
def test_a_name_in_the_foot_stays_a_name(text: str) -> None:
    written = css_string(text)
    assert written[0] == written[-1] == '"'
    assert re.fullmatch(r"([A-Za-z0-9 ]|\\[0-9a-f]+ )*", written[1:-1])


def test_a_space_after_another_sign_stays() -> None:
    assert css_string("A. b") == '"A\\2e  b"'


def test_a_coverage_with_many_holes_is_cut_where_the_sheet_ends_day_and_version_are_not() -> None:
    said = "fba-reconcile 0.1.0. As of 22 Nov 2026. "
    assert shortened(said) == said
    cut = shortened(said + "1 Jan 2026 to 2 Jan 2026; " * 100)
    assert (cut.startswith(said), cut[-1], len(cut)) == (True, "\u2026", WIDEST + 1)
    assert len(shortened("2026年1月1日" * 200)) < WIDEST
