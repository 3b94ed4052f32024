"""Values that Hydra's grammar allows and no lever can be: one line, the right number, or each value once."""

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli.parse import swept_values
from sim.cli.parse.overrides import parsed
from sim.cli.parse.value_kinds import Count, Level
from sim.factors.levels import Listed
from sim.factors.reading import read_factor
from sim.scenario import ScenarioError
from sim.sweeps.design import read_design
from tests.cli.conftest import Tripwire
from tests.cli.test_experiments import composed


@pytest.mark.fault("override-grammar", "tracebacks")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("injects={}", "injects: {} is not a list"),
        ("orders={month:1}", "orders: {'month': 1} is not a list"),
        ("sweep stances={POL:1},{POL:2}", "stances: cannot be swept as a whole; say stances.NAME=…,…"),
        ("sweep experiment=range(1,3)", "experiment: a range(…) cannot be swept; list the names"),
        ("sweep experiment=kfor,debate", "experiment: debate is several scenarios"),
        ("sweep roe=0.1,interval(0,1)", "roe: interval(…) and glob(…) cannot stand among other values"),
        ("sweep roe=sort(monitor,0.1)", "roe: 'sort(monitor,0.1)' cannot be read; say values as a,b"),
        ("sweep sweep.over=[]", "sweep.over: [] refused; allowed: levers, each with its values"),
        ("sweep sweep=lhs sweep.cross=5 roe=0.1,0.2", "cross: 5 refused; allowed: swept levers in brackets"),
        ("sweep sweep=lhs sweep.cross={a:1} roe=0.1,0.2", "sweep.cross: '{a:1}' cannot stand there"),
        ("-m sweep=lhs sweep.cross={a:1} roe=0.1,0.2", "sweep.cross: '{a:1}' cannot stand there"),
        ("sweep sweep.precision.x=1 roe=0.1,0.2", "'sweep.precision.x': not a setting of sweep"),
        ("sweep file=a.yaml,b.yaml", "file: 'a.yaml,b.yaml' is not a file"),
        ("roe=[[0.1]]", "roe: [[0.1]] is not a number"),
        ("excursions.a.roe=range(0,1)", "excursions.a.roe: several values"),
    ],
)
def test_one_line_that_names_no_object_of_a_library(line: str, said: str, tripwire: Tripwire) -> None:
    told = tripwire(*line.split()).refusal
    assert told.startswith(said)
    assert "Sweep(" not in told


@pytest.mark.fault("tracebacks")
def test_no_dated_values_are_no_schedule(tmp_path: Path) -> None:
    assert list(composed("schedule.us_backing=[]").scenarios) == ["base"]
    (tmp_path / "a.yaml").write_text("schedule: {us_backing: []}\n", "utf-8")
    assert (
        sim.Scenario.from_yaml(tmp_path / "a.yaml")
        == sim.Scenario()
        == sim.Scenario().but(schedule={"roe": []})
    )


@pytest.mark.fault("float-ranges")
@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("roe=range(0,0.35,0.1),0.7", [0.0, 0.1, 0.2, 0.3, 0.7]),
        ("roe=range(0.7,0,-0.1)", [0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]),
        ("stances.POL=range(-0.3,0.4,0.1)", [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3]),
        ("roe=float(range(start=0.1,stop=0.8,step=0.2))", [0.1, 0.3, 0.5, 0.7]),
        ("roe=sort(0.2,0.3,0.1,reverse=true)", [0.3, 0.2, 0.1]),
    ],
)
def test_a_range_holds_what_a_person_would_write(words: str, values: list[float]) -> None:
    name = words.partition("=")[0]
    factor = read_factor(name, swept_values.values(name, parsed(words, name)))
    assert isinstance(factor, Listed)
    assert list(factor.values) == values


@pytest.mark.fault("float-ranges")
def test_minus_nought_is_nought() -> None:
    assert str(sim.Scenario(force_size=-0.0).force_size) == "0.0"
    assert np.signbit(read_factor("stances.POL", [-0.0, 1]).ends[0]) == 0


