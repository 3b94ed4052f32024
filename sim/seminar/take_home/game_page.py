"""The game as one page: the explorer opened on it, with orders, debrief and engine inside, for each student to keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.scenario import roster
from sim.seminar.debrief.played import Played
from sim.seminar.model.game_file import scenario_of, without_orders
from sim.seminar.refusal import RefusedError
from sim.seminar.words import name_of, say, spoken


def game_page(played: Played, figures: Mapping[str, Any]) -> str:
    """HTML that holds the game beside the same world as the model plays it; `figures` are those of the debrief.

    Raises `RefusedError` for a seed beyond what a page can count.
    """
    from sim.web.page import (
        MAX_SEED,
        Opening,
        Speech,
        page,
    )  # brings figures and tables, for which no restart waits

    if played.state.room.seed > MAX_SEED:
        raise RefusedError("not_now", say("not.page", n=MAX_SEED))
    game = scenario_of(played.state, played.through, played.texts)
    base = without_orders(played.state, played.through)
    speech = spoken()
    names = {code: name_of(code) for code in roster.codes()}
    words = Speech(speech["language"], speech["explorer"], names)
    return page(Opening(base, {say("game.name"): game}, played.state.room.seed, figures, words))
