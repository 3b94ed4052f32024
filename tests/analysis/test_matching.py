"""Matched priors: narrowed where the patterns speak, left alone where they do not, and the same for both engines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim import assumed
from sim.analysis import runs
from sim.analysis.matching import narrowed
from sim.analysis.spread import spread
from sim.engine.assumptions import PARAMETERS
from sim.engine.inputs import lay_out
from sim.evidence import EvidenceError, load
from sim.scenario import ScenarioError

PRIORS = np.array([[0.0, 1.0, 2.0], [0.0, 0.5, 1.0], [3.0, 3.0, 3.0]])
NAMES = ["moved", "free", "known"]


@pytest.fixture(scope="module")
def draws() -> np.ndarray:
    g = np.random.default_rng(3)
    return np.column_stack([g.triangular(0, 1, 2, 400), g.triangular(0, 0.5, 1, 400), np.full(400, 3.0)])


def test_an_end_where_a_pattern_fails_moves_in_and_nothing_else_does(draws: np.ndarray) -> None:
    (only,) = narrowed(NAMES, PRIORS, draws, ["P01"], (draws[:, 0] < 0.8)[:, None])
    assert (only.parameter, only.by) == ("moved", ("P01",))
    assert only.now[0] == pytest.approx(0.8, abs=0.03)
    assert only.now[1:] == (1.0, 2.0)


def test_two_patterns_narrow_from_both_sides_and_the_mode_stays_within(draws: np.ndarray) -> None:
    failed = np.column_stack([draws[:, 0] < 0.5, draws[:, 0] > 0.9])
    (only,) = narrowed(NAMES, PRIORS, draws, ["P01", "P02"], failed)
    assert only.by == ("P01", "P02")
    assert only.now == pytest.approx((0.5, 0.9, 0.9), abs=0.04)
    assert only.now[1] == only.now[2]


def test_failing_at_random_or_always_or_in_the_middle_rules_nothing_out(draws: np.ndarray) -> None:
    for seed in range(100, 120):
        at_random = np.random.default_rng(seed).random((400, 5)) < [0.02, 0.3, 0.5, 0.9, 1.0]
        assert narrowed(NAMES, PRIORS, draws, list("abcde"), at_random) == []
    assert narrowed(NAMES, PRIORS, draws, ["P01"], (np.abs(draws[:, 0] - 1) < 0.1)[:, None]) == []


def write(path: Path, *rows: tuple[object, ...]) -> Path:
    path.write_text("\n".join(",".join(map(str, row)) for row in (assumed.COLUMNS, *rows)) + "\n")
    return path


@pytest.fixture
def narrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[assumed.Matched]:
    """`conv` known to lie high, in place of what the package carries."""
    known = load().parameters["conv"]
    before = (known.low, known.mode, known.high)
    now = (0.8 * known.high + 0.2 * known.low, known.high, known.high)
    monkeypatch.setattr(assumed, "FILE", write(tmp_path / "matched.csv", ("conv", *now, *before, "P01")))
    assumed.matched.cache_clear()
    yield assumed.Matched("conv", now, before, ("P01",))
    assumed.matched.cache_clear()


def test_matched_priors_are_drawn_within_and_both_engines_agree(narrow: assumed.Matched) -> None:
    base = sim.Scenario(horizon=6)
    drawn = runs.draws(base, count=200, seed=1, assumptions="matched")[:, PARAMETERS.index("conv")]
    assert narrow.now[0] <= drawn.min() < drawn.max() <= narrow.now[2]
    native, mesa = (
        sim.simulate(base, replicates=3, engine=engine, assumptions="matched")
        for engine in ("native", "mesa")
    )
    assert native.identical(mesa)
    assert native.attrs["assumptions"] == f"matched {assumed.digest()}"
    assert not native["deployed"].equals(sim.simulate(base, replicates=3)["deployed"])


def test_a_theory_keeps_its_own_priors(narrow: assumed.Matched) -> None:
    """`free_riding` has a prior of its own for `conv`; `consensus` has not."""
    both = assumed.assume(
        lay_out([sim.Scenario(theory=theory) for theory in ("free_riding", "consensus")]), "matched"
    )
    at = PARAMETERS.index("conv")
    assert both.priors["low"][1, at] == narrow.now[0]
    assert both.priors["low"][0, at] == load().theories["free_riding"].overrides["conv"][0]


def test_a_spread_on_matched_priors_is_another_spread(narrow: assumed.Matched) -> None:
    few: dict[str, Any] = {
        "theories": ["consensus"],
        "baselines": [0.6],
        "replicates": 50,
        "draws": 20,
        "tapes": 4,
    }
    usual, matched = (
        spread(sim.Scenario(horizon=6), "deployed", assumptions=assumptions, **few)
        for assumptions in assumed.ASSUMPTIONS
    )
    assert matched.value > usual.value
    assert matched.parameters != usual.parameters


@pytest.mark.usefixtures("narrow")
def test_what_else_was_assumed_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"^assumptions: unknown 'matchd'; did you mean matched"):
        sim.simulate(sim.Scenario(), replicates=2, assumptions="matchd")


def test_other_priors_than_those_that_were_narrowed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        assumed, "FILE", write(tmp_path / "matched.csv", ("conv", 0.2, 0.2, 0.2, 0, 0.2, 1, ""))
    )
    assumed.matched.cache_clear()
    with pytest.raises(ScenarioError, match=r"another prior of conv; run make validate$"):
        assumed.assume(lay_out([sim.Scenario()]), "matched")
    assumed.matched.cache_clear()


def test_a_range_beyond_its_prior_is_refused(tmp_path: Path) -> None:
    wide = write(tmp_path / "matched.csv", ("conv", 0.1, 0.2, 0.9, 0.2, 0.3, 0.9, ""))
    with pytest.raises(EvidenceError, match=r"^matched.csv, row 2: must lie within its prior"):
        assumed.read(wide)


def test_patterns_may_leave_every_prior_as_it_is(tmp_path: Path) -> None:
    assert assumed.read(write(tmp_path / "matched.csv")) == []


def test_the_matched_priors_of_the_package_are_those_of_its_ledger() -> None:
    assumed.assume(lay_out([sim.Scenario()]), "matched")
