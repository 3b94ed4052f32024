"""What a lecturer takes home: the game as a scenario and as a page, its log, its decisions, an anonymised roster."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sim.inert import inert
from sim.seminar.debrief.by_name import FIGURES
from sim.seminar.debrief.played import Played
from sim.seminar.debrief.scores import personal
from sim.seminar.lessons.lesson_plan import from_mapping
from sim.seminar.model.game_file import text_of
from sim.seminar.model.order_form import in_words
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game
from sim.seminar.room.rooms import card
from sim.seminar.take_home.game_page import game_page
from sim.seminar.words import say

SECRET = ("token", "rejoin", "lead", "screen", "code", "said", "nonce")
"""Fields of events that no export holds."""


def scenario(game: Game) -> str:
    """The game as a scenario file."""
    digest = next((event.hash for event in reversed(list(game.journal.events()))), "")
    return text_of(game.state, len(game.state.settled), game.texts, digest)


def log(game: Game) -> str:
    """Every event as a line of JSON; secrets are left out, names and private messages never stood in it."""
    lines = []
    for event in game.journal.events():
        row = event.as_dict()
        row["body"] = {name: value for name, value in row["body"].items() if name not in SECRET}
        if event.kind in ("statement", "press_line", "order_sealed", "board_line"):
            row["words"] = game.texts.get(str(event.body.get("text")), "")
        lines.append(json.dumps(row, sort_keys=True, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def decisions(game: Game) -> str:
    """One row for each turn and seat of a state: the order in force, and what came of it."""
    state, plan = game.state, from_mapping(game.state.room.plan)
    fates = {(fate.turn, fate.seat): fate for fate in state.fates}
    rows = []
    for settled in state.settled:
        last = settled.months[-1]
        for seat in state.seats.values():
            if seat.kind != "state":
                continue
            order, fate = state.in_force(seat.seat, settled.turn), fates.get((settled.turn, seat.seat))
            rows.append(
                {
                    "turn": settled.turn,
                    "month": plan.first_month(settled.turn) + 1,
                    "state": seat.state,
                    "played_by": "players" if order else "model",
                    "order": in_words(order.form) if order else "",
                    "share": order.form.get("share", "") if order else "",
                    "sealed_in_turn": order.turn if order else "",
                    "reason": game.texts.get(order.reason, "") if order else "",
                    "sure": (order.sure or "") if order else "",
                    "fate": fate.fate if fate else "",
                    "by": fate.by if fate else "",
                    "pulled": " ".join(fate.pulled) if fate else "",
                    "rung_at_end": last["rungs"].get(seat.state, 0),
                    "soldiers_at_end": round(last["troops"].get(seat.state, 0.0)),
                }
            )
    return table(rows)


def roster(game: Game) -> str:
    """Players under other names: seat, turn from which they were in charge, forecast score."""
    scores = personal(Played(game.state, game.texts))
    return table(
        {
            "player": player.alias,
            "seat": player.seat,
            "from_turn": max(1, player.since),
            "left": "yes" if player.gone else "",
            "forecast_score": round(scores[player.player], 3) if player.player in scores else "",
        }
        for player in game.state.players.values()
    )


def debrief(game: Game) -> str:
    """The figures of the debrief as they stand, for whoever draws them elsewhere."""
    return json.dumps(_figures(game), indent=1, ensure_ascii=False)


def html(game: Game) -> str:
    """The explorer opened on the game, with the debrief in it."""
    return game_page(game.snapshot(), _figures(game))


def _figures(game: Game) -> dict[str, Any]:
    """The debrief's figures by name, those that are not there yet worked out; forecasts may still come in.

    Raises `RefusedError` where no turn was played.
    """
    if not game.state.settled:
        raise RefusedError("not_now", say("not.debrief"))
    played = game.snapshot()
    there = game.figures if game.figures_of == (game.state.room.epoch, game.state.revealed) else {}
    kept = {name: made for name, made in there.items() if name != "scores"}
    return {name: kept.get(name) or build(played) for name, build in FIGURES.items()}


def run_card(game: Game) -> str:
    """What opens the same world again."""
    return json.dumps(card(game), indent=1)


EXPORTS: Mapping[str, tuple[Callable[[Game], str], str]] = {
    "scenario.yaml": (scenario, "application/yaml"),
    "log.jsonl": (log, "application/x-ndjson"),
    "decisions.csv": (decisions, "text/csv"),
    "roster.csv": (roster, "text/csv"),
    "debrief.json": (debrief, "application/json"),
    "game.html": (html, "text/html"),
    "card.json": (run_card, "application/json"),
}
"""By the name of the file: who writes it, and what it is."""


def export(game: Game, name: str) -> tuple[str, str]:
    """A file and its kind. Raises `RefusedError` before the debrief, and for another name."""
    if name not in EXPORTS:
        raise RefusedError("no_room", say("no.page"))
    if not game.state.open and name != "card.json":
        raise RefusedError("not_now", say("not.files"))
    write, kind = EXPORTS[name]
    return write(game), kind


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV, with every text that a spreadsheet would run as a formula put in quotes.

    Examples
    --------
    >>> table([{"a": "=1+1", "b": -2}]).splitlines()
    ['a,b', "'=1+1,-2"]
    """
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.DictWriter(out, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _safe(value) for name, value in row.items()} for row in listed)
    return out.getvalue()


def _safe(value: Any) -> Any:
    return inert(value) if isinstance(value, str) else value
