"""The language a page is written in: its messages, from the catalogs under locales/, and who speaks right now.

A page is built and rendered once for each language, inside `speaking(language)`; `_`, `ngettext` and the templates'
own `_` then answer in it. A message without a translation is an error that a test finds; at run time it is shown in
English, for a page in two languages is better than none.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib import resources
from typing import Final

from babel.messages.pofile import read_po

DOMAIN: Final = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language the pages are written in.

    Attributes:
        code: its BCP 47 tag, for `lang` attributes and file names.
        locale: Babel's and the catalog's name for it.
        own_name: how its readers call it.
        day_pattern: how they write a day, as CLDR puts it; without a space at which a line could break.
    """

    code: str
    locale: str
    own_name: str
    day_pattern: str


ENGLISH: Final = Language(code="en", locale="en", own_name="English", day_pattern="d\u00a0MMM\u00a0y")
CHINESE: Final = Language(code="zh-CN", locale="zh_Hans_CN", own_name="简体中文", day_pattern="y年M月d日")
LANGUAGES: Final = (ENGLISH, CHINESE)
"""The first is the language of the page that is opened unless a reader chose another."""

_spoken: ContextVar[Language] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: Language) -> Iterator[Language]:
    """Everything that is written inside is written in `language`."""
    token = _spoken.set(language)
    try:
        yield language
    finally:
        _spoken.reset(token)


def spoken_language() -> Language:
    """The language of the page that is being written."""
    return _spoken.get()


def page_name(name: str, language: Language | None = None) -> str:
    """The file of a page in `language`, by default the one spoken now: claim.html, claim.zh-CN.html."""
    language = language or _spoken.get()
    return f"{name}.html" if language is LANGUAGES[0] else f"{name}.{language.code}.html"


def gettext(message: str) -> str:
    """`message` in the language spoken now."""
    return _catalog(_spoken.get()).get((message, 0)) or message


def ngettext(one: str, many: str, number: int) -> str:
    """`one` or `many`, by `number`, in the language spoken now."""
    language = _spoken.get()
    form = 0 if language is CHINESE or number == 1 else 1
    return _catalog(language).get((one, form)) or (one if number == 1 else many)


def later(message: str) -> str:
    """Marks `message` for the catalogs where it is defined; whoever shows it calls `gettext`."""
    return message


def later_counted(one: str, many: str) -> tuple[str, str]:
    """Marks two messages of which `ngettext` will choose by number."""
    return one, many


def in_language(table: Mapping[str, str]) -> dict[str, str]:
    """A table of words with its words in the language spoken now, for a page's script."""
    return {key: gettext(text) for key, text in table.items()}


_ = gettext
N_ = later
N2_ = later_counted


@functools.cache
def _catalog(language: Language) -> Mapping[tuple[str, int], str]:
    """(message, plural form) to text; empty where the language has no catalog."""
    place = resources.files("reports").joinpath("locales", language.locale, "LC_MESSAGES", f"{DOMAIN}.po")
    if not place.is_file():
        return {}
    with place.open("rb") as file:
        catalog = read_po(file, locale=language.locale)
    told: dict[tuple[str, int], str] = {}
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        first = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        told.update({(first, form): text for form, text in enumerate(forms) if text})
    return told
