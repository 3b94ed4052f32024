"""A turn is settled: the Mesa model plays the class's scenario up to the end of the turn.

The model is played from its first month each time, which takes some hundredths of a second: so a turn that was undone,
a room that was branched and a server that was killed all come to the same months by the same way, and an event that
the lecturer adds meets a calendar that knows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.rules.hindrance import HINDRANCES
from sim.scenario import Scenario
from sim.seminar.model.game_runs import on_ground, runs
from sim.seminar.model.own import known
from sim.seminar.words import count, say

if TYPE_CHECKING:
    from sim.deployment_model import DeploymentModel
    from sim.engine.agents.country import Country

FATES = {
    "": "carried",
    "losses": "struck",
    "consent": "struck",
    "condition": "struck",
    "parliament": "refused",
    "enablers": "cut",
    "request": "cut",
}
"""What becomes of an order, by what hinders it."""
assert FATES.keys() == {"", *HINDRANCES}


@dataclass(frozen=True)
class Played:
    """The months of a game so far, what became of the orders, and what each state knows before the next turn."""

    months: list[dict[str, Any]]
    fates: dict[str, tuple[str, str, list[str]]]
    own: dict[str, dict[str, Any]]

    @property
    def state_hash(self) -> str:
        """A hash over every number of every month, to the last bit."""
        text = json.dumps(self.months, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def play(
    scenario: Scenario,
    seed: int,
    replicate: int,
    months: int,
    ahead: int,
    without: Mapping[str, Scenario] | None = None,
) -> Played:
    """Play a scenario for some months.

    Parameters
    ----------
    scenario
        What the class has written so far.
    seed, replicate
        The world.
    months
        How many months are played; 0 for none.
    ahead
        Months of the next turn, for what a seat may expect to have in place at its end.
    without
        By state, the scenario without its new order: what it pulled along is found by leaving it out.

    Returns
    -------
    Played
        Months as anybody may see them, fates by state, and what each state alone knows.

    Examples
    --------
    >>> played = play(Scenario(horizon=24), 1, 0, 2, 6)
    >>> [month["month"] for month in played.months], len(played.state_hash)
    ([0, 1], 64)
    """
    from sim.deployment_model import (
        DeploymentModel,  # Mesa and pandas: seconds that a restart does not wait for
    )

    model = DeploymentModel(scenario, seed=seed, replicate=replicate, collect=False)
    found = []
    for _ in range(months):
        model.step()
        found.append(_month(model))
    pulled = _pulled(scenario, without or {}, seed, replicate, months)
    ordered = {
        code: (*_fate(model, country), pulled.get(code, [])) for code, country in _ordered(model.members)
    }
    own = {country.code: known(model, country, ahead) for country in model.members}
    return Played(found, ordered, own)


def warm() -> None:
    """Bring in what the first turn would otherwise wait for."""
    play(Scenario(), 1, 0, 1, 1)


def _month(model: DeploymentModel) -> dict[str, Any]:
    """A month as anybody may see it."""
    force, moscow = model.force, model.moscow
    return {
        "month": model.view.month,
        "deployed": force.troops,
        "us_backing": model.washington.trust,
        "tension": force.tension,
        "tests": force.tests,
        "killed": force.kia,
        "attacked": bool(moscow.attacked),
        "truce": bool(model.truce.standing),
        "pledged": model.view.coalition.pledged,
        "rungs": {country.code: int(country.rung) for country in model.members},
        "roles": {country.code: sorted(country.roles) for country in model.members},
        "troops": {country.code: country.troops for country in model.members if country.troops > 0.0},
    }


def _ordered(members: Iterable[Country]) -> Iterable[tuple[str, Country]]:
    return ((country.code, country) for country in members if country.ruling is not None)


def _fate(model: DeploymentModel, country: Country) -> tuple[str, str]:
    """What became of a state's order in the month just played, and by what."""
    by = country.struck
    return FATES[by], f"{by}: {_missing(model, country)}" if by == "condition" else by


def _missing(model: DeploymentModel, country: Country) -> str:
    """The clauses of an order that are not met, in words."""
    assert country.ruling is not None
    when, view = country.ruling.when, model.view
    others = [one for one in model.members if one.inside and one is not country]
    there = {one.code for one in others}
    found = [say("missing.on_ground", state=code) for code in when.on_ground if code not in there]
    if len(others) < when.at_least:
        found.append(say("missing.at_least", n=len(others), asked=when.at_least))
    offered = sum(one.size for one in others)
    if offered < when.pledged:
        found.append(say("missing.pledged", n=count(offered), asked=count(when.pledged)))
    if view.m.us < when.us_backing:
        found.append(say("missing.us_backing", n=f"{view.m.us:.2f}", asked=f"{when.us_backing:.2f}"))
    if view.s.mandate < when.mandate:
        found.append(say("missing.mandate", n=f"{view.s.mandate:.2f}", asked=f"{when.mandate:.2f}"))
    return ", ".join(found)


def _pulled(
    scenario: Scenario, without: Mapping[str, Scenario], seed: int, replicate: int, months: int
) -> dict[str, list[str]]:
    """By state, those that are on the ground with its order and not without it, itself aside."""
    if not without:
        return {}
    block = runs([scenario, *without.values()], months, seed=seed, replicates=1, first=replicate)
    there = on_ground(block, 0)
    return {code: sorted(there - on_ground(block, k) - {code}) for k, code in enumerate(without, 1)}
