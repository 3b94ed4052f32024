"""Results made up for the plates: whole Datasets with whatever difference a test wants to see."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from sim import outcomes
from sim.analysis.against_record import AGAINST, FOR, GROUND, KEPT, NEITHER, SCORED, AgainstRecord
from sim.analysis.indices import Sensitivity
from sim.analysis.ranking import Criterion, Ranking
from sim.rules.willingness import TERMS
from sim.scenario import Scenario, roster

MARKS = {
    "statement": "explores assumptions; not a forecast",
    "version": "9.9.9",
    "seed": 7,
    "replicates": 400,
    "rulebook": "aaaaaaaaaaaa",
    "evidence": "bbbbbbbbbbbb",
    "scenario_hash": "cccccccccccc",
}
RUNS, MONTHS = 400, 36


def results(shifts: Mapping[str, Mapping[str, float]], seed: int = 1) -> xr.Dataset:
    """Scenarios that share all noise and differ by `shifts`, outcome to what is added."""
    rng = np.random.default_rng(seed)
    data: dict[str, Any] = {}
    for outcome in outcomes.RUN + outcomes.COUNTRY + outcomes.MONTH:
        dims: tuple[str, ...] = ("scenario", "replicate")
        shape: tuple[int, ...] = (RUNS,)
        if outcome in outcomes.COUNTRY:
            dims, shape = (*dims, "country"), (RUNS, len(roster.codes()))
        if outcome in outcomes.MONTH:
            dims, shape = (*dims, "month"), (RUNS, MONTHS)
        noise = rng.random(shape)
        data[outcome.name] = (dims, np.stack([_values(outcome, noise, s) for s in shifts.values()]))
    coords = {"scenario": list(shifts), "country": list(roster.codes()), "month": np.arange(MONTHS)}
    said = json.dumps({name: Scenario().as_dict() for name in shifts})
    return xr.Dataset(data, coords, MARKS | {"scenarios": said})


def _values(
    outcome: outcomes.Outcome, noise: NDArray[np.float64], shift: Mapping[str, float]
) -> NDArray[np.float64]:
    by = shift.get(outcome.name, 0.0)
    if outcome.kind == "flag":
        return (noise < 0.3 + by).astype(float)
    if outcome.name == "rung_by_country":
        return np.clip(np.floor(4 * noise) + by, 0, 6)
    if outcome.name == "joined_month_by_country":
        month = np.floor(80 * noise) + by
        return np.where(month < MONTHS, month, np.nan)
    level = 20_000.0 if outcome.unit == "troops" else 1.0
    return level * noise + by


def willingness(**terms: float) -> pd.DataFrame:
    """What `explain` gives, for terms of these means."""
    table = pd.DataFrame({"mean": [terms.get(term, 0.0) for term in TERMS]}, index=[*TERMS])
    table.loc["willingness"] = table["mean"].sum()
    table["sd"] = 0.3 * (table["mean"] != 0.0)
    table["low"], table["high"] = table["mean"] - table["sd"], table["mean"] + table["sd"]
    table["mean_low"], table["mean_high"] = table["mean"] - table["sd"] / 10, table["mean"] + table["sd"] / 10
    table["weight"] = table["mean"].abs() / table["mean"].drop("willingness").abs().sum()
    willing = float(table["mean"]["willingness"] > 0.0)
    ends: dict[str, object] = {"willing_low": 0.99 * willing, "willing_high": 0.99 * willing + 0.01}
    told = {
        **MARKS,
        "country": "POL",
        "role": "support troops in the rear",
        "known": True,
        "willing": willing,
    } | ends
    table.attrs = dict(told.items())  # pandas wants keys of any kind
    return table


def record(ground: float, **against: float) -> AgainstRecord:
    """AUCs against the record: being on the ground, and terms that work against it."""
    auc = pd.Series(dict.fromkeys(SCORED, 0.5) | {GROUND: ground} | against)
    verdicts = [NEITHER if value == 0.5 else FOR if value > 0.5 else AGAINST for value in auc]
    ends = {"auc": auc, "auc_low": (auc - 0.2).clip(0), "auc_high": (auc + 0.2).clip(upper=1)}
    table = pd.DataFrame({**ends, "spearman": auc - 0.5, "verdict": verdicts})
    states = pd.DataFrame({"code": [2.0, 1.0, -3.0]}, index=["FRA", "GBR", "ITA"])
    return AgainstRecord(table, states, "sep2025", KEPT, 7, 400, "cccccccccccc")


def grid(rise: float) -> pd.DataFrame:
    """Chances over force size and US backing that rise by so much in all."""
    points = pd.DataFrame([(s, b) for s in (10_000, 40_000, 200_000) for b in (0.0, 0.5, 1.0)])
    points.columns = pd.Index(["force_size", "us_backing"])
    chance = 0.2 + rise * points["force_size"] / 200_000 * points["us_backing"]
    return points.assign(estimate=chance, low=chance - 0.02, high=chance + 0.02)


def indices(**totals: float) -> Sensitivity:
    """Sobol indices of the troops with these totals, each ± 0.03."""
    table = pd.DataFrame({"index": totals}).sort_values("index", ascending=False).assign(error=0.03)
    table["first"], table["first_error"] = 0.6 * table["index"], 0.03
    return Sensitivity("Sobol, total index", "deployed", table, 256, 0.01, 7, 8)


def ranking(tied: tuple[str, ...] = ("arms",), **regrets: float) -> Ranking:
    """A ranking of options with these mean regrets."""
    table = pd.DataFrame({"regret": regrets}).sort_values("regret")
    table["regret_low"], table["regret_high"] = table["regret"] - 0.02, table["regret"] + 0.02
    table["worst_regret"], table["satisfices"] = table["regret"] + 0.1, 0.4
    by_theory = pd.DataFrame({f"theory_{k}": table["regret"] + 0.01 * k for k in range(8)})
    leaders: dict[str, tuple[str, ...]] = {
        str(theory): (str(best),) for theory, best in by_theory.idxmin().items()
    }
    return Ranking(
        table, (Criterion("attacked"), Criterion("kia")), 96, tied, tied, by_theory, 7, 24, leaders
    )


def swept(slope: float) -> pd.DataFrame:
    """A sweep over two levers, one of which moves the troops by `slope` over its range."""
    rng = np.random.default_rng(3)
    points = pd.DataFrame({"us_backing": rng.random(400), "arming": 0.4 * rng.random(400)})
    return points.assign(deployed=10_000 + slope * points["us_backing"] + 2_000 * rng.random(400))
