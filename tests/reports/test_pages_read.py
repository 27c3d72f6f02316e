"""What a person reads, in both languages: a claim of every type in every status, the first page and the figures.

The text is what Chromium shows of `main`, details opened, cells of a table parted by bars.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reconcile.engine.catalogue import CLAIM_TYPES
from reconcile.engine.run import Decision
from reports.language import LANGUAGES, Language, page_name
from reports.render import write_pages
from tests.conftest import Golden
from tests.engine.conftest import World
from tests.reports import claim_view_samples as samples
from tests.reports import origin_samples as origins

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

driving = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")

CHROMIUM = Path("/usr/bin/chromium")

IN_BOTH = pytest.mark.parametrize("language", LANGUAGES, ids=[language.code for language in LANGUAGES])

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is missing: apt-get install chromium"),
]

STATUSES = ("claimable", "review", "waiting", "expired", "filed", "dismissed")
NEVER_WAITS = ("inbound_shortage", "removal_short", "reimbursement_reversed", "reimbursement_underpaid")
"""Nothing is awaited where a shipment is closed, a box came, or Amazon has paid or taken back: the window is open."""

EVERY_STATUS = """
    ledger
    date       | fnsku | sku   | asin | event_type | reference | quantity | centre
    2026-09-03 | S1    | TIN-1 | C1   | Receipts   | FBA30091  | 30       | LBE1
    2026-09-04 | S1    | TIN-1 | C1   | Receipts   | FBA30091  | 6        | ONT8
    2026-10-15 | S1    | TIN-1 | C1   | Receipts   | FBA30091  | -1       | ONT8
    2026-11-04 | S7    | TIN-7 | C7   | Receipts   | FBA30097  | 8        | LBE1

    shipments
    shipment | status    | sku   | fnsku | asin | delivered  | closed     | shipped | received | amazon_status
    FBA30091 | CLOSED    | TIN-1 | S1    | C1   | 2026-09-02 | 2026-10-01 | 40      | 34       | Eligible
    FBA30090 | CLOSED    | TIN-1 | S1    | C1   | 2026-08-02 | 2026-09-01 | 10      | 11       |
    FBA30092 | CLOSED    | TIN-2 | S2    | C2   | 2026-09-02 | 2026-10-01 | 20      | 18       | Eligible
    FBA30092 | CLOSED    | TIN-9 | S9    | C9   | 2026-09-02 | 2026-10-01 | 20      | 22       |
    FBA30094 | CLOSED    | TIN-4 | S4    | C4   | 2026-01-10 | 2026-02-10 | 20      | 18       |
    FBA30095 | CLOSED    | TIN-5 | S5    | C5   | 2026-09-02 | 2026-10-01 | 20      | 18       |
    FBA30096 | CLOSED    | TIN-6 | S6    | C6   | 2026-09-02 | 2026-10-01 | 20      | 18       |
    FBA30097 | RECEIVING | TIN-7 | S7    | C7   | 2026-11-03 |            | 20      |          |

    ledger
    date       | fnsku | sku   | reference | quantity | reason | disposition | reconciled | unreconciled
    2026-10-01 | L1    | MUG-1 | 20071     | -3       | M      | SELLABLE    | 1          | 2
    2026-10-05 | L1    | MUG-1 | 20079     | 1        | F      | SELLABLE    | 1          | 0
    2026-10-02 | L2    | MUG-2 | 20072     | -1       | M      | SELLABLE    | 0          | 1
    2026-11-10 | L3    | MUG-3 | 20073     | -2       | M      | SELLABLE    |            |
    2026-08-01 | L4    | MUG-4 | 20074     | -2       | M      | SELLABLE    | 0          | 2
    2026-10-03 | L5    | MUG-5 | 20075     | -2       | M      | SELLABLE    | 0          | 2
    2026-10-04 | L6    | MUG-6 | 20076     | -2       | M      | SELLABLE    | 0          | 2
    2026-10-01 | D1    | CUP-1 | 20081     | -2       | E      | SELLABLE    | 0          | 2
    2026-10-02 | D2    | CUP-2 | 20082     | -2       | E      | SELLABLE    | 2          | 0
    2026-11-10 | D3    | CUP-3 | 20083     | -2       | E      | SELLABLE    | 0          | 2
    2026-08-01 | D4    | CUP-4 | 20084     | -2       | E      | SELLABLE    | 0          | 2
    2026-10-03 | D5    | CUP-5 | 20085     | -2       | E      | SELLABLE    | 0          | 2
    2026-10-04 | D6    | CUP-6 | 20086     | -2       | E      | SELLABLE    | 0          | 2
    2026-08-20 | R1    | POT-1 | 20091     | -2       | M      | SELLABLE    | 0          | 2
    2026-06-20 | R4    | POT-4 | 20094     | -2       | M      | SELLABLE    | 0          | 2
    2026-08-20 | R5    | POT-5 | 20095     | -2       | M      | SELLABLE    | 0          | 2
    2026-08-20 | R6    | POT-6 | 20096     | -2       | M      | SELLABLE    | 0          | 2

    payments
    approved   | id   | reason                 | sku   | fnsku | cash | total  | each   | original | condition
    2026-10-20 | 3001 | Lost_Inbound           | TIN-1 | S1    | 1    | 6.20   | 6.20   |          | New
    2026-10-20 | 5001 | GeneralAdjustment      | MUG-2 | L2    | 1    | 9.99   | 9.99   |          | New
    2026-09-01 | 6011 | Lost_Warehouse         | POT-1 | R1    | 2    | 20.00  | 10.00  |          | New
    2026-10-15 | 6012 | Reimbursement_Reversal | POT-1 | R1    | -2   | -20.00 | -10.00 | 6011     | New
    2026-10-16 | 6022 | Reimbursement_Reversal | POT-2 | R2    |      | -10.00 |        |          | New
    2026-07-01 | 6041 | Lost_Warehouse         | POT-4 | R4    | 2    | 20.00  | 10.00  |          | New
    2026-08-01 | 6042 | Reimbursement_Reversal | POT-4 | R4    | -2   | -20.00 | -10.00 | 6041     | New
    2026-09-01 | 6051 | Lost_Warehouse         | POT-5 | R5    | 2    | 20.00  | 10.00  |          | New
    2026-10-15 | 6052 | Reimbursement_Reversal | POT-5 | R5    | -2   | -20.00 | -10.00 | 6051     | New
    2026-09-01 | 6061 | Lost_Warehouse         | POT-6 | R6    | 2    | 20.00  | 10.00  |          | New
    2026-10-15 | 6062 | Reimbursement_Reversal | POT-6 | R6    | -2   | -20.00 | -10.00 | 6061     | New
    2026-11-05 | 7001 | Damaged_Warehouse      | LID-1 | U1    | 3    | 9.00   | 3.00   |          | New
    2026-11-05 | 7002 | Damaged_Warehouse      | LID-2 | U2    | 3    | 9.00   | 3.00   |          | Used
    2026-08-05 | 7004 | Damaged_Warehouse      | LID-4 | U4    | 3    | 9.00   | 3.00   |          | New
    2026-11-05 | 7005 | Damaged_Warehouse      | LID-5 | U5    | 3    | 9.00   | 3.00   |          | New
    2026-11-05 | 7006 | Damaged_Warehouse      | LID-6 | U6    | 3    | 9.00   | 3.00   |          | New

    costs
    sku   | cost  | from
    MUG-1 | 12.50 | 2026-01-01
    MUG-2 | 7000  | 2026-02-01
    MUG-3 | 12.50 | 2026-01-01
    MUG-5 | 12.50 | 2026-01-01
    MUG-6 | 12.50 | 2026-01-01
    TIN-1 | 6.20  | 2026-01-01
    TIN-2 | 6.20  | 2026-01-01
    TIN-5 | 6.20  | 2026-01-01
    CUP-1 | 8.00  | 2026-01-01
    CUP-2 | 8.00  | 2026-01-01
    CUP-3 | 8.00  | 2026-01-01
    CUP-4 | 8.00  | 2026-01-01
    CUP-5 | 8.00  | 2026-01-01
    CUP-6 | 8.00  | 2026-01-01
    LID-1 | 8.00  | 2026-01-01
    LID-2 | 8.00  | 2026-01-01
    LID-4 | 8.00  | 2026-01-01
    LID-5 | 8.00  | 2026-01-01
    LID-6 | 8.00  | 2026-01-01
