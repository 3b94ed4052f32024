"""What a translation may rename: things of ledgers, rules and plans, by kind and by their keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from sim.evidence import load
from sim.evidence.records import Condition, Poll
from sim.rules.roles import ROLE_NAMES
from sim.rules.willingness import TERMS
from sim.scenario import ScenarioError
from sim.scenario.errors import choice
from sim.scenario.files import data
from sim.scenario.injects import EVENT_KINDS
from sim.seminar.model.world import RULES


def poll_key(poll: Poll) -> str:
    """What a poll is called: its state and its day."""
    return f"{poll.code}.{poll.date}"


def condition_key(condition: Condition) -> str:
    """What a condition is called: its state, kind and first day."""
    return f"{condition.code}.{condition.kind}.{condition.since}"


@cache
def keys() -> dict[str, frozenset[str]]:
    """By kind, the keys of all that may be renamed.

    Examples
    --------
    >>> "C008" in keys()["claim"], "25.6" in keys()["agenda"]
    (True, True)
    """
    known = load()
    plans = {
        path.name.removesuffix(".yaml"): data(path.read_text(encoding="utf-8"))
        for path in files("sim.seminar").joinpath("plans").iterdir()
    }
    found: dict[str, Iterable[str]] = {
        "state": known.names,
        "role": ROLE_NAMES,
        "term": TERMS,
        "event": EVENT_KINDS,
        "world": RULES,
        "claim": known.claims,
        "poll": map(poll_key, known.polls),
        "condition": map(condition_key, known.conditions),
        "topic": (one.set_id for one in known.contradictions),
        "positions": (one.set_id for one in known.contradictions),
        "plan": plans,
        "agenda": (f"{name}.{line[0]}" for name, plan in plans.items() for line in plan["agenda"]),
    }
    return {kind: frozenset(names) for kind, names in found.items()}


def check(path: Path, names: Iterable[str]) -> None:
    """Refuse a name of nothing that there is. Raises `ScenarioError`."""
    for name in names:
        kind, _, key = name.partition(".")
        choice(f"language: {path}: names.{name}", kind, keys())
        if key not in keys()[kind]:
            near = ", ".join(sorted(keys()[kind])[:3])
            raise ScenarioError(f"language: {path}: names.{name}; allowed: {kind}. and a key, as in {near}")
