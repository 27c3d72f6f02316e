"""`make messages`: collects every sentence that a page may show, and brings the catalogs in reports/locales up to date.

Most messages stand where they are used, in Python and in the templates. The words of the scripts, the sentences of the
engine, of the rules and of the filing data stand in tables of their own, and are taken from there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from reconcile.engine.reasons import OWN_TEXTS, STATUS_TEXTS
from reconcile.policy.filing import load_filing
from reconcile.policy.load import load_policy
from reconcile.policy.sourcing_cost import load_sourcing_cost
from reports import claim_words, product_words, words
from reports.claim_views import SOURCES_APART
from reports.language import DOMAIN, ENGLISH, LANGUAGES, Language

ROOT: Final = Path(__file__).parents[1]
LOCALES: Final = ROOT / "reports" / "locales"

METHODS: Final = [("**.py", "python"), ("templates/*.html", "jinja2")]
KEYWORDS: Final[Mapping[str, Any]] = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "N2_": (1, 2)}
OPTIONS: Final = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}

Message = str | tuple[str, str]


def collected() -> dict[Message, list[str]]:
    """Every message with the files it stands in, in order."""
    found: dict[Message, set[str]] = {}
    for place, message in (*_in_code(), *_in_tables(), *_in_rules()):
        if message:
            found.setdefault(message, set()).add(place)
    return {message: sorted(found[message]) for message in sorted(found, key=_first)}


def _in_code() -> Iterator[tuple[str, Message]]:
    for name, _line, message, _comments, _context in extract_from_dir(
        ROOT / "reports", METHODS, options_map=OPTIONS, keywords=KEYWORDS
    ):
        yield f"reports/{name}", message if isinstance(message, str) else (message[0], message[1])


def _in_tables() -> Iterator[tuple[str, str]]:
    for module, path in (
        (words, "reports/words.py"),
        (claim_words, "reports/claim_words.py"),
        (product_words, "reports/product_words.py"),
    ):
        for table in module.TABLES:
            yield from ((path, text) for text in (table.values() if isinstance(table, Mapping) else table))


def _in_rules() -> Iterator[tuple[str, str]]:
    """What the engine, the rules and the filing data say, as the page shows it."""
    yield from (("reconcile/engine/reasons.py", text) for text in (*STATUS_TEXTS.values(), *OWN_TEXTS.values()))
    policy, filing = load_policy(), load_filing()
    yield from (("reconcile/policy/reason_codes.toml", rule.meaning) for rule in policy.reason_codes)
    for window in policy.window_rules:
        yield from (("reconcile/policy/claim_windows.toml", source) for source in window.source.split(SOURCES_APART))
    valued = [*(cap.source for cap in policy.value_caps), *(rule.source for rule in policy.cost_rules)]
    for sources in valued:
        yield from (("reconcile/policy/valuation.toml", source) for source in sources.split(SOURCES_APART))
    yield from (("reconcile/policy/filing.toml", text) for text in filing.messages())
    upload = load_sourcing_cost()
    for text in (*upload.advice, *upload.menu, *upload.source.split(SOURCES_APART)):
        yield "reconcile/policy/sourcing_cost.toml", text
    for route in filing.routes:
        yield "reconcile/policy/filing.toml", route.tool
        yield from (("reconcile/policy/filing.toml", source) for source in route.source.split(SOURCES_APART))
    for pace in filing.paces:
        yield from (("reconcile/policy/filing.toml", source) for source in pace.source.split(SOURCES_APART))
    for step in (*(step for _, step in filing.ticks), *(step for route in filing.routes for step in route.steps)):
        yield from (("reconcile/policy/filing.toml", name) for name in step.menu)


def path_of(language: Language) -> Path:
    """Where the catalog of a language stands."""
    return LOCALES / language.locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalog_of(language: Language) -> Catalog:
    """The catalog as it stands; empty where there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language.locale)
    with path.open("rb") as file:
        return read_po(file, locale=language.locale, abort_invalid=True)


def updated(language: Language, messages: Mapping[Message, list[str]]) -> str:
    """The catalog's text with exactly these messages: what was translated stays, what nobody says any more goes."""
    before, after = catalog_of(language), Catalog(locale=language.locale, fuzzy=False)
    for message, places in messages.items():
        old = before.get(_first(message))
        told = message if language is ENGLISH else (old.string if old else "")
        after.add(message, told, locations=[(place, 0) for place in places])
    out = io.BytesIO()
    write_po(out, after, width=0, omit_header=True, include_lineno=False)
    return f"{_head(language)}\n{out.getvalue().decode().strip()}\n"


def _head(language: Language) -> str:
    """The comment at the top, kept as it is, and a header without a day: the same messages give the same file."""
    path = path_of(language)
    kept = path.read_text(encoding="utf-8").partition('msgid ""')[0] if path.exists() else ""
    forms = Catalog(locale=language.locale).plural_forms
    lines = (f"Language: {language.locale}", "Content-Type: text/plain; charset=utf-8", f"Plural-Forms: {forms}")
    return kept + 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


def _first(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


def main() -> None:
    """Write the catalogs anew."""
    messages = collected()
    for language in LANGUAGES:
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = updated(language, messages)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
