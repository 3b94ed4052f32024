"""A scenario is read from whatever somebody has at hand, is written as it is read, and shows itself."""

from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.analysis.explain import WILLINGNESS, explanation

TEXT = "us: none\nroe: robust\n"
MEANT = sim.Scenario().but(us_backing="none", us_volatility="steady", us_parts=[], roe="robust")


@pytest.mark.fault("scenario-at-hand")
@pytest.mark.parametrize(
    "source",
    [
        lambda path: path,
        str,
        lambda path: path.read_text("utf-8"),
        lambda path: b"\xef\xbb\xbf" + path.read_bytes(),
        lambda path: StringIO(TEXT),
        lambda path: BytesIO(TEXT.encode()),
        lambda path: "{us: none, roe: robust}",
    ],
    ids=["path", "name", "text", "bytes", "open", "open bytes", "line"],
)
def test_any_form_of_yaml_is_read(source: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, "utf-8")
    assert sim.Scenario.from_yaml(source(path)) == MEANT


@pytest.mark.fault("scenario-at-hand")
@pytest.mark.parametrize(
    ("source", "line"),
    [
        (None, "source: None refused; allowed: a file, or a text of YAML"),
        (5, "source: 5 refused"),
        (b"\xff\xfe", "text: not UTF-8"),
        ("roe: 9", "text: roe: 9 is out of range"),
        ("rules: firm\n", "text: rules: no such lever"),
        ("nowhere.yaml", "file: 'nowhere.yaml' is not a file"),
        ("excursions: {a: {roe: 0.1}}\n", "text: excursions: a: several scenarios"),
    ],
)
def test_what_is_no_scenario_is_one_line(source: Any, line: str) -> None:
    with pytest.raises(sim.ScenarioError) as refusal:
        sim.Scenario.from_yaml(source)
    assert str(refusal.value).startswith(line)
    assert "\n" not in str(refusal.value)


@pytest.mark.fault("scenario-at-hand")
@pytest.mark.parametrize(
    "scenario",
    [
        sim.Scenario(),
        MEANT.but(theory="cascade", reading="jan2025"),
        sim.Scenario().but(
            stances={"POL": 1},
            exclude=["FRA"],
            injects=[{"kind": "us_walkout", "month": 3}],
            schedule={"us_backing": [[0, 0.8], [12, 0.2]]},
            orders=[{"month": 0, "state": "DEU", "role": "support", "if": {"us_backing": 0.5}}],
        ),
    ],
)
def test_what_is_written_is_read_again(scenario: sim.Scenario) -> None:
    again = sim.Scenario.from_yaml(scenario.to_yaml())
    assert (again, again.digest, again.supplied) == (scenario, scenario.digest, scenario.supplied)


@pytest.mark.fault("sorted-explanation")
@pytest.mark.fault("scenario-at-hand")
def test_an_explanation_in_a_notebook_shows_what_decides_and_adds_up() -> None:
    found = explanation(sim.Scenario(horizon=6), "POL", replicates=20)
    assert len(found.short) < 12
    shares = found.short["weight"].str.removesuffix(" %")[:-2].astype(int)
    assert shares.is_monotonic_decreasing
    written = found.short["mean, logits"].str.replace("−", "-").astype(float)
    assert round(written.drop(WILLINGNESS).sum(), 6) == written[WILLINGNESS]
    assert " %</td>" in found._repr_html_()
    assert "risk_support" not in found._repr_html_()
