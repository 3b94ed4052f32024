"""What an expected value's spread comes from: known answers on made-up variance, and extremes of the model."""

import dataclasses
from typing import Any

import numpy as np
import pytest

import sim
from sim.analysis import runs
from sim.analysis.decompose import SHARES, components, decompose
from sim.engine.assumptions import PARAMETERS
from sim.scenario import ScenarioError


def test_components_are_found_again_whatever_the_chance() -> None:
    g = np.random.default_rng(5)
    theories = np.array([-1.0, 0.0, 1.0, 2.0])[:, None, None, None]
    knob = np.array([0.0, 0.0, 3.0])[None, :, None, None]
    found = [
        components(
            theories
            + knob
            + g.normal(0, 2, (1, 1, 200, 1))
            + g.normal(0, 1, (4, 3, 200, 1))
            + g.normal(0, 3, (1, 1, 200, 6))
        )
        for _ in range(40)
    ]
    theory, baseline, parameters, together = np.mean(found, axis=0)
    assert theory == pytest.approx(1.25, rel=0.1)
    assert baseline == pytest.approx(2.0, rel=0.1)
    assert parameters == pytest.approx(4.0, rel=0.1)
    assert together == pytest.approx(1.0, rel=0.15)


def test_nested_runs_repeat_the_ensemble() -> None:
    """Replicate a's parameters with replicate a's chance is replicate a."""
    schools = [sim.Scenario(theory="local_balance"), sim.Scenario(theory="free_riding")]
    crossed = runs.nested(schools, ["deployed", "cost_eur_bn"], count=6, tapes=1, seed=9)
    plain = runs.measured(schools, ["deployed", "cost_eur_bn"], replicates=6, seed=9)
    np.testing.assert_array_equal(crossed[..., 0], plain)


def test_shares_add_up_and_the_sentence_follows() -> None:
    found = decompose(sim.Scenario(), "attacked", draws=30, tapes=10)
    assert sum(found.shares) == pytest.approx(1.0)
    assert all(low <= high for low, high in zip(found.low, found.high, strict=True))
    assert set(found.by_theory) >= {"consensus", "free_riding"}
    leads: dict[str, Any] = {
        "shares": (1.0, 0.0, 0.0, 0.0),
        "low": (0.9, 0.0, 0.0, 0.0),
        "high": (1.0, 0.1, 0.1, 0.1),
    }
    changed = dataclasses.replace(found, **leads)
    assert "most of it is theory." in changed.sentence()
    assert changed.sentence() != found.sentence()


def test_what_is_split_is_the_probability_and_not_the_coin() -> None:
    """Twice the tapes halve the chance in a mean; the shares of the expected value stay, and the knob leads."""
    few, many = (decompose(sim.Scenario(), "attacked", draws=30, tapes=tapes) for tapes in (6, 20))
    np.testing.assert_allclose(few.shares, many.shares, atol=0.15)
    assert many.shares[SHARES.index("baseline knob")] > 0.3
    assert many.variance < many.one_run**2


def test_a_knob_that_is_held_or_a_theory_alone_makes_no_spread() -> None:
    one = decompose(sim.Scenario(), theories=["consensus"], baselines=[0.6], draws=100, tapes=20)
    assert one.shares[:2] == (0.0, 0.0)
    assert one.shares[2] > 0.9


def test_a_difference_is_split_like_a_level() -> None:
    base = sim.Scenario()
    none = decompose(base, "deployed", against=base, draws=4, tapes=4)
    assert (none.mean, none.variance, none.one_run) == (0.0, 0.0, 0.0)
    assert none.sentence() == "Expected change of troops in place does not vary."
    adds = decompose(base.but(us_backing=1.0), "deployed", against=base, draws=4, tapes=4)
    assert adds.mean > 0.0
    assert "+" in adds.under("consensus")


def test_with_every_parameter_fixed_none_of_the_spread_is_theirs() -> None:
    base = sim.Scenario()
    fixed = base.but(assume=dict(zip(PARAMETERS, runs.draws(base, count=1, seed=1)[0], strict=True)))
    found = decompose(fixed, "incidents", theories=["consensus", "local_balance"], draws=40, tapes=20)
    assert found.shares[0] == 0.0
    assert found.variance * found.shares[2] < 0.05 * found.one_run**2


@pytest.mark.parametrize("wrong", [{"draws": 1}, {"tapes": 1}, {"measure": "attack_month"}])
def test_what_cannot_be_split_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match=f"^{next(iter(wrong))}: .*allowed"):
        decompose(sim.Scenario(), **wrong)


def test_what_does_not_vary_is_said() -> None:
    found = decompose(sim.Scenario(force_size=0, roles=()), "kia", draws=5, tapes=4)
    assert found.sentence() == "Expected soldiers killed does not vary."
