"""Regret and satisficing: known answers, ties declared, weights that matter."""

import dataclasses

import numpy as np
import pytest

import sim
from sim.analysis.rank import OPTIONS, Criterion, Ranking, rank, regrets
from sim.scenario import ScenarioError

SMALL = {"theories": ["consensus", "denial_only"], "readings": ["sep2025"], "draws": 6, "tapes": 10}


@pytest.fixture(scope="module")
def found() -> Ranking:
    return rank(sim.Scenario(), **SMALL)


def test_regret_by_hand() -> None:
    levels = np.array([[[0.0, 4.0]], [[1.0, 2.0]]])  # two options, one criterion, two worlds
    np.testing.assert_allclose(regrets(levels, np.array([1.0])), [[0.0, 0.5], [0.25, 0.0]])


def test_options_with_and_without_troops_are_ranked(found: Ranking) -> None:
    assert set(found.table.index) == set(OPTIONS)
    assert found.table["regret"].is_monotonic_increasing
    assert (found.table["regret_low"] <= found.table["regret"]).all()
    assert found.tied[0] == found.table.index[0]


def test_equal_options_tie() -> None:
    base = sim.Scenario()
    found = rank(base, {"one": base, "same": base, "worse": base.but(baseline_attack_risk=0.99)}, **SMALL)
    assert set(found.tied) >= {"one", "same"}
    assert "tie within the noise" in found.sentence()


def test_a_clear_winner_is_named_alone() -> None:
    base = sim.Scenario(horizon=60)
    options = {"calm": base.but(baseline_attack_risk=0.01), "risky": base.but(baseline_attack_risk=0.99)}
    found = rank(base, options, criteria=[Criterion("attacked", 1.0, 0.2)], **SMALL)
    assert found.tied == ("calm",)
    assert found.sentence().startswith("Least mean regret over 12 worlds: calm")


def test_weights_change_the_ranking_and_are_shown(found: Ranking) -> None:
    dear = rank(sim.Scenario(), criteria=[Criterion("cost_eur_bn")], **SMALL)
    safe = rank(sim.Scenario(), criteria=[Criterion("attacked")], **SMALL)
    assert dear.table.index[0] != safe.table.index[0]
    assert "cost 0.1" in found.sentence()
    changed = dataclasses.replace(found, tied=found.tied[:1], table=found.table.iloc[::-1])
    assert changed.sentence() != found.sentence()


def test_what_cannot_be_ranked_is_refused() -> None:
    with pytest.raises(ScenarioError, match="at least two options"):
        rank(sim.Scenario(), {"one": sim.Scenario()})


def test_each_theory_has_its_own_leaders(found: Ranking) -> None:
    assert set(found.leaders) == set(SMALL["theories"])
    for theory, tied in found.leaders.items():
        assert found.by_theory[theory].idxmin() in tied
    alone = dict.fromkeys(found.leaders, ("arming",))
    assert "0 of 2 theories" in dataclasses.replace(found, leaders=alone).sentence()
