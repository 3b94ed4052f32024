"""What the review found weak or unpolished: B1 to B15, C."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import numpy as np

import sim
from sim.analysis.hindcast import auc, hindcast
from sim.analysis.sensitivity import sensitivity
from sim.evidence import load
from sim.evidence.recorded import NO, YES, recorded_codes
from tools.findings.lab import assumed, attack, each, finding, ground, mean, offered, runs

HOME = Path(__file__).parent.parent.parent


@finding("B1")
def enablers() -> str:
    """Force as it is, with European enablers at ten times their highest; asked for 40,000 / 200,000."""
    raised = assumed(10.0, "E_EU", "lift_EU", "sustain_EU", "air_defence_EU", "intelligence_EU")
    force = [mean("deployed"), mean("deployed", assume=raised)]
    asked = [mean("deployed", force_size=size) for size in (40_000, 200_000)]
    return f"{each(force, 0)} ({', '.join(raised)}); {each(asked, 0)}"


@finding("B2")
def support_counted_twice() -> str:
    """Fighting worth of 40,000 / 200,000 granted: with support roles on offer; protection alone."""
    told = []
    for roles in (sim.Scenario().roles, offered("protection")):
        worth = [
            mean("effective_force", force_size=size, force_generation="granted", roles=roles)
            for size in (40_000, 200_000)
        ]
        told.append(each(worth, 0))
    return "; ".join(told)


@finding("B3")
def risk_is_ignored() -> str:
    """Countries on the ground at a baseline risk of .01 / .6 / .99."""
    return each([mean("ground_contributors", baseline_attack_risk=risk) for risk in (0.01, 0.6, 0.99)], 2)


@finding("B4")
def soft_targets() -> str:
    """Incidents in 36 months with 1,000 / 5,000 / 10,000 / 40,000 soldiers granted."""
    sizes = (1_000, 5_000, 10_000, 40_000)
    return each([mean("incidents", force_size=size, force_generation="granted") for size in sizes], 2)


@finding("B5")
def first_driver() -> str:
    """Parameters with the widest span of P5y between the ends of their priors."""
    spans = {}
    for name, prior in load().parameters.items():
        ends = [attack(replicates=2_000, assume={name: value}) for value in (prior.low, prior.high)]
        spans[name] = ends[1] - ends[0]
    widest = sorted(spans, key=lambda name: -abs(spans[name]))[:4]
    return ", ".join(f"{name} {spans[name]:+.3f}" for name in widest)


@finding("B6")
def legal_gates() -> str:
    """Ireland and Austria on the ground without a mandate / with the UN's."""
    joins = [ground(runs(mandate=mandate)) for mandate in ("none", "un")]
    return "; ".join(
        f"{code} {each([float(share.sel(country=code)) for share in joins], 2)}" for code in ("IRL", "AUT")
    )


@finding("B7")
def seats() -> str:
    """AUC against the record of July of a cabinet's seats alone."""
    known = {code: row.value for code in load().codes if (row := load().fact(code, "seats"))}
    said = {code: word for code, word in recorded_codes("sep2025").items() if code in known}
    yes = np.array([word >= YES for word in said.values()])
    ranked = yes | np.array([word <= NO for word in said.values()])
    held = np.array([known[code] for code in said])
    return f"{auc(held[ranked], yes[ranked]):.2f} of {int(ranked.sum())} ranked"


@finding("B8")
def what_is_there() -> str:
    """Outcomes of a conference and of a truce that breaks; whether scheduled elections move a stance."""
    names = (
        "joined_wait",
        "joined_rally",
        "truce_signed",
        "truce_broken",
        "kyiv_content",
        "bound_by_will",
        "stood",
    )
    known = runs()
    there = [name for name in names if name in known]
    return f"{', '.join(there) or 'none'}; {'yes' if 'turnover' in load().parameters else 'no'}"


@finding("B9")
def step_at_the_line() -> str:
    """Protection alone on offer, location .79 / .80 / .81: countries on the ground; soldiers."""
    places = (0.79, 0.80, 0.81)
    states, troops = (
        [mean(name, location=place, roles=offered("protection")) for place in places]
        for name in ("ground_contributors", "deployed")
    )
    return f"{each(states, 2)}; {each(troops, 0)}"


@finding("B10")
def ladder() -> str:
    """Whether a state's roles are a choice (roles_by_country) or one rung."""
    return "roles side by side" if "roles_by_country" in runs() else "one rung a state"


@finding("B11")
def alternatives() -> str:
    """P5y with nothing on offer / monitoring alone / basing alone / air and sea alone."""
    kinds = (("monitoring",), ("basing", "hub"), ("air_sea", "air", "sea"))
    alone = [attack(force_size=0, roles=offered(*kind)) for kind in kinds]
    return each([attack(force_size=0, roles=[]), *alone])


@finding("B13")
def events() -> str:
    """Drone incursion in month 12, strength 1: change in soldiers, states, P(attack); 12,000 more for Moscow: P5y."""
    event = {"injects": [{"kind": "drone_incursion", "month": 12}]}
    change = [mean(name, **event) - mean(name) for name in ("deployed", "ground_contributors", "attacked")]
    more = {"injects": [{"kind": "north_korean_reinforcement", "month": 12}]}
    return f"{change[0]:+,.0f}, {change[1]:+.2f}, {change[2]:+.3f}; {attack(**more) - attack():+.3f}"


@finding("B14")
def cited_by_nothing() -> str:
    """Claims that no rule, ledger, lever or study cites."""
    files = [*HOME.glob("sim/**/*.py"), *HOME.glob("sim/evidence/*.csv")]
    files += [*HOME.glob("experiments/*.yaml"), *HOME.glob("configs/**/*.yaml")]
    told = " ".join(path.read_text(encoding="utf-8") for path in files if path.name != "claims.csv")
    named = set(re.findall(r"\bC\d{3}\b", told))
    for first, last in re.findall(r"\bC(\d{3})[-–]C(\d{3})\b", told):
        named |= {f"C{number:03d}" for number in range(int(first), int(last) + 1)}
    left = sorted(load().claims.keys() - named)
    return f"{len(left)} of {len(load().claims)}: {' '.join(left)}"


@finding("B15")
def guarantee_alone() -> str:
    """What full US backing takes off P5y without European soldiers, by theory."""
    off = {
        theory: attack(theory=theory, force_size=0, us_backing=0.0)
        - attack(theory=theory, force_size=0, us_backing=1.0)
        for theory in ("consensus", "alliance_only")
    }
    return ", ".join(f"{theory} {points:+.3f}" for theory, points in off.items())


@finding("C")
def polish() -> str:
    """Soldiers at a volatility of .35 / .5; whether a hindcast takes a theory, a sensitivity a second scenario."""
    force = [mean("deployed", us_volatility=sd) for sd in (0.35, 0.5)]
    takes = [
        name in inspect.signature(analysis).parameters
        for analysis, name in ((hindcast, "theory"), (sensitivity, "against"))
    ]
    return f"{each(force, 0)}; {' / '.join('yes' if one else 'no' for one in takes)}"
