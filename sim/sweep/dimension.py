"""One swept thing: a list of values, a range, or the prior of an assumption.

Levers that the engine reads as plain numbers become columns of numbers. Every other lever (a theory, roles,
events) is a list of *cases*: a label and the levers it changes. Dotted names reach inside: `assume.NAME`,
`stances.POL`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.evidence import load
from sim.scenario import BY_NAME, Scenario, ScenarioError, from_mapping
from sim.scenario.levers import COLUMNS
from sim.scenario.errors import choice, nearest, number, show, whole

DOTTED = ("assume", "stances", "publics")
MOST_LEVELS = 1_000_000
LONGEST = {"horizon": BY_NAME["horizon"].high}
"""A level is read on its own, before it is known how long the base runs: no date is too late yet."""


@dataclass(frozen=True)
class Case:
    """One level that changes more than a number: its label and the levers it sets."""

    label: str | float
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Listed:
    """Values one after the other; with `cases`, the values are positions in them."""

    name: str
    values: tuple[float, ...]
    cases: tuple[Case, ...] = ()

    @property
    def sets(self) -> frozenset[str]:
        """Names of the levers it sets."""
        return frozenset(lever for case in self.cases for lever in case.changes) or frozenset({self.name})

    def at(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values that stand at these shares (0 to 1) of the list."""
        last = len(self.values) - 1
        position = np.minimum((share * len(self.values)).astype(int), last)
        return np.array([self.values[k] for k in position], float)


