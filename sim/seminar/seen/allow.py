"""Who may see what: a table with a row for every field of the state, and the one way by which a field gets out.

`seen` copies what the table allows into plain records; views, errors and exports are made from these copies and from
nothing else. A field without a row does not exist for anybody, and fails a test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from sim.seminar.log import records as true
from sim.seminar.log.room_state import State

ALWAYS, REVEAL, DEBRIEF, NEVER = "always", "reveal", "debrief", "never"
"""At once; from the reveal of its turn; in the debrief; not at all."""
OPENED = "opened"
"""From the reveal, or when the lecturer has opened it, which is logged and told to the seat."""
SIGNED = "signed"
"""From the reveal of its turn, if both have signed."""
ROSTER = "roster"
"""Where the room's setting shows names."""
KINDS = ("own", "others", "public", "lead", "screen", "export")
"""Own: the seat a record belongs to, or a message's sender and receiver. Public: press and observers."""


@dataclass(frozen=True)
class Audience:
    """Somebody who looks: a player on a seat, the lecturer, the projector, or an export."""

    kind: str
    """`seat`, `public`, `lead`, `screen` or `export`."""
    seat: str = ""
    player: str = ""


def row(own: str, others: str, public: str, lead: str, screen: str, export: str = ALWAYS) -> dict[str, str]:
    """A row of the table, in the order of `KINDS`.

    Parameters
    ----------
    own, others, public, lead, screen, export
        From when each may see the field.

    Returns
    -------
    dict
        By kind of audience.
    """
    return dict(zip(KINDS, (own, others, public, lead, screen, export), strict=True))


A, R, D, N, O = ALWAYS, REVEAL, DEBRIEF, NEVER, OPENED
PUBLIC = row(A, A, A, A, A)
SERVER = row(N, N, N, N, N, N)
LATER = row(D, D, D, A, D)
"""The world and its number tell the future to whoever owns the model, so they are open in the debrief."""
TABLE: dict[str, dict[str, str]] = {
    **dict.fromkeys(
        (
            f"Room.{name}"
            for name in "room plan settings version world_rule phase turn epoch ends_at left show scenario".split()
        ),
        PUBLIC,
    ),
    **dict.fromkeys(
        ("Room.seed", "Room.replicate", "Room.rulebook", "Room.evidence", "Room.branched"), LATER
    ),
    "Room.began": row(N, N, N, A, N, A),
    "Room.code_text": row(N, N, N, A, A, N),
    "Room.expires": row(N, N, N, A, N, N),
    **dict.fromkeys(("Room.lead", "Room.screen", "Room.code"), SERVER),
    **dict.fromkeys((f"Seat.{name}" for name in "seat kind state places bloc".split()), PUBLIC),
    "Seat.mode": PUBLIC,
    "Seat.why": row(A, N, N, A, N),
    "Seat.version": row(A, N, N, N, N, N),
    "Seat.nudged": row(A, N, N, A, N, N),
    **dict.fromkeys((f"Player.{name}" for name in ("player", "seat", "gone")), row(A, N, N, A, N, N)),
    "Player.name": row(A, ROSTER, ROSTER, A, N, N),
    "Player.alias": row(N, N, N, N, N, A),
    "Player.since": row(A, N, N, A, N, A),
    **dict.fromkeys(("Player.token", "Player.rejoin"), SERVER),
    **dict.fromkeys(("Sealed.seat", "Sealed.turn"), row(A, R, R, A, R)),
    **dict.fromkeys(("Sealed.form", "Sealed.reason"), row(A, R, R, O, R)),
    "Sealed.version": row(A, N, N, N, N, A),
    "Sealed.sure": row(A, D, D, D, D),
    "Sealed.nonce": SERVER,
    "Sealed.opened": row(A, N, N, A, N),
    **dict.fromkeys((f"Line.{name}" for name in "line seat turn epoch text press down".split()), PUBLIC),
    **dict.fromkeys((f"Message.{name}" for name in ("seat", "to", "turn")), row(A, N, N, A, N, A)),
    "Message.text": row(A, N, N, N, N, N),
    **dict.fromkeys(
        (f"Deal.{name}" for name in ("deal", "seat", "to", "turn")), row(A, SIGNED, SIGNED, A, SIGNED)
    ),
    **dict.fromkeys(("Deal.gives", "Deal.asks"), row(A, SIGNED, SIGNED, SIGNED, SIGNED, SIGNED)),
    **dict.fromkeys(("Deal.signed", "Deal.withdrawn"), row(A, SIGNED, SIGNED, A, SIGNED)),
    **dict.fromkeys(("Asked.turn", "Asked.questions"), PUBLIC),
    **dict.fromkeys(
        (f"Forecast.{name}" for name in ("player", "seat", "turn", "n20")), row(A, N, N, N, N, A)
    ),
    **dict.fromkeys((f"ModelForecast.{name}" for name in ("turn", "n20", "runs")), row(R, R, R, R, R)),
    **dict.fromkeys((f"Settled.{name}" for name in ("turn", "months")), PUBLIC),
    "Settled.state_hash": LATER,
    **dict.fromkeys(
        (f"Fate.{name}" for name in ("seat", "turn", "fate", "by", "pulled")), row(R, R, R, R, R)
    ),
    **dict.fromkeys((f"Own.{name}" for name in ("state", "turn", "known")), row(A, D, D, D, D)),
    **dict.fromkeys((f"Inject.{name}" for name in ("turn", "event", "text")), PUBLIC),
    **dict.fromkeys(("BoardLine.about", "BoardLine.text"), PUBLIC),
    "Ready.figures": row(D, D, D, A, D, N),
    **dict.fromkeys(("Ready.seq", "Ready.last"), row(N, N, N, A, N, N)),
    "BoardLine.player": row(N, N, N, N, N, A),
    **dict.fromkeys((f"Draft.{name}" for name in ("seat", "form", "by")), row(A, N, N, N, N, N)),
    **dict.fromkeys(
        (f"Presence.{name}" for name in ("player", "seat", "since", "live")), row(N, N, N, A, N, N)
    ),
}
"""By record and field; `room_state.State` says what each means."""
RECORDS = (
    true.Room,
    true.Seat,
    true.Player,
    true.Sealed,
    true.Line,
    true.Message,
    true.Deal,
    true.Asked,
    true.Forecast,
    true.ModelForecast,
    true.Settled,
    true.Fate,
    true.Own,
    true.Inject,
    true.BoardLine,
    true.Draft,
    true.Presence,
    true.Ready,
)
Seen = dict[str, list[dict[str, Any]]]
"""By name of a record, what an audience sees of each."""


