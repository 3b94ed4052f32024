"""The configuration Hydra composes: levers and settings from their one listing, presets from `configs/`.

Presets and designs of a study folder are no files for Hydra: they are read strictly, as scenario files are, and handed
over as plain data under names of their own (`own/NAME`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from sim.cli.parse.run_settings import SETTINGS
from sim.paths import configs
from sim.scenario import LEVERS, Lever, ScenarioError, files
from sim.scenario.errors import show
from sim.scenario.files import ScenarioFile
from sim.scenario.row import FROM_READING
from sim.study_folder import contents

GROUPS = {
    "mission": "what the force is for, or what is done instead",
    "force": "sizes the articles name",
    "us": "what Washington adds",
    "experiment": "a question the articles raise, as a few changed levers",
}
DESIGNS = "sweep"
"""The group of designs of sweeps."""
MAPPINGS = tuple(lever.name for lever in LEVERS if lever.kind.by_entry)
"""Levers whose entries can be set one by one, as in `stances.POL=2`."""
PACKAGE = "# @package"
"""How the first line of a preset begins; what it means stands in the next."""


TYPED = "typed"
"""Under what Hydra's task carries the words of a sweep to the sweeper."""
OWN = "own"
"""Under what the presets of a study folder stand in a group."""


def choices(group: str) -> dict[str, str]:
    """The choices of a group and what each means: the first line of its file that tells; a study folder's own last."""
    return {
        **_packaged(group),
        **{name: contents.meaning(path) for name, path in contents.listed(group).items()},
    }


@cache
def _packaged(group: str) -> dict[str, str]:
    paths = sorted((configs() / group).glob("*.yaml"), key=lambda path: _in_order(path.stem))
    return {path.stem: _meaning(path) for path in paths}


def preset(group: str, name: str) -> ScenarioFile:
    """What a preset sets, read as strictly as a scenario file; raises `ScenarioError` with those there are."""
    if name not in choices(group):
        raise ScenarioError(f"{group}: no {show(name)}; allowed: {', '.join(choices(group))}")
    if name in contents.listed(group):
        return contents.preset(group, name)
    return files.read(configs() / group / f"{name}.yaml")


def excursions(given: Any) -> Any:
    """Excursions as levers alone; what is no mapping stays, to be refused as it stands."""
    if not isinstance(given, Mapping):
        return given
    made = {}
    for name, levers in given.items():
        try:
            made[name] = _expanded(levers) if isinstance(levers, Mapping) else levers
        except ScenarioError as refusal:
            raise ScenarioError(f"excursions.{name}: {refusal}") from None
    return made


def _expanded(levers: Mapping[Any, Any]) -> dict[Any, Any]:
    """Levers and presets (`us=none`, `experiment=kfor`) as levers alone; a lever that is said counts more."""
    made: dict[Any, Any] = {}
    for group in GROUPS:
        if group in levers:
            given = preset(group, str(levers[group]))
            if given.excursions:
                names = ", ".join(given.excursions)
                raise ScenarioError(
                    f"{group}: {levers[group]} is several scenarios ({names}); allowed: a single one"
                )
            made |= given.levers
    return made | {name: value for name, value in levers.items() if name not in GROUPS}


def placed(word: str) -> str:
    """An override as Hydra finds it: one that chooses a preset of the study folder, which is read now, by its place."""
    from hydra.core.config_store import ConfigStore

    group, _, said = word.partition("=")
    name = said.strip("'\"")
    if group not in (*GROUPS, DESIGNS) or name not in contents.listed(group):
        return word
    is_design = group == DESIGNS
    node = contents.design(name, _standard_design()) if is_design else contents.preset(group, name).stated()
    ConfigStore.instance().store(
        name,
        node,
        group=f"{group}/{OWN}",
        package=DESIGNS if is_design else "_global_",
        provider="a study folder",
    )
    return f"{group}={OWN}/{name}"


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

    with initialize_config_dir(str(configs()), version_base="1.3"):
        cfg = composed("config", [placed(word) for word in overrides])
    plain = OmegaConf.to_container(cfg)
    assert isinstance(plain, dict)
    settings = {str(name): value for name, value in plain.items()}
    return {**settings, "excursions": excursions(settings["excursions"])}


def _meaning(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[lines[0].startswith(PACKAGE)].lstrip("# ")


def _in_order(name: str) -> tuple[int, str]:
    """Sizes by their number, names by the alphabet."""
    digits = name.rstrip("k")
    return (int(digits) if digits.isdigit() else 0, name)


def _default(lever: Lever) -> Any:
    return FROM_READING if lever.default is FROM_READING else lever.kind.plain(lever.default)
