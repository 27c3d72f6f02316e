"""The merge of a staged download into what is stored: pair, update, insert, never delete."""

from __future__ import annotations

from reconcile.store.loading import Loading

__all__ = ["merged"]


def merged(loading: Loading, insert: str, update: str, staged: int) -> tuple[int, int, int]:
    """Merge what `merge_incoming` and `merge_stored` lay out; how many rows were new, known, updated."""
    loading.run("merge_touched")
    loading.run("merge_pairs")
    updated = loading.changed(update)
    new = loading.changed(insert)
    return new, staged - new - updated, updated
