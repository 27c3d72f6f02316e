"""The page of figures: its charts say what their tables say, and both add up to the claims and the payments."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from reconcile.app import import_files, init_workspace
from reconcile.engine.run import AccountFacts, make_claims, reconcile
from reconcile.policy import load_policy
from reconcile.simulator.demo import DEMO_AS_OF, write_demo
from reconcile.store.account import AccountStore
from reports.figure_rows import FigureRows, read_figures
from reports.figure_views import Bar, Cell, Chart, Section
from reports.figures import figures
from reports.language import LANGUAGES, speaking
from tests.reports import page_tables as tables
from tests.reports.page_tables import AS_OF


def section(sections: tuple[Section, ...], key: str) -> Section:
    (found,) = (one for one in sections if one.key == key)
    return found


def charts(sections: tuple[Section, ...]) -> dict[str, Chart]:
    return {chart.key: chart for one in sections for chart in one.charts}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def amount(text: str) -> Decimal:
    """'1,234.50' as a number; a dash and 'no value' are nothing."""
    return Decimal(text.replace(",", "")) if text[:1].isdigit() else Decimal(0)


def units(cell: Cell) -> int:
    """The units of '12 units, 3 without a value'; a cell of plain units is its own number."""
    found = re.match(r"[\d,]+", cell.sub)
    return int(found.group().replace(",", "")) if found else 0


def column(chart: Chart, name: str) -> list[Cell]:
    place = [one.name for one in chart.columns].index(name)
    return [row[place] for row in chart.rows]


def foot(chart: Chart, name: str) -> Cell:
    return chart.foot[[one.name for one in chart.columns].index(name)]


def labels(chart: Chart) -> list[str]:
    return [plain(bar.label) for bar in chart.bars]


# --- a shop of thousands of rows adds up -----------------------------------------------------


class Shop(NamedTuple):
    """The sample shop, its figures as read and as shown."""

    con: duckdb.DuckDBPyConnection
    rows: FigureRows
    sections: tuple[Section, ...]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The sample shop after a run: three currencies, every status but filed, units without a cost."""
    folder: Path = tmp_path_factory.mktemp("figures")
    init_workspace(folder / "shop", "main", "US")
    import_files(folder / "shop", write_demo(folder / "files"), yes=True)
    policy = load_policy()
    facts = AccountFacts(
        account="main",
        home_marketplace="US",
        home_region="US",
        home_currency="USD",
        early_cover_days=10,
        settle_days={"settle_days_lost": 30, "settle_days_damaged": 14},
    )
    with AccountStore(folder / "shop", "main", command="test") as store:
        reconcile(store.con, facts=facts, policy=policy.tables(), as_of=DEMO_AS_OF)
        make_claims(store.con, DEMO_AS_OF)
        rows = read_figures(store.con, DEMO_AS_OF)
        yield Shop(con=store.con, rows=rows, sections=figures([rows], DEMO_AS_OF, []))


def claimed(shop: Shop, *statuses: str) -> dict[str, tuple[Decimal, int]]:
    """Money and units of the claims of these statuses, by currency, straight from the claims."""
    found = shop.con.execute(
        "select currency, coalesce(sum(amount), 0), sum(quantity_open) from claim "
        "where status in (select unnest($statuses)) group by currency",
        {"statuses": list(statuses)},
    ).fetchall()
    return {currency: (money, int(number)) for currency, money, number in found}


def footed(one: Section, name: str) -> dict[str, tuple[Decimal, int]]:
    """Money and units in the foot of the column `name` of each currency's chart."""
    found = {}
    for chart in one.charts:
        if name in [each.name for each in chart.columns]:
            cell = foot(chart, name)
            found[chart.title] = (amount(cell.text), units(cell))
    return found


@pytest.mark.parametrize("key", ["expires", "centres", "products"])
@pytest.mark.parametrize(("name", "status"), [("Claimable", "claimable"), ("Waiting", "waiting"), ("Review", "review")])
def test_every_chart_of_open_claims_adds_up_to_the_claims(shop: Shop, key: str, name: str, status: str) -> None:
    assert footed(section(shop.sections, key), name) == claimed(shop, status)


def test_the_months_add_up_to_the_claims(shop: Shop) -> None:
    months = section(shop.sections, "months")
    assert footed(months, "Expired") == claimed(shop, "expired")
    assert footed(months, "Open") == claimed(shop, "claimable", "waiting", "filed")
    assert footed(months, "Review") == claimed(shop, "review")


