"""Functions of the subset translated, built and called alone, beside Python.

A wrapper in C takes plain numbers and rows of records, as Python has them, and does the packing into vectors where the
functions are translated for lanes.
"""

from __future__ import annotations

import ctypes
import math
import subprocess
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from sim.engine import compilers, layout
from sim.engine.source import C_FILES
from sim.engine.translate.program import Program
from sim.engine.translate.types import BOOL, FLOAT, Number, Reference, Tuple, Type, declared, differing
from sim.rules.records import Record

Functions = Mapping[str, Callable[..., Any]]
C_NUMBERS = {FLOAT: "double", BOOL: "bool"}
"""Anything else is a whole number."""


@dataclass(frozen=True)
class Built:
    """Functions in C by name; with lanes, each call takes and gives as many of everything as there are lanes."""

    library: ctypes.CDLL
    names: tuple[str, ...]
    results: Mapping[str, int]
    differing: frozenset[type[Record]]
    lanes: int

    def call(self, name: str, *lanes: Sequence[Any]) -> list[list[float]]:
        """Numbers that a function gives, in each lane; records handed in are written to.

        `lanes` are the arguments of each lane; what lanes share is taken from the first.
        """
        assert len(lanes) == self.lanes
        memory = [self._memory([lane[at] for lane in lanes]) for at in range(len(lanes[0]))]
        given = (ctypes.c_void_p * max(1, len(memory)))(*(array.ctypes.data for array in memory))
        out = np.full(max(1, self.results[name]) * self.lanes, math.nan)
        getattr(self.library, f"tripwire_call_{self.names.index(name)}")(
            given, ctypes.c_void_p(out.ctypes.data)
        )
        for at, array in enumerate(memory):
            for row, argument in zip(array, (lane[at] for lane in lanes), strict=False):
                if isinstance(argument, Record):
                    for field in layout.fields(type(argument)):
                        setattr(argument, field, row[field].tolist())
        numbers: list[list[float]] = out.reshape(-1, self.lanes)[: self.results[name]].T.tolist()
        return numbers

    def _memory(self, values: Sequence[Any]) -> np.ndarray[Any, Any]:
        """An argument of all lanes as C reads it."""
        first = values[0]
        if not isinstance(first, Record):
            return np.array(values)
        kind = type(first)
        rows = np.zeros(len(values), layout.dtype(kind))
        for row, value in zip(rows, values, strict=True):
            for field in layout.fields(kind):
                row[field] = getattr(value, field)
        return rows


def build(
    functions: Functions,
    folder: Path,
    *,
    apart: frozenset[type[Record]] = frozenset(),
    shared: frozenset[str] = frozenset(),
    level: str,
    lanes: int = 1,
    more: Sequence[str] = (),
) -> Built:
    """Translate functions, each for the types it declares, and build them into one library.

    Parameters
    ----------
    functions
        By the name under which they are called.
    folder
        Where the text and the library are written.
    apart, shared
        With lanes: records of which each lane has its own, and names of plain arguments that all lanes share.
    level
        Level of the processor.
    lanes
        How many there are at that level; 1 for one run at a time.
    more
        Further flags.
    """
    program = Program(apart, frozenset({"sim", "tests", "snippet"}))
    wrappers, results = [], {}
    for at, (name, function) in enumerate(functions.items()):
        hints = typing.get_type_hints(function, include_extras=True)
        kinds = {argument: declared(hint) for argument, hint in hints.items() if argument != "return"}
        given = tuple(
            differing(kind) if lanes > 1 and argument not in shared else kind
            for argument, kind in kinds.items()
            if kind is not None
        )
        assert isinstance(function, FunctionType)
        entry = program.instance(function, given, masked=False)
        wrapper, results[name] = _wrapper(program, f"call_{at}", entry.name, given, entry.returns)
        wrappers.append(wrapper)
    header = "lanes.h" if lanes > 1 else "numbers.h"
    plain = [_plain_struct(program, record) for record in sorted(apart, key=lambda record: record.__name__)]
    text = [f'#include "{header}"', "#ifndef LANES\n#define LANES 1\n#endif"]
    text += [*program.typedefs, *plain, *program.functions, *wrappers]
    library = shared_library("\n".join(text) + "\n", folder, level, more)
    return Built(library, tuple(functions), results, apart, lanes)


