"""From words to a sweep: levers with several values are swept, everything else is composed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hydra.core.override_parser.types import Override

from sim.cli.parse import composition, overrides, run_settings, swept_values, unknown
from sim.cli.parse.braces import read_back
from sim.cli.parse.sweep_settings import OF_POINTS, POINTS
from sim.cli.parse.unknown import SWEEPING
from sim.cli.parse.verbs import Verb
from sim.factors import names
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import nearest, show
from sim.study_folder import presets
from sim.study_folder.presets import GROUPS
from sim.sweeps.design import KEYS, check_used, read_design
from sim.sweeps.driver import Executor
from sim.sweeps.executors import KINDS, read_executor
from sim.sweeps.larger import Added
from sim.sweeps.plan import Plan, read_plan

Compose = Callable[[list[str]], Mapping[str, Any]]
DISTRIBUTIONS = ("prior", "uniform")
OVER = "sweep.over"


@dataclass(frozen=True)
class Order:
    """A sweep that is to be run: its plan, where it runs, and where it is kept."""

    plan: Plan
    executor: Executor
    root: Path
    name: str | None
    plate: bool
    progress: str


@dataclass(frozen=True)
class Resumption:
    """Where a sweep that was cut off goes on, and how."""

    executor: Executor
    root: Path
    engine: str
    plate: bool
    progress: str


@dataclass(frozen=True)
class Extension:
    """What is added to a finished sweep, and where it goes on."""

    added: Added
    where: Resumption


def read(words: Iterable[str], verb: Verb, compose: Compose = composition.compose) -> Order:
    """Check and compose the words of a sweep; raises `ScenarioError`."""
    composition.register()
    words = list(words)
    swept, fixed = _sorted(words, verb)
    overrides.check_presets(word for word in words if _key(word) not in swept)
    _check_executor(fixed)
    cfg = compose(fixed)
    _refuse_interpolations(cfg)
    base = run_settings.scenario_from_config(cfg)
    given = dict(cfg["sweep"])
    over = _values_of(given)
    for word in fixed:  # a lever that has one value is not swept, whatever the named design sweeps
        over.pop(word.partition("=")[0].lstrip("+").removeprefix(f"{overrides.ENTRIES}."), None)
    if cfg["excursions"]:
        if "excursion" in over:
            raise ScenarioError(
                "excursion: is said twice, as a bundle and by excursions; choose another name"
            )
        over["excursion"] = {"base": {}, **presets.excursions(read_back(cfg["excursions"]))}
    for key, values in swept.items():
        over[key] = _cases(key, values, fixed, compose) if key in GROUPS else values
    _refuse_twice(fixed, swept)
    given["over"] = over
    if given.get("design") is not None:
        given["design"] = Path(str(given["design"]))
    design = read_design(base, {key: given[key] for key in KEYS if key in given})
    for key in map(_key, fixed):
        if (key.partition(".")[0] in BY_NAME or key.startswith(overrides.ENTRIES)) and (
            key.removeprefix(f"{overrides.ENTRIES}.") in design.names
        ):
            raise ScenarioError(f"{key}: is said twice, for the table has it; allowed: once")
    check_used(design.method, [key.removeprefix("sweep.") for key in map(_key, fixed)])
    content = {key: value for key, value in given.items() if key not in KEYS}
    plan = read_plan(design, content | {key: cfg[key] for key in ("replicates", "seed", "engine")})
    return Order(
        plan,
        _executor(cfg),
        run_settings.setting(cfg, "out"),
        cfg["name"],
        run_settings.setting(cfg, "plate"),
        run_settings.setting(cfg, "progress"),
    )


def resumption(words: Iterable[str], verb: Verb, compose: Compose = composition.compose) -> Resumption:
    """Check and compose the words with which a sweep is resumed; raises `ScenarioError`."""
    composition.register()
    swept, fixed = _sorted(words, verb)
    for key in swept:
        raise ScenarioError(f"{key}: cannot be changed; a sweep is resumed as it was begun")
    _check_executor(fixed)
    return _resumption(compose(fixed))


def taken(verb: Verb) -> list[str]:
    """Names of the settings of sweeps and executors that a verb takes, and of groups of them."""
    own = [row.name for row in verb.settings if row.name.partition(".")[0] in SWEEPING]
    return [*own, *dict.fromkeys(name.rpartition(".")[0] for name in own if name.count(".") > 1)]


def _values_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a design says of the levers that are swept; raises `ScenarioError`."""
    over = given.get("over") or {}
    if not isinstance(over, Mapping):
        raise ScenarioError(f"sweep.over: {show(over)} refused; allowed: levers, each with its values")
    return {str(name): values for name, values in read_back(over).items()}


def extension(words: Iterable[str], verb: Verb, compose: Compose = composition.compose) -> Extension:
    """Check and compose the words with which a sweep is extended; raises `ScenarioError`."""
    composition.register()
    over: dict[str, Any] = {}
    fixed: list[str] = []
    for word in words:
        key = word.partition("=")[0].lstrip("+")
        root = key.partition(".")[0]
        if root in BY_NAME:
            overrides.check([word], verb, multirun=True)
            over[_sweepable(key)] = swept_values.values(key, overrides.parsed(word, key))
        elif any(key == row.name or key.startswith(f"{row.name}.") for row in verb.settings):
            fixed += [_own(word, verb)] if root in SWEEPING else overrides.check([word], verb)
        elif root in (*unknown.PRESETS, *SWEEPING, *run_settings.ROW):
            raise ScenarioError(
                f"{key}: cannot be added; allowed: replicates, values of levers, sweep.points, sweep.design"
            )
        else:
            raise unknown.not_taken(verb, key)
    cfg = compose(fixed)
    _refuse_interpolations(cfg)
    given = cfg["sweep"]
    typed = {word.partition("=")[0].lstrip("+") for word in fixed}
    added = Added(
        OF_POINTS.kind.check("replicates", cfg["replicates"]) if "replicates" in typed else None,
        {**_values_of(given), **over},
        POINTS.kind.check("points", given["points"]) if "sweep.points" in typed else None,
        Path(str(given["design"])) if "sweep.design" in typed else None,
    )
    return Extension(added, _resumption(cfg))