def test_what_the_months_say_was_paid_is_what_payments_gave_to_losses_less_what_was_taken_back(shop: Shop) -> None:
    given = shop.con.execute(
        """
        select paid.currency, sum(matched.units), sum(paid.money * matched.units / paid.units)
        from matched
        join cover on cover.cover_no = matched.cover_no and cover.source = 'reimbursement'
        join paid on paid.root_no = cover.source_no
        where matched.pass < 4
        group by paid.currency
        """
    ).fetchall()
    taken = dict(
        shop.con.execute(
            """
            select payment.currency, sum(abs(payment.amount_total))
            from reversal
            join payment on payment.payment_no = reversal.payment_no
            group by payment.currency
            """
        ).fetchall()
    )
    found = footed(section(shop.sections, "months"), "Paid and kept")
    assert taken
    for currency, number, money in given:
        gross, back = Decimal(str(money)), taken.get(currency, Decimal(0))
        assert gross - back - Decimal("0.05") <= found[currency][0] <= gross + Decimal("0.05")
        assert (found[currency][1] < number) is (found[currency][0] < gross - Decimal("0.05")) or not back


def test_no_payment_gives_more_than_it_was(shop: Shop) -> None:
    report = dict(
        shop.con.execute(
            "select currency, sum(amount_total) from reimbursement where amount_total > 0 group by currency"
        ).fetchall()
    )
    found = footed(section(shop.sections, "months"), "Paid and kept")
    assert set(found) == {"USD", "CAD", "MXN"}
    assert all(money <= report[currency] for currency, (money, _units) in found.items())


def test_the_units_of_the_centres_are_the_ledgers_losses_less_its_finds(shop: Shop) -> None:
    (lost,) = shop.con.execute(
        "select sum(units) from loss where source = 'adjustment' and pass > 0",
    ).fetchone() or (0,)
    (found,) = shop.con.execute(
        """
        select sum(matched.units)
        from matched
        join loss on loss.loss_no = matched.loss_no and loss.source = 'adjustment' and loss.pass > 0
        join cover on cover.cover_no = matched.cover_no and cover.source <> 'reimbursement'
        where matched.pass < 4
        """
    ).fetchone() or (0,)
    chart = charts(shop.sections)["centres-all-units"]
    assert found
    assert int(foot(chart, "Together").text) == lost - found
    assert units(foot(chart, "Together")) == found


def shown(bar: Bar) -> list[tuple[str, str]]:
    return [(text, str(length)) for text, length in zip(bar.texts, bar.lengths, strict=True)]


def test_bars_and_rows_say_the_same(shop: Shop) -> None:
    for chart in charts(shop.sections).values():
        bars = [bar for bar in chart.bars if bar.total]
        for bar, row in zip(bars, [chart.rows[number] for number in chart.drawn_rows], strict=True):
            assert bar.texts == tuple(cell.text for cell in row[1 : 1 + len(chart.series)])
            assert [amount(text) for text in bar.texts] == list(bar.lengths)


def test_every_chart_says_its_finding_and_every_section_what_to_do_next(shop: Shop) -> None:
    for language in LANGUAGES:
        with speaking(language):
            for one in figures([shop.rows], DEMO_AS_OF, []):
                assert one.next_step
                assert one.links
                assert one.charts
                assert all(chart.findings and all(chart.findings) for chart in one.charts)


def test_the_shop_twice_is_twice_as_much_and_no_longer(shop: Shop) -> None:
    once, twice = charts(shop.sections), charts(figures([shop.rows, shop.rows], DEMO_AS_OF, []))
    assert set(once) == set(twice)
    for key, chart in twice.items():
        assert [2 * amount(cell.text) for cell in once[key].foot[1:]][:2] == [
            amount(cell.text) for cell in chart.foot[1:]
        ][:2]
        if not key.startswith("products"):
            assert [sum(bar.lengths) for bar in chart.bars] == [2 * sum(bar.lengths) for bar in once[key].bars]
    products = twice["products-USD"]
    assert len(products.bars) == 15
    assert products.rows[-1][0].text == "37 other products"


# --- what expires when -----------------------------------------------------------------------


def read(*claims: dict[str, object]) -> FigureRows:
    con = tables.empty_tables()
    tables.add(con, "claim", *claims)
    return read_figures(con, AS_OF)


def of_claims(*claims: dict[str, object]) -> tuple[Section, ...]:
    return figures([read(*claims)], AS_OF, [])


