"""A ledger as rows of checked cells: what is refused, and how the refusal reads."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class EvidenceError(ValueError):
    """A ledger holds something it may not; the message names file, row, column and what is allowed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ledger; `line` is the number an editor shows."""

    file: str
    line: int
    cells: dict[str, str]

    def refuse(self, column: str, allowed: str) -> EvidenceError:
        """Build the one-line refusal of a cell."""
        shown = self.cells[column]
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        return EvidenceError(f"{self.file}, row {self.line}, column {column}: {shown!r} refused; {allowed}")

    def text(self, column: str, allowed: str = "must not be empty") -> str:
        """Return a cell that must say something."""
        if not self.cells[column]:
            raise self.refuse(column, allowed)
        return self.cells[column]

    def maybe(self, column: str) -> str:
        """Return a cell that may be empty."""
        return self.cells[column]

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """Return a cell that must be one of some words."""
        if self.cells[column] not in allowed:
            raise self.refuse(column, "allowed: " + " | ".join(sorted(allowed)))
        return self.cells[column]

    def number(self, column: str, low: float = -math.inf, high: float = math.inf) -> float:
        """Return a finite decimal number between two bounds."""
        value = float(self.cells[column]) if DECIMAL.fullmatch(self.cells[column]) else math.nan
        if not math.isfinite(value):
            raise self.refuse(column, "must be a finite decimal number")
        if not low <= value <= high:
            raise self.refuse(column, f"must lie between {low:g} and {high:g}")
        return value

    def maybe_number(self, column: str, low: float = -math.inf, high: float = math.inf) -> float | None:
        """Return a number, or None where the cell is empty."""
        return self.number(column, low, high) if self.cells[column] else None

    def flag(self, column: str) -> bool:
        """Return a yes or no, written 1 or 0."""
        return self.choice(column, ("0", "1")) == "1"

    def listed(self, column: str, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """Return the `;`-separated members of a cell, each of them known."""
        members = tuple(member.strip() for member in self.cells[column].split(";") if member.strip())
        for member in members:
            if member not in allowed:
                raise self.refuse(column, f"{member!r} is not {what}")
        if len(set(members)) != len(members):
            raise self.refuse(column, "names something twice")
        return members


def rows(file: str, raw: bytes, columns: Iterable[str]) -> list[Row]:
    """Read a ledger whose header must be exactly these columns."""
    expected = list(columns)
    try:
        lines = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
        header = next(lines, [])
        if header != expected:
            raise EvidenceError(f"{file}, row 1: the columns must be {','.join(expected)}")
        found = []
        for cells in lines:
            if len(cells) != len(expected):
                raise EvidenceError(
                    f"{file}, row {lines.line_num}: {len(cells)} cells, must be {len(expected)}"
                )
            stripped = (cell.strip() for cell in cells)
            found.append(Row(file, lines.line_num, dict(zip(expected, stripped, strict=True))))
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{file}: not UTF-8 at byte {error.start}") from error
    except csv.Error as error:
        raise EvidenceError(f"{file}: not a CSV table ({error})") from error
    if not found:
        raise EvidenceError(f"{file}: holds no rows")
    return found
