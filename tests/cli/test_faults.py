"""What goes wrong is told in one line on standard error: what, where, what to do; exit code 2."""

import re
from pathlib import Path

import pytest

from reconcile.cli import main
from tests.cli.conftest import Command
from tests.cli.small_reports import Said


def assert_told(said: Said, *words: str) -> None:
    """One line on standard error that holds these words, nothing on standard output, exit code 2."""
    assert (said.code, said.out) == (2, ""), said
    assert said.err.count("\n") == 1, said.err
    assert said.err.startswith("fba-reconcile: ")
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--as-of", "2026-13-01"),
        ("claims", "--as-of", "yesterday"),
        ("why", "X00000000A", "--as-of", "20.11.2026"),
        ("import", ".", "--from", "11/20/2026"),
        ("import", ".", "--through", "2026-02-30"),
    ],
    ids=lambda arguments: arguments[-1],
)
def test_a_wrong_date_is_shown_with_the_right_form(
    command: Command, small_workspace: Path, arguments: tuple[str, ...]
) -> None:
    assert_told(command(*arguments, "-w", small_workspace), arguments[-2], arguments[-1], "YYYY-MM-DD")


def test_a_span_that_ends_before_it_begins_is_refused(command: Command, small_workspace: Path) -> None:
    dates = ("--from", "2026-11-20", "--through", "2026-11-01")
    assert_told(command("import", ".", *dates, "-w", small_workspace), "2026-11-01", "2026-11-20")


COMMANDS = [
    ("import", "."),
    ("run",),
    ("claims",),
    ("claims", "dismiss", "LOST-1", "--reason", "x"),
    ("claims", "restore", "LOST-1"),
    ("why", "X"),
    ("costs", "list"),
    ("costs", "import", "."),
    ("costs", "missing"),
    ("costs", "gaps"),
    ("rebuild",),
    ("status",),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: " ".join(arguments[:2]))
def test_a_folder_that_is_no_workspace_is_named(command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert_told(command(*arguments, "-w", tmp_path), f"'{tmp_path}'", "fba-reconcile init")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "."),
        ("claims",),
        ("costs", "list"),
        ("costs", "import", "."),
        ("costs", "missing"),
        ("costs", "gaps"),
        ("rebuild",),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_an_unknown_account_is_named_beside_those_there_are(
    command: Command, small_workspace: Path, arguments: tuple[str, ...]
) -> None:
    said = command(*arguments, "--account", "nobody", "-w", small_workspace)
    assert_told(said, "'nobody'", "main", "fba-reconcile init --account nobody")


