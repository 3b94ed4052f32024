"""Short texts of the subset, as modules that can be translated."""

from __future__ import annotations

import importlib.util
import itertools
import sys
import typing
from pathlib import Path
from types import FunctionType, ModuleType

from sim.engine.translate.program import Program
from sim.engine.translate.types import Type, declared, differing

PACKAGES = frozenset({"sim", "snippet"})
PRELUDE = """from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated

from sim.rules.arithmetic import exp, floor, whole
from sim.rules.records import Record


class World(Record):
    a: float
    b: float
    k: int
    f: bool
    row: Annotated[list[float], 4]


class Shared(Record):
    c: float
    row: Annotated[list[float], 4]


CONSTANT = 3.0
TEXT = "three"


def helper(x: float) -> float:
    return x + 1.0


def deed(w: World, x: float) -> None:
    w.a = x


"""
"""What every snippet may use; it begins on the line after."""
FIRST = PRELUDE.count("\n") + 1
_numbers = itertools.count()


def module(text: str, folder: Path) -> ModuleType:
    """A snippet as a module of its own."""
    name = f"snippet.of_{next(_numbers)}"
    path = folder / f"{name}.py"
    path.write_text(PRELUDE + text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    made = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def translate(made: ModuleType, *, lanes: bool = False) -> str:
    """The C of the function `f` of a snippet; with lanes, all differs between them but the record `Shared`."""
    function: FunctionType = made.f
    program = Program(frozenset({made.World}) if lanes else frozenset(), PACKAGES)
    hints = typing.get_type_hints(function, include_extras=True)
    kinds = [declared(hint) for name, hint in hints.items() if name != "return"]
    given: list[Type] = [differing(kind) if lanes else kind for kind in kinds if kind is not None]
    program.instance(function, tuple(given), masked=False)
    return "\n".join(program.functions)
