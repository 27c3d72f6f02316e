"""The command line: `main` turns expected faults into one line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from reconcile.cli.faults import INTERRUPTED, exit_code_of, told
from reconcile.errors import ReconcileError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 2 an expected error told in one line, 130 interrupted."""
    try:
        code = _ran(argv)
        sys.stdout.flush()
    except BaseException as fault:  # noqa: BLE001  what nobody expected is raised again
        return exit_code_of(fault)
    return told("interrupted", code) if code == INTERRUPTED else code


def _ran(argv: Sequence[str] | None) -> int:
    from reconcile.cli.commands import app  # loads much: an interrupt may come meanwhile

    _speak_utf8()
    _check_house()
    arguments = list(argv) if argv is not None else None
    code = app(args=arguments, prog_name="fba-reconcile", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _speak_utf8() -> None:
    """What cannot be shown is replaced, never a fault: titles are in any language, file names may be broken.

    A pipe gets UTF-8 whatever the locale; a console keeps its encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _check_house() -> None:
    """The packages have common names; another distribution's of the same name must not be taken for ours."""
    from importlib.util import find_spec
    from pathlib import Path

    home = Path(__file__).resolve().parents[2]
    for name in ("connectors", "queries", "reports"):
        spec = find_spec(name)
        if spec is None or spec.origin is None or Path(spec.origin).resolve().parents[1] != home:
            raise ReconcileError(
                f"Another package took the name '{name}': install fba-reconcile on its own,"
                " with 'pipx install fba-reconcile'."
            )
