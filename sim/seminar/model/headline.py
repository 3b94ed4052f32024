"""The front page of a turn: one line, computed from what the turn changed and from nothing else."""

from __future__ import annotations

from typing import Any

from sim.rules.roles import ON_GROUND
from sim.seminar.words import count, listed, many, name_of, say

Months = list[dict[str, Any]]
NOTED = 500
"""Soldiers by which a force has to change to be news by itself."""


def headline(months: Months, before: Months, pulled: dict[str, list[str]]) -> str:
    """The line for a turn.

    Parameters
    ----------
    months, before
        The turn's months, and the one before it (none for the first turn).
    pulled
        By state, those that would not be on the ground without its order.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> was = {"rungs": {"FRA": 4, "DEU": 2}, "deployed": 900.0, "attacked": False, "killed": 0.0}
    >>> now = {**was, "rungs": {"FRA": 4, "DEU": 4, "SWE": 4}, "deployed": 4000.0}
    >>> headline([now], [was], {"DEU": ["SWE"]})
    'Germany goes in, and Sweden goes with it'
    >>> headline([was], [was], {})
    'The coalition stands where it stood'
    """
    now, was = (
        months[-1],
        before[-1] if before else {"rungs": {}, "deployed": 0.0, "attacked": False, "killed": 0.0},
    )
    if now["attacked"] and not was["attacked"]:
        return say("headline.attack")
    there, then = _ground(now), _ground(was)
    came, gone = there - then, then - there
    if now["killed"] > was["killed"]:
        return say("headline.killed", n=count(now["killed"] - was["killed"]))
    if came:
        words = _went_in(sorted(came), pulled)
        return say("headline.and_out", came=words, gone=_named(sorted(gone))) if gone else words
    if gone:
        return many("headline.home", len(gone), states=_named(sorted(gone)))
    gained = now["deployed"] - was["deployed"]
    if abs(gained) >= NOTED:
        return say("headline.more" if gained > 0 else "headline.fewer", n=count(abs(gained)))
    return say("headline.same")


def _went_in(came: list[str], pulled: dict[str, list[str]]) -> str:
    """Who goes in; whoever brought others in is named first."""
    first = max(came, key=lambda code: (len(set(pulled.get(code, ())) & set(came)), code in pulled))
    with_it = [code for code in pulled.get(first, ()) if code in came and code != first]
    if with_it:
        return many("headline.with", len(with_it), first=_named([first]), others=_named(with_it))
    return many("headline.in", len(came), states=_named(came))


def _named(codes: list[str]) -> str:
    return listed(map(name_of, codes), 3)


def _ground(month: dict[str, Any]) -> set[str]:
    return {code for code, rung in month["rungs"].items() if rung >= ON_GROUND}
