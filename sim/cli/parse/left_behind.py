"""What an insight leaves on disk: the settings that say so, and the command line that is being done."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.cli.parse.output_settings import FIGURE, Wanted
from sim.cli.parse.rows import OUT
from sim.cli.parse.verbs import Setting, Verb
from sim.cli.show import run_folder
from sim.study_folder import contents

LEFT = tuple(replace(row, shared=True) for row in (OUT, *FIGURE))
"""Settings of every verb that leaves an insight; the command line takes them up, not the verb."""


@dataclass(frozen=True)
class Trail:
    """The command line that is being done: its words, what its verb was called with, and where its findings go."""

    verb: str
    words: tuple[str, ...]
    values: Mapping[str, Any]
    out: Path
    wanted: Wanted

    @property
    def command(self) -> str:
        """The line that repeats it."""
        return shlex.join(["tripwire", self.verb, *self.words, *contents.typed()])


_TRAIL: ContextVar[Trail | None] = ContextVar("trail", default=None)


DRAWN = ("explain", "rank", "sensitivity")
"""Verbs whose findings a plate shows; only these take settings of a figure."""


def with_left(row: Verb) -> Verb:
    """A verb that leaves what it finds in a folder."""
    left = LEFT if row.name in DRAWN else LEFT[:1]
    own = {setting.name for setting in row.settings}
    return replace(row, settings=(*row.settings, *(one for one in left if one.name not in own)))


def trail() -> Trail | None:
    """The command line that is being done, if its verb leaves what it finds."""
    return _TRAIL.get()


@contextmanager
def followed(done: Trail | None) -> Iterator[None]:
    """Let what is found meanwhile be left where the command line says, if its verb leaves anything."""
    token = _TRAIL.set(done)
    try:
        yield
    finally:
        _TRAIL.reset(token)


def trail_of(
    verb: Verb, words: Sequence[str], own: Mapping[str, Any], values: Mapping[str, Any]
) -> Trail | None:
    """The trail of a command line; None where the verb leaves nothing.

    Parameters
    ----------
    verb, words
        What was typed.
    own
        The checked values of its settings.
    values
        What the verb's function is called with.

    Returns
    -------
    Trail or None
        Where findings go.

    Examples
    --------
    >>> from sim.cli.commands import VERBS
    >>> trail_of(VERBS["explain"], ["POL"], {}, {}).command, trail_of(VERBS["help"], [], {}, {})
    ('tripwire explain POL', None)
    """
    shared = shared_of(verb, own)
    if not shared:
        return None
    wanted = Wanted(*(shared[row.name] for row in FIGURE)) if verb.name in DRAWN else Wanted()
    wanted.check()
    run_folder.check(shared["out"])
    return Trail(verb.name, tuple(words), values, shared["out"], wanted)


def shared_of(verb: Verb, own: Mapping[str, Any]) -> dict[str, Any]:
    """The checked values of the settings that the command line takes up."""
    rows: list[Setting] = [setting for setting in verb.settings if setting.shared]
    return {row.name: own.get(row.name, row.default) for row in rows}
