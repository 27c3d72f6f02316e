"""Workspaces and small report files for the store's tests."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.store.account import AccountStore
from reconcile.store.importing import import_paths
from reconcile.store.intake import Reader
from reconcile.store.result import FileResult

IMPORTED_AT = dt.datetime(2026, 11, 22, 8, 0)  # noqa: DTZ001  stored as UTC without a zone
Import = Callable[..., list[FileResult]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    return folder


@pytest.fixture
def take_in(workspace: Path) -> Import:
    """Imports files into account main and tells what became of them."""

    def taken(
        *paths: Path, marketplace: str = "US", zone: str = "America/Los_Angeles", **more: object
    ) -> list[FileResult]:
        with AccountStore(workspace, str(more.pop("account", "main"))) as store:
            return import_paths(
                store,
                list(paths),
                imported_at=IMPORTED_AT,
                home_time_zone=zone,
                home_marketplace=marketplace,
                **more,  # type: ignore[arg-type]
            )

    return taken


@pytest.fixture
def with_care(take_in: Import) -> Import:
    """The same through the careful reader alone."""

    def taken(*paths: Path, **more: object) -> list[FileResult]:
        return take_in(*paths, reader=Reader.CAREFUL, **more)

    return taken
