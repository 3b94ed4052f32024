"""Three aims a seat, each met or not by the numbers of the run; one can always be reached by staying out.

No score counts soldiers, dead or victory: a state that stays out well must be able to reach all it wants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.evidence import load
from sim.evidence.layers import voices
from sim.rules.roles import ON_GROUND
from sim.scenario import Scenario, roster
from sim.seminar.words import count, say

BACKING = 0.35
"""US backing that counts as wavering, not gone: the lever's preset of that name."""
OTHERS = 10_000
"""Soldiers of others: the lower end of what the articles speak of (C134)."""
LARGE = 0.05
"""Share of all contributors' defence spending from which a state counts as large."""
HALF = 0.5
Months = list[dict[str, Any]]


@dataclass(frozen=True)
class Aim:
    """An aim in words, and whether it is met so far."""

    words: str
    met: bool
    now: str


def aims(scenario: Scenario, code: str, months: Months, share: float | None, capacity: float) -> list[Aim]:
    """The aims of a state's seat.

    Parameters
    ----------
    scenario
        What is played.
    code
        The state.
    months
        The months played so far, as anybody sees them.
    share, capacity
        Of what it could send, the share last ordered, and the whole in soldiers.

    Returns
    -------
    list of Aim
        Three.
    """
    voice = voices(load(), scenario.evidence, scenario.reading).get(code)
    stays = voice is not None and voice.value <= -2
    own = [_stays_out, _others_in_place] if stays else [_not_alone, _half_in_place]
    facts: Mapping[str, Any] = {"code": code, "months": months, "share": share, "capacity": capacity}
    return [aim(facts) for aim in (*own, _backing)]


def _stays_out(facts: Mapping[str, Any]) -> Aim:
    out = all(month["rungs"].get(facts["code"], 0) < ON_GROUND for month in facts["months"])
    return Aim(say("aim.out"), out, say("aim.out.met" if out else "aim.out.unmet"))


def _others_in_place(facts: Mapping[str, Any]) -> Aim:
    last: dict[str, Any] = facts["months"][-1] if facts["months"] else {"deployed": 0.0, "troops": {}}
    others = last["deployed"] - last["troops"].get(facts["code"], 0.0)
    return Aim(say("aim.others", n=count(OTHERS)), others >= OTHERS, count(others))


def _not_alone(facts: Mapping[str, Any]) -> Aim:
    weights = dict(zip(roster.codes(), roster.facts()["weight"], strict=True))
    large = {code for code, weight in weights.items() if weight >= LARGE} - {facts["code"]}
    alone = False
    for month in facts["months"]:
        there = {code for code, rung in month["rungs"].items() if rung >= ON_GROUND}
        alone = alone or (facts["code"] in there and not there & large)
    return Aim(say("aim.not_alone"), not alone, say("aim.not_alone.unmet" if alone else "aim.not_alone.met"))


def _half_in_place(facts: Mapping[str, Any]) -> Aim:
    there = facts["months"][-1]["troops"].get(facts["code"], 0.0) if facts["months"] else 0.0
    promised = facts["capacity"] * (facts["share"] or 0.0)
    part = there / promised if promised else 1.0
    return Aim(say("aim.half"), part >= HALF, f"{100 * part:.0f} %")


def _backing(facts: Mapping[str, Any]) -> Aim:
    now = facts["months"][-1]["us_backing"] if facts["months"] else 1.0
    words = say("aim.backing", level=f"{BACKING:.2f}")
    return Aim(words, now >= BACKING, f"{now:.2f}" if facts["months"] else "–")
