"""Every rule of the rulebook, and arguments for it drawn from its signature and the ledgers."""

from __future__ import annotations

import dis
import importlib
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sim import rules
from sim.engine import layout
from sim.engine.inputs import lay_out
from sim.evidence import load
from sim.rules import arithmetic
from sim.rules.records import Assessment, Assumptions, Facts, Levers, Month, Record
from sim.scenario import Scenario, roster
from sim.scenario.levers import BY_NAME

Arguments = dict[str, Any]
MECHANISMS = [importlib.import_module(f"sim.rules.{name}") for name in rules.MECHANISMS]
NEARLY_ONE = float(np.nextafter(1.0, 0.0))
USUAL: dict[type[Record], dict[str, float]] = {
    Assumptions: {name: float(parameter.mode) for name, parameter in load().parameters.items()},
    Levers: dict(zip(layout.LEVERS, lay_out([Scenario()]).levers[0].item(), strict=True)),
    Facts: dict(zip(roster.FACTS.names or (), roster.facts()[0].item(), strict=True)),
    Month: {name: kind() for name, kind in layout.fields(Month).items()},
    Assessment: {name: kind() for name, kind in layout.fields(Assessment).items()},
}
"""Each kind of record as it is where a test says nothing: priors at their modes, the base scenario, the first state."""

RANGES: dict[str, tuple[float, float]] = {
    "arithmetic.exp.x": (-700, 700),
    "arithmetic.log.x": (1e-300, 1e300),
    "arithmetic.power.x": (1e-6, 1e6),
    "arithmetic.power.y": (-10, 10),
    "arithmetic.log10_1p.x": (0, 1e9),
    "willingness.helping_terms.mandate": (0, 3),
    "x": (-100, 100),
    "low": (-100, 0),
    "mode": (0, 100),
    "high": (100, 200),
    "probability": (1e-12, 1 - 1e-12),
    "draw": (0, NEARLY_ONE),
    "steps": (0, 20),
    "roles.willing_at.role": (0, 10),
    "roles.off_ground.role": (0, 10),
    "t": (-40, 40),
    # troops and persons
    "troops": (0, 300_000),
    "exposed_troops": (0, 300_000),
    "exposed": (0, 300_000),
    "support_troops": (0, 300_000),
    "others_pledged": (0, 2_000_000),
    "capacity_troops": (0, 300_000),
    "request": (1_000, 300_000),
    "total": (0, 2_000_000),
    "limit": (0, 1_000_000),
    "in_place": (0, 300_000),
    "target": (0, 300_000),
    "fighters": (0, 300_000),
    "fighting": (0, 300_000),
    "spare_troops": (0, 300_000),
    "served": (0, 300_000),
    "promised": (0, 300_000),
    "lifted": (0, 300_000),
    "sustained": (0, 300_000),
    "defended": (0, 300_000),
    "informed": (0, 300_000),
    "dead_a_month": (0, 10_000),
    "defenders": (10_000, 3_000_000),
    "reinforcement": (0, 200_000),
    "own_dead": (0, 1_000_000),
    "multiple": (1, 1e6),
    "tenfolds": (0, 6),
    # time and place
    "month": (0, 120),
    "months": (0.5, 120),
    "months_deployed": (0, 120),
    "distance_km": (0, 20_000),
    "months_since": (0, 240),
    "age": (0, 120),
    "casualties.tail.start": (1, 100),
    "casualties.tail.end": (1, 10_000),
    # logits
    "helping": (-50, 50),
    "soil": (-50, 50),
    "risk": (-50, 50),
    "usual": (-7, 7),
    "doubt_drawn": (-40, 40),
    # odds, ratios and utilities
    "own": (1e-6, 1e6),
    "shared": (1e-3, 1e3),
    "danger": (0, 3),
    "worth": (-3, 3),
    "utility": (-3, 3),
    # indices that are not shares
    "battlefield": (-1, 1),
    "stance": (-3, 3),
    "threat": (0, 6),
    "rally": (0, 3),
    "shock": (0, 5),
    "start": (-1, 2),
    "swing_sd": (0, 0.5),
    "swing": (0, 0.5),
    "climb": (0, 0.5),
    "five_year_risk": (0.01, 0.99),
    "delivered": (0, 2),
    "trained": (0, 5),
    # counts
    "count": (0, 200),
    "first": (0, 100),
    "answered": (0.01, 200),
    "ignored": (0.01, 200),
    "role": (0, 8),
    "missing": (0, 4),
    "said": (-3, 3),
    "dead": (0, 1_000),
    "wants_size": (0, 300_000),
    "size": (0, 300_000),
    "expected_dead": (0, 1_000),
    "grim": (0, 3),
    "tension": (1, 7),
    "event": (1, 7),
}
"""Smallest and largest value of an argument in the model's units; a share, 0 to 1, if not listed."""


