"""Parses a factor from YAML, the command line or Python; what is unclear is refused.

A list of values, `low` and `high` with or without `steps`, `prior` or `uniform` for an assumption; and named bundles,
each of which changes several levers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sim.evidence import load
from sim.factors import names
from sim.factors.levels import Case, Factor, Listed, Range
from sim.factors.steps import between, listed
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.errors import choice, nearest, number, show, whole
from sim.scenario.levers import COLUMNS

MAX_LEVELS = 1_000_000
MAX_CASES = 10_000
MAX_NAME = 200
"""Letters of the name of a bundle or of one of its cases."""
MAX_HORIZON_SCENARIO = Scenario(horizon=int(BY_NAME["horizon"].high))
"""A level is read on its own, before it is known how long the base runs: no date is too late yet."""


def read_factor(name: str, spec: Any) -> Factor:
    """A factor from what is said of its levels.

    Parameters
    ----------
    name
        A lever, an entry of one such as `stances.POL`, or a new name for bundles of levers.
    spec
        A value, or a list or an array of them; `{low, high}`, with `steps` or a `mode`; `prior` or `uniform`; labels to
        bundles.

    Returns
    -------
    Listed or Range
        The factor.

    Raises
    ------
    ScenarioError
        One line that names the factor and what is allowed.

    Examples
    --------
    >>> read_factor("roe", ["monitor", 0.7]).values, read_factor("stances.POL", {"low": -3, "high": 3}).high
    ((0.1, 0.7), 3.0)
    """
    if isinstance(spec, tuple | range) or getattr(spec, "ndim", 0) == 1:
        spec = listed(spec)
    if isinstance(spec, Mapping) and "." not in name and name not in BY_NAME:
        return _bundles(name, spec)
    head, entry = names.check(name)
    if isinstance(spec, Mapping) and ((entry and head in names.NUMBERS) or {"low", "high"} & set(spec)):
        return _span(name, spec)
    if head == "assume" and entry and spec in ("prior", "uniform"):
        prior = load().parameters[entry]
        return Range(name, prior.low, prior.high, prior.mode if spec == "prior" else None)
    values = spec if isinstance(spec, list) else [spec]
    if name in COLUMNS:
        check = BY_NAME[name].kind.check
        return _numbers(name, [float(check(name, _given(name, value))) for value in values])
    if entry and head in names.NUMBERS:
        return _numbers(name, [_number(name, value) for value in values])
    return _listed(name, tuple(_case(name, value) for value in values))


def plain(factor: Factor) -> Any:
    """The levels as plain values, from which `read_factor` makes an equal factor."""
    if isinstance(factor, Range):
        ends = {"low": factor.low, "high": factor.high}
        return ends if factor.mode is None else ends | {"mode": factor.mode}
    if not factor.cases:
        return list(factor.values)
    if "." in factor.name or factor.name in BY_NAME:
        return [case.changes[factor.name] for case in factor.cases]
    return {"cases": [[case.label, dict(case.changes)] for case in factor.cases]}


def pairs(field: str, spec: Any) -> list[tuple[str, Any]]:
    """Names and what they stand for, from a mapping or, where a file must keep their order, from pairs."""
    listed = list(spec.items() if isinstance(spec, Mapping) else spec if isinstance(spec, list) else [spec])
    for pair in listed:
        if (
            not isinstance(pair, list | tuple)
            or len(pair) != 2
            or not isinstance(pair[0], str)
            or not pair[0]
        ):
            raise ScenarioError(f"{field}: {show(pair)} is not a name and what it stands for")
    return [(name, value) for name, value in listed]


def checked(changes: Mapping[Any, Any]) -> dict[str, Any]:
    """Changes in the plain form that a scenario gives them, however they were written."""
    changes = names.flat(changes)
    for name, value in changes.items():
        head, entry = names.check(str(name))
        if entry and head in names.LISTS and not isinstance(value, bool):
            raise ScenarioError(f"{name}: {show(value)} refused; allowed: true, false")
    after = names.but(MAX_HORIZON_SCENARIO, changes)
    whole_levers = after.as_dict()
    return {name: _entry(after, name) if "." in name else whole_levers[name] for name in changes}


def _span(name: str, spec: Mapping[Any, Any]) -> Factor:
    for key in spec:
        choice(name, key, ("low", "high", "steps", "mode"))
    low, high, unit = names.bounds(name)
    if name not in COLUMNS and "." not in name and name != "horizon":
        raise ScenarioError(f"{name}: has no range; give a list of values")
    first, last = (number(f"{name}.{end}", spec.get(end), low, high, unit) for end in ("low", "high"))
    if first > last:
        raise ScenarioError(f"{name}: low {first:g} is above high {last:g}")
    if "steps" in spec:
        steps = whole(f"{name}.steps", spec["steps"], 2, MAX_LEVELS)
        values = between(first, last, steps)
        return read_factor(name, values) if name == "horizon" else _numbers(name, values)
    if name == "horizon":
        return read_factor(name, list(range(int(first), int(last) + 1)))
    mode = number(f"{name}.mode", spec["mode"], first, last, unit) if "mode" in spec else None
    return Range(name, first, last, mode)


def _number(name: str, value: Any) -> float:
    low, high, unit = names.bounds(name)
    if isinstance(value, str):
        allowed = "prior, uniform, " if name.startswith("assume.") else ""
        raise ScenarioError(f"{name}: {show(value)} is no level; allowed: {allowed}numbers or low and high")
    return number(name, value, low, high, unit)


def _numbers(name: str, values: list[float]) -> Listed:
    if not 1 <= len(values) <= MAX_LEVELS:
        raise ScenarioError(f"{name}: {len(values)} values; allowed: 1 to {MAX_LEVELS:,}")
    if len(set(values)) < len(values):
        twice = next(left for left, right in pairwise(sorted(values)) if left == right)
        raise ScenarioError(f"{name}: {twice:g} stands twice in the list")
    return Listed(name, tuple(values))


def _listed(name: str, cases: tuple[Case, ...]) -> Listed:
    labels = [case.label for case in cases]
    if not 1 <= len(cases) <= MAX_CASES:
        raise ScenarioError(f"{name}: {len(cases)} cases; allowed: 1 to {MAX_CASES:,}")
    if len(set(labels)) < len(labels):
        twice = next(label for label in labels if labels.count(label) > 1)
        raise ScenarioError(f"{name}: {show(twice)} stands twice in the list")
    return Listed(name, tuple(map(float, range(len(cases)))), cases)


def _given(name: str, value: Any) -> Any:
    if value is None:
        raise ScenarioError(f"{name}: no value")
    return value


def _case(name: str, value: Any) -> Case:
    """A level that is no plain number; its label is the value itself, in one short text."""
    value = checked({name: _given(name, value)})[name]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return Case("+".join(value) or "none", {name: value})
    if isinstance(value, list | dict):
        return Case(json.dumps(value, sort_keys=True, allow_nan=False), {name: value})
    return Case(value, {name: value})


def _bundles(name: str, spec: Mapping[Any, Any]) -> Listed:
    """Labels and the levers that each changes."""
    cases = []
    for label, changes in pairs(name, spec["cases"] if set(spec) == {"cases"} else spec):
        for said in (name, label):
            if not said.isprintable() or len(said) > MAX_NAME:
                raise ScenarioError(f"{show(said)} is no name; allowed: one line of 1 to {MAX_NAME} signs")
        if not isinstance(changes, Mapping):
            raise ScenarioError(
                f"{show(name)}: no such lever, and no cases that change levers; {nearest(name, BY_NAME)}"
            )
        cases.append(Case(label, checked(changes)))
    return _listed(name, tuple(cases))


def _entry(after: Scenario, name: str) -> Any:
    value = names.value(after, name)
    return [list(step) for step in value] if isinstance(value, tuple) else value
