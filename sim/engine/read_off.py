"""Reads off a Mesa model what it remembers, laid out as the native engine does, so that `month.measure` fits both."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.engine import layout

if TYPE_CHECKING:
    from sim.engine.model import Replicate


def run_state(model: Replicate) -> layout.RunState:
    """What the agents remember, as the native engine lays it out."""
    force, moscow, truce = model.force, model.moscow, model.truce
    return layout.RunState(
        trust=model.washington.trust,
        announced=model.announced,
        pledged=model.pledged,
        troops=force.troops,
        attack_month=moscow.attack_month,
        incidents=force.incidents,
        answers=force.answers,
        clashes=force.clashes,
        tests=force.tests,
        kia=force.kia,
        withdrawals=model.withdrawals,
        cost=model.cost,
        tension=force.tension,
        peak=force.peak,
        attacked=moscow.attacked,
        truce=truce.standing,
        signed=truce.signed,
        broken=truce.broken,
        truce_months=truce.months,
        content=model.kyiv.content,
        stood=force.stood,
        fought=force.fought,
        after=force.after,
        joined_by_us=model.us_joined,
    )


def countries(model: Replicate, *names: str) -> layout.Countries:
    """What the countries remember, seat by seat; nothing where nobody takes part."""
    own = {name: [0.0 if c is None else float(getattr(c, name)) for c in model.seats] for name in names}
    return layout.Countries(
        **own, taken=len(model.seats), joined=[math.nan if c is None else c.joined for c in model.seats]
    )
