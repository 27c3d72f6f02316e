"""The bytes as received: hashed, compressed and looked over in one walk, beside the load."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import zstandard

from reconcile.errors import ReconcileError

__all__ = ["DamagedRawError", "RawCopy", "TextFacts", "facts_of", "raw_path", "unpack_raw"]

CHUNK_SIZE = 4 * 1024 * 1024
ZSTD_LEVEL = 1


class DamagedRawError(ReconcileError):
    """A raw copy that is gone or does not hold the bytes that were received."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the raw copy '{path}' is missing or damaged; restore it from a backup")


def raw_path(folder: Path, sha256: str) -> Path:
    """Where the raw copy of these bytes stands in an account's folder."""
    return folder / "raw" / f"{sha256}.zst"


def unpack_raw(folder: Path, sha256: str, target: Path) -> None:
    """Write the bytes as received to a file.

    Raises:
        DamagedRawError: the copy is not there or not what was received.
    """
    path = raw_path(folder, sha256)
    digest = hashlib.sha256()
    try:
        with path.open("rb") as packed, target.open("wb") as plain:
            for chunk in zstandard.ZstdDecompressor().read_to_iter(packed):
                digest.update(chunk)
                plain.write(chunk)
    except (OSError, zstandard.ZstdError):
        raise DamagedRawError(path) from None
    if digest.hexdigest() != sha256:
        raise DamagedRawError(path)


@dataclass(slots=True)
class TextFacts:
    """What a walk over the bytes of a text file tells: whether the fast reader may have it."""

    newlines: int = 0
    returns: int = 0
    line_ends: int = 0  # CR LF pairs
    has_nul: bool = False
    is_utf8: bool = True
    has_quote: bool = False
    has_formula: bool = False  # a spreadsheet's ="..."
    tail: bytes = b""
    _decoder: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))

    def see(self, chunk: bytes) -> None:
        """Take the next bytes into account."""
        self.newlines += chunk.count(b"\n")
        if b"\r" in chunk:
            self.returns += chunk.count(b"\r")
            self.line_ends += chunk.count(b"\r\n")
        if self.tail[-1:] == b"\r" and chunk[:1] == b"\n":
            self.line_ends += 1
        self.has_nul = self.has_nul or b"\0" in chunk
        self.has_quote = self.has_quote or b'"' in chunk
        if not self.has_formula and b"=" in chunk:
            self.has_formula = b'="' in self.tail[-1:] + chunk
        self._decode(chunk, is_last=False)
        self.tail = (self.tail + chunk[-256:])[-256:]

    def end(self) -> None:
        """All bytes have been seen."""
        self._decode(b"", is_last=True)

    def _decode(self, chunk: bytes, *, is_last: bool) -> None:
        if not self.is_utf8 or (chunk.isascii() and not is_last and not self._decoder.getstate()[0]):
            return
        try:
            self._decoder.decode(chunk, final=is_last)
        except UnicodeDecodeError:
            self.is_utf8 = False

    def data_lines(self, header_line: int) -> int:
        """How many physical lines there are below the header, blank ones at the end left out."""
        tail = self.tail.replace(b"\r", b"")
        blank_ends = len(tail) - len(tail.rstrip(b"\n"))
        is_ended = blank_ends > 0
        return self.newlines - max(0, blank_ends - 1) + (0 if is_ended else 1) - header_line

    @property
    def is_plain(self) -> bool:
        """Whether all lines end alike, nothing is hidden in them and all of it is UTF-8."""
        ends_alike = self.returns == 0 or self.returns == self.line_ends == self.newlines
        return ends_alike and self.is_utf8 and not self.has_nul and not self.has_formula


def facts_of(path: Path) -> TextFacts:
    """The facts of a text file."""
    facts = TextFacts()
    for chunk in _chunks(path):
        facts.see(chunk)
    facts.end()
    return facts


class RawCopy(threading.Thread):
    """Hashes, compresses and looks over a file in a thread of its own, beside the load.

    The copy stays under a temporary name until `keep`; `drop` takes it away. `on_progress` gets the
    share that was walked, from this thread.
    """

    def __init__(
        self, source: Path, folder: Path, *, on_progress: Callable[[float], None], is_kept: bool = True
    ) -> None:
        super().__init__(name="raw-copy", daemon=True)
        self._source = source
        self._folder = folder
        self._is_kept = is_kept
        self._on_progress = on_progress
        self._part = folder / "tmp" / f"raw-{os.getpid()}-{id(self)}.part"
        self._fault: BaseException | None = None
        self.byte_count = source.stat().st_size
        self.facts = TextFacts()
        self.sha256 = ""

    def run(self) -> None:
        """Walk the file once."""
        try:
            self._walk()
        except BaseException as fault:  # noqa: BLE001  handed over in `finished`
            self._fault = fault

    def finished(self) -> RawCopy:
        """Itself, when the walk is over; the fault that ended it, if one did."""
        self.join()
        if self._fault is not None:
            raise self._fault
        return self

    def keep(self) -> None:
        """Give the copy its lasting name; the same bytes may be there already."""
        self.finished()
        if not self._is_kept:
            return
        target = raw_path(self._folder, self.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._part.replace(target)

    def drop(self) -> None:
        """Take the copy away."""
        self.join()
        with contextlib.suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _walk(self) -> None:
        digest = hashlib.sha256()
        with contextlib.ExitStack() as stack:
            write: Callable[[bytes], object] = len
            if self._is_kept:
                plain = stack.enter_context(self._part.open("wb"))
                packer = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True)
                packed = stack.enter_context(packer.stream_writer(plain, closefd=False))
                write = packed.write
            seen = 0
            for chunk in _chunks(self._source):
                digest.update(chunk)
                write(chunk)
                self.facts.see(chunk)
                seen += len(chunk)
                if self.byte_count > 2 * CHUNK_SIZE:
                    self._on_progress(seen / self.byte_count)
        if self._is_kept:
            _sync(self._part)
        self.facts.end()
        self.sha256 = digest.hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_SIZE):
            yield chunk
