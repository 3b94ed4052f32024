"""Sets a replicate of the Mesa model up from the arrays that both engines read: its view, its seats, its draws."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.engine import chance, layout
from sim.engine.agents.country import Country
from sim.engine.agents.view import Said, View
from sim.engine.assumptions import PARAMETERS
from sim.engine.inputs import Inputs
from sim.engine.order_rows import decisions
from sim.rules import casualties, denial, escalation, force, priors, roles
from sim.rules import moscow as choice
from sim.rules.arithmetic import logit
from sim.rules.records import Assumptions, Facts, Levers
from sim.scenario import roster

if TYPE_CHECKING:
    from sim.engine.model import Replicate


def first_view(inputs: Inputs, at: int, draws: list[float]) -> View:
    """What every agent sees before the first month."""
    prior, fixed = inputs.priors[inputs.theory[at]], inputs.fixed[at].tolist()
    spans = zip(prior["low"].tolist(), prior["mode"].tolist(), prior["high"].tolist(), strict=True)
    values = [
        priors.triangular(*span, draw) if math.isnan(value) else value
        for span, value, draw in zip(spans, fixed, draws, strict=False)
    ]
    p = Assumptions(**dict(zip(PARAMETERS, values, strict=True)))
    s = inputs.levers_of(at)
    return View(p, s, _constants(s, p))


def seats(model: Replicate, draws: Any) -> list[Country | None]:
    """A country in every seat that takes part."""
    own = draws[chance.COUNTRY_AT : chance.RUN_AT].reshape(chance.COUNTRIES, -1)
    facts = layout.rows(Facts, np.array(roster.facts().tolist()))
    found: list[Country | None] = [None] * len(facts)
    for i, (code, fact, country_draws) in enumerate(
        zip(roster.codes(), facts, layout.rows(layout.CountryDraws, own), strict=False)
    ):
        if model.panel.member[i] > 0.0:
            said = Said(**{name: getattr(model.panel, name)[i] for name in Said.__dataclass_fields__})
            found[i] = Country(model, code, fact, model.view, said, country_draws)
    for month, until, seat, decision in decisions(model.order_rows, model.needs):
        ordered = found[seat]
        if ordered is not None:
            ordered.rows.append((month, until, decision))
    for seat, leader in model.pledges:
        country = found[seat]
        if country is not None:
            country.leaders.append(found[leader])
    return found


def rows_of(inputs: Inputs, calendar: int, name: str) -> list[Any]:
    """A calendar's rows of a list of the inputs."""
    starts = getattr(inputs, f"{name}_at")
    return getattr(inputs, name)[starts[calendar] : starts[calendar + 1]].tolist()  # type: ignore[no-any-return]


def split(draws: Any) -> tuple[layout.RunDraws, list[layout.MonthDraws]]:
    """The draws of the run, and those of each month."""
    of_run = draws[chance.RUN_AT : chance.RUN_AT + len(chance.RUN_PURPOSES)]
    months = draws[chance.MONTH_AT :].reshape(-1, len(chance.MONTH_PURPOSES))
    return layout.rows(layout.RunDraws, of_run[None])[0], layout.rows(layout.MonthDraws, months)


def _constants(s: Levers, p: Assumptions) -> layout.Constants:
    """What follows from levers and assumptions and stays the same all run."""
    return layout.Constants(
        request=roles.requested(s),
        role_mix=roles.support_mix(s),
        climb=escalation.climb_chance(p, s),
        usual_attack=logit(choice.monthly_risk(s.baseline_attack_risk)),
        usual_probe=logit(p.probe0),
        usual_win=denial.usual_success(p),
        incident_dead=casualties.mean_in_incident(p, roles.requested(s)),
        attack_multiple=casualties.mean_in_attack(p),
        up=force.pace(p.tau),
        down=force.pace(p.tau_out),
        steps=roles.steps(p, s),
        explained=roles.step(p, s, roles.explained(s)),
    )
