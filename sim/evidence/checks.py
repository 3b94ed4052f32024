"""Checks that several ledgers share: keys, days, codes, ranges, grades."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sim.evidence.table import Row

GRADES = ("A", "B", "C", "D")
CONFIDENCE = ("high", "medium", "low")
UNCITED = "a number needs a source"
UNITLESS = "a number needs a unit"


def unique(found: Iterable[Row], *columns: str) -> Iterator[Row]:
    """The rows, none of which may share its key with another."""
    seen: dict[tuple[str, ...], int] = {}
    for row in found:
        key = tuple(row.maybe(column) for column in columns)
        if key in seen:
            raise row.refuse(columns[-1], f"already given in row {seen[key]}; one row a key")
        seen[key] = row.line
        yield row


def dated(row: Row, column: str) -> str:
    """Check a day, or two days with a slash between them, earlier first."""
    days = row.text(column).split("/")
    try:
        parsed = [date.fromisoformat(day) for day in days]
    except ValueError as error:
        raise row.refuse(column, "must be YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD") from error
    written = [day.isoformat() for day in parsed]
    if written != days or len(days) > 2 or parsed != sorted(parsed):
        raise row.refuse(column, "must be YYYY-MM-DD, or two such days with the earlier first")
    return row.text(column)


def known_code(row: Row, countries: Collection[str]) -> str:
    """A country that is listed."""
    if row.maybe("code") not in countries:
        raise row.refuse("code", "must be an ISO 3166 alpha-3 code listed in countries.csv (Norway is NOR)")
    return row.maybe("code")


def prior(row: Row, floor: float, ceiling: float) -> tuple[float, float, float]:
    """Low, mode and high in their order, within floor and ceiling."""
    low, mode, high = (row.number(column, floor, ceiling) for column in ("low", "mode", "high"))
    if not low <= mode <= high:
        raise row.refuse("mode", f"must lie between low {low:g} and high {high:g}")
    return low, mode, high
