"""First crossings: known answers, and intervals that cover the truth."""

import numpy as np
import pytest

from sim.analysis.crossing import crossing, first

POINTS = np.array([0.0, 1.0, 2.0, 4.0])


@pytest.mark.parametrize(
    ("curve", "target", "rising", "found"),
    [
        ([0.0, 0.2, 0.6, 0.9], 0.4, True, 1.5),
        ([0.9, 0.8, 0.2, 0.1], 0.5, False, 1.5),
        ([0.5, 0.8, 0.9, 1.0], 0.5, True, 0.0),
        ([0.0, 0.1, 0.2, 0.3], 0.5, True, np.nan),
        ([0.0, 0.6, 0.1, 0.9], 0.5, True, 5 / 6),
    ],
)
def test_the_first_crossing(curve: list[float], target: float, rising: bool, found: float) -> None:
    assert float(first(POINTS, np.array(curve), target, rising=rising)) == pytest.approx(found, nan_ok=True)


def test_a_curve_that_never_crosses_says_so() -> None:
    found = crossing(POINTS, np.zeros((4, 50)), 0.5)
    assert not found.is_met
    assert found.never == 1.0
    assert np.isnan(found.high)


def test_the_interval_covers_the_truth() -> None:
    generator = np.random.default_rng(8)
    points = np.linspace(0.0, 1.0, 11)
    held = 0
    for _ in range(100):
        values = (generator.random(200) < points[:, None]).astype(float)
        found = crossing(points, values, 0.45)
        held += found.low <= 0.45 <= found.high
    assert held / 100 >= 0.93
