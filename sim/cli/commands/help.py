"""`tripwire help`: the page of all levers, settings and verbs, or one of them in depth."""

from __future__ import annotations

from rich.console import Console

from sim.cli.parse.value_kinds import Text
from sim.cli.parse.verbs import VERBS, Argument, verb


@verb(
    "this page, or one lever in depth",
    argument=Argument(
        "NAME",
        "name",
        Text("a lever, a group of presets, a verb, a setting or an outcome"),
        "what is explained",
        "roe",
    ),
)
def help(name: str | None) -> None:  # noqa: A001 - the verb's name
    """Print the page of all levers, settings and verbs, or explain one of them or an outcome."""
    from sim.cli.show import front_page, help_page

    out = Console(highlight=False)
    for part in help_page.about(name, VERBS) if name else front_page.front_page(VERBS):
        out.print(part)
