"""Dated events, and dated values of levers, laid out as one table: month × channel.

The engines only read the table, so a new kind of event is a row here and no new code there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario.errors import ScenarioError, choice, nearest, number, show, whole
from sim.scenario.levers import BY_NAME

SCHEDULED = ("us_backing", "hostilities", "battlefield", "arming", "russian_consent", "roe")
"""Levers that may change by the month; the first channels of the table, NaN where the scenario's own value holds."""
SHOCKS = ("breach", "rally", "threat", "dead", "reinforcement", "host_consent")
CHANNELS = SCHEDULED + SHOCKS
FADE = 0.7
"""Share of a shock that lasts into the next month (assumption, grade D)."""


@dataclass(frozen=True)
class Effect:
    """What one unit of an event's size does to a channel: once, lasting, fading, or set from then on."""

    channel: str
    manner: str
    per_unit: float = 1.0


@dataclass(frozen=True)
class Kind:
    """A kind of event: what it shifts, its usual size, the range of sizes, and the claims behind it."""

    meaning: str
    source: str
    effects: tuple[Effect, ...]
    size: float = 1.0
    low: float = 0.0
    high: float = 1.0
    unit: str = ""


KINDS: dict[str, Kind] = {
    "drone_incursion": Kind(
        "drones enter a NATO state: a rally, and fear at the border",
        "C053",
        (Effect("rally", "once"), Effect("threat", "fading", 0.5)),
        high=3.0,
        unit="strength",
    ),
    "us_walkout": Kind(
        "Washington withdraws its backing for good",
        "C031 C106",
        (Effect("us_backing", "set"),),
        size=0.0,
        unit="backing left",
    ),
    "ceasefire_breach": Kind(
        "fighting flares up and fades", "C137", (Effect("breach", "fading"),), size=0.5, unit="hostilities"
    ),
    "mass_casualty_strike": Kind(
        "one strike kills many of the force",
        "C009 C020",
        (Effect("dead", "once"),),
        size=50.0,
        high=5000.0,
        unit="dead",
    ),
    "election": Kind(
        "a new government with a new stance", "C068", (), size=0.0, low=-3.0, high=3.0, unit="stance"
    ),
    "north_korean_reinforcement": Kind(
        "troops join Moscow",
        "C052",
        (Effect("reinforcement", "lasting"),),
        size=12_000.0,
        high=200_000.0,
        unit="troops",
    ),
    "consent_withdrawn": Kind(
        "Kyiv asks the force to leave",
        "missions.csv: UNEF I 1967",
        (Effect("host_consent", "set"),),
        size=0.0,
        high=0.0,
    ),
}
"""An election is the one event of a single country; it changes that country's stance (see `elections`)."""


