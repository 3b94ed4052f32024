"""The native library is never stale, never damaged, never in the way, and never a surprise."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.engine import library, processor
from sim.engine.rulebook import DECIDING, PACKAGE, digest_of
from tests.engine.copies import MESA, NATIVE, copied, edit, python, swap_first_parameters
from tests.engine.quick_compiler import script

BUILDING = "building the engine for this rulebook, once: a few seconds\n"
UNDECIDING = {"sim", "sim.version"}
"""Modules that the engine loads and that hold nothing it computes with."""
pytestmark = pytest.mark.usefixtures("quick_compiler")
posix = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package in a folder of its own."""
    return copied(tmp_path / "copy")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that no test edits, with no library shipped."""
    return copied(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def mesa(package: Path) -> str:
    """What every library must print: the hash of the runs with agents."""
    return python(package, MESA).stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, package: Path) -> Path:
    """A cache with the library of this rulebook, built once."""
    cache = tmp_path_factory.mktemp("built")
    python(package, NATIVE, TRIPWIRE_CACHE=str(cache))
    return cache


@pytest.fixture
def cache(built: Path, tmp_path: Path) -> Path:
    """A cache of the test's own with that library in it."""
    shutil.copytree(built, tmp_path / "cache")
    return tmp_path / "cache"


def libraries(cache: Path) -> list[Path]:
    """Files in a cache, which should be libraries."""
    return sorted((cache / "engine").iterdir())


CHANGES: tuple[Callable[[Path], None], ...] = (
    lambda copy: edit(
        copy / "rules" / "force.py", "(1.0 - reserve_share) / p.rotation", "(1.0 - reserve_share)"
    ),
    lambda copy: edit(copy / "engine" / "chance.py", "ASSUMPTIONS = 192", "ASSUMPTIONS = 224"),
    swap_first_parameters,
)
"""Edits of a rule, of what both engines are laid out by, and of the ledger."""


class TestDigest:
    def test_moves_with_every_deciding_file(self, copy: Path) -> None:
        before = digest_of(copy)
        assert before == digest_of(PACKAGE)
        for pattern in DECIDING:
            files = [path for path in copy.glob(pattern) if path.is_file()]
            assert files, pattern
            for path in files:
                kept = path.read_bytes()
                path.write_bytes(kept + b"#")
                assert digest_of(copy) != before, path
                path.write_bytes(kept)
        assert digest_of(copy) == before

    def test_covers_every_module_that_the_engines_load(self, copy: Path) -> None:
        script = (
            "import json, sys, sim.engine.ensemble, sim.engine.model, sim.engine.source, sim.engine.compilers\n"
            "print(json.dumps({name: module.__file__ for name, module in sys.modules.items() "
            "if name.partition('.')[0] == 'sim'}))"
        )
        covered = {path for pattern in DECIDING for path in copy.glob(pattern)}
        loaded = json.loads(python(copy, script).stdout)
        assert len(loaded) > 50
        assert {name for name, file in loaded.items() if Path(file) not in covered} == UNDECIDING

    def test_covers_every_file_of_the_rulebook(self) -> None:
        rooms = [*(PACKAGE / "rules").rglob("*.py"), *(PACKAGE / "engine" / "c").iterdir()]
        assert set(rooms) <= {path for pattern in DECIDING for path in PACKAGE.glob(pattern)}

    def test_follows_the_order_of_parameters(self, copy: Path) -> None:
        before = digest_of(copy)
        swap_first_parameters(copy)
        assert digest_of(copy) != before

    def test_does_not_depend_on_what_ends_lines(self, copy: Path) -> None:
        before = digest_of(copy)
        for path in [*copy.rglob("*.py"), *copy.rglob("*.csv"), *copy.rglob("*.h")]:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        assert digest_of(copy) == before

    def test_knows_where_a_file_ends(self, copy: Path) -> None:
        before = digest_of(copy)
        last = (copy / "rules" / "cost.py").read_text(encoding="utf-8").splitlines(keepends=True)[-1]
        (copy / "rules" / "another.py").write_text(last, encoding="utf-8")
        assert digest_of(copy) != before


