"""Types of the subset: what a value is in C, and whether it is shared by the lanes or differs between them.

In the scalar translation nothing differs. In lanes, several runs go abreast, one in each lane of a vector: a value that
all of them share stays a plain number, and one that differs is a vector.
"""

from __future__ import annotations

import typing
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from sim.rules.records import Record

FLOAT, INT, COUNT, BOOL = "float", "int", "count", "bool"
"""Kinds of number. A count is a whole number that is never negative and small: only it may be an index."""


@dataclass(frozen=True)
class Number:
    """A real number, a whole number or a yes or no."""

    kind: str
    differs: bool = False

    @property
    def letter(self) -> str:
        """How helpers in C name it: d, i, b, and v before it for a vector."""
        return ("v" if self.differs else "") + {FLOAT: "d", INT: "i", COUNT: "i", BOOL: "b"}[self.kind]


@dataclass(frozen=True)
class Tuple:
    """Several values at once."""

    items: tuple[Type, ...]


@dataclass(frozen=True)
class Reference:
    """A record, by its address."""

    record: type[Record]


@dataclass(frozen=True)
class Row:
    """A row of a fixed length inside a record."""

    item: Type
    length: int


@dataclass(frozen=True)
class Span:
    """A row whose length is known when it runs."""

    item: Type


Type = Number | Tuple | Reference | Row | Span
PLAIN = {float: FLOAT, int: INT, bool: BOOL}


class MismatchError(Exception):
    """Two types that do not go together, in words."""


def declared(annotation: Any, *, differs: bool = False) -> Type | None:
    """The type that an annotation stands for; its numbers differ between lanes or not. None: it returns nothing."""
    if annotation in (None, type(None)):
        return None
    if annotation in PLAIN:
        return Number(PLAIN[annotation], differs)
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple:
        return Tuple(tuple(_needed(part, differs) for part in inside))
    if origin is Annotated:
        if inside[0] is int:
            return Number(COUNT)
        if isinstance(inside[0], type) and issubclass(inside[0], Record):
            return Reference(inside[0])
        return Row(_needed(typing.get_args(inside[0])[0], differs), inside[1])
    if origin is Sequence:
        return Span(_needed(inside[0], differs))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Reference(annotation)
    raise MismatchError(
        f"the type {annotation!r} is not in the subset; allowed: float, int, bool, records, tuples, sequences"
    )


def _needed(annotation: Any, differs: bool) -> Type:
    found = declared(annotation, differs=differs)
    if found is None:
        raise MismatchError("nothing is not a value")
    return found


def unify(one: Type | None, other: Type) -> Type:
    """The type that holds values of both; whole and real numbers do not mix silently."""
    if one is None or one == other:
        return other
    if isinstance(one, Number) and isinstance(other, Number):
        kinds = {one.kind, other.kind}
        if len(kinds) == 1 or kinds == {INT, COUNT}:
            return Number(INT if len(kinds) == 2 else one.kind, one.differs or other.differs)
        raise MismatchError(f"is {one.kind} here and {other.kind} there; write float(…) or 0.0")
    if isinstance(one, Tuple) and isinstance(other, Tuple) and len(one.items) == len(other.items):
        return Tuple(tuple(unify(a, b) for a, b in zip(one.items, other.items, strict=True)))
    raise MismatchError("is of two types that do not go together")


def differing(kind: Type) -> Type:
    """The same type, with numbers that differ between lanes."""
    if isinstance(kind, Number):
        return Number(kind.kind, differs=True)
    if isinstance(kind, Tuple):
        return Tuple(tuple(differing(item) for item in kind.items))
    return kind


def shared(kind: Type) -> Type:
    """The same type, with numbers that all lanes share."""
    if isinstance(kind, Number):
        return Number(kind.kind)
    if isinstance(kind, Tuple):
        return Tuple(tuple(map(shared, kind.items)))
    return kind


def differs(kind: Type | None) -> bool:
    """Whether any number of it differs between lanes."""
    if isinstance(kind, Number):
        return kind.differs
    return isinstance(kind, Tuple) and any(map(differs, kind.items))
