"""The parameters behind each term of a willingness, read from the source of the rules.

A term rests on the parameters that its expression in `rules.willingness` reads, itself or in a rule that it calls. What
stands behind an argument is decided in another phase of the month, and is listed here.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from sim.rules import willingness
from sim.rules.ladder import FORWARD, PROTECTION, SUPPORT, location_term
from sim.rules.willingness import HELPING_TERMS, SENDING_TERMS, helping_terms, sending_terms

BEHIND: dict[str, tuple[str, ...]] = {
    "near": ("near_km",),
    "doubt_drawn": ("doubt",),
    "support": ("poll_sd", "mu", "xi", "drift", "rally", "rally_keep"),
    "reach": ("norm_army",),
    "m.us": ("r_s", "trust_up", "trust_down"),
    "m.hostilities": ("settle",),
    "m.threat": ("basing_relief",),
}
"""Parameters behind an argument of `helping_terms` and `sending_terms`, or behind a field of the month."""
SHARE = {SUPPORT: ("risk_support",), PROTECTION: (), FORWARD: ("risk_forward",)}
"""The share by which all that bears on sending soldiers weighs at a rung; protection troops are the measure."""
BONUS = {SUPPORT: ("bonus_support",), PROTECTION: (), FORWARD: ("bonus_forward",)}


def basis(term: str, rung: int) -> tuple[str, ...]:
    """The parameters that a term rests on at a ground rung; none for the sum of all terms."""
    if term == "rung":
        return BONUS[rung]
    return _read().get(term, ()) + (SHARE[rung] if term in SENDING_TERMS else ())


@cache
def _read() -> dict[str, tuple[str, ...]]:
    """The parameters that each term reads at any rung."""
    helping = zip(HELPING_TERMS, _summands(helping_terms), strict=True)
    sending = zip(SENDING_TERMS, _summands(sending_terms), strict=True)
    terms: dict[str, ast.AST] = dict([*helping, *sending]) | {"location": _source(location_term)}
    return {
        term: tuple(dict.fromkeys([*_own(expression), *_behind(expression)]))
        for term, expression in terms.items()
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
    """Parameters that an expression reads, itself or in a rule of willingness that it calls."""
    for part in ast.walk(expression):
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) == "p":
            yield part.attr
        elif isinstance(part, ast.Call) and hasattr(willingness, called := ast.unparse(part.func)):
            yield from _own(_source(getattr(willingness, called)))


def _behind(expression: ast.AST) -> Iterator[str]:
    """Parameters behind the arguments that an expression reads."""
    for part in ast.walk(expression):
        if isinstance(part, ast.Name | ast.Attribute):
            yield from BEHIND.get(ast.unparse(part), ())
