"""How states follow one another: leaders, waiting, conditions."""

from __future__ import annotations

import numpy as np

from tests.patterns.entries import Verdict, pattern
from tests.patterns.lab import setting

NORTH = ("DNK", "EST", "FIN", "LTU", "LVA", "NOR", "SWE")
"""The seven Nordic and Baltic states that offered to add to a mission led by others."""


@pattern("P09")
def leaders_are_pivotal() -> Verdict:
    both, neither = setting(), setting(exclude=("FRA", "GBR"))
    leaders = both.joins("FRA").astype(float) + both.joins("GBR")
    others = float(np.mean(both["ground_contributors"] - leaders)), neither.mean("ground_contributors")
    force = both.median("deployed"), neither.median("deployed")
    return Verdict(
        force[1] <= 0.4 * force[0] and others[1] <= 0.85 * others[0], {"force": force, "others": others}
    )


@pattern("P10")
def baltics_follow_and_are_small() -> Verdict:
    both, neither = setting(), setting(exclude=("FRA", "GBR"))
    baltics = ("EST", "LVA", "LTU")
    joining = [float(np.mean([np.mean(s.joins(c)) for c in baltics])) for s in (both, neither)]
    present = both["deployed"] > 0
    share = {
        c: float(np.sum(both.of(c, "troops_by_country")[present]) / np.sum(both["deployed"][present]))
        for c in baltics
    }
    return Verdict(
        joining[0] - joining[1] >= 0.10 and max(share.values()) <= 0.05, {"joins": joining, "share": share}
    )


@pattern("P35")
def a_coalition_outlives_its_guarantor() -> Verdict:
    walkout = {"kind": "us_walkout", "month": 18}
    never, left, stayed = (
        setting(**levers).mean("ground_contributors")
        for levers in ({"us_backing": 0.0}, {"us_backing": 0.75, "injects": [walkout]}, {"us_backing": 0.75})
    )
    return Verdict(
        never + 2 <= left <= stayed - 2, {"on the ground: never, left, stayed": (never, left, stayed)}
    )


@pattern("P60")
def the_north_follows_the_leaders() -> Verdict:
    states = setting().joining(NORTH), setting(exclude=("FRA", "GBR")).joining(NORTH)
    return Verdict(states[0] - states[1] >= 0.7, {"of seven on the ground": states})


@pattern("P61")
def a_leader_that_leaves_takes_others_along() -> Verdict:
    turn = {"kind": "election", "month": 18, "country": "GBR", "size": -3.0}
    others = setting().besides("GBR"), setting(injects=[turn]).besides("GBR")
    return Verdict(others[0] - others[1] >= 0.3, {"others on the ground: stays, leaves": others})


@pattern("P62")
def waiting_never_brings_more_than_rallying() -> Verdict:
    base, cascade = setting(), setting(theory="cascade")
    ordered = all(bool(np.all(force["joined_wait"] <= force["joined_rally"])) for force in (base, cascade))
    apart = float(np.mean(cascade["joined_wait"] < cascade["joined_rally"]))
    return Verdict(
        ordered and 0.01 <= apart <= 0.6, {"ordered": ordered, "share that differ in a cascade": apart}
    )


@pattern("P63")
def who_decides_alone_needs_no_conference() -> Verdict:
    force = setting(assume={"b_peer": 0.0, "b_cond": 0.0})
    apart = float(np.mean(force["joined_wait"] != force["joined_rally"]))
    return Verdict(apart == 0.0, {"share that differ": apart})


@pattern("P64")
def a_small_mission_loses_those_who_want_a_wider_one() -> Verdict:
    states = [setting(force_size=size).joining(NORTH) for size in (9_000, 11_000)]
    return Verdict(states[1] - states[0] >= 1.5, {"of seven on the ground: 9,000, 11,000 asked for": states})
