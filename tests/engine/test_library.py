"""Compiled rules are never stale, never kept in the source tree, and never in the way of the user's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sim.rules.compiled import DECIDING, PACKAGE, digest_of

UNDECIDING = {"sim", "sim.version"}
"""Modules that the engine loads and that hold nothing it computes with."""
PROBE = """
from sim import chance
from sim.engine.assumptions import PARAMETERS
from sim.rules.compiled import rule

FIRST = int.from_bytes(PARAMETERS[0][:2].encode(), "big")

@rule
def frozen(): return chance.RUN_AT * 100_000 + FIRST

print(frozen(), chance.RUN_AT * 100_000 + FIRST, sum(frozen.stats.cache_hits.values()))
"""
ENGINES = """
from sim import DeploymentModel, Scenario
from sim.engine.run import run_inputs
from sim.ensemble.block import run_block
from sim.engine.inputs import lay_out

s = Scenario(horizon=12)
mesa = [float(DeploymentModel(s, seed=1, replicate=r, collect=False).play().run["pledged"].item()) for r in range(20)]
ensemble = run_piece(lay_out([s]), seed=1, first=0, replicates=20).run["pledged"][0].tolist()
print(json.dumps([mesa, ensemble, sum(run_block.stats.cache_hits.values())]))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package in a folder of its own."""
    shutil.copytree(PACKAGE, tmp_path / "copy" / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "copy" / "sim"


def python(package: Path, script: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a script on a copy of the package, leaving no bytecode that an edit within a second could outlive."""
    told = {"PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"} | settings
    return subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | told,
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=True,
    )


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def swap_first_parameters(package: Path) -> None:
    ledger = package / "evidence" / "parameters.csv"
    header, first, second, *rest = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join([header, second, first, *rest]), encoding="utf-8")


class TestDigest:
    def test_moves_with_every_deciding_file(self, copy: Path) -> None:
        before = digest_of(copy)
        assert before == digest_of(PACKAGE)
        for pattern in DECIDING:
            assert list(copy.glob(pattern)), pattern
            for path in copy.glob(pattern):
                kept = path.read_bytes()
                path.write_bytes(kept + b"#")
                assert digest_of(copy) != before, path
                path.write_bytes(kept)
        assert digest_of(copy) == before

    def test_covers_every_module_that_the_engine_loads(self, copy: Path) -> None:
        script = (
            "import json, sys, sim.ensemble, sim.scenario.deck\n"
            "print(json.dumps({name: module.__file__ for name, module in sys.modules.items() "
            "if name.partition('.')[0] == 'sim'}))"
        )
        covered = {path for pattern in DECIDING for path in copy.glob(pattern)}
        loaded = json.loads(python(copy, script).stdout)
        assert len(loaded) > 30
        assert {name for name, file in loaded.items() if Path(file) not in covered} == UNDECIDING

    def test_follows_the_order_of_parameters(self, copy: Path) -> None:
        before = digest_of(copy)
        swap_first_parameters(copy)
        assert digest_of(copy) != before

    def test_does_not_depend_on_what_ends_lines(self, copy: Path) -> None:
        before = digest_of(copy)
        for path in [*copy.rglob("*.py"), *copy.rglob("*.csv")]:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        assert digest_of(copy) == before

    def test_knows_where_a_file_ends(self, copy: Path) -> None:
        before = digest_of(copy)
        last = (copy / "rules" / "cost.py").read_text(encoding="utf-8").splitlines(keepends=True)[-1]
        (copy / "rules" / "another.py").write_text(last, encoding="utf-8")
        assert digest_of(copy) != before


