"""Adding to the model takes as few places as promised, moves a result, and both engines agree on it bit for bit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.examples import Edit, UnclearPlaceError, copy_tree, examples

pytestmark = pytest.mark.usefixtures("quick_compiler")
EXAMPLES = examples()
PROMISED = {"A lever": 4, "A rule": 6, "An outcome": 3, "A plate": 1, "An article": None, "A country": None}
ENGINES = ("A lever", "A rule", "An outcome", "A country")
AGREE = """
import xarray as xr

from sim import DeploymentModel, simulate

native = simulate(scenario, replicates=9, engine="native").isel(scenario=0)
for replicate in (0, 5, 8):
    mesa = DeploymentModel(scenario, replicate=replicate, collect=False).run()
    xr.testing.assert_equal(mesa, native.sel(replicate=replicate))
"""
every_example = pytest.mark.parametrize("name", EXAMPLES)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the engines of the copies are kept."""
    return tmp_path_factory.mktemp("cache")


def extended(copy: Path, *names: str) -> Path:
    """A copy of the tree with these examples in it."""
    copy_tree(copy)
    for name in names:
        for edit in EXAMPLES[name].edits:
            edit.apply(copy)
    return copy


def run(copy: Path, cache: Path, *command: str) -> str:
    """Run Python in a copy, whose own engine is kept in `cache`; returns what was printed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "TRIPWIRE_CACHE": str(cache)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_shows_every_kind_of_addition() -> None:
    assert {name: example.limit for name, example in EXAMPLES.items()} == PROMISED


@every_example
def test_an_addition_touches_as_few_places_as_promised(name: str) -> None:
    example = EXAMPLES[name]
    if example.limit is None:
        places = {Path(edit.file).parent.as_posix() for edit in example.edits}
        assert "sim/evidence" in places <= {"sim/evidence", "sim/report/evidence"}
        assert {Path(edit.file).suffix for edit in example.edits} == {".csv"}
    else:
        assert 1 <= len(example.edits) <= example.limit


def do_what_they_say(names: Iterable[str], copy: Path, cache: Path) -> None:
    """What holds after these examples holds in a copy that has them, on both engines."""
    checks = [EXAMPLES[name].check + (AGREE if name in ENGINES else "") for name in names]
    printed = run(copy, cache, "-c", "\n".join(checks))
    if "An article" in names:
        assert printed.count("C155") == 2
        assert "would take part in a reassurance force" in " ".join(printed.split())
        assert "Élysée, 2025-09-04, paragraph 3" in printed


@pytest.mark.slow
@pytest.mark.parametrize(
    "names",
    [[name for name in EXAMPLES if name != "An article"], ["An article"]],
    ids=["the others", "An article"],
)
def test_additions_together_do_what_they_say(names: list[str], tmp_path: Path, cache: Path) -> None:
    """All in one copy, but for the article: it and the country each bring one of the same number."""
    do_what_they_say(names, extended(tmp_path, *names), cache)


@pytest.mark.heavy
@every_example
def test_an_addition_does_what_it_says(name: str, tmp_path: Path, cache: Path) -> None:
    do_what_they_say([name], extended(tmp_path, name), cache)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "tests", "chosen"),
    [
        (
            "A lever, A rule",
            ("tests/rules/test_directions.py", "tests/rules/test_rebuilding.py"),
            "sanctions or rebuil",
        ),
        pytest.param("An article", ("tests/evidence", "tests/test_counts.py"), "", marks=pytest.mark.heavy),
        pytest.param(
            "A country",
            ("tests/evidence", "tests/test_counts.py"),
            "not gallery",  # made again by `make gallery`
            marks=pytest.mark.heavy,
        ),
    ],
)
def test_an_addition_passes_the_tests_it_meets(
    names: str, tests: tuple[str, ...], chosen: str, tmp_path: Path, cache: Path
) -> None:
    copy = extended(tmp_path, *names.split(", "))
    assert "passed" in run(copy, cache, "-m", "pytest", "-n0", "-p", "no:cacheprovider", *tests, "-k", chosen)


def test_a_line_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\nx = 1\n", encoding="utf-8")
    with pytest.raises(UnclearPlaceError, match=r"'x = 1' stands 2 times in a\.py; allowed: once"):
        Edit("a.py", "after", "x = 1", "y = 2\n").apply(tmp_path)
