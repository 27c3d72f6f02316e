"""The European Central Bank's files of exchange rates: CSV in a zip, the history, XML."""

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.conftest import Import
from tests.store.ledger_files import rows_of

DAILY = "Date, USD, JPY, BGN, GBP, \n20 November 2026, 1.1057, 146.54, 1.9558, 0.88060, \n"
HISTORY = (
    "Date,USD,JPY,BGN,CYP,GBP,\n"
    "2026-11-20,1.1057,146.54,1.9558,N/A,0.88060,\n"
    "2026-11-19,1.1000,,N/A,N/A,0.88,\n"
    "1999-01-04,1.1789,133.73,N/A,0.58231,0.7111,\n"
)
XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube><Cube time='2026-11-20'>
    <Cube currency='USD' rate='1.1057'/><Cube currency='JPY' rate='146.54'/>
    <Cube currency='BGN' rate='1.9558'/><Cube currency='GBP' rate='0.88060'/>
  </Cube></Cube>
</gesmes:Envelope>
"""
DAY = dt.date(2026, 11, 20)
RATES = [
    (DAY, "EUR", "BGN", Decimal("1.9558000000")),
    (DAY, "EUR", "GBP", Decimal("0.8806000000")),
    (DAY, "EUR", "JPY", Decimal("146.5400000000")),
    (DAY, "EUR", "USD", Decimal("1.1057000000")),
]
COLUMNS = "rate_on, base, quote, rate"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_the_daily_file_is_read_as_published_in_a_zip(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    with zipfile.ZipFile(tmp_path / "eurofxref.zip", "w") as archive:
        archive.writestr("eurofxref.csv", DAILY)
    (result,) = take_in(tmp_path / "eurofxref.zip")
    assert (result.kind, result.fault, result.rows_new, result.first_day) == ("fx_rates", None, 4, DAY)
    assert rows_of(workspace, "fx_rate", COLUMNS) == RATES


def test_the_xml_gives_the_same_rates(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(written(tmp_path / "eurofxref-daily.xml", XML))
    assert (result.kind, result.fault, result.rows_new) == ("fx_rates", None, 4)
    assert rows_of(workspace, "fx_rate", COLUMNS) == RATES


def test_the_history_goes_back_to_1999_and_knows_the_days_on_file(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    take_in(written(tmp_path / "daily.csv", DAILY))
    (result,) = take_in(written(tmp_path / "history.csv", HISTORY))
    assert (result.rows_read, result.rows_new, result.rows_known, result.rows_rejected) == (10, 6, 4, 0)
    assert (dt.date(1999, 1, 4), "EUR", "CYP", Decimal("0.5823100000")) in rows_of(workspace, "fx_rate", COLUMNS)
    assert ("CYP", 4) in rows_of(workspace, "fx_rate", "quote, line")


def test_the_sellers_own_sheet_and_the_banks_file_share_the_table(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    own = "date,base,quote,rate\n2026-11-20,EUR,USD,1.2\n2026-11-20,USD,CNY,7.1\n"
    take_in(written(tmp_path / "fx_rates.csv", own))
    (result,) = take_in(written(tmp_path / "daily.csv", DAILY))
    assert (result.rows_new, result.rows_updated) == (3, 1)
    assert (DAY, "EUR", "USD", Decimal("1.1057000000")) in rows_of(workspace, "fx_rate", COLUMNS)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("1.1000", "none"), "USD 'none' is no rate above zero"),
        (("1.1000", "-1"), "USD '-1' is no rate above zero"),
        (("2026-11-19", "yesterday"), "Date 'yesterday' is no date"),
        (("2026-11-19", "2026-11-20"), "line 2 gives the rates of 2026-11-20 already"),
    ],
)
def test_what_is_no_rate_is_kept_with_its_reason(
    workspace: Path, tmp_path: Path, take_in: Import, change: tuple[str, str], reason: str
) -> None:
    (result,) = take_in(written(tmp_path / "history.csv", HISTORY.replace(*change)))
    assert result.rows_rejected == 1
    assert result.rows_read == result.rows_new + 1
    assert rows_of(workspace, "rejected_row", "line, reason") == [(3, reason)]


def test_an_xml_without_rates_is_told(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(written(tmp_path / "eurofxref.xml", XML.replace("currency=", "name=")))
    assert "is an XML document without exchange rates: download the bank's eurofxref file again" in str(result.fault)
    assert rows_of(workspace, "download") == []
