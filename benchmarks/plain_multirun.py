"""The same configuration as a plain Hydra application that only simulates: what `-m` costs without the sweeper."""

from __future__ import annotations

from typing import Any

import hydra
from omegaconf import DictConfig, OmegaConf

from sim.cli.parse import composition, run_settings
from sim.paths import configs
from sim.results import simulate


def job(cfg: DictConfig) -> float:
    plain: Any = OmegaConf.to_container(cfg)
    return float(
        simulate(run_settings.scenario_from_config(plain), plain["replicates"], detail=False)[
            "deployed"
        ].mean()
    )


if __name__ == "__main__":
    composition.register()
    hydra.main(version_base="1.3", config_path=str(configs()), config_name="config")(job)()
