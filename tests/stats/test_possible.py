"""No interval reaches what cannot be: a mean of what is never negative is not below 0, nor a mean share above 1."""

import numpy as np
import pytest

import sim
from sim.outcomes import BY_NAME
from sim.plates import rung_map
from sim.scenario import roster
from sim.stats import intervals
from sim.stats.bounds import bounds


@pytest.mark.fault("possible-intervals")
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


@pytest.mark.fault("possible-intervals")
@pytest.mark.parametrize("runs", [3, 8, 40])
def test_a_comparison_stays_within_what_is_possible(runs: int) -> None:
    """`stood` and the like, which few runs have, once reached below 0."""
    pair = {"base": sim.Scenario(), "line": sim.Scenario(location=1.0, roe=0.7)}
    table = sim.compare(sim.simulate(pair, replicates=runs))
    assert (table["low"].dropna() >= 0.0).all()
    shares = table[[BY_NAME[name].kind in ("share", "flag") for name in table["outcome"]]]
    assert (shares["high"].dropna() <= 1.0).all()


@pytest.mark.fault("possible-intervals")
@pytest.mark.parametrize("name", ["belief", "peak_rung", "ground_contributors", "attack_month", "stood"])
def test_bounds_hold_for_levels_and_for_differences(name: str) -> None:
    """Two or three runs that differ wildly make the widest intervals there are."""
    possible = bounds(name, months=12.0)
    values = np.array([[possible.least, possible.least, float(possible.most)], [possible.least] * 3])
    free = intervals.mean(values)
    held = intervals.level(values, flag=False, **possible._asdict())
    assert free.low[0] < possible.least <= held.low[0]
    assert held.high[0] == possible.most < free.high[0]
    change, _ = intervals.changes_from(values[::-1], 0, flag=False, width=possible.width)
    assert change.high[1] == possible.width


@pytest.mark.fault("possible-intervals")
def test_no_comparison_of_few_runs_leaves_what_a_scenario_can_have() -> None:
    base = sim.Scenario(horizon=9)
    table = sim.compare(sim.simulate({"base": base, "line": base.but(location=1.0, roe=0.95)}, 3))
    for unit, least, most in (("months", 0, 9), ("rung", 1, 7), ("probability", 0, 1), ("countries", 0, 31)):
        rows = table[table["unit"] == unit]
        assert rows["low"].min() >= least
        assert rows["high"].max() <= most
        assert np.nanmax(np.abs(rows[["diff_low", "diff_high"]].to_numpy(float))) <= most - least


@pytest.mark.fault("possible-intervals")
def test_the_title_of_a_map_counts_no_fewer_states_than_none() -> None:
    together = np.array([0.0] * 5 + [20.0])
    shares = {code: np.eye(7)[0] for code in roster.codes()}
    assert "a run has 0 (0 to 30) on average" in rung_map.title(shares, together, frozenset())
