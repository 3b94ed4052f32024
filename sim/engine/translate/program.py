"""A whole program in C: every function that the month reaches, once for each combination of argument types."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from sim.engine import layout
from sim.engine.translate.expressions import Expressions
from sim.engine.translate.function import Function
from sim.engine.translate.types import Number, Reference, Row, Span, Tuple, Type, declared
from sim.engine.translate.values import SubsetError
from sim.rules.records import Record

PACKAGE = Path(__file__).parents[2]
RESERVED = frozenset(
    "auto break case char const continue default do double else enum extern float for goto if inline int long register "
    "restrict return short signed sizeof static struct switch typedef union unsigned void volatile while bool true "
    "false near far small large asm memset memcpy main".split()
)
"""Words of C, and names that some system's headers take."""
C_NUMBERS = {"d": "double", "i": "int64_t", "b": "bool", "vd": "vd", "vi": "vi", "vb": "vb"}
LOOP = 1_000
"""Work of a loop: more than asking costs."""


@dataclass(frozen=True)
class Instance:
    """A function for certain argument types: its name in C, and what it gives."""

    name: str
    returns: Type | None


class Program:
    """Collects types and functions.

    `differing` are the records whose numbers differ between lanes; functions of other `packages` are refused.
    """

    def __init__(
        self, differing: frozenset[type[Record]] = frozenset(), packages: frozenset[str] = frozenset({"sim"})
    ) -> None:
        """Start with nothing."""
        self.differing, self.packages = differing, packages
        self.types: dict[Type, str] = {}
        self.typedefs: list[str] = []
        self.records: set[type[Record]] = set()
        self.instances: dict[Any, Instance] = {}
        self.functions: list[str] = []
        self._open: list[FunctionType] = []
        self._work: dict[FunctionType, int] = {}

    # Functions

    def instance(self, function: FunctionType, arguments: tuple[Type, ...], *, masked: bool) -> Instance:
        """The function for these argument types, translated when it is first asked for."""
        key = function, arguments, masked
        if key not in self.instances:
            if (function.__module__ or "").partition(".")[0] not in self.packages:
                raise SubsetError(f"{function.__module__}.{function.__qualname__} is not of the rulebook")
            if function in self._open:
                raise SubsetError(f"{function.__module__}.{function.__qualname__} calls itself; write a loop")
            self._open.append(function)
            self.instances[key] = self._translated(function, arguments, masked=masked)
            self._open.pop()
        return self.instances[key]

    def _translated(self, function: FunctionType, arguments: tuple[Type, ...], *, masked: bool) -> Instance:
        writer = Function(self, function, arguments, masked=masked)
        body = writer.translate()
        base = f"{function.__module__.rpartition('.')[2]}_{function.__name__}"
        name = (
            f"{base}_{sum(i.name.rstrip('0123456789').rstrip('_') == base for i in self.instances.values())}"
        )
        head = [self._parameter(kind, name) for name, kind in writer.given.items()]
        head += ["vb caller_"] if masked else []
        gives = self.c_type(writer.returns) if writer.returns else "void"
        self.functions.append(
            f'#line {writer.tree.lineno} "{_where(function)}"\n'
            f"static INLINE {gives} {name}({', '.join(head) or 'void'}) {{\n{body}\n}}\n"
        )
        return Instance(name, writer.returns)

    def _parameter(self, kind: Type, name: str) -> str:
        alone = " restrict" if isinstance(kind, Reference) else ""
        return f"{self.c_type(kind)}{alone} {self.name(name)}"

    def source(self, function: FunctionType) -> ast.FunctionDef:
        """The text of a function, with the line numbers of its file."""
        tree = _functions(function.__code__.co_filename).get(function.__code__.co_firstlineno)
        if tree is None or tree.name != function.__name__:
            raise SubsetError(f"{function.__module__}.{function.__qualname__}: no source to translate")
        plain = tree.args
        if plain.vararg or plain.kwarg or plain.kwonlyargs or plain.defaults or plain.posonlyargs:
            raise SubsetError(
                f"{_where(function)}:{tree.lineno}: `{tree.name}` takes more than plain arguments"
            )
        return tree

    def work(self, writer: Expressions, body: list[ast.stmt]) -> int:
        """Roughly how many operations some statements cost; a loop never costs little."""
        nodes = [node for statement in body for node in ast.walk(statement)]
        if any(isinstance(node, ast.For) for node in nodes):
            return LOOP
        total = sum(_operations(node) for node in nodes)
        for node in nodes:
            if isinstance(node, ast.Call) and writer.outside(node.func):
                called = writer.meaning(node.func)
                if isinstance(called, FunctionType):
                    total += self._work_of(called)
        return total

    def _work_of(self, function: FunctionType) -> int:
        if function not in self._work:
            inside = Expressions(self, function)
            self._work[function] = self.work(inside, self.source(function).body)
        return self._work[function]

    # Types

    @staticmethod
    def name(name: str) -> str:
        """A name of Python as one of C."""
        return f"{name}_" if name in RESERVED else name

    def c_type(self, kind: Type) -> str:
        """A type in C, defined when it is first asked for."""
        if isinstance(kind, Number):
            return C_NUMBERS[kind.letter]
        if isinstance(kind, Reference):
            self.record(kind.record)
            return f"{kind.record.__name__} *"
        if isinstance(kind, Row):
            return f"{self.element(kind.item)} *"
        if kind not in self.types:
            if isinstance(kind, Span):
                element = self.element(kind.item)
                body, name = f"{element} *at; int64_t n;", f"Span_{element}"
            else:
                body, name = self._members(kind), f"Tuple{len(self.types)}"
            self.types[kind] = name
            if f"typedef struct {{ {body} }} {name};" not in self.typedefs:
                self.typedefs.append(f"typedef struct {{ {body} }} {name};")
        return self.types[kind]

    def element(self, kind: Type) -> str:
        """The type of what stands in a row: a record itself, not its address."""
        if isinstance(kind, Reference):
            self.record(kind.record)
            return kind.record.__name__
        return self.c_type(kind)

    def _members(self, kind: Tuple) -> str:
        parts = [self.c_type(part) for part in kind.items]
        if self.alike(kind):
            return f"{parts[0]} f[{len(parts)}];"
        return " ".join(f"{part} f{at};" for at, part in enumerate(parts))

    def alike(self, kind: Tuple) -> bool:
        """Whether all of a tuple's values are of one type in C, so that they can stand in a row."""
        return len({self.c_type(part) for part in kind.items}) == 1

    def all_real(self, record: type[Record]) -> bool:
        """Whether a record has real numbers only."""
        return all(kind is float for kind in layout.fields(record).values())

    def record(self, record: type[Record]) -> None:
        """Define a record, after what it holds."""
        if record in self.records:
            return
        self.records.add(record)
        members = " ".join(self._member(record, *field) for field in layout.fields(record).items())
        self.typedefs.append(f"typedef struct {{ {members} }} {record.__name__};")

    def _member(self, record: type[Record], name: str, annotation: Any) -> str:
        kind = declared(annotation, differs=record in self.differing)
        assert kind is not None
        if isinstance(kind, Row):
            return f"{self.element(kind.item)} {self.name(name)}[{kind.length or ''}];"
        if isinstance(kind, Reference) and annotation is not kind.record:
            return f"{self.element(kind)} {self.name(name)};"
        return f"{self.c_type(kind)} {self.name(name)};"


def _operations(node: ast.AST) -> int:
    if isinstance(node, ast.BinOp):
        return 8 if isinstance(node.op, ast.Div) else 1
    return 1 if isinstance(node, ast.Compare | ast.IfExp | ast.Call) else 0


def _where(function: FunctionType) -> str:
    """The file of a function as seen from the folder that holds the package."""
    path = Path(function.__code__.co_filename)
    return (path.relative_to(PACKAGE.parent) if path.is_relative_to(PACKAGE.parent) else path).as_posix()


@cache
def _functions(file: str) -> dict[int, ast.FunctionDef]:
    """All functions of a file by their first line."""
    source = inspect.getsource(sys.modules[_module(file)])
    return {node.lineno: node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}


def _module(file: str) -> str:
    return next(name for name, module in sys.modules.items() if getattr(module, "__file__", None) == file)
