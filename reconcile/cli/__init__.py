"""The command line: `main` turns expected faults into one line and an exit code; everything else is a bug's traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from reconcile.errors import ReconcileError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 2 an expected error told in one line, 130 interrupted."""
    from reconcile.cli.commands import app  # noqa: PLC0415  the check of the house comes first

    _speak_utf8()
    try:
        _check_house()
        code = app(args=list(argv) if argv is not None else None, standalone_mode=False)
    except ReconcileError as fault:
        print(f"fba-reconcile: {' '.join(str(fault).split())}", file=sys.stderr)
        return fault.exit_code
    except KeyboardInterrupt:
        print("fba-reconcile: interrupted", file=sys.stderr)
        return 130
    except Exception as fault:  # typer's own faults carry their exit code
        return _usage_fault(fault)
    return code if isinstance(code, int) else 0


def _usage_fault(fault: Exception) -> int:
    """The exit code of a fault that the option parser tells; any other fault is raised again."""
    code = getattr(fault, "exit_code", None)
    if code is None:
        raise fault
    show = getattr(fault, "show", None)
    if show is not None:
        show()
    elif type(fault).__name__ == "Abort":
        return 130
    return int(code)


def _speak_utf8() -> None:
    """Titles are in any language; a console or pipe in another encoding shows what it can instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            is_console = stream.isatty()
            reconfigure(
                encoding=None if is_console else "utf-8", errors="replace" if is_console else "strict"
            )


def _check_house() -> None:
    """The five packages have common names; another distribution's of the same name must not be taken for ours."""
    from importlib.util import find_spec  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    home = Path(__file__).resolve().parents[2]
    for name in ("connectors", "queries", "reports"):
        spec = find_spec(name)
        if spec is None or spec.origin is None or Path(spec.origin).resolve().parents[1] != home:
            raise ReconcileError(
                f"Another package took the name '{name}': install fba-reconcile on its own, with 'pipx install fba-reconcile'."
            )
