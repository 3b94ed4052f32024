"""What a seat alone knows: the world's own draws for its state, and what they come to today.

Nothing here is invented, so nothing that a card says in private can be false in the game.
"""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, Any

from sim.rules import enablers, force, washington
from sim.rules.parliament import ALWAYS, NEVER
from sim.seminar.model.order_form import TENTHS

if TYPE_CHECKING:
    from sim.deployment_model import DeploymentModel
    from sim.engine.agents.country import Country


def known(model: DeploymentModel, country: Country, ahead: int) -> dict[str, Any]:
    """What a state knows after the months played, before the next one.

    Parameters
    ----------
    model
        The game so far.
    country
        The state.
    ahead
        Months until the end of the next turn.

    Returns
    -------
    dict
        `capacity` in soldiers, `reserve` and `poll` as shares, `asks`: US backing from which parliament consents (0:
        always; None: never), `yes`: whether it would today, `tolerance`: own dead of one month that would bring the
        contingent home (None: more than it can have there), `doubt` in logits, `arriving`: soldiers in place at the
        end of the next turn by tenths of the capacity ordered, `carry`: the largest force that can be brought and kept.
    """
    view, facts = model.view, country.facts
    backing = washington.guarantee(view.s, model.washington.trust)
    reserve = force.reserve(view.p, facts, _threat(model))
    capacity = force.capacity(view.p, facts, reserve)
    return {
        "capacity": round(capacity),
        "reserve": reserve,
        "poll": country.support,
        "asks": None if country.asks >= NEVER else max(0.0, country.asks),
        "always": country.asks <= ALWAYS,
        "yes": not country.barred and (country.authorised or backing >= country.asks),
        "barred": bool(country.barred),
        "tolerance": _tolerance(model, country, capacity),
        "doubt": country.doubt,
        "arriving": _arriving(model, country, capacity, ahead),
        "carry": round(min(_carry(model), view.k.request)),
    }


def _threat(model: DeploymentModel) -> float:
    """Threat as the last month had it; before the first, as the scenario has it."""
    view = model.view
    if view.month >= 0:
        return float(view.m.threat)
    return force.felt_threat(view.p, view.s.border_threat, 0.0)


def _carry(model: DeploymentModel) -> float:
    """The largest force that can be brought and kept supplied today."""
    view = model.view
    return enablers.sustainment(view.p, view.s, model.washington.trust)


def _tolerance(model: DeploymentModel, country: Country, capacity: float) -> int | None:
    """Own dead of one month from which the state leaves; None where it would take more than it can have there."""
    p = model.view.p
    hazard = p.exit0 * (1.0 - country.support) * (1.0 - country.bound)
    left = 1.0 - (1.0 - country.draws.exit) / max(1e-12, country.staying)
    if hazard <= 0.0 or left > 1.0:
        return None
    tenfolds = max(0.0, left) / hazard
    if tenfolds > log10(1.0 + capacity):
        return None
    dead: float = 10.0**tenfolds - 1.0
    return max(1, round(dead))


def _arriving(model: DeploymentModel, country: Country, capacity: float, ahead: int) -> list[int]:
    """Soldiers in place at the end of the next turn, by the tenths of the capacity that are ordered."""
    view, room = model.view, min(_carry(model), model.view.k.request)
    others = view.p.conv * max(0.0, view.coalition.pledged - country.pledged)
    found = []
    for tenth in range(TENTHS + 1):
        promised = view.p.conv * capacity * tenth / TENTHS
        target = promised * force.within(others + promised, room) if promised else 0.0
        there = country.troops
        for _ in range(ahead):
            there = force.build_up(there, target, view.k.up, view.k.down)
        found.append(round(there))
    return found
