"""The levers a user may pull: frozen, typed, checked before run 1."""

from __future__ import annotations

from sim.scenario.errors import ScenarioError
from sim.scenario.levers import BY_NAME, LEVERS
from sim.scenario.orders import Condition, Order
from sim.scenario.row import Lever
from sim.scenario.scenario import Scenario, check_names, check_scenario, from_mapping

__all__ = [
    "BY_NAME",
    "LEVERS",
    "Condition",
    "Lever",
    "Order",
    "Scenario",
    "ScenarioError",
    "check_names",
    "check_scenario",
    "from_mapping",
]
