"""`tripwire scenarios`: the presets and experiments that have a name."""

from __future__ import annotations

from rich.console import Console

from sim.cli.parse.composition import GROUPS, choices
from sim.cli.parse.value_kinds import one_of
from sim.cli.parse.verbs import Argument, verb
from sim.cli.show.page_parts import head, pairs


@verb(
    "the presets and experiments that have a name",
    argument=Argument("GROUP", "groups", one_of(**GROUPS), "groups of presets", "mission us", many=True),
)
def scenarios(groups: tuple[str, ...]) -> None:
    """List every group's choices and what each means, or those of the groups named."""
    out = Console(highlight=False)
    for group, meaning in GROUPS.items():
        if not groups or group in groups:
            out.print(head(group, meaning))
            out.print(pairs((f"{group}={name}", about) for name, about in choices(group).items()))
