"""Settings that cannot matter: what somebody says and no run of the scenario reads."""

from __future__ import annotations

from sim.scenario.errors import ScenarioError
from sim.scenario.levers import BY_NAME
from sim.scenario.scenario import Scenario

COUNTED_ON = "us_backing"
"""The scheduled lever that is read before the first month as well: what others count on at the start."""


def check_heard(scenario: Scenario) -> None:
    """Refuse what somebody sets and nothing reads; raises `ScenarioError` with the first such setting.

    Files and command lines are held to it. A scenario made in Python is not: analyses leave out states one by one.
    """
    said = [
        (f"{lever}.{code}", code) for lever in ("stances", "publics") for code, _ in getattr(scenario, lever)
    ]
    said += [(f"injects: {event.kind}", event.country) for event in scenario.injects]
    for what, code in said:
        if code in scenario.exclude:
            raise ScenarioError(
                f"{what}: cannot matter, for exclude leaves {code} out; allowed: one of the two"
            )
    for name, steps in scenario.schedule:
        own, (month, first) = getattr(scenario, name), steps[0]
        if name == COUNTED_ON or month > 0 or name in scenario.supplied:
            continue
        if own not in (BY_NAME[name].default, first):
            raise ScenarioError(
                f"{name}: cannot matter, for schedule.{name} begins in month 0; allowed: one of the two"
            )
