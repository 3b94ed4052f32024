"""Figure 5: how near the forecasts came: the class's, everybody's, the model's; and whether belief moved."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.seminar.debrief.played import Played
from sim.seminar.log.room_state import EXIT
from sim.seminar.model.forecast import brier, happened
from sim.seminar.words import say

COIN = 0.25
"""The score of whoever always says "10 in 20"."""


def figure(played: Played) -> dict[str, Any]:
    """Scores of all turns, and the mean answer to the first question before the game and after it."""
    turns = [one for turn in range(1, played.through + 1) if (one := _turn(played, turn))]
    own = personal(played)
    asked = sum(len(one["came"]) for one in turns)
    class_scores = [one["class"] for one in turns if one["class"] is not None]
    model_scores = [one["model"] for one in turns]
    return {
        "figure": "scores",
        "title": _title(class_scores, model_scores, asked),
        "turns": turns,
        "class": _mean(class_scores),
        "model": _mean(model_scores),
        "coin": COIN,
        "players": sorted(round(score, 3) for score in own.values()),
        "asked": asked,
        "moved": _moved(played),
        "question": say("scores.question"),
        "first": "everybody",
        "runs": 0,
    }


def personal(played: Played) -> dict[str, float]:
    """The mean score of every player who forecast, by the player's name in the log."""
    found: dict[str, list[float]] = {}
    for turn in range(1, played.through + 1):
        came = _came(played, turn)
        for (of_turn, player), one in played.state.forecasts.items():
            if of_turn == turn and came:
                found.setdefault(player, []).append(brier(one.n20, came))
    return {player: float(np.mean(scores)) for player, scores in found.items()}


def _came(played: Played, turn: int) -> dict[str, bool]:
    state = played.state
    if turn not in state.asked:
        return {}
    before = state.settled[turn - 2].months if turn > 1 else []
    months = state.settled[turn - 1].months
    return {one["id"]: happened(one, months, before) for one in state.asked[turn].questions}


def _turn(played: Played, turn: int) -> dict[str, Any] | None:
    """A turn's questions, what came of them, and the scores of class and model."""
    came, model = _came(played, turn), played.state.model_forecasts.get(turn)
    if not came or model is None:
        return None
    sealed = [one.n20 for at, one in played.state.forecasts.items() if at[0] == turn]
    mean = {name: float(np.mean([one[name] for one in sealed])) for name in came} if sealed else {}
    return {
        "turn": turn,
        "questions": played.state.asked[turn].questions,
        "came": came,
        "class_n20": mean,
        "model_n20": model.n20,
        "class": brier(mean, came) if mean else None,
        "model": brier(model.n20, came),
        "players": len(sealed),
    }


def _mean(scores: list[float]) -> float | None:
    return float(np.mean(scores)) if scores else None


def _moved(played: Played) -> dict[str, Any]:
    """The question that is asked before the game and once more at its end: mean answers, and the model's."""

    def mean(turn: int) -> float | None:
        return _mean([one.n20["state"] for at, one in played.state.forecasts.items() if at[0] == turn])

    asked, model = played.state.asked.get(0), played.state.model_forecasts.get(0)
    return {
        "words": asked.questions[0]["words"] if asked else "",
        "before": mean(0),
        "after": mean(EXIT),
        "model": model.n20["state"] if model else None,
    }


def _title(of_class: list[float], of_model: list[float], asked: int) -> str:
    if not of_class or not of_model:
        return say("scores.none")
    ours, theirs = float(np.mean(of_class)), float(np.mean(of_model))
    nearer = "nearer" if ours < theirs else "farther" if ours > theirs else "as_near"
    coin = "better" if ours < COIN else "worse" if ours > COIN else "no_better"
    return say(
        "scores.title",
        model=say(f"scores.{nearer}", ours=f"{ours:.2f}", theirs=f"{theirs:.2f}"),
        coin=say(f"scores.{coin}"),
        asked=asked,
    )
