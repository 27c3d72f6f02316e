"""The charts as data for their script, and the library that draws them, which stands beside the pages."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Sequence
from importlib import resources
from typing import Final

from reports.figure_views import Chart, Section
from reports.language import gettext as _

OLD_LIBRARY: Final = re.compile(r"\.?echarts-[0-9a-f]{12}\.js(\.\d+\.tmp)?")
"""The library as runs leave it beside the pages, under its sum's name; a killed one leaves a name that ends in .tmp."""


@functools.cache
def library_text() -> str:
    """The charts' library as its makers publish it."""
    place = resources.files("reports").joinpath("assets", "vendor", "echarts", "echarts.common.min.js")
    return place.read_text(encoding="utf-8")


@functools.cache
def library_name() -> str:
    """The library's name beside the pages: another version, another name."""
    return f"echarts-{hashlib.sha256(library_text().encode()).hexdigest()[:12]}.js"


def chart_data(sections: Sequence[Section]) -> dict[str, object]:
    """What the script draws: lengths as text, for they are exact."""
    return {
        "library": library_name(),
        "fault": _(
            "The charts could not be drawn: {name} is missing. Keep all files of the folder together. "
            "The tables say the same."
        ).format(name=library_name()),
        "charts": [_told(chart) for section in sections for chart in section.charts],
    }


def _told(chart: Chart) -> dict[str, object]:
    return {
        "key": chart.key,
        "is_horizontal": chart.is_horizontal,
        "is_money": chart.is_money,
        "series": [{"key": series.key, "name": series.name} for series in chart.series],
        "bars": [
            {
                "label": bar.label,
                "lengths": [str(length) for length in bar.lengths],
                "texts": bar.texts,
                "total": bar.total,
            }
            for bar in chart.bars
        ],
    }
