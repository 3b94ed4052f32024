"""The only place where a sweep writes: every file appears whole and durable, or not at all.

A file is written under a temporary name, flushed to the disk, renamed, and its folder flushed. The three
calls that can fail are methods, so that a test can make any of them fail.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from sim.sweep.errors import SweepError

UNFINISHED = ".unfinished-"


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

    def put(self, path: Path, data: bytes) -> None:
        """Make or replace a file; raises `SweepError` and leaves things as they were if the disk refuses."""
        unfinished = path.with_name(f"{UNFINISHED}{path.name}")
        try:
            self._write_all(unfinished, memoryview(data))
            self.rename(unfinished, path)
            self.settle(path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise SweepError(
                f"{path}: {error.strerror or error}; what was finished before is kept"
            ) from error

    def settle(self, folder: Path) -> None:
        """Make the names in a folder durable."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            self.flush(descriptor)
        finally:
            os.close(descriptor)

    def _write_all(self, path: Path, data: memoryview) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        try:
            while data:
                data = data[self.write(descriptor, data) :]
            self.flush(descriptor)
        finally:
            os.close(descriptor)
