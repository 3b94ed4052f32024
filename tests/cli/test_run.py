"""A run prints its table, keeps its results and can be repeated."""

import json
from pathlib import Path

import pytest

import sim
from sim import results_file
from sim.cli.show import run_folder
from sim.version import STATEMENT
from tests.cli.conftest import Tripwire, only_folder

SMALL = ("replicates=50", "plate=false", "out=o")


def test_the_base_alone(tripwire: Tripwire, tmp_path: Path) -> None:
    answer = tripwire("run", *SMALL)
    assert "base: 50 runs of each scenario, seed 1" in answer.out
    assert STATEMENT in answer.out
    assert {path.name for path in only_folder(tmp_path / "o").iterdir()} == {"results.nc", "scenario.yaml"}


@pytest.mark.fault("results-read-back")
def test_results_reopen_as_they_were(tripwire: Tripwire, tmp_path: Path) -> None:
    tripwire("roe=robust", "name=firm", *SMALL)
    scenarios = {"base": sim.Scenario(), "firm": sim.Scenario().but(roe="robust")}
    assert sim.load(only_folder(tmp_path / "o")).identical(sim.simulate(scenarios, replicates=50, seed=1))


@pytest.mark.parametrize("seed", [3, 2**62])
def test_a_run_can_be_repeated_from_its_folder(tripwire: Tripwire, tmp_path: Path, seed: int) -> None:
    words = (
        "stances.POL=2",
        "injects=[{kind: us_walkout, month: 3}]",
        "orders=[{month: 3, state: DEU, role: [support, air], if: {on_ground: [FRA]}, else: [], reason: Not alone.}]",
        f"seed={seed}",
        "replicates=20",
        "plate=false",
    )
    tripwire(*words, "out=first")
    first = only_folder(tmp_path / "first")
    line = (first / "scenario.yaml").read_text(encoding="utf-8").splitlines()[0]
    again = line.removeprefix("# tripwire ").replace("scenario.yaml", str(first / "scenario.yaml")).split()
    assert tripwire(*again, "plate=false", "out=second").code == 0
    second = results_file.read(only_folder(tmp_path / "second"))
    assert results_file.read(first).identical(second)


def test_figures_are_drawn_and_named(tripwire: Tripwire, tmp_path: Path) -> None:
    answer = tripwire("roe=robust", "replicates=50", "out=o")
    for name in ("comparison.png", "comparison.svg", "map.png", "map.svg"):
        assert (only_folder(tmp_path / "o") / name).stat().st_size > 1_000
    assert "comparison.png" in answer.out
    assert "map.png" in answer.out


def test_noise_is_not_shown_as_a_difference(tripwire: Tripwire) -> None:
    assert "none seen" in tripwire("force_size=40100", *SMALL).out


def test_many_excursions_are_rows_with_footnotes(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = tripwire("experiment=debate", *SMALL)
    lines = answer.out.splitlines()
    assert max(len(line) for line in lines if "/" not in line) <= 80
    assert sum(line.startswith("rules like UNIFIL ") for line in lines) >= 2
    assert any(line.startswith("rules like UNIFIL: roe monitor") and "C026" in line for line in lines)


def test_the_demo_tells_a_story(tripwire: Tripwire) -> None:
    answer = tripwire("demo", *SMALL)
    assert answer.code == 0, answer.err
    assert "Does it take Washington?" in answer.out
    assert "A bystander like UNIFIL" in answer.out
    assert STATEMENT in answer.out


def test_progress_for_programs(tripwire: Tripwire) -> None:
    events = [json.loads(line) for line in tripwire("progress=json", *SMALL).err.splitlines()]
    assert [event["event"] for event in events][-1] == "done"
    assert {"event": "progress", "done": 50, "total": 50} in events


def test_quiet_is_quiet(tripwire: Tripwire) -> None:
    assert tripwire("progress=quiet", *SMALL).err == ""


def test_earlier_runs_side_by_side(tripwire: Tripwire, tmp_path: Path) -> None:
    for roe in ("monitor", "robust"):
        tripwire(f"roe={roe}", *SMALL)
    answer = tripwire("compare", *map(str, (tmp_path / "o").iterdir()))
    assert "roe monitor" in answer.out
    assert "roe robust" in answer.out


def test_runs_on_another_chance_are_not_compared(tripwire: Tripwire, tmp_path: Path) -> None:
    for seed in (1, 2):
        tripwire(f"seed={seed}", *SMALL)
    assert (
        "only runs on the same chance" in tripwire("compare", *map(str, (tmp_path / "o").iterdir())).refusal
    )
    assert "no results of a run" in tripwire("compare", "nowhere").refusal
    assert "say which results" in tripwire("compare").refusal


def test_results_that_are_damaged_are_refused(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "results.nc").write_bytes(b"CDF\x01 and then nothing")
    assert "no results of a run" in tripwire("compare", "results.nc").refusal


def test_two_runs_in_one_second_have_two_folders(tmp_path: Path) -> None:
    made = {run_folder.make(tmp_path, "abcdef012345", "same name") for _ in range(5)}
    assert len(made) == 5


@pytest.mark.parametrize("name", ["../../up", "/etc", "..", "a/b", "NUL", "é\n", ""])
def test_a_folder_never_leaves_its_place(tmp_path: Path, name: str) -> None:
    assert run_folder.make(tmp_path, "abcdef012345", name).parent == tmp_path


def test_interrupted_in_one_line(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.cli.commands.execution.simulate", interrupt)
    answer = tripwire("progress=quiet", *SMALL)
    assert answer.code == 130
    assert answer.err == "tripwire: interrupted; nothing further is written\n"


def test_a_fault_of_the_program_is_not_hidden(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sim.cli.commands.execution.simulate", fail)
    with pytest.raises(ZeroDivisionError):
        tripwire(*SMALL)
