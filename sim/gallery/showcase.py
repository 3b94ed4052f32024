"""Every plate on real simulations: what the gallery shows, and what it says to read off each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.figure import Figure

from sim.analysis import runs
from sim.analysis.explain import explain
from sim.analysis.rank import rank
from sim.analysis.sensitivity import sensitivity
from sim.evidence import load
from sim.plates import (
    comparison,
    fans,
    heat_map,
    quantile_dots,
    regret_table,
    rung_map,
    sobol_bars,
    sweep_overview,
    theory_matrix,
    timeline,
    waterfall,
)
from sim.results import provenance, simulate
from sim.scenario import Scenario
from sim.stats import intervals

SEED = 1
SIZES = (5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 200_000)
POINTS = 1_500
BACKINGS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
SWEPT = {
    "force_size": (5_000.0, 200_000.0),
    "roe": (0.0, 1.0),
    "us_backing": (0.0, 1.0),
    "location": (0.0, 1.0),
    "arming": (0.0, 0.4),
    "hostilities": (0.0, 1.0),
}


@dataclass(frozen=True)
class Shown:
    """One plate of the gallery: how it is drawn, what to read off it, what it rests on."""

    name: str
    head: str
    draw: Callable[[], Figure]
    text: str


@cache
def _debate() -> xr.Dataset:
    """The excursions that the articles debate."""
    base = Scenario()
    return simulate(
        {
            "base": base,
            "rules as in UNIFIL": base.but(roe="monitor"),
            "rules as in KFOR": base.but(roe="robust"),
            "without the US": base.but(us_backing="none"),
            "200,000 asked for": base.but(force_size=200_000),
            "arms, no troops": base.but(roles=["training", "air_sea"], arming="more"),
        },
        replicates=2_000,
        seed=SEED,
    )


def _forces() -> xr.Dataset:
    """Those of the excursions that ask for troops."""
    ds = _debate()
    return ds.sel(scenario=[name for name in ds["scenario"].values if "no troops" not in str(name)])


def _theories() -> xr.Dataset:
    base = Scenario()
    return simulate(
        {theory: base.but(theory=theory) for theory in load().theories}, replicates=1_000, seed=SEED
    )


def _heat() -> Figure:
    base = Scenario()
    cells = [(size, backing) for size in SIZES for backing in BACKINGS]
    grid = [base.but(force_size=size, us_backing=backing) for size, backing in cells]
    found = intervals.share(runs.measured(grid, ["deal"], replicates=1_000, seed=SEED)[0])
    points = pd.DataFrame(cells, columns=["force_size", "us_backing"])
    points = points.assign(estimate=found.mean, low=found.low, high=found.high)
    marks = provenance({"base": base}, seed=SEED, replicates=1_000)
    return heat_map.draw(points, marks, outcome="deal")


def _waterfall() -> Figure:
    marks = provenance({"base": Scenario()}, seed=SEED, replicates=2_000)
    return waterfall.draw(explain(Scenario(), "POL", seed=SEED, replicates=2_000), marks)


def _sweep() -> Figure:
    base = Scenario()
    low, high = np.array(list(SWEPT.values())).T
    unit = np.random.default_rng(SEED).random((POINTS, len(SWEPT)))
    points = pd.DataFrame(low + unit * (high - low), columns=list(SWEPT))
    settings = [{str(name): value for name, value in row.items()} for row in points.to_dict("records")]
    grid = [base.but(**setting) for setting in settings]
    found = runs.measured(grid, ["deployed"], replicates=8, seed=SEED)[0]
    marks = provenance({"base": base}, seed=SEED, replicates=8)
    return sweep_overview.draw(
        points.assign(deployed=found.mean(axis=1)), marks, levers=list(SWEPT), outcome="deployed"
    )


def _sobol() -> Figure:
    base = Scenario()
    found = sensitivity(base, "deployed", samples=1_024, replicates=8, seed=SEED)
    marks = provenance({"base": base}, seed=SEED, replicates=found.runs_a_point)
    return sobol_bars.draw(found, marks)


def _regret() -> Figure:
    base = Scenario()
    ranking = rank(base, draws=8, tapes=16, seed=SEED)
    marks = provenance({"base": base}, seed=SEED, replicates=ranking.worlds * ranking.runs_a_world)
    return regret_table.draw(ranking, marks)


SHOWN = (
    Shown(
        "comparison",
        "What each excursion changes",
        lambda: comparison.draw(_debate()),
        "Each row is a scenario, each panel an outcome. Read where a mark stands from the grey line: "
        "that is what the excursion changes, with its 95 % interval. A hollow ring says that the "
        "difference cannot be told from chance. It rests on paired runs: every scenario meets the "
        "same chance and the same assumptions.",
    ),
    Shown(
        "rung_map",
        "Who stands where",
        lambda: rung_map.draw(_debate()),
        "Fill and figure give each state's most frequent rung of the ladder of commitment; hatching "
        "warns that no rung holds half of the runs. It rests on the stances of the chosen reading and "
        "on country facts, and says nothing about what a government will do.",
    ),
    Shown(
        "fans",
        "The force over time",
        lambda: fans.draw(_forces()),
        "A panel a scenario: the dark line is the median run, the bands hold half and nine tenths of "
        "the runs, the dashed lines are the base. Compare the shift with the "
        "spread, which holds chance and assumptions together.",
    ),
    Shown(
        "timeline",
        "Who joins when",
        lambda: timeline.draw(_debate()),
        "A row darkens as more runs have the state's soldiers in Ukraine. A diamond marks the month "
        "at which half of them do. It rests on thresholds and peers: who comes early pulls the "
        "others.",
    ),
    Shown(
        "quantile_dots",
        "Chances one can count",
        lambda: quantile_dots.draw(_forces()),
        "Twenty dots a scenario, each as likely as the others: count those beyond a value to read its "
        "chance. It shows the spread that a mean hides.",
    ),
    Shown(
        "waterfall",
        "Why a state says no",
        _waterfall,
        "The terms of one government's willingness, added from top to bottom. What lies right of zero "
        "speaks for sending soldiers. It rests on the coefficients of the willingness equation, most "
        "of them judgements of grade C or D.",
    ),
    Shown(
        "heat_map",
        "Size and backing",
        _heat,
        "Each cell is a force size under a US backing, with the chance in per cent. Follow a contour "
        "to see how much backing stands in for how many troops. It rests on the guarantee that Kyiv "
        "is assumed to ask for.",
    ),
    Shown(
        "theory_matrix",
        "What each theory says",
        lambda: theory_matrix.draw(_theories()),
        "One scenario under each rival theory of deterrence and alliances. Where a column is dark, "
        "the answer is decided by the theory one holds and not by the levers.",
    ),
    Shown(
        "regret_table",
        "Which option gives least away",
        _regret,
        "How far each option, with troops or without, falls behind the best one: over all theories, "
        "readings and draws, and theory by theory. Bold rows cannot be told from the first. It rests on "
        "the weights given to attack, war, losses and cost, which are a matter of judgement: change them "
        "and look again.",
    ),
    Shown(
        "sobol_bars",
        "Which levers matter",
        _sobol,
        "How much of the variance of the force each lever makes, with the others and alone, when all vary "
        "over their ranges. It rests on those ranges: a lever given a narrow one looks weak. The plate says "
        "so if the indices have not settled.",
    ),
    Shown(
        "sweep_overview",
        "A sweep at a glance",
        _sweep,
        "Every dot is a scenario drawn at random from the swept ranges. The line is the mean along "
        "one lever while the others vary; a flat one moves nothing on average.",
    ),
)