def _resumption(cfg: Mapping[str, Any]) -> Resumption:
    out, engine, plate, progress = (
        run_settings.setting(cfg, name) for name in ("out", "engine", "plate", "progress")
    )
    return Resumption(_executor(cfg), out, engine, plate, progress)


def _key(word: str) -> str:
    """What a word sets."""
    return word.partition("=")[0].lstrip("+")


def _check_executor(words: Iterable[str]) -> None:
    """Refuse a setting of another executor than the one that is chosen."""
    said = {_key(word): word.partition("=")[2] for word in words if _key(word).startswith("executor")}
    kind = said.pop("executor", "threads")
    used = [f"executor.{name}" for name in KINDS[kind][1]] if kind in KINDS else said
    for key in said:
        if key not in used:
            raise ScenarioError(f"{key}: executor={kind} does not use it; allowed: {', '.join(used)}")


def _refuse_twice(words: Iterable[str], swept: Mapping[str, Any]) -> None:
    """Refuse a lever that is typed both by itself and in `sweep.over`; a named design's gives way without a word."""
    words = list(words)
    told: set[str] = set()
    for word in words:
        if _key(word) == OVER:
            value: Any = overrides.parsed(word, OVER).value()
            told |= set(map(str, value)) if isinstance(value, Mapping) else set()
        elif _key(word).startswith(f"{OVER}."):
            told.add(_key(word).removeprefix(f"{OVER}."))
    levers = [key for key in map(_key, words) if key.partition(".")[0] in (*BY_NAME, *GROUPS)]
    for name in told.intersection((*swept, *levers)):
        raise ScenarioError(f"{name}: is said twice")


def _executor(cfg: Mapping[str, Any]) -> Executor:
    """The executor of a composed configuration; `threads=` counts for threads."""
    given = dict(cfg["executor"])
    threads = run_settings.setting(cfg, "threads")
    if threads is not None:
        if given.get("kind") != "threads" or given.get("workers"):
            raise ScenarioError("threads: executor.workers says how many there are; allowed: one of the two")
        given["workers"] = threads
    return read_executor(given)


def _sorted(words: Iterable[str], verb: Verb) -> tuple[dict[str, Any], list[str]]:
    """What is swept, and the overrides of everything else, checked."""
    swept: dict[str, Any] = {}
    fixed: list[str] = []
    for word in words:
        key = word.partition("=")[0].lstrip("+")
        if key.partition(".")[0] in SWEEPING:
            fixed.append(_own(word, verb))
            continue
        overrides.check([word], verb, multirun=True)
        override = overrides.parsed(overrides.readable(word, key), key)
        if override.is_sweep_override() or _is_prior(key, override):
            swept[_sweepable(key)] = swept_values.values(key, override)
        else:
            fixed += overrides.check([word], verb)
    return swept, fixed


def _own(word: str, verb: Verb) -> str:
    """A word about the sweep or the executor, as Hydra takes it."""
    key = word.partition("=")[0]
    parts = key.lstrip("+").split(".")
    if "${" in word or any(not part or part.startswith("_") for part in parts[1:]):
        raise ScenarioError(f"{show(key)}: not a setting of {parts[0]}")
    if key.lstrip("+") not in taken(verb) and parts[:2] != ["sweep", "over"]:
        raise ScenarioError(f"{show(key)}: not a setting of {parts[0]}; {nearest(key, taken(verb))}")
    word = overrides.readable(word, key.lstrip("+"))
    overrides.check([word], verb, multirun=True)
    override = overrides.parsed(word, key)
    if override.is_sweep_override():
        raise ScenarioError(f"{key}: cannot be swept; allowed: {', '.join((*GROUPS, 'levers'))}")
    value: Any = override.value()
    if key.lstrip("+") == OVER and not (value is None or isinstance(value, dict)):
        raise ScenarioError(f"{OVER}: {show(value)} refused; allowed: levers, each with its values")
    return f"{'++' if parts[:2] in (['sweep', 'over'], ['sweep', 'design']) else ''}{word.lstrip('+')}"


def _is_prior(key: str, override: Override) -> bool:
    return key.startswith("assume.") and override.value() in DISTRIBUTIONS


def _sweepable(key: str) -> str:
    if key in GROUPS or key in BY_NAME:
        return key
    if "." in key:
        names.check(key)
        return key
    raise ScenarioError(f"{key}: cannot be swept; {nearest(key, (*BY_NAME, *GROUPS))}")


def _cases(group: str, choices: list[Any], fixed: list[str], compose: Compose) -> dict[str, dict[str, Any]]:
    """Each choice of a group as the levers in which the choices differ."""
    for name in choices:
        presets.single(group, str(name))
    cases = {
        str(name): run_settings.scenario_from_config(compose([*fixed, f"{group}={name}"])).as_dict()
        for name in choices
    }
    differing = [lever for lever in BY_NAME if len({repr(levers[lever]) for levers in cases.values()}) > 1]
    return {name: {lever: levers[lever] for lever in differing} for name, levers in cases.items()}


def _refuse_interpolations(cfg: Mapping[str, Any]) -> None:
    """A `${…}` would be read once, not at every point."""
    for name, value in cfg.items():
        if "${" in str(value):
            raise ScenarioError(f"{name}: interpolation (${{…}}) cannot be swept; say the value itself")
