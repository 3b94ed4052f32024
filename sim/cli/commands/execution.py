"""One run: simulate, keep, show, draw."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr
import yaml  # type: ignore[import-untyped]
from rich.console import Console
from rich.text import Text

from sim import results_file
from sim.assumed import ASSUMPTIONS
from sim.cli.commands import run_folder
from sim.cli.parse.run_settings import Run
from sim.cli.show import progress, summary
from sim.results import scenario_hash, simulate
from sim.scenario.differences import changed
from sim.version import STATEMENT

Story = Callable[[pd.DataFrame, Console], None]
"""What is printed below the table, from the differences that it shows."""
SETTINGS_FILE = "scenario.yaml"


def execute(run: Run, *, tell: Story | None = None) -> Path:
    """Simulate a run; print the table, the story if there is one, and where everything is kept."""
    out = Console(highlight=False)
    ds = _simulate(run)
    home = run_folder.make(run.out, scenario_hash(run.scenarios), run.name)
    results_file.write(ds, home)
    _keep(run, home)
    differences = summary.compared(ds)
    _show(differences, summary.binding_line(ds), run, out)
    if tell:
        tell(differences, out)
    files = {"results": home / results_file.NAME, "settings": home / SETTINGS_FILE}
    if run.plate:
        with progress.drawing(run.progress):
            files |= _draw(ds, run, home)
    _say_where(files, out)
    progress.event(run.progress, event="done", folder=str(home))
    return home


def _simulate(run: Run) -> xr.Dataset:
    total = run.replicates * len(run.scenarios)
    with progress.running(total, run.progress) as watch:
        return simulate(
            run.scenarios,
            run.replicates,
            run.seed,
            threads=run.threads,
            engine=run.engine,
            assumptions=run.assumptions,
            progress=watch,
        )


def _keep(run: Run, home: Path) -> None:
    """Write the scenarios so that `tripwire file=…` runs them again."""
    base, *others = run.scenarios
    content: dict[str, Any] = {"name": run.name, **run.scenarios[base].as_dict()}
    for name in others:
        every = run.scenarios[name].as_dict()
        levers = changed(run.scenarios[base], run.scenarios[name])
        content.setdefault("excursions", {})[name] = {lever: every[lever] for lever in levers}
    command = f"tripwire file={SETTINGS_FILE} replicates={run.replicates} seed={run.seed}"
    command += f" assumptions={run.assumptions}" if run.assumptions != ASSUMPTIONS[0] else ""
    text = yaml.safe_dump(json.loads(json.dumps(content)), sort_keys=False, allow_unicode=True, width=10_000)
    (home / SETTINGS_FILE).write_text(f"# {command}\n# {STATEMENT}\n{text}", encoding="utf-8")


def _show(differences: pd.DataFrame, binding: Text, run: Run, out: Console) -> None:
    paired = " paired" if len(run.scenarios) > 1 else ""
    drawn = ", matched priors" if run.assumptions != ASSUMPTIONS[0] else ""
    about = f"{run.replicates:,}{paired} runs of each scenario{drawn}, seed {run.seed}"
    out.print(Text.assemble((run.name, "bold"), f": {about}\n"))
    out.print(summary.table(differences, out.width))
    out.print()
    for line in (binding, *summary.footnotes(run.scenarios), *summary.common_levers(run.scenarios[run.base])):
        out.print(line)
    out.print()


def _draw(ds: xr.Dataset, run: Run, home: Path) -> dict[str, Path]:
    from sim.plates import comparison, rung_map, style

    shown = list(run.scenarios)[-1] if len(run.scenarios) == 2 else run.base
    figures = {"map": rung_map.draw(ds, scenario=shown)}
    if len(run.scenarios) > 1:
        figures = {"comparison": comparison.draw(ds, base=run.base), **figures}
    for name, figure in figures.items():
        style.save(figure, home / name, formats=("png", "svg"))
    return {name: home / f"{name}.png" for name in figures}


def _say_where(files: dict[str, Path], out: Console) -> None:
    for name, path in files.items():
        out.print(Text(f"{name:<11} {path}"), soft_wrap=True)
    out.print(Text(f"Tripwire {STATEMENT}.", "italic"))
