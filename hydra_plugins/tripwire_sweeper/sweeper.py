"""The sweeper that `hydra/sweeper: tripwire` names; the work is the verb `sweep`'s."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from hydra.core.config_store import ConfigStore
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, RunMode, TaskFunction
from omegaconf import DictConfig, OmegaConf

from sim.cli.parse.composition import TYPED, in_one_line, placed


class TripwireSweeper(Sweeper):
    """Expands what is swept into arrays instead of starting a job for every point."""

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Remember how to compose, and the words as they were typed, which the task carries."""
        self.typed: list[str] = getattr(task_function, TYPED)
        self.loader = hydra_context.config_loader
        self.name = config.hydra.job.config_name

    def sweep(self, arguments: list[str]) -> Any:
        """Run the sweep that was typed; Hydra drops what is returned, so a failure leaves the program."""
        from sim.cli.commands import VERBS
        from sim.cli.parse.command_line import call

        del arguments
        code = call(VERBS["sweep"], self.typed, self._compose)
        if code:
            sys.exit(code)

    def _compose(self, overrides: list[str]) -> Mapping[str, Any]:
        with in_one_line():
            cfg = self.loader.load_configuration(self.name, [placed(word) for word in overrides], RunMode.RUN)
        plain = OmegaConf.to_container(cfg)
        assert isinstance(plain, dict)
        return {str(name): value for name, value in plain.items() if name != "hydra"}


ConfigStore.instance().store(
    group="hydra/sweeper",
    name="tripwire",
    node={"_target_": "hydra_plugins.tripwire_sweeper.sweeper.TripwireSweeper"},
    provider="tripwire",
)
