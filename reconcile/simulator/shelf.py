"""What an invented seller sells: products with hostile titles, cost histories, rates."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from reconcile.simulator.records import CostRow, RateRow

TITLES = (
    "Steel Water Bottle 750 ml",
    'Gel Pillow Mat 11 x 22" - soft',
    "Kids' Puzzle \u2013 100 pieces",  # cp1252 en dash
    "Gel\u2019O Cool Pad \u2014 2\u201d",  # cp1252 quotes
    "\u4e0d\u9508\u94a2\u4fdd\u6e29\u676f 500ml",
    "<script>alert('x')</script> Mug & Saucer",
    '=HYPERLINK("http://example.invalid","Mug")',
    "+1 Yoga Block",
    "-20% Desk Lamp",
    "@Home Bath Mat, grey; 50,5 x 80",
    "</td></table><b>Bold Brush</b>",
    "Caf\u00e9 Filter \u2116 4, 100 St\u00fcck",
    "T\u00fai du l\u1ecbch \u0645\u0646\u062a\u062c",
    "{{ 7 * 7 }} Template Tape",
    "50% cotton 'n' wool throw, 1/2\" trim",
    "N/A Brand Sponge",
)

CONDITIONS = ("NewItem", "New", "NewItem", "", "UsedGood", "new", "Refurbished", "NewItem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One FNSKU; `skus` has more than one entry where several SKUs share it."""

    skus: tuple[str, ...]
    fnsku: str
    asin: str
    title: str
    countries: tuple[str, ...]
    cost: Decimal
    cost_currency: str
    is_dear: bool = False  # dearer than Amazon's cap

    @property
    def sku(self) -> str:
        """The SKU most rows name."""
        return self.skus[0]


@dataclass(frozen=True, slots=True)
class Home:
    """Where an account sells: countries its stock lies in, what it is paid in there."""

    marketplace: str
    countries: tuple[str, ...]
    currency_of: dict[str, str]
    currency: str


HOMES = (
    Home("US", ("US", "US", "US", "CA", "MX", ""), {"CA": "CAD", "MX": "MXN"}, "USD"),
    Home("US", ("US",), {}, "USD"),
    Home(
        "DE",
        ("DE", "DE", "FR", "PL", "CZ", "SE", "GB", ""),
        {"PL": "PLN", "CZ": "CZK", "SE": "SEK", "GB": "GBP"},
        "EUR",
    ),
    Home("FR", ("FR", "IT", "SK", "UK"), {"UK": "GBP"}, "EUR"),
    Home("UK", ("GB", "GB", "UK", ""), {}, "GBP"),
    Home("JP", ("JP",), {}, "JPY"),
    Home("CA", ("CA", "CA", "US"), {"US": "USD"}, "CAD"),
)
# Homes of their own rules: other windows in the Emirates, none at all in Australia.
FARTHER_HOMES = (Home("AE", ("AE",), {}, "AED"), Home("AU", ("AU", "AU", ""), {}, "AUD"))

WHOLE_UNITS = frozenset({"JPY"})


def happens(rng: Random, share: float) -> bool:
    """Whether this one of `share` of all cases happens."""
    return rng.random() < share


def money(amount: Decimal, currency: str) -> Decimal:
    """An amount as a report would print it."""
    return amount.quantize(Decimal(1) if currency in WHOLE_UNITS else Decimal("0.01"))


def stock_shelf(rng: Random, home: Home, count: int) -> list[Product]:
    """A few products with awkward names, some sharing an FNSKU, one perhaps above the cap."""
    shelf = []
    for at in range(count):
        sku = rng.choice(("MUG-{}", "0012{}", "sku {} / blue", "B\u00dcRSTE-{}", "X_{}-EU")).format(at + 1)
        skus = (sku, f"{sku}-B") if happens(rng, 0.2) else (sku,)
        dear = at == 0 and home.marketplace in {"US", "DE", "UK"} and happens(rng, 0.15)
        cost = Decimal(rng.choice((620, 1000, 1234, 1999, 2500, 4815))) / 100
        currency = home.currency if happens(rng, 0.75) else rng.choice(("CNY", "USD", "EUR"))
        if dear:
            cost, currency = Decimal(rng.choice((5000, 6000, 7500))), home.currency
        elif home.currency == "JPY" and currency == "JPY":
            cost *= 100
        shelf.append(
            Product(
                skus=skus,
                fnsku=f"X00{rng.randrange(16**6):06X}{at}",
                asin=f"B0{rng.randrange(36**4):06d}T{at}",
                title=rng.choice(TITLES),
                countries=(home.countries[0],) if dear else home.countries,
                cost=money(cost, currency),
                cost_currency=currency,
                is_dear=dear,
            )
        )
    return shelf


def cost_book(rng: Random, shelf: list[Product], as_of: date) -> list[CostRow]:
    """Cost histories: none, approved or not, from later on, changed, only under the other SKU."""
    rows: list[CostRow] = []
    for product in shelf:
        plan = rng.choice(("plain", "plain", "plain", "open", "late", "changed", "none", "future", "other"))
        early = as_of - timedelta(days=rng.choice((400, 700)))
        first = CostRow(
            sku=product.sku,
            unit_cost=product.cost,
            currency=product.cost_currency,
            effective_from=early,
            approved_on=early + timedelta(days=5),
        )
        if plan == "none":
            continue
        if plan == "open":
            first = replace(first, approved_on=None)
        elif plan == "late":
            first = replace(first, effective_from=as_of - timedelta(days=rng.choice((20, 45, 60))))
        elif plan == "future":
            first = replace(first, approved_on=as_of + timedelta(days=rng.choice((0, 1, 9))))
        elif plan == "changed":
            dearer = money(product.cost * Decimal("1.25"), product.cost_currency)
            changed_on = as_of - timedelta(days=rng.choice((15, 31, 70)))
            rows.append(replace(first, unit_cost=dearer, effective_from=changed_on, approved_on=changed_on))
        elif plan == "other" and len(product.skus) > 1:
            first = replace(first, sku=product.skus[1])
        rows.append(first)
        if len(product.skus) > 1 and plan != "other" and happens(rng, 0.3):
            rows.append(replace(first, sku=product.skus[1], unit_cost=product.cost + 1))
    return rows


def rate_book(rng: Random, home: Home, as_of: date) -> list[RateRow]:
    """Some of the rates one would need, either way round, not for every day."""
    rows = []
    needed = {home.currency, *home.currency_of.values()}
    for foreign in ("CNY", "USD", "EUR"):
        for own in sorted(needed - {foreign}):
            if happens(rng, 0.25):
                continue
            is_inverse = happens(rng, 0.4)
            for back in (400, 75, 33, 10):
                rate = Decimal(rng.choice(("0.1379", "7.25", "8", "0.92", "1.0845", "11.372")))
                rows.append(
                    RateRow(
                        day=as_of - timedelta(days=back + rng.randrange(3)),
                        base=own if is_inverse else foreign,
                        quote=foreign if is_inverse else own,
                        rate=rate,
                    )
                )
    unique = {(row.day, row.base, row.quote): row for row in rows}
    pairs = {(row.day, frozenset((row.base, row.quote))): row for row in unique.values()}
    return list(pairs.values())
