"""What a study may ask beside a comparison, each as a finding in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xarray as xr

from sim.analysis.compare import findings
from sim.analysis.decompose import Decomposition
from sim.analysis.decompose import decompose as split
from sim.analysis.explain import explanation
from sim.analysis.flip import flip as search
from sim.analysis.pivotal import pivotal as leave_out
from sim.report.study.question import Study
from sim.scenario import Scenario

DRAWS, TAPES = 40, 10
RUNS = 500


@dataclass(frozen=True)
class Finding:
    """A sentence, and the result whose numbers it speaks of."""

    sentence: str
    basis: Any


def compared(table: Any, study: Study) -> tuple[Finding, ...]:
    """One finding an excursion, from a table that `compare` gave."""
    return tuple(
        Finding(sentence, table[table["scenario"] == name])
        for name, sentence in findings(table, study.outcomes).items()
    )


def bands(scenario: Scenario, measure: str, seed: int) -> Decomposition:
    """What the spread of a headline's expected value comes from."""
    return split(scenario, measure, draws=DRAWS, tapes=TAPES, seed=seed)


def _explain(scenario: Scenario, country: str, seed: int) -> Any:
    return explanation(scenario, country, seed, RUNS)


def _flip(scenario: Scenario, country: str, seed: int) -> Any:
    return search(scenario, country, seed=seed, replicates=RUNS // 5)


def _pivotal(scenario: Scenario, _: str, seed: int) -> Any:
    return leave_out(scenario, RUNS, seed)


ANALYSES: dict[str, Callable[[Scenario, str, int], Any]] = {
    "explain": _explain,
    "flip": _flip,
    "decompose": bands,
    "pivotal": _pivotal,
}
"""By name: what is done with a scenario, what it is about, and a seed."""


def asked(study: Study, ds: xr.Dataset) -> tuple[Finding, ...]:
    """The analyses a study asks for, on its base."""
    found = (
        ANALYSES[name](study.scenarios[study.base], about, ds.attrs["seed"]) for name, about in study.analyses
    )
    return tuple(Finding(result.sentence(), result) for result in found)
