"""Which option holds up: regret and satisficing across worlds, troops and no-troops options alike.

A world is a theory, a reading and a draw of the parameters; in each, every option runs on the same chance.
Regret is how much worse an option does than the best one in that world, weighted as shown (Savage 1951; `regret`).
An option satisfices where it meets every limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis import runs, validation
from sim.analysis.options_swept import Swept, swept
from sim.analysis.ranking import Criterion, Ranking
from sim.analysis.regret import Scored, ranked, scores
from sim.analysis.response import held
from sim.analysis.sampled import refuse_told
from sim.evidence import load
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice
from sim.stats import resampling

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

DRAWS, TAPES = 16, 128
RESAMPLES = 400


CRITERIA = (
    Criterion("attacked", 0.4, 0.2),
    Criterion("direct_war", 0.3, 0.02),
    Criterion("kia", 0.2, 20.0),
    Criterion("cost_eur_bn", 0.1, 40.0),
)
"""Weights and limits to start from: grade D, a matter of judgement; change them and see what changes."""

OPTIONS: dict[str, dict[str, object]] = {
    "nothing": {"force_size": 0.0, "roles": ()},
    "training": {"roles": ("training",)},
    "arming": {"force_size": 0.0, "roles": (), "arming": 0.2},
    "arming and training": {"force_size": 0.0, "roles": ("training",), "arming": 0.2},
    "air and sea": {"roles": ("air_sea",)},
    "monitoring": {"roles": ("monitoring",), "roe": "monitor"},
    "neighbour basing": {"roles": ("basing",)},
    "tripwire 10k": {"force_size": 10_000.0, "roe": "robust"},
    "15k UN monitor": {"force_size": 15_000.0, "roe": "monitor", "mandate": "un"},
    "40k robust": {"force_size": 40_000.0, "roe": "robust"},
    "100k at the line": {"force_size": 100_000.0, "roe": "combat", "location": "line"},
    "40k and arming": {"force_size": 40_000.0, "roe": "robust", "arming": 0.2},
}
"""Options with and without troops, as changes to a scenario; those of one role are the missions of `configs/`."""


def rank(
    scenario: Scenario | Sweep,
    options: Mapping[str, Scenario] | Sequence[str] | None = None,
    *,
    criteria: Sequence[Criterion] = CRITERIA,
    theories: Sequence[str] | None = None,
    readings: Sequence[str] | None = None,
    draws: int | None = None,
    tapes: int | None = None,
    seed: int = 1,
) -> Ranking:
    """Run every option in every world and rank them by mean regret, with intervals over the draws.

    A world is a theory, a reading and a draw of the parameters. US backing and battlefield follow the reading, unless
    the scenario sets them.

    Parameters
    ----------
    scenario
        What the standard options change; or a finished sweep that keeps its runs, in which nothing is run again.
    options
        Names and scenarios, or names in `OPTIONS`, at least two; left out: all of these, as changes to `scenario`. Of a
        sweep, the names of what was swept that make the options; left out: what the coalition chooses
        (`options_swept.CHOSEN`).
    criteria
        Outcomes to keep low, with weights of at least 0, not all 0, and limits in the outcome's unit.
    theories, readings
        Names of those to use; left out: all.
    draws
        Draws of the parameters, at least 2, or there is nothing to resample; by default 16.
    tapes
        Tapes of chance a draw, at least 2, by default 128; levels are means over them.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Ranking
        Options by regret (0 to 1), the least first; its cost is options × theories × readings × draws × tapes runs.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> base = Scenario(horizon=6)
    >>> options = {"none": base.but(force_size=0.0, roles=()), "40k": base}
    >>> found = rank(base, options, theories=["consensus"], readings=["jan2025"], draws=2, tapes=4)
    >>> found.worlds, sorted(found.table.index)
    (2, ['40k', 'none'])
    """
    weighed = tuple(criteria)
    if sum(c.weight for c in weighed) <= 0.0 or any(c.weight < 0.0 for c in weighed):
        raise ScenarioError("rank: needs weights that are not negative and not all 0")
    for criterion in weighed:
        validation.measure("criteria", criterion.measure)
    if not isinstance(scenario, Scenario):
        refuse_told(scenario, {"draws": draws, "tapes": tapes, "theories": theories, "readings": readings})
        return _of_sweep(swept(scenario, [c.measure for c in weighed], options), weighed, seed)
    named = (
        dict(options)
        if isinstance(options, Mapping)
        else {choice("options", one, OPTIONS): scenario.but(**OPTIONS[one]) for one in options or OPTIONS}
    )
    if len(named) < 2:
        raise ScenarioError("rank: needs at least two options")
    draws = validation.count("draws", DRAWS if draws is None else draws, 2)
    tapes = validation.count("tapes", TAPES if tapes is None else tapes, 2)
    places = list(product(theories or load().theories, readings or load().readings))
    found = _of_runs(named, weighed, places, draws, tapes, seed)
    return replace(found, held=held(scenario, ()))


def _of_runs(
    named: Mapping[str, Scenario],
    criteria: tuple[Criterion, ...],
    places: list[tuple[str, str]],
    draws: int,
    tapes: int,
    seed: int,
) -> Ranking:
    values = np.stack(
        [
            runs.nested(
                [option.but(theory=theory, reading=reading) for option in named.values()],
                [c.measure for c in criteria],
                count=draws,
                tapes=tapes,
                seed=seed,
                first=k * draws * tapes,
            )
            for k, (theory, reading) in enumerate(places)
        ]
    )
    whole = scores(values, criteria)
    halves = [scores(half, criteria).both for half in np.array_split(values, 2, axis=-1)]
    weights = resampling.weights(draws, RESAMPLES, seed).T / draws
    theories = [theory for theory, _ in places]
    scored = Scored(whole, whole.both - np.mean(halves, axis=0), whole.both @ weights, theories)
    return ranked(list(named), criteria, scored, seed=seed, runs_a_world=tapes)


def _of_sweep(found: Swept, criteria: tuple[Criterion, ...], seed: int) -> Ranking:
    """Regret over the worlds of a sweep, in each of which the assumptions are averaged; replicates are resampled."""
    values = found.values[..., None, :]
    replicates = values.shape[-1]
    whole = scores(values, criteria)
    halves = [scores(half, criteria).both for half in np.array_split(values, 2, axis=-1)]
    drawn = [
        scores((values @ weights / replicates)[..., None], criteria).both[..., 0]
        for weights in resampling.weights(replicates, RESAMPLES, seed)
    ]
    shift = whole.both - np.mean(halves, axis=0)
    ranking = ranked(
        found.options,
        criteria,
        Scored(whole, shift, np.stack(drawn, axis=-1), found.theories),
        seed=found.seed,
        runs_a_world=replicates,
        inner="replicates",
    )
    return replace(ranking, held=held(found.base, found.varied))
