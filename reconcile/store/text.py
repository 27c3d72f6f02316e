"""A file made ready to be read: unpacked, as UTF-8 text, its header found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from connectors.central_bank import is_rates_xml, xml_as_csv
from connectors.encoding import (
    HEAD_SIZE,
    Container,
    NotAReportError,
    container_of,
    encoding_of_head,
    is_chinese,
    legacy_encoding,
    transcode,
)
from connectors.layout import Layout, layout_of
from connectors.workbook import workbook_as_csv
from reconcile.store.raw import TextFacts, facts_of
from reconcile.store.sources import unpack_gzip

__all__ = ["ReportText", "legacy_text", "report_text"]

SAMPLE_SIZE = 64 * 1024 * 1024
# What bytes are in that are not UTF-8, unless something says more.
LEGACY = "cp1252"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """The UTF-8 text of a report: where it stands, what it was encoded in, how it is laid out.

    `facts` tells what a walk over the whole text found; for a large file that walk may still be going
    on and asking waits for its end.
    """

    path: Path
    encoding: str
    layout: Layout
    facts: Callable[[], TextFacts]


def report_text(
    source: Path, temporary: Path, *, home_marketplace: str, facts_of_source: Callable[[], TextFacts]
) -> ReportText:
    """The text of a file as received.

    Raises:
        ReconcileError: it is no report; one sentence that begins after the file's name.
    """
    path, facts = source, facts_of_source
    head = _head(path)
    container = container_of(head)
    if container is Container.GZIP:
        path = temporary / "unpacked"
        unpack_gzip(source, path)
        head = _head(path)
        facts = _facts_later(path)
        if container_of(head) is not Container.PLAIN:
            raise NotAReportError("an archive inside a gzip file", "unpack it first")
    elif container is Container.ZIP:
        path = temporary / "sheet.csv"
        workbook_as_csv(source, path)
        return ReportText(path=path, encoding="xlsx", layout=layout_of(path), facts=_facts_later(path))
    encoding = encoding_of_head(head, is_whole=len(head) < HEAD_SIZE, home_marketplace=home_marketplace)
    if is_rates_xml(head.decode("utf-8", errors="replace")):
        xml_as_csv(path, temporary / "rates.csv")
        path = temporary / "rates.csv"
        return ReportText(path=path, encoding=encoding, layout=layout_of(path), facts=_facts_later(path))
    if encoding == LEGACY:
        return _legacy(path, temporary, encoding)
    if encoding not in ("utf-8", "utf-8-sig"):
        path = _transcoded(path, temporary, encoding)
        facts = _facts_later(path)
    return ReportText(path=path, encoding=encoding, layout=layout_of(path), facts=facts)


def legacy_text(text: ReportText, temporary: Path, *, home_marketplace: str) -> ReportText:
    """The same text, read in the encoding that stands behind bytes that are not UTF-8."""
    with text.path.open("rb") as stream:
        sample = stream.read(SAMPLE_SIZE)
    return _legacy(text.path, temporary, legacy_encoding(sample, home_marketplace=home_marketplace))


def _legacy(source: Path, temporary: Path, encoding: str) -> ReportText:
    """The text in an encoding of old; a seller's own sheet may be Chinese where Amazon's reports are western."""
    path = _transcoded(source, temporary, encoding)
    layout = layout_of(path)
    if encoding == LEGACY and layout.report.is_own_sheet:
        with source.open("rb") as stream:
            sample = stream.read(SAMPLE_SIZE)
        if is_chinese(sample):
            encoding = "gb18030"
            path = _transcoded(source, temporary, encoding)
            layout = layout_of(path)
    return ReportText(path=path, encoding=encoding, layout=layout, facts=_facts_later(path))


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(HEAD_SIZE)


def _transcoded(path: Path, temporary: Path, encoding: str) -> Path:
    target = temporary / "text.txt"
    transcode(path, target, encoding)
    return target


def _facts_later(path: Path) -> Callable[[], TextFacts]:
    known: list[TextFacts] = []

    def facts() -> TextFacts:
        if not known:
            known.append(facts_of(path))
        return known[0]

    return facts
