"""The libraries that lie in the repository are the files their makers published, each with its licence beside it."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LISTS = ("reports/assets/vendor/libraries.toml", "tests/vendor/libraries.toml")


def libraries_of(listing: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / listing).read_text(encoding="utf-8"))["library"]
    return found


LIBRARIES = [
    pytest.param((ROOT / listing).parent, library, id=library["name"])
    for listing in LISTS
    for library in libraries_of(listing)
]


@pytest.mark.parametrize(("place", "library"), LIBRARIES)
def test_every_file_has_the_sum_written_down(place: Path, library: dict[str, Any]) -> None:
    for path, wanted in library["files"].items():
        content = (place / library["name"] / Path(path).name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == wanted, path


@pytest.mark.parametrize(("place", "library"), LIBRARIES)
def test_a_library_says_its_version_and_licence_and_brings_its_text(place: Path, library: dict[str, Any]) -> None:
    names = {path.name for path in (place / library["name"]).iterdir()}
    assert library["version"][0].isdigit()
    assert library["licence"]
    assert any(name.upper().startswith("LICENSE") for name in names)
    assert names == {Path(path).name for path in library["files"]}


@pytest.mark.parametrize("listing", LISTS)
def test_nothing_lies_there_that_no_list_names(listing: str) -> None:
    place = (ROOT / listing).parent
    named = {library["name"] for library in libraries_of(listing)}
    assert {path.name for path in place.iterdir()} == named | {"libraries.toml"}
