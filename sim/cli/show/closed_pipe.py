"""A reader who leaves early, as `| head` does, stops nothing: what was asked for is done, and nobody is told."""

from __future__ import annotations

import os
from io import TextIOWrapper


class Unread(TextIOWrapper):
    """A stream that goes nowhere once its reader has left."""

    def write(self, text: str, /) -> int:
        """Write the text, or drop it where nobody reads."""
        try:
            return super().write(text)
        except BrokenPipeError:
            self._leave()
            return len(text)

    def flush(self) -> None:
        """Hand on what is written, or drop it where nobody reads."""
        try:
            super().flush()
        except BrokenPipeError:
            self._leave()

    def _leave(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def patient(stream: TextIOWrapper) -> Unread:
    """The same stream, which its reader may leave."""
    encoding, errors, by_line = stream.encoding, stream.errors, stream.line_buffering
    return Unread(stream.detach(), encoding, errors, line_buffering=by_line)