def test_the_first_week_begins_today_and_what_ends_late_or_on_no_known_day_stands_behind() -> None:
    monday = AS_OF - timedelta(days=AS_OF.weekday())
    chart = charts(
        of_claims(
            tables.claim(1, deadline=AS_OF, quantity_open=1, amount=Decimal("1.00")),
            tables.claim(2, deadline=monday + timedelta(days=26 * 7 - 1), quantity_open=1, amount=Decimal("2.00")),
            tables.claim(3, deadline=monday + timedelta(days=26 * 7), quantity_open=1, amount=Decimal("4.00")),
            tables.claim(4, deadline=None, quantity_open=1, amount=Decimal("8.00"), status="review"),
        )
    )["expires-USD"]
    assert labels(chart)[:2] == ["22 Nov", "23 Nov"]
    assert labels(chart)[25:] == ["10 May"]
    assert [plain(one) for one in chart.findings[1:]] == [
        "Later: USD 4.00 of it, in the table alone.",
        "No last day known: USD 8.00 of it, in the table alone.",
    ]
    assert [plain(cell.text) for cell in column(chart, "Last day to file")] == [
        "22 Nov 2026",
        "10 May 2027 to 16 May 2027",
        "Later",
        "No last day known",
    ]
    assert [cell.text for cell in column(chart, "Together")] == ["1.00", "2.00", "4.00", "8.00"]


def test_weeks_after_the_last_that_has_a_claim_are_not_drawn() -> None:
    chart = charts(of_claims(tables.claim(1, deadline=AS_OF + timedelta(days=70))))["expires-USD"]
    assert len(chart.bars) == 11
    assert chart.bars[-1].total == "37.50"


def test_what_ends_within_14_days_is_the_finding() -> None:
    row = read(tables.claim(1, deadline=AS_OF + timedelta(days=3)), tables.claim(2, deadline=date(2027, 1, 1)))
    chart = charts(figures([row], AS_OF, [("USD", Decimal("37.50"), 3), ("CAD", Decimal(9), 1)]))["expires-USD"]
    assert [plain(one) for one in chart.findings] == [
        "USD 37.50 can be filed and expires within 14 days, of USD 75.00 that can be filed in all."
    ]


def test_without_any_value_the_bars_are_units() -> None:
    chart = charts(of_claims(tables.claim(1, unit_value=None, amount=None, deadline=AS_OF)))["expires-USD"]
    assert not chart.is_money
    assert chart.title == "USD: units, for nothing has a value"
    assert (chart.bars[0].lengths, chart.bars[0].total) == ((Decimal(3),), "3")
    assert (chart.rows[0][1].text, plain(chart.rows[0][1].sub)) == ("no value", "3 units")
    assert plain(chart.findings[0]).endswith("3 units can be filed in all.")


def test_units_without_a_value_are_told_beside_the_money() -> None:
    chart = charts(
        of_claims(tables.claim(1, deadline=AS_OF), tables.claim(2, deadline=AS_OF, unit_value=None, amount=None))
    )["expires-USD"]
    assert (chart.rows[0][1].text, plain(chart.rows[0][1].sub)) == ("37.50", "6 units, 3 without a value")


def test_currencies_never_meet_and_that_of_most_claims_comes_first() -> None:
    found = of_claims(
        tables.claim(1, currency="JPY", minor_digits=0, amount=Decimal(90000)),
        tables.claim(2),
        tables.claim(3),
    )
    assert [chart.title for chart in section(found, "expires").charts] == ["USD", "JPY"]
    assert charts(found)["expires-JPY"].foot[1].text == "90,000"


# --- paid and owed ---------------------------------------------------------------------------


def test_losses_of_more_than_24_months_ago_stand_in_one_row_before_the_others() -> None:
    chart = charts(
        of_claims(
            tables.claim(1, event_date=date(2024, 11, 30), status="expired"),
            tables.claim(2, event_date=date(2024, 12, 1), status="expired"),
            tables.claim(3, event_date=date(2026, 11, 1)),
        )
    )["months-USD"]
    assert len(chart.bars) == 24
    assert (labels(chart)[0], labels(chart)[-1]) == ("Dec 2024", "Nov 2026")
    assert [cell.text for cell in column(chart, "Month of the loss")] == ["Earlier months", "Dec 2024", "Nov 2026"]
    assert [cell.text for cell in column(chart, "Expired")] == ["37.50", "37.50", "\u2013"]


