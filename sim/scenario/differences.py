"""How two scenarios differ, lever by lever and in words."""

from __future__ import annotations

from typing import Any

from sim.scenario.levers import BY_NAME
from sim.scenario.scenario import Scenario

PLAIN = str.maketrans("", "", "'()[],")


def changed(base: Scenario, other: Scenario) -> tuple[str, ...]:
    """The levers in which two scenarios differ, in value or in who set it: the user or the reading."""
    return tuple(
        name
        for name in BY_NAME
        if getattr(base, name) != getattr(other, name) or (name in base.supplied) != (name in other.supplied)
    )


def changes(base: Scenario, other: Scenario) -> str:
    """What another scenario changes, lever by lever."""
    return ", ".join(f"{lever} {said(lever, getattr(other, lever))}" for lever in changed(base, other))


def said(lever: str, value: Any) -> str:
    """A lever's value in a few words: an index by its preset's name if it has one."""
    if isinstance(value, float):
        presets = BY_NAME[lever].names.items() if BY_NAME[lever].unit != "troops" else ()
        return next((word for word, level in presets if level == value), f"{value:,g}")
    if lever == "injects":
        return " and ".join(f"{event.kind} in month {event.month}" for event in value) or "none"
    if isinstance(value, tuple):
        return " ".join(str(entry) for entry in value).translate(PLAIN) or "none"
    return str(value)
