"""A truce that two sign and one can break."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.scenario.levers import ROLES
from tests.patterns.entries import Verdict, pattern
from tests.patterns.lab import granted, setting

FRONTS = (-1.0, 0.0, 1.0)
KOREA: dict[str, Any] = {
    **granted(force_size=40_000, roles=ROLES, roe=0.7),
    "push": 1.0,
    "russian_consent": 0.7,
    "us_backing": 1.0,
    "us_volatility": 0.0,
    "battlefield": 0.0,
    "horizon": 60,
}
"""Signed at stalemate under pressure; a treaty, soldiers who answer, and a line that is watched."""


def breaks(**levers: Any) -> float:
    """Truces broken, in each month that truces stood.

    By the month, since what makes truces last makes them begin earlier too, and so gives them longer to break. An old
    truce is firmer than a fresh one: compare truces that begin alike.
    """
    force = setting(**levers)
    return float(force["truce_broken"].sum() / force["truce_months"].sum())


def within(months: int, rate: float) -> float:
    """Chance that a truce breaks within so many months."""
    return float(1.0 - (1.0 - rate) ** months)


@pattern("P49")
def without_moscow_nobody_signs() -> Verdict:
    signed = {
        (front, push): setting(
            russian_consent=0.0, us_backing=0.75, battlefield=front, push=push, horizon=60
        ).mean("truce_signed")
        for front in FRONTS
        for push in (0.0, 1.0)
    }
    return Verdict(max(signed.values()) == 0.0, {"signed, by front and push": signed})


@pattern("P50")
def truces_are_signed_at_stalemate() -> Verdict:
    losing, even, winning = (
        setting(horizon=60, us_backing=0.75, russian_consent=0.7, battlefield=front).mean("truce_signed")
        for front in FRONTS
    )
    return Verdict(
        even >= max(losing, winning) + 0.1, {"signed: losing, even, winning": (losing, even, winning)}
    )


@pattern("P51")
def pressure_brings_signatures() -> Verdict:
    free, pressed = (
        setting(horizon=60, russian_consent=0.4, us_backing=0.5, push=push).mean("truce_signed")
        for push in (0.0, 1.0)
    )
    return Verdict(pressed >= free + 0.3, {"signed: free, pressed": (free, pressed)})


@pattern("P52")
def many_truces_break() -> Verdict:
    share = within(36, breaks(russian_consent=0.5))
    return Verdict(0.3 <= share <= 0.8, {"broken within three years": share})


@pattern("P53")
def korea_holds() -> Verdict:
    share = within(60, breaks(**KOREA))
    return Verdict(share <= 0.2, {"broken within five years": share})


@pattern("P54")
def donbas_does_not() -> Verdict:
    levers: dict[str, Any] = {"push": 1.0, "russian_consent": 0.3, "us_backing": 0.0, "force_size": 0}
    force = setting(**levers, assume={"frail0": 0.2})
    signed = force["truce_signed"] > 0
    months = float(np.median(force["truce_months"][signed]))
    share = float(np.mean(force["truce_broken"][signed]))
    return Verdict(share >= 0.8 and months <= 12, {"broken": share, "months that truces stood": months})


@pattern("P55")
def a_forced_truce_of_a_loser_dies_first() -> Verdict:
    forced = breaks(russian_consent=0.5, battlefield=-0.6, push=1.0)
    free = breaks(russian_consent=0.5, battlefield=0.0, push=0.0)
    return Verdict(forced >= 1.25 * free, {"broken a month: forced, free": (forced, free)})


@pattern("P56")
def a_guarantee_makes_a_truce_last() -> Verdict:
    alone, backed = (
        breaks(**granted(force_size=20_000), push=1.0, russian_consent=0.5, us_backing=us, us_volatility=0.0)
        for us in (0.0, 1.0)
    )
    return Verdict(backed <= 0.75 * alone, {"broken a month: without, with the US": (alone, backed)})


@pattern("P57")
def a_watched_truce_lasts() -> Verdict:
    blind, watched = (
        breaks(russian_consent=0.5, us_backing=0.75, roles=roles)
        for roles in ([role for role in ROLES if role != "monitoring"], ROLES)
    )
    return Verdict(watched <= 0.85 * blind, {"broken a month: unwatched, watched": (blind, watched)})


@pattern("P58")
def a_truce_that_breaks_keeps_soldiers_away() -> Verdict:
    levers: dict[str, Any] = {"push": 1.0, "russian_consent": 0.5, "us_backing": 0.75}
    firm, frail = (
        setting(**levers, assume={"frail0": chance}).mean("ground_contributors") for chance in (0.0, 0.2)
    )
    return Verdict(firm - frail >= 1.0, {"on the ground: firm truces, frail ones": (firm, frail)})


@pattern("P59")
def an_attack_ends_a_truce() -> Verdict:
    force = setting(push=1.0, russian_consent=0.5, horizon=60, assume={"frail0": 0.0})
    struck = (force["deal"] > 0) & (force["attacked"] > 0)
    share = float(np.mean(force["truce_broken"][struck]))
    return Verdict(share == 1.0, {"broken by an attack": share, "attacks on a truce": int(struck.sum())})


@pattern("P96")
def a_truce_lets_soldiers_in() -> Verdict:
    levers: dict[str, Any] = {"hostilities": 1.0, "russian_consent": 0.7, "push": 0.4, "us_backing": 0.75}
    unsigned = {"claim0": 1.0, "claim_Q": 0.0, "aversion": 5.0}
    war, truce = (setting(**levers, assume=assume).mean("ground_contributors") for assume in (unsigned, {}))
    return Verdict(truce - war >= 3.0, {"on the ground: no truce, truce": (war, truce)})


@pattern("P97")
def visible_soldiers_cost_a_signature() -> Verdict:
    quiet, loud = (
        setting(
            **granted(force_size=40_000),
            horizon=60,
            us_backing=1.0,
            russian_consent=0.5,
            nato_visibility=seen,
        ).mean("truce_signed")
        for seen in (0.0, 1.0)
    )
    return Verdict(quiet - loud >= 0.05, {"signed: hidden, visible": (quiet, loud)})
