"""Tokens and codes: drawn from the system's own chance, kept as hashes, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two signs that nobody mixes up when they are read out."""
CODE = 6
REJOIN = 8
"""Signs of a room's code, which all may see, and of a player's own, which opens one seat."""


def token() -> str:
    """A token of 128 bits."""
    return secrets.token_hex(16)


def code(length: int = CODE) -> str:
    """A code to be read out and typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def hashed(secret: str) -> str:
    """What is kept of a token or a code."""
    return hashlib.sha256(f"tripwire seminar {secret}".encode()).hexdigest()


def same(secret: str, kept: str) -> bool:
    """Whether this is what was kept, in a time that does not tell how much of it is right."""
    return hmac.compare_digest(hashed(secret), kept)


def typed(text: object) -> str:
    """A code as it was meant: capitals, without blanks and dashes."""
    return "".join(sign for sign in str(text).upper() if sign in LETTERS)[:32]
