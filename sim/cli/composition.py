"""The configuration Hydra composes: levers from their one listing, the rest from `configs/`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sim.cli.settings import SETTINGS
from sim.paths import configs
from sim.scenario import LEVERS, Lever
from sim.scenario.files import Study
from sim.scenario.row import FROM_READING

GROUPS = {
    "mission": "what the force is for, or what is done instead",
    "force": "sizes the articles name",
    "us": "what Washington adds",
    "experiment": "a question the articles raise, as a few changed levers",
}
MAPPINGS = tuple(lever.name for lever in LEVERS if lever.kind.by_entry)
"""Levers whose entries can be set one by one, as in `stances.POL=2`."""


@cache
def choices(group: str) -> dict[str, str]:
    """The choices of a group and what each means: the second line of its file."""
    paths = sorted((configs() / group).glob("*.yaml"), key=lambda path: _in_order(path.stem))
    return {path.stem: path.read_text(encoding="utf-8").splitlines()[1].lstrip("# ") for path in paths}


def register(study: Study | None = None) -> None:
    """Tell Hydra the levers' defaults and, if there is one, what a checked scenario file says."""
    from hydra.core.config_store import ConfigStore

    store = ConfigStore.instance()
    store.store("levers", {lever.name: _default(lever) for lever in LEVERS}, provider="sim.scenario")
    if study:
        said = {**study.levers, "excursions": study.excursions, "name": study.name}
        kept = {name: value for name, value in said.items() if value not in (None, {})}
        store.store("given", kept, group="file", package="_global_", provider="a scenario file")


def compose(overrides: Sequence[str]) -> dict[str, Any]:
    """The configuration of one run as plain values, from overrides that were checked."""
    from hydra import compose as composed
    from hydra import initialize_config_dir
    from omegaconf import OmegaConf

    with initialize_config_dir(str(configs()), version_base="1.3"):
        cfg = composed("config", list(overrides))
    plain = OmegaConf.to_container(cfg)
    assert isinstance(plain, dict)
    return {str(name): value for name, value in plain.items()}


@cache
def defaults() -> dict[str, Any]:
    """The settings of a run that have a value unless another is said."""
    import yaml  # type: ignore[import-untyped]

    said = yaml.safe_load((configs() / "config.yaml").read_text(encoding="utf-8"))
    return {name: said[name] for name in SETTINGS if said[name] not in (None, {})}


def _in_order(name: str) -> tuple[int, str]:
    """Sizes by their number, names by the alphabet."""
    digits = name.rstrip("k")
    return (int(digits) if digits.isdigit() else 0, name)


def _default(lever: Lever) -> Any:
    return FROM_READING if lever.default is FROM_READING else lever.kind.plain(lever.default)
