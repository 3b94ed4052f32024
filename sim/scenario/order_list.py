"""The kind of lever that holds orders: rows read strictly, written back, drawn at random and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sim.evidence import load
from sim.scenario.dated import LAST_MONTH
from sim.scenario.entries import contributors, states
from sim.scenario.errors import ScenarioError, choice, nearest, number, show, whole
from sim.scenario.kinds import Kind, Number, flat, items
from sim.scenario.orders import (
    ALWAYS,
    GROUND,
    HOLDS,
    MODEL,
    NOTHING,
    OFF_GROUND,
    ORDERED_ROLES,
    Chosen,
    Condition,
    Order,
    names,
)

if TYPE_CHECKING:
    import numpy as np

FIELDS = {
    "month": f"0 to {LAST_MONTH}; the row holds from then on, until the state's next row",
    "state": "three letters",
    "role": f"one of {', '.join(ORDERED_ROLES)}: this, and off the ground whatever the model would do anyway; "
    f"a list of them, with one of {', '.join(GROUND)} at most: exactly these; {NOTHING}: nothing at all",
    "share": "0 to 1 of what the state can send; left out, the model's own size",
    "if": "what must hold, all of it: on_ground (a list of states), at_least (so many other states on the ground), "
    "pledged (so many soldiers of others), us_backing and mandate (at least so much)",
    "hold": "; ".join(f"{hold}: {meaning}" for hold, meaning in HOLDS.items()),
    "else": "roles off the ground in place of an order that is struck out, written as role is",
    "reason": "a remark of up to 140 characters, without effect",
    "by": f"{MODEL}, in place of all others but reason: the model decides again",
}
"""What a row may say, and how each field is meant."""
BESIDE_MODEL = ("month", "state", "by", "reason")
"""What a row may say that hands the state back."""
LONGEST_REASON = 140
MOST_PLEDGED = 300_000.0
"""As many soldiers as `force_size` can ask for."""
LISTED = 4
"""Rows that are named one by one; more are counted."""


@dataclass(frozen=True)
class Orders(Kind):
    """Dated decisions about states, in the order of their months; `mandates` looks up the standing of a mandate."""

    mandates: Callable[[], Mapping[str, float]]

    def check(self, name: str, value: Any) -> tuple[Order, ...]:
        """The rows, one for each state and month at most."""
        rows = [self._row(name, row) for row in items(name, value)]
        rows.sort(key=lambda row: (row.month, row.state))
        for one, other in pairwise(rows):
            if (one.month, one.state) == (other.month, other.state):
                raise ScenarioError(
                    f"{name}: {one.state} is ordered twice in month {one.month}; allowed: once"
                )
        return tuple(rows)

    def plain(self, value: tuple[Order, ...]) -> list[dict[str, Any]]:
        """The rows as mappings."""
        return [row.as_dict() for row in value]

    def text(self, value: tuple[Order, ...]) -> str:
        """Who is to do what when; of many rows their number."""
        if len(value) > LISTED:
            months, ordered = sorted(row.month for row in value), {row.state for row in value}
            return f"{len(value)} orders to {len(ordered)} states, months {months[0]} to {months[-1]}"
        return ", ".join(_in_words(row) for row in value) or "none"

    def allowed(self) -> str:
        """Fields of a row."""
        return (
            f"a list of rows, each with month, state and role (or by: {MODEL}); share, if, hold, else and reason may "
            "stand beside role"
        )

    def sample(self, rng: np.random.Generator, *, months: int) -> list[dict[str, Any]]:
        """One or two rows for each of some states."""
        return [
            {"month": int(month), "state": str(state), **_sampled(rng, str(state))}
            for state in rng.choice(contributors(), 5, replace=False)
            for month in rng.choice(months, min(int(rng.integers(1, 3)), months), replace=False)
        ]

    def example(self, name: str) -> str:
        """One row."""
        return f"'{name}=[{{month: 6, state: DEU, role: support, if: {{on_ground: [FRA, GBR]}}}}]'"

    def help(self) -> Iterator[tuple[str, str]]:
        """The fields of a row, and the codes of the states."""
        yield from FIELDS.items()
        yield states()

    def _row(self, name: str, value: Any) -> Order:
        """One row, checked by itself."""
        said = _fields(value) if isinstance(value, Order) else value
        if not isinstance(said, Mapping):
            raise ScenarioError(f"{name}: {show(value)} is not a mapping with month, state and role")
        for key in said:
            if key not in FIELDS:
                raise ScenarioError(f"{name}: unknown {show(key)}; {nearest(key, FIELDS)}")
        state = choice(f"{name}.state", said.get("state"), load().codes)
        month = whole(f"{name}.month", said.get("month"), 0, LAST_MONTH, "months")
        at = f"{name}: {state} in month {month}: "
        reason = _reason(f"{at}reason", said.get("reason", ""))
        if said.get("by"):
            choice(f"{at}by", said["by"], [MODEL])
            for key in said:
                if key not in BESIDE_MODEL and said[key] is not None:
                    raise ScenarioError(f"{at}{key} beside by: {MODEL}; allowed: {', '.join(BESIDE_MODEL)}")
            return Order(month, state, reason=reason, by=MODEL)
        share, otherwise = said.get("share"), said.get("else")
        row = Order(
            month,
            state,
            role=_chosen(f"{at}role", said.get("role"), ORDERED_ROLES),
            share=None if share is None else number(f"{at}share", share, 0.0, 1.0),
            when=self._condition(f"{at}if", said.get("if")),
            hold=choice(f"{at}hold", said.get("hold", "entry"), HOLDS),
            otherwise=None if otherwise is None else _chosen(f"{at}else", otherwise, OFF_GROUND),
            reason=reason,
        )
        _check_sense(at, row)
        return row

    def _condition(self, at: str, value: Any) -> Condition:
        """What must hold, each clause in its range."""
        said = asdict(value) if isinstance(value, Condition) else {} if value is None else value
        if not isinstance(said, Mapping):
            raise ScenarioError(f"{at}: {show(value)} is not a mapping of clauses")
        clauses = tuple(asdict(ALWAYS))
        for key in said:
            if key not in clauses:
                raise ScenarioError(f"{at}: unknown {show(key)}; {nearest(key, clauses)}")
        codes, asked = load().codes, asdict(ALWAYS) | dict(said)
        leaned_on = {
            choice(f"{at}.on_ground", one, codes) for one in items(f"{at}.on_ground", asked["on_ground"])
        }
        return Condition(
            on_ground=tuple(code for code in codes if code in leaned_on),
            at_least=whole(f"{at}.at_least", asked["at_least"], 0, len(codes) - 1, "other states"),
            pledged=number(f"{at}.pledged", asked["pledged"], 0.0, MOST_PLEDGED, "soldiers"),
            us_backing=number(f"{at}.us_backing", asked["us_backing"], 0.0, 1.0),
            mandate=Number(presets=self.mandates()).check(f"{at}.mandate", asked["mandate"]),
        )


def _fields(row: Order) -> dict[str, Any]:
    """What a row that was made in Python says, as a file would say it."""
    renamed = {"when": "if", "otherwise": "else"}
    said = {one.name: getattr(row, one.name) for one in fields(row) if getattr(row, one.name) != one.default}
    return {renamed.get(name, name): value for name, value in said.items()}


def _chosen(at: str, value: Any, valid: tuple[str, ...]) -> Chosen:
    """A role, or several in their order, one on the ground at most; an empty list for none."""
    if isinstance(value, str):
        return () if value == NOTHING else choice(at, value, (*valid, NOTHING))
    if value is None:
        raise ScenarioError(f"{at} is missing; allowed: {', '.join((*valid, NOTHING))}, or a list")
    listed = {choice(at, one, valid) for one in items(at, value)}
    if len(listed.intersection(GROUND)) > 1:
        both = " and ".join(role for role in GROUND if role in listed)
        raise ScenarioError(f"{at}: {both} are both on the ground; allowed: one of {', '.join(GROUND)}")
    return tuple(role for role in valid if role in listed)


def _reason(at: str, value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST_REASON or "${" in value:
        raise ScenarioError(
            f"{at}: {show(value)}; allowed: up to {LONGEST_REASON} plain characters in one line"
        )
    return value


def _check_sense(at: str, row: Order) -> None:
    """Refuse a field that would have no effect, and a state that waits for itself; raises `ScenarioError`."""
    asks = row.when != ALWAYS
    if row.state in row.when.on_ground:
        raise ScenarioError(f"{at}if.on_ground names the state itself; allowed: other states")
    if row.share is not None and not row.ground:
        raise ScenarioError(f"{at}share is of soldiers in Ukraine; allowed: with one of {', '.join(GROUND)}")
    if row.hold != "entry" and not asks:
        raise ScenarioError(f"{at}hold needs something that must hold; allowed: beside if")
    if row.otherwise is not None and not (row.ground or asks):
        raise ScenarioError(f"{at}else would never come; allowed: beside if, or with a role on the ground")
    if asks and row.instead == row.role:
        raise ScenarioError(
            f"{at}if would change nothing; allowed: with else, or a role that it can strike out"
        )


def _in_words(row: Order) -> str:
    """Who is to do what when, in a few words."""
    if row.by:
        return f"{row.state} as the model decides from month {row.month}"
    clauses = flat(tuple(row.when.as_dict().items()))
    parts = [
        f"{row.state} {_roles(row.role)} from month {row.month}",
        "" if row.share is None else f"with {row.share:g} of what it can send",
        "" if row.when == ALWAYS else f"{'if' if row.hold == 'entry' else 'as long as'} {clauses}",
        "" if row.otherwise is None else f"else {_roles(row.otherwise)}",
    ]
    return " ".join(part for part in parts if part)


def _roles(chosen: Chosen | None) -> str:
    return " ".join(names(chosen)) or "nothing"


def _sampled(rng: np.random.Generator, state: str) -> dict[str, Any]:
    """What a random row says beside month and state."""
    if rng.random() < 0.1:
        return {"by": MODEL}
    ground = str(rng.choice(GROUND)) if rng.random() < 0.6 else ""
    off = [role for role in OFF_GROUND if rng.random() < 0.3]
    row: dict[str, Any] = {"role": ground or NOTHING}
    if rng.random() < 0.5:
        row["role"] = off + ([ground] if ground else [])
    if ground and rng.random() < 0.5:
        row["share"] = float(rng.random())
    if ground and rng.random() < 0.6:
        row["if"] = _sampled_condition(rng, state)
        row["hold"] = str(rng.choice(list(HOLDS)))
    if ground and rng.random() < 0.5:
        row["else"] = str(rng.choice((*OFF_GROUND, NOTHING))) if rng.random() < 0.5 else off
    return row


def _sampled_condition(rng: np.random.Generator, state: str) -> dict[str, Any]:
    """One clause or two, easy enough that some hold."""
    others = [code for code in contributors() if code != state]
    clauses: dict[str, Any] = {
        "on_ground": [str(rng.choice(others))],
        "at_least": int(rng.integers(1, 5)),
        "pledged": float(rng.uniform(1.0, 10_000.0)),
        "us_backing": float(rng.uniform(0.01, 0.8)),
        "mandate": float(rng.uniform(0.01, 0.5)),
    }
    chosen = rng.choice(list(clauses), int(rng.integers(1, 3)), replace=False)
    return {str(name): clauses[str(name)] for name in chosen}
