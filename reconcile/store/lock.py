"""One process writes a workspace; a second one is told which, and since when."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from reconcile.errors import ReconcileError

__all__ = ["WorkspaceBusyError", "WorkspaceLock"]

PATIENCE_SECONDS = 3.0


class WorkspaceBusyError(ReconcileError):
    """Another process writes this workspace."""

    def __init__(self, workspace: Path, holder: str) -> None:
        super().__init__(f"the workspace '{workspace}' is in use by {holder}; wait until it is done and try again")


class WorkspaceLock:
    """Held while a command writes; entering it again inside the same process is allowed."""

    def __init__(self, workspace: Path, command: str, *, patience: float = PATIENCE_SECONDS) -> None:
        self._workspace = workspace
        self._command = command
        self._patience = patience
        self._holder_file = workspace / ".lock.holder"
        self._lock = FileLock(workspace / ".lock", is_singleton=True)

    def __enter__(self) -> Self:
        """Take the lock, or say after a moment who has it.

        Raises:
            WorkspaceBusyError: another process holds it.
        """
        try:
            self._lock.acquire(timeout=self._patience)
        except Timeout:
            raise WorkspaceBusyError(self._workspace, self._holder()) from None
        if self._lock.lock_counter == 1:
            self._holder_file.write_text(f"{os.getpid()} {self._command}", encoding="utf-8")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        if self._lock.lock_counter == 1:
            with contextlib.suppress(OSError):
                self._holder_file.unlink()
        self._lock.release()

    def _holder(self) -> str:
        """Who holds the lock, as far as the file beside it tells."""
        try:
            pid, _, command = self._holder_file.read_text(encoding="utf-8").partition(" ")
            since = dt.datetime.fromtimestamp(self._holder_file.stat().st_mtime).astimezone()
        except OSError:
            return "another process"
        return f"process {pid} ('{command}', since {since:%Y-%m-%d %H:%M:%S})"
