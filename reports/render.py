"""Views to pages: the one Jinja environment, and the way a report gets onto the disk whole."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup, escape

from reconcile.model import FEW_PAYMENTS
from reports import formats
from reports.answers import answers_told
from reports.backtest import BacktestView
from reports.case_data import cases_json
from reports.claim_checks import CHECKS
from reports.claim_shards import LAYOUT, SHARD_SIZE, Shards, shards
from reports.claim_views import CLAIM_PAGE, CaseView, ClaimView
from reports.claim_words import CLAIM_WORDS
from reports.export import PAGE_XLSX_ROWS
from reports.figure_data import OLD_LIBRARY, chart_data, library_name, library_text
from reports.language import LANGUAGES, gettext, in_language, ngettext, page_name, speaking
from reports.paper import Paged, foot_style
from reports.product_shards import PRODUCT_LAYOUT, ProductShards, product_shards
from reports.product_views import PRODUCT_PAGE, ProductView
from reports.product_words import PRODUCT_WORDS
from reports.rejects import reason_text
from reports.rows import UnlistedPayment
from reports.sections import URGENT_DAYS
from reports.table_data import script_json, table_json
from reports.views import Money, ReportView
from reports.words import CLAIM_TYPE, COVER_SOURCE, DAY_WORDS, REPORT_KIND, STATUS, spoken

FIRST_PAGE: Final = "index"
FIGURES_PAGE: Final = "figures"
BACKTEST_PAGE: Final = "backtest"
FACTS_SCRIPT: Final = "facts.js"
KEPT_SCRIPT: Final = "kept.js"
TOLD_SCRIPT: Final = "told.js"
BESIDE_SCRIPT: Final = "beside.js"
"""Stands beside the pages: a page that can load it has the other languages beside it as well."""
TABLE_LIBRARY: Final = "vendor/datatables.net/dataTables.min.js"
SWITCH_STYLE: Final = "language.css"
SWITCH_SCRIPT: Final = "language.js"
"""Stands in the head of every page: the reader's language is known before anything is drawn."""
DATA_FOLDER: Final = re.compile(r"data-[0-9a-f]{12}|\.data-[0-9a-f]{12}\.\d+\.tmp")
"""The folders of shards that runs leave; a killed one leaves a folder whose name ends in .tmp."""


def page(view: ReportView, *, has_backtest: bool = False) -> str:
    """The first page as one self-contained HTML text, in the language of the view; links a look back that is there."""
    with speaking(view.language):
        values = {
            "table_json": table_json(view.claims),
            "cases_json": cases_json(view.filing, has_several_accounts=view.has_several_accounts),
            "page": FIRST_PAGE,
            "day_json": _day_json(view),
            "xlsx_rows": PAGE_XLSX_ROWS,
            "has_backtest": has_backtest,
        }
        return _rendered(
            "report.html",
            view,
            [FACTS_SCRIPT, KEPT_SCRIPT, "todo.js", TABLE_LIBRARY, "cases.js", "report.js"],
            ["report.css"],
            values,
            loads=True,
        )


def claim_page(view: ReportView, data: Shards) -> str:
    """The one page on which each claim is shown; its script loads the shard of the claim named behind the #.

    Its policy trusts the one inline script by its hash and what that script loads ('strict-dynamic'): a page opened
    from a folder has no origin that 'self' could name.
    """
    with speaking(view.language):
        told = {
            "words": in_language(CLAIM_WORDS),
            "checks": CHECKS,
            "names": {
                "status": in_language(STATUS),
                "claim_type": in_language(CLAIM_TYPE),
                "report": in_language(REPORT_KIND),
            },
            "said": _said(view),
            "language": LANGUAGES.index(view.language),
            "tag": view.language.code,
            **formats.script_forms(),
            "layout": LAYOUT,
            "folder": data_folder(data),
            "first_ids": data.first_ids,
            "shard_size": SHARD_SIZE,
            "few_payments": FEW_PAYMENTS,
            "has_several_accounts": view.has_several_accounts,
            "refresh": {account.name: account.refresh for account in view.accounts},
            "product_page": page_name(PRODUCT_PAGE),
            "answers": {account.name: answers_told(_codes(view), account.refresh) for account in view.accounts},
        }
        values = {"data_json": script_json(told), "day_json": _day_json(view), "page": CLAIM_PAGE}
        return _rendered(
            "claim.html",
            view,
            [FACTS_SCRIPT, KEPT_SCRIPT, TOLD_SCRIPT, "claim.js"],
            ["report.css", "claim.css"],
            values,
            loads=True,
        )


