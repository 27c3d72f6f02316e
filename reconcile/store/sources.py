"""The files that a person names: folders walked, archives opened, every file a download of its own."""

from __future__ import annotations

import gzip
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from connectors.encoding import Container, container_of
from connectors.workbook import is_workbook
from reconcile.errors import ReconcileError

__all__ = ["BombError", "Source", "TruncatedError", "sources", "unpack_gzip"]

LARGEST_UNPACKED = 20 * 1024**3
LARGEST_RATIO = 250
RATIO_COUNTS_FROM = 64 * 1024**2
MOST_MEMBERS = 5_000
DEEPEST_NESTING = 2
LITTER = frozenset({"thumbs.db", "desktop.ini"})
CHUNK_SIZE = 4 * 1024 * 1024


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class BombError(ReconcileError):
    """A packed file that unpacks to more than any report is large."""

    def __init__(self, why: str) -> None:
        super().__init__(f"was not unpacked: {why}, which no report does")


class TruncatedError(ReconcileError):
    """A packed file that is cut off or damaged."""

    def __init__(self, what: str) -> None:
        super().__init__(f"is a damaged or incomplete {what} file: download it again")


class NoSuchPathError(ReconcileError):
    """A path that is not there."""

    def __init__(self) -> None:
        super().__init__("is no file or folder: check the path")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One download: the name to show, and where its bytes stand; or why there are none."""

    name: str
    path: Path
    fault: str | None = None


def sources(paths: list[Path], temporary: Path) -> Iterator[Source]:
    """All downloads under some paths, folders in order of name, hidden files left out.

    A member of an archive stands in `temporary` while it is the current one.
    """
    for path in paths:
        if path.is_dir():
            for file in _files_under(path):
                yield from _opened(_shown(file.relative_to(path).as_posix()), file, temporary, 0)
        elif path.is_file():
            yield from _opened(_shown(path.name), path, temporary, 0)
        else:
            yield Source(name=_shown(str(path)), path=path, fault=str(NoSuchPathError()))


def _shown(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 are shown as well as can be."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files_under(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if _is_litter(entry.name) or (entry.is_symlink() and not entry.exists()):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _files_under(entry)
        elif entry.is_file():
            yield entry


def _is_litter(name: str) -> bool:
    """Whether a file is hidden, or left by a spreadsheet or Windows in any folder."""
    return name.startswith((".", "~$")) or name.casefold() in LITTER


def _opened(name: str, path: Path, temporary: Path, depth: int) -> Iterator[Source]:
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
        is_archive = container_of(head) is Container.ZIP and not is_workbook(path)
    except OSError as error:
        yield Source(name=name, path=path, fault=f"cannot be read: {error.strerror}")
        return
    if not is_archive:
        yield Source(name=name, path=path)
        return
    if depth >= DEEPEST_NESTING:
        yield Source(name=name, path=path, fault="is an archive inside archives: unpack it first")
        return
    yield from _members(name, path, temporary, depth)


def _members(name: str, path: Path, temporary: Path, depth: int) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        yield Source(name=name, path=path, fault=str(TruncatedError("zip")))
        return
    with archive:
        members = [member for member in archive.infolist() if _is_report(member)]
        members.sort(key=lambda member: member.filename)
        if len(members) > MOST_MEMBERS:
            fault = str(BombError(f"it has {len(members)} members"))
            yield Source(name=name, path=path, fault=fault)
            return
        if not members:
            yield Source(name=name, path=path, fault="is an archive without a file in it")
        for number, member in enumerate(members):
            # The member's own path is shown and never used: a file of ours takes the bytes.
            target = temporary / f"member-{depth}-{number}"
            shown = f"{name}/{PurePosixPath(member.filename.replace(chr(92), '/')).name}"
            try:
                _unpack_member(archive, member, target)
            except ReconcileError as fault:
                yield Source(name=shown, path=target, fault=str(fault))
            else:
                yield from _opened(shown, target, temporary, depth + 1)
            finally:
                target.unlink(missing_ok=True)


def _is_report(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    if member.is_dir() or parts[-1].casefold() in LITTER:
        return False
    return not any((part.startswith(".") and part not in ("..", ".")) or part == "__MACOSX" for part in parts)


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    if member.flag_bits & 1:
        raise TruncatedError("(or locked) zip")
    _refuse_bomb(member.file_size, member.compress_size)
    try:
        with archive.open(member) as stream:
            _write(stream, target, packed_size=member.compress_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise TruncatedError("zip") from None


def unpack_gzip(source: Path, target: Path) -> None:
    """Write what a gzip file holds.

    Raises:
        TruncatedError: it is cut off or damaged.
        BombError: it holds more than any report.
    """
    try:
        with gzip.open(source, "rb") as stream:
            _write(stream, target, packed_size=source.stat().st_size)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise TruncatedError("gzip") from None


def _write(stream: _Readable, target: Path, *, packed_size: int) -> None:
    written = 0
    with target.open("wb") as plain:
        while chunk := stream.read(CHUNK_SIZE):
            written += len(chunk)
            _refuse_bomb(written, packed_size)
            plain.write(chunk)
        plain.flush()
        os.fsync(plain.fileno())


def _refuse_bomb(size: int, packed_size: int) -> None:
    """Text packs 5 to 40 times; a megabyte that becomes hundreds is made to fill the disk."""
    if size > LARGEST_UNPACKED:
        raise BombError("it unpacks to more than 20 GB")
    if size > RATIO_COUNTS_FROM and size > LARGEST_RATIO * max(1, packed_size):
        raise BombError(f"it unpacks to more than {LARGEST_RATIO} times its size")
