"""Patterns of the second rulebook, written before its rules ran; rows in `second.csv`, not yet in the ledger.

python -m tests.patterns.second [P41 P42 …]

To switch them on: append `second.csv` to `sim/evidence/patterns.csv`, and let `__main__`, `test_patterns` and
`tests.mutants.test_mutants` take `ALL` for `PATTERNS`. Thresholds are those of the sources named in the rows, or were
set beforehand by judgement.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.evidence import load
from sim.evidence.recorded import MOMENTS, NO, recorded_codes
from sim.scenario import roster
from tests.patterns.__main__ import rounded
from tests.patterns.lab import Runs, attack_within_five_years, granted, setting
from tests.patterns.suite import PATTERNS, Verdict

ROWS = Path(__file__).parent / "second.csv"
SECOND: dict[str, Callable[[], Verdict]] = {}
ROLES = ("arms", "training", "hub", "air", "sea", "monitoring", "support", "protection", "forward")
"""In the order of the bits of `roles_by_country`."""
BORDERS = ("border_ukraine", "border_russia_belarus")
NEAR = tuple(
    code
    for code in roster.codes()
    if any((row := load().fact(code, border)) and row.value > 0.0 for border in BORDERS)
)
FAR = tuple(code for code in roster.codes() if code not in NEAR)
YES_TO_ALL: dict[str, Any] = {"assume": {"b0": 20.0}, "parliament": 0.0, "us_volatility": 0.0}
"""Levers under which every state that may go says yes, so that enablers alone bind."""
PROMISES, REQUEST, SUSTAINMENT = 0, 1, 3
COVERED, AIR_DEFENCE, INTELLIGENCE = 0, 1, 2
"""Codes of `binding` and of `uncovered_by`."""


def second(code: str) -> Callable[[Callable[[], Verdict]], Callable[[], Verdict]]:
    """Enter a test under its number."""

    def enter(test: Callable[[], Verdict]) -> Callable[[], Verdict]:
        SECOND[code] = test
        return test

    return enter


def takes(runs: Runs, country: str, *roles: str) -> float:
    """Share of runs in which a country takes one of these roles at least."""
    bits = runs.of(country, "roles_by_country").astype(np.int64)
    return float(np.mean(np.bitwise_or.reduce([bits >> ROLES.index(role) & 1 for role in roles])))


def kept(**levers: Any) -> float:
    """Soldiers six months after an attack over those before, over all runs in which both are known."""
    force = setting(horizon=60, **levers)
    known = ~np.isnan(force["standing_after"])
    return float(np.average(force["standing_after"][known], weights=force["deployed"][known]))


def broken(**levers: Any) -> float:
    """Share of the runs with a truce in which one breaks."""
    force = setting(**levers)
    return float(np.mean(force["truce_broken"][force["truce_signed"] > 0]))


def shares(runs: Runs, outcome: str) -> list[float]:
    """How often each code of an outcome is found, over the runs with a force."""
    found = runs[outcome][runs["deployed"] > 0].astype(int)
    return [float(share) for share in np.bincount(found, minlength=5) / len(found)]


def joining(runs: Runs, states: tuple[str, ...]) -> float:
    """How many of these states are on the ground, on average."""
    return float(np.sum([np.mean(runs.joins(code)) for code in states]))


def besides(runs: Runs, *states: str) -> float:
    """How many others are on the ground, on average."""
    return runs.mean("ground_contributors") - joining(runs, states)


# Stand or leave


@second("P41")
def losses_bind_under_the_tripwire_theory() -> Verdict:
    share = kept(theory="schelling_tripwire")
    return Verdict(share >= 0.6, {"soldiers left after six months": share})


@second("P42")
def the_far_stay_by_half_or_more() -> Verdict:
    share = kept(exclude=NEAR, roe=0.5)
    return Verdict(0.5 <= share <= 0.85, {"soldiers left after six months": share})


@second("P43")
def the_near_stay_more_often() -> Verdict:
    near, far = kept(exclude=FAR), kept(exclude=NEAR)
    return Verdict(near - far >= 0.10, {"soldiers left, near, far": (near, far)})


@second("P44")
def near_soldiers_are_worth_more_resolve() -> Verdict:
    expected = []
    for left_out in (FAR, (), NEAR):
        force = setting(exclude=left_out)
        expected.append(float(np.mean(force["standing"][force["deployed"] > 0])))
    near, all_states, far = expected
    return Verdict(near > all_states > far, {"expected to stand: near, all, far": expected})


@second("P45")
def rules_are_practised_as_they_are_practised() -> Verdict:
    figures = {}
    for roe in (0.9, 0.2):
        force = setting(**granted(force_size=10_000), roe=roe, us_backing=1.0, us_volatility=0.0)
        answered = float(force["answered"].sum() / force["incidents"].sum())
        figures[roe] = answered, force.mean("practised_roe")
    holds = all(abs(answered - practised) <= 0.03 for answered, practised in figures.values())
    return Verdict(holds, {"answered, practised": figures})


@second("P46")
def believed_and_executed_response_agree() -> Verdict:
    force = setting(horizon=60, assume={"faith": 1.0, "forget": 0.0})
    struck = ~np.isnan(force["fought"])
    believed, executed = force["response_europe"][struck], force["fought"][struck]
    tenths = np.array_split(np.argsort(believed, kind="stable"), 10)
    off = [tenth_gap(executed[at] - believed[at]) for at in tenths]
    return Verdict(max(off) <= 3.0, {"standard errors apart, by tenth": off, "attacks": int(struck.sum())})


def tenth_gap(difference: NDArray[np.float64]) -> float:
    """How many standard errors a mean lies off zero."""
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    return abs(float(difference.mean())) / max(1e-12, float(error))


# A truce of two


@second("P47")
def without_consent_nobody_signs() -> Verdict:
    signed = {
        (front, push): setting(russian_consent=0.0, battlefield=front, push=push).mean("truce_signed")
        for front in (-1.0, 0.0, 1.0)
        for push in (0.0, 1.0)
    }
    return Verdict(max(signed.values()) == 0.0, {"signed, by front and push": signed})


@second("P48")
def truces_are_signed_at_stalemate() -> Verdict:
    losing, even, winning = (
        setting(russian_consent=0.5, battlefield=front).mean("truce_signed") for front in (-1.0, 0.0, 1.0)
    )
    return Verdict(even > max(losing, winning), {"signed: losing, even, winning": (losing, even, winning)})


@second("P49")
def many_truces_break() -> Verdict:
    share = broken(russian_consent=0.5)
    return Verdict(0.3 <= share <= 0.8, {"broken within three years": share})


@second("P50")
def korea_holds() -> Verdict:
    share = broken(
        push=1.0, russian_consent=0.7, us_backing=1.0, us_volatility=0.0, battlefield=0.0, horizon=60
    )
    return Verdict(share <= 0.2, {"broken within five years": share})


@second("P51")
def donbas_does_not() -> Verdict:
    levers: dict[str, Any] = {"push": 1.0, "russian_consent": 0.3, "us_backing": 0.0, "force_size": 0}
    force = setting(**levers, assume={"frail0": 0.2})
    signed = force["truce_signed"] > 0
    months = float(np.median(force["truce_months"][signed]))
    share = float(np.mean(force["truce_broken"][signed]))
    return Verdict(share >= 0.8 and months <= 12, {"broken": share, "months that truces stood": months})


@second("P52")
def a_forced_truce_of_a_loser_dies_first() -> Verdict:
    forced = broken(russian_consent=0.5, battlefield=-0.6, push=1.0)
    free = broken(russian_consent=0.5, battlefield=0.0, push=0.0)
    return Verdict(forced - free >= 0.05, {"broken: forced, free": (forced, free)})


@second("P53")
def a_guarantee_makes_a_truce_last() -> Verdict:
    alone, backed = (
        broken(**granted(force_size=20_000), russian_consent=0.5, us_backing=us, us_volatility=0.0)
        for us in (0.0, 1.0)
    )
    return Verdict(alone - backed >= 0.05, {"broken: without, with the US": (alone, backed)})


# A conference


@second("P54")
def the_north_follows_the_leaders() -> Verdict:
    north = ("DNK", "EST", "FIN", "LTU", "LVA", "NOR", "SWE")
    both, neither = setting(), setting(exclude=("FRA", "GBR"))
    states = joining(both, north), joining(neither, north)
    return Verdict(states[0] - states[1] >= 0.1 * len(north), {"of seven on the ground": states})


@second("P55")
def a_conditional_state_makes_its_condition_weigh_on_others() -> Verdict:
    loss = {}
    for left_out in ((), ("DEU",)):
        backed, alone = (setting(us_backing=us, us_volatility=0.0, exclude=left_out) for us in (1.0, 0.0))
        loss[left_out] = besides(backed, "DEU") - besides(alone, "DEU")
    return Verdict(
        loss[()] - loss["DEU",] >= 0.1, {"others lost without the US: Germany in, out": list(loss.values())}
    )


@second("P56")
def a_leader_that_leaves_takes_others_along() -> Verdict:
    turn = {"kind": "election", "month": 18, "country": "GBR", "size": -3.0}
    others = besides(setting(), "GBR"), besides(setting(injects=[turn]), "GBR")
    return Verdict(others[0] - others[1] >= 0.3, {"others on the ground: stays, leaves": others})


@second("P57")
def who_waits_and_who_rallies() -> Verdict:
    force = setting()
    ordered = bool(np.all(force["joined_wait"] <= force["joined_rally"]))
    apart = float(np.mean(force["joined_wait"] < force["joined_rally"]))
    return Verdict(ordered and 0.01 <= apart <= 0.6, {"ordered": ordered, "share that differ": apart})


@second("P58")
def who_decides_alone_needs_no_conference() -> Verdict:
    force = setting(assume={"b_peer": 0.0, "b_cond": 0.0})
    apart = float(np.mean(force["joined_wait"] != force["joined_rally"]))
    return Verdict(apart == 0.0, {"share that differ": apart})


# Enablers by kind


@second("P59")
def ten_thousand_need_nobody() -> Verdict:
    force = setting(**YES_TO_ALL, force_size=10_000, us_backing=0.0)
    carried = sum(shares(force, "binding")[: REQUEST + 1])
    covered = shares(force, "uncovered_by")[COVERED]
    return Verdict(carried >= 0.95 and covered >= 0.7, {"carried, covered": (carried, covered)})


@second("P60")
def air_defence_is_short_first_then_supply() -> Verdict:
    some, many = (setting(**YES_TO_ALL, force_size=size, us_backing=0.0) for size in (25_000, 60_000))
    gaps, limits = shares(some, "uncovered_by"), shares(many, "binding")
    holds = int(np.argmax(gaps)) == AIR_DEFENCE and int(np.argmax(limits)) == SUSTAINMENT
    return Verdict(holds, {"gaps at 25,000": gaps, "limits at 60,000": limits})


@second("P61")
def with_the_us_nothing_is_short() -> Verdict:
    force = setting(**YES_TO_ALL, force_size=60_000, us_backing=1.0)
    carried = sum(shares(force, "binding")[: REQUEST + 1])
    covered = shares(force, "uncovered_by")[COVERED]
    return Verdict(min(carried, covered) >= 0.8, {"carried, covered": (carried, covered)})


@second("P62")
def each_part_is_missed_by_its_kind() -> Verdict:
    parts = ("air_defence", "intelligence", "airlift", "guarantee")
    without = {
        part: setting(
            **YES_TO_ALL,
            force_size=60_000,
            us_backing=1.0,
            us_parts=[other for other in parts if other != part],
        )
        for part in parts[:3]
    }
    figures = {
        "airlift": shares(without["airlift"], "binding")[SUSTAINMENT],
        "air_defence": shares(without["air_defence"], "uncovered_by")[AIR_DEFENCE],
        "intelligence": shares(without["intelligence"], "uncovered_by")[INTELLIGENCE],
    }
    return Verdict(min(figures.values()) >= 0.5, {"share in which it binds": figures})


@second("P63")
def the_guarantee_moves_belief_alone() -> Verdict:
    levers: dict[str, Any] = YES_TO_ALL | {"force_size": 40_000, "us_backing": 1.0}
    whole = setting(**levers)
    bare = setting(**levers, us_parts=["air_defence", "intelligence", "airlift"])
    force = whole.mean("deployed"), bare.mean("deployed")
    response = whole.mean("response"), bare.mean("response")
    return Verdict(
        abs(force[1] / force[0] - 1) <= 0.01 and response[0] - response[1] >= 0.02,
        {"soldiers": force, "response": response},
    )


# Executives look ahead; soft targets


@second("P64")
def a_soft_force_is_tested_most() -> Verdict:
    sizes = (250, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 80_000)
    found = {size: setting(**granted(force_size=size)).mean("incidents") for size in sizes}
    most = max(found, key=lambda size: found[size])
    ends = max(found[sizes[0]], found[sizes[-1]])
    return Verdict(1_000 <= most <= 20_000 and ends <= 0.9 * found[most], {"incidents by size": found})


@second("P65")
def danger_calls_the_near_and_keeps_the_far() -> Verdict:
    usual, grave = setting(baseline_attack_risk=0.6), setting(baseline_attack_risk=0.99)
    near = joining(grave, NEAR) - joining(usual, NEAR)
    far = joining(grave, FAR) - joining(usual, FAR)
    return Verdict(near >= -0.05 and far <= -0.1, {"change: near, far": (near, far)})


@second("P66")
def what_costs_more_is_sent_less() -> Verdict:
    usual, dear = (setting(assume={"c_s": cost}).mean("deployed") for cost in (0.12, 0.24))
    return Verdict(dear <= 0.97 * usual, {"soldiers: usual, dear": (usual, dear)})


@second("P67")
def threats_work_on_the_far_and_the_unbacked() -> Verdict:
    threat = {"kind": "russian_threat", "month": 33}
    lost = {}
    for us in (0.25, 1.0):
        levers: dict[str, Any] = {"us_backing": us, "us_volatility": 0.0}
        calm, warned = setting(**levers), setting(**levers, injects=[threat])
        lost[us] = [1 - joining(warned, who) / joining(calm, who) for who in (NEAR, FAR)]
    near, far = lost[0.25]
    return Verdict(
        far > near and far >= 0.02 and abs(lost[1.0][1]) <= 0.5 * far, {"share lost: near, far": lost}
    )


@second("P68")
def a_stronger_adversary_never_attacks_less() -> Verdict:
    strengths = (100_000.0, 300_000.0, 500_000.0, 1_000_000.0, 1_900_000.0)
    figures = {
        size: [
            attack_within_five_years(**granted(force_size=size), assume={"RU": strength})
            for strength in strengths
        ]
        for size in (0, 40_000)
    }
    holds = all(weaker <= stronger for risk in figures.values() for weaker, stronger in pairwise(risk))
    gain = min(risk[-1] - risk[0] for risk in figures.values())
    return Verdict(holds and gain >= 0.05, {"P5y by strength": figures})


# Roles side by side


@second("P69")
def poland_is_a_hub_and_no_sender() -> Verdict:
    force = setting()
    hub, ground = takes(force, "POL", "hub"), float(np.mean(force.joins("POL")))
    return Verdict(hub >= 0.7 and ground <= 0.02, {"hub, on the ground": (hub, ground)})


@second("P70")
def the_littoral_sends_ships_before_soldiers() -> Verdict:
    force = setting()
    figures = {
        code: (takes(force, code, "sea"), float(np.mean(force.joins(code)))) for code in ("BGR", "ROU", "TUR")
    }
    return Verdict(all(sea > ground for sea, ground in figures.values()), {"sea, on the ground": figures})


@second("P71")
def who_will_not_help_has_no_role() -> Verdict:
    force = setting(evidence="record")
    figures = {code: takes(force, code, *ROLES[1:6]) for code in ("HUN", "SVK")}
    return Verdict(max(figures.values()) <= 0.3, {"some role off the ground": figures})


@second("P72")
def germany_alone_trains() -> Verdict:
    force = setting(us_backing=0.0, us_volatility=0.0)
    outside, inside = takes(force, "DEU", "training", "air"), takes(force, "DEU", "protection", "forward")
    return Verdict(outside >= 0.5 and inside <= 0.1, {"training or air, protection": (outside, inside)})


@second("P73")
def a_short_menu_loses_guests() -> Verdict:
    full, short = setting(), setting(roles=["protection"])
    figures = {
        name: (full.mean(name), short.mean(name)) for name in ("any_role_contributors", "ground_contributors")
    }
    return Verdict(all(few <= many - 1 for many, few in figures.values()), {"full, short": figures})


# What the record says


@second("P74")
def who_refused_stays_away() -> Verdict:
    figures = {}
    for moment in MOMENTS:
        force = setting(reading=moment, evidence="record")
        refused = [code for code, word in recorded_codes(moment).items() if word <= NO]
        joins = {code: float(np.mean(force.joins(code))) for code in refused}
        most = max(joins, key=lambda code: joins[code])
        figures[moment] = most, joins[most]
    return Verdict(max(share for _, share in figures.values()) <= 0.1, {"most of those who refused": figures})


@second("P75")
def nobody_is_the_force() -> Verdict:
    figures = {}
    for layer in ("articles", "record"):
        force = setting(evidence=layer)
        sent = {code: float(force.of(code, "troops_by_country").sum()) for code in roster.codes()}
        first = max(sent, key=lambda code: sent[code])
        figures[layer] = first, sent[first] / sum(sent.values())
    return Verdict(max(share for _, share in figures.values()) <= 0.25, {"largest share": figures})


ALL = PATTERNS | SECOND


def main(codes: list[str]) -> int:
    """Measure these patterns, or all; one that cannot be measured in this rulebook says so. 1 if one does not hold."""
    with ROWS.open(encoding="utf-8", newline="") as lines:
        names = {row["pattern_id"]: row["name"] for row in csv.DictReader(lines)}
    failed = 0
    for code in codes or SECOND:
        try:
            found = SECOND[code]()
            verdict, figures = ("holds" if found.holds else "FAILS"), str(rounded(found.figures))
        except (ValueError, KeyError) as gone:
            verdict, figures = "GONE", str(gone)
        failed += verdict != "holds"
        print(f"{code} {verdict} {names[code]}: {figures}", flush=True)
    return min(1, failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