@pytest.mark.parametrize(("option", "known"), [("--status", "claimable"), ("--type", "warehouse_lost")])
def test_unknown_words_are_answered_with_the_known_ones(
    command: Command, small_workspace: Path, option: str, known: str
) -> None:
    assert_told(command("claims", option, "lots", "-w", small_workspace), option, "'lots'", known)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("claims", "--format", "pdf"), ("'pdf'", "xlsx", "claims --help")),
        (("status", "--format", "csv"), ("'csv'", "json")),
        (("import",), ("PATH", "import --help")),
        (("why",), ("ID",)),
        (("claims", "dismiss", "LOST-1"), ("--reason",)),
        (("claims", "dismiss"), ("CLAIM_ID",)),
        (("reconcile",), ("'reconcile'", "fba-reconcile --help")),
        (("run", "--asof", "2026-11-20"), ("--asof",)),
    ],
    ids=["format", "status", "import", "why", "dismiss", "claim id", "command", "option"],
)
def test_a_command_written_wrongly_points_to_its_help(
    command: Command, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert_told(command(*arguments), *words)


@pytest.mark.parametrize("arguments", [(), ("costs",)], ids=["alone", "costs"])
def test_without_a_command_the_help_is_shown(command: Command, arguments: tuple[str, ...]) -> None:
    said = command(*arguments)
    assert said.code == 2
    assert "Commands:" in said.out + said.err


def test_ids_that_nothing_bears_are_told(command: Command, small_workspace: Path) -> None:
    assert_told(command("why", "NOPE", "-w", small_workspace), "'NOPE'")
    assert_told(
        command("claims", "dismiss", "LOST-0000", "--reason", "x", "-w", small_workspace),
        "'LOST-0000'",
        "fba-reconcile claims",
    )
    assert_told(command("claims", "restore", "LOST-0000", "-w", small_workspace), "is not dismissed")


def test_a_path_that_is_not_there_is_told_and_the_others_are_taken_in(
    command: Command, new_workspace: Path, small_inbox: Path
) -> None:
    said = command("import", "nowhere.csv", small_inbox / "costs.csv", "-w", new_workspace)
    assert said.code == 2
    assert "costs.csv: costs, 2 rows read" in said.out
    assert_told(Said(code=said.code, out="", err=said.err), "'nowhere.csv'", "check the path")


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_an_output_file_without_a_folder_is_told(
    command: Command, small_workspace: Path, tmp_path: Path, form: str
) -> None:
    output = tmp_path / "none" / "claims"
    assert_told(command("claims", "--format", form, "-o", output, "-w", small_workspace), "none")


def test_the_demo_takes_only_a_new_folder(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    assert_told(command("demo", tmp_path), "is not empty")
    assert_told(command("demo", tmp_path / "a file"), "is no folder")
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


def test_faults_of_the_settings_are_told_with_their_place(command: Command, new_workspace: Path) -> None:
    path = new_workspace / "reconcile.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[accounts.two]\nmarketplace = "XX"\n', encoding="utf-8")
    assert_told(command("run", "-w", new_workspace), "reconcile.toml", "line", "'XX'")


def test_an_unknown_marketplace_is_answered_with_the_known_ones(command: Command, tmp_path: Path) -> None:
    assert_told(command("init", "--marketplace", "ZZ", "-w", tmp_path / "new"), "'ZZ'", "US CA")
    assert not (tmp_path / "new").exists()


def test_a_database_that_is_gone_points_to_rebuild(command: Command, workspace: Path) -> None:
    before = command("claims", "--format", "csv", "-w", workspace).out
    (workspace / "accounts" / "main" / "account.duckdb").unlink()
    for arguments in (("run",), ("claims",), ("status",)):
        assert_told(command(*arguments, "-w", workspace), "account.duckdb", "fba-reconcile rebuild")
    assert command("rebuild", "-w", workspace).code == 0
    assert command("claims", "--as-of", "2026-11-20", "--format", "csv", "-w", workspace).out == before


def test_a_database_that_is_damaged_points_to_rebuild(command: Command, workspace: Path) -> None:
    before = command("claims", "--format", "csv", "-w", workspace).out
    (workspace / "accounts" / "main" / "account.duckdb").write_bytes(b"no database" * 2000)
    assert_told(command("status", "-w", workspace), "account.duckdb", "fba-reconcile rebuild")
    assert command("rebuild", "-w", workspace).code == 0
    assert command("claims", "--as-of", "2026-11-20", "--format", "csv", "-w", workspace).out == before


def test_a_raw_copy_that_is_gone_leaves_the_old_database(command: Command, workspace: Path) -> None:
    before = command("claims", "--format", "csv", "-w", workspace).out
    next((workspace / "accounts" / "main" / "raw").glob("*.zst")).unlink()
    assert_told(command("rebuild", "-w", workspace), ".zst", "backup")
    assert command("claims", "--format", "csv", "-w", workspace).out == before


def test_what_is_no_expected_fault_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "a bug"
        raise RuntimeError(message)

    monkeypatch.setattr("reconcile.app.init_workspace", broken)
    with pytest.raises(RuntimeError, match=re.escape("a bug")):
        main(["init", "-w", str(tmp_path)])
