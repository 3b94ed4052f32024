"""What a reviewer of everyday use stumbled over, each with the right value: files, names, exit codes, tables."""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

import sim
from sim.analysis.discover import discover
from sim.analysis.region import Discovery, Rule
from sim.cli.show import finding
from sim.engine.layout import SEATS
from sim.paths import configs, experiments
from sim.plates import comparison, embedded, fans, quantile_dots, sweep_overview
from sim.report.plate_data import Effort, PlateData
from sim.report.study.plates import PLATES
from sim.report.study.reader import read
from sim.scenario import ScenarioError, files, roster
from sim.study_folder import presets
from tests.cli.conftest import Tripwire
from tests.cli.test_comparing import KFOR, kept
from tests.cli.test_docs import PAGE
from tests.plates.layout import clashes

SMALL = ("replicates=20", "plate=false", "out=o", "spread=false")
ALONE = {"us_backing": 0.0, "us_volatility": 0.0, "us_parts": ()}


# Presets in files


@pytest.mark.fault("compare-anything")
def test_a_preset_stands_wherever_a_lever_may_in_a_file(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "us: none\nexcursions:\n  a: {us: full}\n  b: {experiment: kfor, roe: monitor}\n  c: {force: 10k}\n",
        "utf-8",
    )
    assert tripwire("file=mine.yaml", *SMALL).code == 0
    found = kept(tmp_path / "o")
    assert {name: getattr(found["base"], name) for name in ALONE} == ALONE
    assert (found["a"].us_backing, found["c"].force_size, found["c"].us_backing) == (1.0, 10_000.0, 0.0)
    assert {name: getattr(found["b"], name) for name in (*KFOR, "roe")} == KFOR | {"roe": 0.1}
    study = "question: Does it matter?\nexcursions:\n  alone: {us: none}\n  like KFOR: {experiment: kfor}\n"
    (tmp_path / "study.yaml").write_text(study, "utf-8")
    scenarios = read(tmp_path / "study.yaml").scenarios
    assert {name: getattr(scenarios["alone"], name) for name in ALONE} == ALONE
    assert scenarios["like KFOR"].force_size == KFOR["force_size"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("us: non", "d.yaml: us: no 'non'; allowed: enablers, full, mixed, none"),
        ("experiment: debate", "d.yaml: experiment: debate is several scenarios (with the US, "),
        ("excursions: {a: {us: non}}", "d.yaml: excursions.a: us: no 'non'; allowed: "),
        ("excursions: {a: {uss: none}}", "d.yaml: excursions.a: uss: no such lever"),
        ("excursions: [us]", "d.yaml: excursions: ['us'] is not a mapping"),
    ],
)
def test_a_preset_that_cannot_be_is_refused_by_its_place(
    text: str, line: str, tripwire: Tripwire, tmp_path: Path
) -> None:
    (tmp_path / "d.yaml").write_text(text, "utf-8")
    assert tripwire("file=d.yaml").refusal.startswith(line)
    assert tripwire("compare", "kfor", "d.yaml").refusal.startswith(line)
    with pytest.raises(ScenarioError, match=re.escape(line)):
        sim.Scenario.from_yaml(tmp_path / "d.yaml")


