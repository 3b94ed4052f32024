"""What follows from a room's scenario alone, worked out once: the scenario itself, and the roles open to a state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sim.scenario import Scenario
from sim.seminar.model.order_form import roles


class World:
    """The scenario of a room before anybody has played."""

    def __init__(self, levers: Mapping[str, Any]) -> None:
        """Read the levers as the log keeps them."""
        self._levers = levers
        self._roles: dict[str, list[dict[str, Any]]] = {}

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario."""
        return Scenario(**self._levers)

    def roles(self, code: str) -> list[dict[str, Any]]:
        """Every role, and why it is closed to the state."""
        if code not in self._roles:
            self._roles[code] = roles(self.scenario, code)
        return self._roles[code]
