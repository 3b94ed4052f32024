"""The plain form of the rulebook, for callers in Python: no compiled call ever receives a record.

Handing a record of a hundred fields from Python to a compiled function costs 8–18 µs; plain Python is faster.
Arithmetic (`exp`, `log`, …) takes single numbers and stays compiled, so both forms give the same bits.
"""

from __future__ import annotations

import dis
import functools
from collections.abc import Callable
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

from sim.rules import arithmetic


@functools.cache
def _rebuilt(function: Callable[..., Any]) -> Callable[..., Any]:
    read = {step.argval for step in dis.get_instructions(function) if step.opname == "LOAD_GLOBAL"}
    world = {name: _plain(value) for name, value in function.__globals__.items() if name in read}
    return FunctionType(function.__code__, world, function.__name__, function.__defaults__)


def _plain(value: Any) -> Any:
    function = getattr(value, "py_func", None)
    if function is None or function.__module__ == arithmetic.__name__:
        return value
    return _rebuilt(function)


def plain(mechanism: ModuleType) -> Any:
    """Give a mechanism whose rules, and the rules they call, are ordinary Python; read it like the module."""
    return SimpleNamespace(**{name: _plain(value) for name, value in vars(mechanism).items()})
