"""The product views as data: classic scripts of so many rows each, in the order in which a script compares keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reports.product_views import Event, ProductClaim, ProductHead, ProductView, Share, Sum, Worth, key_of
from reports.shard_script import Layout, layout_of, script

SHARD_ROWS: Final = 4_000
"""A script holds whole products until it has so many events."""
RECORDS: Final[Mapping[str, type[Any]]] = {
    "product": ProductHead,
    "worth": Worth,
    "sum": Sum,
    "event": Event,
    "share": Share,
    "claim": ProductClaim,
}
PRODUCT_LAYOUT: Final[Layout] = layout_of(
    RECORDS, {"event": ("minor_digits", "shares"), "worth": ("minor_digits",), "claim": ("minor_digits",)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductShards:
    """File name -> text of a script, and the key of the first product of each."""

    files: Mapping[str, str]
    first_keys: tuple[str, ...]


def product_shards(products: Sequence[ProductView], most: int = SHARD_ROWS) -> ProductShards:
    """The scripts that hold the views; these must stand in order of their keys.

    Args:
        products: the views.
        most: with so many events a script takes no further product.
    """
    files, keys = {}, []
    for number, some in enumerate(_parted(products, most)):
        files[f"products-{number:03d}.js"] = script("products", number, PRODUCT_LAYOUT, map(_product, some))
        keys.append(key_of(some[0].head.account, some[0].head.product))
    return ProductShards(files=files, first_keys=tuple(keys))


def _parted(products: Sequence[ProductView], most: int) -> Iterator[list[ProductView]]:
    some: list[ProductView] = []
    rows = 0
    for product in products:
        if some and rows >= most:
            yield some
            some, rows = [], 0
        some.append(product)
        rows += len(product.events) + 1
    if some:
        yield some


def _product(view: ProductView) -> list[Any]:
    """Head, worth, sums, stock week by week, events with their shares, claims."""
    return [
        ("product", view.head, 0),
        [("worth", worth, worth.minor_digits) for worth in view.worth],
        [("sum", one, 0) for one in view.sums],
        list(view.weeks),
        [
            [("event", event, event.minor_digits), *(("share", share, 0) for share in event.shares)]
            for event in view.events
        ],
        [("claim", claim, claim.minor_digits) for claim in view.claims],
    ]
