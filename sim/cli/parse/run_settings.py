"""The settings of a run, checked: which scenarios are compared, how often they run, where results go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.assumed import ASSUMPTIONS
from sim.cli.parse.value_kinds import Place, Seed, YesNo, one_of
from sim.cli.parse.verbs import Setting
from sim.factors.names import but
from sim.factors.reading import checked
from sim.scenario import LEVERS, Scenario, ScenarioError, check_names, from_mapping
from sim.scenario.differences import changes
from sim.scenario.errors import show
from sim.scenario.heard import check_heard
from sim.scenario.kinds import Whole

COMMON = ("reading", "theory", "horizon")
"""Levers that are common to all scenarios of a run: the base takes them over from the run's own setting."""
NAME = re.compile(r"[^\W_][\w ,.:=()%+-]{0,59}")
MAX_RUNS = 100_000
"""Held in memory with every country and month, up to 1 GB; a sweep streams more."""
MAX_EXCURSIONS = 50


class RunName:
    """A name that can stand in a figure; folders take only its letters and digits."""

    def check(self, name: str, value: Any) -> str:
        """The name."""
        if not isinstance(value, str) or not NAME.fullmatch(value):
            quoted = (
                f"; in quotes it is a text: {name}=\"'{value}'\"" if isinstance(value, int | float) else ""
            )
            raise ScenarioError(f"{name}: {show(value)} refused; allowed: {self.allowed()}{quoted}")
        return value

    def allowed(self) -> str:
        """The characters."""
        return "letters, digits, spaces and , . : = ( ) % + - _, at most 60, a letter or digit first"

    def example(self, name: str) -> str:
        """A name of two words, quoted for a shell."""
        return f'{name}="firm rules"'


class Excursions:
    """Changed levers by the name of an excursion."""

    def check(self, name: str, value: Any) -> Mapping[str, Any]:
        """The mapping; its levers are checked with the scenario that they change."""
        if not isinstance(value, Mapping):
            raise ScenarioError(f"{name}: {show(value)} is not a mapping of names to changed levers")
        if len(value) > MAX_EXCURSIONS:
            raise ScenarioError(f"{name}: {len(value)} are too many; allowed: {MAX_EXCURSIONS} at most")
        return value

    def allowed(self) -> str:
        """Names and levers."""
        return f"NAME.LEVER=VALUE or NAME.PRESET=NAME, or a mapping of names to these; at most {MAX_EXCURSIONS} names"

    def example(self, name: str) -> str:
        """One excursion of one lever."""
        return f"{name}.firm.roe=robust"


ENGINE = one_of(auto="the native one", native="compiled", mesa="the Mesa model, slower")
ASSUMED = one_of(priors="those of the ledger", matched="narrowed to what the patterns leave of them")
PROGRESS = one_of(
    auto="a bar on a terminal, nothing elsewhere", quiet="nothing", json="one JSON line an event, on stderr"
)
OUT = Setting("out", Place(), "outputs", "folder that gets the run's folder", composed=True)
SETTINGS = (
    Setting(
        "name",
        RunName(),
        None,
        "what the run is called, in figures and in its folder",
        unset="what changes, or how many excursions",
        composed=True,
    ),
    Setting(
        "excursions",
        Excursions(),
        {},
        "changes of levers by name, each compared with the run's own setting",
        unset="none",
        composed=True,
    ),
    Setting(
        "replicates",
        Whole(2, MAX_RUNS, "runs here, more in a sweep"),
        2_000,
        "paired runs of each scenario",
        sample="500",
        composed=True,
    ),
    Setting("seed", Seed(), 1, "the chance they share", composed=True),
    Setting(
        "threads",
        Whole(1, 256, "threads"),
        None,
        "threads; they never change a result",
        unset="all processors",
        sample="2",
        composed=True,
    ),
    Setting(
        "engine", ENGINE, "auto", "native or mesa: the same results, the Mesa model slower", composed=True
    ),
    Setting(
        "assumptions",
        ASSUMED,
        ASSUMPTIONS[0],
        "what parameters are drawn from: priors, or these narrowed to what the patterns leave",
        sample="matched",
        composed=True,
    ),
    OUT,
    Setting("plate", YesNo(), True, "draw the figures", composed=True),
    Setting("progress", PROGRESS, "auto", "auto, quiet, or json for programs", sample="json", composed=True),
)
"""What can be set beside levers; each has its place in the configuration."""
ROW = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Run:
    """A run: named scenarios with the base first, and how they are run."""

    scenarios: dict[str, Scenario]
    name: str
    replicates: int
    seed: int
    threads: int | None
    engine: str
    assumptions: str
    out: Path
    plate: bool
    progress: str

    @property
    def base(self) -> str:
        """The scenario that the others are compared with."""
        return next(iter(self.scenarios))


