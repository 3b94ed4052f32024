"""A study's answer: its results, judged against what was expected and said in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape

import pandas as pd
import xarray as xr

from sim.analysis.compare import compare
from sim.analysis.decompose import Decomposition
from sim.analysis.spread import Spread
from sim.report import spreads
from sim.report.study.analyses import Finding, asked, bands, compared
from sim.report.study.question import Study
from sim.report.study.verdict import Verdict, judge
from sim.results import simulate


@dataclass(frozen=True)
class Answer:
    """What came out of a study; `table` is what `compare` gives for its outcomes."""

    study: Study
    ds: xr.Dataset
    table: pd.DataFrame
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    bands: Decomposition

    @cached_property
    def spread(self) -> dict[str, Spread]:
        """How far the first outcome goes in the base, and its difference from it in every other scenario."""
        marks, measure = self.ds.attrs, spreads.measure_of(self.study.outcomes[0])
        return spreads.of_headlines(
            self.study.scenarios, measure, seed=marks["seed"], replicates=marks["replicates"]
        )

    def judged(self) -> pd.DataFrame:
        """One row an expectation: what was expected, from which claims, what was found, the verdict."""
        rows = [
            (v.expected.says, " ".join(v.expected.claims), v.sentence(), v.verdict) for v in self.verdicts
        ]
        return pd.DataFrame(rows, columns=["expected", "from", "found", "verdict"])

    def _repr_html_(self) -> str:
        sentences = "".join(f"<li>{escape(finding.sentence)}</li>" for finding in self.findings)
        with pd.option_context("display.max_colwidth", None):
            return f"<p>{escape(self.study.question)}</p>{self.judged().to_html(index=False)}<ul>{sentences}</ul>"


def run(study: Study, replicates: int = 2_000, seed: int = 1, threads: int | None = None) -> Answer:
    """Simulate a study's scenarios and answer its question.

    Parameters
    ----------
    study
        Question, scenarios, expectations and analyses.
    replicates, seed
        Runs of each scenario, and seed of the draws, 0 to 2⁶³ − 1.
    threads
        Threads of the native engine (left out: one a processor); they change no result.

    Returns
    -------
    Answer
        Results, the table of outcomes, a verdict for each expectation, and sentences of what was found.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> from sim import Scenario
    >>> found = run(Study("What happens?", {"base": Scenario(horizon=6)}), replicates=20)
    >>> found.ds.sizes["replicate"], found.verdicts
    (20, ())
    """
    return answer(study, simulate(study.scenarios, replicates, seed, threads=threads))


def answer(study: Study, ds: xr.Dataset) -> Answer:
    """Answer a study's question from results of its scenarios."""
    table = compare(ds, base=study.base, measures=study.outcomes)
    return Answer(
        study=study,
        ds=ds,
        table=table,
        verdicts=tuple(judge(one, ds) for one in study.expected),
        findings=(*compared(table, study), *asked(study, ds)),
        bands=bands(study.scenarios[study.base], study.outcomes[0], ds.attrs["seed"]),
    )
