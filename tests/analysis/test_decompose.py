"""Chance, parameters, structure: known answers on made-up variance, and extremes of the model."""

import dataclasses
from typing import Any

import numpy as np
import pytest

import sim
from sim.analysis import runs
from sim.analysis.decompose import components, decompose
from sim.engine.assumptions import PARAMETERS
from sim.scenario import ScenarioError


def test_components_are_found_again() -> None:
    g = np.random.default_rng(5)
    theories = np.array([-1.0, 0.0, 1.0, 2.0])[:, None, None]
    found = [
        components(
            theories
            + g.normal(0, 2, (4, 200, 1))
            + g.normal(0, 1, (1, 200, 30))
            + g.normal(0, 3, (4, 200, 30))
        )
        for _ in range(20)
    ]
    chance, parameters, structure = np.mean(found, axis=0)
    assert chance == pytest.approx(10.0, rel=0.05)
    assert parameters == pytest.approx(4.0, rel=0.05)
    assert structure == pytest.approx(1.25, rel=0.15)


def test_nested_runs_repeat_the_ensemble() -> None:
    """Replicate a's parameters with replicate a's chance is replicate a."""
    schools = [sim.Scenario(theory="local_balance"), sim.Scenario(theory="free_riding")]
    crossed = runs.nested(schools, ["deployed", "cost_eur_bn"], count=6, tapes=1, seed=9)
    plain = runs.measured(schools, ["deployed", "cost_eur_bn"], replicates=6, seed=9)
    np.testing.assert_array_equal(crossed[..., 0], plain)


def test_shares_add_up_and_the_sentence_follows() -> None:
    found = decompose(sim.Scenario(), "deployed", draws=30, tapes=10)
    assert sum(found.shares) == pytest.approx(1.0)
    assert all(low <= high for low, high in zip(found.low, found.high, strict=True))
    assert set(found.by_theory) >= {"consensus", "free_riding"}
    changed = dataclasses.replace(found, shares=(0.0, 0.0, 1.0), low=(0.0, 0.0, 0.9), high=(0.1, 0.1, 1.0))
    assert "most of it is theory (structure)" in changed.sentence()
    assert changed.sentence() != found.sentence()


def test_with_every_parameter_fixed_none_of_the_spread_is_theirs() -> None:
    base = sim.Scenario()
    fixed = base.but(assume=dict(zip(PARAMETERS, runs.draws(base, count=1, seed=1)[0], strict=True)))
    found = decompose(fixed, "incidents", theories=["consensus", "local_balance"], draws=40, tapes=20)
    assert found.shares[2] == found.low[1] == 0.0
    assert found.shares[1] < 0.05


@pytest.mark.parametrize("wrong", [{"draws": 1}, {"tapes": 1}, {"measure": "attack_month"}])
def test_what_cannot_be_split_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match=f"^{next(iter(wrong))}: .*allowed"):
        decompose(sim.Scenario(), **wrong)


def test_what_does_not_vary_is_said() -> None:
    found = decompose(sim.Scenario(force_size=0, roles=()), "kia", draws=5, tapes=4)
    assert found.sentence() == "soldiers killed does not vary."
