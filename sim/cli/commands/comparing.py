"""`tripwire compare`: anything side by side: runs made earlier, presets, experiments, scenario files."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.assumed import drawn_from
from sim.cli.parse import compared, composition, overrides, run_settings
from sim.cli.parse.compared import OWN, Compared
from sim.cli.parse.output_settings import FIGURE, SPREAD, WITH_BRIEF, Wanted
from sim.cli.parse.rows import RUN
from sim.cli.parse.run_settings import Run
from sim.cli.parse.value_kinds import Text
from sim.cli.parse.verbs import Argument, Setting, verb
from sim.plates.paper import Paper
from sim.scenario import Scenario, ScenarioError
from sim.study_folder import contents

if TYPE_CHECKING:
    import xarray as xr

TAKEN = tuple(row for row in RUN if row.name != "excursions")
EARLIER = ("replicates", "seed", "assumptions")
"""What runs made earlier have settled."""
OF_RUNS = ("threads", "engine")
"""What matters only where something is still to be run."""


@verb(
    "anything side by side: runs made earlier, experiments, presets, files",
    levers="typed",
    argument=Argument(
        "NAME",
        "words",
        Text(
            "the folder of a run or its results file, an experiment, a preset as us/none, or a scenario file"
        ),
        "results, experiments or files",
        "kfor unifil no_us",
        needed=True,
        many=True,
    ),
    settings=(
        *TAKEN,
        Setting(
            "base",
            Text("one of the names that are compared, or base"),
            None,
            "what differences are taken from",
            "the first",
        ),
        *FIGURE,
        replace(SPREAD, default=True, sample="false"),
        WITH_BRIEF,
    ),
)
def compare(
    words: tuple[str, ...],
    typed: list[str],
    base: str | None,
    to: Path | None,
    size: Paper | None,
    landscape: bool,
    spread: bool,
    brief: bool,
) -> None:
    """Compare runs made earlier, experiments, presets and scenario files on the same chance; the first is the base.

    Levers that are set hold for every experiment, preset and file; `base` among the names is that setting by itself.
    Table, plate, CSV and results go into a folder of their own; `brief=true` adds a brief.
    """
    from sim.cli.commands.execution import leave, simulated
    from sim.cli.show import run_folder

    composition.register()
    cfg = composition.compose(overrides.check(typed, compare))
    own = run_settings.scenario_from_config(cfg)
    extra = () if base is None or base != OWN or OWN in words else (OWN,)
    found = compared.read((*extra, *words), own)
    _refuse_what_is_settled(found, typed)
    rows = list(compared.named(found))
    at = _base(rows, base)
    order = [at, *(name for name, _, _ in rows if name != at)]
    scenarios = {name: one.scenarios[old] for name, old, one in rows}
    run = _run(cfg, {name: scenarios[name] for name in order}, found)
    more = [*([f"base={base}"] if base else []), *contents.typed()]
    command = shlex.join(["tripwire", "compare", *words, *typed, *more])
    wanted = Wanted(to, size, landscape, spread, brief, command)
    wanted.check()
    run_folder.check(run.out)
    results = _joined(rows, run, simulated)
    for line in compared.alike(found):
        print(line)
    leave(results, run, wanted)


def _refuse_what_is_settled(found: list[Compared], typed: list[str]) -> None:
    """Refuse levers and settings that runs made earlier cannot follow any more."""
    kept = [one for one in found if one.ds is not None]
    settings = {row.name for row in TAKEN if row.name not in (*EARLIER, *OF_RUNS)}
    for word in typed:
        name = word.partition("=")[0].lstrip("+")
        if kept and (name in EARLIER or (len(kept) == len(found) and name not in settings)):
            raise ScenarioError(f"{name}: cannot change {kept[0].word}, which was run before")


def _base(rows: list[tuple[str, str, Compared]], base: str | None) -> str:
    """The name of the base, which may be said as it was typed or as it is shown."""
    if base is None:
        return rows[0][0]
    for name, _, one in rows:
        if base in (name, one.word):
            return name
    raise ScenarioError(f"base: no {base!r} here; allowed: {', '.join(name for name, _, _ in rows)}")


def _run(cfg: Any, scenarios: dict[str, Scenario], found: list[Compared]) -> Run:
    """The run's settings; of runs made earlier, their own seed and number hold."""
    if len(scenarios) < 2:
        same = next(compared.alike(found), "there is only one scenario here")
        raise ScenarioError(f"compare: {same}; name another to compare it with")
    made = run_settings.settled(cfg, scenarios, f"{len(scenarios)} compared")
    kept = next((one.ds for one in found if one.ds is not None), None)
    if kept is None:
        return made
    return replace(
        made,
        seed=int(kept.attrs["seed"]),
        replicates=int(kept.sizes["replicate"]),
        assumptions=drawn_from(kept.attrs),
    )


def _joined(rows: list[tuple[str, str, Compared]], run: Run, simulated: Any) -> xr.Dataset:
    """All results as one: those that are kept, and those of what had still to be run."""
    import xarray as xr

    from sim.results import provenance

    kept = [one.ds for _, _, one in rows if one.ds is not None]
    new = {name: run.scenarios[name] for name, _, one in rows if one.ds is None}
    first = int(kept[0]["replicate"].values[0]) if kept else 0
    parts = [
        one.ds.sel(scenario=[old]).assign_coords(scenario=[name])
        for name, old, one in rows
        if one.ds is not None
    ]
    parts += [simulated(replace(run, scenarios=new), first)] if new else []
    common = set.intersection(*(set(part.data_vars) for part in parts))
    together = [part[[name for name in parts[0].data_vars if name in common]] for part in parts]
    ds = (
        xr.concat(together, "scenario", combine_attrs="override", join="outer")
        if len(parts) > 1
        else parts[0]
    )
    marks = provenance(run.scenarios, seed=run.seed, replicates=run.replicates, assumptions=run.assumptions)
    return ds.sel(scenario=list(run.scenarios)).assign_attrs(marks)