@dataclass(frozen=True)
class Case:
    """One rule: its names, and the function."""

    module: str
    name: str
    rule: Callable[..., Any]

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"

    @property
    def hints(self) -> dict[str, Any]:
        return typing.get_type_hints(self.rule)

    @property
    def takes(self) -> dict[str, Any]:
        """Arguments and their types."""
        return {name: kind for name, kind in self.hints.items() if name != "return"}

    @property
    def doc(self) -> str:
        return self.rule.__doc__ or ""


def _cases(module: ModuleType) -> Iterator[Case]:
    short = module.__name__.rpartition(".")[2]
    for name, value in vars(module).items():
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            yield Case(short, name, value)


CASES = {str(case): case for module in (*MECHANISMS, arithmetic) for case in _cases(module)}
"""Every rule by module and name."""


def reads(function: Callable[..., Any]) -> set[str]:
    """Names of all fields that a rule, or a rule it calls, may read."""
    steps = list(dis.get_instructions(function))
    found = {step.argval for step in steps if step.opname == "LOAD_ATTR"}
    for name in {step.argval for step in steps if step.opname == "LOAD_GLOBAL"}:
        inner = getattr(function, "__globals__", {}).get(name)
        found |= reads(inner) if isinstance(inner, FunctionType) else set()
    return found


def _number(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False, allow_infinity=False, allow_subnormal=False)


def _between(case: Case | None, name: str) -> st.SearchStrategy[float]:
    return _number(*(RANGES.get(f"{case}.{name}") or RANGES.get(name) or (0.0, 1.0)))


def _assumption(name: str) -> st.SearchStrategy[float]:
    known = load().parameters[name]
    return _number(float(known.floor), float(known.ceiling))


def _lever(name: str) -> st.SearchStrategy[float]:
    if name in BY_NAME and BY_NAME[name].column:
        return _number(BY_NAME[name].low, BY_NAME[name].high)
    return st.sampled_from((0.0, 1.0))


def _fact(name: str) -> st.SearchStrategy[float]:
    return _number(0.0, 1.5 * float(roster.facts()[name].max()))


FIELD: dict[type[Record], Callable[[str], st.SearchStrategy[float]]] = {
    Assumptions: _assumption,
    Levers: _lever,
    Facts: _fact,
    Month: lambda name: _between(None, name),
    Assessment: lambda name: _between(None, name),
}
"""Values of one field of each kind of record."""


def drawn_fields(case: Case, kind: type[Record]) -> dict[str, st.SearchStrategy[float]]:
    """Values of each field that a rule reads of a record."""
    return {name: FIELD[kind](name) for name in sorted(reads(case.rule) & USUAL[kind].keys())}


def value(case: Case, argument: str) -> st.SearchStrategy[Any]:
    """Values of one argument, or of one field of a record (`p.b_us`)."""
    name, _, field = argument.partition(".")
    kind = case.takes[name]
    return drawn_fields(case, kind)[field] if field else _argument(case, name, kind)


def _argument(case: Case, name: str, kind: Any) -> st.SearchStrategy[Any]:
    if kind in USUAL:
        return st.fixed_dictionaries(drawn_fields(case, kind)).map(
            lambda drawn: kind(**(USUAL[kind] | drawn))
        )
    if typing.get_origin(kind) is tuple:
        return st.tuples(*(_argument(case, name, part) for part in typing.get_args(kind)))
    if kind is bool:
        return st.booleans()
    if kind is int:
        low, high = RANGES[name]
        return st.integers(int(low), int(high))
    return _between(case, name)


def arguments(case: Case) -> st.SearchStrategy[Arguments]:
    """Arguments of a rule by name."""
    return st.fixed_dictionaries({name: _argument(case, name, kind) for name, kind in case.takes.items()})


def numbers(result: Any) -> list[float]:
    """The numbers in a result, tuples opened."""
    return [n for part in result for n in numbers(part)] if isinstance(result, tuple) else [float(result)]
