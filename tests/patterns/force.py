"""The size of the force: what is asked for, promised and there."""

from __future__ import annotations

import numpy as np

from tests.patterns.entries import Verdict, pattern, rising
from tests.patterns.lab import US, setting


@pattern("P01")
def two_hundred_thousand_is_never_generated() -> Verdict:
    short = {
        us: float(np.mean(setting(force_size=200_000, us_backing=us)["deployed"] < 100_000)) for us in US
    }
    return Verdict(min(short.values()) >= 0.95, {"share with a shortfall above half": short})


@pattern("P02")
def without_the_us_the_force_stays_small() -> Verdict:
    figures = {}
    for size in (100_000, 200_000):
        force = setting(force_size=size, us_backing=0.0)
        figures[size] = (force.median("deployed"), float(np.mean(force["deployed"] >= 40_000)))
    holds = all(median < 20_000 and large < 0.05 for median, large in figures.values())
    return Verdict(holds, {"median, P(≥ 40,000)": figures})


@pattern("P04")
def us_backing_enables() -> Verdict:
    medians = [setting(us_backing=us).median("deployed") for us in US]
    return Verdict(rising(medians) and medians[-1] >= 2 * medians[0], {"median by backing": medians})


@pattern("P11")
def no_deployment_into_a_hot_war() -> Verdict:
    hot, ceasefire = setting(hostilities=1.0).median("deployed"), setting(hostilities=0.0).median("deployed")
    return Verdict(hot <= 0.1 * ceasefire, {"hot, ceasefire": (hot, ceasefire)})


@pattern("P12")
def a_better_front_raises_willingness_and_lowers_need() -> Verdict:
    force = [setting(battlefield=b).median("deployed") for b in (-1.0, 0.0, 1.0)]
    need = [setting(battlefield=b).mean("guarantee_demand") for b in (-1.0, 0.0, 1.0)]
    return Verdict(rising(force) and rising(need[::-1]), {"force": force, "demand": need})


@pattern("P21")
def parliaments_bite() -> Verdict:
    base, free = setting(), setting(parliament=0.0)
    blocked = float(np.mean(base["blocked_by_parliament"] >= 1))
    loss = 1 - base.median("deployed") / free.median("deployed")
    return Verdict(blocked >= 0.5 and 0.03 <= loss <= 0.40, {"blocked": blocked, "loss of force": loss})


@pattern("P22")
def mixed_signals_hurt() -> Verdict:
    medians = [setting(us_backing=0.5, us_volatility=sd).median("deployed") for sd in (0.0, 0.1, 0.2, 0.28)]
    return Verdict(rising(medians[::-1]), {"median by volatility": medians})


@pattern("P24")
def saying_is_not_doing() -> Verdict:
    figures, ordered = {}, True
    for us in US:
        for size in (5_000, 40_000):
            force = setting(us_backing=us, force_size=size)
            ordered &= bool(
                np.all(force["announced"] >= force["pledged"])
                and np.all(force["pledged"] >= force["deployed"])
            )
        said = force["announced"] > 0
        figures[us] = float(np.median(force["deployed"][said] / force["announced"][said]))
    return Verdict(ordered and max(figures.values()) <= 0.85, {"ordered": ordered, "done over said": figures})


@pattern("P26")
def honest_uncertainty() -> Verdict:
    low, high = np.quantile(setting()["deployed"], [0.05, 0.95])
    return Verdict(bool(high >= 3 * low), {"90 % interval": (float(low), float(high))})


@pattern("P33")
def trust_is_lost_faster_than_won() -> Verdict:
    counted_on = [setting(us_backing=0.5, us_volatility=sd).mean("us_backing_end") for sd in (0.0, 0.28)]
    return Verdict(counted_on[0] - counted_on[1] >= 0.03, {"backing counted on: steady, erratic": counted_on})


@pattern("P38")
def without_consent_the_force_goes() -> Verdict:
    gone = {"kind": "consent_withdrawn", "month": 12}
    states = setting().mean("ground_contributors"), setting(injects=[gone]).mean("ground_contributors")
    return Verdict(states[1] <= 0.2 * states[0], {"on the ground: wanted, sent away": states})


@pattern("P39")
def a_sudden_loss_drives_contingents_out() -> Verdict:
    strike = {"kind": "mass_casualty_strike", "month": 18, "size": 240}
    left = [
        setting(force_size=5_000, roe=0.3, us_backing=0.6, injects=injects).mean("withdrawals")
        for injects in ([], [strike])
    ]
    return Verdict(left[1] - left[0] >= 1.0, {"withdrawals without, with": left})