def seen(state: State, audience: Audience, memory: Iterable[Any] = ()) -> Seen:
    """What an audience may see, copied field by field; `memory` holds records that no log keeps."""
    copies: Seen = {record.__name__: [] for record in RECORDS}
    for record in (*_records(state), *memory):
        copy = _copy(state, record, audience)
        if copy:
            copies[type(record).__name__].append(copy)
    return copies


def _records(state: State) -> Iterable[Any]:
    yield state.room
    for group in (
        state.seats,
        state.players,
        state.sealed,
        state.deals,
        state.asked,
        state.forecasts,
        state.model_forecasts,
        state.own,
    ):
        yield from group.values()
    for listed in (state.lines, state.messages, state.settled, state.fates, state.injects, state.board):
        yield from listed


def _copy(state: State, record: Any, audience: Audience) -> dict[str, Any]:
    kind = _kind(state, record, audience)
    name = type(record).__name__
    return {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if _open(state, record, TABLE.get(f"{name}.{field.name}", SERVER)[kind])
    }


def _kind(state: State, record: Any, audience: Audience) -> str:
    """The column of the table that holds for a record."""
    if audience.kind in ("lead", "screen", "export"):
        return audience.kind
    if _owns(state, record, audience):
        return "own"
    return "public" if audience.kind == "public" else "others"


def _owns(state: State, record: Any, audience: Audience) -> bool:
    speaker = _speaker(state, audience.seat)
    if isinstance(record, true.Forecast):
        shared = record.seat == speaker and record.turn <= state.revealed
        return record.player == audience.player or (shared and record.turn > 0)
    if isinstance(record, true.Own):
        return any(
            seat.state == record.state != "" and seat.speaker == speaker for seat in state.seats.values()
        )
    if isinstance(record, true.Message | true.Deal):
        return speaker in (_speaker(state, record.seat), _speaker(state, record.to))
    return bool(speaker) and _speaker(state, getattr(record, "seat", "")) == speaker


def _speaker(state: State, seat: str) -> str:
    """The seat that speaks for a seat: a bloc owns what is of any of its states."""
    return state.seats[seat].speaker if seat in state.seats else ""


def _open(state: State, record: Any, rule: str) -> bool:
    """Whether a rule lets a field of a record out now."""
    if rule in (ALWAYS, NEVER):
        return rule == ALWAYS
    if rule == ROSTER:
        return bool(state.room.settings.get("roster"))
    if rule == DEBRIEF:
        return state.open
    revealed = state.open or 0 < getattr(record, "turn", state.room.turn) <= state.revealed
    if rule == SIGNED:
        return revealed and bool(record.signed)
    return revealed or (rule == OPENED and bool(record.opened))
