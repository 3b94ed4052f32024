"""Elections of a run: those that a scenario dates, and those in the calendars of the states.

The calendar counts months from the reading, as a run does. A scheduled election says nothing about its outcome: its
stance is not a number, and the engine draws it. Once a scenario has dated an `election` of a state, it speaks for that
state: the scheduled ones of that month and after are left out.
"""

from __future__ import annotations

import math

from sim.evidence import load
from sim.scenario.injects import Inject


def elections(
    reading: str, injects: tuple[Inject, ...], countries: tuple[str, ...], horizon: int
) -> list[tuple[int, int, float]]:
    """New stances by date: (month, position in the roster, stance).

    Parameters
    ----------
    reading
        Name of the reading, whose month is month 0; what was due in that month or before is over.
    injects
        The dated events of the scenario.
    countries
        Codes of the countries in the roster's order.
    horizon
        Months of the run; later elections are left out.

    Returns
    -------
    list of (int, int, float)
        Those of the scenario first, then the scheduled ones with a stance that is not a number.

    Examples
    --------
    >>> elections("sep2025", (), ("CZE",), 12)
    [(1, 0, nan)]
    >>> elections("sep2025", (Inject("election", 0, -2.0, "CZE"),), ("CZE",), 12)
    [(0, 0, -2.0)]
    """
    dated = [(e.month, countries.index(e.country), e.size) for e in injects if e.kind == "election"]
    start = _months(load().readings[reading].date)
    scheduled = [
        (_months(vote.month) - start, countries.index(vote.code))
        for vote in load().elections
        if vote.decides and vote.code in countries
    ]
    return dated + [
        (month, seat, math.nan)
        for month, seat in scheduled
        if 0 < month < horizon and not any(other <= month for other, of, _ in dated if of == seat)
    ]


def _months(date: str) -> int:
    """Months from the year 0 to a date that begins with year and month."""
    return 12 * int(date[:4]) + int(date[5:7])
