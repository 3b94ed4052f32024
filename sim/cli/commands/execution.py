"""One run: simulate, keep, show, draw."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr
import yaml  # type: ignore[import-untyped]
from rich.console import Console
from rich.text import Text

from sim import results_file
from sim.analysis import idle
from sim.assumed import ASSUMPTIONS
from sim.cli.commands import kept
from sim.cli.parse.output_settings import Wanted
from sim.cli.parse.run_settings import Run
from sim.cli.show import overlay_rows, progress, run_folder, spread_table, summary
from sim.disk import Disk
from sim.results import scenario_hash, simulate
from sim.scenario.differences import changed
from sim.study_folder import contents
from sim.version import STATEMENT

Story = Callable[[pd.DataFrame, Console], None]
"""What is printed below the table, from the differences that it shows."""
SETTINGS_FILE = "scenario.yaml"


def execute(run: Run, wanted: Wanted, *, tell: Story | None = None) -> Path:
    """Simulate a run; print the table, the story if there is one, and where everything is kept."""
    wanted.check()
    run_folder.check(run.out)
    return leave(simulated(run), run, wanted, tell)


def leave(ds: xr.Dataset, run: Run, wanted: Wanted, tell: Story | None = None) -> Path:
    """Keep, show and draw results in a folder of their own.

    Parameters
    ----------
    ds
        Results of the run's scenarios, the base first.
    run
        How they were run, and where they are kept.
    wanted
        What is left behind beside results, settings and the usual figures.
    tell
        What is printed below the table.

    Returns
    -------
    Path
        The run's folder.

    Examples
    --------
    >>> from contextlib import redirect_stdout
    >>> from io import StringIO
    >>> from tempfile import TemporaryDirectory
    >>> from sim.scenario import Scenario
    >>> with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
    ...     run = Run(
    ...         {"base": Scenario(horizon=6)},
    ...         "base",
    ...         20,
    ...         1,
    ...         None,
    ...         "auto",
    ...         "priors",
    ...         Path(folder),
    ...         False,
    ...         "quiet",
    ...     )
    ...     found = sorted(file.name for file in leave(simulated(run), run, Wanted()).iterdir())
    >>> found
    ['results.nc', 'scenario.yaml']
    """
    out = Console(highlight=False)
    home = run_folder.make(run.out, scenario_hash(run.scenarios), run.name)
    results_file.write(ds, home)
    _keep(run, home)
    differences = summary.compared(ds)
    _show(differences, summary.binding_line(ds), run, out)
    if wanted.spread:
        spread_table.show(run.scenarios, ds.attrs, out)
    else:
        spread_table.say_what_intervals_are(out)
    if tell:
        tell(differences, out)
    files = {"results": home / results_file.NAME, "settings": home / SETTINGS_FILE}
    with progress.drawing(run.progress):
        files |= kept.files(ds, run.scenarios, home, wanted, plates=run.plate)
    _say_where(files, out)
    progress.event(run.progress, event="done", folder=str(home))
    return home


def simulated(run: Run, first: int = 0) -> xr.Dataset:
    """The results of a run's scenarios, under a bar; `first` is the number of the first replicate."""
    total = run.replicates * len(run.scenarios)
    with progress.running(total, run.progress) as watch:
        return simulate(
            run.scenarios,
            run.replicates,
            run.seed,
            first=first,
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
    again = [f"file={SETTINGS_FILE}", f"replicates={run.replicates}", f"seed={run.seed}", *contents.typed()]
    again += [f"assumptions={run.assumptions}"] if run.assumptions != ASSUMPTIONS[0] else []
    command = shlex.join(["tripwire", *again])
    text = yaml.safe_dump(json.loads(json.dumps(content)), sort_keys=False, allow_unicode=True, width=10_000)
    Disk().put(home / SETTINGS_FILE, f"# {command}\n# {STATEMENT}\n{text}".encode())


def _show(differences: pd.DataFrame, binding: Text, run: Run, out: Console) -> None:
    paired = " paired" if len(run.scenarios) > 1 else ""
    drawn = ", matched priors" if run.assumptions != ASSUMPTIONS[0] else ""
    about = f"{run.replicates:,}{paired} runs of each scenario{drawn}, seed {run.seed}"
    out.print(Text.assemble((run.name, "bold"), f": {about}\n"))
    out.print(summary.table(differences, out.width), crop=False)
    out.print()
    for line in (
        binding,
        *overlay_rows.line(),
        *summary.footnotes(run.scenarios),
        *summary.common_levers(run.scenarios[run.base]),
        *map(Text, filter(None, [idle.said(run.scenarios, run.seed)])),
    ):
        out.print(line)
    out.print()


def _say_where(files: dict[str, Path], out: Console) -> None:
    for name, path in files.items():
        out.print(Text(f"{name:<11} {path}"), soft_wrap=True)
    out.print(Text(f"Tripwire {STATEMENT}.", "italic"))
