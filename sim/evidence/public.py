"""Parses the ledgers of what was public by July 2025: remarks, polls, elections, and conditions of pledges."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sim.evidence.checks import (
    ABOUT,
    CONFIDENCE,
    GRADES,
    UNCITED,
    contributor,
    dated,
    known_in_time,
    last_day,
    year_or_month,
)
from sim.evidence.records import Claim, Condition, Country, Election, Poll, Remark
from sim.evidence.table import Row

STANCES = ("3", "2", "1", "0", "-1", "-2", "-3")
ASKS = ("own", "war", "other")
AMOUNTS = {"us": 1.0, "size": 300_000.0, "mandate": 1.0}
"""Conditions that are amounts, each with the most it may ask for."""


def remark_of(row: Row, countries: Mapping[str, Country]) -> Remark:
    """A public remark; only one with a stance may decide."""
    stance = int(row.choice("stance", STANCES)) if row.maybe("stance") else None
    decides = row.flag("decides")
    if decides and stance is None:
        raise row.refuse("decides", "a remark without a stance cannot decide; allowed: 0")
    return Remark(
        code=contributor(row, "code", countries),
        date=known_in_time(row, "date"),
        office=row.text("office"),
        about=row.choice("about", ABOUT),
        scope=row.text("scope"),
        conditions=row.maybe("conditions"),
        stance=stance,
        decides=decides,
        paraphrase=row.text("paraphrase"),
        source=row.text("source", UNCITED),
        url=row.text("url"),
        confidence=row.choice("confidence", CONFIDENCE),
    )


def poll_of(row: Row, countries: Mapping[str, Country]) -> Poll:
    """A poll, with at least one of the shares in favour and against."""
    shares = [row.maybe_number(column, 0, 1) for column in ("poll_for", "poll_against", "undecided")]
    if shares[:2] == [None, None]:
        raise row.refuse("poll_for", "a poll needs a share in favour or against")
    if sum(share or 0.0 for share in shares) > 1.015:  # rounded to whole percents, three of them
        raise row.refuse("poll_for", "the shares must not add up to more than 1")
    return Poll(
        code=contributor(row, "code", countries),
        date=known_in_time(row, "date"),
        pollster=row.text("pollster", UNCITED),
        wording=row.text("wording"),
        condition=row.text("condition"),
        asks=row.choice("asks", ASKS),
        in_favour=shares[0],
        against=shares[1],
        undecided=shares[2],
        grade=row.choice("grade", GRADES),
        confidence=row.choice("confidence", CONFIDENCE),
        note=row.maybe("note"),
        url=row.text("url"),
    )


def election_of(row: Row, countries: Mapping[str, Country]) -> Election:
    """An election, held or to come, as it stood in the calendar at the cut-off."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", row.maybe("month"), re.ASCII):
        raise row.refuse("month", "must be YYYY-MM")
    return Election(
        code=contributor(row, "code", countries),
        month=row.text("month"),
        what=row.text("what"),
        decides=row.flag("decides"),
        source=row.text("source", UNCITED),
        grade=row.choice("grade", GRADES),
        confidence=row.choice("confidence", CONFIDENCE),
        note=row.maybe("note"),
        url=row.maybe("url"),
        as_of=year_or_month(row, "as_of"),
    )


def condition_of(
    row: Row, countries: Mapping[str, Country], claims: Mapping[str, Claim], record: Collection[Remark]
) -> Condition:
    """A condition of a pledge, said in an article's claims or in a remark of the record.

    Parameters
    ----------
    row
        A line of `conditions.csv`.
    countries
        Countries by code; the pledger, and the leader it waits for, are contributors.
    claims
        Claims by their identifiers; those cited must name the state.
    record
        The remarks; a condition of the record stands in one of the state on that day.

    Returns
    -------
    Condition
        The condition, with every cell checked.

    Raises
    ------
    EvidenceError
        One line that names file, row and column of a cell that is refused, and what is allowed.
    """
    code = contributor(row, "code", countries)
    kind = row.choice("kind", ("leader", *AMOUNTS))
    layer = row.choice("layer", ("articles", "record"))
    since = dated(row, "since")
    cited = row.listed("claims", claims, "a claim in claims.csv")
    if layer == "articles":
        if not any(code in claims[claim].actors for claim in cited):
            raise row.refuse("claims", f"at least one claim must name {code} among its actors")
        days = {last_day(claims[claim].date) for claim in cited}
        if last_day(since) not in days:
            raise row.refuse("since", "must be the day of the claims: " + " | ".join(sorted(days)))
    else:
        known_in_time(row, "since")
        if cited or not any((said.code, said.date) == (code, since) for said in record):
            raise row.refuse(
                "since", f"record.csv must hold a remark of {code} on that day, and no claim is named"
            )
    value: float | str = (
        contributor(row, "value", countries) if kind == "leader" else row.number("value", 0, AMOUNTS[kind])
    )
    if value == code:
        raise row.refuse("value", "a state cannot wait for itself")
    return Condition(code, kind, value, layer, since, cited, row.choice("grade", GRADES), row.text("wording"))
