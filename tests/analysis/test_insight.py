"""The verbs of insight: what they print, and what they refuse."""

import pytest

from sim.cli import insight
from sim.scenario import ScenarioError

SAID = {
    "explain": (["POL", "replicates=50", "us_backing=0.75"], "Poland declines"),
    "flip": (["DEU", "replicates=30", "levers=stance.DEU,roe"], "stance.DEU from"),
    "enough": (
        ["replicates=40", "at_most=0.1", "sizes=0,40000", "rules=monitor,robust"],
        "risk of attack at most",
    ),
    "rank": (["draws=2", "tapes=3"], "regret"),
    "sensitivity": (["samples=8", "replicates=4", "factors=roe,baseline_attack_risk"], "risk of attack"),
    "discover": (["cases=60", "replicates=4", "above=0.1"], "isk of attack above"),
    "decompose": (["draws=10", "tapes=4"], "Spread of risk of attack"),
    "divergence": (["us_backing=0", "replicate=3"], "Replicate 3 first parts at Washington in month 0"),
    "hindcast": (["replicates=5"], "upper bound"),
}


@pytest.mark.parametrize("verb", SAID)
def test_a_verb_prints_its_finding_and_the_statement(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, finding = SAID[verb]
    assert getattr(insight, verb)(words) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert finding in printed
    assert "explores assumptions; not a forecast" in printed
    assert "seed 1" in printed


@pytest.mark.parametrize(
    ("verb", "words", "refusal"),
    [
        ("explain", ["POLX"], "did you mean POL"),
        ("explain", ["POL", "FRA"], "a value is missing"),
        ("explain", ["POL", "month=400"], "month"),
        ("flip", ["roe=abc"], "not a number"),
        ("flip", ["DEU", "levers=ro"], "did you mean roe"),
        ("enough", ["at_most=0.1", "at_least=0.2"], "not both"),
        ("enough", ["sizes=a"], "not a number"),
        ("sensitivity", ["method=guess"], "allowed: sobol, morris"),
        ("sensitivity", ["samples=x"], "samples"),
        ("discover", ["measure=attackd"], "attacked"),
        ("rank", ["draw=3"], "no such lever"),
        ("decompose", ["measure=deploy"], "did you mean deployed"),
        ("divergence", ["replicate=x"], "replicate"),
        ("hindcast", ["roe=0.6"], "only seed and replicates"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(verb: str, words: list[str], refusal: str) -> None:
    with pytest.raises(ScenarioError, match=refusal) as said:
        getattr(insight, verb)(words)
    assert "\n" not in str(said.value)
