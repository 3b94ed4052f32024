"""How much is enough: a size that meets the target, one that does not, and the case where none does."""

import dataclasses

import numpy as np
import pytest

import sim
from sim.analysis import runs
from sim.analysis.enough import Target, enough
from sim.scenario import ScenarioError

GRANTED = sim.Scenario().but(force_generation="granted", us_backing=0.75, roe="robust")


def test_the_size_found_meets_the_target_and_less_does_not() -> None:
    found = enough(GRANTED, Target("deployed", 25_000, at_least=True), replicates=50)
    size = found.curves[0].smallest.point
    assert size == pytest.approx(25_000)
    at = [GRANTED.but(force_size=s) for s in (0.9 * size, size)]
    less, right = runs.measured(at, ["deployed"], replicates=50, seed=1)[0].mean(axis=1)
    assert less < 25_000 <= right + 1e-6


def test_no_size_suffices() -> None:
    found = enough(GRANTED, Target("attacked", 0.0), replicates=200, force_size=[0, 50_000, 200_000])
    assert not found.curves[0].smallest.is_met
    assert "no size up to 200,000 suffices" in found.sentence()
    assert found.table["no_size"][0] == 1.0


def test_without_a_force_it_may_be_enough() -> None:
    found = enough(GRANTED, Target("kia", 1.0), replicates=50)
    assert found.curves[0].smallest.point == 0.0
    assert "without a force" in found.sentence()


def test_one_curve_for_each_setting_with_intervals() -> None:
    target = Target("attacked", 0.12)
    found = enough(GRANTED, target, roe=["monitor", "robust"], us_backing=[0.2, 0.8], replicates=300)
    assert [(c.roe, c.us_backing) for c in found.curves] == [(0.1, 0.2), (0.1, 0.8), (0.7, 0.2), (0.7, 0.8)]
    for curve in found.curves:
        if curve.smallest.is_met:
            assert curve.smallest.low <= curve.smallest.point
            assert not curve.smallest.high < curve.smallest.point
    assert np.all(found.table["no_size"].between(0.0, 1.0))


def test_the_sentence_follows_the_result() -> None:
    found = enough(GRANTED, Target("deployed", 25_000, at_least=True), replicates=50)
    curve = found.curves[0]
    moved = dataclasses.replace(curve, smallest=dataclasses.replace(curve.smallest, point=31_000.0))
    assert dataclasses.replace(found, curves=(moved,)).sentence() != found.sentence()


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ScenarioError, match="measure"):
        enough(GRANTED, Target("attcked", 0.1))


def test_a_target_is_said_as_it_was_set() -> None:
    assert str(Target("attacked", 0.2)) == "risk of attack at most 20 %"
    assert str(Target("deployed", 25_000, at_least=True)) == "troops in place at least 25,000 troops"


@pytest.mark.parametrize("target", [Target("attacked", 20), Target("attack_month", 36)])
def test_a_target_no_run_can_meet_is_refused(target: Target) -> None:
    with pytest.raises(ScenarioError, match="allowed"):
        enough(GRANTED, target)