@dataclass(frozen=True)
class Range:
    """All numbers from `low` to `high`, evenly; with a `mode`, a triangular prior by its quantiles."""

    name: str
    low: float
    high: float
    mode: float | None = None

    @property
    def sets(self) -> frozenset[str]:
        """Names of the levers it sets."""
        return frozenset({self.name})

    def at(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values that stand at these quantiles."""
        width = self.high - self.low
        if self.mode is None:
            return np.minimum(self.low + width * share, self.high)
        rising = self.low + np.sqrt(share * width * (self.mode - self.low))
        falling = self.high - np.sqrt((1.0 - share) * width * (self.high - self.mode))
        return np.where(share * width < self.mode - self.low, rising, falling)


Dimension = Listed | Range


def read_dimension(name: str, said: Any) -> Dimension:
    """A dimension from what a file or a command line says; raises `ScenarioError`."""
    if "." in name:
        return _dotted(name, said)
    if isinstance(said, Mapping) and name not in BY_NAME:
        cases = pairs(name, said["cases"] if set(said) == {"cases"} else said)
        return _listed(name, tuple(Case(label, _changes(name, held)) for label, held in cases))
    if name not in BY_NAME:
        raise ScenarioError(f"{show(name)}: no such lever to sweep; {nearest(name, BY_NAME)}")
    if isinstance(said, Mapping) and {"low", "high"} & set(said):
        return _span(name, said)
    values = list(said) if isinstance(said, list | tuple) else [said]
    if name in COLUMNS:
        return _numbers(
            name, [float(getattr(Scenario(**{name: _given(name, value)}), name)) for value in values]
        )
    return _listed(name, tuple(_case(name, value) for value in values))


def said(dimension: Dimension) -> Any:
    """The dimension as plain values, from which `read_dimension` makes an equal one."""
    if isinstance(dimension, Range):
        ends = {"low": dimension.low, "high": dimension.high}
        return ends if dimension.mode is None else ends | {"mode": dimension.mode}
    if not dimension.cases:
        return list(dimension.values)
    if dimension.name in BY_NAME:
        return [case.changes[dimension.name] for case in dimension.cases]
    return {"cases": [[case.label, dict(case.changes)] for case in dimension.cases]}


def pairs(field: str, said: Any) -> list[tuple[str, Any]]:
    """Names and what they stand for, from a mapping or, where a file must keep their order, from pairs."""
    listed = list(said.items() if isinstance(said, Mapping) else said if isinstance(said, list) else [said])
    for pair in listed:
        if (
            not isinstance(pair, list | tuple)
            or len(pair) != 2
            or not isinstance(pair[0], str)
            or not pair[0]
        ):
            raise ScenarioError(f"{field}: {show(pair)} is not a name and what it stands for")
    return [(name, held) for name, held in listed]


def bounds(name: str) -> tuple[float, float, str]:
    """Lowest and highest value of a swept number, and its unit."""
    head, _, tail = name.partition(".")
    if head == "assume":
        parameter = load().parameters[choice("assume", tail, load().parameters)]
        return parameter.floor, parameter.ceiling, parameter.unit
    if tail:
        choice(head, tail, load().codes)
    return BY_NAME[head].low, BY_NAME[head].high, BY_NAME[head].unit


def _dotted(name: str, said: Any) -> Dimension:
    head, _, tail = name.partition(".")
    if head not in DOTTED:
        raise ScenarioError(
            f"{show(name)}: cannot be swept; allowed: {', '.join(f'{kind}.NAME' for kind in DOTTED)}"
        )
    low, high, unit = bounds(name)
    if head == "assume" and said in ("prior", "uniform"):
        prior = load().parameters[tail]
        return Range(name, prior.low, prior.high, prior.mode if said == "prior" else None)
    if isinstance(said, str):
        allowed = "prior, uniform, numbers or low and high" if head == "assume" else "numbers or low and high"
        raise ScenarioError(f"{name}: {show(said)} cannot be swept; allowed: {allowed}")
    if isinstance(said, Mapping):
        return _span(name, said)
    values = list(said) if isinstance(said, list | tuple) else [said]
    return _numbers(name, [number(name, value, low, high, unit) for value in values])


def _span(name: str, said: Mapping[Any, Any]) -> Dimension:
    for key in said:
        choice(name, key, ("low", "high", "steps", "mode"))
    low, high, unit = bounds(name)
    if name not in COLUMNS and "." not in name and name != "horizon":
        raise ScenarioError(f"{name}: has no range; give a list of values")
    first, last = (number(f"{name}.{end}", said.get(end), low, high, unit) for end in ("low", "high"))
    if first > last:
        raise ScenarioError(f"{name}: low {first:g} is above high {last:g}")
    if "steps" in said:
        steps = whole(f"{name}.steps", said["steps"], 2, MOST_LEVELS)
        values = [float(value) for value in np.linspace(first, last, steps)]
        return read_dimension(name, values) if name == "horizon" else _numbers(name, values)
    if name == "horizon":
        return read_dimension(name, list(range(int(first), int(last) + 1)))
    mode = number(f"{name}.mode", said["mode"], first, last, unit) if "mode" in said else None
    return Range(name, first, last, mode)


def _numbers(name: str, values: list[float]) -> Listed:
    if not 1 <= len(values) <= MOST_LEVELS:
        raise ScenarioError(f"{name}: {len(values)} values; allowed: 1 to {MOST_LEVELS:,}")
    if len(set(values)) < len(values):
        twice = next(left for left, right in pairwise(sorted(values)) if left == right)
        raise ScenarioError(f"{name}: {twice:g} stands twice in the list")
    return Listed(name, tuple(values))


def _listed(name: str, cases: tuple[Case, ...]) -> Listed:
    labels = [case.label for case in cases]
    if not 1 <= len(cases) <= 10_000:
        raise ScenarioError(f"{name}: {len(cases)} cases; allowed: 1 to 10,000")
    if len(set(labels)) < len(labels):
        twice = next(label for label in labels if labels.count(label) > 1)
        raise ScenarioError(f"{name}: {show(twice)} stands twice in the list")
    return Listed(name, tuple(map(float, range(len(cases)))), cases)


def _level(name: str, value: Any) -> float:
    """A number, or the name of a preset; what is neither is refused in the scenario's own words."""
    lever = BY_NAME[name]
    if isinstance(value, str):
        return float(getattr(from_mapping({name: value}), name))
    return number(name, value, lever.low, lever.high, lever.unit)


def _given(name: str, value: Any) -> Any:
    if value is None:
        raise ScenarioError(f"{name}: no value")
    return value


def _case(name: str, value: Any) -> Case:
    """A level of a lever that is no plain number; its label is the value itself, in one short text."""
    held = Scenario(**(LONGEST | {name: _given(name, value)})).as_dict()[name]
    if isinstance(held, list) and all(isinstance(part, str) for part in held):
        return Case("+".join(held) or "none", {name: held})
    if isinstance(held, list | dict):
        return Case(json.dumps(held, sort_keys=True, allow_nan=False), {name: held})
    return Case(held, {name: held})


def _changes(name: str, held: Any) -> Mapping[str, Any]:
    if not isinstance(held, Mapping):
        raise ScenarioError(
            f"{show(name)}: no such lever to sweep, and no cases that change levers; {nearest(name, BY_NAME)}"
        )
    changed = Scenario(**(LONGEST | _names_checked(held))).as_dict()
    return {key: changed[key] for key in held}


def _names_checked(held: Mapping[Any, Any]) -> dict[str, Any]:
    for key in held:
        choice("cases", key, BY_NAME)
    return dict(held)
