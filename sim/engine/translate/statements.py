"""Statements of the subset, as lines of C, and the lanes that take part in them.

Where lanes part ways at an `if`, both arms are walked with a mask of the lanes each is for, and whatever is written is
written for those alone. An arm that costs more than asking is passed over when no lane needs it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from types import FunctionType
from typing import TYPE_CHECKING

from sim.engine.translate.expressions import FIXED, Expressions
from sim.engine.translate.types import COUNT, FLOAT, INT, Number, Reference, Tuple, Type, differing, differs
from sim.engine.translate.values import Value
from sim.rules.records import Record

if TYPE_CHECKING:
    from sim.engine.translate.program import Program

WORTH_ASKING = 30
"""Operations from which an arm is worth asking whether any lane needs it."""
RESULT = "result_"
"""Name in C of what a function gives, where lanes give it apart."""


class Statements(Expressions):
    """Translates the statements of one function."""

    def __init__(self, program: Program, function: FunctionType) -> None:
        """`parted`: lanes return apart; `writes`: it writes to a record; `mask`: lanes that take part, if not all.

        `counters`: names that count the loops around a line; `stand_for`: names that stand for a record.
        """
        super().__init__(program, function)
        self.given: dict[str, Type] = {}
        self.returns: Type | None = None
        self.writes = self.parted = self.must_give = False
        self.start("")

    def start(self, mask: str) -> None:
        """Begin at the first line, with these lanes."""
        self.lines: list[str] = []
        self.depth, self.held, self.line = 1, 0, 0
        self.known = set(self.given)
        self.counters: set[str] = set()
        self.stand_for: set[str] = set()
        self.mask = mask

    # Lines

    def put(self, line: str) -> None:
        """Add a line of C."""
        self.lines.append("    " * self.depth + line)

    def hold(self, value: Value) -> Value:
        """The value under a name of its own."""
        self.held += 1
        name = f"t{self.held}_"
        self.put(f"{self.program.c_type(value.type)} {name} = {value.code};")
        return Value(name, value.type)

    def new_record(self, record: type[Record]) -> Value:
        """A record of this function's own, all zero."""
        self.held += 1
        name = f"r{self.held}_"
        self.put(f"{record.__name__} {name};")
        self.put(f"memset(&{name}, 0, sizeof {name});")
        return Value(f"(&{name})", Reference(record))

    # Statements

    def block(self, body: Sequence[ast.stmt]) -> None:
        """Translate statements."""
        for statement in body:
            translate = getattr(self, f"_do_{type(statement).__name__}", None)
            if translate is None:
                raise self.error(statement, "is not in the subset (see docs/design.md)")
            if _is_docstring(statement):
                continue
            if statement.lineno != self.line:
                self.line = statement.lineno
                self.lines.append(f"#line {self.line}")
            translate(statement)

    def inner(self, body: Sequence[ast.stmt]) -> None:
        """Translate the statements of an arm or a loop."""
        self.depth += 1
        self.block(body)
        self.depth -= 1

    def _do_Pass(self, _: ast.Pass) -> None:
        pass

    def _do_Expr(self, statement: ast.Expr) -> None:
        node = statement.value
        called = self.meaning(node.func) if isinstance(node, ast.Call) and self.outside(node.func) else None
        if not isinstance(node, ast.Call) or not isinstance(called, FunctionType):
            raise self.error(statement, "does nothing; only a call may stand alone")
        values = self.handed_over(node, called)
        callee = self.program.instance(called, tuple(value.type for value in values), masked=bool(self.mask))
        if callee.returns is not None:
            raise self.error(node, "gives a value that is not used")
        self.writes = True
        codes = [value.code for value in values] + ([self.mask] if self.mask else [])
        self.put(f"{callee.name}({', '.join(codes)});")

    def _do_Return(self, statement: ast.Return) -> None:
        if statement.value is None:
            if self.must_give:
                raise self.error(statement, "gives nothing where the function gives a value")
            if not self.parted and not self.mask:
                self.put("return;")
            return
        value = self.expression(statement.value)
        self.parted = self.parted or bool(self.mask)
        kind = differing(value.type) if self.parted else value.type
        self.returns = self.together(statement, self.returns, kind)
        value = Value(self.convert(value, self.returns, statement), self.returns)
        if not self.parted:
            self.put(f"return {value.code};")
        elif self.mask:
            self.put(f"{RESULT} = {self.select(self.mask, value, Value(RESULT, self.returns))};")
        else:
            self.put(f"{RESULT} = {value.code};")

    def _do_For(self, statement: ast.For) -> None:
        call = statement.iter
        plain = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "range"
        if not plain or len(call.args) != 1 or statement.orelse:  # type: ignore[attr-defined]
            raise self.error(statement, "is not in the subset; write for i in range(n)")
        if not isinstance(statement.target, ast.Name):
            raise self.error(statement.target, "is not a plain name")
        name = statement.target.id
        if name in self.counters:
            raise self.error(statement.target, "counts a loop around this one; choose another name")
        self.names[name] = self.together(statement, self.names.get(name), Number(COUNT))
        count = self.index(call.args[0])  # type: ignore[attr-defined]
        if not FIXED.fullmatch(count):  # asked once, as in Python
            count = self.hold(Value(count, Number(COUNT))).code
        before = set(self.known)
        self.known.add(name)
        i = self.program.name(name)
        self.put(f"for ({i} = 0; {i} < {count}; {i}++) {{")
        self.counters.add(name)
        self.inner(statement.body)
        self.counters.remove(name)
        self.put("}")
        self.known = before

    def _do_If(self, statement: ast.If) -> None:
        test = self.yes_or_no(statement.test)
        before, mask = set(self.known), self.mask
        if differs(test.type):
            yes = self.hold(Value(f"and_vb({mask}, {test.code})" if mask else test.code, test.type))
            no = yes
            if statement.orelse:
                no = self.hold(
                    Value(f"and_not_vb({mask}, {yes.code})" if mask else f"not_vb({yes.code})", test.type)
                )
            after = self._arm(yes.code, statement.body, before)
            others = self._arm(no.code, statement.orelse, before) if statement.orelse else before
        else:
            self.put(f"if ({test.code}) {{")
            self.inner(statement.body)
            after, self.known, others = self.known, set(before), before
            if statement.orelse:
                self.put("} else {")
                self.inner(statement.orelse)
                others = self.known
            self.put("}")
        self.mask, self.known = mask, after & others

    def _arm(self, mask: str, body: list[ast.stmt], before: set[str]) -> set[str]:
        """One arm for the lanes of a mask; gives the names that are known after it."""
        self.known, self.mask = set(before), mask
        self.put(f"if (any_vb({mask})) {{" if self.program.work(self, body) > WORTH_ASKING else "{")
        self.inner(body)
        self.put("}")
        return self.known

    def _do_AnnAssign(self, statement: ast.AnnAssign) -> None:
        raise self.error(statement, "declares a type; leave it out")

    def _do_AugAssign(self, statement: ast.AugAssign) -> None:
        read = ast.copy_location(ast.BinOp(_read(statement.target), statement.op, statement.value), statement)
        self.assign(statement.target, self.expression(read))

    def _do_Assign(self, statement: ast.Assign) -> None:
        first = statement.targets[0]
        if isinstance(first, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            if len(first.elts) != len(statement.value.elts) or len(statement.targets) > 1:
                raise self.error(statement, "sets a different number of names and values")
            values = [self.expression(part) for part in statement.value.elts]
            if len(values) > 1:
                values = [
                    value if isinstance(value.type, Reference) else self.hold(value) for value in values
                ]
            for target, value in zip(first.elts, values, strict=True):
                self.assign(target, value)
            return
        value = self.expression(statement.value)
        if len(statement.targets) > 1 or isinstance(first, ast.Tuple):
            value = self.hold(value)
        for target in statement.targets:
            self.assign(target, value)

    def assign(self, target: ast.expr, value: Value) -> None:
        """Give a name, a field, a place in a row, or each of several, a value."""
        if isinstance(target, ast.Tuple):
            if not isinstance(value.type, Tuple) or len(value.type.items) != len(target.elts):
                raise self.error(target, "does not fit the values it is given")
            for at, part in enumerate(target.elts):
                self.assign(part, self.item(value, at))
        elif isinstance(target, ast.Name):
            self._name(target, value)
        else:
            self._place(target, value)

    def _name(self, target: ast.Name, value: Value) -> None:
        name = target.id
        if name == "_":
            return
        if name in self.function.__globals__ and name not in self.names:
            raise self.error(target, "is also a name outside the function; choose another")
        if name in self.counters:
            raise self.error(target, "counts the loop; choose another name")
        if self.program.differing and not isinstance(value.type, Number | Tuple):
            if name in self.stand_for:
                raise self.error(target, "stands for a record already, and lanes may part over it")
            self.stand_for.add(name)
        kind = differing(value.type) if self.mask else value.type
        self.names[name] = kind = self.together(target, self.names.get(name), kind)
        if name in self.given and kind != self.given[name]:
            raise self.error(target, "is an argument and becomes of another type; choose another name")
        code = self.convert(value, kind, target)
        place = self.program.name(name)
        if (self.mask and name in self.known and differs(kind)) or (self.mask and differs(kind)):
            code = self.select(self.mask, Value(code, kind), Value(place, kind))
        self.known.add(name)
        self.put(f"{place} = {code};")

    def _place(self, target: ast.expr, value: Value) -> None:
        self.writes = True
        place = self._by_position(target) or self.expression(_read(target))
        if isinstance(place.type, Number) and place.type.kind == COUNT:
            place = Value(place.code, Number(INT, place.type.differs))
        if not isinstance(place.type, Number | Tuple):
            raise self.error(target, "is a record or a row; write its fields one by one")
        if (differs(value.type) or self.mask) and not differs(place.type):
            raise self.error(target, "is shared by all lanes, and what is written differs between them")
        code = self.convert(value, place.type, target)
        if self.mask:
            code = self.select(self.mask, Value(code, place.type), place)
        self.put(f"{place.code} = {code};")

    def _by_position(self, target: ast.expr) -> Value | None:
        """A field of a record of real numbers by its position, if the target is one."""
        if not isinstance(target, ast.Subscript):
            return None
        record = self.expression(target.value)
        if not isinstance(record.type, Reference):
            return None
        if not self.program.all_real(record.type.record):
            raise self.error(target, "has fields that are not real numbers; write them by name")
        kind = Number(FLOAT, record.type.record in self.program.differing)
        return Value(f"(({self.program.c_type(kind)} *){record.code})[{self.index(target.slice)}]", kind)


def _is_docstring(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _read(target: ast.expr) -> ast.expr:
    """A target as the expression that reads it."""
    copy = ast.parse(ast.unparse(target), mode="eval").body
    for node in ast.walk(copy):
        ast.copy_location(node, target)
    return copy
