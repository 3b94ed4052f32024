"""Every rule of the rulebook, and arguments for it drawn from its signature and the ledgers."""

from __future__ import annotations

import dis
import importlib
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sim import rules
from sim.ensemble.state import ASSUMED
from sim.evidence import load
from sim.rules import arithmetic
from sim.rules.plain import plain
from sim.scenario import Scenario, roster
from sim.engine.inputs import lay_out
from sim.scenario.levers import BY_NAME

Arguments = dict[str, Any]
MECHANISMS = [importlib.import_module(f"sim.rules.{name}") for name in rules.__all__]
LEVERS = lay_out([Scenario()]).levers[0]
"""The base scenario in numbers."""
ROWS = {"Assumptions": ASSUMED, "Levers": LEVERS.dtype, "Facts": roster.FACTS}
"""What the compiled engine hands over for each kind of record."""
NEARLY_ONE = float(np.nextafter(1.0, 0.0))

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
    "steps": (-20, 20),
    "share_and_bonus": (-10, 10),
    "t": (-40, 40),
    # troops and persons
    "troops": (0, 300_000),
    "exposed_troops": (0, 300_000),
    "support_troops": (0, 300_000),
    "others_pledged": (0, 2_000_000),
    "capacity_troops": (0, 300_000),
    "request": (1_000, 300_000),
    "total": (0, 2_000_000),
    "limit": (0, 1_000_000),
    "in_place": (0, 300_000),
    "target": (0, 300_000),
    "ceiling": (0, 1_000_000),
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
    # logits
    "helping": (-50, 50),
    "sending": (-50, 50),
    "usual": (-7, 7),
    "risk_without_force": (-12, 0),
    "doubt_drawn": (-40, 40),
    # indices that are not shares
    "battlefield": (-1, 1),
    "stance": (-3, 3),
    "threat": (0, 6),
    "rally": (0, 3),
    "shock": (0, 5),
    "start": (-1, 2),
    "swing_sd": (0, 0.5),
    "climb": (0, 0.5),
    "five_year_risk": (0.01, 0.99),
    "delivered": (0, 2),
    "trained": (0, 5),
    # counts
    "count": (0, 200),
    "first": (0, 100),
    "answered": (0.01, 200),
    "ignored": (0.01, 200),
    "rung": (1, 6),
    "tension": (1, 7),
    "event": (1, 7),
}
"""Smallest and largest value of an argument in the model's units; a share, 0 to 1, if not listed."""


@dataclass(frozen=True)
class Case:
    """One rule: its names, its compiled and its plain form."""

    module: str
    name: str
    compiled: Any
    plain: Callable[..., Any]

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"

    @property
    def hints(self) -> dict[str, Any]:
        return typing.get_type_hints(self.compiled.py_func)

    @property
    def records(self) -> dict[str, str]:
        """Arguments that are records, by the name of their type in the source."""
        written = self.compiled.py_func.__annotations__
        return {name: kind for name, kind in written.items() if kind in ROWS}

    @property
    def doc(self) -> str:
        return self.compiled.py_func.__doc__ or ""


def _cases(module: ModuleType) -> Iterator[Case]:
    short = module.__name__.rpartition(".")[2]
    for name, value in vars(module).items():
        function = getattr(value, "py_func", None)
        if function is not None and function.__module__ == module.__name__:
            usual = function if module is arithmetic else getattr(plain(module), name)
            yield Case(short, name, value, usual)


CASES = {str(case): case for module in (*MECHANISMS, arithmetic) for case in _cases(module)}
"""Every rule by module and name."""


def reads(function: Any) -> set[str]:
    """Names of all fields that a rule, or a rule it calls, may read."""
    steps = list(dis.get_instructions(function))
    found = {step.argval for step in steps if step.opname == "LOAD_ATTR"}
    for name in {step.argval for step in steps if step.opname == "LOAD_GLOBAL"}:
        inner = getattr(function.__globals__.get(name), "py_func", None)
        found |= reads(inner) if inner else set()
    return found


def _number(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False, allow_infinity=False, allow_subnormal=False)


@dataclass(frozen=True)
class Record:
    """What a rule reads of a record, drawn; the rest as usual."""

    free: dict[str, st.SearchStrategy[float]]
    usual: dict[str, float]

    def drawn(self) -> st.SearchStrategy[Any]:
        return st.fixed_dictionaries(self.free).map(lambda drawn: SimpleNamespace(**(self.usual | drawn)))


def _assumptions(read: set[str]) -> Record:
    known = load().parameters
    free = {
        name: _number(float(known[name].floor), float(known[name].ceiling))
        for name in sorted(read & known.keys())
    }
    return Record(free, {name: float(parameter.mode) for name, parameter in known.items()})


def _levers(read: set[str]) -> Record:
    usual = {name: LEVERS[name].item() for name in LEVERS.dtype.names}
    free = {
        name: _number(BY_NAME[name].low, BY_NAME[name].high)
        if name in BY_NAME and BY_NAME[name].column
        else st.sampled_from((0.0, 1.0))
        for name in sorted(read & usual.keys() - {"horizon", "theory", "calendar"})
    }
    return Record(free, usual)


def _facts(read: set[str]) -> Record:
    rows = roster.facts()
    free = {
        name: _number(0.0, 1.5 * float(rows[name].max())) for name in sorted(read & set(rows.dtype.names))
    }
    return Record(free, {name: rows[0][name].item() for name in rows.dtype.names})


def record(case: Case, name: str) -> Record:
    """The record that a rule takes under this name."""
    make = {"Assumptions": _assumptions, "Levers": _levers, "Facts": _facts}[case.records[name]]
    return make(reads(case.compiled.py_func))


def value(case: Case, argument: str) -> st.SearchStrategy[Any]:
    """Values of one argument, or of one field of a record (`p.b_us`)."""
    name, _, field = argument.partition(".")
    return record(case, name).free[field] if field else _argument(case, name, case.hints[name])


def _argument(case: Case, name: str, kind: Any) -> st.SearchStrategy[Any]:
    if name in case.records:
        return record(case, name).drawn()
    if typing.get_origin(kind) is tuple:
        return st.tuples(*(_argument(case, name, part) for part in typing.get_args(kind)))
    if kind is bool:
        return st.booleans()
    low, high = RANGES.get(f"{case}.{name}") or RANGES.get(name) or (0.0, 1.0)
    return st.integers(int(low), int(high)) if kind is int else _number(low, high)


def arguments(case: Case) -> st.SearchStrategy[Arguments]:
    """Arguments of a rule by name, records as plain names."""
    hints = {name: kind for name, kind in case.hints.items() if name != "return"}
    return st.fixed_dictionaries({name: _argument(case, name, kind) for name, kind in hints.items()})


def rows(case: Case, drawn: Arguments) -> Arguments:
    """The same arguments as the compiled engine hands them over: records are rows of structured arrays."""
    return {
        name: _row(ROWS[case.records[name]], value) if name in case.records else value
        for name, value in drawn.items()
    }


def _row(kind: np.dtype[Any], values: SimpleNamespace) -> Any:
    row = np.zeros(1, kind)[0]
    for name, value in vars(values).items():
        row[name] = value
    return row


def numbers(result: Any) -> list[float]:
    """The numbers in a result, tuples opened."""
    return [n for part in result for n in numbers(part)] if isinstance(result, tuple) else [float(result)]
