import base64
import dataclasses
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from reports.claim_checks import CHECKS
from reports.claim_shards import LAYOUT, shards
from reports.claim_words import CLAIM_WORDS
from reports.figure_data import library_name
from reports.product_shards import product_shards
from reports.render import BESIDE_SCRIPT, claim_page, data_folder, write_pages
from reports.views import ReportView
from tests.conftest import Golden
from tests.reports import claim_view_samples as samples
from tests.reports import page_tables as tables

ASSETS = Path(__file__).parents[2] / "reports" / "assets"
CLAIM_PARTS = ("head", "ledger", "payment", "part", "cover", "basis", "sibling")
#: where the number of the case stands in a row, after what is said of the claim
CASE_NUMBER = len(CLAIM_PARTS) + 1
CASE_PARTS = ("case", "step", "route", "step", "missing", "draft")


@pytest.fixture(scope="module")
def every_step() -> ReportView:
    return samples.view_of(samples.world_of(samples.EVERY_STEP))


def told(script: str) -> tuple[str, int, list[str], list[Any]]:
    """What a shard hands to the page."""
    (inside,) = re.findall(r"\AfbaReconcile\((.*)\);\n\Z", script, re.DOTALL)
    kind, number, texts, rows = json.loads(f"[{inside}]")
    return kind, number, texts, rows


def named(layout: str, row: Any, texts: list[str]) -> Any:
    """A row of a shard with the names of its columns."""
    if row is None:
        return None
    if row and isinstance(row[0], list):
        return [named(layout, one, texts) for one in row]
    found = {}
    for (column, kind), value in zip(LAYOUT[layout], row, strict=False):
        if value is None or kind == "plain":
            found[column] = value
        else:
            found[column] = texts[value] if kind == "text" else [texts[one] for one in value]
    return found


def claims_of(view: ReportView) -> list[dict[str, Any]]:
    """The claims of the first shard as the page reads them."""
    _, _, texts, rows = told(shards(view.claim_views, view.cases).files["claims-000.js"])
    return [
        dict(
            zip(
                CLAIM_PARTS,
                (named(name, part, texts) for name, part in zip(CLAIM_PARTS, row, strict=False)),
                strict=True,
            )
        )
        | {"case_number": row[len(CLAIM_PARTS) + 1]}
        for row in rows
    ]


def test_the_data_of_a_small_world_is_as_approved(every_step: ReportView, golden: Golden) -> None:
    golden("pages/claim_view.json", json.dumps(claims_of(every_step), indent=1, ensure_ascii=False) + "\n")


def test_every_unit_of_every_part_is_covered_in_doubt_or_open(every_step: ReportView) -> None:
    claims = claims_of(every_step)
    assert len(claims) == 6
    for claim in claims:
        assert sum(part["asked_units"] for part in claim["part"]) == claim["head"]["quantity_open"]
        for part in claim["part"]:
            assert part["units"] == part["covered_units"] + part["doubt_units"] + part["open_units"]
            given = [row for row in claim["cover"] if row["loss_no"] == part["loss_no"]]
            assert sum(row["units"] for row in given) == part["covered_units"] + part["doubt_units"]


def test_every_row_of_a_chain_names_its_file_and_line(every_step: ReportView) -> None:
    for claim in claims_of(every_step):
        for row in [claim["ledger"] or claim["payment"], *claim["cover"]]:
            assert row["file_name"] in {"ledger.csv", "payments.csv"}
            assert row["line"] >= 2


def test_each_claim_that_can_be_filed_stands_in_one_case_with_its_draft(every_step: ReportView) -> None:
    fileable = [claim for claim in every_step.claim_views if claim.head.status == "claimable"]
    assert fileable
    for claim in fileable:
        assert claim.case_number is not None
        case = every_step.cases[claim.case_number]
        assert claim.head.claim_id in case.head.claim_ids
        assert case.ticks
        assert case.drafts[0].body


def test_without_the_filing_data_the_page_has_no_cases() -> None:
    view = samples.view_of(samples.world_of(samples.EVERY_STEP), with_cases=False)
    assert view.cases == ()
    assert {claim.case_number for claim in view.claim_views} == {None}