@pytest.mark.fault("own-material")
def test_scenarios_of_a_study_folder_are_compared_by_name(tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("init", "s").code == 0
    assert tripwire("compare", "cautious", "kfor", "with=s", *SMALL).code == 0
    assert "like KFOR" in kept(tmp_path / "o")
    assert "did you mean cautious?" in tripwire("compare", "cautios", "kfor", "with=s").refusal
    assert "no preset" in tripwire("compare", "cautious", "kfor").refusal


# One name, one scenario


@pytest.mark.fault("one-name")
def test_a_name_means_the_same_scenario_everywhere() -> None:
    meant = defaultdict(set)
    for path in [*(configs() / "experiment").glob("*.yaml"), *experiments().glob("*.yaml")]:
        said = files.data(files.text_of(path))
        own = said.pop("name", said.get("base"))
        excursions = said.pop("excursions", {})
        levers = presets.unfolded({name: one for name, one in said.items() if name in sim.scenario.BY_NAME})
        base = sim.Scenario(**levers)
        if own and not excursions:
            meant[own].add(base.digest)
        for name, changes in excursions.items():
            meant[name].add(base.but(**changes).digest)
    assert {name for name, digests in meant.items() if len(digests) > 1} == set()
    assert len(meant) > 30


# A scenario in Python


@pytest.mark.fault("scenario-at-hand")
def test_a_scenario_comes_from_a_file_and_shows_itself(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\nus: none\nforce_size: 20000\ntheory: cascade\n", "utf-8")
    scenario = sim.Scenario.from_yaml(path)
    assert scenario == sim.Scenario().but(
        us_backing="none", us_volatility="steady", us_parts=[], force_size=20_000, theory="cascade"
    )
    shown = scenario._repr_html_()
    assert re.findall(r"<tr><td>(\w+)</td><td>([^<]*)</td>", shown) == [
        ("force_size", "20,000"),
        ("us_backing", "none"),
        ("us_volatility", "steady"),
        ("us_parts", "none"),
        ("theory", "cascade"),
    ]
    assert "0 levers set" in sim.Scenario()._repr_html_()
    path.write_text("excursions: {a: {roe: 0.1}, b: {roe: 0.2}}", "utf-8")
    with pytest.raises(ScenarioError, match=r"mine\.yaml: excursions: a, b: several scenarios"):
        sim.Scenario.from_yaml(path)


@pytest.mark.fault("default-base")
def test_a_base_that_is_not_named_is_the_base_or_the_first() -> None:
    one = sim.Scenario(horizon=6)
    alone = sim.compare(sim.simulate(one, replicates=20))
    assert set(alone["scenario"]) == {"scenario"}
    assert (alone["difference"].dropna() == 0).all()
    ds = sim.simulate({"now": one, "firm": one.but(roe="robust")}, replicates=20)
    assert sim.compare(ds).attrs["base"] == "now"
    last = sim.simulate({"firm": one.but(roe="robust"), "base": one}, replicates=20)
    assert sim.compare(last).attrs["base"] == "base"
    for plate in (comparison, fans, quantile_dots):
        assert "now" in plate.draw(ds).get_label() or "firm" in plate.draw(ds).get_label()
        with pytest.raises(
            ScenarioError, match="base: no scenario 'base' in these results; allowed: now, firm"
        ):
            plate.draw(ds, base="base")


# What findings leave


@pytest.mark.fault("left-on-disk")
def test_a_search_leaves_a_row_for_each_limit() -> None:
    rule = Rule(
        {"roe": (-np.inf, 0.6), "mandate": ("eu", "un")}, 0.5, 0.8, 40, {"roe": 0.7000000000000001}, 0.7, 0.9
    )
    table = Discovery("prim", "risk", 0.2, 100, (rule,), 1, 10).table
    assert table["lever"].tolist() == ["roe", "mandate"]
    assert (table["high"].iloc[0], table["found_again"].iloc[0], table["settings"].iloc[1]) == (
        0.6,
        0.7,
        "eu, un",
    )
    assert table[["low", "high"]].isna().to_numpy().tolist() == [[True, False], [True, True]]
    assert Discovery("prim", "risk", 0.2, 100, (), 1, 10).table.empty
    found = discover(sim.Scenario(horizon=6), "deployed", factors=["force_size"], cases=40, replicates=4)
    assert len(found.table) == sum(len(one.limits) for one in found.rules) > 0


@pytest.mark.fault("left-on-disk")
def test_a_search_keeps_its_table_on_the_disk(tripwire: Tripwire, tmp_path: Path) -> None:
    answer = tripwire(
        "discover",
        "horizon=6",
        "measure=deployed",
        "cases=40",
        "replicates=4",
        "factors=force_size,roe",
        "out=o",
    )
    assert answer.code == 0, answer.err
    (folder,) = (tmp_path / "o").iterdir()
    assert "force_size" in pd.read_csv(folder / "finding.csv")["lever"].tolist()


@pytest.mark.fault("ignored-arguments")
@pytest.mark.parametrize("verb", ["discover", "flip DEU", "pivotal", "decompose", "divergence", "spread"])
def test_a_figure_is_not_promised_where_there_is_no_plate(verb: str, tripwire: Tripwire) -> None:
    assert "to: no such lever or setting" in tripwire(*verb.split(), "to=a.pdf").refusal


@pytest.mark.fault("sums-and-decimals")
def test_a_column_has_one_rule_of_decimals() -> None:
    assert finding.column([29.7, 1.18, 0.382, 0.0], "cost_eur_bn") == ["29.7", "1.2", "0.4", "0.0"]
    assert finding.column([12_345.6, 7.0], "deployed") == ["12,346", "7"]
    assert finding.column([0.0, 0.0], "kia") == ["0", "0"]
    assert finding.column([0.5, 0.0712], "attacked") == ["50.0 %", "7.1 %"]


# What a brief is for


@pytest.mark.fault("brief-first-screen")
@pytest.mark.usefixtures("blank_plates")
def test_a_brief_beside_a_run_names_options_in_words(tripwire: Tripwire, tmp_path: Path) -> None:
    words = ("force_size=100000", "horizon=6", "replicates=20", "plate=false", "out=o", "brief=true")
    assert tripwire(*words).code == 0
    [file] = (tmp_path / "o").glob("*/brief.html")
    page = file.read_text("utf-8")
    assert "What does “100,000 troops” change?" in page
    assert "force_size 100,000" not in page.partition("<h2>Scenarios</h2>")[0]
    # Answer, plate and caveats come before everything else, and what it rests on last.
    heads = re.findall("<h2>([^<]*)</h2>", page)
    assert heads[0] == "How far it goes"
    assert heads[-1] == "What it rests on: numbers"
    first = page.partition("<h2>")[0]
    assert (
        first.index('class="verdict"') < first.index("an input that no source settles") < first.index("<img")
    )
    # The comparison and both maps have a form for a phone.
    assert page.count('<source media="(max-width: 40rem)"') == page.count("<img") == 3


@pytest.mark.fault("brief-first-screen")
@pytest.mark.parametrize("name", [name for name, plate in PLATES.items() if plate.narrows])
def test_a_plate_has_a_form_for_a_phone(name: str) -> None:
    ds = sim.simulate({"a": sim.Scenario(horizon=6), "b": sim.Scenario(horizon=6, roe=0.9)}, replicates=10)
    effort = Effort((0.0, 1.0), replicates=10, draws=2, tapes=2)
    wide, narrow = (
        PLATES[name].draw(PlateData(ds, "a", sim.Scenario(horizon=6), effort, narrow=narrow))
        for narrow in (False, True)
    )
    assert narrow.get_size_inches()[0] <= 4.3 + 2 * 0.22 < wide.get_size_inches()[0]
    assert wide.get_size_inches()[0] == pytest.approx(6.4)
    said = [sorted(" ".join(text.get_text().split()) for text in one.texts) for one in (wide, narrow)]
    assert {*said[0]} == {*said[1]}
    assert clashes(narrow) == []


@pytest.mark.fault("labelled-axes")
def test_no_dot_lies_left_of_nothing() -> None:
    ds = sim.simulate({"a": sim.Scenario(horizon=6), "none": sim.Scenario(force_size=0.0)}, replicates=40)
    for outcome in ("kia", "deployed", "incidents"):
        figure = quantile_dots.draw(ds, outcome)
        dots: list[tuple[float, float]] = []
        for ax in figure.axes:
            for kind in (one for one in ax.collections if isinstance(one, PathCollection)):
                x = np.asarray(kind.get_offsets(), float)[:, 0] * ax.bbox.width / np.ptp(ax.get_xlim())
                radius = np.sqrt(float(np.max(kind.get_sizes()))) / 2 * figure.dpi / 72
                dots += [(float(one), radius) for one in x]
        assert len(dots) == 40
        assert min(x - radius for x, radius in dots) > -0.5


@pytest.mark.fault("labelled-axes")
def test_the_heights_of_a_sweep_s_plate_say_what_they_are() -> None:
    points = pd.DataFrame({"roe": np.linspace(0, 1, 40), "attacked": np.linspace(0.4, 0.2, 40)})
    figure = sweep_overview.draw(points, {"statement": "example"}, levers=["roe"], outcome="attacked")
    assert [text.get_text() for text in figure.texts if text.get_rotation() == 90] == ["Risk of attack, %"]


@pytest.mark.fault("sorted-explanation")
def test_an_explanation_is_sorted_by_weight(tripwire: Tripwire) -> None:
    said = tripwire("explain", "POL", "horizon=6", "replicates=20", "out=o").out
    weights = [int(found) for found in re.findall(r" (\d+) %  ", said)]
    assert len(weights) > 3
    assert weights == sorted(weights, reverse=True)


# A state of one's own


@pytest.mark.fault("missing-facts")
@pytest.mark.parametrize(
    ("kept", "missing"),
    [
        (lambda row: ",aid," not in row, "missing: aid"),
        (lambda row: not row.startswith("NZL,border"), "missing: border_russia_belarus, border_ukraine"),
        (
            lambda row: row.startswith(("code,", "NZL,army,")),
            "missing: population, personnel, professional, ",
        ),
    ],
)
def test_a_state_that_lacks_a_fact_is_refused(
    kept: Callable[[str], bool], missing: str, tripwire: Tripwire, tmp_path: Path
) -> None:
    assert tripwire("init", "s", "--evidence").code == 0
    facts = tmp_path / "s" / "evidence" / "facts.csv"
    facts.write_text("".join(filter(kept, facts.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    for verb in ("run", "explain", "rank", "brief", "sources"):
        assert missing in tripwire(verb, "with=s").refusal


def test_the_page_says_how_many_states_may_be_added() -> None:
    page = (Path(__file__).parents[2] / "docs" / "own_study.md").read_text("utf-8")
    assert f"The engine has {SEATS} seats, so nine may be added" in page
    assert SEATS - len(roster.codes()) == 9


# What can be asked about


@pytest.mark.fault("measure-names")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "attacked",
            ["yes or no", "tripwire decompose measure=attacked", "tripwire evidence outcome attacked"],
        ),
        ("attack_month", ["month", "tripwire evidence outcome attack_month"]),
        ("rung_by_country", ["in results: sim.load"]),
    ],
)
def test_an_outcome_is_explained_by_help(name: str, said: list[str], tripwire: Tripwire) -> None:
    told = tripwire("help", name).out
    assert all(one in told for one in said)
    assert name in tripwire("outcomes", name).out


@pytest.mark.fault("measure-names")
def test_an_unknown_outcome_is_refused_with_where_they_are_listed(tripwire: Tripwire) -> None:
    for verb in ("enough", "sensitivity", "decompose"):
        said = tripwire(verb, "measure=nonsense").refusal
        assert said == "measure: no outcome is called 'nonsense'; tripwire outcomes lists them"
    assert "did you mean attacked?" in tripwire("discover", "measure=atacked").refusal
    assert "did you mean attacked?" in tripwire("help", "atacked").refusal


@pytest.mark.fault("compare-anything")
def test_what_is_named_twice_is_said(tripwire: Tripwire) -> None:
    told = tripwire("compare", "kfor", "us/none", "no_us", "kfor", *SMALL).out.splitlines()
    assert told[:2] == ["no_us: the same levers as us/none, shown once", "kfor: named twice, shown once"]
    assert "there is only one" not in tripwire("compare", "us/none", "no_us").refusal
    assert "no_us: the same levers as us/none" in tripwire("compare", "us/none", "no_us").refusal


# What goes wrong on a disk


@pytest.mark.fault("strange-files")
def test_no_advice_that_never_helps(tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("-m", "roe=0.1,0.2", "replicates=2", "name=s", "plate=false").code == 0
    (tmp_path / "outputs" / "s" / "manifest.json").write_text('{"plan": {', "utf-8")
    answer = tripwire("verify", "s")
    assert (answer.code, answer.out) == (
        1,
        "manifest.json: was changed or damaged; nothing here can be trusted without it\n",
    )
    assert tripwire("resume", "s").code == 1


@pytest.mark.fault("results-checksum", "exit-codes")
def test_damage_is_told_from_what_can_be_mended(tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("replicates=20", "plate=false", "out=o").code == 0
    (folder,) = (tmp_path / "o").iterdir()
    whole = (folder / "results.nc").read_bytes()
    (folder / "results.nc").write_bytes(whole[:-40] + bytes(40))
    for words in (("compare", str(folder), "kfor"), ("compare", "kfor", str(folder / "results.nc"))):
        answer = tripwire(*words)
        assert (answer.code, "changed or damaged" in answer.err, answer.out) == (1, True, "")
    (tmp_path / "foreign.nc").write_bytes(b"something else")
    assert "another program" in tripwire("compare", "foreign.nc", "kfor").refusal


@pytest.mark.parametrize(
    "words",
    [("out=f/x", "plate=false"), ("-m", "roe=0.1,0.2", "out=f/x"), ("sweep", "roe=0.1,0.2", "out=f/x")],
)
@pytest.mark.fault("strange-files")
def test_a_folder_that_cannot_be_made_is_named(
    words: tuple[str, ...], tripwire: Tripwire, tmp_path: Path
) -> None:
    (tmp_path / "f").write_text("a file", "utf-8")
    line = tripwire(*words, "replicates=20").refusal
    assert "f/x" in line
    assert "Errno" not in line


# Words of the command line


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("-m", "file=nowhere.yaml", "roe=0.1,0.2"), "file: 'nowhere.yaml' is not a file"),
        (("-m", "experiment=glob(*)"), "experiment: glob(…) cannot be swept; list the names"),
        (("-m", "roe=range(0,1,0)"), "roe: this range has no values"),
        (("exclude=[POL]", "stances.POL=3"), "stances.POL: cannot matter, for exclude leaves POL out"),
        (("exclude=[POL]", "publics.POL=0.5"), "publics.POL: cannot matter, for exclude leaves POL out"),
        (("force_size=40.000",), "force_size: 40.000 can be read in two ways; write 40000 or 40"),
        (("name=123",), "name: 123 refused"),
        (("out=null",), "out: None is not a folder"),
        (("roe=0.1", "roe=0.2"), "roe: is said twice; allowed: once; several values: tripwire -m roe=…,…"),
        (("sweep", "sweep.over.point=1,2"), "sweep.over.point: cannot be swept"),
        (("sweep", "roe=0.1,0.2", "sweep.precision=5"), "precision: 5 refused"),
    ],
)
@pytest.mark.fault("override-grammar")
def test_what_cannot_be_is_one_line(words: tuple[str, ...], line: str, tripwire: Tripwire) -> None:
    assert tripwire(*words).refusal.startswith(line)


@pytest.mark.fault("float-ranges")
def test_a_step_of_a_range_is_the_number_that_is_typed(tripwire: Tripwire, tmp_path: Path) -> None:
    words = ("us_backing=range(0,1.05,0.1)", "replicates=2", "name=r", "out=o", "plate=false")
    assert tripwire("-m", *words).code == 0
    table = pd.read_parquet(tmp_path / "o" / "r" / "results.parquet")
    assert sorted(table["us_backing"].unique()) == [k / 10 for k in range(11)]


def test_the_version_is_said_alone(tripwire: Tripwire) -> None:
    assert tripwire("--version").out == f"tripwire {sim.__version__}\n"


@pytest.mark.fault("unbroken-names")
def test_names_of_sweeps_are_not_broken_over_lines(
    tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    name = "a-rather-long-name-of-a-sweep-on-rules-and-backing"
    assert tripwire("-m", "roe=0.1,0.2", "replicates=2", f"name={name}", "plate=false").code == 0
    assert any(line.startswith(f"{name} ") for line in tripwire("ls").out.splitlines())


# What the pages show


@pytest.mark.fault("results-read-back")
def test_results_are_read_again_as_the_page_shows(tripwire: Tripwire, tmp_path: Path) -> None:
    section = PAGE.partition("## Results read again")[2].partition("\n## ")[0]
    (line,), (code,) = (
        re.findall(rf"```{kind}\n(.*?)```", section, flags=re.DOTALL) for kind in ("sh", "python")
    )
    assert tripwire(*line.split()[1:], "replicates=20", "plate=false").code == 0
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - it is what a reader would paste
    assert names["ds"].sizes["replicate"] == 20
    assert embedded.recipe_in(tmp_path / "mine.pdf")["shown"] == ["base", "roe robust, us_backing enabling"]
