"""The form on which a seat signs: read strictly, and held against what army, law, enablers and mission allow.

What a form may say is told before (`roles`), so a refusal meets a forger or a race, not a student.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sim.rules.roles import ROLE_LABELS, ROLE_NAMES
from sim.scenario import BY_NAME, Scenario, ScenarioError, roster
from sim.scenario.levers import MANDATES
from sim.scenario.orders import ALWAYS, GROUND, NOTHING, ORDERED_ROLES, Order, names
from sim.scenario.possible import FITNESS, never
from sim.seminar.refusal import RefusedError
from sim.seminar.words import called, count, many, say

FIELDS = ("role", "share", "if", "hold", "else")
"""What a form may say; all but the role may be left out."""
TENTHS = 10
"""Shares that may be ordered are tenths of what a state can send."""
MOST_CLAUSES = 3
SURE = range(1, 6)


def roles(scenario: Scenario, code: str) -> list[dict[str, Any]]:
    """Every role in words, and why it is closed to a state; the reason is empty where it is open.

    Examples
    --------
    >>> [role["role"] for role in roles(Scenario(), "AUT") if role["closed"]]
    ['hub', 'sea', 'monitoring', 'support', 'protection', 'forward']
    """
    return [
        {"role": role, "label": label(role), "ground": role in GROUND, **_closed(scenario, code, role)}
        for role in (NOTHING, *ORDERED_ROLES)
    ]


@cache
def _closed(scenario: Scenario, code: str, role: str) -> dict[str, str]:
    """Why a role is closed to a state, and by which limit."""
    row = Order(0, code, role=() if role == NOTHING else role)
    reason = _why(scenario, row)
    return {"closed": reason, "limit": _limit(scenario, row) if reason else ""}


def _why(scenario: Scenario, row: Order) -> str:
    """Why a decision can never come about, in words for a class; empty where it may."""
    if not never(row, scenario):
        return ""
    if left := [code for code in row.when.on_ground if code in scenario.exclude]:
        return say("limit.left_out", state=left[0])
    closed = [role for role in _roles(row) if never(Order(row.month, row.state, role=role), scenario)]
    return say(f"limit.{_limit(scenario, row)}", state=row.state, roles=_joined(map(label, closed)))


def _roles(row: Order) -> tuple[str, ...]:
    """All roles that a row names, those that are to be taken otherwise too."""
    return (*names(row.role), *names(row.otherwise))


def _limit(scenario: Scenario, row: Order) -> str:
    """Which limit it is that rules a decision out for good."""
    facts = roster.facts()[roster.codes().index(row.state)]
    unfit = any(role in FITNESS and facts[FITNESS[role]] <= 0.0 for role in _roles(row))
    if unfit or (row.ground and facts["personnel"] <= 0.0):
        return "army"
    return "law" if row.ground and MANDATES[scenario.mandate] < facts["gate"] else "mission"


def check(scenario: Scenario, code: str, month: int, form: Any) -> dict[str, Any]:
    """The form in its one way of being written. Raises `RefusedError`.

    Parameters
    ----------
    scenario
        What is played.
    code, month
        The state, and the first month of the turn.
    form
        What was sent.

    Returns
    -------
    dict
        The fields of a row of orders, month, state and reason aside.
    """
    if not isinstance(form, Mapping) or not form.keys() <= set(FIELDS):
        raise RefusedError("bad_form", say("bad.form", fields=", ".join(FIELDS)))
    try:
        (order,) = BY_NAME["orders"].kind.check("order", [{"month": month, "state": code, **form}])
    except ScenarioError as refusal:
        raise RefusedError("bad_form", _own_words(str(refusal))) from None
    _check_size(order)
    if reason := _why(scenario, order):
        raise RefusedError(
            "not_allowed", reason, limit=_limit(scenario, order), allowed=_allowed(scenario, code)
        )
    row = order.as_dict()
    if order.share is not None:
        row["share"] = round(order.share, 1)
    return {name: row[name] for name in FIELDS if name in row}


def _own_words(refusal: str) -> str:
    """A refusal without the heading that names the row in a file."""
    return refusal.split(": ", 2)[-1]


def _check_size(order: Order) -> None:
    """Refuse a share between the tenths, and more clauses than the page has room for."""
    if order.share is not None and abs(order.share * TENTHS - round(order.share * TENTHS)) > 1e-9:
        raise RefusedError("not_allowed", say("bad.share"), limit="army", allowed=TENTHS)
    clauses = len(order.when.on_ground) + sum(
        getattr(order.when, name) != getattr(ALWAYS, name) for name in vars(ALWAYS) if name != "on_ground"
    )
    if clauses > MOST_CLAUSES:
        raise RefusedError(
            "not_allowed", say("bad.clauses", n=MOST_CLAUSES), limit="condition", allowed=MOST_CLAUSES
        )


def label(role: str) -> str:
    """What a role is called in a sentence."""
    if role == NOTHING:
        return say("order.nothing")
    return called("role", role, ROLE_LABELS[ROLE_NAMES.index(role)])


def _allowed(scenario: Scenario, code: str) -> list[str]:
    return [role["role"] for role in roles(scenario, code) if not role["closed"]]


def in_words(form: Mapping[str, Any]) -> str:
    """A form as a sentence's middle: role, share, condition.

    Examples
    --------
    >>> in_words({"role": "support", "share": 0.5, "if": {"on_ground": ["FRA"]}, "else": "training"})
    'support troops in the rear, 50 % of the ceiling, if FRA is on the ground, else training outside Ukraine'
    """
    parts = [_named(form["role"])]
    if form.get("share") is not None:
        parts.append(say("order.share", n=f"{100 * form['share']:.0f}"))
    if form.get("if"):
        bond = "order.as_long_as" if form.get("hold") == "throughout" else "order.if"
        parts.append(say(bond, clauses=_joined(_clause(*clause) for clause in form["if"].items())))
    if form.get("else") is not None:
        parts.append(say("order.else", roles=_named(form["else"])))
    return ", ".join(parts)


def _named(chosen: str | list[str]) -> str:
    chosen = [chosen] if isinstance(chosen, str) else chosen
    return _joined(label(role) for role in chosen) or label(NOTHING)


def _joined(parts: Iterable[str]) -> str:
    return say("order.and").join(parts)


def _clause(name: str, value: Any) -> str:
    if name == "on_ground":
        return many("order.on_ground", len(value), states=_joined(value))
    return say(f"order.{name}", n=count(value) if name == "pledged" else f"{value:g}")