def shared_library(text: str, folder: Path, level: str, more: Sequence[str] = ()) -> ctypes.CDLL:
    """Build a text in C with the engine's own flags and some more, and load it."""
    compiler, target = next(compilers.available_compilers()), compilers.here(level)
    source, library = folder / "text.c", folder / f"text{target.system_spec.ending}"
    source.write_text(text, encoding="utf-8")
    flags = [*compilers.FLAGS, *compiler.flags(target), *more, f"-I{C_FILES}", "-shared"]
    done = subprocess.run(
        [*compiler.command, *flags, str(source), "-o", str(library)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[:4_000]
    return ctypes.CDLL(str(library))


def _plain_struct(program: Program, record: type[Record]) -> str:
    members = []
    for name, annotation in layout.fields(record).items():
        row = typing.get_args(annotation)
        kind = typing.get_args(row[0])[0] if row else annotation
        members.append(
            f"{C_NUMBERS.get(kind.__name__, 'int64_t')} {program.name(name)}{f'[{row[1]}]' if row else ''};"
        )
    return f"typedef struct {{ {' '.join(members)} }} Plain{record.__name__};"


def _wrapper(
    program: Program, name: str, entry: str, given: tuple[Type, ...], returns: Type | None
) -> tuple[str, int]:
    """A function in C that unpacks, calls and packs; and how many numbers it gives."""
    lines, after, arguments = [], [], []
    for at, kind in enumerate(given):
        if isinstance(kind, Reference) and kind.record in program.differing:
            lines.append(
                f"{kind.record.__name__} a{at}; Plain{kind.record.__name__} *rows{at} = given[{at}];"
            )
            for field, annotation in layout.fields(kind.record).items():
                lines += _move(program.name(field), annotation, at, inwards=True)
                after += _move(program.name(field), annotation, at, inwards=False)
            arguments.append(f"&a{at}")
        elif isinstance(kind, Reference):
            arguments.append(f"given[{at}]")
        elif isinstance(kind, Number) and kind.differs:
            lines.append(_taken(kind, at))
            arguments.append(f"a{at}")
        else:
            arguments.append(f"*({program.c_type(kind)} *)given[{at}]")
    call = f"{entry}({', '.join(arguments)});"
    flat = list(_flat(program, returns, "r")) if returns else []
    lines.append(f"{program.c_type(returns)} r = {call}" if returns else call)
    for at, (code, kind) in enumerate(flat):
        value = f"select_vi({code}, all_vi(1), all_vi(0))" if kind.letter == "vb" else code
        if kind.differs:
            lines.append(f"for (int l = 0; l < LANES; l++) out[{at} * LANES + l] = (double)({value})[l];")
        else:
            lines.append(f"for (int l = 0; l < LANES; l++) out[{at} * LANES + l] = (double){value};")
    body = "\n    ".join([*lines, *after])
    return f"void EXPORT({name})(void *const *given, double *out) {{\n    {body}\n}}", len(flat)


def _taken(kind: Number, at: int) -> str:
    """A number of every lane, from a plain array."""
    source = C_NUMBERS.get(kind.kind, "int64_t")
    vector = "vd" if kind.kind == FLOAT else "vi"
    text = f"{vector} v{at}; for (int l = 0; l < LANES; l++) v{at}[l] = (({source} *)given[{at}])[l]; "
    return text + (
        f"vb a{at} = ne_vi(v{at}, all_vi(0));" if kind.kind == BOOL else f"{vector} a{at} = v{at};"
    )


def _move(field: str, annotation: Any, at: int, *, inwards: bool) -> list[str]:
    """A field of a record from the rows to the vectors, or back."""
    here, there = f"a{at}.{field}", f"rows{at}[l].{field}"
    if annotation is bool and inwards:
        text = f"vi b; for (int l = 0; l < LANES; l++) b[l] = {there}; {here} = ne_vi(b, all_vi(0));"
    elif annotation is bool:
        text = (
            f"vi b = select_vi({here}, all_vi(1), all_vi(0)); for (int l = 0; l < LANES; l++) {there} = b[l];"
        )
    else:
        row = typing.get_args(annotation)
        each = f"for (int i = 0; i < {row[1]}; i++) " if row else ""
        one, other = (f"{here}[i][l]", f"{there}[i]") if row else (f"{here}[l]", there)
        text = f"for (int l = 0; l < LANES; l++) {each}" + (
            f"{one} = {other};" if inwards else f"{other} = {one};"
        )
    return [f"{{ {text} }}"]


def _flat(program: Program, kind: Type, code: str) -> typing.Iterator[tuple[str, Number]]:
    """Each number of a result, as an expression in C."""
    if isinstance(kind, Number):
        yield code, kind
        return
    assert isinstance(kind, Tuple)
    for at, part in enumerate(kind.items):
        yield from _flat(program, part, f"{code}.f[{at}]" if program.alike(kind) else f"{code}.f{at}")