"""
"""The last figure of an id tells the status: 1 claimable, 2 review, 3 waiting, 4 expired, 5 filed, 6 dismissed."""

FILED = ("20075", "20085", "FBA30095", "6052", "7005")
DISMISSED = ("20076", "20086", "FBA30096", "6062", "7006")


def decided() -> World:
    """The world after a person filed some of its claims and dismissed others."""
    world = samples.world_of(EVERY_STATUS + origins.EVERY_STATUS)
    origins.cover_all(world)
    world.shipments_cover = ("2026-01-01", "2026-11-20")
    world.reconcile()
    ids = world.told("reference_id", "claim_id")
    for reference in (*FILED, *origins.FILED):
        filed = Decision(part_claim_id=ids[reference], decision="filed", case_id="16881234567", open_units=0)
        world.decisions.append(filed)
    for reference in (*DISMISSED, *origins.DISMISSED):
        world.dismiss(ids[reference])
    return world


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on that world."""
    return write_pages(samples.views_of(decided()), tmp_path_factory.mktemp("read")).parent


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator["Page"]:
    """One page for all; nothing may go wrong on it, and nothing may leave the folder."""
    arguments = ["--disable-dev-shm-usage", "--disable-background-networking"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    complaints: list[str] = []
    requests: list[str] = []
    with driving.sync_playwright() as driver:
        browser: Browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        page = browser.new_page(base_url=f"{folder.as_uri()}/", locale="en-US", viewport={"width": 1280, "height": 900})
        page.clock.set_fixed_time("2026-11-22T12:00:00Z")
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        yield page
        browser.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(folder.as_uri())] == []


