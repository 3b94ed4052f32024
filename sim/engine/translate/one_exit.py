"""Rewrites early returns so that each function ends in one return.

`if a: return x` followed by more becomes `if a: return x` else more. Lanes need it: they all walk the same way through
a function, and leave it together.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

Refuse = Callable[[ast.AST, str], Exception]


def one_exit(body: Sequence[ast.stmt], refuse: Refuse) -> list[ast.stmt]:
    """The same statements with every return in last place; `refuse` makes the error for what cannot be."""
    done: list[ast.stmt] = []
    for at, statement in enumerate(body):
        rest = body[at + 1 :]
        if isinstance(statement, ast.Return):
            if rest:
                raise refuse(rest[0], "comes after a return and is never reached")
            return [*done, statement]
        if isinstance(statement, ast.If) and _returns(statement):
            return [*done, _split(statement, rest, refuse)]
        if isinstance(statement, ast.For | ast.While) and _returns(statement):
            raise refuse(statement, "returns from inside a loop; set a value and return it after the loop")
        done.append(statement)
    return done


def _split(choice: ast.If, rest: Sequence[ast.stmt], refuse: Refuse) -> ast.If:
    """Both arms of a choice, each followed by the rest unless it returns."""
    body, orelse = list(choice.body), list(choice.orelse)
    if not ends(body):
        if ends(orelse):
            body += rest
        else:
            raise refuse(choice, "returns on some paths only; return in every path of one of its arms")
    elif not ends(orelse):
        orelse += rest
    elif rest:
        raise refuse(rest[0], "comes after a return and is never reached")
    arms = one_exit(body, refuse), one_exit(orelse, refuse)
    return ast.copy_location(ast.If(choice.test, *arms), choice)


def _returns(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Return) for node in ast.walk(statement))


def ends(body: Sequence[ast.stmt]) -> bool:
    """Whether a body returns whatever happens."""
    if not body:
        return False
    last = body[-1]
    return isinstance(last, ast.Return) or (
        isinstance(last, ast.If) and ends(last.body) and ends(last.orelse)
    )
