"""Sweeps in Python: asked for in one call, and handed back as tables, as a data set, or as where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.dataset as pads

from sim import outcomes
from sim.engine.block import Block
from sim.results import MAX_BYTES, labelled
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice, show, whole
from sim.scenario.scenario import check_scenario
from sim.sweeps.by_point import points
from sim.sweeps.design import KEYS, check_used, read_design
from sim.sweeps.driver import run
from sim.sweeps.export import export
from sim.sweeps.extend import extend
from sim.sweeps.larger import Added
from sim.sweeps.part import results_in
from sim.sweeps.plan import read_plan
from sim.sweeps.store import Store, in_folder
from sim.sweeps.threads import Threads
from sim.sweeps.verify import require_sound

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.figure import Figure

ASKED = ("keep", "chunk", "precision", "engine")
SETTINGS = (*(key for key in KEYS if key not in ("over", "design")), *ASKED, "threads")
MAX_SCENARIOS = 10_000
"""Points that are held as named scenarios at once."""


def sweep(
    scenario: Scenario,
    over: Mapping[str, Any] | None = None,
    *,
    design: Any = None,
    replicates: int = 100,
    seed: int = 1,
    out: str | Path | None = None,
    **settings: Any,
) -> Sweep:
    """Run many settings of a scenario on the same chance, and keep them safely.

    Parameters
    ----------
    scenario
        What is varied around.
    over
        Levers, entries of levers or named bundles to their values, as in a sweep file; crossed with each other and
        with the rows of `design`.
    design
        Points that come from elsewhere, one row each: a DataFrame, or a .csv or .parquet file.
    replicates, seed
        Paired runs of each point, and their chance.
    out
        Folder of the sweep, by default one of its own in `outputs`; one that holds this very sweep is taken up again.
    settings
        `threads`, and as in a sweep file `method`, `points`, `cross`, `where`, `keep`, `precision` and so on.

    Returns
    -------
    Sweep
        The finished sweep.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.
    SweepError
        If the folder holds another sweep, is in use, or cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     done = sweep(
    ...         Scenario(horizon=6), {"roe": ["monitor", "robust"]}, replicates=20, out=f"{folder}/roe"
    ...     )
    ...     done.table["roe"].tolist(), done.load()["deployed"].sizes["replicate"]
    ([0.1, 0.7], 20)
    """
    for key in settings:
        choice("sweep", key, SETTINGS)
    threads = settings.pop("threads", None)
    asked = {key: value for key, value in settings.items() if key in KEYS}
    points_asked = read_design(check_scenario(scenario), {"over": over, "design": design, **asked})
    check_used(points_asked.method, asked)
    told = {key: settings[key] for key in ASKED if key in settings}
    plan = read_plan(points_asked, {"replicates": replicates, "seed": seed, **told})
    folder = _folder(out, plan.digest)
    return Sweep(run(plan, in_folder(folder), Threads(whole("threads", threads or 0, 0, 256))))


def _folder(out: str | Path | None, digest: str) -> Path:
    if out is None:
        return Path("outputs") / own_name(digest)
    if not isinstance(out, str | Path):
        raise ScenarioError(f"out: {show(out)} is no path; allowed: the folder of the sweep")
    return Path(out)


def own_name(digest: str) -> str:
    """A name for a sweep that was given none."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{digest[:8]}-{token_hex(2)}"


