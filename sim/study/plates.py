"""The plates a study may ask for, by name and what each is to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pandas as pd
import xarray as xr
from matplotlib.figure import Figure

from sim.analysis import runs
from sim.analysis.explain import explain
from sim.analysis.rank import rank
from sim.plates import (
    comparison,
    fans,
    heat_map,
    quantile_dots,
    regret_table,
    rung_map,
    theory_matrix,
    timeline,
    waterfall,
)
from sim.results import provenance
from sim.stats import intervals
from sim.study.records import Study

SIZES = (5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 200_000)
BACKINGS = (0.0, 0.25, 0.5, 0.75, 1.0)
RUNS = 500
DRAWS, TAPES = 6, 12
Draw = Callable[[Study, xr.Dataset, str], Figure]


def draw(study: Study, ds: xr.Dataset) -> Iterator[tuple[str, Figure]]:
    """Every plate of a study, under a name that can stand in a path."""
    for name, about in study.plates:
        yield re.sub(r"[^A-Za-z0-9_]+", "-", f"{name} {about}").strip("-"), PLATES[name](study, ds, about)


def _waterfall(study: Study, ds: xr.Dataset, country: str) -> Figure:
    scenario, seed = study.scenarios[study.base], ds.attrs["seed"]
    table = explain(scenario, country or "POL", seed=seed, replicates=ds.attrs["replicates"])
    marks = provenance({study.base: scenario}, seed=seed, replicates=ds.attrs["replicates"])
    return waterfall.draw(table, marks)


def _regret(study: Study, ds: xr.Dataset, _: str) -> Figure:
    scenario, seed = study.scenarios[study.base], ds.attrs["seed"]
    ranking = rank(scenario, draws=DRAWS, tapes=TAPES, seed=seed)
    total = ranking.worlds * ranking.runs_a_world
    return regret_table.draw(ranking, provenance({study.base: scenario}, seed=seed, replicates=total))


def _heat(study: Study, ds: xr.Dataset, outcome: str) -> Figure:
    base, seed = study.scenarios[study.base], ds.attrs["seed"]
    cells = [(size, backing) for size in SIZES for backing in BACKINGS]
    grid = [base.but(force_size=size, us_backing=backing) for size, backing in cells]
    found = intervals.share(runs.measured(grid, [outcome or "deal"], replicates=RUNS, seed=seed)[0])
    points = pd.DataFrame(cells, columns=["force_size", "us_backing"])
    points = points.assign(estimate=found.mean, low=found.low, high=found.high)
    marks = provenance({study.base: base}, seed=seed, replicates=RUNS)
    return heat_map.draw(points, marks, outcome=outcome or "deal")


PLATES: dict[str, Draw] = {
    "comparison": lambda study, ds, _: comparison.draw(ds, base=study.base, outcomes=study.outcomes),
    "fans": lambda study, ds, path: fans.draw(ds, path or "deployed_path", base=study.base),
    "quantile_dots": lambda study, ds, outcome: quantile_dots.draw(
        ds, outcome or "deployed", base=study.base
    ),
    "rung_map": lambda study, ds, scenario: rung_map.draw(ds, scenario or study.base),
    "timeline": lambda study, ds, scenario: timeline.draw(ds, scenario or study.base),
    "theory_matrix": lambda study, ds, _: theory_matrix.draw(ds, base=study.base, outcomes=study.outcomes),
    "waterfall": _waterfall,
    "regret_table": _regret,
    "heat_map": _heat,
}
