"""The house in figures: what is measured is right, and everything unusual in this tree has its reason."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tools import house
from tools.house import ANCHORS, PACKAGES, ROOT, File, Outlier, cycles, figures, files, outliers, room, twins

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


def test_no_rooms_import_one_another(tree: list[File]) -> None:
    assert cycles(tree, room) == [], (
        "a room is below another or above it: move what both need into one below both"
    )


def test_every_function_is_typed_and_every_public_one_says_what_it_is(tree: list[File]) -> None:
    functions = [function for file in tree for function in file.functions]
    assert [f.where for f in functions if not f.typed] == []
    assert [f.where for f in functions if f.public and not f.documented] == []


def test_the_anchors_say_what_was_measured_and_when(tree: list[File]) -> None:
    anchors = json.loads(ANCHORS.read_text(encoding="utf-8"))
    assert set(anchors) == {"SimPy", "diffrax", "Mesa"}
    today = figures(tree, house.TESTS)
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
    assert figures(files([made]), None)["public functions without docstring"] == "2 of 3"


def test_cycles_count_late_imports_and_not_those_for_type_checkers(made: Path) -> None:
    assert cycles(files([made])) == [("made/core.py", "made/other.py")]


def test_every_room_is_on_the_map(tree: list[File]) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## How to add")[0]
    named = re.findall(r"`(\w+)/`", "\n".join(re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)))
    folders = {room(file).partition("/")[2] for file in tree if file.where.count("/") > 1}
    assert sorted(named) == sorted(folder for folder in folders if (ROOT / "sim" / folder).is_dir())


def test_rooms_are_folders_of_the_package(made: Path) -> None:
    (made / "room" / "core.py").write_text("from made import core\n", encoding="utf-8")
    (made / "core.py").write_text("from made.room import core\n", encoding="utf-8")
    assert cycles(files([made]), room) == [("made/core.py", "made/room")]


def test_files_of_one_name_are_found(made: Path) -> None:
    assert twins(files([made])) == {"core.py": ["made/core.py", "made/room/core.py"]}
    assert Outlier("nesting", "made/core.py::deep", 5) in outliers(files([made]))


def test_tests_are_set_against_code(made: Path, tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    code = sum(len(text.splitlines()) for text in FILES.values())
    (tests / "test_it.py").write_text("pass\n" * 2 * code, encoding="utf-8")
    assert figures(files([made]), tests)["tests / code, lines"] == "2.00"