@dataclass(frozen=True)
class Sweep:
    """A finished sweep."""

    store: Store

    @property
    def path(self) -> Path:
        """Its folder."""
        return self.store.folder

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a point: levers, means, 95 % intervals, quantiles, paired differences from the first."""
        frame: pd.DataFrame = pa.concat_tables(points(self._parts, self.store.plan)).to_pandas()
        return frame

    @property
    def runs(self) -> pads.Dataset:
        """What was kept, a run or a point a row, read only where it is asked for (`to_table`, `scanner`)."""
        return pads.dataset([str(path) for path in self._parts], format="parquet")

    def load(self) -> xr.Dataset:
        """Every run as `simulate` gives it, points as scenarios with their levers beside them.

        Points that gave no result are left out, and replicates that not all points have; raises `ScenarioError` where
        runs were not kept or would not fit into memory.
        """
        plan = self.store.plan
        if plan.keep != "rows":
            raise ScenarioError(
                "load: this sweep keeps no runs but summaries; tripwire export writes them, and .table has them"
            )
        needed = int(self.store.manifest["rows"]) * outcomes.RUN_ROW.itemsize
        if plan.design.count > MAX_SCENARIOS or needed > MAX_BYTES:
            raise ScenarioError(
                f"load: {plan.design.count:,} points, {needed / 2**30:.1f} GiB; allowed: {MAX_SCENARIOS:,} points and "
                f"{MAX_BYTES // 2**30} GiB; .runs reads any number as they are needed"
            )
        number, run_rows = self._rows()
        every = self._words()
        scenarios = {every[point]: plan.design.scenario(point) for point in number.tolist()}
        none = np.empty((*run_rows.shape, 0, 0))
        ds = labelled(scenarios, Block(run_rows, none, none, none), seed=plan.seed, first=0)
        levers = plan.design.labelled(plan.design.slice(0, plan.design.count)[number])
        return ds.assign_coords(
            {name: ("scenario", column) for name, column in {"point": number, **levers}.items()}
        )

    def scenario(self, point: int) -> Scenario:
        """The scenario of a point, by its number in the table: for plates and analyses of one scenario."""
        design = self.store.plan.design
        return design.scenario(whole("point", point, 0, design.count - 1))

    def scenarios(self) -> dict[str, Scenario]:
        """Every point by what it sets, in words; of several that set the same, the later ones by their number too."""
        return {words: self.scenario(point) for point, words in enumerate(self._words())}

    def extend(
        self,
        *,
        replicates: int | None = None,
        over: Mapping[str, Any] | None = None,
        points: int | None = None,
        design: Any = None,
    ) -> Sweep:
        """The sweep with more of it; nothing is run twice, and it ends as if all had been asked for at once.

        Parameters
        ----------
        replicates, points
            Runs of each point, and points of a Sobol, Saltelli or Morris sample, with those that there are.
        over
            Levers to further values, behind those that there are; a lever that was not varied stands at its base's.
        design
            Further rows of a table, as `sim.sweep` takes one.

        Returns
        -------
        Sweep
            The same folder, finished again.

        Raises
        ------
        ScenarioError
            If the runs that there are would be no part of the larger sweep.
        SweepError
            If the sweep is damaged, or was made under other rules or ledgers.
        """
        return Sweep(extend(self.store, Threads(), added=Added(replicates, over or {}, points, design)))

    def export(self, to: str | Path, each: str = "point") -> Path:
        """Write one row a point or a run to a .csv, .xlsx, .parquet or .jsonl file."""
        return export(self.store, Path(to), each)

    def overview(self, outcome: str | None = None) -> Figure | None:
        """The plate of the points: few side by side, many against every lever that is a number."""
        from sim.sweeps.overview import asked_about, draw  # matplotlib

        return draw(self, outcome or asked_about(self.store.plan))

    def moves(self) -> str:
        """What moves the outcome that the sweep is about, in one line."""
        from sim.sweeps.overview import moves

        return moves(self)

    def __repr__(self) -> str:
        plan = self.store.plan
        levers = ", ".join(plan.design.names)
        return f"Sweep({str(self.path)!r}: {plan.design.count:,} points over {levers}, {plan.replicates:,} replicates)"

    @cached_property
    def _parts(self) -> list[Path]:
        return [path for _, path in sorted(self.store.sound().items())]

    def _words(self) -> list[str]:
        """What each point sets, in words that no other point has."""
        design = self.store.plan.design
        columns = design.labelled(design.slice(0, design.count))
        rows = zip(*columns.values(), strict=True) if columns else [()] * design.count
        words: dict[str, None] = {}
        for point, row in enumerate(rows):
            told = ", ".join(
                f"{name} {value if isinstance(value, str) else format(value, ',.6g')}"
                for name, value in zip(columns, row, strict=True)
            )
            words[f"{told} (point {point})" if told in words else told or "base"] = None
        return list(words)

    def _rows(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Numbers of the points that have results, and their runs, shape (points, replicates that all have)."""
        parts = [results_in(path) for path in self._parts]
        point = np.concatenate([part.point for part in parts])
        order = np.argsort(point, kind="stable")
        number, start, counts = np.unique(point[order], return_index=True, return_counts=True)
        if not len(number):
            raise ScenarioError("load: no point gave a result")
        whole_run = np.concatenate([part.run for part in parts])[order]
        return number, whole_run[start[:, None] + np.arange(counts.min())]


def opened(store: Store) -> Sweep:
    """A sweep that is finished and sound; raises `SweepError` if it is not."""
    require_sound(store)
    return Sweep(store)
