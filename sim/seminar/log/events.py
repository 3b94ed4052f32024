"""The events of a room's log, listed once: what each may say, and of which type every field is."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any

Number = float | int
Texts = list[str]
EVENTS: Mapping[str, Mapping[str, Any]] = {
    "room_created": {
        "scenario": dict,
        "seed": int,
        "replicate": int,
        "world_rule": str,
        "plan": dict,
        "settings": dict,
        "version": str,
        "rulebook": str,
        "evidence": str,
        "lead": str,
        "screen": str,
    },
    "dealt": {"own": dict, "turn": int},
    "key_issued": {"lead": str, "screen": str},
    "code_issued": {"code": str, "text": str, "expires": int},
    "code_closed": {},
    "seat_opened": {"seat": str, "kind": str, "state": str, "places": int},
    "bloc_opened": {"seat": str, "states": list, "places": int},
    "joined": {"player": str, "seat": str, "text": str, "token": str, "rejoin": str},
    "moved": {"player": str, "seat": str},
    "left": {"player": str},
    "reseated": {"player": str, "token": str, "rejoin": str},
    "seat_mode": {"seat": str, "mode": str, "why": str},
    "waived": {"checks": list},
    "phase": {"phase": str, "turn": int, "ends_at": Number | None},
    "paused": {"left": Number},
    "resumed": {"ends_at": Number},
    "extended": {"ends_at": Number},
    "nudged": {"seat": str},
    "shown": {"what": str},
    "order_sealed": {
        "seat": str,
        "version": int,
        "form": dict,
        "text": str | None,
        "sure": int | None,
        "nonce": str,
        "said": str,
    },
    "order_unsealed": {"seat": str, "version": int, "nonce": str, "said": str},
    "order_opened": {"seat": str},
    "statement": {"seat": str, "text": str, "nonce": str, "said": str},
    "press_line": {"seat": str, "text": str, "nonce": str, "said": str},
    "taken_down": {"line": int},
    "message": {"seat": str, "to": str, "text": str, "nonce": str, "said": str},
    "deal_offered": {"seat": str, "to": str, "gives": dict, "asks": dict, "nonce": str, "said": str},
    "deal_signed": {"deal": int, "nonce": str, "said": str},
    "deal_withdrawn": {"deal": int, "nonce": str, "said": str},
    "inject": {"event": dict, "text": str | None},
    "questions": {"turn": int, "asked": list},
    "forecast_sealed": {"player": str, "turn": int, "n20": dict, "nonce": str, "said": str},
    "model_forecast": {"turn": int, "n20": dict, "runs": int},
    "turn_settled": {"turn": int, "months": list, "fates": dict, "own": dict, "state_hash": str},
    "undone": {"to_turn": int, "epoch": int},
    "branched": {"from_room": str, "from_seq": int},
    "figure_made": {"figure": str, "inputs": str, "runs": int},
    "board_line": {"player": str, "about": str, "text": str, "nonce": str, "said": str},
    "name_forgotten": {"player": str},
    "pack_printed": {},
}
"""Free text and names never stand in an event: it names a row of the side table (`text`), which can be forgotten."""


class EventError(ValueError):
    """An event that the listing does not allow: a fault of the program, or a log that was written by another one."""


def check(kind: str, body: Mapping[str, Any]) -> None:
    """Raise `EventError` unless a body says exactly what its kind may say."""
    if kind not in EVENTS:
        raise EventError(f"{kind}: no such event")
    allowed = EVENTS[kind]
    if body.keys() != allowed.keys():
        raise EventError(f"{kind}: says {sorted(body)}; allowed: {sorted(allowed)}")
    for name, value in body.items():
        if not _is(value, allowed[name]):
            raise EventError(f"{kind}.{name}: {type(value).__name__}; allowed: {allowed[name]}")


def _is(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, types.UnionType):
        return any(_is(value, one) for one in typing.get_args(wanted))
    return isinstance(value, wanted) and not (isinstance(value, bool) and wanted is not bool)
