"""Orders that a scenario can never carry out, which are refused before it runs."""

from __future__ import annotations

from sim.scenario import roster
from sim.scenario.errors import ScenarioError
from sim.scenario.levers import BY_NAME, MANDATES, Levers
from sim.scenario.orders import Order, names

OFFERED_WITH = {
    "training": "training",
    "hub": "basing",
    "air": "air_sea",
    "sea": "air_sea",
    "monitoring": "monitoring",
    "support": "logistics",
    "protection": "protection",
    "forward": "protection",
}
"""What `roles` must hold for the mission to offer a role; money and arms are always welcome."""
FITNESS = {"hub": "hub", "air": "aircraft", "sea": "navy"}
"""The fact that says how fit a state is for a role; 0 for not at all."""


def check_orders(levers: Levers) -> None:
    """Refuse what no run of this scenario can do; raises `ScenarioError` with the first such order."""
    for order in levers.orders:
        if reason := never(order, levers):
            raise ScenarioError(f"orders: {order.state} in month {order.month}: {reason}")


def never(order: Order, levers: Levers) -> str:
    """Why a scenario can never carry an order out, and what is allowed; empty if it may."""
    if order.month >= levers.horizon:
        return f"would never come; horizon={levers.horizon} allows: 0 to {levers.horizon - 1}"
    for code in (order.state, *order.when.on_ground):
        if code in levers.exclude:
            return f"{code} is left out; allowed: states that exclude does not name"
    for role in (*names(order.role), *names(order.otherwise)):
        needed = OFFERED_WITH.get(role)
        if needed and needed not in levers.roles:
            return f"{role} is not on offer; allowed: once roles has {needed}"
    if order.ground and levers.force_size <= 0.0:
        return f"{order.ground} is not on offer; allowed: with a force_size above 0"
    cities = BY_NAME["location"].presets["cities"]
    if order.ground == "forward" and levers.location <= cities:
        return f"forward is not on offer; allowed: with a location beyond the cities, {cities:g}"
    return _beyond_the_state(order, levers)


def _beyond_the_state(order: Order, levers: Levers) -> str:
    """Why army, law or geography of the state itself never allow what is ordered; empty if they may."""
    known = roster.facts()[roster.codes().index(order.state)]
    for role in (*names(order.role), *names(order.otherwise)):
        if role in FITNESS and known[FITNESS[role]] <= 0.0:
            return f"{order.state} cannot take {role}: facts.csv gives its {FITNESS[role]} as 0; allowed: other roles"
    if order.ground and known["personnel"] <= 0.0:
        return f"{order.ground} needs soldiers, and {order.state} has none; allowed: roles off the ground"
    if order.ground and MANDATES[levers.mandate] < known["gate"]:
        lawful = ", ".join(name for name, standing in MANDATES.items() if standing >= known["gate"])
        return f"{order.ground} is against the law of {order.state} under mandate {levers.mandate}; allowed: {lawful}"
    return ""
