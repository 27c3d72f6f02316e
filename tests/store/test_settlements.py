"""Settlements: their dialects, what is complete, what comes twice, which days they cover."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import queries
from reconcile.store import intake
from reconcile.store.account import AccountStore
from reconcile.store.loading import Loaded, Loading, NeedsCareError
from reconcile.store.money import stage_fast
from tests.store.conftest import Import
from tests.store.ledger_files import rows_of
from tests.store.money_files import SETTLEMENT, head_line, money_line, whole, write_lines, write_settlement

LINE = (
    "settlement_id, currency, transaction_type, order_id, amount_type, amount_description, amount, posted_on,"
    " posted_at, sku, quantity_purchased"
)
HEAD = "settlement_id, start_on, end_on, total_amount, currency, is_complete"
TABLES = ("settlement", "settlement_line", "download", "rejected_row")
PREAMBLE = "Amazon Payments Singapore Private Limited\n\n\n\n\n\n"


def covered(workspace: Path, account: str = "main") -> list[tuple[dt.date, dt.date]]:
    with AccountStore(workspace, account) as store:
        rows = store.con.execute(queries.text("stage/coverage")).fetchall()
    return sorted((first, last) for kind, first, last, _ in rows if kind == "settlement")


def restyled(text: str, *, form: str) -> str:
    """The same file with its days and instants in another form."""
    for day in {f"2026-03-{number:02}" for number in range(10, 31)}:
        year, month, number = day.split("-")
        text = text.replace(day, form.format(year=year, month=month, day=number))
    return text


def comma(text: str) -> str:
    return text.replace("16.50", "16,50").replace("19.50", "19,50").replace("3.00", "3,00")


DRESSES: dict[str, Callable[[str], bytes]] = {
    "dotted": lambda text: restyled(text, form="{day}.{month}.{year}").encode(),
    "slashed": lambda text: restyled(text, form="{year}/{month}/{day}").encode(),
    "offset": lambda text: text.replace(" 18:49:04 UTC", "T18:49:04+00:00").encode(),
    "another offset": lambda text: text.replace(" 18:49:04 UTC", "T11:49:04-07:00").encode(),
    "dotted below an ISO head": lambda text: text.replace("2026-03-14", "14.03.2026").encode(),
    "posted-date with a time": lambda text: text.replace(
        "\t2026-03-14\t2026", "\t2026-03-14 18:49:04 UTC\t2026"
    ).encode(),
    "comma": lambda text: comma(text).encode(),
    "comma and dots": lambda text: restyled(comma(text), form="{day}.{month}.{year}").encode(),
    "yen's point": lambda text: text.replace("16.50", "16.5").encode(),
    "preamble": lambda text: (PREAMBLE + text).encode(),
    "header again": lambda text: (text + text.split("\n", 1)[0] + "\n").encode(),
    "pushed right": lambda text: text.replace(
        "25889786381\t\t\t\t\t\tOrder", "\t25889786381\t\t\t\t\t\tOrder", 1
    ).encode(),
    "carriage returns": lambda text: text.replace("\n", "\r\n").encode(),
    "comma separated": lambda text: text.replace("\t", ",").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "currency in each row": lambda text: text.replace("\t\tOrder", "\tUSD\tOrder").encode(),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_settlement_in_another_dress_gives_the_same_rows(
    workspace: Path, tmp_path: Path, take_in: Import, with_care: Import, dress: str
) -> None:
    plain = write_settlement(tmp_path / "plain.txt", whole())
    take_in(plain, account="plain")
    path = tmp_path / "other.txt"
    path.write_bytes(DRESSES[dress](plain.read_text(encoding="utf-8")))
    (fast,), (careful,) = take_in(path, account="fast"), with_care(path, account="careful")
    assert fast == careful
    assert (fast.fault, fast.note, fast.rows_read, fast.rows_new) == (None, None, 3, 3)
    for account in ("fast", "careful"):
        for table, columns in (("settlement", HEAD), ("settlement_line", LINE)):
            assert rows_of(workspace, table, columns, account) == rows_of(workspace, table, columns, "plain")
        assert covered(workspace, account) == [(dt.date(2026, 3, 13), dt.date(2026, 3, 27))]
    assert rows_of(workspace, "settlement_line", account="fast") == rows_of(
        workspace, "settlement_line", account="careful"
    )


@pytest.mark.parametrize("dress", ["dotted", "slashed", "offset", "dotted below an ISO head", "comma and dots"])
def test_plain_dialects_go_the_fast_way(
    tmp_path: Path, take_in: Import, monkeypatch: pytest.MonkeyPatch, dress: str
) -> None:
    def no_care(_: Loading) -> Loaded:
        pytest.fail("the careful reader was asked")

    monkeypatch.setitem(intake.CAREFUL, "settlement", no_care)
    path = write_settlement(tmp_path / "settlement.txt", whole())
    path.write_bytes(DRESSES[dress](path.read_text(encoding="utf-8")))
    assert take_in(path)[0].rows_new == 3


def test_a_row_in_another_style_far_down_goes_to_the_careful_reader(
    workspace: Path, tmp_path: Path, take_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def watched(loading: Loading, name: str) -> int:
        try:
            return stage_fast(loading, name)
        except NeedsCareError:
            asked.append(name)
            raise

    monkeypatch.setattr("reconcile.store.settlements.stage_fast", watched)
    lines = [money_line(amount="1.00") for _ in range(400)]
    last = money_line(posted=("14.03.2026", "14.03.2026 18:49:04 UTC"), amount="1.00")
    take_in(write_settlement(tmp_path / "settlement.txt", [head_line(total="401.00"), *lines, last]))
    assert asked == ["settlement"]
    assert set(rows_of(workspace, "settlement_line", "posted_on, posted_at")) == {
        (dt.date(2026, 3, 14), dt.datetime(2026, 3, 14, 18, 49, 4))  # noqa: DTZ001  UTC without a zone
    }
    assert rows_of(workspace, "settlement", "is_complete") == [(True,)]


def test_an_instant_becomes_the_day_at_home_and_a_bare_day_stays(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    night = money_line(posted=("2026-03-14", "2026-03-14 03:00:00 UTC"), amount="1.00")
    bare = money_line(posted=("2026-03-14", ""), amount="2.00")
    timed = money_line(posted=("2026-03-14 03:00:00 UTC", ""), amount="3.00")
    take_in(write_settlement(tmp_path / "settlement.txt", [head_line(total="6.00"), night, bare, timed]))
    assert rows_of(workspace, "settlement_line", "amount, posted_on, posted_at is null") == [
        (Decimal("1.0000"), dt.date(2026, 3, 13), False),
        (Decimal("2.0000"), dt.date(2026, 3, 14), True),
        (Decimal("3.0000"), dt.date(2026, 3, 13), False),
    ]


def test_amounts_with_two_readings_are_refused_unless_the_currency_or_other_cells_decide(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    def settlement(name: str, currency: str, *amounts: str) -> Path:
        lines = [money_line(amount=amount) for amount in amounts[1:]]
        return write_settlement(tmp_path / name, [head_line(total=amounts[0], currency=currency), *lines])

    (open_,) = take_in(settlement("open.txt", "EUR", "1.234", "1.234"))
    assert "the amount '1.234' has two readings" in str(open_.fault)
    assert rows_of(workspace, "settlement") == rows_of(workspace, "download") == []
    (yen,) = take_in(settlement("yen.txt", "JPY", "1,234", "1,234"), account="yen")
    assert (yen.fault, yen.note) == (None, None)
    (decided,) = take_in(settlement("decided.txt", "EUR", "1.234,50", "1.234", "0,50"), account="decided")
    assert (decided.fault, decided.note) == (None, None)
    assert rows_of(workspace, "settlement", "total_amount", "yen") == [(Decimal("1234.0000"),)]
    assert rows_of(workspace, "settlement", "total_amount", "decided") == [(Decimal("1234.5000"),)]


def test_several_settlements_of_one_file_cover_a_span_each(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    later = {"start": "2026-04-10 20:21:38 UTC", "end": "2026-04-24 20:21:38 UTC"}
    lines = [
        *whole("1"),
        SETTLEMENT,
        *whole("2", **later),
        *whole("3", total="99.00", start="2026-06-01", end="2026-06-14"),
    ]
    (result,) = take_in(write_settlement(tmp_path / "settlement.txt", lines))
    assert (result.rows_read, result.rows_new) == (9, 9)
    assert "settlement 3 is incomplete: its lines add up to 16.50 USD, 82.50 less than its total of 99.00" in str(
        result.note
    )
    assert covered(workspace) == [
        (dt.date(2026, 3, 13), dt.date(2026, 3, 27)),
        (dt.date(2026, 4, 10), dt.date(2026, 4, 24)),
    ]
    assert (result.first_day, result.last_day) == (dt.date(2026, 3, 13), dt.date(2026, 4, 24))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (whole()[:2], "add up to 19.50 USD, 3.00 more than its total of 16.50"),
        (whole()[1:], "states no total"),
        (whole()[:1], "add up to 0.00 USD, 16.50 less than"),
        ([*whole(), head_line(total="17.00")], "states more than one total"),
        ([*whole(), money_line(amount="0.00", currency="CAD")], "is in two currencies (CAD, USD)"),
        ([*whole(), head_line(currency="CAD")], "16.50"),
    ],
)
def test_what_does_not_add_up_is_stored_told_and_covers_no_day(
    workspace: Path, tmp_path: Path, take_in: Import, lines: list[list[str]], told: str
) -> None:
    path = write_settlement(tmp_path / "settlement.txt", lines)
    (result,) = take_in(path, stated_from=dt.date(2026, 3, 1), stated_through=dt.date(2026, 3, 31))
    assert (result.fault, result.rows_new) == (None, len(lines))
    assert result.note is not None
    if told != "16.50":
        assert told in result.note
    assert "covers no day" in result.note
    assert rows_of(workspace, "settlement", "is_complete") == [(False,)]
    assert len(rows_of(workspace, "settlement_line")) == sum(bool(line[14]) for line in lines)
    assert covered(workspace) == []
    assert (result.first_day, result.last_day) == (None, None)


def test_a_settlement_without_its_days_is_complete_and_covers_none(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    (result,) = take_in(write_settlement(tmp_path / "settlement.txt", whole(start="", end="")))
    assert result.note == "settlement 25889786381 does not state its first and last day, so it covers no day"
    assert rows_of(workspace, "settlement", "is_complete") == [(True,)]
    assert covered(workspace) == []


@pytest.mark.parametrize("above", ["", PREAMBLE])
def test_a_file_without_rows_covers_the_days_that_are_stated(
    workspace: Path, tmp_path: Path, take_in: Import, above: str
) -> None:
    path = write_settlement(tmp_path / "settlement.txt", [], above=above)
    (result,) = take_in(path)
    assert "covers no day" in str(result.note)
    assert covered(workspace) == []
    take_in(path, stated_from=dt.date(2026, 3, 1), stated_through=dt.date(2026, 3, 31))
    assert covered(workspace) == [(dt.date(2026, 3, 1), dt.date(2026, 3, 31))]


def parts(tmp_path: Path) -> dict[str, Path]:
    """A settlement with two equal lines; the same cut behind each part, narrower, and in another order."""
    lines = [head_line(total="55.50"), *whole()[1:], money_line(), money_line()]
    narrow = [SETTLEMENT.index(name) for name in SETTLEMENT if name not in ("order-item-code", "fulfillment-id")]
    torn = tmp_path / "torn.txt"
    write_settlement(torn, lines)
    text = torn.read_text(encoding="utf-8")
    torn.write_text(text[: text.rindex("19.50") + 2], encoding="utf-8")
    return {
        "whole": write_settlement(tmp_path / "whole.txt", lines),
        "turned": write_settlement(tmp_path / "turned.txt", [lines[0], *lines[:0:-1]]),
        "first": write_settlement(tmp_path / "first.txt", lines[:3]),
        "second": write_settlement(tmp_path / "second.txt", lines[3:]),
        "torn": torn,
        "narrow": write_lines(
            tmp_path / "narrow.txt", [SETTLEMENT[n] for n in narrow], [[line[n] for n in narrow] for line in lines]
        ),
    }


@pytest.mark.parametrize(
    "order",
    [
        ("whole", "turned"),
        ("first", "whole"),
        ("whole", "first"),
        ("second", "whole"),
        ("torn", "whole"),
        ("whole", "torn"),
        ("narrow", "whole"),
        ("whole", "narrow"),
        ("torn", "narrow", "second", "whole", "first"),
    ],
)
def test_downloads_of_one_settlement_give_what_the_whole_gives(
    workspace: Path, tmp_path: Path, take_in: Import, order: tuple[str, ...]
) -> None:
    files = parts(tmp_path)
    take_in(files["whole"], account="once")
    results = [take_in(files[name])[0] for name in order]
    for result in results:
        assert result.rows_read == result.rows_new + result.rows_known + result.rows_updated + result.rows_rejected
    for table, columns in (("settlement", HEAD), ("settlement_line", LINE + ", order_item_code, fulfillment_id")):
        assert rows_of(workspace, table, columns) == rows_of(workspace, table, columns, "once")
    assert rows_of(workspace, "settlement", "is_complete") == [(True,)]


def test_the_same_settlement_twice_counts_once(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    files = parts(tmp_path)
    take_in(files["whole"])
    (again,) = take_in(files["turned"])
    assert (again.rows_new, again.rows_known, again.rows_updated) == (0, 5, 0)
    assert len(rows_of(workspace, "settlement_line")) == 4
    (same,) = take_in(files["whole"])
    assert same.note == "the same file was taken in before"


def test_two_halves_make_a_settlement_where_no_line_is_in_both(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    other = money_line(order="222-2222222-2222222")
    first = write_settlement(tmp_path / "first.txt", [head_line(total="36.00"), *whole()[1:]])
    second = write_settlement(tmp_path / "second.txt", [other])
    take_in(second, first)
    assert rows_of(workspace, "settlement", HEAD[HEAD.index("total") :]) == [(Decimal("36.0000"), "USD", True)]
    assert set(rows_of(workspace, "settlement_line", "currency")) == {("USD",)}


def test_lines_that_a_complete_settlement_does_not_have_are_told_and_left_out(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    take_in(write_settlement(tmp_path / "whole.txt", whole()))
    stranger = money_line(order="222-2222222-2222222")
    (result,) = take_in(write_settlement(tmp_path / "more.txt", [*whole(), stranger]))
    assert (result.rows_new, result.rows_known) == (0, 4)
    assert result.note == ("1 line of this file differs from a settlement that is stored in full, which stays as it is")
    assert len(rows_of(workspace, "settlement_line")) == 2


@pytest.mark.parametrize(
    "bad",
    [
        (money_line(amount="many"), "amount 'many' is no amount"),
        (money_line(units="1.5"), "quantity-purchased '1.5' is no whole number"),
        (money_line(posted=("2026-14-03", "")), "posted-date '2026-14-03' is no date between 2000 and 2100"),
        (money_line(""), "settlement-id is blank"),
        (money_line(amount=""), "amount and total-amount are both blank"),
        (["25889786381", "x"], "2 cells where the header has 24"),
    ],
)
def test_an_unreadable_row_is_kept_with_its_reason(
    workspace: Path, tmp_path: Path, take_in: Import, with_care: Import, bad: tuple[list[str], str]
) -> None:
    line, reason = bad
    path = write_settlement(tmp_path / "settlement.txt", [*whole(), line])
    (fast,), (careful,) = take_in(path), with_care(path, account="careful")
    assert fast == careful
    assert (fast.rows_read, fast.rows_new, fast.rows_rejected) == (4, 3, 1)
    assert rows_of(workspace, "rejected_row", "line, reason") == [(5, reason)]
    for table in TABLES:
        assert rows_of(workspace, table) == rows_of(workspace, table, account="careful")


def test_more_bad_rows_than_good_ones_refuse_the_file(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(write_settlement(tmp_path / "settlement.txt", [head_line(), *[money_line(amount="x")] * 3]))
    assert "3 of 4 rows are unreadable" in str(result.fault)
    for table in TABLES:
        assert rows_of(workspace, table) == []


def test_rounded_ids_are_refused(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(write_settlement(tmp_path / "settlement.txt", whole("2.58898E+10")))
    assert "rounded by a spreadsheet (2.58898E+10)" in str(result.fault)
    assert rows_of(workspace, "settlement") == []


def test_another_accounts_file_is_asked_about(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    path = write_settlement(tmp_path / "settlement.txt", whole())
    take_in(path, account="uk")
    (refused,) = take_in(path, confirm=lambda _: False)
    assert "was taken in by account 'uk'" in str(refused.fault)
    assert rows_of(workspace, "settlement_line") == []
