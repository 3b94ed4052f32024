"""Killed at a random moment, a sweep goes on as if nothing had been; a naive writer does not."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.sweeps.driver import run
from sim.sweeps.threads import Threads
from sim.sweeps.verify import verify
from tests.sweeps.sweep_plans import contents
from tests.sweeps.victim import PLAN, victim

ROOT = Path(__file__).parents[2]
MOMENTS = len(PLAN["over"]["force_size"]) - 4
"""A blow falls once so many parts, or fewer, are on the disk; their names are there before their last byte is."""


def start(root: Path, kind: str) -> subprocess.Popen[bytes]:
    """A victim that is about to begin."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sweeps.victim", root, kind], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def finish(root: Path, kind: str) -> dict[str, bytes]:
    """What the store holds after the next start; nothing is put right by hand."""
    made, store = victim(root, kind)
    run(made, store, Threads(1))
    assert verify(store) == []
    return contents(store.folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an uninterrupted sweep leaves."""
    root = tmp_path_factory.mktemp("whole")
    assert start(root, "sound").wait() == 0
    return contents(root / "a")


def kill_at(root: Path, kind: str, moment: int) -> bool:
    """Kill a victim once there are so many files among its parts; whether the blow landed before the end."""
    process = start(root, kind)
    parts = root / "a" / "parts"
    while process.poll() is None and not (parts.is_dir() and len(list(parts.iterdir())) >= moment):
        time.sleep(0.001)
    landed = process.poll() is None
    process.kill()
    process.wait()
    return landed


def test_a_killed_sweep_is_resumed_byte_for_byte(tmp_path: Path, whole: dict[str, bytes]) -> None:
    dice = random.Random(1)
    landed = 0
    for k in range(2):
        landed += kill_at(tmp_path / str(k), "sound", dice.randrange(MOMENTS))
        assert finish(tmp_path / str(k), "sound") == whole
    assert landed


@pytest.mark.heavy
def test_fifty_kills(tmp_path: Path, whole: dict[str, bytes]) -> None:
    dice = random.Random(2)
    landed = trials = 0
    while landed < 50:
        landed += kill_at(tmp_path / str(trials), "sound", dice.randrange(MOMENTS))
        assert finish(tmp_path / str(trials), "sound") == whole
        trials += 1
        assert trials < 200


@pytest.mark.heavy
def test_a_sweep_killed_again_and_again_still_ends(tmp_path: Path, whole: dict[str, bytes]) -> None:
    for moment in (2, 8, 14):
        kill_at(tmp_path, "sound", moment)
    assert finish(tmp_path, "sound") == whole


def test_a_naive_writer_fails_the_same_test(tmp_path: Path, whole: dict[str, bytes]) -> None:
    dice = random.Random(4)
    for k in range(12):
        kill_at(tmp_path / str(k), "naive", dice.randrange(1, MOMENTS))
        try:
            if finish(tmp_path / str(k), "naive") != whole:
                return
        except Exception:  # noqa: BLE001  a half-written file may be unreadable: not what was promised either
            return
    pytest.fail("the naive writer survived: the blows do not land where they hurt")
