"""One run: simulate, keep, show, draw."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from sim.cli import folder, progress
from sim.cli.settings import Settings, changed
from sim.results import STATEMENT, scenario_hash, simulate

SETTINGS_FILE = "scenario.yaml"


def execute(settings: Settings, *, heading: str = "") -> Path:
    """Run checked settings; print the table and where everything is. Returns the run's folder."""
    from sim.cli import results_file

    ds = _simulate(settings)
    home = folder.make(settings.out, scenario_hash(settings.scenarios), settings.name)
    results_file.write(ds, home)
    _keep(settings, home)
    _show(ds, settings, heading)
    kept = {"results": home / results_file.NAME, "settings": home / SETTINGS_FILE}
    if settings.plate:
        with progress.drawing(settings.progress):
            kept |= _draw(ds, settings, home)
    _say_where(kept)
    progress.event(settings.progress, event="done", folder=str(home))
    return home


def _simulate(settings: Settings) -> Any:
    total = settings.replicates * len(settings.scenarios)
    with progress.running(total, settings.progress, compiling=not compiled()) as watch:
        return simulate(
            settings.scenarios, settings.replicates, settings.seed, threads=settings.threads, progress=watch
        )


def compiled() -> bool:
    """Whether the rulebook as it stands has been compiled before."""
    from sim.rules.compiled import cache_folder

    return any(cache_folder().rglob("block.run_block-*.nbi"))


def _keep(settings: Settings, home: Path) -> None:
    """Write the scenarios so that `tripwire file=…` runs them again."""
    import yaml  # type: ignore[import-untyped]

    base, *others = settings.scenarios
    said: dict[str, Any] = {"name": settings.name, **settings.scenarios[base].as_dict()}
    for name in others:
        levers = changed(settings.scenarios[base], settings.scenarios[name])
        every = settings.scenarios[name].as_dict()
        said.setdefault("excursions", {})[name] = {lever: every[lever] for lever in levers}
    again = f"tripwire file={SETTINGS_FILE} replicates={settings.replicates} seed={settings.seed}"
    text = yaml.safe_dump(json.loads(json.dumps(said)), sort_keys=False, allow_unicode=True, width=10_000)
    (home / SETTINGS_FILE).write_text(f"# {again}\n# {STATEMENT}\n{text}", encoding="utf-8")


def _show(ds: Any, settings: Settings, heading: str) -> None:
    from sim.cli import table

    out = Console(highlight=False)
    runs = (
        f"{settings.replicates:,} paired runs each"
        if len(settings.scenarios) > 1
        else f"{settings.replicates:,} runs"
    )
    out.print(Text.assemble((heading or settings.name, "bold"), f": {runs}, seed {settings.seed}"))
    out.print()
    out.print(table.summary(ds, settings.scenarios, out.width))
    for line in table.footnotes(settings.scenarios):
        out.print(line)
    out.print()


def _draw(ds: Any, settings: Settings, home: Path) -> dict[str, Path]:
    from sim.plates import comparison, rung_map, style

    last = list(settings.scenarios)[-1]
    figures = {"map": rung_map.draw(ds, scenario=settings.base if len(settings.scenarios) > 2 else last)}
    if len(settings.scenarios) > 1:
        figures["comparison"] = comparison.draw(ds, base=settings.base)
    for name, figure in figures.items():
        style.save(figure, home / name, formats=("png", "svg"))
    return {name: home / f"{name}.png" for name in sorted(figures)}


def _say_where(kept: dict[str, Path]) -> None:
    out = Console(highlight=False)
    for name, path in kept.items():
        out.print(Text(f"{name:<11} {path}"), soft_wrap=True)
    out.print(Text(f"Tripwire {STATEMENT}.", style="italic"))
