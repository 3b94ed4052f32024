"""How far headlines go, in cells: over theories, over parameters, over the baseline knob, and by error of finite runs.

What a table, a terminal or a brief shows of `analysis.spread`, the widest doubts first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sim import outcomes
from sim.analysis.spread import Spread, spread
from sim.scenario import Scenario
from sim.wording import labels, numbers

HEADLINE = "attacked"
HEADS = ("expected", "over theories", "parameters", "baseline knob", "finite runs")
HOW = (
    "Over theories and the baseline knob: least to greatest; over parameters: nine draws in ten, chance averaged out; "
    "finite runs: the 95 % interval of the expected value."
)
RUNS, DRAWS, TAPES = 2_000, 60, 30
"""Effort for each headline; ranges over theories and knob are those of means, which so many runs settle."""


def measure_of(asked: str) -> str:
    """The outcome that a spread is shown of: the first that is asked about, if every run has it."""
    return HEADLINE if asked in outcomes.ABSENT else asked


def of_headlines(
    scenarios: Mapping[str, Scenario],
    measure: str = HEADLINE,
    *,
    seed: int = 1,
    replicates: int = RUNS,
    each: Callable[[], None] = lambda: None,
    assumptions: str = "priors",
) -> dict[str, Spread]:
    """The spread of an outcome: its level in the base, and of every other scenario the difference from the base.

    Parameters
    ----------
    scenarios
        Names and scenarios, the base first.
    measure
        An outcome that every run has.
    seed, replicates
        Seed of the draws, and runs of each scenario for every theory and baseline; more than RUNS are not made.
    each
        Called after each scenario.
    assumptions
        What parameters are drawn from: `priors`, or `matched` to the patterns.

    Returns
    -------
    dict
        A spread by the scenario's name.

    Examples
    --------
    >>> found = of_headlines({"base": Scenario(horizon=6)}, "deployed", replicates=20)
    >>> [round(found["base"].value, -3) > 0, list(found)]
    [True, ['base']]
    """
    base, *_ = scenarios
    found = {}
    for name, scenario in scenarios.items():
        found[name] = spread(
            scenario,
            measure,
            against=None if name == base else scenarios[base],
            seed=seed,
            replicates=min(replicates, RUNS),
            draws=DRAWS,
            tapes=TAPES,
            assumptions=assumptions,
        )
        each()
    return found


def cells(found: Mapping[str, Spread]) -> dict[str, list[str]]:
    """For each headline the expected value and its four ranges, all to the places that the widest of them allows."""
    widest = max(high - low for one in found.values() for low, high in one.ranges.values())
    places = numbers.digits(0.0, 0.0, widest) if widest else 2
    return {name: _row(one, places) for name, one in found.items()}


def _row(found: Spread, places: int) -> list[str]:
    unit, signed = outcomes.BY_NAME[found.measure].unit, found.difference

    def said(value: float) -> str:
        return numbers.bare(value, places, unit, signed=signed)

    return [said(found.value), *(f"{said(low)} to {said(high)}" for low, high in found.ranges.values())]


def unsettled(found: Mapping[str, Spread]) -> str:
    """Which differences lie on both sides of zero, in a sentence; empty if none does."""
    names = [labels.scenario(name) for name, one in found.items() if one.changes_sign]
    if not names:
        return ""
    what = labels.outcome(next(iter(found.values())).measure)
    return f"The sign of the difference in {what} is not settled for {labels.listed(names)}."