@pytest.mark.fault("thousands-point")
@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("replicates=2.000", "replicates"),
        ("seed=1.000", "seed"),
        ("force_size=400.000", "force_size"),
        ("explain POL replicates=2.000", "replicates"),
        ("rank draws=2.000", "draws"),
        ("enough force_size=10.000,20.000", "force_size"),
        ("enough measure=kia at_most=10.000", "at_most"),
        ("spread against=force_size=40.000", "force_size"),
        ("sweep sweep=lhs sweep.points=2.000 roe=interval(0,1)", "sweep.points"),
        ("sweep sweep.over={plan:{a:{force_size:40.000},b:{}}}", "sweep.over.force_size"),
        ("sweep sweep.over.force_size={low:10.000,high:40000,steps:4}", "sweep.over.force_size"),
        ("sweep force_size=1000,40000 sweep.where=force_size>=40.000", "where"),
        ("sweep roe=0.1,0.2 sweep.chunk=10.000", "sweep.chunk"),
    ],
)
def test_a_point_before_three_digits_is_refused_wherever_a_number_stands(
    line: str, field: str, tripwire: Tripwire
) -> None:
    said = tripwire(*line.split()).refusal
    assert said.startswith(f"{field}: ")
    assert "can be read in two ways; write " in said


@pytest.mark.fault("thousands-point")
@pytest.mark.parametrize("text", ["2,000", "2 000", "2'000"])
def test_thousands_that_are_set_apart_are_refused_with_the_plain_number(text: str) -> None:
    for kind in (Count(1, 10_000), Level()):
        with pytest.raises(ScenarioError, match="is not a number; write 2000"):
            kind.check("replicates", text)


@pytest.mark.fault("thousands-point")
@pytest.mark.parametrize("text", ["\u0661\u0660", "\uff11\uff10", "0x10", "nan", "1e999"])
def test_other_digits_are_not_guessed_at(text: str) -> None:
    for kind in (Count(1, 10_000), Level()):
        with pytest.raises(ScenarioError, match=r"is not a number|is not finite"):
            kind.check("replicates", text)


@pytest.mark.fault("twice-given")
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("stances.POL=1 stances={POL:2}", "stances.POL"),
        ("stances={POL:2} stances.POL=1", "stances.POL"),
        ("stances={POL:2,POL:1}", "stances.POL"),
        ("roles=[training] roles.training=false", "roles.training"),
        ("excursions.a.roe=0.1 excursions={a:{roe:0.2}}", "excursions.a.roe"),
        ("excursions={a:{roe:0.2},a:{roe:0.3}}", "excursions.a"),
        ("excursions.a.stances={POL:1} excursions.a.stances.POL=2", "excursions.a.stances.POL"),
        ("injects=[{kind:us_walkout,month:3,month:4}]", "injects.month"),
        ("roe=0.1 ++roe=0.2", "roe"),
        ("sweep sweep.over={roe:[0.3],roe:[0.4]}", "sweep.over.roe"),
        ("sweep sweep.over={roe:[0.3]} sweep.over.roe=[0.5]", "sweep.over.roe"),
        ("sweep stances.POL=1,2 stances={POL:3}", "stances.POL"),
        ("sweep sweep.over={excursion:{a:{roe:0.1}}} excursions.x.us_backing=0.1", "excursion"),
        ("sweep sweep.design=p.csv roe=0.3", "roe"),
    ],
)
def test_a_value_is_said_once(line: str, name: str, tripwire: Tripwire) -> None:
    Path("p.csv").write_text("roe,us_backing\n0.1,0.5\n", "utf-8")
    assert tripwire(*line.split()).refusal.startswith(f"{name}: is said twice")


@pytest.mark.fault("twice-given")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sweep experiment=kfor,unifil,kfor", "experiment: kfor stands twice in the list"),
        ("discover factors=roe,roe", "factors: roe is named twice"),
        ("ablation headlines=force,force", "headlines: force is named twice"),
        ("flip POL levers=roe,us_backing,roe", "levers: roe is named twice"),
    ],
)
def test_a_name_in_a_list_stands_there_once(line: str, said: str, tripwire: Tripwire) -> None:
    assert tripwire(*line.split()).refusal.startswith(said)


@pytest.mark.fault("twice-given")
def test_what_adds_to_another_is_not_said_twice() -> None:
    both = composed("stances={POL:2}", "stances.DEU=1", "exclude=[FRA]", "exclude.GBR=true")
    (own,) = [scenario for name, scenario in both.scenarios.items() if name != "base"]
    assert (dict(own.stances), own.exclude) == ({"DEU": 1.0, "POL": 2.0}, ("GBR", "FRA"))


@pytest.mark.fault("reserved-names")
@pytest.mark.parametrize("name", ["scenario", "country", "month", "Point", "ATTACKED", "rung_by_country"])
def test_a_bundle_is_not_called_as_what_results_are_labelled_by(name: str) -> None:
    with pytest.raises(ScenarioError, match=f"{name} is a column of the results"):
        read_design(sim.Scenario(), {"over": {name: {"a": {"roe": 0.1}, "b": {"roe": 0.2}}}})