def product_page(view: ReportView, data: Shards, products: ProductShards) -> str:
    """The one page on which each product is shown; its script loads the shard of the product named behind the #.

    Args:
        view: the report in one language.
        data: the shards of all pages, which name their folder.
        products: those of this page.
    """
    with speaking(view.language):
        told = {
            "words": in_language(PRODUCT_WORDS),
            "names": {"status": in_language(STATUS), "claim_type": in_language(CLAIM_TYPE)},
            "said": _said_of(view.products.views),
            **formats.script_forms(),
            "layout": PRODUCT_LAYOUT,
            "folder": data_folder(data),
            "first_keys": products.first_keys,
            "claim_page": page_name(CLAIM_PAGE),
            "has_several_accounts": view.has_several_accounts,
            "basis": {
                one.account: {
                    "records_begin": one.records_begin and one.records_begin.isoformat(),
                    "ledger_days": [[first.isoformat(), last.isoformat()] for first, last in one.ledger_days],
                }
                for one in view.products.basis
            },
        }
        values = {"data_json": script_json(told), "day_json": _day_json(view), "page": PRODUCT_PAGE}
        return _rendered(
            "product.html",
            view,
            [FACTS_SCRIPT, TOLD_SCRIPT, "drawing.js", "product.js"],
            ["report.css", "claim.css", "product.css"],
            values,
            loads=True,
        )


def _day_json(view: ReportView) -> Markup:
    """What a script needs to count days from the reader's own."""
    told = {
        "as_of": view.as_of.isoformat(),
        "is_sample": view.stamp.is_sample,
        "urgent_days": URGENT_DAYS,
        "words": in_language(DAY_WORDS),
    }
    return script_json(told)


def _codes(view: ReportView) -> tuple[str, ...]:
    """The questions that claims of the page ask."""
    return tuple(sorted({claim.asked.code for claim in view.claim_views if claim.asked}))


def figures_page(view: ReportView) -> str:
    """The page of figures; its script loads the library of the charts from beside it, as the claim view its shards."""
    with speaking(view.language):
        values = {"data_json": script_json(chart_data(view.figures)), "sections": view.figures, "page": FIGURES_PAGE}
        return _rendered("figures.html", view, ["figures.js"], ["report.css", "figures.css"], values, loads=True)


def backtest_page(view: BacktestView, *, has_report: bool) -> str:
    """The page of a look back, in the language of the view; links a report that is there."""
    with speaking(view.language):
        values = {"page": BACKTEST_PAGE, "has_report": has_report}
        return _rendered("backtest.html", view, [], ["report.css"], values, loads=True)


def write_backtest(views: Sequence[BacktestView], folder: Path) -> Path:
    """Writes a look back into `folder`, beside the report, and returns the path of its first page."""
    folder.mkdir(parents=True, exist_ok=True)
    has_report = (folder / page_name(FIRST_PAGE, views[0].language)).exists()
    _tell_beside(folder)
    for view in reversed(views):
        _write(backtest_page(view, has_report=has_report), folder / page_name(BACKTEST_PAGE, view.language))
    return folder / page_name(BACKTEST_PAGE, views[0].language)


def data_folder(data: Shards) -> str:
    """The name of the folder of shards: other data, other name, so that no page reads the shards of another run."""
    told = hashlib.sha256()
    for name, text in sorted(data.files.items()):
        told.update(f"{name}\n{len(text)}\n{text}".encode())
    return f"data-{told.hexdigest()[:12]}"


