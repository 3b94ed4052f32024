"""Which priors move a headline: known answers under noise, and the sensitivity of a difference."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.analysis.headlines import Headline, named
from sim.analysis.response import means
from sim.analysis.screening import screened, screening
from sim.analysis.sensitivity import sensitivity
from sim.factors.sampling import unit_points
from sim.factors.space import around, around_both
from sim.scenario import Scenario, ScenarioError

Reals = NDArray[np.float64]
NAMES = [f"x{k}" for k in range(40)]


def noisy(weights: Reals, seed: int, noise: float) -> Callable[[Reals], Reals]:
    generator = np.random.default_rng(seed)
    return lambda cube: cube @ weights + noise * generator.standard_normal(len(cube))


def test_effects_are_found_under_noise_and_luck_is_not_taken_for_one() -> None:
    weights = np.zeros(40)
    weights[:3] = 4.0, -2.0, 1.0
    cube = unit_points("morris", 40, 40, seed=1)
    table = screened([noisy(weights, 1, 0.3), noisy(weights, 2, 0.3)], cube, NAMES, seed=1)
    assert list(table.index[:3]) == ["x0", "x1", "x2"]
    np.testing.assert_allclose(table["effect"].iloc[:3], [4.0, 2.0, 1.0], rtol=0.2)
    assert table["moves"].iloc[:3].all()
    assert table["moves"].iloc[3:].sum() <= 3  # one tail in forty, of 37
    assert (table["low"] <= table["effect"]).all()
    assert (table["effect"] <= table["high"]).all()


def test_one_measurement_taken_twice_would_see_effects_everywhere() -> None:
    cube = unit_points("morris", 40, 40, seed=1)
    values = noisy(np.zeros(40), 1, 0.3)(cube)
    table = screened([lambda _: values, lambda _: values], cube, NAMES, seed=1)
    assert table["moves"].all()


def test_the_model_through_the_same_path() -> None:
    found = screening(
        named("arms_cost"), Scenario(horizon=12), parameters=["c_arm", "frail0"], paths=6, replicates=20
    )
    assert found.movers == ["c_arm"]
    assert found.still == ["frail0"]
    assert "1 of 2 priors move cost of arms" in found.sentence()
    again = screening(
        named("arms_cost"), Scenario(horizon=12), parameters=["c_arm", "frail0"], paths=6, replicates=20
    )
    assert again.table.equals(found.table)


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
    with pytest.raises(ScenarioError, match="assume"):
        screening(Headline("x", "x", "deployed", {"assume": {"b_us": 5.0}}, {}), parameters=["b_us"], paths=4)
