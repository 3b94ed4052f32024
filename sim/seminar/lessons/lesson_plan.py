"""Plans: how long a lesson is, its turns and their clocks, and which seats and blocs it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MONTHS = 24
"""Months of every game, so that classes of any length can be compared."""
TIMED = ("orders", "forecast", "reveal", "talk")
"""Phases of a turn that end by the clock, in their order; the engine's `settling` stands before the reveal."""
LEAST = 120
"""Seconds of orders below which a turn is dropped rather than shortened."""
BLOCS = ("north", "east", "west", "south")
"""Names of blocs; which states one speaks for, a plan or the lecturer says."""


@dataclass(frozen=True)
class Plan:
    """A lesson: its minutes, turns, clocks in seconds, seats, and what happens when."""

    name: str
    title: str
    minutes: int
    turns: int
    months: int
    places: int
    card: str
    messages: bool
    press: int
    seats: tuple[str, ...]
    seconds: Mapping[str, int]
    agenda: tuple[tuple[int, str], ...]
    blocs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By name of a bloc, the states it speaks for."""

    @property
    def horizon(self) -> int:
        """Months of the game."""
        return self.turns * self.months

    @property
    def turn_seconds(self) -> int:
        """Seconds of a whole turn."""
        return sum(self.seconds[phase] for phase in TIMED)

    def first_month(self, turn: int) -> int:
        """The first month of a turn, from 0; turns count from 1."""
        return (turn - 1) * self.months

    def as_dict(self) -> dict[str, Any]:
        """The plan as the log keeps it."""
        plain = {**vars(self), "seats": list(self.seats), "seconds": dict(self.seconds)}
        blocs = {name: list(states) for name, states in self.blocs.items()}
        return plain | {"agenda": [list(line) for line in self.agenda], "blocs": blocs}


def from_mapping(said: Mapping[str, Any]) -> Plan:
    """A plan as a log says it, which was checked before it came there; logs of before know no blocs."""
    return Plan(
        **{
            **said,
            "seats": tuple(said["seats"]),
            "agenda": tuple((int(minute), str(words)) for minute, words in said["agenda"]),
            "blocs": {name: tuple(states) for name, states in said.get("blocs", {}).items()},
        }
    )
