"""The patterns of `sim/evidence/patterns.csv`, each a function that measures figures and says whether it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from sim.evidence import load
from sim.scenario import roster
from tests.patterns.lab import US, attack_within_five_years, granted, setting


@dataclass(frozen=True)
class Verdict:
    """What was measured and whether the pattern holds."""

    holds: bool
    figures: dict[str, object]


PATTERNS: dict[str, Callable[[], Verdict]] = {}


def pattern(code: str) -> Callable[[Callable[[], Verdict]], Callable[[], Verdict]]:
    """Enter a test in the suite under its number in the ledger."""

    def enter(test: Callable[[], Verdict]) -> Callable[[], Verdict]:
        PATTERNS[code] = test
        return test

    return enter


def rising(values: list[float]) -> bool:
    """Strictly rising."""
    return all(a < b for a, b in pairwise(values))


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


@pattern("P05")
def poland_holds_a_reserve() -> Verdict:
    shares = {}
    for reading in load().readings:
        for stances in ({}, {"POL": 0.0}):
            for us in (0.0, 0.5, 1.0):
                force = setting(reading=reading, stances=stances, us_backing=us)
                polish = force.of("POL", "troops_by_country")
                small = polish < 0.01 * np.maximum(force["deployed"], 1.0)
                shares[f"{reading} stance {stances or 'as reported'} US {us}"] = float(np.mean(small))
    reserve = [
        float(np.mean(setting(border_threat=threat).of("POL", "reserve_by_country")))
        for threat in (0.0, 0.5, 1.0, 2.0)
    ]
    return Verdict(
        min(shares.values()) >= 0.99 and rising(reserve), {"share below 1 %": shares, "reserve": reserve}
    )


@pattern("P06")
def italy_stays_out_for_another_reason() -> Verdict:
    out = [float(np.mean(setting(us_backing=us).of("ITA", "troops_by_country") < 50)) for us in US]
    base = float(np.mean(setting(us_backing=0.5).joins("ITA")))
    no_border = float(np.mean(setting(us_backing=0.5, border_threat=0.0).joins("ITA")))
    no_stance = float(
        np.mean(setting(us_backing=0.5, stances={"ITA": 0.0}, publics={"ITA": 0.5}).joins("ITA"))
    )
    holds = min(out) >= 0.95 and abs(no_border - base) <= 0.02 and no_stance > base + 0.05
    return Verdict(holds, {"out": out, "joins": (base, no_border, no_stance)})


@pattern("P07")
def germany_is_conditional() -> Verdict:
    with_us, without = (float(np.mean(setting(us_backing=us).joins("DEU"))) for us in (1.0, 0.0))
    scholz = float(np.mean(setting(us_backing=1.0, stances={"DEU": -3.0}).joins("DEU")))
    return Verdict(
        with_us - without >= 0.25 and scholz <= 0.05, {"with, without, Scholz": (with_us, without, scholz)}
    )


@pattern("P08")
def france_depends_least_on_the_us() -> Verdict:
    alone, backed = setting(us_backing=0.0), setting(us_backing=1.0)
    ratios = {
        code: float(np.mean(alone.joins(code)) / np.mean(backed.joins(code)))
        for code in roster.codes()
        if np.mean(backed.joins(code)) > 0.3
    }
    return Verdict(max(ratios, key=lambda code: ratios[code]) == "FRA", {"joins alone over backed": ratios})


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


@pattern("P11")
def no_deployment_into_a_hot_war() -> Verdict:
    hot, ceasefire = setting(hostilities=1.0).median("deployed"), setting(hostilities=0.0).median("deployed")
    return Verdict(hot <= 0.1 * ceasefire, {"hot, ceasefire": (hot, ceasefire)})


@pattern("P12")
def a_better_front_raises_willingness_and_lowers_need() -> Verdict:
    force = [setting(battlefield=b).median("deployed") for b in (-1.0, 0.0, 1.0)]
    need = [setting(battlefield=b).mean("guarantee_demand") for b in (-1.0, 0.0, 1.0)]
    return Verdict(rising(force) and rising(need[::-1]), {"force": force, "demand": need})


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
        force = setting(us_backing=us)
        ordered &= bool(
            np.all(force["announced"] >= force["pledged"]) and np.all(force["pledged"] >= force["deployed"])
        )
        said = force["announced"] > 0
        figures[us] = float(np.median(force["deployed"][said] / force["announced"][said]))
    return Verdict(ordered and max(figures.values()) <= 0.85, {"ordered": ordered, "done over said": figures})


@pattern("P26")
def honest_uncertainty() -> Verdict:
    low, high = np.quantile(setting()["deployed"], [0.05, 0.95])
    return Verdict(bool(high >= 3 * low), {"90 % interval": (float(low), float(high))})


@pattern("P27")
def a_mandate_moves_those_who_need_it() -> Verdict:
    none, un = setting(us_backing=0.5, mandate="none"), setting(us_backing=0.5, mandate="un")
    gain = {code: un.willing(code) - none.willing(code) for code in ("IRL", "AUT", "NLD", "FRA", "GBR")}
    return Verdict(
        min(gain[c] for c in ("IRL", "AUT", "NLD")) > max(gain["FRA"], gain["GBR"]),
        {"gain in willingness": gain},
    )


@pattern("P29")
def enablers_are_a_ceiling() -> Verdict:
    forced = {"force_size": 300_000, "assume": {"b0": 20.0}, "parliament": 0.0, "us_volatility": 0.0}
    alone, backed = setting(**forced, us_backing=0.0), setting(**forced, us_backing=1.0)
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


@pattern("P31")
def publics_count() -> Verdict:
    states = [code for code in roster.codes() if code not in ("DEU", "ITA", "POL")]
    share = {}
    for support in (0.3, 0.7):
        polled = setting(us_backing=0.5, publics=dict.fromkeys(states, support))
        share[support] = float(np.mean([polled.willing(code) for code in states]))
    return Verdict(share[0.7] - share[0.3] >= 0.10, {"willing by support": share})


@pattern("P33")
def trust_is_lost_faster_than_won() -> Verdict:
    counted_on = [setting(us_backing=0.5, us_volatility=sd).mean("us_backing_end") for sd in (0.0, 0.28)]
    return Verdict(counted_on[0] - counted_on[1] >= 0.03, {"backing counted on: steady, erratic": counted_on})


@pattern("P34")
def france_depends_least_with_equal_voices() -> Verdict:
    codes = roster.codes()
    equal = {"stances": dict.fromkeys(codes, 1.0), "publics": dict.fromkeys(codes, 0.5)}
    alone, backed = setting(us_backing=0.0, **equal), setting(us_backing=1.0, **equal)
    ratios = {code: alone.willing(code) / backed.willing(code) for code in codes}
    first, second, *_ = sorted(ratios, key=lambda code: ratios[code], reverse=True)
    return Verdict(
        first == "FRA" and ratios[first] - ratios[second] >= 0.10,
        {"willing alone over backed": {first: ratios[first], second: ratios[second]}},
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


@pattern("P40")
def an_attack_passes_by_a_force_out_of_its_way() -> Verdict:
    war = []
    for levers in ({"force_size": 100, "location": 0.0}, {"force_size": 40_000}):
        force = setting(horizon=60, us_backing=0.5, **granted(**levers))
        war.append(float(np.mean(force["direct_war"][force["attacked"] > 0])))
    return Verdict(war[0] <= 0.2 * war[1], {"P(war | attack): out of the way, in it": war})


@pattern("P30")
def nearer_deters_more_and_bleeds_more() -> Verdict:
    levers = granted(force_size=10_000, roe=0.7, us_backing=0.5, horizon=60)
    far, near = setting(**levers, location=0.0), setting(**levers, location=1.0)
    risk = far.mean("attacked"), near.mean("attacked")
    dead = far.mean("kia"), near.mean("kia")
    return Verdict(
        risk[0] - risk[1] >= 0.05 and dead[1] > dead[0], {"P5y far, near": risk, "dead far, near": dead}
    )


@pattern("P41")
def who_is_hit_and_bound_is_still_there() -> Verdict:
    share = {}
    for theory in ("schelling_tripwire", "free_riding"):
        force = setting(horizon=60, theory=theory)
        counted = ~np.isnan(force["standing_after"])
        before = force["deployed"][counted]
        share[theory] = float(np.sum(force["standing_after"][counted] * before) / np.sum(before))
    holds = share["schelling_tripwire"] >= 0.6 and share["free_riding"] <= 0.4
    return Verdict(holds, {"soldiers six months on": share})


@pattern("P42")
def a_deal_takes_two() -> Verdict:
    levers = {"horizon": 60, "us_backing": 0.75}
    without = {
        front: setting(**levers, push=1.0, battlefield=front).mean("truce_signed")
        for front in (-1.0, 0.0, 1.0)
    }
    signed = [
        setting(**levers, russian_consent=0.7, battlefield=front).mean("truce_signed")
        for front in (-1.0, 0.0, 1.0)
    ]
    holds = max(without.values()) == 0.0 and signed[1] >= signed[0] + 0.1 and signed[1] >= signed[2] + 0.1
    return Verdict(holds, {"signed without consent": without, "losing, even, winning": signed})


@pattern("P43")
def a_stronger_adversary_never_attacks_less() -> Verdict:
    risk = {}
    for size in (0, 20_000):
        strengths = (100e3, 300e3, 500e3, 800e3, 1.9e6)
        risk[size] = [
            setting(**granted(force_size=size), assume={"RU": strength}).mean("attacked")
            for strength in strengths
        ]
    holds = all(rising(found) and found[-1] >= found[0] + 0.3 for found in risk.values())
    return Verdict(holds, {"attacked by strength": risk})


@pattern("P44")
def some_thousands_are_tested_most() -> Verdict:
    incidents = [
        setting(**granted(force_size=size, baseline_attack_risk=0.01), horizon=12).mean("incidents")
        for size in (250, 2_000, 40_000)
    ]
    return Verdict(
        incidents[1] >= 2 * incidents[0] and incidents[1] >= 1.5 * incidents[2],
        {"incidents at 250, 2,000, 40,000": incidents},
    )


@pattern("P45")
def what_moscow_expects_is_what_it_meets() -> Verdict:
    eager = {"faith": 1.0, "forget": 0.0, "n0": 1.0}
    force = setting(horizon=60, assume=eager)
    came = force["attacked"] > 0
    expected, met = force["response_europe"][came], force["fought"][came]
    tenths = np.array_split(np.argsort(expected, kind="stable"), 10)
    gaps = [
        float((met[t].mean() - expected[t].mean()) / max(1e-3, met[t].std() / np.sqrt(len(t))))
        for t in tenths
    ]
    return Verdict(
        max(map(abs, gaps)) <= 3.5, {"executed less believed, in standard errors, by tenths": gaps}
    )


@pattern("P46")
def each_enabler_binds_in_its_own_way() -> Verdict:
    full: dict[str, Any] = {"force_size": 300_000, "us_backing": 1.0, "us_volatility": 0.0}
    weak = {"sustain_EU": 5_000.0, "air_defence_EU": 1_000.0, "intelligence_EU": 1_000.0}
    full |= {"assume": {"b0": 20.0} | weak}
    whole = {"us_parts": ["air_defence", "intelligence", "airlift", "guarantee"]}
    flags = {"airlift": "bound_by_sustainment", "air_defence": "bare_of_air_defence"}
    flags["intelligence"] = "bare_of_intelligence"
    shares = {}
    for part, flag in flags.items():
        parts = [other for other in whole["us_parts"] if other != part]
        shares[part] = [setting(**full, us_parts=p).mean(flag) for p in (whole["us_parts"], parts)]
    bare = {"force_size": 60_000, "baseline_attack_risk": 0.01, "us_backing": 1.0, "roe": 0.1}
    dead = [
        setting(**granted(**bare), us_parts=parts).mean("kia")
        for parts in (whole["us_parts"], ["airlift", "guarantee"])
    ]
    holds = all(after >= before + 0.5 for before, after in shares.values()) and dead[1] >= 1.2 * dead[0]
    return Verdict(holds, {"binds with, without the part": shares, "dead covered, bare": dead})


@pattern("P47")
def the_near_stand() -> Verdict:
    codes = roster.codes()
    share = [
        setting(us_backing=0.5, stances=dict.fromkeys(codes, -3.0) | dict.fromkeys(willing, 3.0)).mean(
            "standing"
        )
        for willing in (("EST", "LVA", "LTU"), ("ESP", "PRT", "IRL"))
    ]
    return Verdict(share[0] >= share[1] + 0.05, {"expected to stand: near, far": share})


@pattern("P48")
def truces_pressed_on_both_break() -> Verdict:
    free, pressed = (
        setting(horizon=60, russian_consent=0.4, us_backing=0.5, push=push, roe=0.5) for push in (0.0, 1.0)
    )
    signed = free.mean("truce_signed"), pressed.mean("truce_signed")
    broken = pressed.mean("truce_broken") / signed[1]
    return Verdict(
        signed[1] >= signed[0] + 0.3 and 0.3 <= broken <= 0.95,
        {"signed free, pressed": signed, "of these broken": broken},
    )
