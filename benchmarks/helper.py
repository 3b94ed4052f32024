"""A process that measures for this one: told a task's name on a line, it does it and prints the seconds it took."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from benchmarks.clock import Task


class Helper:
    """The process, once it is ready."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def task(self, name: str) -> Task:
        """One of its tasks."""

        def task() -> float:
            self.tell(name)
            return float(self.answer())

        return task

    def tell(self, line: str) -> None:
        """Write a line to it."""
        assert self._process.stdin
        print(line, file=self._process.stdin, flush=True)

    def answer(self) -> str:
        """Read a line from it. Raises `ChildProcessError` if it has ended."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise ChildProcessError(f"{self._process.args!r} ended early; what it said stands above")
        return line.strip()


@contextmanager
def helper(command: Sequence[str], **environment: str) -> Iterator[Helper]:
    """Start a process that measures, and end it with its input."""
    changed: Mapping[str, str] = os.environ | environment
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=changed
    ) as process:
        yield Helper(process)
