"""A room's log on disk: one SQLite file, only ever added to, each row chained to the one before by its hash.

`add` returns when the row is on the disk. Names and free text stand in a side table; forgetting one overwrites it
there, and the chain, which holds only the row's name, stays whole.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.scenario import ScenarioError
from sim.seminar.log.events import check

SUFFIX = ".room"
TABLES = """
create table if not exists log (
  seq integer primary key, room text not null, at integer not null, epoch integer not null, turn integer not null,
  actor text not null, kind text not null, body text not null, prev text not null, hash text not null);
create table if not exists texts (id text primary key, kind text not null, text text);
create trigger if not exists no_update before update on log begin select raise(abort, 'the log is append-only'); end;
create trigger if not exists no_delete before delete on log begin select raise(abort, 'the log is append-only'); end;
"""


@dataclass(frozen=True)
class Event:
    """One row of the log."""

    seq: int
    room: str
    at: int
    epoch: int
    turn: int
    actor: str
    kind: str
    body: Mapping[str, Any]
    prev: str
    hash: str

    def as_dict(self) -> dict[str, Any]:
        """The row, as an exported log holds it."""
        return {**vars(self), "body": dict(self.body)}


class LogError(ScenarioError):
    """A log whose chain is broken, or that cannot be opened."""


class Journal:
    """The log of one room."""

    def __init__(self, path: Path) -> None:
        """Open or begin a log."""
        self.path, self.room = path, path.stem
        try:
            self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._base.execute("pragma journal_mode=wal")
            self._base.execute("pragma synchronous=full")  # an answer is given when its row is on the disk
            self._base.execute("pragma secure_delete=on")
            self._base.executescript(TABLES)
            last = self._base.execute("select seq, hash from log order by seq desc limit 1").fetchone()
            (self._texts,) = self._base.execute("select count(*) from texts").fetchone()
        except sqlite3.DatabaseError as refusal:
            raise LogError(f"{path.name}: cannot be opened as a room's log ({refusal})") from None
        if self._texts and not last:
            raise LogError(f"{path.name}: has names but no log; its rows were taken away")
        self.seq, self._hash = (int(last[0]), str(last[1])) if last else (0, "")
        self._unwritten: list[tuple[str, str, str]] = []

    def add(self, event: Event) -> None:
        """Write a row that `row` made, and the texts it names; returns when they are on the disk."""
        values = [
            json.dumps(value, sort_keys=True, allow_nan=False) if isinstance(value, Mapping) else value
            for value in vars(event).values()
        ]
        self._base.execute("begin immediate")
        self._base.executemany("insert into texts values (?, ?, ?)", self._unwritten)
        self._base.execute(f"insert into log values ({','.join('?' * len(values))})", values)
        self._base.execute("commit")
        self._unwritten.clear()
        self.seq, self._hash = event.seq, event.hash

    def row(self, at: int, place: tuple[int, int], actor: str, kind: str, body: Mapping[str, Any]) -> Event:
        """The next row of the log, checked and chained but not yet written.

        Parameters
        ----------
        at
            Milliseconds since 1970, UTC.
        place
            Epoch and turn.
        actor
            Who did it: `facilitator`, `clock`, `engine`, or a player.
        kind, body
            What happened, as `events.EVENTS` allows it.

        Returns
        -------
        Event
            The row.
        """
        check(kind, body)
        # As it will be read again: what is true must not depend on whether the server was started anew.
        kept = json.loads(json.dumps(body, sort_keys=True, allow_nan=False))
        return chained(self.room, self.seq + 1, at, (*place, actor, kind, kept), self._hash)

    def text(self, kind: str, text: str) -> str:
        """Hold a name or a free text for the side table, where `add` writes it; returns the name of its row."""
        self._texts += 1
        name = f"t{self._texts}"
        self._unwritten.append((name, kind, text))
        return name

    def texts(self) -> dict[str, str]:
        """Every text that is not forgotten."""
        try:
            found = self._base.execute("select id, text from texts where typeof(text) = 'text'")
            return dict(found.fetchall())
        except sqlite3.DatabaseError as refusal:
            raise LogError(f"{self.path.name}: its names cannot be read ({refusal})") from None

    def forget(self, name: str) -> None:
        """Overwrite a text on the disk."""
        self._base.execute("update texts set text = null where id = ?", (name,))
        self._base.execute("pragma wal_checkpoint(truncate)")

    def events(self) -> Iterator[Event]:
        """All rows, each held against the chain. Raises `LogError` where it is broken."""
        before = ""
        try:
            rows = self._base.execute("select * from log order by seq").fetchall()
        except sqlite3.DatabaseError as refusal:
            raise LogError(f"{self.path.name}: its log cannot be read ({refusal})") from None
        for values in rows:
            read = self._read(values)
            rest = (read.epoch, read.turn, read.actor, read.kind, read.body)
            again = chained(read.room, read.seq, read.at, rest, before)
            if again.hash != read.hash:
                raise LogError(f"{self.path.name}: row {read.seq} does not follow from the rows before it")
            before = read.hash
            yield read

    def _read(self, values: tuple[Any, ...]) -> Event:
        """A row of the table as an event. Raises `LogError` for what no room wrote."""
        try:
            seq, room, at, epoch, turn, actor, kind, body, prev, digest = values
            return Event(seq, room, at, epoch, turn, actor, kind, json.loads(body), prev, digest)
        except (TypeError, ValueError):
            raise LogError(f"{self.path.name}: row {values[0]} is no row of a room's log") from None

    def close(self) -> None:
        """Fold the write-ahead file into the one file and let go of it."""
        self._base.execute("pragma wal_checkpoint(truncate)")
        self._base.close()


Rest = tuple[int, int, str, str, Mapping[str, Any]]


def chained(room: str, seq: int, at: int, rest: Rest, prev: str) -> Event:
    """A row with its hash over everything in it and the hash of the row before.

    Parameters
    ----------
    room, seq, at
        Room, number of the row, and milliseconds since 1970, UTC.
    rest
        Epoch, turn, actor, kind and body.
    prev
        Hash of the row before; empty for the first.

    Returns
    -------
    Event
        The row.
    """
    said = json.dumps([room, seq, at, *rest, prev], sort_keys=True, allow_nan=False)
    epoch, turn, actor, kind, body = rest
    digest = hashlib.sha256(said.encode()).hexdigest()
    return Event(seq, room, at, epoch, turn, actor, kind, body, prev, digest)
