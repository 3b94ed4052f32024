"""Views: what each audience is sent, made from what `allow.seen` lets through and from nothing else.

A view's revision is a hash of its content: it moves when the view does, tells nothing about what others do, and is the
same after a restart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sim.rules.roles import ON_GROUND
from sim.seminar.lessons.agenda import advice
from sim.seminar.lessons.lesson_plan import Plan, from_mapping
from sim.seminar.log.room_state import EXIT, State
from sim.seminar.model import forecast
from sim.seminar.model.headline import headline
from sim.seminar.model.order_form import in_words
from sim.seminar.model.world_view import World
from sim.seminar.seen import lead_view, seat_view
from sim.seminar.seen.allow import Audience, Seen, seen

Texts = Mapping[str, str]
LINES = 6
"""Public lines that a view carries, the last ones."""


def view(
    state: State, audience: Audience, texts: Texts, world: World, memory: Iterable[Any] = ()
) -> dict[str, Any]:
    """What an audience is sent.

    Parameters
    ----------
    state
        What is true in the room.
    audience
        Who looks.
    texts
        The side table of names and free text.
    world
        The scenario that is played, and what follows from it alone.
    memory
        Records that no log keeps: drafts, and who is connected.

    Returns
    -------
    dict
        Plain values, with `rev`.
    """
    shown = seen(state, audience, memory)
    made = common(shown, texts) | {"counts": counts(state)}
    if audience.kind in ("seat", "public"):
        made |= {"me": seat_view.me(shown, audience, texts)}
        made |= {"forecast": seat_view.own_forecast(shown, audience)}
    if audience.kind == "seat":
        made |= seat_view.of_seat(shown, audience, texts, world)
    if audience.kind == "lead":
        made |= lead_view.of_lead(shown, texts) | {"time": advice(state, from_mapping(state.room.plan))}
    if audience.kind == "screen":
        made |= {"code": texts.get(shown["Room"][0].get("code_text", ""), "")}
    made |= _scores(state, shown)
    return made | {"rev": revision(made)}


def revision(made: Mapping[str, Any]) -> str:
    """A short hash of a view."""
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:12]


def counts(state: State) -> dict[str, int]:
    """How many seats are played and have sealed, and how many players have forecast: numbers alone."""
    played = [seat for seat in state.seats.values() if seat.kind == "state" and seat.mode != "model"]
    turn = state.room.turn
    return {
        "seats": len(played),
        "sealed": sum((turn, seat.seat) in state.sealed for seat in played),
        "forecasts": sum(at[0] == turn for at in state.forecasts),
        "players": sum(not player.gone for player in state.players.values()),
    }


def common(shown: Seen, texts: Texts) -> dict[str, Any]:
    """What everybody is sent."""
    (room,) = shown["Room"]
    plan = from_mapping(room["plan"])
    months = [month for settled in shown["Settled"] for month in settled["months"]]
    return {
        "room": room["room"],
        "phase": room["phase"],
        "show": room["show"],
        "turn": room["turn"],
        "turns": plan.turns,
        "months": _months_of(plan, room["turn"]),
        "epoch": room["epoch"],
        "ends_at": room["ends_at"],
        "left": room["left"],
        "settings": {name: room["settings"].get(name) for name in ("messages", "press", "roster")},
        "headline": _headline(shown, room["turn"]),
        "now": summary(months, -1),
        "before": summary(months, -1 - plan.months),
        "path": [round(month["deployed"]) for month in months],
        "states": _states(months),
        "was": _states(months[: -plan.months]),
        "seats": [lead_view.seat_in_short(seat) for seat in shown["Seat"]],
        "lines": [_line(line, texts) for line in shown["Line"] if not line["down"]][-LINES:],
        "events": [_inject(one, texts) for one in shown["Inject"] if one["turn"] == room["turn"]],
        "questions": _questions(shown, room),
        "orders": _orders(shown, room["turn"], texts),
        "ready": next((one["figures"] for one in shown["Ready"]), []),
        "board": [{"about": one["about"], "text": texts.get(one["text"], "")} for one in shown["BoardLine"]],
    }


def _months_of(plan: Plan, turn: int) -> list[int]:
    """First and last month of a turn as people count, from 1; none before the first."""
    if not 1 <= turn <= plan.turns:
        return []
    first = plan.first_month(turn)
    return [first + 1, first + plan.months]


def summary(months: list[dict[str, Any]], at: int) -> dict[str, Any] | None:
    """A month in five numbers; None where it has not been played."""
    if len(months) < -at:
        return None
    month = months[at]
    return {
        "month": month["month"] + 1,
        "soldiers": round(month["deployed"]),
        "states": sum(rung >= ON_GROUND for rung in month["rungs"].values()),
        "us_backing": round(month["us_backing"], 2),
        "tests": round(month["tests"]),
        "killed": round(month["killed"]),
        "tension": month["tension"],
        "attacked": month["attacked"],
        "truce": month["truce"],
    }


def _headline(shown: Seen, turn: int) -> str:
    """The front page of the turn that was revealed; empty while there is none."""
    settled = {one["turn"]: one["months"] for one in shown["Settled"]}
    if turn not in settled:
        return ""
    states = {seat["seat"]: seat["state"] for seat in shown["Seat"]}
    pulled = {states[one["seat"]]: one["pulled"] for one in shown["Fate"] if one["turn"] == turn}
    return headline(settled[turn], settled.get(turn - 1, []), pulled)


def _states(months: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Rung and soldiers of every state in the last month played."""
    if not months:
        return {}
    last = months[-1]
    return {code: [rung, round(last["troops"].get(code, 0.0))] for code, rung in last["rungs"].items()}


