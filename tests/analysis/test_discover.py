"""Discovery: the EMA Workbench's boxes on public cases, known boxes found again, stability and sentences."""

import dataclasses
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis import prim
from sim.analysis.discover import box_rules, discover, tree_rules
from sim.factors.space import around
from sim.scenario import ScenarioError

AROUND = around(sim.Scenario(), ["roe", "location", "us_backing", "theory"])


def ishigami_case() -> tuple[np.ndarray, np.ndarray]:
    x = np.random.default_rng(3).uniform(-np.pi, np.pi, (1_000, 3))
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return x, y > 9.0


def bryant_case() -> tuple[np.ndarray, np.ndarray]:
    """The renewable fuel study of Bryant & Lempert 2010, as the EMA Workbench ships it."""
    workbench = pytest.importorskip("ema_workbench")
    folder = Path(workbench.__file__).parent / "examples" / "data"
    table = pd.read_csv(folder / "bryant et al 2010 data.csv", index_col=False)
    return table.iloc[:, 2:11].to_numpy(float), table.iloc[:, 15].to_numpy() == 1


@pytest.mark.heavy
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("case", "alpha"), [(bryant_case, 0.1), (bryant_case, 0.05), (ishigami_case, 0.05)])
def test_boxes_equal_the_ema_workbench(
    case: Callable[[], tuple[np.ndarray, np.ndarray]], alpha: float
) -> None:
    workbench = pytest.importorskip("ema_workbench.analysis.prim")
    x, y = case()
    names = [f"x{j}" for j in range(x.shape[1])]
    older = {"threshold": 0.1} if "threshold" in signature(workbench.Prim).parameters else {}  # before 3.0
    theirs = workbench.Prim(pd.DataFrame(x, columns=names), y, peel_alpha=alpha, **older).find_box()
    ours = prim.trajectory(x, y, [False] * x.shape[1], alpha=alpha)
    assert len(ours) == len(theirs.box_lims)
    for step, limits in zip(ours, theirs.box_lims, strict=True):
        np.testing.assert_allclose(np.array(step.box).T, limits.to_numpy(float), rtol=0, atol=1e-12)
    np.testing.assert_allclose([s.density for s in ours], theirs.peeling_trajectory["density"])
    np.testing.assert_allclose([s.coverage for s in ours], theirs.peeling_trajectory["coverage"])


def cases(count: int = 800) -> tuple[np.ndarray, np.ndarray]:
    points = np.random.default_rng(1).random((count, 4))
    x = AROUND.at(points)
    return x, (x[:, 0] > 0.6) & (x[:, 2] < 0.5) & np.isin(x[:, 3], [1, 2])


def test_a_planted_box_is_found_with_its_settings() -> None:
    x, y = cases()
    (rule,) = box_rules(x, y, AROUND.nominal, AROUND, seed=1)  # dense enough, then as wide as that allows
    assert set(rule.limits) == {"roe", "us_backing", "theory"}
    assert rule.limits["theory"] == ("schelling_tripwire", "local_balance")
    assert rule.limits["roe"][0] == pytest.approx(0.6, abs=0.05)
    assert rule.limits["us_backing"] == pytest.approx((-np.inf, 0.55), abs=0.1)
    assert min(rule.coverage, rule.density) >= 0.75
    assert min(rule.stability.values()) >= 0.8


def test_noise_has_no_stable_box() -> None:
    x, _ = cases()
    y = np.random.default_rng(2).random(len(x)) < 0.3
    for rule in box_rules(x, y, AROUND.nominal, AROUND, seed=1):
        assert min(rule.stability.values()) < 0.9
        assert rule.again_low < 0.5


def test_the_tree_finds_the_planted_box_too() -> None:
    x, _ = cases()
    y = (x[:, 0] > 0.6) & (x[:, 3] != 2)
    rule = tree_rules(x, y, AROUND, seed=1)[0]
    assert rule.limits["roe"][0] == pytest.approx(0.6, abs=0.05)
    assert "local_balance" not in rule.limits["theory"]
    assert min(rule.stability.values()) >= 0.8
    assert min(rule.coverage, rule.density) >= 0.9


@pytest.mark.parametrize("y", [np.zeros(800, bool), np.ones(800, bool)])
def test_nothing_to_discover(y: np.ndarray) -> None:
    x, _ = cases()
    assert box_rules(x, y, AROUND.nominal, AROUND, seed=1) == ()
    assert tree_rules(x, y, AROUND, seed=1) == ()


def test_the_model_in_a_sentence() -> None:
    found = discover(sim.Scenario(), "attacked", 0.25, cases=300, replicates=24)
    assert found.sentence().startswith("Risk of attack above 25 %")
    assert found.sentence().endswith("Held: baseline attack risk at 0.6.")
    assert dataclasses.replace(found, base_rate=0.123).sentence() != found.sentence()
    assert "No box" in dataclasses.replace(found, rules=()).sentence()


def test_a_level_no_share_can_reach_is_refused() -> None:
    with pytest.raises(ScenarioError, match="above: 25 is out of range; allowed: 0 to 1"):
        discover(sim.Scenario(), "attacked", 25, cases=20)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ScenarioError, match="allowed: prim, cart"):
        discover(sim.Scenario(), method="guess", cases=20, replicates=1)
