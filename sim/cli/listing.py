"""`tripwire scenarios`: the presets and experiments that have a name."""

from __future__ import annotations

from rich.console import Console

from sim.cli.composition import GROUPS, choices
from sim.cli.words import head, pairs
from sim.scenario.errors import choice


def scenarios(words: list[str]) -> None:
    """List every group's choices and what each means, or those of the groups named."""
    for word in words:
        choice("scenarios", word, GROUPS)
    out = Console(highlight=False)
    for group, meaning in GROUPS.items():
        if not words or group in words:
            out.print(head(group, meaning))
            out.print(pairs((f"{group}={name}", said) for name, said in choices(group).items()))
