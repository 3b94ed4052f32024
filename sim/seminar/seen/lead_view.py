"""What the lecturer is sent beside what everybody is: who is undecided, connected, called what; no closed order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.seminar.seen.allow import Seen

Texts = Mapping[str, str]


def seat_in_short(seat: dict[str, Any]) -> dict[str, Any]:
    """A seat in five words."""
    return {name: seat[name] for name in ("seat", "kind", "state", "mode", "bloc")}


def of_lead(shown: Seen, texts: Texts) -> dict[str, Any]:
    """What the lecturer is sent beside: who is undecided, connected, called what; never a closed order."""
    (room,) = shown["Room"]
    live = {one["player"]: one for one in shown["Presence"]}
    sealed = {one["seat"] for one in shown["Sealed"] if one["turn"] == room["turn"]}
    players = [
        {
            "player": one["player"],
            "seat": one["seat"],
            "name": texts.get(one["name"], ""),
            "live": bool(live.get(one["player"], {}).get("live")),
            "since": live.get(one["player"], {}).get("since", 0),
        }
        for one in shown["Player"]
        if not one["gone"]
    ]
    seats = [
        {
            **seat_in_short(seat),
            "places": seat["places"],
            "why": seat["why"],
            "nudged": seat["nudged"],
            "sealed": seat["seat"] in sealed,
        }
        for seat in shown["Seat"]
    ]
    return {
        "code": texts.get(room["code_text"], ""),
        "expires": room["expires"],
        "began": room["began"],
        "card": {name: room[name] for name in ("version", "seed", "replicate", "world_rule", "rulebook")},
        "players": players,
        "seats": seats,
        "plan": room["plan"],
        "saved": next({"seq": one["seq"], "last": one["last"]} for one in shown["Ready"]),
        "played": [one["event"] for one in shown["Inject"]],
    }
