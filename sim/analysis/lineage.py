"""What an outcome rests on, read from the source: which numbers are written from which, and by which rules.

The rules and the month are plain functions over named records (`docs/design.md`, the subset), so that what flows where
can be read without running anything. A node is a field of a record (`RunState.troops`), a rule (`force.pledge`) or a
step of the month (`countries.pledge()`); an edge leads from what is written to what it is written from, the conditions
under which it is written included. The model feeds back on itself: followed far enough, nearly everything rests on
nearly everything, so what counts is how few steps away a rule stands.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import typing
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pkgutil import iter_modules
from types import ModuleType
from typing import Annotated, Any

from sim import rules
from sim.engine import layout, month
from sim.rules.records import Record

SAME = {
    "CountryConstants.dependence": "Facts.us_dependence",
    "CountryConstants.sensitivity": "Facts.mandate_sensitivity",
    "CountryConstants.weight": "Facts.weight",
    "CountryConstants.hub": "Facts.hub",
    "CountryConstants.aircraft": "Facts.aircraft",
    "CountryConstants.navy": "Facts.navy",
    "Panel.poll": "Facts.poll",
}
"""Fields that hold a country's facts once more, for all countries at once."""
PREFIX = {"parameter": "Assumptions.", "lever": "Levers.", "fact": "Facts.", "outcome": "Outcomes."}
"""Records that hold what comes in from outside, and what goes out."""

Types = dict[str, type[Record]]
Reads = frozenset[str]
NOTHING: Reads = frozenset()


@dataclass(frozen=True, eq=False)
class Lineage:
    """`reads` has, for every node, the nodes that it is made from in one step."""

    reads: Mapping[str, Reads]

    def back(self, node: str) -> dict[str, int]:
        """All that a node rests on, each with the number of steps to it, the nearest first."""
        found, waiting = {node: 0}, deque([node])
        while waiting:
            here = waiting.popleft()
            for one in sorted(self.reads.get(here, NOTHING)):
                if one not in found:
                    found[one] = found[here] + 1
                    waiting.append(one)
        del found[node]
        return found

    @cached_property
    def readers(self) -> Mapping[str, set[str]]:
        """For every node, the nodes that are made from it in one step."""
        readers: dict[str, set[str]] = {}
        for node, found in self.reads.items():
            for one in found:
                readers.setdefault(one, set()).add(node)
        return readers


def is_rule(node: str) -> bool:
    """Whether a node is a rule, and not a field or a step of the month."""
    return node.partition(".")[0] in rules.MECHANISMS and not node.endswith("()")


def inputs(node: str, kind: str) -> tuple[str, ...]:
    """Parameters, levers or facts that a node reads in one step, by name."""
    prefix = PREFIX[kind]
    found = lineage().reads.get(node, NOTHING)
    return tuple(sorted(one.removeprefix(prefix) for one in found if one.startswith(prefix)))


def first_rules(node: str) -> tuple[str, ...]:
    """The rules that a number meets first, nearest first: those that read it, or what other steps make from it."""
    found, waiting, seen = list[str](), deque([node]), {node}
    while waiting:
        for one in sorted(lineage().readers.get(waiting.popleft(), ())):
            if one not in seen:
                seen.add(one)
                (found if is_rule(one) else waiting).append(one)
    return tuple(found)


def behind(outcome: str) -> list[tuple[str, int]]:
    """The rules behind an outcome of a run, each with its distance in steps, the nearest first."""
    found = lineage().back(PREFIX["outcome"] + outcome)
    return [(node, steps) for node, steps in found.items() if is_rule(node)]


@cache
def lineage() -> Lineage:
    """The lineage of the packaged rulebook; read once."""
    reads: dict[str, set[str]] = {field: {fact} for field, fact in SAME.items()}
    for module in _modules(rules):
        if module.__name__.rpartition(".")[2] in rules.MECHANISMS:
            for function in _functions(module):
                _Reader(module, function, reads).read()
    for module in _modules(month):
        for function in _functions(module):
            _Reader(module, function, reads).read()
    return Lineage({node: frozenset(found - {node}) for node, found in reads.items()})


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for info in iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{info.name}")


def _functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    for thing in vars(module).values():
        if inspect.isfunction(thing) and thing.__module__ == module.__name__:
            yield thing


def _record(kind: Any) -> type[Record] | None:
    """The record that an annotation speaks of, bare, in a sequence or in a row."""
    for one in (kind, *typing.get_args(kind)):
        if isinstance(one, type) and issubclass(one, Record):
            return one
        if typing.get_origin(kind) is Annotated and (inner := typing.get_args(one)):
            return _record(inner[0])
    return None


