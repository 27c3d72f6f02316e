"""Nothing in the repository names a package registry's host or a path of somebody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# One letter of each stands in brackets, so that this file does not hold what it looks for.
HOSTS = (r"py[p]i\.org", r"pythonhoste[d]\.org", r"registry\.np[m]js", r"deb\.debia[n]\.org")
MACHINE_PATHS = (
    r"/roo[t]/",
    r"/wor[k]/",
    r"/hom[e]/\w+/",
    r"/op[t]/\w+/",
    r"/User[s]/\w+/",
    r"[A-Z]:\\User[s]\\",
)
FORBIDDEN = re.compile("|".join([*HOSTS, *(rf"(?<![\w.-]){path}" for path in MACHINE_PATHS)]))


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no git checkout; clone the repository to check what it tracks")
    return [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in tracked_files():
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), start=1):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}")
    assert found == []


def test_lock_files_hold_versions_and_hashes_only() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-spark.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*--(index|extra-index|find-links|trusted)", text, re.MULTILINE)
        assert all("==" in line for line in text.splitlines() if line[:1].isalnum())


@pytest.mark.parametrize("text", ["see /hom+e/anna/x", "https://files.python+hosted.org/a", r"C:\Use+rs\anna"])
def test_what_is_forbidden_would_be_seen(text: str) -> None:
    assert FORBIDDEN.search(text.replace("+", ""))
