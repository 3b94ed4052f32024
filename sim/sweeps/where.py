"""Filters: a condition on the swept columns, such as `force_size >= 40000 or us_backing < 0.5`.

A condition is parsed, never evaluated by Python: only comparisons, and/or/not, + − × ÷, numbers, texts and
the names of swept columns are let through.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario import ScenarioError
from sim.scenario.errors import nearest, show
from sim.scenario.thousands import check_count

MAX_CHARACTERS = 1_000
ALLOWED = "comparisons, and, or, not, + - * /, numbers, 'texts' and swept names"
NUMBER = re.compile(r"(?<![\w.])[0-9.]+(?![\w.])")
Columns = Mapping[str, NDArray[Any]]
COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
COMPUTE: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: np.divide,
}


def holds(condition: str, columns: Columns) -> NDArray[np.bool_]:
    """Which rows of the columns meet the condition; raises `ScenarioError` on anything that is not a condition."""
    if len(condition) > MAX_CHARACTERS:
        raise ScenarioError(f"where: longer than {MAX_CHARACTERS} characters")
    for number in NUMBER.findall(condition):
        check_count("where", number)
    try:
        with np.errstate(all="ignore"):
            met = _value(ast.parse(condition.strip(), mode="eval").body, columns)
    except ScenarioError:  # is a ValueError, and says more than the next line
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        raise ScenarioError(f"where: {show(condition)} is not a condition; allowed: {ALLOWED}") from None
    if met.dtype != bool:
        raise ScenarioError(f"where: {show(condition)} is not true or false; allowed: {ALLOWED}")
    rows = len(next(iter(columns.values())))
    return np.broadcast_to(met, (rows,))


def _value(node: ast.expr, columns: Columns) -> NDArray[Any]:
    if isinstance(node, ast.BoolOp):
        join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
        return np.asarray(join.reduce(np.broadcast_arrays(*(_truth(part, columns) for part in node.values))))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return np.asarray(~_truth(node.operand, columns))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return np.asarray(-_number(node.operand, columns))
    if isinstance(node, ast.BinOp) and type(node.op) in COMPUTE:
        return np.asarray(COMPUTE[type(node.op)](_number(node.left, columns), _number(node.right, columns)))
    if isinstance(node, ast.Compare):
        return _comparison(node, columns)
    return _leaf(node, columns)


def _comparison(node: ast.Compare, columns: Columns) -> NDArray[Any]:
    sides = [_value(side, columns) for side in (node.left, *node.comparators)]
    met: NDArray[Any] = np.array(True)
    for left, right, how in zip(sides, sides[1:], node.ops, strict=False):
        if type(how) not in COMPARE or (left.dtype.kind == "U") != (right.dtype.kind == "U"):
            raise ScenarioError(f"where: cannot compare {show(ast.unparse(node))}; allowed: {ALLOWED}")
        met = np.logical_and(met, COMPARE[type(how)](left, right))
    return met


def _leaf(node: ast.expr, columns: Columns) -> NDArray[Any]:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float, str):
        return np.asarray(float(node.value) if isinstance(node.value, int) else node.value)
    name = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
    if name in columns:
        return columns[name]
    if name:
        raise ScenarioError(f"where: {show(name)} is not swept; {nearest(name, columns)}")
    raise ScenarioError(f"where: {show(ast.unparse(node))} is not allowed; allowed: {ALLOWED}")


def _truth(node: ast.expr, columns: Columns) -> NDArray[Any]:
    value = _value(node, columns)
    if value.dtype != bool:
        raise ScenarioError(f"where: {show(ast.unparse(node))} is not true or false; allowed: {ALLOWED}")
    return value


def _number(node: ast.expr, columns: Columns) -> NDArray[Any]:
    value = _value(node, columns)
    if value.dtype.kind not in "fi":
        raise ScenarioError(f"where: {show(ast.unparse(node))} is not a number; allowed: {ALLOWED}")
    return value