def _line(line: dict[str, Any], texts: Texts) -> dict[str, Any]:
    kept = {name: line[name] for name in ("line", "seat", "turn", "press")}
    return kept | {"text": texts.get(line["text"], "")}


def _inject(one: dict[str, Any], texts: Texts) -> dict[str, Any]:
    return {"event": one["event"], "text": texts.get(one["text"], "")}


def _questions(shown: Seen, room: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions that are open now: those of the turn, or the one before the game and after it."""
    turn = EXIT if room["phase"] in ("debrief", "closed") else room["turn"]
    return next((one["questions"] for one in shown["Asked"] if one["turn"] == turn), [])


def _orders(shown: Seen, turn: int, texts: Texts) -> list[dict[str, Any]]:
    """The orders of the turn that this audience may see, with what became of them."""
    fates = {fate["seat"]: fate for fate in shown["Fate"] if fate["turn"] == turn}
    found = []
    for sealed in shown["Sealed"]:
        if sealed["turn"] == turn and "form" in sealed:
            fate = fates.get(sealed["seat"], {})
            found.append(
                {
                    "seat": sealed["seat"],
                    "form": sealed["form"],
                    "words": in_words(sealed["form"]),
                    "reason": texts.get(sealed["reason"], ""),
                    "fate": fate.get("fate", ""),
                    "by": fate.get("by", ""),
                    "pulled": fate.get("pulled", []),
                }
            )
    return found


def _scores(state: State, shown: Seen) -> dict[str, Any]:
    """Of the turn that was revealed: what came, the class's mean forecast, the model's, and everybody's score."""
    turn = state.revealed
    asked: list[dict[str, Any]] = next(
        (one["questions"] for one in shown["Asked"] if one["turn"] == turn), []
    )
    model = next((one["n20"] for one in shown["ModelForecast"] if one["turn"] == turn), None)
    if not turn or not asked or turn != state.room.turn:
        return {}
    months, before = state.settled[-1].months, state.settled[-2].months if turn > 1 else []
    came = {one["id"]: forecast.happened(one, months, before) for one in asked}
    sealed = [one.n20 for at, one in state.forecasts.items() if at[0] == turn]
    mean = {
        name: sum(one[name] for one in sealed) / len(sealed)
        for name in came
        if sealed and all(name in one for one in sealed)
    }
    return {
        "scores": {
            "came": came,
            "model": model,
            "model_score": forecast.brier(model, came) if model else None,
            "class": mean,
            "class_score": forecast.brier(mean, came) if mean else None,
            "players": len(sealed),
        }
    }
