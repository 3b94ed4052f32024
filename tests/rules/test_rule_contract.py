"""What every rule owes: a docstring, a source, finite results in range, and the same bits plain and compiled."""

import ast
import inspect
import math
import re
import struct
from types import ModuleType

import pytest
from hypothesis import given, settings

from sim.evidence import load
from sim.rules import arithmetic, priors
from tests.rules.drawing import CASES, MECHANISMS, Arguments, Case, arguments, numbers, rows

every_rule = pytest.mark.parametrize("case", CASES.values(), ids=str)
every_module = pytest.mark.parametrize("module", [*MECHANISMS, arithmetic], ids=lambda m: m.__name__)
drawn_often = settings(max_examples=60, deadline=None, derandomize=True, database=None)
LITERATURE = re.compile(r"[A-Z][a-z]+(?: & [A-Z][a-z]+)*,? (?:19|20)\d\d")


def bits(result: object) -> bytes:
    found = numbers(result)
    return struct.pack(f"{len(found)}d", *found)


@pytest.mark.slow
@every_rule
def test_plain_and_compiled_are_bit_equal_finite_and_in_range(case: Case) -> None:
    @drawn_often
    @given(arguments(case))
    def holds(drawn: Arguments) -> None:
        usual, compiled = case.plain(**drawn), case.compiled(**rows(case, drawn))
        assert bits(usual) == bits(compiled)
        assert all(map(math.isfinite, numbers(usual)))
        if "0–1" in case.doc or case.doc.startswith("Chance"):
            assert 0.0 <= usual <= 1.0

    holds()


@every_rule
def test_a_rule_is_documented_and_its_arguments_typed(case: Case) -> None:
    assert case.doc.strip()
    assert case.hints.keys() - {"return"} == set(inspect.signature(case.compiled.py_func).parameters)
    assert "return" in case.hints


@pytest.mark.parametrize(
    "module", [m for m in MECHANISMS if m is not priors], ids=lambda m: m.__name__.rpartition(".")[2]
)
def test_a_mechanism_names_its_source(module: ModuleType) -> None:
    text = module.__doc__ or ""
    cited = set(re.findall(r"\bC\d{3}\b", text))
    assert cited or LITERATURE.search(text)
    assert cited <= load().claims.keys()


@every_module
def test_a_mechanism_rests_on_arithmetic_and_other_rules_alone(module: ModuleType) -> None:
    imported = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add("." * node.level + (node.module or ""))
    own = {name for name in imported if name == "sim.rules" or name.startswith("sim.rules.")}
    assert imported - own <= {"__future__", "math", "numpy"}
    assert "random" not in inspect.getsource(module)
