"""Total indices of a headline: known answers on made-up functions with luck, and a verdict that follows the figures."""

import dataclasses
from typing import Any

import numpy as np
import pytest

import sim
from sim.analysis.headlines import named
from sim.analysis.prior_indices import Indices, indices, parts
from sim.factors.sampling import unit_points
from sim.scenario import ScenarioError

ROWS, FACTORS = 1_024, 3
WEIGHTS = np.array([3.0, 2.0, 1.0])
SHARES = WEIGHTS**2 / (WEIGHTS**2).sum()
"""Total indices of a weighted sum of factors that share nothing."""


def luck(rows: int, tapes: int, size: float) -> np.ndarray:
    cube = unit_points("saltelli", rows, FACTORS, seed=4).reshape(rows, FACTORS + 2, FACTORS)
    drawn = np.random.default_rng(2).normal(0.0, size, (rows, FACTORS + 2, tapes))
    return np.asarray((cube @ WEIGHTS)[..., None] + drawn)


def test_the_luck_of_few_tapes_is_no_effect() -> None:
    """Luck with four times the variance of the function moves no index, though it swamps the naive ones."""
    values = luck(ROWS, 8, 2.0 * np.sqrt((WEIGHTS**2).sum() / 12.0))
    squares, variance = parts(values)
    np.testing.assert_allclose(squares.mean(axis=0) / variance.mean(), SHARES, atol=0.12)
    first, changed = values[:, :1].mean(axis=-1), values[:, 1:-1].mean(axis=-1)
    naive = ((first - changed) ** 2).mean(axis=0) / 2.0 / first.var()
    assert naive.min() > SHARES.min() + 0.2


def test_without_luck_the_indices_are_exact() -> None:
    squares, variance = parts(luck(ROWS, 4, 0.0))
    np.testing.assert_allclose(squares.mean(axis=0) / variance.mean(), SHARES, atol=0.02)


@pytest.fixture(scope="module")
def found() -> Indices:
    base = sim.Scenario(horizon=6)
    return indices(named("force"), ["conv", "c_air", "dep"], base, samples=64, replicates=8)


def test_what_moves_the_force_comes_first_and_what_cannot_is_nothing(found: Indices) -> None:
    assert list(found.table.index)[-1] == "c_air"
    assert abs(found.table["index"]["c_air"]) < 1e-9
    assert found.table["index"]["conv"] > 0.2


def test_every_check_has_to_pass_before_a_figure_is_quoted(found: Indices) -> None:
    still = dataclasses.replace(found, table=found.table.assign(error=0.01), doubled=0.01, tapes_apart=0.01)
    assert still.settled
    assert "; settled" in still.sentence()
    for moved in ({"doubled": 0.06}, {"tapes_apart": 0.06}, {"table": found.table.assign(error=0.06)}):
        assert not dataclasses.replace(still, **moved).settled
        assert "not settled" in dataclasses.replace(still, **moved).sentence()


@pytest.mark.parametrize("wrong", [{"samples": 12}, {"samples": 4}, {"replicates": 2}])
def test_what_cannot_be_estimated_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match=f"^{next(iter(wrong))}: "):
        indices(named("force"), ["conv"], **wrong)
