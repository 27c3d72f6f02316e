"""What the first bytes of a file are: text in some encoding, a container, or no report at all."""

from __future__ import annotations

import codecs
import enum
import re
from collections.abc import Callable
from pathlib import Path

from connectors.central_bank import is_rates_xml
from reconcile.errors import ReconcileError

__all__ = [
    "HEAD_SIZE",
    "Container",
    "NotAReportError",
    "container_of",
    "encoding_of_head",
    "is_chinese",
    "legacy_encoding",
    "transcode",
]

HEAD_SIZE = 256 * 1024
CHUNK_SIZE = 4 * 1024 * 1024
_UTF_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRANGERS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a sound"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls); save it as CSV"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"SQLite format 3", "a database"),
)


# What Chinese text is made of: characters, fullwidth forms and marks, and the dashes and quotes it shares.
_CHINESE = re.compile(
    "[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u00b7\u00d7\u2014\u2018\u2019\u201c\u201d\u2026]"
)
_FIRST_RARE = b"\xd8\xa1"


class Container(enum.StrEnum):
    """What a file is on the outside."""

    PLAIN = "plain"
    GZIP = "gzip"
    ZIP = "zip"


class NotAReportError(ReconcileError):
    """A file that is no report of any kind."""

    def __init__(self, what: str, cure: str = "download the report again") -> None:
        super().__init__(f"is {what}, not a report: {cure}")


def container_of(head: bytes) -> Container:
    """What the magic bytes say; the name of the file does not matter."""
    if head.startswith(b"\x1f\x8b"):
        return Container.GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Container.ZIP
    return Container.PLAIN


def encoding_of_head(head: bytes, *, is_whole: bool, home_marketplace: str) -> str:
    """The encoding that the first bytes show.

    UTF-8 is what bytes are taken for while nothing contradicts; bytes further on may, then
    `legacy_encoding` answers.

    Raises:
        NotAReportError: the file is empty, binary, a web page or an API's error.
    """
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise NotAReportError("empty")
    for magic, what in _STRANGERS:
        if head.startswith(magic):
            raise NotAReportError(what, "give the report itself as CSV or TXT")
    encoding = _marked_encoding(head)
    if encoding is None:
        encoding = _unmarked_encoding(head, is_whole=is_whole, home_marketplace=home_marketplace)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head).lstrip("\ufeff")
    _refuse_markup(text.lstrip())
    return encoding


def _marked_encoding(head: bytes) -> str | None:
    for mark, encoding in _UTF_BOMS:
        if head.startswith(mark):
            return encoding
    return None


def _unmarked_encoding(head: bytes, *, is_whole: bool, home_marketplace: str) -> str:
    if b"\0" in head:
        half = max(1, len(head) // 2)
        if head[1::2].count(0) > 0.4 * half and head[0::2].count(0) < 0.05 * half:
            return "utf-16-le"
        if head[0::2].count(0) > 0.4 * half and head[1::2].count(0) < 0.05 * half:
            return "utf-16-be"
        raise NotAReportError("a file with NUL bytes", "it is damaged or binary; download it again")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=is_whole)
    except UnicodeDecodeError:
        return legacy_encoding(head, home_marketplace=home_marketplace)
    return "utf-8"


def legacy_encoding(sample: bytes, *, home_marketplace: str) -> str:
    """The encoding of bytes that are not UTF-8: cp932 for a Japanese account, else cp1252."""
    if home_marketplace.upper() == "JP":
        try:
            codecs.getincrementaldecoder("cp932")().decode(sample)
        except UnicodeDecodeError:
            return "cp1252"
        return "cp932"
    return "cp1252"


def is_chinese(sample: bytes) -> bool:
    """Whether bytes that are not UTF-8 are the GB18030 of a Chinese spreadsheet rather than western letters.

    Every character must be Chinese or fullwidth, and most of them common ones: an umlaut followed by a
    letter reads as a Chinese character too, but as a rare one.
    """
    try:
        text = sample.decode("gb18030")
    except UnicodeDecodeError:
        return False
    letters = [letter for letter in text if not letter.isascii()]
    return all(_CHINESE.match(letter) for letter in letters) and sum(map(_is_common, letters)) * 2 > len(letters)


def _is_common(letter: str) -> bool:
    """Whether a character is punctuation or one of the 3755 that GB 2312 puts first."""
    code = letter.encode("gb2312", errors="ignore")
    return b"" < code < _FIRST_RARE


def _refuse_markup(text: str) -> None:
    """Refuse a sign-in page and an error document; both begin like no report does."""
    if is_rates_xml(text):
        return
    start = text[:2000].lower()
    if start.startswith("<"):
        if "<html" in start or start.startswith("<!doctype html"):
            raise NotAReportError("a web page (often the sign-in page)", "sign in and download again")
        raise NotAReportError("an XML document (often an error of Amazon's API)")
    if start.startswith(("{", "[")):
        raise NotAReportError("a JSON document (often an error of Amazon's API)")


def transcode(source: Path, target: Path, encoding: str) -> None:
    """Write the text of a file as UTF-8, line ends and all as they are.

    Bytes that cp1252 does not know become U+FFFD: they stand in titles, which are never a key.
    """
    errors = "strict" if encoding.startswith("utf") else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors=errors)
    with source.open("rb") as bytes_in, target.open("wb") as bytes_out:
        try:
            while chunk := bytes_in.read(CHUNK_SIZE):
                _write(decoder.decode(chunk), bytes_out.write)
            _write(decoder.decode(b"", final=True), bytes_out.write)
        except UnicodeDecodeError:
            raise NotAReportError(f"broken {encoding} text") from None


def _write(text: str, write: Callable[[bytes], object]) -> None:
    if "\0" in text:
        raise NotAReportError("a file with NUL bytes", "it is damaged or binary; download it again")
    write(text.encode("utf-8", errors="replace"))
