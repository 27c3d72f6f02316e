"""The built wheel, installed on its own, is whole: no checkout, no package index, no network."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {"reconcile", "connectors", "queries", "reports"}


def done(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it must succeed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs folder of an environment that holds the wheel, and borrows only its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", programs / "python"]
    done(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    # A path named in a .pth file is searched, but its own .pth files (the editable install) are not read.
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    borrowed = sysconfig.get_paths()["purelib"]
    (Path(paths["purelib"]) / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    return programs


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_our_packages_and_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names_in(wheel)}
    assert {name for name in tops if not name.endswith(".dist-info")} == PACKAGES


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = names_in(wheel)
    assert ours - held == set()
    for kind in (".sql", ".toml", ".html", ".csv", ".po"):
        assert any(name.endswith(kind) for name in held), kind


def test_the_licence_is_in_the_wheel(wheel: Path) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in names_in(wheel))


def test_help_names_every_command(installed: Path, tmp_path: Path) -> None:
    told = done(installed / "fba-reconcile", "--help", cwd=tmp_path)
    for command in ("init", "import", "run", "claims", "why", "costs", "demo", "rebuild", "status"):
        assert command in told


def test_the_program_comes_from_the_wheel_and_not_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = done(installed / "python", "-c", "import reconcile; print(reconcile.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_the_demo_runs_from_the_wheel_and_leaves_a_page(installed: Path, tmp_path: Path) -> None:
    done(installed / "fba-reconcile", "demo", tmp_path / "shop", cwd=tmp_path)
    assert (tmp_path / "shop" / "report" / "index.html").stat().st_size > 1000
    told = done(installed / "python", "-m", "reconcile", "claims", "-w", "shop", "--format", "csv", cwd=tmp_path)
    assert told.startswith("claim_id,account,marketplace,claim_type,status,")
