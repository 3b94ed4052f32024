"""How two scenarios differ, lever by lever, as text."""

from __future__ import annotations

from typing import Any

from sim.scenario.levers import BY_NAME
from sim.scenario.scenario import Scenario


def changed(base: Scenario, other: Scenario) -> tuple[str, ...]:
    """The levers in which two scenarios differ, in value or in who set it: the user or the reading."""
    return tuple(
        name
        for name in BY_NAME
        if getattr(base, name) != getattr(other, name) or (name in base.supplied) != (name in other.supplied)
    )


def changes(base: Scenario, other: Scenario) -> str:
    """What another scenario changes, lever by lever."""
    return ", ".join(f"{lever} {text(lever, getattr(other, lever))}" for lever in changed(base, other))


def text(lever: str, value: Any) -> str:
    """A lever's value in a few words: a level by its preset's name if it has one."""
    return BY_NAME[lever].kind.text(value)
