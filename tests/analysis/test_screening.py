"""Which priors move a headline: known answers under noise, and the sensitivity of a difference."""

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from sim.analysis.headlines import Headline, named
from sim.analysis.response import means
from sim.analysis.screening import Screening, screened, screening
from sim.analysis.sensitivity import sensitivity
from sim.factors.sampling import unit_points
from sim.factors.space import around, around_both
from sim.scenario import Scenario, ScenarioError

Reals = NDArray[np.float64]
NAMES = [f"x{k}" for k in range(40)]


def noisy(cube: Reals, weights: Reals, seed: int) -> Reals:
    noise: Reals = np.random.default_rng(seed).standard_normal(len(cube))
    return cube @ weights + 0.3 * noise


def test_effects_are_found_under_noise_and_luck_is_not_taken_for_one() -> None:
    weights = np.zeros(40)
    weights[:3] = 4.0, -2.0, 1.0
    cube = unit_points("morris", 40, 40, seed=1)
    table = screened(noisy(cube, weights, 1), noisy(cube, weights, 2), cube, NAMES)
    assert list(table.index[:3]) == ["x0", "x1", "x2"]
    np.testing.assert_allclose(table["effect"].iloc[:3], [4.0, 2.0, 1.0], rtol=0.2)
    assert table["moves"].iloc[:3].all()
    assert table["moves"].iloc[3:].sum() <= 3  # one tail in forty, of 37
    assert (table["low"] <= table["effect"]).all()
    assert (table["effect"] <= table["high"]).all()


def test_one_measurement_taken_twice_would_see_effects_everywhere() -> None:
    cube = unit_points("morris", 40, 40, seed=1)
    values = noisy(cube, np.zeros(40), 1)
    table = screened(values, values, cube, NAMES)
    assert table["moves"].all()


def test_the_model_through_the_same_path_and_several_headlines_on_the_same_runs() -> None:
    base, varied = Scenario(horizon=12), ["c_arm", "frail0", "conv"]
    of = [named("arms_cost"), named("force"), named("larger")]
    found = screening(of, base, parameters=varied, paths=6, replicates=20)
    assert list(found) == ["arms_cost", "force", "larger"]
    assert found["arms_cost"].movers[0] == "c_arm"
    assert found["force"].movers == ["conv"]
    assert all("frail0" in one.still for one in found.values())
    assert "1 of 3 priors move soldiers in place" in found["force"].sentence()
    alone = screening(of[2:], base, parameters=varied, paths=6, replicates=20)["larger"]
    assert alone.table.equals(found["larger"].table)


def test_a_difference_is_the_difference_of_both_means() -> None:
    base, other = Scenario(horizon=12, us_backing=1.0), Scenario(horizon=12, us_backing=0.0)
    same = sensitivity(
        base, "deployed", against=base, factors=["assume.b_us", "roe"], samples=8, replicates=10
    )
    assert not same.table["index"].any()
    found = sensitivity(
        base, "deployed", against=other, factors=["assume.b_us", "roe"], samples=8, replicates=10
    )
    assert found.table["index"].any()
    space, against = around_both(base, other, ["roe"])
    cube = np.array([[0.2], [0.9]])
    apart = means(space, "deployed", 10, 1, cube) - means(against, "deployed", 10, 1, cube)
    alone = means(around(base, ["roe"]), "deployed", 10, 1, cube)
    assert (apart != alone).all()


def test_what_tells_the_scenarios_apart_cannot_vary() -> None:
    with pytest.raises(ScenarioError, match="factors: us_backing tells the two scenarios apart"):
        sensitivity(
            Scenario(us_backing=1.0), against=Scenario(us_backing=0.0), factors=["us_backing"], samples=8
        )
    apart = [Headline("x", "x", "deployed", {"assume": {"b_us": 5.0}}, {})]
    with pytest.raises(ScenarioError, match=r"assume\.b_us tells the two scenarios apart"):
        screening(apart, parameters=["b_us"], paths=4)


@pytest.mark.fault("settled-ranking")
@pytest.mark.parametrize(("low", "settled"), [(4_000.0, True), (2_000.0, False)])
def test_an_order_that_intervals_leave_open_is_said(low: float, settled: bool) -> None:
    table = pd.DataFrame(
        {"effect": [5_134.0, 2_512.0], "low": [low, 2_000.0], "high": [6_000.0, 3_000.0], "moves": True},
        index=["conv", "dep"],
    )
    said = Screening("soldiers in place", table, 4, 8, 1).sentence()
    assert "most of all conv (5,130) and dep (2,510)" in said
    assert ("in an order that the sample does not settle" in said) is not settled
