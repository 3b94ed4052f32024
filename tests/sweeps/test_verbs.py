"""The verbs: what is typed is what is run, and what is wrong is said in one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from sim.cli.commands import VERBS
from sim.cli.exit_codes import DAMAGED, REFUSED
from sim.cli.parse.command_line import call
from sim.scenario import ScenarioError
from sim.sweeps.store import Store

QUICK = ("replicates=5", "horizon=12", "progress=quiet")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def sweep(*words: str) -> pd.DataFrame:
    assert call(VERBS["sweep"], [*QUICK, "name=a", *words]) == 0
    return pd.read_parquet("outputs/a/results.parquet")


def test_values_on_the_command_line_become_points(capsys: pytest.CaptureFixture[str]) -> None:
    frame = sweep("force_size=10000,zelenskyy", "roe=range(0,1,0.5)", "mandate=un,none")
    assert frame["point"].nunique() == 8
    assert sorted(set(frame["force_size"])) == [10_000, 200_000]
    assert sorted(set(frame["roe"])) == [0.0, 0.5]
    assert set(frame["mandate"]) == {"un", "none"}
    said = capsys.readouterr().out
    assert "attack, %" in said
    assert "not a forecast" in said


def test_presets_and_excursions_are_points_too() -> None:
    frame = sweep("mission=troops,training", "excursions.more.arming=0.4")
    assert set(map(tuple, frame[["mission", "excursion"]].drop_duplicates().values)) == {
        (mission, excursion) for mission in ("troops", "training") for excursion in ("base", "more")
    }


def test_a_sampler_takes_ranges_and_priors() -> None:
    frame = sweep("sweep=lhs", "sweep.points=8", "roe=interval(0,1)", "assume.b0=prior", "stances.POL=-3,3")
    assert frame["point"].nunique() == 8
    assert frame["assume.b0"].nunique() == 8


def test_named_designs_and_filters_are_composed() -> None:
    frame = sweep("sweep=debate", 'sweep.where="force_size >= 100000 and roe < 0.2"', "theory=consensus")
    assert sorted(set(frame["force_size"])) == [100_000, 200_000]
    assert "theory" not in frame, "what is said outright is not swept"


@pytest.mark.fault("large-designs")
def test_a_dry_run_starts_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(VERBS["sweep"], ["--dry-run", "force_size=1000,2000", *QUICK]) == 0
    said = capsys.readouterr().out
    assert "2 points, 10 runs" in said
    assert "MB" in said
    assert list(tmp_path.iterdir()) == []


def test_verify_resume_export_and_ls(capsys: pytest.CaptureFixture[str]) -> None:
    sweep("force_size=1000,2000")
    assert call(VERBS["verify"], ["a"]) == 0
    assert call(VERBS["ls"], []) == 0
    assert call(VERBS["export"], ["outputs/a", "to=a.csv"]) == 0
    assert len(pd.read_csv("a.csv")) == 2
    assert call(VERBS["export"], ["a", "to=b.csv", "each=run"]) == 0
    assert len(pd.read_csv("b.csv")) == 10
    store = Store(Path("outputs/a"))
    next(store.parts.iterdir()).write_bytes(b"x")
    assert call(VERBS["verify"], ["a"]) == DAMAGED
    assert "is damaged" in capsys.readouterr().out
    assert call(VERBS["resume"], ["a", "progress=quiet"]) == 0
    assert call(VERBS["verify"], ["a"]) == 0


def test_a_name_that_is_taken_or_leads_elsewhere_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    sweep("force_size=1000,2000")
    for name in ("a", "..", "../a", "/tmp/x"):
        assert call(VERBS["sweep"], [*QUICK, f"name='{name}'", "force_size=1,2"]) == REFUSED
        assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["forc=1,2"], "did you mean"),
        (["force_size=1,many"], "zelenskyy"),
        (["seed=1,2"], "seed"),
        (["replicates=10,20"], "replicates"),
        (["roe=interval(0,1)"], "lhs"),
        (["sweep=halton"], "halton"),
        (["sweep.points=1,2"], "sweep.points"),
        (["sweep.pionts=1"], "pionts"),
        (["executor.workers=-1"], "executor.workers"),
        (["executor._target_=os.system"], "not a setting"),
        (["sweep.where=${oc.env:HOME}"], "setting"),
        (["force_size=1,${seed}"], "interpolation"),
        (["hydra.run.dir=a,b"], "Hydra"),
        (["--fast"], "--dry-run"),
    ],
)
def test_what_cannot_be_swept_is_refused(words: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(Exception, match=said) as refusal:
        call(VERBS["sweep"], [*QUICK, *words])
    assert isinstance(refusal.value, ScenarioError) or type(refusal.value).__module__.startswith(
        ("hydra", "omegaconf")
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_hydras_multirun_is_the_same_sweep(tmp_path: Path) -> None:
    words = ["force_size=1000,2000", "mission=troops,training", "horizon=12", "replicates=5"]
    done = subprocess.run(
        [sys.executable, "-m", "sim", "-m", *words, "name=m", "progress=json"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert events[-1]["done"] == events[-1]["total"] == 20
    assert call(VERBS["sweep"], [*words, "name=s", "progress=quiet"]) == 0
    stores = [Store(tmp_path / "outputs" / name) for name in ("m", "s")]
    assert stores[0].manifest["results_hash"] == stores[1].manifest["results_hash"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outputs"]
    assert sum(path.is_file() for path in tmp_path.rglob("*")) <= 14
