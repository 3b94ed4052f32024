"""What a Mesa run leaves behind: the same figures as `ensemble.measure`, read off the agents."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim import outcomes
from sim.rules import escalation, ladder

if TYPE_CHECKING:
    from sim.model import DeploymentModel


def coalition(model: DeploymentModel) -> dict[str, float]:
    """The states in the last month of peace, and what both sides think of the force."""
    countries = list(model.countries)
    return {
        "announced": model.announced,
        "pledged": model.pledged,
        "deployed": model.troops,
        "ground_contributors": sum(c.rung >= ladder.SUPPORT for c in countries),
        "any_role_contributors": sum(c.rung >= ladder.TRAINING for c in countries),
        "willing_governments": sum(c.willing for c in countries),
        "blocked_by_parliament": sum(c.willing and c.rung < ladder.SUPPORT for c in countries),
        "belief": model.moscow.belief,
        "practised_roe": model.practised,
        "response": model.response,
        "ukraine_strength": model.kyiv.strength,
        "effective_force": model.effective,
        "guarantee_index": model.kyiv.index,
        "guarantee_demand": model.kyiv.demand,
        "deal": float(model.kyiv.deal),
        "us_backing_end": model.washington.trust,
    }


def by_country(model: DeploymentModel) -> NDArray[np.float64]:
    """The same states one by one, shape (countries, len(outcomes.COUNTRY)); who was left out stands on no rung."""
    nobody = (0.0, 0.0, 0.0, math.nan, math.nan)
    return np.array(
        [
            nobody if c is None else (c.rung, c.troops, c.reserve, c.willingness, c.joined)
            for c in model.roster
        ],
        float,
    )


def account(model: DeploymentModel) -> NDArray[Any]:
    """What was measured in peace, and what all months add up to: one row of `outcomes.RUN_ROW`."""
    figures = model.in_peace | {
        "attacked": float(model.moscow.attacked),
        "attack_month": model.moscow.attack_month,
        "incidents": model.incidents,
        "answered": model.answers,
        "clashes": model.clashes,
        "kia": model.kia,
        "direct_war": float(model.peak >= escalation.DIRECT_WAR),
        "bystander": float(model.tests > 0.0 and model.clashes < 0.2 * model.tests),
        "peak_rung": float(model.peak),
        "withdrawals": model.withdrawals,
        "cost_eur_bn": model.cost,
    }
    return np.array([tuple(figures[outcome.name] for outcome in outcomes.RUN)], outcomes.RUN_ROW)
