"""Roles side by side: who takes which."""

from __future__ import annotations

import numpy as np

from sim.rules.roles import AT_THE_LINE, ON_GROUND, ROLE_NAMES
from sim.scenario import roster
from tests.patterns.entries import Verdict, pattern
from tests.patterns.lab import setting


@pattern("P80")
def poland_is_a_hub_and_no_sender() -> Verdict:
    force = setting()
    hub, ground = force.takes("POL", "hub"), float(np.mean(force.joins("POL")))
    return Verdict(hub >= 0.7 and ground <= 0.02, {"hub, on the ground": (hub, ground)})


@pattern("P81")
def the_littoral_sends_ships_before_soldiers() -> Verdict:
    force = setting()
    figures = {
        code: (force.takes(code, "sea"), float(np.mean(force.joins(code)))) for code in ("BGR", "ROU", "TUR")
    }
    return Verdict(all(sea > ground for sea, ground in figures.values()), {"sea, on the ground": figures})


@pattern("P82")
def who_will_not_help_has_no_role() -> Verdict:
    force = setting(evidence="record")
    figures = {code: force.takes(code, *ROLE_NAMES[1:6]) for code in ("HUN", "SVK")}
    return Verdict(max(figures.values()) <= 0.3, {"some role off the ground": figures})


@pattern("P83")
def germany_alone_trains() -> Verdict:
    force = setting(us_backing=0.0, us_volatility=0.0)
    outside, inside = force.takes("DEU", "training", "air"), force.takes("DEU", "protection", "forward")
    return Verdict(outside >= 0.5 and inside <= 0.1, {"training or air, protection": (outside, inside)})


@pattern("P84")
def a_short_menu_loses_guests() -> Verdict:
    full, short = setting(), setting(roles=["protection"])
    figures = {
        name: (full.mean(name), short.mean(name)) for name in ("any_role_contributors", "ground_contributors")
    }
    return Verdict(all(few <= many - 1 for many, few in figures.values()), {"full, short": figures})


@pattern("P85")
def states_offer_what_they_are_good_at() -> Verdict:
    force, facts = setting(), roster.facts()
    off, gains = [0.0], []
    for code, air, sea in zip(roster.codes(), facts["aircraft"], facts["navy"], strict=True):
        taken = {role: force.takes(code, role) for role in ("air", "sea")}
        off += [taken[role] for role, apt in (("air", air), ("sea", sea)) if apt == 0.0]
        if min(air, sea) > 0.0 and abs(air - sea) >= 0.3:
            gains.append((taken["air"] - taken["sea"]) * float(np.sign(air - sea)))
    return Verdict(
        max(off) == 0.0 and min(gains) > 0.0,
        {"most by the unfit": max(off), "gain of the fitter role, least": min(gains), "states": len(gains)},
    )


@pattern("P98")
def few_stand_at_the_line() -> Verdict:
    force = setting(us_backing=0.75, location=1.0, roles=["protection"])
    rungs = np.array([force.of(code, "rung_by_country") for code in roster.codes()])
    there = [float((rungs >= rung).sum(axis=0).mean()) for rung in (ON_GROUND, AT_THE_LINE)]
    return Verdict(there[1] <= 0.5 * there[0], {"on the ground, of them at the line": there})
