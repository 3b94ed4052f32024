"""Values in C: how numbers become alike, constants are written, and names outside a function are understood."""

from __future__ import annotations

import ast
import builtins
import math
from dataclasses import dataclass
from types import FunctionType
from typing import TYPE_CHECKING, Any

from sim.engine.translate.types import (
    BOOL,
    COUNT,
    FLOAT,
    INT,
    MismatchError,
    Number,
    Tuple,
    Type,
    unify,
)

if TYPE_CHECKING:
    from sim.engine.translate.program import Program


class SubsetError(Exception):
    """A rule steps outside the subset: file, line, what it says, and what to write instead."""


@dataclass(frozen=True)
class Value:
    """An expression in C, and its type."""

    code: str
    type: Type


class Values:
    """What is known of one function's values while it is translated."""

    def __init__(self, program: Program, function: FunctionType) -> None:
        """`names` are the function's own, with their types; `known` those that have a value at this point."""
        self.program, self.function = program, function
        self.names: dict[str, Type] = {}
        self.known: set[str] = set()

    # What is refused

    def error(self, node: ast.AST, why: str) -> SubsetError:
        """What stands at a node cannot be translated, and why."""
        file, line = self.function.__code__.co_filename, getattr(node, "lineno", 0)
        return SubsetError(f"{file}:{line}: `{ast.unparse(node)}` {why}")

    def together(self, node: ast.AST, one: Type | None, other: Type) -> Type:
        """The type that holds both, or an error at a node."""
        try:
            return unify(one, other)
        except MismatchError as mismatch:
            raise self.error(node, str(mismatch)) from None

    # From one type to another

    def convert(self, value: Value, to: Type, node: ast.AST) -> str:
        """A value as another type that holds it."""
        if value.type == to:
            return value.code
        if isinstance(value.type, Number) and isinstance(to, Number):
            if value.type.differs and not to.differs:
                raise self.error(node, "differs between lanes where all must share one value")
            if value.type.kind != to.kind and {value.type.kind, to.kind} != {INT, COUNT}:
                raise self.error(node, f"is {value.type.kind}, not {to.kind}")
            return value.code if value.type.differs == to.differs else f"all_{to.letter}({value.code})"
        if isinstance(value.type, Tuple) and isinstance(to, Tuple) and len(value.type.items) == len(to.items):
            held = self.hold(value)
            items = (self.convert(self.item(held, k), part, node) for k, part in enumerate(to.items))
            return f"({self.program.c_type(to)}){{{', '.join(items)}}}"
        raise self.error(node, "is of another type than what it is given to")

    def real(self, value: Value, node: ast.AST) -> Value:
        """A number as a real one."""
        kind = self.number(value, node)
        if kind.kind == FLOAT:
            return value
        if kind.kind == BOOL:
            raise self.error(node, "is a yes or no; write 1.0 if … else 0.0")
        code = f"real_vi({value.code})" if kind.differs else f"(double){value.code}"
        return Value(code, Number(FLOAT, kind.differs))

    def number(self, value: Value, node: ast.AST) -> Number:
        """The type of a value that must be a number."""
        if not isinstance(value.type, Number):
            raise self.error(node, "is not a number")
        return value.type

    def hold(self, value: Value) -> Value:
        """The value under a name of its own, so that it is worked out once."""
        raise NotImplementedError

    def spread(self, node: ast.AST, *values: Value) -> tuple[list[str], Number]:
        """Numbers made alike: real if one is, vectors if one differs between lanes."""
        kinds = [self.number(value, node) for value in values]
        if BOOL not in {kind.kind for kind in kinds} and FLOAT in {kind.kind for kind in kinds}:
            values = tuple(self.real(value, node) for value in values)
        common: Type | None = None
        for value in values:
            common = self.together(node, common, value.type)
        assert isinstance(common, Number)
        return [self.convert(value, common, node) for value in values], common

    def expression(self, node: ast.expr) -> Value:
        """Translate an expression."""
        raise NotImplementedError

    # Names outside the function, and constants

    def outside(self, node: ast.expr) -> bool:
        """Whether a name or attribute stands for something outside the function."""
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name) and node.id not in self.names

    def meaning(self, node: ast.expr) -> Any:
        """What a name or attribute outside the function stands for."""
        if isinstance(node, ast.Attribute):
            return getattr(self.meaning(node.value), node.attr)
        if isinstance(node, ast.Name):
            if node.id in self.function.__globals__:
                return self.function.__globals__[node.id]
            if hasattr(builtins, node.id):
                return getattr(builtins, node.id)
        raise self.error(node, "is not known here")

    def constant(self, value: Any, node: ast.AST) -> Value:
        """A number of Python as one of C."""
        if isinstance(value, bool):
            return Value("true" if value else "false", Number(BOOL))
        if isinstance(value, int):
            if not -(2**62) <= value <= 2**62:
                raise self.error(node, "does not fit a whole number; allowed: ±2⁶²")
            return Value(
                f"INT64_C({value})" if value >= 0 else f"(-INT64_C({-value}))",
                Number(COUNT if value >= 0 else INT),
            )
        if isinstance(value, float):
            if not math.isfinite(value):
                text = (
                    '__builtin_nan("")'
                    if math.isnan(value)
                    else f"({'-' if value < 0 else ''}__builtin_inf())"
                )
            else:
                text = repr(value) if math.copysign(1.0, value) > 0 else f"({value!r})"
            return Value(text, Number(FLOAT))
        raise self.error(node, f"is {type(value).__name__}, not a number")

    # Tuples, and choices that lanes make differently

    def pack(self, parts: list[Value]) -> Value:
        """Several values as one."""
        kind = Tuple(tuple(part.type for part in parts))
        return Value(f"({self.program.c_type(kind)}){{{', '.join(part.code for part in parts)}}}", kind)

    def item(self, value: Value, at: int) -> Value:
        """One value of several."""
        assert isinstance(value.type, Tuple)
        access = f"[{at}]" if self.program.alike(value.type) else str(at)
        return Value(f"{value.code}.f{access}", value.type.items[at])

    def select(self, mask: str, one: Value, other: Value) -> str:
        """Of each lane the one value where the mask is set, else the other; both of one type."""
        if isinstance(one.type, Number):
            return f"select_{one.type.letter}({mask}, {one.code}, {other.code})"
        kind = one.type
        if not isinstance(kind, Tuple):
            raise TypeError("only numbers and tuples are chosen")
        one, other = self.hold(one), self.hold(other)
        parts = [self.select(mask, self.item(one, k), self.item(other, k)) for k in range(len(kind.items))]
        return f"({self.program.c_type(kind)}){{{', '.join(parts)}}}"
