"""Studies: strictly read, judged by their intervals, and all of them answerable."""

import re
import runpy
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import sim
from sim.evidence import load
from sim.report import study
from sim.report.study import Expectation, measures, plates
from sim.report.study.analyses import ANALYSES
from sim.report.study.plates import PLATES
from sim.report.study.question import LINKS
from sim.report.study.reader import IN_EXPECTATION, KEYS
from sim.report.study.verdict import NEITHER, NO, NOISE, OPEN, SMALL, VERDICTS, YES, judge
from sim.scenario import ScenarioError

NAMES = study.names()
ASKED_FOR = (
    "two_hundred_thousand_or_forty with_or_without_the_us unifil_or_kfor near_or_far troops_or_arms "
    "does_the_reading_matter france_and_britain_drop_out does_polands_no_survive mixed_signals which_theory_decides"
)


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(f"question: What now?\nexcursions: {{firm: {{roe: robust}}}}\n{text}", encoding="utf-8")
    return path


def runs(**values: list[float]) -> xr.Dataset:
    """Made-up results: attacks by scenario."""
    found = np.array(list(values.values()), dtype=float)
    return xr.Dataset({"attacked": (("scenario", "replicate"), found)}, {"scenario": list(values)})


# The files


def test_the_ten_that_were_asked_for_are_there() -> None:
    assert set(ASKED_FOR.split()) <= set(NAMES)
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_every_study_asks_expects_and_cites(name: str) -> None:
    read = study.named(name)
    assert read.question.endswith("?")
    assert len(read.scenarios) > 1
    assert read.expected
    assert read.plates
    assert all(expected.claims and set(expected.claims) <= load().claims.keys() for expected in read.expected)


def test_every_kind_of_plate_is_asked_for_by_some_study() -> None:
    assert {plate for name in NAMES for plate, _ in study.named(name).plates} == set(PLATES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quesion: x", "quesion: a study has no such entry; did you mean question?"),
        ("forc_size: 1", "forc_size: a study has no such entry; did you mean force_size?"),
        ("plates: [comparisn]", "plates[0]: unknown 'comparisn'; did you mean comparison?"),
        ("plates: [comparison firm]", "plates[0]: comparison takes no word beside it"),
        ("plates: [rung_map ../../firm]", "plates[0]: rung_map: unknown '../../firm'; did you mean firm?"),
        ("plates: [heat_map kia]", "plates[0]: heat_map: unknown 'kia'"),
        ("also: [flop POL]", "also[0]: unknown 'flop'; did you mean flip?"),
        ("also: [flip]", "also[0]: flip: unknown ''"),
        ("also: [flip PLO]", "also[0]: flip: unknown 'PLO'; did you mean POL?"),
        ("outcomes: [atacked]", "outcomes: unknown 'atacked'; did you mean attacked?"),
        ("base: firm", "base: 'firm' is also an excursion"),
        ("expected: {a: 1}", "expected: {'a': 1} is not a list"),
        ("expected: [{say: x}]", "expected[0].say: a study has no such entry; did you mean says?"),
        (
            "expected: [{says: x, in: fir, outcome: kia, is: more}]",
            "expected[0].in: unknown 'fir'; did you mean firm?",
        ),
        ("expected: [{says: x, in: firm, outcome: ki, is: more}]", "expected[0].outcome: unknown 'ki'"),
        (
            "expected: [{says: x, in: firm, outcome: willing.PLO, is: more}]",
            "unknown 'PLO'; did you mean POL?",
        ),
        (
            "expected: [{says: x, in: firm, outcome: kia, is: mor}]",
            "expected[0].is: unknown 'mor'; did you mean more?",
        ),
        (
            "expected: [{says: x, in: firm, outcome: kia, is: below}]",
            "'below' refused; allowed: more, more by X, less, less by X, same within",
        ),
        ("expected: [{says: x, in: firm, outcome: takes.POL, is: more}]", "unknown ''"),
        ("expected: [{says: x, in: firm, outcome: takes.POL.hubs, is: more}]", "'hubs'; did you mean hub?"),
        ("expected: [{says: x, in: firm, outcome: kia, is: below much}]", "'much' is not a number"),
        ("expected: [{says: x, in: firm, outcome: kia, is: more, claims: [C999]}]", "unknown 'C999'"),
        ("roe: 7", "roe: 7 is out of range"),
    ],
)
def test_a_study_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        study.read(written(tmp_path, text))
    assert said in str(refused.value)
    assert str(refused.value).startswith("mine.yaml: ")
    assert "\n" not in str(refused.value)


def test_an_unknown_study_is_answered_with_the_nearest() -> None:
    with pytest.raises(ScenarioError, match=r"did you mean near_or_far\?"):
        study.named("near_or_fa")


def test_a_plate_is_kept_inside_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "question: x\nexcursions: {../../up: {roe: robust}}\nplates: [rung_map ../../up]", encoding="utf-8"
    )
    mine = study.read(path)
    (drawn,) = plates.draw(mine, study.run(mine, 20).ds)
    assert drawn.name == "rung_map-up"


# Verdicts

