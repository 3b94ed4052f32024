"""Scenarios side by side: every outcome with its interval, and its paired difference to a base.

All scenarios of a Dataset ran on the same assumptions and chance, replicate by replicate; so differences are
taken within a replicate, and most of the noise drops out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from sim import outcomes
from sim.outcomes import Outcome
from sim.scenario import ScenarioError
from sim.scenario.errors import choice, nearest, show
from sim.stats import intervals
from sim.stats.intervals import Estimate, Reals
from sim.stats.quantiles import quantiles
from sim.wording import labels, numbers

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

Columns = tuple[Reals, Estimate, Estimate, NDArray[np.bool_]]
"""Quantiles, levels, differences to the base, and whether these stand out of the noise."""
AXES = ("scenario", "replicate")
BASE = "base"
"""The scenario that differences are taken from, where one has that name."""
HEADLINES = ("attacked", "deployed", "ground_contributors", "kia", "direct_war", "cost_eur_bn")
"""The outcomes a finding speaks of, unless others are asked for."""


def compare(
    ds: xr.Dataset | Sweep, base: str | None = None, measures: Iterable[str] | None = None
) -> pd.DataFrame:
    """Every scenario's outcomes and their paired differences to `base`, one row per scenario and outcome.

    `ds` is what `simulate` or `load` gave: runs, or a finished sweep, whose points are then the scenarios. Left out,
    the base is the scenario of that name, or else the first.

    `estimate` is a mean, or a probability for flags, with its 95 % interval `low` to `high`; `difference` is
    to the base on the same replicates, with `diff_low` to `diff_high`; `separated` says whether it stands out
    of the noise. `n` and `pairs` count the runs behind them: an attack month is there only where an attack
    is. `digits` and `diff_digits` are the decimal places that the Monte-Carlo error allows. Raises
    `ScenarioError`.
    """
    ds = runs_in(ds)
    names = _scenarios(ds)
    base = base_of(ds, base)
    chosen = _chosen(ds, measures)
    kinds = {o.kind for o in chosen if o.kind in ("flag", "share")}
    alike = [[o for o in chosen if o.kind == kind] for kind in sorted(kinds)]
    alike.append([o for o in chosen if o.kind not in kinds])
    parts = [
        _table(some, names, *_columns(_values(ds, some), names.index(base), some)) for some in alike if some
    ]
    rows = pd.concat(parts).set_index(["scenario", "outcome"])
    order = pd.MultiIndex.from_product([names, [o.name for o in chosen]], names=rows.index.names)
    table = rows.loc[order].reset_index()
    table.attrs = {**ds.attrs, "base": base}
    return table


def base_of(ds: xr.Dataset, named: str | None) -> str:
    """The scenario that differences are taken from: the one that is named, or `base`, or the first.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> base_of(simulate({"now": Scenario(), "later": Scenario(horizon=6)}, replicates=20), None)
    'now'
    """
    names = _scenarios(ds)
    if named is None:
        return BASE if BASE in names else names[0]
    if named not in names:
        raise ScenarioError(f"base: no scenario {show(named)} in these results; {nearest(named, names)}")
    return named


class Findings(dict[str, str]):
    """A sentence for each scenario, by its name; shown as text, a sentence a line."""

    def __repr__(self) -> str:
        return "\n".join(self.values())

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(sentence)}</p>" for sentence in self.values())


def findings(table: pd.DataFrame, measures: Sequence[str] = HEADLINES) -> Findings:
    """One sentence a scenario: which measures differ from the base beyond the noise, and by how much."""
    base = str(table.attrs["base"])
    chosen = table[table["outcome"].isin(measures) & (table["scenario"] != base)]
    return Findings(
        {str(name): _finding(str(name), base, rows) for name, rows in chosen.groupby("scenario", sort=False)}
    )


def binding(ds: xr.Dataset | Sweep) -> pd.DataFrame:
    """How often each kind binds: share of runs, one row a scenario, one column a word of `outcomes.BOUND_BY`.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> binding(simulate(Scenario(force_size=0.0), replicates=20)).idxmax(axis=1).tolist()
    ['request']
    """
    ds = runs_in(ds)
    names, words = _scenarios(ds), [*outcomes.BOUND_BY.values(), outcomes.CONSENT]
    found = ds[outcomes.BINDING.name].transpose(*AXES).values
    shares = np.stack([(found == word).mean(axis=1) for word in words], axis=1)
    return pd.DataFrame(shares, index=pd.Index(names, name="scenario"), columns=words)


def runs_in(given: Any) -> xr.Dataset:
    """Runs as `simulate` gives them, out of a finished sweep too; raises `ScenarioError` for anything else.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> runs_in(simulate(Scenario(), replicates=20)).sizes["scenario"]
    1
    """
    ds: xr.Dataset = given if isinstance(given, xr.Dataset) or not hasattr(given, "store") else given.load()
    _scenarios(ds)
    return ds


def _scenarios(ds: Any) -> list[str]:
    if not isinstance(ds, xr.Dataset):
        raise ScenarioError(f"ds: {show(ds)} refused; allowed: results that simulate, sweep or load returned")
    for dimension in AXES:
        if dimension not in ds.dims:
            raise ScenarioError(
                f"ds: has no dimension {dimension}; keep it by selecting a list, as in ds.isel({dimension}=[0])"
            )
    names = [str(name) for name in ds["scenario"].values]
    if not ds.sizes["replicate"] or len(set(names)) != len(names) or not names:
        raise ScenarioError("ds: allowed: at least one run, and scenarios that stand there once each")
    return names


def _chosen(ds: xr.Dataset, measures: Iterable[str] | None) -> list[Outcome]:
    """The outcomes asked for, each once, or all of a run."""
    known = [o.name for o in outcomes.RUN]
    if isinstance(measures, str) or not isinstance(measures, Iterable | None):
        raise ScenarioError(f"measures: {show(measures)} is not a list of outcomes, such as ['attacked']")
    asked = dict.fromkeys(choice("measures", name, known) for name in measures or known)
    for name in asked:
        if name not in ds:
            raise ScenarioError(f"measures: these results do not hold {name}; {nearest(name, map(str, ds))}")
    return [outcomes.BY_NAME[name] for name in asked]


def _values(ds: xr.Dataset, chosen: list[Outcome]) -> Reals:
    """Outcomes × scenarios × replicates, however the Dataset lies."""
    return np.stack([ds[o.name].transpose(*AXES).values.astype(float) for o in chosen])


def _columns(values: Reals, base: int, chosen: list[Outcome]) -> Columns:
    """The columns of outcomes that are all flags, which have no quantiles, or all numbers."""
    flag, most = chosen[0].kind == "flag", intervals.MOST.get(chosen[0].kind, np.inf)
    spread = np.full((3, *values.shape[:2]), np.nan) if flag else quantiles(values, (0.5, 0.05, 0.95))
    return (
        spread,
        intervals.level(values, flag=flag, most=most),
        *intervals.changes_from(values, base, flag=flag),
    )


def _table(
    chosen: list[Outcome],
    names: list[str],
    spread: Reals,
    level: Estimate,
    change: Estimate,
    clear: NDArray[np.bool_],
) -> pd.DataFrame:
    columns = {
        "estimate": level.mean,
        "low": level.low,
        "high": level.high,
        "median": spread[0],
        "q05": spread[1],
        "q95": spread[2],
        "n": level.n.astype(int),
        "difference": change.mean,
        "diff_low": change.low,
        "diff_high": change.high,
        "pairs": change.n.astype(int),
        "separated": clear,
        "digits": np.vectorize(numbers.digits)(level.low, level.high, level.mean),
        "diff_digits": np.vectorize(numbers.digits)(change.low, change.high, change.mean),
    }
    labels = [(name, o.name, o.unit, o.kind) for o in chosen for name in names]
    table = pd.DataFrame(labels, columns=["scenario", "outcome", "unit", "kind"])
    return table.assign(**{name: column.ravel() for name, column in columns.items()})


def _finding(name: str, base: str, rows: pd.DataFrame) -> str:
    name, base = labels.scenario(name), labels.scenario(base)
    clear = rows[rows["separated"]]
    if clear.empty:
        runs = int(rows["n"].max())
        return f"{name} and {base} cannot be told apart in {runs:,} paired runs."
    parts = [
        numbers.named_estimate(
            labels.outcome(row["outcome"]),
            row["difference"],
            row["diff_low"],
            row["diff_high"],
            row["unit"],
            signed=True,
        )
        for row in clear.to_dict("records")
    ]
    same = [labels.outcome(outcome) for outcome in rows.loc[~rows["separated"], "outcome"]]
    rest = f"; no clear difference in {labels.listed(same, 'or')}" if same else ""
    return f"{name} against {base}: {', '.join(parts)}{rest}."
