"""What tests a force and what it bleeds."""

from __future__ import annotations

import numpy as np

from tests.patterns.entries import Verdict, pattern
from tests.patterns.lab import granted, setting


@pattern("P19")
def casualties_without_war() -> Verdict:
    force = setting(**granted(force_size=25_000, location=0.05, roe=0.6, us_backing=0.5))
    bled = force["kia"] > 0
    war = float(np.mean(force["direct_war"][bled]))
    figures = float(np.mean(bled)), force.mean("direct_war"), war
    return Verdict(figures[0] > figures[1] and war <= 0.25, {"P(dead), P(war), P(war | dead)": figures})


@pattern("P20")
def visibility_provokes() -> Verdict:
    figures = {}
    for generation in ("granted", "pledged"):
        levers = {"force_generation": generation, "force_size": 40_000}
        loud = setting(**levers, nato_visibility=1.0, location=0.9)
        quiet = setting(**levers, nato_visibility=0.0, location=0.05)
        figures[generation] = [(s.mean("incidents"), s.mean("clashes")) for s in (loud, quiet)]
    holds = all(loud[k] > quiet[k] for loud, quiet in figures.values() for k in (0, 1))
    return Verdict(holds, {"incidents, clashes: loud, quiet": figures})


@pattern("P76")
def some_thousands_are_tested_most() -> Verdict:
    sizes = (250, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 80_000)
    quiet = {"baseline_attack_risk": 0.01, "horizon": 12}
    found = {size: setting(**granted(force_size=size), **quiet).mean("incidents") for size in sizes}
    most = max(found, key=lambda size: found[size])
    holds = 1_000 <= most <= 20_000 and found[most] >= max(2 * found[250], 1.5 * found[80_000])
    return Verdict(holds, {"incidents by size": found})


@pattern("P77")
def who_loses_at_the_front_probes() -> Verdict:
    levers = granted(force_size=10_000, baseline_attack_risk=0.01)
    even, losing = (
        setting(**levers, battlefield=front, horizon=12).mean("incidents") for front in (0.0, 1.0)
    )
    return Verdict(losing >= 1.2 * even, {"incidents: even front, Moscow loses": (even, losing)})


@pattern("P95")
def who_answers_is_tested_less_however_large() -> Verdict:
    levers = granted(force_size=80_000, baseline_attack_risk=0.01, us_backing=1.0)
    timid, bold = (setting(**levers, roe=roe, horizon=12).mean("incidents") for roe in (0.3, 0.9))
    return Verdict(timid >= 1.5 * bold, {"incidents: ROE .3, .9": (timid, bold)})
