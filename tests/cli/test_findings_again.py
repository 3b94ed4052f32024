"""A plate of a finding holds what was asked, and is drawn again from that alone; what cannot be asked is one line."""

from pathlib import Path
from typing import Any

import pytest

from sim.plates import embedded
from sim.report import again, of_findings
from sim.scenario import Scenario, ScenarioError
from tests.cli.conftest import Tripwire

LINES = {
    "waterfall": "explain FRA replicates=12 month=3",
    "regret_table": "rank draws=2 tapes=2",
    "sobol_bars": "sensitivity factors=force_size,roe samples=8 replicates=4 measure=deployed against=us_backing=none",
}
HELD = {
    "waterfall": {"country": "FRA", "replicates": 12, "month": 3},
    "regret_table": {"draws": 2, "tapes": 2},
    "sobol_bars": {
        "factors": ["force_size", "roe"],
        "samples": 8,
        "replicates": 4,
        "measure": "deployed",
        "against": {"us_backing": 0.0},
    },
}


@pytest.mark.fault("drawn-again")
@pytest.mark.parametrize("plate", LINES)
def test_a_finding_is_drawn_again_to_the_byte(plate: str, tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire(*LINES[plate].split(), "horizon=6", "seed=4", "out=o").code == 0
    [file] = (tmp_path / "o").glob("*/plate.svg")
    assert embedded.recipe_in(file)["asked"] == HELD[plate]
    answer = tripwire("again", str(file), "to=b.svg")
    assert "the same bytes as plate.svg" in answer.out
    assert (tmp_path / "b.svg").read_bytes() == file.read_bytes()


@pytest.mark.fault("drawn-again")
def test_a_figure_of_a_sweep_names_the_line_that_draws_it(tripwire: Tripwire) -> None:
    levers = ("roe=interval(0,1)", "us_backing=interval(0,1)")
    words = ("sweep", "sweep=saltelli", "sweep.points=8", *levers, "replicates=2", "name=s")
    assert tripwire(*words).code == 0
    assert tripwire("sensitivity", "from=s", "to=a.pdf").code == 0
    assert tripwire("again", "a.pdf").refusal == (
        "sobol_bars: was drawn from a table that its file does not hold; "
        "the line that drew it was: tripwire sensitivity from=s to=a.pdf"
    )
    assert tripwire("again", "outputs/s/overview.svg").refusal.endswith(": tripwire resume s")


@pytest.mark.parametrize(
    ("plate", "asked", "says"),
    [
        ("waterfall", {"country": "Atlantis"}, "country: unknown 'Atlantis'"),
        ("waterfall", {"replicates": 10**9}, "replicates: 1000000000 is out of range"),
        ("waterfall", {"replicate": 3}, "asked: unknown 'replicate'"),
        ("regret_table", {"draws": 1}, "draws: 1 is out of range"),
        ("regret_table", {"draws": 10_000, "tapes": 10_000}, "draws × tapes: more than is drawn again"),
        ("regret_table", {"options": "x"}, "asked: unknown 'options'"),
        ("sobol_bars", {"factors": "roe"}, "factors: 'roe' is not a list of factors"),
        ("sobol_bars", {"factors": ["__class__"]}, "__class__"),
        ("sobol_bars", {"against": [1]}, "against: [1] is not a mapping"),
        ("sobol_bars", {"against": {"roe": 7}}, "roe: 7 is out of range"),
        ("sobol_bars", {"measure": "os.system"}, "measure: unknown 'os.system'"),
        ("comparison", {"draws": 2}, "plate: unknown 'comparison'"),
    ],
)
def test_what_a_stranger_cannot_ask_is_refused(plate: str, asked: dict[str, Any], says: str) -> None:
    recipe = {"plate": plate, "scenarios": {"a": Scenario(horizon=6).as_dict()}, "seed": 1, "asked": asked}
    with pytest.raises(ScenarioError) as refusal:
        again.draw(recipe)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_every_plate_of_a_finding_can_be_asked_for_again() -> None:
    from sim.cli.show.insight import PLATES

    assert set(PLATES.values()) == set(of_findings.QUESTIONS)
