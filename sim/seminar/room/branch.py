"""A branch: a new room whose log is a prefix of another's, chained anew, with a line that says where it comes from."""

from __future__ import annotations

from pathlib import Path

from sim.seminar.log.journal import SUFFIX, Journal
from sim.seminar.room.game import Game, issue_code

LEFT_OUT = ("code_issued", "code_closed", "key_issued")
"""Events about the way into the other room."""


def branch(game: Game, folder: Path, room: str, seq: int) -> Game:
    """A new room that begins as another was after some row of its log.

    Parameters
    ----------
    game
        The room that is branched from.
    folder, room
        Where the new room lies, and its name.
    seq
        Number of the last row that both share.

    Returns
    -------
    Game
        The new room, with a code of its own; personal codes open seats there too.
    """
    path = folder / f"{room}{SUFFIX}"
    journal = Journal(path)
    texts: dict[str, str] = {}
    for event in game.journal.events():
        if event.seq > seq:
            break
        if event.kind in LEFT_OUT:
            continue
        body = dict(event.body)
        name = body.get("text")
        if name:
            if name in game.texts:
                texts[name] = journal.text(event.kind, game.texts[name])
            body["text"] = texts.get(name, "")
        journal.add(journal.row(event.at, (event.epoch, event.turn), event.actor, event.kind, body))
    journal.close()
    made = Game(path)
    made.write("branched", {"from_room": game.room, "from_seq": seq})
    issue_code(made)
    if made.state.room.ends_at is not None:
        seconds = made.plan.seconds[made.state.room.phase]
        made.write("paused", {"left": 1000 * seconds}, "clock")
    return made
