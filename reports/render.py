"""Views to pages: the one Jinja environment, and the way a page gets onto the disk whole."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
from importlib import resources
from pathlib import Path
from typing import Final

import jinja2
from markupsafe import Markup

from reports import formats
from reports.rows import UnlistedPayment
from reports.table_data import table_json
from reports.views import Money, ReportView
from reports.words import CLAIM_TYPE, spoken

PAGE_NAME: Final = "index.html"


def page(view: ReportView) -> str:
    """The page as one self-contained HTML text."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; script-src 'sha256-{_digest(script)}'; style-src 'sha256-{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template("report.html")
        .render(view=view, style=style, script=script, policy=policy, table_json=table_json(view.claims))
    )


def write_page(view: ReportView, folder: Path) -> Path:
    """Writes the page into `folder` and returns its path; a reader never sees half a page."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PAGE_NAME
    beside = folder / f".{PAGE_NAME}.{os.getpid()}.tmp"
    try:
        beside.write_text(page(view), encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reports", "templates"),
        autoescape=jinja2.select_autoescape(["html"], default=True),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        day=formats.day_text,
        number=formats.number_text,
        count=formats.count_text,
        days_left=formats.days_left_text,
        span=lambda days: formats.span_text(*days),
        money=_money,
        paid=_paid,
        type_name=lambda word: spoken(CLAIM_TYPE, word),
    )
    return environment


def _money(money: Money) -> str:
    return formats.money_text(money.currency, money.amount, money.minor_digits)


def _paid(payment: UnlistedPayment) -> str:
    """The amount of a payment line as the report states it; the report knows no number of digits."""
    if payment.amount is None:
        return "unknown"
    return formats.money_text(payment.currency, payment.amount, 2)


@functools.cache
def _asset(name: str) -> Markup:
    """One of our own files, taken into the page as it is."""
    text = resources.files("reports").joinpath("assets", name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file, not data


def _digest(text: str) -> str:
    """The hash by which the content security policy knows an inline script or style."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
