"""A reader who leaves early, as `| head` does, stops nothing: what was asked for is done, and nobody is told.

A full disk is another matter: what was to be printed is lost, which is said once.
"""

from __future__ import annotations

import os
from io import TextIOWrapper
from pathlib import Path


class Unread(TextIOWrapper):
    """A stream that goes nowhere once its reader has left."""

    def write(self, text: str, /) -> int:
        """Write the text, or drop it where nobody reads."""
        try:
            return super().write(text)
        except OSError as refusal:
            self._leave(refusal)
            return len(text)

    def flush(self) -> None:
        """Hand on what is written, or drop it where nobody reads."""
        try:
            super().flush()
        except OSError as refusal:
            self._leave(refusal)

    def _leave(self, refusal: OSError) -> None:
        """Lead what is still to come nowhere; raises what is no reader's leave."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)
        if not isinstance(refusal, BrokenPipeError):
            raise refusal


def patient(stream: TextIOWrapper | None) -> Unread:
    """The same stream, which its reader may leave; one that goes nowhere for one that was closed from the start."""
    if stream is None:
        return Unread(Path(os.devnull).open("wb"))
    encoding, errors, by_line = stream.encoding, stream.errors, stream.line_buffering
    return Unread(stream.detach(), encoding, errors, line_buffering=by_line)