def test_dismissed_claims_are_in_no_month() -> None:
    found = of_claims(tables.claim(1), tables.claim(2, status="dismissed"))
    assert [cell.text for cell in charts(found)["months-USD"].foot] == ["All", "37.50"]


# --- centres and products --------------------------------------------------------------------


def centres(*rows: tuple[str, int, int, int]) -> Chart:
    """Centres as (name, lost, damaged, handled)."""
    con = tables.empty_tables()
    tables.add(con, "records", {"records_begin": date(2026, 1, 1)})
    for number, (name, lost, damaged, handled) in enumerate(rows):
        tables.add(con, "adjustment", {"adjustment_no": number, "fulfillment_center": name})
        for kind, one in (("warehouse_lost", lost), ("warehouse_damaged", damaged)):
            loss: dict[str, object] = {"loss_no": 2 * number + (kind != "warehouse_lost"), "claim_type": kind}
            tables.add(con, "loss", loss | {"source": "adjustment", "source_no": number, "pass": 2, "units": one})
        day: dict[str, object] = {"fulfillment_center": name, "event_type": "Receipts", "event_date": date(2026, 2, 1)}
        tables.add(con, "ledger_detail", day | {"quantity": handled, "msku": "MUG"})
    return charts(figures([read_figures(con, AS_OF)], AS_OF, []))["centres-all-units"]


def test_a_rate_is_told_from_a_thousand_units_handled_on() -> None:
    chart = centres(("PHX7", 3, 1, 1_000), ("ONT8", 2, 0, 999))
    assert [cell.text for cell in column(chart, "Per 10,000 handled")] == ["40.0", "\u2013"]
    assert foot(chart, "Per 10,000 handled").text == "\u2013"
    assert [bar.total for bar in chart.bars] == ["4 (40.0 per 10,000)", "2"]
    assert [plain(one) for one in chart.findings] == [
        "PHX7 lost and damaged the most: 4 of 6 units.",
        "Measured by what it handled, PHX7 lost and damaged the most: 40.0 of 10,000 units.",
    ]


def test_losses_that_name_no_centre_are_said_to_have_none() -> None:
    chart = centres(("", 3, 1, 1_000), ("ONT8", 2, 0, 999))
    assert [plain(one) for one in chart.findings] == [
        "(no centre) lost and damaged the most: 4 of 6 units.",
        "Measured by what it handled, (no centre) lost and damaged the most: 40.0 of 10,000 units.",
    ]


def test_fifteen_centres_are_named_and_the_others_stand_together() -> None:
    chart = centres(*((f"C{number:02d}", 40 - number, 0, 0) for number in range(18)))
    assert labels(chart)[14:] == ["C14"]
    assert [cell.text for cell in chart.rows[-1][:3]] == ["3 other centres", str(25 + 24 + 23), "0"]
    assert plain(chart.findings[-1]) == "3 other centres: 72 units of it, in the table alone."
    assert column(chart, "Centre")[0].href == "index.html#claims?search=C00"
    assert column(chart, "Centre")[-1].href == ""


def test_a_product_leads_to_its_claims_and_hostile_words_stay_words() -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    found = of_claims(tables.claim(1, title=hostile, sku="A&B", fnsku="X 1#2"))
    (row,) = charts(found)["products-USD"].rows
    assert (row[0].text, row[0].sub, row[0].href) == (
        hostile,
        "A&B \u00b7 X 1#2",
        "index.html#claims?search=X+1%232",
    )
    assert charts(found)["products-USD"].bars[0].label == f"A&B \u00b7 {hostile}"


def test_sixteen_products_of_two_accounts_are_named_once_each_by_account() -> None:
    first = read(*(tables.claim(n, fnsku=f"X{n:03d}", amount=Decimal(100 - n)) for n in range(16)))
    second = read(tables.claim(99, fnsku="X000", amount=Decimal(500)))
    chart = charts(figures([first, second], AS_OF, []))["products-USD"]
    assert [str(sum(bar.lengths)) for bar in chart.bars[:3]] == ["500.0000", "100.0000", "99.0000"]
    assert [chart.rows[-1][0].text, chart.rows[-1][1].text] == ["2 other products", f"{100 - 14 + 100 - 15}.00"]


def test_nothing_at_all_is_said_in_a_sentence() -> None:
    empty = replace(read(), deadlines=())
    for one in figures([empty], AS_OF, []):
        assert one.charts == ()
        assert one.nothing
