"""Extras: a library that is missing is named with what installs it, and every extra named in the code is offered."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
from sim import extras
from sim.scenario import ScenarioError

ROOT = Path(sim.__file__).parent
OFFERED = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]


def named() -> Iterator[tuple[str, str]]:
    """Every extra that the code asks for, with the file that asks."""
    for path in ROOT.rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if "extras." in text else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("extras.library", "extras.require"):
                yield ast.literal_eval(node.args[1]), path.name


def test_a_missing_library_is_named_with_what_installs_it() -> None:
    said = r'^to: a \.docx needs no_such_library; allowed: after pip install "tripwire-sim\[documents\]"$'
    with pytest.raises(ScenarioError, match=said):
        extras.library("no_such_library", "documents", "to: a .docx")


def test_only_what_is_missing_is_named() -> None:
    with pytest.raises(ScenarioError, match=r"^here needs no_such_library;"):
        extras.require(("json", "no_such_library"), "documents", "here")
    assert extras.library("json", "documents", "here").dumps(1) == "1"


def test_every_extra_that_is_named_is_offered() -> None:
    found = dict(named())
    assert set(found) == {"analysis", "cluster", "documents", "excel", "seminar"}
    assert set(found) <= set(OFFERED)
