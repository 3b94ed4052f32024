"""The parameters behind each term of a willingness, read from the source of the rules.

A term rests on the parameters that its expression in `rules.willingness` or `rules.conference` reads, itself or in a
rule that it calls. What stands behind an argument is decided in another phase of the month, and is listed here.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from sim.rules import conference, willingness
from sim.rules.conference import others_terms
from sim.rules.roles import PROTECTION, SUPPORT
from sim.rules.willingness import (
    HELPING_TERMS,
    OTHERS_TERMS,
    RISK_TERMS,
    SOIL_TERMS,
    helping_terms,
    risk_terms,
    soil_terms,
)

CAPACITY = (
    "dep",
    "rotation",
    "stretch",
    "token_share",
    "token_max",
    "hold",
    "kappa",
    "basing_relief",
)
"""Parameters behind the number of soldiers that a state can send, which it weighs the price of."""
BEHIND: dict[str, tuple[str, ...]] = {
    "near": ("near_km",),
    "doubt_drawn": ("doubt",),
    "stance": ("silent", "turnover"),
    "support": ("poll_sd", "mu", "xi", "drift", "rally", "rally_keep"),
    "cost": ("c_s", "overhead", *CAPACITY),
    "m.us": ("r_s", "trust_up", "trust_down"),
}
"""Parameters behind an argument of the rules of the terms, or behind a field of the month."""
SHARE = {SUPPORT: ("risk_support",), PROTECTION: ()}
"""The share by which all that bears on soldiers weighs in a role; protection troops are the measure."""
BONUS = {SUPPORT: ("bonus_support",), PROTECTION: ()}

_GROUPS: tuple[tuple[tuple[str, ...], Callable[..., Any]], ...] = (
    (HELPING_TERMS, helping_terms),
    (SOIL_TERMS, soil_terms),
    (RISK_TERMS, risk_terms),
    (OTHERS_TERMS, others_terms),
)


def basis(term: str, role: int) -> tuple[str, ...]:
    """The parameters that a term rests on in a role on the ground; none for the sum of all terms."""
    if term == "role":
        return BONUS[role]
    shared = term in _read() and term not in HELPING_TERMS
    return _read().get(term, ()) + (SHARE[role] if shared else ())


def terms_of(argument: str) -> tuple[str, ...]:
    """The terms that read an argument of the rules of the terms, such as `near`, `support` or `dependence`."""
    return tuple(
        term
        for terms, rule in _GROUPS
        for term, expression in zip(terms, _summands(rule), strict=True)
        if any(isinstance(part, ast.Name) and part.id == argument for part in ast.walk(expression))
    )


@cache
def _read() -> dict[str, tuple[str, ...]]:
    """The parameters that each term reads in any role."""
    return {
        term: tuple(dict.fromkeys([*_own(expression), *_behind(expression)]))
        for terms, rule in _GROUPS
        for term, expression in zip(terms, _summands(rule), strict=True)
    }


def _source(rule: Callable[..., Any]) -> ast.AST:
    return ast.parse(inspect.getsource(rule))


def _summands(rule: Callable[..., Any]) -> list[ast.expr]:
    """The expressions of the tuple that a rule returns."""
    (summands,) = [node.value for node in ast.walk(_source(rule)) if isinstance(node, ast.Return)]
    if not isinstance(summands, ast.Tuple):
        raise TypeError(f"{rule.__name__}: must return a tuple, one expression a term")
    return summands.elts


def _own(expression: ast.AST) -> Iterator[str]:
    """Parameters that an expression reads, itself or in a rule that it calls."""
    for part in ast.walk(expression):
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) == "p":
            yield part.attr
        elif isinstance(part, ast.Call):
            for rule in _called(part):
                yield from _own(_source(rule))


def _called(call: ast.Call) -> list[Callable[..., Any]]:
    """The rule that is called, if it is one of those that terms may call."""
    name = ast.unparse(call.func)
    return [getattr(rules, name) for rules in (willingness, conference) if hasattr(rules, name)]


def _behind(expression: ast.AST) -> Iterator[str]:
    """Parameters behind the arguments that an expression reads."""
    for part in ast.walk(expression):
        if isinstance(part, ast.Name | ast.Attribute):
            yield from BEHIND.get(ast.unparse(part), ())
