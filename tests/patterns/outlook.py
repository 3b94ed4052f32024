"""What cabinets expect of the force that they would join, and what that does to their answer."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.scenario.levers import US_PARTS
from tests.patterns.entries import Verdict, pattern
from tests.patterns.lab import FAR, NEAR, Runs, setting


def mood(runs: Runs, states: tuple[str, ...]) -> float:
    """Willingness of these states, on average; logit."""
    return float(np.mean([runs.of(code, "willingness_by_country") for code in states]))


@pattern("P70")
def danger_calls_the_near_and_keeps_the_far() -> Verdict:
    usual, grave = setting(baseline_attack_risk=0.6), setting(baseline_attack_risk=0.99)
    near, far = (grave.joining(states) - usual.joining(states) for states in (NEAR, FAR))
    return Verdict(near >= -0.05 and far <= -0.1, {"change: near, far": (near, far)})


@pattern("P71")
def what_costs_more_is_sent_less() -> Verdict:
    usual, dear = (setting(assume={"c_s": cost}).mean("deployed") for cost in (0.12, 0.24))
    return Verdict(dear <= 0.97 * usual, {"soldiers: usual, dear": (usual, dear)})


@pattern("P72")
def threats_work_on_the_far_and_the_unbacked() -> Verdict:
    threat = {"kind": "russian_threat", "month": 33}
    lost, fewer = {}, {}
    for us in (0.25, 1.0):
        levers: dict[str, Any] = {"us_backing": us, "us_volatility": 0.0}
        calm, warned = setting(**levers), setting(**levers, injects=[threat])
        lost[us] = [mood(calm, states) - mood(warned, states) for states in (NEAR, FAR)]
        fewer[us] = 1.0 - warned.joining(FAR) / calm.joining(FAR)
    near, far = lost[0.25]
    holds = far >= 1.2 * near and fewer[0.25] >= 0.02 and fewer[1.0] <= 0.1 * fewer[0.25]
    return Verdict(holds, {"willingness lost: near, far": lost, "share of the far that stay away": fewer})


@pattern("P73")
def a_bare_force_finds_fewer_takers() -> Verdict:
    uncovered = [part for part in US_PARTS if part not in ("air_defence", "intelligence")]
    willing = [
        setting(us_backing=0.75, us_volatility=0.0, us_parts=parts).mean("willing_governments")
        for parts in (US_PARTS, uncovered)
    ]
    return Verdict(willing[0] - willing[1] >= 0.05, {"willing governments: covered, bare": willing})


@pattern("P74")
def where_soldiers_die_the_far_stay_at_home() -> Verdict:
    few, many = (
        setting(assume={"kia_prob": chance, "attack_loss": loss})
        for chance, loss in ((0.05, 0.002), (0.25, 0.015))
    )
    lost = [mood(few, states) - mood(many, states) for states in (NEAR, FAR)]
    return Verdict(
        few.joining(FAR) - many.joining(FAR) >= 0.1 and lost[1] >= 1.2 * lost[0],
        {"willingness lost: near, far": lost, "far on the ground": (few.joining(FAR), many.joining(FAR))},
    )


@pattern("P75")
def fear_of_war_keeps_soldiers_at_home() -> Verdict:
    joining = [
        setting(assume={"war_E": war_e, "war_U": war_u, "clash": clash}).mean("ground_contributors")
        for war_e, war_u, clash in ((0.03, 0.1, 0.002), (0.3, 0.6, 0.02))
    ]
    return Verdict(joining[0] - joining[1] >= 0.2, {"on the ground: war unlikely, likely": joining})