class _Reader:
    """Reads one function: who is written from what."""

    def __init__(self, module: ModuleType, function: Callable[..., Any], reads: dict[str, set[str]]) -> None:
        self.names, self.reads = vars(module), reads
        self.node = _node(function)
        self.tree = ast.parse(inspect.getsource(function)).body[0]
        self.types: Types = {}
        self.known: dict[str, Reads] = {}
        for name, kind in typing.get_type_hints(function, include_extras=True).items():
            if name != "return" and (record := _record(kind)):
                self.types[name] = record
            else:
                self.known[name] = frozenset({self.node})

    def read(self) -> None:
        """Read every statement."""
        assert isinstance(self.tree, ast.FunctionDef)
        self._all(self.tree.body, frozenset({self.node}))

    def _all(self, statements: list[ast.stmt], condition: Reads) -> None:
        for statement in statements:
            match statement:
                case ast.If(test=test, body=body, orelse=orelse):
                    under = condition | self._of(test)
                    self._all([*body, *orelse], under)
                case ast.For(body=body):
                    self._all(body, condition)
                case ast.Return(value=ast.expr() as value):
                    self._add(self.node, self._of(value) | condition)
                case ast.Assign(targets=targets, value=value):
                    for target in targets:
                        self._assign(target, value, condition)
                case ast.AugAssign(target=target, value=value):
                    self._write(target, self._of(value) | condition, keeps=True)
                case ast.Expr(value=value):
                    self._of(value, condition)

    def _assign(self, target: ast.expr, value: ast.expr, condition: Reads) -> None:
        if isinstance(target, ast.Tuple):
            for k, one in enumerate(target.elts):
                self._assign(one, value.elts[k] if isinstance(value, ast.Tuple) else value, condition)
            return
        made = self._made(value) if isinstance(target, ast.Name) else None
        if isinstance(target, ast.Name) and made:
            self.types[target.id] = made
        else:
            self._write(target, self._of(value) | condition, keeps=False)

    def _write(self, target: ast.expr, found: Reads, *, keeps: bool) -> None:
        if isinstance(target, ast.Name):
            kept = self.known.get(target.id, NOTHING)
            self.known[target.id] = kept | found if keeps or kept else found
        else:
            place = self._place(target)
            if isinstance(place, str):
                self._add(place, found)

    def _add(self, node: str, found: Reads) -> None:
        self.reads.setdefault(node, set()).update(found)

    def _made(self, value: ast.expr) -> type[Record] | None:
        """The record that a local name is to stand for."""
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            called = self.names.get(value.func.id)
            return called if isinstance(called, type) and issubclass(called, Record) else None
        place = self._place(value)
        return None if isinstance(place, str) else place

    def _place(self, expression: ast.expr) -> str | type[Record] | None:
        """The field, or the record, that an expression stands for."""
        if isinstance(expression, ast.Name):
            return self.types.get(expression.id)
        if isinstance(expression, ast.Subscript):
            return self._place(expression.value)
        if not isinstance(expression, ast.Attribute):
            return None
        owner = self._place(expression.value)
        if owner is None or isinstance(owner, str):
            return None
        inner = _record(layout.fields(owner).get(expression.attr))
        return inner or f"{owner.__name__}.{expression.attr}"

    def _of(self, expression: ast.expr, condition: Reads = NOTHING) -> Reads:
        """The nodes that an expression reads; a call hands what it is given on to what it calls."""
        place = self._place(expression)
        if isinstance(place, str):
            return frozenset({place})
        if isinstance(expression, ast.Name):
            return self.known.get(expression.id, NOTHING)
        inner = frozenset[str]().union(
            *(self._of(one) for one in ast.iter_child_nodes(expression) if isinstance(one, ast.expr))
        )
        called = self._called(expression) if isinstance(expression, ast.Call) else None
        if called is None:
            return inner
        self._add(called, inner | condition)
        return frozenset({called})

    def _called(self, call: ast.Call) -> str | None:
        """The rule or step of the month that is called; arithmetic only passes on what it is given."""
        *path, name = ast.unparse(call.func).split(".")
        thing = self.names.get(path[0] if path else name)
        function = getattr(thing, name, None) if path else thing
        return _node(function) if inspect.isfunction(function) and _reached(function) else None


def _reached(function: Callable[..., Any]) -> bool:
    package, _, name = function.__module__.rpartition(".")
    if package == month.__name__:  # one that is handed no record is arithmetic too
        return any(map(_record, typing.get_type_hints(function, include_extras=True).values()))
    return package == rules.__name__ and name in rules.MECHANISMS


def _node(function: Callable[..., Any]) -> str:
    package, _, name = function.__module__.rpartition(".")
    return f"{name}.{function.__name__}" + ("()" if package == month.__name__ else "")
