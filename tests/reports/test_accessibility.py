"""axe finds nothing to object to on any page of the report, on a wide and on a narrow screen, with few and many claims.

Apart from the tests that a page opens without a complaint: axe itself asks for the style sheets of a page, which a
browser refuses a page from a folder, and says so on the console.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from reports.render import write_pages
from tests.reports import claim_view_samples as samples
from tests.reports import page_tables as tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
#: every page of the report, in both languages; a test counts them
PAGES = ("index", "claim", "product", "figures")
NAMES = [f"{page}{language}.html" for page in PAGES for language in ("", ".zh-CN")]

pytestmark = pytest.mark.browser


def evidence(folder: Path) -> None:
    """Claims of every kind of evidence, with their cases and drafts."""
    write_pages(samples.views_of(samples.world_of(samples.EVERY_STEP)), folder)


def claims(fill: Callable[[duckdb.DuckDBPyConnection], None]) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        con = tables.empty_tables()
        fill(con)
        write_pages(tables.views_of(con), folder)

    return made


WORLDS: dict[str, Callable[[Path], None]] = {
    "nothing": claims(lambda _: None),
    "3": claims(lambda con: tables.add_many_claims(con, 3)),
    "every section": claims(tables.add_small_shop),
    "every evidence": evidence,
    "300": claims(lambda con: tables.add_many_claims(con, 300)),
    "10,000": claims(lambda con: tables.add_many_claims(con, 10_000)),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, write in WORLDS.items():
        write(folder / name)
    return {name: folder / name for name in WORLDS}


@pytest.fixture
def seen(browser: "Browser", reports: dict[str, Path]) -> Iterator[Callable[..., "Page"]]:
    """Opens a page; a page of one claim or product with the first of the table, where there is one."""
    pages: list[Page] = []

    def of(world: str, name: str, size: str = "desk") -> "Page":
        width, height = SIZES[size]
        pages.append(browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce"))
        folder = reports[world].as_uri()
        claim = ""
        page = name.partition(".")[0]
        if page in ("claim", "product"):
            pages[-1].goto(f"{folder}/index.html")
            links = pages[-1].locator(f'#claims-table tbody a[href^="{page}."]')
            claim = f"#{(links.first.get_attribute('href') or '').partition('#')[2]}" if links.count() else ""
        pages[-1].goto(f"{folder}/{name}{claim}")
        if claim:
            pages[-1].locator("main section h1").wait_for()
        return pages[-1]

    yield of
    for page in pages:
        page.close()


def objections(page: "Page") -> list[str]:
    """What axe objects to, by rule and place; the page's policy admits no foreign script, so it comes by the driver."""
    page.evaluate(AXE)
    told: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['failureSummary']}"
        for one in told["violations"]
        for node in one["nodes"]
    ]


def test_every_page_of_the_report_is_looked_at(reports: dict[str, Path]) -> None:
    for folder in reports.values():
        assert {path.name for path in folder.glob("*.html")} == set(NAMES)


FIRST_PAGES = [name for name in NAMES if name.startswith("index")]
LOOKED_AT = [
    *[("3", name) for name in NAMES],
    *[("300", name) for name in (*FIRST_PAGES, "figures.html")],
    ("every section", "index.zh-CN.html"),  # the English one is looked at in use, below
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("world", "name"), LOOKED_AT)
def test_no_page_with_few_or_many_claims_has_a_barrier(
    seen: Callable[..., "Page"], world: str, name: str, size: str
) -> None:
    assert objections(seen(world, name, size)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_before_the_first_import_has_a_barrier(seen: Callable[..., "Page"], name: str) -> None:
    assert objections(seen("nothing", name)) == []


@pytest.mark.parametrize(("name", "size"), [("index.html", "desk"), ("index.zh-CN.html", "phone")])
def test_no_page_of_ten_thousand_claims_has_a_barrier(seen: Callable[..., "Page"], name: str, size: str) -> None:
    assert objections(seen("10,000", name, size)) == []


@pytest.mark.parametrize("size", SIZES)
def test_no_claim_with_evidence_steps_and_drafts_has_a_barrier(seen: Callable[..., "Page"], size: str) -> None:
    page = seen("every evidence", "index.html", size)
    links = page.locator('#claims-table tbody a[href^="claim."]').all()
    found = [link.get_attribute("href") or "" for link in links]
    assert len(found) > 3
    for link in found[:: max(1, len(found) // 4)]:
        page.goto(f"{page.url.rpartition('/')[0]}/{link}")
        page.locator("#claim h1").wait_for()
        assert objections(page) == []


@pytest.mark.parametrize(("name", "size"), [("index.html", "desk"), ("index.zh-CN.html", "phone")])
def test_a_case_whose_text_was_copied_has_no_barrier(seen: Callable[..., "Page"], name: str, size: str) -> None:
    page = seen("every evidence", name, size)
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")
    page.goto(f"{page.url.rpartition('/')[0]}/{page.locator('#cases-first a').first.get_attribute('href')}")
    for tick in page.locator("#file .ticks input").all():
        tick.check()
    page.locator(".paper-head .copy").last.click()
    page.locator("#next").wait_for()
    assert objections(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_a_table_in_use_has_no_barrier(seen: Callable[..., "Page"], size: str) -> None:
    page = seen("every section", "index.html", size)
    page.get_by_role("link", name="Show in the table").click()
    page.locator("#claims-table tbody button").first.click()
    for details in page.locator("details").all():
        details.locator("summary").click()
    assert page.locator("tr.more").count() == 1
    assert objections(page) == []
    page.get_by_label("Search").fill("no such thing")
    assert objections(page) == []


@pytest.mark.parametrize("wrong", ["<img>", "<button></button>", "<p style='color: #ccc'>faint</p>"])
def test_a_barrier_would_be_seen(browser: "Browser", wrong: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><html lang=en><title>x</title><main><h1>x</h1>{wrong}</main></html>")
    assert len(objections(page)) == 1
    page.close()
