"""Figure 3: up to three decisions that surprised the model, term by term.

The surprise of an order is the share of runs, everybody else's orders as played, in which the model itself by the end
of the turn wishes at least as much for this seat, or as little. The wish counts, not what parliament left of it; and on
the ground is on the ground, whatever the role. What is rarer than one run in five is shown; none is a fine slide.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.analysis.trace import watch
from sim.engine.block import Block
from sim.engine.inputs import lay_out
from sim.outcomes import COUNTRY_AT
from sim.rules.roles import ON_GROUND, ROLE_NAMES, RUNGS, explained
from sim.rules.willingness import TERMS
from sim.scenario import Scenario, roster
from sim.scenario.orders import names
from sim.seminar.debrief.played import Played
from sim.seminar.model.game_file import Change, new_orders
from sim.seminar.model.game_runs import runs
from sim.seminar.model.order_form import in_words, label
from sim.seminar.words import called, name_of, say
from sim.wording.labels import term

WORLDS = 500
RARE = 0.2
MOST = 3
STEP = 0.1
Row = dict[str, Any]


def figure(played: Played) -> Row:
    """The rarest decisions, with the reason on record and the model's own terms in this world."""
    at = [one for one in new_orders(played.state, played.through) if one in played.state.sealed]
    found = [_rarity(played, *one) for one in at]
    rare = sorted((one for one in found if one["share"] < RARE), key=lambda one: (one["share"], one["turn"]))
    shown = list({one["seat"]: one for one in reversed(rare)}.values())[::-1][:MOST]
    for one in shown:
        one |= _terms(played, one)
    return {
        "figure": "surprise",
        "title": _title(shown),
        "decisions": shown,
        "looked_at": len(at),
        "question": say("surprise.question", who=name_of(shown[0]["seat"]))
        if shown
        else say("surprise.no_question"),
        "first": shown[0]["seat"] if shown else "observers",
        "runs": WORLDS,
    }


def _rarity(played: Played, turn: int, seat: str) -> Row:
    """How often the model wishes as much for a seat, or as little, in place of its order."""
    sealed = played.state.sealed[turn, seat]
    code = played.state.seats[seat].state
    scenario = played.scenario(Change(turn, seat, None, lasting=True))
    months = played.end_of(turn)
    block = runs([scenario], months, seed=played.state.room.seed, replicates=WORLDS)
    wished, ordered = _wishes(block, code), _rung(sealed.form["role"])
    share = min(float((wished >= ordered).mean()), float((wished <= ordered).mean()))
    return {
        "turn": turn,
        "seat": seat,
        "state": code,
        "month": months - played.end_of(1) + 1,
        "words": in_words(sealed.form),
        "reason": played.texts.get(sealed.reason, ""),
        "ground": ordered >= ON_GROUND,
        "share": share,
        "often": say("surprise.often", n=round(share * WORLDS), runs=WORLDS),
    }


def _wishes(block: Block, code: str) -> Any:
    """Rung that the model wishes for a state, run by run; all that is on the ground counts as one rung."""
    own = block.by_country[0, :, roster.codes().index(code)]
    rungs, willing = own[:, COUNTRY_AT["rung_by_country"]], own[:, COUNTRY_AT["willingness_by_country"]]
    return np.where(willing > 0.0, float(ON_GROUND), np.minimum(rungs, float(ON_GROUND)))


def _rung(role: str | list[str]) -> float:
    """Rung that an order stands for."""
    chosen = () if role == "none" else names(tuple(role) if isinstance(role, list) else role)
    return float(min(ON_GROUND, max((RUNGS[ROLE_NAMES.index(one)] for one in chosen), default=0)))


def _terms(played: Played, decision: Row) -> Row:
    """The model's willingness for a seat in place of its order, term by term, and what stance would turn it."""
    scenario = played.scenario(Change(decision["turn"], decision["seat"], None, lasting=True))
    return terms(played, scenario, decision["state"], decision["turn"])


def why(played: Played, code: str, turn: int) -> Row:
    """Why the model decided for a state as it did in a turn of this world."""
    return {"state": code, "turn": turn, **terms(played, played.scenario(), code, turn)}


def terms(played: Played, scenario: Scenario, code: str, turn: int) -> Row:
    """A state's willingness in this world at the end of a turn.

    Parameters
    ----------
    played, scenario
        The game, and what is run of it.
    code, turn
        State and turn.

    Returns
    -------
    dict
        Terms and their sum in logits, the role they are about, and the stance at which the answer turns.
    """
    room, month = played.state.room, played.end_of(turn) - 1
    block = watch(scenario, code, seed=room.seed, first=room.replicate, month=month)
    struck = block.run["attack_month"][0, 0]
    last = month if np.isnan(struck) else int(struck)
    values = block.terms[0, 0, last]
    printed = [round(float(value), 2) for value in values]
    rows = [
        {"term": called("term", name, term(name)), "value": value}
        for name, value in zip(TERMS, printed, strict=True)
    ]
    return {
        "terms": sorted((row for row in rows if row["value"]), key=lambda row: row["value"]),
        "sum": round(sum(printed), 2),
        "role": label(ROLE_NAMES[explained(lay_out([scenario]).levers_of(0))]),
        "turns_at": _stance_that_turns(played, scenario, (code, turn), float(values.sum()) > 0.0),
    }


def _stance_that_turns(played: Played, scenario: Scenario, at: tuple[str, int], yes: bool) -> float | None:
    """The stance nearest to its own at which the model's answer in this world is the other one; None if none is."""
    code, turn = at
    stances = [round(k * STEP, 1) for k in range(-30, 31)]
    variants = [scenario.but(stances={**dict(scenario.stances), code: one}) for one in stances]
    block = played.here(variants, played.end_of(turn))
    own = block.by_country[:, 0, roster.codes().index(code), COUNTRY_AT["willingness_by_country"]]
    turned = [one for one, value in zip(stances, own, strict=True) if (value > 0.0) != yes]
    return (max(turned) if yes else min(turned)) if turned else None


def _title(shown: list[Row]) -> str:
    if not shown:
        return say("surprise.none")
    top = shown[0]
    what = say("surprise.ground") if top["ground"] else in_short(top)
    return say("surprise.title", who=name_of(top["seat"]), what=what, often=top["often"])


def in_short(decision: Row) -> str:
    """An order that stays off the ground, in a few words.

    Examples
    --------
    >>> in_short({"words": "air cover, else training outside Ukraine"})
    'with air cover, no more and no less,'
    """
    return say("surprise.exactly", role=decision["words"].split(", ")[0])