@dataclass(frozen=True)
class Inject:
    """One dated event. `month` counts from 0; `country` is needed by an election only."""

    kind: str
    month: int
    size: float
    country: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The event in words, as it may stand in a scenario file."""
        said: dict[str, Any] = {"kind": self.kind, "month": self.month, "size": self.size}
        return said | ({"country": self.country} if self.country else {})


def read_injects(values: Iterable[Any], countries: Iterable[str]) -> tuple[Inject, ...]:
    """Check events and put them in one order; raises `ScenarioError`."""
    codes = list(countries)
    events = sorted(
        (read_inject(value, codes) for value in values), key=lambda e: (e.month, e.kind, e.country, e.size)
    )
    for one, other in pairwise(events):
        same = (one.month, one.kind, one.country) == (other.month, other.kind, other.country)
        if same and _sets(one.kind):  # what is set holds one value; what adds up may come twice
            of = f" of {one.country}" if one.country else ""
            raise ScenarioError(f"injects: {one.kind}{of} is said twice in month {one.month}; allowed: once")
    return tuple(events)


def _sets(kind: str) -> bool:
    return kind == "election" or any(effect.manner == "set" for effect in KINDS[kind].effects)


def read_inject(value: Any, countries: Iterable[str]) -> Inject:
    """Check one event; raises `ScenarioError`."""
    if isinstance(value, Inject):
        value = value.as_dict()
    if not hasattr(value, "keys"):
        raise ScenarioError(f"injects: {show(value)} is not a mapping with kind and month")
    value = dict(value)
    for key in value:
        if key not in ("kind", "month", "size", "country"):
            raise ScenarioError(
                f"injects: unknown {show(key)}; {nearest(key, ('kind', 'month', 'size', 'country'))}"
            )
    name = choice("injects.kind", value.get("kind"), KINDS)
    kind = KINDS[name]
    month = whole("injects.month", value.get("month"), 0, 119, "months")
    size = number(f"injects.size of {name}", value.get("size", kind.size), kind.low, kind.high, kind.unit)
    country = ""
    if name == "election":
        country = choice("injects.country", value.get("country"), list(countries))
    elif value.get("country"):
        raise ScenarioError(f"injects.country: only an election names a country, not {name}")
    return Inject(name, month, size, country)


def read_schedule(value: Any) -> tuple[tuple[str, tuple[tuple[int, float], ...]], ...]:
    """Check dated values of levers; raises `ScenarioError`."""
    pairs = value.items() if hasattr(value, "items") else value
    read: dict[str, tuple[tuple[int, float], ...]] = {}
    try:
        listed = [(name, list(steps)) for name, steps in pairs]
    except (TypeError, ValueError):
        raise ScenarioError(
            f"schedule: {show(value)} is not a mapping of levers to (month, value) pairs"
        ) from None
    for name, steps in listed:
        lever = BY_NAME[choice("schedule", name, SCHEDULED)]
        if name in read:
            raise ScenarioError(f"schedule.{name}: said twice; allowed: one list of (month, value) pairs")
        row: dict[int, float] = {}
        for step in steps:
            try:
                month, level = step
            except (TypeError, ValueError):
                raise ScenarioError(f"schedule.{name}: {show(step)} is not a (month, value) pair") from None
            if isinstance(level, str) and level in lever.names:
                level = lever.names[level]
            month = whole(f"schedule.{name}", month, 0, 119, "months")
            if month in row:
                raise ScenarioError(f"schedule.{name}: month {month} has two values; allowed: one")
            row[month] = number(f"schedule.{name}", level, lever.low, lever.high, lever.unit)
        read[name] = tuple(sorted(row.items()))
    return tuple(sorted(read.items()))


def check_in_time(
    horizon: int,
    schedule: tuple[tuple[str, tuple[tuple[int, float], ...]], ...],
    injects: tuple[Inject, ...],
) -> None:
    """Refuse what is dated after the last month, where it would do nothing; raises `ScenarioError`."""
    dated = [(f"injects: {event.kind}", event.month) for event in injects]
    dated += [(f"schedule.{name}: the value", month) for name, steps in schedule for month, _ in steps]
    for what, month in dated:
        if month >= horizon:
            raise ScenarioError(
                f"{what} in month {month} would never come; horizon={horizon} allows: 0 to {horizon - 1}"
            )


def table(
    horizon: int,
    schedule: tuple[tuple[str, tuple[tuple[int, float], ...]], ...],
    injects: tuple[Inject, ...],
) -> NDArray[np.float64]:
    """The calendar, shape (horizon, len(CHANNELS)): dated values (NaN: the scenario's own) and shocks by month."""
    months = np.full((horizon, len(CHANNELS)), np.nan)
    months[:, len(SCHEDULED) :] = 0.0
    at = {name: column for column, name in enumerate(CHANNELS)}
    months[:, at["host_consent"]] = 1.0
    for name, steps in schedule:
        for month, level in steps:
            months[month:, at[name]] = level
    for event in injects:
        after = months[event.month :]
        for effect in KINDS[event.kind].effects:
            _apply(effect, event.size, after[:, at[effect.channel]])
    return months


def _apply(effect: Effect, size: float, column: NDArray[np.float64]) -> None:
    """Write one effect into the months from the event on."""
    shift = effect.per_unit * size
    if effect.manner == "set":
        column[:] = shift
    elif effect.manner == "once":
        column[:1] += shift
    elif effect.manner == "lasting":
        column += shift
    else:
        column += shift * np.cumprod([1.0, *[FADE] * (len(column) - 1)])


def elections(injects: tuple[Inject, ...], countries: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """New stances by date: (month, position in the roster, stance)."""
    return [(e.month, countries.index(e.country), e.size) for e in injects if e.kind == "election"]
