"""The claim page says when Amazon usually pays, and how old the loss is by the reader's own day."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports.render import write_pages
from tests.reports import claim_view_samples as samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
#: ten losses paid after 1 to 10 days, and one that waits
PAID = [f"2026-09-{day:02d}" for day in range(1, 11)]
OFTEN_PAID = (
    "ledger\ndate | fnsku | reference | quantity | reason\n"
    + "".join(f"2026-08-31 | X{number} | R{number} | -1 | M\n" for number in range(10))
    + "2026-11-10 | XW | RW | -1 | M\n\npayments\napproved | fnsku | id | cash\n"
    + "".join(f"{day} | X{number} | P{number} | 1\n" for number, day in enumerate(PAID))
)


def usual_of(browser: "Browser", report: Path, claim_id: str, now: str) -> str:
    page = browser.new_page()
    page.clock.set_fixed_time(now)
    page.goto(f"{(report.parent / 'claim.html').as_uri()}#{claim_id}")
    page.locator("#window").wait_for()
    said = page.locator(".usual").all_inner_texts()
    page.close()
    return "".join(said)


def test_a_waiting_claim_says_when_amazon_usually_pays_and_which_day_today_is(
    browser: "Browser", tmp_path: Path
) -> None:
    world = samples.world_of(OFTEN_PAID)
    report = write_pages(samples.views_of(world), tmp_path / "report")
    ((claim_id, status),) = world.rows("claim", "claim_id", "status")
    assert status == "waiting"
    said = "Amazon usually pays you on day 5, 95 of 100 by day 10 (10 payments); today is day {age}."
    assert usual_of(browser, report, claim_id, "2026-11-20T12:00:00Z") == said.format(age=10)
    assert usual_of(browser, report, claim_id, "2026-11-23T12:00:00Z") == said.format(age=13)


def test_of_few_payments_only_the_longest_is_told_and_a_question_says_nothing(
    browser: "Browser", tmp_path: Path
) -> None:
    world = samples.world_of(samples.EVERY_STEP)
    report = write_pages(samples.views_of(world), tmp_path / "report")
    told = {
        status: usual_of(browser, report, claim_id, "2026-11-20T12:00:00Z")
        for claim_id, status, reference in world.rows("claim", "claim_id", "status", "reference_id")
        if reference in {"R100", "R300"}
    }
    so_far = "So far Amazon has paid you for such a loss by day 30 at the latest (2 payments); today is day {age}."
    assert told == {"claimable": so_far.format(age=56), "waiting": so_far.format(age=10), "review": ""}
