"""`tripwire compare`: runs made earlier, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sim.cli.parse.value_kinds import Place
from sim.cli.parse.verbs import Argument, verb
from sim.scenario import Scenario, ScenarioError
from sim.version import STATEMENT

if TYPE_CHECKING:
    import xarray as xr

PAIRED = ("seed", "replicates", "rulebook", "evidence")
"""Runs that agree in these met the same chance under the same rules."""


@verb(
    "runs made earlier, side by side",
    argument=Argument(
        "FOLDER",
        "folders",
        Place("the folder of a run or a sweep, or a results file"),
        "results: folders of runs or sweeps, or files",
        "outputs/A outputs/B",
        needed=True,
        many=True,
    ),
)
def compare(folders: tuple[Path, ...]) -> None:
    """Print results files or their folders side by side; the first one's first scenario is the base."""
    import xarray as xr

    from sim import loading
    from sim.cli.show import summary

    opened = [loading.results(folder) for folder in folders]
    _check_paired(folders, opened)
    scenarios: dict[str, Scenario] = {}
    parts = []
    for ds in opened:
        names = dict(_new(ds, scenarios))
        levers = json.loads(ds.attrs["scenarios"])
        scenarios |= {new: Scenario(**levers[old]) for old, new in names.items()}
        parts.append(ds.sel(scenario=list(names)).assign_coords(scenario=list(names.values())))
    joined = xr.concat(parts, "scenario", combine_attrs="override", join="outer")
    out = Console(highlight=False)
    out.print(summary.table(summary.compared(joined), out.width))
    for line in (summary.binding_line(joined), *summary.footnotes(scenarios)):
        out.print(line)
    out.print(Text(f"Tripwire {STATEMENT}.", "italic"))


def _check_paired(folders: tuple[Path, ...], opened: list[xr.Dataset]) -> None:
    for folder, ds in zip(folders, opened, strict=True):
        for name in PAIRED:
            if ds.attrs[name] != opened[0].attrs[name]:
                raise ScenarioError(
                    f"{folder}: {name} {ds.attrs[name]} is not {opened[0].attrs[name]}; "
                    "only runs on the same chance and rules can be compared"
                )


def _new(ds: xr.Dataset, known: dict[str, Scenario]) -> Iterator[tuple[str, str]]:
    """The scenarios that are not there yet, and a name that is free for each."""
    for old, levers in json.loads(ds.attrs["scenarios"]).items():
        if Scenario(**levers) not in known.values():
            name, k = old, 2
            while name in known:
                name, k = f"{old} {k}", k + 1
            yield old, name
