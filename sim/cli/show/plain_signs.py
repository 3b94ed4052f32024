"""What is printed where an encoding lacks a sign: a plain one that says the same, never a question mark for a minus."""

from __future__ import annotations

import codecs
import unicodedata

HANDLER = "plain signs"
PLAIN = {
    "−": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    "±": "+/-",
    "×": "x",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "∞": "inf",
    "→": "->",
    "←": "<-",
    "▲": "^",
    "█": "#",
    "▀": "'",
    "▄": ".",
    "◐": "half",
    "◔": "quarter",
    "∅": "none",
    "▼": "v",
    "…": "...",
    "·": ".",
    "•": "*",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "½": "1/2",
    "€": "EUR",
    "§": "section ",
    "µ": "u",
    "σ": "sigma",
    "ß": "ss",
    "Ł": "L",
    "ł": "l",
    "Ø": "O",
    "ø": "o",
    "Đ": "D",
    "đ": "d",
    "ı": "i",
    "Æ": "AE",
    "æ": "ae",
    "π": "pi",
    "Π": "product ",
    "Σ": "sum ",
    "Δ": "delta ",
    "√": "sqrt ",
    "⁻": "-",
    "²": "^2",
    "³": "^3",
    "⌊": "floor(",
    "⌋": ")",
    "′": "'",
    "✓": "yes",
    "✗": "no",
    "═": "=",
    "━": "=",
    "╸": "=",
    "╺": "=",
    "─": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
}


def register() -> str:
    """Make the plain signs known to encoders; gives the name under which they go, as `errors=` takes it."""
    codecs.register_error(HANDLER, _replaced)
    return HANDLER


def plain(text: str, encoding: str) -> str:
    """The text with a plain sign for each that the encoding lacks.

    >>> plain("−1.3 ± 0.2, ≤ 3 → “Łódź”", "ascii")
    '-1.3 +/- 0.2, <= 3 -> "Lodz"'
    >>> plain("−1.3 ± 0.2", "cp1252")
    '-1.3 ± 0.2'
    """
    return text.encode(encoding, register()).decode(encoding)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    """A sign in ASCII: by the list, else without its accents, else its number, so that two names stay two."""
    if sign in PLAIN:
        return PLAIN[sign]
    bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return bare or f"\\u{ord(sign):04x}"
