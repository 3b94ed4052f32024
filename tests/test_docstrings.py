"""Every example in a docstring runs and gives what it shows; functions of many parameters describe each of them."""

import ast
import doctest
import importlib
import inspect
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import sim

ROOT = Path(sim.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
MODULES = [
    ".".join(("sim", *path.relative_to(ROOT).with_suffix("").parts))
    for path in FILES
    if ">>>" in path.read_text(encoding="utf-8")
]
DOCUMENTED_ELSEWHERE = ("rules/", "engine/month/", "engine/agents/", "cli/commands/")
"""By their equations; by the rules that agents follow; by the row of the verb, which explains every setting."""
FEW = 3
"""A function with no more parameters than this may do with a sentence."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name: str) -> None:
    module = importlib.import_module(name)
    failed, tried = doctest.testmod(module)
    # A decorated function has the globals of its decorator, so `testmod` takes it for another module's.
    for key, value in vars(module).items():
        inner = getattr(value, "__wrapped__", None)
        if (
            inspect.isfunction(value)
            and value.__globals__ is not vars(module)
            and getattr(inner, "__module__", "") == name
        ):
            for example in doctest.DocTestFinder().find(inner, key, module):
                more = doctest.DocTestRunner().run(example)
                failed, tried = failed + more.failed, tried + more.attempted
    assert tried
    assert not failed


def _described() -> list[str]:
    names = [path.relative_to(ROOT).as_posix() for path in FILES]
    return [name for name in names if not name.startswith(DOCUMENTED_ELSEWHERE)]


def _public(body: list[ast.stmt], owner: str = "") -> Iterator[tuple[str, Function]]:
    """Functions of a module and methods of its public classes, by name."""
    for node in body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, f"{owner}{node.name}.")
            else:
                yield owner + node.name, node


def _parameters(function: Function, *, method: bool) -> int:
    """How many parameters have a name of their own; `self` and `cls` are none, nor are `*args` and `**kwargs`."""
    given = function.args
    static = any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in function.decorator_list)
    return len([*given.posonlyargs, *given.args, *given.kwonlyargs]) - (method and not static)


def _missing(function: Function) -> list[str]:
    """Sections that a docstring ought to have and has not."""
    returns = function.returns
    procedure = isinstance(returns, ast.Constant) and returns.value is None
    lines = (ast.get_docstring(function) or "").splitlines()
    heads = {head for head, rule in pairwise(lines) if rule == "-" * len(head)}
    wanted = ["Parameters"] if procedure else ["Parameters", "Returns"]
    # A generator may say what it yields.
    return [head for head in wanted if head not in heads and not (head == "Returns" and "Yields" in heads)]


@pytest.mark.parametrize("file", _described())
def test_many_parameters_are_described(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = [
        f"sim/{file}:{function.lineno} {name}: no section {' and '.join(missing)}"
        for name, function in _public(tree.body)
        if _parameters(function, method="." in name) > FEW and (missing := _missing(function))
    ]
    assert not found, "\n".join(
        [f"functions with more than {FEW} parameters need numpy-style sections:", *found]
    )
