"""The configuration Hydra composes: levers and settings from their one listing, presets from `configs/`.

Presets and designs of a study folder are no files for Hydra: they are read strictly, as scenario files are, and handed
over as plain data under names of their own (`own/NAME`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import yaml  # type: ignore[import-untyped]

from sim.cli.parse.braces import read_back
from sim.cli.parse.run_settings import SETTINGS
from sim.paths import configs
from sim.scenario import LEVERS, Lever, ScenarioError
from sim.scenario.errors import show
from sim.scenario.files import ScenarioFile
from sim.scenario.row import FROM_READING
from sim.study_folder import contents, presets
from sim.study_folder.presets import GROUPS

DESIGNS = "sweep"
"""The group of designs of sweeps."""
MAPPINGS = tuple(lever.name for lever in LEVERS if lever.kind.by_entry)
"""Levers whose entries can be set one by one, as in `stances.POL=2`."""
TYPED = "typed"
"""Under what Hydra's task carries the words of a sweep to the sweeper."""
OWN = "own"
"""Under what the presets of a study folder stand in a group."""


def placed(word: str) -> str:
    """An override as Hydra finds it: one that chooses a preset of the study folder, which is read now, by its place."""
    from hydra.core.config_store import ConfigStore

    group, _, said = word.partition("=")
    name = said.strip("'\"")
    if group not in (*GROUPS, DESIGNS) or name not in contents.listed(group):
        return word
    is_design = group == DESIGNS
    node = contents.design(name, _standard_design()) if is_design else presets.preset(group, name).stated()
    key = name if name.isascii() else name.encode().hex()
    ConfigStore.instance().store(
        key,
        node,
        group=f"{group}/{OWN}",
        package=DESIGNS if is_design else "_global_",
        provider="a study folder",
    )
    return f"{group}={OWN}/{key}"


def register(given: ScenarioFile | None = None) -> None:
    """Tell Hydra the defaults of levers and settings and, if there is one, the content of a checked scenario file."""
    from hydra.core.config_store import ConfigStore

    store = ConfigStore.instance()
    store.store("levers", {lever.name: _default(lever) for lever in LEVERS}, provider="sim.scenario")
    store.store("settings", {setting.name: setting.default for setting in SETTINGS}, provider="sim.cli")
    if given:
        store.store("given", given.stated(), group="file", package="_global_", provider="a scenario file")


def _standard_design() -> dict[str, Any]:
    """What a design says of everything that its file leaves out."""
    read: dict[str, Any] = yaml.safe_load((configs() / DESIGNS / "grid.yaml").read_text(encoding="utf-8"))
    return read


def compose(overrides: Sequence[str]) -> dict[str, Any]:
    """The configuration of one run as plain values, from overrides that were checked."""
    from hydra import compose as composed
    from hydra import initialize_config_dir
    from omegaconf import OmegaConf

    with initialize_config_dir(str(configs()), version_base="1.3"), in_one_line():
        cfg = composed("config", [placed(word) for word in overrides])
    plain = OmegaConf.to_container(cfg)
    assert isinstance(plain, dict)
    settings = {str(name): value for name, value in plain.items()}
    return {**settings, "excursions": presets.excursions(read_back(settings["excursions"]))}


@contextmanager
def in_one_line() -> Iterator[None]:
    """Say what Hydra cannot compose as everything else is said that cannot be."""
    from hydra.errors import HydraException

    try:
        yield
    except HydraException as refusal:
        said = re.search(r"override \W*([\w.]+)=(.*)", str(refusal))
        if said is None:
            raise
        raise ScenarioError(
            f"{said[1]}: {show(said[2])} cannot stand there; tripwire help {said[1].partition('.')[0]}"
        ) from None


def _default(lever: Lever) -> Any:
    return FROM_READING if lever.default is FROM_READING else lever.kind.plain(lever.default)
