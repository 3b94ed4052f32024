"""Expressions of the subset, as C: each becomes a text and a type.

A number that differs between lanes is a vector; where it meets a shared one, that is spread over all lanes first. Both
values of a choice that lanes make differently are worked out, and each lane takes its own.
"""

from __future__ import annotations

import ast
import builtins
import math
import re
from dataclasses import dataclass
from types import FunctionType
from typing import TYPE_CHECKING, Any

from sim.engine import layout
from sim.engine.translate.types import (
    BOOL,
    COUNT,
    FLOAT,
    INT,
    MismatchError,
    Number,
    Reference,
    Row,
    Span,
    Tuple,
    Type,
    declared,
    differing,
    differs,
    unify,
)
from sim.rules.records import Record

if TYPE_CHECKING:
    from sim.engine.translate.program import Program

ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARISONS = {
    ast.Lt: ("lt", "<"),
    ast.LtE: ("le", "<="),
    ast.Gt: ("gt", ">"),
    ast.GtE: ("ge", ">="),
    ast.Eq: ("eq", "=="),
    ast.NotEq: ("ne", "!="),
}
FIXED = re.compile(r"INT64_C\((\d+)\)")
"""A count that the text itself shows."""
LARGEST = {"floor": 2.0**51, "whole": 2.0**62}
"""Bounds within which the helpers in C cut a real number to a whole one exactly."""


class SubsetError(Exception):
    """A rule steps outside the subset: file, line, what it says, and what to write instead."""


@dataclass(frozen=True)
class Value:
    """An expression in C, and its type."""

    code: str
    type: Type