MANY, NONE = [1.0] * 60 + [0.0] * 40, [0.0] * 100


@pytest.mark.parametrize(
    ("relation", "level", "first", "second", "verdict"),
    [
        ("more", 0.0, MANY, NONE, YES),
        ("more", 0.0, NONE, MANY, NO),
        ("more", 0.0, NONE, NONE, NOISE),
        ("more", 0.3, MANY, NONE, YES),
        ("more", 0.6, MANY, NONE, OPEN),
        ("more", 0.9, MANY, NONE, SMALL),
        ("more", 0.3, NONE, NONE, NEITHER),
        ("more", 0.3, NONE, MANY, NO),
        ("less", 0.3, NONE, MANY, YES),
        ("less", 0.9, NONE, MANY, SMALL),
        ("more", 0.03, [1.0] * 3 + [0.0] * 97, NONE, NOISE),
        ("less", 0.0, NONE, MANY, YES),
        ("less", 0.0, MANY, NONE, NO),
        ("less", 0.0, [1.0] * 3 + [0.0] * 97, NONE, NOISE),
        ("same", 0.1, NONE, NONE, YES),
        ("same", 0.1, MANY, NONE, NO),
        ("same", 0.001, NONE, NONE, NOISE),
    ],
)
def test_a_difference_is_judged_by_its_interval(
    relation: str, level: float, first: list[float], second: list[float], verdict: str
) -> None:
    expected = Expectation("so", "a", "attacked", relation, level, against="b")
    assert judge(expected, runs(a=first, b=second)).verdict == verdict


@pytest.mark.parametrize(
    ("relation", "level", "verdict"),
    [("below", 0.9, YES), ("below", 0.2, NO), ("below", 0.6, NOISE), ("above", 0.2, YES), ("above", 0.9, NO)],
)
def test_a_level_is_judged_by_its_interval(relation: str, level: float, verdict: str) -> None:
    assert judge(Expectation("so", "a", "attacked", relation, level), runs(a=MANY)).verdict == verdict


def test_every_change_that_is_expected_says_from_what_size_on_it_matters() -> None:
    for name in NAMES:
        for expected in study.named(name).expected:
            assert expected.level > 0.0, f"{name}: {expected.says}"


def test_a_least_effect_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "firm.yaml"
    said = "expected: [{says: so, in: firm, outcome: attacked, is: less by 0.05}]"
    path.write_text(f"question: x\nexcursions: {{firm: {{roe: robust}}}}\n{said}", encoding="utf-8")
    (expected,) = study.read(path).expected
    assert (expected.relation, expected.level) == ("less", 0.05)
    assert judge(expected, runs(firm=NONE, base=MANY)).asked() == "less by 5 points"


def test_measures_of_states_are_counted_from_the_rungs() -> None:
    ds = sim.simulate({"base": sim.Scenario()}, replicates=50)
    ground = ds["rung_by_country"].sel(scenario="base") >= 4
    assert measures.level(ds, "on_the_ground.FRA", "base").value == ground.sel(country="FRA").mean()
    besides = measures.level(ds, "ground_besides.FRA.GBR", "base").value
    leaders = ground.sel(country=["FRA", "GBR"]).sum("country").mean()
    assert besides == pytest.approx(float(ds["ground_contributors"].mean() - leaders), abs=0.2)


# The page in the documentation

PAGE = (Path(__file__).parents[2] / "docs" / "studies.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    return PAGE.partition(f"```{language}\n")[2].partition("```")[0]


def test_the_documented_table_has_every_study_and_expectation() -> None:
    table = PAGE.partition("<!-- table -->")[2].partition("<!-- /table -->")[0].splitlines()[3:]
    rows = [line.split(" | ") for line in table if line.startswith("| ")]
    said = {row[1] for row in rows}
    assert all(expected.says in said for name in NAMES for expected in study.named(name).expected)
    assert all(f"`{name}`" in PAGE for name in NAMES)
    assert {row[-1].removesuffix(" |") for row in rows} <= {*VERDICTS}
    assert len(rows) == sum(len(study.named(name).expected) for name in NAMES)


def test_the_documented_study_is_read(tmp_path: Path) -> None:
    path = tmp_path / "firm_and_far.yaml"
    path.write_text(block("yaml"), encoding="utf-8")
    assert list(study.read(path).scenarios) == ["as planned", "firm", "firm and far"]


def test_the_documented_python_writes_a_brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.py").write_text(block("python"), encoding="utf-8")
    runpy.run_path("mine.py")
    assert Path("brief.html").stat().st_size > 100_000


def test_every_entry_and_plate_is_documented() -> None:
    for name in (*KEYS, *IN_EXPECTATION, *LINKS, *PLATES, *ANALYSES, *measures.OF_STATES):
        assert re.search(rf"`[^`]*\b{name}\b", PAGE), name


@pytest.mark.parametrize("measure", ["willing", "ground_besides", "at_the_line.POL", "willing.POLX"])
def test_a_measure_of_states_names_its_states(measure: str) -> None:
    with pytest.raises(ScenarioError) as said:
        measures.check("outcome", measure)
    assert "\n" not in str(said.value)
