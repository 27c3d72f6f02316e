"""What every printed page carries at its foot: the as-of date, what the reports cover, the version, the page's number.

Written as CSS for the page's own style sheet, since only margin boxes repeat on each sheet without covering a row. Its
texts are data (an account may be called anything), so every sign but letters and digits is written as its number.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final, Protocol

from markupsafe import Markup

from reports import formats
from reports.language import Language, _
from reports.views import Stamp

WIDEST: Final = 620
"""Narrow signs that fit under a page, in five lines; what many accounts or holes add to the coverage is cut there, and
stands whole at the end of the report's text."""
COUNTERS: Final = re.compile(r"\{(page|pages)\}")


class Paged(Protocol):
    """A view of a page, as far as every page has one."""

    @property
    def language(self) -> Language: ...  # noqa: D102
    @property
    def as_of(self) -> date: ...  # noqa: D102
    @property
    def stamp(self) -> Stamp: ...  # noqa: D102
    @property
    def coverage_line(self) -> str: ...  # noqa: D102


def foot_style(view: Paged) -> Markup:
    """The style of the foot, in the language spoken now."""
    said = shortened(
        " ".join(
            (
                _("fba-reconcile {program}, rule data {rules}.").format(
                    program=view.stamp.program, rules=view.stamp.rules
                ),
                _("As of {day}. {coverage}").format(day=formats.day_text(view.as_of), coverage=view.coverage_line),
            )
        )
    )
    number = "".join(
        f" counter({part})" if index % 2 else f" {css_string(part)}"
        for index, part in enumerate(COUNTERS.split(_("Page {page} of {pages}")))
        if part
    )
    return Markup(  # noqa: S704 - the texts are escaped
        "@page { margin-bottom: 22mm;"
        f" @bottom-left {{ content: {css_string(said)}; width: 84%; text-align: left; vertical-align: top;"
        " padding-top: 3mm; font: 7pt/1.35 system-ui, sans-serif; color: #444; }"
        f" @bottom-right {{ content:{number}; width: 16%; text-align: right; vertical-align: top; padding-top: 3mm;"
        " font: 7pt/1.35 system-ui, sans-serif; color: #444; } }\n"
    )


def shortened(text: str) -> str:
    """The text as far as it fits under a page."""
    room = WIDEST
    for place, sign in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if room < 0:
            return text[:place].rstrip() + "\u2026"
    return text


def css_string(text: str) -> str:
    """A CSS string that nothing in `text` can end, in CSS or in the HTML around it.

    The space belongs to the number: CSS takes one after it as its end.
    """
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'
