"""Expressions of the subset, as C: each becomes a text and a type.

A number that differs between lanes is a vector; where it meets a shared one, that is spread over all lanes first. Both
values of a choice that lanes make differently are worked out, and each lane takes its own.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from sim.engine import layout
from sim.engine.translate.calls import Calls
from sim.engine.translate.types import (
    BOOL,
    COUNT,
    FLOAT,
    INT,
    Number,
    Reference,
    Row,
    Span,
    Tuple,
    declared,
    differing,
    differs,
)
from sim.engine.translate.values import Value

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


class Expressions(Calls):
    """Translates the expressions of one function."""

    def expression(self, node: ast.expr) -> Value:
        """Translate an expression."""
        translate = getattr(self, f"_{type(node).__name__}", None)
        if translate is None:
            raise self.error(node, "is not in the subset (see docs/design.md)")
        value: Value = translate(node)
        return value

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
            # Numbers of one kind, of which only some differ between lanes, become vectors all.
            kind = differing(kind)
            if not isinstance(kind, Tuple) or not self.program.alike(kind):
                raise self.error(node, "needs a fixed index, as the tuple holds several types")
            value = self.hold(Value(self.convert(value, kind, node), kind))
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
