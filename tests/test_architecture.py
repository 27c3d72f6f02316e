"""House rules that no linter knows: who may import whom, where SQL and the clock live, how long files get."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("reconcile", "connectors", "queries", "reports")
FILES = sorted(path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

LONGEST_FILE = 450
LONGEST_FUNCTION = 60

BOTTOM = {"reconcile.model", "reconcile.errors"}
MIDDLE = BOTTOM | {"queries", "connectors", "reports", "reconcile.policy", "reconcile.config"}
MAY_IMPORT: dict[str, set[str]] = {
    "reconcile": set(),
    "reconcile.model": set(),
    "reconcile.errors": set(),
    "queries": {"reconcile.errors"},  # a query that is not there is an expected fault
    "connectors": BOTTOM,
    "reports": BOTTOM | {"queries"},  # the page reads its own queries
    "reconcile.policy": BOTTOM,
    "reconcile.config": BOTTOM | {"reconcile.policy"},  # the marketplaces an account may name
    "reconcile.simulator": BOTTOM,  # the independent witness: neither rules nor queries
    "reconcile.store": BOTTOM | {"queries", "connectors"},
    "reconcile.engine": MIDDLE | {"reconcile.store"},
    "reconcile.decisions": BOTTOM | {"queries", "reconcile.store", "reconcile.engine"},
    "reconcile.story": BOTTOM | {"queries", "reports", "reconcile.store", "reconcile.engine"},  # the page's words
    "reconcile.app": MIDDLE
    | {
        "reconcile",
        "reconcile.simulator",
        "reconcile.store",
        "reconcile.engine",
        "reconcile.decisions",
        "reconcile.lacking",
        "reconcile.story",
    },
    "reconcile.lacking": BOTTOM | {"queries", "reports", "reconcile.policy"},
    "reconcile.removals": BOTTOM | {"reports", "reconcile.config", "reconcile.app"},
    "reconcile.backtest": MIDDLE | {"reconcile", "reconcile.engine", "reconcile.app"},
    "reconcile.costs": MIDDLE | {"reconcile.store", "reconcile.engine", "reconcile.app"},
    "reconcile.cli": BOTTOM
    | {
        "reconcile",
        "reconcile.app",
        "reconcile.backtest",
        "reconcile.costs",
        "reconcile.removals",
        "reconcile.config",
    },
    "reconcile.__main__": {"reconcile.cli"},
}

# Who may read the clock, and for what.
CLOCK_READERS = {
    "reconcile/cli/": "the as-of date a person did not give",
    "reconcile/store/": "the stamp of an import and of an event in the history",
    "reconcile/app.py": "the stamp of a run, handed on",
}

SQL = re.compile(
    r"""^\s*(--.*\n\s*)*(
        select\s(.|\n)*\sfrom\s | select\s+(\*|1\b|count) | from\s+\w+\s+select
        | insert\s+(or\s+\w+\s+)?into\s | update\s+\S+\s+set\s | delete\s+from\s | merge\s+into\s
        | create\s+(or\s+replace\s+)?(temp(orary)?\s+)?(table|view|index|macro|sequence|schema|type)\s
        | (drop|alter)\s+(table|view|index|macro|schema)\s | with\s+(recursive\s+)?\w+\s+as\s
        | (attach|detach|copy|pragma|describe|truncate)\s+['"(\w]+\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# What may be put round a loaded query: the name of the table it fills, made from our own names.
NAME = r"[\w.{}]*\{\}[\w.{}]*"
GLUE = re.compile(
    rf"""\s*(
        create\s+(or\s+replace\s+)?(temp\s+)?(table|view)\s+[\w.{{}}]+\s+as\s+(from\s+)?{NAME}
        | create\s+schema\s+if\s+not\s+exists\s+{NAME}
        | insert\s+into\s+[\w.{{}}]+\s+{NAME}
        | drop\s+(table|view|schema)\s+(if\s+exists\s+)?{NAME}
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), name)


def module_of(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def room_of(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "reconcile" else parts[0]


def imported_by(name: str) -> Iterator[str]:
    """Modules of ours that a file imports, as far down as their names tell."""
    modules = {module_of(other) for other in FILES}
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            wanted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            wanted = [whole if whole in modules else node.module for whole in inside]
        else:
            continue
        yield from (module for module in wanted if module.split(".")[0] in PACKAGES)


def docstrings_of(tree: ast.Module) -> set[ast.AST]:
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                found.add(first.value)
    return found


def texts_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string in the code but docstrings, with {} in place of the values of an f-string."""
    skipped = docstrings_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped.update(node.values)
            parts = [str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values]
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


def is_sql(text: str) -> bool:
    """Whether a string is a statement of its own, more than a name put round a loaded query."""
    return bool(SQL.search(text)) and not GLUE.fullmatch(text)


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 20


def test_every_room_says_whom_it_may_import() -> None:
    assert {room_of(module_of(name)) for name in FILES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("name", FILES)
def test_imports_go_one_way(name: str) -> None:
    room = room_of(module_of(name))
    allowed = MAY_IMPORT[room] | {room}
    assert {module for module in imported_by(name) if room_of(module) not in allowed} == set()


def test_no_module_imports_itself_by_a_detour() -> None:
    imports = {module_of(name): set(imported_by(name)) for name in FILES}
    done: set[str] = set()

    def visit(module: str, way: list[str]) -> None:
        assert module not in way, " -> ".join([*way, module])
        if module not in done:
            for other in sorted(imports.get(module, set()) - {module}):
                visit(other, [*way, module])
            done.add(module)

    for module in imports:
        visit(module, [])


@pytest.mark.parametrize("name", FILES)
def test_imports_name_the_whole_module(name: str) -> None:
    relative = [node.lineno for node in ast.walk(tree_of(name)) if isinstance(node, ast.ImportFrom) and node.level]
    assert relative == []


@pytest.mark.parametrize("name", FILES)
def test_sql_stands_in_queries_only(name: str) -> None:
    assert [f"{name}:{line}: {text[:60]}" for line, text in texts_of(tree_of(name)) if is_sql(text)] == []


def test_sql_in_python_would_be_seen() -> None:
    hidden = [
        'a = f"""',
        "select {x}, b",
        'from c"""',
        'b = "Create a table of contents"',
        'c = "delete from d where e = 1"',
        'd = "Select one of the accounts."',
        'e = f"create or replace temp table {name} as\\n{query.sql}"',
    ]
    tree = ast.parse("\n".join(hidden))
    assert [line for line, text in texts_of(tree) if is_sql(text)] == [1, 5]


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(tuple(CLOCK_READERS))])
def test_the_core_does_not_read_the_clock(name: str) -> None:
    clocks = {"today", "now", "utcnow", "time", "localtime", "gmtime"}
    found = [
        f"{name}:{node.lineno}"
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in clocks
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and ast.unparse(node.func.value).split(".")[-1] in {"date", "datetime", "time"}
    ]
    assert found == []


@pytest.mark.parametrize("name", FILES)
def test_text_files_are_read_and_written_in_a_named_encoding(name: str) -> None:
    found = [
        f"{name}:{node.lineno}"
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"read_text", "write_text"}
        and not any(keyword.arg == "encoding" for keyword in node.keywords)
    ]
    assert found == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_imported_that_windows_lacks(name: str) -> None:
    wanted = {
        module
        for node in ast.walk(tree_of(name))
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert wanted & {"fcntl", "resource", "pwd", "grp", "termios"} == set()


@pytest.mark.parametrize("name", FILES)
def test_files_and_functions_stay_short_enough_to_read(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{name} has {lines} lines; would two rooms be clearer?"
    long = [
        f"{name}:{node.lineno} {node.name}"
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("name", FILES)
def test_modules_are_named_after_what_they_own(name: str) -> None:
    assert Path(name).stem not in {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


@pytest.mark.parametrize("name", FILES)
def test_every_module_says_what_it_owns(name: str) -> None:
    assert ast.get_docstring(tree_of(name))
