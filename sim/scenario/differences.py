"""How two scenarios differ, lever by lever, as text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sim.scenario.levers import BY_NAME

if TYPE_CHECKING:
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


def as_html(base: Scenario, scenario: Scenario) -> str:
    """A scenario as a notebook shows it: a row for each lever that somebody set, and a word on the others."""
    named = changed(base, scenario)
    rows = "".join(
        f"<tr><td>{lever}</td><td>{escape(text(lever, getattr(scenario, lever)))}</td>"
        f"<td>{escape(BY_NAME[lever].meaning)}</td></tr>"
        for lever in named
    )
    table = f"<table><tr><th>lever</th><th>value</th><th>what it sets</th></tr>{rows}</table>" if rows else ""
    said = f"{len(named)} {'lever' if len(named) == 1 else 'levers'} set, {len(BY_NAME) - len(named)} at their defaults"
    return f"<p>Scenario {scenario.digest}: {said}</p>{table}"
