"""The golden files themselves: one that is missing, stale or asked for by no test fails."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")
ONE_TEST = "def test_text(golden):\n    golden('pages/asked.txt', 'hello\\n')\n"


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A suite of one test, with the fixtures of ours, and the golden file that the test asks for."""
    pytester.makeini("[pytest]\ntestpaths = tests\n")
    tests = pytester.mkdir("tests")
    (tests / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tests / "test_one.py").write_text(ONE_TEST, encoding="utf-8")
    write(pytester, "asked.txt", "hello\n")
    return pytester


def write(suite: pytest.Pytester, name: str, text: str) -> Path:
    path = suite.path / "tests" / "golden" / "pages" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(suite: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return suite.runpytest_inprocess("-p", "no:cacheprovider", *arguments)


def test_a_suite_whose_golden_files_are_all_asked_for_passes(suite: pytest.Pytester) -> None:
    assert run(suite).ret == pytest.ExitCode.OK


def test_a_missing_golden_file_fails(suite: pytest.Pytester) -> None:
    write(suite, "asked.txt", "").unlink()
    told = run(suite)
    assert told.ret == pytest.ExitCode.TESTS_FAILED
    told.stdout.fnmatch_lines(["*there is no golden file pages/asked.txt*"])


def test_a_golden_file_that_differs_fails_with_the_lines_that_do(suite: pytest.Pytester) -> None:
    write(suite, "asked.txt", "good day\n")
    told = run(suite)
    assert told.ret == pytest.ExitCode.TESTS_FAILED
    told.stdout.fnmatch_lines(["-good day", "+hello"])


def test_a_golden_file_that_no_test_asks_for_fails(suite: pytest.Pytester) -> None:
    write(suite, "left_over.txt", "hello\n")
    told = run(suite)
    assert told.ret == pytest.ExitCode.TESTS_FAILED
    told.stdout.fnmatch_lines(["FAILED: no test asks for tests/golden/pages/left_over.txt; remove it"])


def test_a_part_of_the_suite_says_nothing_of_golden_files_it_did_not_ask_for(suite: pytest.Pytester) -> None:
    write(suite, "left_over.txt", "hello\n")
    assert run(suite, "tests/test_one.py").ret == pytest.ExitCode.OK


def test_an_update_writes_what_is_missing_and_removes_what_is_left_over(suite: pytest.Pytester) -> None:
    asked = write(suite, "asked.txt", "good day\n")
    left_over = write(suite, "left_over.txt", "hello\n")
    assert run(suite, "--golden-update").ret == pytest.ExitCode.OK
    assert asked.read_text(encoding="utf-8") == "hello\n"
    assert not left_over.exists()