READ = """() => {
    const main = document.querySelector("main");
    for (const part of main.querySelectorAll("details")) part.open = true;
    for (const drawing of main.querySelectorAll("svg, canvas")) drawing.remove();
    return main.innerText;
}"""


def read(page: "Page") -> str:
    """What `main` shows once everything folded is unfolded; drawings aside, their figures stand in tables."""
    shown: str = page.evaluate(READ)
    text = shown.replace("\u00a0", " ")
    lines = [re.sub(r" *\t *", " | ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


@pytest.fixture(scope="module")
def claim_ids(page: "Page") -> dict[tuple[str, str], str]:
    """A claim of each type and status, from the table of the first page."""
    page.goto("index.html?language=en")
    rows: list[Any] = page.evaluate(
        """() => {
            const { shared, texts, rows } = JSON.parse(document.getElementById('claims-data').textContent);
            const word = (row, name) => texts[row[shared.indexOf(name)]];
            return rows.map((row) => [word(row, 'claim_type'), word(row, 'status'), row[shared.length]]);
        }"""
    )
    return {(claim_type, status): claim_id for claim_type, status, claim_id in reversed(rows)}


def test_the_world_has_every_type_in_every_status_it_can_have(claim_ids: dict[tuple[str, str], str]) -> None:
    wanted = {(kind.name, status) for kind in CLAIM_TYPES for status in STATUSES}
    assert set(claim_ids) == wanted - {(name, "waiting") for name in NEVER_WAITS}


@IN_BOTH
@pytest.mark.parametrize("claim_type", [kind.name for kind in CLAIM_TYPES])
def test_a_claim_reads_as_approved_in_every_status(
    page: "Page",
    claim_ids: dict[tuple[str, str], str],
    golden: Golden,
    claim_type: str,
    language: Language,
) -> None:
    parts = []
    for status in STATUSES:
        claim_id = claim_ids.get((claim_type, status))
        if claim_id:
            page.goto(f"{page_name('claim', language)}#{claim_id}")
            page.locator(".ids-list bdi").get_by_text(claim_id, exact=True).first.wait_for()
            page.locator("#value").wait_for()
            parts.append(f"=== {status}\n\n{read(page)}")
    golden(f"pages/{claim_type}.{language.code}.txt", "\n".join(parts))


@IN_BOTH
@pytest.mark.parametrize("name", ["index", "figures"])
def test_the_first_page_and_the_figures_read_as_approved(
    page: "Page", golden: Golden, name: str, language: Language
) -> None:
    page.goto(f"{page_name(name, language)}?language={language.code}")
    golden(f"pages/{name}.{language.code}.txt", read(page))
