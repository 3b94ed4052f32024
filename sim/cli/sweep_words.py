"""From words to a sweep: levers with several values are swept, everything else is composed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override

from sim.cli import composition, overrides, settings, several
from sim.cli.composition import GROUPS
from sim.factors import names
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import choice, nearest, show
from sim.sweep.design import KEYS, read_design
from sim.sweep.driver import Executor
from sim.sweep.executors import read_executor
from sim.sweep.plan import Plan, read_plan

Compose = Callable[[list[str]], Mapping[str, Any]]
OWN = ("sweep", "executor")
DISTRIBUTIONS = ("prior", "uniform")


@dataclass(frozen=True)
class Order:
    """A sweep as it was asked for."""

    plan: Plan
    executor: Executor
    root: Path
    name: str | None
    progress: str


def read(words: Iterable[str], compose: Compose = composition.compose) -> Order:
    """Check and compose the words of a sweep; raises `ScenarioError`."""
    composition.register()
    swept, fixed = _sorted(words)
    cfg = compose(fixed)
    _refuse_interpolations(cfg)
    base = settings.own(cfg)
    told = dict(cfg["sweep"])
    over = dict(told.get("over") or {})
    for word in fixed:  # what is said outright is not swept, whatever the named design sweeps
        over.pop(word.partition("=")[0].lstrip("+").removeprefix(f"{overrides.ENTRIES}."), None)
    if cfg["excursions"]:
        over["excursion"] = {"base": {}, **cfg["excursions"]}
    for key, values in swept.items():
        over[key] = _cases(key, values, fixed, compose) if key in GROUPS else values
    told["over"] = over
    design = read_design(base, {key: told[key] for key in KEYS if key in told})
    kept = {key: value for key, value in told.items() if key not in KEYS}
    plan = read_plan(design, kept | {key: cfg[key] for key in ("replicates", "seed", "engine")})
    return Order(plan, executor(cfg), Path(cfg["out"]), cfg["name"], _progress(cfg))


def compose_settings(words: Iterable[str]) -> Mapping[str, Any]:
    """The settings that words ask for, where nothing is swept."""
    composition.register()
    swept, fixed = _sorted(words)
    for key in swept:
        raise ScenarioError(f"{key}: cannot be changed; a sweep is resumed as it was begun")
    return composition.compose(fixed)


def executor(cfg: Mapping[str, Any]) -> Executor:
    """The executor of a composed configuration; `threads=` counts for threads."""
    told = dict(cfg["executor"])
    if told.get("kind") == "threads" and cfg["threads"] is not None:
        told["workers"] = cfg["threads"]
    return read_executor(told)


def _progress(cfg: Mapping[str, Any]) -> str:
    return choice("progress", cfg["progress"], settings.PROGRESS)


def _sorted(words: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """What is swept, and the overrides of everything else, checked."""
    swept: dict[str, Any] = {}
    fixed: list[str] = []
    for word in words:
        key = word.partition("=")[0].lstrip("+")
        if key.partition(".")[0] in OWN:
            fixed.append(_own(word))
            continue
        overrides.check([word], multirun=True)
        said = OverridesParser.create().parse_override(word)
        if said.is_sweep_override() or _is_prior(key, said):
            swept[_sweepable(key)] = several.values(key, said)
        else:
            fixed += overrides.check([word])
    return swept, fixed


def _own(word: str) -> str:
    """A word about the sweep or the executor, as Hydra takes it."""
    key = word.partition("=")[0]
    parts = key.lstrip("+").split(".")
    if "${" in word or any(not part or part.startswith("_") for part in parts[1:]):
        raise ScenarioError(f"{show(key)}: not a setting of {parts[0]}")
    overrides.check([word], multirun=True)
    if OverridesParser.create().parse_override(word).is_sweep_override():
        raise ScenarioError(f"{key}: cannot be swept; allowed: {', '.join((*GROUPS, 'levers'))}")
    return f"{'++' if parts[:2] == ['sweep', 'over'] else ''}{word.lstrip('+')}"


def _is_prior(key: str, said: Override) -> bool:
    return key.startswith("assume.") and said.value() in DISTRIBUTIONS


def _sweepable(key: str) -> str:
    if key in GROUPS or key in BY_NAME:
        return key
    if "." in key:
        names.check(key)
        return key
    raise ScenarioError(f"{key}: cannot be swept; {nearest(key, (*BY_NAME, *GROUPS))}")


def _cases(group: str, names: list[Any], fixed: list[str], compose: Compose) -> dict[str, dict[str, Any]]:
    """Each choice of a group as the levers in which the choices differ."""
    found = {str(name): settings.own(compose([*fixed, f"{group}={name}"])).as_dict() for name in names}
    differing = [lever for lever in BY_NAME if len({repr(levers[lever]) for levers in found.values()}) > 1]
    return {name: {lever: levers[lever] for lever in differing} for name, levers in found.items()}


def _refuse_interpolations(cfg: Mapping[str, Any]) -> None:
    """A `${…}` would be read once, not at every point."""
    for name, value in cfg.items():
        if "${" in str(value):
            raise ScenarioError(f"{name}: interpolation (${{…}}) cannot be swept; say the value itself")
