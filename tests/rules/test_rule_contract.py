"""What every rule owes: a docstring, a source, finite results in range, and the same bits in Python and in C."""

from __future__ import annotations

import ast
import inspect
import math
import re
import struct
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings

from sim.engine import processor
from sim.evidence import load
from sim.rules import arithmetic, priors
from tests.engine.building import Built, build
from tests.rules.drawing import CASES, MECHANISMS, Arguments, Case, arguments, numbers

every_rule = pytest.mark.parametrize("case", CASES.values(), ids=str)
every_module = pytest.mark.parametrize("module", [*MECHANISMS, arithmetic], ids=lambda m: m.__name__)
LITERATURE = re.compile(r"[A-Z][a-z]+(?: & [A-Z][a-z]+)*,? (?:19|20)\d\d")
SPECIAL = (0.0, 0.5, 1.0, 5e-324, 2.3e-308, 2.0**31, 2.0**57, 2.0**63, 1e300, math.inf, math.nan)
"""Numbers at the edges of what a processor holds."""


def bits(found: list[float]) -> list[bytes]:
    """Bit for bit, but that one quiet not-a-number is like another."""
    return [b"nan" if math.isnan(number) else struct.pack("d", number) for number in found]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every rule alone in C."""
    rules = {name: case.rule for name, case in CASES.items()}
    return build(rules, tmp_path_factory.mktemp("rules"), level=processor.levels()[0])


def holds_for(case: Case, compiled: Built, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(arguments(case))
    def holds(drawn: Arguments) -> None:
        result = case.rule(**drawn)
        [translated] = compiled.call(str(case), [drawn[name] for name in case.takes])
        assert bits(translated) == bits(numbers(result))
        assert all(map(math.isfinite, numbers(result)))
        if "0–1" in case.doc or case.doc.startswith("Chance"):
            assert 0.0 <= result <= 1.0

    holds()


@every_rule
def test_a_rule_is_bit_equal_in_c_finite_and_in_range(case: Case, compiled: Built) -> None:
    holds_for(case, compiled, 25)


@pytest.mark.heavy
@every_rule
def test_a_rule_is_so_for_many_arguments(case: Case, compiled: Built) -> None:
    holds_for(case, compiled, 500)


@pytest.mark.parametrize("name", ["exp", "log", "floor", "whole", "logistic", "log10_1p"])
def test_arithmetic_is_bit_equal_in_c_at_the_edges(name: str, compiled: Built) -> None:
    rule: Callable[..., Any] = getattr(arithmetic, name)
    for x in (*SPECIAL, *(-x for x in SPECIAL), *(math.nextafter(x, 0.0) for x in SPECIAL)):
        [translated] = compiled.call(f"arithmetic.{name}", [x])
        assert bits(translated) == bits([float(rule(x))]), x


@every_rule
def test_a_rule_is_documented_and_its_arguments_typed(case: Case) -> None:
    assert case.doc.strip()
    assert case.takes.keys() == set(inspect.signature(case.rule).parameters)
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
    assert imported - own <= {"__future__", "math"}
    assert "random" not in inspect.getsource(module)
