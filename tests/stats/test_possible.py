"""No interval reaches what cannot be: a mean of what is never negative is not below 0, nor a mean share above 1."""

import numpy as np
import pytest

import sim
from sim.outcomes import BY_NAME
from sim.stats import intervals


def test_few_and_uneven_values_do_not_reach_below_nought() -> None:
    values = np.array([0.0] * 9 + [5.0])
    assert intervals.mean(values).low < 0.0 or intervals.mean(values).mean > 0.0
    found = intervals.level(values, flag=False)
    assert found.low >= 0.0
    assert found.high > found.mean


def test_what_may_be_negative_keeps_its_end() -> None:
    values = np.array([-1.0, 0.0, 3.0])
    assert intervals.level(values, flag=False).low == intervals.mean(values).low < 0.0


def test_a_share_ends_at_one() -> None:
    values = np.array([1.0, 0.9, 1.0, 0.2])
    assert intervals.mean(values).high > 1.0
    assert intervals.level(values, flag=False, most=1.0).high == 1.0


@pytest.mark.parametrize("runs", [3, 8, 40])
def test_a_comparison_stays_within_what_is_possible(runs: int) -> None:
    """`stood` and the like, which few runs have, once reached below 0."""
    pair = {"base": sim.Scenario(), "line": sim.Scenario(location=1.0, roe=0.7)}
    table = sim.compare(sim.simulate(pair, replicates=runs))
    assert (table["low"].dropna() >= 0.0).all()
    shares = table[[BY_NAME[name].kind in ("share", "flag") for name in table["outcome"]]]
    assert (shares["high"].dropna() <= 1.0).all()