@pytest.mark.slow
class TestCache:
    def test_builds_once_and_says_so_once(self, copy: Path, tmp_path: Path) -> None:
        cold = python(copy, NATIVE, TRIPWIRE_CACHE=str(tmp_path / "cache"))
        assert cold.stderr == BUILDING
        [kept] = libraries(tmp_path / "cache")
        before = kept.stat().st_mtime_ns
        warm = python(copy, NATIVE, TRIPWIRE_CACHE=str(tmp_path / "cache"))
        assert (warm.stdout, warm.stderr) == (cold.stdout, "")
        assert [(path, path.stat().st_mtime_ns) for path in libraries(tmp_path / "cache")] == [(kept, before)]

    def test_says_so_to_a_multirun_too(self, package: Path, tmp_path: Path) -> None:
        (tmp_path / "home").mkdir()
        words = ("-m", "force_size=1000,2000", "horizon=12", "replicates=2", "plate=false")
        done = shell(tmp_path, *words, TRIPWIRE_CACHE=str(tmp_path / "cache"), PYTHONPATH=str(package.parent))
        assert (done.returncode, done.stderr) == (0, BUILDING)

    @pytest.mark.parametrize(
        "at_once", [True, pytest.param(False, marks=pytest.mark.heavy)], ids=["at once", "one by one"]
    )
    def test_both_engines_follow_every_edit_with_a_warm_cache(
        self, at_once: bool, copy: Path, cache: Path
    ) -> None:
        """An edit that the native engine had not followed would part it from the agents, who read the new text."""

        def mark() -> str:
            native, mesa = python(copy, NATIVE + MESA, TRIPWIRE_CACHE=str(cache)).stdout.split()
            assert native == mesa
            return native

        marks = [mark()]
        for change in CHANGES:
            change(copy)
            if not at_once or change is CHANGES[-1]:
                marks.append(mark())
        assert len(set(marks)) == len(marks) == len(libraries(cache))

    def test_two_processes_may_build_at_once(self, package: Path, mesa: str, tmp_path: Path) -> None:
        told = os.environ | {"PYTHONPATH": str(package.parent), "TRIPWIRE_CACHE": str(tmp_path / "cache")}
        both = [
            subprocess.Popen([sys.executable, "-c", NATIVE], env=told, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        said = [process.communicate()[0] for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert said[0] == said[1] == mesa
        assert all(path.suffix in {".so", ".dylib", ".dll"} for path in libraries(tmp_path / "cache"))

    @posix
    def test_the_package_folder_may_be_read_only(self, copy: Path, tmp_path: Path) -> None:
        before = sorted(copy.rglob("*"))
        for path in [copy, *before]:
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
        done = python(copy, NATIVE, TRIPWIRE_CACHE=str(tmp_path / "cache"))
        after = sorted(copy.rglob("*"))
        for path in [copy, *before]:
            path.chmod(path.stat().st_mode | stat.S_IWUSR)
        assert (done.stderr, after) == (BUILDING, before)
        assert len(libraries(tmp_path / "cache")) == 1

    @pytest.mark.parametrize("where", ["a file", "nowhere", "no home"])
    def test_that_cannot_be_kept_is_built_for_this_process_alone(
        self, package: Path, where: str, mesa: str, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_bytes(b"")
        settings = {
            "a file": {"TRIPWIRE_CACHE": str(tmp_path / "file")},
            "nowhere": {"TRIPWIRE_CACHE": "/proc/nope" if os.name == "posix" else "?:\\"},
            "no home": {"TRIPWIRE_CACHE": "", "XDG_CACHE_HOME": "", "HOME": str(tmp_path / "file")},
        }[where]
        (tmp_path / "temporary").mkdir()
        done = python(package, NATIVE, TMPDIR=str(tmp_path / "temporary"), **settings)
        refusal, building = done.stderr.splitlines(keepends=True)
        assert refusal.startswith("TRIPWIRE_CACHE: the engine cannot be kept (")
        assert refusal.endswith("allowed: a folder of yours that can be written\n")
        assert building == BUILDING
        assert done.stdout == mesa
        assert list((tmp_path / "temporary").iterdir()) == []

    @posix
    def test_that_others_may_write_to_is_not_used(self, package: Path, cache: Path) -> None:
        (cache / "engine").chmod(0o777)
        done = python(package, NATIVE, TRIPWIRE_CACHE=str(cache))
        assert "belongs to somebody else, or others may write to it" in done.stderr
        assert done.stderr.endswith(BUILDING)

    @posix
    def test_that_belongs_to_others_is_not_used(
        self, cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setenv("TRIPWIRE_CACHE", str(cache))
        monkeypatch.setattr(library, "_cache_folder", library._cache_folder.__wrapped__)
        assert library._cache_folder() == cache / "engine"
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
        assert library._cache_folder() is None
        assert "belongs to somebody else" in caplog.text

    @posix
    def test_is_made_for_its_user_alone(self, package: Path, cache: Path, tmp_path: Path) -> None:
        python(
            PACKAGE,
            "from sim.engine import library; library._cache_folder()",
            TRIPWIRE_CACHE=str(tmp_path / "new"),
        )
        assert stat.S_IMODE((tmp_path / "new" / "engine").stat().st_mode) == 0o700


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2] ^= 1
    path.write_bytes(contents)


def of_another_rulebook(path: Path) -> None:
    """A library that is whole, under a name that says it is of this rulebook."""
    digest = digest_of(PACKAGE)
    contents = path.read_bytes().replace(digest.encode(), digest[::-1].encode())
    path.unlink()
    path.with_name(
        library.name(processor.system(), processor.levels()[0], contents, path.suffix)
    ).write_bytes(contents)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.slow
@pytest.mark.parametrize("damage", [truncated, emptied, flipped, of_another_rulebook, a_folder])
def test_a_library_that_is_not_what_its_name_says_is_built_again(
    damage: object, cache: Path, package: Path, mesa: str
) -> None:
    assert callable(damage)
    [path] = libraries(cache)
    damage(path)
    done = python(package, NATIVE, TRIPWIRE_CACHE=str(cache))
    assert done.stderr == BUILDING
    assert done.stdout == mesa


NOT_FOR_EVERYBODY = 'allowed: a C compiler on the path, `pip install "tripwire-sim[rules]"`, or engine=mesa\n'


@posix
class TestCompilers:
    """What is said where none can build; no ziglang either, which a stand-in sees to."""

    @pytest.fixture
    def bare(self, tmp_path: Path, package: Path) -> dict[str, str]:
        """Settings of a machine with nothing kept, nothing shipped, and nothing on the path."""
        (tmp_path / "bin").mkdir()
        (tmp_path / "home").mkdir()
        return {
            "PATH": str(tmp_path / "bin"),
            "TRIPWIRE_CACHE": str(tmp_path / "cache"),
            "CC": "",
            "PYTHONPATH": without_zig(tmp_path, package),
        }

    def test_without_one_the_command_line_says_what_to_do(self, bare: dict[str, str], tmp_path: Path) -> None:
        done = shell(tmp_path, "replicates=3", "plate=false", **bare)
        assert done.returncode == 2
        assert done.stderr == BUILDING + f"tripwire: engine: there is no C compiler; {NOT_FOR_EVERYBODY}"

    def test_without_one_mesa_runs(self, bare: dict[str, str], tmp_path: Path) -> None:
        done = shell(tmp_path, "replicates=3", "plate=false", "engine=mesa", **bare)
        assert done.returncode == 0, done.stderr
        assert "3 runs" in done.stdout

    def test_one_that_fails_is_quoted(self, bare: dict[str, str], tmp_path: Path) -> None:
        script(
            tmp_path / "bin" / "cc",
            "echo 'text.c:1: warning: old' >&2\necho 'cc: error: no space' >&2\nexit 1",
        )
        done = shell(tmp_path, "replicates=3", "plate=false", **bare)
        assert done.returncode == 2
        assert done.stderr.startswith(
            BUILDING + "tripwire: engine: the compilers failed (cc: cc: error: no space)"
        )
        assert done.stderr.endswith(NOT_FOR_EVERYBODY)

    @pytest.mark.slow
    def test_cc_comes_first(self, bare: dict[str, str], quick_command: Path | None, tmp_path: Path) -> None:
        if not quick_command:
            pytest.skip("no C compiler on the path")
        called = tmp_path / "called"
        script(
            tmp_path / "mine", f'echo mine >> {called}\nPATH={os.environ["PATH"]} exec {quick_command} "$@"'
        )
        script(tmp_path / "bin" / "cc", f"echo cc >> {called}\nexit 1")
        done = shell(tmp_path, "replicates=3", "plate=false", **bare | {"CC": str(tmp_path / "mine")})
        assert (done.returncode, done.stderr) == (0, BUILDING)
        assert set(called.read_text(encoding="utf-8").split()) == {"mine"}


def without_zig(folder: Path, package: Path) -> str:
    """A search path on which ziglang cannot be found."""
    (folder / "first").mkdir()
    hidden = (
        "import importlib.util\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, package=None: None if name == 'ziglang' else find(name, package)\n"
    )
    (folder / "first" / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    return f"{folder / 'first'}{os.pathsep}{package.parent}"


def shell(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command line in an empty folder."""
    return subprocess.run(
        [sys.executable, "-m", "sim", *words],
        env=os.environ | settings,
        cwd=folder / "home",
        capture_output=True,
        text=True,
    )
