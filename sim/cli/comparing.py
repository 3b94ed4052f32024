"""`tripwire compare`: runs made earlier, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import xarray as xr
from rich.console import Console
from rich.text import Text

from sim.cli import results_file, table
from sim.results import STATEMENT
from sim.scenario import Scenario, ScenarioError

PAIRED = ("seed", "replicates", "rulebook", "evidence")
"""Runs that agree in these met the same chance under the same rules."""


def compare(words: list[str]) -> None:
    """Print results files or their folders side by side; the first one's first scenario is the base."""
    if not words:
        raise ScenarioError("compare: say which results, as in tripwire compare outputs/A outputs/B")
    opened = [results_file.read(Path(word)) for word in words]
    _check_paired(words, opened)
    scenarios: dict[str, Scenario] = {}
    parts = []
    for ds in opened:
        names = dict(_new(ds, scenarios))
        held = json.loads(ds.attrs["scenarios"])
        scenarios |= {new: Scenario(**held[old]) for old, new in names.items()}
        parts.append(ds.sel(scenario=list(names)).assign_coords(scenario=list(names.values())))
    joined = xr.concat(parts, "scenario", combine_attrs="override", join="outer")
    out = Console(highlight=False)
    out.print(table.summary(table.compared(joined), out.width))
    for line in table.footnotes(scenarios):
        out.print(line)
    out.print(Text(f"Tripwire {STATEMENT}.", "italic"))


def _check_paired(words: list[str], opened: list[xr.Dataset]) -> None:
    for word, ds in zip(words, opened, strict=True):
        for name in PAIRED:
            if ds.attrs[name] != opened[0].attrs[name]:
                raise ScenarioError(
                    f"{word}: {name} {ds.attrs[name]} is not {opened[0].attrs[name]}; "
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
