"""The help speaks of every command and option, and the README of every command."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from reconcile import __version__
from reconcile.cli.commands import app
from tests.cli.conftest import Command
from tests.cli.small_reports import REPOSITORY


def commands_of(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that can be called, with the words that call it."""
    if words:
        yield words, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands_of(below, (*words, name))


COMMANDS = dict(commands_of(get_command(app)))
CONTRACT = (
    *("init", "demo", "import", "run", "claims", "claims dismiss", "claims restore", "why", "costs list"),
    *("costs import", "costs missing", "costs gaps", "rebuild", "status"),
)


def test_every_promised_command_is_there() -> None:
    assert {" ".join(words) for words in COMMANDS} >= set(CONTRACT)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_has_text(command: Command, words: tuple[str, ...]) -> None:
    said = command(*words, "--help")
    assert (said.code, said.err) == (0, "")
    text = said.out.split("Options:")[0]
    assert re.search(r"[A-Z][^.]{10,}\.", text.split("\n", 1)[1].replace("\n", " ")), said.out
    assert "--workspace" in said.out


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_option_says_what_it_is_for(words: tuple[str, ...]) -> None:
    for parameter in COMMANDS[words].params:
        assert parameter.help, f"{' '.join(words)}: {parameter.name}"


@pytest.mark.parametrize("words", [words for words in COMMANDS if words != ("costs",)], ids=" ".join)
def test_the_readme_names_every_command_with_its_options(words: tuple[str, ...]) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert f"`{' '.join(words)}" in readme or f"fba-reconcile {' '.join(words)}" in readme


def test_the_readme_names_no_command_that_is_not_there() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"`fba-reconcile ([a-z]+)", readme)
    assert told
    for name in told:
        assert (name,) in COMMANDS, name


def test_the_readme_names_every_option_a_command_may_have() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"--[a-z][a-z-]+", readme))
    offered = {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    assert named <= offered | {"--version", "--help"}
    assert {"--as-of", "--format", "--status", "--type", "--account", "--reason", "--from", "--through"} <= named


def test_the_version_is_told(command: Command) -> None:
    assert command("--version").out == f"fba-reconcile {__version__}\n"
