"""Checks that several ledgers share: keys, days, codes, ranges, grades."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from sim.evidence.records import Country
from sim.evidence.table import Row

CUT_OFF = "2025-07-31"
"""The last day of which anything but the articles may set a number."""
ABOUT = ("soldiers", "help")
"""What a government can speak of: soldiers of its own in Ukraine, or arms, money, training and bases for Ukraine."""
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


def last_day(date: str) -> str:
    """The last day that a date, one day or two with a slash, may mean."""
    return date.split("/")[-1]


def known_in_time(row: Row, column: str) -> str:
    """Check a day, or two, not after the cut-off."""
    if last_day(dated(row, column)) > CUT_OFF:
        raise row.refuse(column, f"must not be after {CUT_OFF}")
    return row.text(column)


def year_or_month(row: Row, column: str) -> str:
    """Check a year, or a year and month, not after the cut-off."""
    if (
        not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", row.maybe(column), re.ASCII)
        or row.text(column) > CUT_OFF
    ):
        raise row.refuse(column, f"must be YYYY or YYYY-MM, not after {CUT_OFF[:7]}")
    return row.text(column)


def contributor(row: Row, column: str, countries: Mapping[str, Country]) -> str:
    """A state that could send soldiers."""
    code = row.maybe(column)
    if code not in countries or countries[code].kind != "contributor":
        raise row.refuse(column, "only a contributor of countries.csv has a say on sending soldiers")
    return code


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
