"""A difference that is separated from 0 is not written as touching it, in any table, sentence, brief or plate."""

import dataclasses
from functools import cache
from io import StringIO

import pandas as pd
import pytest
from rich.console import Console

import sim
from sim.analysis.compare import findings
from sim.cli.show import summary
from sim.plates import comparison
from sim.report.brief import sections
from sim.report.study import Answer, Study, answer

FOUND = {"difference": -640.0, "diff_low": -2_950.0, "diff_high": -46.0, "separated": True}
"""What was once printed as −600 (−3,000 to +0)."""
WRITTEN = "−600 (−3,000 to −50)"
BASE = sim.Scenario(horizon=12)


@cache
def answered() -> Answer:
    scenarios = {"base": BASE, "near": BASE.but(location="line")}
    study = Study("Near or far?", scenarios, outcomes=("deployed", "attacked"))
    ds = sim.simulate(scenarios, 40, 1)
    found = answer(study, ds)
    return dataclasses.replace(found, table=_with_a_narrow_escape(sim.compare(ds)))


def _with_a_narrow_escape(found: pd.DataFrame) -> pd.DataFrame:
    row = (found["scenario"] == "near") & (found["outcome"] == "deployed")
    changed = found.copy()
    for column, value in FOUND.items():
        changed.loc[row, column] = value
    return changed


def test_in_the_summary_of_a_run() -> None:
    found = answered().table
    console = Console(width=200, file=StringIO())
    console.print(summary.table(found[found["outcome"].isin(summary.OUTCOMES)], 200))
    assert isinstance(console.file, StringIO)
    line = next(x for x in console.file.getvalue().splitlines() if x.startswith("Troops in place"))
    assert line.rstrip().endswith(WRITTEN)


def test_in_a_sentence() -> None:
    assert f"troops in place {WRITTEN}" in findings(answered().table, ["deployed"])["near"]


def test_in_a_brief() -> None:
    assert WRITTEN in sections.numbers(answered())


def test_on_a_plate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "compare", lambda ds, **_: answered().table)
    texts = " ".join(text.get_text() for text in comparison.draw(answered().ds).texts)
    assert WRITTEN in texts.replace("\n", " ").replace("\u00a0", " ")
