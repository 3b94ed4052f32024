"""Folders and files that cannot be what they are typed as are refused before anything runs."""

import os
from pathlib import Path

import pytest

import sim
from sim.cli.commands import VERBS
from sim.cli.parse.command_line import read
from sim.cli.show import run_folder
from sim.scenario import ScenarioError
from tests.cli.conftest import Tripwire


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be run."""
    monkeypatch.setattr("sim.engine.native.run_into", lambda *_, **__: pytest.fail("something was run"))


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "line",
    [
        "replicates=2 out=file",
        "replicates=2 out=file/deeper",
        "replicates=2 out=link",
        "explain POL replicates=2 out=file",
        "rank draws=2 tapes=2 out=file",
        "sweep roe=0.1,0.2 replicates=2 out=file",
        "compare kfor unifil out=file",
        "brief replicates=2 out=file",
        "ls out=file",
    ],
)
@pytest.mark.fault("strange-files")
def test_a_file_where_results_should_go(tripwire: Tripwire, tmp_path: Path, line: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to("nowhere")
    assert tripwire(*line.split()).refusal.endswith("is not a folder")


def test_a_folder_that_may_not_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ScenarioError, match="cannot be written; choose another folder"):
        run_folder.check(tmp_path / "new")


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot be written: File name too long"):
        run_folder.check(tmp_path / ("x" * 300))


@pytest.mark.usefixtures("untouched")
def test_a_folder_where_a_figure_should_go(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "dir.png").mkdir()
    assert "to: 'dir.png' is a folder" in tripwire("replicates=2", "to=dir.png").refusal


@pytest.mark.fault("strange-files")
def test_links_that_go_round_in_circles(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "loop.png").symlink_to("loop.png")
    assert "is there already" in tripwire("init", "loop").refusal
    assert tripwire("scenarios", "with=loop").refusal
    assert "loop.png: cannot be read" in tripwire("again", "loop.png").refusal
    assert "not a figure" in tripwire("again", ".").refusal


@pytest.mark.fault("wrong-folder")
def test_home_is_meant_behind_a_sign_of_equality_too(
    tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine.yaml").write_text("forc_size: 1")
    assert "did you mean force_size?" in tripwire("file=~/mine.yaml").refusal


@pytest.mark.fault("wrong-folder")
def test_from_looks_into_the_folder_of_results_that_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sim.sweep(sim.Scenario(horizon=1), {"roe": [0.1, 0.2]}, replicates=2, out="theirs/NAME")
    assert read(VERBS["explain"], ["from=NAME", "point=1", "out=theirs"])["scenario"].roe == 0.2


@pytest.mark.fault("ignored-arguments")
@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("explain POL replicate=7 replicates=20", "replicates: cannot be set beside replicate"),
        ("flip POL levers=,", "levers: none named"),
        ("discover factors=", "factors: none named"),
        ("sensitivity against=us_backing=0.35", "against: changes nothing"),
        ("sensitivity against=roe=0.1\\ roe=0.2", "against: roe is said twice"),
        ("sensitivity against='", "has a quote without its pair"),
        ("-c job roe=99", "roe: 99 is out of range"),
        ("sweep roe=0.1,0.2 threads=2 executor.workers=4", "threads: executor.workers says"),
        ("sweep roe=0.1,0.2 executor=dask threads=2", "threads: executor.workers says"),
        ("sweep roe=0.1,0.2 executor.queue=short", "executor.queue: executor=threads does not use it"),
        ("sweep roe=0.1,0.2 sweep.points=10", "points: has no effect with grid"),
        ("sweep roe=0.1,0.2 sweep=zip sweep.design_seed=7", "design_seed: has no effect with zip"),
        ("sweep roe=0.1,0.2 sweep.cross=[roe]", "cross: has no effect with grid"),
        ("sweep roe=0.1,0.2 sweep.precision.half_width=0.1", "precision: of which outcome?"),
        ("sweep roe=0.1,0.2 sweep.precision.batch=50", "precision: of which outcome?"),
        ("sweep roe=0.1,0.2 sweep.over={roe:[0.5]}", "roe: is said twice"),
        ("sweep roe=0.1 sweep.over.roe=[0.5,0.6]", "roe: is said twice"),
    ],
)
def test_what_would_have_no_effect_is_refused(tripwire: Tripwire, line: str, said: str) -> None:
    words = [word.replace("\\", " ") for word in line.replace("\\ ", "\\").split(" ")]
    assert said in tripwire(*words).refusal
