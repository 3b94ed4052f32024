"""What a force is worth to Moscow: presence, resolve, backing, place and strength."""

from __future__ import annotations

import numpy as np

from tests.patterns.entries import Verdict, pattern, rising
from tests.patterns.lab import attack_within_five_years, granted, setting


@pattern("P14")
def unifil_effect() -> Verdict:
    levers = granted(force_size=10_000, us_backing=0.0)
    none = attack_within_five_years(**(levers | {"force_size": 0}))
    watching = setting(horizon=60, **levers, roe=0.1)
    fighting = setting(horizon=60, **levers, roe=0.9)
    change = watching.mean("attacked") - none
    incidents = watching.mean("incidents") / fighting.mean("incidents")
    bystander = watching.mean("bystander")
    return Verdict(
        abs(change) <= 0.03 and bystander >= 0.8 and incidents >= 1.5,
        {"change in P5y": change, "bystander": bystander, "incidents, ratio": incidents},
    )


@pattern("P15")
def far_from_the_front_changes_nothing() -> Verdict:
    levers = granted(force_size=10_000, us_backing=0.0, location=0.0)
    change = attack_within_five_years(**levers) - attack_within_five_years(**(levers | {"force_size": 0}))
    return Verdict(abs(change) <= 0.03, {"change in P5y": change})


@pattern("P16")
def us_backing_makes_deterrence() -> Verdict:
    none = attack_within_five_years(**granted(force_size=0, us_backing=0.0))
    gain = [none - attack_within_five_years(**granted(force_size=30_000, us_backing=us)) for us in (0.0, 1.0)]
    return Verdict(gain[0] < 0.5 * gain[1], {"gain without, with": gain})


@pattern("P18")
def rules_without_backing_are_not_enough() -> Verdict:
    bold = attack_within_five_years(**granted(force_size=25_000, roe=0.9, us_backing=0.0))
    backed = attack_within_five_years(**granted(force_size=25_000, roe=0.15, us_backing=1.0))
    return Verdict(bold >= backed, {"bold alone, timid but backed": (bold, backed)})


@pattern("P30")
def nearer_deters_more_and_bleeds_more() -> Verdict:
    levers = granted(force_size=10_000, roe=0.7, us_backing=0.5, horizon=60)
    far, near = setting(**levers, location=0.0), setting(**levers, location=1.0)
    risk = far.mean("attacked"), near.mean("attacked")
    dead = far.mean("kia"), near.mean("kia")
    return Verdict(
        risk[0] - risk[1] >= 0.05 and dead[1] > dead[0], {"P5y far, near": risk, "dead far, near": dead}
    )


@pattern("P36")
def arms_shield_without_soldiers() -> Verdict:
    risk = [attack_within_five_years(force_size=0, arming=arming) for arming in (0.0, 0.25)]
    return Verdict(risk[0] - risk[1] >= 0.05, {"P5y without, with arms": risk})


@pattern("P37")
def soldiers_in_the_rear_free_others() -> Verdict:
    front, rear = (
        setting(**granted(force_size=20_000), roles=[role]) for role in ("protection", "logistics")
    )
    strength = front.mean("ukraine_strength"), rear.mean("ukraine_strength")
    dead = front.mean("kia"), rear.mean("kia")
    return Verdict(
        strength[1] - strength[0] >= 4_000 and dead[1] < dead[0],
        {"strength: protection, logistics": strength, "dead": dead},
    )


@pattern("P40")
def an_attack_passes_by_a_force_out_of_its_way() -> Verdict:
    war = []
    for levers in ({"force_size": 100, "location": 0.0}, {"force_size": 40_000}):
        force = setting(horizon=60, us_backing=0.5, **granted(**levers))
        war.append(float(np.mean(force["direct_war"][force["attacked"] > 0])))
    return Verdict(war[0] <= 0.2 * war[1], {"P(war | attack): out of the way, in it": war})


@pattern("P78")
def a_stronger_adversary_never_attacks_less() -> Verdict:
    strengths = (100_000.0, 300_000.0, 500_000.0, 1_000_000.0, 1_900_000.0)
    risk = {
        size: [
            attack_within_five_years(**granted(force_size=size), assume={"RU": strength})
            for strength in strengths
        ]
        for size in (0, 40_000)
    }
    holds = all(rising(found) and found[-1] >= found[0] + 0.3 for found in risk.values())
    return Verdict(holds, {"P5y by strength": risk})


@pattern("P79")
def every_soldier_is_counted_once() -> Verdict:
    worth = {
        " and ".join(mix): setting(**granted(force_size=40_000, roles=mix)).mean("effective_force")
        for mix in (("protection",), ("protection", "logistics"))
    }
    alone, mixed = worth.values()
    return Verdict(alone > 0.0 and abs(mixed / alone - 1.0) <= 0.02, {"fighting worth of 40,000": worth})
