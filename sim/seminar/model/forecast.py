"""Forecasts: what is asked before a reveal, what the model itself says to it, and how near everybody was.

A question is an event that has happened or not by the end of the turn; the answer is "in so many of 20 worlds". The
model's answer is its share over many worlds, with the orders that were in force before the turn: it does not know what
is about to be opened either. The score is Brier's: (p − happened)², 0 perfect, 1 worst, 0.25 for always "10 in 20".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.outcomes import COUNTRY_AT
from sim.rules.roles import ON_GROUND
from sim.scenario import Scenario, roster
from sim.seminar.words import count, name_of, say

WORLDS = 20
RUNS = 2_000
STEP = 2_500
"""Soldiers to which the threshold of a question is rounded."""
Question = dict[str, Any]


def look_ahead(scenario: Scenario, seed: int, months: int, *, runs: int = RUNS) -> Block:
    """Runs of a scenario up to the end of a turn, with results by country and month.

    Parameters
    ----------
    scenario, seed
        What is run, and on which chance.
    months, runs
        How long, and how often.

    Returns
    -------
    Block
        Results of one scenario.
    """
    inputs = lay_out([scenario])
    inputs.horizons[:] = months
    return run_inputs(inputs, replicates=runs, seed=seed, detail=True)


def ask(block: Block, months: int, candidates: Iterable[str]) -> list[Question]:
    """Three questions about the end of a turn that the model itself finds open.

    Parameters
    ----------
    block
        Runs up to the end of the turn.
    months
        Months played at the end of the turn.
    candidates
        States that one question may be about: those that are played.

    Returns
    -------
    list of dict
        Each with `id`, `words`, and what it is about.
    """
    middle = float(np.median(block.by_month[0, :, months - 1, 0]))
    soldiers = max(STEP, STEP * round(middle / STEP))
    share = {code: float(_on_ground(block, code).mean()) for code in candidates}
    state = min(share, key=lambda code: (abs(share[code] - 0.5), code))
    return [
        {
            "id": "soldiers",
            "value": soldiers,
            "words": say("asked.soldiers", n=count(soldiers), month=months),
        },
        {
            "id": "state",
            "state": state,
            "words": say("asked.state", state=name_of(state), month=months),
        },
        {
            "id": "tested",
            "words": say("asked.tested", month=months),
        },
    ]


def open_state(block: Block, candidates: Iterable[str]) -> str:
    """The state for the question before the game: of those that mostly stay away, the one with most to spend."""
    weights = dict(zip(roster.codes(), roster.facts()["weight"], strict=True))
    share = {code: float(_on_ground(block, code).mean()) for code in candidates}
    return max(share, key=lambda code: (share[code] < 0.5, weights[code], code))


def after_all(state: str, months: int) -> list[Question]:
    """The question that is asked before the game and once more at its end."""
    words = say("asked.all", state=name_of(state), months=months)
    return [{"id": "state", "state": state, "words": words}]


def shares(block: Block, before: Block | None, months: int, asked: Iterable[Question]) -> dict[str, float]:
    """In how many of 20 worlds each event happens.

    Parameters
    ----------
    block, before
        Runs up to the end of the turn, and up to its beginning; None for the first.
    months
        Months played at the end of the turn.
    asked
        The questions.

    Returns
    -------
    dict
        By question.
    """
    return {one["id"]: WORLDS * float(_happens(block, before, months, one).mean()) for one in asked}


def _happens(block: Block, before: Block | None, months: int, question: Question) -> NDArray[np.bool_]:
    if question["id"] == "soldiers":
        return np.asarray(block.by_month[0, :, months - 1, 0] >= question["value"])
    if question["id"] == "state":
        return _on_ground(block, question["state"])
    earlier = before.run["incidents"][0] + before.run["attacked"][0] if before else 0.0
    return np.asarray(block.run["incidents"][0] + block.run["attacked"][0] > earlier)


def _on_ground(block: Block, code: str) -> NDArray[np.bool_]:
    rungs = block.by_country[0, :, roster.codes().index(code), COUNTRY_AT["rung_by_country"]]
    return np.asarray(rungs >= ON_GROUND)


def happened(question: Question, months: list[dict[str, Any]], before: list[dict[str, Any]]) -> bool:
    """Whether it came about in the class's own world, from the months of the turn and those before it."""
    last = months[-1]
    if question["id"] == "soldiers":
        return bool(last["deployed"] >= question["value"])
    if question["id"] == "state":
        return bool(last["rungs"].get(question["state"], 0) >= ON_GROUND)
    return bool(last["tests"] > (before[-1]["tests"] if before else 0.0))


def brier(n20: Mapping[str, float], came: Mapping[str, bool]) -> float:
    """The score of one forecast, over the questions that it answers.

    Examples
    --------
    >>> round(brier({"a": 12, "b": 14, "c": 11}, {"a": True, "b": True, "c": False}), 3)
    0.184
    >>> brier({"a": 10}, {"a": True})
    0.25
    """
    return float(np.mean([(n20[name] / WORLDS - came[name]) ** 2 for name in n20]))
