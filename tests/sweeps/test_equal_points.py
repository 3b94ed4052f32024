"""Points of one sweep that set the same, as Morris and Saltelli make them: each is read, under a name of its own."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.rank import rank
from sim.loading import results
from sim.scenario import ScenarioError

BASE = sim.Scenario(horizon=3)
NEAR = [0.5, 0.5000000001, 0.1]
"""The first two are one in the digits that a name shows."""


@pytest.mark.fault("sweep-read")
@pytest.mark.parametrize("method", ["morris", "saltelli"])
def test_samples_with_points_that_come_back_are_loaded(method: str, tmp_path: Path) -> None:
    over = {"roe": {"low": 0, "high": 1}, "mandate": ["un", "eu"], "us_parts.airlift": [True, False]}
    done = sim.sweep(BASE, over, method=method, points=4, replicates=2, out=tmp_path / "a")
    ds = results(done.path)
    names = [str(name) for name in ds["scenario"].values]
    assert len(set(names)) == len(names) == done.store.plan.design.count
    assert list(done.scenarios()) == names
    assert any(name.endswith(")") for name in names), "this sample has none, and shows nothing"
    assert np.array_equal(ds["deployed"].mean("replicate").values, done.table["deployed"])


@pytest.mark.fault("sweep-read")
def test_rows_of_a_table_that_are_equal_have_names_of_their_own(tmp_path: Path) -> None:
    done = sim.sweep(BASE, design=pd.DataFrame({"roe": [*NEAR, 0.1]}), replicates=2, out=tmp_path / "a")
    assert list(done.scenarios()) == ["roe 0.5", "roe 0.5 (point 1)", "roe 0.1", "roe 0.1 (point 3)"]
    assert [one.roe for one in done.scenarios().values()] == [*NEAR, 0.1]
    assert len(sim.compare(done)["scenario"].unique()) == 4
    with pytest.raises(ScenarioError, match="not every option meets every world"):
        rank(done)
