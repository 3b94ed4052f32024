"""The plain form of a rule, for callers in Python: no compiled call ever receives a record.

Handing a record of a hundred fields from Python to a compiled function costs 8–18 µs; plain Python is faster.
Arithmetic (`exp`, `log`, …) takes single numbers and stays compiled, so both forms give the same bits.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

from sim.rules import arithmetic
from sim.rules.compiled import Rule

P = ParamSpec("P")
R = TypeVar("R")


@functools.cache
def _rebuilt(rule: Any) -> Callable[..., Any]:
    function = rule.py_func
    world = {
        name: _rebuilt(value)
        if hasattr(value, "py_func") and value.py_func.__module__ != arithmetic.__name__
        else value
        for name, value in function.__globals__.items()
    }
    return FunctionType(function.__code__, world, function.__name__, function.__defaults__, function.__closure__)


def plain(rule: Rule[P, R]) -> Callable[P, R]:
    """Give the rule as ordinary Python, with the rules it calls made ordinary too."""
    return _rebuilt(rule)
