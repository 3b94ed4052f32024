"""What a study says: its question, its scenarios, and what was expected of them."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.compare import HEADLINES
from sim.scenario import Scenario

LINKS = {"more": "by", "less": "by", "same": "within", "below": "", "above": ""}
"""What can be expected, and the word between it and its size."""
SIZELESS = ("more", "less")
"""What can be expected at any size."""
Task = tuple[str, str]
"""A plate or an analysis by name, and what it is to be about."""


@dataclass(frozen=True)
class Expectation:
    """One sentence that can turn out wrong, put so that the results can say so.

    `relation` is more or less (by `level` at least) or same (within `level`) against another scenario, or below or
    above `level`. The level of more and less is the least effect: the size from which on it would matter.
    """

    says: str
    scenario: str
    measure: str
    relation: str
    level: float = 0.0
    against: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Study:
    """A question put to scenarios, the base first: a file in `experiments/`, run by `tripwire experiments`."""

    question: str
    scenarios: dict[str, Scenario]
    name: str = "brief"
    expected: tuple[Expectation, ...] = ()
    outcomes: tuple[str, ...] = HEADLINES
    plates: tuple[Task, ...] = ()
    analyses: tuple[Task, ...] = ()

    @property
    def base(self) -> str:
        """The scenario that the others are compared with."""
        return next(iter(self.scenarios))
