"""A game as it was played, and runs of it: in the class's own world, and in many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.engine.block import Block
from sim.scenario import Scenario
from sim.seminar.lessons.lesson_plan import from_mapping
from sim.seminar.log.room_state import State
from sim.seminar.model.game_file import Change, scenario_of
from sim.seminar.model.game_runs import runs

WORLDS = 2_000
"""Runs that a class is set against."""


@dataclass(frozen=True)
class Played:
    """A game as it was played: its state, its side table of texts, and how far it came."""

    state: State
    texts: dict[str, str]

    @property
    def through(self) -> int:
        """Turns that were settled."""
        return len(self.state.settled)

    @property
    def months(self) -> int:
        """Months that were played."""
        return self.through * from_mapping(self.state.room.plan).months

    def end_of(self, turn: int) -> int:
        """Months played at the end of a turn."""
        return turn * from_mapping(self.state.room.plan).months

    def scenario(self, change: Change | None = None) -> Scenario:
        """The game as a scenario, or with one order changed."""
        return scenario_of(self.state, self.through, change=change)

    def here(self, scenarios: Sequence[Scenario], months: int | None = None) -> Block:
        """Runs of scenarios in the class's own world."""
        room = self.state.room
        return runs(scenarios, months or self.months, seed=room.seed, replicates=1, first=room.replicate)

    def everywhere(
        self, scenarios: Sequence[Scenario], months: int | None = None, worlds: int = WORLDS
    ) -> Block:
        """Runs of scenarios in many worlds, the same for each."""
        return runs(scenarios, months or self.months, seed=self.state.room.seed, replicates=worlds)
