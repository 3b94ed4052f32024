"""What a room refuses: a status, a word for programs, and a sentence that says what is possible now."""

from __future__ import annotations

from typing import Any

STATUS = {
    "bad_form": 400,
    "no_token": 401,
    "not_yours": 403,
    "no_room": 404,
    "stale_turn": 409,
    "stale_version": 409,
    "late": 409,
    "nonce_reused": 409,
    "not_now": 409,
    "taken": 409,
    "too_long": 413,
    "not_allowed": 422,
    "paused": 423,
    "slow_down": 429,
    "settling": 503,
}
"""Every refusal with its HTTP status."""


class RefusedError(Exception):
    """A request that a room refuses; nothing of it has been written."""

    def __init__(self, error: str, words: str, **more: Any) -> None:
        """`error` is a name of `STATUS`; `more` is told to the asker and names only the asker's own facts."""
        super().__init__(words)
        self.error, self.words, self.more = error, words, more

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.error]

    def as_dict(self) -> dict[str, Any]:
        """The answer that the asker gets."""
        return {"error": self.error, "words": self.words, **self.more}