def test_a_sibling_beyond_the_limit_is_no_link() -> None:
    view = samples.view_of(samples.world_of(samples.EVERY_STEP), claim_limit=1)
    assert len(view.claim_views) == 1
    assert not any(sibling.is_here for claim in view.claim_views for sibling in claim.siblings)


def test_shards_hold_so_many_claims_in_order_and_the_index_their_first_ids(every_step: ReportView) -> None:
    found = shards(every_step.claim_views, every_step.cases, 2)
    ids = []
    for number in range(len(found.first_ids)):
        kind, told_number, texts, rows = told(found.files[f"claims-{number:03d}.js"])
        of_shard = [named("head", row[0], texts)["claim_id"] for row in rows]
        assert (kind, told_number, of_shard[0]) == ("claims", number, found.first_ids[number])
        assert len(of_shard) <= 2
        ids += of_shard
    assert ids == sorted(line.claim_id for line in every_step.claims.lines)


def test_a_shard_gives_hostile_text_back_unchanged_and_holds_no_sign_of_html() -> None:
    view = samples.view_of(samples.hostile_world())
    for text in shards(view.claim_views, view.cases).files.values():
        assert not re.search("[<>&\u2028\u2029]", text)
    assert claims_of(view)[0]["head"]["title"].endswith(samples.HOSTILE)


def test_the_policy_of_the_claim_view_trusts_its_script_and_what_that_loads() -> None:
    view = tables.view_of(tables.empty_tables())
    text = claim_page(view, shards(view.claim_views, view.cases))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    first, second, third, fourth, fifth, of_style = (
        base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (*scripts, style)
    )
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; script-src 'sha256-{first}' 'sha256-{second}' 'sha256-{third}' "
        f"'sha256-{fourth}' 'sha256-{fifth}' 'strict-dynamic'; "
        f"style-src 'sha256-{of_style}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_first_page_is_renamed_last_and_the_shards_of_earlier_runs_go(
    every_step: ReportView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(samples.views_of(samples.world_of(samples.EVERY_STEP), with_cases=False), tmp_path)
    (old,) = tmp_path.glob("data-*")
    (tmp_path / ".data-0123456789ab.7.tmp").mkdir()
    (tmp_path / "data of mine").mkdir()
    renamed: list[str] = []
    replace = Path.replace

    def recorded(path: Path, target: Path) -> Path:
        renamed.append(target.name)
        assert old.is_dir()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", recorded)
    write_pages(samples.views_of(samples.world_of(samples.EVERY_STEP)), tmp_path)
    data = shards(every_step.claim_views, every_step.cases)
    kept = data_folder(
        dataclasses.replace(data, files={**data.files, **product_shards(every_step.products.views).files})
    )
    assert [name for name in renamed if not name.startswith("figures")] == [
        kept,
        "claim.html",
        "claim.zh-CN.html",
        "product.html",
        "product.zh-CN.html",
        "index.zh-CN.html",
        "index.html",
    ]
    assert {entry.name for entry in tmp_path.iterdir()} == {*renamed, library_name(), BESIDE_SCRIPT, "data of mine"}


def test_every_word_that_the_script_asks_for_is_there_and_none_is_left_over() -> None:
    script = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("claim.js", "told.js"))
    asked = set(re.findall(r"\bwords\.(\w+)", script))
    quoted = set(re.findall(r'"([a-z]\w*)"', script))
    begun = set(re.findall(r'"([a-z_]+_)" \+', script)) | {"language_", "missing_"}
    assert asked <= set(CLAIM_WORDS)
    assert set(re.findall(r'\b(?:say|told)\("(\w+)"', script)) <= set(CLAIM_WORDS)
    from_data = {key for keys in CHECKS.values() for key in keys} | {"part_rest"}
    left_over = {
        key for key in CLAIM_WORDS if key not in asked | quoted | from_data and not key.startswith(tuple(begun))
    }
    assert left_over == set()
