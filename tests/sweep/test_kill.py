"""Killed at a random moment, a sweep goes on as if nothing had been; a naive writer does not."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sweep_plans import contents
from victim import victim

from sim.sweep.driver import run
from sim.sweep.threads import Threads
from sim.sweep.verify import verify

VICTIM = Path(__file__).parent / "victim.py"
Whole = tuple[dict[str, bytes], float]


def start(root: Path, kind: str) -> subprocess.Popen[bytes]:
    """A victim that is about to begin."""
    process = subprocess.Popen([sys.executable, VICTIM, root, kind], stdout=subprocess.PIPE)
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
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """What an uninterrupted sweep leaves, and how long it takes."""
    root = tmp_path_factory.mktemp("whole")
    process = start(root, "sound")
    began = time.monotonic()
    assert process.wait() == 0
    return contents(root / "a"), time.monotonic() - began


def killed_and_resumed(
    root: Path, kind: str, duration: float, dice: random.Random
) -> tuple[bool, dict[str, bytes]]:
    """Whether the blow landed before the end, and what is there after the resumption."""
    process = start(root, kind)
    time.sleep(dice.uniform(0.0, duration))
    landed = process.poll() is None
    process.kill()
    process.wait()
    return landed, finish(root, kind)


def test_a_killed_sweep_is_resumed_byte_for_byte(tmp_path: Path, whole: Whole) -> None:
    expected, duration = whole
    dice = random.Random(1)
    landed = 0
    for k in range(6):
        hit, after = killed_and_resumed(tmp_path / str(k), "sound", duration, dice)
        assert after == expected
        landed += hit
    assert landed >= 3


@pytest.mark.heavy
def test_fifty_kills(tmp_path: Path, whole: Whole) -> None:
    expected, duration = whole
    dice = random.Random(2)
    landed = trials = 0
    while landed < 50:
        hit, after = killed_and_resumed(tmp_path / str(trials), "sound", duration, dice)
        assert after == expected
        landed, trials = landed + hit, trials + 1
        assert trials < 200


def test_a_sweep_killed_again_and_again_still_ends(tmp_path: Path, whole: Whole) -> None:
    expected, duration = whole
    dice = random.Random(3)
    for _ in range(3):
        process = start(tmp_path, "sound")
        time.sleep(dice.uniform(0.0, duration / 2))
        process.kill()
        process.wait()
    assert finish(tmp_path, "sound") == expected


def test_a_naive_writer_fails_the_same_test(tmp_path: Path, whole: Whole) -> None:
    expected, duration = whole
    dice = random.Random(4)
    for k in range(12):
        try:
            _, after = killed_and_resumed(tmp_path / str(k), "naive", duration, dice)
        except Exception:  # noqa: BLE001  a half-written file may be unreadable: not what was promised either
            return
        if after != expected:
            return
    pytest.fail("the naive writer survived: the blows do not land where they hurt")
