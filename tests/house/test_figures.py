"""The house in figures: what is measured is right, and everything unusual in this tree has its reason."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tools import house
from tools.house import ANCHORS, PACKAGES, ROOT, File, Outlier, cycles, figures, files, outliers, twins

DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
KINDS = ("file", "function", "parameters", "nesting", "name")


@pytest.fixture(scope="module")
def tree() -> list[File]:
    """Every file of the packages, measured."""
    return files(PACKAGES)


def reasons() -> dict[tuple[str, str], str]:
    """The table "Outliers" of the design page: what and where, and why."""
    rows = re.findall(
        r"^\| (\w+) \| `([^`]+)` \| (.+) \|$", DESIGN.partition("### Outliers")[2], re.MULTILINE
    )
    return {(what, where): reason for what, where, reason in rows if what in KINDS}


def test_every_outlier_has_its_reason(tree: list[File]) -> None:
    unexplained = [o for o in outliers(tree) if (o.what, o.where) not in reasons()]
    assert unexplained == [], "make it smaller, or write its reason into docs/design.md, 'Outliers'"


def test_every_reason_has_its_outlier(tree: list[File]) -> None:
    stale = reasons().keys() - {(o.what, o.where) for o in outliers(tree)}
    assert stale == set(), "no longer unusual, or moved: remove the row from docs/design.md, 'Outliers'"


def test_no_files_import_one_another(tree: list[File]) -> None:
    assert cycles(tree) == [], "move what two of them need into a file below both"


def test_every_function_is_typed_and_every_public_one_says_what_it_is(tree: list[File]) -> None:
    functions = [function for file in tree for function in file.functions]
    assert [f.where for f in functions if not f.typed] == []
    assert [f.where for f in functions if f.public and not f.documented] == []


def test_the_anchors_say_what_was_measured_and_when() -> None:
    anchors = json.loads(ANCHORS.read_text(encoding="utf-8"))
    assert set(anchors) == {"SimPy", "diffrax", "Mesa"}
    today = figures(PACKAGES, house.TESTS)
    for anchor in anchors.values():
        assert re.fullmatch(r"\d+(\.\d+)+", anchor["version"])
        assert date.fromisoformat(anchor["measured"]).isoformat() == anchor["measured"]
        assert anchor["figures"].keys() == today.keys()


def test_the_mirror_prints_and_never_refuses(capsys: pytest.CaptureFixture[str], tree: list[File]) -> None:
    house.main()
    printed = capsys.readouterr().out
    assert "Tripwire" in printed.splitlines()[0]
    assert "SimPy 4" in printed.splitlines()[0]
    assert all(o.where in printed for o in outliers(tree))


# A small package whose figures are known


CORE = '''"""Docstring."""
from typing import TYPE_CHECKING

from made import other
if TYPE_CHECKING:
    from made import typed_only

class Thing:
    """A thing."""

    def bare(self, a, *rest: int, key: int = 1, **more: int) -> None:
        pass

    def _private(self) -> None:
        def inner(): ...

def deep(x: int) -> int:
    """Deep."""
    for i in range(x):
        if i:
            pass
        elif x:
            with open("a"):
                try:
                    return 1
                except OSError:
                    while True: break
    return 0
'''
FILES = {
    "core.py": CORE,
    "other.py": "def late() -> int:\n    from made.core import deep\n    return deep(1)\n",
    "typed_only.py": "from made import core\n",
    "room/core.py": "",
    "room/__init__.py": "",
    "__init__.py": "",
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "made" / "room").mkdir(parents=True)
    for name, text in FILES.items():
        (tmp_path / "made" / name).write_text(text, encoding="utf-8")
    return tmp_path / "made"


def test_functions_are_measured_as_the_page_says(made: Path) -> None:
    functions = {f.where.partition("::")[2]: f for file in files([made]) for f in file.functions}
    assert set(functions) == {"Thing.bare", "Thing._private", "Thing._private.inner", "deep", "late"}
    bare, deep = functions["Thing.bare"], functions["deep"]
    assert (bare.lines, bare.parameters, bare.typed, bare.public, bare.documented) == (
        2,
        4,
        False,
        True,
        False,
    )
    assert (deep.lines, deep.nesting, deep.typed, deep.documented) == (12, 5, True, True)
    assert [name for name, f in functions.items() if f.public] == ["Thing.bare", "deep", "late"]
    assert figures([made], None)["public functions without docstring"] == "2 of 3"


def test_cycles_count_late_imports_and_not_those_for_type_checkers(made: Path) -> None:
    assert cycles(files([made])) == [("made/core.py", "made/other.py")]


def test_files_of_one_name_are_found(made: Path) -> None:
    assert twins(files([made])) == {"core.py": ["made/core.py", "made/room/core.py"]}
    assert Outlier("nesting", "made/core.py::deep", 5) in outliers(files([made]))


def test_tests_are_set_against_code(made: Path, tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    code = sum(len(text.splitlines()) for text in FILES.values())
    (tests / "test_it.py").write_text("pass\n" * 2 * code, encoding="utf-8")
    assert figures([made], tests)["tests / code, lines"] == "2.00"
