"""Comparison: known answers, coverage on simulated cases, sentences that follow the numbers."""

import time

import numpy as np
import pytest
import xarray as xr

import sim
from sim.analysis import intervals, runs, words
from sim.analysis.compare import compare, findings
from sim.outcomes import RUN
from sim.scenario import ScenarioError

NAMES = [outcome.name for outcome in RUN]


@pytest.fixture(scope="module")
def ds() -> xr.Dataset:
    base = sim.Scenario()
    kfor = base.but(roe="robust", us_backing=0.75)
    return sim.simulate({"base": base, "kfor": kfor, "same": base}, replicates=400, seed=3, detail=False)


def covered(draws: int, make, interval, truth: float) -> float:
    """Share of simulated cases whose interval holds the truth."""
    found = interval(make(np.random.default_rng(11), draws))
    return float(np.mean((found.low <= truth) & (truth <= found.high)))


CASES = {
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
    def pairs(g, n):
        return g.choice([1.0, -1.0, 0.0], (n, 500), p=[up, down, 1 - up - down])

    assert covered(2_000, pairs, intervals.share_difference, up - down) >= 0.93


@pytest.mark.slow
def test_paired_intervals_of_every_outcome_cover_what_many_runs_find() -> None:
    base = sim.Scenario()
    values = runs.measured([base, base.but(roe="robust", us_backing=0.75)], NAMES, replicates=120_000, seed=5)
    held = []
    for outcome, (before, after) in zip(RUN, values, strict=True):
        differences = after - before
        cases = differences.reshape(-1, 150)
        found = intervals.share_difference(cases) if outcome.kind == "flag" else intervals.mean(cases)
        truth = np.nanmean(differences)
        held.append(np.mean((found.low <= truth) & (truth <= found.high)))
    assert np.mean(held) >= 0.94
    assert min(held) >= 0.92  # 800 cases an outcome: two and a half standard errors below 0.94


@pytest.mark.parametrize("p", [0.002, 0.05, 0.5, 0.98])
def test_intervals_of_shares_cover_the_truth(p: float) -> None:
    assert covered(2_000, lambda g, n: (g.random((n, 400)) < p).astype(float), intervals.share, p) >= 0.93


def test_wilson_agrees_with_a_published_value() -> None:
    found = intervals.share(np.array([1.0] * 15 + [0.0] * 133))  # Newcombe 1998, table I: 15 of 148
    assert (float(found.low), float(found.high)) == pytest.approx((0.0624, 0.1605), abs=2e-4)


def test_quantiles_skip_what_is_not_there() -> None:
    values = np.array([[3.0, np.nan, 1.0, 2.0], [np.nan] * 4])
    found = intervals.quantiles(values, (0.0, 0.5, 1.0))
    assert found[:, 0].tolist() == [1.0, 2.0, 3.0]
    assert np.isnan(found[:, 1]).all()


def test_a_difference_needs_enough_pairs_that_differ() -> None:
    few, enough = np.zeros((2, 100))
    few[:5], enough[:6] = 1.0, 1.0
    assert not intervals.separated(few, intervals.mean(few))
    assert intervals.separated(enough, intervals.mean(enough))


def test_one_row_per_scenario_and_outcome(ds: xr.Dataset) -> None:
    table = compare(ds)
    assert list(table["outcome"][: len(RUN)]) == [o.name for o in RUN]
    assert len(table) == 3 * len(RUN)
    assert table.attrs["seed"] == 3


def test_the_figures_are_those_of_the_results(ds: xr.Dataset) -> None:
    table = compare(ds).set_index(["scenario", "outcome"])
    row = table.loc["kfor", "deployed"]
    change = ds["deployed"].sel(scenario="kfor") - ds["deployed"].sel(scenario="base")
    assert row["difference"] == pytest.approx(float(change.mean()))
    assert row["q95"] == pytest.approx(float(ds["deployed"].sel(scenario="kfor").quantile(0.95)))
    assert row["diff_low"] < row["difference"] < row["diff_high"]
    attacked = ds["attacked"].sel(scenario="base")
    assert table.loc["base", "attack_month"]["n"] == attacked.sum()
    assert table.loc["base", "attacked"]["estimate"] == attacked.mean()


def test_equal_scenarios_are_never_told_apart(ds: xr.Dataset) -> None:
    table = compare(ds)
    same = table[table["scenario"] != "kfor"]
    assert not same["separated"].any()
    assert (same["difference"].fillna(0.0) == 0.0).all()
    assert findings(table)["same"] == "same and base cannot be told apart in 400 paired runs."


def test_only_chosen_measures(ds: xr.Dataset) -> None:
    assert compare(ds, measures=["kia", "attacked"])["outcome"].tolist() == ["kia", "attacked"] * 3


def test_an_unknown_base_is_refused_with_the_nearest(ds: xr.Dataset) -> None:
    with pytest.raises(ScenarioError, match="did you mean base"):
        compare(ds, base="bas")


@pytest.mark.parametrize(
    ("changed", "asked", "words"),
    [
        (lambda ds: ds, ["attack"], "measures: unknown 'attack'; did you mean attacked"),
        (lambda ds: ds, "attacked", "measures: 'attacked' is not a list"),
        (lambda ds: ds, 3, "measures: 3 is not a list"),
        (lambda ds: ds, ["deployed_path"], "measures: unknown 'deployed_path'"),
        (lambda ds: ds[["kia"]], ["attacked"], "measures: these results do not hold attacked"),
        (lambda ds: ds.isel(scenario=0), None, "ds: has no dimension scenario"),
        (lambda ds: ds.isel(replicate=0), None, "ds: has no dimension replicate"),
        (lambda ds: None, None, "ds: None refused"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(ds: xr.Dataset, changed, asked, words: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        compare(changed(ds), measures=asked)
    assert str(refused.value).startswith(words)
    assert "\n" not in str(refused.value)


def test_a_dataset_may_lie_either_way(ds: xr.Dataset) -> None:
    assert compare(ds.transpose()).equals(compare(ds))


def test_the_sentence_follows_the_results(ds: xr.Dataset) -> None:
    before = findings(compare(ds))["kfor"]
    changed = ds.copy(deep=True)
    changed["deployed"].loc[{"scenario": "kfor"}] += 5_000.0
    after = findings(compare(changed))["kfor"]
    assert before != after
    assert "troops in place" in after


def test_ten_scenarios_of_two_thousand_runs_take_a_moment(ds: xr.Dataset) -> None:
    big = ds.isel(replicate=np.arange(2_000) % 400, scenario=np.arange(10) % 3)
    big = big.assign_coords(scenario=["base", *map(str, range(1, 10))])
    start = time.perf_counter()
    compare(big)
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(
    ("low", "high", "places"), [(0.21, 0.25, 2), (14_000.0, 14_900.0, -2), (1.0, 1.0, 2), (0.0, 0.0, 0)]
)
def test_digits_follow_the_error(low: float, high: float, places: int) -> None:
    assert words.digits(low, high, low) == places


def test_figures_read_well() -> None:
    assert words.figure(0.2290, 2, "1") == "23 %"
    assert words.figure(-0.122, 2, "1", signed=True) == "−12 points"
    assert words.figure(14_874.0, -2, "troops") == "14,900 troops"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed(["a"]) == "a"


def test_a_sentence_says_a_unit_once() -> None:
    assert words.said("troops in place", 14_874.0, 14_500.0, 15_200.0, "troops") == (
        "troops in place 14,900 (14,500 to 15,200)"
    )
    assert words.said("cost", 5.5, 5.1, 5.9, "EUR bn") == "cost 5.5 EUR bn (5.1 to 5.9)"


def test_an_interval_that_leaves_zero_out_does_not_show_it() -> None:
    assert words.estimate(-35.0, -68.0, -1.6, signed=True) == "−35 (−68 to −2)"
    assert words.estimate(-34.0, -68.0, 1.6, signed=True) == "−30 (−70 to +0)"
