"""The one base of every fault that a person can mend.

Subclasses stand at the top of the module that raises them and build their own message from typed
arguments: what is wrong, where, and what to do about it, in one sentence. Only the command line turns
the class into an exit code; anything that is not a `ReconcileError` is a bug and keeps its traceback.
"""

from typing import ClassVar


class ReconcileError(Exception):
    """An expected fault, told in one line."""

    exit_code: ClassVar[int] = 2
