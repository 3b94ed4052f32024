"""Whether those who are hit stand, and whether Moscow expects what it meets."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import outcomes
from sim.scenario import roster
from tests.patterns.entries import Verdict, pattern
from tests.patterns.lab import FAR, NEAR, Runs, granted, setting

PATH = [outcome.name for outcome in outcomes.MONTH].index("deployed_path")
ALL_STAND = 20.0
"""Value of `bind` at which whoever is hit stands."""


def share_after(**levers: Any) -> float:
    """Soldiers six months after an attack over those before, over all runs in which both are known."""
    return weighted(setting(horizon=60, **levers), "standing_after")


def stood(**levers: Any) -> float:
    """Share of the soldiers whose contingents stood, over all runs in which the force was hit."""
    return weighted(setting(horizon=60, us_backing=1.0, us_volatility=0.0, **levers), "stood")


def weighted(force: Runs, outcome: str) -> float:
    """Mean of an outcome by soldier, over all runs in which it is known."""
    known = ~np.isnan(force[outcome])
    return float(np.average(force[outcome][known], weights=force["deployed"][known]))


@pattern("P41")
def losses_bind_under_the_tripwire_theory() -> Verdict:
    share = {theory: share_after(theory=theory) for theory in ("schelling_tripwire", "free_riding")}
    holds = share["schelling_tripwire"] >= 0.6 and share["free_riding"] <= 0.4
    return Verdict(holds, {"soldiers six months on": share})


@pattern("P42")
def far_and_half_mandated_soldiers_mostly_stay() -> Verdict:
    share = stood(exclude=NEAR, roe=0.5)
    return Verdict(0.5 <= share <= 0.85, {"soldiers who stood": share})


@pattern("P43")
def the_near_stand_more_often() -> Verdict:
    levers = granted(force_size=20_000)
    near, far = stood(exclude=FAR, **levers), stood(exclude=NEAR, **levers)
    return Verdict(near - far >= 0.05, {"soldiers who stood: near, far": (near, far)})


@pattern("P44")
def near_soldiers_are_worth_more_resolve() -> Verdict:
    codes, share = roster.codes(), []
    for group in (("EST", "LVA", "LTU"), codes, ("ESP", "PRT", "IRL")):
        words = dict.fromkeys(codes, -3.0) | dict.fromkeys(group, 3.0)
        force = setting(us_backing=0.5, stances=words)
        share.append(float(np.mean(force["standing"][force["deployed"] > 0])))
    near, mixed, far = share
    return Verdict(near > mixed > far and near - far >= 0.05, {"expected to stand: near, all, far": share})


@pattern("P45")
def rules_are_met_as_they_are_practised() -> Verdict:
    figures = {}
    for roe in (0.9, 0.2):
        force = setting(**granted(force_size=10_000), roe=roe, us_backing=1.0, us_volatility=0.0)
        answered = float(force["answered"].sum() / force["incidents"].sum())
        figures[roe] = answered, force.mean("practised_roe")
    holds = all(abs(answered - practised) <= 0.03 for answered, practised in figures.values())
    return Verdict(holds, {"answered, practised": figures})


@pattern("P46")
def moscow_expects_what_it_meets() -> Verdict:
    force = setting(horizon=60, assume={"faith": 1.0, "forget": 0.0, "n0": 1.0})
    came = force["attacked"] > 0
    gaps = {
        who: gaps_by_tenths(force[expected][came], force[met][came])
        for who, expected, met in (
            ("Europe", "response_europe", "fought"),
            ("the US", "response_us", "us_joined"),
        )
    }
    holds = all(abs(gap) <= 3.0 for tenths in gaps.values() for gap in tenths)
    return Verdict(holds, {"executed less believed, in standard errors": gaps, "attacks": int(came.sum())})


def gaps_by_tenths(expected: NDArray[np.float64], met: NDArray[np.float64]) -> list[float]:
    """How far what was met lies off what was expected, by tenths of that, in standard errors.

    The error is that of a draw with the expected chance: hits are few, and their own spread is skewed.
    """
    return [
        float((met[t] - expected[t]).sum() / np.sqrt((expected[t] * (1.0 - expected[t])).sum()))
        for t in np.array_split(np.argsort(expected, kind="stable"), 10)
    ]


@pattern("P47")
def war_takes_somebody_who_stands() -> Verdict:
    war = []
    for bind in (-ALL_STAND, ALL_STAND):
        force = setting(horizon=60, us_backing=0.0, **granted(force_size=40_000), assume={"bind": bind})
        war.append(float(np.mean(force["direct_war"][force["attacked"] > 0])))
    return Verdict(war[0] <= 0.2 * war[1], {"P(war | attack): all leave, all stand": war})


@pattern("P48")
def who_stands_is_reinforced() -> Verdict:
    everybody = {"bind": ALL_STAND, "F0": 50.0}
    force = setting(horizon=60, us_backing=0.75, us_volatility=0.0, assume=everybody)
    month = force["attack_month"]
    runs = np.flatnonzero((month >= 12) & (month < 53))
    at = month[runs].astype(int)
    before, after = (force.by_month[runs, at + later, PATH].sum() for later in (0, 6))
    growth = float(after / before)
    return Verdict(1.02 <= growth <= 1.5, {"soldiers six months on, where all stand": growth})


@pattern("P92")
def who_is_left_alone_stands_less() -> Verdict:
    alone, backed = (
        weighted(setting(horizon=60, us_backing=us, us_volatility=0.0, **granted(force_size=20_000)), "stood")
        for us in (0.0, 1.0)
    )
    return Verdict(backed - alone >= 0.1, {"soldiers who stood: US 0, US 1": (alone, backed)})


@pattern("P93")
def who_may_fight_stands_more() -> Verdict:
    timid, bold = (stood(**granted(force_size=20_000, roe=roe)) for roe in (0.1, 0.9))
    return Verdict(bold - timid >= 0.05, {"soldiers who stood: ROE .1, .9": (timid, bold)})
