"""Limit cases of standing and leaving, worked out by hand."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
import xarray as xr

import sim
from sim.evidence import load
from sim.rules import standing
from sim.scenario import Scenario, roster
from tests.rules.known import assume


def test_the_middling_case_is_a_coin() -> None:
    p = assume(bind=0.0)
    own, shared = standing.own_odds(p, 0.4), standing.shared_odds(p, 0.5, 1.0)
    assert (own, shared, standing.chance(own, shared)) == (1.0, 1.0, 0.5)


def test_each_reason_moves_the_log_odds_by_its_weight() -> None:
    p = assume(bind=0.7, bind_near=1.5, bind_roe=0.9, bind_us=1.0)
    chance = standing.chance(standing.own_odds(p, 0.9), standing.shared_odds(p, 0.9, 0.25))
    assert math.log(chance / (1 - chance)) == pytest.approx(0.7 + 1.5 * 0.5 + 0.9 * 0.4 - 0.75)


def test_who_stood_is_held_in_full_and_then_let_go() -> None:
    p = assume(bind_months=12.0)
    held = [standing.bound(p, since) for since in (0.0, 6.0, 12.0, 18.0, 24.0, 60.0)]
    assert held == [1.0, 1.0, 1.0, 0.5, 0.0, 0.0]


def test_a_state_reinforces_with_no_more_than_it_has() -> None:
    p = assume(surge=0.2)
    assert [standing.reinforced(p, 1_000.0, 5_000.0, bound) for bound in (0.0, 0.5, 1.0)] == pytest.approx(
        [1_000.0, 1_100.0, 1_200.0]
    )
    assert standing.reinforced(p, 1_000.0, 1_050.0, 1.0) == 1_050.0


# Whole runs

ATTACKED = Scenario(baseline_attack_risk=0.95, horizon=60, roe=0.8, us_backing=0.5)
STEADY = {"F0": 50.0, "roe_base": 1.0, "n0": 100.0}
"""Every attack meets the force."""


def attacked(assume: dict[str, float], runs: int = 1_500, **levers: object) -> dict[str, np.ndarray]:
    ds = sim.simulate(ATTACKED.but(assume=assume, **levers), runs).isel(scenario=0)
    met = ~np.isnan(ds["stood"].values) & (ds["deployed"].values > 0)
    return {str(name): ds[name].values[met] for name in ds.data_vars}


def test_if_all_stand_all_are_there_half_a_year_later() -> None:
    runs = attacked(STEADY | {"bind": 20.0, "bind_near": 0.0, "conv": 1.0, "b_us": 0.0, "b_hot": 20.0})
    assert (runs["standing"] > 0.999999).all()
    assert (runs["stood"] == 1.0).all()
    assert runs["withdrawals"].max() == 0.0
    assert np.nanmean(runs["standing_after"]) > 0.95


def test_if_none_stand_all_are_gone_half_a_year_later() -> None:
    runs = attacked(STEADY | {"bind": -20.0, "tau_out": 1.0, "b_hot": 20.0})
    assert (runs["stood"] == 0.0).all()
    assert np.nanmax(runs["standing_after"]) == 0.0
    assert runs["response_europe"].max() < 1e-6
    assert runs["fought"].max() == 0.0


def test_one_state_alone_stands_or_does_not() -> None:
    others = tuple(code for code in roster.codes() if code != "GBR")
    runs = attacked(STEADY | {"bind": 0.0, "b0": 5.0}, exclude=others)
    assert set(runs["stood"]) == {0.0, 1.0}


def test_nothing_stands_where_there_is_no_force() -> None:
    ds = sim.simulate(Scenario(force_size=0.0), 50, detail=False)
    assert float(ds["standing"].max()) == float(ds["response"].max()) == 0.0


def test_the_near_are_worth_more_resolve() -> None:
    neighbours = {"EST": 3.0, "LVA": 3.0, "LTU": 3.0}
    distant = {"ESP": 3.0, "PRT": 3.0, "IRL": 3.0}
    shares = [
        float(
            sim.simulate(
                Scenario().but(stances=dict.fromkeys(roster.codes(), -3.0) | willing, us_backing=0.5), 400
            )["standing"].mean()
        )
        for willing in (neighbours, distant)
    ]
    assert shares[0] > shares[1] + 0.05


def test_under_the_tripwire_theory_most_soldiers_still_stand_half_a_year_on() -> None:
    ds = sim.simulate(Scenario(theory="schelling_tripwire", horizon=60), 4_000).isel(scenario=0)
    after, before = ds["standing_after"].values, ds["deployed"].values
    counted = ~np.isnan(after)
    assert counted.sum() > 500
    assert np.sum(after[counted] * before[counted]) / np.sum(before[counted]) >= 0.6


@cache
def believed_in(theory: str) -> xr.Dataset:
    """Runs in which attacks are likely and what was seen is believed in full."""
    scenario = ATTACKED.but(theory=theory, roe=0.6, assume={"faith": 1.0, "forget": 0.0})
    return sim.simulate(scenario, 15_000, seed=5, detail=False).isel(scenario=0)


@pytest.mark.parametrize("theory", ["consensus", "schelling_tripwire", "free_riding"])
@pytest.mark.parametrize(
    ("believed", "executed"), [("response_europe", "fought"), ("response_us", "us_joined")]
)
def test_what_moscow_expects_is_what_it_meets(believed: str, executed: str, theory: str) -> None:
    """With faith 1 the books balance: in every tenth of belief, and under each theory of who stands."""
    ds = believed_in(theory)
    came = ds["attacked"].values > 0
    assert came.sum() > 5_000
    expected, met = ds[believed].values[came], ds[executed].values[came]
    for tenth in np.array_split(np.argsort(expected, kind="stable"), 10):
        # the spread that was expected: hits are few, and their own spread is skewed
        spread = math.sqrt((expected[tenth] * (1.0 - expected[tenth])).sum())
        assert abs((met[tenth] - expected[tenth]).sum()) < 3.5 * spread + 1e-4 * len(tenth)


def test_a_moscow_that_doubts_the_rules_expects_less_than_it_meets() -> None:
    ds = sim.simulate(ATTACKED.but(assume={"faith": 0.5}), 10_000, detail=False).isel(scenario=0)
    came = ds["attacked"].values > 0
    assert ds["fought"].values[came].mean() > 1.2 * ds["response_europe"].values[came].mean()


def test_the_ledgers_name_a_theory_in_which_nobody_is_committed() -> None:
    assert load().theories["alliance_only"].overrides["bind"] == (-20.0, -20.0, -20.0)
