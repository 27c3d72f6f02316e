"""Seller Central's shipment contents: the lines of one shipment to Amazon, in English or in German.

The German export has neither shipment id nor day: the id then stands in the name of the file. The day of the English
one is not read; a shipment's days are those of the shipping queue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectors.faults import negative_fault
from connectors.report import Column, Report, Value

__all__ = ["REPORT", "shipment_ids_in"]

_SHIPMENT_ID = re.compile(r"(?<![A-Z0-9])FBA[0-9][0-9A-Z]{5,11}(?![A-Z0-9])")


def shipment_ids_in(file_name: str) -> list[str]:
    """The FBA shipment ids that the name of a file bears, each once; the folders above it do not count."""
    name = file_name.replace("\\", "/").rpartition("/")[2].upper()
    return sorted(set(_SHIPMENT_ID.findall(name)))


def _fault_of(row: Mapping[str, str]) -> str | None:
    """Units are counted, so there are not less than none."""
    return negative_fault(row, "quantity_shipped")


REPORT = Report(
    kind="shipment_contents",
    title="Shipment contents",
    is_used=True,
    fault_of=_fault_of,
    columns=(
        Column(name="shipment_id", headers=("Shipment ID", "Sendungs-ID", "Sendungsnummer"), shaped=str.upper),
        Column(name="sku", headers=("Merchant SKU", "Händler-SKU"), is_required=True, is_filled=True),
        Column(name="title", headers=("Title", "Titel")),
        Column(name="asin", headers=("ASIN",), is_required=True),
        Column(name="fnsku", headers=("FNSKU",), is_required=True),
        Column(name="condition", headers=("Condition", "Zustand")),
        Column(name="prepared_by", headers=("Who will prep?", "Wer übernimmt die Vorbereitung?"), is_required=True),
        Column(
            name="quantity_shipped",
            headers=("Shipped", "Versendete Einheiten"),
            value=Value.QUANTITY,
            is_required=True,
            is_filled=True,
        ),
    ),
)
