import base64
import hashlib
import json
import re
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from reports import render
from reports.figure_data import library_name
from reports.render import BESIDE_SCRIPT, page, write_pages
from reports.table_data import script_json
from tests.reports import change_samples
from tests.reports import page_tables as tables

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '=HYPERLINK("file:///etc/passwd","x")',
    "{{ 7 * 7 }}{% raw %}",
    "line\u2028separator\u2029and \u202e bidi & &amp; &lt;",
)

NAMES = ("index", "claim", "product", "figures")
BESIDE = ("claim.html#", "figures.html", "index.zh-CN.html", "claims.xlsx", "claims.csv")
PAGES = {library_name(), BESIDE_SCRIPT} | {f"{name}{language}.html" for name in NAMES for language in ("", ".zh-CN")}


class Elements(HTMLParser):
    """The start tags of a page with their attributes, and the text inside scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102 - as HTMLParser calls it
        self.tags.append((tag, dict(attrs)))
        if tag in self.inside:
            self.open = tag
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: D102 - as HTMLParser calls it
        if tag == self.open:
            self.open = ""

    def handle_data(self, data: str) -> None:  # noqa: D102 - as HTMLParser calls it
        if self.open:
            self.inside[self.open][-1] += data


def elements(text: str) -> Elements:
    found = Elements()
    found.feed(text)
    return found


def small_page() -> str:
    con = tables.empty_tables()
    tables.add_small_shop(con)
    return page(tables.view_of(con))


def hostile_page(text: str) -> str:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    everywhere: dict[str, object] = {
        "title": text,
        "sku": text,
        "fnsku": text,
        "asin": text,
        "reference_id": text,
    }
    tables.add(
        con,
        "claim",
        tables.claim(1, **everywhere, fulfillment_center=text, reason_code=text),
        tables.claim(2, **everywhere, status="review", status_reason=text),
        tables.claim(3, **everywhere, amount=None, unit_value=None),
    )
    tables.add(con, "rejected_row", {"download_id": 1, "line": 1, "reason": text, "raw_text": text})
    con.execute("update download set file_name = $text", {"text": text})
    tables.add(con, "unknown_code", {"code": text, "row_count": 1, "units": 1})
    tables.add(con, "excluded_sku", {"sku": text, "fnsku": text, "units": 1, "reason": text})
    payment: dict[str, object] = {
        "reimbursement_id": text,
        "reason": text,
        "sku": text,
        "currency": text,
        "why": text,
    }
    tables.add(con, "unlisted_payment", payment | {"amount": Decimal(1)})
    cover: dict[str, object] = {
        "claim_type": text,
        "fnsku": text,
        "source": text,
        "reference_id": text,
        "units": 1,
    }
    tables.add(con, "unmatched_cover", cover)
    tables.add(con, "bridge", {"position": 0, "label": text, "units": 1})
    change_samples.add_changes(con, text)
    return page(tables.view_of(con))


def without_assets(text: str) -> str:
    """The page without the scripts and styles that lie under assets/ as they are, and without their sums."""
    bare = re.sub(r"<(script|style)>.*?</\1>", r"<\1></\1>", text, flags=re.DOTALL)
    return re.sub(r"sha256-[A-Za-z0-9+/]+=*", "sha256-", bare)


def test_the_small_page_is_as_approved(golden: Callable[[str, str], None]) -> None:
    golden("pages/small.html", without_assets(small_page()))


def test_the_page_before_the_first_import_is_as_approved(golden: Callable[[str, str], None]) -> None:
    golden("pages/before_first_import.html", without_assets(page(tables.view_of(tables.empty_tables()))))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_no_attribute(text: str) -> None:
    hostile, harmless = elements(hostile_page(text)), elements(hostile_page("harmless"))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert [set(attributes) for _, attributes in hostile.tags] == [set(names) for _, names in harmless.tags]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_tables_data_gives_hostile_text_back_unchanged(text: str) -> None:
    _, data, *_ = elements(hostile_page(text)).inside["script"]
    assert not re.search("[<>&\u2028\u2029]", data)
    assert text in json.loads(data)["texts"]


def test_script_json_escapes_what_html_or_script_could_read() -> None:
    value = {"</script>": "<!-- & \u2028\u2029 -->"}
    text = str(script_json(value))
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else() -> None:
    found = elements(small_page())
    (policy,) = [
        attributes["content"]
        for tag, attributes in found.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    switch, _, _, _, facts, kept, todo, library, cases, table = found.inside["script"]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digest(switch)}' 'sha256-{digest(facts)}' "
        f"'sha256-{digest(kept)}' 'sha256-{digest(todo)}' 'sha256-{digest(library)}' 'sha256-{digest(cases)}' "
        f"'sha256-{digest(table)}' 'strict-dynamic'; "
        f"style-src 'sha256-{digest(found.inside['style'][0])}'; base-uri 'none'; form-action 'none'"
    )


def test_nothing_on_the_page_points_outside_it() -> None:
    found = elements(small_page())
    loading = {"src", "srcset", "action", "formaction", "data", "poster", "background", "style"}
    for tag, attributes in found.tags:
        assert not loading & set(attributes), tag
        assert tag not in {"link", "base", "iframe", "object", "embed", "img"}
        assert (attributes.get("href") or "#").startswith(("#", *BESIDE))
        assert not any(name.startswith("on") for name in attributes)
    assert "url(" not in found.inside["style"][0]
    assert "@import" not in found.inside["style"][0]


def test_every_link_within_the_page_has_its_target() -> None:
    found = elements(small_page())
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    links = {attributes["href"] or "" for tag, attributes in found.tags if tag == "a"}
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(ids)


def test_the_page_says_what_every_page_must_say() -> None:
    text = re.sub(r"\s+", " ", small_page().replace("\u00a0", " "))
    for sentence in (
        "First in, first out is our assignment, not Amazon's statement.",
        "As of 22 Nov 2026.",
        "Inventory Ledger, detailed view: 31 May 2025 to 21 Nov 2026.",
        "fba-reconcile 0.1.0, rule data 2026-11-22.",
        "rule not verified",
    ):
        assert sentence in text, sentence


def test_a_cut_table_says_so_and_shows_the_way_to_the_rest() -> None:
    con = tables.empty_tables()
    tables.add(con, "claim", *(tables.claim(number) for number in range(5)))
    text = page(tables.view_of(con, claim_limit=3))
    assert "This table shows the 3 most urgent and largest of 5\u00a0claims." in text
    assert 'href="claims.csv"' in text


def test_too_many_claims_for_an_xlsx_are_offered_as_csv_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'href="claims.xlsx"' in small_page()
    monkeypatch.setattr(render, "PAGE_XLSX_ROWS", 8)
    assert 'href="claims.xlsx"' not in small_page()
    assert "fba-reconcile claims --format xlsx --status claimable" in small_page()


def test_writing_replaces_the_page_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    con = tables.empty_tables()
    folder = tmp_path / "report"
    write_pages(tables.views_of(con), folder)
    tables.add_small_shop(con)
    path = write_pages(tables.views_of(con), folder)
    assert path == folder / "index.html"
    (data,) = folder.glob("data-*")
    assert {entry.name for entry in folder.iterdir()} == {*PAGES, data.name}
    assert path.read_bytes().decode("utf-8") == small_page()


def test_a_page_that_fails_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pages(tables.views_of(tables.empty_tables()), tmp_path)
    before = path.read_bytes()

    def fail(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    con = tables.empty_tables()
    tables.add_small_shop(con)
    with pytest.raises(OSError, match=r"^$"):
        write_pages(tables.views_of(con), tmp_path)
    assert path.read_bytes() == before
    assert {entry.name for entry in tmp_path.iterdir()} == PAGES
