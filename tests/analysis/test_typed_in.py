"""What is typed in and what emerges: a stance that is all there is, and a law that holds whatever is said."""

import numpy as np
import pytest

import sim
from sim.analysis.headlines import named
from sim.analysis.typed_in import CONSTRUCTED, EMERGENT, TypedIn, tag, typed_in, without_each

RUNS = 200


@pytest.fixture(scope="module")
def found() -> TypedIn:
    return typed_in(replicates=RUNS)


def test_a_no_that_is_typed_in_is_constructed_and_one_of_the_law_emerges(found: TypedIn) -> None:
    assert found.table["tag"]["SVK"] == CONSTRUCTED  # near and said no; unsaid, it goes as often as others
    assert found.table["tag"]["IRL"] == EMERGENT  # its law asks for a mandate that the base has not
    assert "IRL" in found.sentence().partition("emergent (")[2]


def test_what_stays_is_measured_and_not_the_stance_of_others(found: TypedIn) -> None:
    ds = sim.simulate(sim.Scenario(evidence="record"), replicates=RUNS)
    ground = (ds["rung_by_country"] >= 4).mean("replicate").isel(scenario=0).to_series()
    np.testing.assert_allclose(found.table["ground"], ground[found.table.index])


def test_only_states_with_a_stance_have_one_to_remove() -> None:
    few = typed_in(sim.Scenario(horizon=6).but(exclude=["FRA"]), replicates=5).table
    assert "FRA" not in few.index
    assert "CZE" not in few.index  # the articles say nothing of it


def test_a_stance_set_by_hand_is_removed_too() -> None:
    base = sim.Scenario().but(stances={"CZE": 3.0})
    row = typed_in(base, replicates=50).table.loc["CZE"]
    assert row["stance"] == 3.0
    assert row["removed"] < row["ground"]


@pytest.mark.parametrize(
    ("own", "left", "name"),
    [(0.4, 0.2, EMERGENT), (0.4, 0.19, CONSTRUCTED), (-0.4, -0.2, EMERGENT), (0.4, -0.4, CONSTRUCTED)],
)
def test_half_of_the_behaviour_has_to_stay(own: float, left: float, name: str) -> None:
    assert tag(own, left) == name


def test_a_headline_without_each_state_is_that_of_the_scenario_without_it() -> None:
    table = without_each([named("force")], replicates=20)
    plain = sim.simulate(sim.Scenario().but(exclude=["GBR"]), replicates=20)["deployed"].mean()
    assert table["force"]["GBR"] == pytest.approx(float(plain))
    assert table["force"].iloc[0] > table["force"]["GBR"]
