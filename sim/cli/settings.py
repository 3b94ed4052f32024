"""The settings of a run, checked: which scenarios are compared, how often they run, where results go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.engine.run import ENGINES
from sim.factors.names import but
from sim.factors.reading import checked
from sim.scenario import LEVERS, Scenario, ScenarioError, check_names, from_mapping
from sim.scenario.differences import changes
from sim.scenario.errors import check_seed, choice, show, whole

SETTINGS = {
    "name": "what the run is called, in figures and in its folder",
    "excursions": "changes of levers by name, each compared with the run's own setting",
    "replicates": "paired runs of each scenario",
    "seed": "the chance they share",
    "threads": "threads; all processors unless said",
    "engine": "native or mesa: the same results, the Mesa model at about 7 ms a run; auto is native",
    "out": "folder that gets the run's folder",
    "plate": "draw the figures",
    "progress": "auto, quiet, or json for programs",
}
"""What can be set beside levers; `configs/config.yaml` has the defaults."""
COMMON = ("reading", "theory", "horizon")
"""Levers that are the frame of a comparison: the base takes them over from the run's own setting."""
PROGRESS = ("auto", "quiet", "json")
NAME = re.compile(r"[^\W_][\w ,.:=()%+-]{0,59}")
MAX_RUNS = 100_000
"""Held in memory with every country and month, up to 1 GB; a sweep streams more."""
MAX_EXCURSIONS = 50


@dataclass(frozen=True)
class Settings:
    """A run: named scenarios with the base first, and how they are run."""

    scenarios: dict[str, Scenario]
    name: str
    replicates: int
    seed: int
    threads: int | None
    engine: str
    out: Path
    plate: bool
    progress: str

    @property
    def base(self) -> str:
        """The scenario that the others are compared with."""
        return next(iter(self.scenarios))


def read(cfg: Mapping[str, Any]) -> Settings:
    """Check a composed configuration to the last value; raises `ScenarioError`."""
    named = None if cfg["name"] is None else label("name", cfg["name"])
    scenarios = _scenarios(own(cfg), cfg["excursions"], named)
    threads = cfg["threads"]
    if not isinstance(cfg["plate"], bool):
        raise ScenarioError(f"plate: {show(cfg['plate'])} refused; allowed: true, false")
    if not isinstance(cfg["out"], str) or not cfg["out"]:
        raise ScenarioError(f"out: {show(cfg['out'])} is not a folder; quote a name that looks like a number")
    return Settings(
        scenarios,
        named or _called(scenarios),
        whole("replicates", cfg["replicates"], 2, MAX_RUNS // len(scenarios), "runs here, more in a sweep"),
        check_seed(cfg["seed"]),
        None if threads is None else whole("threads", threads, 1, 256, "threads"),
        choice("engine", cfg["engine"], ENGINES),
        Path(cfg["out"]),
        cfg["plate"],
        choice("progress", cfg["progress"], PROGRESS),
    )


def own(cfg: Mapping[str, Any]) -> Scenario:
    """The scenario that the levers of a configuration make, and what is said of single entries of lists."""
    scenario = from_mapping({lever.name: cfg[lever.name] for lever in LEVERS})
    return but(scenario, checked(cfg.get("entries", {})))


def label(field: str, name: Any) -> str:
    """A name that can stand in a figure, or a `ScenarioError`; folders take only its letters and digits."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        allowed = "letters, digits, spaces and , . : = ( ) % + - _, at most 60, a letter or digit first"
        raise ScenarioError(f"{field}: {show(name)} refused; allowed: {allowed}")
    return name


def _scenarios(mine: Scenario, excursions: Any, named: str | None) -> dict[str, Scenario]:
    if not isinstance(excursions, Mapping):
        raise ScenarioError(f"excursions: {show(excursions)} is not a mapping of names to changed levers")
    if len(excursions) > MAX_EXCURSIONS:
        raise ScenarioError(f"excursions: {len(excursions)} are too many; allowed: {MAX_EXCURSIONS} at most")
    if excursions:
        return {"base": mine} | {
            _excursion(name): _but(mine, name, changes) for name, changes in excursions.items()
        }
    base = Scenario(**{lever: getattr(mine, lever) for lever in COMMON})
    if mine == base:
        return {"base": base}
    if named == "base":
        raise ScenarioError("name: 'base' is taken; it is what the run is compared with")
    return {"base": base, named or describe(base, mine): mine}


def _excursion(name: Any) -> str:
    if name == "base":
        raise ScenarioError("excursions.base: refused; base is the run's own setting")
    return label("excursions", name)


def _but(mine: Scenario, name: str, changes: Any) -> Scenario:
    if not isinstance(changes, Mapping):
        raise ScenarioError(f"excursions.{name}: {show(changes)} is not a mapping of levers to values")
    try:
        check_names(changes)
        return but(mine, checked(changes))
    except ScenarioError as refusal:
        raise ScenarioError(f"excursions.{name}: {refusal}") from None


def frame(base: Scenario) -> list[tuple[str, str, str]]:
    """What of the frame that all scenarios share is not the usual one: lever, value, usual value."""
    usual = Scenario()
    values = [(lever, str(getattr(base, lever)), str(getattr(usual, lever))) for lever in COMMON]
    return [(lever, here, there) for lever, here, there in values if here != there]


def _called(scenarios: dict[str, Scenario]) -> str:
    """A run without a name: what it changes, or how many excursions it has."""
    base, *others = scenarios
    if len(others) > 1:
        return f"{base} and {len(others)} excursions"
    if others:
        return others[0]
    framed = ", ".join(f"{lever} {here}" for lever, here, _ in frame(scenarios[base]))
    name = f"{base} with {framed}"
    return name if framed and NAME.fullmatch(name) else base


def describe(base: Scenario, other: Scenario) -> str:
    """What another scenario changes, if that is short enough to be its name."""
    text = changes(base, other)
    return text if len(text) <= 40 and NAME.fullmatch(text) else "your setting"
