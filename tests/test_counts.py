"""How many articles, states or outcomes there are is computed in code, and what pages type is true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
import sim.rules
from sim import outcomes
from sim.cli.commands import VERBS
from sim.evidence import load
from sim.report.study import names
from sim.scenario import LEVERS, Scenario
from sim.scenario.row import FROM_READING
from sim.sweeps.estimate import BYTES_A_RUN
from sim.version import STATEMENT

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "sim").rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
HISTORY = {"tuning.md"}
"""Pages that tell what was, with the counts of then."""
WRITTEN = {"credibility.md", "evidence_by_state.md", "odd.md", "patterns.md"}
"""Pages that are written by `tools` and held against it (`tests/house/test_credibility.py`), counts included."""
KNOWN = load()
COUNTS = {
    "articles": len(KNOWN.articles),
    "claims": len(KNOWN.claims),
    "states": len(KNOWN.codes),
    "contributors": len(KNOWN.codes),
    "parameters": len(KNOWN.parameters),
    "priors": len(KNOWN.parameters),
    "theories": len(KNOWN.theories),
    "outcomes": len(outcomes.RUN),
    "levers": len(LEVERS),
    "studies": len(names()),
    "witnesses": len({article.observation for article in KNOWN.articles.values()}),
    "tables": len(list((ROOT / "sim" / "evidence").glob("*.csv"))),
}
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
TEENS = [*UNITS, *(f"{stem}teen" for stem in "six seven eigh nine".split())]
TENS = {f"{stem}ty": 10 * k for k, stem in enumerate("twen thir for fif six seven eigh nine".split(), 2)}
AD_HOC = 3
"""So many of a thing are an example, not a count of all there are."""
COUNTED = re.compile(rf"\b([\w-]+) (?:news |seed |possible )?({'|'.join(COUNTS)})\b", re.IGNORECASE)


def number(word: str) -> int | None:
    """The number that digits or an English number word stand for."""
    tens, _, units = word.lower().partition("-")
    if tens.isdecimal() and not units:
        return int(tens)
    if tens in TENS and (not units or units in UNITS):
        return TENS[tens] + (UNITS.index(units) if units else 0)
    return TEENS.index(tens) if tens in TEENS and not units else None


def counts(text: str) -> Iterator[tuple[str, int, str]]:
    """Numbers beside things that can be counted: the words, the number, the thing."""
    for found in COUNTED.finditer(" ".join(text.split())):
        value = number(found[1])
        if value is not None and value > AD_HOC:
            yield found[0], value, found[2].lower()


def texts(path: Path) -> Iterator[str]:
    """Every text in a module, docstrings and parts of f-strings included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_number_words_are_read() -> None:
    words = ("7", "seven", "Thirty-one", "twelve", "nineteen", "forty", "some", "12a")
    assert [number(word) for word in words] == [7, 7, 31, 12, 19, 40, None, None]


def test_no_code_types_a_count() -> None:
    typed = {
        str(path.relative_to(ROOT)): [found for text in texts(path) for found, _, _ in counts(text)]
        for path in SOURCES
    }
    assert {path: found for path, found in typed.items() if found} == {}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in HISTORY | WRITTEN], ids=lambda page: page.name
)
def test_what_a_page_counts_is_there(page: Path) -> None:
    wrong = [
        f"{found}: there are {COUNTS[what]}"
        for found, value, what in counts(page.read_text(encoding="utf-8"))
        if value != COUNTS[what]
    ]
    assert wrong == []


def test_pages_do_count() -> None:
    found = {what for page in PAGES for _, _, what in counts(page.read_text(encoding="utf-8"))}
    assert "tables" in found


def test_a_run_weighs_four_copies_of_its_outcomes() -> None:
    ds = sim.simulate(Scenario(), 1, detail=False).drop_vars("binding")  # a sweep keeps numbers alone
    assert 4 * sum(ds[name].nbytes for name in ds.data_vars) == BYTES_A_RUN


def test_the_statement_stands_in_one_place() -> None:
    assert [path.name for path in SOURCES if STATEMENT in texts(path)] == ["version.py"]


def test_the_largest_seed_stands_in_one_place() -> None:
    assert [path.name for path in SOURCES if "2**63 - 1" in path.read_text(encoding="utf-8")] == ["errors.py"]


def test_the_design_lists_the_levers_that_a_reading_supplies() -> None:
    (row,) = re.findall(r"^\| Levers that a reading supplies \((.*?)\)", page("docs/design.md"), re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == [lever.name for lever in LEVERS if lever.default is FROM_READING]


PUBLIC = {
    "evidence": sim.sources,
    "scenario": sim.Scenario,
    "rulebook": sim.rules,
    "two engines": sim.DeploymentModel,
    "labelled results": sim.simulate,
    "comparison": sim.compare,
    "explanation": sim.explain,
    "plates": VERBS["gallery"],
    "brief": VERBS["brief"],
}
"""The stations on the way from evidence to brief, and the public name behind each."""


@pytest.mark.parametrize("name", ["docs/design.md", "CONTRIBUTING.md"])
def test_every_station_from_evidence_to_brief_is_there(name: str) -> None:
    (line,) = re.findall(r"evidence → .*?(?=\.\s)", page(name), re.DOTALL)
    assert re.split(r" → |, ", " ".join(line.split())) == list(PUBLIC)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
