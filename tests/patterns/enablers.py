"""What carries and covers a force, by kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.scenario.levers import US_PARTS
from tests.patterns.entries import Verdict, pattern
from tests.patterns.lab import Runs, granted, setting

YES_TO_ALL: dict[str, Any] = {"assume": {"b0": 20.0}, "parliament": 0.0, "us_volatility": 0.0}
"""Levers under which every state that may go says yes."""
NO_OBJECT: dict[str, Any] = YES_TO_ALL | {
    "assume": {"b0": 20.0, "dep": 1.0, "stretch": 20.0, "conv": 1.0, "rotation": 3.0}
}
"""And under which armies are no limit either, so that enablers alone bind."""


def carried(force: Runs) -> float:
    """Share of runs in which the whole request can be brought and kept."""
    return 1.0 - force.mean("bound_by_sustainment")


def covered(force: Runs) -> float:
    """Share of runs in which the whole force is protected."""
    return 1.0 - force.mean("bare_of_air_defence") - force.mean("bare_of_intelligence")


def without(part: str) -> list[str]:
    """The parts of the US backing but one."""
    return [other for other in US_PARTS if other != part]


@pattern("P29")
def enablers_are_a_ceiling() -> Verdict:
    alone, backed = (setting(**NO_OBJECT, force_size=300_000, us_backing=us) for us in (0.0, 1.0))
    figures: dict[str, Any] = {
        "P(< 50,000) alone": float(np.mean(alone["deployed"] < 50_000)),
        "medians": (alone.median("deployed"), backed.median("deployed")),
        "P(< 200,000) backed": float(np.mean(backed["deployed"] < 200_000)),
    }
    holds = (
        figures["P(< 50,000) alone"] >= 0.9
        and figures["medians"][1] >= 1.5 * figures["medians"][0]
        and figures["P(< 200,000) backed"] >= 0.95
    )
    return Verdict(holds, figures)


@pattern("P65")
def ten_thousand_need_nobody() -> Verdict:
    force = setting(**NO_OBJECT, force_size=10_000, us_backing=0.0)
    shares = carried(force), covered(force)
    return Verdict(shares[0] >= 0.95 and shares[1] >= 0.7, {"carried, covered": shares})


@pattern("P66")
def air_defence_is_short_first_then_supply() -> Verdict:
    some, many = (setting(**NO_OBJECT, force_size=size, us_backing=0.0) for size in (25_000, 60_000))
    gaps = some.mean("bare_of_air_defence"), some.mean("bare_of_intelligence"), covered(some)
    limits = some.mean("bound_by_sustainment"), many.mean("bound_by_sustainment")
    return Verdict(
        gaps[0] > max(gaps[1:]) and limits[0] < 0.5 < limits[1],
        {"air defence, intelligence, none at 25,000": gaps, "supply at 25,000 and 60,000": limits},
    )


@pattern("P67")
def with_the_us_nothing_is_short() -> Verdict:
    force = setting(**NO_OBJECT, force_size=60_000, us_backing=1.0)
    shares = carried(force), covered(force)
    return Verdict(min(shares) >= 0.8, {"carried, covered": shares})


@pattern("P68")
def each_part_is_missed_by_its_kind() -> Verdict:
    flags = {
        "airlift": "bound_by_sustainment",
        "air_defence": "bare_of_air_defence",
        "intelligence": "bare_of_intelligence",
    }
    levers: dict[str, Any] = NO_OBJECT | {"force_size": 60_000, "us_backing": 1.0}
    binds = {
        part: [setting(**levers, us_parts=parts).mean(flag) for parts in (US_PARTS, without(part))]
        for part, flag in flags.items()
    }
    watching = granted(force_size=60_000, baseline_attack_risk=0.01, us_backing=1.0, roe=0.1)
    dead = []
    for parts in (US_PARTS, ["airlift", "guarantee"]):
        force = setting(**watching, us_parts=parts)
        dead.append(float(force["kia"].sum() / force["incidents"].sum()))
    holds = all(after >= before + 0.5 for before, after in binds.values()) and dead[1] >= 1.2 * dead[0]
    return Verdict(holds, {"binds with, without the part": binds, "dead a probe: covered, bare": dead})


@pattern("P69")
def the_guarantee_moves_belief_alone() -> Verdict:
    levers: dict[str, Any] = YES_TO_ALL | {"force_size": 40_000, "us_backing": 1.0}
    whole, bare = (setting(**levers, us_parts=parts) for parts in (US_PARTS, without("guarantee")))
    force = whole.mean("deployed"), bare.mean("deployed")
    response = whole.mean("response"), bare.mean("response")
    return Verdict(
        abs(force[1] / force[0] - 1) <= 0.05 and response[0] - response[1] >= 0.02,
        {"soldiers": force, "response": response},
    )
