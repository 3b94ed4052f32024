"""What a study may expect something of: an outcome of a run, or a share or count of states.

`on_the_ground.POL` is whether Poland has soldiers in Ukraine, `takes.POL.hub` whether it takes that role, `willing.POL`
whether its government would send soldiers, were they asked for, in the role that `explain` looks at,
`ground_besides.FRA.GBR` how many states other than these stand there, `at_the_line` which share of the states there
have their soldiers at the line rather than in the rear or the cities.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim import outcomes
from sim.evidence import load
from sim.rules.roles import AT_THE_LINE, ON_GROUND, ROLE_LABELS, ROLE_NAMES
from sim.scenario import roster
from sim.scenario.errors import choice
from sim.stats import intervals
from sim.stats.bounds import bounds
from sim.stats.intervals import Reals
from sim.wording import labels

OF_STATES = ("on_the_ground", "takes", "willing", "ground_besides", "at_the_line")
FLAGS = ("on_the_ground", "takes", "willing")
"""Those of them that are true or not in a run."""


class MeasuredValue(NamedTuple):
    """A mean or chance, or a difference of two, with its 95 % interval, and whether it leaves 0 out."""

    value: float
    low: float
    high: float
    separated: bool = True


def check(at: str, measure: Any) -> str:
    """A measure that exists, or a `ScenarioError`."""
    kind, *states = str(measure).split(".")
    named = [kind for kind in OF_STATES if kind != "at_the_line"]
    if not states:
        runs = [outcome.name for outcome in outcomes.RUN]
        usual = (f"{kind}.POL{'.hub' * (kind == 'takes')}" for kind in named)
        return choice(at, measure, [*runs, "at_the_line", *usual])
    choice(at, kind, named)
    if kind == "takes":
        state, role = [*states, ""][:2]
        return ".".join([kind, choice(at, state, roster.codes()), choice(at, role, ROLE_NAMES)])
    return ".".join([kind, *(choice(at, state, roster.codes()) for state in states)])


def called(measure: str) -> str:
    """What a measure is called in a sentence."""
    kind, *states = measure.split(".")
    if kind not in OF_STATES:
        return labels.outcome(measure)
    if kind == "takes":
        return f"chance that {load().names[states[0]]} takes the role “{ROLE_LABELS[ROLE_NAMES.index(states[1])]}”"
    who = labels.listed([load().names[state] for state in states])
    return {
        "on_the_ground": f"chance that {who} has soldiers in Ukraine",
        "willing": f"chance that the government of {who} would send soldiers if asked",
        "ground_besides": f"countries on the ground besides {who}",
        "at_the_line": "share of the countries on the ground that stand at the line",
    }[kind]


def unit(measure: str) -> str:
    """The unit of a measure."""
    kind, *_ = measure.split(".")
    return (
        outcomes.BY_NAME[kind].unit
        if kind not in OF_STATES
        else "countries" * (kind == "ground_besides") or "1"
    )


def level(ds: xr.Dataset, measure: str, scenario: str) -> MeasuredValue:
    """Mean or chance in one scenario."""
    values = _values(ds, measure, scenario)
    possible = bounds(measure, unit(measure))
    found = intervals.level(values, flag=_is_flag(measure), **possible._asdict())
    return MeasuredValue(float(found.mean), float(found.low), float(found.high))


def change(ds: xr.Dataset, measure: str, scenario: str, against: str) -> MeasuredValue:
    """Paired difference between two scenarios.

    Parameters
    ----------
    ds
        Results of `simulate` with `detail`, for measures of states; for outcomes of a run these are not needed.
    measure
        A measure that `check` lets pass, such as `deployed` or `on_the_ground.POL`.
    scenario, against
        Scenarios of `ds`; the second is subtracted from the first, replicate by replicate.

    Returns
    -------
    MeasuredValue
        Mean difference in the measure's `unit`, its 95 % interval, and whether that leaves 0 out.

    Raises
    ------
    KeyError
        If `ds` has no such scenario.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> ds = simulate({"base": Scenario(), "same": Scenario()}, replicates=20)
    >>> found = change(ds, "deployed", "same", "base")
    >>> found.value, found.separated
    (0.0, False)
    """
    differences = _values(ds, measure, scenario) - _values(ds, measure, against)
    width = bounds(measure, unit(measure)).width
    found = intervals.change(differences, flag=_is_flag(measure), width=width)
    clear = bool(intervals.separated(differences, found))
    return MeasuredValue(float(found.mean), float(found.low), float(found.high), clear)


def _is_flag(measure: str) -> bool:
    kind, *_ = measure.split(".")
    return kind in FLAGS or (kind not in OF_STATES and outcomes.BY_NAME[kind].kind == "flag")


def _values(ds: xr.Dataset, measure: str, scenario: str) -> Reals:
    kind, *states = measure.split(".")
    run = ds.sel(scenario=scenario)
    if kind == "willing":
        return _of(run["willingness_by_country"].sel(country=states[0]) > 0.0)
    if kind == "takes":
        return _of(run["roles_by_country"].sel(country=states[0], role=states[1]))
    if kind in OF_STATES:
        ground = run["rung_by_country"] >= ON_GROUND
        if kind == "at_the_line":
            # A run without a state there has no share: not a number.
            return _of((run["rung_by_country"] == AT_THE_LINE).sum("country") / ground.sum("country"))
        if kind == "on_the_ground":
            return _of(ground.sel(country=states[0]))
        return _of(ground.drop_sel(country=states).sum("country"))
    return _of(run[measure])


def _of(values: xr.DataArray) -> Reals:
    found: NDArray[np.float64] = values.to_numpy().astype(float)
    return found
