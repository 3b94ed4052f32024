"""`tripwire scenarios`: the presets and experiments that have a name."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from sim.cli.parse.value_kinds import one_of
from sim.cli.parse.verbs import Argument, verb
from sim.cli.show.page_parts import head, pairs
from sim.evidence import load
from sim.study_folder import contents
from sim.study_folder.presets import GROUPS, choices


@verb(
    "presets: levers set under one name, as in experiment=us_walks_out",
    argument=Argument("GROUP", "groups", one_of(**GROUPS), "groups of presets", "mission us", many=True),
)
def scenarios(groups: tuple[str, ...]) -> None:
    """List every group's presets and what each means, or those of the groups named.

    An `experiment` is a preset like the others. `tripwire experiments` runs the named studies, which put a question to
    several scenarios.
    """
    out = Console(highlight=False)
    for group, meaning in GROUPS.items():
        if not groups or group in groups:
            out.print(head(group, meaning))
            out.print(pairs((f"{group}={name}", about) for name, about in choices(group).items()))
    if contents.in_use() and not groups:
        out.print(head("Also in the study folder", load().overlay.name))
        out.print(pairs(_beside()))


def _beside() -> Iterator[tuple[str, str]]:
    """Scenarios, designs and studies of the study folder in use, as they are typed."""
    for kind, typed in (("scenarios", "file="), ("sweep", "sweep="), ("experiments", "experiments ")):
        for name, path in contents.listed(kind).items():
            yield f"{typed}{name}", contents.meaning(path)