def write_pages(views: Sequence[ReportView], folder: Path) -> Path:
    """Writes the report into `folder` and returns the path of its first page; a reader never sees half a page.

    First the shards, in a folder of their own, then the pages that are opened from the first ones, then those, the
    one that a reader opens last of all; the shards of earlier runs go after that.

    Args:
        views: the report in each language, as `build_all` makes them.
        folder: where the pages stand side by side.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data, products = shards(views[0].claim_views, views[0].cases), product_shards(views[0].products.views)
    data = replace(data, files={**data.files, **products.files})
    texts = {page_name(CLAIM_PAGE, view.language): claim_page(view, data) for view in views}
    texts |= {page_name(PRODUCT_PAGE, view.language): product_page(view, data, products) for view in views}
    texts |= {page_name(FIGURES_PAGE, view.language): figures_page(view) for view in views}
    has_backtest = (folder / page_name(BACKTEST_PAGE, views[0].language)).exists()
    texts |= {page_name(FIRST_PAGE, view.language): page(view, has_backtest=has_backtest) for view in reversed(views)}
    kept = data_folder(data)
    _write_data(data.files, folder, kept)
    if not (folder / library_name()).exists():
        _write(library_text(), folder / library_name())
    _tell_beside(folder)
    for name, text in texts.items():
        _write(text, folder / name)
    for old in folder.iterdir():
        if DATA_FOLDER.fullmatch(old.name) and old.name != kept:
            shutil.rmtree(old, ignore_errors=True)
        elif OLD_LIBRARY.fullmatch(old.name) and old.name != library_name():
            old.unlink(missing_ok=True)
    return folder / page_name(FIRST_PAGE, views[0].language)


def _tell_beside(folder: Path) -> None:
    if not (folder / BESIDE_SCRIPT).exists():
        _write("// The pages of all languages stand beside this file.\n", folder / BESIDE_SCRIPT)


def _write_data(files: Mapping[str, str], folder: Path, name: str) -> None:
    """The shards under their folder's final name only when all of them are there."""
    if (folder / name).is_dir() or not files:
        return
    beside = folder / f".{name}.{os.getpid()}.tmp"
    try:
        beside.mkdir(exist_ok=True)
        for file_name, text in files.items():
            (beside / file_name).write_text(text, encoding="utf-8", newline="\n")
        beside.replace(folder / name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(text: str, path: Path) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _rendered(
    template: str,
    view: Paged,
    script_names: list[str],
    style_names: list[str],
    values: Mapping[str, Any],
    *,
    loads: bool = False,
) -> str:
    """A page with its style and scripts inside, and the policy that lets these pass and nothing else.

    Args:
        template: its name under templates/.
        view: what it shows.
        script_names: the scripts at its foot, under assets/, in order.
        style_names: the style sheets, in order.
        values: more for the template; `page` is its name without the language.
        loads: whether the scripts may load further scripts.
    """
    first_script, *scripts = map(_asset, [SWITCH_SCRIPT, *script_names])
    style_names = [*style_names, SWITCH_STYLE]
    style = Markup("").join([*map(_asset, style_names), foot_style(view)])
    trusted = " ".join(f"'sha256-{_digest(script)}'" for script in (first_script, *scripts))
    more = " 'strict-dynamic'" if loads else ""
    policy = (
        f"default-src 'none'; script-src {trusted}{more}; style-src 'sha256-{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(
            view=view,
            style=style,
            first_script=first_script,
            scripts=scripts,
            policy=policy,
            language=view.language,
            languages=LANGUAGES,
            **values,
        )
    )


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reports", "templates"),
        autoescape=jinja2.select_autoescape(["html"], default=True),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals.update(_=_text, gettext=gettext, ngettext=ngettext, page_name=page_name)
    environment.filters.update(
        day=formats.day_text,
        number=formats.number_text,
        count=formats.count_text,
        days_left=formats.days_left_text,
        span=lambda days: formats.span_text(*days),
        money=_money,
        paid=_paid,
        price=lambda told: formats.money_text(*told),
        type_name=lambda word: spoken(CLAIM_TYPE, word),
        reason=reason_text,
        source_name=lambda word: spoken(COVER_SOURCE, word),
    )
    return environment


def _text(message: str, **values: object) -> Markup:
    """A message in the language spoken, harmless in HTML; names in braces become values, escaped unless HTML."""
    told = Markup(str(escape(gettext(message))).replace("&#39;", "'"))  # noqa: S704 - escaped; our attributes stand in "
    return told.format(**values) if values else told


def _said(view: ReportView) -> dict[str, str]:
    """Closed sentences of the rule and filing data, as the shards have them, with what they say in the language."""
    return _said_of((*view.cases, *view.claim_views))


def _said_of(views: Iterable[CaseView | ClaimView | ProductView]) -> dict[str, str]:
    told = {text for view in views for text in view.messages}
    return {text: said for text in sorted(told) if (said := gettext(text)) != text}


def _money(money: Money) -> str:
    return formats.money_text(money.currency, money.amount, money.minor_digits)


def _paid(payment: UnlistedPayment) -> str:
    """The amount of a payment line as the report states it; the report knows no number of digits."""
    if payment.amount is None:
        return gettext("unknown")
    return formats.money_text(payment.currency, payment.amount, 2)


@functools.cache
def _asset(name: str) -> Markup:
    """One of our own files, taken into the page as it is."""
    text = resources.files("reports").joinpath("assets", name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file, not data


def _digest(text: str) -> str:
    """The hash by which the content security policy knows an inline script or style."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