class Expressions:
    """Translates the expressions of one function."""

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

    # Names

    def expression(self, node: ast.expr) -> Value:
        """Translate an expression."""
        translate = getattr(self, f"_{type(node).__name__}", None)
        if translate is None:
            raise self.error(node, "is not in the subset (see docs/design.md)")
        value: Value = translate(node)
        return value

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

    def _Constant(self, node: ast.Constant) -> Value:
        return self.constant(node.value, node)

    def _Name(self, node: ast.Name) -> Value:
        if node.id not in self.names:
            return self.constant(self.meaning(node), node)
        if node.id not in self.known:
            raise self.error(node, "may not have been set on every path that leads here")
        return Value(self.program.name(node.id), self.names[node.id])

    # Records, rows and tuples

    def _Attribute(self, node: ast.Attribute) -> Value:
        if self.outside(node):
            return self.constant(self.meaning(node), node)
        record = self.record(node.value)
        fields = layout.fields(record.type.record)  # type: ignore[union-attr]
        if node.attr not in fields:
            raise self.error(node, f"is not a field of {record.type.record.__name__}")  # type: ignore[union-attr]
        return self.field(record, node.attr, fields[node.attr])

    def field(self, record: Value, name: str, annotation: Any) -> Value:
        """A field of a record."""
        assert isinstance(record.type, Reference)
        kind = declared(annotation, differs=record.type.record in self.program.differing)
        assert kind is not None
        code = f"{record.code}->{self.program.name(name)}"
        if isinstance(kind, Reference) and annotation is not kind.record:
            return Value(f"(&{code})", kind)  # held inside
        if isinstance(kind, Number) and kind.kind == INT and record.type.record in layout.COUNTED:
            return Value(code, Number(COUNT, kind.differs))
        return Value(code, kind)

    def record(self, node: ast.expr) -> Value:
        """A record."""
        value = self.expression(node)
        if not isinstance(value.type, Reference):
            raise self.error(node, "is not a record")
        return value

    def _Tuple(self, node: ast.Tuple) -> Value:
        return self.pack([self.expression(part) for part in node.elts])

    def pack(self, parts: list[Value]) -> Value:
        """Several values as one."""
        kind = Tuple(tuple(part.type for part in parts))
        return Value(f"({self.program.c_type(kind)}){{{', '.join(part.code for part in parts)}}}", kind)

    def item(self, value: Value, at: int) -> Value:
        """One value of several."""
        assert isinstance(value.type, Tuple)
        access = f"[{at}]" if self.program.alike(value.type) else str(at)
        return Value(f"{value.code}.f{access}", value.type.items[at])

    def _Subscript(self, node: ast.Subscript) -> Value:
        value = self.expression(node.value)
        if isinstance(value.type, Tuple):
            return self._of_tuple(value, node)
        if isinstance(value.type, Row | Span):
            where = self.index(node.slice)
            fixed = FIXED.fullmatch(where)
            if fixed and isinstance(value.type, Row) and int(fixed[1]) >= value.type.length > 0:
                raise self.error(node, f"is outside the row; allowed: 0 to {value.type.length - 1}")
            base = value.code if isinstance(value.type, Row) else f"{value.code}.at"
            code = f"{base}[{where}]"
            item = value.type.item
            return Value(f"(&{code})" if isinstance(item, Reference) else code, item)
        raise self.error(node, "is not a row, a sequence or a tuple")

    def _of_tuple(self, value: Value, node: ast.Subscript) -> Value:
        kind = value.type
        assert isinstance(kind, Tuple)
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
            if not 0 <= node.slice.value < len(kind.items):
                raise self.error(node, f"is outside the tuple; allowed: 0 to {len(kind.items) - 1}")
            return self.item(value, node.slice.value)
        if not self.program.alike(kind):
            raise self.error(node, "needs a fixed index, as the tuple holds several types")
        return Value(f"{value.code}.f[{self.index(node.slice)}]", kind.items[0])

    def index(self, node: ast.expr) -> str:
        """A position: a count that all lanes share."""
        value = self.expression(node)
        if not isinstance(value.type, Number) or value.type.kind != COUNT:
            raise self.error(
                node,
                "may not be an index; allowed: loop counters, counts passed on, sums and products of these",
            )
        if value.type.differs:
            raise self.error(node, "differs between lanes, so it may not be an index")
        return value.code

    # Operators

    def _BinOp(self, node: ast.BinOp) -> Value:
        if type(node.op) not in ARITHMETIC:
            raise self.error(node, "is not in the subset; allowed: + − * /")
        left, right = self.expression(node.left), self.expression(node.right)
        (one, other), kind = self.spread(node, left, right)
        if kind.kind == BOOL:
            raise self.error(node, "adds or multiplies a yes or no")
        if kind.kind != FLOAT:
            if isinstance(node.op, ast.Div):
                raise self.error(node, "divides whole numbers; write float(…) / float(…)")
            if isinstance(node.op, ast.Mult) and kind.kind != COUNT:
                raise self.error(node, "multiplies whole numbers that may be large; write float(…)")
            if isinstance(node.op, ast.Sub):
                kind = Number(INT, kind.differs)
        return Value(f"({one} {ARITHMETIC[type(node.op)]} {other})", kind)

    def _UnaryOp(self, node: ast.UnaryOp) -> Value:
        if isinstance(node.op, ast.Not):
            value = self.yes_or_no(node.operand)
            differ = differs(value.type)
            return Value(f"not_vb({value.code})" if differ else f"(!{value.code})", value.type)
        value = self.expression(node.operand)
        kind = self.number(value, node)
        if not isinstance(node.op, ast.USub) or kind.kind == BOOL:
            raise self.error(node, "is not in the subset; allowed: not, −")
        return Value(f"(-{value.code})", Number(INT if kind.kind == COUNT else kind.kind, kind.differs))

    def yes_or_no(self, node: ast.expr) -> Value:
        """A condition."""
        value = self.expression(node)
        if not isinstance(value.type, Number) or value.type.kind != BOOL:
            raise self.error(node, "is not a yes or no; write a comparison")
        return value

    def _BoolOp(self, node: ast.BoolOp) -> Value:
        values = [self.yes_or_no(part) for part in node.values]
        both = isinstance(node.op, ast.And)
        if not any(differs(value.type) for value in values):
            return Value(f"({(' && ' if both else ' || ').join(v.code for v in values)})", Number(BOOL))
        kind = Number(BOOL, differs=True)
        code, *others = (self.convert(value, kind, node) for value in values)
        for other in others:
            code = f"{'and' if both else 'or'}_vb({code}, {other})"
        return Value(code, kind)

    def _Compare(self, node: ast.Compare) -> Value:
        if len(node.ops) != 1 or type(node.ops[0]) not in COMPARISONS:
            raise self.error(node, "is not in the subset; compare two numbers at a time")
        (one, other), kind = self.spread(
            node, self.expression(node.left), self.expression(node.comparators[0])
        )
        name, sign = COMPARISONS[type(node.ops[0])]
        if kind.kind == BOOL:
            raise self.error(node, "compares a yes or no; use it as it is")
        if kind.differs:
            return Value(f"{name}_{kind.letter}({one}, {other})", Number(BOOL, differs=True))
        return Value(f"({one} {sign} {other})", Number(BOOL))

    def _IfExp(self, node: ast.IfExp) -> Value:
        test = self.yes_or_no(node.test)
        one, other = self.expression(node.body), self.expression(node.orelse)
        kind = self.together(node, one.type, other.type)
        if differs(test.type) and not isinstance(kind, Number | Tuple):
            raise self.error(node, "chooses a record for each lane; choose between numbers")
        if not differs(test.type):
            code = f"({test.code} ? {self.convert(one, kind, node)} : {self.convert(other, kind, node)})"
            return Value(code, kind)
        kind = differing(kind)
        one, other = (Value(self.convert(value, kind, node), kind) for value in (one, other))
        return Value(self.select(test.code, one, other), kind)

    def select(self, mask: str, one: Value, other: Value) -> str:
        """Of each lane the one value where the mask is set, else the other; both of one type."""
        if isinstance(one.type, Number):
            return f"select_{one.type.letter}({mask}, {one.code}, {other.code})"
        assert isinstance(one.type, Tuple)
        count = len(one.type.items)
        one, other = self.hold(one), self.hold(other)
        parts = [self.select(mask, self.item(one, k), self.item(other, k)) for k in range(count)]
        return f"({self.program.c_type(one.type)}){{{', '.join(parts)}}}"

    # Calls

    def _Call(self, node: ast.Call) -> Value:
        if node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
            raise self.error(node, "passes arguments by name or as a list; pass them one by one")
        if not self.outside(node.func):
            raise self.error(node, "calls what is not a function of the rulebook")
        called = self.meaning(node.func)
        if isinstance(called, FunctionType):
            return self.call(node, called)
        return self.primitive(node, called)

    def call(self, node: ast.Call, called: FunctionType) -> Value:
        """A call of another function, for its value."""
        callee = self.program.instance(called, self.arguments(node, called), masked=False)
        if callee.returns is None:
            raise self.error(node, "gives no value; call it on a line of its own")
        return Value(f"{callee.name}({', '.join(self.codes(node))})", callee.returns)

    def arguments(self, node: ast.Call, called: FunctionType) -> tuple[Type, ...]:
        """Types of the arguments of a call."""
        if len(node.args) != called.__code__.co_argcount:
            raise self.error(node, f"hands over {len(node.args)}; it takes {called.__code__.co_argcount}")
        values = [self.expression(part) for part in node.args]
        records = [value.code for value in values if isinstance(value.type, Reference)]
        if len(set(records)) < len(records):
            raise self.error(node, "hands over one record twice, and C takes them for two")
        return tuple(value.type for value in values)

    def codes(self, node: ast.Call) -> list[str]:
        """Texts of the arguments of a call."""
        return [self.expression(part).code for part in node.args]

    def primitive(self, node: ast.Call, called: Any) -> Value:
        """A call of one of the few functions that C has itself."""
        if isinstance(called, type) and issubclass(called, Record) and not node.args:
            return self.new_record(called)
        values = [self.expression(part) for part in node.args]
        if called in (min, max) and len(values) == 2:
            codes, kind = self.spread(node, *values)
            if kind.kind == BOOL:
                raise self.error(node, "orders a yes or no; write and, or")
            return Value(f"{called.__name__}_{kind.letter}({', '.join(codes)})", kind)
        if len(values) == 1:
            if called is len:
                return Value(self.length(values[0], node), Number(COUNT))
            if called is float:
                return self.real(values[0], node)
            if called in (math.floor, int):
                return self.cut(node, "floor" if called is math.floor else "whole", values[0])
            if called in (math.sqrt, math.isnan):
                value = self.real(values[0], node)
                kind = self.number(value, node)
                answer = kind if called is math.sqrt else Number(BOOL, kind.differs)
                return Value(f"{called.__name__}_{kind.letter}({value.code})", answer)
            if called is math.frexp:
                value = self.hold(self.real(values[0], node))
                kind = self.number(value, node)
                parts = (f"fraction_{kind.letter}", FLOAT), (f"exponent_{kind.letter}", INT)
                return self.pack(
                    [Value(f"{name}({value.code})", Number(k, kind.differs)) for name, k in parts]
                )
        if called is math.ldexp and len(values) == 2 and values[0].code == "1.0":
            kind = self.number(values[1], node)
            if kind.kind in (INT, COUNT):
                return Value(f"power_of_two_{kind.letter}({values[1].code})", Number(FLOAT, kind.differs))
        raise self.error(
            node,
            "calls what C does not have; allowed: functions of the rulebook, min, max, len, float, math.sqrt, "
            "math.isnan, math.frexp, math.ldexp(1.0, n), records without arguments",
        )

    def new_record(self, record: type[Record]) -> Value:
        """A record of this function's own, all zero."""
        raise NotImplementedError

    def length(self, value: Value, node: ast.AST) -> str:
        """How many there are in a row, sequence or tuple."""
        if isinstance(value.type, Row):
            return f"INT64_C({value.type.length})"
        if isinstance(value.type, Tuple):
            return f"INT64_C({len(value.type.items)})"
        if isinstance(value.type, Span):
            return f"{value.code}.n"
        raise self.error(node, "has no length")

    def cut(self, node: ast.Call, how: str, value: Value) -> Value:
        """A real number cut to a whole one, within bounds that the text itself shows."""
        bound = self._bound(node.args[0])
        if bound is None or bound > LARGEST[how]:
            raise self.error(
                node,
                "may meet what no whole number holds; write floor(…) or whole(…) of sim.rules.arithmetic, or "
                f"bound it: {ast.unparse(node.func)}(min(HIGH, max(-HIGH, x))), HIGH at most {LARGEST[how]:.0f}",
            )
        kind = self.number(self.real(value, node), node)
        return Value(f"{how}_{kind.letter}({value.code})", Number(INT, kind.differs))

    def _bound(self, node: ast.expr) -> float | None:
        """HIGH, if an expression is `min(HIGH, max(-HIGH, x))` with a constant."""
        if isinstance(node, ast.Call) and len(node.args) == 2 and self.outside(node.func):
            high, inner = node.args
            if self.meaning(node.func) is min and isinstance(inner, ast.Call) and len(inner.args) == 2:
                low = inner.args[0]
                if self.meaning(inner.func) is max and isinstance(low, ast.UnaryOp) and self.outside(high):
                    same = ast.unparse(low.operand) == ast.unparse(high) and isinstance(low.op, ast.USub)
                    bound = self.meaning(high)
                    return bound if same and isinstance(bound, float) else None
        return None
