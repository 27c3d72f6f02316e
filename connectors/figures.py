"""Numbers as reports write them: whole units, and money whose comma may mean two things."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = [
    "BLANKS",
    "FigureStyleError",
    "MarkEvidence",
    "is_ambiguous",
    "is_blank",
    "is_currency_code",
    "read_amount",
    "read_quantity",
]

BLANKS = frozenset({"", "--", "N/A", "n/a"})
_PLAIN_QUANTITY = re.compile(r"[+-]?\d{1,9}")
_GROUPED_QUANTITY = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){1,2}(?:\.0{1,2})?")
_POINTED_QUANTITY = re.compile(r"([+-]?\d{1,9})[.,]0{1,2}")
_TWO_READINGS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:([ .,'])\d{3})+")
_CODE = re.compile(r"[A-Za-z]{3}")
_MOST_UNITS = 1_000_000_000
_LARGEST = Decimal(10) ** 12
_CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹₺]|[A-Z]{3}|zł|kr|Kč|[$€£¥₹₺]")


class FigureStyleError(ValueError):
    """The amounts of a file have two readings and nothing in it decides between them."""


def is_currency_code(text: str) -> bool:
    """Whether a text is a currency code: three letters."""
    return _CODE.fullmatch(text) is not None


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text in BLANKS


@functools.lru_cache(maxsize=65536)
def read_quantity(text: str) -> int | None:
    """The whole number of a cell (`-3`, `1.0`, `1,200`), or None if it is none."""
    if text.startswith("(") and text.endswith(")"):
        inside = read_quantity(text[1:-1])
        return None if inside is None else -inside
    if _PLAIN_QUANTITY.fullmatch(text):
        number = int(text)
    elif _GROUPED_QUANTITY.fullmatch(text):
        number = int(text.partition(".")[0].replace(",", ""))
    else:
        match = _POINTED_QUANTITY.fullmatch(text)
        if match is None:
            return None
        number = int(match[1])
    return number if abs(number) < _MOST_UNITS else None


def _digits_of(text: str) -> tuple[int, str] | None:
    """Sign and bare digits with their marks; None if other signs stand there."""
    sign = 1
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-").strip()
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1].strip()
    text = _without_currency(text)
    if text[:1] in "+-" and text:
        sign, text = (-sign if text[0] == "-" else sign), _without_currency(text[1:].strip())
    elif text.endswith("-"):
        sign, text = -sign, text[:-1].strip()
    if not text or (not text[0].isdigit() and text[0] not in ".,"):
        return None
    if any(letter not in "0123456789., '" for letter in text) or not text[-1].isdigit():
        return None
    return sign, text


def _without_currency(text: str) -> str:
    text = text.strip()
    match = _CURRENCY.match(text)
    if match is not None:
        return text[match.end() :].strip()
    for length in (3, 2, 1):
        if len(text) > length and _CURRENCY.fullmatch(text[-length:]):
            return text[:-length].strip()
    return text


def _decimal_mark(digits: str) -> str | None:
    """The decimal mark where only one reading is possible; '' for none; None if undecided."""
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return ""
    if len(set(marks)) > 1:
        return marks[-1]
    if len(marks) > 1:
        return ""
    return None if _TWO_READINGS.fullmatch(digits) else marks[0]


def is_ambiguous(text: str) -> bool:
    """Whether an amount can be read in two ways, such as `1,234`."""
    parts = _digits_of(text)
    return parts is not None and _decimal_mark(parts[1]) is None


@functools.lru_cache(maxsize=65536)
def read_amount(text: str, decimal_mark: str | None = None) -> Decimal | None:
    """The amount of a cell, or None if it is none.

    `decimal_mark` decides `1,234` and `1.234`; without it such a cell is unreadable.
    """
    parts = _digits_of(text)
    if parts is None:
        return None
    sign, digits = parts
    mark = _decimal_mark(digits)
    if mark is None:
        if decimal_mark is None:
            return None
        mark = decimal_mark
    whole, _, fraction = digits.rpartition(mark) if mark and mark in digits else (digits, "", "")
    if not fraction.isdigit() and fraction:
        return None
    whole = whole or "0"
    if not whole.isdigit() and not _is_grouped(whole):
        return None
    bare = "".join(letter for letter in whole if letter.isdigit())
    amount = Decimal(f"{bare}.{fraction}" if fraction else bare) * sign
    return amount if abs(amount) < _LARGEST else None


def _is_grouped(whole: str) -> bool:
    match = _GROUPED.fullmatch(whole)
    return match is not None and len({mark for mark in whole if not mark.isdigit()}) == 1


@dataclass(slots=True)
class MarkEvidence:
    """What the amounts of a file say about `,` and `.`, gathered row by row.

    `points_are_decimal` is for the seller's own sheets, which are asked for with a decimal point.
    """

    points_are_decimal: bool = False
    comma_decimal: bool = False
    comma_groups: bool = False
    point_decimal: bool = False
    point_groups: bool = False
    open_cell: str = ""

    def see(self, text: str) -> None:
        """Take one amount into account."""
        parts = _digits_of(text)
        if parts is None:
            return
        digits = parts[1]
        mark = _decimal_mark(digits)
        if mark is None:
            self.open_cell = self.open_cell or text
            return
        for sign in ".,":
            if sign in digits:
                self._note(sign, is_decimal=mark == sign)

    def see_product(self, *, quantity: str, per_unit: str, total: str) -> None:
        """Let quantity x amount per unit = total decide a cell that has two readings."""
        units = read_quantity(quantity)
        if not units or not (is_ambiguous(per_unit) or is_ambiguous(total)):
            return
        fitting = set()
        for mark in ",.":
            one, whole = read_amount(per_unit, mark), read_amount(total, mark)
            if one is not None and whole is not None and abs(one * units - whole) < Decimal("0.01"):
                fitting.add(mark)
        if len(fitting) == 1 and abs(units) > 0 and (is_ambiguous(per_unit) != is_ambiguous(total)):
            mark = fitting.pop()
            self._note(",", is_decimal=mark == ",")
            self._note(".", is_decimal=mark == ".")

    def see_whole_currency(self, text: str) -> None:
        """An amount in a currency without minor units: its mark divides thousands."""
        parts = _digits_of(text)
        if parts is not None and _decimal_mark(parts[1]) is None:
            for sign in ".,":
                if sign in parts[1]:
                    self._note(sign, is_decimal=False)

    def _note(self, sign: str, *, is_decimal: bool) -> None:
        if sign == ",":
            self.comma_decimal |= is_decimal
            self.comma_groups |= not is_decimal
        else:
            self.point_decimal |= is_decimal
            self.point_groups |= not is_decimal

    def decimal_mark(self) -> str | None:
        """The mark that decides cells with two readings; None where there are none.

        Raises:
            FigureStyleError: such cells exist and the others do not decide them.
        """
        if not self.open_cell:
            return None
        says_comma = self.comma_decimal or self.point_groups
        says_point = self.point_decimal or self.comma_groups
        if says_comma != says_point:
            return "," if says_comma else "."
        if self.points_are_decimal and "." in self.open_cell and not says_comma:
            return "."
        raise FigureStyleError(f"the amount '{self.open_cell}' has two readings and nothing else in the file decides")
