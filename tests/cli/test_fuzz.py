"""No command line gives a traceback, hangs, or leaves a file where it was refused: everything is one line and 2."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from tests.cli.mutated_lines import lines

ROOT = Path(__file__).parents[2]


class Reached(BaseException):
    """The line was understood: a run would begin now."""


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever would run stops there, in a folder of its own."""
    import sim.analysis.trace
    import sim.deployment_model
    import sim.sweeps.estimate
    from sim.engine import ensemble, native
    from sim.sweeps import driver, extend
    from sim.sweeps import sweep as _sweep  # noqa: F401  a module that is first imported later would keep the patches

    def reached(*_: Any, **__: Any) -> None:
        raise Reached

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(driver, "run", reached)
    monkeypatch.setattr(extend, "run", reached)
    monkeypatch.setattr(sim.sweeps.estimate, "compute", reached)
    monkeypatch.setattr(native, "run_into", reached)
    monkeypatch.setattr(ensemble, "run_into", reached, raising=False)
    monkeypatch.setattr(sim.deployment_model.DeploymentModel, "__init__", reached)


def outcome(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a line ends in; a traceback is not caught."""
    capsys.readouterr()
    try:
        main(words)
    except Reached:
        return "reached"
    except SystemExit as left:
        code = left.code
    else:
        return "done"
    said = capsys.readouterr().err
    told = [line for line in said.splitlines() if line.startswith("tripwire: ")]
    assert (code in (1, 2), len(told)) == (True, 1), (words, code, said)
    return "refused"


def survive(count: int, seed: int, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    seen = {"reached": 0, "refused": 0, "done": 0}
    for words in lines(count, seed):
        try:
            seen[outcome(words, capsys)] += 1
        except Exception as fault:
            raise AssertionError(words) from fault
    return seen


@pytest.mark.usefixtures("stopped")
@pytest.mark.fault("tracebacks")
def test_two_hundred_lines(capsys: pytest.CaptureFixture[str]) -> None:
    seen = survive(200, 1, capsys)
    assert min(seen.values()) > 0, seen


@pytest.mark.heavy
@pytest.mark.usefixtures("stopped")
def test_three_thousand_lines(capsys: pytest.CaptureFixture[str]) -> None:
    survive(3_000, 2, capsys)


@pytest.mark.parametrize(
    "line", [["name=123"], ["out=null"], ["roe=" + "9" * 5_000], ["compare", "a", "out=" + "9" * 5_000]]
)
@pytest.mark.usefixtures("stopped")
def test_a_few_that_went_wrong_once(
    line: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert outcome(line, capsys) == "refused"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.fault("tracebacks")
def test_a_few_in_a_process_of_their_own(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    for line in (["name=123"], ["-m", "experiment=glob(*)"]):
        done = subprocess.run(
            [sys.executable, "-m", "sim", *line],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert list(tmp_path.iterdir()) == []
