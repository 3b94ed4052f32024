"""Tables that people hand in as text: what a spreadsheet does to a CSV file is met, or refused with the cure.

Met are a byte order mark, semicolons and tabs between cells, decimal commas where commas do not separate, any ends of
lines, a first line `sep=;`, empty columns at the end and empty lines. What could be read in two ways is refused. All
tables that come from outside, and the ledgers, are read here.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass

MAX_BYTES = 64_000_000
SEPARATORS = (",", ";", "\t")
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a file in UTF-16 begins, which spreadsheets call Unicode text."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
COMMA = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?", re.ASCII)
TWOFOLD = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*", re.ASCII)
"""As `40.000`: thousands in one country, three decimals in another."""
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([ .,'_])\d{3}(\1\d{3})*", re.ASCII)
LIKE = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": " ", "\u202f": " ", "\u2019": "'"})
"""Signs that spreadsheets and word processors put in place of others."""
HINT = re.compile(r"\"?sep=([,;\t])\"?(\r\n|\r|\n)", re.IGNORECASE)
"""A first line for spreadsheets alone."""


class SheetError(ValueError):
    """A table that cannot be read as one; the message says how to mend it, and leaves the file's name to the caller."""


@dataclass(frozen=True)
class Sheet:
    """A table as text: its head, its rows with the line each ends on, and whether commas may be decimal."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    commas: bool


def read(raw: bytes) -> Sheet:
    r"""A table from the bytes of a file; raises `SheetError`.

    >>> sheet = read(b"\xef\xbb\xbfroe;name;\r\n0,5;firm;\r\n;;\r\n")
    >>> sheet.head, sheet.rows, sheet.commas
    (('roe', 'name'), ((2, ('0,5', 'firm')),), True)
    """
    text = _text(raw)
    hint = HINT.match(text)
    text = text[hint.end() :] if hint else text
    separator = hint[1] if hint else _separator(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        every = [(lines.line_num + bool(hint), tuple(map(str.strip, cells))) for cells in lines]
    except csv.Error as fault:
        raise SheetError(f"row {lines.line_num + bool(hint)}: not a CSV table ({fault})") from None
    every = [(line, cells) for line, cells in every if any(cells)]
    if not every:
        return Sheet((), (), separator != ",")
    (first, names), *rows = every
    head = _fitted(names, max(k for k, name in enumerate(names, 1) if name), first)
    if len(head) == 1 and any(mark in head[0] for mark in SEPARATORS):
        raise SheetError(
            "each line is one cell in quotes; open it with its separator, and save it as CSV again"
        )
    for name in head:
        if head.count(name) > 1:
            raise SheetError(f"row {first}: column {name!r} is there twice; allowed: once")
    return Sheet(head, tuple((line, _fitted(row, len(head), line)) for line, row in rows), separator != ",")


def number(cell: str, *, commas: bool, most: float = math.inf) -> float | None:
    """The number that a cell says, or None if it says none.

    Parameters
    ----------
    cell
        What stands there.
    commas
        Whether a comma may stand before decimals, because another sign separates the cells.
    most
        The largest number that can be meant; where thousands would be more, decimals are.

    Returns
    -------
    float or None
        The number, perhaps too large to be finite; None for a text.

    Raises
    ------
    SheetError
        For what looks like a number that could be read in two ways, or that is to be written plainly.

    Examples
    --------
    >>> number("0,5", commas=True), number("-3", commas=False), number("robust", commas=False)
    (0.5, -3.0, None)
    >>> number("40.000", commas=True)
    Traceback (most recent call last):
    sim.evidence.spreadsheet.SheetError: can be read in two ways; write 40000
    """
    grouped = re.sub("[.,]", "", cell)
    if commas and TWOFOLD.fullmatch(cell) and abs(float(grouped)) <= most:
        raise SheetError(f"can be read in two ways; write {grouped}")
    if NUMBER.fullmatch(cell):
        return float(cell)
    if commas and COMMA.fullmatch(cell):
        return float(cell.replace(",", "."))
    if plain := written_plainly(cell):
        raise SheetError(f"is no plain number; write {plain}")
    return None


def written_plainly(cell: str) -> str | None:
    """How a number that is written for people has to be written; None for a text, and for a plain number.

    >>> (
    ...     written_plainly("40,000"),
    ...     written_plainly("1.234,5"),
    ...     written_plainly("0,5"),
    ...     written_plainly("robust"),
    ... )
    ('40000', '1234.5', '0.5', None)
    """
    text = cell.translate(LIKE)
    if text.endswith("%") and (share := number(text[:-1].strip(), commas=True)) is not None:
        return f"{share / 100:.15g}"
    point = max(text.rfind(","), text.rfind("."))
    whole, decimals = (text[:point], text[point + 1 :]) if point >= 0 else (text, "")
    if GROUPED.fullmatch(text):
        plain = re.sub(r"[^\d+-]", "", text)
    elif (
        point >= 0
        and decimals.isdigit()
        and (not whole or whole.lstrip("+-").isdigit() or GROUPED.fullmatch(whole))
    ):
        plain = re.sub(r"[^\d+-]", "", whole) + f".{decimals}"
    else:
        plain = text
    return plain if NUMBER.fullmatch(plain) and not NUMBER.fullmatch(cell) else None


def _text(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise SheetError(f"larger than {MAX_BYTES // 10**6} MB")
    if raw.startswith(WIDE) or raw[:1_000].count(0) * 3 > len(raw[:1_000]):  # every second byte, or more
        raise SheetError("is saved as UTF-16 (“Unicode text”); save it as CSV UTF-8")
    if b"\0" in raw:
        raise SheetError(
            f"holds a byte 0 at byte {raw.index(0)}, which no text has; save it as CSV UTF-8 again"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SheetError(f"not UTF-8 at byte {fault.start}; save it as CSV UTF-8") from None


def _separator(text: str) -> str:
    """What stands most often between the cells of the head; quoted ones may hold anything."""
    head = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0].partition("\r")[0])
    return max(SEPARATORS, key=head.count)


def _fitted(cells: tuple[str, ...], width: int, line: int) -> tuple[str, ...]:
    """A row as wide as the head; beyond it, a spreadsheet may leave nothing but empty cells."""
    if len(cells) < width or any(cells[width:]):
        raise SheetError(f"row {line}: {len(cells)} cells, must be {width}")
    return cells[:width]
