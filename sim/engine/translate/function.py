"""One function of the subset as one function of C, for arguments of certain types."""

from __future__ import annotations

import ast
import typing
from types import FunctionType
from typing import TYPE_CHECKING

from sim.engine.translate.one_exit import ends, one_exit
from sim.engine.translate.statements import RESULT, Statements
from sim.engine.translate.types import (
    COUNT,
    INT,
    MismatchError,
    Number,
    Reference,
    Type,
    declared,
    differs,
    shared,
)

if TYPE_CHECKING:
    from sim.engine.translate.program import Program

CALLER = "caller_"
"""Name in C of the mask that a caller passes."""


class Function(Statements):
    """Translates one function for arguments of these types."""

    def __init__(
        self, program: Program, function: FunctionType, arguments: tuple[Type, ...], *, masked: bool
    ) -> None:
        """`masked`: the caller passes a mask of the lanes that take part."""
        super().__init__(program, function)
        self.tree = program.source(function)
        self.given = dict(zip((a.arg for a in self.tree.args.args), arguments, strict=True))
        self.names, self.masked = dict(self.given), masked
        self.body = one_exit(self.tree.body, self.error)
        self._check_signature()

    def _check_signature(self) -> None:
        hints = typing.get_type_hints(self.function, include_extras=True)
        for name, given in self.given.items():
            wanted = self._declared(hints.get(name), name)
            if isinstance(given, Number) and isinstance(wanted, Number):
                if given.kind != wanted.kind and (given.kind, wanted.kind) != (COUNT, INT):
                    raise self.error(self.tree, f"takes {wanted.kind} as {name} and is given {given.kind}")
            elif type(given) is not type(wanted) or (isinstance(given, Reference) and given != wanted):
                raise self.error(self.tree, f"is given something else than it says as {name}")
        self.declared_return = self._declared(hints.get("return"), "return")
        self.must_give = self.declared_return is not None

    def _declared(self, hint: object, name: str) -> Type | None:
        try:
            return declared(hint)
        except MismatchError as mismatch:
            raise self.error(self.tree, f"{name}: {mismatch}") from None

    def error(self, node: ast.AST, why: str) -> Exception:  # type: ignore[override]
        """As for expressions; of a whole function only the name is said."""
        if isinstance(node, ast.FunctionDef):
            node = ast.copy_location(ast.Name(node.name), node)
        return super().error(node, why)

    def translate(self) -> str:
        """The body in C; afterwards `returns` and `writes` are known."""
        while True:  # types first: a name that is shared at first may differ further down
            before = dict(self.names), self.returns, self.parted
            self.start(CALLER if self.masked else "")
            self.block(self.body)
            if before == (self.names, self.returns, self.parted):
                break
        self._check_return()
        own = {name: kind for name, kind in self.names.items() if name not in self.given}
        head = [
            f"    {self.program.c_type(kind)} {self.program.name(name)}{self._zero(kind)};"
            for name, kind in own.items()
        ]
        if self.parted and self.returns:
            head.append(f"    {self.program.c_type(self.returns)} {RESULT} = {{0}};")
            self.lines.append(f"    return {RESULT};")
        return "\n".join([*head, *self.lines])

    def _zero(self, kind: Type) -> str:
        """What is chosen by a mask reads the old value first: it must be there."""
        return " = {0}" if differs(kind) else ""

    def _check_return(self) -> None:
        if self.returns is None or self.declared_return is None:
            if self.returns is not self.declared_return:
                raise self.error(self.tree, "returns something else than it declares")
            return
        self.together(self.tree, self.declared_return, shared(self.returns))
        if not ends(self.body):
            raise self.error(self.tree, "gives a value on some paths only; return one on every path")
        if self.writes:
            raise self.error(self.tree, "gives a value and writes to a record; do one of the two")
