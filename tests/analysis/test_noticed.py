"""Removing any mechanism is noticed: patterns fail, a limit case comes out wrong, or a variant is rejected."""

from collections.abc import Callable, Hashable
from importlib import import_module
from typing import Any
from unittest.mock import patch

import pytest

from sim.analysis.ablation import PARTS, Part, ablation
from sim.analysis.headlines import named
from sim.analysis.noticed import NOTICED, earned
from sim.cli.commands import VERBS
from sim.cli.parse.command_line import call
from sim.rules.records import Assumptions, Levers
from sim.scenario import Scenario
from tests.mutants.catalogue import MUTANTS
from tests.patterns.suite import PATTERNS
from tests.rules import known
from tools.credibility import parts as measured
from tools.credibility.patterns import HOLDS, judged

LIMITED = [part for part in PARTS if NOTICED[part.title].limit]
SEEN = [part for part in PARTS if NOTICED[part.title].patterns]


def test_every_part_is_noticed_by_what_there_is() -> None:
    assert NOTICED.keys() == {part.title for part in PARTS}
    variants = {mutant.name for mutant in MUTANTS}
    for by in NOTICED.values():
        assert by.patterns or by.limit or by.variants
        assert set(by.patterns) <= PATTERNS.keys()
        assert set(by.variants) <= variants


def limit_case(part: Part) -> tuple[Callable[[], None], dict[str, Callable[..., Assumptions | Levers]]]:
    """The test of a part's limit case, and how it finds its assumptions and levers while the part is off."""

    def assume(**values: float) -> Assumptions:
        return known.assume(**(values | dict(part.assume)))

    def pull(**values: float) -> Levers:
        return known.pull(**(values | dict(part.levers)))

    file, _, name = NOTICED[part.title].limit.partition(".")
    module = import_module(f"tests.rules.{file}")
    off = {"assume": assume} if part.assume else {"pull": pull}
    return getattr(module, name), {f"{module.__name__}.{maker}": found for maker, found in off.items()}


@pytest.mark.parametrize("part", LIMITED, ids=lambda part: part.title)
def test_a_limit_case_comes_out_wrong_without_its_part(part: Part) -> None:
    case, makers = limit_case(part)
    case()
    for maker, off in makers.items():
        with patch(maker, off), pytest.raises(AssertionError):
            case()


def test_the_command_line_says_what_notices_each_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(VERBS["ablation"], ["headlines=force", "replicates=4", "horizon=3", "by=part"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "P37 (C070); strength adds up" in printed
    assert "variant conferences_wait" in printed


def test_what_moves_furthest_for_its_size_is_said() -> None:
    parts = [part for part in PARTS if part.title in ("casualties.attack_dead", "cost.other_costs")]
    found = ablation(Scenario(horizon=12), parts=parts, of=[named("force"), named("dead")], replicates=300)
    said: dict[Hashable, dict[Hashable, Any]] = earned(found).to_dict("index")
    assert said["casualties.attack_dead"]["headline"] == "dead"
    assert said["casualties.attack_dead"]["low"] < said["casualties.attack_dead"]["change"] < 0.0
    assert said["cost.other_costs"]["headline"] == ""


def test_a_pattern_fails_without_its_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of them, on few runs; `test_every_named_pattern_fails_without_its_part` has all."""
    monkeypatch.setattr(measured, "REPLICATES", 200)
    by_title = {part.title: part for part in PARTS}
    for title in ("arming.relief", "willingness.hostilities"):
        assert measured.failing(by_title[title]) == NOTICED[title].patterns


@pytest.mark.heavy
@pytest.mark.parametrize("part", SEEN, ids=lambda part: part.title)
def test_every_named_pattern_fails_without_its_part(part: Part) -> None:
    assert measured.failing(part) == NOTICED[part.title].patterns


@pytest.mark.heavy
def test_every_named_pattern_holds_while_all_parts_are_on() -> None:
    codes = sorted({code for by in NOTICED.values() for code in by.patterns})
    whole = measured.without(Part("", "nothing", "nothing is off"))
    assert dict.fromkeys(codes, HOLDS) == judged(whole, measured.SETS, codes)
