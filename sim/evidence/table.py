"""A ledger as rows of checked cells: what is refused, and how the refusal reads."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sim.evidence import spreadsheet
from sim.evidence.spreadsheet import TWOFOLD, SheetError


class EvidenceError(ValueError):
    """A ledger holds something it may not; the message names file, row, column and what is allowed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ledger; `line` is the number an editor shows."""

    file: str
    line: int
    cells: dict[str, str]
    commas: bool = False
    """Whether a comma may stand before decimals."""

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
        try:
            value = spreadsheet.number(self.cells[column], commas=self.commas, most=high)
        except SheetError as fault:
            raise self.refuse(column, f"must be a finite decimal number; it {fault}") from None
        if value is None or not math.isfinite(value):
            raise self.refuse(column, "must be a finite decimal number")
        if TWOFOLD.fullmatch(self.cells[column]) and 1000 * abs(value) <= high < math.inf:
            plain = self.cells[column].replace(".", "").replace(",", "")
            raise self.refuse(column, f"it can be read in two ways; write {plain} or {value:g}")
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
    sheet = _sheet(file, raw)
    expected = tuple(columns)
    if sheet.head != expected:
        raise EvidenceError(f"{file}, row 1: {_difference(sheet.head, expected)}")
    return _rows(file, sheet)


def some_columns(file: str, raw: bytes, needed: Iterable[str]) -> list[Row]:
    """Read a table that has at least these columns, in any order."""
    sheet = _sheet(file, raw)
    for name in needed:
        if name not in sheet.head:
            raise EvidenceError(f"{file}, row 1: no column {name}; needed: {', '.join(needed)}")
    return _rows(file, sheet)


def _sheet(file: str, raw: bytes) -> spreadsheet.Sheet:
    try:
        return spreadsheet.read(raw)
    except SheetError as fault:
        raise EvidenceError(f"{file}{', ' if str(fault).startswith('row') else ': '}{fault}") from None


def _rows(file: str, sheet: spreadsheet.Sheet) -> list[Row]:
    if not sheet.rows:
        raise EvidenceError(f"{file}: holds no rows")
    return [
        Row(file, line, dict(zip(sheet.head, cells, strict=True)), sheet.commas) for line, cells in sheet.rows
    ]


def _difference(head: tuple[str, ...], expected: tuple[str, ...]) -> str:
    """What is wrong with a head: the columns that it lacks, or has beside those that it must have."""
    must = f"the columns must be {','.join(expected)}"
    if missing := [name for name in expected if name not in head]:
        return f"no column {missing[0]}; {must}"
    strange = [name for name in head if name not in expected]
    return f"{strange[0]!r} is no column; {must}" if strange else must
