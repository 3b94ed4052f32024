"""Who the states are: reserves, publics, laws, words and what nobody said."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.evidence import load
from sim.evidence.recorded import MOMENTS, NO, recorded_codes
from sim.scenario import roster
from tests.patterns.entries import Verdict, pattern, rising
from tests.patterns.lab import US, setting

ALL_GO: dict[str, Any] = {
    "force_size": 300_000,
    "us_backing": 1.0,
    "parliament": 0.0,
    "assume": {"b0": 20.0},
}
"""Levers under which every state that may go sends what it can."""


@pattern("P05")
def poland_holds_a_reserve() -> Verdict:
    shares = {}
    for reading in load().readings:
        for us in (0.0, 0.5, 1.0):
            force = setting(reading=reading, us_backing=us)
            polish = force.of("POL", "troops_by_country")
            small = polish < 0.01 * np.maximum(force["deployed"], 1.0)
            shares[reading, us] = float(np.mean(small))
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
    base, no_border, unopposed = (
        setting(us_backing=0.5, **levers).willing("ITA")
        for levers in ({}, {"border_threat": 0.0}, {"stances": {"ITA": 0.0}, "publics": {"ITA": 0.5}})
    )
    holds = min(out) >= 0.95 and abs(no_border - base) <= 0.02 and unopposed > base + 0.05
    return Verdict(holds, {"out": out, "executive willing": (base, no_border, unopposed)})


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


@pattern("P27")
def a_mandate_moves_those_who_need_it() -> Verdict:
    none, un = setting(us_backing=0.5, mandate="none"), setting(us_backing=0.5, mandate="un")
    gain = {code: un.willing(code) - none.willing(code) for code in ("IRL", "AUT", "NLD", "FRA", "GBR")}
    return Verdict(
        min(gain[c] for c in ("IRL", "AUT", "NLD")) >= max(gain["FRA"], gain["GBR"]) + 0.01,
        {"gain in willingness": gain},
    )


@pattern("P31")
def publics_count() -> Verdict:
    states = [code for code in roster.codes() if code not in ("DEU", "ITA", "POL")]
    share = {}
    for support in (0.3, 0.7):
        polled = setting(us_backing=0.5, publics=dict.fromkeys(states, support))
        share[support] = float(np.mean([polled.willing(code) for code in states]))
    return Verdict(share[0.7] - share[0.3] >= 0.10, {"willing by support": share})


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


@pattern("P86")
def who_refused_stays_away() -> Verdict:
    figures = {}
    for moment in MOMENTS:
        force = setting(reading=moment, evidence="record")
        refused = [code for code, word in recorded_codes(moment).items() if word <= NO]
        joins = {code: float(np.mean(force.joins(code))) for code in refused}
        most = max(joins, key=lambda code: joins[code])
        figures[moment] = most, joins[most]
    return Verdict(max(share for _, share in figures.values()) <= 0.1, {"most of those who refused": figures})


@pattern("P87")
def what_nobody_said_is_left_open() -> Verdict:
    force, spoken = setting(), load().stances["sep2025"]
    spread = {code: float(np.std(force.of(code, "willingness_by_country"))) for code in roster.codes()}
    said = max(spread[code] for code in spread if code in spoken)
    unsaid = min(spread[code] for code in spread if code not in spoken)
    return Verdict(
        unsaid >= 1.2 * said, {"spread of willingness: most of spoken, least of silent": (said, unsaid)}
    )


@pattern("P88")
def law_asks_for_its_mandate() -> Verdict:
    joins = {
        mandate: float(np.mean(setting(us_backing=0.75, mandate=mandate).joins("IRL")))
        for mandate in ("coalition", "eu", "un")
    }
    return Verdict(joins["coalition"] == joins["eu"] == 0.0 and joins["un"] >= 0.1, {"IRL joins": joins})


@pattern("P89")
def two_thirds_are_harder_than_half() -> Verdict:
    force = setting(us_backing=1.0)
    asked = roster.facts()["majority"]
    stopped = {
        code: float(np.mean(~force.joins(code)[force.of(code, "willingness_by_country") > 0]))
        for code, majority in zip(roster.codes(), asked, strict=True)
        if majority > 0.5
    }
    return Verdict(min(stopped.values()) >= 0.3, {"willing and stopped by parliament": stopped})


@pattern("P90")
def conscripts_stay_at_home() -> Verdict:
    force = setting(**ALL_GO)
    sent = float(force.of("TUR", "troops_by_country").sum() / force["deployed"].sum())
    return Verdict(sent <= 0.15, {"Turkish share of all soldiers": sent})


@pattern("P91")
def no_state_sends_much_more_than_it_ever_did() -> Verdict:
    force = setting(**ALL_GO)
    before = roster.facts()["deployed_before"]
    most = np.array([force.of(code, "troops_by_country").max() for code in roster.codes()])
    over = float(np.max(most / np.maximum(2.5 * before, 1_200.0)))
    return Verdict(over <= 1.0, {"largest contingent over 2.5 missions, or a token": over})


@pattern("P94")
def an_order_replaces_the_wish_alone() -> Verdict:
    rows = [
        {"month": 0, "state": "DEU", "role": "protection"},
        {"month": 0, "state": "FRA", "role": "none"},
    ]
    own, ordered = setting(us_backing=0.0), setting(us_backing=0.0, orders=rows)
    joins = {code: [float(np.mean(s.joins(code))) for s in (own, ordered)] for code in ("DEU", "FRA")}
    stopped = ordered.mean("blocked_by_parliament") - own.mean("blocked_by_parliament")
    holds = joins["DEU"][1] - joins["DEU"][0] >= 0.5 and joins["DEU"][1] < 1.0 and joins["FRA"][1] == 0.0
    return Verdict(holds, {"on the ground: own wish, ordered": joins, "more stopped by parliament": stopped})
