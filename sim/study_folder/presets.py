"""Presets: levers that are set together under one name, the package's own and those of the study folder in use.

A preset may stand wherever levers may: in a scenario, in a file, in an excursion (`us: none`, `experiment: kfor`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sim.paths import configs
from sim.scenario import BY_NAME, ScenarioError, files
from sim.scenario.errors import show
from sim.scenario.files import ScenarioFile
from sim.study_folder import contents

GROUPS = {
    "mission": "what the force is for, or what is done instead",
    "force": "sizes the articles name",
    "us": "what Washington adds",
    "experiment": "a question the articles raise, as a few changed levers",
}
Within = tuple[tuple[str, str], ...]
"""Groups and names of presets."""
PACKAGE = "# @package"
"""How the first line of a preset begins; what it means stands in the next."""


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


def having(name: str) -> list[str]:
    """The groups that have a choice of this name, experiments first.

    Examples
    --------
    >>> having("none"), having("kfor"), having("France")
    (['us'], ['experiment'], [])
    """
    return [group for group in reversed(GROUPS) if name in choices(group)]


def preset(group: str, name: str, within: Within = ()) -> ScenarioFile:
    """What a preset sets, read as strictly as a scenario file; one of a study folder may hold others.

    `within` are those that hold it. Raises `ScenarioError` with those there are.
    """
    if name not in choices(group):
        raise ScenarioError(f"{group}: no {show(name)}; allowed: {', '.join(choices(group))}")
    if name not in contents.listed(group):
        return files.read(configs() / group / f"{name}.yaml")
    if (group, name) in within:
        raise ScenarioError(f"{group}: {name} holds itself")
    try:
        return files.check(unfolded(contents.data(group, name), (*within, (group, name))))
    except ScenarioError as refusal:
        raise contents.at(group, name, refusal) from None


def scenario(path: Path) -> ScenarioFile:
    """A scenario file, in which presets may stand where levers may; raises `ScenarioError`."""
    text = files.text_of(path)
    try:
        return files.check(unfolded(files.data(text)))
    except ScenarioError as refusal:
        raise ScenarioError(f"{path.name}: {refusal}") from None


def unfolded(content: Mapping[str, Any], within: Within = ()) -> dict[str, Any]:
    """What a file says, with levers in place of the presets in it and in its excursions."""
    said = _expanded(content, within)
    return said | {"excursions": excursions(said["excursions"], within)} if "excursions" in said else said


def excursions(given: Any, within: Within = (), place: str = "excursions") -> Any:
    """Excursions as levers alone; what is no mapping stays, to be refused as it stands."""
    if not isinstance(given, Mapping):
        return given
    made = {}
    for name, levers in given.items():
        if isinstance(levers, Mapping) and "excursions" in levers:
            raise ScenarioError(f"{place}.{name}: has excursions of its own; allowed: levers and presets")
        try:
            made[name] = _expanded(levers, within) if isinstance(levers, Mapping) else levers
        except ScenarioError as refusal:
            raise ScenarioError(f"{place}.{name}: {refusal}") from None
    return made


def bundles(name: str, values: Any) -> Any:
    """What a sweep says of a name, with levers in place of presets: `us: [none, full]`, `plan: {calm: {us: full}}`."""
    if name in GROUPS and not isinstance(values, Mapping):
        values = {str(one): {name: one} for one in (values if isinstance(values, list | tuple) else [values])}
    elif not isinstance(values, Mapping) or "." in name or name in BY_NAME or set(values) == {"cases"}:
        return values
    return excursions(values, place=name)


def _expanded(levers: Mapping[Any, Any], within: Within) -> dict[Any, Any]:
    """Levers and presets (`us=none`, `experiment=kfor`) as levers alone; a lever that is said counts more."""
    made: dict[Any, Any] = {}
    named: dict[str, Mapping[str, Any]] = {}
    for group in GROUPS:
        if group in levers:
            given = single(group, str(levers[group]), within)
            named[f"{group}={levers[group]}"] = given.levers
            made |= given.levers
    check_together(named, levers)
    return made | {name: value for name, value in levers.items() if name not in GROUPS}


def single(group: str, name: str, within: Within = ()) -> ScenarioFile:
    """A preset that is one scenario; raises `ScenarioError`."""
    given = preset(group, name, within)
    if given.excursions:
        names = ", ".join(given.excursions)
        raise ScenarioError(f"{group}: {name} is several scenarios ({names}); allowed: a single one")
    return given


def check_together(named: Mapping[str, Mapping[str, Any]], said: Collection[str]) -> None:
    """Refuse presets that set a lever differently, unless its value is said; raises `ScenarioError`.

    >>> check_together({"force=10k": {"force_size": 10_000}, "us=none": {"us_backing": 0}}, ())
    """
    first: dict[str, tuple[str, Any]] = {}
    for preset, levers in named.items():
        for lever, value in levers.items():
            if lever in said or lever not in BY_NAME or value is None:  # what the reading says
                continue
            checked = BY_NAME[lever].kind.check(lever, value)
            other, there = first.setdefault(lever, (preset, checked))
            if there != checked:
                raise ScenarioError(f"{lever}: {other} and {preset} set it differently; say {lever}=… too")


def _meaning(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[lines[0].startswith(PACKAGE)].lstrip("# ")


def _in_order(name: str) -> tuple[int, str]:
    """Sizes by their number, names by the alphabet."""
    digits = name.rstrip("k")
    return (int(digits) if digits.isdigit() else 0, name)
