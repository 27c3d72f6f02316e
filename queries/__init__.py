"""Every SQL text of the program, one question a file, found by its path: `load("stage/adjustment")`.

A file opens with one sentence and four fields that a test holds against DuckDB itself:

    -- What one row is, or what the query finds.
    --
    -- grain:   the columns that name one row
    -- inputs:  the tables it reads
    -- params:  the $parameters it takes
    -- outputs: the columns it gives, in order

A statement that gives no rows (insert, update, create) says `none` for grain and outputs.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Query", "load", "names", "text"]

FIELDS = ("grain", "inputs", "params", "outputs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One SQL file: its text, and what its header promises."""

    name: str
    sql: str
    sentence: str
    grain: tuple[str, ...]
    inputs: tuple[str, ...]
    params: tuple[str, ...]
    outputs: tuple[str, ...]


@functools.cache
def load(name: str) -> Query:
    """The query stored as queries/<name>.sql; LookupError if there is none."""
    path = _root().joinpath(*f"{name}.sql".split("/"))
    if not path.is_file():
        raise LookupError(f"there is no query '{name}' under queries/")
    return _parsed(name, path.read_text(encoding="utf-8"))


@functools.cache
def _root() -> Traversable:
    return resources.files(__name__)


def text(name: str) -> str:
    """The SQL of a query, for a caller that needs nothing of its header."""
    return load(name).sql


def names() -> list[str]:
    """The names of all queries, sorted."""
    return sorted(_walk(_root(), ""))


def _walk(folder: Traversable, prefix: str) -> list[str]:
    found: list[str] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".sql"):
            found.append(prefix + entry.name.removesuffix(".sql"))
    return found


def _parsed(name: str, sql: str) -> Query:
    sentence: list[str] = []
    fields: dict[str, str] = {}
    current = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        comment = line.removeprefix("--").strip()
        key, colon, value = comment.partition(":")
        if colon and key in FIELDS:
            current = key
            fields[key] = value
        elif current:
            fields[current] += " " + comment
        elif comment:
            sentence.append(comment)
    return Query(
        name=name,
        sql=sql,
        sentence=" ".join(sentence),
        grain=_items(fields.get("grain", "")),
        inputs=_items(fields.get("inputs", "")),
        params=_items(fields.get("params", "")),
        outputs=_items(fields.get("outputs", "")),
    )


def _items(field: str) -> tuple[str, ...]:
    """The comma-separated names of a header field; `none` is an empty field."""
    items = tuple(item.strip() for item in field.split(",") if item.strip())
    return () if items == ("none",) else items
