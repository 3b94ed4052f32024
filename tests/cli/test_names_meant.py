"""A name means one thing: scenarios, outcomes and bases by the names people use, or do not type at all."""

import json
import re
from pathlib import Path

import pytest

import sim
from sim.paths import configs
from sim.plates import comparison, fans, quantile_dots, theory_matrix
from sim.report.gallery import scenarios as gallery
from sim.scenario import ScenarioError, files
from sim.study_folder import presets
from tests.cli.conftest import Tripwire

DEBATE = files.read(configs() / "experiment" / "debate.yaml").excursions
BASE = sim.Scenario(horizon=6)
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.fault("one-name")
def test_the_notebooks_name_what_the_demo_names() -> None:
    told = "\n".join("".join(cell["source"]) for path in NOTEBOOKS.glob("*.ipynb") for cell in _cells(path))
    found = dict(re.findall(r'"([^"]+)": base\.but\(([^)]*)\)', told))
    shared = found.keys() & DEBATE.keys()
    assert {"rules like UNIFIL", "rules like KFOR"} <= shared
    for name in shared:
        levers = eval(f"dict({found[name]})", {"__builtins__": {}}, {"dict": dict})  # noqa: S307 - our own notebook
        assert sim.Scenario().but(**levers) == sim.Scenario().but(**DEBATE[name]), name


def _cells(path: Path) -> list[dict[str, list[str]]]:
    cells: list[dict[str, list[str]]] = json.loads(path.read_text("utf-8"))["cells"]
    return cells


@pytest.mark.fault("one-name")
def test_the_gallery_draws_what_the_demo_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: dict[str, sim.Scenario] = {}
    monkeypatch.setattr(gallery, "simulate", lambda named, **_: drawn.update(named))
    gallery.debate.__wrapped__()
    assert drawn == {"base": sim.Scenario()} | {
        name: sim.Scenario().but(**levers) for name, levers in DEBATE.items()
    }


@pytest.mark.fault("one-name")
def test_a_preset_of_a_group_has_a_name_that_no_other_group_gives_another_meaning() -> None:
    meant: dict[str, set[str]] = {}
    for group in presets.GROUPS:
        for name in presets.choices(group):
            given = presets.preset(group, name)
            if not given.excursions:
                meant.setdefault(given.name or name, set()).add(sim.Scenario().but(**given.levers).digest)
    assert {name: digests for name, digests in meant.items() if len(digests) > 1} == {}


@pytest.mark.fault("measure-names")
def test_python_names_the_nearest_outcome() -> None:
    ds = sim.simulate(BASE, 4)
    with pytest.raises(ScenarioError, match="did you mean attacked"):
        sim.compare(ds, measures=["atacked"])
    with pytest.raises(ScenarioError, match="did you mean deployed"):
        comparison.draw(ds, outcomes=["deplyed"])


@pytest.mark.fault("measure-names")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "sweep roe=0.1,0.2 sweep.precision.outcome=atacked sweep.precision.half_width=0.1",
            "did you mean attacked?",
        ),
        ("evidence outcome kiaa", "did you mean kia?"),
        ("spread measure=deploy", "did you mean deployed?"),
        ("outcomes xyz", "tripwire outcomes lists all"),
    ],
)
def test_every_verb_says_where_outcomes_are(line: str, said: str, tripwire: Tripwire) -> None:
    assert said in tripwire(*line.split()).refusal


@pytest.mark.fault("default-base")
@pytest.mark.parametrize("names", [("scenario",), ("firm", "base")])
def test_every_plate_draws_without_a_base_that_somebody_named(names: tuple[str, ...]) -> None:
    ds = sim.simulate({name: BASE.but(roe=0.2 + 0.3 * k) for k, name in enumerate(names)}, 6)
    expected = "base" if "base" in names else names[0]
    assert sim.compare(ds).attrs["base"] == expected
    for plate in (fans, quantile_dots):
        assert plate.draw(ds).get_label()


@pytest.mark.fault("default-base")
def test_results_of_one_scenario_alone_are_their_own_base() -> None:
    ds = sim.simulate(BASE, 6)
    table = sim.compare(ds, measures=["attacked"])
    assert table["difference"].tolist() == [0.0]
    with pytest.raises(
        ScenarioError, match="base: no scenario 'consensus' in these results; allowed: scenario"
    ):
        theory_matrix.draw(ds)


@pytest.mark.fault("missing-facts")
@pytest.mark.parametrize("value", ["", "nan", "-5"])
def test_a_fact_without_a_value_is_refused(value: str, tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("init", "s", "--evidence").code == 0
    facts = tmp_path / "s" / "evidence" / "facts.csv"
    facts.write_text(
        facts.read_text("utf-8").replace("NZL,population,5300000,", f"NZL,population,{value},"), "utf-8"
    )
    with pytest.raises(ScenarioError, match=r"facts\.csv, row \d+, column value: '.*' refused"):
        sim.use(str(tmp_path / "s"))
