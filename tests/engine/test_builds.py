"""One hash: the Mesa model and every build of the native engine that this processor runs, in lanes and one by one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.engine import processor
from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs
from tests.engine.libraries import built, checked, played, sample
from tests.engine.marks import of_block

REPLICATES = 13
"""A full vector of eight and a rest that still pays; three of four and a rest that does not."""
SEED = 12
HAPPENED = {"attacked": "attack", "kia": "dead", "withdrawals": "withdrawal", "direct_war": "war"}
EVERY = [(level, lanes) for level in processor.levels() for lanes in (False, True)]


class Builds:
    """Libraries by level, each built once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, level: str) -> Path:
        room = self.folder / level
        if not room.exists():
            room.mkdir()
            built(level, room)
        return next(room.glob("engine.*"))


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    return Builds(tmp_path_factory.mktemp("builds"))


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return sample(1, drawn=3, corners=2, alike=4)


@pytest.fixture(scope="module")
def mesa(inputs: Inputs) -> Block:
    """The same runs with agents."""
    return run_inputs(inputs, replicates=REPLICATES, seed=SEED, detail=True, engine="mesa")


def shares(block: Block) -> dict[str, float]:
    """Share of the runs in which something happened at all."""
    return {word: float(np.mean(block.run[name] > 0.0)) for name, word in HAPPENED.items()}


@pytest.mark.slow
@pytest.mark.parametrize(("level", "lanes"), EVERY, ids=lambda part: str(part))
def test_every_build_gives_the_hash_of_mesa(
    level: str, lanes: bool, builds: Builds, inputs: Inputs, mesa: Block
) -> None:
    native = played(builds[level], inputs, REPLICATES, seed=SEED, lanes=lanes)
    assert of_block(native) == of_block(mesa)


@pytest.mark.slow
def test_something_happens_in_the_runs_compared(mesa: Block, capsys: pytest.CaptureFixture[str]) -> None:
    found = shares(mesa)
    line = ", ".join(f"{word} {share:.1%}" for word, share in found.items())
    with capsys.disabled():
        print(f"\n{mesa.run.size:,} runs compared: {line}")
    assert all(share > 0.0 for share in found.values()), line


@pytest.mark.slow
@pytest.mark.parametrize("level", [level for level in processor.levels() if level in processor.LANES][:1])
def test_rounding_once_where_python_rounds_twice_is_noticed(
    level: str, builds: Builds, inputs: Inputs, mesa: Block, tmp_path: Path
) -> None:
    """The control: a build that fuses product and sum gives other bits, so the hash would tell."""
    fused = built(level, tmp_path, ["-ffp-contract=fast", "-mfma"])
    assert of_block(played(fused, inputs, REPLICATES, seed=SEED, lanes=False)) != of_block(mesa)


def checked_run(level: str, folder: Path, scenarios: int) -> list[str]:
    """Hashes of a checked build's runs, in a process of its own, which it stops if need be."""
    library = built(level, folder, checked())
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.libraries", str(library), str(scenarios)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done
    return done.stdout.split()


@pytest.mark.slow
def test_a_build_that_checks_itself_is_never_stopped(builds: Builds, tmp_path: Path) -> None:
    level = processor.levels()[-1]
    assert len(set(checked_run(level, tmp_path, 30))) == 1


READING = """
import sys
from pathlib import Path
from tests.engine.building import build
from tests.engine.synthetic import State, read_on
library = build({"read_on": read_on}, Path(sys.argv[1]), level=sys.argv[2], more=sys.argv[4:])
state = State(a=0.0, b=0.0, k=0, on=True, row=[1.0, 2.0, 3.0, 4.0])
print(library.call("read_on", [state, float(sys.argv[3])]))
"""


@pytest.mark.parametrize(("reads", "stopped"), [(4, False), (5, True)])
def test_a_build_that_checks_itself_is_stopped_by_an_index_out_of_bounds(
    reads: int, stopped: bool, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", READING, str(tmp_path), processor.levels()[-1], str(reads), *checked()]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert (done.returncode < 0, done.stdout) == ((True, "") if stopped else (False, "[[10.0]]\n"))


@pytest.mark.heavy
@pytest.mark.parametrize("level", processor.levels())
def test_a_build_that_checks_itself_is_never_stopped_in_thousands_of_scenarios(
    level: str, tmp_path: Path
) -> None:
    assert len(set(checked_run(level, tmp_path, 1_000))) == 1


@pytest.mark.heavy
def test_every_build_gives_the_hash_of_mesa_on_eight_thousand_runs(builds: Builds) -> None:
    inputs = sample(2, drawn=250, corners=75, alike=75)
    expected = run_inputs(inputs, replicates=20, seed=5, detail=True, engine="mesa")
    assert all(share > 0.0 for share in shares(expected).values())
    for level, lanes in EVERY:
        assert of_block(played(builds[level], inputs, 20, seed=5, lanes=lanes)) == of_block(expected), (
            level,
            lanes,
        )
