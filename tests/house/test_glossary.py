"""The glossary: every term is in use, said once, and a word that was retired does not come back."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "glossary.md"
USED, _, GONE = PAGE.read_text(encoding="utf-8").partition("## Words no longer used")
ROW = re.compile(r"^\| (?!term |word |---)(.+?) \| (.+) \|$", re.MULTILINE)
TERMS = ROW.findall(USED)
RETIRED = dict(ROW.findall(GONE))
SOURCES = sorted((ROOT / "sim").rglob("*.py"))
SCREENS = sorted(path for path in (ROOT / "sim").rglob("*") if path.suffix in (".js", ".css"))
REMARK = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
PAGES = [ROOT / "README.md", *(page for page in (ROOT / "docs").glob("*.md") if page != PAGE)]
WORDS = Counter(
    word
    for path in (*SOURCES, *PAGES)
    for word in re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower())
)


def names(path: Path) -> Iterator[str]:
    """Every word in a name of a module: `read_factor` and `ReadFactor` hold two; in a script or a style, every word."""
    yield from path.stem.split("_")
    if path.suffix != ".py":
        script = REMARK.sub("", path.read_text(encoding="utf-8"))
        yield from (word.lower() for word in re.findall(r"[A-Z]?[a-z]+", script))
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for field in ("id", "attr", "arg", "name", "asname"):
            if isinstance(name := getattr(node, field, None), str):
                yield from (word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name))


def test_a_term_stands_once_and_says_what_it_is_in_one_line() -> None:
    assert len(TERMS) > 50
    assert [term for term, count in Counter(term for term, _ in TERMS).items() if count > 1] == []
    assert [term for term, meaning in TERMS if len(meaning) > 120] == []


@pytest.mark.parametrize("term", [term for term, _ in TERMS])
def test_a_term_is_in_use(term: str) -> None:
    assert WORDS[term] + WORDS[f"{term}s"] > 1


def test_a_retired_word_does_not_come_back() -> None:
    back = {
        f"{path.relative_to(ROOT)}: {word}; say {RETIRED[word]}"
        for path in (*SOURCES, *SCREENS)
        for name in names(path)
        for word in {name, name.removesuffix("s")} & RETIRED.keys()
    }
    assert back == set()


def test_a_retired_word_is_no_term() -> None:
    assert RETIRED
    assert RETIRED.keys().isdisjoint(term for term, _ in TERMS)


def test_names_are_read_word_by_word(tmp_path: Path) -> None:
    module = tmp_path / "old_deck.py"
    module.write_text("class BigDial:\n    desk_at = 1\nimport numpy as Resting\n", encoding="utf-8")
    assert {"old", "deck", "big", "dial", "desk", "at", "resting"} <= set(names(module))
    script = tmp_path / "lead_deck.js"
    script.write_text('// an old dial\nconst deskAt = h("div.resting");\n', encoding="utf-8")
    assert {"deck", "desk", "at", "resting"} <= set(names(script)) - {"dial"}
