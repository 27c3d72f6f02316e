"""`make vendor`: fetches the libraries named in the libraries.toml files anew, with npm, and checks their sums.

For maintainers: neither a set-up nor a test needs it. A new version is a new line in libraries.toml; the sums that
this tells are to be written there by a person who looked at what changed.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = (ROOT / "reports/assets/vendor/libraries.toml", ROOT / "tests/vendor/libraries.toml")


def packed(name: str, version: str, folder: Path) -> tarfile.TarFile:
    """The package as npm has it."""
    subprocess.run(["npm", "pack", f"{name}@{version}", "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    return tarfile.open(archive)


def fetched(place: Path, name: str, version: str, files: dict[str, str]) -> list[str]:
    """Writes the files of one library under `place`; returns a line for each whose sum is another."""
    faults = []
    with tempfile.TemporaryDirectory() as scratch, packed(name, version, Path(scratch)) as archive:
        for path, wanted in files.items():
            member = archive.extractfile(f"package/{path}")
            if member is None:
                faults.append(f"{name} {version} has no file {path}")
                continue
            content = member.read()
            found = hashlib.sha256(content).hexdigest()
            if found != wanted:
                faults.append(f'{name} {version}: "{path}" = "{found}"')
            target = place / name / Path(path).name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return faults


def main() -> None:
    faults = []
    for listing in LISTS:
        for library in tomllib.loads(listing.read_text(encoding="utf-8"))["library"]:
            print(f"{library['name']} {library['version']}")
            faults += fetched(listing.parent, library["name"], library["version"], library["files"])
    if faults:
        raise SystemExit("other sums than written down:\n" + "\n".join(faults))


if __name__ == "__main__":
    main()
