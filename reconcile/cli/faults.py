"""What became of a command that did not end by itself: one line and an exit code, or a bug's traceback."""

from __future__ import annotations

import os
import sys

from reconcile.errors import ReconcileError

__all__ = ["INTERRUPTED", "exit_code_of", "told"]

INTERRUPTED = 130


def told(sentence: str, exit_code: int) -> int:
    """The exit code, after its sentence was told on one line."""
    print(f"fba-reconcile: {' '.join(sentence.split())}", file=sys.stderr)
    return exit_code


def exit_code_of(fault: BaseException) -> int:
    """The exit code of an expected fault, which is told; any other fault is raised again."""
    if isinstance(fault, ReconcileError):
        return told(str(fault), fault.exit_code)
    if _is_interrupt(fault):
        return told("interrupted", INTERRUPTED)
    if isinstance(fault, BrokenPipeError) or isinstance(fault.__context__, BrokenPipeError):
        return _reader_gone()
    if isinstance(fault, SystemExit) and isinstance(fault.code, int | None):
        return fault.code or 0  # a completion was shown
    if isinstance(fault, OSError) and fault.filename is not None:
        return told(f"'{fault.filename}': {fault.strerror}. Is the path right, is there room, may it be written?", 2)
    return _usage_fault(fault)


def _is_interrupt(fault: BaseException) -> bool:
    """Whether Ctrl-C stands behind it; DuckDB has a word of its own for it, the option parser another."""
    is_query = isinstance(fault, RuntimeError) and str(fault) == "Query interrupted"
    return isinstance(fault, KeyboardInterrupt) or is_query or type(fault).__name__ in {"Abort", "InterruptException"}


def _usage_fault(fault: BaseException) -> int:
    code = getattr(fault, "exit_code", None)
    if code is None:
        raise fault
    context = getattr(fault, "ctx", None)
    if type(fault).__name__ == "NoArgsIsHelpError" and context is not None:
        print(context.get_help(), file=sys.stderr)
        return int(code)
    message = fault.format_message() if hasattr(fault, "format_message") else str(fault)
    command = context.command_path if context is not None else "fba-reconcile"
    return told(f"{message.rstrip('. ')}; see: {command} --help", int(code))


def _reader_gone() -> int:
    """Done: whoever read the output (`| head`) has enough; what is still buffered goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
