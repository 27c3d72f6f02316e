"""What the other accounts of a workspace have: so that a file of theirs does not go into this one unasked."""

from __future__ import annotations

import logging
from pathlib import Path

import duckdb

import queries
from reconcile.store.account import DATABASE_NAME, AccountStore

__all__ = ["Neighbours"]

MEMORY_LIMIT = "600MB"

log = logging.getLogger(__name__)


class Neighbours:
    """The other accounts of a workspace, read once, at the first file of which that matters."""

    def __init__(self, store: AccountStore) -> None:
        self._store = store
        self._is_read = False

    def read(self) -> None:
        """Fill the table of their FNSKUs; not inside a transaction, whose end may undo it."""
        if self._is_read:
            return
        self._store.con.execute(queries.text("store/other_fnsku_clear"))
        for folder in sorted(self._store.folder.parent.iterdir()):
            database = folder / DATABASE_NAME
            if folder != self._store.folder and database.is_file():
                told = {"account": folder.name, "fnskus": _fnskus_of(database)}
                self._store.con.execute(queries.text("store/other_fnsku_insert"), told)
        self._is_read = True

    def taker_of_bytes(self, sha256: str) -> tuple[str, str] | None:
        """The other account that took in the same bytes and when, if one did."""
        return self._store.history.other_account_of(sha256, self._store.account)


def _fnskus_of(database: Path) -> list[str]:
    """The FNSKUs of an account; none where its database cannot be read now."""
    try:
        with duckdb.connect(str(database), read_only=True, config={"memory_limit": MEMORY_LIMIT}) as con:
            return [fnsku for (fnsku,) in con.execute(queries.text("store/fnsku_list")).fetchall()]
    except duckdb.Error as fault:
        log.warning("another account's database was not read: %s", type(fault).__name__)
        return []
