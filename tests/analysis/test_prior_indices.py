"""Total indices of a headline over priors, and a verdict that follows the figures."""

import dataclasses
from typing import Any

import pytest

import sim
from sim.analysis.headlines import named
from sim.analysis.prior_indices import Indices, indices
from sim.scenario import ScenarioError


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
