"""A finished sweep is read by the analyses: the same answer as if they had run it themselves, and nothing is run."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.analysis import runs
from sim.analysis.discover import discover
from sim.analysis.rank import rank
from sim.analysis.ranking import Criterion
from sim.analysis.response import varied
from sim.analysis.sensitivity import sensitivity, sobol
from sim.engine.ensemble import run_inputs
from sim.loading import results
from sim.scenario import ScenarioError
from sim.sweeps import work
from tests.cli.conftest import Tripwire, tripwire

__all__ = ["tripwire"]
BASE = sim.Scenario(horizon=6)
RANGES: dict[str, Any] = {"force_size": {"low": 0, "high": 300_000}, "us_backing": {"low": 0, "high": 1}}
NAMES = [*RANGES, "mandate"]
MANDATES = ["none", "coalition", "eu", "un"]


def made(root: Path, method: str, points: int, **told: Any) -> sim.Sweep:
    asked: dict[str, Any] = {
        "replicates": 20,
        "out": root / method,
        "method": method,
        "points": points,
    } | told
    return sim.sweep(BASE, {**RANGES, "mandate": MANDATES}, **asked)


@pytest.fixture(scope="module")
def saltelli(tmp_path_factory: pytest.TempPathFactory) -> sim.Sweep:
    return made(tmp_path_factory.mktemp("read"), "saltelli", 16)


@pytest.fixture(scope="module")
def hypercube(tmp_path_factory: pytest.TempPathFactory) -> sim.Sweep:
    return made(tmp_path_factory.mktemp("read"), "lhs", 60)


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> sim.Sweep:
    over = {
        "plan": {"kfor": {"force_size": 40_000, "roe": 0.7}, "drill": {"roles": ["training"]}},
        "theory": ["consensus", "denial_only"],
        "us_backing": [0.2, 0.8],
    }
    return sim.sweep(BASE, over, replicates=60, out=tmp_path_factory.mktemp("read") / "a")


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(work, "run_inputs")
    monkeypatch.delattr(runs, "run_inputs")


class TestIndices:
    @pytest.mark.fault("sweep-read")
    def test_saltelli_gives_what_the_analysis_itself_would(self, saltelli: sim.Sweep) -> None:
        space, function = varied([BASE], "deployed", NAMES, replicates=20, seed=1)
        direct = sobol(function, space.names, 16)
        read = sensitivity(saltelli, "deployed")
        assert read.table.equals(direct.table)
        assert (read.moved, read.samples, read.runs_a_point) == (direct.moved, 16, 20)
        assert "not settled" in read.sentence()

    def test_the_tapes_that_all_points_share_are_named(self, saltelli: sim.Sweep) -> None:
        assert "all points share 20 tapes, whose luck no interval holds" in sensitivity(saltelli).sentence()
        direct = sensitivity(BASE, "deployed", factors=NAMES, samples=16, replicates=20)
        assert "from one half of the tapes to the other" in direct.sentence()

    @pytest.mark.fault("sweep-read")
    def test_morris_gives_what_the_analysis_itself_would(self, tmp_path: Path) -> None:
        sweep = sim.sweep(BASE, RANGES, method="morris", points=6, replicates=20, out=tmp_path / "a")
        direct = sensitivity(
            BASE, "deployed", factors=list(RANGES), method="morris", samples=6, replicates=20
        )
        assert sensitivity(sweep, "deployed", method="morris").table.equals(direct.table)

    @pytest.mark.usefixtures("nothing_runs")
    def test_nothing_is_run(self, saltelli: sim.Sweep) -> None:
        assert list(sensitivity(sim.load(saltelli.path), "kia").table.index)

    def test_summaries_do_as_well(self, saltelli: sim.Sweep, tmp_path: Path) -> None:
        summaries = made(tmp_path, "saltelli", 16, keep="summaries")
        assert sensitivity(summaries, "kia").table.equals(sensitivity(saltelli, "kia").table)

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({"samples": 8}, "samples: the sweep has its own"),
            ({"replicates": 8}, "replicates: the sweep has its own"),
            ({"factors": ["roe"]}, "factors: the sweep has its own"),
            ({"against": BASE}, "against: the sweep has its own"),
            ({"method": "morris"}, "method: the design of this sweep is for sobol"),
        ],
    )
    def test_what_the_sweep_has_settled_cannot_be_set(
        self, saltelli: sim.Sweep, told: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(ScenarioError, match=said):
            sensitivity(saltelli, **told)

    def test_other_designs_are_refused_with_the_cure(self, tmp_path: Path, hypercube: sim.Sweep) -> None:
        with pytest.raises(ScenarioError, match=r"sweep=saltelli or sweep=morris.*discover"):
            sensitivity(hypercube)
        with pytest.raises(ScenarioError, match=r"mandate has 4 settings.*sweep=saltelli"):
            sensitivity(made(tmp_path, "morris", 4))
        with pytest.raises(ScenarioError, match="mandate is crossed"):
            sensitivity(made(tmp_path, "saltelli", 8, cross=["mandate"]))

    def test_failed_points_are_not_passed_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        honest = run_inputs

        def broken(inputs: Any, **settings: Any) -> Any:
            if (inputs.levers["us_backing"] > 0.9).any():
                raise ZeroDivisionError
            return honest(inputs, **settings)

        monkeypatch.setattr(work, "run_inputs", broken)
        sweep = made(tmp_path, "saltelli", 8)
        with pytest.raises(ScenarioError, match=r"points failed.*--retry-failures"):
            sensitivity(sweep)
        assert discover(sweep, "deployed").cases == len(sweep.table)


class TestDiscovery:
    def test_a_hypercube_gives_what_the_analysis_itself_would(self, hypercube: sim.Sweep) -> None:
        direct = discover(BASE, "deployed", 5_000, factors=NAMES, cases=60, replicates=20)
        assert discover(hypercube, "deployed", 5_000) == direct

    @pytest.mark.fault("sweep-read")
    @pytest.mark.usefixtures("nothing_runs")
    def test_any_design_is_read(self, saltelli: sim.Sweep, crossed: sim.Sweep, hypercube: sim.Sweep) -> None:
        assert discover(saltelli, "deployed").cases == 16 * 5
        assert discover(saltelli, "deployed", method="cart").rules
        assert discover(hypercube, "deployed", factors=["us_backing"]).cases == 60
        with pytest.raises(ScenarioError, match="factors: unknown 'roe'"):
            discover(hypercube, factors=["roe"])
        with pytest.raises(ScenarioError, match="points of the sweep: 8 is out of range"):
            discover(crossed)
        with pytest.raises(ScenarioError, match="cases: the sweep has its own"):
            discover(hypercube, cases=100)

    def test_numbers_of_a_grid_are_ranges_and_bundles_are_names(self, tmp_path: Path) -> None:
        over = {"force_size": [0, 10_000, 20_000, 40_000], "us_backing": [k / 10 for k in range(11)]}
        sweep = sim.sweep(BASE, over, replicates=10, out=tmp_path / "a")
        (rule,) = discover(sweep, "deployed", 2_000).rules
        assert "force_size ≥ " in str(rule)

    def test_the_usual_level_parts_a_quarter_of_the_cases(self, hypercube: sim.Sweep) -> None:
        assert discover(hypercube, "deployed").base_rate == pytest.approx(0.25, abs=0.03)
        assert discover(hypercube, "deployed", above=False).base_rate == pytest.approx(0.25, abs=0.03)

    @pytest.mark.fault("lever-defaults")
    def test_the_knob_is_named_where_it_is_held(self, hypercube: sim.Sweep, tmp_path: Path) -> None:
        assert discover(hypercube, "deployed").sentence().endswith("Held: baseline attack risk at 0.6.")
        over = {"baseline_attack_risk": {"low": 0.1, "high": 0.9}, **RANGES}
        varied = sim.sweep(BASE, over, method="lhs", points=40, replicates=5, out=tmp_path / "a")
        assert "Held" not in discover(varied, "deployed").sentence()


class TestRank:
    def test_regret_by_hand(self, crossed: sim.Sweep) -> None:
        found = rank(crossed, criteria=[Criterion("cost_eur_bn")])
        means = results(crossed.path)["cost_eur_bn"].mean("replicate").values.reshape(2, 4)
        regret = (means - means.min(axis=0)) / np.ptp(means)
        assert found.table["regret"].to_dict() == pytest.approx(
            dict(zip(("kfor", "drill"), regret.mean(axis=1), strict=True))
        )
        assert (found.worlds, found.runs_a_world, found.inner) == (4, 60, "replicates")
        assert set(found.leaders) == {"consensus", "denial_only"}
        assert found.tied == ("drill",)
        assert found.table["regret_low"].min() >= 0.0

    @pytest.mark.usefixtures("nothing_runs")
    def test_options_may_be_named(self, crossed: sim.Sweep) -> None:
        found = rank(crossed, ["us_backing"])
        assert set(found.table.index) == {"us_backing 0.2", "us_backing 0.8"}
        assert "replicates doubled to 60" in found.sentence()

    def test_what_cannot_be_ranked_is_refused(
        self, hypercube: sim.Sweep, crossed: sim.Sweep, tmp_path: Path
    ) -> None:
        with pytest.raises(ScenarioError, match="60 options; allowed: 2 to 50"):
            rank(hypercube)
        with pytest.raises(ScenarioError, match="tapes: the sweep has its own"):
            rank(crossed, tapes=8)
        sample = sim.sweep(
            BASE, {"roe": [0.1, 0.7], "us_backing": {"low": 0, "high": 1}},
            method="lhs", points=10, replicates=2, out=tmp_path / "a",
        )  # fmt: skip
        with pytest.raises(ScenarioError, match="not every option meets every world; cross them"):
            rank(sample)
        theories = sim.sweep(BASE, {"theory": ["consensus", "cascade"]}, replicates=2, out=tmp_path / "b")
        with pytest.raises(ScenarioError, match="nothing that the coalition chooses was swept"):
            rank(theories)
        summaries = sim.sweep(BASE, {"roe": [0.1, 0.7]}, replicates=2, keep="summaries", out=tmp_path / "c")
        with pytest.raises(ScenarioError, match="keeps no runs"):
            rank(summaries)


class TestOnTheCommandLine:
    @pytest.fixture
    def named(self, tmp_path: Path, tripwire: Tripwire, crossed: sim.Sweep, saltelli: sim.Sweep) -> None:
        (tmp_path / "outputs").mkdir()
        (tmp_path / "outputs" / "plans").symlink_to(crossed.path)
        (tmp_path / "outputs" / "salt").symlink_to(saltelli.path)

    @pytest.mark.fault("sweep-read")
    @pytest.mark.usefixtures("named")
    def test_every_verb_reads(self, tripwire: Tripwire) -> None:
        for line in (
            "discover from=outputs/salt measure=deployed",
            "sensitivity from=outputs/salt measure=deployed",
            "rank from=outputs/plans",
            "compare outputs/plans",
            "explain POL from=outputs/plans point=3 replicates=20",
            "flip POL from=outputs/plans point=3 replicates=10 levers=us_backing",
            "divergence from=outputs/plans point=7",
            "decompose from=outputs/plans point=0 draws=2 tapes=2",
        ):
            answer = tripwire(*line.split())
            assert answer.code == 0, (line, answer.err)
            assert "seed 1" in answer.out or "compare" in line

    @pytest.mark.usefixtures("named")
    def test_a_point_is_run_with_the_levers_and_the_seed_of_its_sweep(
        self, tripwire: Tripwire, tmp_path: Path
    ) -> None:
        sim.sweep(BASE, {"us_backing": [0.2, 0.9]}, replicates=2, seed=7, out=tmp_path / "seven")
        assert "seed 7" in tripwire("explain", "from=./seven", "point=1", "replicates=20").out
        assert "seed 8" in tripwire("explain", "from=./seven", "point=1", "replicates=20", "seed=8").out

    @pytest.mark.usefixtures("named")
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("discover from=outputs/salt roe=0.1", "roe: cannot be set beside from="),
            ("rank from=outputs/plans tapes=8", "tapes: the sweep has its own"),
            ("explain POL from=outputs/plans", "point: which of the sweep's, 0 to 7?"),
            ("explain POL from=outputs/plans point=8", "point: 8 is out of range; allowed: 0 to 7"),
            ("explain POL point=3", "point: of which sweep?"),
            ("discover from=nowhere", "no sweep of this name"),
            ("discover from=", "from: '' refused"),
            ("sources from=outputs/salt", "from"),
            ("brief from=outputs/salt", "from: 80 points; allowed: 12 at most"),
        ],
    )
    def test_refusals(self, tripwire: Tripwire, line: str, said: str) -> None:
        assert said in tripwire(*line.split()).refusal

    def test_damage_is_told_from_what_can_be_mended(self, tripwire: Tripwire, tmp_path: Path) -> None:
        done = sim.sweep(BASE, {"roe": [0.1, 0.7]}, replicates=5, out=tmp_path / "a")
        next(done.store.parts.iterdir()).write_bytes(b"x")
        for line in ("rank from=./a", "explain from=./a point=0", "compare a", "brief from=./a"):
            answer = tripwire(*line.split())
            assert (answer.code, len(answer.err.splitlines())) == (1, 1), line

    @pytest.mark.heavy
    def test_a_brief_of_the_points(self, tripwire: Tripwire, tmp_path: Path) -> None:
        sim.sweep(BASE, {"roe": [0.1, 0.7]}, replicates=5, seed=3, out=tmp_path / "a")
        assert tripwire("brief", "from=./a").code == 0
        page = next((tmp_path / "outputs").rglob("brief.html")).read_text(encoding="utf-8")
        assert "roe 0.7" in page
        assert "tripwire brief from=./a" in page


@pytest.mark.fault("sweep-read")
def test_the_runs_of_a_sweep_are_named_scenarios(crossed: sim.Sweep) -> None:
    ds = results(crossed.path)
    assert set(ds.coords) == {"scenario", "replicate"}
    assert list(json.loads(ds.attrs["scenarios"])) == list(ds["scenario"].values)
    assert crossed.scenario(3) == crossed.scenarios()[str(ds["scenario"].values[3])]
