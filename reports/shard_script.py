"""Frozen records as a classic script that a page in a folder loads: every text once, the rest as short rows."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from reports.table_data import ESCAPES

PLAIN: Final = frozenset({"int", "bool", "int | None", "bool | None"})
TEXTS: Final = "tuple[str, ...]"

Layout = Mapping[str, tuple[tuple[str, str], ...]]
"""Where what stands in the row of a record: columns and kinds; plain, text (its number among the texts) or texts."""
Named = tuple[str, Any, int]
"""A record's name, the record, and the minor digits of its money."""


def layout_of(records: Mapping[str, type[Any]], left_out: Mapping[str, Collection[str]]) -> Layout:
    """How the rows of each record look.

    Args:
        records: frozen classes by the name that the page gives them.
        left_out: of each the fields that no page shows.
    """
    return {
        name: tuple(
            (field.name, "plain" if field.type in PLAIN else "texts" if field.type == TEXTS else "text")
            for field in dataclasses.fields(record)
            if field.name not in left_out.get(name, ())
        )
        for name, record in records.items()
    }


def script(kind: str, number: int, layout: Layout, told: Iterable[list[Any]]) -> str:
    """A call that hands the rows to the page; one row a line, every text once.

    Args:
        kind: which reader of the page takes them.
        number: of the shard.
        layout: of the records.
        told: the rows, lists of `Named` records, further lists and plain values.
    """
    texts: dict[str, int] = {}
    rows = ",\n".join(json.dumps(_row(one, layout, texts), separators=(",", ":")) for one in told)
    listed = json.dumps(list(texts), ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return f'fbaReconcile("{kind}",{number},{listed},[\n{rows}\n]);\n'


def _row(told: Any, layout: Layout, texts: dict[str, int]) -> Any:  # noqa: ANN401  nested lists of numbers
    if isinstance(told, list):
        return [_row(one, layout, texts) for one in told]
    if isinstance(told, tuple):
        name, record, digits = told
        return [_cell(getattr(record, column), kind, digits, texts) for column, kind in layout[name]]
    return told


def _cell(value: object, kind: str, digits: int, texts: dict[str, int]) -> Any:  # noqa: ANN401  as JSON has it
    if value is None or kind == "plain":
        return value
    if isinstance(value, tuple):
        return [texts.setdefault(str(one), len(texts)) for one in value]
    if isinstance(value, Decimal):
        text = _decimal_text(value, digits)
    else:
        text = value.isoformat() if isinstance(value, date) else str(value)
    return texts.setdefault(text, len(texts))


def _decimal_text(value: Decimal, digits: int) -> str:
    """With the minor digits of its money, and more only where a figure has more."""
    rounded = value.quantize(Decimal(1).scaleb(-digits))
    return f"{rounded:f}" if rounded == value else f"{value.normalize():f}"
