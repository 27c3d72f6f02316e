"""The forty products of the demo shop."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoProduct:
    """One product; costs in US dollars, `new_cost` since spring 2026."""

    number: int
    sku: str
    fnsku: str
    asin: str
    title: str
    cost: Decimal
    new_cost: Decimal | None = None
    countries: tuple[str, ...] = ("US",)
    is_cost_missing: bool = False
    is_cost_approved: bool = True


def _product(
    number: int,
    ids: tuple[str, str, str],
    title: str,
    cost: str,
    *,
    new_cost: str | None = None,
    countries: str = "US",
    is_cost_missing: bool = False,
    is_cost_approved: bool = True,
) -> DemoProduct:
    sku, fnsku, asin = ids
    return DemoProduct(
        number=number,
        sku=sku,
        fnsku=fnsku,
        asin=asin,
        title=title,
        cost=Decimal(cost),
        new_cost=None if new_cost is None else Decimal(new_cost),
        countries=tuple(countries.split()),
        is_cost_missing=is_cost_missing,
        is_cost_approved=is_cost_approved,
    )


DEMO_SHELF = (
    _product(
        1,
        ("KT-INSULAT-01", "X00VVF6KS2", "B0AQS9U7L0"),
        "Insulated Steel Water Bottle 750 ml, matt black",
        "4.85",
        countries="US CA MX",
    ),
    _product(
        2,
        ("KT-STONEWA-02", "X003FKG1AG", "B02BWDNBQE"),
        "Stoneware Mug Set of 4, 400 ml, speckled",
        "9.20",
        new_cost="10.30",
    ),
    _product(
        3,
        ("KT-BAMBOO-03", "X00KURNM2J", "B018M0VAYJ"),
        'Bamboo Cutting Board 18 x 12", with juice groove',
        "6.75",
    ),
    _product(4, ("KT-CHEFS-04", "X00AMAMV5U", "B0BXKLVE0A"), "Chef's Knife 8\", German steel", "11.40"),
    _product(
        5,
        ("KT-SILICON-05", "X00KLKZMCK", "B09BYRRRAZ"),
        'Silicone Baking Mats, 2 sheets, 16.5 x 11.6"',
        "3.10",
    ),
    _product(
        6,
        ("HM-CLIP-ON-06", "X004VG6EL1", "B0QTKFLQJY"),
        "Clip-on Reading Lamp, warm white, USB",
        "7.35",
        countries="US CA MX",
    ),
    _product(7, ("HM-DESK-07", "X00DH8776V", "B0V9DHRHNH"), "Desk Lamp with Wireless Charger, 5 levels", "18.90"),
    _product(
        8,
        ("HM-BLACKOU-08", "X006E4VBVY", "B0FB443GD5"),
        'Blackout Curtains 52 x 84", 2 panels, navy',
        "12.60",
        new_cost="14.11",
    ),
    _product(9, ("HM-MEMORY-09", "X00SUGTUGC", "B079XFKPB9"), 'Memory Foam Bath Mat 32 x 20", grey', "5.45"),
    _product(
        10,
        ("KT-DISH-10", "X000YC9DJ7", "B0B0UHLSGP"),
        "Dish Drying Rack, 2 tiers, rust-proof",
        "13.80",
        countries="US CA MX",
    ),
    _product(
        11,
        ("KT-POUR-OV-11", "X00VJDQQD5", "B0BSXP6TVJ"),
        "Pour-over Coffee Maker 800 ml with steel filter",
        "8.25",
    ),
    _product(
        12,
        ("KT-ELECTRI-12", "X00ZHW0QSL", "B0DDYBBUSM"),
        "Electric Milk Frother, handheld",
        "3.95",
        is_cost_missing=True,
    ),
    _product(
        13,
        ("KT-GLASS-13", "X00ZBHWRJR", "B0NJ76G0RE"),
        "Glass Food Containers, 10 pieces",
        "14.70",
        countries="US CA",
    ),
    _product(14, ("KT-CAST-14", "X00M2ZQN8C", "B01MZKPLGA"), 'Cast Iron Skillet 10.25"', "10.85", new_cost="12.15"),
    _product(15, ("KT-ACACIA-15", "X00E53CH02", "B0GFZERYRK"), "Acacia Serving Board with handle", "7.90"),
    _product(16, ("KT-SALAD-16", "X00BWQTVE0", "B0NZ932L8D"), "Salad Spinner 5 qt", "6.15"),
    _product(17, ("KT-DIGITAL-17", "X00QR249FP", "B04FHNTXJ7"), "Digital Kitchen Scale, 5 kg, 1 g steps", "5.60"),
    _product(18, ("KT-SPICE-18", "X00T5X1RCG", "B0YVM5U2KD"), "Spice Rack for 24 jars, wall mount", "9.95"),
    _product(
        19,
        ("HM-LAUNDRY-19", "X0002KQE56", "B02YMDS6YH"),
        "Laundry Hamper with lid, 90 l",
        "8.80",
        is_cost_approved=False,
    ),
    _product(
        20,
        ("HM-VELVET-20", "X00SWHDRL2", "B0YSRBMBEM"),
        "Velvet Hangers, pack of 50, non-slip",
        "13.25",
        new_cost="14.84",
    ),
    _product(21, ("HM-UNDER-B-21", "X00TJ5J9C3", "B0ZCWH7T91"), "Under-bed Storage Bags, 4 pieces", "7.05"),
    _product(
        22,
        ("HM-KNITTED-22", "X00E4R6P4F", "B0BZEBEX2B"),
        'Knitted Throw Blanket 50 x 60", oatmeal',
        "11.75",
        countries="US CA",
    ),
    _product(23, ("HM-WEIGHTE-23", "X007H8QMQN", "B0CHWVNYVH"), 'Weighted Blanket 15 lb, 60 x 80"', "24.50"),
    _product(24, ("HM-BED-24", "X00ACPSRUD", "B0JYCH9N2N"), "Bed Sheet Set, queen, 1800 series", "13.95"),
    _product(
        25,
        ("HM-MEMORY-25", "X00HS1FBG7", "B0GS0KNV16"),
        "Memory Foam Pillow, contour, cooling",
        "12.30",
        countries="US CA",
    ),
    _product(
        26,
        ("GD-SELF-WA-26", "X009WHVNRN", "B00SAW5VDF"),
        "Self-watering Planters, set of 3",
        "8.65",
        new_cost="9.69",
    ),
    _product(27, ("GD-SOLAR-27", "X00LYUN414", "B0LR9521HZ"), "Solar Path Lights, 8 pieces", "14.20"),
    _product(28, ("GD-EXPANDA-28", "X009KA96SZ", "B09G6UMNMC"), "Expandable Garden Hose 50 ft", "13.10"),
    _product(
        29,
        ("GD-KNEELIN-29", "X00BYUG7FK", "B07Y3EWWEU"),
        "Kneeling Pad, extra thick",
        "4.20",
        is_cost_missing=True,
    ),
    _product(30, ("SP-YOGA-30", "X00WW94J47", "B0MKKCCRFL"), "Yoga Mat 6 mm with strap", "7.70", countries="US CA"),
    _product(31, ("SP-RESISTA-31", "X0009JEAEX", "B0HAST7JSQ"), "Resistance Bands, set of 5", "4.55"),
    _product(
        32,
        ("SP-FOAM-32", "X0068XEC29", "B00E23GZGU"),
        'Foam Roller 18", high density',
        "5.85",
        new_cost="6.55",
    ),
    _product(33, ("SP-JUMP-33", "X000U410EK", "B0AYV9N5N1"), "Jump Rope, ball bearing, adjustable", "2.65"),
    _product(
        34,
        ("SP-ADJUSTA-34", "X00AF2LWDB", "B0GN2GJ6GQ"),
        "Adjustable Dumbbell 25 lb",
        "31.40",
        countries="US CA",
    ),
    _product(35, ("PT-SLOW-35", "X00CWW6FWS", "B0P60GYU75"), "Slow Feeder Dog Bowl, non-slip", "3.70"),
    _product(
        36,
        ("PT-CAT-36", "X00RMNU1C1", "B0SMS3V7UD"),
        "Cat Tunnel, foldable, 3-way",
        "5.20",
        is_cost_missing=True,
    ),
    _product(
        37,
        ("PT-ORTHOPA-37", "X00TKMWSH6", "B0404Q0MGC"),
        "Orthopaedic Dog Bed, large, washable cover",
        "19.60",
    ),
    _product(
        38,
        ("OF-MONITOR-38", "X0015ZNTFD", "B0H2J9GR71"),
        "Monitor Stand with drawer, bamboo",
        "12.95",
        new_cost="14.50",
    ),
    _product(39, ("OF-CABLE-39", "X00X6KLL5B", "B0T5P4709E"), "Cable Organiser Box, 2 pieces", "6.40"),
    _product(40, ("OF-GEL-40", "X00N7Z94G0", "B07M1YDFAS"), "Gel Pens, 24 colours, fine point", "3.35"),
)
