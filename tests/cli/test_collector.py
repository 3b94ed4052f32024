"""The garbage collector rests where it finds nothing, and only there."""

import gc
import subprocess
import sys
import weakref

from sim.cli.collector import paused


class Knot:
    """An object that only the collector can free."""

    def __init__(self) -> None:
        self.self = self


def searches() -> int:
    return sum(generation["collections"] for generation in gc.get_stats())


def test_nothing_is_searched_while_it_is_paused() -> None:
    with paused():
        before = searches()
        kept: list[list[int]] = [[] for _ in range(100_000)]
        assert searches() == before
    assert len(kept) == 100_000
    assert gc.isenabled()


def test_it_is_as_it_was_even_after_a_failure() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    try:
        with paused():
            raise KeyError
    except KeyError:
        assert gc.isenabled()


def test_garbage_made_meanwhile_is_found_later() -> None:
    with paused():
        left = weakref.ref(Knot())
    assert left() is not None
    gc.collect()
    assert left() is None


def test_a_process_of_its_own_searches_nothing_as_it_ends() -> None:
    code = (
        "class Knot:\n"
        "    def __init__(self): self.self = self\n"
        "    def __del__(self): print('found')\n"
        "Knot()\n"
    )
    usual = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert usual.stdout == "found\n"
    ours = f"import sys; sys.argv = ['tripwire', '--version']\nfrom sim.cli import main; main()\n{code}"
    done = subprocess.run([sys.executable, "-c", ours], capture_output=True, text=True)
    assert done.returncode == 0
    assert "found" not in done.stdout
