"""What a player is sent beside what everybody is: the seat, its numbers, order, messages, deals and aims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.seminar.lessons.aims import aims
from sim.seminar.log.room_state import EXIT
from sim.seminar.model.order_form import in_words
from sim.seminar.model.world_view import World
from sim.seminar.seen.allow import Audience, Seen

Texts = Mapping[str, str]


def me(shown: Seen, audience: Audience, texts: Texts) -> dict[str, Any]:
    """The player and those who share the seat."""
    crew = [one for one in shown["Player"] if "player" in one]
    (own,) = [one for one in crew if one["player"] == audience.player]
    partners = [texts.get(one["name"], "") for one in crew if one is not own and not one["gone"]]
    (seat,) = [one for one in shown["Seat"] if one["seat"] == audience.seat]
    (room,) = shown["Room"]
    done = {one["seat"] for one in shown["Sealed"] if one.get("turn") == room["turn"] and "version" in one}
    return {
        "seat": audience.seat,
        "bloc": seat["bloc"],
        "speaks_for": [
            {"seat": one["seat"], "sealed": one["seat"] in done}
            for one in shown["Seat"]
            if seat["bloc"] and one["bloc"] == seat["bloc"]
        ],
        "kind": seat["kind"],
        "state": seat["state"],
        "mode": seat["mode"],
        "why": seat["why"],
        "nudged": seat["nudged"],
        "name": texts.get(own["name"], ""),
        "since": own["since"],
        "partners": partners,
    }


def of_seat(shown: Seen, audience: Audience, texts: Texts, world: World) -> dict[str, Any]:
    """What a seat with a state is sent beside: its own numbers, order, messages, deals and aims.

    Parameters
    ----------
    shown
        What the table lets through.
    audience
        The player.
    texts
        The side table of names and free text.
    world
        The scenario that is played.

    Returns
    -------
    dict
        Parts of a view.
    """
    (room,) = shown["Room"]
    (seat,) = [one for one in shown["Seat"] if one["seat"] == audience.seat]
    known: dict[str, Any] = next((one["known"] for one in shown["Own"] if one["state"] == seat["state"]), {})
    mine = [one for one in shown["Sealed"] if one["seat"] == audience.seat]
    sealed = next((one for one in mine if one["turn"] == room["turn"]), None)
    force = max(mine, key=lambda one: one["turn"], default=None)
    months = [month for settled in shown["Settled"] for month in settled["months"]]
    share = force["form"].get("share") if force else None
    return {
        "own": known,
        "roles": world.roles(seat["state"]),
        "version": seat["version"],
        "sealed": _own_order(sealed, texts),
        "in_force": _own_order(force, texts),
        "draft": next((one["form"] for one in shown["Draft"] if one["seat"] == audience.seat), None),
        "messages": [_message(one, texts) for one in shown["Message"] if "text" in one],
        "deals": [_deal(one) for one in shown["Deal"] if audience.seat in (one["seat"], one["to"])],
        "aims": [
            vars(one) for one in aims(world.scenario, seat["state"], months, share, known.get("capacity", 0))
        ],
    }


def _own_order(sealed: dict[str, Any] | None, texts: Texts) -> dict[str, Any] | None:
    if sealed is None:
        return None
    return {
        "turn": sealed["turn"],
        "form": sealed["form"],
        "words": in_words(sealed["form"]),
        "reason": texts.get(sealed["reason"], ""),
        "sure": sealed["sure"],
        "opened": sealed["opened"],
    }


def own_forecast(shown: Seen, audience: Audience) -> dict[str, float] | None:
    """What a player has forecast of the questions that are open; the press and observers forecast, too."""
    (room,) = shown["Room"]
    turn = EXIT if room["phase"] in ("debrief", "closed") else room["turn"]
    own = (one for one in shown["Forecast"] if one.get("player") == audience.player)
    return next((one["n20"] for one in own if one["turn"] == turn), None)


def _message(one: dict[str, Any], texts: Texts) -> dict[str, Any]:
    return {**{name: one[name] for name in ("seat", "to", "turn")}, "text": texts.get(one["text"], "")}


def _deal(one: dict[str, Any]) -> dict[str, Any]:
    return {
        **{
            name: one[name] for name in ("deal", "seat", "to", "turn", "gives", "asks", "signed", "withdrawn")
        },
        "gives_words": in_words(one["gives"]),
        "asks_words": in_words(one["asks"]),
    }
