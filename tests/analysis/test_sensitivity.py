"""Sensitivity: published answers through the same code path, switches without order, convergence said."""

import dataclasses
from itertools import product
from typing import Any

import numpy as np
import pytest
import yaml  # type: ignore[import-untyped]
from numpy.typing import NDArray

import sim
from sim.analysis.discover import discover
from sim.analysis.response import FACTORS, KNOB
from sim.analysis.sensitivity import morris, sensitivity, sobol
from sim.paths import configs
from sim.report.plate_data import SWEPT
from sim.scenario import BY_NAME, ScenarioError

NAMES = ["x1", "x2", "x3"]
G_WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])


def ishigami(u: NDArray[np.float64]) -> NDArray[np.float64]:
    x = -np.pi + 2.0 * np.pi * u
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(u: NDArray[np.float64]) -> NDArray[np.float64]:
    values: NDArray[np.float64] = np.prod((np.abs(4.0 * u - 2.0) + G_WEIGHTS) / (1.0 + G_WEIGHTS), axis=1)
    return values


def test_sobol_on_ishigami() -> None:
    table = sobol(ishigami, NAMES, 4096).table.loc[NAMES]  # Ishigami & Homma 1990, a = 7, b = 0.1
    np.testing.assert_allclose(table["index"], [0.5576, 0.4424, 0.2437], atol=0.01)
    np.testing.assert_allclose(table["first"], [0.3139, 0.4424, 0.0], atol=0.01)


def test_sobol_on_the_g_function() -> None:
    names = [f"x{k}" for k in range(8)]
    table = sobol(g_function, names, 4096).table.loc[names]
    part = 1.0 / (3.0 * (1.0 + G_WEIGHTS) ** 2)
    whole = np.prod(1.0 + part) - 1.0
    np.testing.assert_allclose(table["first"], part / whole, atol=0.01)
    np.testing.assert_allclose(table["index"], part * np.prod(1.0 + part) / (1.0 + part) / whole, atol=0.01)
    assert table.index[0] == "x0"


def test_morris_on_ishigami() -> None:
    levels, step = np.linspace(0.0, 1.0, 4), 2.0 / 3.0
    exact = []
    for j in range(3):
        base = np.array([p for p in product(levels, repeat=3) if p[j] + step <= 1.0 + 1e-9])
        up = base.copy()
        up[:, j] += step
        exact.append(np.abs(ishigami(up) - ishigami(base)).mean() / step)
    table = morris(ishigami, NAMES, 1_000).table.loc[NAMES]
    np.testing.assert_allclose(table["effect"], exact, rtol=0.05)


@pytest.mark.fault("settled-ranking")
def test_convergence_is_checked_and_said() -> None:
    rough, fine = sobol(g_function, list("abcdefgh"), 16), sobol(g_function, list("abcdefgh"), 4096)
    assert fine.settled
    assert not rough.settled
    assert "not settled" in rough.sentence()
    assert fine.leaders == ["a"]


@pytest.mark.parametrize("order", [(0.0, 1.0, 5.0), (5.0, 0.0, 1.0), (1.0, 5.0, 0.0)])
def test_the_order_of_settings_does_not_matter(order: tuple[float, ...]) -> None:
    def function(u: NDArray[np.float64]) -> NDArray[np.float64]:
        jumps: NDArray[np.float64] = np.array(order)[np.minimum((u[:, 0] * 3).astype(int), 2)]
        return jumps + u[:, 1]

    total = sobol(function, ["switch", "range"], 1024).table
    assert total["index"]["switch"] == pytest.approx(4.6667 / (4.6667 + 1 / 12), abs=0.02)
    effect = morris(function, ["switch", "range"], 400, [True, False]).table["effect"]
    assert effect["switch"] / effect["range"] == pytest.approx(EXPECTED_JUMP, rel=0.2)


EXPECTED_JUMP = 1.5 * (2.0 / 9.0) * (1.0 + 5.0 + 4.0)
"""Mean |difference| of two independent settings of 0, 1 and 5, over the step of two thirds."""


def test_the_model_through_the_same_path() -> None:
    factors = ["baseline_attack_risk", "us_volatility", "theory"]
    found = sensitivity(sim.Scenario(), "attacked", factors=factors, samples=32, replicates=16)
    assert found.table.index[0] == "baseline_attack_risk"
    assert "risk of attack" in found.sentence()
    screened = sensitivity(
        sim.Scenario(), "attacked", factors=factors, samples=12, replicates=16, method="morris"
    )
    assert screened.table.index[0] == "baseline_attack_risk"
    changed = dataclasses.replace(found, table=found.table.iloc[::-1])
    assert changed.sentence() != found.sentence()


def test_what_moves_nothing_is_said() -> None:
    found = sensitivity(
        sim.Scenario(force_size=0, roles=()), "kia", factors=["roe", "location"], samples=8, replicates=4
    )
    said = "Nothing that was varied moves soldiers killed in 8 samples of 4 runs. Held: baseline attack risk at 0.6."
    assert found.sentence() == said


@pytest.mark.parametrize(("method", "samples"), [("sobol", 100), ("sobol", 4), ("guess", 64)])
def test_what_cannot_be_sampled_is_refused(method: str, samples: int) -> None:
    with pytest.raises(ScenarioError):
        sensitivity(sim.Scenario(), factors=["roe"], method=method, samples=samples)


def test_no_index_leaves_what_is_possible() -> None:
    found = sobol(lambda x: x[:, 0] + 0.01 * x[:, 1], ["a", "b", "unused"], 8)
    assert (found.table["index"] + found.table["error"]).max() > 1.0
    assert (found.table["first"] - found.table["first_error"]).min() < 0.0
    for name in found.table.index:
        for column in ("index", "first"):
            value, low, high = found.interval(str(name), column)
            assert 0.0 <= low <= value <= high <= 1.0
            assert "−" not in found.figure(str(name), column)


@pytest.mark.fault("lever-defaults")
def test_the_knob_of_the_level_is_held_and_named() -> None:
    assert "baseline_attack_risk" not in FACTORS
    few: dict[str, Any] = {"samples": 8, "replicates": 4}
    found = sensitivity(sim.Scenario(horizon=6, baseline_attack_risk=0.4), "deployed", **few)
    assert sorted(found.table.index) == sorted(FACTORS)
    assert found.sentence().endswith("Held: baseline attack risk at 0.4.")
    varied = sensitivity(sim.Scenario(horizon=6), factors=["baseline_attack_risk", "roe"], **few)
    assert "Held" not in varied.sentence()


@pytest.mark.fault("lever-defaults")
@pytest.mark.heavy
def test_the_usual_sample_settles() -> None:
    assert sensitivity(sim.Scenario()).settled


@pytest.mark.fault("lever-defaults")
@pytest.mark.parametrize("design", ["debate", "screening"])
def test_no_named_design_varies_the_knob(design: str) -> None:
    over = yaml.safe_load((configs() / "sweep" / f"{design}.yaml").read_text("utf-8"))["over"]
    assert KNOB not in over
    assert over.keys() <= BY_NAME.keys()


@pytest.mark.fault("lever-defaults")
def test_neither_a_search_nor_the_plate_of_a_sample_varies_it() -> None:
    assert KNOB not in SWEPT
    found = discover(sim.Scenario(horizon=3), "deployed", cases=20, replicates=2)
    assert found.sentence().endswith("Held: baseline attack risk at 0.6.")
