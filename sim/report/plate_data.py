"""What a plate is drawn from: results that are there, and runs that are made when a plate asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from sim.analysis import runs
from sim.analysis.against_record import KEPT, REMOVED, AgainstRecord, against_record
from sim.analysis.explain import explain
from sim.analysis.rank import rank
from sim.analysis.ranking import Ranking
from sim.plates.plate import Marks
from sim.results import provenance
from sim.scenario import Scenario
from sim.stats import intervals

if TYPE_CHECKING:
    from sim.analysis.indices import Sensitivity

SIZES = (5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 200_000)
SWEPT = {
    "force_size": (5_000.0, 200_000.0),
    "roe": (0.0, 1.0),
    "us_backing": (0.0, 1.0),
    "location": (0.0, 1.0),
    "arming": (0.0, 0.4),
    "hostilities": (0.0, 1.0),
}
"""Ranges of a random sample."""
POINTS, RUNS_A_POINT = 1_500, 8
SAMPLES = 1_024


@dataclass(frozen=True)
class Effort:
    """How much is run for one plate."""

    backings: Sequence[float]
    replicates: int
    draws: int
    tapes: int


QUICK = Effort((0.0, 0.25, 0.5, 0.75, 1.0), replicates=500, draws=6, tapes=12)
CAREFUL = Effort((0.0, 0.2, 0.4, 0.6, 0.8, 1.0), replicates=1_000, draws=8, tapes=16)


@dataclass(frozen=True)
class PlateData:
    """Results of scenarios with the base's scenario; the rest is run on the same seed."""

    ds: xr.Dataset
    base: str
    scenario: Scenario
    effort: Effort
    about: str = ""
    outcomes: Sequence[str] = ()
    lying: bool = False
    narrow: bool = False

    @property
    def seed(self) -> int:
        """The seed of the results."""
        return int(self.ds.attrs["seed"])

    def terms(self, country: str) -> tuple[pd.DataFrame, Marks]:
        """The terms of a country's willingness, over as many runs as the results have."""
        replicates = int(self.ds.attrs["replicates"])
        table = explain(self.scenario, country, seed=self.seed, replicates=replicates)
        return table, self._marks(replicates)

    def grid(self, outcome: str) -> tuple[pd.DataFrame, Marks]:
        """The share of runs in which a flag is set, over force sizes and US backing."""
        cells = [(size, backing) for size in SIZES for backing in self.effort.backings]
        grid = [self.scenario.but(force_size=size, us_backing=backing) for size, backing in cells]
        values = runs.measured(grid, [outcome], replicates=self.effort.replicates, seed=self.seed)[0]
        share = intervals.share(values)
        points = pd.DataFrame(cells, columns=["force_size", "us_backing"])
        points = points.assign(estimate=share.mean, low=share.low, high=share.high)
        return points, self._marks(self.effort.replicates)

    def ranking(self) -> tuple[Ranking, Marks]:
        """Options by regret."""
        ranking = rank(self.scenario, draws=self.effort.draws, tapes=self.effort.tapes, seed=self.seed)
        return ranking, self._marks(ranking.worlds * ranking.runs_a_world)

    def indices(self, outcome: str) -> tuple[Sensitivity, Marks]:
        """Sobol indices of an outcome."""
        from sim.analysis.sensitivity import sensitivity  # SALib takes half a second

        indices = sensitivity(
            self.scenario, outcome, samples=SAMPLES, replicates=RUNS_A_POINT, seed=self.seed
        )
        return indices, self._marks(indices.runs_a_point)

    def record(self) -> tuple[AgainstRecord, AgainstRecord, Marks]:
        """The model against the public record, with stances kept and removed."""
        replicates = self.effort.replicates
        kept, removed = (
            against_record(self.scenario, stances=stances, replicates=replicates, seed=self.seed)
            for stances in (KEPT, REMOVED)
        )
        return kept, removed, self._marks(replicates)

    def sample(self, outcome: str) -> tuple[pd.DataFrame, Marks]:
        """An outcome at points drawn at random from the ranges of levers."""
        low, high = np.array(list(SWEPT.values())).T
        unit = np.random.default_rng(self.seed).random((POINTS, len(SWEPT)))
        points = pd.DataFrame(low + unit * (high - low), columns=list(SWEPT))
        settings = [{str(name): value for name, value in row.items()} for row in points.to_dict("records")]
        scenarios = [self.scenario.but(**setting) for setting in settings]
        values = runs.measured(scenarios, [outcome], replicates=RUNS_A_POINT, seed=self.seed)[0]
        return points.assign(**{outcome: values.mean(axis=1)}), self._marks(RUNS_A_POINT)

    def _marks(self, replicates: int) -> Mapping[str, object]:
        """Marks for the footer, and what the figure's file keeps of what was asked for."""
        marks = provenance({self.base: self.scenario}, seed=self.seed, replicates=replicates)
        return {**marks, "asked": asked(self.effort, int(self.ds.attrs["replicates"]), about=self.about)}


def asked(effort: Effort, replicates: int, *, about: str = "") -> dict[str, object]:
    """What a figure's file keeps of the runs that its plate made for itself."""
    return {
        "about": about,
        "replicates": replicates,
        "effort": {**asdict(effort), "backings": [*effort.backings]},
    }
