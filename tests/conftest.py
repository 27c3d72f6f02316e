"""What every test can rely on: no network, nothing skipped where nothing may be, golden files.

`FBA_NO_SKIP=1` turns each skip into a failure: on a machine that ought to have everything a skip is a hole.
`--golden-update` writes the golden files anew, and removes those that no test asked for.
"""

import difflib
import ipaddress
import os
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_USED = pytest.StashKey[set[str]]()
GOLDEN_UNUSED = pytest.StashKey[list[str]]()
Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[GOLDEN_USED] = set[str]()
    config.stash[GOLDEN_UNUSED] = []


# --- nothing is skipped in silence -----------------------------------------------------------


def skip_reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    # A skip's longrepr is (file, line, reason).
    return str(report.longrepr[-1]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


def is_to_fail(report: pytest.TestReport | pytest.CollectReport) -> bool:
    """Whether a skip is a failure; the samples lie beside the developers' checkouts only, nobody can install them."""
    is_about_samples = report.skipped and "../shared" in skip_reason(report)
    return bool(report.skipped and os.environ.get("FBA_NO_SKIP") and not is_about_samples)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail") and is_to_fail(report):
        report.longrepr = f"FBA_NO_SKIP is set, yet: {skip_reason(report)}"
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if is_to_fail(report):
        report.longrepr = f"FBA_NO_SKIP is set, yet: {skip_reason(report)}"
        report.outcome = "failed"
    return report


# --- no network ------------------------------------------------------------------------------


def is_on_this_machine(family: int, address: object) -> bool:
    """Whether a socket address is a path or a loopback address."""
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return True
    host = str(address[0]) if isinstance(address, tuple) else ""
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that reaches for the network fails at once, with the address it wanted."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def connected(self: socket.socket, address: object) -> Any:
            if not is_on_this_machine(self.family, address):
                self.close()
                pytest.fail(f"a test wanted to connect to {address}")
            return connect(self, address)

        return connected

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield


# --- golden files ----------------------------------------------------------------------------


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the file of that name under tests/golden; the file must be there."""
    used = request.config.stash[GOLDEN_USED]
    update = request.config.getoption("--golden-update")

    def compared(name: str, text: str) -> None:
        used.add(name)
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        if not path.is_file():
            pytest.fail(f"there is no golden file {name}; look at the text, then write it with --golden-update")
        wanted = path.read_bytes().decode("utf-8")
        if text != wanted:
            lines = difflib.unified_diff(wanted.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="")
            pytest.fail("\n".join(lines) or f"{name} differs in its line ends", pytrace=False)

    return compared


def unused_golden_files(config: pytest.Config) -> list[str]:
    found = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    used = config.stash[GOLDEN_USED]
    return sorted(found - used)


def ran_whole_suite(session: pytest.Session) -> bool:
    """Whether every test ran, so that a golden file nobody asked for is of no use."""
    config = session.config
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    stats = reporter.stats if reporter else {}
    return (
        config.args_source is pytest.Config.ArgsSource.TESTPATHS
        and not session.testsfailed
        and not session.shouldstop
        and not stats.get("deselected")
        and not stats.get("skipped")
        and not config.getoption("collectonly")
    )


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not ran_whole_suite(session):
        return
    for name in unused_golden_files(session.config):
        if session.config.getoption("--golden-update"):
            (GOLDEN / name).unlink()
        else:
            session.config.stash[GOLDEN_UNUSED].append(name)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for name in config.stash[GOLDEN_UNUSED]:
        terminalreporter.write_line(f"FAILED: no test asks for tests/golden/{name}; remove it", red=True)
