"""The command line in a process of its own: as a module, as a script, and interrupted."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

MODULE = (sys.executable, "-m", "sim")
SCRIPT = (str(Path(sys.executable).parent / "tripwire"),)


@pytest.mark.parametrize("program", [MODULE, SCRIPT], ids=["module", "script"])
def test_a_refusal_is_one_line_and_leaves_nothing(tmp_path: Path, program: tuple[str, ...]) -> None:
    done = subprocess.run([*program, "us_backing=2"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "tripwire: us_backing: 2 is out of range; allowed: 0 to 1 index\n"
    assert list(tmp_path.iterdir()) == []


LOADED = """
import sys
from sim.cli import main
for words in (["us_backing=2"], ["replicates=2", "progress=quiet"]):
    try: main(words)
    except SystemExit: pass
    print("loaded:", *{"sim.engine.native", "xarray", "pandas", "matplotlib"} & sys.modules.keys(), file=sys.stderr)
"""
"""Tells what the command line has imported, of what takes long to import, after a refusal and after a run."""


def test_a_refusal_loads_no_engine(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=tmp_path, capture_output=True, text=True)
    refused, run = (line.split() for line in done.stderr.splitlines() if line.startswith("loaded:"))
    assert refused == ["loaded:"]
    assert {*run} == {"loaded:", "sim.engine.native", "xarray", "pandas", "matplotlib"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.fault("exit-codes")
def test_interrupted_from_the_keyboard(tmp_path: Path) -> None:
    words = [*SCRIPT, "replicates=100000", "plate=false", "progress=json"]
    running = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    assert "total" in running.stderr.readline()
    os.kill(running.pid, signal.SIGINT)
    said = [line for line in running.stderr.read().splitlines() if not line.startswith("{")]
    assert running.wait(30) == 130
    assert said == ["tripwire: interrupted; nothing further is written"]


@pytest.mark.parametrize("words", ["roe=robust replicates=20 plate=false out=o", "-sc query=bash"])
@pytest.mark.fault("closed-pipe")
def test_a_reader_who_leaves_early(words: str, tmp_path: Path) -> None:
    running = subprocess.Popen(
        [*SCRIPT, *words.split()], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == ""
    assert running.wait(60) == 0
    # What comes after the table is done as well.
    assert len(list(tmp_path.glob("o/*/comparison.csv"))) == ("out=o" in words)


def test_a_terminal_without_the_signs(tmp_path: Path) -> None:
    plain = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*SCRIPT, "--help"], cwd=tmp_path, capture_output=True, text=True, env=plain)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.isascii()