@pytest.mark.slow
class TestCache:
    def test_follows_edits_elsewhere(self, copy: Path, tmp_path: Path) -> None:
        (copy / "probe.py").write_text(PROBE, encoding="utf-8")

        def frozen() -> tuple[str, str, bool]:
            compiled, plain, hits = python(
                copy, "import sim.probe", TRIPWIRE_CACHE=str(tmp_path / "cache")
            ).stdout.split()
            return compiled, plain, hits != "0"

        first = frozen()
        assert first[0] == first[1]
        assert frozen() == (first[0], first[1], True)
        edit(copy / "chance.py", "ASSUMPTIONS = 128", "ASSUMPTIONS = 160")
        second = frozen()
        assert second[0] == second[1] != first[1]
        swap_first_parameters(copy)
        third = frozen()
        assert third[0] == third[1] != second[1]

    @pytest.mark.parametrize("where", ["a file", "nowhere", "home"])
    def test_that_cannot_be_written_is_left_for_a_temporary_folder(
        self, copy: Path, tmp_path: Path, where: str
    ) -> None:
        (tmp_path / "file").write_bytes(b"")
        script = (
            "import sys, sim.ensemble\n"
            "print(sim.rules.compiled.cache_folder())\n"
            "for name in list(sys.modules):\n"
            "    for value in vars(sys.modules[name]).values() if name.startswith('sim.') else ():\n"
            "        if hasattr(value, 'py_func'):\n"
            "            print(value.stats.cache_path)\n"
        )
        settings = {
            "a file": {"TRIPWIRE_CACHE": str(tmp_path / "file")},
            "nowhere": {"TRIPWIRE_CACHE": "/proc/nope" if os.name == "posix" else "?:\\"},
            "home": {"TRIPWIRE_CACHE": "", "XDG_CACHE_HOME": "", "HOME": str(tmp_path / "file")},
        }[where]
        (tmp_path / "temporary").mkdir()
        done = python(copy, script, TMPDIR=str(tmp_path / "temporary"), **settings)
        assert done.stderr.startswith("TRIPWIRE_CACHE: ")
        assert done.stderr.count("\n") == 1
        folders = done.stdout.split()
        assert len(folders) > 50
        assert all(Path(folder).is_relative_to(tmp_path / "temporary") for folder in folders)
        assert list((tmp_path / "temporary").iterdir()) == []
        assert not list(copy.rglob("__pycache__"))

    @pytest.mark.parametrize("users", ["", "own"])
    def test_leaves_the_users_own_functions_where_they_were(
        self, copy: Path, tmp_path: Path, users: str
    ) -> None:
        script = (
            "import numba, sim.ensemble\n"
            "print(repr(numba.config.CACHE_DIR), sim.ensemble.block.run_block.stats.cache_path)"
        )
        told, ours = python(
            copy, script, TRIPWIRE_CACHE=str(tmp_path / "ours"), NUMBA_CACHE_DIR=users
        ).stdout.split()
        assert told == repr(users)
        assert Path(ours).is_relative_to(tmp_path / "ours")

    def test_is_ours_whatever_numba_is_told(self, copy: Path, tmp_path: Path) -> None:
        script = "import sim.ensemble\nprint(sim.ensemble.block.run_block.stats.cache_path)"
        settings = {"NUMBA_CACHE_LOCATOR_CLASSES": "InTreeCacheLocator"}
        done = python(copy, script, TRIPWIRE_CACHE=str(tmp_path / "ours"), **settings)
        assert Path(done.stdout.strip()).is_relative_to(tmp_path / "ours")


@pytest.mark.heavy
def test_both_engines_follow_an_edit_with_a_warm_cache(copy: Path, tmp_path: Path) -> None:
    def both() -> tuple[list[float], list[float], int]:
        done = python(copy, f"import json{ENGINES}", TRIPWIRE_CACHE=str(tmp_path / "cache"))
        mesa, ensemble, hits = json.loads(done.stdout)
        return mesa, ensemble, hits

    mesa, ensemble, _ = both()
    assert mesa == ensemble
    assert both() == (mesa, ensemble, 1)
    edit(copy / "chance.py", "ASSUMPTIONS = 128", "ASSUMPTIONS = 160")
    moved, followed, _ = both()
    assert moved == followed != ensemble
    swap_first_parameters(copy)
    swapped, followed_again, _ = both()
    assert swapped == followed_again != followed