def read(cfg: Mapping[str, Any]) -> Run:
    """Check a composed configuration to the last value; raises `ScenarioError`."""
    name = setting(cfg, "name")
    scenarios = _scenarios(scenario_from_config(cfg), setting(cfg, "excursions"), name)
    return settled(cfg, scenarios, _name_of(scenarios))


def settled(cfg: Mapping[str, Any], scenarios: dict[str, Scenario], name: str) -> Run:
    """A run of these scenarios as the configuration has it; `name` is what it is called unless that is said."""
    kind = ROW["replicates"].kind
    assert isinstance(kind, Whole)
    values = {
        one: setting(cfg, one)
        for one in (
            "seed",
            "threads",
            "engine",
            "assumptions",
            "out",
            "plate",
            "progress",
        )
    }
    return Run(
        scenarios,
        setting(cfg, "name") or name,
        replace(kind, high=MAX_RUNS // len(scenarios)).check("replicates", cfg["replicates"]),
        **values,
    )


def setting(cfg: Mapping[str, Any], name: str) -> Any:
    """The checked value of a setting that a configuration holds."""
    row, value = ROW[name], cfg[name]
    return None if value is None and row.default is None else row.kind.check(name, value)


def scenario_from_config(cfg: Mapping[str, Any]) -> Scenario:
    """The scenario that the levers of a configuration make, with single entries of lists put in or left out."""
    scenario = from_mapping({lever.name: cfg[lever.name] for lever in LEVERS})
    made = but(scenario, checked(cfg.get("entries", {})))
    check_heard(made)
    return made


def _scenarios(own: Scenario, excursions: Mapping[str, Any], name: str | None) -> dict[str, Scenario]:
    if excursions:
        return {"base": own} | {_excursion(one): _but(own, one, levers) for one, levers in excursions.items()}
    base = Scenario(**{lever: getattr(own, lever) for lever in COMMON})
    if own == base:
        return {"base": base}
    if name == "base":
        raise ScenarioError("name: 'base' is taken; it is what the run is compared with")
    return {"base": base, name or describe(base, own): own}


def _excursion(name: Any) -> str:
    if name == "base":
        raise ScenarioError("excursions.base: refused; base is the run's own setting")
    return RunName().check("excursions", name)


def _but(own: Scenario, name: str, levers: Any) -> Scenario:
    if not isinstance(levers, Mapping):
        raise ScenarioError(f"excursions.{name}: {show(levers)} is not a mapping of levers to values")
    try:
        check_names(levers)
        return but(own, checked(levers))
    except ScenarioError as refusal:
        raise ScenarioError(f"excursions.{name}: {refusal}") from None


def common(base: Scenario) -> list[tuple[str, str, str]]:
    """Which common levers are not at their default: lever, value, default."""
    default = Scenario()
    values = [(lever, str(getattr(base, lever)), str(getattr(default, lever))) for lever in COMMON]
    return [(lever, here, there) for lever, here, there in values if here != there]


def _name_of(scenarios: dict[str, Scenario]) -> str:
    """A run without a name: what it changes, or how many excursions it has."""
    base, *others = scenarios
    if len(others) > 1:
        return f"{base} and {len(others)} excursions"
    if others:
        return others[0]
    levers = ", ".join(f"{lever} {here}" for lever, here, _ in common(scenarios[base]))
    name = f"{base} with {levers}"
    return name if levers and NAME.fullmatch(name) else base


def describe(base: Scenario, other: Scenario) -> str:
    """What another scenario changes, if that is short enough to be its name."""
    text = changes(base, other)
    return text if len(text) <= 40 and NAME.fullmatch(text) else "your setting"
