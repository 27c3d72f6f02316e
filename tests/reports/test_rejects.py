import pytest

from connectors import costs, fx_rates
from reports.language import CHINESE, speaking
from reports.rejects import REASONS, reason_text

ROWS = {
    "unit_cost '0' is not more than zero": costs.REPORT.fault_of({"unit_cost": "0", "currency": "USD"}),
    "currency 'US$' is not a code of three letters": costs.REPORT.fault_of({"unit_cost": "1", "currency": "US$"}),
    "base and quote are both 'USD'": fx_rates.REPORT.fault_of({"base": "USD", "quote": "usd", "rate": "1"}),
    "rate '-1' is not more than zero": fx_rates.REPORT.fault_of({"base": "USD", "quote": "CAD", "rate": "-1"}),
}


@pytest.mark.parametrize("sentence", REASONS)
def test_a_reason_is_said_in_both_languages_with_the_texts_of_its_row(sentence: str) -> None:
    names = {"cells": "3", "headers": "12", "column": "Quantity", "text": "it's {text} <b>", "line": "7"}
    reason = sentence.format(**names)
    assert reason_text(reason) == reason
    with speaking(CHINESE):
        said = reason_text(reason)
    assert said != reason
    assert all(value in said for name, value in names.items() if f"{{{name}}}" in sentence)


@pytest.mark.parametrize("reason", ROWS)
def test_what_a_sheet_says_of_its_row_is_one_of_the_reasons(reason: str) -> None:
    assert ROWS[reason] == reason
    with speaking(CHINESE):
        assert reason_text(reason) != reason


def test_a_reason_that_nobody_knows_stays_as_it_is() -> None:
    with speaking(CHINESE):
        assert reason_text("the moon is full") == "the moon is full"
