"""Intervals and quantiles: published values, and coverage on simulated cases."""

from collections.abc import Callable

import numpy as np
import pytest

import sim
from sim.analysis import runs
from sim.outcomes import RUN
from sim.stats import intervals
from sim.stats.quantiles import quantiles

NAMES = [outcome.name for outcome in RUN]
Make = Callable[[np.random.Generator, int], intervals.Reals]


def covered(
    draws: int, make: Make, interval: Callable[[intervals.Reals], intervals.Estimate], truth: float
) -> float:
    """Share of simulated cases whose interval holds the truth."""
    found = interval(make(np.random.default_rng(11), draws))
    return float(np.mean((found.low <= truth) & (truth <= found.high)))


CASES: dict[str, Make] = {
    "normal": lambda g, n: g.normal(0.3, 2.0, (n, 200)) - 0.3,
    "skewed cost": lambda g, n: g.lognormal(0.0, 1.0, (n, 200)) - np.exp(0.5),
    "rare losses": lambda g, n: g.poisson(0.05, (n, 400)) * g.exponential(10.0, (n, 400)) - 0.5,
    "opposed tails": lambda g, n: g.exponential(1.0, (n, 100)) - 3 * g.exponential(1.0 / 3, (n, 100)),
}


@pytest.mark.parametrize("case", CASES)
def test_intervals_of_paired_means_cover_the_truth(case: str) -> None:
    assert covered(2_000, CASES[case], intervals.mean, 0.0) >= 0.93


@pytest.mark.parametrize(("up", "down"), [(0.3, 0.1), (0.02, 0.02), (0.05, 0.0), (0.5, 0.45), (0.003, 0.001)])
def test_intervals_of_paired_shares_cover_the_truth(up: float, down: float) -> None:
    def pairs(g: np.random.Generator, n: int) -> intervals.Reals:
        return g.choice([1.0, -1.0, 0.0], (n, 500), p=[up, down, 1 - up - down])

    assert covered(2_000, pairs, intervals.share_difference, up - down) >= 0.93


@pytest.mark.slow
def test_paired_intervals_of_every_outcome_cover_what_many_runs_find() -> None:
    base = sim.Scenario()
    values = runs.measured([base, base.but(roe="robust", us_backing=0.75)], NAMES, replicates=60_000, seed=5)
    held = []
    for outcome, (before, after) in zip(RUN, values, strict=True):
        differences = after - before
        different = 150 * np.mean(np.nan_to_num(differences) != 0.0)
        if outcome.kind != "flag" and different < intervals.FEWEST_DIFFERENT:
            continue  # most cases see no difference at all, and none would be claimed
        cases = differences.reshape(-1, 150)
        found = intervals.share_difference(cases) if outcome.kind == "flag" else intervals.mean(cases)
        truth = np.nanmean(differences)
        held.append(np.mean((found.low <= truth) & (truth <= found.high)))
    assert np.mean(held) >= 0.94
    assert min(held) >= 0.91  # 400 cases an outcome: two and a half standard errors below 0.94


@pytest.mark.parametrize("p", [0.002, 0.05, 0.5, 0.98])
def test_intervals_of_shares_cover_the_truth(p: float) -> None:
    assert covered(2_000, lambda g, n: (g.random((n, 400)) < p).astype(float), intervals.share, p) >= 0.93


def test_wilson_agrees_with_a_published_value() -> None:
    found = intervals.share(np.array([1.0] * 15 + [0.0] * 133))  # Newcombe 1998, table I: 15 of 148
    assert (float(found.low), float(found.high)) == pytest.approx((0.0624, 0.1605), abs=2e-4)


def test_quantiles_skip_what_is_not_there() -> None:
    values = np.array([[3.0, np.nan, 1.0, 2.0], [np.nan] * 4])
    found = quantiles(values, (0.0, 0.5, 1.0))
    assert found[:, 0].tolist() == [1.0, 2.0, 3.0]
    assert np.isnan(found[:, 1]).all()


def test_a_difference_needs_enough_pairs_that_differ() -> None:
    few, enough = np.zeros((2, 100))
    few[:5], enough[:6] = 1.0, 1.0
    assert not intervals.separated(few, intervals.mean(few))
    assert intervals.separated(enough, intervals.mean(enough))


def test_no_mean_of_what_cannot_be_below_zero_has_an_interval_below_it() -> None:
    few = np.array([[0.0] * 19 + [1.0], [0.0] * 18 + [0.1, 3.0]])
    loose = intervals.mean(few)
    assert (loose.low < 0.0).any()
    assert (intervals.level(few, flag=False).low >= 0.0).all()
    share = intervals.level(np.array([1.0] * 19 + [0.9]), flag=False, most=1.0)
    assert share.high == 1.0


def test_what_a_table_shows_of_a_scenario_lies_within_what_a_run_can_have() -> None:
    """A theory matrix of few runs once had ± below zero."""
    ds = sim.simulate(
        {"base": sim.Scenario(), "hot": sim.Scenario(hostilities=1.0)}, replicates=8, detail=False
    )
    table = sim.compare(ds).set_index("outcome")
    for outcome in RUN:
        least, most = 0.0, 1.0 if outcome.kind in ("flag", "share") else np.inf
        rows = table.loc[[outcome.name]].dropna(subset=["low"])
        assert (rows["low"] >= least).all(), outcome.name
        assert (rows["high"] <= most).all(), outcome.name
