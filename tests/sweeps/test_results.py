"""What a sweep gives: the same hash however it is run, the engine's own numbers, failures as rows."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import sim
from sim import outcomes
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs
from sim.sweeps import work
from sim.sweeps.driver import resume
from sim.sweeps.estimate import estimate
from sim.sweeps.part import Part, make_part, parquet
from sim.sweeps.plan import Plan
from sim.sweeps.store import Store
from sim.sweeps.threads import Threads
from sim.sweeps.tidy import QUANTILES
from sim.sweeps.verify import verify
from tests.sweeps.sweep_plans import failures, plan, sweep


@dataclass(frozen=True)
class Shuffled:
    """An executor that computes chunks in a random order, some of them twice."""

    def parts(self, plan: Plan, chunks: Sequence[int]) -> Iterator[Part]:
        order = list(chunks) + list(chunks)[:3]
        random.Random(7).shuffle(order)
        for chunk in order:
            yield make_part(plan, chunk)


def said(store: Store) -> str:
    return str(store.manifest["results_hash"])


def test_one_hash_over_threads_chunks_and_order(tmp_path: Path) -> None:
    hashes = {
        said(sweep(tmp_path, plan(chunk=chunk), Threads(threads), name=f"{chunk}-{threads}"))
        for chunk, threads in ((7, 1), (40, 3), (65_536, 1))
    }
    hashes.add(said(sweep(tmp_path, plan(), Shuffled(), name="shuffled")))
    assert len(hashes) == 1


def test_summaries_have_one_hash_too(tmp_path: Path) -> None:
    hashes = {
        said(sweep(tmp_path, plan(chunk=chunk, keep="summaries"), name=str(chunk)))
        for chunk in (20, 100, 65_536)
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("change", [{"seed": 2}, {"replicates": 21}, {"over": {"roe": ["monitor"]}}])
def test_another_question_has_another_hash(tmp_path: Path, change: dict[str, Any]) -> None:
    assert said(sweep(tmp_path, plan(), name="a")) != said(sweep(tmp_path, plan(**change), name="b"))


def test_rows_are_what_simulate_gives(tmp_path: Path) -> None:
    made = plan()
    frame = pd.read_parquet(sweep(tmp_path, made).folder / "results.parquet")
    scenario = made.design.base.but(force_size=200_000, roe=0.5, mandate="none")
    ds = sim.simulate(scenario, replicates=20, seed=1, detail=False)
    rows = frame.query("force_size == 200000 and roe == 0.5 and mandate == 'none'")
    assert rows["replicate"].tolist() == list(range(20))
    for outcome in outcomes.RUN:
        assert np.array_equal(rows[outcome.name], ds[outcome.name].values[0], equal_nan=True)


def test_summaries_are_those_of_the_rows(tmp_path: Path) -> None:
    rows = pd.read_parquet(sweep(tmp_path, plan(), name="rows").folder / "results.parquet")
    points = pd.read_parquet(
        sweep(tmp_path, plan(keep="summaries"), name="points").folder / "results.parquet"
    )
    by_point = rows.groupby("point")
    for outcome in outcomes.RUN:
        assert np.allclose(points[outcome.name], by_point[outcome.name].mean(), equal_nan=True)
        if outcome.kind != "flag":
            assert np.allclose(points[f"{outcome.name}_sd"], by_point[outcome.name].std(), equal_nan=True)
            for q in QUANTILES:
                expected = by_point[outcome.name].quantile(q)
                assert np.allclose(points[f"{outcome.name}_q{round(100 * q):02d}"], expected, equal_nan=True)
    assert (points["attacked_low"] <= points["attacked"]).all()
    assert (points["attacked"] <= points["attacked_high"]).all()


def test_the_comparison_is_paired(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan())
    rows = pd.read_parquet(store.folder / "results.parquet").pivot_table("kia", "replicate", "point")
    comparison = pd.read_csv(store.folder / "comparison.csv")
    assert np.allclose(comparison["kia_change"], rows.sub(rows[0], axis=0).mean())
    assert set(comparison["note"].str.contains("not a forecast")) == {True}


def test_points_run_until_they_are_precise_or_the_cap(tmp_path: Path) -> None:
    precision = {"outcome": "announced", "half_width": 400.0, "batch": 20}
    made = plan(replicates=300, precision=precision)
    stores = [
        sweep(tmp_path, plan(replicates=300, precision=precision, chunk=chunk), name=str(chunk))
        for chunk in (1, 100_000)
    ]
    assert said(stores[0]) == said(stores[1])
    frame = pd.read_parquet(stores[0].folder / "results.parquet")
    counts = frame.groupby("point").size()
    assert set(counts) <= {20, 40, 80, 160, 300}
    assert len(set(counts)) > 1
    spread = frame.groupby("point")["announced"].sem() * 1.96
    assert ((spread <= 401) | (counts == 300)).all()
    full = run_inputs(made.design.inputs(made.design.slice(0, 1)), replicates=int(counts[0]))
    assert np.array_equal(frame[frame.point == 0]["announced"], full.run["announced"][0])


@pytest.mark.fault("large-designs")
def test_a_million_rows_are_not_copied_into_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.sweeps.finish.MAX_ROWS", 10)
    store = sweep(tmp_path, plan())
    assert not (store.folder / "results.parquet").exists()
    assert len(pd.read_parquet(store.parts)) == 240


class TestFailures:
    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An engine that cannot run a force of 5,000."""
        honest = run_inputs

        def run(inputs: Inputs, **settings: Any) -> Any:
            if 5_000 in inputs.levers["force_size"]:
                raise ZeroDivisionError("a force of 5,000\nsecond line")
            return honest(inputs, **settings)

        monkeypatch.setattr(work, "run_inputs", run)

    def test_are_rows_and_the_rest_finishes(self, tmp_path: Path, broken: None) -> None:
        store = sweep(tmp_path, plan())
        frame = pd.read_parquet(store.folder / "results.parquet")
        assert sorted(set(frame["point"])) == list(range(8))
        message = "ZeroDivisionError: a force of 5,000"
        assert failures(store) == [(point, "run", message) for point in range(8, 12)]
        assert verify(store) == []

    def test_do_not_depend_on_chunks(self, tmp_path: Path, broken: None) -> None:
        stores = [sweep(tmp_path, plan(chunk=chunk), name=str(chunk)) for chunk in (10, 65_536)]
        assert said(stores[0]) == said(stores[1])
        assert failures(stores[0]) == failures(stores[1])

    def test_are_retried_on_demand_alone(
        self, tmp_path: Path, broken: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = sweep(tmp_path, plan())
        monkeypatch.undo()
        kept = {path: path.stat().st_mtime_ns for path in store.parts.iterdir()}
        resume(store, Threads(1))
        assert len(failures(store)) == 4
        resume(store, Threads(1), retry=True)
        assert not (store.folder / "failures.csv").exists()
        assert sum(path.exists() and path.stat().st_mtime_ns == before for path, before in kept.items()) == 4
        assert said(store) == said(sweep(tmp_path, plan(), name="b"))


def test_an_estimate_is_near_what_happens(tmp_path: Path) -> None:
    made = plan(replicates=200, chunk=100_000)
    seconds = iter([0.0, 4.0])
    cost = estimate(made, lambda: next(seconds), workers=1)
    assert (cost.points, cost.runs, cost.chunks) == (12, 2_400, 1)
    assert cost.seconds == pytest.approx(4.0 / (8 * 64) * 2_400)
    store = sweep(tmp_path, made)
    disk = sum(path.stat().st_size for path in store.folder.rglob("*.parquet"))
    assert 0.5 * disk < cost.disk_mb * 1e6 < 2 * disk


def test_parquet_bytes_are_the_same_for_the_same_table(tmp_path: Path) -> None:
    table = pq.read_table(sweep(tmp_path, plan()).folder / "results.parquet")
    assert parquet(table) == parquet(table)
