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

from sim.cli import folder, progress, results_file, table
from sim.cli.settings import Settings
from sim.results import STATEMENT, scenario_hash, simulate
from sim.scenario.differences import changed

Story = Callable[[pd.DataFrame, Console], None]
"""Told from the comparison that the table shows."""
SETTINGS_FILE = "scenario.yaml"


def execute(settings: Settings, *, tell: Story | None = None) -> Path:
    """Run checked settings; print the table, the story if there is one, and where everything is kept."""
    out = Console(highlight=False)
    ds = _simulate(settings)
    home = folder.make(settings.out, scenario_hash(settings.scenarios), settings.name)
    results_file.write(ds, home)
    _keep(settings, home)
    found = table.compared(ds)
    _show(found, settings, out)
    if tell:
        tell(found, out)
    kept = {"results": home / results_file.NAME, "settings": home / SETTINGS_FILE}
    if settings.plate:
        with progress.drawing(settings.progress):
            kept |= _draw(ds, settings, home)
    _say_where(kept, out)
    progress.event(settings.progress, event="done", folder=str(home))
    return home


def _simulate(settings: Settings) -> xr.Dataset:
    total = settings.replicates * len(settings.scenarios)
    with progress.running(total, settings.progress) as watch:
        return simulate(
            settings.scenarios,
            settings.replicates,
            settings.seed,
            threads=settings.threads,
            engine=settings.engine,
            progress=watch,
        )


def _keep(settings: Settings, home: Path) -> None:
    """Write the scenarios so that `tripwire file=…` runs them again."""
    base, *others = settings.scenarios
    said: dict[str, Any] = {"name": settings.name, **settings.scenarios[base].as_dict()}
    for name in others:
        every = settings.scenarios[name].as_dict()
        levers = changed(settings.scenarios[base], settings.scenarios[name])
        said.setdefault("excursions", {})[name] = {lever: every[lever] for lever in levers}
    again = f"tripwire file={SETTINGS_FILE} replicates={settings.replicates} seed={settings.seed}"
    text = yaml.safe_dump(json.loads(json.dumps(said)), sort_keys=False, allow_unicode=True, width=10_000)
    (home / SETTINGS_FILE).write_text(f"# {again}\n# {STATEMENT}\n{text}", encoding="utf-8")


def _show(found: pd.DataFrame, settings: Settings, out: Console) -> None:
    paired = " paired" if len(settings.scenarios) > 1 else ""
    about = f"{settings.replicates:,}{paired} runs of each scenario, seed {settings.seed}"
    out.print(Text.assemble((settings.name, "bold"), f": {about}\n"))
    out.print(table.summary(found, out.width))
    out.print()
    for line in (*table.footnotes(settings.scenarios), *table.framed(settings.scenarios[settings.base])):
        out.print(line)
    out.print()


def _draw(ds: xr.Dataset, settings: Settings, home: Path) -> dict[str, Path]:
    from sim.plates import comparison, rung_map, style

    shown = list(settings.scenarios)[-1] if len(settings.scenarios) == 2 else settings.base
    figures = {"map": rung_map.draw(ds, scenario=shown)}
    if len(settings.scenarios) > 1:
        figures = {"comparison": comparison.draw(ds, base=settings.base), **figures}
    for name, figure in figures.items():
        style.save(figure, home / name, formats=("png", "svg"))
    return {name: home / f"{name}.png" for name in figures}


def _say_where(kept: dict[str, Path], out: Console) -> None:
    for name, path in kept.items():
        out.print(Text(f"{name:<11} {path}"), soft_wrap=True)
    out.print(Text(f"Tripwire {STATEMENT}.", "italic"))
