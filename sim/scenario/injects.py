"""Dated events, and dated values of levers, laid out as one table: month × channel.

The engines only read the table, so a new kind of event is a row here and no new code there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario.kinds import cited

SCHEDULED = ("us_backing", "hostilities", "battlefield", "arming", "russian_consent", "roe")
"""Levers that may change by the month; the first channels of the table, NaN where the scenario's own value holds."""
SHOCKS = ("breach", "rally", "threat", "warning", "dead", "incursion", "reinforcement", "host_consent")
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
class EventKind:
    """A kind of event: what it shifts, its usual size, the range of sizes, and the claims behind it.

    `source` names what it rests on beside claims.
    """

    meaning: str
    effects: tuple[Effect, ...] = ()
    claims: tuple[str, ...] = ()
    source: str = ""
    size: float = 1.0
    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    of_country: bool = False
    """Whether it happens in one country, which it then has to name."""

    @property
    def cited(self) -> str:
        """Claims and source in one line."""
        return cited(self.claims, self.source)


EVENT_KINDS: dict[str, EventKind] = {
    "drone_incursion": EventKind(
        "drones enter a NATO state: a rally, fear at the border, and a test of resolve that Moscow watches",
        (Effect("rally", "once"), Effect("threat", "fading", 0.5), Effect("incursion", "once")),
        claims=("C053",),
        high=3.0,
        unit="strength",
    ),
    "us_walkout": EventKind(
        "Washington withdraws its backing for good",
        (Effect("us_backing", "set"),),
        claims=("C031", "C106"),
        size=0.0,
        unit="backing left",
    ),
    "russian_threat": EventKind(
        "Moscow threatens those who would send soldiers",
        (Effect("warning", "fading"),),
        claims=("C125", "C144"),
        unit="strength",
    ),
    "ceasefire_breach": EventKind(
        "fighting flares up and fades",
        (Effect("breach", "fading"),),
        claims=("C137",),
        size=0.5,
        unit="hostilities",
    ),
    "mass_casualty_strike": EventKind(
        "one strike kills many of the force",
        (Effect("dead", "once"),),
        claims=("C009", "C020"),
        size=50.0,
        high=5000.0,
        unit="dead",
    ),
    "election": EventKind(
        "a new government with a new stance",
        claims=("C068",),
        size=0.0,
        low=-3.0,
        high=3.0,
        unit="stance",
        of_country=True,
    ),
    "north_korean_reinforcement": EventKind(
        "troops join Moscow",
        (Effect("reinforcement", "lasting"),),
        claims=("C052",),
        size=12_000.0,
        high=200_000.0,
        unit="troops",
    ),
    "consent_withdrawn": EventKind(
        "Kyiv asks the force to leave",
        (Effect("host_consent", "set"),),
        source="missions.csv: UNEF I 1967",
        size=0.0,
        high=0.0,
    ),
}
"""An election has no effect in the table; it changes its country's stance (see `scenario.elections`)."""


@dataclass(frozen=True)
class Inject:
    """One dated event. `month` counts from 0; `country` is needed by an election only."""

    kind: str
    month: int
    size: float
    country: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The event in words, as it may stand in a scenario file."""
        event: dict[str, Any] = {"kind": self.kind, "month": self.month, "size": self.size}
        return event | ({"country": self.country} if self.country else {})


def sets(kind: str) -> bool:
    """Whether an event of this kind sets a value, which it can do once a month, rather than adding to one."""
    return EVENT_KINDS[kind].of_country or any(effect.manner == "set" for effect in EVENT_KINDS[kind].effects)


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
        for effect in EVENT_KINDS[event.kind].effects:
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
