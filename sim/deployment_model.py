"""The public Mesa model: one replicate of one scenario, month by month, with labelled outcomes."""

from __future__ import annotations

import xarray as xr

from sim.engine.inputs import lay_out
from sim.engine.model import Replicate
from sim.results import MAX_REPLICATES, labelled
from sim.scenario import Scenario, check_scenario
from sim.scenario.errors import check_seed, whole


class DeploymentModel(Replicate):
    """One replicate of one scenario, month by month.

    Parameters
    ----------
    scenario
        The scenario; left out, the base scenario.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    replicate
        Number of the replicate.
    collect
        Keep what Mesa's data collector gathers every month; without it a run is faster.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    The outcomes are those that `simulate` gives for the same seed and replicate:

    >>> from sim.results import simulate
    >>> scenario = Scenario(horizon=6)
    >>> played = DeploymentModel(scenario, seed=1, replicate=7).run()
    >>> played.equals(simulate(scenario, replicates=8, seed=1).isel(scenario=0).sel(replicate=7))
    True
    """

    def __init__(
        self, scenario: Scenario | None = None, *, seed: int = 1, replicate: int = 0, collect: bool = True
    ) -> None:
        """Draw the assumptions, seat the agents. Raises `ScenarioError`."""
        self.seed_played = check_seed(seed)
        self.replicate = whole("replicate", replicate, 0, MAX_REPLICATES)
        self.scenario_played = Scenario() if scenario is None else check_scenario(scenario)
        inputs = lay_out([self.scenario_played])
        super().__init__(inputs, 0, seed=self.seed_played, replicate=self.replicate, collect=collect)

    def run(self) -> xr.Dataset:
        """Play all months that are left; returns the outcomes as `simulate` labels them, for this one run."""
        named = {"scenario": self.scenario_played}
        block = self.play()
        return labelled(named, block, seed=self.seed_played, first=self.replicate).isel(
            scenario=0, replicate=0
        )
