"""Why a row was rejected, in the language of the page: the readers keep it in English, with the texts of the row."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reports.language import N_, gettext

REASONS: Final = (
    N_("{cells} cells where the header has {headers}"),
    N_("{column} '{text}' is no date between 2000 and 2100"),
    N_("{column} '{text}' is no whole number"),
    N_("{column} '{text}' is no amount"),
    N_("{column} '{text}' is not more than zero"),
    N_("{column} '{text}' is not a code of three letters"),
    N_("{column} is blank"),
    N_("base and quote are both '{text}'"),
    N_("line {line} gives another value for this key"),
)
"""What connectors/ and the store say of a row."""


def reason_text(reason: str) -> str:
    """The reason in the language spoken; as it stands where nobody knows the sentence."""
    for sentence in REASONS:
        found = _pattern(sentence).fullmatch(reason)
        if found:
            return gettext(sentence).format(**found.groupdict())
    return reason


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """What matches the sentence, whatever its names in braces became."""
    parts = re.split(r"\{(\w+)\}", sentence)
    return re.compile(
        "".join(f"(?P<{part}>.*)" if index % 2 else re.escape(part) for index, part in enumerate(parts)), re.DOTALL
    )
