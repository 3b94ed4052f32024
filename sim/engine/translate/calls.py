"""Calls in C: other functions of the rulebook, and the few functions that C has itself."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from types import FunctionType
from typing import Any

from sim.engine.translate.types import BOOL, COUNT, FLOAT, INT, Number, Reference, Row, Span, Tuple
from sim.engine.translate.values import Value, Values
from sim.rules.arithmetic import exp
from sim.rules.records import Record

Primitive = Callable[[ast.Call, Any, list[Value]], Value]
MAX_RESULT = {"floor": 2.0**51, "whole": 2.0**62}
"""Bounds within which the helpers in C cut a real number to a whole one exactly."""
REFUSED = (
    "calls what C does not have; allowed: functions of the rulebook, min, max, len, float, math.sqrt, math.isnan, "
    "records without arguments"
)


class Calls(Values):
    """Translates the calls of one function."""

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
        values = self.handed_over(node, called)
        callee = self.program.instance(called, tuple(value.type for value in values), masked=False)
        if callee.returns is None:
            raise self.error(node, "gives no value; call it on a line of its own")
        return Value(f"{callee.name}({', '.join(value.code for value in values)})", callee.returns)

    def handed_over(self, node: ast.Call, called: FunctionType) -> list[Value]:
        """What a call hands over to another function."""
        takes = called.__code__.co_argcount
        if len(node.args) != takes:
            raise self.error(node, f"hands over {len(node.args)}; it takes {takes}")
        values = [self.expression(part) for part in node.args]
        records = [value.code for value in values if isinstance(value.type, Reference)]
        if len(set(records)) < len(records):
            raise self.error(node, "hands over one record twice, and C takes them for two")
        return values

    def primitive(self, node: ast.Call, called: Any) -> Value:
        """A call of one of the few functions that C has itself."""
        if isinstance(called, type) and issubclass(called, Record) and not node.args:
            return self.new_record(called)
        translate, takes = self._primitives().get(called, (None, 0)) if callable(called) else (None, 0)
        if translate is None or len(node.args) != takes:
            raise self.error(node, REFUSED)
        return translate(node, called, [self.expression(part) for part in node.args])

    def _primitives(self) -> dict[Any, tuple[Primitive, int]]:
        """How each is translated, and how many arguments it takes."""
        return {
            min: (self._extreme, 2),
            max: (self._extreme, 2),
            len: (lambda node, _, values: Value(self.length(values[0], node), Number(COUNT)), 1),
            float: (lambda node, _, values: self.real(values[0], node), 1),
            int: (lambda node, _, values: self._cut(node, "whole", values[0]), 1),
            math.floor: (lambda node, _, values: self._cut(node, "floor", values[0]), 1),
            math.sqrt: (self._of_real, 1),
            math.isnan: (self._of_real, 1),
            math.frexp: (self._parts, 1),
            math.ldexp: (self._power_of_two, 2),
        }

    def _extreme(self, node: ast.Call, called: Any, values: list[Value]) -> Value:
        codes, kind = self.spread(node, *values)
        if kind.kind == BOOL:
            raise self.error(node, "orders a yes or no; write and, or")
        return Value(f"{called.__name__}_{kind.letter}({', '.join(codes)})", kind)

    def _of_real(self, node: ast.Call, called: Any, values: list[Value]) -> Value:
        value = self.real(values[0], node)
        kind = self.number(value, node)
        answer = kind if called is math.sqrt else Number(BOOL, kind.differs)
        return Value(f"{called.__name__}_{kind.letter}({value.code})", answer)

    def _parts(self, node: ast.Call, _: Any, values: list[Value]) -> Value:
        """Fraction and exponent of a positive number of full precision; `rules.arithmetic.log` sees to that."""
        self._arithmetic_alone(node)
        value = self.hold(self.real(values[0], node))
        kind = self.number(value, node)
        names = (f"fraction_{kind.letter}", FLOAT), (f"exponent_{kind.letter}", INT)
        return self.pack([Value(f"{name}({value.code})", Number(k, kind.differs)) for name, k in names])

    def _power_of_two(self, node: ast.Call, _: Any, values: list[Value]) -> Value:
        self._arithmetic_alone(node)
        kind = self.number(values[1], node)
        if values[0].code != "1.0" or kind.kind not in (INT, COUNT):
            raise self.error(node, REFUSED)
        return Value(f"power_of_two_{kind.letter}({values[1].code})", Number(FLOAT, kind.differs))

    def _arithmetic_alone(self, node: ast.Call) -> None:
        """Refuse what is right only within bounds that `rules.arithmetic` keeps."""
        if self.function.__module__ != exp.__module__:
            raise self.error(node, "is for sim.rules.arithmetic alone; write exp(…), log(…) or power(…)")

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

    def _cut(self, node: ast.Call, how: str, value: Value) -> Value:
        """A real number cut to a whole one, within bounds that the text itself shows."""
        bound = self._bound(node.args[0])
        if bound is None or bound > MAX_RESULT[how]:
            raise self.error(
                node,
                "may meet what no whole number holds; write floor(…) or whole(…) of sim.rules.arithmetic, or "
                f"bound it: {ast.unparse(node.func)}(min(HIGH, max(-HIGH, x))), HIGH at most {MAX_RESULT[how]:.0f}",
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
