"""Atomic, durable writing, for all results: a file appears whole or not at all.

A file is written under a temporary name, flushed to the disk, renamed, and its folder flushed. The three
calls that can fail are methods, so that a test can make any of them fail.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

UNFINISHED = ".unfinished-"
_BINARY = getattr(os, "O_BINARY", 0)


class DiskError(OSError):
    """A disk that refuses; the message is one line for the user."""


class Disk:
    """Writes whole files."""

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the data; returns how much."""
        return os.write(descriptor, data)

    def flush(self, descriptor: int) -> None:
        """Return when what was written is on the disk."""
        os.fsync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file its name, in one step."""
        source.replace(target)

    @contextlib.contextmanager
    def whole(self, path: Path) -> Iterator[Path]:
        """Yield the name under which to write a file; when that is done, it appears under its own, durably.

        Raises `DiskError` and leaves things as they were if the disk refuses.
        """
        unfinished = path.with_name(f"{UNFINISHED}{path.name}")
        try:
            with _refusals(path):
                if unfinished.is_symlink():  # left by a stranger: what it leads to is not ours to write
                    unfinished.unlink()
                yield unfinished
                self._flush_file(unfinished)
                self.rename(unfinished, path)
        except DiskError:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        self.sync_folder(path.parent)

    def put(self, path: Path, data: bytes) -> None:
        """Make or replace a file."""
        with self.whole(path) as unfinished:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
            try:
                left = memoryview(data)
                while left:
                    left = left[self.write(descriptor, left) :]
            finally:
                os.close(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable (fsync)."""
        if os.name != "nt":
            with _refusals(folder):
                self._flush_file(folder)

    def _flush_file(self, path: Path) -> None:
        descriptor = os.open(path, (os.O_RDWR if path.is_file() else os.O_RDONLY) | _BINARY)
        try:
            self.flush(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Say in one line what the disk refused."""
    try:
        yield
    except DiskError:  # says it already
        raise
    except OSError as error:
        raise DiskError(f"{path}: {error.strerror or error}; what was finished before is kept") from error
